//! Workflow commands of GitHub Actions: an annotation on the lines of each finding.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::entry::{self, Entry};
use crate::report::checked::Checked;
use crate::verdict::Severity;

/// Writes a command a finding, and one for each draft that could not be read.
pub(in crate::report) fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
) -> io::Result<()> {
    for entry in drafts.iter().flat_map(entry::shown) {
        writeln!(out, "{}", annotation(&entry))?;
    }
    for error in errors {
        writeln!(out, "::error title=whosaid::{}", data(error))?;
    }
    Ok(())
}

fn annotation(entry: &Entry<'_>) -> String {
    let level = match entry.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut command = format!("::{level} file={}", property(&entry.path));
    if let Some(range) = entry.range {
        let _ = write!(command, ",line={},endLine={}", range.start.line, range.last_line());
        // The runner takes columns only of what is on one line.
        if range.is_in_one_line() && !range.is_empty() {
            let _ = write!(command, ",col={},endColumn={}", range.start.column, range.end.column);
        }
    }
    let _ = write!(command, ",title={}::{}", property(&entry.title()), data(&entry.text()));
    command
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
