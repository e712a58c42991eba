//! Layers of a recurrent network while they learn: gradients through time, Adam (Kingma and Ba,
//! 2015).

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::curves::{share, swing};
use crate::tag::linear;
use crate::tag::network::gru::{GATE_MOST, ONE, WEIGHT_MOST};

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        #[allow(clippy::cast_precision_loss)] // 24 bits
        let number = (linear::mix(self.0) >> 40) as f32;
        number / 16_777_216.0
    }

    /// For so many numbers, 0 where one is hidden, and what makes up for it elsewhere.
    pub(super) fn mask(&mut self, count: usize, hidden: f32) -> Vec<f32> {
        let mut keeps = || if self.next() < hidden { 0.0 } else { 1.0 / (1.0 - hidden) };
        (0..count).map(|_| keeps()).collect()
    }
}

/// Weights with their gradients and Adam's two averages.
pub(super) struct Weights {
    pub(super) now: Vec<f32>,
    pub(super) slope: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Weights {
    pub(super) fn new(count: usize, size: f32, dice: &mut Dice) -> Self {
        let now = (0..count).map(|_| (dice.next() * 2.0 - 1.0) * size).collect();
        let zero = vec![0.0; count];
        Self { now, slope: zero.clone(), mean: zero.clone(), square: zero }
    }

    /// Moves all weights against their slopes, which are forgotten.
    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        self.step_in(0..self.now.len(), rate, scale);
    }

    /// Moves the weights in `range`.
    pub(super) fn step_in(&mut self, range: Range<usize>, rate: f32, scale: f32) {
        for at in range {
            let slope = self.slope[at] * scale;
            self.slope[at] = 0.0;
            self.mean[at] += 0.1 * (slope - self.mean[at]);
            self.square[at] += 0.001 * (slope * slope - self.square[at]);
            self.now[at] -= rate * self.mean[at] / (self.square[at].sqrt() + 1e-8);
        }
    }

    /// Writes the weights as the program reads them.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for weight in &self.now {
            small(*weight, WEIGHT_MOST, out);
        }
    }
}

/// Weights that make numbers of others: a row for each number that is seen, and what is added.
pub(super) struct Matrix {
    seen: usize,
    made: usize,
    weights: Weights,
    /// The weights once more, a row for each number that is made; kept up to date by [`Self::step`].
    turned: Vec<f32>,
    added: Weights,
}

impl Matrix {
    pub(super) fn new(seen: usize, made: usize, dice: &mut Dice) -> Self {
        #[allow(clippy::cast_precision_loss)] // some hundreds
        let size = 1.0 / (seen as f32).sqrt();
        let weights = Weights::new(seen * made, size, dice);
        let turned = vec![0.0; seen * made];
        let mut matrix =
            Self { seen, made, weights, turned, added: Weights::new(made, size, dice) };
        matrix.turn();
        matrix
    }

    fn turn(&mut self) {
        matrix_mut(&mut self.turned, self.seen).assign(&matrix(&self.weights.now, self.made).t());
    }

    /// What it makes of each row of numbers.
    pub(super) fn of(&self, seen: &[f32]) -> Vec<f32> {
        let mut made = self.added.now.repeat(seen.len() / self.seen);
        add_products(seen, self.seen, &self.weights.now, self.made, &mut made);
        made
    }

    /// Adds what it makes of one row.
    fn add_to(&self, seen: &[f32], made: &mut [f32]) {
        add_product(seen, &self.weights.now, made);
        add(made, &self.added.now);
    }

    /// Adds the slopes of one row, given those of what was made of it.
    fn add_below(&self, slopes: &[f32], below: &mut [f32]) {
        add_product(slopes, &self.turned, below);
    }

    /// Takes the slopes of what was made of rows of numbers; adds up its own, and gives those of the
    /// rows.
    pub(super) fn back(&mut self, seen: &[f32], slopes: &[f32]) -> Vec<f32> {
        let mut below = vec![0.0; seen.len()];
        add_products(slopes, self.made, &self.turned, self.seen, &mut below);
        self.learn(seen, slopes);
        below
    }

    /// Adds up its slopes.
    fn learn(&mut self, seen: &[f32], slopes: &[f32]) {
        let mut to = matrix_mut(&mut self.weights.slope, self.made);
        general_mat_mul(
            1.0,
            &matrix(seen, self.seen).t(),
            &matrix(slopes, self.made),
            1.0,
            &mut to,
        );
        for slopes in slopes.chunks_exact(self.made) {
            add(&mut self.added.slope, slopes);
        }
    }

    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        self.weights.step(rate, scale);
        self.added.step(rate, scale);
        self.turn();
    }

    /// Writes it as the program reads it: for each number that is made its weights, then what is
    /// added.
    pub(super) fn write(&self, most: f32, out: &mut Vec<u8>) {
        write(&[self], most, out);
    }
}

/// Writes matrices that make one number together of what each sees.
fn write(parts: &[&Matrix], most: f32, out: &mut Vec<u8>) {
    let Some(first) = parts.first() else { return };
    for column in 0..first.made {
        for part in parts {
            for weight in part.weights.now.iter().skip(column).step_by(part.made) {
                small(*weight, most, out);
            }
        }
        small(parts.iter().map(|part| part.added.now[column]).sum(), most, out);
    }
}

/// Writes a weight as the program reads it.
fn small(weight: f32, most: f32, out: &mut Vec<u8>) {
    #[allow(clippy::cast_possible_truncation)] // clamped
    let small = (weight.clamp(-most, most) * f32::from(ONE)).round() as i16;
    out.extend(small.to_le_bytes());
}

/// Adds to each row the product of a row of `a`, of `seen` numbers, with the matrix `b`, of `made`
/// columns.
fn add_products(a: &[f32], seen: usize, b: &[f32], made: usize, to: &mut [f32]) {
    if a.len() == seen {
        return add_product(a, b, to);
    }
    let mut to = matrix_mut(to, made);
    general_mat_mul(1.0, &matrix(a, seen), &matrix(b, made), 1.0, &mut to);
}

/// The same for one row; four rows of `b` at a time, so that sums are fetched and put away seldom.
fn add_product(a: &[f32], b: &[f32], to: &mut [f32]) {
    let made = to.len();
    let (fours, rest) = a.as_chunks::<4>();
    let (of_fours, of_rest) = b.split_at(4 * fours.len() * made);
    for (a, b) in fours.iter().zip(of_fours.chunks_exact(4 * made)) {
        let (b0, b) = b.split_at(made);
        let (b1, b) = b.split_at(made);
        let (b2, b3) = b.split_at(made);
        for ((((to, b0), b1), b2), b3) in to.iter_mut().zip(b0).zip(b1).zip(b2).zip(b3) {
            *to += (a[0] * b0 + a[1] * b1) + (a[2] * b2 + a[3] * b3);
        }
    }
    for (a, b) in rest.iter().zip(of_rest.chunks_exact(made)) {
        for (to, b) in to.iter_mut().zip(b) {
            *to += a * b;
        }
    }
}

/// Numbers as a matrix of so many columns.
fn matrix(numbers: &[f32], columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((numbers.len() / columns, columns), numbers).expect("whole rows")
}

fn matrix_mut(numbers: &mut [f32], columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((numbers.len() / columns, columns), numbers).expect("whole rows")
}

/// Where the numbers of one of many rows stand.
pub(super) const fn row(at: usize, width: usize) -> Range<usize> {
    at * width..(at + 1) * width
}

/// Adds numbers to others.
pub(super) fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// Hides the numbers where a mask is 0, and makes up for it in the others.
pub(super) fn hide(numbers: &mut [f32], mask: &[f32]) {
    for (number, mask) in numbers.iter_mut().zip(mask) {
        *number *= mask;
    }
}

/// A gate: what it makes of a token, and of a state.
struct Gate {
    token: Matrix,
    state: Matrix,
}

impl Gate {
    fn new(input: usize, state: usize, made: usize, dice: &mut Dice) -> Self {
        Self { token: Matrix::new(input, made, dice), state: Matrix::new(state, made, dice) }
    }

    fn step(&mut self, rate: f32, scale: f32) {
        self.token.step(rate, scale);
        self.state.step(rate, scale);
    }
}

/// One reader.
struct Reader {
    /// How much is new (first half of a row) and how much of the old is seen (second half).
    gates: Gate,
    fresh: Gate,
}

/// What a reader remembers of its way, to learn from: for each token the state before it, what was
/// kept of that, the gates, and the new state on offer.
struct Way {
    old: Vec<f32>,
    kept: Vec<f32>,
    gates: Vec<f32>,
    fresh: Vec<f32>,
}

impl Reader {
    fn new(input: usize, state: usize, dice: &mut Dice) -> Self {
        Self {
            gates: Gate::new(input, state, 2 * state, dice),
            fresh: Gate::new(input, state, state, dice),
        }
    }

    /// How many numbers it carries along.
    fn carried(&self) -> usize {
        self.fresh.state.made
    }

    /// Goes over the tokens in an order, and leaves its states behind, from a place on.
    fn forward(
        &self,
        tokens: &[f32],
        order: impl Iterator<Item = usize>,
        states: &mut [f32],
        place: usize,
    ) -> Way {
        let carried = self.carried();
        let (mut gates, mut fresh) = (self.gates.token.of(tokens), self.fresh.token.of(tokens));
        let (mut old, mut kept) = (vec![0.0; fresh.len()], vec![0.0; fresh.len()]);
        let mut state = vec![0.0_f32; carried];
        for at in order {
            old[row(at, carried)].copy_from_slice(&state);
            let gates = &mut gates[row(at, 2 * carried)];
            self.gates.state.add_to(&state, gates);
            for gate in &mut *gates {
                *gate = share(*gate);
            }
            let kept = &mut kept[row(at, carried)];
            kept.copy_from_slice(&state);
            hide(kept, &gates[carried..]);
            let fresh = &mut fresh[row(at, carried)];
            self.fresh.state.add_to(kept, fresh);
            for ((fresh, old), new) in fresh.iter_mut().zip(&mut state).zip(&*gates) {
                *fresh = swing(*fresh);
                *old += new * (*fresh - *old);
            }
            let to = 2 * at * carried + place;
            states[to..to + carried].copy_from_slice(&state);
        }
        Way { old, kept, gates, fresh }
    }

    /// Takes the slopes of its states, and the order back; adds those of the tokens to others.
    fn backward(
        &mut self,
        (tokens, way): (&[f32], &Way),
        order: impl Iterator<Item = usize>,
        slopes: &[f32],
        place: usize,
        below: &mut [f32],
    ) {
        let carried = self.carried();
        let mut slope = vec![0.0_f32; carried];
        let mut fresh_slopes = vec![0.0_f32; way.fresh.len()];
        let mut gate_slopes = vec![0.0_f32; way.gates.len()];
        let mut kept_slopes = vec![0.0_f32; carried];
        for at in order {
            let from = 2 * at * carried + place;
            add(&mut slope, &slopes[from..from + carried]);
            let gates = &way.gates[row(at, 2 * carried)];
            let gate_slopes = &mut gate_slopes[row(at, 2 * carried)];
            let (old, fresh) = (&way.old[row(at, carried)], &way.fresh[row(at, carried)]);
            let fresh_slopes = &mut fresh_slopes[row(at, carried)];
            for n in 0..carried {
                let (share, new, old) = (gates[n], fresh[n], old[n]);
                fresh_slopes[n] = slope[n] * share * (1.0 - new * new);
                gate_slopes[n] = slope[n] * (new - old) * share * (1.0 - share);
                slope[n] *= 1.0 - share;
            }
            kept_slopes.fill(0.0);
            self.fresh.state.add_below(fresh_slopes, &mut kept_slopes);
            for n in 0..carried {
                let (reset, old) = (gates[carried + n], old[n]);
                slope[n] += kept_slopes[n] * reset;
                gate_slopes[carried + n] = kept_slopes[n] * old * reset * (1.0 - reset);
            }
            self.gates.state.add_below(gate_slopes, &mut slope);
        }
        add(below, &self.fresh.token.back(tokens, &fresh_slopes));
        add(below, &self.gates.token.back(tokens, &gate_slopes));
        self.fresh.state.learn(&way.kept, &fresh_slopes);
        self.gates.state.learn(&way.old, &gate_slopes);
    }
}

/// Two readers, one from each end.
pub(super) struct Layer {
    readers: [Reader; 2],
}

/// What both remember of their ways.
pub(super) struct Ways([Way; 2]);

impl Layer {
    pub(super) fn new(input: usize, state: usize, dice: &mut Dice) -> Self {
        Self { readers: [Reader::new(input, state, dice), Reader::new(input, state, dice)] }
    }

    /// What both readers make of some tokens.
    pub(super) fn forward(&self, tokens: &[f32]) -> (Vec<f32>, Ways) {
        let [forth, back] = &self.readers;
        let (count, carried) = (tokens.len() / forth.fresh.token.seen, forth.carried());
        let mut states = vec![0.0; count * 2 * carried];
        let there = forth.forward(tokens, 0..count, &mut states, 0);
        let again = back.forward(tokens, (0..count).rev(), &mut states, carried);
        (states, Ways([there, again]))
    }

    /// Takes the slopes of what they made of some tokens; gives those of the tokens.
    pub(super) fn backward(&mut self, tokens: &[f32], ways: &Ways, slopes: &[f32]) -> Vec<f32> {
        let [forth, back] = &mut self.readers;
        let carried = forth.carried();
        let count = slopes.len() / (2 * carried);
        let mut below = vec![0.0; tokens.len()];
        let Ways([there, again]) = ways;
        forth.backward((tokens, there), (0..count).rev(), slopes, 0, &mut below);
        back.backward((tokens, again), 0..count, slopes, carried, &mut below);
        below
    }

    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        for reader in &mut self.readers {
            reader.gates.step(rate, scale);
            reader.fresh.step(rate, scale);
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for Reader { gates, fresh } in &self.readers {
            write(&[&gates.token, &gates.state], GATE_MOST, out);
            write(&[&fresh.token, &fresh.state], GATE_MOST, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer_slope(layer: &Layer, at: usize, token: bool) -> f32 {
        let gate = &layer.readers[1].gates;
        if token { gate.token.weights.slope[at] } else { gate.state.weights.slope[at] }
    }

    /// The slopes worked out are those measured by moving a weight a little.
    #[test]
    fn slopes_are_those_measured() {
        let mut dice = Dice(3);
        let mut layer = Layer::new(8, 8, &mut dice);
        let tokens: Vec<f32> = (0..3 * 8).map(|_| dice.next() - 0.5).collect();
        let wanted: Vec<f32> = (0..3 * 16).map(|_| dice.next() - 0.5).collect();
        let worth = |layer: &Layer, tokens: &[f32]| -> f32 {
            let (states, _) = layer.forward(tokens);
            states.iter().zip(&wanted).map(|(s, w)| s * w).sum()
        };
        let (_, ways) = layer.forward(&tokens);
        let below = layer.backward(&tokens, &ways, &wanted);
        let near = |a: f32, b: f32| (a - b).abs() < 2e-3;
        for at in [0, 9, 23] {
            let mut moved = tokens.clone();
            moved[at] += 1e-2;
            let up = worth(&layer, &moved);
            moved[at] -= 2e-2;
            let measured = (up - worth(&layer, &moved)) / 2e-2;
            assert!(near(below[at], measured), "{at}: {} {measured}", below[at]);
        }
        for (at, token) in [(0, true), (77, true), (30, false), (100, false)] {
            let mut moved = |by: f32| {
                let gate = &mut layer.readers[1].gates;
                let weights = if token { &mut gate.token.weights } else { &mut gate.state.weights };
                weights.now[at] += by;
                (worth(&layer, &tokens), layer_slope(&layer, at, token))
            };
            let (up, slope) = moved(1e-2);
            let (down, _) = moved(-2e-2);
            moved(1e-2);
            let measured = (up - down) / 2e-2;
            assert!(near(slope, measured), "{at}: {slope} {measured}");
        }
    }
}
