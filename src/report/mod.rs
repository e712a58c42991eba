//! Takes drafts and their [`Verdict`]s. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.

mod excerpt;
mod full;
mod json;
mod short;
mod tables;

use std::io::{self, Write};
use std::sync::Arc;

use crate::read::Draft;
use crate::rulebook::Rulebook;
use crate::verdict::{Severity, Verdict};

pub use tables::{claims, questions, speakers};

/// A draft that has been read and judged.
#[derive(Debug)]
pub struct Checked {
    /// The draft.
    pub draft: Draft,
    /// What there is to say about it.
    pub verdict: Verdict,
    /// The rules by which it was judged.
    pub rulebook: Arc<Rulebook>,
    /// The least severity to show of its findings.
    pub show: Severity,
}

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

/// With colours or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With.
    On,
    /// Without.
    Off,
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With colours or without.
    pub colour: Colour,
    /// Columns of the page.
    pub width: usize,
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

/// A text of a draft on one line, with control characters made visible, so that a draft cannot
/// drive the terminal.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// "1 warning", "2 warnings".
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A standing in an editor's words.
fn standing(standing: crate::weigh::Standing) -> &'static str {
    use crate::weigh::Standing;
    match standing {
        Standing::Disputed => "disputed",
        Standing::Documented => "documented",
        Standing::IndependentlySupported => "independently supported",
        Standing::BothSidesAgree => "both sides agree",
        Standing::OneCampAskedAndSilent => "one camp, other side asked and silent",
        Standing::OneCamp => "one camp",
        Standing::OneVoice => "one voice",
        Standing::Unsourced => "unsourced",
    }
}
