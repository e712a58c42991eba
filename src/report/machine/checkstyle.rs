//! The report of Checkstyle, which many services read: errors by file, with line and column.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::{self, Entry};
use super::xml;
use crate::report::checked::Checked;
use crate::verdict::Severity;

#[derive(Serialize)]
struct Report {
    #[serde(rename = "@version")]
    version: &'static str,
    file: Vec<File>,
}

#[derive(Serialize)]
struct File {
    #[serde(rename = "@name")]
    name: String,
    error: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    #[serde(rename = "@line", skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(rename = "@column", skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(rename = "@severity")]
    severity: Level,
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@source")]
    source: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Warning,
    Error,
}

/// The version of the format: the one that the services were written for.
const VERSION: &str = "8.0";

/// Writes the report. A draft without findings is a file without errors, so that one sees it was read; there
/// is no place for drafts that could not be.
pub(in crate::report) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    let mut files: Vec<File> = Vec::new();
    for checked in drafts {
        let name = xml::text(&super::path::of(&checked.draft.path));
        let errors = entry::shown(checked).map(|entry| fault(&entry));
        // The stories of a feed are in one file.
        match files.last_mut().filter(|file| file.name == name) {
            Some(file) => file.error.extend(errors),
            None => files.push(File { name, error: errors.collect() }),
        }
    }
    xml::document(out, "checkstyle", &Report { version: VERSION, file: files })
}

fn fault(entry: &Entry<'_>) -> Fault {
    Fault {
        line: entry.range.map(|range| range.start.line),
        column: entry.range.map(|range| range.start.column),
        severity: match entry.severity() {
            Severity::Note => Level::Info,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        },
        message: xml::text(&entry.text().replace('\n', " ")),
        source: format!("whosaid.{}", entry.finding.code),
    }
}
