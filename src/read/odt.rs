//! Reads a LibreOffice document.

use super::draft::Archive;
use super::error::ReadErrorKind;

/// Reads the bytes of a file.
pub(super) fn read(_bytes: &[u8]) -> Result<Archive, ReadErrorKind> {
    Err(ReadErrorKind::NotRead("a LibreOffice document"))
}
