//! Text as it comes: its paragraphs are its lines, unless it was broken into lines by hand.

use super::document::{Document, NOTE, Piece};
use super::segments::SegmentMap;
use super::wrapping;
use crate::span::Span;

/// Reads a text. Nothing is taken out of it.
pub(super) fn read(source: &str) -> Document {
    let mut map = SegmentMap::default();
    map.push(source.len(), Span::new(0, source.len()));
    let lines = lines(source);
    let pieces = pieces(source, &lines);
    Document { text: source.to_owned(), map, pieces, ..Document::default() }
}

/// The pieces of some lines.
pub(super) fn pieces(text: &str, lines: &[Span]) -> Vec<Piece> {
    let wrapped = wrapping::is_wrapped(text, lines);
    let groups = lines.split(|line| line.is_empty());
    let spans = groups.flat_map(|group| wrapping::pieces(text, group, wrapped));
    spans.map(|span| Piece { part: None, span, quotation: None }).collect()
}

/// Every line of a text without the space around it; an empty span for a blank line. A line that holds
/// nothing but a note to `whosaid` is not there.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r'])
        .filter_map(|line| {
            let from = start;
            start += line.len();
            // The line feed of "\r\n" is no line of its own.
            let pair = line == "\n" && text[..from].ends_with('\r');
            let bare = line.trim_start_matches(is_blank);
            let left = from + line.len() - bare.len();
            let note = bare.is_empty() && line.contains(NOTE);
            (!pair && !note).then(|| Span::new(left, left + bare.trim_end_matches(is_blank).len()))
        })
        .collect()
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{feff}' | NOTE)
}
