//! What a newsroom has settled for itself, beside its checks and words.

use std::collections::BTreeMap;

use crate::parse::Confidence;
use crate::resolve::Newsroom;
use crate::verdict::Severity;

/// A newsroom's settings, as far as a draft is judged by them.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// Whom it knows.
    pub newsroom: Newsroom,
    /// Phrases that a check lets pass.
    pub allow: Vec<Allowed>,
    /// Findings less sure than this are not made.
    pub confidence: Confidence,
    /// Whether a note that sets a finding aside has to say why.
    pub reasons: Reasons,
    /// Severities of the findings on notes themselves, by code; `None` switches one off.
    pub notes: BTreeMap<String, Option<Severity>>,
}

impl Default for House {
    fn default() -> Self {
        Self {
            newsroom: Newsroom::default(),
            allow: Vec::new(),
            confidence: Confidence::Low,
            reasons: Reasons::Required,
            notes: BTreeMap::new(),
        }
    }
}

/// Whether a note that sets a finding aside has to say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasons {
    /// Without a reason it does nothing and is reported.
    Required,
    /// It may be silent.
    Optional,
}

/// A phrase that a check lets pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The code of the check.
    pub code: String,
    /// The whole phrase.
    pub phrase: String,
    /// Where the settings say so: "whosaid.yml:12".
    pub origin: String,
}
