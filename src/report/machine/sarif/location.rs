//! Places in the files.

use serde::Serialize;

use super::artifact::Uri;
use super::text::Text;
use crate::read::{Draft, Location as Place};
use crate::report::machine::entry::Range;
use crate::span::Span;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names)] // the names are those of the format
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Uri,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(flatten)]
    rest: Option<Rest>,
}

/// All of a region but its first line; what covers nothing has none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rest {
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// A place in the order of a document: a story of a feed, a run of a paragraph.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fully_qualified_name: Option<String>,
    kind: &'static str,
}

/// Where a span of a draft is.
pub(super) fn of(draft: &Draft, uri: Uri, span: Span) -> Location {
    Location {
        id: None,
        physical_location: Physical {
            artifact_location: uri,
            region: Range::of(draft, span).map(region),
        },
        logical_locations: story(draft).into_iter().chain(run(draft, span)).collect(),
        message: None,
    }
}

/// Another place that matters, with its number, from 1, and what it has to do with the finding.
pub(super) fn related(place: Location, number: usize, label: &str) -> Location {
    Location { id: Some(number), message: Some(Text::message(label)), ..place }
}

/// A file as a whole.
pub(super) fn file(uri: Uri) -> Location {
    let physical_location = Physical { artifact_location: uri, region: None };
    Location { id: None, physical_location, logical_locations: Vec::new(), message: None }
}

fn region(range: Range) -> Region {
    let rest = (!range.is_empty()).then_some(Rest {
        start_column: range.start.utf16,
        end_line: range.end.line,
        end_column: range.end.utf16,
    });
    Region { start_line: range.start.line, rest }
}

/// "story 2 of 3"
fn story(draft: &Draft) -> Option<Logical> {
    let (at, count) = draft.story?;
    let name = format!("story {at} of {count}");
    Some(Logical { name, fully_qualified_name: None, kind: "element" })
}

/// "paragraph 3, run 2"
fn run(draft: &Draft, span: Span) -> Option<Logical> {
    let place = draft.where_is(span.start);
    let Place::Paragraph { run, .. } = place else { return None };
    let name = format!("{place}, run {}", run.run);
    let part = draft.part_of(span.start);
    let whole = part.map(|part| format!("{part}/paragraph[{}]/run[{}]", run.paragraph, run.run));
    Some(Logical { name, fully_qualified_name: whole, kind: "element" })
}
