//! Weights and affine maps while they are trained: gradients, Adam (Kingma and Ba, 2015).

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::rng::Rng;
use crate::tag::network::{ONE, WEIGHT_MOST};

/// Weights with their gradients and Adam's two averages.
pub(super) struct Parameters {
    pub(super) now: Vec<f32>,
    pub(super) gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Parameters {
    pub(super) fn new(count: usize, size: f32, rng: &mut Rng) -> Self {
        let now = (0..count).map(|_| (rng.next() * 2.0 - 1.0) * size).collect();
        let zero = vec![0.0; count];
        Self { now, gradient: zero.clone(), mean: zero.clone(), square: zero }
    }

    /// Moves all weights against their gradients, which are then zero.
    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        self.step_in(0..self.now.len(), rate, scale);
    }

    /// Moves the weights in `range`.
    pub(super) fn step_in(&mut self, range: Range<usize>, rate: f32, scale: f32) {
        for at in range {
            let gradient = self.gradient[at] * scale;
            self.gradient[at] = 0.0;
            self.mean[at] += 0.1 * (gradient - self.mean[at]);
            self.square[at] += 0.001 * (gradient * gradient - self.square[at]);
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

/// An affine map while it is trained: a row of weights for each input, and the biases.
pub(super) struct TrainedAffine {
    pub(super) input: usize,
    pub(super) output: usize,
    pub(super) weights: Parameters,
    /// The weights transposed, a row for each output; kept up to date by [`Self::step`].
    transposed: Vec<f32>,
    bias: Parameters,
}

impl TrainedAffine {
    pub(super) fn new(input: usize, output: usize, rng: &mut Rng) -> Self {
        #[allow(clippy::cast_precision_loss)] // some hundreds
        let size = 1.0 / (input as f32).sqrt();
        let weights = Parameters::new(input * output, size, rng);
        let transposed = vec![0.0; input * output];
        let mut matrix =
            Self { input, output, weights, transposed, bias: Parameters::new(output, size, rng) };
        matrix.transpose();
        matrix
    }

    fn transpose(&mut self) {
        matrix_mut(&mut self.transposed, self.input)
            .assign(&matrix(&self.weights.now, self.output).t());
    }

    /// Its outputs for each row of inputs.
    pub(super) fn of(&self, input: &[f32]) -> Vec<f32> {
        let mut output = self.bias.now.repeat(input.len() / self.input);
        add_products(input, self.input, &self.weights.now, self.output, &mut output);
        output
    }

    /// Adds its outputs for one row.
    pub(super) fn add_to(&self, input: &[f32], output: &mut [f32]) {
        add_product(input, &self.weights.now, output);
        add(output, &self.bias.now);
    }

    /// Adds the gradients of one row of inputs, given those of its outputs.
    pub(super) fn add_below(&self, gradients: &[f32], below: &mut [f32]) {
        add_product(gradients, &self.transposed, below);
    }

    /// Takes the gradients of outputs; adds up those of its weights, and gives those of the inputs.
    pub(super) fn back(&mut self, input: &[f32], gradients: &[f32]) -> Vec<f32> {
        let mut below = vec![0.0; input.len()];
        add_products(gradients, self.output, &self.transposed, self.input, &mut below);
        self.learn(input, gradients);
        below
    }

    /// Adds up the gradients of its weights.
    pub(super) fn learn(&mut self, input: &[f32], gradients: &[f32]) {
        let mut to = matrix_mut(&mut self.weights.gradient, self.output);
        general_mat_mul(
            1.0,
            &matrix(input, self.input).t(),
            &matrix(gradients, self.output),
            1.0,
            &mut to,
        );
        for gradients in gradients.chunks_exact(self.output) {
            add(&mut self.bias.gradient, gradients);
        }
    }

    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        self.weights.step(rate, scale);
        self.bias.step(rate, scale);
        self.transpose();
    }

    /// Writes it as the program reads it: for each output its weights, then its bias.
    pub(super) fn write(&self, most: f32, out: &mut Vec<u8>) {
        write(&[self], most, out);
    }
}

/// Writes affine maps whose outputs are added up.
pub(super) fn write(parts: &[&TrainedAffine], most: f32, out: &mut Vec<u8>) {
    let Some(first) = parts.first() else { return };
    for column in 0..first.output {
        for part in parts {
            for weight in part.weights.now.iter().skip(column).step_by(part.output) {
                small(*weight, most, out);
            }
        }
        small(parts.iter().map(|part| part.bias.now[column]).sum(), most, out);
    }
}

/// Writes a weight as the program reads it.
fn small(weight: f32, most: f32, out: &mut Vec<u8>) {
    #[allow(clippy::cast_possible_truncation)] // clamped
    let small = (weight.clamp(-most, most) * f32::from(ONE)).round() as i16;
    out.extend(small.to_le_bytes());
}

/// Adds to each row the product of a row of `a`, of `input` numbers, with the matrix `b`, of `output`
/// columns.
fn add_products(a: &[f32], input: usize, b: &[f32], output: usize, to: &mut [f32]) {
    if a.len() == input {
        return add_product(a, b, to);
    }
    let mut to = matrix_mut(to, output);
    general_mat_mul(1.0, &matrix(a, input), &matrix(b, output), 1.0, &mut to);
}

/// The same for one row; four rows of `b` at a time, so that sums are loaded and stored seldom.
fn add_product(a: &[f32], b: &[f32], to: &mut [f32]) {
    let output = to.len();
    let (fours, rest) = a.as_chunks::<4>();
    let (of_fours, of_rest) = b.split_at(4 * fours.len() * output);
    for (a, b) in fours.iter().zip(of_fours.chunks_exact(4 * output)) {
        let (b0, b) = b.split_at(output);
        let (b1, b) = b.split_at(output);
        let (b2, b3) = b.split_at(output);
        for ((((to, b0), b1), b2), b3) in to.iter_mut().zip(b0).zip(b1).zip(b2).zip(b3) {
            *to += (a[0] * b0 + a[1] * b1) + (a[2] * b2 + a[3] * b3);
        }
    }
    for (a, b) in rest.iter().zip(of_rest.chunks_exact(output)) {
        for (to, b) in to.iter_mut().zip(b) {
            *to += a * b;
        }
    }
}

/// Numbers as a matrix of so many columns.
#[expect(clippy::expect_used, reason = "the numbers are whole rows wherever a layer is made")]
fn matrix(numbers: &[f32], columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((numbers.len() / columns, columns), numbers).expect("whole rows")
}

#[expect(clippy::expect_used, reason = "the numbers are whole rows wherever a layer is made")]
fn matrix_mut(numbers: &mut [f32], columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((numbers.len() / columns, columns), numbers).expect("whole rows")
}

/// Where the numbers of one of many rows are.
pub(super) const fn row(at: usize, width: usize) -> Range<usize> {
    at * width..(at + 1) * width
}

/// Adds numbers to others.
pub(super) fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}
