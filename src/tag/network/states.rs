//! The hidden states of a text, to ask what belongs to a cue.

use std::ops::Range;

use super::matrix::{PIECE, Rows};

/// The hidden states of each token; of a text that is read in parts only those near what may be a cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct States {
    rows: Rows,
    /// For each piece of the text which piece of the rows it is: the first, which says nothing, for those
    /// that nobody asks about.
    kept: Option<Vec<u32>>,
}

impl States {
    /// The states of all tokens.
    pub(super) fn of(rows: Rows) -> Self {
        Self { rows, kept: None }
    }

    /// Adds the next part of a text: some rows of what was read, a piece at a time. It has whole pieces, but
    /// for the last part. `asked` tells of the number of a piece in the text whether to keep it.
    pub(super) fn add(&mut self, read: &Self, own: Range<usize>, asked: impl Fn(usize) -> bool) {
        let kept = self.kept.get_or_insert_default();
        if kept.is_empty() {
            self.rows = Rows::new(PIECE, read.rows.width());
        }
        for start in own.clone().step_by(PIECE) {
            let place = if asked(kept.len()) {
                self.rows.add_piece(&read.rows, start..own.end.min(start + PIECE));
                self.rows.len() / PIECE - 1
            } else {
                0
            };
            kept.push(u32::try_from(place).unwrap_or(0));
        }
    }

    /// The rows of a piece of the text.
    pub(super) fn piece(&self, number: usize) -> &[i16] {
        let number = match &self.kept {
            Some(kept) => kept.get(number).map_or(0, |place| *place as usize),
            None => number,
        };
        self.rows.between(number * PIECE..((number + 1) * PIECE).min(self.rows.len()))
    }

    /// The row of a token.
    pub(super) fn row(&self, token: usize) -> &[i16] {
        let width = self.rows.width();
        let first = token % PIECE * width;
        self.piece(token / PIECE).get(first..first + width).unwrap_or_default()
    }

    /// How many rows are kept.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_about_is_not_kept() {
        let mut rows = Rows::new(3 * PIECE, 1);
        for (row, number) in rows.all_mut().zip(1..) {
            row[0] = number;
        }
        let all = States::of(rows);
        let mut some = States::default();
        some.add(&all, 0..2 * PIECE, |piece| piece == 1);
        some.add(&all, 2 * PIECE..2 * PIECE + 1, |piece| piece == 2);
        let token = PIECE + 4;
        assert_eq!((some.row(token), some.row(4)), (all.row(token), &[0][..]));
        assert_eq!((some.row(2 * PIECE), some.row(2 * PIECE + 1)), (all.row(2 * PIECE), &[0][..]));
        assert_eq!((all.len(), some.len()), (3 * PIECE, 3 * PIECE));
    }
}
