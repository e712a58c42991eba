//! The exponential function and what is made of it, written so that many numbers are worked out at a
//! time, to the same last digit on every machine.

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

/// The share that a gate lets through: from 0 to 1.
#[inline]
pub(super) fn share(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent: from -1 to 1.
#[inline]
pub(super) fn swing(x: f32) -> f32 {
    2.0 * share(2.0 * x) - 1.0
}

/// Turns the scores of labels into their likelihoods.
pub(super) fn likelihoods(scores: &mut [f32]) {
    let most = gathered(scores, f32::MIN, |a, b| if a > b { a } else { b });
    for score in &mut *scores {
        *score = exp(*score - most);
    }
    let sum = gathered(scores, 0.0, |a, b| a + b);
    for score in scores {
        *score /= sum;
    }
}

/// Turns the scores of labels into the slopes of their log-likelihood, given how likely each is right.
pub(super) fn slopes(scores: &mut [f32], right: &[f32]) {
    likelihoods(scores);
    for (score, right) in scores.iter_mut().zip(right) {
        *score -= right;
    }
}

/// All numbers put together, so many at a time.
fn gathered(numbers: &[f32], first: f32, and: impl Fn(f32, f32) -> f32) -> f32 {
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
    fn the_curves_are_right() {
        for x in (-320..320_i16).map(|n| f32::from(n) / 16.0) {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "{x}: {} {}", exp(x), x.exp());
            assert!((swing(x) - x.tanh()).abs() < 1e-6, "{x}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(1e9) > 1e37);
    }

    #[test]
    fn likelihoods_sum_up_to_one() {
        let mut scores: Vec<f32> = (0..19_i16).map(f32::from).collect();
        likelihoods(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((scores[18] / scores[17] - std::f32::consts::E).abs() < 1e-5);
    }
}
