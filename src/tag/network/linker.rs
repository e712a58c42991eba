//! What belongs to a cue: of each word, mark and quotation near it, whether it is of its source, of
//! its content, or nothing to it.
//!
//! A small bidirectional layer goes over the units near the cue, as semantic role labellers do (Zhou
//! and Xu, 2015). It sees the hidden states of the unit and of the cue, and how far the unit is from
//! the cue.
#![allow(clippy::inline_always)] // as in `dot`

use std::ops::Range;
use std::sync::Arc;

use super::dot::{self, Accumulators, Computation, DotProducts};
use super::gru::{BiGru, Inputs, Projections};
use super::matrix::{Affine, PIECE, Rows, WeightReader, narrow};
use crate::tag::linear::{BUCKETS, bucket};

/// How wide a token is for the linker, and how wide its hidden states are.
pub(crate) const NEAR: usize = 32;
/// What a token can be to a cue: nothing, of its source, of its content.
pub(crate) const ROLES: usize = 3;
/// How many distances from a cue are told apart: on either side, and at the cue itself; of words, and
/// of quotations as a whole.
pub(crate) const PLACES: usize = 2 * (2 * BUCKETS + 1);

/// The weights that tie tokens to cues.
#[derive(Clone, Debug)]
pub(super) struct Linker {
    /// Projections of a token, and of a cue.
    tokens: Affine,
    cues: Affine,
    layer: BiGru,
    /// The input projections of each distance.
    distances: Projections,
    roles: Affine,
}

impl Linker {
    /// Reads a linker for hidden states of `width` numbers.
    pub(super) fn read(weights: &mut WeightReader<'_>, width: usize) -> Option<Self> {
        let tokens = Affine::read(weights, width, NEAR)?;
        let cues = Affine::read(weights, width, NEAR)?;
        let mut distances = Rows::new(PLACES, NEAR);
        for number in distances.all_mut().flatten() {
            *number = weights.next()?;
        }
        let layer = BiGru::read(weights, NEAR, NEAR)?;
        let roles = Affine::read(weights, 2 * NEAR, ROLES)?;
        // Three projections make one: the bias must be in it once.
        let distances = dot::run(Project { layer: &layer, rows: &distances });
        let distances = distances.without_bias(&layer, 2);
        Some(Self { tokens, cues, layer, distances, roles })
    }

    /// The input projections of every token, worked out once a text.
    #[inline(always)]
    pub(super) fn project(&self, dot: impl DotProducts, states: &Rows) -> Projections {
        let mut near = Rows::new(states.len(), NEAR);
        let blocks = self.tokens.blocks();
        let mut outputs = vec![Accumulators::default(); PIECE * blocks];
        for (near, states) in near.pieces_mut().zip(states.pieces()) {
            let outputs = &mut outputs[..near.len() / NEAR * blocks];
            self.tokens.apply(dot, states, outputs);
            for (near, outputs) in near.chunks_exact_mut(NEAR).zip(outputs.chunks_exact(blocks)) {
                narrow(outputs, near);
            }
        }
        self.layer.project(dot, &near)
    }
}

/// A text as the network has encoded it, to ask what belongs to a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoded {
    pub(super) linker: Option<Arc<Linker>>,
    /// The hidden states of each token.
    pub(super) states: Rows,
    /// The linker's input projections of each token.
    pub(super) near: Projections,
}

/// A cue and what is near it.
pub(crate) struct Surroundings<'u> {
    /// The token of the cue that says most.
    pub(crate) head: usize,
    /// The tokens of the cue.
    pub(crate) cue: &'u Range<usize>,
    /// What gets one label each, in order: words, marks, and quotations as a whole.
    pub(crate) units: &'u [Range<usize>],
}

impl Surroundings<'_> {
    /// The distance of each unit from the cue, in buckets: below [`PLACES`].
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        let before = self.units.partition_point(|unit| unit.end <= self.cue.start);
        let behind = self.units.partition_point(|unit| unit.start < self.cue.end);
        self.units.iter().enumerate().map(move |(n, unit)| {
            let place = if n < before {
                bucket(before - n - 1)
            } else if n < behind {
                2 * BUCKETS
            } else {
                BUCKETS + bucket(n - behind)
            };
            2 * place + usize::from(unit.len() > 1)
        })
    }
}

impl Encoded {
    /// The logits of each unit: that it is nothing to the cue, of its source, of its content; in
    /// units of log-odds ([`crate::tag::linear::UNIT`] to one).
    pub(crate) fn roles(&self, near: &Surroundings<'_>) -> Vec<[i32; ROLES]> {
        match &self.linker {
            Some(linker) => dot::run(RolesOfUnits { text: self, linker, near }),
            None => vec![[0; ROLES]; near.units.len()],
        }
    }
}

/// The computation of [`Encoded::roles`].
struct RolesOfUnits<'r> {
    text: &'r Encoded,
    linker: &'r Linker,
    near: &'r Surroundings<'r>,
}

impl Computation for RolesOfUnits<'_> {
    type Output = Vec<[i32; ROLES]>;

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Self::Output {
        let Self { text, linker, near } = self;
        let mut cue = Rows::new(1, NEAR);
        let mut outputs = vec![Accumulators::default(); linker.cues.blocks()];
        linker.cues.apply(dot, text.states.row(near.head), &mut outputs);
        cue.all_mut().for_each(|row| narrow(&outputs, row));
        let inputs = UnitInputs {
            tokens: &text.near,
            cue: &linker.layer.project(dot, &cue),
            distances: &linker.distances,
            units: near.units.iter().map(|unit| unit.start).zip(near.places()).collect(),
        };
        linker.roles.logits(dot, &linker.layer.forward(dot, &inputs))
    }
}

/// The inputs of the linker's layer: of each unit the sum of the projections of its first token, of
/// the cue and of the distance, which is the projection of the sum of the three.
struct UnitInputs<'r> {
    tokens: &'r Projections,
    cue: &'r Projections,
    distances: &'r Projections,
    /// The first token and the distance of each unit.
    units: Vec<(usize, usize)>,
}

impl Inputs for UnitInputs<'_> {
    fn count(&self) -> usize {
        self.units.len()
    }

    #[inline(always)]
    fn project(
        &self,
        _: impl DotProducts,
        (direction, weights): (usize, &Affine),
        range: Range<usize>,
        projected: &mut [Accumulators],
    ) {
        let cue = self.cue.of(direction, 0).as_flattened().as_flattened();
        let units = &self.units[range];
        for (sums, (token, distance)) in projected.chunks_exact_mut(weights.blocks()).zip(units) {
            let token = self.tokens.of(direction, *token).as_flattened().as_flattened();
            let distance = self.distances.of(direction, *distance).as_flattened().as_flattened();
            let sums = sums.as_flattened_mut().as_flattened_mut();
            for n in 0..sums.len() {
                sums[n] = token[n] + cue[n] + distance[n];
            }
        }
    }
}

/// The input projections of some rows.
struct Project<'p> {
    layer: &'p BiGru,
    rows: &'p Rows,
}

impl Computation for Project<'_> {
    type Output = Projections;

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Projections {
        self.layer.project(dot, self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_from_the_cue() {
        let units = [0..1, 1..5, 5..6, 6..7, 7..8];
        let near = Surroundings { head: 5, cue: &(5..6), units: &units };
        let places: Vec<usize> = near.places().collect();
        assert_eq!(places, [2, 1, 4 * BUCKETS, 2 * BUCKETS, 2 * (BUCKETS + 1)]);
    }

    #[test]
    fn without_a_linker_nothing_is_likelier() {
        let near = Surroundings { head: 0, cue: &(0..1), units: &[0..1, 1..2] };
        assert_eq!(Encoded::default().roles(&near), [[0; ROLES]; 2]);
    }
}
