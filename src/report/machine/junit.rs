//! JUnit's report in XML, for services that show tests: a suite a draft, a case a finding.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::entry::{self, Entry};
use super::{path, xml};
use crate::report::checked::Checked;
use crate::report::words::one_line;

#[derive(Serialize)]
struct Suites {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(flatten)]
    counts: Counts,
    testsuite: Vec<Suite>,
}

#[derive(Clone, Copy, Default, Serialize)]
struct Counts {
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
}

#[derive(Serialize)]
struct Suite {
    #[serde(rename = "@name")]
    name: String,
    #[serde(flatten)]
    counts: Counts,
    #[serde(rename = "@skipped")]
    skipped: usize,
    testcase: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@classname")]
    class: String,
    #[serde(rename = "@file", skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(rename = "@line", skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<Outcome>,
}

/// How a case ended that did not pass.
#[derive(Serialize)]
struct Outcome {
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "$text", skip_serializing_if = "String::is_empty")]
    text: String,
}

/// Writes the report. What was set aside is skipped; drafts that could not be read are errors in a suite of
/// their own.
pub(in crate::report) fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
) -> io::Result<()> {
    let mut suites: Vec<Suite> = drafts.iter().map(suite).collect();
    suites.extend(unread(errors));
    let counts = suites.iter().fold(Counts::default(), |all, suite| Counts {
        tests: all.tests + suite.counts.tests,
        failures: all.failures + suite.counts.failures,
        errors: all.errors + suite.counts.errors,
    });
    xml::document(out, "testsuites", &Suites { name: "whosaid", counts, testsuite: suites })
}

/// The suite of a draft. Where nothing is found a case passes, so that one sees the draft was read.
fn suite(checked: &Checked) -> Suite {
    let name = xml::text(&one_line(&checked.draft.name()));
    let mut cases: Vec<Case> = entry::all(checked).iter().map(|entry| case(&name, entry)).collect();
    let failures = cases.iter().filter(|case| case.failure.is_some()).count();
    let skipped = cases.len() - failures;
    if failures == 0 {
        let clean = "nothing to flag".to_owned();
        cases.insert(0, Case { file: Some(file(checked)), ..empty(clean, &name) });
    }
    number(&mut cases);
    let counts = Counts { tests: cases.len(), failures, errors: 0 };
    Suite { name, counts, skipped, testcase: cases }
}

fn file(checked: &Checked) -> String {
    xml::text(&path::of(&checked.draft.path))
}

/// A case that passes.
fn empty(name: String, class: &str) -> Case {
    Case {
        name,
        class: class.to_owned(),
        file: None,
        line: None,
        failure: None,
        error: None,
        skipped: None,
    }
}

fn case(class: &str, entry: &Entry<'_>) -> Case {
    // Without its line, by which services know a case again.
    let name = xml::text(&format!("{} {}", entry.finding.code, entry.message));
    let kind = entry.severity().name();
    let outcome = |message: &str, text: String| Outcome {
        message: xml::text(message),
        kind: kind.clone(),
        text: xml::text(&text),
    };
    let (failure, skipped) = match entry.aside {
        Some(aside) => (None, Some(outcome(&one_line(&aside.reason), String::new()))),
        None => (Some(outcome(&entry.message, details(entry))), None),
    };
    Case {
        file: Some(xml::text(&entry.path)),
        line: entry.range.map(|range| range.start.line),
        failure,
        skipped,
        ..empty(name, class)
    }
}

/// Where a finding is and all that is said of it.
fn details(entry: &Entry<'_>) -> String {
    let (path, title) = (&entry.path, entry.title());
    let place = match entry.range {
        Some(range) => format!("{path}:{}:{}", range.start.line, range.start.column),
        None => path.clone(),
    };
    let excerpt = entry.excerpt();
    let excerpt = if excerpt.is_empty() { excerpt } else { format!("> {excerpt}\n") };
    format!("{place}: {title}\n{excerpt}{}\nWhy: {}", entry.text(), entry.why)
}

/// Cases of one name get a number, as services show one case of each name.
fn number(cases: &mut [Case]) {
    let mut copies: HashMap<String, usize> = HashMap::new();
    for case in cases {
        let copy = copies.entry(case.name.clone()).or_default();
        *copy += 1;
        if *copy > 1 {
            case.name = format!("{} ({copy})", case.name);
        }
    }
}

/// The suite of what could not be read.
fn unread(errors: &[String]) -> Option<Suite> {
    let name = "could not be read".to_owned();
    let case = |error: &String| {
        let message = xml::text(&one_line(error));
        let kind = "error".to_owned();
        let outcome = Outcome { message: message.clone(), kind, text: String::new() };
        Case { error: Some(outcome), ..empty(message, &name) }
    };
    let cases: Vec<Case> = errors.iter().map(case).collect();
    let counts = Counts { tests: cases.len(), failures: 0, errors: cases.len() };
    (!cases.is_empty()).then_some(Suite { name, counts, skipped: 0, testcase: cases })
}
