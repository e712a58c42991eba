//! What is marked in a draft: the parts of its attributions, and the words of its findings.

use super::pieces::{Mark, Role};
use crate::parse::Attribution;
use crate::report::checked::Checked;
use crate::report::who::is_statement;
use crate::verdict::Finding;

/// The name of the place of an attribution.
pub(super) fn anchor(n: usize) -> String {
    format!("a{}", n + 1)
}

/// For each attribution, true if an editor is shown it: statements, and what answers one.
pub(super) fn shown(checked: &Checked) -> Vec<bool> {
    let attributions = 0..checked.verdict.parsed.attributions.len();
    let mut all: Vec<bool> = attributions.map(|n| is_statement(checked, n)).collect();
    for answer in checked.verdict.ledger.claims.iter().flat_map(|claim| &claim.answers) {
        all[answer.attribution] = true;
    }
    all
}

/// For each attribution the statements that it makes or answers, by number.
fn statements(checked: &Checked) -> Vec<Vec<usize>> {
    let ledger = &checked.verdict.ledger;
    let stated = ledger.claim_of.iter().map(|claim| claim.iter().map(|claim| claim + 1).collect());
    let mut all: Vec<Vec<usize>> = stated.collect();
    for (number, claim) in ledger.claims.iter().enumerate() {
        for answer in &claim.answers {
            all[answer.attribution].push(number + 1);
        }
    }
    for numbers in &mut all {
        numbers.sort_unstable();
        numbers.dedup();
    }
    all
}

/// All that is marked; `findings` are those of the report.
pub(super) fn marks(checked: &Checked, findings: &[&Finding]) -> Vec<Mark> {
    let attributions = checked.verdict.parsed.attributions.iter();
    let statements = statements(checked);
    let shown = shown(checked);
    let each = attributions.enumerate().filter(|(n, _)| shown[*n]);
    let mut all: Vec<Mark> =
        each.flat_map(|(n, attribution)| of_attribution(n, attribution, &statements[n])).collect();
    let findings = findings.iter().enumerate();
    all.extend(findings.map(|(n, finding)| Mark {
        span: finding.span,
        role: Role::Flagged(finding.severity),
        statements: Vec::new(),
        finding: Some(n + 1),
        anchor: Some(format!("f{}", n + 1)),
        closes: true,
    }));
    all
}

/// The marks of an attribution. Its place is where its content begins, else where it begins itself; its
/// numbers are after its last words of content.
fn of_attribution(n: usize, attribution: &Attribution, statements: &[usize]) -> Vec<Mark> {
    let mark = |span, role| Mark {
        span,
        role,
        statements: statements.to_vec(),
        finding: None,
        anchor: None,
        closes: false,
    };
    let mut all: Vec<Mark> =
        attribution.content.iter().map(|span| mark(*span, Role::Content)).collect();
    if all.is_empty() {
        all.push(mark(attribution.span(), Role::Place));
    }
    all[0].anchor = Some(anchor(n));
    if let Some(last) = all.last_mut() {
        last.closes = true;
    }
    all.extend(attribution.source.iter().map(|source| mark(source.span, Role::Source)));
    all.extend(attribution.cue.iter().map(|cue| mark(cue.span, Role::Cue)));
    all
}
