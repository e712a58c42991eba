//! What is known about an accusation: the questions behind the conditions, one function each.

use crate::judge::accused::Accused;
use crate::judge::view::View;
use crate::lexicon::{CueClass, FunctionWord};
use crate::rulebook::AccusationAsked;
use crate::weigh::{Accusation, AnswerKind, Frame, Party};

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
            let settled = party(view, accusation).is_some_and(|party| party.settled.is_some());
            settled == *wanted
        }
        AccusationAsked::Heaviest(wanted) => is_heaviest(view, n) == *wanted,
        AccusationAsked::Gravity(kinds) => kinds.contains(&accusation.gravity),
        AccusationAsked::Frame(frames) => frames.contains(&accusation.frame),
    }
}

/// What is asked of every accusation.
fn accused<'v>(view: &'v View<'_>) -> &'v Accused {
    view.accused.get_or_init(|| {
        let (ledger, attributions) = (view.ledger, &view.parsed.attributions);
        let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
        let replied = ledger.accusations.iter().filter(|a| a.reply.is_some_and(|r| silent(r.kind)));
        let unnamed =
            ledger.unbound.iter().filter(|answer| silent(answer.kind)).filter_map(|answer| {
                let attribution = &attributions[answer.attribution];
                let source =
                    attribution.source.as_ref().map(|source| view.text.tokens_in(source.span));
                let named = source.is_some_and(|words| words.iter().any(|t| t.pos.is_name()));
                (!named).then_some(attribution.block)
            });
        let mut unnamed: Vec<usize> = unnamed.collect();
        unnamed.sort_unstable();
        let mut by_block = vec![Vec::new(); view.draft.blocks.len()];
        for (n, attribution) in attributions.iter().enumerate() {
            by_block[attribution.block].push(n);
        }
        Accused {
            silent: replied.map(|accusation| accusation.side).collect(),
            unnamed,
            heaviest: ledger.parties.iter().filter_map(|party| heaviest(view, party)).collect(),
            parties: ledger.parties.iter().enumerate().rev().map(|(n, p)| (p.side, n)).collect(),
            attributions: by_block,
        }
    })
}

/// The party that an accusation is against.
pub(in crate::judge) fn party<'v>(
    view: &'v View<'_>,
    accusation: &Accusation,
) -> Option<&'v Party> {
    let number = accused(view).parties.get(&accusation.side?)?;
    view.ledger.parties.get(*number)
}

/// True when the side of the accused was asked, or when somebody whom the draft only describes was
/// asked right after: that may be them: "The company did not respond."
fn was_asked(view: &View<'_>, accusation: &Accusation) -> bool {
    let all = accused(view);
    let party = party(view, accusation);
    all.silent.contains(&accusation.side)
        || party.is_some_and(|party| party.asked.is_some() || party.perhaps.is_some())
        || all.is_unnamed_near(accusation.block, REPLY)
}

/// True for the first of the heaviest accusations against a side that name the accused.
fn is_heaviest(view: &View<'_>, n: usize) -> bool {
    party(view, &view.ledger.accusations[n]).is_none() || accused(view).heaviest.contains(&n)
}

/// The first of the heaviest accusations against a party that name it; what is told weighs less than a
/// charge of the same kind.
fn heaviest(view: &View<'_>, party: &Party) -> Option<usize> {
    let all = &view.ledger.accusations;
    let named = || party.accusations.iter().copied().filter(|a| all[*a].named);
    let charge = |a: usize| !matches!(all[a].frame, Frame::Told | Frame::Shown);
    let weight = |a: usize| (all[a].gravity, charge(a));
    let most = named().map(weight).max();
    named().find(|a| Some(weight(*a)) == most)
}

/// True when the accused speaks in the sentence of the accusation, or soon after it. To accuse the
/// accuser in turn is no reply.
fn speaks_after(view: &View<'_>, accusation: &Accusation) -> bool {
    let from = accusation.attribution.unwrap_or(0).saturating_sub(4);
    let by_block = &accused(view).attributions;
    let last = by_block.len().min(accusation.block + REPLY + 1);
    let near = by_block[accusation.block.min(last)..last].iter().flatten().copied();
    let party = party(view, accusation);
    near.filter(|n| *n >= from).any(|n| {
        let other = &view.parsed.attributions[n];
        let own = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].side);
        let same = if accusation.side.is_some() {
            own == accusation.side
                && party.is_none_or(|party| party.statements.binary_search(&n).is_ok())
        } else {
            // "She accused him of lying, and he warned …": whoever else speaks in the sentence.
            other.sentence == accusation.sentence
        };
        let soon = other.sentence >= accusation.sentence;
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
    match party(view, accusation) {
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
