//! One finding for one fault.

use std::collections::{HashMap, HashSet};

use crate::rulebook::{Check, Rulebook, Scope};
use crate::span::Span;
use crate::verdict::{Finding, Related};

/// The findings of one check: the same words several times are one finding with several places, two
/// findings on overlapping words are one, and a check that speaks once a draft has one. The other
/// places get this label.
pub(super) fn places(findings: Vec<Finding>, check: &Check, label: &str) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut listed: HashSet<(usize, Span)> = HashSet::new();
    for finding in findings {
        let known = if check.once { kept.len().checked_sub(1) } else { None };
        let key = fault(&finding.message, check);
        let known = known.or_else(|| first.get(key.as_str()).copied()).or_else(|| {
            kept.last().filter(|last| last.span.overlaps(finding.span)).map(|_| kept.len() - 1)
        });
        let Some(at) = known else {
            first.insert(key, kept.len());
            kept.push(finding);
            continue;
        };
        let host = &mut kept[at];
        if !host.span.overlaps(finding.span) && listed.insert((at, finding.span)) {
            host.related.push(Related { span: finding.span, label: label.to_owned() });
        }
    }
    kept
}

/// What makes two findings of one check the same fault: for attributions and phrases the last of the
/// words that the message quotes ("experts" and "legal experts", "claim" of two speakers), for all
/// else the whole message.
fn fault(message: &str, check: &Check) -> String {
    let by_words = check.on.iter().all(|on| matches!(on, Scope::Attribution | Scope::Phrase));
    let quoted = message.split_once('“').and_then(|(_, rest)| rest.split_once('”'));
    match quoted {
        Some((words, _)) if by_words => {
            words.split_whitespace().next_back().unwrap_or(words).to_lowercase()
        }
        _ => message.to_owned(),
    }
}

/// A claim, or some words, with several faults are one finding: what a check says `within` another
/// is listed there under `also`.
pub(super) fn faults(mut findings: Vec<Finding>, rulebook: &Rulebook) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        (a.span.start, a.span.end, &a.code).cmp(&(b.span.start, b.span.end, &b.code))
    });
    let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, finding) in findings.iter().enumerate() {
        by_code.entry(finding.code.clone()).or_default().push(n);
    }
    let mut by_claim: HashMap<(&str, usize), usize> = HashMap::new();
    for (n, finding) in findings.iter().enumerate() {
        if let Some(claim) = finding.claim {
            by_claim.entry((&finding.code, claim)).or_insert(n);
        }
    }
    let hosts: Vec<Option<usize>> =
        (0..findings.len()).map(|n| host(&findings, &by_code, &by_claim, rulebook, n)).collect();
    let mut own: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    let mut listed: HashMap<usize, HashSet<(Span, String)>> = HashMap::new();
    let place = |related: &Related| (related.span, related.label.clone());
    for n in 0..own.len() {
        let Some(root) = root(&hosts, n) else { continue };
        let (Some(guest), true) = (own[n].take(), root != n) else { continue };
        let Some(host) = own[root].as_mut() else { continue };
        if !host.also.contains(&guest.code) {
            host.also.push(guest.code);
        }
        host.also.extend(guest.also);
        let listed = listed.entry(root).or_insert_with(|| host.related.iter().map(place).collect());
        host.related.extend(guest.related.into_iter().filter(|new| listed.insert(place(new))));
    }
    own.into_iter().flatten().collect()
}

/// The finding under which this one belongs: of the first check named under `within` that speaks
/// of the same claim or the same words.
fn host(
    findings: &[Finding],
    by_code: &HashMap<String, Vec<usize>>,
    by_claim: &HashMap<(&str, usize), usize>,
    rulebook: &Rulebook,
    n: usize,
) -> Option<usize> {
    let finding = &findings[n];
    let check = rulebook.checks.iter().find(|check| check.code == finding.code)?;
    check.within.iter().find_map(|code| {
        let others = by_code.get(code)?;
        // Sorted by place: those that can overlap stand around this one.
        let near = others.partition_point(|o| findings[*o].span.start < finding.span.start);
        let around = near.saturating_sub(4)..(near + 4).min(others.len());
        let overlap = others[around]
            .iter()
            .copied()
            .find(|o| *o != n && findings[*o].span.overlaps(finding.span));
        let same = || {
            let claim = finding.claim?;
            by_claim.get(&(code.as_str(), claim)).copied().filter(|o| *o != n)
        };
        overlap.or_else(same)
    })
}

/// The finding at the end of a chain of hosts; `None` when there is no chain, or it is a ring.
fn root(hosts: &[Option<usize>], n: usize) -> Option<usize> {
    let mut at = hosts[n]?;
    for _ in 0..8 {
        match hosts[at] {
            Some(next) if next == n => return None,
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Confidence;
    use crate::span::Span;
    use crate::testing::rulebook;
    use crate::verdict::Severity;

    fn finding(code: &str, span: (usize, usize), message: &str, claim: Option<usize>) -> Finding {
        Finding {
            code: code.to_owned(),
            name: String::new(),
            fingerprint: String::new(),
            severity: Severity::Note,
            confidence: Confidence::High,
            span: Span::new(span.0, span.1),
            named: vec![Span::new(span.0, span.1)],
            message: message.to_owned(),
            question: None,
            call: None,
            help: String::new(),
            claim,
            related: Vec::new(),
            also: Vec::new(),
        }
    }

    fn check(code: &str) -> &'static Check {
        rulebook().check(code).unwrap()
    }

    #[test]
    fn one_word_in_two_places_is_one_finding() {
        let all = vec![
            finding("WO001", (0, 5), "Hale “claimed”", None),
            finding("WO001", (20, 25), "Webb “claimed”", None),
            finding("WO001", (40, 45), "Webb “alleged”", None),
        ];
        let kept = places(all, check("WO001"), "again");
        assert_eq!(kept.len(), 2);
        let again = Related { span: Span::new(20, 25), label: "again".to_owned() };
        assert_eq!(kept[0].related, [again]);
        assert!(kept[1].related.is_empty());
    }

    #[test]
    fn findings_on_overlapping_words_are_one() {
        let all = vec![
            finding("CO001", (0, 5), "one", None),
            finding("CO001", (4, 9), "two", None),
            finding("CO001", (9, 12), "three", None),
        ];
        let kept = places(all, check("CO001"), "again");
        assert_eq!(kept.iter().map(|f| f.span.start).collect::<Vec<_>>(), [0, 9]);
        assert!(kept[0].related.is_empty());
    }

    #[test]
    fn the_last_quoted_word_makes_the_fault_of_a_phrase() {
        assert_eq!(fault("“legal Experts” say", check("SR002")), "experts");
        assert_eq!(fault("“legal Experts” say", check("CO001")), "“legal Experts” say");
        assert_eq!(fault("no words", check("SR002")), "no words");
    }

    #[test]
    fn a_finding_within_another_is_listed_there() {
        // CO001 is within CO002: by claim, or by words.
        let all = vec![
            finding("CO001", (50, 60), "one", Some(3)),
            finding("CO002", (0, 9), "two", Some(3)),
            finding("CO001", (5, 12), "three", None),
            finding("CO001", (70, 80), "four", Some(4)),
        ];
        let kept = faults(all, rulebook());
        let codes: Vec<(&str, usize)> =
            kept.iter().map(|f| (f.code.as_str(), f.span.start)).collect();
        assert_eq!(codes, [("CO002", 0), ("CO001", 70)]);
        assert_eq!(kept[0].also, ["CO001"]);
        assert!(kept[1].also.is_empty());
    }

    #[test]
    fn a_chain_of_hosts_ends_and_a_ring_is_none() {
        assert_eq!(root(&[Some(1), Some(2), None], 0), Some(2));
        assert_eq!(root(&[Some(1), Some(0)], 0), None);
        assert_eq!(root(&[None], 0), None);
    }
}
