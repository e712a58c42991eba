//! What belongs to a cue: of each word, mark and quotation near it, whether it is of its source, of
//! its content, or nothing to it.
//!
//! A small bidirectional layer goes over the units near the cue, as semantic role labellers do (Zhou
//! and Xu, 2015). It sees the hidden states of the unit and of the cue, and how far the unit is from
//! the cue.
#![allow(clippy::inline_always)] // as in `dot`

use std::ops::Range;

use super::dot::{self, Accumulators, Computation, DotProducts};
use super::gru::{BiGru, Projections};
use super::matrix::{Affine, Rows, WeightReader, narrow};
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
    pub(super) layer: BiGru,
    /// The input projections of each distance.
    pub(super) distances: Projections,
    pub(super) roles: Affine,
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

    /// The input projections of some tokens, by their hidden states.
    #[inline(always)]
    pub(super) fn project(
        &self,
        dot: impl DotProducts,
        states: &[i16],
        room: &mut Room,
        to: &mut Projections,
    ) {
        room.narrow(dot, &self.tokens, states);
        self.layer.project(dot, &room.narrowed, to);
    }

    /// The input projections of a cue, by the hidden states of its head.
    #[inline(always)]
    pub(super) fn project_cue(
        &self,
        dot: impl DotProducts,
        states: &[i16],
        room: &mut Room,
        to: &mut Projections,
    ) {
        room.narrow(dot, &self.cues, states);
        self.layer.project(dot, &room.narrowed, to);
    }
}

/// Room to work out projections in.
#[derive(Debug, Default)]
pub(super) struct Room {
    sums: Vec<Accumulators>,
    narrowed: Rows,
}

impl Room {
    /// Makes of hidden states the rows that the linker's layer reads.
    #[inline(always)]
    fn narrow(&mut self, dot: impl DotProducts, map: &Affine, states: &[i16]) {
        let (count, blocks) = (states.len() / map.inputs(), map.blocks());
        self.sums.resize(count * blocks, Accumulators::default());
        self.narrowed.reset(count, NEAR);
        map.apply(dot, states, &mut self.sums);
        for (row, sums) in self.narrowed.all_mut().zip(self.sums.chunks_exact(blocks)) {
            narrow(sums, row);
        }
    }
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

/// The input projections of some rows.
struct Project<'p> {
    layer: &'p BiGru,
    rows: &'p Rows,
}

impl Computation for Project<'_> {
    type Output = Projections;

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Projections {
        let mut projections = Projections::default();
        self.layer.project(dot, self.rows, &mut projections);
        projections
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
}
