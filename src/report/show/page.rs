//! Text and margin side by side, by the width of the page.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::ink::{Ink, paint};
use super::margin::Note;
use super::text::Glyph;
use crate::read::Location;
use crate::report::checked::{Checked, Colour, Style};
use crate::report::link::link;

/// Columns for the number of a line.
const NUMBER: usize = 5;
/// Columns between two parts of a line.
const GAP: usize = 2;
/// From this width on the margin is on the right.
const WIDE: usize = 100;
/// A line of text is no longer than this: longer ones are hard to read.
const LONGEST: usize = 88;
/// The margin is no wider than this.
const WIDEST: usize = 60;
/// A note has no more lines than this.
const LINES: usize = 3;

/// How wide the parts of a page are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    margin: usize,
    text: usize,
    /// True when the margin is on the right.
    right: bool,
}

impl Page {
    /// A page of some columns.
    pub(super) fn new(width: usize) -> Self {
        let right = width >= WIDE;
        let free = width.saturating_sub(NUMBER + 2 * GAP);
        let share = if right { free * 3 / 10 } else { free * 28 / 100 };
        let text = free.saturating_sub(share).clamp(16, LONGEST);
        let margin = free.saturating_sub(text).clamp(8, WIDEST);
        Self { margin, text, right }
    }

    /// The columns of the margin.
    pub(super) const fn margin(self) -> usize {
        self.margin
    }

    /// The lines of a part of the draft with the notes on it.
    pub(super) fn lines(
        self,
        checked: &Checked,
        glyphs: &[Glyph],
        notes: &[Note],
        style: Style,
    ) -> Vec<String> {
        let text = wrap(glyphs, self.text);
        let margin = self.beside(&text, notes);
        let mut lines = Vec::new();
        let mut last = None;
        for n in 0..text.len().max(margin.len()) {
            let row = text.get(n).copied().unwrap_or_default();
            let number = row.first().map(|glyph| number(checked.draft.where_is(glyph.at)));
            let number = number.filter(|number| last.as_ref() != Some(number));
            let shown = Self::numbered(checked, number.as_deref(), style);
            last = number.or(last);
            let (note, ink) = margin.get(n).cloned().flatten().unwrap_or_default();
            let room = self.margin.saturating_sub(note.width());
            let note = paint(&note, ink, style.colour);
            let words = painted(row, style.colour);
            lines.push(if self.right {
                let room = " ".repeat(self.text.saturating_sub(width(row)));
                format!("{shown}  {words}{room}  {note}")
            } else {
                format!("{note}{}{shown}  {words}", " ".repeat(room))
            });
        }
        lines
    }

    /// The number of a line in its columns; it leads to the draft.
    fn numbered(checked: &Checked, number: Option<&str>, style: Style) -> String {
        let Some(number) = number else { return " ".repeat(NUMBER) };
        let room = " ".repeat(NUMBER.saturating_sub(number.width()));
        let number = paint(number, Ink::Small, style.colour);
        format!("{room}{}", link(&number, Path::new(&checked.draft.path), style))
    }

    /// What is in the margin beside each line: a note begins at the line it is about, or below the
    /// note before it.
    fn beside(self, text: &[&[Glyph]], notes: &[Note]) -> Vec<Option<(String, Ink)>> {
        let mut margin: Vec<Option<(String, Ink)>> = Vec::new();
        for note in notes {
            let after =
                text.iter().position(|row| row.last().is_some_and(|last| note.at <= last.at));
            let line = after.unwrap_or(text.len().saturating_sub(1)).max(margin.len());
            margin.resize(line, None);
            let options = textwrap::Options::new(self.margin).subsequent_indent("  ");
            let mut rows = textwrap::wrap(&note.text, options);
            let more = rows.len() > LINES;
            rows.truncate(LINES);
            let count = rows.len();
            margin.extend(rows.into_iter().enumerate().map(|(n, row)| {
                let cut = more && n + 1 == count;
                Some((if cut { ended(&row, self.margin) } else { row.into_owned() }, note.ink))
            }));
        }
        margin
    }
}

/// A line with "…" at its end.
fn ended(row: &str, width: usize) -> String {
    let mut row = row.to_owned();
    while row.width() >= width && row.pop().is_some() {}
    format!("{row}…")
}

/// "12"; "¶3" in a document of Word or LibreOffice, "n¶3" in its notes.
fn number(place: Location) -> String {
    match place {
        Location::Line { line, .. } => line.to_string(),
        Location::Paragraph { run, notes: false } => format!("¶{}", run.paragraph),
        Location::Paragraph { run, notes: true } => format!("n¶{}", run.paragraph),
    }
}

/// The lines of a text, wrapped by the columns that its characters take.
fn wrap(glyphs: &[Glyph], width: usize) -> Vec<&[Glyph]> {
    let text: String = glyphs.iter().map(|glyph| glyph.char).collect();
    let mut rows = Vec::new();
    let mut at = 0;
    for line in textwrap::wrap(&text, textwrap::Options::new(width).break_words(true)) {
        while glyphs.get(at).is_some_and(|glyph| glyph.char == ' ') {
            at += 1;
        }
        let end = (at + line.chars().count()).min(glyphs.len());
        rows.push(&glyphs[at..end]);
        at = end;
    }
    rows
}

/// The columns of a line.
fn width(row: &[Glyph]) -> usize {
    row.iter().map(|glyph| glyph.char).collect::<String>().width()
}

/// A line in its inks.
fn painted(row: &[Glyph], colour: Colour) -> String {
    let pieces = row.chunk_by(|one, next| one.ink == next.ink);
    let paint = |piece: &[Glyph]| {
        let text: String = piece.iter().map(|glyph| glyph.char).collect();
        paint(&text, piece[0].ink, colour)
    };
    pieces.map(paint).collect()
}
