//! By what a finding is known again in a later version of a draft.
//!
//! A fingerprint is "f-" and the first sixteen hexadecimal digits of the BLAKE3 hash of the check's
//! code, the finding's words and what they stand in: the words of its claim, else its sentence; each
//! in lower case without marks, with a zero byte between. Of a check on the whole draft it is the code
//! alone, wherever it is shown. Speakers are no part of it, since a full
//! name added at the top of a draft changes whom a claim is by. Of findings with one hash the later
//! ones get a number.

use std::collections::HashMap;

use super::sidecar::sentence;
use crate::read::Draft;
use crate::rulebook::{Check, Rulebook};
use crate::tokenise::Text;
use crate::verdict::{Finding, SetAside};
use crate::weigh::{Ledger, plain};

/// Gives all findings of a draft their fingerprints. What is set aside counts too, so that a note
/// renames nothing.
pub fn name_all(
    draft: &Draft,
    text: &Text<'_>,
    ledger: &Ledger,
    rulebook: &Rulebook,
    findings: &mut [Finding],
    aside: &mut [SetAside],
) {
    let aside = aside.iter_mut().map(|aside| &mut aside.finding);
    let mut all: Vec<&mut Finding> = findings.iter_mut().chain(aside).collect();
    all.sort_by(|a, b| a.by_place(b));
    let mut copies: HashMap<String, usize> = HashMap::new();
    for finding in all {
        let check = rulebook.check(&finding.code);
        let hash = if check.is_some_and(Check::is_on_the_draft) {
            digits(&finding.code)
        } else {
            let words = words(draft, text, ledger, finding);
            digits(&[finding.code.as_str(), &words].join("\0"))
        };
        let copy = copies.entry(hash.clone()).or_default();
        *copy += 1;
        finding.fingerprint = if *copy == 1 { hash } else { format!("{hash}-{copy}") };
    }
}

/// The words of a finding, and what they stand in.
fn words(draft: &Draft, text: &Text<'_>, ledger: &Ledger, finding: &Finding) -> String {
    let words = plain(draft.words(finding.span));
    let around = match finding.claim {
        Some(claim) => plain(&ledger.claims[claim].text),
        // A finding on the file beside the draft is on no words.
        None if words.is_empty() => plain(&finding.message),
        None => plain(draft.words(sentence(text, finding.span).unwrap_or(finding.span))),
    };
    [words, around].join("\0")
}

fn digits(text: &str) -> String {
    format!("f-{}", &blake3::hash(text.as_bytes()).to_hex()[..16])
}

#[cfg(test)]
mod tests {
    use crate::Draft;
    use crate::testing::rulebook;

    fn fingerprints(text: &str) -> Vec<String> {
        let verdict = crate::check(&Draft::new("d.txt", text), rulebook());
        verdict.findings.into_iter().map(|finding| finding.fingerprint).collect()
    }

    const OLD: &str = "The bridge was shut.\n\nOfficials said it was unsafe.\n";

    #[test]
    fn edits_elsewhere_change_no_fingerprint() {
        let new = OLD.replace("The bridge", "A lorry hit a wall.\n\nThe old bridge");
        assert!(!fingerprints(OLD).is_empty());
        assert_eq!(fingerprints(OLD), fingerprints(&new));
    }

    #[test]
    fn a_check_on_the_whole_draft_is_known_wherever_it_is_shown() {
        let draft = |top: &str| format!("{top}The bridge was shut on Tuesday.\n");
        let of_day = |text: &str| {
            let verdict = crate::check(&Draft::new("d.txt", text), rulebook());
            let found = verdict.findings.into_iter().find(|finding| finding.code == "NT004");
            found.expect("the draft has no date").fingerprint
        };
        assert_eq!(of_day(&draft("")), of_day(&draft("A lorry hit a wall on Monday.\n\n")));
    }

    #[test]
    fn marks_and_line_ends_change_no_fingerprint() {
        let new = OLD.replace("said it", "said\nit").replace("unsafe.", "unsafe!");
        assert_eq!(fingerprints(OLD), fingerprints(&new));
    }

    #[test]
    fn other_words_have_another_fingerprint() {
        let new = OLD.replace("unsafe", "closed");
        let (old, new) = (fingerprints(OLD), fingerprints(&new));
        assert!(old.iter().all(|one| !new.contains(one)), "{old:?} {new:?}");
    }

    #[test]
    fn no_two_findings_have_one_fingerprint() {
        let mut all = fingerprints(&format!("{OLD}\n{OLD}"));
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_finding_set_aside_renames_none() {
        let twice = format!("{OLD}\nA lorry hit a wall.\n\nOfficials said it was unsafe.\n");
        let note =
            twice.replacen("\nOfficials", "\nwhosaid: ignore[SR009] on file\n\nOfficials", 1);
        let verdict = crate::check(&Draft::new("d.txt", note), rulebook());
        let open: Vec<_> = verdict.findings.iter().map(|f| f.fingerprint.clone()).collect();
        let aside: Vec<_> = verdict.aside.iter().map(|a| a.finding.fingerprint.clone()).collect();
        assert_eq!(aside, [fingerprints(OLD)[0].clone()]);
        assert_eq!(open, [format!("{}-2", aside[0])]);
    }
}
