//! Learns the weights of the network that reads a draft.

use std::collections::HashMap;
use std::ops::Range;

use super::activation::softmax_gradients;
use super::affine::{Parameters, TrainedAffine, add, row};
use super::gru::{TrainedBiGru, apply_mask};
use super::learn::order;
use super::lesson::{Lesson, LessonCue};
use super::rng::Rng;
use crate::tag::linear;
use crate::tag::network::{INPUT, NEAR, PLACES, ROLES, ROW_ONE, Surroundings, WEIGHT_MOST};

/// How often the trainer goes over the annotated texts, and over those of which it has a teacher's
/// beliefs alone.
const PASSES: usize = 10;
const NEWS_PASSES: usize = 4;
/// How many tokens are read at a time.
const PIECE: usize = 160;
/// How many pieces make a batch.
const BATCH: usize = 8;
/// The highest learning rate, and for which share of the time it rises to that; from then on it falls
/// to zero.
const RATE: f32 = 4e-3;
const WARM_UP: f32 = 0.2;
/// Dropout of the numbers of a token and of a hidden state.
const DROPOUT: f32 = 0.25;
/// Dropout of the word itself.
const WORD_DROPOUT: f32 = 0.1;
/// The weight of the loss of a role near a cue, that of a label being 1.
const ROLE: f32 = 1.5;

/// A lesson with the rows of its features.
struct IndexedLesson<'l, const L: usize, const F: usize> {
    rows: Vec<[Option<usize>; F]>,
    labels: &'l [[f32; L]],
    cues: &'l [LessonCue],
}

/// A network while it learns.
struct Learner {
    /// The width of the hidden states.
    state: usize,
    features: Parameters,
    layers: [TrainedBiGru; 2],
    labels: TrainedAffine,
    tokens: TrainedAffine,
    cues: TrainedAffine,
    places: Parameters,
    near: TrainedBiGru,
    roles: TrainedAffine,
    touched: Vec<usize>,
}

/// Learns a network of `L` labels from annotated texts and from the news; `known` are the features it
/// may use, the most important first, and the first `words` of a token are those that a new word
/// lacks. Its hidden states have `state` numbers. Gives its bytes.
pub(super) fn learn<const L: usize, const F: usize>(
    lessons: &[&Lesson<L, F>],
    news: &[Lesson<L, F>],
    known: &[u64],
    words: usize,
    slots: usize,
    state: usize,
) -> Vec<u8> {
    let mut rng = Rng(7);
    let rng = &mut rng;
    let both = 2 * state;
    let mut learner = Learner {
        state,
        features: Parameters::new(known.len() * INPUT, 0.1, rng),
        layers: [TrainedBiGru::new(INPUT, state, rng), TrainedBiGru::new(both, state, rng)],
        labels: TrainedAffine::new(both, L, rng),
        tokens: TrainedAffine::new(both, NEAR, rng),
        cues: TrainedAffine::new(both, NEAR, rng),
        places: Parameters::new(PLACES * NEAR, 0.1, rng),
        near: TrainedBiGru::new(NEAR, NEAR, rng),
        roles: TrainedAffine::new(2 * NEAR, ROLES, rng),
        touched: Vec::new(),
    };
    let places: HashMap<u64, usize> = known.iter().copied().zip(0..).collect();
    let lessons: Vec<IndexedLesson<'_, L, F>> = lessons
        .iter()
        .copied()
        .chain(news)
        .map(|lesson| IndexedLesson {
            rows: lesson.features.iter().map(|f| f.map(|f| places.get(&f).copied())).collect(),
            labels: &lesson.labels,
            cues: &lesson.cues,
        })
        .collect();
    let gold = lessons.len() - news.len();
    // All that is annotated in each pass, and an even share of the news.
    let in_pass = |pass: usize| {
        let is_due = move |n: &usize| *n < gold || (n - gold + pass) % PASSES < NEWS_PASSES;
        (0..lessons.len()).filter(is_due)
    };
    let all: usize = (0..PASSES).flat_map(in_pass).map(|n| lessons[n].labels.len()).sum();
    #[allow(clippy::cast_precision_loss)] // a rough share
    let total = all as f32;
    let mut done = 0.0;
    for pass in 0..PASSES {
        let mut pieces = Vec::new();
        for n in in_pass(pass) {
            let lesson = &lessons[n];
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
                learner.piece(&lessons[*lesson], range, words, rng);
            }
            done += tokens;
            let progress = done / total;
            let rate = if progress < WARM_UP {
                progress / WARM_UP
            } else {
                (1.0 - progress) / (1.0 - WARM_UP)
            };
            learner.step(RATE * rate.max(0.0), 1.0 / tokens);
        }
    }
    learner.written(known, slots)
}

impl Learner {
    /// Reads a piece and adds up the gradients.
    fn piece<const L: usize, const F: usize>(
        &mut self,
        lesson: &IndexedLesson<'_, L, F>,
        range: &Range<usize>,
        words: usize,
        rng: &mut Rng,
    ) {
        let count = range.len();
        let mut rows = lesson.rows[range.clone()].to_vec();
        let mut tokens = vec![0.0_f32; count * INPUT];
        for (token, rows) in tokens.chunks_exact_mut(INPUT).zip(&mut rows) {
            if rng.next() < WORD_DROPOUT {
                rows[..words].fill(None);
            }
            for at in rows.iter().flatten() {
                add(token, &self.features.now[row(*at, INPUT)]);
            }
        }
        let both = 2 * self.state;
        let masks = [INPUT, both, both].map(|width| rng.dropout_mask(count * width, DROPOUT));
        apply_mask(&mut tokens, &masks[0]);
        let (mut middle, first_trace) = self.layers[0].forward(&tokens);
        apply_mask(&mut middle, &masks[1]);
        let (mut states, second_trace) = self.layers[1].forward(&middle);
        apply_mask(&mut states, &masks[2]);

        let mut gradients = self.label(&lesson.labels[range.clone()], &states);
        self.link(lesson.cues, range, &states, &mut gradients, rng);
        apply_mask(&mut gradients, &masks[2]);
        let mut gradients = self.layers[1].backward(&middle, &second_trace, &gradients);
        apply_mask(&mut gradients, &masks[1]);
        let mut gradients = self.layers[0].backward(&tokens, &first_trace, &gradients);
        apply_mask(&mut gradients, &masks[0]);
        for (gradients, rows) in gradients.chunks_exact(INPUT).zip(&rows) {
            for at in rows.iter().flatten() {
                add(&mut self.features.gradient[row(*at, INPUT)], gradients);
                self.touched.push(*at);
            }
        }
    }

    /// Predicts the labels of tokens; gives the gradients of their hidden states.
    fn label<const L: usize>(&mut self, target: &[[f32; L]], states: &[f32]) -> Vec<f32> {
        let mut logits = self.labels.of(states);
        for (logits, target) in logits.chunks_exact_mut(L).zip(target) {
            softmax_gradients(logits, target);
        }
        self.labels.back(states, &logits)
    }

    /// Predicts the roles of what is near the cues of a piece; adds to the gradients of the hidden
    /// states.
    fn link(
        &mut self,
        cues: &[LessonCue],
        range: &Range<usize>,
        states: &[f32],
        gradients: &mut [f32],
        rng: &mut Rng,
    ) {
        let near = self.tokens.of(states);
        let mut near_gradients = vec![0.0_f32; near.len()];
        let first = cues.partition_point(|cue| cue.head < range.start);
        for cue in cues[first..].iter().take_while(|cue| cue.head < range.end) {
            let here = |(unit, _): &&(Range<usize>, [f32; ROLES])| {
                range.start <= unit.start && unit.end <= range.end
            };
            let (units, target): (Vec<_>, Vec<_>) = cue.units.iter().filter(here).cloned().unzip();
            let tokens = cue.met_as(rng);
            let surroundings = Surroundings { head: cue.head, cue: &tokens, units: &units };
            let places: Vec<usize> = surroundings.places().collect();
            let head = row(cue.head - range.start, 2 * self.state);
            let first_of = |unit: &Range<usize>| row(unit.start - range.start, NEAR);
            let mut rows = self.cues.of(&states[head.clone()]).repeat(units.len());
            for ((to, unit), place) in rows.chunks_exact_mut(NEAR).zip(&units).zip(&places) {
                add(to, &near[first_of(unit)]);
                add(to, &self.places.now[row(*place, NEAR)]);
            }
            let (mut output, trace) = self.near.forward(&rows);
            let mask = rng.dropout_mask(output.len(), DROPOUT);
            apply_mask(&mut output, &mask);
            let mut logits = self.roles.of(&output);
            let sought = logits.chunks_exact_mut(ROLES).zip(&units).zip(&target);
            for ((logits, unit), target) in sought {
                // What it is met as has no role.
                if unit.start < tokens.end && tokens.start < unit.end {
                    logits.fill(0.0);
                    continue;
                }
                softmax_gradients(logits, target);
                for gradient in logits {
                    *gradient *= ROLE;
                }
            }
            let mut output_gradients = self.roles.back(&output, &logits);
            apply_mask(&mut output_gradients, &mask);
            let row_gradients = self.near.backward(&rows, &trace, &output_gradients);
            let mut cue_gradients = [0.0; NEAR];
            for ((gradients, unit), place) in
                row_gradients.chunks_exact(NEAR).zip(&units).zip(&places)
            {
                add(&mut cue_gradients, gradients);
                add(&mut near_gradients[first_of(unit)], gradients);
                add(&mut self.places.gradient[row(*place, NEAR)], gradients);
            }
            let below = self.cues.back(&states[head.clone()], &cue_gradients);
            add(&mut gradients[head], &below);
        }
        add(gradients, &self.tokens.back(states, &near_gradients));
    }

    fn step(&mut self, rate: f32, scale: f32) {
        for layer in self.layers.iter_mut().chain([&mut self.near]) {
            layer.step(rate, scale);
        }
        let heads = [&mut self.labels, &mut self.tokens, &mut self.cues, &mut self.roles];
        for matrix in heads {
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
