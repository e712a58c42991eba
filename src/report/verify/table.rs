//! The quotations as a table: Markdown, and CSV for a spreadsheet.

use std::io::{self, Write};

use super::super::sheets::safe::{cell, markdown as safe};
use super::told::{marked, place, remarks, summary, verdict, words};
use super::verification::{Verification, VerifiedDraft};
use crate::verify::Verified;

/// The headings of the columns.
const HEADINGS: [&str; 7] =
    ["Place", "Verdict", "Quotation", "Credited to", "Said at", "Difference", "Remarks"];

/// A table for each draft.
pub(super) fn markdown(out: &mut dyn Write, verification: &Verification<'_>) -> io::Result<()> {
    for (n, draft) in verification.drafts.iter().enumerate() {
        let gap = if n == 0 { "" } else { "\n" };
        writeln!(out, "{gap}# {}", safe(&draft.checked.draft.name()))?;
        writeln!(out, "\n{}", safe(&summary(&draft.quotations.iter())))?;
        let listed = verification.listed(draft);
        if listed.is_empty() {
            continue;
        }
        writeln!(out, "\n| {} |\n|{}", HEADINGS.join(" | "), "---|".repeat(HEADINGS.len()))?;
        for verified in listed {
            let cells = cells(verification, draft, verified).map(|text| safe(&text));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

/// One table of all drafts, with a byte order mark, without which Excel takes UTF-8 for something else.
pub(super) fn csv(out: &mut dyn Write, verification: &Verification<'_>) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_field("Draft")?;
    table.write_record(HEADINGS)?;
    for draft in verification.drafts {
        for verified in verification.listed(draft) {
            table.write_field(cell(&draft.checked.draft.name()))?;
            table.write_record(cells(verification, draft, verified).map(|text| cell(&text)))?;
        }
    }
    table.flush()
}

fn cells(
    verification: &Verification<'_>,
    draft: &VerifiedDraft,
    verified: &Verified,
) -> [String; 7] {
    let at = verified.quotation.pieces.first().map_or(0, |piece| piece.start);
    let said = verified.places.iter().map(|found| place(verification.transcripts, found));
    [
        draft.checked.draft.where_is(at).to_string(),
        verdict(verified).to_owned(),
        words(draft, verified),
        verified.speaker.clone().unwrap_or_default(),
        said.collect::<Vec<_>>().join("; "),
        marked(verified),
        remarks(verified).join(" "),
    ]
}
