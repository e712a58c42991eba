//! The exponential function, sigmoid, hyperbolic tangent and softmax, written so that many numbers are
//! worked out at a time, to the same last digit on every machine.

/// How many numbers are worked out at a time.
const LANES: usize = 8;

/// The exponential function: a power of two times a series, right to seven digits.
#[inline]
fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 87.0 { 87.0 } else { x };
    let twos = (x * std::f32::consts::LOG2_E + 0.5).floor();
    let rest = x - twos * LN_2_HIGH - twos * LN_2_LOW;
    let series = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let mut sum = 0.0;
    for term in series {
        sum = sum * rest + term;
    }
    #[allow(clippy::cast_possible_truncation)] // from -126 to 126
    let power = f32::from_bits((twos as i32 + 127).cast_unsigned() << 23);
    sum * power
}

/// The sigmoid: from 0 to 1.
#[inline]
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent: from -1 to 1.
#[inline]
pub(super) fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// Turns logits into probabilities.
fn softmax(logits: &mut [f32]) {
    let most = reduce(logits, f32::MIN, |a, b| if a > b { a } else { b });
    for logit in &mut *logits {
        *logit = exp(*logit - most);
    }
    let sum = reduce(logits, 0.0, |a, b| a + b);
    for logit in logits {
        *logit /= sum;
    }
}

/// True for a target that teaches something.
pub(super) fn is_taught(target: &[f32]) -> bool {
    target.iter().any(|share| *share > 0.0)
}

/// Turns logits into the gradients of the cross-entropy, given the target probabilities. A target of
/// zeros teaches nothing.
pub(super) fn softmax_gradients(logits: &mut [f32], target: &[f32]) {
    if !is_taught(target) {
        logits.fill(0.0);
        return;
    }
    softmax(logits);
    for (logit, target) in logits.iter_mut().zip(target) {
        *logit -= target;
    }
}

/// All numbers reduced to one, several at a time.
fn reduce(numbers: &[f32], first: f32, and: impl Fn(f32, f32) -> f32) -> f32 {
    let (many, rest) = numbers.as_chunks::<LANES>();
    let mut lanes = [first; LANES];
    for numbers in many {
        for (lane, number) in lanes.iter_mut().zip(numbers) {
            *lane = and(*lane, *number);
        }
    }
    lanes.iter().chain(rest).fold(first, |a, b| and(a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_tanh_are_right() {
        for x in (-320..320_i16).map(|n| f32::from(n) / 16.0) {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "{x}: {} {}", exp(x), x.exp());
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "{x}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(1e9) > 1e37);
    }

    #[test]
    fn probabilities_sum_up_to_one() {
        let mut logits: Vec<f32> = (0..19_i16).map(f32::from).collect();
        softmax(&mut logits);
        assert!((logits.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((logits[18] / logits[17] - std::f32::consts::E).abs() < 1e-5);
    }
}
