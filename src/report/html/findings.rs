//! The findings of a draft.

use serde::Serialize;

use super::labels::{Filters, Tags};
use super::places::{self, Place};
use crate::report::checked::Checked;
use crate::suppress::Fault;
use crate::verdict::{Finding, Severity};

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct Flag<'a> {
    number: usize,
    level: Severity,
    code: &'a str,
    name: &'a str,
    message: &'a str,
    question: Option<&'a str>,
    help: &'a str,
    also: &'a [String],
    place: Place,
    related: Vec<Other<'a>>,
    /// The statement it is about, by number.
    statement: Option<usize>,
    /// The reason of its check: its number on the page.
    why: Option<usize>,
    pub(super) tags: Tags,
}

/// Another place of a finding.
#[derive(Debug, Serialize)]
struct Other<'a> {
    label: &'a str,
    place: Place,
    words: String,
}

/// Why a check asks; printed once.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Why {
    code: String,
    name: String,
    text: String,
}

/// The findings that are shown, the worst first, each as it stands in the draft.
pub(super) fn shown(checked: &Checked) -> Vec<&Finding> {
    let mut shown: Vec<&Finding> = checked.shown().collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    shown
}

/// The findings as the page has them.
pub(super) fn flags<'a>(
    checked: &'a Checked,
    shown: &[&'a Finding],
    whys: &mut Vec<Why>,
    filters: &mut Filters,
) -> Vec<Flag<'a>> {
    let each = shown.iter().enumerate();
    each.map(|(n, finding)| Flag {
        number: n + 1,
        level: finding.severity,
        code: &finding.code,
        name: &finding.name,
        message: &finding.message,
        question: finding.question.as_deref(),
        help: &finding.help,
        also: &finding.also,
        place: places::of_finding(checked, finding.span, n + 1),
        related: related(checked, finding),
        statement: finding.claim.map(|claim| claim + 1),
        why: why(checked, finding, whys),
        tags: tags(finding, filters),
    })
    .collect()
}

fn related<'a>(checked: &'a Checked, finding: &'a Finding) -> Vec<Other<'a>> {
    let each = finding.related.iter();
    each.map(|related| Other {
        label: &related.label,
        place: places::of_words(checked, related.span),
        words: places::excerpt(checked, related.span),
    })
    .collect()
}

fn tags(finding: &Finding, filters: &mut Filters) -> Tags {
    let level = filters.levels.number(&finding.severity.name());
    let check = filters.checks.number(&format!("{} {}", finding.code, finding.name));
    Tags::of_check(level, check)
}

/// The number of the reason of a check on the page, from 1.
fn why(checked: &Checked, finding: &Finding, whys: &mut Vec<Why>) -> Option<usize> {
    let check = checked.rulebook.check(&finding.code).map(|check| check.why.as_str());
    let text = check.or_else(|| Fault::of(&finding.code).map(Fault::why))?.to_owned();
    let why = Why { code: finding.code.clone(), name: finding.name.clone(), text };
    if let Some(at) = whys.iter().position(|known| *known == why) {
        return Some(at + 1);
    }
    whys.push(why);
    Some(whys.len())
}
