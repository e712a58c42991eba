//! Vectors and affine maps of fixed-point numbers: [`ONE`] stands for 1.
//!
//! A sum of products counts in units of the square of [`ONE`].
#![allow(clippy::inline_always)] // as in `dot`

use super::dot::{ACCUMULATORS, Accumulators, DotProducts, WeightPairs};
use crate::tag::linear::UNIT_BITS;

/// 1 in fixed point: in all inputs, hidden states and weights.
pub(crate) const ONE: i16 = 1 << ONE_BITS;
pub(crate) const ONE_BITS: u32 = 10;
/// No input is greater, so that sums of products do not overflow.
pub(crate) const MOST: i16 = 8 * ONE - 1;
/// No weight of a gate is greater.
#[cfg(feature = "train")]
pub(crate) const GATE_MOST: f32 = 1.999;
/// No other weight is greater.
#[cfg(feature = "train")]
pub(crate) const WEIGHT_MOST: f32 = 7.999;

/// How many rows are worked out at a time: so few that they are still in the cache when they are
/// used.
pub(crate) const PIECE: usize = 32;

/// A row of fixed-point numbers for each token, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    numbers: Vec<i16>,
}

impl Rows {
    pub(crate) fn new(count: usize, width: usize) -> Self {
        Self { width, numbers: vec![0; count * width] }
    }

    /// Makes room for so many rows of this width. Numbers that were there stay until they are written.
    pub(super) fn reset(&mut self, count: usize, width: usize) {
        self.width = width;
        self.numbers.resize(count * width, 0);
    }

    /// Adds some rows of others, and blank ones up to a whole piece.
    pub(super) fn add_piece(&mut self, others: &Self, rows: std::ops::Range<usize>) {
        let whole = self.numbers.len() + PIECE * self.width;
        self.numbers.extend_from_slice(others.between(rows));
        self.numbers.resize(whole, 0);
    }

    /// How many numbers a row has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    /// The rows, [`PIECE`] at a time.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[i16]> {
        self.numbers.chunks((PIECE * self.width).max(1))
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut [i16]> {
        self.numbers.chunks_exact_mut(self.width.max(1))
    }

    /// The numbers of some rows, one row after the other.
    pub(super) fn between(&self, rows: std::ops::Range<usize>) -> &[i16] {
        &self.numbers[rows.start * self.width..rows.end * self.width]
    }

    /// The row of a token; empty where there is none.
    pub(crate) fn row(&self, at: usize) -> &[i16] {
        self.numbers.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    pub(super) fn row_mut(&mut self, at: usize) -> &mut [i16] {
        self.numbers.get_mut(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }
}

/// An affine map: a matrix of weights, and a bias for each output.
#[derive(Clone, Debug)]
pub(crate) struct Affine {
    /// How many inputs it has.
    inputs: usize,
    /// For each block of outputs the weights of every two inputs.
    weights: Vec<WeightPairs>,
    bias: Vec<Accumulators>,
}

impl Affine {
    pub(super) fn new(inputs: usize, outputs: usize) -> Self {
        let blocks = outputs.div_ceil(ACCUMULATORS);
        let weights = vec![WeightPairs::default(); blocks * (inputs / 2)];
        Self { inputs, weights, bias: vec![Accumulators::default(); blocks] }
    }

    /// Reads an affine map: for each output one weight for each input, then its bias.
    pub(crate) fn read(
        weights: &mut WeightReader<'_>,
        inputs: usize,
        outputs: usize,
    ) -> Option<Self> {
        let mut map = Self::new(inputs, outputs);
        for output in 0..outputs {
            map.read_weights(weights, output)?;
            map.read_bias(weights, output)?;
        }
        Some(map)
    }

    /// Reads the weights of one output.
    pub(super) fn read_weights(
        &mut self,
        weights: &mut WeightReader<'_>,
        output: usize,
    ) -> Option<()> {
        let pairs = self.inputs / 2;
        let block = output / ACCUMULATORS * pairs;
        for pair in &mut self.weights[block..block + pairs] {
            pair.as_flattened_mut()[output % ACCUMULATORS] = [weights.next()?, weights.next()?];
        }
        Some(())
    }

    /// Reads the bias of one output.
    pub(super) fn read_bias(
        &mut self,
        weights: &mut WeightReader<'_>,
        output: usize,
    ) -> Option<()> {
        let block = self.bias[output / ACCUMULATORS].as_flattened_mut();
        block[output % ACCUMULATORS] = i32::from(weights.next()?) << ONE_BITS;
        Some(())
    }

    /// How many inputs it has.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// The biases, in units of the square of [`ONE`].
    pub(super) fn bias(&self) -> &[i32] {
        self.bias.as_flattened().as_flattened()
    }

    /// How many blocks of outputs a row gives.
    pub(super) fn blocks(&self) -> usize {
        self.bias.len()
    }

    /// The outputs for each of some rows, in units of the square of [`ONE`]: all blocks of the first
    /// row, then those of the second.
    #[inline(always)]
    pub(super) fn apply(&self, dot: impl DotProducts, rows: &[i16], outputs: &mut [Accumulators]) {
        let (pairs, blocks) = (self.inputs / 2, self.blocks());
        let inputs = rows.as_chunks().0;
        let rows = outputs.len() / blocks;
        for (block, weights) in self.weights.chunks_exact(pairs).enumerate() {
            let mut row = 0;
            while row + 2 <= rows {
                let two = [&inputs[row * pairs..][..pairs], &inputs[(row + 1) * pairs..][..pairs]];
                let mut sums = [self.bias[block]; 2];
                dot.add_block(weights, two, &mut sums);
                [outputs[row * blocks + block], outputs[(row + 1) * blocks + block]] = sums;
                row += 2;
            }
            if row < rows {
                let mut sums = [self.bias[block]];
                dot.add_block(weights, [&inputs[row * pairs..][..pairs]], &mut sums);
                [outputs[row * blocks + block]] = sums;
            }
        }
    }

    /// Adds the products of one row, without the bias, to sums.
    #[inline(always)]
    pub(super) fn add_products(
        &self,
        dot: impl DotProducts,
        row: &[i16],
        sums: &mut [Accumulators],
    ) {
        let inputs = row.as_chunks().0;
        for (weights, sums) in self.weights.chunks_exact(inputs.len()).zip(sums) {
            dot.add_block(weights, [inputs], std::array::from_mut(sums));
        }
    }

    /// The logits of the labels of each row, in units of log-odds ([`super::super::linear::UNIT`]
    /// to one). Written as a loop: a closure in `collect` would not be inlined, and so not be fast.
    #[inline(always)]
    pub(super) fn logits<const L: usize>(
        &self,
        dot: impl DotProducts,
        rows: &Rows,
        outputs: &mut Vec<Accumulators>,
    ) -> Vec<[i32; L]> {
        let mut all = vec![[0; L]; rows.len()];
        let blocks = self.blocks();
        outputs.resize(PIECE * blocks, Accumulators::default());
        for (logits, rows) in all.chunks_mut(PIECE).zip(rows.pieces()) {
            let outputs = &mut outputs[..logits.len() * blocks];
            self.apply(dot, rows, outputs);
            for (logits, outputs) in logits.iter_mut().zip(outputs.chunks_exact(blocks)) {
                let sums = &outputs.as_flattened().as_flattened()[..L];
                for label in 0..L {
                    logits[label] = sums[label] >> (2 * ONE_BITS - UNIT_BITS);
                }
            }
        }
        all
    }
}

/// Sums of products as inputs of the next layer: in units of [`ONE`], at most [`MOST`].
#[inline(always)]
pub(super) fn narrow(sums: &[Accumulators], inputs: &mut [i16]) {
    let most = i32::from(MOST);
    let sums = &sums.as_flattened().as_flattened()[..inputs.len()];
    for n in 0..inputs.len() {
        #[allow(clippy::cast_possible_truncation)] // clamped
        let input = (sums[n] >> ONE_BITS).clamp(-most, most) as i16;
        inputs[n] = input;
    }
}

/// The product of two numbers, each in units of [`ONE`], rounded.
#[inline]
#[allow(clippy::cast_possible_truncation)] // neither is much greater than one
pub(super) const fn product(a: i16, b: i16) -> i16 {
    ((a as i32 * b as i32 + (ONE as i32 >> 1)) >> ONE_BITS) as i16
}

/// Reads weights: little-endian, two bytes each.
pub(crate) struct WeightReader<'b>(pub(crate) &'b [u8]);

impl WeightReader<'_> {
    pub(crate) fn next(&mut self) -> Option<i16> {
        let (two, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(i16::from_le_bytes(*two))
    }

    /// The width of a hidden state: a whole number of blocks.
    pub(super) fn width(&mut self) -> Option<usize> {
        usize::try_from(self.next()?).ok().filter(|width| *width > 0 && width % ACCUMULATORS == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::network::dot::{Computation, run};

    struct Apply<'m>(&'m Affine, &'m Rows);

    impl Computation for Apply<'_> {
        type Output = Vec<[i32; 2]>;

        fn run(self, dot: impl DotProducts) -> Self::Output {
            self.0.logits(dot, self.1, &mut Vec::new())
        }
    }

    #[test]
    fn an_affine_map_weighs_its_inputs_and_adds_a_bias() {
        // Two outputs of two inputs: 2a - b + 1, and 3b - 2.
        let weights = [2 * ONE, -ONE, ONE, 0, 3 * ONE, -2 * ONE];
        let bytes: Vec<u8> = weights.iter().flat_map(|w| w.to_le_bytes()).collect();
        let map = Affine::read(&mut WeightReader(&bytes), 2, 2).unwrap();
        let mut rows = Rows::new(3, 2);
        for (row, [a, b]) in rows.all_mut().zip([[ONE, ONE], [0, 2 * ONE], [-ONE, 0]]) {
            row.copy_from_slice(&[a, b]);
        }
        let unit = 1 << UNIT_BITS;
        let wanted = [[2, 1], [-1, 4], [-1, -2]].map(|row| row.map(|n| n * unit));
        assert_eq!(run(Apply(&map, &rows)), wanted);
    }

    #[test]
    fn a_short_file_has_no_affine_map() {
        assert!(Affine::read(&mut WeightReader(&[0; 11]), 2, 2).is_none());
        assert!(Affine::read(&mut WeightReader(&[0; 12]), 2, 2).is_some());
    }

    #[test]
    fn products_are_rounded() {
        assert_eq!([product(ONE, 77), product(ONE / 2, 3), product(-ONE, 5)], [77, 2, -5]);
    }

    #[test]
    fn a_hidden_state_is_a_whole_number_of_blocks() {
        let width = |n: i16| WeightReader(&n.to_le_bytes()).width();
        assert_eq!([width(0), width(31), width(32), width(-32)], [None, None, Some(32), None]);
    }
}
