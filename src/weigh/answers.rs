//! Denials, confirmations, no-comments: which claims they answer, by party and by subject.

use super::answer_kind::points_back;
use super::asked::asked;
use super::bound::{Bound, answer};
use super::context::Weighing;
use super::ledger::{AnswerKind, Ground};
use super::same::{Groups, Likeness};
use super::signature::Stems;
use super::spoken::{speaks_for_itself, spoken};
use crate::lexicon::Class;
use crate::tokenise::token::Pos;

/// An answer looks this many blocks back for the claim it answers.
const REACH: usize = 8;

/// No answer looks past this many attributions, however long a block is.
const WINDOW: usize = 60;

/// Binds every answer to the claims it answers.
pub(super) fn bind(w: Weighing<'_>, groups: &Groups, stems: &mut Stems<'_>) -> Bound {
    let mut bound = Bound::default();
    from_pairs(w, groups, &mut bound);
    for (n, attribution) in w.cx.parsed.attributions.iter().enumerate() {
        let Some(kind) = w.kinds[n] else { continue };
        let near = near(w, groups, n);
        match kind {
            // "dismissed the bill", "apologised for the delay": no answer to a claim.
            AnswerKind::Denies | AnswerKind::Confirms
                if !points_back(w.cx.text, attribution) && !speaks_for_itself(w, n, kind) => {}
            AnswerKind::Unverified => {
                let answer = answer(w, n, kind, Ground::RightBehind);
                for (claim, stated) in near {
                    let before = stated.iter().map(|a| w.attribution(*a)).any(|a| {
                        a.sentence <= attribution.sentence && attribution.block <= a.block + 1
                    });
                    if before {
                        bound.add(claim, answer);
                    }
                }
            }
            AnswerKind::Declines | AnswerKind::Silent => {
                asked(w, n, kind, &near, stems, &mut bound);
            }
            _ => spoken(w, groups, n, kind, &near, &mut bound),
        }
    }
    bound
}

/// Statements that say the opposite, or say so on a condition.
fn from_pairs(w: Weighing<'_>, groups: &Groups, bound: &mut Bound) {
    for (later, earlier, like) in &groups.pairs {
        let (Some(one), Some(two)) = (groups.of[*later], groups.of[*earlier]) else { continue };
        let (a, b) = (w.voices[*later], w.voices[*earlier]);
        let known = a.side.is_some() && b.side.is_some();
        match like {
            Likeness::Opposite if a.speaker.is_some() && a.speaker == b.speaker => {
                bound.reversed.entry(two).or_insert(*later);
            }
            Likeness::Opposite if known && a.side != b.side => {
                let kind = AnswerKind::Denies;
                bound.add(two, answer(w, *later, kind, Ground::SameSubject));
                bound.add(one, answer(w, *earlier, kind, Ground::SameSubject));
            }
            Likeness::Conditional if known && a.side != b.side => {
                let (claim, n, other) = if w.signatures[*later].conditional {
                    (two, *later, *earlier)
                } else {
                    (one, *earlier, *later)
                };
                if !accepts(w, n, other) {
                    continue;
                }
                bound.add(claim, answer(w, n, AnswerKind::Conditional, Ground::SameSubject));
            }
            _ => {}
        }
    }
}

/// True for "would accept it if": a statement on one's own future act, about an agreement.
fn accepts(w: Weighing<'_>, conditional: usize, claim: usize) -> bool {
    let words =
        |n: usize| w.attribution(n).content.iter().flat_map(|piece| w.cx.text.tokens_in(*piece));
    let agrees = words(conditional).chain(words(claim)).any(|t| t.is(Class::MeansAgreeing));
    agrees && words(conditional).take(8).any(|t| t.pos == Pos::Md)
}

/// The claims stated near an attribution, in the order of the text, each with the attributions
/// that state it there.
fn near(w: Weighing<'_>, groups: &Groups, n: usize) -> Vec<(usize, Vec<usize>)> {
    let block = w.attribution(n).block;
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    let last = (n + WINDOW / 4).min(groups.of.len());
    for at in n.saturating_sub(WINDOW)..last {
        let stated = w.attribution(at).block;
        let Some(claim) = groups.of[at].filter(|_| at != n) else { continue };
        if stated > block + 1 || stated + REACH < block {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == claim) {
            Some((_, all)) => all.push(at),
            None => found.push((claim, vec![at])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::weighed;

    /// The answers to the first claim, and how many answer nothing.
    fn answers(copy: &str) -> (Vec<(AnswerKind, Ground)>, usize) {
        let ledger = weighed(copy).ledger;
        let bound = ledger.claims[0].answers.iter().map(|a| (a.kind, a.ground)).collect();
        (bound, ledger.unbound.len())
    }

    #[test]
    fn an_answer_looks_eight_blocks_back() {
        let copy = |between: usize| {
            let claim = "Larkhill Homes poisoned the river, the fisher Ada Wynne said.";
            let filler = "\n\nThe ferry left the port.".repeat(between);
            format!("{claim}{filler}\n\nLarkhill Homes declined to comment.")
        };
        let declined = vec![(AnswerKind::Declines, Ground::NamesParty)];
        assert_eq!(answers(&copy(0)), (declined.clone(), 0));
        assert_eq!(answers(&copy(7)), (declined, 0));
        assert_eq!(answers(&copy(8)), (Vec::new(), 1));
    }

    #[test]
    fn nobody_denies_what_he_says_himself() {
        let copy = "Tom Hale sold the boat, Ada Wynne said.\n\nTom Hale denied that he had sold \
                    the boat.";
        assert_eq!(answers(copy).0, [(AnswerKind::Denies, Ground::SameSubject)]);
        let copy = "Tom Hale sold the boat, Ada Wynne said.\n\nAda Wynne denied that Tom Hale had \
                    sold the boat.";
        assert!(answers(copy).0.is_empty());
        assert!(weighed(copy).ledger.claims[0].reversed.is_some());
    }

    #[test]
    fn what_could_not_be_verified_was_said_just_before() {
        let claim = "The army destroyed the depot, the fisher Ada Wynne said.";
        let note = "The claim could not be independently verified.";
        let unverified = vec![(AnswerKind::Unverified, Ground::RightBehind)];
        assert_eq!(answers(&format!("{claim}\n\n{note}")).0, unverified);
        let far = format!("{claim}\n\nThe ferry left the port.\n\n{note}");
        assert!(answers(&far).0.is_empty());
    }

    #[test]
    fn a_refusal_to_speak_of_something_else_answers_nothing() {
        let claim = "Larkhill Homes poisoned the river, the fisher Ada Wynne said.";
        let with = |topic: &str| {
            answers(&format!("{claim}\n\nLarkhill Homes declined to comment on {topic}."))
        };
        assert_eq!(with("the river"), (vec![(AnswerKind::Declines, Ground::SameSubject)], 0));
        assert_eq!(with("the takeover of a bakery"), (Vec::new(), 1));
        // A day is no subject.
        assert_eq!(with("Monday"), (vec![(AnswerKind::Declines, Ground::NamesParty)], 0));
    }
}
