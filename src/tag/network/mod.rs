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

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

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
    ///
    /// `tokens` gives the sign of each token, such as its word, and the features of its place; `of_sign`
    /// gives the features of a sign.
    pub(crate) fn encode<S: Copy + Eq + Hash, const W: usize, const P: usize>(
        &self,
        count: usize,
        tokens: impl Fn(usize) -> (S, [u64; P]),
        of_sign: impl Fn(&S) -> [u64; W],
    ) -> (Vec<[i32; L]>, Encoded) {
        dot::run(Encode { network: self, count, tokens, of_sign })
    }
}

/// The computation of [`Network::encode`].
struct Encode<'n, const L: usize, T, O> {
    network: &'n Network<L>,
    count: usize,
    tokens: T,
    of_sign: O,
}

/// The sums of the features of so many signs are kept, of those that come first in a text: most of its
/// tokens are among them.
const SIGNS: usize = 2048;

impl<S, const L: usize, const W: usize, const P: usize, T, O> Computation for Encode<'_, L, T, O>
where
    S: Copy + Eq + Hash,
    T: Fn(usize) -> (S, [u64; P]),
    O: Fn(&S) -> [u64; W],
{
    type Output = (Vec<[i32; L]>, Encoded);

    #[inline(always)]
    fn run(self, dot: impl DotProducts) -> Self::Output {
        let Network { features, layers: [first, second], labels, linker } = self.network;
        let mut rows = Rows::new(self.count, INPUT);
        let limit = MOST >> (ONE_BITS - ROW_BITS);
        let mut known: FxHashMap<S, usize> = FxHashMap::default();
        let mut kept: Vec<Scores<INPUT>> = Vec::new();
        for (at, row) in rows.all_mut().enumerate() {
            let (sign, place) = (self.tokens)(at);
            let number = known.get(&sign).copied();
            let mut sums: Scores<INPUT> = number.map_or([0; INPUT], |number| kept[number]);
            if number.is_none() {
                features.add_all(&(self.of_sign)(&sign), &mut sums);
                if kept.len() < SIGNS {
                    known.insert(sign, kept.len());
                    kept.push(sums);
                }
            }
            features.add_all(&place, &mut sums);
            for (to, sum) in row.iter_mut().zip(&sums) {
                *to = (*sum).clamp(-limit, limit) << (ONE_BITS - ROW_BITS);
            }
        }
        drop((self.tokens, known, kept));
        let states = second.replace(dot, first.replace(dot, rows));
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
