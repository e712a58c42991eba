//! Reviewdog's `DiagnosticResult`. Its columns count bytes of UTF-8, and its ends are exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::{self, Entry};
use crate::report::checked::Checked;
use crate::span::Point;
use crate::verdict::Severity;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: Level,
    code: Code<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum Level {
    Info,
    Warning,
    Error,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

/// Writes the report. It has no place for drafts that could not be read.
pub(in crate::report) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    let entries: Vec<Entry<'_>> = drafts.iter().flat_map(entry::shown).collect();
    let diagnostics = entries.iter().map(diagnostic).collect();
    super::json(out, &DiagnosticResult { source: Source { name: "whosaid" }, diagnostics })
}

fn diagnostic<'a>(entry: &'a Entry<'_>) -> Diagnostic<'a> {
    let position = |point: Point| Position { line: point.line, column: point.utf8 };
    let range =
        entry.range.map(|range| Range { start: position(range.start), end: position(range.end) });
    Diagnostic {
        message: entry.text(),
        location: Location { path: entry.path.clone(), range },
        severity: match entry.severity() {
            Severity::Note => Level::Info,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        },
        code: Code { value: &entry.finding.code },
    }
}
