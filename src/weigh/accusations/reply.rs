//! What the accused answers: a denial, an admission, a refusal to speak, anywhere in the draft.

use rustc_hash::FxHashMap;

use super::parties::speaks_for;
use crate::lexicon::{Class, CueClass, Polarity};
use crate::parse::Attribution;
use crate::resolve::SideId;
use crate::span::Span;
use crate::tokenise::token::Pos;
use crate::weigh::answer_kind::points_back;
use crate::weigh::asked::topic;
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Answer, AnswerKind, Ground, Manner};
use crate::weigh::signature::{Signature, Stems, shared};

/// So many answers before and after an accusation are looked at.
const WINDOW: usize = 200;

/// A denial says no within so many words.
const SAYS_NO: usize = 6;

/// The replies to all accusations.
pub(super) fn replies(w: Weighing<'_>, all: &mut [Accusation], stems: &mut Stems<'_>) {
    let answers: Vec<_> = (0..w.kinds.len()).filter_map(|n| Some((n, kind_of(w, n)?))).collect();
    let mut counts: FxHashMap<Option<SideId>, usize> = FxHashMap::default();
    for accusation in all.iter() {
        *counts.entry(accusation.side).or_default() += 1;
    }
    for accusation in all.iter_mut() {
        let only = counts.get(&accusation.side) == Some(&1);
        let said = stems.signature(w.cx.text, &[accusation.span]);
        let own = |n: usize| accusation.attribution == Some(n);
        let before = |n: usize| w.attribution(n).sentence < accusation.sentence;
        let here = answers.partition_point(|(n, _)| before(*n));
        let window = here.saturating_sub(WINDOW)..answers.len().min(here + WINDOW);
        let replies = answers[window].iter().copied();
        let told = |(n, kind): &(usize, AnswerKind)| !own(*n) && *kind != AnswerKind::Unverified;
        let mut near: Vec<_> = replies.filter(told).collect();
        // The nearest one that comes later, then the nearest before.
        let sentence = accusation.sentence;
        let away = |n: usize| {
            let other = w.attribution(n).sentence;
            (other < sentence, other.abs_diff(sentence))
        };
        near.sort_by_key(|(n, _)| away(*n));
        let found = near.into_iter().find_map(|(n, kind)| {
            Some((n, kind, answers_it(w, accusation, &said, (n, kind), only, stems)?))
        });
        if let Some((n, kind, ground)) = found {
            let side = w.voices[n].side.or(accusation.side);
            accusation.reply = Some(Answer { attribution: n, side, kind, ground });
            continue;
        }
        let said = &w.cx.parsed.attributions;
        let first = said.partition_point(|a| a.sentence < accusation.sentence);
        let spoken = (first..said.len()).take(2 * WINDOW);
        let spoken = spoken.filter(|n| accusation.attribution != Some(*n));
        let aside = spoken.into_iter().find(|n| is_partys(w, accusation, *n));
        accusation.aside = aside;
    }
}

/// Why an answer is one to this accusation, if it is.
fn answers_it(
    w: Weighing<'_>,
    accusation: &Accusation,
    said: &Signature,
    (n, kind): (usize, AnswerKind),
    only: bool,
    stems: &mut Stems<'_>,
) -> Option<Ground> {
    let reply = w.attribution(n);
    let party = is_partys(w, accusation, n);
    let points = points_back(w.cx.text, reply);
    match kind {
        AnswerKind::Declines | AnswerKind::Silent => {
            let subject = topic(w.cx.text, reply).map(|span| stems.signature(w.cx.text, &[span]));
            let subject = subject.filter(|signature| !signature.stems.is_empty());
            match subject {
                Some(topic) if !only => {
                    (party && shared(&topic.stems, &said.all) >= 1).then_some(Ground::SameSubject)
                }
                _ => party.then_some(Ground::NamesParty),
            }
        }
        _ => {
            let common = shared(&w.signatures[n].all, &said.all);
            // "She denied this" right after an accusation answers it, whoever she speaks for.
            let right_behind = points
                && reply.polarity == Polarity::Denies
                && w.voices[n].speaker.is_none()
                && (accusation.block..=accusation.block + 1).contains(&reply.block)
                && reply.sentence > accusation.sentence;
            match () {
                () if party && common >= 1 && w.kinds[n].is_some() => Some(Ground::SameSubject),
                () if party && w.signatures[n].negated && common >= 1 => Some(Ground::SameSubject),
                () if party && says_no(w, n) && reply.sentence >= accusation.sentence => {
                    Some(Ground::SameSubject)
                }
                () if party && points || right_behind => Some(Ground::PointsBack),
                () => None,
            }
        }
    }
}

/// With what an attribution answers an accusation against its own side; what it says in the negative
/// denies it.
fn kind_of(w: Weighing<'_>, n: usize) -> Option<AnswerKind> {
    w.kinds[n].or_else(|| (says_no(w, n) || w.signatures[n].negated).then_some(AnswerKind::Denies))
}

/// True for “I never touched it” and “he denies all of it”: the first words of a content say no.
fn says_no(w: Weighing<'_>, n: usize) -> bool {
    let Some(piece) = w.attribution(n).content.first() else { return false };
    let words = w.cx.text.tokens_in(*piece).iter().filter(|t| t.is_wordlike()).take(SAYS_NO);
    let words: Vec<_> = words.collect();
    let of_itself = words.first().is_some_and(|t| t.pos == Pos::Prp);
    let negated = words.iter().any(|t| t.is(Class::Negation));
    let denies = words.iter().any(|t| t.senses.iter().any(|sense| sense.class == CueClass::Deny));
    of_itself && negated || denies
}

/// True when the accused's own side speaks, or who is named as the accused is.
fn is_partys(w: Weighing<'_>, accusation: &Accusation, n: usize) -> bool {
    let reply = w.attribution(n);
    let side = accusation.side;
    side.is_some() && w.voices[n].side == side
        || accusation.manner == Manner::Explicit && named_alike(w, reply, accusation.accused)
        || side.is_some_and(|side| speaks_for(w, n, side) || is_titled(w, n, side))
}

/// True for somebody whose title names the party: "**Acme** director Ann Hale".
fn is_titled(w: Weighing<'_>, n: usize, side: SideId) -> bool {
    let speaker = w.voices[n].speaker;
    let title = speaker.and_then(|id| w.cx.story.cards.get(id.0)).and_then(|card| card.title);
    // The judge of a county's court does not speak for the county.
    let court = |title| w.cx.text.tokens_in(title).iter().any(|t| t.is(Class::Court));
    title.is_some_and(|title| w.names(side, title) && !court(title))
}

/// True when the source of a reply is named as the accused is: "the club" and "the club".
fn named_alike(w: Weighing<'_>, reply: &Attribution, accused: Span) -> bool {
    let Some(source) = &reply.source else { return false };
    let last = |span: Span| {
        w.cx.text.tokens_in(span).iter().rfind(|t| t.pos.is_noun()).map(|t| t.text.to_lowercase())
    };
    let (a, b) = (last(source.span), last(accused));
    a.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    /// With what the first accusation of some copy is answered.
    fn answer(reply: &str) -> String {
        let copy = format!("The union accused Larkhill Homes of fraud.\n\n{reply}");
        let ledger = weighed(&copy).ledger;
        let first = &ledger.accusations[0];
        let aside = if first.aside.is_some() { "aside" } else { "-" };
        first.reply.map_or_else(|| aside.to_owned(), |reply| format!("{:?}", reply.kind))
    }

    #[test]
    fn the_reply_comes_from_the_accused_near_or_far() {
        check(
            answer,
            &[
                ("Larkhill Homes denied the fraud.", "Denies"),
                (
                    "It rained.\n\nIt snowed.\n\nIt froze.\n\nLarkhill Homes denied the fraud.",
                    "Denies",
                ),
                ("Larkhill Homes declined to comment.", "Declines"),
                ("Larkhill Homes did not respond to a request for comment.", "Silent"),
                ("“We never took a penny,” Larkhill Homes said.", "Denies"),
                ("Fenby Foods declined to comment.", "-"),
                ("Larkhill Homes said its new flats were dry.", "aside"),
                ("The bridge is shut, the mayor Tom Hale said.", "-"),
            ],
        );
    }
}
