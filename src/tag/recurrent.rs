//! A small recurrent network that reads a draft from both ends.
//!
//! Two gated recurrent units (Cho and others, 2014), one from left to right and one from right to
//! left, carry what they have read; for each token their two states together give the scores of the
//! labels. All arithmetic is on integers, so that every machine gives the same answer.

use std::sync::Arc;

use wide::{i16x8, i32x4};

use super::model::{BUCKETS, Model, Scores, UNIT_BITS, bucket};

/// How many numbers stand for a token.
pub(crate) const INPUT: usize = 64;
/// How many numbers a reader carries along.
pub(crate) const STATE: usize = 64;
/// What a gate sees of a token: the token and the state before it.
pub(crate) const SEEN: usize = INPUT + STATE;
/// What the labels are scored by: the states of both readers. As many as a gate sees.
pub(crate) const BOTH: usize = 2 * STATE;
const _: () = assert!(BOTH == SEEN && SEEN.is_multiple_of(8));
/// What a cue can be tied to: its source and its content.
pub(crate) const ROLES: usize = 2;
/// How many numbers say what a cue looks for in each of them; as many say what a token offers.
pub(crate) const ASKED: usize = 32;
/// The numbers of all roles.
pub(crate) const TIE: usize = ROLES * ASKED;
/// How many distances are told apart, on both sides.
pub(crate) const DISTANCES: usize = 2 * BUCKETS;

/// One, in numbers of a token, in states and in weights of gates and labels.
pub(crate) const ONE: i16 = 1 << ONE_BITS;
const ONE_BITS: u32 = 10;
/// What the rows of the table of features count in: so many to one.
#[cfg(feature = "train")]
pub(crate) const ROW_ONE: i16 = 1 << ROW_BITS;
const ROW_BITS: u32 = 6;
/// One, in what a cue looks for and a token offers.
const TIE_BITS: u32 = 8;
/// No number of a token is greater, so that sums do not run over.
const MOST: i16 = 8 * ONE - 1;
/// No weight of a gate is greater.
#[cfg(feature = "train")]
pub(crate) const GATE_MOST: f32 = 1.999;
/// No weight of a label is greater.
#[cfg(feature = "train")]
pub(crate) const LABEL_MOST: f32 = 7.999;

/// The weights of a network that gives tokens one of `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Network<const L: usize> {
    features: Model<INPUT>,
    readers: [Reader; 2],
    labels: Vec<Dots>,
    asks: Arc<[Dots]>,
    offers: Vec<Dots>,
    /// For each role and distance, what speaks for a tie.
    distances: [[i16; DISTANCES]; ROLES],
    curves: Curves,
}

/// What ties the tokens of a text to each other. What a token offers is worked out for all, what it
/// asks for only when it is looked at as a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ties {
    states: Vec<Eights>,
    asks: Arc<[Dots]>,
    offers: Vec<[i16; TIE]>,
    distances: [[i16; DISTANCES]; ROLES],
}

/// What a cue asks for.
pub(crate) struct Asks {
    cue: usize,
    numbers: [i16; TIE],
}

impl Ties {
    /// What a token asks for as a cue.
    pub(crate) fn asked(&self, cue: usize) -> Asks {
        Asks { cue, numbers: self.states.get(cue).map_or([0; TIE], |state| tie(&self.asks, state)) }
    }

    /// What speaks for it that a token is of the source, and of the content, of a cue; in units of
    /// [`super::model::UNIT`] to one of log-odds.
    pub(crate) fn between(&self, asks: &Asks, token: usize) -> [i32; ROLES] {
        let Some(offers) = self.offers.get(token) else { return [0; ROLES] };
        let far = distance(asks.cue, token);
        let (asks, offers) = (asks.numbers.as_chunks::<ASKED>().0, offers.as_chunks::<ASKED>().0);
        let mut scores = [0; ROLES];
        for (role, score) in scores.iter_mut().enumerate() {
            let products = asks[role].iter().zip(&offers[role]);
            let sum: i32 = products.map(|(a, o)| i32::from(*a) * i32::from(*o)).sum();
            *score = (sum >> (2 * TIE_BITS - UNIT_BITS))
                + (i32::from(self.distances[role][far]) >> (ONE_BITS - UNIT_BITS));
        }
        scores
    }
}

/// How far a token stands from a cue, and on which side: below [`DISTANCES`].
pub(crate) const fn distance(cue: usize, token: usize) -> usize {
    bucket(token.abs_diff(cue)) + if token > cue { BUCKETS } else { 0 }
}

/// Numbers eight at a time, as the machine multiplies them.
type Eights = [i16x8; SEEN / 8];

/// The same numbers, eight at a time.
fn eights(numbers: &[i16; SEEN]) -> Eights {
    let (parts, _) = numbers.as_chunks::<8>();
    std::array::from_fn(|at| parts.get(at).copied().map_or(i16x8::ZERO, i16x8::from))
}

/// Weights of what a gate sees or a label is scored by, and what is added to their product.
#[derive(Clone, Debug)]
struct Dots {
    weights: Eights,
    bias: i32,
}

impl Dots {
    #[inline]
    fn of(&self, seen: &Eights) -> i32 {
        let mut sums = i32x4::ZERO;
        for (weights, seen) in self.weights.iter().zip(seen) {
            sums += weights.dot(*seen);
        }
        self.bias + sums.reduce_add()
    }

    fn read(numbers: &mut Numbers<'_>) -> Option<Self> {
        let mut weights = [0; SEEN];
        for weight in &mut weights {
            *weight = numbers.next()?;
        }
        let bias = i32::from(numbers.next()?) << ONE_BITS;
        Some(Self { weights: eights(&weights), bias })
    }
}

/// What a token asks for or offers.
fn tie(dots: &[Dots], state: &Eights) -> [i16; TIE] {
    let mut tie = [0; TIE];
    for (to, dots) in tie.iter_mut().zip(dots) {
        let sum = dots.of(state) >> (2 * ONE_BITS - TIE_BITS);
        *to = i16::try_from(sum.clamp(-2047, 2047)).unwrap_or(0);
    }
    tie
}

/// The gates of one reader: how much of the state is new, how much of the old one the new one sees,
/// and the new one.
#[derive(Clone, Debug)]
struct Reader {
    update: Vec<Dots>,
    reset: Vec<Dots>,
    fresh: Vec<Dots>,
}

/// The two curves of the gates, as tables.
#[derive(Clone, Debug)]
struct Curves {
    /// From 0 to 1.
    share: Vec<i16>,
    /// From -1 to 1.
    swing: Vec<i16>,
}

/// How finely the curves are cut: so many pieces to one, from -8 to 8.
const PIECES: i32 = 128;

impl Curves {
    fn new() -> Self {
        let points = || (-8 * PIECES..8 * PIECES).map(|n| (f64::from(n) + 0.5) / f64::from(PIECES));
        #[allow(clippy::cast_possible_truncation)] // at most one
        let number = |value: f64| (value * f64::from(ONE)).round() as i16;
        Self {
            share: points().map(|x| number(0.5 + 0.5 * tanh(x / 2.0))).collect(),
            swing: points().map(|x| number(tanh(x))).collect(),
        }
    }

    #[inline]
    fn at(table: &[i16], sum: i32) -> i16 {
        let piece =
            (sum >> (2 * ONE_BITS - PIECES.trailing_zeros())).clamp(-8 * PIECES, 8 * PIECES - 1);
        usize::try_from(piece + 8 * PIECES).ok().and_then(|at| table.get(at)).copied().unwrap_or(0)
    }
}

/// The hyperbolic tangent, by its continued fraction: sums and quotients alone, which every machine
/// works out alike.
fn tanh(x: f64) -> f64 {
    let mut below = 61.0;
    for n in (0..30).rev() {
        below = f64::from(2 * n + 1) + x * x / below;
    }
    x / below
}

/// Small numbers, little-endian, two bytes each.
struct Numbers<'b>(&'b [u8]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<i16> {
        let (two, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(i16::from_le_bytes(*two))
    }
}

impl<const L: usize> Network<L> {
    /// Reads a network from the front of `bytes`; gives the rest back.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (features, rest) = Model::read(bytes)?;
        let mut numbers = Numbers(rest);
        let mut dots = |count: usize| -> Option<Vec<Dots>> {
            (0..count).map(|_| Dots::read(&mut numbers)).collect()
        };
        let mut reader =
            || Some(Reader { update: dots(STATE)?, reset: dots(STATE)?, fresh: dots(STATE)? });
        let readers = [reader()?, reader()?];
        let labels = dots(L)?;
        let (asks, offers) = (dots(TIE)?.into(), dots(TIE)?);
        let mut distances = [[0; DISTANCES]; ROLES];
        for number in distances.as_flattened_mut() {
            *number = numbers.next()?;
        }
        let curves = Curves::new();
        Some((Self { features, readers, labels, asks, offers, distances, curves }, numbers.0))
    }

    /// The scores of the labels of every token, in units of [`super::model::UNIT`] to one of
    /// log-odds, and what ties the tokens to each other.
    pub(crate) fn over<const F: usize>(
        &self,
        count: usize,
        features: impl Fn(usize) -> [u64; F],
    ) -> (Vec<[i32; L]>, Ties) {
        let mut states = vec![[0_i16; BOTH]; count];
        let mut tokens = vec![[0_i16; INPUT]; count];
        for (at, token) in tokens.iter_mut().enumerate() {
            let mut sums: Scores<INPUT> = [0; INPUT];
            self.features.add_all(&features(at), &mut sums);
            let limit = MOST >> (ONE_BITS - ROW_BITS);
            *token = sums.map(|sum| sum.clamp(-limit, limit) << (ONE_BITS - ROW_BITS));
        }
        self.walk(0, &tokens, 0..count, &mut states);
        self.walk(1, &tokens, (0..count).rev(), &mut states);
        let states: Vec<Eights> = states.iter().map(eights).collect();
        let score = |state: &Eights| {
            let mut scores = [0; L];
            for (score, label) in scores.iter_mut().zip(&self.labels) {
                *score = label.of(state) >> (2 * ONE_BITS - UNIT_BITS);
            }
            scores
        };
        let scores = states.iter().map(score).collect();
        let offers = states.iter().map(|state| tie(&self.offers, state)).collect();
        let ties = Ties { states, asks: self.asks.clone(), offers, distances: self.distances };
        (scores, ties)
    }

    /// One reader goes over the tokens and leaves its states behind.
    fn walk(
        &self,
        reader: usize,
        tokens: &[[i16; INPUT]],
        order: impl Iterator<Item = usize>,
        states: &mut [[i16; BOTH]],
    ) {
        let Reader { update, reset, fresh } = &self.readers[reader];
        let mut seen = [0_i16; SEEN];
        let mut state = [0_i16; STATE];
        for at in order {
            seen[..INPUT].copy_from_slice(&tokens[at]);
            seen[INPUT..].copy_from_slice(&state);
            let whole = eights(&seen);
            let mut shares = [0_i16; STATE];
            for (share, gate) in shares.iter_mut().zip(update) {
                *share = Curves::at(&self.curves.share, gate.of(&whole));
            }
            let mut kept = seen;
            for ((kept, gate), old) in kept[INPUT..].iter_mut().zip(reset).zip(&state) {
                *kept = times(Curves::at(&self.curves.share, gate.of(&whole)), *old);
            }
            let kept = eights(&kept);
            for ((old, share), gate) in state.iter_mut().zip(shares).zip(fresh) {
                let new = Curves::at(&self.curves.swing, gate.of(&kept));
                *old += times(share, new - *old);
            }
            states[at][reader * STATE..(reader + 1) * STATE].copy_from_slice(&state);
        }
    }
}

/// The product of two numbers, each in units of [`ONE`].
#[inline]
#[allow(clippy::cast_possible_truncation)] // neither is much greater than one
const fn times(a: i16, b: i16) -> i16 {
    ((a as i32 * b as i32 + (ONE as i32 >> 1)) >> ONE_BITS) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_right() {
        for x in [-7.5, -1.0, -0.1, 0.0, 0.3, 2.0, 7.9] {
            assert!((tanh(x) - f64::tanh(x)).abs() < 1e-9, "{x}");
        }
        let curves = Curves::new();
        assert_eq!(Curves::at(&curves.share, i32::MAX), ONE);
        assert_eq!(Curves::at(&curves.share, i32::MIN), 0);
        assert_eq!(Curves::at(&curves.swing, i32::MIN), -ONE);
    }

    #[test]
    fn a_short_file_is_no_network() {
        assert!(Network::<3>::read(&[1, 0, 0, 0, 4, 0, 0, 0, 9]).is_none());
    }
}
