//! Quotations held against transcripts: a list for the terminal, a table, JSON.

mod document;
mod ink;
mod list;
mod table;
mod told;
mod verification;

use std::io::{self, Write};

pub use verification::{Verification, VerifiedDraft};

use super::checked::Style;
use super::sheets::SheetFormat;

/// The JSON Schema of what is written as [`SheetFormat::Json`].
#[must_use]
pub fn schema() -> schemars::Schema {
    document::schema()
}

/// Writes what the transcripts say of the quotations of some drafts.
pub fn write(
    out: &mut dyn Write,
    verification: &Verification<'_>,
    format: SheetFormat,
    style: Style,
) -> io::Result<()> {
    match format {
        SheetFormat::Text => list::write(out, verification, style),
        SheetFormat::Markdown => table::markdown(out, verification),
        SheetFormat::Csv => table::csv(out, verification),
        SheetFormat::Json => document::write(out, verification),
    }
}
