//! Layers of a small recurrent network.
//!
//! A layer has two gated recurrent units (Cho and others, 2014): one reads from left to right, one
//! from right to left, and what both carry along is what the layer makes of a place. All is kept in
//! integers, and nothing is worked out whose last digit is left to the machine: every machine gives
//! the same answer.
#![allow(clippy::inline_always)] // as in `sums`

use std::ops::Range;

use super::dot::{BLOCK, Block, Sums, Twos};

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

    /// The rows, [`PIECE`] at a time.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[i16]> {
        self.numbers.chunks((PIECE * self.width).max(1))
    }

    pub(super) fn pieces_mut(&mut self) -> impl Iterator<Item = &mut [i16]> {
        self.numbers.chunks_mut((PIECE * self.width).max(1))
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
    seen: usize,
    /// For each block of sums the weights of every two numbers seen.
    weights: Vec<Twos>,
    added: Vec<Block>,
}

impl Matrix {
    fn new(seen: usize, made: usize) -> Self {
        let blocks = made.div_ceil(BLOCK);
        let weights = vec![Twos::default(); blocks * (seen / 2)];
        Self { seen, weights, added: vec![Block::default(); blocks] }
    }

    /// Reads the weights that make `made` numbers from `seen` ones: for each number that is made one
    /// for each that is seen, and what is added.
    pub(crate) fn read(numbers: &mut Numbers<'_>, seen: usize, made: usize) -> Option<Self> {
        let mut matrix = Self::new(seen, made);
        for number in 0..made {
            matrix.read_weights(numbers, number)?;
            matrix.read_added(numbers, number)?;
        }
        Some(matrix)
    }

    /// Reads the weights of one of the numbers that are made.
    fn read_weights(&mut self, numbers: &mut Numbers<'_>, number: usize) -> Option<()> {
        let twos = self.seen / 2;
        let block = number / BLOCK * twos;
        for two in &mut self.weights[block..block + twos] {
            two.as_flattened_mut()[number % BLOCK] = [numbers.next()?, numbers.next()?];
        }
        Some(())
    }

    /// Reads what is added to one of the numbers that are made.
    fn read_added(&mut self, numbers: &mut Numbers<'_>, number: usize) -> Option<()> {
        let block = self.added[number / BLOCK].as_flattened_mut();
        block[number % BLOCK] = i32::from(numbers.next()?) << ONE_BITS;
        Some(())
    }

    /// How many blocks of sums it makes of a row.
    pub(super) fn blocks(&self) -> usize {
        self.added.len()
    }

    /// What is made of each of some rows of numbers, in units of the square of [`ONE`]: all blocks of
    /// the first, then those of the second.
    #[inline(always)]
    pub(super) fn products(&self, sums: impl Sums, seen: &[i16], made: &mut [Block]) {
        let (twos, blocks) = (self.seen / 2, self.blocks());
        let seen = seen.as_chunks().0;
        let rows = made.len() / blocks;
        for (block, weights) in self.weights.chunks_exact(twos).enumerate() {
            let mut row = 0;
            while row + 2 <= rows {
                let two = [&seen[row * twos..][..twos], &seen[(row + 1) * twos..][..twos]];
                let mut of = [self.added[block]; 2];
                sums.block(weights, two, &mut of);
                [made[row * blocks + block], made[(row + 1) * blocks + block]] = of;
                row += 2;
            }
            if row < rows {
                let mut of = [self.added[block]];
                sums.block(weights, [&seen[row * twos..][..twos]], &mut of);
                [made[row * blocks + block]] = of;
            }
        }
    }

    /// Adds what is made of a row of numbers to sums.
    #[inline(always)]
    fn add(&self, sums: impl Sums, seen: &[i16], to: &mut [Block]) {
        let seen = seen.as_chunks().0;
        for (weights, to) in self.weights.chunks_exact(seen.len()).zip(to) {
            sums.block(weights, [seen], std::array::from_mut(to));
        }
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
    /// What all three see of a token.
    token: Matrix,
    /// What the first two see of the old state, and the third of what they leave of it.
    gates: Matrix,
    fresh: Matrix,
}

impl Layer {
    /// Reads a layer that sees `input` numbers a token, and each of whose readers carries `state`.
    pub(crate) fn read(numbers: &mut Numbers<'_>, input: usize, state: usize) -> Option<Self> {
        Some(Self {
            readers: [Reader::read(numbers, input, state)?, Reader::read(numbers, input, state)?],
        })
    }

    /// What both readers see of each row of numbers, reader by reader: the sums of their gates and of
    /// the new state, before that of the old one is added.
    #[inline(always)]
    pub(super) fn sight(&self, sums: impl Sums, rows: &Rows) -> Sight {
        let mut sight = Sight { readers: [vec![], vec![]], blocks: self.readers[0].token.blocks() };
        for n in 0..2 {
            let token = &self.readers[n].token;
            sight.readers[n] = vec![Block::default(); rows.len() * token.blocks()];
            let seen = sight.readers[n].chunks_mut(PIECE * token.blocks());
            for (seen, rows) in seen.zip(rows.pieces()) {
                token.products(sums, rows, seen);
            }
        }
        sight
    }

    /// What both readers make of each token.
    #[inline(always)]
    pub(super) fn over(&self, sums: impl Sums, tokens: &impl Seen) -> Rows {
        let [forth, back] = &self.readers;
        let count = tokens.count();
        let mut states = Rows::new(count, forth.carried() + back.carried());
        let pieces = count.div_ceil(PIECE);
        let piece = |n: usize| n * PIECE..((n + 1) * PIECE).min(count);
        let mut way = forth.way(count);
        for n in 0..pieces {
            let range = piece(n);
            tokens.see(sums, (0, &forth.token), range.clone(), &mut way.seen);
            for at in range.clone() {
                forth.step(sums, at - range.start, &mut way, states.row_mut(at), 0);
            }
        }
        let mut way = back.way(count);
        for n in (0..pieces).rev() {
            let range = piece(n);
            tokens.see(sums, (1, &back.token), range.clone(), &mut way.seen);
            for at in range.clone().rev() {
                back.step(sums, at - range.start, &mut way, states.row_mut(at), forth.carried());
            }
        }
        states
    }
}

/// What a layer goes over.
pub(super) trait Seen {
    /// How many there are.
    fn count(&self) -> usize;

    /// Works out what one of the two readers sees of some, with the weights it has for them.
    fn see(
        &self,
        sums: impl Sums,
        reader: (usize, &Matrix),
        range: Range<usize>,
        seen: &mut [Block],
    );
}

impl Seen for Rows {
    fn count(&self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn see(
        &self,
        sums: impl Sums,
        (_, weights): (usize, &Matrix),
        range: Range<usize>,
        seen: &mut [Block],
    ) {
        let rows = &self.numbers[range.start * self.width..range.end * self.width];
        weights.products(sums, rows, &mut seen[..range.len() * weights.blocks()]);
    }
}

/// What two readers see of each of some rows of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    readers: [Vec<Block>; 2],
    /// How many blocks of sums each reader has of a row.
    blocks: usize,
}

impl Sight {
    /// What a reader sees of a row.
    #[inline(always)]
    pub(super) fn of(&self, reader: usize, row: usize) -> &[Block] {
        &self.readers[reader][row * self.blocks..(row + 1) * self.blocks]
    }

    /// Takes from what is seen of each row so many times what is added to every one.
    pub(super) fn without_added(mut self, layer: &Layer, times: i32) -> Self {
        for (seen, reader) in self.readers.iter_mut().zip(&layer.readers) {
            for row in seen.chunks_exact_mut(self.blocks.max(1)) {
                let added = reader.token.added.as_flattened().as_flattened();
                for (sum, added) in row.as_flattened_mut().as_flattened_mut().iter_mut().zip(added)
                {
                    *sum -= times * added;
                }
            }
        }
        self
    }
}

/// What is made of so many rows is worked out at a time: so few that it is still at hand when it is
/// asked for.
pub(super) const PIECE: usize = 32;

/// What a reader carries along.
struct Way {
    state: Vec<i16>,
    kept: Vec<i16>,
    /// What it sees of the tokens of a piece: the sums of its gates, and of the new state.
    seen: Vec<Block>,
}

impl Reader {
    fn read(numbers: &mut Numbers<'_>, input: usize, state: usize) -> Option<Self> {
        let mut token = Matrix::new(input, 3 * state);
        let mut gates = Matrix::new(state, 2 * state);
        let mut fresh = Matrix::new(state, state);
        for number in 0..3 * state {
            token.read_weights(numbers, number)?;
            match number.checked_sub(2 * state) {
                None => gates.read_weights(numbers, number)?,
                Some(number) => fresh.read_weights(numbers, number)?,
            }
            token.read_added(numbers, number)?;
        }
        Some(Self { token, gates, fresh })
    }

    /// How many numbers it carries along.
    fn carried(&self) -> usize {
        self.fresh.seen
    }

    /// The beginning of a way over so many tokens.
    fn way(&self, count: usize) -> Way {
        let carried = vec![0; self.carried()];
        let seen = vec![Block::default(); count.min(PIECE) * self.token.blocks()];
        Way { state: carried.clone(), kept: carried, seen }
    }

    /// Goes on to a token of the piece, and leaves its state behind from a place in a row on.
    #[inline(always)]
    fn step(&self, sums: impl Sums, at: usize, way: &mut Way, to: &mut [i16], place: usize) {
        let (carried, blocks) = (self.carried(), self.token.blocks());
        let (gates, fresh) =
            way.seen[at * blocks..(at + 1) * blocks].split_at_mut(self.gates.blocks());
        self.gates.add(sums, &way.state, gates);
        let (shares, resets) = gates.as_flattened().as_flattened().split_at(carried);
        keep(resets, &way.state, &mut way.kept);
        self.fresh.add(sums, &way.kept, fresh);
        renew(shares, fresh.as_flattened().as_flattened(), &mut way.state);
        to[place..place + carried].copy_from_slice(&way.state);
    }
}

/// What one gate leaves of a state.
#[inline(always)]
fn keep(resets: &[i32], state: &[i16], kept: &mut [i16]) {
    for ((kept, old), reset) in kept.iter_mut().zip(state).zip(resets) {
        *kept = times(share(*reset), *old);
    }
}

/// Puts into a state what another gate lets in of the new one.
#[inline(always)]
fn renew(shares: &[i32], fresh: &[i32], state: &mut [i16]) {
    for ((old, new), fresh) in state.iter_mut().zip(shares).zip(fresh) {
        *old += times(share(*new), swing(*fresh) - *old);
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

    /// How many numbers something has: of them a block of sums is made, or several.
    pub(super) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.next()?).ok().filter(|size| *size > 0 && size % BLOCK == 0)
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
