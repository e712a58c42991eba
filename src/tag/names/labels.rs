//! The labels of the tokens of a name, and the best row of labels for a run of tokens.
//!
//! A label says the kind of the name and which token of it this is: the first, one inside, the last,
//! or the only one. A row is right only as a whole, so the best row is searched for (Viterbi).

use std::ops::Range;

/// How many kinds are learned: person, organisation, place, other.
pub(crate) const KINDS: usize = 4;
/// The places in a name: first, inside, last, only.
const PLACES: usize = 4;
/// How many labels there are; 0 is for no name.
pub(crate) const LABELS: usize = 1 + KINDS * PLACES;

/// The scores of the labels of a token.
pub(crate) type Row = [i32; LABELS];
/// What a label adds to the score of the one behind it.
pub(crate) type Follows = [Row; LABELS];

/// What no row of labels can make up for.
const NEVER: i32 = -1_000_000;

/// The kind of a label.
pub(crate) const fn kind_of(label: usize) -> Option<usize> {
    match label {
        0 => None,
        _ => Some((label - 1) / PLACES),
    }
}

/// True for the labels of a token behind which the name goes on.
const fn goes_on(label: usize) -> bool {
    label > 0 && matches!((label - 1) % PLACES, 0 | 1)
}

/// True for the labels of a token before which the name has begun.
const fn has_begun(label: usize) -> bool {
    label > 0 && matches!((label - 1) % PLACES, 1 | 2)
}

/// True when a label can stand behind another one.
#[cfg(feature = "train")]
pub(crate) const fn can_follow(before: usize, label: usize) -> bool {
    let same = before > 0 && label > 0 && (before - 1) / PLACES == (label - 1) / PLACES;
    if goes_on(before) { has_begun(label) && same } else { !has_begun(label) }
}

/// True when a run can end with a label.
#[cfg(feature = "train")]
pub(crate) const fn can_be_last(label: usize) -> bool {
    !goes_on(label)
}

/// The labels that can stand behind a token that is no name or the last of one.
const OPENERS: [usize; 1 + 2 * KINDS] = [0, 1, 4, 5, 8, 9, 12, 13, 16];
/// For each kind the labels that can stand behind a token after which its name goes on.
const INSIDE: [[usize; 2]; KINDS] = [[2, 3], [6, 7], [10, 11], [14, 15]];

/// What the labels of a name would score as each kind.
pub(crate) fn by_kind(rows: &[Row], labels: &[u8]) -> [i32; KINDS] {
    let mut sums = [0; KINDS];
    for (row, label) in rows.iter().zip(labels) {
        let place = usize::from(label.saturating_sub(1)) % PLACES;
        for (sum, score) in sums.iter_mut().zip(row[1 + place..].iter().step_by(PLACES)) {
            *sum += score;
        }
    }
    sums
}

/// Writes a name into a row of labels.
#[cfg(feature = "train")]
pub(crate) fn put(labels: &mut [u8], kind: usize) {
    let label = |place: usize| u8::try_from(1 + kind * PLACES + place).unwrap_or(0);
    let last = labels.len() - 1;
    labels.fill(label(1));
    labels[last] = label(2);
    labels[0] = label(if last == 0 { 3 } else { 0 });
}

/// The names in a row of labels, and the kind of each.
pub(crate) fn names(labels: &[u8]) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut start = 0;
    labels.iter().enumerate().filter_map(move |(at, label)| {
        let label = usize::from(*label);
        if !has_begun(label) {
            start = at;
        }
        (!goes_on(label)).then_some(())?;
        Some((start..at + 1, kind_of(label)?))
    })
}

/// Finds the best row of labels; its buffers serve one run of tokens behind the other.
#[derive(Default)]
pub(crate) struct Search {
    /// One a token: for each label the best one before it.
    before: Vec<[u8; LABELS]>,
    /// The best row.
    pub(crate) labels: Vec<u8>,
}

impl Search {
    /// Fills in the best labels; before and behind the run is no name.
    pub(crate) fn run(&mut self, rows: &[Row], follows: &Follows) {
        self.before.clear();
        let mut scores = [NEVER; LABELS];
        scores[0] = 0;
        for row in rows {
            let mut best = [2 * NEVER; LABELS];
            let mut from = [0_u8; LABELS];
            for (before, score) in (0_u8..).zip(scores) {
                let label = usize::from(before);
                let next: &[usize] =
                    if goes_on(label) { &INSIDE[(label - 1) / PLACES] } else { &OPENERS };
                for &label in next {
                    let sum = score + follows[usize::from(before)][label];
                    if sum > best[label] {
                        best[label] = sum;
                        from[label] = before;
                    }
                }
            }
            for ((score, best), row) in scores.iter_mut().zip(best).zip(row) {
                *score = (best + row).max(2 * NEVER);
            }
            self.before.push(from);
        }
        let ends = (0..LABELS).filter(|label| !goes_on(*label));
        let mut label = ends.max_by_key(|l| (scores[*l], std::cmp::Reverse(*l))).unwrap_or(0);
        self.labels.clear();
        self.labels.resize(rows.len(), 0);
        for (to, before) in self.labels.iter_mut().zip(&self.before).rev() {
            *to = u8::try_from(label).unwrap_or(0);
            label = usize::from(before[label]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(rows: &[Row]) -> Vec<u8> {
        let follows = [[0; LABELS]; LABELS];
        let mut search = Search::default();
        search.run(rows, &follows);
        search.labels
    }

    #[test]
    fn a_name_that_begins_ends_as_the_same_kind() {
        let mut rows = [[0; LABELS]; 3];
        rows[0][1] = 5; // a person begins
        rows[1][7] = 3; // an organisation ends
        rows[1][3] = 2; // a person ends
        assert_eq!(best(&rows), [1, 3, 0]);
        assert_eq!(names(&best(&rows)).collect::<Vec<_>>(), [(0..2, 0)]);
    }

    #[test]
    fn no_name_is_left_open() {
        let mut rows = [[0; LABELS]; 1];
        rows[0][5] = 9;
        assert_eq!(best(&rows), [0]);
        rows[0][8] = 1;
        assert_eq!(best(&rows), [8]);
        assert_eq!(best(&[]), [0_u8; 0]);
    }
}
