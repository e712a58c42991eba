//! Places and words as JSON gives them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::read::{Draft, RunPlace};
use crate::resolve::{SideId, SpeakerId};
use crate::span::Span;

/// A place in the file. `units` says what each number counts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(in crate::report) struct PlaceOut {
    pub(in crate::report) start: usize,
    pub(in crate::report) end: usize,
    pub(in crate::report) line: usize,
    pub(in crate::report) column: usize,
    pub(in crate::report) end_line: usize,
    pub(in crate::report) end_column: usize,
    pub(in crate::report) column_utf16: usize,
    pub(in crate::report) end_column_utf16: usize,
    /// The part of a zip file that the bytes are counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) part: Option<String>,
    /// Paragraph and run in a document of Word or LibreOffice.
    #[serde(flatten)]
    pub(in crate::report) run: Option<RunPlace>,
}

/// Words, and where they are: more than one place where they are interrupted.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words")]
pub(in crate::report) struct PartOut {
    pub(in crate::report) text: String,
    pub(in crate::report) spans: Vec<PlaceOut>,
}

pub(in crate::report) fn place(draft: &Draft, span: Span) -> PlaceOut {
    let (from, to) = draft.points_of(span);
    let file = draft.place(span);
    PlaceOut {
        start: file.start,
        end: file.end,
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        column_utf16: from.utf16,
        end_column_utf16: to.utf16,
        part: draft.part_of(span.start).map(str::to_owned),
        run: draft.run_of(span.start),
    }
}

pub(in crate::report) fn part(draft: &Draft, spans: &[Span]) -> Option<PartOut> {
    let text = spans.iter().map(|s| draft.words(*s)).collect::<Vec<_>>().join(" … ");
    let spans: Vec<PlaceOut> = spans.iter().map(|s| place(draft, *s)).collect();
    (!spans.is_empty()).then_some(PartOut { text, spans })
}

/// The name of an attribution in the JSON: "a1".
pub(in crate::report) fn attribution_id(n: usize) -> String {
    format!("a{}", n + 1)
}

/// The name of a speaker: "s1".
pub(in crate::report) fn speaker_id(id: SpeakerId) -> String {
    format!("s{}", id.0 + 1)
}

/// The name of a side: "k1".
pub(in crate::report) fn side_id(id: SideId) -> String {
    format!("k{}", id.0 + 1)
}
