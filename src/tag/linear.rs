//! A linear model: rows of small integer weights, found by the hash of a feature.
//!
//! The rows come from the bytes that the trainer wrote. A row is found by a 16-bit fingerprint in a
//! bucket of four, compared all at once, so that a feature the trainer has never seen costs one look
//! and adds nothing, but for one chance in some thousands. All arithmetic is on integers: every
//! machine gives the same answer.
#![allow(clippy::inline_always)] // as in `network::dot`

/// What a unit of log-odds is in a model that says how likely something is.
#[cfg(feature = "train")]
pub(crate) const UNIT: i32 = 1 << UNIT_BITS;
/// Its bits.
pub(crate) const UNIT_BITS: u32 = 5;

/// How many rows share a bucket.
const BUCKET: usize = 4;
/// One in each of the four fingerprints of a bucket.
const ONES: u64 = 0x0001_0001_0001_0001;

/// A model of at most `N` labels: its rows are no wider than that, so that they stay in the cache.
///
/// Its bytes: labels `u32`, slots `u32` (a multiple of four), then one fingerprint `u16` a slot (0
/// means empty), then one row of `i8` a slot, one weight a label. Little-endian.
#[derive(Clone, Debug)]
pub(crate) struct Model<const N: usize> {
    prints: Vec<u64>,
    rows: Vec<[i8; N]>,
}

/// The scores of the labels of a model. A few hundred weights of a byte each cannot run over.
pub(crate) type Scores<const N: usize> = [i16; N];

impl<const N: usize> Model<N> {
    /// Reads a model from the front of `bytes`; gives the rest back.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let labels = number(bytes, 0)?;
        let slots = number(bytes, 4)?;
        if slots == 0 || slots % BUCKET != 0 || labels == 0 || labels > N {
            return None;
        }
        let prints = bytes.get(8..8 + slots * 2)?;
        let end = 8 + slots * 2 + slots * labels;
        let rows = bytes.get(8 + slots * 2..end)?;
        let row = |weights: &[u8]| {
            let mut row = [0; N];
            for (to, from) in row.iter_mut().zip(weights) {
                *to = from.cast_signed();
            }
            row
        };
        let bucket = |prints: &[u8]| prints.try_into().map_or(0, u64::from_le_bytes);
        let model = Self {
            prints: prints.chunks_exact(2 * BUCKET).map(bucket).collect(),
            rows: rows.chunks_exact(labels).map(row).collect(),
        };
        Some((model, &bytes[end..]))
    }

    /// The slot of a fingerprint in a bucket, and whether it is there.
    #[inline(always)]
    fn slot(&self, bucket: u32, print: u16) -> (u32, bool) {
        let differ = self.prints[bucket as usize] ^ (u64::from(print) * ONES);
        let same = differ.wrapping_sub(ONES) & !differ & (ONES << 15);
        // Four slots to a bucket, 16 bits of its fingerprints to a slot.
        (bucket << 2 | (same | 1 << 63).trailing_zeros() >> 4 & 3, same != 0)
    }

    /// The row of a feature.
    pub(crate) fn row(&self, feature: u64) -> Option<&[i8; N]> {
        let (home, print) = address(feature);
        let (slot, there) = self.slot(bucket_of(home, self.prints.len()), print);
        there.then(|| &self.rows[slot as usize])
    }

    /// Adds the weights of features to the scores of the labels, in three passes: where every
    /// feature would be, whether it is there, and only then its weights. So the machine fetches the
    /// buckets of many features at a time, and whether a row is there, which cannot be foretold,
    /// decides over no jump.
    #[inline(always)]
    pub(crate) fn add_all<const F: usize>(&self, features: &[u64; F], scores: &mut Scores<N>) {
        let buckets = self.prints.len();
        let mut places = [(0_u32, 0_u16); F];
        for (place, feature) in places.iter_mut().zip(features) {
            let (home, print) = address(*feature);
            *place = (bucket_of(home, buckets), print);
        }
        let mut found = [0_u32; F];
        let mut count = 0;
        for (bucket, print) in places {
            let (slot, there) = self.slot(bucket, print);
            found[count] = slot;
            count += usize::from(there);
        }
        let mut sums = *scores;
        for slot in &found[..count] {
            let Some(row) = self.rows.get(*slot as usize) else { continue };
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(*weight);
            }
        }
        *scores = sums;
    }
}

/// The best of the labels from `first` on; the first of equals. First what the best score is, then
/// whose it is: many scores are compared at a time.
#[inline]
pub(crate) fn best<S: Copy + Ord>(scores: &[S], first: usize) -> usize {
    let best = scores[first..].iter().fold(scores[first], |best, score| best.max(*score));
    first + scores[first..].iter().position(|score| *score == best).unwrap_or(0)
}

/// A feature's place in a model of any size, and its fingerprint, never 0.
#[inline]
const fn address(feature: u64) -> (u64, u16) {
    let mixed = mix(feature);
    let print = (mixed >> 48) as u16;
    (mixed & 0xffff_ffff, if print == 0 { 1 } else { print })
}

/// The bucket at a place, in a model of so many buckets.
#[inline]
#[allow(clippy::cast_possible_truncation)] // a model has fewer than 2^32 slots
const fn bucket_of(home: u64, buckets: usize) -> u32 {
    ((home * buckets as u64) >> 32) as u32
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

/// Writes a model: the features that fit into `slots`, the first ones first.
#[cfg(feature = "train")]
pub(crate) fn write(rows: &[(u64, Vec<i8>)], labels: usize, slots: usize, out: &mut Vec<u8>) {
    let mut prints = vec![0_u16; slots];
    let mut table = vec![0_i8; slots * labels];
    for (feature, row) in rows.iter().filter(|(_, row)| row.iter().any(|w| *w != 0)) {
        let (home, print) = address(*feature);
        let bucket = bucket_of(home, slots / BUCKET) as usize * BUCKET;
        let mut window = bucket..bucket + BUCKET;
        if window.clone().any(|slot| prints[slot] == print) {
            continue;
        }
        if let Some(slot) = window.find(|&slot| prints[slot] == 0) {
            prints[slot] = print;
            table[slot * labels..(slot + 1) * labels].copy_from_slice(row);
        }
    }
    out.extend(u32::try_from(labels).unwrap_or(0).to_le_bytes());
    out.extend(u32::try_from(slots).unwrap_or(0).to_le_bytes());
    out.extend(prints.iter().flat_map(|print| print.to_le_bytes()));
    out.extend(table.iter().map(|weight| weight.cast_unsigned()));
}

/// Spreads the bits of a number: the finaliser of SplitMix64.
#[inline]
pub(crate) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The name of a feature: which template, and what stands in it.
#[inline]
pub(crate) const fn feature(template: u8, value: u64) -> u64 {
    value.wrapping_add((template as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Two values as one.
#[inline]
pub(crate) const fn pair(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x9ddf_ea08_eb38_2d69).rotate_left(23) ^ b
}

/// How far something is, for features: 0 to 3, then ever wider; below [`BUCKETS`].
pub(crate) const fn bucket(steps: usize) -> usize {
    match steps {
        0..=3 => steps,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        23..=40 => 8,
        _ => 9,
    }
}

/// How many distances are told apart.
pub(crate) const BUCKETS: usize = 10;

/// A word as a number, letter case apart: FNV-1a.
pub(crate) fn word(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_makes_no_other_word() {
        assert_eq!(word("Said"), word("said"));
        assert_ne!(word("said"), word("says"));
    }

    #[test]
    fn a_short_file_is_no_model() {
        assert!(Model::<8>::read(&[1, 0, 0, 0, 4, 0, 0, 0, 9]).is_none());
    }
}
