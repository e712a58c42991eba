//! Gated recurrent units while they are trained: gradients through time.

use super::activation::{sigmoid, tanh};
use super::affine::{TrainedAffine, add, row, write};
use super::rng::Rng;
use crate::tag::network::GATE_MOST;

/// Multiplies numbers with a dropout mask, or with a gate.
pub(super) fn apply_mask(numbers: &mut [f32], mask: &[f32]) {
    for (number, mask) in numbers.iter_mut().zip(mask) {
        *number *= mask;
    }
}

/// The projections of a token and of a hidden state, which are added up.
struct Gate {
    token: TrainedAffine,
    state: TrainedAffine,
}

impl Gate {
    fn new(input: usize, state: usize, output: usize, rng: &mut Rng) -> Self {
        Self {
            token: TrainedAffine::new(input, output, rng),
            state: TrainedAffine::new(state, output, rng),
        }
    }

    fn step(&mut self, rate: f32, scale: f32) {
        self.token.step(rate, scale);
        self.state.step(rate, scale);
    }
}

/// A gated recurrent unit.
struct TrainedGru {
    /// The update gate (first half of a row) and the reset gate (second half).
    gates: Gate,
    candidate: Gate,
}

/// What a unit remembers of a forward pass: for each token the hidden state before it, that state after
/// the reset gate, the gates, and the candidate.
struct GruTrace {
    old: Vec<f32>,
    reset_state: Vec<f32>,
    gates: Vec<f32>,
    candidate: Vec<f32>,
}

impl TrainedGru {
    fn new(input: usize, state: usize, rng: &mut Rng) -> Self {
        Self {
            gates: Gate::new(input, state, 2 * state, rng),
            candidate: Gate::new(input, state, state, rng),
        }
    }

    /// How many numbers its hidden state has.
    fn width(&self) -> usize {
        self.candidate.state.output
    }

    /// Goes over the tokens in an order, and writes its hidden states, from a place in each row on.
    fn forward(
        &self,
        tokens: &[f32],
        order: impl Iterator<Item = usize>,
        states: &mut [f32],
        place: usize,
    ) -> GruTrace {
        let width = self.width();
        let (mut gates, mut candidate) =
            (self.gates.token.of(tokens), self.candidate.token.of(tokens));
        let (mut old, mut reset_state) = (vec![0.0; candidate.len()], vec![0.0; candidate.len()]);
        let mut state = vec![0.0_f32; width];
        for at in order {
            old[row(at, width)].copy_from_slice(&state);
            let gates = &mut gates[row(at, 2 * width)];
            self.gates.state.add_to(&state, gates);
            for gate in &mut *gates {
                *gate = sigmoid(*gate);
            }
            let reset_state = &mut reset_state[row(at, width)];
            reset_state.copy_from_slice(&state);
            apply_mask(reset_state, &gates[width..]);
            let candidate = &mut candidate[row(at, width)];
            self.candidate.state.add_to(reset_state, candidate);
            for ((candidate, old), new) in candidate.iter_mut().zip(&mut state).zip(&*gates) {
                *candidate = tanh(*candidate);
                *old += new * (*candidate - *old);
            }
            let to = 2 * at * width + place;
            states[to..to + width].copy_from_slice(&state);
        }
        GruTrace { old, reset_state, gates, candidate }
    }

    /// Takes the gradients of its hidden states, and the order backwards; adds those of the tokens to
    /// others.
    fn backward(
        &mut self,
        (tokens, trace): (&[f32], &GruTrace),
        order: impl Iterator<Item = usize>,
        gradients: &[f32],
        place: usize,
        below: &mut [f32],
    ) {
        let width = self.width();
        let mut gradient = vec![0.0_f32; width];
        let mut candidate_gradients = vec![0.0_f32; trace.candidate.len()];
        let mut gate_gradients = vec![0.0_f32; trace.gates.len()];
        let mut reset_gradients = vec![0.0_f32; width];
        for at in order {
            let from = 2 * at * width + place;
            add(&mut gradient, &gradients[from..from + width]);
            let gates = &trace.gates[row(at, 2 * width)];
            let gate_gradients = &mut gate_gradients[row(at, 2 * width)];
            let (old, candidate) = (&trace.old[row(at, width)], &trace.candidate[row(at, width)]);
            let candidate_gradients = &mut candidate_gradients[row(at, width)];
            for n in 0..width {
                let (update, new, old) = (gates[n], candidate[n], old[n]);
                candidate_gradients[n] = gradient[n] * update * (1.0 - new * new);
                gate_gradients[n] = gradient[n] * (new - old) * update * (1.0 - update);
                gradient[n] *= 1.0 - update;
            }
            reset_gradients.fill(0.0);
            self.candidate.state.add_below(candidate_gradients, &mut reset_gradients);
            for n in 0..width {
                let (reset, old) = (gates[width + n], old[n]);
                gradient[n] += reset_gradients[n] * reset;
                gate_gradients[width + n] = reset_gradients[n] * old * reset * (1.0 - reset);
            }
            self.gates.state.add_below(gate_gradients, &mut gradient);
        }
        add(below, &self.candidate.token.back(tokens, &candidate_gradients));
        add(below, &self.gates.token.back(tokens, &gate_gradients));
        self.candidate.state.learn(&trace.reset_state, &candidate_gradients);
        self.gates.state.learn(&trace.old, &gate_gradients);
    }
}

/// Two units, one for each direction.
pub(super) struct TrainedBiGru {
    units: [TrainedGru; 2],
}

/// What both remember of a forward pass.
pub(super) struct BiGruTrace([GruTrace; 2]);

impl TrainedBiGru {
    pub(super) fn new(input: usize, state: usize, rng: &mut Rng) -> Self {
        Self { units: [TrainedGru::new(input, state, rng), TrainedGru::new(input, state, rng)] }
    }

    /// The hidden states of both directions for some tokens.
    pub(super) fn forward(&self, tokens: &[f32]) -> (Vec<f32>, BiGruTrace) {
        let [forth, back] = &self.units;
        let (count, width) = (tokens.len() / forth.candidate.token.input, forth.width());
        let mut states = vec![0.0; count * 2 * width];
        let there = forth.forward(tokens, 0..count, &mut states, 0);
        let again = back.forward(tokens, (0..count).rev(), &mut states, width);
        (states, BiGruTrace([there, again]))
    }

    /// Takes the gradients of the hidden states; gives those of the tokens.
    pub(super) fn backward(
        &mut self,
        tokens: &[f32],
        trace: &BiGruTrace,
        gradients: &[f32],
    ) -> Vec<f32> {
        let [forth, back] = &mut self.units;
        let width = forth.width();
        let count = gradients.len() / (2 * width);
        let mut below = vec![0.0; tokens.len()];
        let BiGruTrace([there, again]) = trace;
        forth.backward((tokens, there), (0..count).rev(), gradients, 0, &mut below);
        back.backward((tokens, again), 0..count, gradients, width, &mut below);
        below
    }

    pub(super) fn step(&mut self, rate: f32, scale: f32) {
        for unit in &mut self.units {
            unit.gates.step(rate, scale);
            unit.candidate.step(rate, scale);
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for TrainedGru { gates, candidate } in &self.units {
            write(&[&gates.token, &gates.state], GATE_MOST, out);
            write(&[&candidate.token, &candidate.state], GATE_MOST, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer_gradient(layer: &TrainedBiGru, at: usize, token: bool) -> f32 {
        let gate = &layer.units[1].gates;
        if token { gate.token.weights.gradient[at] } else { gate.state.weights.gradient[at] }
    }

    /// The gradients worked out are those measured by moving a weight a little.
    #[test]
    fn gradients_are_those_measured() {
        let mut rng = Rng(3);
        let mut layer = TrainedBiGru::new(8, 8, &mut rng);
        let tokens: Vec<f32> = (0..3 * 8).map(|_| rng.next() - 0.5).collect();
        let wanted: Vec<f32> = (0..3 * 16).map(|_| rng.next() - 0.5).collect();
        let worth = |layer: &TrainedBiGru, tokens: &[f32]| -> f32 {
            let (states, _) = layer.forward(tokens);
            states.iter().zip(&wanted).map(|(s, w)| s * w).sum()
        };
        let (_, trace) = layer.forward(&tokens);
        let below = layer.backward(&tokens, &trace, &wanted);
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
                let gate = &mut layer.units[1].gates;
                let weights = if token { &mut gate.token.weights } else { &mut gate.state.weights };
                weights.now[at] += by;
                (worth(&layer, &tokens), layer_gradient(&layer, at, token))
            };
            let (up, gradient) = moved(1e-2);
            let (down, _) = moved(-2e-2);
            moved(1e-2);
            let measured = (up - down) / 2e-2;
            assert!(near(gradient, measured), "{at}: {gradient} {measured}");
        }
    }
}
