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
    /// Build on these; later ones win: builtin:PROFILE, files like this one, folders of rules. Paths
    /// are relative to the file that names them.
    pub extends: Vec<String>,
    /// Exit with 1 at this level or above.
    pub fail_on: Option<Limit>,
    /// Show findings at this level or above.
    pub show: Option<Severity>,
    /// Leave out findings that are less certain than this.
    pub confidence: Option<Confidence>,
    /// Findings that are not shown because they were there before: a file that `whosaid baseline
    /// write` has written. The path is relative to the file that names it.
    pub baseline: Option<String>,
    /// Checks by code or name: a level, off, or what to change.
    pub rules: BTreeMap<String, Adjustment>,
    /// Other rules for some paths; later ones win.
    pub overrides: Vec<Override>,
    /// People the desk knows.
    pub people: Vec<Person>,
    /// Organisations the desk knows.
    pub organisations: Vec<Organisation>,
    /// Who is on the same side.
    #[serde(alias = "camps")]
    pub sides: Vec<KnownSide>,
    /// Sources that count as a record.
    pub record_sources: Vec<String>,
    /// Phrases that a check allows, by its code or name.
    pub allow: BTreeMap<String, Vec<String>>,
    /// Words to add.
    pub lexicon: AddedWords,
    /// What a note that ignores a finding must have.
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
    /// Patterns such as opinion/**, relative to the file that names them.
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
    /// Whether a note without a reason does nothing and is reported. The default is true.
    pub require_reason: Option<bool>,
}

/// Which drafts are read when a folder is checked.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileSettings {
    /// Only these; all if the list is empty.
    pub include: Vec<String>,
    /// Never these.
    pub exclude: Vec<String>,
}
