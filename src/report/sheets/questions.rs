//! The questions that the shown findings raise, by whom to ask: first those to call, in the order of
//! the draft, then the reporter.

use std::io::{self, Write};

use serde::Serialize;

use super::row::Row;
use super::safe::markdown;
use crate::report::checked::Checked;
use crate::report::json::parts::{PlaceOut, place};
use crate::report::page::Page;
use crate::report::words::{count, one_line, places_in_words};
use crate::verdict::{Finding, Severity};

/// A question, asked once however many findings raise it.
#[derive(Serialize)]
pub(super) struct QuestionRow {
    /// Whom to call; none for the reporter.
    whom: Option<String>,
    question: String,
    /// Where, for a person to read: "lines 3 and 9".
    place: String,
    /// The findings that raise it, by the keys of the JSON report.
    findings: Vec<Raised>,
    #[serde(skip)]
    starts: Vec<usize>,
}

#[derive(Serialize)]
struct Raised {
    code: String,
    name: String,
    severity: Severity,
    claim: Option<String>,
    span: PlaceOut,
}

impl Row for QuestionRow {
    const KEY: &'static str = "questions";
    const HEADINGS: &'static [&'static str] =
        &["To", "Question", "Place", "Checks", "Answer", "Asked on"];

    fn rows(checked: &Checked) -> Vec<Self> {
        let mut called: Vec<Self> = Vec::new();
        let mut ours: Vec<Self> = Vec::new();
        for finding in checked.shown() {
            let Some((whom, question)) = asked(checked, finding) else { continue };
            let rows = if whom.is_some() { &mut called } else { &mut ours };
            add(rows, checked, finding, whom, question);
        }
        let mut rows = by_whom(called);
        rows.append(&mut ours);
        for row in &mut rows {
            row.place = places_in_words(&checked.draft, row.starts.iter().copied());
        }
        rows
    }

    fn cells(&self) -> Vec<String> {
        let mut codes: Vec<&str> = Vec::new();
        for raised in &self.findings {
            if !codes.contains(&raised.code.as_str()) {
                codes.push(&raised.code);
            }
        }
        vec![
            self.to().to_owned(),
            self.question.clone(),
            self.place.clone(),
            codes.join(", "),
            String::new(),
            String::new(),
        ]
    }

    fn count(checked: &Checked, rows: &[Self]) -> String {
        let all = checked.verdict.findings.len();
        let hidden = all - checked.shown().count();
        let more = if hidden == 0 {
            String::new()
        } else {
            format!(" ({} not shown: --show note)", count(hidden, "finding"))
        };
        let told =
            if rows.is_empty() { "no questions".to_owned() } else { count(rows.len(), "question") };
        told + &more
    }

    fn list(rows: &[Self], page: &mut Page) {
        for group in rows.chunk_by(|a, b| a.whom == b.whom) {
            page.line("");
            let to = page.bold(&format!("To {}:", one_line(group[0].to())));
            page.line(&to);
            for row in group {
                page.plain("  - ", &row.sentence());
            }
        }
    }

    fn markdown(rows: &[Self], out: &mut dyn Write) -> io::Result<()> {
        for group in rows.chunk_by(|a, b| a.whom == b.whom) {
            writeln!(out, "\n## To {}\n", markdown(group[0].to()))?;
            for row in group {
                writeln!(out, "- [ ] {}", markdown(&row.sentence()))?;
            }
        }
        Ok(())
    }
}

impl QuestionRow {
    fn to(&self) -> &str {
        self.whom.as_deref().unwrap_or("the reporter")
    }

    /// "Who is behind “It is understood that”? (line 7)"
    fn sentence(&self) -> String {
        format!("{} ({})", one_line(&self.question), self.place)
    }
}

/// Whom a finding makes one ask, and what: somebody who can be called, else the reporter.
fn asked<'a>(checked: &Checked, finding: &'a Finding) -> Option<(Option<&'a str>, &'a str)> {
    let wording = &checked.rulebook.wording;
    let nobody =
        [&wording.this_source, &wording.unnamed_source, &wording.some_source, &wording.the_source];
    match &finding.call {
        Some(call) if !nobody.contains(&&call.whom) && !call.whom.trim().is_empty() => {
            Some((Some(&call.whom), &call.ask))
        }
        _ => finding.question.as_deref().map(|question| (None, question)),
    }
}

/// Adds a finding to the question that it raises, or the question to the rows.
fn add(
    rows: &mut Vec<QuestionRow>,
    checked: &Checked,
    finding: &Finding,
    whom: Option<&str>,
    question: &str,
) {
    let claims = &checked.verdict.ledger.claims;
    let raised = Raised {
        code: finding.code.clone(),
        name: finding.name.clone(),
        severity: finding.severity,
        claim: finding.claim.map(|n| claims[n].id.clone()),
        span: place(&checked.draft, finding.span),
    };
    // Some checks make one finding of the same fault in several places.
    let again = finding.related.iter().filter(|r| r.label == checked.rulebook.wording.here_too);
    let starts = std::iter::once(finding.span.start).chain(again.map(|r| r.span.start));
    let same =
        |row: &&mut QuestionRow| is_same(row.whom.as_deref(), whom) && row.question == question;
    if let Some(row) = rows.iter_mut().find(same) {
        row.findings.push(raised);
        row.starts.extend(starts);
        return;
    }
    // The first spelling counts for all: "The council" is "the council".
    let known = rows.iter().find(|row| is_same(row.whom.as_deref(), whom));
    let whom = known.map_or(whom.map(str::to_owned), |row| row.whom.clone());
    rows.push(QuestionRow {
        whom,
        question: question.to_owned(),
        place: String::new(),
        findings: vec![raised],
        starts: starts.collect(),
    });
}

/// True when two are called the same.
fn is_same(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(str::to_lowercase) == b.map(str::to_lowercase)
}

/// The rows by whom to call; the first to be called is the first in the draft.
fn by_whom(mut rows: Vec<QuestionRow>) -> Vec<QuestionRow> {
    let order: Vec<Option<String>> = rows.iter().map(|row| row.whom.clone()).collect();
    rows.sort_by_key(|row| order.iter().position(|whom| *whom == row.whom));
    rows
}
