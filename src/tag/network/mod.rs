//! The recurrent network that reads a draft: the label of each token, and what belongs to a cue.
//!
//! Two bidirectional layers go over the draft; their hidden states give the logits of each token's
//! label. For a cue the [`linker`] goes over what is near it.
#![allow(clippy::inline_always)] // as in `dot`

mod activation;
mod dot;
pub(crate) mod embedding;
mod gru;
mod linker;
mod matrix;
mod questions;
mod states;

use std::sync::Arc;

use super::linear::{Model, Scores};
use dot::{Computation, DotProducts};
use gru::BiGru;
use linker::Linker;
use matrix::{Affine, ONE_BITS, Rows, WeightReader};
use states::States;

#[cfg(feature = "train")]
pub(crate) use linker::{NEAR, PLACES};
pub(crate) use linker::{ROLES, Surroundings};
use matrix::MOST;
pub(crate) use matrix::PIECE;
#[cfg(feature = "train")]
pub(crate) use matrix::{GATE_MOST, ONE, WEIGHT_MOST};
pub(crate) use questions::{Encoded, Questions};

/// How many numbers the sum of a token's features has.
pub(crate) const INPUT: usize = 64;

/// The fixed-point scale of the rows of the table of features: this value is 1.
#[cfg(feature = "train")]
pub(crate) const ROW_ONE: i16 = 1 << ROW_BITS;
const ROW_BITS: u32 = 6;

/// The weights of a network that gives tokens one of `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Network<const L: usize> {
    features: Model<INPUT>,
    layers: [BiGru; 2],
    labels: Affine,
    linker: Arc<Linker>,
}

impl<const L: usize> Network<L> {
    /// Reads a network from the front of `bytes`; gives the rest back. Its bytes: the rows of its
    /// features, the width of its hidden states, its weights.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (features, rest) = Model::read(bytes)?;
        let mut reader = WeightReader(rest);
        let weights = &mut reader;
        let width = weights.width()?;
        let both = 2 * width;
        let layers = [BiGru::read(weights, INPUT, width)?, BiGru::read(weights, both, width)?];
        let labels = Affine::read(weights, both, L)?;
        let linker = Linker::read(weights, both)?;
        Some((Self { features, layers, labels, linker: Arc::new(linker) }, reader.0))
    }

    /// The logits of the labels of every token, in units of log-odds ([`super::linear::UNIT`] to
    /// one), and the text as encoded, to ask what belongs to a cue.
    pub(crate) fn encode<const F: usize>(
        &self,
        count: usize,
        features: impl Fn(usize) -> [u64; F],
    ) -> (Vec<[i32; L]>, Encoded) {
        dot::run(Encode { network: self, count, features })
    }
}

/// The computation of [`Network::encode`].
struct Encode<'n, const L: usize, N> {
    network: &'n Network<L>,
    count: usize,
    /// The features of each token.
    features: N,
}

impl<const L: usize, const F: usize, N: Fn(usize) -> [u64; F]> Computation for Encode<'_, L, N> {
    type Output = (Vec<[i32; L]>, Encoded);

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Self::Output {
        let Network { features, layers: [first, second], labels, linker } = self.network;
        let mut tokens = Rows::new(self.count, INPUT);
        let limit = MOST >> (ONE_BITS - ROW_BITS);
        for (at, token) in tokens.all_mut().enumerate() {
            let mut sums: Scores<INPUT> = [0; INPUT];
            features.add_all(&(self.features)(at), &mut sums);
            for (to, sum) in token.iter_mut().zip(sums) {
                *to = sum.clamp(-limit, limit) << (ONE_BITS - ROW_BITS);
            }
        }
        drop(self.features);
        let states = second.replace(dot, first.replace(dot, tokens));
        let logits = labels.logits(dot, &states, &mut Vec::new());
        (logits, Encoded { linker: Some(linker.clone()), states: States::of(states) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_file_is_no_network() {
        assert!(Network::<3>::read(&[1, 0, 0, 0, 4, 0, 0, 0, 9]).is_none());
    }
}
