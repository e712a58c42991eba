//! Why a finding matters: the reason of its check, the standards behind it, and how sure it is who says
//! what it is about.

use super::checked::Checked;
use crate::resolve::Grade;
use crate::rulebook::Standard;
use crate::suppress::Fault;
use crate::verdict::Finding;

/// Why a finding matters, as its check says. Empty where the check is not among the rules any more.
pub(super) fn why<'c>(checked: &'c Checked, finding: &Finding) -> &'c str {
    match checked.rulebook.check(&finding.code) {
        Some(check) => &check.why,
        None => fault(&finding.code).map_or("", Fault::why),
    }
}

/// The standards of the trade behind a finding.
pub(super) fn standards<'c>(checked: &'c Checked, finding: &Finding) -> Vec<&'c Standard> {
    let Some(check) = checked.rulebook.check(&finding.code) else { return Vec::new() };
    check.standards.iter().filter_map(|key| checked.rulebook.standard(key)).collect()
}

/// What is wrong with a note to the program, by its code.
pub(super) fn fault(code: &str) -> Option<Fault> {
    Fault::ALL.into_iter().find(|fault| fault.code() == code)
}

/// How sure it is who states a claim: as sure as of the statement of which that is the least clear. Nothing
/// where the draft states it itself.
pub(super) fn certainty(checked: &Checked, claim: usize) -> Option<Grade> {
    let verdict = &checked.verdict;
    let statements = verdict.ledger.claims[claim].attributions.iter();
    statements.map(|n| verdict.story.links[*n].map_or(Grade::Open, |link| link.grade)).min()
}
