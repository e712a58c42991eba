//! One line a finding, for editors and grep.

use std::io::{self, Write};

use super::checked::Checked;
use super::words::one_line;

/// Writes `file:line:column: severity CODE message` for every finding.
pub(super) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    for checked in drafts {
        for finding in checked.verdict.findings.iter().filter(|f| f.severity >= checked.show) {
            let at = checked.draft.position_of(finding.span.start);
            let severity = finding.severity.name();
            let path = one_line(&checked.draft.path);
            let (line, column) = (at.line, at.column);
            writeln!(
                out,
                "{path}:{line}:{column}: {severity} {} {}",
                finding.code,
                one_line(&finding.message)
            )?;
        }
    }
    Ok(())
}
