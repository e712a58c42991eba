//! The three sheets: every claim, every source, the questions to ask. Each builds its rows once; each
//! format writes the same rows.
//!
//! In the terminal a sheet is a list. Tables were tried: with seven columns, `comfy-table` cuts words
//! apart at 60, 80 and 100 columns, and an entry is taller than the same entry as a list.

mod claims;

mod questions;
mod row;
pub(super) mod safe;
mod speakers;

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use self::claims::ClaimRow;
use self::questions::QuestionRow;
use self::row::Row;
use self::safe::{cell, json, markdown};
use self::speakers::SpeakerRow;
use super::checked::{Checked, Style};
use super::json::{TOOL, Tool, UNITS, Units, VERSION};
use super::page::Page;

/// A sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Every claim: who says so, how it stands, room to tick it off.
    Claims,
    /// Every source: how it is introduced, on which side, what it says.
    Speakers,
    /// The questions that the findings raise, by whom to ask.
    Questions,
}

/// The form of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// For a person at a terminal.
    Text,
    /// For a document or an issue.
    Markdown,
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
}

impl SheetFormat {
    /// All formats, by the names that the command line takes.
    pub const ALL: [(&'static str, Self); 4] =
        [("text", Self::Text), ("md", Self::Markdown), ("csv", Self::Csv), ("json", Self::Json)];

    /// The format of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, format)| *format)
    }
}

/// Writes a sheet of some drafts. `errors` are messages on drafts that could not be read; only JSON
/// repeats them.
pub fn write(
    out: &mut dyn Write,
    sheet: Sheet,
    drafts: &[Checked],
    errors: &[String],
    format: SheetFormat,
    style: Style,
) -> io::Result<()> {
    match sheet {
        Sheet::Claims => rows::<ClaimRow>(out, drafts, errors, format, style),
        Sheet::Speakers => rows::<SpeakerRow>(out, drafts, errors, format, style),
        Sheet::Questions => rows::<QuestionRow>(out, drafts, errors, format, style),
    }
}

fn rows<R: Row>(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
    format: SheetFormat,
    style: Style,
) -> io::Result<()> {
    let all: Vec<(&Checked, Vec<R>)> = drafts.iter().map(|draft| (draft, R::rows(draft))).collect();
    match format {
        SheetFormat::Text => as_text(out, &all, style),
        SheetFormat::Markdown => as_markdown(out, &all),
        SheetFormat::Csv => as_csv(out, &all),
        SheetFormat::Json => as_json(out, &all, errors),
    }
}

fn as_text<R: Row>(
    out: &mut dyn Write,
    all: &[(&Checked, Vec<R>)],
    style: Style,
) -> io::Result<()> {
    for (n, (checked, rows)) in all.iter().enumerate() {
        let mut page = Page::new(style);
        page.title(&checked.draft, &R::count(checked, rows));
        R::list(rows, &mut page);
        let gap = if n == 0 { "" } else { "\n" };
        write!(out, "{gap}{}", page.text())?;
    }
    Ok(())
}

fn as_markdown<R: Row>(out: &mut dyn Write, all: &[(&Checked, Vec<R>)]) -> io::Result<()> {
    for (n, (checked, rows)) in all.iter().enumerate() {
        let gap = if n == 0 { "" } else { "\n" };
        writeln!(out, "{gap}# {}", markdown(&checked.draft.name()))?;
        writeln!(out, "\n{}", markdown(&R::count(checked, rows)))?;
        R::markdown(rows, out)?;
    }
    Ok(())
}

/// CSV with a byte order mark, without which Excel takes UTF-8 for something else.
fn as_csv<R: Row>(out: &mut dyn Write, all: &[(&Checked, Vec<R>)]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_field("Draft")?;
    table.write_record(R::HEADINGS)?;
    for (checked, rows) in all {
        let name = cell(&checked.draft.name());
        for row in rows {
            table.write_field(&name)?;
            table.write_record(row.cells().iter().map(|text| cell(text)))?;
        }
    }
    table.flush()
}

#[derive(Serialize)]
struct Document<'a, R: Row> {
    schema_version: &'static str,
    tool: Tool,
    units: Units,
    drafts: Vec<DraftOut<'a, R>>,
    errors: &'a [String],
}

/// The rows of a draft, under the key of their sheet.
struct DraftOut<'a, R: Row>(&'a Checked, &'a [R]);

impl<R: Row> Serialize for DraftOut<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.0.draft.path)?;
        if let Some((story, _)) = self.0.draft.story {
            map.serialize_entry("story", &story)?;
        }
        map.serialize_entry(R::KEY, self.1)?;
        map.end()
    }
}

fn as_json<R: Row>(
    out: &mut dyn Write,
    all: &[(&Checked, Vec<R>)],
    errors: &[String],
) -> io::Result<()> {
    let drafts = all.iter().map(|(checked, rows)| DraftOut(checked, rows)).collect();
    let document = Document { schema_version: VERSION, tool: TOOL, units: UNITS, drafts, errors };
    json(out, &document)
}
