//! Takes drafts and their [`crate::Verdict`]s. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.

mod checked;
mod digest;
mod excerpt;
mod explain;
mod full;
mod html;
mod json;
mod link;
mod page;
mod paint;
mod remarks;
mod screen;
mod sheets;
mod short;
mod show;
mod statistics;
mod who;
mod words;

use std::io::{self, Write};

pub use checked::{Checked, Colour, Links, Style};
pub use explain::{
    attribution as explain_attribution, check as explain_check, claim as explain_claim,
    fault as explain_fault, findings as explain_findings,
};
pub use remarks::remarks;
pub use sheets::{Sheet, SheetFormat, write as write_sheet};
pub use show::show;
pub use statistics::statistics;
pub use words::one_line as on_one_line;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal: one screen.
    Text,
    /// The same at length: whole paragraphs, why, what to do, and every claim.
    Full,
    /// One line a finding: `file:line:column: severity CODE message`.
    Short,
    /// A page for a browser.
    Html,
    /// One document with everything.
    Json,
    /// One line of JSON a draft.
    Jsonl,
}

impl Format {
    /// All formats, by the names that the command line takes.
    pub const ALL: [(&'static str, Self); 6] = [
        ("text", Self::Text),
        ("full", Self::Full),
        ("short", Self::Short),
        ("html", Self::Html),
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
/// the page and the JSON report repeat them.
pub fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Text => screen::write(out, drafts, style),
        Format::Full => full::write(out, drafts, style),
        Format::Short => short::write(out, drafts, style),
        Format::Html => html::write(out, drafts, errors),
        Format::Json => json::document(out, drafts, errors),
        Format::Jsonl => json::lines(out, drafts),
    }
}
