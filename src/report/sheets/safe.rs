//! Makes the words of a draft safe: for a spreadsheet, for Markdown, for JSON on a terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use crate::report::words::{drives, one_line};

/// What a spreadsheet takes for the beginning of a formula; the wide forms too, as some take those.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Marks that mean something to Markdown wherever they are in a line.
const MARKS: &str = "\\`*_[]<>&|~$^";

/// Marks that mean something at the beginning of a line.
const FIRST: &str = "#+-=:!";

/// A cell of a spreadsheet, on one line. One that a spreadsheet would take for a formula begins with
/// an apostrophe, which spreadsheets take for "this is text".
pub(in crate::report) fn cell(text: &str) -> String {
    let line = one_line(text);
    if line.starts_with(FORMULA) || text.starts_with(FORMULA) { format!("'{line}") } else { line }
}

/// Words in Markdown, on one line, every mark escaped.
pub(in crate::report) fn markdown(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    // The number of a list: "1." or "1)".
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, char) in line.char_indices() {
        let rest = &line[at..];
        let listed = digits > 0 && at == digits && (char == '.' || char == ')');
        let first = at == 0 && FIRST.contains(char);
        // Some readers make a link of a bare address.
        let address = rest.starts_with("://") || char == '.' && line[..at].ends_with("www");
        let image = rest.starts_with("![");
        if MARKS.contains(char) || first || listed || address || image {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// JSON in which what drives a terminal is written as an escape; the data is the same.
fn json_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char != '\n' && drives(char) {
            let _ = write!(out, "\\u{:04x}", char as u32);
        } else {
            out.push(char);
        }
    }
    out
}

/// Writes one document of JSON, indented, with a line feed at its end.
pub(in crate::report) fn json(out: &mut dyn Write, document: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(Safe(&mut *out), document)?;
    writeln!(out)
}

/// One line of JSON, with its line feed. It is made in memory and looked at once as a whole: a report is
/// many small pieces.
pub(in crate::report) fn json_line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_string(value)?;
    if may_drive(line.as_bytes()) {
        line = json_text(&line);
    }
    line.push('\n');
    Ok(line.into_bytes())
}

/// A stream for JSON that is written piece by piece, each of whole characters: the same for all of it.
struct Safe<W>(W);

impl<W: Write> Write for Safe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) if may_drive(bytes) => self.0.write_all(json_text(text).as_bytes())?,
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// So many bytes are passed over at a time where all are plain letters.
const AT_ONCE: usize = 64;

/// False for bytes of which none begins what drives a terminal.
fn may_drive(bytes: &[u8]) -> bool {
    let odd = |some: &[u8]| some.iter().fold(0, |most: u8, byte| most.max(*byte)) >= 0x7f;
    let mut start = 0;
    bytes.chunks(AT_ONCE).any(|some| {
        let own = start..start + some.len();
        start = own.end;
        odd(some) && own.into_iter().any(|at| begins(&bytes[at..]))
    })
}

/// True when some bytes begin with what drives a terminal. A curly quotation mark is E2 80 too.
fn begins(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0x7f | 0xd8, ..]
            | [0xc2, ..=0x9f, ..]
            | [0xe2, 0x80, 0x8e | 0x8f | 0xa8..=0xae, ..]
            | [0xe2, 0x81, 0xa6..=0xa9, ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(cell(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("a = 1"), "a = 1");
        assert_eq!(cell("  =1+1"), "'=1+1");
        assert_eq!(cell(""), "");
    }

    #[test]
    fn marks_of_markdown_are_escaped() {
        assert_eq!(markdown("a | b"), "a \\| b");
        assert_eq!(markdown("# 1"), "\\# 1");
        assert_eq!(markdown("12. May"), "12\\. May");
        assert_eq!(markdown("It cost 12."), "It cost 12.");
        assert_eq!(markdown("<b>`x`"), "\\<b\\>\\`x\\`");
        assert_eq!(markdown("see https://x.org"), "see https\\://x.org");
    }

    #[test]
    fn json_keeps_its_data() {
        let text = serde_json::to_string("a\u{202e}b\u{9b}c\u{7f}").unwrap();
        let safe = json_text(&text);
        assert!(safe.is_ascii(), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), "a\u{202e}b\u{9b}c\u{7f}");
    }

    #[test]
    fn what_drives_a_terminal_is_seen_wherever_it_is() {
        for char in ('\0'..='\u{2100}').filter(|char| drives(*char) && *char >= '\u{7f}') {
            for before in [0, 1, AT_ONCE - 2, AT_ONCE - 1, AT_ONCE, 3 * AT_ONCE + 5] {
                let text = format!("{}{char}", "a".repeat(before));
                assert!(may_drive(text.as_bytes()), "{char:?} at {before}");
                assert!(!may_drive(&text.as_bytes()[..before]));
            }
        }
        assert!(!may_drive("“é” — ’ ½".repeat(AT_ONCE).as_bytes()));
    }

    #[test]
    fn json_piece_by_piece_is_the_same() {
        for char in ('\0'..='\u{2100}').filter(|char| drives(*char)) {
            let text = format!("“é” {char} — ’");
            let mut bytes = Vec::new();
            serde_json::to_writer(Safe(&mut bytes), &text).unwrap();
            let safe = String::from_utf8(bytes).unwrap();
            assert!(!safe.chars().any(drives), "{safe:?}");
            assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
