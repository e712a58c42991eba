//! What changed between two versions of a draft: for a terminal, in Markdown, as JSON; and what
//! changed since a draft was approved.

mod approved;
mod as_json;
mod as_markdown;
mod as_text;
mod compared;
mod wording;

use std::io::{self, Write};

pub use approved::write as write_since_approved;
pub use compared::{Compared, compared};

use super::checked::Style;

/// The form of a report on changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangesFormat {
    /// For a person at a terminal.
    Text,
    /// Markdown, for a document or a comment.
    Markdown,
    /// For other programs.
    Json,
}

impl ChangesFormat {
    /// All of them, by the names that the command line takes.
    pub const ALL: [(&'static str, Self); 3] =
        [("text", Self::Text), ("md", Self::Markdown), ("json", Self::Json)];

    /// The format of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, format)| *format)
    }
}

/// The JSON Schema of what is written as [`ChangesFormat::Json`].
#[must_use]
pub fn changes_schema() -> schemars::Schema {
    as_json::schema()
}

/// Writes what changed between the stories of two files. `errors` are messages on drafts that could
/// not be read; only JSON repeats them.
pub fn write_changes(
    out: &mut dyn Write,
    (old, new): (&str, &str),
    stories: &[Compared<'_>],
    errors: &[String],
    format: ChangesFormat,
    style: Style,
) -> io::Result<()> {
    match format {
        ChangesFormat::Text => as_text::write(out, (old, new), stories, style),
        ChangesFormat::Markdown => as_markdown::write(out, (old, new), stories),
        ChangesFormat::Json => as_json::write(out, (old, new), stories, errors),
    }
}
