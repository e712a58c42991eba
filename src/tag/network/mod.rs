//! The network that reads a draft: what each token is, and what belongs to a cue.
//!
//! Two layers of readers go over the draft; what they make of a token gives the scores of its
//! labels. For a cue, a third, smaller layer goes over what stands near it: it sees what the two
//! made of each token and of the cue, and how far the token stands from the cue. It says what is of
//! the cue's source and what of its content, as semantic role labellers do (Zhou and Xu, 2015).
#![allow(clippy::inline_always)] // as in `sums`

mod dot;
pub(crate) mod embedding;
pub(crate) mod gru;

use std::ops::Range;
use std::sync::Arc;

use super::linear::{BUCKETS, Model, Scores, UNIT_BITS, bucket};
use dot::{Block, Job, Sums};
use gru::{Layer, MOST, Matrix, Numbers, ONE_BITS, PIECE, Rows, Seen, Sight};

/// How many numbers stand for a token.
pub(crate) const INPUT: usize = 64;
/// How many numbers stand for a token seen from a cue; as many a reader of its surroundings carries.
pub(crate) const NEAR: usize = 32;
/// What a token can be to a cue: nothing, of its source, of its content.
pub(crate) const ROLES: usize = 3;
/// How many places seen from a cue are told apart: a distance on either side, and the cue itself;
/// words, and quotations as a whole.
pub(crate) const PLACES: usize = 2 * (2 * BUCKETS + 1);

/// What the rows of the table of features count in: so many to one.
#[cfg(feature = "train")]
pub(crate) const ROW_ONE: i16 = 1 << ROW_BITS;
const ROW_BITS: u32 = 6;

/// The weights of a network that gives tokens one of `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Network<const L: usize> {
    features: Model<INPUT>,
    layers: [Layer; 2],
    labels: Matrix,
    linker: Arc<Linker>,
}

/// What ties tokens to cues.
#[derive(Clone, Debug)]
struct Linker {
    /// What a token is to any cue, and what a cue looks for.
    tokens: Matrix,
    cues: Matrix,
    layer: Layer,
    /// What the layer sees of each place.
    places: Sight,
    roles: Matrix,
}

/// What a network has made of a text, to ask it what belongs to a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    linker: Option<Arc<Linker>>,
    states: Rows,
    /// What the linker's layer sees of each token.
    near: Sight,
}

/// A cue and what stands near it.
pub(crate) struct Surroundings<'u> {
    /// The token of the cue that says most.
    pub(crate) head: usize,
    /// The tokens of the cue.
    pub(crate) cue: &'u Range<usize>,
    /// What gets one label each, in order: words, marks, and quotations as a whole.
    pub(crate) units: &'u [Range<usize>],
}

impl Surroundings<'_> {
    /// The place of each unit, seen from the cue: below [`PLACES`].
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

impl Read {
    /// What speaks for it that each unit is nothing to the cue, of its source, of its content; in
    /// units of [`super::linear::UNIT`] to one of log-odds.
    pub(crate) fn roles(&self, seen: &Surroundings<'_>) -> Vec<[i32; ROLES]> {
        match &self.linker {
            Some(linker) => dot::run(Roles { read: self, linker, seen }),
            None => vec![[0; ROLES]; seen.units.len()],
        }
    }
}

/// What belongs to a cue, to be worked out.
struct Roles<'r> {
    read: &'r Read,
    linker: &'r Linker,
    seen: &'r Surroundings<'r>,
}

impl Job for Roles<'_> {
    type Outcome = Vec<[i32; ROLES]>;

    #[inline(always)]
    fn run(self, sums: impl Sums) -> Self::Outcome {
        let Self { read, linker, seen } = self;
        let mut asked = Rows::new(1, NEAR);
        let mut made = vec![Block::default(); linker.cues.blocks()];
        linker.cues.products(sums, read.states.row(seen.head), &mut made);
        asked.all_mut().for_each(|row| numbers(&made, row));
        let near = Near {
            tokens: &read.near,
            cue: &linker.layer.sight(sums, &asked),
            places: &linker.places,
            units: seen.units.iter().map(|unit| unit.start).zip(seen.places()).collect(),
        };
        scored(sums, &linker.roles, &linker.layer.over(sums, &near))
    }
}

/// What stands near a cue, as the linker's layer goes over it: of each unit the sum of what it sees of
/// the token, of the cue and of the place. That is what it would see of the three together.
struct Near<'r> {
    tokens: &'r Sight,
    cue: &'r Sight,
    places: &'r Sight,
    /// The first token and the place of each unit.
    units: Vec<(usize, usize)>,
}

impl Seen for Near<'_> {
    fn count(&self) -> usize {
        self.units.len()
    }

    #[inline(always)]
    fn see(
        &self,
        _: impl Sums,
        (reader, weights): (usize, &Matrix),
        range: Range<usize>,
        seen: &mut [Block],
    ) {
        let cue = self.cue.of(reader, 0).as_flattened().as_flattened();
        let units = &self.units[range];
        for (seen, (token, place)) in seen.chunks_exact_mut(weights.blocks()).zip(units) {
            let token = self.tokens.of(reader, *token).as_flattened().as_flattened();
            let place = self.places.of(reader, *place).as_flattened().as_flattened();
            let seen = seen.as_flattened_mut().as_flattened_mut();
            for n in 0..seen.len() {
                seen[n] = token[n] + cue[n] + place[n];
            }
        }
    }
}

/// The scores of the labels of each row. Written as a loop: what a closure in `collect` works out is
/// not inlined, and so not fast.
#[inline(always)]
fn scored<const L: usize>(sums: impl Sums, matrix: &Matrix, rows: &Rows) -> Vec<[i32; L]> {
    let mut all = vec![[0; L]; rows.len()];
    let blocks = matrix.blocks();
    let mut made = vec![Block::default(); PIECE * blocks];
    for (to, seen) in all.chunks_mut(PIECE).zip(rows.pieces()) {
        let made = &mut made[..to.len() * blocks];
        matrix.products(sums, seen, made);
        for (to, made) in to.iter_mut().zip(made.chunks_exact(blocks)) {
            let sums = made.as_flattened().as_flattened();
            for label in 0..L {
                to[label] = sums[label] >> (2 * ONE_BITS - UNIT_BITS);
            }
        }
    }
    all
}

/// Sums of products as numbers for a layer to see.
#[inline(always)]
fn numbers(sums: &[Block], numbers: &mut [i16]) {
    let most = i32::from(MOST);
    let sums = sums.as_flattened().as_flattened();
    for n in 0..numbers.len() {
        #[allow(clippy::cast_possible_truncation)] // clamped
        let number = (sums[n] >> ONE_BITS).clamp(-most, most) as i16;
        numbers[n] = number;
    }
}

impl<const L: usize> Network<L> {
    /// Reads a network from the front of `bytes`; gives the rest back. Its bytes: the rows of its
    /// features, how many numbers a reader of the draft carries along, its weights.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (features, rest) = Model::read(bytes)?;
        let mut numbers = Numbers(rest);
        let n = &mut numbers;
        let state = n.size()?;
        let both = 2 * state;
        let layers = [Layer::read(n, INPUT, state)?, Layer::read(n, both, state)?];
        let labels = Matrix::read(n, both, L)?;
        let (tokens, cues) = (Matrix::read(n, both, NEAR)?, Matrix::read(n, both, NEAR)?);
        let mut places = Rows::new(PLACES, NEAR);
        for number in places.all_mut().flatten() {
            *number = n.next()?;
        }
        let layer = Layer::read(n, NEAR, NEAR)?;
        let roles = Matrix::read(n, 2 * NEAR, ROLES)?;
        // Three sums make one: what is added to each must be in it once.
        let places = dot::run(Places { layer: &layer, rows: &places }).without_added(&layer, 2);
        let linker = Linker { tokens, cues, layer, places, roles };
        Some((Self { features, layers, labels, linker: Arc::new(linker) }, numbers.0))
    }

    /// The scores of the labels of every token, in units of [`super::linear::UNIT`] to one of
    /// log-odds, and what is needed to ask on.
    pub(crate) fn over<const F: usize>(
        &self,
        count: usize,
        features: impl Fn(usize) -> [u64; F],
    ) -> (Vec<[i32; L]>, Read) {
        dot::run(Labels { network: self, count, features })
    }
}

/// What a layer sees of places, to be worked out.
struct Places<'p> {
    layer: &'p Layer,
    rows: &'p Rows,
}

impl Job for Places<'_> {
    type Outcome = Sight;

    #[inline(always)]
    fn run(self, sums: impl Sums) -> Sight {
        self.layer.sight(sums, self.rows)
    }
}

/// The labels of tokens, to be worked out.
struct Labels<'n, const L: usize, N> {
    network: &'n Network<L>,
    count: usize,
    /// The features of each token.
    features: N,
}

impl<const L: usize, const F: usize, N: Fn(usize) -> [u64; F]> Job for Labels<'_, L, N> {
    type Outcome = (Vec<[i32; L]>, Read);

    #[inline(always)]
    fn run(self, sums: impl Sums) -> Self::Outcome {
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
        let states = second.over(sums, &first.over(sums, &tokens));
        let labels = scored(sums, labels, &states);
        let mut near = Rows::new(states.len(), NEAR);
        let blocks = linker.tokens.blocks();
        let mut made = vec![Block::default(); PIECE * blocks];
        for (near, seen) in near.pieces_mut().zip(states.pieces()) {
            let made = &mut made[..near.len() / NEAR * blocks];
            linker.tokens.products(sums, seen, made);
            for (near, made) in near.chunks_exact_mut(NEAR).zip(made.chunks_exact(blocks)) {
                numbers(made, near);
            }
        }
        let near = linker.layer.sight(sums, &near);
        (labels, Read { linker: Some(linker.clone()), states, near })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_file_is_no_network() {
        assert!(Network::<3>::read(&[1, 0, 0, 0, 4, 0, 0, 0, 9]).is_none());
    }

    #[test]
    fn places_are_told_from_the_cue() {
        let units = [0..1, 1..5, 5..6, 6..7, 7..8];
        let seen = Surroundings { head: 5, cue: &(5..6), units: &units };
        let places: Vec<usize> = seen.places().collect();
        assert_eq!(places, [2, 1, 4 * BUCKETS, 2 * BUCKETS, 2 * (BUCKETS + 1)]);
    }
}
