//! The file of a baseline: the findings of a day, one a line, sorted.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::ser::Serializer;

use super::lines::Lines;
use super::trace::Trace;
use crate::rulebook::{RuleError, RuleErrorKind};
use crate::suppress::Fault;

/// The version of the shape that is written.
pub const VERSION: u32 = 1;

/// The reason of a finding that the baseline has.
pub const BASELINE: &str = "baseline";

/// Letters at most of the words that an entry repeats.
const WORDS: usize = 80;

/// The findings that a desk has taken over as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this shape: 1.
    #[serde(deserialize_with = "version")]
    pub version: u32,
    /// The findings, by path, code and words.
    pub findings: Vec<Recorded>,
}

/// A finding as it was.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The draft, from the folder of this file, with slashes.
    pub path: String,
    /// The code of the check.
    pub code: String,
    /// The words, for a person to read.
    pub words: String,
    /// The fingerprint of the finding: "f-5d1c07a92be44f60".
    pub fingerprint: String,
    /// A key for each place of the finding.
    #[serde(default)]
    pub places: Vec<String>,
    /// Codes of checks that the same fault would set off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: Vec::new() }
    }
}

impl Recorded {
    /// What is written down of a finding in a file.
    #[must_use]
    pub fn of(path: &str, trace: &Trace) -> Self {
        let mut words: String = trace.words.chars().take(WORDS).collect();
        if words.len() < trace.words.len() {
            words.push('…');
        }
        Self {
            path: path.to_owned(),
            code: trace.code.clone(),
            words,
            fingerprint: trace.fingerprint.clone(),
            places: trace.places.clone(),
            also: trace.also.clone(),
        }
    }

    /// True when a baseline can take a finding over. What is wrong with a note to `whosaid` it cannot:
    /// such a note is new, and easily mended.
    #[must_use]
    pub fn is_for(trace: &Trace) -> bool {
        Fault::of(&trace.code).is_none()
    }
}

impl Baseline {
    /// Reads the text of a file; `shown` is the path to name in messages.
    pub fn read(text: &str, shown: &str) -> Result<Self, RuleError> {
        serde_json::from_str::<Self>(text.trim_start_matches('\u{feff}')).map(Self::tidied).map_err(
            |error| {
                let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
                let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
                let message = if marks.iter().any(|mark| line.starts_with(mark)) {
                    "a merge was not finished here; keep the lines of both sides".to_owned()
                } else {
                    plain(&error)
                };
                let at = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
                let kind = RuleErrorKind::Shape { at, message, nearest: None };
                RuleError { path: shown.to_owned(), kind }
            },
        )
    }

    /// Paths as they are written, whoever has edited the file.
    fn tidied(mut self) -> Self {
        for recorded in &mut self.findings {
            if cfg!(windows) {
                recorded.path = recorded.path.replace('\\', "/");
            }
            while let Some(rest) = recorded.path.strip_prefix("./") {
                recorded.path = rest.to_owned();
            }
        }
        self
    }

    /// The text of the file: sorted, a finding a line, so that two people can add to it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut sorted = self.clone();
        sorted.findings.sort();
        let mut out = Vec::new();
        let mut serializer = Serializer::with_formatter(&mut out, Lines::default());
        // Nothing of its shape can fail, and a vector takes everything.
        let _ = sorted.serialize(&mut serializer);
        out.push(b'\n');
        String::from_utf8(out).unwrap_or_default()
    }

    /// The entries of each file.
    #[must_use]
    pub fn by_path(&self) -> BTreeMap<&str, Vec<Recorded>> {
        let mut all: BTreeMap<&str, Vec<Recorded>> = BTreeMap::new();
        for recorded in &self.findings {
            all.entry(&recorded.path).or_default().push(recorded.clone());
        }
        all
    }
}

/// Reads the version; a newer one is refused before anything else is read.
fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(VERSION),
        newer if newer > VERSION => Err(D::Error::custom(format!(
            "version {newer} was written by a newer whosaid; this one reads version {VERSION}"
        ))),
        other => Err(D::Error::custom(format!("unknown version {other}, expected {VERSION}"))),
    }
}

/// What the JSON reader says, without the place, in the words of the other messages.
fn plain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.rfind(" at line ").map_or(said.as_str(), |at| &said[..at]);
    let said = said.replace("unknown field", "unknown key").replace("missing field", "missing key");
    format!("no baseline of whosaid: {said}")
}
