//! Learns the weights of the network that reads a draft.

use std::collections::HashMap;
use std::ops::Range;

use super::curves::{likelihoods, slopes};
use super::learn::order;
use super::lesson::{Cue, Lesson};
use super::recurrent::{Dice, Layer, Matrix, Weights, add, hide, row};
use crate::tag::linear;
use crate::tag::network::gru::WEIGHT_MOST;
use crate::tag::network::{INPUT, NEAR, PLACES, ROLES, ROW_ONE, Surroundings};

/// How often the trainer goes over the texts.
const PASSES: usize = 10;
/// How many tokens are read at a time.
const PIECE: usize = 160;
/// How many pieces are read before the weights move.
const BATCH: usize = 8;
/// How far the weights move at most, and for which share of the time they move ever farther; from
/// then on they move ever less.
const RATE: f32 = 4e-3;
const WARMING: f32 = 0.2;
/// How often a number of a token or of a state is hidden.
const HIDDEN: f32 = 0.25;
/// How often the word itself is hidden.
const UNKNOWN: f32 = 0.1;
/// How much the role of a unit near a cue counts, the label of a token counting 1.
const ROLE: f32 = 1.5;
/// How much the word on either side of a token counts.
const NEIGHBOUR: f32 = 0.3;
/// How many words, the commonest, are told apart as neighbours.
const NEIGHBOURS: usize = 1000;

/// The commonest words, numbered from 1.
fn common<const L: usize, const F: usize>(lessons: &[&Lesson<L, F>]) -> HashMap<u64, usize> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for word in lessons.iter().flat_map(|lesson| lesson.words()) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(u64, usize)> = counts.into_iter().collect();
    words.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    words.into_iter().map(|(word, _)| word).zip(1..NEIGHBOURS).collect()
}

/// A lesson with the rows of its features.
struct Known<'l, const L: usize, const F: usize> {
    rows: Vec<[Option<usize>; F]>,
    /// Which of the commonest words each token is; 0 for any other.
    words: Vec<usize>,
    labels: &'l [[f32; L]],
    cues: &'l [Cue],
}

/// A network while it learns.
struct Learner {
    /// How many numbers a reader of the draft carries along.
    state: usize,
    features: Weights,
    layers: [Layer; 2],
    /// What the first layer's readers expect next. They are for learning only, and not written: a
    /// reader that knows which word comes next knows more of what it has read (Rei, 2017).
    expected: [Matrix; 2],
    labels: Matrix,
    tokens: Matrix,
    cues: Matrix,
    places: Weights,
    near: Layer,
    roles: Matrix,
    touched: Vec<usize>,
}

/// Learns a network of `L` labels from the texts; `known` are the features it may use, the most
/// important first, and the first `words` of a token are those that a new word lacks. Its readers of
/// the draft carry `state` numbers along. Gives its bytes.
pub(super) fn learn<const L: usize, const F: usize>(
    lessons: &[&Lesson<L, F>],
    known: &[u64],
    words: usize,
    slots: usize,
    state: usize,
) -> Vec<u8> {
    let mut dice = Dice(7);
    let dice = &mut dice;
    let both = 2 * state;
    let mut learner = Learner {
        state,
        features: Weights::new(known.len() * INPUT, 0.1, dice),
        layers: [Layer::new(INPUT, state, dice), Layer::new(both, state, dice)],
        expected: [0, 1].map(|_| Matrix::new(state, NEIGHBOURS, dice)),
        labels: Matrix::new(both, L, dice),
        tokens: Matrix::new(both, NEAR, dice),
        cues: Matrix::new(both, NEAR, dice),
        places: Weights::new(PLACES * NEAR, 0.1, dice),
        near: Layer::new(NEAR, NEAR, dice),
        roles: Matrix::new(2 * NEAR, ROLES, dice),
        touched: Vec::new(),
    };
    let places: HashMap<u64, usize> = known.iter().copied().zip(0..).collect();
    let common = common(lessons);
    let lessons: Vec<Known<'_, L, F>> = lessons
        .iter()
        .map(|lesson| Known {
            rows: lesson.features.iter().map(|f| f.map(|f| places.get(&f).copied())).collect(),
            words: lesson.words().map(|word| common.get(&word).copied().unwrap_or(0)).collect(),
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
                learner.piece(&lessons[*lesson], range, words, dice);
            }
            done += tokens;
            let way = done / total;
            let rate = if way < WARMING { way / WARMING } else { (1.0 - way) / (1.0 - WARMING) };
            learner.step(RATE * rate.max(0.0), 1.0 / tokens);
        }
    }
    learner.written(known, slots)
}

impl Learner {
    /// Reads a piece and adds up the slopes.
    fn piece<const L: usize, const F: usize>(
        &mut self,
        lesson: &Known<'_, L, F>,
        range: &Range<usize>,
        words: usize,
        dice: &mut Dice,
    ) {
        let count = range.len();
        let mut rows = lesson.rows[range.clone()].to_vec();
        let mut tokens = vec![0.0_f32; count * INPUT];
        for (token, rows) in tokens.chunks_exact_mut(INPUT).zip(&mut rows) {
            if dice.next() < UNKNOWN {
                rows[..words].fill(None);
            }
            for at in rows.iter().flatten() {
                add(token, &self.features.now[row(*at, INPUT)]);
            }
        }
        let both = 2 * self.state;
        let masks = [INPUT, both, both].map(|width| dice.mask(count * width, HIDDEN));
        hide(&mut tokens, &masks[0]);
        let (mut middle, first_ways) = self.layers[0].forward(&tokens);
        hide(&mut middle, &masks[1]);
        let (mut states, second_ways) = self.layers[1].forward(&middle);
        hide(&mut states, &masks[2]);

        let mut turns = self.label(&lesson.labels[range.clone()], &states);
        self.link(lesson.cues, range, &states, &mut turns, dice);
        hide(&mut turns, &masks[2]);
        let mut turns = self.layers[1].backward(&middle, &second_ways, &turns);
        self.expect(&lesson.words[range.clone()], &middle, &mut turns);
        hide(&mut turns, &masks[1]);
        let mut turns = self.layers[0].backward(&tokens, &first_ways, &turns);
        hide(&mut turns, &masks[0]);
        for (turns, rows) in turns.chunks_exact(INPUT).zip(&rows) {
            for at in rows.iter().flatten() {
                add(&mut self.features.slope[row(*at, INPUT)], turns);
                self.touched.push(*at);
            }
        }
    }

    /// Scores the labels of tokens; gives the slopes of their states.
    fn label<const L: usize>(&mut self, right: &[[f32; L]], states: &[f32]) -> Vec<f32> {
        let mut scores = self.labels.of(states);
        for (scores, right) in scores.chunks_exact_mut(L).zip(right) {
            slopes(scores, right);
        }
        self.labels.back(states, &scores)
    }

    /// Scores which word each reader of the first layer comes to next; adds to the slopes of what it
    /// carries.
    fn expect(&mut self, words: &[usize], states: &[f32], turns: &mut [f32]) {
        let (last, state) = (words.len() - 1, self.state);
        let readers = [(0..last, &words[1..]), (1..words.len(), &words[..last])];
        for (n, (from, next)) in readers.into_iter().enumerate() {
            let carried = |at: usize| row(2 * at + n, state);
            let seen: Vec<f32> =
                from.clone().flat_map(|at| &states[carried(at)]).copied().collect();
            let mut scores = self.expected[n].of(&seen);
            for (scores, next) in scores.chunks_exact_mut(NEIGHBOURS).zip(next) {
                likelihoods(scores);
                scores[*next] -= 1.0;
                for slope in scores {
                    *slope *= NEIGHBOUR;
                }
            }
            let below = self.expected[n].back(&seen, &scores);
            for (at, below) in from.zip(below.chunks_exact(state)) {
                add(&mut turns[carried(at)], below);
            }
        }
    }

    /// Scores the roles of what stands near the cues of a piece; adds to the slopes of the states.
    fn link(
        &mut self,
        cues: &[Cue],
        range: &Range<usize>,
        states: &[f32],
        turns: &mut [f32],
        dice: &mut Dice,
    ) {
        let near = self.tokens.of(states);
        let mut near_turns = vec![0.0_f32; near.len()];
        let first = cues.partition_point(|cue| cue.head < range.start);
        for cue in cues[first..].iter().take_while(|cue| cue.head < range.end) {
            let here = |(unit, _): &&(Range<usize>, [f32; ROLES])| {
                range.start <= unit.start && unit.end <= range.end
            };
            let (units, right): (Vec<_>, Vec<_>) = cue.units.iter().filter(here).cloned().unzip();
            let tokens = cue.met_as(dice);
            let seen = Surroundings { head: cue.head, cue: &tokens, units: &units };
            let places: Vec<usize> = seen.places().collect();
            let head = row(cue.head - range.start, 2 * self.state);
            let first_of = |unit: &Range<usize>| row(unit.start - range.start, NEAR);
            let mut rows = self.cues.of(&states[head.clone()]).repeat(units.len());
            for ((to, unit), place) in rows.chunks_exact_mut(NEAR).zip(&units).zip(&places) {
                add(to, &near[first_of(unit)]);
                add(to, &self.places.now[row(*place, NEAR)]);
            }
            let (mut made, ways) = self.near.forward(&rows);
            let mask = dice.mask(made.len(), HIDDEN);
            hide(&mut made, &mask);
            let mut scores = self.roles.of(&made);
            let sought = scores.chunks_exact_mut(ROLES).zip(&units).zip(&right);
            for ((scores, unit), right) in sought {
                // What it is met as has no role.
                if unit.start < tokens.end && tokens.start < unit.end {
                    scores.fill(0.0);
                    continue;
                }
                slopes(scores, right);
                for slope in scores {
                    *slope *= ROLE;
                }
            }
            let mut made_turns = self.roles.back(&made, &scores);
            hide(&mut made_turns, &mask);
            let row_turns = self.near.backward(&rows, &ways, &made_turns);
            let mut asked_turns = [0.0; NEAR];
            for ((turns, unit), place) in row_turns.chunks_exact(NEAR).zip(&units).zip(&places) {
                add(&mut asked_turns, turns);
                add(&mut near_turns[first_of(unit)], turns);
                add(&mut self.places.slope[row(*place, NEAR)], turns);
            }
            let below = self.cues.back(&states[head.clone()], &asked_turns);
            add(&mut turns[head], &below);
        }
        add(turns, &self.tokens.back(states, &near_turns));
    }

    fn step(&mut self, rate: f32, scale: f32) {
        for layer in self.layers.iter_mut().chain([&mut self.near]) {
            layer.step(rate, scale);
        }
        let heads = [&mut self.labels, &mut self.tokens, &mut self.cues, &mut self.roles];
        for matrix in heads.into_iter().chain(&mut self.expected) {
            matrix.step(rate, scale);
        }
        self.places.step(rate, scale);
        self.touched.sort_unstable();
        self.touched.dedup();
        for at in self.touched.drain(..) {
            self.features.step_in(row(at, INPUT), rate, scale);
        }
    }

    /// The bytes that the program reads.
    fn written(&self, known: &[u64], slots: usize) -> Vec<u8> {
        #[allow(clippy::cast_possible_truncation)] // clamped
        let small = |w: &f32| (w * f32::from(ROW_ONE)).round().clamp(-127.0, 127.0) as i8;
        let rows = self.features.now.chunks_exact(INPUT);
        let rows: Vec<(u64, Vec<i8>)> =
            known.iter().zip(rows).map(|(f, row)| (*f, row.iter().map(small).collect())).collect();
        let mut out = Vec::new();
        linear::write(&rows, INPUT, slots, &mut out);
        out.extend(u16::try_from(self.state).unwrap_or(0).to_le_bytes());
        for layer in &self.layers {
            layer.write(&mut out);
        }
        self.labels.write(WEIGHT_MOST, &mut out);
        self.tokens.write(WEIGHT_MOST, &mut out);
        self.cues.write(WEIGHT_MOST, &mut out);
        self.places.write(&mut out);
        self.near.write(&mut out);
        self.roles.write(WEIGHT_MOST, &mut out);
        out
    }
}
