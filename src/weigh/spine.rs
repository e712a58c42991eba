//! What the story rests on: the claims of the headline and the lead, and who makes them.

use super::context::Weighing;
use super::ledger::{Claim, Matter, Rests, Spine, Standing};
use super::standing::voices;

/// The claims of the headline and the lead with all their restatements; none where nobody is
/// credited with them.
pub(super) fn spine(w: Weighing<'_>, claims: &[Claim]) -> Option<Spine> {
    let first = |claim: &Claim| {
        claim.matters.contains(&Matter::Headline) || claim.matters.contains(&Matter::Lead)
    };
    let all: Vec<usize> = (0..claims.len()).filter(|n| first(&claims[*n])).collect();
    let rests = rests(w, &all.iter().map(|n| &claims[*n]).collect::<Vec<_>>())?;
    Some(Spine { claims: all, rests })
}

/// The weakest that covers all of them.
fn rests(w: Weighing<'_>, claims: &[&Claim]) -> Option<Rests> {
    let is = |claim: &Claim, standing: Standing| claim.standing == standing;
    let mut voices: Vec<_> = claims.iter().flat_map(|claim| voices(claim, w)).collect();
    voices.sort_unstable();
    voices.dedup();
    let mut sides: Vec<_> = claims.iter().flat_map(|claim| claim.sides.iter().copied()).collect();
    sides.sort_unstable();
    sides.dedup();
    let rests = match (voices.len(), sides.len()) {
        _ if claims.is_empty() => return None,
        _ if claims.iter().all(|claim| is(claim, Standing::Unsourced)) => Rests::Unsourced,
        _ if claims.iter().all(|claim| is(claim, Standing::Documented)) => Rests::Record,
        (0, _) => return None,
        (1, _) => Rests::OneSource,
        (_, 0 | 1) => Rests::OneSide,
        _ => Rests::Several,
    };
    Some(rests)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    #[test]
    fn what_a_story_rests_on() {
        let rests = |copy: &str| {
            let spine = weighed(copy).ledger.spine.as_ref();
            spine.map_or(String::new(), |spine| format!("{:?} {}", spine.rests, spine.claims.len()))
        };
        check(
            rests,
            &[
                ("The bridge is unsafe, the engineer Tom Hale said.", "OneSource 1"),
                (
                    "The bridge is unsafe, the engineer Tom Hale said.\n\nIt will be shut, the mayor \
                     Ann Reed said.",
                    "Several 2",
                ),
                ("The bridge is unsafe, an official said.", "Unsourced 1"),
                ("The bridge has fallen.", ""),
            ],
        );
    }
}
