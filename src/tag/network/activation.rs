//! Sigmoid and hyperbolic tangent of sums of products, in fixed point: the same on every machine.
#![allow(clippy::inline_always)] // as in `dot`

use super::matrix::{ONE, ONE_BITS};

/// The sigmoid of a sum of products: from 0 to 1, in units of [`ONE`].
#[inline(always)]
pub(super) fn sigmoid(sum: i32) -> i16 {
    fixed(0.5 + 0.5 * tanh_of(0.5 * real(sum)))
}

/// The hyperbolic tangent of a sum of products: from -1 to 1, in units of [`ONE`].
#[inline(always)]
pub(super) fn tanh(sum: i32) -> i16 {
    fixed(tanh_of(real(sum)))
}

/// A sum of products, in units of the square of [`ONE`], as a real number.
#[inline(always)]
#[allow(clippy::cast_precision_loss)] // far finer than what is made of it
fn real(sum: i32) -> f32 {
    sum as f32 / (1_u32 << (2 * ONE_BITS)) as f32
}

/// A number from -1 to 1 in units of [`ONE`]: added to one and a half times 2^23 it is rounded to an
/// integer, which is in the last bits of the sum. Casts would be worked out one at a time.
#[inline(always)]
fn fixed(number: f32) -> i16 {
    const GREAT: f32 = 12_582_912.0;
    let [low, high, ..] = (number * f32::from(ONE) + GREAT).to_bits().to_le_bytes();
    i16::from_le_bytes([low, high])
}

/// The hyperbolic tangent by seven terms of its continued fraction (Lambert). Sums, products and
/// quotients are rounded by IEEE 754 alike on every machine, and many are worked out at a time.
#[inline(always)]
fn tanh_of(x: f32) -> f32 {
    let x = if x < -FLAT { -FLAT } else { x };
    let x = if x > FLAT { FLAT } else { x };
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    above / below
}

/// From here on the hyperbolic tangent is 1 in units of [`ONE`].
const FLAT: f32 = 4.8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmoid_and_tanh_are_right_to_the_last_bit_but_one() {
        #[allow(clippy::cast_possible_truncation)] // small
        let sum = |x: f64| (x * f64::from(ONE) * f64::from(ONE)) as i32;
        for x in (-200..200).map(|n| f64::from(n) / 16.0) {
            let one = f64::from(ONE);
            assert!((f64::from(tanh(sum(x))) - one * x.tanh()).abs() < 0.7, "{x}");
            let right = one / (1.0 + (-x).exp());
            assert!((f64::from(sigmoid(sum(x))) - right).abs() < 0.7, "{x}");
        }
        assert_eq!([sigmoid(i32::MAX), sigmoid(i32::MIN)], [ONE, 0]);
        assert_eq!([tanh(i32::MAX), tanh(i32::MIN)], [ONE, -ONE]);
    }
}
