//! Reads wire copy: ANPA 1312 and IPTC 7901.

use super::document::Document;
use super::plain;

/// Reads the text of a file.
pub(super) fn read(source: &str) -> Document {
    plain::read(source)
}
