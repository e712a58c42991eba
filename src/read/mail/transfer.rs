//! Takes a part of a mail as it was sent. Gives its text, and where it stands in the mail.

use encoding_rs::WINDOWS_1252;

use super::super::encoding;
use super::super::segments::SegmentMap;
use crate::span::Span;

/// Bytes of a mail, and where they stand in it.
pub(super) struct Raw {
    bytes: Vec<u8>,
    map: SegmentMap,
}

/// A text, and where it stands in the mail.
pub(super) struct Text {
    pub(super) words: String,
    pub(super) map: SegmentMap,
}

/// The bytes at a span of the mail. `bytewise` says that each character is one.
pub(super) fn raw(source: &str, span: Span, bytewise: bool) -> Raw {
    let words = span.of(source);
    let mut map = SegmentMap::default();
    if !bytewise {
        map.push(words.len(), span);
        return Raw { bytes: words.as_bytes().to_vec(), map };
    }
    for (at, char) in words.char_indices() {
        let start = span.start + at;
        map.push(1, Span::new(start, start + char.len_utf8()));
    }
    let (bytes, _, _) = WINDOWS_1252.encode(words);
    Raw { bytes: bytes.into_owned(), map }
}

/// The text of a part: its transfer encoding and its own are undone.
pub(super) fn decode(raw: &Raw, transfer: &str, label: Option<&str>) -> Text {
    let transfer = transfer.trim();
    let sent = if transfer.eq_ignore_ascii_case("quoted-printable") {
        Some(quoted_printable(&raw.bytes))
    } else if transfer.eq_ignore_ascii_case("base64") {
        Some(base64(&raw.bytes))
    } else {
        None
    };
    let bytes = sent.as_ref().map_or(&raw.bytes, |sent| &sent.bytes);
    let (words, map) = encoding::decode_part(bytes, label);
    let map = sent.as_ref().map_or(map.clone(), |sent| map.within(&sent.map));
    Text { words, map: map.within(&raw.map) }
}

/// Undoes quoted-printable. What is not well formed stays as it is.
fn quoted_printable(bytes: &[u8]) -> Raw {
    let mut sent = Raw { bytes: Vec::with_capacity(bytes.len()), map: SegmentMap::default() };
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.iter().position(|byte| matches!(byte, b'=' | b' ' | b'\t'));
        let plain = plain.unwrap_or(rest.len());
        sent.copy(bytes, Span::new(at, at + plain));
        at += plain;
        match bytes.get(at) {
            Some(b'=') => at = sent.escape(bytes, at),
            Some(_) => {
                let blanks = blanks(bytes, at);
                // Blanks at the end of a line were put there on the way.
                if line_end(bytes, blanks).is_none() {
                    sent.copy(bytes, Span::new(at, blanks));
                }
                at = blanks;
            }
            None => {}
        }
    }
    sent
}

impl Raw {
    fn copy(&mut self, bytes: &[u8], span: Span) {
        self.bytes.extend_from_slice(bytes.get(span.start..span.end).unwrap_or_default());
        self.map.push(span.len(), span);
    }

    /// Undoes "=E9", or a line break that is none. Where what follows begins.
    fn escape(&mut self, bytes: &[u8], at: usize) -> usize {
        let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
        if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
            self.bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
            self.map.push(1, Span::new(at, at + 3));
            return at + 3;
        }
        let Some(next) = line_end(bytes, blanks(bytes, at + 1)) else {
            self.copy(bytes, Span::new(at, at + 1));
            return at + 1;
        };
        next
    }
}

/// Where blanks end.
fn blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Where the next line begins, if one ends here.
fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        (Some(b'\r' | b'\n'), _) => Some(at + 1),
        (None, _) => Some(bytes.len()),
        _ => None,
    }
}

/// Undoes base64: four characters are three bytes, and stand as a whole.
fn base64(bytes: &[u8]) -> Raw {
    let mut sent = Raw { bytes: Vec::with_capacity(bytes.len()), map: SegmentMap::default() };
    let (mut bits, mut count, mut from) = (0_u32, 0, 0);
    let mut last = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let Some(value) = sextet(*byte) else {
            if *byte == b'=' {
                sent.group(bits, count, Span::new(from, at + 1));
                (bits, count) = (0, 0);
            }
            continue;
        };
        if count == 0 {
            from = at;
        }
        (bits, count, last) = (bits << 6 | value, count + 1, at + 1);
        if count == 4 {
            sent.group(bits, count, Span::new(from, last));
            (bits, count) = (0, 0);
        }
    }
    if count > 0 {
        sent.group(bits, count, Span::new(from, last));
    }
    sent
}

impl Raw {
    /// The bytes of a group of two to four characters.
    fn group(&mut self, bits: u32, count: usize, span: Span) {
        if count < 2 {
            return;
        }
        let full = bits << (6 * (4 - count));
        let [_, bytes @ ..] = full.to_be_bytes();
        self.bytes.extend(bytes.iter().take(count - 1));
        self.map.push_whole(count - 1, span);
    }
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str, transfer: &str, label: &str) -> Text {
        decode(&raw(source, Span::new(0, source.len()), false), transfer, Some(label))
    }

    #[test]
    fn quoted_printable_is_undone_byte_by_byte() {
        let source = "Jos=E9 =\r\nHale, 2=3D2  \r\n=ZZ=";
        let text = text(source, "Quoted-Printable", "iso-8859-1");
        assert_eq!(text.words, "José Hale, 2=2\r\n=ZZ");
        let at = |words: &str| {
            let start = text.words.find(words).expect("the words");
            text.map.place(Span::new(start, start + words.len())).of(source)
        };
        assert_eq!([at("sé"), at("é Hale"), at("2=2")], ["s=E9", "=E9 =\r\nHale", "2=3D2"]);
    }

    #[test]
    fn base64_is_undone_group_by_group() {
        let source = "VGhl\r\nIG1pbGw=\r\n";
        let text = text(source, "base64", "utf-8");
        assert_eq!(text.words, "The mill");
        assert_eq!(text.map.place(Span::new(1, 2)).of(source), "VGhl");
        assert_eq!(text.map.place(Span::new(6, 8)).of(source), "bGw=");
    }

    #[test]
    fn each_character_can_be_a_byte() {
        let file = b"Zo\xeb said \x93no\x94";
        let (source, _) = WINDOWS_1252.decode_without_bom_handling(file);
        let raw = raw(&source, Span::new(0, source.len()), true);
        assert_eq!(raw.bytes, file);
        let text = decode(&raw, "8bit", Some("windows-1252"));
        assert_eq!(text.words, source);
        assert_eq!(text.map.place(Span::new(2, 4)), Span::new(2, 4));
    }
}
