//! Layers of a small recurrent network.
//!
//! A layer has two gated recurrent units (Cho and others, 2014): one reads from left to right, one
//! from right to left, and what both carry along is what the layer makes of a place. All is kept in
//! integers, and nothing is worked out whose last digit is left to the machine: every machine gives
//! the same answer.
#![allow(clippy::inline_always)] // as in `sums`

use super::sums::{BESIDE, Sums, Twos, blocks};

/// One, in everything that a layer sees or makes, and in its weights.
pub(crate) const ONE: i16 = 1 << ONE_BITS;
pub(crate) const ONE_BITS: u32 = 10;
/// No number that a layer sees is greater, so that sums do not run over.
pub(crate) const MOST: i16 = 8 * ONE - 1;
/// No weight of a gate is greater.
#[cfg(feature = "train")]
pub(crate) const GATE_MOST: f32 = 1.999;
/// No other weight is greater.
#[cfg(feature = "train")]
pub(crate) const WEIGHT_MOST: f32 = 7.999;

/// A row of numbers for each token, one behind the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    numbers: Vec<i16>,
}

impl Rows {
    pub(crate) fn new(count: usize, width: usize) -> Self {
        Self { width, numbers: vec![0; count * width] }
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = &[i16]> + ExactSizeIterator {
        self.numbers.chunks_exact(self.width.max(1))
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut [i16]> {
        self.numbers.chunks_exact_mut(self.width.max(1))
    }

    /// The row at a place; empty where there is none.
    pub(crate) fn row(&self, at: usize) -> &[i16] {
        self.numbers.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    fn row_mut(&mut self, at: usize) -> &mut [i16] {
        self.numbers.get_mut(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }
}

/// Weights that make numbers of others.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    made: usize,
    weights: Vec<Twos>,
    added: Vec<[i32; BESIDE]>,
}

impl Matrix {
    /// Reads the weights that make `made` numbers from `seen` ones: for each number that is made one
    /// for each that is seen, and what is added.
    pub(crate) fn read(numbers: &mut Numbers<'_>, seen: usize, made: usize) -> Option<Self> {
        let twos = seen / 2;
        let rows = made.div_ceil(BESIDE);
        let mut by_row = vec![[[0; 2]; BESIDE]; rows * twos];
        let mut added = vec![[0; BESIDE]; rows];
        for number in 0..made {
            let (row, at) = (number / BESIDE, number % BESIDE);
            for two in &mut by_row[row * twos..(row + 1) * twos] {
                two[at] = [numbers.next()?, numbers.next()?];
            }
            added[row][at] = i32::from(numbers.next()?) << ONE_BITS;
        }
        let mut weights = Vec::with_capacity(by_row.len());
        for block in blocks(rows) {
            for two in 0..twos {
                weights.extend(block.clone().map(|row| by_row[row * twos + two]));
            }
        }
        Some(Self { made, weights, added })
    }

    /// Room for what it makes.
    pub(super) fn room(&self) -> Vec<[i32; BESIDE]> {
        self.added.clone()
    }

    /// What is made of some numbers, in units of the square of [`ONE`].
    #[inline(always)]
    pub(super) fn product<'m>(
        &self,
        sums: impl Sums,
        seen: &[i16],
        made: &'m mut [[i32; BESIDE]],
    ) -> &'m [i32] {
        made.copy_from_slice(&self.added);
        sums.add(&self.weights, seen.as_chunks().0, made);
        &made.as_flattened()[..self.made]
    }
}

/// Two readers.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    readers: [Reader; 2],
}

/// The gates of one reader: how much of the state is new and how much of the old one the new one
/// sees; and the new one.
#[derive(Clone, Debug)]
struct Reader {
    gates: Matrix,
    fresh: Matrix,
}

impl Layer {
    /// Reads a layer that sees `input` numbers a token, and each of whose readers carries `state`.
    pub(crate) fn read(numbers: &mut Numbers<'_>, input: usize, state: usize) -> Option<Self> {
        let mut matrix = |made| Matrix::read(numbers, input + state, made);
        let mut reader = || Some(Reader { gates: matrix(2 * state)?, fresh: matrix(state)? });
        Some(Self { readers: [reader()?, reader()?] })
    }

    /// What both readers make of each token.
    #[inline(always)]
    pub(super) fn over(&self, sums: impl Sums, tokens: &Rows) -> Rows {
        let [forth, back] = &self.readers;
        let mut states = Rows::new(tokens.len(), forth.carried() + back.carried());
        forth.walk(sums, tokens, 0..tokens.len(), &mut states, 0);
        let order = (0..tokens.len()).rev();
        back.walk(sums, tokens, order, &mut states, forth.carried());
        states
    }
}

impl Reader {
    /// How many numbers it carries along.
    fn carried(&self) -> usize {
        self.fresh.made
    }

    /// Goes over the tokens and leaves its states behind, from a place in their rows on.
    #[inline(always)]
    fn walk(
        &self,
        sums: impl Sums,
        tokens: &Rows,
        order: impl Iterator<Item = usize>,
        states: &mut Rows,
        place: usize,
    ) {
        let (input, carried) = (tokens.width, self.carried());
        let mut seen = vec![0; input + carried];
        let mut kept = seen.clone();
        let (mut gates, mut fresh) = (self.gates.room(), self.fresh.room());
        for at in order {
            seen[..input].copy_from_slice(tokens.row(at));
            kept[..input].copy_from_slice(tokens.row(at));
            let gates = self.gates.product(sums, &seen, &mut gates);
            let (shares, resets) = gates.split_at(carried);
            let state = &mut seen[input..];
            for ((kept, reset), old) in kept[input..].iter_mut().zip(resets).zip(&*state) {
                *kept = times(share(*reset), *old);
            }
            let fresh = self.fresh.product(sums, &kept, &mut fresh);
            for ((old, new), fresh) in state.iter_mut().zip(shares).zip(fresh) {
                *old += times(share(*new), swing(*fresh) - *old);
            }
            states.row_mut(at)[place..place + carried].copy_from_slice(state);
        }
    }
}

/// The share that a gate lets through, of a sum of products: from 0 to 1.
#[inline(always)]
fn share(sum: i32) -> i16 {
    small(0.5 + 0.5 * tanh(0.5 * number(sum)))
}

/// The new state that a gate offers, of a sum of products: from -1 to 1.
#[inline(always)]
fn swing(sum: i32) -> i16 {
    small(tanh(number(sum)))
}

/// A sum of products as a number.
#[inline(always)]
#[allow(clippy::cast_precision_loss)] // far finer than what is made of it
fn number(sum: i32) -> f32 {
    sum as f32 / (1_u32 << (2 * ONE_BITS)) as f32
}

/// A number from -1 to 1, in units of [`ONE`]: added to one and a half times 2^23, it is rounded to a
/// whole one, which stands in the last bits of the sum. Casts would be worked out one at a time.
#[inline(always)]
fn small(number: f32) -> i16 {
    const GREAT: f32 = 12_582_912.0;
    let [low, high, ..] = (number * f32::from(ONE) + GREAT).to_bits().to_le_bytes();
    i16::from_le_bytes([low, high])
}

/// The hyperbolic tangent by seven terms of its continued fraction: no sum, product or quotient of
/// these but has one right answer, which every machine gives, and many are worked out at a time.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    let x = if x < -FLAT { -FLAT } else { x };
    let x = if x > FLAT { FLAT } else { x };
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    above / below
}

/// From here on it is one, as nearly as we count.
const FLAT: f32 = 4.8;

/// The product of two numbers, each in units of [`ONE`].
#[inline]
#[allow(clippy::cast_possible_truncation)] // neither is much greater than one
const fn times(a: i16, b: i16) -> i16 {
    ((a as i32 * b as i32 + (ONE as i32 >> 1)) >> ONE_BITS) as i16
}

/// Small numbers, little-endian, two bytes each.
pub(crate) struct Numbers<'b>(pub(crate) &'b [u8]);

impl Numbers<'_> {
    pub(crate) fn next(&mut self) -> Option<i16> {
        let (two, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(i16::from_le_bytes(*two))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_right() {
        #[allow(clippy::cast_possible_truncation)] // small
        let sum = |x: f64| (x * f64::from(ONE) * f64::from(ONE)) as i32;
        for x in (-200..200).map(|n| f64::from(n) / 16.0) {
            let one = f64::from(ONE);
            assert!((f64::from(swing(sum(x))) - one * x.tanh()).abs() < 0.7, "{x}");
            let right = one / (1.0 + (-x).exp());
            assert!((f64::from(share(sum(x))) - right).abs() < 0.7, "{x}");
        }
        assert_eq!([share(i32::MAX), share(i32::MIN)], [ONE, 0]);
        assert_eq!([swing(i32::MAX), swing(i32::MIN)], [ONE, -ONE]);
    }
}
