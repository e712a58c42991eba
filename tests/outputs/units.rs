//! The words at lines and columns, read back in the unit that a format counts in. It shares nothing with
//! the code that writes them.

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Points,
    Utf16,
    Utf8,
}

impl Unit {
    fn of(self, c: char) -> usize {
        match self {
            Self::Points => 1,
            Self::Utf16 => c.len_utf16(),
            Self::Utf8 => c.len_utf8(),
        }
    }
}

/// The byte at which a line and a column, both from 1, are in a text.
fn offset(text: &str, (line, column): (usize, usize), unit: Unit) -> usize {
    let text_from = |start: usize| text[start..].chars();
    let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
    for _ in 1..line {
        let mut chars = text_from(start);
        let end = chars.position(|c| c == '\n' || c == '\r').expect("there is such a line");
        let mut after = start + text_from(start).take(end + 1).map(char::len_utf8).sum::<usize>();
        if text[..after].ends_with('\r') && text[after..].starts_with('\n') {
            after += 1;
        }
        start = after;
    }
    let mut at = start;
    let mut seen = 1;
    for c in text_from(start) {
        if seen >= column {
            break;
        }
        seen += unit.of(c);
        at += c.len_utf8();
    }
    assert_eq!(seen, column, "column {column} of line {line} is inside a character");
    at
}

/// The words from one place to another, the end exclusive.
pub(crate) fn words(text: &str, start: (usize, usize), end: (usize, usize), unit: Unit) -> &str {
    let (start, end) = (offset(text, start, unit), offset(text, end, unit));
    assert!(start <= end, "it ends before it starts");
    &text[start..end]
}

#[test]
fn words_are_read_back_in_every_unit() {
    let text = "\u{feff}é🎉a\r\nb\rc🎉d";
    assert_eq!(words(text, (1, 3), (1, 4), Unit::Points), "a");
    assert_eq!(words(text, (1, 4), (1, 5), Unit::Utf16), "a");
    assert_eq!(words(text, (1, 7), (1, 8), Unit::Utf8), "a");
    assert_eq!(words(text, (2, 1), (3, 4), Unit::Utf16), "b\rc🎉");
}
