//! Bytes to text: UTF-8 with or without a mark, UTF-16, and the encodings of one or two bytes a
//! character that a file declares or that are found out.

mod convert;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use self::convert::{by_characters, mended};
use super::error::ReadErrorKind;
use super::format::Format;
use super::segments::SegmentMap;
use crate::span::{Position, Span};

/// The text of a file.
pub(super) struct Decoded {
    /// In UTF-8.
    pub(super) text: String,
    /// Where it stands in the bytes of the file; nothing where they are the same.
    pub(super) map: Option<SegmentMap>,
    /// What an editor should know: which encoding was taken.
    pub(super) remark: Option<String>,
}

/// A declaration stands within so many bytes, as in HTML.
const DECLARED_WITHIN: usize = 1024;
/// UTF-16 without a mark shows in so many bytes.
const SAMPLE: usize = 4096;
/// One byte in so many is a control byte at most, or the file is no text.
const BYTES_PER_CONTROL: usize = 32;

/// Decodes the bytes of a file.
///
/// A mark decides, then UTF-8 where the bytes are that, then the NULs of UTF-16, then what the file
/// declares, then what its bytes look like. The parts of a mail declare their encodings each for
/// itself: a mail that is not UTF-8 is taken byte by byte, as Windows-1252, and its reader sees to it.
pub(super) fn decode(bytes: &[u8], format: Format) -> Result<Decoded, ReadErrorKind> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.filter(|encoding| *encoding != UTF_8) {
        return utf_16(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let Some(nul) = bytes.iter().position(|byte| *byte == 0) else {
            return Ok(Decoded { text: text.to_owned(), map: None, remark: None });
        };
        return by_nuls(bytes).map_or(Err(binary(bytes, nul)), |encoding| utf_16(bytes, encoding));
    }
    if let Some(encoding) = by_nuls(bytes) {
        return utf_16(bytes, encoding);
    }
    if format == Format::Mail {
        let (text, map, _) = by_characters(bytes, WINDOWS_1252);
        return Ok(Decoded { text, map: Some(map), remark: None });
    }
    if let Some(at) = first_of_binary(bytes, format) {
        return Err(binary(bytes, at));
    }
    Ok(not_utf_8(bytes, format))
}

/// Decodes bytes as they are declared, if that can be; else by what they look like. A text for the
/// reader of a mail.
pub(super) fn decode_part(bytes: &[u8], label: Option<&str>) -> (String, SegmentMap) {
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.filter(|encoding| !is_utf(encoding))
        && (std::str::from_utf8(bytes).is_err() || !encoding.is_ascii_compatible())
    {
        let (text, map, _) = by_characters(bytes, encoding);
        return (text, map);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let mut map = SegmentMap::default();
        map.push(bytes.len(), Span::new(0, bytes.len()));
        return (text.to_owned(), map);
    }
    let decoded = not_utf_8(bytes, Format::Plain);
    (decoded.text, decoded.map.unwrap_or_default())
}

/// Decodes what is not UTF-8.
fn not_utf_8(bytes: &[u8], format: Format) -> Decoded {
    let label = declared(bytes, format);
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let other = named.filter(|encoding| !is_utf(encoding));
    if let Some(encoding) = other {
        let (text, map, sound) = by_characters(bytes, encoding);
        if sound {
            let remark = format!("read as {}", name(encoding));
            return Decoded { text, map: Some(map), remark: Some(remark) };
        }
    }
    let wrong = label.map_or(String::new(), |label| format!("declared {label}, but is not: "));
    let broken = broken_bytes(bytes);
    if broken.is_few() {
        let (text, map) = mended(bytes);
        let (count, is) =
            (broken.broken, if broken.broken == 1 { "byte that is" } else { "bytes that are" });
        let remark = format!("read as UTF-8; {count} {is} not were read as Windows-1252");
        let remark = if count == 1 { remark.replace(" were ", " was ") } else { remark };
        return Decoded { text, map: Some(map), remark: Some(remark) };
    }
    let encoding = detect(bytes);
    let (text, map, _) = by_characters(bytes, encoding);
    let remark = format!("{wrong}read as {}", name(encoding));
    Decoded { text, map: Some(map), remark: Some(remark) }
}

fn is_utf(encoding: &'static Encoding) -> bool {
    [UTF_8, UTF_16LE, UTF_16BE, encoding_rs::REPLACEMENT].contains(&encoding)
}

/// The encoding that bytes look like.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text and map of bytes in UTF-16.
fn utf_16(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ReadErrorKind> {
    let (text, map, sound) = by_characters(bytes, encoding);
    let odd = |char: char| char == '\0' || !sound && char == '\u{fffd}';
    let count = text.chars().filter(|char| odd(*char)).count();
    if text.contains('\0') || count > text.len() / BYTES_PER_CONTROL {
        let at = text.find(odd).map_or(0, |at| map.place(Span::new(at, at)).start);
        return Err(binary(bytes, at));
    }
    let remark = Some(format!("read as {}", name(encoding)));
    Ok(Decoded { text, map: Some(map), remark })
}

/// UTF-16 without a mark: most of its bytes on one side are NULs, and next to none on the other.
fn by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nuls = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (nuls(0), nuls(1));
    let pairs = sample.len() / 2;
    let most = |many: usize, few: usize| many * 2 > pairs && few * 16 <= many;
    match (most(second, first), most(first, second)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Where the first control byte is of a file that has too many of them, or a NUL. In agency
/// copy they are marks.
fn first_of_binary(bytes: &[u8], format: Format) -> Option<usize> {
    if let Some(nul) = bytes.iter().position(|byte| *byte == 0) {
        return Some(nul);
    }
    let control = |byte: &u8| matches!(byte, 1..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let count = bytes.iter().filter(|byte| control(byte)).count();
    let many = count * BYTES_PER_CONTROL > bytes.len() && count > 2 && format != Format::Wire;
    bytes.iter().position(control).filter(|_| many)
}

/// A file that is no text, with the place that shows it.
fn binary(bytes: &[u8], at: usize) -> ReadErrorKind {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    ReadErrorKind::Binary { at: Position { line, column } }
}

/// The encoding that a file says it has: `<?xml encoding="…"?>`, `<meta charset="…">`.
fn declared(bytes: &[u8], format: Format) -> Option<&str> {
    let words = match format {
        Format::Xml => "encoding",
        Format::Html => "charset",
        _ => return None,
    };
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let head = match std::str::from_utf8(head) {
        Ok(head) => head,
        Err(error) => std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?,
    };
    let xml = head.split_once("?>").map(|(xml, _)| xml).filter(|xml| xml.contains("<?xml"));
    let head = if format == Format::Xml { xml? } else { head };
    [words, "encoding"].iter().find_map(|word| value_of(head, word))
}

/// The value after a word and an equals sign.
fn value_of<'h>(head: &'h str, word: &str) -> Option<&'h str> {
    let lower = head.to_ascii_lowercase();
    let (at, _) = lower.match_indices(word).find(|(at, word)| {
        lower.get(at + word.len()..).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let (_, value) = head.get(at..)?.split_once('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let value = value.get(..end.unwrap_or(value.len()))?;
    (!value.is_empty()).then_some(value)
}

/// How many characters of more than one byte are sound UTF-8, and how many bytes are not.
struct Broken {
    sound: usize,
    broken: usize,
}

impl Broken {
    /// True for a file in UTF-8 into which other bytes were pasted.
    fn is_few(&self) -> bool {
        self.sound >= self.broken
    }
}

fn broken_bytes(bytes: &[u8]) -> Broken {
    let mut all = Broken { sound: 0, broken: 0 };
    for chunk in bytes.utf8_chunks() {
        all.sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        all.broken += chunk.invalid().len();
    }
    all
}

/// The name of an encoding as editors know it.
fn name(encoding: &'static Encoding) -> String {
    if encoding == UTF_16LE {
        return "UTF-16 (little-endian)".to_owned();
    }
    if encoding == UTF_16BE {
        return "UTF-16 (big-endian)".to_owned();
    }
    encoding.name().replace("windows", "Windows")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "“The mill’s gate is shut,” said José Hale — “for good”.\n";

    fn wide(text: &str, big: bool) -> Vec<u8> {
        let pair = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(pair).collect()
    }

    /// Every character stands where the bytes are that are read as it.
    fn check(bytes: &[u8], format: Format, encoding: &'static Encoding) -> String {
        let decoded = decode(bytes, format).expect("a text");
        let map = decoded.map.expect("a map");
        for (at, char) in decoded.text.char_indices() {
            let place = map.place(Span::new(at, at + char.len_utf8()));
            let (words, _) = encoding.decode_without_bom_handling(&bytes[place.start..place.end]);
            assert_eq!(words, char.to_string(), "{at}");
        }
        assert_eq!(decoded.text.trim_start_matches('\u{feff}'), COPY);
        decoded.remark.expect("a remark")
    }

    #[test]
    fn utf_8_is_what_it_is() {
        for text in [COPY.to_owned(), format!("\u{feff}{COPY}"), String::new()] {
            let decoded = decode(text.as_bytes(), Format::Plain).expect("a text");
            assert!(decoded.text == text && decoded.map.is_none() && decoded.remark.is_none());
        }
    }

    #[test]
    fn utf_16_has_a_mark_or_nuls() {
        for (big, encoding, name) in
            [(false, UTF_16LE, "little-endian"), (true, UTF_16BE, "big-endian")]
        {
            for mark in ["", "\u{feff}"] {
                let remark = check(&wide(&format!("{mark}{COPY}"), big), Format::Plain, encoding);
                assert_eq!(remark, format!("read as UTF-16 ({name})"));
            }
        }
    }

    #[test]
    fn windows_1252_is_found_out_or_declared() {
        let (bytes, _, _) = WINDOWS_1252.encode(COPY);
        assert_eq!(check(&bytes, Format::Plain, WINDOWS_1252), "read as Windows-1252");
        let page = b"<p>Zo\xeb said \x84no\x94.</p><meta charset=\"windows-1252\">";
        let declared = [
            (Format::Html, "<meta charset='ISO-8859-1'>", "read as Windows-1252"),
            (Format::Html, "<meta content=\"text/html; charset = koi8-r\">", "read as KOI8-R"),
            (Format::Xml, "<?xml version='1.0' encoding='iso-8859-2'?>", "read as ISO-8859-2"),
            (
                Format::Xml,
                "<?xml version='1.0' encoding='UTF-8'?>",
                "declared UTF-8, but is not: read as Windows-1252",
            ),
        ];
        for (format, head, remark) in declared {
            let bytes = [head.as_bytes(), page].concat();
            let decoded = decode(&bytes, format).expect("a text");
            assert_eq!(decoded.remark.as_deref(), Some(remark));
        }
    }

    #[test]
    fn a_byte_that_was_pasted_in_does_not_spoil_the_rest() {
        let bytes = [COPY.as_bytes(), b"The mill\x92s gate.\n"].concat();
        let decoded = decode(&bytes, Format::Plain).expect("a text");
        assert_eq!(decoded.text, format!("{COPY}The mill’s gate.\n"));
        let remark = "read as UTF-8; 1 byte that is not was read as Windows-1252";
        assert_eq!(decoded.remark.as_deref(), Some(remark));
    }

    #[test]
    fn a_line_in_another_encoding_does_not_spoil_the_rest() {
        let bytes =
            ["“Né,” said Zoë Müller.\n".as_bytes(), b"Jos\xe9 N\xfa\xf1ez left.\n"].concat();
        let decoded = decode(&bytes, Format::Plain).expect("a text");
        assert_eq!(decoded.text, "“Né,” said Zoë Müller.\nJosé Núñez left.\n");
        let remark = "read as UTF-8; 3 bytes that are not were read as Windows-1252";
        assert_eq!(decoded.remark.as_deref(), Some(remark));
        let (bytes, _, _) = encoding_rs::KOI8_R.encode("Мэр сказала, что бассейн закрыт.");
        assert!(
            !decode(&bytes, Format::Plain).expect("a text").remark.expect("one").contains("UTF")
        );
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        for (bytes, line, column) in [
            (&b"One.\nTwo\0three"[..], 2, 4),
            (&b"\x89\x01\x02\x03\x04"[..], 1, 2),
            (&b"a\xff\xfe\0\0b"[..], 1, 4),
        ] {
            match decode(bytes, Format::Plain) {
                Err(ReadErrorKind::Binary { at }) => assert_eq!(at, Position { line, column }),
                _ => panic!("{bytes:?}"),
            }
        }
    }

    #[test]
    fn a_part_of_a_mail_is_what_it_declares_unless_it_is_not() {
        assert_eq!(decode_part(b"Zo\xeb", Some("iso-8859-1")).0, "Zoë");
        assert_eq!(decode_part("Zoë".as_bytes(), Some("us-ascii")).0, "Zoë");
        assert_eq!(decode_part(b"Zo\xeb", Some("utf-8")).0, "Zoë");
    }
}
