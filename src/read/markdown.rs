//! Reads Markdown.

use super::document::{Document, Writer};
use crate::span::Span;

/// Reads Markdown with HTML in it.
pub(super) fn read(source: &str) -> Document {
    let mut writer = Writer::new(source);
    writer.copy(Span::new(0, source.len()));
    writer.finish()
}
