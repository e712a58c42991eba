//! Sums of products of small numbers, as many at a time as the machine can.
//!
//! What is worked out with instructions that not every machine has must be inlined where they are
//! known to be there; hence all the `inline(always)`.
#![allow(clippy::inline_always)]

/// Something to work out that sums up many products.
pub(super) trait Job {
    /// What comes of it.
    type Outcome;

    /// Works it out.
    fn run(self, sums: impl Sums) -> Self::Outcome;
}

/// So many sums are worked out side by side, and so many times as many together: few enough that all
/// are at hand, so many that what is multiplied with them is fetched seldom.
const BESIDE: usize = 8;
const TOGETHER: usize = 4;
/// How many sums are worked out together.
pub(super) const BLOCK: usize = BESIDE * TOGETHER;

/// Sums that are worked out together.
pub(super) type Block = [[i32; BESIDE]; TOGETHER];
/// Two numbers for each sum of a block: what two numbers seen, one behind the other, are multiplied
/// with.
pub(super) type Twos = [[[i16; 2]; BESIDE]; TOGETHER];

/// A way to sum up products. All give the same sums.
pub(super) trait Sums: Copy {
    /// Adds to a block of sums the products of the numbers seen, two by two, with weights; for each
    /// of some rows of numbers, all of which are as long as the weights.
    fn block<const ROWS: usize>(
        self,
        weights: &[Twos],
        rows: [&[[i16; 2]]; ROWS],
        sums: &mut [Block; ROWS],
    );
}

/// Works something out with the fastest sums of this machine.
#[inline]
pub(super) fn run<J: Job>(job: J) -> J::Outcome {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return simd.vectorize(
            #[inline(always)]
            || job.run(simd),
        );
    }
    job.run(Plain)
}

/// As the compiler thinks fit.
#[derive(Clone, Copy)]
struct Plain;

impl Sums for Plain {
    #[inline(always)]
    fn block<const ROWS: usize>(
        self,
        weights: &[Twos],
        rows: [&[[i16; 2]]; ROWS],
        sums: &mut [Block; ROWS],
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

/// Sixteen products at a time, on machines with AVX2.
#[cfg(target_arch = "x86_64")]
mod wide {
    use pulp::x86::V3;
    use pulp::{cast, i32x8};

    use super::{Block, Sums, TOGETHER, Twos};

    impl Sums for V3 {
        /// Plain loops over numbers: what an iterator calls is not always inlined here, and a call
        /// in the midst of it costs more than the sums.
        #[inline(always)]
        fn block<const ROWS: usize>(
            self,
            weights: &[Twos],
            rows: [&[[i16; 2]]; ROWS],
            sums: &mut [Block; ROWS],
        ) {
            let mut lanes: [[i32x8; TOGETHER]; ROWS] = [[self.splat_i32x8(0); TOGETHER]; ROWS];
            for row in 0..ROWS {
                for n in 0..TOGETHER {
                    lanes[row][n] = cast(sums[row][n]);
                }
            }
            for at in 0..weights.len() {
                for row in 0..ROWS {
                    let seen = cast(self.splat_i32x8(cast(rows[row][at])));
                    for n in 0..TOGETHER {
                        let products =
                            self.multiply_wrapping_add_adjacent_i16x16(cast(weights[at][n]), seen);
                        lanes[row][n] = self.wrapping_add_i32x8(lanes[row][n], products);
                    }
                }
            }
            for row in 0..ROWS {
                for n in 0..TOGETHER {
                    sums[row][n] = cast(lanes[row][n]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Three<'n>(&'n [Twos], [&'n [[i16; 2]]; 3]);

    impl Job for Three<'_> {
        type Outcome = [Block; 3];

        fn run(self, sums: impl Sums) -> Self::Outcome {
            let mut out = [[[7; BESIDE]; TOGETHER]; 3];
            sums.block(self.0, self.1, &mut out);
            out
        }
    }

    #[test]
    fn all_ways_give_the_same_sums() {
        let number = |n: usize| i16::try_from(n * 37 % 4095).unwrap_or(0) - 2047;
        let two = |n: usize| [number(n), number(n + 1)];
        let seen: Vec<[i16; 2]> = (0..15).map(two).collect();
        let weight = |at: usize, sum: usize| two(at * BLOCK + sum);
        let weights: Vec<Twos> = (0..5)
            .map(|at| std::array::from_fn(|n| std::array::from_fn(|m| weight(at, n * BESIDE + m))))
            .collect();
        let rows = [&seen[..5], &seen[5..10], &seen[10..]];
        let plain = Three(&weights, rows).run(Plain);
        assert_eq!(run(Three(&weights, rows)), plain);
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
