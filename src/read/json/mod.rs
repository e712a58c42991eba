//! Reads JSON.

use super::document::Document;
use super::error::ReadErrorKind;

/// Reads the text of a file.
pub(super) fn read(_source: &str) -> Result<Document, ReadErrorKind> {
    Err(ReadErrorKind::NotRead("JSON"))
}
