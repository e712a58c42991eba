//! What is known about an accusation: the questions behind the conditions, one function each.

use crate::judge::view::View;
use crate::lexicon::{CueClass, FunctionWord};
use crate::rulebook::AccusationAsked;
use crate::weigh::{Accusation, AnswerKind, Frame};

/// The accused is looked for in so many paragraphs behind the accusation.
const REPLY: usize = 4;

/// True when a condition on an accusation holds.
pub(in crate::judge) fn holds(asked: AccusationAsked<'_>, view: &View<'_>, n: usize) -> bool {
    let accusation = &view.ledger.accusations[n];
    match asked {
        AccusationAsked::Replied(wanted) => accusation.reply.is_some() == *wanted,
        AccusationAsked::AccusedKnown(wanted) => accusation.side.is_some() == *wanted,
        AccusationAsked::ActNamed(wanted) => act_named(view, accusation) == *wanted,
        AccusationAsked::SpeaksAfter(wanted) => speaks_after(view, accusation) == *wanted,
        AccusationAsked::AccusedHeard(wanted) => heard(view, accusation) == *wanted,
        AccusationAsked::AccusedAsked(wanted) => was_asked(view, accusation) == *wanted,
        AccusationAsked::Settled(wanted) => {
            let settled =
                view.ledger.party(accusation).is_some_and(|party| party.settled.is_some());
            settled == *wanted
        }
        AccusationAsked::Heaviest(wanted) => is_heaviest(view, n) == *wanted,
        AccusationAsked::Gravity(kinds) => kinds.contains(&accusation.gravity),
        AccusationAsked::Frame(frames) => frames.contains(&accusation.frame),
    }
}

/// True when the side of the accused was asked, or when somebody whom the draft only describes was
/// asked right after: that may be them.
fn was_asked(view: &View<'_>, accusation: &Accusation) -> bool {
    let replies = view.ledger.accusations.iter().filter(|a| a.side == accusation.side);
    let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
    let mut replies = replies.filter_map(|a| a.reply);
    let answered = replies.any(|reply| silent(reply.kind));
    answered
        || view
            .ledger
            .party(accusation)
            .is_some_and(|party| party.asked.is_some() || party.perhaps.is_some())
        || may_be_asked(view, accusation)
}

/// True when a no-comment close to an accusation names nobody: "The company did not respond."
fn may_be_asked(view: &View<'_>, accusation: &Accusation) -> bool {
    let unbound = view.ledger.unbound.iter();
    let unbound = unbound.filter(|a| matches!(a.kind, AnswerKind::Declines | AnswerKind::Silent));
    unbound.into_iter().any(|answer| {
        let attribution = &view.parsed.attributions[answer.attribution];
        let named = attribution
            .source
            .as_ref()
            .is_some_and(|source| view.text.tokens_in(source.span).iter().any(|t| t.pos.is_name()));
        !named && attribution.block.abs_diff(accusation.block) <= REPLY
    })
}

/// True for the first of the heaviest accusations against a side that name the accused; what is told
/// weighs less than a charge of the same kind.
fn is_heaviest(view: &View<'_>, n: usize) -> bool {
    let all = &view.ledger.accusations;
    let Some(party) = view.ledger.party(&all[n]) else { return true };
    let named = party.accusations.iter().filter(|a| all[**a].named);
    let charge = |a: &usize| !matches!(all[*a].frame, Frame::Told | Frame::Shown);
    let weight = |a: &usize| (all[*a].gravity, charge(a));
    let most = named.clone().map(weight).max();
    named.into_iter().find(|a| Some(weight(a)) == most) == Some(&n)
}

/// True when the accused speaks in the sentence of the accusation, or soon after it. To accuse the
/// accuser in turn is no reply.
fn speaks_after(view: &View<'_>, accusation: &Accusation) -> bool {
    let from = accusation.attribution.unwrap_or(0).saturating_sub(4);
    let near = view.parsed.attributions.iter().enumerate().skip(from);
    let party = view.ledger.party(accusation);
    near.into_iter().any(|(n, other)| {
        let own = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].side);
        let same = if accusation.side.is_some() {
            own == accusation.side
                && party.is_none_or(|party| party.statements.binary_search(&n).is_ok())
        } else {
            // "She accused him of lying, and he warned …": whoever else speaks in the sentence.
            other.sentence == accusation.sentence
        };
        let soon = other.sentence >= accusation.sentence && other.block <= accusation.block + REPLY;
        let counter = other.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Accuse);
        Some(n) != accusation.attribution && same && soon && !counter
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

/// True when the accused, or somebody of their side, speaks somewhere in the draft.
pub(super) fn heard(view: &View<'_>, accusation: &Accusation) -> bool {
    match view.ledger.party(accusation) {
        Some(party) => !party.statements.is_empty(),
        None => accusation.side.is_some_and(|side| view.spoken.contains_key(&side)),
    }
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
