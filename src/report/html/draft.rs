//! All that the page has on one draft.

use serde::Serialize;

use super::findings::{self, Flag, Why};
use super::labels::Filters;
use super::marks;
use super::matrix::{Matrix, matrix};
use super::overview::{Overview, overview};
use super::pieces::{Paragraph, paragraphs};
use super::places::{self, Place};
use super::statements::{Statement, statements};
use super::voices::voice;
use crate::report::checked::Checked;
use crate::verdict::{Finding, Severity};

/// What the page has on a draft.
#[derive(Debug, Serialize)]
pub(super) struct DraftPage<'a> {
    /// Its number on the page, from 1.
    number: usize,
    name: String,
    /// How it was read.
    remarks: &'a [String],
    tally: Tally,
    /// How many findings are below the level that is shown.
    hidden: usize,
    overview: Overview<'a>,
    paragraphs: Vec<Paragraph<'a>>,
    findings: Vec<Flag<'a>>,
    statements: Vec<Statement<'a>>,
    matrix: Matrix,
    ignored: Vec<Ignored<'a>>,
}

/// How many findings of each level.
#[derive(Debug, Default, Serialize)]
struct Tally {
    error: usize,
    warning: usize,
    note: usize,
}

/// A finding that somebody has set aside.
#[derive(Debug, Serialize)]
struct Ignored<'a> {
    code: &'a str,
    name: &'a str,
    place: Place,
    reason: &'a str,
    path: Option<&'a str>,
}

/// The page's part on a draft.
pub(super) fn page<'a>(
    number: usize,
    checked: &'a Checked,
    whys: &mut Vec<Why>,
    filters: &mut Filters,
) -> DraftPage<'a> {
    let shown = findings::shown(checked);
    let mut flags = findings::flags(checked, &shown, whys, filters);
    let mut statements = statements(checked, filters);
    let by_block = by_block(checked);
    for (flag, finding) in flags.iter_mut().zip(&shown) {
        let near = places::paragraph(checked, finding.span).map(|n| by_block[n - 1].as_slice());
        tie(checked, (finding, flag), near.unwrap_or_default(), &mut statements, filters);
    }
    DraftPage {
        number,
        name: checked.draft.name(),
        remarks: &checked.draft.remarks,
        tally: tally(&shown),
        hidden: checked.verdict.findings.len() - shown.len(),
        overview: overview(checked),
        paragraphs: paragraphs(checked, &marks::marks(checked, &shown)),
        findings: flags,
        statements,
        matrix: matrix(checked),
        ignored: ignored(checked),
    }
}

/// The attributions of each paragraph that are shown.
fn by_block(checked: &Checked) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); checked.draft.blocks.len()];
    let shown = marks::shown(checked);
    for (n, attribution) in checked.verdict.parsed.attributions.iter().enumerate() {
        if let Some(here) = all.get_mut(attribution.block)
            && shown[n]
        {
            here.push(n);
        }
    }
    all
}

/// A finding is found by the speakers of the words it is about, and a statement by the findings on it.
/// `near` are the attributions of its paragraph.
fn tie(
    checked: &Checked,
    (finding, flag): (&Finding, &mut Flag<'_>),
    near: &[usize],
    statements: &mut [Statement<'_>],
    filters: &mut Filters,
) {
    let check = flag.tags.clone();
    let mut claims: Vec<usize> = finding.claim.into_iter().collect();
    for n in near {
        if checked.verdict.parsed.attributions[*n].span().overlaps(finding.span) {
            flag.tags.join(&voice(checked, *n).tags(checked, filters));
            claims.extend(checked.verdict.ledger.claim_of[*n]);
        }
    }
    if let Some(claim) = finding.claim {
        flag.tags.join_voices(&statements[claim].tags);
    }
    claims.sort_unstable();
    claims.dedup();
    for claim in claims {
        statements[claim].tags.join(&check);
    }
}

fn tally(shown: &[&Finding]) -> Tally {
    let mut tally = Tally::default();
    for finding in shown {
        match finding.severity {
            Severity::Error => tally.error += 1,
            Severity::Warning => tally.warning += 1,
            Severity::Note => tally.note += 1,
        }
    }
    tally
}

fn ignored(checked: &Checked) -> Vec<Ignored<'_>> {
    let each = checked.ignored();
    each.map(|aside| Ignored {
        code: &aside.finding.code,
        name: &aside.finding.name,
        place: places::of_words(checked, aside.finding.span),
        reason: &aside.reason,
        path: aside.path.as_deref(),
    })
    .collect()
}
