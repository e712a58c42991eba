//! What the network learns from: texts with what is right of them, and what other networks believe.

use std::ops::Range;

use super::curves::likelihoods;
use super::recurrent::Dice;
use crate::tag::linear::UNIT;
use crate::tag::network::{Network, ROLES, Surroundings};

/// How often a cue is met as its head alone, and how often with a word more on either side.
const ALONE: f32 = 0.2;
const LONGER: f32 = 0.1;
/// How much what a teacher believes counts beside what is annotated.
const DOUBT: f32 = 0.5;

/// A text to learn from: its blocks, the features of its tokens, how likely each label of theirs is right, and
/// its cues in order.
pub(super) struct Lesson<const L: usize, const F: usize> {
    /// The tokens of each block.
    pub(super) blocks: Vec<Range<usize>>,
    pub(super) features: Vec<[u64; F]>,
    pub(super) labels: Vec<[f32; L]>,
    pub(super) cues: Vec<Cue>,
}

/// A cue, and how likely each role of each unit near it is right; those of the cue itself are nothing to it.
pub(super) struct Cue {
    pub(in crate::train) head: usize,
    pub(super) tokens: Range<usize>,
    pub(super) units: Vec<(Range<usize>, [f32; ROLES])>,
}

impl Cue {
    /// The tokens as which it is met: in a draft a cue is often taken for a word more or less.
    pub(super) fn met_as(&self, dice: &mut Dice) -> Range<usize> {
        let Range { start, end } = self.tokens.clone();
        match dice.next() {
            luck if luck < ALONE => self.head..self.head + 1,
            luck if luck < ALONE + LONGER => start..end + 1,
            luck if luck < ALONE + 2.0 * LONGER => start.saturating_sub(1)..end,
            _ => start..end,
        }
    }
}

impl<const L: usize, const F: usize> Lesson<L, F> {
    /// Which word each token is: the first of its features.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.features.iter().map(|features| features[0])
    }

    /// Puts in what a teacher believes, a network that has not seen the text: where annotators might
    /// have decided otherwise, it doubts (Hinton, Vinyals and Dean, 2015).
    pub(super) fn soften(&mut self, teacher: &Network<L>) {
        let (scores, read) = teacher.over(self.features.len(), |at| self.features[at]);
        for (right, scores) in self.labels.iter_mut().zip(&scores) {
            doubt(right, scores);
        }
        for cue in &mut self.cues {
            let units: Vec<Range<usize>> = cue.units.iter().map(|(unit, _)| unit.clone()).collect();
            let seen = Surroundings { head: cue.head, cue: &cue.tokens, units: &units };
            for ((_, right), scores) in cue.units.iter_mut().zip(read.roles(&seen)) {
                doubt(right, &scores);
            }
        }
    }
}

/// Moves what is right towards what is believed.
fn doubt<const N: usize>(right: &mut [f32; N], scores: &[i32; N]) {
    #[allow(clippy::cast_precision_loss)] // some thousands
    let mut believed = scores.map(|score| score as f32 / UNIT as f32);
    likelihoods(&mut believed);
    for (right, believed) in right.iter_mut().zip(believed) {
        *right += DOUBT * (believed - *right);
    }
}

/// What is certainly right.
pub(super) fn sure<const N: usize>(right: usize) -> [f32; N] {
    std::array::from_fn(|n| if n == right { 1.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teacher_who_knows_no_better_leaves_half() {
        let mut right = sure::<4>(2);
        doubt(&mut right, &[0; 4]);
        let wanted = [0.125_f32, 0.125, 0.625, 0.125];
        assert!(right.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{right:?}");
    }
}
