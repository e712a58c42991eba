//! What an XML file is made of.

use crate::span::Span;

/// A part of an XML file.
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// All of it, tags included.
    pub(super) span: Span,
    /// What stands between its tags.
    pub(super) inside: Span,
    /// The number of the node after it and all it holds.
    pub(super) next: usize,
}

/// What a part of an XML file is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An element; the length of its name.
    Element(usize),
    /// Text with references.
    Text,
    /// Text as it is.
    Cdata,
    /// A comment with a note to `whosaid`.
    Note,
}

/// An XML file.
pub(super) struct Tree<'s> {
    pub(super) source: &'s str,
    pub(super) nodes: Vec<Node>,
}

/// A span without some bytes at both ends.
pub(super) fn shorter(span: Span, before: usize, after: usize) -> Span {
    let start = (span.start + before).min(span.end);
    Span::new(start, span.end.saturating_sub(after).max(start))
}
