//! One line a finding, for editors and grep. A document of Word or LibreOffice has no lines: paragraph and
//! run are given.

use std::io::{self, Write};

use super::checked::Checked;
use super::words::one_line;

/// Writes `file:line:column: severity CODE message` for every finding.
pub(super) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    for checked in drafts {
        for finding in checked.verdict.findings.iter().filter(|f| f.severity >= checked.show) {
            let at = checked.draft.where_is(finding.span.start);
            let severity = finding.severity.name();
            let path = one_line(&checked.draft.path);
            let (line, column) = (at.number(), at.within());
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
