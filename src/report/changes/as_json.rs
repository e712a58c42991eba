//! Changes for other programs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::compared::Compared;
use super::wording::{beside, details, exclamations, unchanged};
use crate::read::Draft;
use crate::report::json::parts::{PlaceOut, place};
use crate::report::json::{TOOL, Tool, UNITS, Units, VERSION};
use crate::report::sheets::safe::json;
use crate::span::Span;
use crate::versions::{Certainty, Change, Kind, Mark, Statement, Version, VersionChange};
use crate::weigh::Standing;

#[derive(Serialize, JsonSchema)]
struct Document<'a> {
    schema_version: &'static str,
    tool: Tool,
    units: Units,
    old: &'a str,
    new: &'a str,
    changed: bool,
    stories: Vec<StoryOut<'a>>,
    errors: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct StoryOut<'a> {
    headline: Option<&'a str>,
    /// "changed", "unchanged", "added" or "cut".
    state: &'static str,
    changes: Vec<ChangeOut<'a>>,
    /// Statements that stand in another order and are else the same.
    moved: usize,
    /// Statements that both versions have.
    compared: usize,
    /// What a person is told where nothing changed in who says what.
    #[serde(skip_serializing_if = "Option::is_none")]
    unchanged: Option<String>,
    /// Sentences that changed and hold none of these changes.
    other_sentences: OthersOut,
}

#[derive(Serialize, JsonSchema)]
struct OthersOut {
    count: usize,
    places: Vec<OtherOut>,
    message: Option<String>,
}

/// Where a sentence was, and where it is.
#[derive(Serialize, JsonSchema)]
struct OtherOut {
    old: Option<PlaceOut>,
    new: Option<PlaceOut>,
}

#[derive(Serialize, JsonSchema)]
struct ChangeOut<'a> {
    kind: Kind,
    old: Option<StatementOut<'a>>,
    new: Option<StatementOut<'a>>,
    words: Vec<PieceOut<'a>>,
    marks: Vec<MarkOut<'a>>,
    /// What a person is told of it.
    message: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct StatementOut<'a> {
    text: &'a str,
    quotes: Vec<&'a str>,
    speaker: Option<String>,
    certainty: Option<Certainty>,
    verb: Option<&'a str>,
    standing: Option<Standing>,
    place: PlaceOut,
}

#[derive(Serialize, JsonSchema)]
struct PieceOut<'a> {
    change: &'static str,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct MarkOut<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
}

/// The JSON Schema of what is written here.
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(Document<'_>)
}

pub(super) fn write(
    out: &mut dyn Write,
    (old, new): (&str, &str),
    stories: &[Compared<'_>],
    errors: &[String],
) -> io::Result<()> {
    let document = Document {
        schema_version: VERSION,
        tool: TOOL,
        units: UNITS,
        old,
        new,
        changed: stories.iter().any(Compared::has_changed),
        stories: stories.iter().map(story).collect(),
        errors,
    };
    json(out, &document)
}

fn story<'a>(story: &'a Compared<'_>) -> StoryOut<'a> {
    let state = match (&story.old, &story.new) {
        (None, _) => "added",
        (_, None) => "cut",
        _ if story.has_changed() => "changed",
        _ => "unchanged",
    };
    StoryOut {
        headline: story.headline(),
        state,
        changes: story.changes.all.iter().map(|change| one(story, change)).collect(),
        moved: story.changes.moved,
        compared: story.changes.kept,
        unchanged: (state == "unchanged").then(|| unchanged(story)),
        other_sentences: others(story),
    }
}

fn others(story: &Compared<'_>) -> OthersOut {
    let at = |side: &Option<(&Draft, Version)>, at: Option<usize>| {
        let (draft, _) = side.as_ref()?;
        at.map(|at| place(draft, Span::new(at, at)))
    };
    let each = story.changes.beside.iter();
    let places: Vec<OtherOut> = each
        .map(|one| OtherOut { old: at(&story.old, one.old), new: at(&story.new, one.new) })
        .collect();
    OthersOut { count: places.len(), places, message: beside(story) }
}

fn one<'a>(story: &'a Compared<'_>, change: &'a VersionChange) -> ChangeOut<'a> {
    let mut message = exclamations(change);
    message.extend(details(story, change));
    let side = |side: &'a Option<(&Draft, Version)>, n: Option<usize>| {
        let (draft, version) = side.as_ref()?;
        Some(statement(draft, version, n?))
    };
    ChangeOut {
        kind: change.kind,
        old: side(&story.old, change.old),
        new: side(&story.new, change.new),
        words: change
            .pieces
            .iter()
            .map(|piece| PieceOut {
                change: match piece.change {
                    Change::Same => "same",
                    Change::Cut => "cut",
                    Change::Added => "added",
                },
                text: &piece.words,
            })
            .collect(),
        marks: change.marks.iter().map(mark).collect(),
        message,
    }
}

fn statement<'a>(draft: &Draft, version: &'a Version, n: usize) -> StatementOut<'a> {
    let statement: &Statement = &version.statements[n];
    StatementOut {
        text: &statement.says,
        quotes: statement.quotes.iter().map(|quote| quote.words.as_str()).collect(),
        speaker: version.who(n),
        certainty: statement.by.as_ref().map(|by| by.certainty),
        verb: statement.verb.as_ref().map(|verb| verb.shown.as_str()),
        standing: statement.stand.as_ref().map(|stand| stand.standing),
        place: place(draft, statement.span),
    }
}

fn mark(mark: &Mark) -> MarkOut<'_> {
    let of = |kind, was, now| MarkOut { kind, was, now };
    match mark {
        Mark::NoLongerSays(word) => of("negation-gone", Some(word.as_str()), None),
        Mark::NowSays(word) => of("negation-new", None, Some(word.as_str())),
        Mark::Number { was, now } => of("number-changed", Some(was.as_str()), Some(now.as_str())),
        Mark::NumberGone(number) => of("number-gone", Some(number.as_str()), None),
        Mark::NumberNew(number) => of("number-new", None, Some(number.as_str())),
        Mark::LeftOut => of("left-out", None, None),
        Mark::PutIn => of("put-in", None, None),
        Mark::Paraphrased => of("paraphrased", None, None),
        Mark::NowQuoted => of("now-quoted", None, None),
        Mark::Turned { was, now } => of("verb-turned", Some(was.as_str()), Some(now.as_str())),
    }
}
