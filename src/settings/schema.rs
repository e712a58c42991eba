//! JSON Schemas for editors and for programs, made from the types that read the files and write the reports.

use schemars::schema_for;

use super::file::Settings;
use crate::adopt::{Baseline, Signoff};
use crate::lexicon::{CueFile, WordFile};
use crate::read::Sidecar;
use crate::report;
use crate::rulebook::Check;
use crate::verify::SpeechFile;

/// The kinds of files and reports that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `whosaid.yml` and profiles.
    Settings,
    /// A check.
    Check,
    /// A file of cues.
    Cues,
    /// A list of words.
    Words,
    /// The file beside a draft.
    Sidecar,
    /// The findings that were there before.
    Baseline,
    /// What has been checked of a draft.
    Signoff,
    /// What `check -o json` writes.
    Report,
    /// A line of what `check -o jsonl` writes.
    ReportLine,
    /// What `diff -o json` writes.
    Diff,
    /// What `verify -o json` writes.
    Verify,
    /// An answer to a record of a stream.
    Answer,
    /// What a draft may leave out of speech.
    Speech,
}

impl Schema {
    /// All of them, by name.
    pub const ALL: [(&'static str, Self); 13] = [
        ("settings", Self::Settings),
        ("check", Self::Check),
        ("cues", Self::Cues),
        ("words", Self::Words),
        ("sidecar", Self::Sidecar),
        ("baseline", Self::Baseline),
        ("signoff", Self::Signoff),
        ("report", Self::Report),
        ("report-line", Self::ReportLine),
        ("diff", Self::Diff),
        ("verify", Self::Verify),
        ("answer", Self::Answer),
        ("speech", Self::Speech),
    ];

    /// The schema of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, schema)| *schema)
    }

    /// The schema as JSON, with a line feed at its end.
    #[must_use]
    pub fn text(self) -> String {
        let schema = match self {
            Self::Settings => schema_for!(Settings),
            Self::Check => schema_for!(Check),
            Self::Cues => schema_for!(CueFile),
            Self::Words => schema_for!(WordFile),
            Self::Sidecar => schema_for!(Sidecar),
            Self::Baseline => schema_for!(Baseline),
            Self::Signoff => schema_for!(Signoff),
            Self::Report => report::json_schema(),
            Self::ReportLine => report::jsonl_schema(),
            Self::Diff => report::changes_schema(),
            Self::Verify => report::verification_schema(),
            Self::Answer => report::answer_schema(),
            Self::Speech => schema_for!(SpeechFile),
        };
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}
