//! Where something stands in a draft.
//!
//! A [`Span`] is a range of bytes; every stage speaks in spans. Lines and columns are worked out
//! at the edge, by [`LineIndex`], and never stored.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes of the draft, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    ///
    /// # Panics
    /// If `end` lies before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The words at this span. An empty string when the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when both spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A line and a column, both counted from 1. Columns count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// A line and a column in every unit that columns are counted in, all from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points.
    pub column: usize,
    /// Column in code units of UTF-16.
    pub utf16: usize,
    /// Column in bytes of UTF-8.
    pub utf8: usize,
}

/// Knows where every line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The first byte of every line.
    starts: Vec<usize>,
    /// How many code points stand before every [`STEP`]th byte.
    before: Vec<usize>,
    /// How many of them are two code units of UTF-16; empty where none is.
    wide: Vec<usize>,
}

/// Bytes between two counts of code points, so that a column on a long line is found at once.
const STEP: usize = 64;

impl LineIndex {
    /// Reads the line starts of `text`. `\n`, `\r\n` and a lone `\r` end a line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let behind = (0..bytes.len()).filter(|&at| ends_line(at)).map(|at| at + 1);
        let mut before = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STEP) {
            before.push(count);
            count += points(chunk);
        }
        before.push(count);
        Self {
            starts: std::iter::once(0).chain(behind).collect(),
            before,
            wide: wide_before(bytes),
        }
    }

    /// The byte offset at which a line (from 1) begins, if there is such a line.
    #[must_use]
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// The line (from 1) in which a byte offset falls.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Line and column of a byte offset. A byte order mark at the start takes no column.
    #[must_use]
    pub fn position_of(&self, text: &str, offset: usize) -> Position {
        let line = self.line_of(offset);
        let (start, mark) = self.start_and_mark(text, line, offset);
        let column = self.count(text, offset) - self.count(text, start) - mark + 1;
        Position { line, column }
    }

    /// Line and column of a byte offset, the column in every unit. A byte order mark at the start takes
    /// no column in any.
    #[must_use]
    pub fn point_of(&self, text: &str, offset: usize) -> Point {
        let offset = offset.min(text.len());
        let line = self.line_of(offset);
        let (start, mark) = self.start_and_mark(text, line, offset);
        let points = self.count(text, offset) - self.count(text, start) - mark;
        let pairs = self.count_wide(text, offset) - self.count_wide(text, start);
        let bytes = (offset - start).saturating_sub(mark * '\u{feff}'.len_utf8());
        Point { line, column: points + 1, utf16: points + pairs + 1, utf8: bytes + 1 }
    }

    /// Where a line begins, and how many code points of it before an offset are a byte order mark: one or
    /// none.
    fn start_and_mark(&self, text: &str, line: usize, offset: usize) -> (usize, usize) {
        let start = self.starts[line - 1];
        (start, usize::from(start == 0 && text.starts_with('\u{feff}') && offset > 0))
    }

    /// Code points before a byte offset.
    fn count(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        self.before[step] + points(&text.as_bytes()[step * STEP..offset])
    }

    /// Code points before a byte offset that are two code units of UTF-16.
    fn count_wide(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let Some(before) = self.wide.get(step) else { return 0 };
        before + wide(&text.as_bytes()[step * STEP..offset])
    }
}

/// How many code points of two code units stand before every [`STEP`]th byte; nothing where a text has none.
fn wide_before(bytes: &[u8]) -> Vec<usize> {
    if wide(bytes) == 0 {
        return Vec::new();
    }
    let mut count = 0;
    let mut before = vec![0];
    before.extend(bytes.chunks(STEP).map(|chunk| {
        count += wide(chunk);
        count
    }));
    before
}

/// Code points of four bytes, which are two code units of UTF-16, that begin in some bytes.
fn wide(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte >= 0xF0).count()
}

/// Code points that begin in some bytes.
fn points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let text = "one\ncafé said";
        let at = text.find("said").unwrap();
        let position = LineIndex::new(text).position_of(text, at);
        assert_eq!(position, Position { line: 2, column: 6 });
    }

    #[test]
    fn every_line_ending_counts_once() {
        let lines = LineIndex::new("a\r\nb\rc\nd");
        assert_eq!([0, 3, 5, 7].map(|at| lines.line_of(at)), [1, 2, 3, 4]);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}Hale said";
        assert_eq!(LineIndex::new(text).position_of(text, 3).column, 1);
    }

    #[test]
    fn a_column_is_counted_in_every_unit() {
        let text = format!("\u{feff}é🎉a\r\n{}né", "🎉e\u{301}".repeat(40));
        let lines = LineIndex::new(&text);
        let at = |words: &str| lines.point_of(&text, text.find(words).unwrap());
        assert_eq!(at("\u{feff}"), Point { line: 1, column: 1, utf16: 1, utf8: 1 });
        assert_eq!(at("é🎉"), Point { line: 1, column: 1, utf16: 1, utf8: 1 });
        assert_eq!(at("a"), Point { line: 1, column: 3, utf16: 4, utf8: 7 });
        assert_eq!(at("né"), Point { line: 2, column: 121, utf16: 161, utf8: 281 });
        let end = lines.point_of(&text, text.len());
        assert_eq!(end, Point { line: 2, column: 123, utf16: 163, utf8: 284 });
        assert_eq!(lines.point_of(&text, text.len() + 9), end);
    }

    #[test]
    fn spans_overlap_where_they_share_a_byte() {
        let span = Span::new(2, 5);
        assert!(span.overlaps(Span::new(4, 9)) && span.overlaps(Span::new(0, 3)));
        assert!(!span.overlaps(Span::new(5, 9)) && !span.overlaps(Span::new(0, 2)));
    }

    #[test]
    fn a_span_contains_what_is_inside_it() {
        let span = Span::new(2, 5);
        assert!(span.contains(span) && span.contains(Span::new(3, 4)));
        assert!(!span.contains(Span::new(1, 4)) && !span.contains(Span::new(3, 6)));
        assert_eq!(span.to(Span::new(7, 9)), Span::new(2, 9));
        assert!(Span::new(3, 3).is_empty() && !span.is_empty());
        assert_eq!(span.len(), 3);
        assert_eq!((span.of("abcdefg"), span.of("abc")), ("cde", ""));
    }
}
