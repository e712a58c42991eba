//! A word as it is compared.

use crate::span::Span;

/// A byte that stands for nothing inside a word: a tag, the rest of an entity.
pub(super) const NOTHING: u8 = 1;

/// Before the word of a sign that comes before its number: "$" is to be "dollars" after it.
pub(super) const WAITS: char = '\u{2}';

/// The word of a minus sign: no word before anything but a number.
pub(super) const MINUS: char = '\u{3}';

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it is.
    pub(super) span: Span,
    /// What it must share with another to be the same; of a number "#" and its value.
    pub(super) key: String,
}
