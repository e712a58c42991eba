//! Words that a format writes with escapes: each character is found where it stands.

use super::document::Writer;
use crate::span::Span;

/// Writes words that stand in quotation marks of TOML, YAML or JSON: `\"`, `\u2019`, `''`. What cannot
/// be found piece by piece stands at the whole of the rest.
pub(super) fn write(source: &str, words: &str, span: Span, writer: &mut Writer<'_>) {
    let raw = span.of(source);
    let mut at = 0;
    for (done, char) in words.char_indices() {
        let rest = &raw[at..];
        let here = Span::new(span.start + at, span.end);
        let Some(len) = written(rest, char) else {
            writer.put(&words[done..], here);
            return;
        };
        let place = Span::new(here.start, here.start + len);
        if rest[..len].chars().eq([char]) {
            writer.copy(place);
        } else {
            writer.put(char.encode_utf8(&mut [0; 4]), place);
        }
        at += len;
    }
}

/// How many bytes write a character at the beginning of `raw`.
fn written(raw: &str, char: char) -> Option<usize> {
    if let Some(rest) = raw.strip_prefix('\\') {
        let digits = match rest.chars().next()? {
            'x' => 2,
            'u' if rest.get(1..5).is_some_and(|d| d.starts_with(['d', 'D']) && is_pair(raw)) => 10,
            'u' => 4,
            'U' => 8,
            other => return Some(1 + other.len_utf8()),
        };
        return raw.get(..2 + digits).map(str::len);
    }
    if char == '\'' && raw.starts_with("''") {
        return Some(2);
    }
    raw.starts_with(char).then_some(char.len_utf8())
}

/// True for the two halves of a character beyond the first plane: `\ud83d\ude00`.
fn is_pair(raw: &str) -> bool {
    raw.get(6..8) == Some("\\u") && raw.get(2..4).is_some_and(|d| d.as_bytes()[1] >= b'8')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_found_where_it_stands() {
        let raw = "a \\\"b\\\" \\u2019\\ud83d\\ude00 é";
        let words = "a \"b\" ’😀 é";
        let mut writer = Writer::new(raw);
        write(raw, words, Span::new(0, raw.len()), &mut writer);
        let document = writer.finish();
        assert_eq!(document.text, words);
        let place = |part: &str| {
            let at = words.find(part).unwrap();
            document.map.place(Span::new(at, at + part.len())).of(raw)
        };
        assert_eq!(
            [place("\"b\""), place("’"), place("😀"), place("é")],
            ["\\\"b\\\"", "\\u2019", "\\ud83d\\ude00", "é"]
        );
    }

    #[test]
    fn what_is_not_found_stands_at_the_rest() {
        let raw = "a >\n b";
        let mut writer = Writer::new(raw);
        write(raw, "a b", Span::new(0, raw.len()), &mut writer);
        assert_eq!(writer.finish().text, "a b");
    }
}
