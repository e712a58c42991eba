//! What is known about a sentence: the questions behind the conditions, one function each.

use crate::judge::lists::OwnList;
use std::ops::Range;

use super::{figure, words};
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::rulebook::SentenceAsked;
use crate::tokenise::token::{Kind, Pos};

/// The words with which a sentence begins.
const OPENING: usize = 4;

/// True when a condition on a sentence holds.
pub(in crate::judge) fn holds(asked: SentenceAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        SentenceAsked::Agentless(wanted) => agentless(view, n).is_some() == *wanted,
        SentenceAsked::Figure(kinds) => figure::bare(view, n, kinds).is_some(),
        SentenceAsked::FiguresFromPapers(wanted) => view.given.by_papers == *wanted,
        SentenceAsked::GoesOn(wanted) => goes_on(view, n) == *wanted,
    }
}

/// A passive that does not say who did it: "were barred", in the writer's own words.
pub(in crate::judge) fn agentless(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let range = view.text.sentences[sentence].tokens.clone();
    range.clone().skip(1).find_map(|at| {
        let token = &tokens[at];
        if !token.is(Class::HarmVerb) || !view.survey.own(at) {
            return None;
        }
        let from = at.saturating_sub(3).max(range.start);
        let aux = (from..at).rev().find(|n| tokens[*n].among(FunctionWord::BeInFull))?;
        // "Bidders would be barred": a rule, and nothing done.
        let done = tokens[aux].pos != Pos::Vb;
        let plain = done && (aux + 1..at).all(|n| tokens[n].pos.is_adverb());
        let agent = tokens[at + 1..range.end].iter().any(|t| t.among(FunctionWord::By));
        (plain && !agent).then(|| aux..at + 1)
    })
}

/// True when a sentence without an attribution stands right behind one with, in one paragraph.
fn goes_on(view: &View<'_>, sentence: usize) -> bool {
    let Some(before) = sentence.checked_sub(1) else { return false };
    let (this, last) = (&view.text.sentences[sentence], &view.text.sentences[before]);
    let credited = |range: &Range<usize>| range.clone().any(|t| view.survey.owner(t).is_some());
    this.block == last.block && credited(&last.tokens) && !credited(&this.tokens)
}

/// True when a sentence asks: "How many voters say so?"
pub(super) fn is_question(view: &View<'_>, sentence: usize) -> bool {
    let tokens = &view.text.tokens[view.text.sentences[sentence].tokens.clone()];
    let last = tokens.iter().rev().find(|t| t.kind != Kind::CloseQuote);
    last.is_some_and(|t| t.text.contains('?'))
}

/// True when a sentence begins with "but" or a word like it.
pub(super) fn turns(view: &View<'_>, sentence: usize) -> bool {
    view.text.sentences.get(sentence).is_some_and(|s| {
        let opening = s.tokens.start..(s.tokens.start + OPENING).min(s.tokens.end);
        words::find(view, &opening, OwnList::ContrastWord.name()).is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn sentences() {
        check(
            Scope::Sentence,
            &[
                ("agentless: true", "The students were barred from the hall.", "+"),
                ("agentless: true", "The students were barred from the hall by the police.", "-"),
                (
                    "agentless: true",
                    "“The students were barred from the hall,” Tom Hale said.",
                    "-",
                ),
                ("agentless: true", "The students were never barred from the hall.", "+"),
                ("agentless: true", "The students would be barred from the hall.", "-"),
                ("agentless: true", "The police barred the students from the hall.", "-"),
                ("goes-on: true", "The road is shut, Tom Hale said. It opens in May.", "-+"),
                ("goes-on: true", "The road is shut, Tom Hale said.\n\nIt opens in May.", "--"),
                ("goes-on: true", "The road is shut. It opens in May.", "--"),
            ],
        );
    }
}
