//! What every sheet has.

use std::io::{self, Write};

use serde::Serialize;

use super::safe::markdown;
use crate::report::checked::Checked;
use crate::report::page::Page;

/// What a sheet needs to be written in every format.
pub(super) trait Row: Serialize + Sized {
    /// The key of the rows in the JSON of a draft.
    const KEY: &'static str;
    /// The headings of the columns.
    const HEADINGS: &'static [&'static str];

    /// The rows of a draft, in order.
    fn rows(checked: &Checked) -> Vec<Self>;
    /// The cells of a row, one for each heading.
    fn cells(&self) -> Vec<String>;
    /// What there is, in a few words: "11 claims".
    fn count(checked: &Checked, rows: &[Self]) -> String;
    /// Writes the rows of one draft as a list.
    fn list(rows: &[Self], page: &mut Page);

    /// Writes the rows of one draft in Markdown: a table, unless the sheet has a better form.
    fn markdown(rows: &[Self], out: &mut dyn Write) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n| {} |", Self::HEADINGS.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(Self::HEADINGS.len()))?;
        for row in rows {
            let cells: Vec<String> = row.cells().iter().map(|text| markdown(text)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}
