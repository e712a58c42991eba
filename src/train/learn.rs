//! An averaged perceptron and a logistic regression over hashed features.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::tag::linear;

/// A feature's weights, their sums over time, and when they were last touched.
#[derive(Clone)]
struct Row {
    now: Vec<i32>,
    sum: Vec<i64>,
    since: Vec<u32>,
}

/// Features are hashes already.
#[derive(Default)]
struct FeatureHasher(u64);

impl Hasher for FeatureHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, number: u64) {
        self.0 = linear::mix(number);
    }
}

/// A feature must occur in this many groups to be learned.
const RARE: u32 = 4;

/// A linear model that learns from its mistakes.
pub(super) struct Perceptron {
    labels: usize,
    index: HashMap<u64, usize, BuildHasherDefault<FeatureHasher>>,
    rows: Vec<Row>,
    clock: u32,
    averaged: Vec<Vec<i64>>,
}

impl Perceptron {
    pub(super) fn new(labels: usize) -> Self {
        Self { labels, index: HashMap::default(), rows: Vec::new(), clock: 0, averaged: Vec::new() }
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
    pub(super) fn best(&self, features: &[u64], first: usize) -> u8 {
        argmax(&self.scores(features), first)
    }

    /// Moves the weights of the features towards a label, or away from it.
    pub(super) fn update(&mut self, features: &[u64], label: u8, by: i32) {
        let label = usize::from(label);
        for feature in features {
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
    fn average(&mut self) {
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

    /// The averages as small integers, in the form the program reads; the greatest first.
    pub(super) fn written(mut self, slots: usize) -> Vec<u8> {
        self.average();
        #[allow(clippy::cast_precision_loss)] // a weight is far below 2^52
        let mut rows: Vec<(u64, Vec<f64>)> = self
            .index
            .iter()
            .map(|(feature, row)| {
                (*feature, self.averaged[*row].iter().map(|w| *w as f64).collect())
            })
            .collect();
        let size = |row: &[f64]| row.iter().map(|w| w.abs()).sum::<f64>();
        rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
        let mut out = Vec::new();
        write(&rows, self.labels, slots, &mut out);
        out
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
    let rows: Vec<(u64, Vec<i8>)> =
        rows.iter().map(|(feature, row)| (*feature, row.iter().map(small).collect())).collect();
    linear::write(&rows, labels, slots, out);
}

/// The best label from `first` on; the first of equals.
fn argmax<N: PartialOrd>(scores: &[N], first: usize) -> u8 {
    let mut best = first;
    for label in first..scores.len() {
        if scores[label] > scores[best] {
            best = label;
        }
    }
    u8::try_from(best).unwrap_or(0)
}

/// A feature must occur this often for a choice to be learned from it.
const RARE_SIGN: usize = 4;
/// L2 regularisation.
const L2: f64 = 2e-3;

/// One of several things to choose among: its features, none for "none of them", and its probability in
/// what is right.
pub(super) type Member<const N: usize> = (Option<[u64; N]>, f64);

/// How a model that chooses learns.
pub(super) struct Schedule {
    /// How often it goes over the groups.
    pub(super) passes: usize,
    /// How fast it learns (AdaGrad).
    pub(super) rate: f64,
    /// How many rows it may have.
    pub(super) slots: usize,
}

/// Learns to choose among the members of a group, by logistic regression over its members. The
/// weights are written in units of [`linear::UNIT`] to one unit of log-odds.
pub(super) fn logistic<const N: usize>(groups: &[Vec<Member<N>>], schedule: &Schedule) -> Vec<u8> {
    let mut count: HashMap<u64, usize, BuildHasherDefault<FeatureHasher>> = HashMap::default();
    for feature in groups.iter().flatten().filter_map(|(features, _)| *features).flatten() {
        *count.entry(feature).or_default() += 1;
    }
    let mut known: Vec<u64> =
        count.iter().filter(|(_, n)| **n >= RARE_SIGN).map(|(feature, _)| *feature).collect();
    known.sort_unstable();
    let index: HashMap<u64, usize, BuildHasherDefault<FeatureHasher>> =
        known.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
    let rows = |member: &Member<N>| -> Vec<usize> {
        member.0.iter().flatten().filter_map(|f| index.get(f).copied()).collect()
    };
    let rows: Vec<Vec<Vec<usize>>> =
        groups.iter().map(|group| group.iter().map(rows).collect()).collect();
    let mut weights = vec![0.0_f64; known.len()];
    let mut squares = vec![1e-6_f64; known.len()];
    for pass in 0..schedule.passes {
        for n in order(groups.len(), pass) {
            let score = |rows: &Vec<usize>| rows.iter().map(|at| weights[*at]).sum();
            let mut probabilities: Vec<f64> = rows[n].iter().map(score).collect();
            let most = probabilities.iter().copied().fold(f64::MIN, f64::max);
            for probability in &mut probabilities {
                *probability = (*probability - most).exp();
            }
            let sum: f64 = probabilities.iter().sum();
            for ((rows, probability), (_, right)) in
                rows[n].iter().zip(probabilities).zip(&groups[n])
            {
                let error = right - probability / sum;
                for at in rows {
                    let gradient = error - L2 * weights[*at];
                    squares[*at] += gradient * gradient;
                    weights[*at] += schedule.rate * gradient / squares[*at].sqrt();
                }
            }
        }
    }
    #[allow(clippy::cast_possible_truncation)] // clamped
    let small = |weight: f64| (weight * f64::from(linear::UNIT)).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<(u64, Vec<i8>)> =
        known.iter().zip(&weights).map(|(feature, w)| (*feature, vec![small(*w)])).collect();
    rows.sort_by_key(|(feature, row)| (std::cmp::Reverse(row[0].unsigned_abs()), *feature));
    let mut out = Vec::new();
    linear::write(&rows, 1, schedule.slots, &mut out);
    out
}

/// The features that occur in enough groups, those that occur in most first; at most so many.
pub(super) fn commonest<const N: usize>(
    groups: impl Iterator<Item = Vec<[u64; N]>>,
    most: usize,
) -> Vec<u64> {
    let mut known: Vec<(u64, u32)> =
        counts(groups).into_iter().filter(|(_, n)| *n >= RARE).collect();
    known.sort_unstable_by_key(|(feature, n)| (std::cmp::Reverse(*n), *feature));
    known.truncate(most);
    known.into_iter().map(|(feature, _)| feature).collect()
}

/// In how many groups each feature occurs.
fn counts<const N: usize>(
    groups: impl Iterator<Item = Vec<[u64; N]>>,
) -> HashMap<u64, u32, BuildHasherDefault<FeatureHasher>> {
    let mut last: HashMap<u64, u32, BuildHasherDefault<FeatureHasher>> = HashMap::default();
    let mut counts: HashMap<u64, u32, BuildHasherDefault<FeatureHasher>> = HashMap::default();
    for (n, group) in groups.enumerate() {
        let n = u32::try_from(n + 1).unwrap_or(u32::MAX);
        for feature in group.iter().flatten() {
            if last.insert(*feature, n) != Some(n) {
                *counts.entry(*feature).or_default() += 1;
            }
        }
    }
    counts
}

/// The order of articles in a pass: the same on every run, another in every pass.
pub(super) fn order(count: usize, pass: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    all.sort_by_key(|&n| linear::mix((n as u64) << 8 | pass as u64));
    all
}
