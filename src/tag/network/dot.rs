//! Dot products of small integers, as many at a time as the machine can.
//!
//! What is worked out with instructions that not every machine has must be inlined where they are
//! known to be there; hence all the `inline(always)`.
#![allow(clippy::inline_always)]

/// Something to work out that needs many dot products.
pub(super) trait Computation {
    /// What comes of it.
    type Output;

    /// Works it out.
    fn run(self, dot: impl DotProducts) -> Self::Output;
}

/// How many sums are in a register of the machine, and how many registers are filled together: few
/// enough that none is spilled, so many that an input is loaded seldom.
const LANES: usize = 8;
const REGISTERS: usize = 4;
/// How many sums are worked out together: a block.
pub(super) const ACCUMULATORS: usize = LANES * REGISTERS;

/// A block of sums.
pub(super) type Accumulators = [[i32; LANES]; REGISTERS];
/// Two weights for each sum of a block: those of two neighbouring inputs.
pub(super) type WeightPairs = [[[i16; 2]; LANES]; REGISTERS];

/// The sum of three blocks: arrays, so that it is worked out in registers.
#[inline(always)]
pub(super) fn sum(one: &Accumulators, other: &Accumulators, third: &Accumulators) -> Accumulators {
    let mut sums = *one;
    for register in 0..REGISTERS {
        for lane in 0..LANES {
            sums[register][lane] += other[register][lane] + third[register][lane];
        }
    }
    sums
}

/// A way to work out dot products. All give the same sums.
pub(super) trait DotProducts: Copy {
    /// Adds to a block of sums the products of inputs, two by two, with weights; for each of some
    /// rows of inputs, all of which are as long as the weights.
    fn add_block<const ROWS: usize>(
        self,
        weights: &[WeightPairs],
        rows: [&[[i16; 2]]; ROWS],
        sums: &mut [Accumulators; ROWS],
    );
}

/// Works something out with the fastest dot products of this machine.
#[inline]
pub(super) fn run<J: Computation>(computation: J) -> J::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V4::try_new() {
        return simd.vectorize(
            #[inline(always)]
            || computation.run(simd),
        );
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return simd.vectorize(
            #[inline(always)]
            || computation.run(simd),
        );
    }
    computation.run(Portable)
}

/// As the compiler does it.
#[derive(Clone, Copy)]
struct Portable;

impl DotProducts for Portable {
    #[inline(always)]
    fn add_block<const ROWS: usize>(
        self,
        weights: &[WeightPairs],
        rows: [&[[i16; 2]]; ROWS],
        sums: &mut [Accumulators; ROWS],
    ) {
        for (row, sums) in rows.into_iter().zip(sums) {
            for (weights, [a, b]) in weights.iter().zip(row) {
                let weights = weights.as_flattened();
                for (sum, [for_a, for_b]) in sums.as_flattened_mut().iter_mut().zip(weights) {
                    *sum += i32::from(*for_a) * i32::from(*a) + i32::from(*for_b) * i32::from(*b);
                }
            }
        }
    }
}

/// Sixteen products at a time on machines with AVX2, thirty-two with AVX-512.
#[cfg(target_arch = "x86_64")]
mod wide {
    use pulp::x86::{V3, V4};
    use pulp::{cast, i16x32, i32x8, i32x16};

    use super::{Accumulators, DotProducts, REGISTERS, WeightPairs};

    /// How many of the wider registers a block fills.
    const WIDER: usize = REGISTERS / 2;

    impl DotProducts for V4 {
        /// As below, in registers of twice the width.
        #[inline(always)]
        fn add_block<const ROWS: usize>(
            self,
            weights: &[WeightPairs],
            rows: [&[[i16; 2]]; ROWS],
            sums: &mut [Accumulators; ROWS],
        ) {
            let mut lanes: [[i32x16; WIDER]; ROWS] = [[self.splat_i32x16(0); WIDER]; ROWS];
            for row in 0..ROWS {
                lanes[row] = cast(sums[row]);
            }
            for at in 0..weights.len() {
                let pairs: [i16x32; WIDER] = cast(weights[at]);
                for row in 0..ROWS {
                    let inputs = cast(self.splat_i32x16(cast(rows[row][at])));
                    for n in 0..WIDER {
                        let products = self.multiply_wrapping_add_adjacent_i16x32(pairs[n], inputs);
                        lanes[row][n] = self.wrapping_add_i32x16(lanes[row][n], products);
                    }
                }
            }
            for row in 0..ROWS {
                sums[row] = cast(lanes[row]);
            }
        }
    }

    impl DotProducts for V3 {
        /// Plain loops over numbers: what an iterator calls is not always inlined here, and a call
        /// in the midst of it costs more than the sums.
        #[inline(always)]
        fn add_block<const ROWS: usize>(
            self,
            weights: &[WeightPairs],
            rows: [&[[i16; 2]]; ROWS],
            sums: &mut [Accumulators; ROWS],
        ) {
            let mut lanes: [[i32x8; REGISTERS]; ROWS] = [[self.splat_i32x8(0); REGISTERS]; ROWS];
            for row in 0..ROWS {
                for n in 0..REGISTERS {
                    lanes[row][n] = cast(sums[row][n]);
                }
            }
            for at in 0..weights.len() {
                for row in 0..ROWS {
                    let inputs = cast(self.splat_i32x8(cast(rows[row][at])));
                    for n in 0..REGISTERS {
                        let products = self
                            .multiply_wrapping_add_adjacent_i16x16(cast(weights[at][n]), inputs);
                        lanes[row][n] = self.wrapping_add_i32x8(lanes[row][n], products);
                    }
                }
            }
            for row in 0..ROWS {
                for n in 0..REGISTERS {
                    sums[row][n] = cast(lanes[row][n]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Three<'n>(&'n [WeightPairs], [&'n [[i16; 2]]; 3]);

    impl Computation for Three<'_> {
        type Output = [Accumulators; 3];

        fn run(self, dot: impl DotProducts) -> Self::Output {
            let mut out = [[[7; LANES]; REGISTERS]; 3];
            dot.add_block(self.0, self.1, &mut out);
            out
        }
    }

    #[test]
    fn all_ways_give_the_same_sums() {
        let number = |n: usize| i16::try_from(n * 37 % 4095).unwrap_or(0) - 2047;
        let two = |n: usize| [number(n), number(n + 1)];
        let inputs: Vec<[i16; 2]> = (0..15).map(two).collect();
        let weight = |at: usize, sum: usize| two(at * ACCUMULATORS + sum);
        let weights: Vec<WeightPairs> = (0..5)
            .map(|at| std::array::from_fn(|n| std::array::from_fn(|m| weight(at, n * LANES + m))))
            .collect();
        let rows = [&inputs[..5], &inputs[5..10], &inputs[10..]];
        let plain = Three(&weights, rows).run(Portable);
        assert_eq!(run(Three(&weights, rows)), plain);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(simd.vectorize(|| Three(&weights, rows).run(simd)), plain);
        }
        for (row, sums) in rows.iter().zip(&plain) {
            for (n, sum) in sums.as_flattened().iter().enumerate() {
                let product = |at: usize| {
                    let ([a, b], [c, d]) = (row[at], weight(at, n));
                    i32::from(a) * i32::from(c) + i32::from(b) * i32::from(d)
                };
                assert_eq!(*sum, 7 + (0..5).map(product).sum::<i32>());
            }
        }
    }
}
