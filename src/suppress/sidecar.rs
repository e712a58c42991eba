//! The file beside a draft: read, matched with findings, written.

use std::path::{Path, PathBuf};

use crate::read::{Draft, Sidecar, SidecarEntry};
use crate::rulebook::{self, File, RuleError, RuleErrorKind, Rulebook};
use crate::span::Span;
use crate::tokenise::{Text, tokenise};
use crate::verdict::{Finding, Verdict};

/// Code of a check, words of a finding, sentence around them; space evened out.
pub(super) type Words = (String, String, String);

/// Where the sidecar of a draft lies: "draft.txt.whosaid.yml".
#[must_use]
pub fn beside(draft: &Path) -> PathBuf {
    let mut name = draft.as_os_str().to_owned();
    name.push(".whosaid.yml");
    PathBuf::from(name)
}

/// Reads a sidecar.
pub fn read(file: &File) -> Result<Sidecar, RuleError> {
    let mut sidecar: Sidecar = rulebook::read_yaml(file)?;
    sidecar.path.clone_from(&file.path);
    let failed = |message: String| {
        let kind = RuleErrorKind::Shape { at: None, message, nearest: None };
        RuleError { path: file.path.clone(), kind }
    };
    if sidecar.version != 1 {
        return Err(failed(format!("unknown version {}, expected 1", sidecar.version)));
    }
    for (n, entry) in sidecar.ignores.iter().enumerate() {
        let whole = entry.claim.is_some() || entry.check.is_some() && entry.words.is_some();
        if !whole || entry.reason.trim().is_empty() {
            return Err(failed(format!(
                "entry {} needs `reason`, and `claim`, or `check` and `words`",
                n + 1
            )));
        }
    }
    Ok(sidecar)
}

/// The text of a sidecar.
#[must_use]
pub fn write(draft: &str, sidecar: &Sidecar) -> String {
    let yaml = serde_yaml::to_string(sidecar).unwrap_or_default();
    format!("# What is ignored in {draft}, and why. Written by `whosaid ignore`.\n{yaml}")
}

/// What to write into the sidecar for a claim's id ("c-7f3a91") or the place of a finding
/// ("14:3"). Nothing when nothing is found there.
#[must_use]
pub fn entries(
    draft: &Draft,
    verdict: &Verdict,
    rulebook: &Rulebook,
    id: &str,
    reason: &str,
) -> Vec<SidecarEntry> {
    let reason = reason.to_owned();
    if let Some(claim) = verdict.ledger.claims.iter().find(|claim| claim.id == id) {
        return vec![SidecarEntry { claim: Some(claim.id.clone()), reason, ..Default::default() }];
    }
    let text = tokenise(draft, &rulebook.lexicon);
    let aside = verdict.aside.iter().map(|aside| &aside.finding);
    let here = verdict.findings.iter().chain(aside).filter(|finding| {
        let at = draft.where_is(finding.span.start);
        format!("{}:{}", at.number(), at.within()) == id && rulebook.check(&finding.code).is_some()
    });
    here.flat_map(|finding| {
        let codes = std::iter::once(&finding.code).chain(&finding.also);
        codes.map(|code| entry(draft, &text, finding.span, code, &reason)).collect::<Vec<_>>()
    })
    .collect()
}

/// What a sidecar has of a finding on some words.
pub(crate) fn entry(
    draft: &Draft,
    text: &Text<'_>,
    span: Span,
    code: &str,
    reason: &str,
) -> SidecarEntry {
    let (words, sentence) = words_at(draft, text, span);
    SidecarEntry {
        claim: None,
        check: Some(code.to_owned()),
        words: Some(words),
        sentence: Some(sentence),
        reason: reason.to_owned(),
    }
}

/// How a finding is known again after edits elsewhere.
pub(super) fn words_of(draft: &Draft, text: &Text<'_>, finding: &Finding) -> Words {
    let (words, sentence) = words_at(draft, text, finding.span);
    (finding.code.clone(), words, sentence)
}

/// Some words, and the sentence that they stand in.
fn words_at(draft: &Draft, text: &Text<'_>, span: Span) -> (String, String) {
    let sentence = sentence(text, span).unwrap_or(span);
    (even(draft.words(span)), even(draft.words(sentence)))
}

/// The same for an entry of a sidecar.
pub(super) fn key(code: &str, entry: &SidecarEntry) -> Words {
    let text = |words: &Option<String>| even(words.as_deref().unwrap_or_default());
    (code.to_owned(), text(&entry.words), text(&entry.sentence))
}

/// A text with one space between its words.
pub(crate) fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence in which some words start.
pub(crate) fn sentence(text: &Text<'_>, span: Span) -> Option<Span> {
    let token = text.tokens.partition_point(|t| t.span.end <= span.start);
    let next = text.sentences.partition_point(|sentence| sentence.tokens.end <= token);
    let range = text.sentences.get(next)?.tokens.clone();
    Some(text.tokens.get(range.start)?.span.to(text.tokens.get(range.end.checked_sub(1)?)?.span))
}
