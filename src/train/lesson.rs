//! What the network learns from: texts with target probabilities, from the annotation and from
//! teacher networks.

use std::ops::Range;

use super::activation::softmax;
use super::rng::Rng;
use crate::tag::linear::UNIT;
use crate::tag::network::{Network, ROLES, Surroundings};

/// How often a cue is met as its head alone, and how often with a word more on either side.
const ALONE: f32 = 0.2;
const LONGER: f32 = 0.1;
/// How much the probabilities of a teacher count beside the annotation.
const TEACHER_SHARE: f32 = 0.5;

/// A text to learn from: its blocks, the features of its tokens, the target probabilities of their
/// labels, and its cues in order.
pub(super) struct Lesson<const L: usize, const F: usize> {
    /// The tokens of each block.
    pub(super) blocks: Vec<Range<usize>>,
    pub(super) features: Vec<[u64; F]>,
    pub(super) labels: Vec<[f32; L]>,
    pub(super) cues: Vec<LessonCue>,
}

/// A cue, and the target probabilities of the roles of each unit near it; those of the cue itself are
/// nothing to it.
pub(super) struct LessonCue {
    pub(super) head: usize,
    pub(super) tokens: Range<usize>,
    pub(super) units: Vec<(Range<usize>, [f32; ROLES])>,
}

impl LessonCue {
    /// The tokens as which it is met: in a draft a cue is often taken for a word more or less.
    pub(super) fn met_as(&self, rng: &mut Rng) -> Range<usize> {
        let Range { start, end } = self.tokens.clone();
        match rng.next() {
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

    /// Knowledge distillation (Hinton, Vinyals and Dean, 2015): mixes in the probabilities of a teacher,
    /// a network that has not seen the text and is less sure where annotators might have decided
    /// otherwise.
    pub(super) fn distil(&mut self, teacher: &Network<L>) {
        let (logits, encoded) = teacher.encode(self.features.len(), |at| self.features[at]);
        for (right, logits) in self.labels.iter_mut().zip(&logits) {
            mix_in(right, logits);
        }
        for cue in &mut self.cues {
            let units: Vec<Range<usize>> = cue.units.iter().map(|(unit, _)| unit.clone()).collect();
            let near = Surroundings { head: cue.head, cue: &cue.tokens, units: &units };
            for ((_, right), logits) in cue.units.iter_mut().zip(encoded.roles(&near)) {
                mix_in(right, &logits);
            }
        }
    }
}

/// Moves target probabilities towards those of the teacher.
fn mix_in<const N: usize>(right: &mut [f32; N], logits: &[i32; N]) {
    #[allow(clippy::cast_precision_loss)] // some thousands
    let mut believed = logits.map(|logit| logit as f32 / UNIT as f32);
    softmax(&mut believed);
    for (right, believed) in right.iter_mut().zip(believed) {
        *right += TEACHER_SHARE * (believed - *right);
    }
}

/// A target that is certain.
pub(super) fn one_hot<const N: usize>(right: usize) -> [f32; N] {
    std::array::from_fn(|n| if n == right { 1.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teacher_who_knows_nothing_leaves_half() {
        let mut right = one_hot::<4>(2);
        mix_in(&mut right, &[0; 4]);
        let wanted = [0.125_f32, 0.125, 0.625, 0.125];
        assert!(right.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{right:?}");
    }
}
