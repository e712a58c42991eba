//! Findings, with why they matter and who set them aside.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{PlaceOut, place};
use crate::parse::Confidence;
use crate::report::checked::Checked;
use crate::report::reasons;
use crate::resolve::Grade;
use crate::rulebook::Standard;
use crate::verdict::{Call, Severity};

/// What a check says about a place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct FindingOut<'a> {
    code: &'a str,
    name: &'a str,
    /// By what it is known again after edits elsewhere in the draft.
    fingerprint: &'a str,
    severity: Severity,
    /// How sure the program is that something is missing.
    confidence: Confidence,
    /// How sure it is who states the claim that the finding is about.
    certainty: Option<Grade>,
    message: &'a str,
    question: Option<&'a str>,
    /// Whom to call, and what to ask.
    call: Option<&'a Call>,
    help: &'a str,
    why: &'a str,
    /// Where the standard behind the check is written.
    standards: Vec<StandardOut<'a>>,
    claim: Option<&'a str>,
    span: PlaceOut,
    related: Vec<RelatedOut<'a>>,
    also: &'a [String],
    suppressed: Option<SuppressedOut<'a>>,
}

/// A standard of the trade.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Standard")]
struct StandardOut<'a> {
    /// As checks name it: "REU-SRC".
    key: &'a str,
    /// Publication, section and year.
    title: String,
    address: Option<&'a str>,
}

/// Why a finding is set aside: by a note on a line of the draft, or by the file beside it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Suppressed")]
struct SuppressedOut<'a> {
    reason: &'a str,
    line: Option<usize>,
    path: Option<&'a str>,
}

/// Another place that a finding points to.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
struct RelatedOut<'a> {
    span: PlaceOut,
    label: &'a str,
}

/// All findings of a draft, those that are set aside too, by place.
pub(super) fn findings(checked: &Checked) -> Vec<FindingOut<'_>> {
    let (draft, verdict) = (&checked.draft, &checked.verdict);
    let open = verdict.findings.iter().map(|finding| (finding, None));
    let aside = verdict.aside.iter().map(|aside| (&aside.finding, Some(aside)));
    let mut all: Vec<_> = open.chain(aside).collect();
    all.sort_by(|(a, _), (b, _)| a.by_place(b));
    let each = all.into_iter();
    each.map(|(f, aside)| FindingOut {
        code: &f.code,
        name: &f.name,
        fingerprint: &f.fingerprint,
        severity: f.severity,
        confidence: f.confidence,
        certainty: f.claim.and_then(|c| reasons::certainty(checked, c)),
        message: &f.message,
        question: f.question.as_deref(),
        call: f.call.as_ref(),
        help: &f.help,
        why: reasons::why(checked, f),
        standards: reasons::standards(checked, f).into_iter().map(standard).collect(),
        claim: f.claim.map(|c| verdict.ledger.claims[c].id.as_str()),
        span: place(draft, f.span),
        related: f
            .related
            .iter()
            .map(|r| RelatedOut { span: place(draft, r.span), label: &r.label })
            .collect(),
        also: &f.also,
        suppressed: aside.map(|aside| SuppressedOut {
            reason: &aside.reason,
            line: aside.line,
            path: aside.path.as_deref(),
        }),
    })
    .collect()
}

fn standard(standard: &Standard) -> StandardOut<'_> {
    let address = standard.address.as_deref();
    StandardOut { key: &standard.key, title: standard.to_string(), address }
}
