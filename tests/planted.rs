//! Faults planted into clean drafts: each is found, and nothing else because of it.
//!
//! A file under `tests/cases/planted/` holds a draft written for this project, on which the default
//! checks find nothing of severity warning or above, and small edits, each with the check that must
//! speak after it. Another finding counts against an edit when it is new and either of severity
//! warning or above, or outside the paragraph that was changed.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Deserialize;
use whosaid::verdict::{Finding, Severity};
use whosaid::{Draft, Rulebook, check};

use crate::{records, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    draft: String,
    faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    check: String,
    old: String,
    new: String,
}

/// The code of a finding and of all that is listed under it.
fn codes(finding: &Finding) -> impl Iterator<Item = &str> {
    std::iter::once(finding.code.as_str()).chain(finding.also.iter().map(String::as_str))
}

/// What tells a finding from the others of its draft.
fn key(draft: &Draft, finding: &Finding) -> (String, String) {
    (finding.code.clone(), draft.words(finding.span).to_owned())
}

#[test]
fn clean_drafts_are_clean() {
    let rulebook = Rulebook::built_in();
    let all = records::<Planted>("tests/cases/planted");
    assert!(all.len() >= 15, "{} clean drafts", all.len());
    let mut loud = Vec::new();
    for (name, planted) in all {
        let draft = Draft::new(name.as_str(), planted.draft);
        let verdict = check(&draft, &rulebook);
        let found = verdict.findings.iter().filter(|f| f.severity >= Severity::Warning);
        loud.extend(found.map(|f| format!("{name}: {} {}", f.code, f.message)));
    }
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn planted_faults_are_found_and_nothing_else() {
    let rulebook = Rulebook::built_in();
    let (mut count, mut found) = (0, 0);
    let mut checks = BTreeSet::new();
    let mut missed = String::new();
    let mut others = String::new();
    for (name, planted) in records::<Planted>("tests/cases/planted") {
        let clean = Draft::new(name.as_str(), planted.draft.as_str());
        let before = check(&clean, &rulebook).findings;
        let known: BTreeSet<_> = before.iter().map(|f| key(&clean, f)).collect();
        for fault in &planted.faults {
            assert_eq!(planted.draft.matches(&fault.old).count(), 1, "{name}: {}", fault.old);
            count += 1;
            checks.insert(fault.check.clone());
            let at = planted.draft.find(&fault.old).unwrap();
            let changed = planted.draft.replacen(&fault.old, &fault.new, 1);
            let draft = Draft::new(name.as_str(), changed);
            let after = check(&draft, &rulebook).findings;
            let is_planted = |f: &&Finding| codes(f).any(|code| code == fault.check);
            let hit = after.iter().filter(is_planted).any(|f| {
                let old = before.iter().any(|b| b.code == f.code && b.message == f.message);
                !old || !before.iter().any(|b| codes(b).any(|code| code == fault.check))
            });
            if hit {
                found += 1;
            } else {
                let codes: Vec<&str> = after.iter().map(|f| f.code.as_str()).collect();
                writeln!(missed, "  {name}: {} in “{}”, found {codes:?}", fault.check, fault.new)
                    .unwrap();
            }
            let edited = at..at + fault.new.len();
            let start = draft.text[..edited.start].rfind("\n\n").unwrap_or(0);
            let end =
                draft.text[edited.end..].find("\n\n").map_or(draft.text.len(), |n| edited.end + n);
            for other in after.iter().filter(|f| !codes(f).any(|code| code == fault.check)) {
                let outside = other.span.end <= start || other.span.start >= end;
                let counts = other.severity >= Severity::Warning || outside;
                if counts && !known.contains(&key(&draft, other)) {
                    writeln!(
                        others,
                        "  {name}: {} brings {} {}",
                        fault.check, other.code, other.message
                    )
                    .unwrap();
                }
            }
        }
    }
    let _in = snapshots("judge");
    let table = format!(
        "{found} of {count} planted faults found, of {} checks\nnot found:\n{missed}other findings:\n{others}",
        checks.len()
    );
    insta::assert_snapshot!("planted", table);
    assert!(count >= 60 && checks.len() >= 30, "{count} faults of {} checks", checks.len());
    assert!(found * 10 >= count * 9, "{table}");
    assert!(others.is_empty(), "{table}");
}
