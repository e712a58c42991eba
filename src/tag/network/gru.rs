//! A bidirectional layer of gated recurrent units (Cho and others, 2014).
//!
//! One unit reads from left to right, one from right to left; the hidden states of both are the
//! output of the layer for a token. All is fixed-point, so every machine gives the same answer.
#![allow(clippy::inline_always)] // as in `dot`

use std::ops::Range;

use super::activation::{sigmoid, tanh};
use super::dot::{Accumulators, DotProducts};
use super::matrix::{Affine, PIECE, Rows, WeightReader, product};

/// Two gated recurrent units, one for each direction.
#[derive(Clone, Debug)]
pub(crate) struct BiGru {
    units: [Gru; 2],
}

/// A gated recurrent unit: an update gate, a reset gate, and a candidate for the new hidden state.
#[derive(Clone, Debug)]
struct Gru {
    /// The input projection of all three.
    input: Affine,
    /// What the two gates see of the hidden state.
    gates: Affine,
    /// What the candidate sees of the hidden state, once the reset gate has been at it.
    candidate: Affine,
}

impl BiGru {
    /// Reads a layer of `inputs` numbers a token, with hidden states of `width` numbers.
    pub(crate) fn read(
        weights: &mut WeightReader<'_>,
        inputs: usize,
        width: usize,
    ) -> Option<Self> {
        Some(Self {
            units: [Gru::read(weights, inputs, width)?, Gru::read(weights, inputs, width)?],
        })
    }

    /// The input projections of some rows, for both directions: the sums of gates and candidate
    /// before those of the hidden state are added.
    #[inline(always)]
    pub(super) fn project(&self, dot: impl DotProducts, rows: &Rows, to: &mut Projections) {
        for (unit, projected) in self.units.iter().zip(&mut to.directions) {
            to.blocks = unit.input.blocks();
            projected.resize(rows.len() * to.blocks, Accumulators::default());
            let outputs = projected.chunks_mut(PIECE * to.blocks);
            for (outputs, rows) in outputs.zip(rows.pieces()) {
                unit.input.apply(dot, rows, outputs);
            }
        }
    }

    /// The hidden states of both directions for each token, in the place of the inputs: of a long
    /// draft only one of the two is held in memory, and half of the other.
    #[inline(always)]
    pub(super) fn replace(&self, dot: impl DotProducts, mut rows: Rows) -> Rows {
        let [forth, back] = &self.units;
        let (count, width) = (rows.len(), forth.width());
        let mut pass = Pass::default();
        if rows.width() != 2 * width {
            let mut states = Rows::default();
            self.forward(dot, &mut rows, &mut states, &mut pass);
            return states;
        }
        let mut left = Rows::new(count, width);
        forth.begin(count, &mut pass);
        for range in pieces(count) {
            rows.project(dot, (0, &forth.input), range.clone(), &mut pass.projected);
            for at in range.clone() {
                forth.step(dot, at - range.start, &mut pass, left.row_mut(at));
            }
        }
        back.begin(count, &mut pass);
        for range in pieces(count).rev() {
            rows.project(dot, (1, &back.input), range.clone(), &mut pass.projected);
            for at in range.clone().rev() {
                let (from_left, from_right) = rows.row_mut(at).split_at_mut(width);
                from_left.copy_from_slice(left.row(at));
                back.step(dot, at - range.start, &mut pass, from_right);
            }
        }
        rows
    }

    /// Fills in the hidden states of both directions for each of some inputs.
    #[inline(always)]
    pub(super) fn forward(
        &self,
        dot: impl DotProducts,
        inputs: &mut impl Inputs,
        states: &mut Rows,
        pass: &mut Pass,
    ) {
        let [forth, back] = &self.units;
        let (count, width) = (inputs.count(), forth.width());
        states.reset(count, 2 * width);
        forth.begin(count, pass);
        for range in pieces(count) {
            inputs.project(dot, (0, &forth.input), range.clone(), &mut pass.projected);
            for at in range.clone() {
                forth.step(dot, at - range.start, pass, &mut states.row_mut(at)[..width]);
            }
        }
        back.begin(count, pass);
        for range in pieces(count).rev() {
            inputs.project(dot, (1, &back.input), range.clone(), &mut pass.projected);
            for at in range.clone().rev() {
                back.step(dot, at - range.start, pass, &mut states.row_mut(at)[width..]);
            }
        }
    }
}

/// The inputs of a layer.
pub(super) trait Inputs {
    /// How many there are.
    fn count(&self) -> usize;

    /// Works out the input projections of some, for one of the two directions with its weights.
    fn project(
        &mut self,
        dot: impl DotProducts,
        direction: (usize, &Affine),
        range: Range<usize>,
        projected: &mut [Accumulators],
    );
}

/// The places of some tokens, [`PIECE`] at a time.
#[inline(always)]
fn pieces(count: usize) -> impl DoubleEndedIterator<Item = Range<usize>> {
    (0..count.div_ceil(PIECE)).map(move |n| n * PIECE..((n + 1) * PIECE).min(count))
}

impl Inputs for Rows {
    fn count(&self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn project(
        &mut self,
        dot: impl DotProducts,
        (_, weights): (usize, &Affine),
        range: Range<usize>,
        projected: &mut [Accumulators],
    ) {
        let projected = &mut projected[..range.len() * weights.blocks()];
        weights.apply(dot, self.between(range), projected);
    }
}

/// The input projections of some rows for both directions.
#[derive(Clone, Debug, Default)]
pub(super) struct Projections {
    directions: [Vec<Accumulators>; 2],
    /// How many blocks of sums a row has in each direction.
    blocks: usize,
}

impl Projections {
    /// True where nothing was projected.
    pub(super) fn is_empty(&self) -> bool {
        self.directions[0].is_empty()
    }

    /// The projection of a row for one direction.
    #[inline(always)]
    pub(super) fn of(&self, direction: usize, row: usize) -> &[Accumulators] {
        &self.directions[direction][row * self.blocks..(row + 1) * self.blocks]
    }

    /// Takes the bias of a layer so many times from every projection.
    pub(super) fn without_bias(mut self, layer: &BiGru, times: i32) -> Self {
        for (projected, unit) in self.directions.iter_mut().zip(&layer.units) {
            for row in projected.chunks_exact_mut(self.blocks.max(1)) {
                let sums = row.as_flattened_mut().as_flattened_mut();
                for (sum, bias) in sums.iter_mut().zip(unit.input.bias()) {
                    *sum -= times * bias;
                }
            }
        }
        self
    }
}

/// A pass of a unit over the tokens, or the room for the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Pass {
    /// The hidden state.
    state: Vec<i16>,
    /// The hidden state behind the reset gate.
    reset: Vec<i16>,
    /// The input projections of a piece.
    projected: Vec<Accumulators>,
}

impl Gru {
    fn read(weights: &mut WeightReader<'_>, inputs: usize, width: usize) -> Option<Self> {
        let mut input = Affine::new(inputs, 3 * width);
        let mut gates = Affine::new(width, 2 * width);
        let mut candidate = Affine::new(width, width);
        for output in 0..3 * width {
            input.read_weights(weights, output)?;
            match output.checked_sub(2 * width) {
                None => gates.read_weights(weights, output)?,
                Some(output) => candidate.read_weights(weights, output)?,
            }
            input.read_bias(weights, output)?;
        }
        Some(Self { input, gates, candidate })
    }

    /// How many numbers its hidden state has.
    fn width(&self) -> usize {
        self.candidate.inputs()
    }

    /// Begins a pass over so many tokens.
    fn begin(&self, count: usize, pass: &mut Pass) {
        pass.state.clear();
        pass.state.resize(self.width(), 0);
        // These are written before they are read.
        pass.reset.resize(self.width(), 0);
        pass.projected.resize(count.min(PIECE) * self.input.blocks(), Accumulators::default());
    }

    /// Goes on to a token of the piece, and writes its hidden state down.
    #[inline(always)]
    fn step(&self, dot: impl DotProducts, at: usize, pass: &mut Pass, to: &mut [i16]) {
        let (width, blocks) = (self.width(), self.input.blocks());
        let (gates, candidate) =
            pass.projected[at * blocks..(at + 1) * blocks].split_at_mut(self.gates.blocks());
        self.gates.add_products(dot, &pass.state, gates);
        let (updates, resets) = gates.as_flattened().as_flattened().split_at(width);
        reset(resets, &pass.state, &mut pass.reset);
        self.candidate.add_products(dot, &pass.reset, candidate);
        update(updates, candidate.as_flattened().as_flattened(), &mut pass.state);
        to.copy_from_slice(&pass.state);
    }
}

/// What the reset gate leaves of a hidden state.
#[inline(always)]
fn reset(gates: &[i32], state: &[i16], left: &mut [i16]) {
    for ((left, old), gate) in left.iter_mut().zip(state).zip(gates) {
        *left = product(sigmoid(*gate), *old);
    }
}

/// Moves a hidden state towards the candidate, as far as the update gate lets it.
#[inline(always)]
fn update(gates: &[i32], candidate: &[i32], state: &mut [i16]) {
    for ((old, gate), new) in state.iter_mut().zip(gates).zip(candidate) {
        *old += product(sigmoid(*gate), tanh(*new) - *old);
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::ONE;
    use super::*;

    /// Sums of products so great that a gate is wide open, or shut.
    const OPEN: i32 = 20 << 20;
    const SHUT: i32 = -(20 << 20);

    #[test]
    fn an_open_update_gate_lets_the_candidate_in() {
        let mut state = [100, 100, 100];
        update(&[OPEN, SHUT, 0], &[OPEN, OPEN, 0], &mut state);
        assert_eq!(state, [ONE, 100, 50]);
    }

    #[test]
    fn a_shut_reset_gate_forgets() {
        let mut left = [7, 7, 7];
        reset(&[OPEN, SHUT, 0], &[100, 100, 100], &mut left);
        assert_eq!(left, [100, 0, 50]);
    }
}
