//! Reports that are written draft by draft, so that no more than one draft need be in memory.

use std::io::{self, Write};

use super::checked::{Checked, Style};
use super::format::Format;
use super::full::Full;
use super::screen::Screen;
use super::{json, machine, short};

/// A report that is written draft by draft.
pub struct InTurn(Kind);

enum Kind {
    Text(Screen),
    Full(Full),
    /// Every draft stands by itself.
    Lines(Format),
}

impl InTurn {
    /// True for a format that can be written so. The others put something before the first draft that is
    /// known after the last, or are one document.
    #[must_use]
    pub const fn can(format: Format) -> bool {
        use Format::{Full, Github, Jsonl, Short, Text};
        matches!(format, Text | Full | Short | Jsonl | Github)
    }

    /// A report without drafts as yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self(match format {
            Format::Text => Kind::Text(Screen::default()),
            Format::Full => Kind::Full(Full::default()),
            other => Kind::Lines(other),
        })
    }

    /// Writes a draft.
    pub fn draft(
        &mut self,
        out: &mut dyn Write,
        checked: &Checked,
        style: Style,
    ) -> io::Result<()> {
        let one = std::slice::from_ref(checked);
        match &mut self.0 {
            Kind::Text(screen) => screen.draft(out, checked, style),
            Kind::Full(full) => full.draft(out, checked, style),
            Kind::Lines(Format::Jsonl) => json::lines(out, one),
            Kind::Lines(Format::Github) => machine::github(out, one, &[]),
            Kind::Lines(_) => short::write(out, one, style),
        }
    }

    /// Writes what comes after the drafts. `errors` are messages on drafts that could not be read.
    pub fn end(&self, out: &mut dyn Write, errors: &[String], style: Style) -> io::Result<()> {
        match &self.0 {
            Kind::Text(screen) => screen.end(out, style),
            Kind::Full(full) => full.end(out),
            Kind::Lines(Format::Github) => machine::github(out, &[], errors),
            Kind::Lines(_) => Ok(()),
        }
    }
}
