//! What could be a cue: what the grammar reads as one, and what the role tagger takes, or nearly took,
//! for one.

use std::ops::Range;

use crate::parse::proposal::{Owner, Owners, Proposal};
use crate::tag::around::Around;
use crate::tokenise::Text;
use crate::tokenise::token::Role;

/// A word or run of words that could be a cue.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) sentence: usize,
    pub(crate) cue: Range<usize>,
    pub(crate) proposal: Option<usize>,
    /// How many units on either side of the cue are looked at.
    pub(crate) reach: usize,
}

impl Candidate {
    /// True for what neither the grammar nor the role tagger takes for a cue: a near miss.
    pub(super) fn is_miss(&self, text: &Text<'_>) -> bool {
        self.proposal.is_none() && text.tokens[self.cue.start].hint.role != Role::Cue
    }
}

/// A cue that the role tagger rejects by more than this is not looked at again.
const FAR: i32 = 64;
/// A word so much farther from being a cue than the one beside it is not of the same.
const STEEP: i32 = 32;

/// For all cues of a sentence together so many units are looked at. No sentence of prose has as many; in
/// text without a full stop each of many cues sees less.
const UNITS: usize = 2048;
/// However many cues there are, each sees so many units on either side.
const LEAST: usize = 8;

/// Everything that could be a cue: what the grammar reads as one, the runs that the role tagger
/// takes for one, and words of the lexicon that it nearly took for one.
pub(crate) fn candidates(
    text: &Text<'_>,
    around: &[Around],
    proposals: &[Proposal],
    owners: &Owners,
) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let mut taken = vec![false; proposals.len()];
    for (sentence, part) in text.sentences.iter().enumerate() {
        let mut at = part.tokens.start;
        let first = all.len();
        while at < part.tokens.end {
            let hint = |at: usize| text.tokens[at].hint;
            let mut start = at;
            at += 1;
            if hint(start).role == Role::Cue {
                while at < part.tokens.end && hint(at).role == Role::Cue && !hint(at).begins {
                    at += 1;
                }
            } else if matches!(owners.of(start), Owner::Cue(n) if !taken[n]) {
                while at < part.tokens.end
                    && owners.of(at) == owners.of(start)
                    && hint(at).role != Role::Cue
                {
                    at += 1;
                }
            } else if near(text, around, start) {
                while at < part.tokens.end
                    && near(text, around, at)
                    && hint(at).role != Role::Cue
                    && owners.of(at) == Owner::None
                {
                    at += 1;
                }
                let heart = heart(around, start..at);
                (start, at) = (heart.start, heart.end);
            } else {
                continue;
            }
            let proposal = (start..at).find_map(|at| match owners.of(at) {
                Owner::Cue(n) if !taken[n] => Some(n),
                _ => None,
            });
            // The rest of a cue whose other words have been a candidate.
            let rest = proposal.is_none()
                && hint(start).role != Role::Cue
                && matches!(owners.of(start), Owner::Cue(_));
            if rest {
                continue;
            }
            if let Some(n) = proposal {
                taken[n] = true;
            }
            all.push(Candidate { sentence, cue: start..at, proposal, reach: 0 });
        }
        let reach = (UNITS / 2 / (all.len() - first).max(1)).max(LEAST);
        all[first..].iter_mut().for_each(|candidate| candidate.reach = reach);
    }
    all
}

/// Of words that the role tagger nearly took for a cue the one that it most nearly did, and those
/// around it that are not much farther.
fn heart(around: &[Around], words: Range<usize>) -> Range<usize> {
    let most = words.clone().map(|at| around[at].cue).max().unwrap_or(0);
    let near = |at: &usize| around[*at].cue >= most - STEEP;
    let peak = words.clone().find(|&at| around[at].cue == most).unwrap_or(words.start);
    let left = (words.start..peak).rev().take_while(near).count();
    let right = (peak..words.end).take_while(near).count();
    peak - left..peak + right
}

/// True for a word that the role tagger nearly took for a cue.
fn near(text: &Text<'_>, around: &[Around], at: usize) -> bool {
    text.tokens[at].is_wordlike() && !around[at].is_quoted() && around[at].cue >= -FAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    fn around(cues: &[i32]) -> Vec<Around> {
        cues.iter().map(|&cue| Around { cue, ..Around::default() }).collect()
    }

    #[test]
    fn the_heart_of_a_run_is_what_is_nearest_to_a_cue() {
        assert_eq!(heart(&around(&[-60, -10, -42, -43]), 0..4), 1..3);
        assert_eq!(heart(&around(&[-20, -10, -12]), 0..3), 0..3);
        assert_eq!(heart(&around(&[-60, -60, -5]), 0..3), 2..3);
    }

    #[test]
    fn of_many_cues_in_a_sentence_each_sees_less() {
        let reaches = |count: usize| {
            let (_, text, hints) = tagged(&"Hale said so, ".repeat(count));
            let owners = Owners::new(text.tokens.len(), &[]);
            let all = candidates(text, &hints.around, &[], &owners);
            let most = |sentence: usize| {
                let own = all.iter().filter(|c| c.sentence == sentence).map(|c| 2 * c.reach);
                own.sum::<usize>()
            };
            let most = (0..text.sentences.len()).map(most).max().unwrap_or(0);
            (most, all.iter().map(|c| c.reach).min().unwrap_or(0))
        };
        assert_eq!(reaches(1), (UNITS, UNITS / 2));
        let (most, least) = reaches(1_000);
        // The least that each sees may be more in all, by as many cues as a sentence has room for.
        assert!(most <= 2 * UNITS && (LEAST..UNITS / 64).contains(&least), "{most} {least}");
    }

    #[test]
    fn a_near_miss_is_a_word_that_is_not_too_far() {
        let (_, text, _) = tagged("Hale left.");
        assert!(near(text, &around(&[-64, -65, 0]), 0));
        assert!(!near(text, &around(&[-64, -65, 0]), 1));
        assert!(!near(text, &around(&[-64, -65, 0]), 2), "a mark is no cue");
    }
}
