//! What to write into the file beside a draft so that all its findings are set aside.

use super::trace::places;
use crate::read::{Draft, SidecarEntry};
use crate::rulebook::Rulebook;
use crate::suppress::entry;
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
    let mut all = Vec::new();
    for finding in verdict.findings.iter().filter(|f| rulebook.check(&f.code).is_some()) {
        for span in places(finding, rulebook) {
            for code in std::iter::once(&finding.code).chain(&finding.also) {
                all.push(entry(draft, &text, span, code, reason));
            }
        }
    }
    all
}
