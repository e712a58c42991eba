//! Sums of products of small numbers, as many at a time as the machine can.
//!
//! What is worked out with instructions that not every machine has must be inlined where they are
//! known to be there; hence all the `inline(always)`.
#![allow(clippy::inline_always)]

use std::ops::Range;

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
    /// Adds to rows of sums the products of the numbers seen, two by two, with weights: for each two
    /// seen, those of all rows.
    fn block<const ROWS: usize>(
        self,
        weights: &[[Twos; ROWS]],
        seen: &[[i16; 2]],
        sums: &mut [[i32; BESIDE]; ROWS],
    );

    /// Adds products to any number of rows of sums, with weights in the order of [`blocks`].
    #[inline(always)]
    fn add(self, weights: &[Twos], seen: &[[i16; 2]], sums: &mut [[i32; BESIDE]]) {
        let rest = self.blocks::<8>(weights, seen, sums);
        let rest = self.blocks::<4>(rest.0, seen, rest.1);
        let rest = self.blocks::<2>(rest.0, seen, rest.1);
        self.blocks::<1>(rest.0, seen, rest.1);
    }

    /// Adds products to as many rows as make whole blocks; gives back the weights and the sums of
    /// the other rows.
    #[inline(always)]
    fn blocks<'s, const ROWS: usize>(
        self,
        weights: &'s [Twos],
        seen: &[[i16; 2]],
        sums: &'s mut [[i32; BESIDE]],
    ) -> (&'s [Twos], &'s mut [[i32; BESIDE]]) {
        let (many, few) = sums.as_chunks_mut::<ROWS>();
        let (of_many, of_few) = weights.split_at(many.len() * ROWS * seen.len());
        let of_many = of_many.as_chunks().0;
        for (weights, sums) in of_many.chunks_exact(seen.len().max(1)).zip(many) {
            self.block::<ROWS>(weights, seen, sums);
        }
        (of_few, few)
    }
}

/// How many rows are summed up together: so many that what is multiplied with them is fetched
/// seldom, and so few that their sums are all at hand.
const ROWS: [usize; 4] = [8, 4, 2, 1];

/// Which of so many rows are summed up together.
pub(super) fn blocks(rows: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let most = ROWS.into_iter().find(|size| start + size <= rows)?;
        start += most;
        Some(start - most..start)
    })
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
        weights: &[[Twos; ROWS]],
        seen: &[[i16; 2]],
        sums: &mut [[i32; BESIDE]; ROWS],
    ) {
        for (weights, [a, b]) in weights.iter().zip(seen) {
            for (sums, weights) in sums.iter_mut().zip(weights) {
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

    impl Sums for V3 {
        #[inline(always)]
        fn block<const ROWS: usize>(
            self,
            weights: &[[Twos; ROWS]],
            seen: &[[i16; 2]],
            sums: &mut [[i32; BESIDE]; ROWS],
        ) {
            let mut lanes = sums.map(|sums| -> i32x8 { cast(sums) });
            for (weights, seen) in weights.iter().zip(seen) {
                let seen = cast(self.splat_i32x8(cast(*seen)));
                for (lanes, weights) in lanes.iter_mut().zip(weights) {
                    let products = self.multiply_wrapping_add_adjacent_i16x16(cast(*weights), seen);
                    *lanes = self.wrapping_add_i32x8(*lanes, products);
                }
            }
            *sums = lanes.map(cast);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fifteen<'n>(&'n [Twos], &'n [[i16; 2]]);

    impl Job for Fifteen<'_> {
        type Outcome = [[i32; BESIDE]; 15];

        fn run(self, sums: impl Sums) -> Self::Outcome {
            let mut out = [[7; BESIDE]; 15];
            sums.add(self.0, self.1, &mut out);
            out
        }
    }

    #[test]
    fn all_ways_give_the_same_sums() {
        let number = |n: usize| i16::try_from(n * 37 % 4095).unwrap_or(0) - 2047;
        let two = |n: usize| [number(n), number(n + 1)];
        let seen: Vec<[i16; 2]> = (0..5).map(two).collect();
        let of = |row: usize, n: usize, at: usize| two((row * 5 + n) * 16 + at);
        let weights: Vec<Twos> = blocks(15)
            .flat_map(|rows| (0..5).flat_map(move |n| rows.clone().map(move |row| (row, n))))
            .map(|(row, n)| std::array::from_fn(|at| of(row, n, at)))
            .collect();
        let plain = Fifteen(&weights, &seen).run(Plain);
        assert_eq!(run(Fifteen(&weights, &seen)), plain);
        for (row, sums) in plain.iter().enumerate() {
            for (at, sum) in sums.iter().enumerate() {
                let product = |n: usize| {
                    let ([a, b], [c, d]) = (seen[n], of(row, n, at));
                    i32::from(a) * i32::from(c) + i32::from(b) * i32::from(d)
                };
                assert_eq!(*sum, 7 + (0..5).map(product).sum::<i32>());
            }
        }
    }
}
