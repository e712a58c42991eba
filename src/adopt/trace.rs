//! By what a finding is known again in another version of its draft.
//!
//! Its fingerprint names it by its first place. A finding that stands for several ("here too") has a
//! key for each of them, so that it is known again when another place has become the first, and is
//! not taken for the old one when a place has come. A key is the hashes of the words, of the sentence
//! that they stand in and of the words around them, in lower case without marks, with hyphens between. A
//! check on the whole draft has no place of its own: it speaks once, wherever it does.

use crate::read::Draft;
use crate::rulebook::{Check, Rulebook};
use crate::span::Span;
use crate::suppress::{even, sentence};
use crate::tokenise::{Text, tokenise};
use crate::verdict::{Finding, Verdict};
use crate::weigh::plain;

/// Hexadecimal digits of the hash of some words.
const OF_WORDS: usize = 6;

/// Hexadecimal digits of the hash of a sentence, and of the words around.
const OF_SENTENCE: usize = 10;

/// So many words on each side are the words around. A long sentence can get a name or a date at its
/// other end and is still the same one.
const AROUND: usize = 6;

/// The key of a finding on the whole draft.
const WHOLE: &str = "draft";

/// What is kept of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The code of its check.
    pub code: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its words, space evened out; the message where it is on no words.
    pub words: String,
    /// The key of each of its places, the first one first.
    pub places: Vec<String>,
    /// Codes of further checks that the same fault would set off.
    pub also: Vec<String>,
}

impl Trace {
    /// True for a finding on the whole draft, which another draft may well have too.
    #[must_use]
    pub fn is_on_the_whole(&self) -> bool {
        self.places.iter().all(|place| place == WHOLE)
    }
}

/// The trace of each finding of a draft, in order; what is set aside has none.
#[must_use]
pub fn traces(draft: &Draft, verdict: &Verdict, rulebook: &Rulebook) -> Vec<Trace> {
    if verdict.findings.is_empty() {
        return Vec::new();
    }
    let text = tokenise(draft, &rulebook.lexicon);
    let trace = |finding: &Finding| {
        // What the message names says more than the verb that a check may be about.
        let named = finding.named.first().copied().unwrap_or(finding.span);
        let words = even(draft.words(named));
        let whole = rulebook.check(&finding.code).is_some_and(Check::is_on_the_draft);
        let keys = places(finding, rulebook)
            .map(|span| if whole { WHOLE.to_owned() } else { key(draft, &text, span) });
        Trace {
            code: finding.code.clone(),
            fingerprint: finding.fingerprint.clone(),
            words: if words.is_empty() { even(&finding.message) } else { words },
            places: keys.collect(),
            also: finding.also.clone(),
        }
    };
    verdict.findings.iter().map(trace).collect()
}

/// The key of one place.
fn key(draft: &Draft, text: &Text<'_>, span: Span) -> String {
    let whole = sentence(text, span).unwrap_or(span);
    let before = plain(draft.words(Span::new(whole.start.min(span.start), span.start)));
    let after = plain(draft.words(Span::new(span.end, whole.end.max(span.end))));
    let before: Vec<&str> = before.split(' ').rev().take(AROUND).collect();
    let after: Vec<&str> = after.split(' ').take(AROUND).collect();
    let around = [before.join(" "), after.join(" ")].join("\0");
    format!(
        "{}-{}-{}",
        hash(&plain(draft.words(span)), OF_WORDS),
        hash(&plain(draft.words(whole)), OF_SENTENCE),
        hash(&around, OF_SENTENCE)
    )
}

/// True when two keys are of the same words with the same words around them.
pub(super) fn near(one: &str, other: &str) -> bool {
    let parts = |key: &str| -> Option<(String, String)> {
        let (words, rest) = key.split_once('-')?;
        Some((words.to_owned(), rest.split_once('-')?.1.to_owned()))
    };
    parts(one).is_some_and(|one| parts(other) == Some(one))
}

/// All places of a finding, the first one first.
pub(super) fn places(finding: &Finding, rulebook: &Rulebook) -> impl Iterator<Item = Span> {
    let again = &rulebook.wording.here_too;
    let further = finding.related.iter().filter(move |related| related.label == *again);
    std::iter::once(finding.span).chain(further.map(|related| related.span))
}

/// The part of a key that is about the sentence.
pub(super) fn sentence_of(key: &str) -> &str {
    key.split('-').nth(1).unwrap_or(key)
}

fn hash(words: &str, digits: usize) -> String {
    blake3::hash(words.as_bytes()).to_hex()[..digits].to_owned()
}
