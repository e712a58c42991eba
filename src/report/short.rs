//! One line a finding, for editors and grep. A document of Word or LibreOffice has no lines: paragraph and
//! run are given.

use std::io::{self, Write};
use std::path::Path;

use super::checked::{Checked, Style};
use super::link::link;
use super::words::one_line;

/// Writes `file:line:column: severity CODE message` for every finding.
pub(super) fn write(out: &mut dyn Write, drafts: &[Checked], style: Style) -> io::Result<()> {
    for checked in drafts {
        for finding in checked.shown() {
            let at = checked.draft.where_is(finding.span.start);
            let severity = finding.severity.name();
            let path = one_line(&checked.draft.path);
            let (line, column) = (at.number(), at.within());
            let place = format!("{path}:{line}:{column}");
            writeln!(
                out,
                "{}: {severity} {} {}",
                link(&place, Path::new(&checked.draft.path), style),
                finding.code,
                one_line(&finding.message)
            )?;
        }
    }
    Ok(())
}
