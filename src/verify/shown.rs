//! Words as people read them: with the marks that stand at them.

use crate::span::Span;

/// What stands between two pieces of a quotation.
pub(super) const SPLIT: &str = "” “";
pub(super) const SPLIT_END: char = '“';

/// A word with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// True where the next word follows without a gap: "well-" of "well-kept".
    pub(super) glued: bool,
}

impl Shown {
    /// The word at a span of a text, between the end of the word before and the start of the next.
    pub(super) fn of(text: &str, before: usize, span: Span, next: usize) -> Self {
        if span.is_empty() {
            // The word that a sign stands for: the sign is shown with its number.
            return Self::default();
        }
        let left = text.get(before.min(span.start)..span.start).unwrap_or_default();
        let opening = |c: char| "[($£€“‘\"".contains(c);
        let start = span.start - (left.len() - left.trim_end_matches(opening).len());
        let right = text.get(span.end..next.max(span.end)).unwrap_or_default();
        let end = right.find(char::is_whitespace).unwrap_or(right.len());
        let glued = end == right.len() && next < text.len() && !right.is_empty();
        let closing = right[..end].trim_end_matches(opening);
        let word = text.get(start..span.end + closing.len()).unwrap_or_default();
        Self { text: word.to_owned(), glued }
    }
}

/// Words in a row.
pub(super) fn joined<'w>(words: impl IntoIterator<Item = &'w Shown>) -> String {
    let mut out = String::new();
    let mut glued = true;
    for word in words.into_iter().filter(|word| !word.text.is_empty()) {
        if !glued {
            out.push(' ');
        }
        out.push_str(&word.text);
        glued = word.glued;
    }
    out
}
