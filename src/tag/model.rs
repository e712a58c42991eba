//! A linear model: rows of small integer weights, found by the hash of a feature.
//!
//! The rows lie in the binary as the trainer wrote them and are used in place. A row is found by
//! a 16-bit fingerprint in one of four neighbouring slots, so that a feature the trainer has never
//! seen adds nothing, but for one chance in some thousands. All arithmetic is on integers: every
//! machine gives the same answer.

/// How many slots a feature may stand in.
const PROBES: usize = 4;

/// A model, laid over the bytes the trainer wrote.
///
/// Layout: labels `u32`, slots `u32` (a power of two), then one fingerprint `u16` a slot (0 means
/// empty), then one row of `i8` a slot, one weight a label. Little-endian.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'b> {
    labels: usize,
    mask: usize,
    prints: &'b [u8],
    rows: &'b [u8],
}

impl<'b> Model<'b> {
    /// Reads a model from the front of `bytes`; gives the rest back.
    pub(crate) fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let labels = number(bytes, 0)?;
        let slots = number(bytes, 4)?;
        let prints = bytes.get(8..8 + slots * 2)?;
        let end = 8 + slots * 2 + slots * labels;
        let rows = bytes.get(8 + slots * 2..end)?;
        slots
            .is_power_of_two()
            .then_some((Self { labels, mask: slots - 1, prints, rows }, &bytes[end..]))
    }

    /// Adds the weights of a feature to `scores`, one a label.
    #[inline]
    pub(crate) fn add(&self, feature: u64, scores: &mut [i32]) {
        let (home, print) = address(feature);
        for probe in 0..PROBES {
            let slot = (home + probe) & self.mask;
            let found = u16::from_le_bytes([self.prints[slot * 2], self.prints[slot * 2 + 1]]);
            if found == print {
                let row = &self.rows[slot * self.labels..(slot + 1) * self.labels];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i32::from(weight.cast_signed());
                }
                return;
            }
        }
    }
}

/// Where a feature's slots begin, and its fingerprint, which is never 0.
fn address(feature: u64) -> (usize, u16) {
    let mixed = mix(feature);
    let home = usize::try_from(mixed & 0xffff_ffff).unwrap_or(0);
    let print = u16::try_from(mixed >> 48).unwrap_or(0);
    (home, print.max(1))
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

/// Writes a model: the features with the greatest weights that fit into `slots`.
#[cfg(feature = "train")]
pub(crate) fn write(rows: &mut [(u64, Vec<i8>)], labels: usize, slots: usize, out: &mut Vec<u8>) {
    let size = |row: &[i8]| row.iter().map(|w| i32::from(*w).abs()).sum::<i32>();
    rows.sort_by_key(|(feature, row)| (std::cmp::Reverse(size(row)), *feature));
    let mut prints = vec![0_u16; slots];
    let mut table = vec![0_i8; slots * labels];
    for (feature, row) in rows.iter().filter(|(_, row)| size(row) > 0) {
        let (home, print) = address(*feature);
        let window = || (0..PROBES).map(|probe| (home + probe) & (slots - 1));
        if window().any(|slot| prints[slot] == print) {
            continue;
        }
        if let Some(slot) = window().find(|&slot| prints[slot] == 0) {
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
    mix(value ^ (template as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Two values as one.
#[inline]
pub(crate) const fn pair(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x0100_0000_01b3).rotate_left(23) ^ b
}

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
        assert!(Model::read(&[1, 0, 0, 0, 4, 0, 0, 0, 9]).is_none());
    }
}
