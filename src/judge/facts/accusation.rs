//! What is known about an accusation: the questions behind the conditions, one function each.

use crate::judge::view::View;
use crate::lexicon::{CueClass, FunctionWord};
use crate::rulebook::AccusationAsked;
use crate::weigh::Accusation;

/// The accused is looked for in so many paragraphs behind the accusation.
const REPLY: usize = 4;

/// True when a condition on an accusation holds.
pub(in crate::judge) fn holds(asked: AccusationAsked<'_>, view: &View<'_>, n: usize) -> bool {
    let accusation = &view.ledger.accusations[n];
    match asked {
        AccusationAsked::Replied(wanted) => accusation.reply.is_some() == *wanted,
        AccusationAsked::AccusedKnown(wanted) => accusation.camp.is_some() == *wanted,
        AccusationAsked::ActNamed(wanted) => act_named(view, accusation) == *wanted,
        AccusationAsked::SpeaksAfter(wanted) => speaks_after(view, accusation) == *wanted,
        AccusationAsked::AccusedHeard(wanted) => heard(view, accusation) == *wanted,
    }
}

/// True when the accused speaks in the sentence of the accusation, or soon after it. To accuse the
/// accuser in turn is no reply.
fn speaks_after(view: &View<'_>, accusation: &Accusation) -> bool {
    let here = &view.parsed.attributions[accusation.attribution];
    let from = accusation.attribution.saturating_sub(4);
    let near = view.parsed.attributions.iter().enumerate().skip(from).take(24);
    near.into_iter().any(|(n, other)| {
        let own = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].camp);
        let same = if accusation.camp.is_some() {
            own == accusation.camp
        } else {
            // "She accused him of lying, and he warned …": whoever else speaks in the sentence.
            other.sentence == here.sentence
        };
        let soon = other.sentence >= here.sentence && other.block <= here.block + REPLY;
        let counter = other.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Accuse);
        n != accusation.attribution && same && soon && !counter
    })
}

/// True when the draft says of what somebody is accused: "of fraud", "for the leak".
fn act_named(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.act.is_some_and(|act| {
        let first = view.text.tokens_in(act).iter().find(|t| t.is_wordlike());
        first.is_some_and(|t| {
            t.among(FunctionWord::AccusationPreposition) || t.among(FunctionWord::That)
        })
    })
}

/// True when the accused speaks somewhere in the draft.
pub(super) fn heard(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.camp.is_some_and(|camp| view.spoken.contains_key(&camp))
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn accusations() {
        check(
            Scope::Accusation,
            &[
                (
                    "replied: true",
                    "Ann Webb accused Tom Hale of fraud. Hale denied the accusation.",
                    "+",
                ),
                ("replied: true", "Ann Webb accused Tom Hale of fraud.", "-"),
                ("accused-known: true", "Ann Webb accused Tom Hale of fraud.", "+"),
                ("act-named: true", "Ann Webb accused Tom Hale of fraud.", "+"),
                (
                    "speaks-after: true",
                    "Ann Webb accused Tom Hale of fraud. Hale said the mill was safe.",
                    "+",
                ),
                (
                    "speaks-after: true",
                    "Ann Webb accused Tom Hale of fraud. Jan Novak said the mill was safe.",
                    "-",
                ),
                (
                    "speaks-after: true",
                    "Ann Webb accused Tom Hale of fraud.\n\nIt rained.\n\nIt snowed.\n\nIt thawed.\n\nIt froze.\n\nHale said the mill was safe.",
                    "-",
                ),
                (
                    "accused-heard: true",
                    "Ann Webb accused Tom Hale of fraud.\n\nIt rained.\n\nIt snowed.\n\nIt thawed.\n\nIt froze.\n\nHale said the mill was safe.",
                    "+",
                ),
                (
                    "accused-heard: true",
                    "Ann Webb accused Tom Hale of fraud. Jan Novak said the mill was safe.",
                    "-",
                ),
            ],
        );
    }
}
