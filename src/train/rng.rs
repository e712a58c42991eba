//! Random numbers that are the same in every run.

use crate::tag::linear;

/// Numbers that look random and are the same in every run.
pub(super) struct Rng(pub(super) u64);

impl Rng {
    pub(super) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        #[allow(clippy::cast_precision_loss)] // 24 bits
        let number = (linear::mix(self.0) >> 40) as f32;
        number / 16_777_216.0
    }

    /// For so many numbers, 0 where one is hidden, and what makes up for it elsewhere.
    pub(super) fn dropout_mask(&mut self, count: usize, rate: f32) -> Vec<f32> {
        let mut keeps = || if self.next() < rate { 0.0 } else { 1.0 / (1.0 - rate) };
        (0..count).map(|_| keeps()).collect()
    }
}
