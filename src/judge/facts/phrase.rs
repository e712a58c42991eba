//! What is known about a phrase of a list: the questions behind the conditions, one function each.

use crate::judge::view::View;
use crate::lexicon::FunctionWord;
use crate::rulebook::PhraseAsked;
use crate::tokenise::token::Pos;

/// True when a condition on a phrase holds; `n` is its number among the hits of the survey.
pub(in crate::judge) fn holds(asked: PhraseAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        PhraseAsked::Phrase(lists) => lists.contains(&view.survey.hits[n].list),
        PhraseAsked::Bare(wanted) => bare(view, n) == *wanted,
        PhraseAsked::NamedSoon(wanted) => named_soon(view, n) == *wanted,
        PhraseAsked::Definite(wanted) => definite(view, n) == *wanted,
    }
}

/// True when no word before a phrase belongs to it: "research shows", not "her research shows".
fn bare(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let before = start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_none_or(|t| {
        let belongs = matches!(t.pos, Pos::Pos | Pos::PrpS | Pos::Dt | Pos::Cd);
        !(belongs || t.pos.is_noun() || t.pos.is_adjective() || t.text.ends_with("'s"))
    })
}

/// True when what a phrase calls by its kind has its name in one of the next sentences: "a new poll
/// … The Brodin poll".
fn named_soon(view: &View<'_>, hit: usize) -> bool {
    let tokens = &view.text.tokens;
    let phrase = &view.survey.hits[hit].tokens;
    let kind = &tokens[phrase.end - 1];
    let sentence = view.sentence_of(phrase.start);
    let last = (sentence + 2).min(view.text.sentences.len() - 1);
    let behind = phrase.end..view.text.sentences[last].tokens.end;
    behind.skip(1).any(|at| tokens[at].reads(kind.text) && tokens[at - 1].pos.is_name())
}

/// True when "the" or "this" stands before a phrase: what it names was spoken of before.
fn definite(view: &View<'_>, hit: usize) -> bool {
    let before = view.survey.hits[hit].tokens.start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_some_and(|t| t.among(FunctionWord::Definite))
}
