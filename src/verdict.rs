//! What the program has to say about a draft.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::parse::{Confidence, Parsed};
use crate::resolve::Story;
use crate::span::Span;
use crate::weigh::Ledger;

/// All that is known of a draft.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Attributions and mentions.
    pub parsed: Parsed,
    /// Speakers and sides.
    pub story: Story,
    /// Claims and their standing.
    pub ledger: Ledger,
    /// What the checks say, by place, then code.
    pub findings: Vec<Finding>,
    /// What they would say, had the draft or its sidecar not set it aside.
    pub aside: Vec<SetAside>,
}

/// A finding that somebody has set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The finding.
    pub finding: Finding,
    /// Why, in the words of who did so.
    pub reason: String,
    /// The line of the note in the draft.
    pub line: Option<usize>,
    /// The file beside the draft, where the note stands in that.
    pub path: Option<String>,
}

/// How bad it is if the finding is right.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something to think about.
    #[serde(alias = "info")]
    Note,
    /// An editor should look before publishing.
    Warning,
    /// Do not publish so.
    Error,
}

impl Severity {
    /// Its name: "warning".
    #[must_use]
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).unwrap_or_default();
        name.as_str().unwrap_or_default().to_owned()
    }
}

/// What one check says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// "CO002"
    pub code: String,
    /// "same-side-sources"
    pub name: String,
    /// By what it is known again after edits elsewhere: "f-5d1c07a92be44f60". No two findings of a
    /// draft have the same.
    pub fingerprint: String,
    /// How bad it is if it is right.
    pub severity: Severity,
    /// How sure the program is.
    pub confidence: Confidence,
    /// The words it is about.
    pub span: Span,
    /// The words of the draft that the message names, in order, none over another; never empty.
    pub named: Vec<Span>,
    /// What is missing, in words an editor would use.
    pub message: String,
    /// The question to put to the reporter.
    pub question: Option<String>,
    /// Whom a fact-checker would call, and what to ask.
    pub call: Option<Call>,
    /// What to do.
    pub help: String,
    /// Index into [`Ledger::claims`].
    pub claim: Option<usize>,
    /// Other places that matter, each with a label.
    pub related: Vec<Related>,
    /// Codes of further checks that the same fault would set off.
    pub also: Vec<String>,
}

impl Finding {
    /// The order of a report: by place, then code.
    #[must_use]
    pub fn by_place(&self, other: &Self) -> Ordering {
        (self.span.start, &self.code).cmp(&(other.span.start, &other.code))
    }
}

/// A call to make: who is called, and the question as one would send it. Words in braces are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// "{accused}"
    pub whom: String,
    /// "We plan to report this about you: “{act}”. What is your answer?"
    pub ask: String,
}

/// Another place a finding points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The words.
    pub span: Span,
    /// What they have to do with it: "declined here".
    pub label: String,
}
