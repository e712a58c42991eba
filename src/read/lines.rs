//! Paragraphs with line breaks in them: which of their lines are paragraphs of their own.

use super::document::{Document, Piece};
use super::{plain, wrapping};
use crate::span::Span;

/// Splits the paragraphs of a document at line breaks. `by_hand` is true for a format in which a text can
/// be broken into lines by hand; one that is has paragraphs of many lines.
pub(super) fn split(mut document: Document, by_hand: bool) -> Document {
    let text = &document.text;
    let breaks = |piece: &Piece| piece.part.is_none() && piece.span.of(text).contains('\n');
    if !document.pieces.iter().any(breaks) {
        return document;
    }
    let wrapped = by_hand && wrapping::is_wrapped(text, &plain::lines(text));
    let parted = |piece: &Piece| -> Vec<Piece> {
        if !breaks(piece) {
            return vec![*piece];
        }
        let moved =
            |line: Span| Span::new(line.start + piece.span.start, line.end + piece.span.start);
        let lines = plain::lines(piece.span.of(text)).into_iter().filter(|line| !line.is_empty());
        let lines: Vec<Span> = lines.map(moved).collect();
        let spans = if wrapped {
            wrapping::pieces(text, &lines, true)
        } else {
            wrapping::broken(text, &lines)
        };
        spans.into_iter().map(|span| Piece { span, ..*piece }).collect()
    };
    document.pieces = document.pieces.iter().flat_map(parted).collect();
    document
}
