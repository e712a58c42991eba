//! A finding with all that reports for programs say of it, worked out once for all of them.

use super::path;
use crate::judge::capital;
use crate::parse::Confidence;
use crate::read::{Draft, Location};
use crate::report::checked::Checked;
use crate::report::excerpt;
use crate::report::reasons;
use crate::report::words::one_line;
use crate::resolve::Grade;
use crate::rulebook::Standard;
use crate::span::{Point, Span};
use crate::verdict::{Finding, SetAside, Severity};

/// Columns of an excerpt.
const EXCERPT: usize = 120;

/// A finding as reports for programs give it. All its texts are on one line and drive no terminal.
pub(super) struct Entry<'a> {
    pub(super) draft: &'a Draft,
    pub(super) finding: &'a Finding,
    /// Who set it aside, and why.
    pub(super) aside: Option<&'a SetAside>,
    /// The path of the draft as services match it with their own.
    pub(super) path: String,
    /// Where it is, as an editor counts.
    pub(super) at: Location,
    /// From where to where in the file; nothing in a document that has no lines.
    pub(super) range: Option<Range>,
    pub(super) message: String,
    pub(super) question: Option<String>,
    pub(super) help: String,
    pub(super) why: String,
    pub(super) standards: Vec<&'a Standard>,
    /// The id of its claim.
    pub(super) claim: Option<&'a str>,
    /// How sure it is who states that claim.
    pub(super) certainty: Option<Grade>,
}

/// From where to where words stand in a file, the end exclusive.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) start: Point,
    pub(super) end: Point,
}

impl Range {
    /// Where a span stands; nothing in a document that has no lines.
    pub(super) fn of(draft: &Draft, span: Span) -> Option<Self> {
        if matches!(draft.where_is(span.start), Location::Paragraph { .. }) {
            return None;
        }
        let (start, end) = draft.points_of(span);
        Some(Self { start, end })
    }

    /// True when it covers nothing: the finding is on the draft as a whole.
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when it begins and ends on one line.
    pub(super) fn is_in_one_line(self) -> bool {
        self.start.line == self.end.line
    }

    /// The last line of which it covers something.
    pub(super) fn last_line(self) -> usize {
        let before = self.end.column == 1 && self.end.line > self.start.line;
        self.end.line - usize::from(before)
    }
}

impl<'a> Entry<'a> {
    fn new(checked: &'a Checked, finding: &'a Finding, aside: Option<&'a SetAside>) -> Self {
        let draft = &checked.draft;
        Self {
            draft,
            finding,
            aside,
            path: path::of(&draft.path),
            at: draft.where_is(finding.span.start),
            range: Range::of(draft, finding.span),
            message: one_line(&finding.message),
            question: finding.question.as_deref().map(one_line),
            help: one_line(&finding.help),
            why: one_line(reasons::why(checked, finding)),
            standards: reasons::standards(checked, finding),
            claim: finding.claim.map(|n| checked.verdict.ledger.claims[n].id.as_str()),
            certainty: finding.claim.and_then(|n| reasons::certainty(checked, n)),
        }
    }

    /// The words that the message names, with some of what they stand in.
    pub(super) fn excerpt(&self) -> String {
        excerpt::line(self.draft, &self.finding.named, EXCERPT).0
    }

    pub(super) fn severity(&self) -> Severity {
        self.finding.severity
    }

    pub(super) fn confidence(&self) -> Confidence {
        self.finding.confidence
    }

    /// "SR002 vague-source"
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.finding.code, self.finding.name)
    }

    /// The message, the question and what to do, each on a line; first where it is, in a document that has
    /// no lines.
    pub(super) fn text(&self) -> String {
        let place = match (self.range, self.draft.story) {
            (None, _) => Some(format!("{}: ", self.place())),
            (_, Some((at, count))) => Some(format!("Story {at} of {count}: ")),
            _ => None,
        };
        let mut text = format!("{}{}", place.unwrap_or_default(), self.message);
        if let Some(question) = &self.question {
            text.push_str("\nAsk: ");
            text.push_str(question);
        }
        text.push_str("\nFix: ");
        text.push_str(&self.help);
        text
    }

    /// "Line 14", "Paragraph 3 of the notes"
    pub(super) fn place(&self) -> String {
        capital(&self.at.to_string())
    }
}

/// The findings that are shown, by place.
pub(super) fn shown(checked: &Checked) -> impl Iterator<Item = Entry<'_>> {
    checked.shown().map(|finding| Entry::new(checked, finding, None))
}

/// The findings that would be shown if nobody had set them aside.
pub(super) fn aside(checked: &Checked) -> impl Iterator<Item = Entry<'_>> {
    let all = checked.verdict.aside.iter();
    let shown = all.filter(|aside| aside.finding.severity >= checked.show);
    shown.map(|aside| Entry::new(checked, &aside.finding, Some(aside)))
}

/// Both, by place.
pub(super) fn all(checked: &Checked) -> Vec<Entry<'_>> {
    let mut all: Vec<Entry<'_>> = shown(checked).chain(aside(checked)).collect();
    all.sort_by(|a, b| a.finding.by_place(b.finding));
    all
}
