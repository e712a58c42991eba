//! The findings of a draft, parted into old and new.

use super::baseline::BASELINE;
use super::former::{Former, Known};
use super::trace::{Trace, places, traces};
use crate::read::Draft;
use crate::rulebook::Rulebook;
use crate::suppress::entry;
use crate::tokenise::tokenise;
use crate::verdict::{Finding, SetAside, Verdict};

/// A finding with a new place among old ones, and which of its places are old.
type Mixed<'a> = (Finding, &'a Trace, Vec<bool>);

/// Sets aside the findings of a verdict that were there before. Of one that has new places among old
/// ones, the new places stay, as a finding of their own. Gives how many are set aside.
pub fn set_aside(
    draft: &Draft,
    verdict: &mut Verdict,
    rulebook: &Rulebook,
    traces: &[Trace],
    former: &mut Former,
    reason: &str,
    path: Option<&str>,
) -> usize {
    let (mut old, mut new, mut mixed) = (Vec::new(), Vec::new(), Vec::new());
    for (finding, trace) in std::mem::take(&mut verdict.findings).into_iter().zip(traces) {
        match former.know(trace) {
            Known::Old => old.push(finding),
            Known::New => new.push(finding),
            Known::Partly(known) => mixed.push((finding, trace, known)),
        }
    }
    if !mixed.is_empty() {
        let again = without_old_places(draft, rulebook, &mixed);
        for (finding, trace, known) in mixed {
            let fresh = fresh(trace, &known);
            let is_here = |(found, its): &&(Finding, Trace)| {
                found.code == finding.code && its.places.iter().all(|key| fresh.contains(&key))
            };
            let found: Vec<Finding> =
                again.iter().filter(is_here).map(|(found, _)| found.clone()).collect();
            if found.is_empty() {
                new.push(finding);
            } else {
                new.extend(found);
                old.push(finding);
            }
        }
    }
    let count = old.len();
    verdict.findings = new;
    verdict.findings.sort_by(Finding::by_place);
    verdict.aside.extend(old.into_iter().map(|finding| SetAside {
        finding,
        reason: reason.to_owned(),
        line: None,
        path: path.map(str::to_owned),
    }));
    verdict.aside.sort_by(|a, b| a.finding.by_place(&b.finding));
    count
}

/// The keys of the new places; none where a new place is in the words of an old one, since the two
/// cannot be told apart.
fn fresh<'a>(trace: &'a Trace, known: &[bool]) -> Vec<&'a String> {
    let of = |wanted: bool| {
        let places = trace.places.iter().zip(known).filter(move |(_, known)| **known == wanted);
        places.map(|(key, _)| key).collect::<Vec<_>>()
    };
    let (old, new) = (of(true), of(false));
    if new.iter().any(|key| old.contains(key)) { Vec::new() } else { new }
}

/// What the checks say when the old places are set aside: a check that groups places then speaks of the
/// new ones, with their own words in its message.
fn without_old_places(
    draft: &Draft,
    rulebook: &Rulebook,
    mixed: &[Mixed<'_>],
) -> Vec<(Finding, Trace)> {
    let text = tokenise(draft, &rulebook.lexicon);
    let mut sidecar = draft.sidecar.clone().unwrap_or_default();
    sidecar.version = 1;
    for (finding, trace, known) in mixed {
        if fresh(trace, known).is_empty() {
            continue;
        }
        for (span, known) in places(finding, rulebook).zip(known) {
            if *known {
                sidecar.ignores.push(entry(draft, &text, span, &finding.code, BASELINE));
            }
        }
    }
    let mut draft = draft.clone();
    draft.sidecar = Some(sidecar);
    let verdict = crate::check(&draft, rulebook);
    let traces = traces(&draft, &verdict, rulebook);
    verdict.findings.into_iter().zip(traces).collect()
}
