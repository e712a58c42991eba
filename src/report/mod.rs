//! Takes drafts and their [`crate::Verdict`]s. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.

mod changes;
mod checked;
mod digest;
mod excerpt;
mod explain;
mod full;
mod html;
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
pub use remarks::remarks;
pub use sheets::{Sheet, SheetFormat, write as write_sheet};
pub use show::show;
pub use signoff::{Shown as SignoffShown, claims_to_sign, signoff};
pub use statistics::statistics;
pub use verify::{
    Verification, VerifiedDraft, schema as verification_schema, write as write_verification,
};
pub use words::{count as counted, one_line as on_one_line};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal: one screen.
    Text,
    /// The same at length: whole paragraphs, why, what to do, and every claim.
    Full,
    /// One line a finding: `file:line:column: severity CODE message`.
    Short,
    /// A page for a browser.
    Html,
    /// One document with everything.
    Json,
    /// One line of JSON a draft.
    Jsonl,
    /// SARIF 2.1.0, for services that keep findings.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// The Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML: a suite a draft, a case a finding.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Reviewdog's JSON.
    Rdjson,
    /// Markdown, for a comment or a chat.
    Markdown,
    /// A row a finding, for a spreadsheet.
    Csv,
    /// A skeleton of schema.org's `ClaimReview` for every claim, without a rating.
    ClaimReview,
}

impl Format {
    /// All formats, by the names that the command line takes.
    pub const ALL: [(&'static str, Self); 15] = [
        ("text", Self::Text),
        ("full", Self::Full),
        ("short", Self::Short),
        ("html", Self::Html),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("checkstyle", Self::Checkstyle),
        ("rdjson", Self::Rdjson),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("claimreview", Self::ClaimReview),
    ];

    /// The format of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, format)| *format)
    }
}

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
        Format::Text => screen::write(out, drafts, style),
        Format::Full => full::write(out, drafts, style),
        Format::Short => short::write(out, drafts, style),
        Format::Html => html::write(out, drafts, errors),
        Format::Json => json::document(out, drafts, errors),
        Format::Jsonl => json::lines(out, drafts),
        Format::Sarif => machine::sarif(out, drafts, errors),
        Format::Github => machine::github(out, drafts, errors),
        Format::Gitlab => machine::gitlab(out, drafts),
        Format::Junit => machine::junit(out, drafts, errors),
        Format::Checkstyle => machine::checkstyle(out, drafts),
        Format::Rdjson => machine::rdjson(out, drafts),
        Format::Markdown => machine::markdown(out, drafts, errors),
        Format::Csv => machine::csv(out, drafts),
        Format::ClaimReview => machine::claimreview(out, drafts),
    }
}
