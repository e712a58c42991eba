//! A finding as a result.

use std::collections::BTreeMap;

use serde::Serialize;

use super::artifact::Artifacts;
use super::location::{self, Location};
use super::text::Text;
use crate::parse::Confidence;
use crate::report::machine::entry::Entry;
use crate::report::words::one_line;
use crate::resolve::Grade;
use crate::verdict::{SetAside, Severity};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Found<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: Severity,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "whosaid/v1")]
    first: &'a str,
}

#[derive(Serialize)]
struct Suppression {
    kind: Kind,
    justification: String,
}

/// Where a finding was set aside.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    /// By a note in the draft.
    InSource,
    /// By the file beside it.
    External,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'a str>,
    confidence: Confidence,
    /// How sure it is who states the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<Grade>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    help: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<usize>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also: &'a [String],
}

/// The result of a finding.
pub(super) fn of<'a>(
    entry: &'a Entry<'a>,
    rules: &BTreeMap<&str, usize>,
    files: &Artifacts,
) -> Found<'a> {
    let (draft, finding) = (entry.draft, entry.finding);
    let place = |span| location::of(draft, files.uri(&entry.path), span);
    let related = finding.related.iter().enumerate();
    Found {
        rule_id: &finding.code,
        rule_index: rules.get(finding.code.as_str()).copied().unwrap_or_default(),
        level: finding.severity,
        message: message(entry),
        locations: [place(finding.span)],
        related_locations: related
            .map(|(n, r)| location::related(place(r.span), n + 1, &one_line(&r.label)))
            .collect(),
        partial_fingerprints: Fingerprints { first: &finding.fingerprint },
        suppressions: entry.aside.map(suppression).into_iter().collect(),
        properties: Properties {
            claim: entry.claim,
            confidence: finding.confidence,
            certainty: entry.certainty,
            question: entry.question.as_deref(),
            help: &entry.help,
            story: draft.story.map(|(at, _)| at),
            also: &finding.also,
        },
    }
}

/// What is missing, and the question.
fn message(entry: &Entry<'_>) -> Text {
    match &entry.question {
        Some(question) => Text::message(&format!("{}\nAsk: {question}", entry.message)),
        None => Text::message(&entry.message),
    }
}

fn suppression(aside: &SetAside) -> Suppression {
    Suppression {
        kind: if aside.path.is_some() { Kind::External } else { Kind::InSource },
        justification: one_line(&aside.reason),
    }
}
