//! What is known about a phrase of a list: the questions behind the conditions, one function each.

use crate::judge::view::View;
use crate::lexicon::FunctionWord;
use crate::rulebook::PhraseAsked;
use crate::tokenise::token::{Pos, Role};

/// A cue stands at most so many words before what it brings.
const SAYS_BEFORE: usize = 2;

/// True when a condition on a phrase holds; `n` is its number among the hits of the survey.
pub(in crate::judge) fn holds(asked: PhraseAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        PhraseAsked::Phrase(lists) => lists.contains(&view.survey.hits[n].list),
        PhraseAsked::Bare(wanted) => bare(view, n) == *wanted,
        PhraseAsked::NamedSoon(wanted) => named_soon(view, n) == *wanted,
        PhraseAsked::ToldBefore(wanted) => told_before(view, n) == *wanted,
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

/// True when somebody is credited earlier in the sentence of a phrase, or a cue without a source
/// stands right before it: "a man who police say appeared to be ill"; or when the phrase says which of several
/// are meant: "schools that appeared to be full".
fn told_before(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let from = view.text.sentences[view.sentence_of(start)].tokens.start;
    let sure = |n: usize| !view.parsed.attributions[n].is_guess();
    let said = (from..start).any(|at| view.survey.owner(at).is_some_and(sure));
    let says = |at: usize| {
        let token = &view.text.tokens[at];
        token.hint.role == Role::Cue && token.pos.is_verb()
    };
    // "schools that appeared to": the words of whoever chose them.
    let relative = start
        .checked_sub(1)
        .is_some_and(|at| start > from && view.text.tokens[at].among(FunctionWord::Relative));
    relative || said || (start.saturating_sub(SAYS_BEFORE).max(from)..start).any(says)
}

/// True when "the" or "this" stands before a phrase: what it names was spoken of before.
fn definite(view: &View<'_>, hit: usize) -> bool {
    let before = view.survey.hits[hit].tokens.start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_some_and(|t| t.among(FunctionWord::Definite))
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::held;
    use crate::rulebook::Scope;

    /// True when the condition holds for one of the phrases of a list.
    fn one(list: &str, condition: &str, copy: &str) -> bool {
        let condition = format!("all: [{{ phrase: [{list}] }}, {{ {condition} }}]");
        held(Scope::Phrase, &condition, copy).contains('+')
    }

    #[test]
    fn a_phrase_belongs_to_its_list() {
        let copy = "He was reportedly seen in Rome.";
        assert!(one("vague-adverb", "words: 1", copy));
        assert!(!one("vague-study", "words: 1", copy));
    }

    #[test]
    fn what_is_before_a_phrase_tells() {
        assert!(one("vague-study", "bare: true", "Research shows that bees sleep."));
        assert!(one("vague-study", "bare: false", "Her research shows that bees sleep."));
        assert!(one("vague-study", "bare: false", "New research shows that bees sleep."));
        let poll = |before: &str, condition: &str| {
            one("undated-count", condition, &format!("{before} recent poll puts the mayor ahead."))
        };
        assert!(poll("The", "definite: true") && !poll("The", "definite: false"));
        assert!(poll("A", "definite: false") && !poll("A", "definite: true"));
    }

    #[test]
    fn a_name_may_come_within_two_sentences() {
        let copy = "A new poll puts the mayor ahead. The Brodin poll asked 900 people.";
        assert!(one("undated-count", "named-soon: true", copy));
        let copy = "A new poll puts the mayor ahead. The poll asked 900 people.";
        assert!(one("undated-count", "named-soon: false", copy));
        let copy = "A new poll puts the mayor ahead. It rained. It froze. The Brodin poll is old.";
        assert!(one("undated-count", "named-soon: false", copy));
    }
}
