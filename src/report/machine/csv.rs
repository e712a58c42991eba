//! A row a finding, for spreadsheets.

use std::io::{self, Write};

use csv::Writer;
use serde::{Serialize, Serializer};

use super::entry::{self, Entry};
use crate::parse::Confidence;
use crate::report::checked::Checked;
use crate::report::sheets::safe;
use crate::verdict::Severity;

/// A row; the names of its fields are the headings.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    draft: Text,
    story: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(rename = "End line")]
    end_line: Option<usize>,
    #[serde(rename = "End column")]
    end_column: Option<usize>,
    paragraph: Option<usize>,
    level: Option<Severity>,
    code: Text,
    check: Text,
    finding: Text,
    text: Text,
    question: Text,
    fix: Text,
    why: Text,
    standards: Text,
    confidence: Option<Confidence>,
    claim: Text,
    fingerprint: Text,
}

/// A text that no spreadsheet takes for a formula.
#[derive(Default)]
struct Text(String);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&safe::cell(&self.0))
    }
}

/// Writes the table, with a byte order mark, without which Excel takes UTF-8 for something else. It has no
/// place for drafts that could not be read.
pub(in crate::report) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = Writer::from_writer(&mut *out);
    let mut empty = true;
    for entry in drafts.iter().flat_map(entry::shown) {
        table.serialize(row(&entry))?;
        empty = false;
    }
    if empty {
        table.write_record(headings()?.iter())?;
    }
    table.flush()
}

/// The headings, which the writer takes from the first row.
fn headings() -> csv::Result<csv::StringRecord> {
    let mut table = Writer::from_writer(Vec::new());
    table.serialize(Row::default())?;
    let written = table.into_inner().unwrap_or_default();
    csv::Reader::from_reader(written.as_slice()).headers().cloned()
}

fn row(entry: &Entry<'_>) -> Row {
    let range = entry.range;
    let cell = |text: &str| Text(text.to_owned());
    let standards: Vec<String> = entry.standards.iter().map(ToString::to_string).collect();
    Row {
        draft: cell(&entry.draft.path),
        story: entry.draft.story.map(|(at, _)| at),
        line: range.map(|range| range.start.line),
        column: range.map(|range| range.start.column),
        end_line: range.map(|range| range.end.line),
        end_column: range.map(|range| range.end.column),
        paragraph: range.is_none().then(|| entry.at.number()),
        level: Some(entry.severity()),
        code: cell(&entry.finding.code),
        check: cell(&entry.finding.name),
        finding: cell(&entry.message),
        text: Text(entry.excerpt()),
        question: Text(entry.question.clone().unwrap_or_default()),
        fix: cell(&entry.help),
        why: cell(&entry.why),
        standards: Text(standards.join("; ")),
        confidence: Some(entry.confidence()),
        claim: cell(entry.claim.unwrap_or_default()),
        fingerprint: cell(&entry.finding.fingerprint),
    }
}
