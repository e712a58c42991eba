//! Asks of one cue after another what belongs to it.
//!
//! The tokens near a cue are near the next one too, so what the linker makes of them is kept for a
//! while: only for some pieces of the text, or it would be the greater part of all memory.
#![allow(clippy::inline_always)] // as in `dot`

use std::ops::Range;
use std::sync::Arc;

use super::dot::{self, Accumulators, Computation, DotProducts};
use super::gru::{Inputs, Pass, Projections};
use super::linker::{Linker, ROLES, Room, Surroundings};
use super::matrix::{Affine, PIECE, Rows};
use super::states::States;

/// A text as the network has encoded it, to ask what belongs to a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoded {
    pub(super) linker: Option<Arc<Linker>>,
    /// The hidden states of each token.
    pub(crate) states: States,
}

impl Encoded {
    /// Adds the next part of the text: some tokens of what was read. `asked` tells of the number of a piece
    /// whether somebody may ask about it.
    pub(crate) fn add(&mut self, read: Self, own: Range<usize>, asked: impl Fn(usize) -> bool) {
        self.states.add(&read.states, own, asked);
        self.linker = read.linker;
    }

    /// To ask about the cues of the text; best in their order.
    pub(crate) fn questions(&self) -> Questions<'_> {
        Questions { text: self, near: Near::default(), desk: Desk::default() }
    }
}

/// Answers what belongs to a cue, and keeps what the answer for the next cue needs again.
pub(crate) struct Questions<'e> {
    text: &'e Encoded,
    near: Near,
    desk: Desk,
}

impl Questions<'_> {
    /// The logits of each unit: that it is nothing to the cue, of its source, of its content; in
    /// units of log-odds ([`crate::tag::linear::UNIT`] to one).
    pub(crate) fn roles(&mut self, around: &Surroundings<'_>) -> Vec<[i32; ROLES]> {
        match &self.text.linker {
            Some(linker) => dot::run(RolesOfUnits { linker, questions: self, around }),
            None => vec![[0; ROLES]; around.units.len()],
        }
    }
}

/// What is worked on for one cue; the memory is used again for the next.
#[derive(Default)]
struct Desk {
    cue: Projections,
    /// The first token and the distance of each unit.
    units: Vec<(usize, usize)>,
    states: Rows,
    pass: Pass,
    sums: Vec<Accumulators>,
}

/// How many pieces of the text are kept: a window of usual length, and what comes after it.
const KEPT: usize = 8;

/// The linker's input projections of the tokens near the last cues.
#[derive(Default)]
struct Near {
    /// A piece has its place by its number; none is worked out at first.
    pieces: [Option<(usize, Projections)>; KEPT],
    room: Room,
}

impl Near {
    /// The projections of the piece in which a token is.
    #[inline(always)]
    fn piece(
        &mut self,
        dot: impl DotProducts,
        linker: &Linker,
        states: &States,
        token: usize,
    ) -> &Projections {
        let number = token / PIECE;
        let (kept, projections) = self.pieces[number % KEPT].get_or_insert_default();
        // A piece that was never worked out has no projections.
        if *kept != number || projections.is_empty() {
            *kept = number;
            linker.project(dot, states.piece(number), &mut self.room, projections);
        }
        projections
    }
}

/// The computation of [`Questions::roles`].
struct RolesOfUnits<'r, 'e> {
    linker: &'r Linker,
    questions: &'r mut Questions<'e>,
    around: &'r Surroundings<'r>,
}

impl Computation for RolesOfUnits<'_, '_> {
    type Output = Vec<[i32; ROLES]>;

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Self::Output {
        let Self { linker, questions: Questions { text, near, desk }, around } = self;
        linker.project_cue(dot, text.states.row(around.head), &mut near.room, &mut desk.cue);
        desk.units.clear();
        desk.units.extend(around.units.iter().map(|unit| unit.start).zip(around.places()));
        let mut inputs =
            UnitInputs { linker, states: &text.states, near, cue: &desk.cue, units: &desk.units };
        linker.layer.forward(dot, &mut inputs, &mut desk.states, &mut desk.pass);
        linker.roles.logits(dot, &desk.states, &mut desk.sums)
    }
}

/// The inputs of the linker's layer: of each unit the sum of the projections of its first token, of
/// the cue and of the distance, which is the projection of the sum of the three.
struct UnitInputs<'r> {
    linker: &'r Linker,
    states: &'r States,
    near: &'r mut Near,
    cue: &'r Projections,
    /// The first token and the distance of each unit.
    units: &'r [(usize, usize)],
}

impl Inputs for UnitInputs<'_> {
    fn count(&self) -> usize {
        self.units.len()
    }

    #[inline(always)]
    fn project(
        &mut self,
        dot: impl DotProducts,
        (direction, weights): (usize, &Affine),
        range: Range<usize>,
        projected: &mut [Accumulators],
    ) {
        let blocks = weights.blocks();
        let cue = &self.cue.of(direction, 0)[..blocks];
        let units = &self.units[range];
        for (sums, (token, distance)) in projected.chunks_exact_mut(blocks).zip(units) {
            let piece = self.near.piece(dot, self.linker, self.states, *token);
            let token = &piece.of(direction, token % PIECE)[..blocks];
            let distance = &self.linker.distances.of(direction, *distance)[..blocks];
            for n in 0..blocks {
                sums[n] = dot::sum(&token[n], &cue[n], &distance[n]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_linker_nothing_is_likelier() {
        let around = Surroundings { head: 0, cue: &(0..1), units: &[0..1, 1..2] };
        assert_eq!(Encoded::default().questions().roles(&around), [[0; ROLES]; 2]);
    }
}
