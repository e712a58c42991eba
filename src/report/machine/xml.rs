//! XML from types.

use std::io::{self, Write};

use quick_xml::se::Serializer;
use serde::Serialize;

/// Writes a document of XML, indented.
pub(super) fn document(
    out: &mut dyn Write,
    root: &str,
    document: &impl Serialize,
) -> io::Result<()> {
    let mut text = String::new();
    let mut serializer = Serializer::with_root(&mut text, Some(root)).map_err(io::Error::other)?;
    serializer.indent(' ', 2);
    document.serialize(serializer).map_err(io::Error::other)?;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}")
}

/// A text without the characters that XML does not allow, even as entities.
pub(super) fn text(text: &str) -> String {
    text.chars().map(|c| if is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

/// True for a character that XML 1.0 allows.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(text("a\u{0}b\u{1b}[\u{fffe}\u{ffff}c"), "a\u{fffd}b\u{fffd}[\u{fffd}\u{fffd}c");
        assert_eq!(text("]]> é 🎉\t\n\r\u{85}\u{2028}"), "]]> é 🎉\t\n\r\u{85}\u{2028}");
    }
}
