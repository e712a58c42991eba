//! The forms of a report, by name.

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
