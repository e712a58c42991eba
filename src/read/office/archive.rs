//! The parts of a zip file, read within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::ReadErrorKind;

/// A part has this many bytes at most, decompressed.
const PART_BYTES: u64 = 64 << 20;
/// A zip file has this many parts at most.
const PARTS: usize = 4096;
/// A part of more bytes than this is not packed tighter than [`RATIO`].
const BOMB_BYTES: u64 = 8 << 20;
/// Text is never this many times as long as it is when it is packed.
const RATIO: u64 = 250;
/// How the files of the old Office begin, and those with a password.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A zip file.
pub(in crate::read) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// What is wrong with a file as a whole, or with a part of it.
pub(in crate::read) fn broken(message: impl Into<String>) -> ReadErrorKind {
    ReadErrorKind::Broken { at: None, message: message.into() }
}

impl<'b> Package<'b> {
    /// Opens a zip file; `what` is what the file ought to be: "a Word document (.docx)".
    pub(in crate::read) fn open(bytes: &'b [u8], what: &str) -> Result<Self, ReadErrorKind> {
        if bytes.starts_with(OLE) {
            return Err(broken(ole(bytes, what)));
        }
        if !bytes.starts_with(b"PK") {
            return Err(broken(format!("this is not {what}: it is not a zip file")));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            broken(format!("this zip file is cut off or damaged ({}); save it anew", plain(&error)))
        })?;
        if zip.len() > PARTS {
            return Err(broken(format!("{} parts; {what} has {PARTS} at most", zip.len())));
        }
        if zip.has_duplicate_names() {
            return Err(broken("two parts have the same name; save the file anew"));
        }
        Ok(Self { zip })
    }

    /// True when there is a part of this name.
    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part; nothing where there is none of this name.
    pub(in crate::read) fn text(&mut self, name: &str) -> Result<Option<String>, ReadErrorKind> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            broken(format!("{name}: byte {at} is not UTF-8"))
        })?;
        Ok(Some(text))
    }

    /// The bytes of a part.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadErrorKind> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let failed = |error: &ZipError| broken(format!("{name} is damaged ({})", plain(error)));
        let raw = self.zip.by_index_raw(index).map_err(|error| failed(&error))?;
        if raw.encrypted() {
            return Err(broken("the file has a password; save it without one"));
        }
        let packed = raw.compressed_size();
        drop(raw);
        let file = self.zip.by_index(index).map_err(|error| failed(&error))?;
        let most = if packed.saturating_mul(RATIO) < PART_BYTES {
            packed.saturating_mul(RATIO).max(BOMB_BYTES)
        } else {
            PART_BYTES
        };
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(format!("{name} is damaged ({error})")))?;
        if bytes.len() as u64 > most {
            let size = most >> 20;
            return Err(broken(format!("{name} has more than {size} MB decompressed")));
        }
        Ok(Some(bytes))
    }

    /// The zip file itself.
    pub(in crate::read) fn into_zip(self) -> ZipArchive<Cursor<&'b [u8]>> {
        self.zip
    }
}

/// What an OLE file is: the old format, or a container around what a password locks.
fn ole(bytes: &[u8], what: &str) -> String {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        "the file has a password; save it without one".to_owned()
    } else {
        format!("this is a file of the old Office (.doc), not {what}; save it as .docx")
    }
}

/// What a zip reader says, in few words.
fn plain(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => error.to_string(),
        ZipError::InvalidArchive(what) => what.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::office::testing::{docx, docx_with, p, refused, word, zipped};

    fn main(text: &str) -> String {
        refused("a.docx", &zipped(&[("word/document.xml", text)]))
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(
            refused("a.docx", b"The mill is shut."),
            "a.docx: this is not a Word document (.docx): it is not a zip file"
        );
        assert_eq!(
            refused("a.odt", &zipped(&[("mimetype", "x")])),
            "a.odt: there is no content.xml in it; this is not a LibreOffice document (.odt)"
        );
        assert_eq!(
            refused("a.docx", &zipped(&[("word/styles.xml", "x")])),
            "a.docx: there is no word/document.xml in it; this is not a Word document (.docx)"
        );
        assert!(refused("a.docx", super::OLE).contains("old Office (.doc)"));
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(refused("a.docx", &[super::OLE, &locked].concat()).contains("has a password"));
        let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
        let locked = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
        assert!(refused("a.odt", &locked).contains("has a password"));
    }

    #[test]
    fn an_archive_that_is_cut_off_is_refused() {
        let bytes = docx(&p("The mill is shut."));
        for len in 0..bytes.len() {
            refused("a.docx", &bytes[..len]);
        }
    }

    #[test]
    fn a_broken_part_is_named_with_the_place() {
        let text = word("document", "\n<w:body><w:p></w:body>");
        let said = main(&text);
        assert!(said.starts_with("a.docx:3:14: word/document.xml: "), "{said}");
        let said = main(&text[..text.len() - 30]);
        assert!(said.contains("word/document.xml: "), "{said}");
        let said = main("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");
        assert_eq!(said, "a.docx:1:1: word/document.xml: a DOCTYPE; no document has one");
        assert!(main("<x>&a;</x>").contains("an entity that XML does not have"));
        let styles = [("styles", "<w:style>")];
        let said = refused("a.docx", &docx_with(&p("Shut."), &styles));
        assert!(said.contains("word/styles.xml: "), "{said}");
    }

    #[test]
    fn bombs_are_refused() {
        let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
        assert!(main(&word("document", &deep)).contains("nested over 256 deep"));
        let blanks = " ".repeat(10 << 20);
        let said = main(&word("document", &blanks));
        assert_eq!(said, "a.docx: word/document.xml has more than 8 MB decompressed");
        let names: Vec<String> = (0..5000).map(|n| format!("{n}")).collect();
        let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        assert!(refused("a.docx", &zipped(&parts)).contains("5000 parts"));
    }

    #[test]
    fn a_part_of_another_encoding_is_refused() {
        let said = refused("a.docx", &zipped(&[("word/document.xml", b"<x>\xe9</x>")]));
        assert_eq!(said, "a.docx: word/document.xml: byte 3 is not UTF-8");
        assert!(main("<x>QQ</x>").contains("this is no text of Word"));
    }

    #[test]
    fn a_part_that_is_damaged_is_named() {
        let mut bytes = docx(&p("The mill is shut."));
        let at = bytes.windows(17).position(|name| name == b"word/document.xml").unwrap();
        bytes[at + 60] ^= 0x55;
        let said = refused("a.docx", &bytes);
        assert!(said.starts_with("a.docx: word/document.xml is damaged ("), "{said}");
    }
}
