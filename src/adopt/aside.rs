//! What to write into the file beside a draft so that all its findings are set aside.

use crate::read::{Draft, SidecarEntry};
use crate::rulebook::Rulebook;
use crate::suppress::{even, sentence};
use crate::tokenise::tokenise;
use crate::verdict::Verdict;

/// An entry for every place of every finding, and for the checks that the same fault would set off. What
/// is wrong with notes cannot be set aside.
#[must_use]
pub fn entries_for_all(
    draft: &Draft,
    verdict: &Verdict,
    rulebook: &Rulebook,
    reason: &str,
) -> Vec<SidecarEntry> {
    let text = tokenise(draft, &rulebook.lexicon);
    let again = &rulebook.wording.here_too;
    let mut all = Vec::new();
    for finding in verdict.findings.iter().filter(|f| rulebook.check(&f.code).is_some()) {
        let further = finding.related.iter().filter(|related| related.label == *again);
        for span in std::iter::once(finding.span).chain(further.map(|related| related.span)) {
            let around = sentence(&text, span).unwrap_or(span);
            for code in std::iter::once(&finding.code).chain(&finding.also) {
                all.push(SidecarEntry {
                    claim: None,
                    check: Some(code.clone()),
                    words: Some(even(draft.words(span))),
                    sentence: Some(even(draft.words(around))),
                    reason: reason.to_owned(),
                });
            }
        }
    }
    all
}
