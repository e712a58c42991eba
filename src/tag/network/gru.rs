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

    /// The input projections of each row, for both directions: the sums of gates and candidate
    /// before those of the hidden state are added.
    #[inline(always)]
    pub(super) fn project(&self, dot: impl DotProducts, rows: &Rows) -> Projections {
        let blocks = self.units[0].input.blocks();
        let mut projections = Projections { directions: [vec![], vec![]], blocks };
        for n in 0..2 {
            let input = &self.units[n].input;
            projections.directions[n] = vec![Accumulators::default(); rows.len() * input.blocks()];
            let outputs = projections.directions[n].chunks_mut(PIECE * input.blocks());
            for (outputs, rows) in outputs.zip(rows.pieces()) {
                input.apply(dot, rows, outputs);
            }
        }
        projections
    }

    /// The hidden states of both directions for each token.
    #[inline(always)]
    pub(super) fn forward(&self, dot: impl DotProducts, inputs: &impl Inputs) -> Rows {
        let [forth, back] = &self.units;
        let count = inputs.count();
        let mut states = Rows::new(count, forth.width() + back.width());
        let pieces = count.div_ceil(PIECE);
        let piece = |n: usize| n * PIECE..((n + 1) * PIECE).min(count);
        let mut pass = forth.begin(count);
        for n in 0..pieces {
            let range = piece(n);
            inputs.project(dot, (0, &forth.input), range.clone(), &mut pass.projected);
            for at in range.clone() {
                forth.step(dot, at - range.start, &mut pass, states.row_mut(at), 0);
            }
        }
        let mut pass = back.begin(count);
        for n in (0..pieces).rev() {
            let range = piece(n);
            inputs.project(dot, (1, &back.input), range.clone(), &mut pass.projected);
            for at in range.clone().rev() {
                back.step(dot, at - range.start, &mut pass, states.row_mut(at), forth.width());
            }
        }
        states
    }
}

/// The inputs of a layer.
pub(super) trait Inputs {
    /// How many there are.
    fn count(&self) -> usize;

    /// Works out the input projections of some, for one of the two directions with its weights.
    fn project(
        &self,
        dot: impl DotProducts,
        direction: (usize, &Affine),
        range: Range<usize>,
        projected: &mut [Accumulators],
    );
}

impl Inputs for Rows {
    fn count(&self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn project(
        &self,
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

/// A pass of a unit over the tokens.
struct Pass {
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

    /// The beginning of a pass over so many tokens.
    fn begin(&self, count: usize) -> Pass {
        let state = vec![0; self.width()];
        let projected = vec![Accumulators::default(); count.min(PIECE) * self.input.blocks()];
        Pass { state: state.clone(), reset: state, projected }
    }

    /// Goes on to a token of the piece, and writes its hidden state into a row, from `place` on.
    #[inline(always)]
    fn step(
        &self,
        dot: impl DotProducts,
        at: usize,
        pass: &mut Pass,
        to: &mut [i16],
        place: usize,
    ) {
        let (width, blocks) = (self.width(), self.input.blocks());
        let (gates, candidate) =
            pass.projected[at * blocks..(at + 1) * blocks].split_at_mut(self.gates.blocks());
        self.gates.add_products(dot, &pass.state, gates);
        let (updates, resets) = gates.as_flattened().as_flattened().split_at(width);
        reset(resets, &pass.state, &mut pass.reset);
        self.candidate.add_products(dot, &pass.reset, candidate);
        update(updates, candidate.as_flattened().as_flattened(), &mut pass.state);
        to[place..place + width].copy_from_slice(&pass.state);
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
