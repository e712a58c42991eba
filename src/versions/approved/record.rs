//! The file: "draft.txt.whosaid.snap". It has words and names and no places, so that it changes only
//! when something changes that was approved.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::lexicon::CueClass;
use crate::resolve::SpeakerKind;
use crate::rulebook::{self, File, RuleError, RuleErrorKind};
use crate::versions::version::{Certainty, Statement, Version, Voice};
use crate::weigh::{AnswerKind, Standing};

/// The version of the file.
const VERSION: u32 = 1;

/// How the file begins: by this it is known.
const HEADER: &str = "# Approved: quotations, speakers and standing of ";

/// What was approved of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approved {
    /// The version of the file.
    pub version: u32,
    /// Who has approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The stories of the file; most files have one.
    pub stories: Vec<ApprovedStory>,
}

/// What was approved of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovedStory {
    /// The headline, by which a story of a feed is found again. It is not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Who speaks.
    #[serde(default)]
    pub speakers: Vec<SpeakerRecord>,
    /// What they say, in order of place.
    #[serde(default)]
    pub statements: Vec<StatementRecord>,
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeakerRecord {
    /// The fullest name, or the description where there is no name.
    pub name: String,
    /// How they are introduced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What kind of source it is.
    pub kind: SpeakerKind,
}

/// Something that somebody says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementRecord {
    /// Who says it; nobody where nobody is credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Names>,
    /// Who may be meant, where the draft does not show who it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_be: Vec<String>,
    /// How sure it is who speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The verb that reports it, in its first form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// What the verb does, where it does more than report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb_kind: Option<CueClass>,
    /// True for "did not say".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    /// What is in quotation marks, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// What is said outside quotation marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// How the claim stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What others answer to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// One name or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// "Tom Hale"
    One(String),
    /// "Tom Hale", "Ann Webb"
    Several(Vec<String>),
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// Who answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Where the file of a draft lies.
#[must_use]
pub fn beside(draft: &Path) -> PathBuf {
    let mut name = draft.as_os_str().to_owned();
    name.push(".whosaid.snap");
    PathBuf::from(name)
}

/// True for the text of such a file.
#[must_use]
pub fn is_snapshot(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').starts_with(HEADER)
}

/// The text of the file of a draft.
#[must_use]
pub fn write(draft: &str, by: Option<&str>, date: Option<&str>, stories: &[&Version]) -> String {
    let approved = Approved {
        version: VERSION,
        by: by.map(str::to_owned),
        date: date.map(str::to_owned),
        stories: stories.iter().map(|version| ApprovedStory::of(version)).collect(),
    };
    let yaml = serde_yaml::to_string(&approved).unwrap_or_default();
    format!("{HEADER}{draft}. Written by `whosaid approve`.\n{yaml}")
}

/// Reads the file.
pub fn read(file: &File) -> Result<Approved, RuleError> {
    /// What every version of the file has.
    #[derive(Deserialize)]
    struct Head {
        version: u32,
    }
    let head: Head = rulebook::read_yaml(file)?;
    if head.version != VERSION {
        let newer = if head.version > VERSION { " of a newer whosaid" } else { "" };
        let message = format!("a snapshot of version {}{newer}, expected {VERSION}", head.version);
        let line = file.text.lines().position(|line| line.starts_with("version:"));
        let at = line.map(|line| (line + 1, 1));
        let kind = RuleErrorKind::Shape { at, message, nearest: None };
        return Err(RuleError { path: file.path.clone(), kind });
    }
    rulebook::read_yaml(file)
}

impl ApprovedStory {
    /// What is kept of a version.
    #[must_use]
    pub fn of(version: &Version) -> Self {
        let used: BTreeSet<usize> = version
            .statements
            .iter()
            .filter_map(|s| s.by.as_ref())
            .flat_map(|by| by.voices.clone())
            .collect();
        Self {
            headline: version.headline.clone(),
            speakers: used.into_iter().map(|voice| speaker(&version.voices[voice])).collect(),
            statements: (0..version.statements.len()).map(|n| statement(version, n)).collect(),
        }
    }
}

/// What is kept of a speaker.
pub(super) fn speaker(voice: &Voice) -> SpeakerRecord {
    SpeakerRecord { name: voice.name.clone(), title: voice.title.clone(), kind: voice.kind }
}

/// What is kept of a statement.
pub(super) fn statement(version: &Version, n: usize) -> StatementRecord {
    let statement = &version.statements[n];
    let mut record = StatementRecord {
        quotes: statement.quotes.iter().map(|quote| quote.words.clone()).collect(),
        says: Some(statement.own.clone()).filter(|own| !own.is_empty()),
        ..StatementRecord::default()
    };
    set_speaker(&mut record, version, n);
    set_verb(&mut record, statement);
    set_standing(&mut record, statement);
    record
}

/// Notes who says it.
pub(super) fn set_speaker(record: &mut StatementRecord, version: &Version, n: usize) {
    let by = version.statements[n].by.as_ref();
    let names = by.map(|by| {
        by.voices.iter().map(|voice| version.voices[*voice].name.clone()).collect::<Vec<_>>()
    });
    record.certainty = by.map(|by| by.certainty);
    record.may_be.clear();
    record.speaker = match (by, names) {
        (Some(by), Some(names)) if by.certainty == Certainty::Open || names.is_empty() => {
            record.may_be = names;
            Some(Names::One(by.called.clone()))
        }
        (_, Some(names)) if names.len() == 1 => names.into_iter().next().map(Names::One),
        (_, names) => names.map(Names::Several),
    };
}

/// Notes the verb.
pub(super) fn set_verb(record: &mut StatementRecord, statement: &Statement) {
    record.verb = statement.verb.as_ref().map(|verb| verb.lemma.clone());
    // Of most verbs it is so.
    let plain = CueClass::NeutralReport;
    record.verb_kind = statement.verb.as_ref().map(|v| v.class).filter(|class| *class != plain);
    record.negated = statement.verb.as_ref().is_some_and(|verb| verb.negated);
}

/// Notes how it stands.
pub(super) fn set_standing(record: &mut StatementRecord, statement: &Statement) {
    let answers = statement.stand.iter().flat_map(|stand| &stand.answers);
    record.standing = statement.stand.as_ref().map(|stand| stand.standing);
    record.answers =
        answers.map(|reply| Answer { kind: reply.kind, by: reply.by.clone() }).collect();
}
