//! Learns the weights of a recurrent network: gradients through time, Adam (Kingma and Ba, 2015).

use std::collections::HashMap;
use std::ops::Range;

use super::learn::order;
use crate::tag::model;
use crate::tag::recurrent::{
    ASKED, BOTH, DISTANCES, GATE_MOST, INPUT, LABEL_MOST, ONE, ROLES, ROW_ONE, SEEN, STATE, TIE,
    distance,
};

/// How often the trainer goes over the texts.
const PASSES: usize = 5;
/// How many tokens are read at a time.
const PIECE: usize = 160;
/// How many pieces are read before the weights move.
const BATCH: usize = 8;
/// How far the weights move at most, and for which share of the time they move ever farther; from
/// then on they move ever less.
const RATE: f32 = 4e-3;
const WARMING: f32 = 0.2;
/// How often a number of a token or of a state is hidden.
const HIDDEN: f32 = 0.4;
/// How often the word itself is hidden.
const UNKNOWN: f32 = 0.1;

/// How much a tie counts, a label counting 1.
const TIED: f32 = 0.3;
/// To how many words of a piece that are no cues nothing is tied.
const OTHERS: usize = 4;

/// A text to learn from: the features of its tokens, and their right labels.
pub(super) struct Lesson<const F: usize> {
    pub(super) features: Vec<[u64; F]>,
    pub(super) labels: Vec<u8>,
    /// The tokens that are cues, and the roles of the tokens tied to each: 1 source, 2 content.
    pub(super) cues: Vec<(usize, HashMap<usize, u8>)>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        #[allow(clippy::cast_precision_loss)] // 24 bits
        let number = (model::mix(self.0) >> 40) as f32;
        number / 16_777_216.0
    }

    fn keeps(&mut self, hidden: f32) -> f32 {
        if self.next() < hidden { 0.0 } else { 1.0 / (1.0 - hidden) }
    }
}

/// Weights with their gradients and Adam's two averages.
struct Weights {
    now: Vec<f32>,
    slope: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Weights {
    fn new(count: usize, size: f32, dice: &mut Dice) -> Self {
        let now = (0..count).map(|_| (dice.next() * 2.0 - 1.0) * size).collect();
        let zero = vec![0.0; count];
        Self { now, slope: zero.clone(), mean: zero.clone(), square: zero }
    }

    /// Moves the weights in `range` against their slopes, which are forgotten.
    fn step(&mut self, range: Range<usize>, rate: f32, scale: f32) {
        for at in range {
            let slope = self.slope[at] * scale;
            self.slope[at] = 0.0;
            self.mean[at] += 0.1 * (slope - self.mean[at]);
            self.square[at] += 0.001 * (slope * slope - self.square[at]);
            self.now[at] -= rate * self.mean[at] / (self.square[at].sqrt() + 1e-8);
        }
    }
}

/// One reader: the gates' weights, one row for each number they see and one for the bias.
struct Reader {
    /// How much is new (first half of a row) and how much of the old is seen (second half).
    gates: Weights,
    fresh: Weights,
}

const GATES: usize = 2 * STATE;

/// What a reader remembers of one token, to learn from.
#[derive(Clone)]
struct Step {
    seen: [f32; SEEN],
    kept: [f32; SEEN],
    gates: [f32; GATES],
    fresh: [f32; STATE],
}

impl Reader {
    fn new(dice: &mut Dice) -> Self {
        let size = 0.125;
        Self {
            gates: Weights::new((SEEN + 1) * GATES, size, dice),
            fresh: Weights::new((SEEN + 1) * STATE, size, dice),
        }
    }

    fn forward(&self, token: &[f32; INPUT], state: &mut [f32; STATE]) -> Step {
        let mut seen = [0.0; SEEN];
        seen[..INPUT].copy_from_slice(token);
        seen[INPUT..].copy_from_slice(state);
        let mut gates = product::<GATES>(&self.gates.now, &seen);
        for gate in &mut gates {
            *gate = 1.0 / (1.0 + (-*gate).exp());
        }
        let mut kept = seen;
        for (kept, reset) in kept[INPUT..].iter_mut().zip(&gates[STATE..]) {
            *kept *= reset;
        }
        let mut fresh = product::<STATE>(&self.fresh.now, &kept);
        for ((fresh, old), share) in fresh.iter_mut().zip(state).zip(&gates) {
            *fresh = fresh.tanh();
            *old += share * (*fresh - *old);
        }
        Step { seen, kept, gates, fresh }
    }

    /// Takes the slope of the state behind a token; gives those of the token and of the state
    /// before it.
    fn backward(&mut self, step: &Step, slope: &[f32; STATE]) -> ([f32; INPUT], [f32; STATE]) {
        let mut before = [0.0; STATE];
        let mut fresh = [0.0; STATE];
        let mut gates = [0.0; GATES];
        for n in 0..STATE {
            let (share, new, old) = (step.gates[n], step.fresh[n], step.seen[INPUT + n]);
            before[n] = slope[n] * (1.0 - share);
            fresh[n] = slope[n] * share * (1.0 - new * new);
            gates[n] = slope[n] * (new - old) * share * (1.0 - share);
        }
        let mut token = [0.0; INPUT];
        let below = back(&mut self.fresh, &step.kept, &fresh);
        token.copy_from_slice(&below[..INPUT]);
        for n in 0..STATE {
            let (reset, old) = (step.gates[STATE + n], step.seen[INPUT + n]);
            before[n] += below[INPUT + n] * reset;
            gates[STATE + n] = below[INPUT + n] * old * reset * (1.0 - reset);
        }
        let below = back(&mut self.gates, &step.seen, &gates);
        add(&mut token, &below[..INPUT]);
        add(&mut before, &below[INPUT..]);
        (token, before)
    }

    fn step(&mut self, rate: f32, scale: f32) {
        self.gates.step(0..(SEEN + 1) * GATES, rate, scale);
        self.fresh.step(0..(SEEN + 1) * STATE, rate, scale);
    }
}

/// Adds numbers to others.
fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// Hides the numbers where a mask is 0, and makes up for it in the others.
fn hide(numbers: &mut [f32], mask: &[f32]) {
    for (number, mask) in numbers.iter_mut().zip(mask) {
        *number *= mask;
    }
}

/// The sums of a row of gates: a row of weights for each number seen, the last one for the bias.
fn product<const N: usize>(weights: &[f32], seen: &[f32; SEEN]) -> [f32; N] {
    let mut sums = [0.0; N];
    let (rows, _) = weights.as_chunks::<N>();
    for (row, seen) in rows.iter().zip(seen.iter().chain(&[1.0])) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += weight * seen;
        }
    }
    sums
}

/// Adds the slopes of the weights; gives those of what was seen.
fn back<const N: usize>(
    weights: &mut Weights,
    seen: &[f32; SEEN],
    slopes: &[f32; N],
) -> [f32; SEEN] {
    let mut below = [0.0; SEEN];
    let (rows, _) = weights.now.as_chunks::<N>();
    let (moves, _) = weights.slope.as_chunks_mut::<N>();
    for (n, (row, moves)) in rows.iter().zip(moves).enumerate() {
        let at = seen.get(n).copied().unwrap_or(1.0);
        let mut lanes = [0.0_f32; 8];
        let parts = row.as_chunks::<8>().0.iter().zip(moves.as_chunks_mut::<8>().0);
        for ((row, moves), slopes) in parts.zip(slopes.as_chunks::<8>().0) {
            for lane in 0..8 {
                lanes[lane] += row[lane] * slopes[lane];
                moves[lane] += at * slopes[lane];
            }
        }
        if let Some(below) = below.get_mut(n) {
            *below = lanes.iter().sum();
        }
    }
    below
}

/// A network while it learns.
struct Learner<const L: usize> {
    features: Weights,
    readers: [Reader; 2],
    labels: Weights,
    asks: Weights,
    offers: Weights,
    distances: Weights,
    touched: Vec<usize>,
}

/// Learns a network of `L` labels from the texts; `known` are the features it may use, the most
/// important first, and the first `words` of a token are those that a new word lacks. Gives its
/// bytes.
pub(super) fn learn<const L: usize, const F: usize>(
    lessons: &[Lesson<F>],
    known: &[u64],
    words: usize,
    slots: usize,
) -> Vec<u8> {
    let mut dice = Dice(7);
    let mut learner = Learner::<L> {
        features: Weights::new(known.len() * INPUT, 0.1, &mut dice),
        readers: [Reader::new(&mut dice), Reader::new(&mut dice)],
        labels: Weights::new((BOTH + 1) * L, 0.09, &mut dice),
        asks: Weights::new((BOTH + 1) * TIE, 0.09, &mut dice),
        offers: Weights::new((BOTH + 1) * TIE, 0.09, &mut dice),
        distances: Weights::new(ROLES * DISTANCES, 0.09, &mut dice),
        touched: Vec::new(),
    };
    let row: HashMap<u64, usize> = known.iter().copied().zip(0..).collect();
    let lessons: Vec<Known<F>> = lessons
        .iter()
        .map(|lesson| Known {
            rows: lesson.features.iter().map(|f| f.map(|f| row.get(&f).copied())).collect(),
            labels: &lesson.labels,
            cues: &lesson.cues,
        })
        .collect();
    let all: usize = lessons.iter().map(|l| l.labels.len()).sum();
    #[allow(clippy::cast_precision_loss)] // a rough share
    let total = (PASSES * all) as f32;
    let mut done = 0.0;
    for pass in 0..PASSES {
        let mut pieces = Vec::new();
        for (n, lesson) in lessons.iter().enumerate() {
            let first = (PIECE * (1 + (n + pass) % 4)) / 4;
            let mut start = 0;
            let mut end = first;
            while start < lesson.labels.len() {
                pieces.push((n, start..end.min(lesson.labels.len())));
                (start, end) = (end, end + PIECE);
            }
        }
        let order = order(pieces.len(), pass);
        for batch in order.chunks(BATCH) {
            let mut tokens = 0.0_f32;
            for &n in batch {
                let (lesson, range) = &pieces[n];
                #[allow(clippy::cast_precision_loss)] // at most a piece
                let length = range.len() as f32;
                tokens += length;
                learner.piece(&lessons[*lesson], range, words, &mut dice);
            }
            done += tokens;
            let way = done / total;
            let rate = if way < WARMING { way / WARMING } else { (1.0 - way) / (1.0 - WARMING) };
            learner.step(RATE * rate.max(0.0), 1.0 / tokens);
        }
    }
    learner.written(known, slots)
}

/// A lesson with the rows of its features.
struct Known<'l, const F: usize> {
    rows: Vec<[Option<usize>; F]>,
    labels: &'l [u8],
    cues: &'l [(usize, HashMap<usize, u8>)],
}

impl<const L: usize> Learner<L> {
    /// Reads a piece and adds up the slopes.
    fn piece<const F: usize>(
        &mut self,
        lesson: &Known<'_, F>,
        range: &Range<usize>,
        words: usize,
        dice: &mut Dice,
    ) {
        let labels = &lesson.labels[range.clone()];
        let count = range.len();
        let mut rows = lesson.rows[range.clone()].to_vec();
        let mut tokens = vec![[0.0_f32; INPUT]; count];
        let mut masks = vec![[0.0_f32; INPUT]; count];
        for ((token, mask), rows) in tokens.iter_mut().zip(&mut masks).zip(&mut rows) {
            if dice.next() < UNKNOWN {
                rows[..words].fill(None);
            }
            for row in rows.iter().flatten() {
                add(token, &self.features.now[row * INPUT..(row + 1) * INPUT]);
            }
            *mask = std::array::from_fn(|_| dice.keeps(HIDDEN));
            hide(token, mask);
        }
        let mut states = vec![[0.0_f32; BOTH]; count];
        let mut steps: [Vec<Option<Step>>; 2] = [vec![None; count], vec![None; count]];
        for reader in 0..2 {
            let mut state = [0.0; STATE];
            for n in 0..count {
                let at = if reader == 0 { n } else { count - 1 - n };
                steps[reader][at] = Some(self.readers[reader].forward(&tokens[at], &mut state));
                states[at][reader * STATE..(reader + 1) * STATE].copy_from_slice(&state);
            }
        }
        let mut slopes = vec![[0.0_f32; BOTH]; count];
        let mut hidden = vec![[0.0_f32; BOTH]; count];
        for (at, label) in labels.iter().enumerate() {
            hidden[at] = std::array::from_fn(|_| dice.keeps(HIDDEN));
            hide(&mut states[at], &hidden[at]);
            self.label(usize::from(*label), &states[at], &mut slopes[at]);
        }
        self.ties(lesson.cues, range, &states, &mut slopes, dice);
        for (slopes, hidden) in slopes.iter_mut().zip(&hidden) {
            hide(slopes, hidden);
        }
        let mut below = vec![[0.0_f32; INPUT]; count];
        for reader in 0..2 {
            let mut slope = [0.0; STATE];
            for n in 0..count {
                let at = if reader == 0 { count - 1 - n } else { n };
                add(&mut slope, &slopes[at][reader * STATE..(reader + 1) * STATE]);
                let Some(step) = &steps[reader][at] else { continue };
                let (token, before) = self.readers[reader].backward(step, &slope);
                add(&mut below[at], &token);
                slope = before;
            }
        }
        for ((below, mask), rows) in below.iter_mut().zip(&masks).zip(&rows) {
            hide(below, mask);
            for row in rows.iter().flatten() {
                add(&mut self.features.slope[row * INPUT..(row + 1) * INPUT], below);
                self.touched.push(*row);
            }
        }
    }

    /// Scores the labels of a token, and adds up the slopes.
    fn label(&mut self, right: usize, state: &[f32; BOTH], slopes: &mut [f32; BOTH]) {
        let (rows, _) = self.labels.now.as_chunks::<L>();
        let mut scores = rows[BOTH];
        for (row, number) in rows.iter().zip(state) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight * number;
            }
        }
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut sum = 0.0;
        for score in &mut scores {
            *score = (*score - most).exp();
            sum += *score;
        }
        for (n, score) in scores.iter_mut().enumerate() {
            *score = *score / sum - f32::from(u8::from(n == right));
        }
        let (moves, _) = self.labels.slope.as_chunks_mut::<L>();
        let inputs = state.iter().chain(&[1.0]);
        for (n, ((row, moves), number)) in rows.iter().zip(moves).zip(inputs).enumerate() {
            let mut slope = 0.0;
            for ((weight, moved), score) in row.iter().zip(moves).zip(scores) {
                *moved += score * number;
                slope += weight * score;
            }
            if let Some(to) = slopes.get_mut(n) {
                *to = slope;
            }
        }
    }

    /// Ties the tokens of a piece to its cues, and to some words that are none.
    fn ties(
        &mut self,
        cues: &[(usize, HashMap<usize, u8>)],
        range: &Range<usize>,
        states: &[[f32; BOTH]],
        slopes: &mut [[f32; BOTH]],
        dice: &mut Dice,
    ) {
        let offers: Vec<[f32; TIE]> =
            states.iter().map(|state| product::<TIE>(&self.offers.now, state)).collect();
        let mut moves = vec![[0.0_f32; TIE]; states.len()];
        let none = HashMap::new();
        let first = cues.partition_point(|(head, _)| *head < range.start);
        let here = cues[first..].iter().take_while(|(head, _)| *head < range.end);
        let mut heads: Vec<(usize, &HashMap<usize, u8>)> =
            here.map(|(head, labels)| (head - range.start, labels)).collect();
        for _ in 0..OTHERS {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss
            )]
            let other = (dice.next() * states.len() as f32) as usize;
            if other < states.len() && heads.iter().all(|(head, _)| *head != other) {
                heads.push((other, &none));
            }
        }
        for (head, labels) in heads {
            let asks = product::<TIE>(&self.asks.now, &states[head]);
            let mut turns = [0.0_f32; TIE];
            for (at, offers) in offers.iter().enumerate() {
                if at == head {
                    continue;
                }
                let right = labels.get(&(at + range.start)).copied().unwrap_or(0);
                let far = distance(head, at);
                for role in 0..ROLES {
                    let part = role * ASKED..(role + 1) * ASKED;
                    let score: f32 = asks[part.clone()]
                        .iter()
                        .zip(&offers[part.clone()])
                        .map(|(a, o)| a * o)
                        .sum();
                    let score = score + self.distances.now[role * DISTANCES + far];
                    let wanted = f32::from(u8::from(usize::from(right) == role + 1));
                    let slope = (1.0 / (1.0 + (-score).exp()) - wanted) * TIED;
                    self.distances.slope[role * DISTANCES + far] += slope;
                    for n in part {
                        turns[n] += slope * offers[n];
                        moves[at][n] += slope * asks[n];
                    }
                }
            }
            add(&mut slopes[head], &back(&mut self.asks, &states[head], &turns));
        }
        for ((state, slopes), moves) in states.iter().zip(slopes).zip(&moves) {
            add(slopes, &back(&mut self.offers, state, moves));
        }
    }

    fn step(&mut self, rate: f32, scale: f32) {
        for weights in [&mut self.asks, &mut self.offers, &mut self.distances] {
            weights.step(0..weights.now.len(), rate, scale);
        }
        for reader in &mut self.readers {
            reader.step(rate, scale);
        }
        self.labels.step(0..(BOTH + 1) * L, rate, scale);
        self.touched.sort_unstable();
        self.touched.dedup();
        for row in self.touched.drain(..) {
            self.features.step(row * INPUT..(row + 1) * INPUT, rate, scale);
        }
    }

    /// The bytes that the program reads.
    fn written(&self, known: &[u64], slots: usize) -> Vec<u8> {
        #[allow(clippy::cast_possible_truncation)] // clamped
        let small = |w: &f32| (w * f32::from(ROW_ONE)).round().clamp(-127.0, 127.0) as i8;
        let (rows, _) = self.features.now.as_chunks::<INPUT>();
        let rows: Vec<(u64, Vec<i8>)> =
            known.iter().zip(rows).map(|(f, row)| (*f, row.iter().map(small).collect())).collect();
        let mut out = Vec::new();
        model::write(&rows, INPUT, slots, &mut out);
        for reader in &self.readers {
            transpose(&reader.gates.now, GATES, GATE_MOST, &mut out);
            transpose(&reader.fresh.now, STATE, GATE_MOST, &mut out);
        }
        transpose(&self.labels.now, L, LABEL_MOST, &mut out);
        transpose(&self.asks.now, TIE, LABEL_MOST, &mut out);
        transpose(&self.offers.now, TIE, LABEL_MOST, &mut out);
        transpose(&self.distances.now, 1, LABEL_MOST, &mut out);
        out
    }
}

/// Writes weights the other way round: all that one gate sees, then its bias.
fn transpose(weights: &[f32], width: usize, most: f32, out: &mut Vec<u8>) {
    for column in 0..width {
        for weight in weights.iter().skip(column).step_by(width) {
            #[allow(clippy::cast_possible_truncation)] // clamped
            let small = (weight.clamp(-most, most) * f32::from(ONE)).round() as i16;
            out.extend(small.to_le_bytes());
        }
    }
}
