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

/// So many sums are worked out side by side.
pub(super) const BESIDE: usize = 8;

/// Two numbers for each of some sums side by side: what two numbers seen, one behind the other, are
/// multiplied with.
pub(super) type Twos = [[i16; 2]; BESIDE];

/// A way to sum up products. All give the same sums.
pub(super) trait Sums: Copy {
    /// Adds to the sums the products of the numbers seen, two by two, with weights: for each row of
    /// sums one after the other, as many as there are twos seen.
    fn add(self, weights: &[Twos], seen: &[[i16; 2]], sums: &mut [[i32; BESIDE]]);
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
    fn add(self, weights: &[Twos], seen: &[[i16; 2]], sums: &mut [[i32; BESIDE]]) {
        for (weights, sums) in weights.chunks_exact(seen.len().max(1)).zip(sums) {
            for (weights, [a, b]) in weights.iter().zip(seen) {
                for (sum, [for_a, for_b]) in sums.iter_mut().zip(weights) {
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

    use super::{BESIDE, Sums, Twos};

    /// So many rows of sums are kept at hand.
    const ROWS: usize = 4;

    impl Sums for V3 {
        #[inline(always)]
        fn add(self, weights: &[Twos], seen: &[[i16; 2]], sums: &mut [[i32; BESIDE]]) {
            let (many, few) = sums.as_chunks_mut::<ROWS>();
            let (of_many, of_few) = weights.split_at(many.len() * ROWS * seen.len());
            for (weights, sums) in of_many.chunks_exact(ROWS * seen.len().max(1)).zip(many) {
                let (first, second) = weights.split_at(2 * seen.len());
                let ((a, b), (c, d)) = (first.split_at(seen.len()), second.split_at(seen.len()));
                let mut lanes = sums.map(|sums| -> i32x8 { cast(sums) });
                for ((((seen, a), b), c), d) in seen.iter().zip(a).zip(b).zip(c).zip(d) {
                    let seen = self.splat_i32x8(cast(*seen));
                    for (lanes, weights) in lanes.iter_mut().zip([a, b, c, d]) {
                        *lanes = step(self, *lanes, weights, seen);
                    }
                }
                *sums = lanes.map(cast);
            }
            for (weights, sums) in of_few.chunks_exact(seen.len().max(1)).zip(few) {
                let mut lanes: i32x8 = cast(*sums);
                for (weights, seen) in weights.iter().zip(seen) {
                    lanes = step(self, lanes, weights, self.splat_i32x8(cast(*seen)));
                }
                *sums = cast(lanes);
            }
        }
    }

    #[inline(always)]
    fn step(simd: V3, lanes: i32x8, weights: &Twos, seen: i32x8) -> i32x8 {
        let products = simd.multiply_wrapping_add_adjacent_i16x16(cast(*weights), cast(seen));
        simd.wrapping_add_i32x8(lanes, products)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Six<'n>(&'n [Twos], &'n [[i16; 2]]);

    impl Job for Six<'_> {
        type Outcome = [[i32; BESIDE]; 6];

        fn run(self, sums: impl Sums) -> Self::Outcome {
            let mut out = [[7; BESIDE]; 6];
            sums.add(self.0, self.1, &mut out);
            out
        }
    }

    #[test]
    fn all_ways_give_the_same_sums() {
        let number = |n: usize| i16::try_from(n * 37 % 4095).unwrap_or(0) - 2047;
        let two = |n: usize| [number(n), number(n + 1)];
        let seen: Vec<[i16; 2]> = (0..5).map(two).collect();
        let weights: Vec<Twos> =
            (0..6 * 5).map(|n| std::array::from_fn(|at| two(n * 16 + at))).collect();
        let plain = Six(&weights, &seen).run(Plain);
        assert_eq!(run(Six(&weights, &seen)), plain);
        let last: i32 = (0..5)
            .map(|n| {
                let ([a, b], [c, d]) = (seen[n], weights[5 * 5 + n][7]);
                i32::from(a) * i32::from(c) + i32::from(b) * i32::from(d)
            })
            .sum();
        assert_eq!(plain[5][7], 7 + last);
    }
}
