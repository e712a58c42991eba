//! Takes drafts and their [`crate::Verdict`]s. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.

mod checked;
mod excerpt;
mod explain;
mod full;
mod json;
mod page;
mod remarks;
mod sheets;
mod short;
mod who;
mod words;

use std::io::{self, Write};

pub use checked::{Checked, Colour, Style};
pub use explain::{
    attribution as explain_attribution, check as explain_check, claim as explain_claim,
    fault as explain_fault, findings as explain_findings,
};
pub use remarks::remarks;
pub use sheets::{Sheet, SheetFormat, write as write_sheet};
pub use words::one_line as on_one_line;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Full,
    /// One line a finding: `file:line:column: severity CODE message`.
    Short,
    /// One document with everything.
    Json,
    /// One line of JSON a draft.
    Jsonl,
}

impl Format {
    /// All formats, by the names that the command line takes.
    pub const ALL: [(&'static str, Self); 4] = [
        ("full", Self::Full),
        ("short", Self::Short),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
    ];

    /// The format of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, format)| *format)
    }
}

/// Writes a report on some drafts. `errors` are messages on drafts that could not be read; only
/// the JSON report repeats them.
pub fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Full => full::write(out, drafts, style),
        Format::Short => short::write(out, drafts),
        Format::Json => json::document(out, drafts, errors),
        Format::Jsonl => json::lines(out, drafts),
    }
}
