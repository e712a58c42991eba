//! The shape of a settings file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::adjust::Adjustment;
use crate::lexicon::{Class, CueFile};
use crate::parse::Confidence;
use crate::resolve::{KnownSide, Organisation, Person};
use crate::verdict::Severity;

/// The shape of `whosaid.yml`, of a profile, and of the settings in a folder of rules.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "whosaid.yml")]
pub struct Settings {
    /// The version of this shape: 1.
    pub version: Option<u32>,
    /// The profile to start from: news, factcheck or brief.
    pub profile: Option<String>,
    /// What to build on, in order, later wins: builtin:PROFILE, files of this shape, folders of
    /// rules. Paths count from the file that names them.
    pub extends: Vec<String>,
    /// The least severity that makes the exit code 1.
    pub fail_on: Option<Limit>,
    /// The least severity that is printed.
    pub show: Option<Severity>,
    /// Findings less sure than this are not made.
    pub confidence: Option<Confidence>,
    /// Checks by code or name: a level, off, or what to change.
    pub rules: BTreeMap<String, Adjustment>,
    /// Other rules for some paths; later wins.
    pub overrides: Vec<Override>,
    /// People the newsroom knows.
    pub people: Vec<Person>,
    /// Bodies the newsroom knows.
    pub organisations: Vec<Organisation>,
    /// Who stands with whom.
    #[serde(alias = "camps")]
    pub sides: Vec<KnownSide>,
    /// Sources whose word counts as a record.
    pub record_sources: Vec<String>,
    /// Whole phrases that a check lets pass, by its code or name.
    pub allow: BTreeMap<String, Vec<String>>,
    /// Words to add.
    pub lexicon: AddedWords,
    /// What notes that set findings aside must have.
    pub ignores: Notes,
    /// Which drafts are read when a folder is checked.
    pub files: FileSettings,
}

/// The least severity that makes the program fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Errors alone.
    Error,
    /// Warnings too.
    Warning,
    /// Everything; older settings say `info`.
    #[serde(alias = "info")]
    Note,
    /// Nothing.
    Never,
}

impl Limit {
    /// The severity, if there is one.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// Other rules for some paths.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Patterns such as opinion/**; they count from the file that names them.
    pub paths: Vec<String>,
    /// Checks by code or name.
    #[serde(default)]
    pub rules: BTreeMap<String, Adjustment>,
}

/// Words to add to the lexicon.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Words")]
pub struct AddedWords {
    /// Words by class, as in rules/lexicon/words.
    pub words: BTreeMap<Class, Vec<String>>,
    /// Cues, as in the files of rules/lexicon/cues.
    pub cues: Vec<CueFile>,
}

/// What notes that set findings aside must have.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Notes {
    /// Whether a note without a reason does nothing and is reported; true unless it is set.
    pub require_reason: Option<bool>,
}

/// Which drafts are read when a folder is checked.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileSettings {
    /// Only these, if there are any.
    pub include: Vec<String>,
    /// Not these.
    pub exclude: Vec<String>,
}
