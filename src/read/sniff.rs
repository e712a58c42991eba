//! Which format a file is in: its name says it, or its first bytes.

use super::error::ReadErrorKind;
use super::format::Format;

/// The format of a file.
pub(super) fn format(path: &str, _bytes: &[u8]) -> Result<Format, ReadErrorKind> {
    Ok(Format::of_path(path).unwrap_or(Format::Plain))
}
