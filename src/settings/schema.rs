//! JSON Schemas for editors, made from the types that read the files.

use schemars::schema_for;

use super::file::Settings;
use crate::lexicon::{CueFile, WordFile};
use crate::read::Sidecar;
use crate::rulebook::Check;

/// The kinds of files that have a schema.
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
}

impl Schema {
    /// All of them, by name.
    pub const ALL: [(&'static str, Self); 5] = [
        ("settings", Self::Settings),
        ("check", Self::Check),
        ("cues", Self::Cues),
        ("words", Self::Words),
        ("sidecar", Self::Sidecar),
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
        };
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}
