//! Takes drafts and their [`crate::Verdict`]s. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.

mod changes;
mod checked;
mod digest;
mod excerpt;
mod explain;
mod format;
mod full;
mod html;
mod in_turn;
mod json;
mod link;
mod machine;
mod page;
mod paint;
mod reasons;
mod remarks;
mod screen;
mod sheets;
mod short;
mod show;
mod signoff;
mod statistics;
mod verify;
mod who;
mod words;

use std::io::{self, Write};

pub use changes::{
    ChangesFormat, Compared, changes_schema, compared, write_changes, write_since_approved,
};
pub use checked::{Checked, Colour, Links, Style};
pub use explain::{
    attribution as explain_attribution, check as explain_check, claim as explain_claim,
    fault as explain_fault, findings as explain_findings,
};
pub use format::Format;
pub use in_turn::InTurn;
pub use remarks::remarks;
pub use sheets::{Sheet, SheetFormat, write as write_sheet};
pub use show::show;
pub use signoff::{Shown as SignoffShown, claims_to_sign, signoff};
pub use statistics::statistics;
pub use verify::{
    Verification, VerifiedDraft, schema as verification_schema, write as write_verification,
};
pub use words::{count as counted, one_line as on_one_line, visible};

/// The JSON Schema of what is written as [`Format::Json`].
#[must_use]
pub fn json_schema() -> schemars::Schema {
    json::document_schema()
}

/// The JSON Schema of a line of what is written as [`Format::Jsonl`].
#[must_use]
pub fn jsonl_schema() -> schemars::Schema {
    json::line_schema()
}

/// The JSON Schema of an answer to a record of a stream.
#[must_use]
pub fn answer_schema() -> schemars::Schema {
    json::answer_schema()
}

/// The answer to a record of a stream: a line of [`Format::Jsonl`] with the record's id, which is JSON.
pub fn answer(id: &str, checked: &Checked) -> io::Result<Vec<u8>> {
    json::report(id, checked)
}

/// The answer to a record that cannot be read: its id, the stream and the line in it, what is wrong.
pub fn refusal(id: &str, place: (&str, u64), message: &str) -> io::Result<Vec<u8>> {
    json::refusal(id, place, message)
}

/// Writes a report on some drafts. `errors` are messages on drafts that could not be read; the page,
/// JSON, SARIF, GitHub's annotations, JUnit's XML and Markdown repeat them.
pub fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
    format: Format,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Text | Format::Full | Format::Short | Format::Jsonl | Format::Github => {
            let mut report = InTurn::new(format);
            drafts.iter().try_for_each(|checked| report.draft(out, checked, style))?;
            report.end(out, errors, style)
        }
        Format::Html => html::write(out, drafts, errors),
        Format::Json => json::document(out, drafts, errors),
        Format::Sarif => machine::sarif(out, drafts, errors),
        Format::Gitlab => machine::gitlab(out, drafts),
        Format::Junit => machine::junit(out, drafts, errors),
        Format::Checkstyle => machine::checkstyle(out, drafts),
        Format::Rdjson => machine::rdjson(out, drafts),
        Format::Markdown => machine::markdown(out, drafts, errors),
        Format::Csv => machine::csv(out, drafts),
        Format::ClaimReview => machine::claimreview(out, drafts),
    }
}
