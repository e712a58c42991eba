//! A conditional random field over the labels of runs of tokens (Lafferty and others, 2001).

use std::collections::HashMap;

use super::learn;
use super::names_data::{Known, Run};
use crate::tag::names::after;
use crate::tag::names::labels::{LABELS, can_be_last, can_follow};

/// How fast it learns (AdaGrad), how much slower in the last third of its passes, and what weights
/// lose on the way.
const RATE: f32 = 0.1;
const SLOW: f32 = 0.4;
const L2: f32 = 1e-4;
/// What a label that is no name has to be ahead: as many names are found as there are.
const TILT: f32 = 0.25;
/// Chances below this teach nothing.
const LEAST: f32 = 2e-3;

type Row = [f32; LABELS];
const NEVER: f32 = -1e9;

/// A row of weights, and the squares of what it was moved by.
#[derive(Clone, Copy)]
struct Weights {
    now: Row,
    squares: Row,
}

impl Weights {
    const NEW: Self = Self { now: [0.0; LABELS], squares: [1.0; LABELS] };

    fn move_by(&mut self, label: usize, by: f32, rate: f32) {
        let by = by - L2 * self.now[label];
        self.squares[label] += by * by;
        self.now[label] += rate * by / self.squares[label].sqrt();
    }
}

/// A linear model that learns how likely each row of labels is.
pub(super) struct Field {
    features: Vec<u64>,
    rows: Vec<Weights>,
    follows: [Weights; LABELS],
}

impl Field {
    pub(super) fn new(known: &Known) -> Self {
        let mut features: Vec<u64> = known.iter().copied().collect();
        features.sort_unstable();
        let rows = vec![Weights::NEW; features.len()];
        Self { features, rows, follows: [Weights::NEW; LABELS] }
    }

    /// Goes over the runs so many times.
    pub(super) fn pass_over(&mut self, runs: &[Run], passes: usize) {
        let index: HashMap<u64, usize> =
            self.features.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
        let numbers = |features: &[u64]| -> Vec<usize> {
            features.iter().filter_map(|feature| index.get(feature).copied()).collect()
        };
        let numbered: Vec<Vec<Vec<usize>>> = runs
            .iter()
            .map(|run| run.features.iter().map(|features| numbers(features)).collect())
            .collect();
        for weights in self.rows.iter_mut().chain(&mut self.follows) {
            weights.squares = [1.0; LABELS];
        }
        for pass in 0..passes {
            let slow = passes > 4 && pass + passes / 3 >= passes;
            let rate = if slow { RATE * SLOW } else { RATE };
            for n in learn::order(runs.len(), pass) {
                self.learn(&numbered[n], &runs[n].labels, rate);
            }
        }
    }

    /// Learns from a run: moves what is right up by what its chance lacks, all else down by its chance.
    fn learn(&mut self, features: &[Vec<usize>], right: &[u8], rate: f32) {
        let scores: Vec<Row> = features.iter().map(|features| self.scores(features)).collect();
        let (ahead, behind) = (self.forward(&scores), self.backward(&scores));
        let whole = behind[0][0];
        let mut follows = [[0.0; LABELS]; LABELS];
        let mut before = 0;
        for (at, label) in right.iter().map(|label| usize::from(*label)).enumerate() {
            for from in (0..LABELS).filter(|from| ahead[at][*from] > NEVER / 2.0) {
                for to in (0..LABELS).filter(|to| can_follow(from, *to)) {
                    let score = self.follows[from].now[to] + scores[at][to] + behind[at + 1][to];
                    follows[from][to] -= (ahead[at][from] + score - whole).exp();
                }
            }
            follows[before][label] += 1.0;
            before = label;
            for to in 0..LABELS {
                let chance = (ahead[at + 1][to] + behind[at + 1][to] - whole).exp();
                let by = f32::from(u8::from(to == label)) - chance;
                if by.abs() >= LEAST {
                    for feature in &features[at] {
                        self.rows[*feature].move_by(to, by, rate);
                    }
                }
            }
        }
        for (weights, row) in self.follows.iter_mut().zip(follows) {
            for (label, by) in row.into_iter().enumerate().filter(|(_, by)| by.abs() >= LEAST) {
                weights.move_by(label, by, rate);
            }
        }
    }

    fn scores(&self, features: &[usize]) -> Row {
        let mut sums = [0.0; LABELS];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(self.rows[*feature].now) {
                *sum += weight;
            }
        }
        sums
    }

    /// For each token and label how likely all that leads to it is.
    fn forward(&self, scores: &[Row]) -> Vec<Row> {
        let mut all = vec![[NEVER; LABELS]];
        all[0][0] = 0.0;
        for row in scores {
            let last = all[all.len() - 1];
            let all_to = |to: usize| {
                let from = (0..LABELS).filter(|from| can_follow(*from, to));
                sum_of_logs(from.map(|from| last[from] + self.follows[from].now[to])) + row[to]
            };
            all.push(std::array::from_fn(all_to));
        }
        all
    }

    /// For each label before a token how likely all that can come is.
    fn backward(&self, scores: &[Row]) -> Vec<Row> {
        let last = std::array::from_fn(|label| if can_be_last(label) { 0.0 } else { NEVER });
        let mut all = vec![last];
        for row in scores.iter().rev() {
            let next = all[all.len() - 1];
            let all_from = |from: usize| {
                let to = (0..LABELS).filter(|to| can_follow(from, *to));
                sum_of_logs(to.map(|to| self.follows[from].now[to] + row[to] + next[to]))
            };
            all.push(std::array::from_fn(all_from));
        }
        all.reverse();
        all
    }

    /// The weights as small integers, in the form the program reads; the greatest first.
    pub(super) fn written(self, slots: usize) -> Vec<u8> {
        let row = |row: Row| row.iter().map(|weight| f64::from(*weight)).collect::<Vec<f64>>();
        let mut rows: Vec<(u64, Vec<f64>)> = self
            .features
            .iter()
            .zip(&self.rows)
            .map(|(f, weights)| (*f, row(weights.now)))
            .collect();
        let size = |row: &[f64]| row.iter().map(|w| w.abs()).sum::<f64>();
        rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
        let follows = self.follows.iter().enumerate().map(|(label, weights)| {
            let mut now = weights.now;
            now[0] -= TILT;
            (after(label), row(now))
        });
        rows.splice(0..0, follows);
        let mut out = Vec::new();
        learn::write(&rows, LABELS, slots, &mut out);
        out
    }
}

/// The logarithm of the sum of what these are the logarithms of.
fn sum_of_logs(all: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = all.clone().fold(NEVER, f32::max);
    if most <= NEVER { NEVER } else { most + all.map(|one| (one - most).exp()).sum::<f32>().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_from_is_likely() {
        let (person, none) = (4, 0);
        let run =
            |feature: u64, label: u8| Run { features: vec![vec![feature]], labels: vec![label] };
        let runs = [run(1, person), run(2, none)];
        let mut field = Field::new(&[1, 2].into_iter().collect());
        field.pass_over(&runs, 40);
        let [named, other] = [0, 1].map(|feature| field.scores(&[feature]));
        assert!(named[4] > named[0] && other[0] > other[4]);
        assert!((1..LABELS).all(|label| named[4] >= named[label]));
    }

    #[test]
    fn chances_of_a_token_add_up_to_one() {
        let field = Field::new(&Known::new());
        let scores = [[0.5; LABELS]; 3];
        let (ahead, behind) = (field.forward(&scores), field.backward(&scores));
        let sums = ahead[2].iter().zip(behind[2]).map(|(a, b)| (a + b - behind[0][0]).exp());
        assert!((sums.sum::<f32>() - 1.0).abs() < 1e-4);
    }
}
