//! What the network learns from: texts with target probabilities, from the annotation and from a
//! teacher.

use std::ops::Range;

use super::activation::is_taught;
use super::rng::Rng;
use crate::tag::network::ROLES;

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
    /// Knowledge distillation (Hinton, Vinyals and Dean, 2015): mixes in the probabilities of a teacher
    /// that has not seen the annotation of this text, and is less sure where annotators might have
    /// decided otherwise.
    pub(super) fn distil(
        &mut self,
        labels: &[[f32; L]],
        of_cue: impl Fn(&LessonCue) -> Option<Vec<[f32; ROLES]>>,
    ) {
        for (right, believed) in self.labels.iter_mut().zip(labels) {
            mix_in(right, believed);
        }
        for cue in &mut self.cues {
            let Some(believed) = of_cue(cue) else { continue };
            for ((unit, right), believed) in cue.units.iter_mut().zip(&believed) {
                if unit.end <= cue.tokens.start || cue.tokens.end <= unit.start {
                    mix_in(right, believed);
                }
            }
        }
    }
}

/// Moves target probabilities towards those of the teacher, unless it says nothing.
fn mix_in<const N: usize>(right: &mut [f32; N], believed: &[f32; N]) {
    if is_taught(believed) {
        for (right, believed) in right.iter_mut().zip(believed) {
            *right += TEACHER_SHARE * (believed - *right);
        }
    }
}

/// A target that teaches nothing.
pub(super) const fn untaught<const N: usize>() -> [f32; N] {
    [0.0; N]
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
        mix_in(&mut right, &[0.25; 4]);
        let wanted = [0.125_f32, 0.125, 0.625, 0.125];
        assert!(right.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6), "{right:?}");
        let mut right = one_hot::<4>(2);
        mix_in(&mut right, &untaught());
        let bits = |shares: [f32; 4]| shares.map(f32::to_bits);
        assert_eq!(bits(right), bits(one_hot(2)), "who says nothing changes nothing");
    }
}
