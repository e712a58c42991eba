//! An averaged perceptron over hashed features.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::tag::model;

/// A feature's weights, their sums over time, and when they were last touched.
#[derive(Clone)]
struct Row {
    now: Vec<i32>,
    sum: Vec<i64>,
    since: Vec<u32>,
}

/// Features are hashes already.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A feature must occur in this many groups to be learned.
const RARE: u32 = 4;

/// A linear model that learns from its mistakes.
pub(super) struct Perceptron {
    labels: usize,
    index: HashMap<u64, usize, BuildHasherDefault<Plain>>,
    rows: Vec<Row>,
    clock: u32,
    averaged: Vec<Vec<i64>>,
    /// The features that are too rare to learn from.
    rare: HashMap<u64, u32, BuildHasherDefault<Plain>>,
}

impl Perceptron {
    pub(super) fn new(labels: usize) -> Self {
        Self {
            labels,
            index: HashMap::default(),
            rows: Vec::new(),
            clock: 0,
            averaged: Vec::new(),
            rare: HashMap::default(),
        }
    }

    /// Counts in how many groups each feature occurs; from now on the rare ones are not learned.
    pub(super) fn frequent<const N: usize>(&mut self, groups: impl Iterator<Item = Vec<[u64; N]>>) {
        let mut last: HashMap<u64, u32, BuildHasherDefault<Plain>> = HashMap::default();
        for (n, group) in groups.enumerate() {
            let n = u32::try_from(n + 1).unwrap_or(u32::MAX);
            for feature in group.iter().flatten() {
                if last.insert(*feature, n) != Some(n) {
                    *self.rare.entry(*feature).or_default() += 1;
                }
            }
        }
        self.rare.retain(|_, count| *count < RARE);
    }

    /// Time goes on; averages are over time.
    pub(super) fn step(&mut self) {
        self.clock += 1;
    }

    /// The score of each label, as learned so far.
    pub(super) fn scores(&self, features: &[u64]) -> Vec<i32> {
        let mut scores = vec![0; self.labels];
        for row in features.iter().filter_map(|f| self.index.get(f)) {
            for (score, weight) in scores.iter_mut().zip(&self.rows[*row].now) {
                *score += weight;
            }
        }
        scores
    }

    /// The best label from `first` on, as learned so far.
    pub(super) fn best_training(&self, features: &[u64], first: usize) -> u8 {
        top(&self.scores(features), first)
    }

    /// The best label from `first` on, by the averages.
    pub(super) fn best(&self, features: &[u64], first: usize) -> u8 {
        let mut scores = vec![0_i64; self.labels];
        for row in features.iter().filter_map(|f| self.index.get(f)) {
            for (score, weight) in scores.iter_mut().zip(&self.averaged[*row]) {
                *score += weight;
            }
        }
        top(&scores, first)
    }

    /// Moves the weights of the features towards a label, or away from it.
    pub(super) fn update(&mut self, features: &[u64], label: u8, by: i32) {
        let label = usize::from(label);
        for feature in features.iter().filter(|f| !self.rare.contains_key(f)) {
            let next = self.rows.len();
            let row = *self.index.entry(*feature).or_insert(next);
            if row == next {
                let n = self.labels;
                self.rows.push(Row { now: vec![0; n], sum: vec![0; n], since: vec![0; n] });
            }
            let row = &mut self.rows[row];
            let held = i64::from(self.clock - row.since[label]);
            row.sum[label] += held * i64::from(row.now[label]);
            row.since[label] = self.clock;
            row.now[label] += by;
        }
    }

    /// Works out the averages; learning is over.
    pub(super) fn average(&mut self) {
        let clock = self.clock;
        self.averaged = self
            .rows
            .iter()
            .map(|row| {
                let all = row.sum.iter().zip(&row.since).zip(&row.now);
                all.map(|((sum, since), now)| sum + i64::from(clock - since) * i64::from(*now))
                    .collect()
            })
            .collect();
    }

    /// Writes the averages as small integers.
    pub(super) fn write(&self, slots: usize, out: &mut Vec<u8>) {
        #[allow(clippy::cast_precision_loss)] // a weight is far below 2^52
        let rows = self.index.iter().map(|(feature, row)| {
            (*feature, self.averaged[*row].iter().map(|w| *w as f64).collect())
        });
        write(&rows.collect::<Vec<_>>(), self.labels, slots, out);
    }
}

/// Writes weights as small integers: all but one in two thousand fit, the rest are cut.
pub(super) fn write(rows: &[(u64, Vec<f64>)], labels: usize, slots: usize, out: &mut Vec<u8>) {
    let mut sizes: Vec<f64> =
        rows.iter().flat_map(|(_, row)| row).map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let full =
        sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    #[allow(clippy::cast_possible_truncation)] // clamped
    let small = |weight: &f64| (weight * 127.0 / full).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<(u64, Vec<i8>)> =
        rows.iter().map(|(feature, row)| (*feature, row.iter().map(small).collect())).collect();
    model::write(&mut rows, labels, slots, out);
}

/// The best label from `first` on; the first of equals.
fn top<N: PartialOrd>(scores: &[N], first: usize) -> u8 {
    let mut best = first;
    for label in first..scores.len() {
        if scores[label] > scores[best] {
            best = label;
        }
    }
    u8::try_from(best).unwrap_or(0)
}

/// The order of articles in a pass: the same on every run, another in every pass.
pub(super) fn order(count: usize, pass: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    all.sort_by_key(|&n| model::mix((n as u64) << 8 | pass as u64));
    all
}
