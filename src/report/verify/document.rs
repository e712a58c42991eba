//! The quotations as JSON. Its shape is a promise: additions only.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::super::json::parts::{PlaceOut, attribution_id, place};
use super::super::json::{TOOL, Tool, UNITS, Units, VERSION};
use super::super::sheets::safe::json;
use super::told::words;
use super::verification::{Verification, VerifiedDraft};
use crate::verify::{
    ButFor, Loud, Outcome, Place, Replaced, SpeakerCheck, Splice, Time, Transcript, TranscriptKind,
    Verified,
};
use crate::versions::{Change, Piece};

#[derive(Serialize, JsonSchema)]
struct Document<'a> {
    schema_version: &'static str,
    tool: Tool,
    units: Units,
    transcripts: Vec<TranscriptOut<'a>>,
    drafts: Vec<DraftOut<'a>>,
    errors: &'a [String],
    summary: Summary,
}

#[derive(Serialize, JsonSchema)]
struct TranscriptOut<'a> {
    path: &'a str,
    kind: TranscriptKind,
}

#[derive(Serialize, JsonSchema)]
struct DraftOut<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<usize>,
    quotations: Vec<QuotationOut<'a>>,
    summary: Summary,
}

#[derive(Serialize, JsonSchema)]
struct Summary {
    quotations: usize,
    faults: usize,
    #[serde(flatten)]
    verdicts: BTreeMap<String, usize>,
}

#[derive(Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools)] // each is a key of its own
struct QuotationOut<'a> {
    text: String,
    spans: Vec<PlaceOut>,
    /// The attribution in the JSON of `check`.
    attribution: Option<String>,
    speaker: Option<&'a str>,
    /// True where the label over the words is the speaker's, or clearly somebody else's.
    speaker_checked: bool,
    verdict: Outcome,
    /// True for what an editor has to mend.
    fault: bool,
    /// True where the draft shows that it cuts.
    marked: bool,
    loud: Vec<LoudOut<'a>>,
    exact_but_for: &'a [ButFor],
    /// What stands in brackets, and what was said in its place.
    brackets: Vec<BracketOut<'a>>,
    splice: Option<SpliceOut>,
    words_left_out: usize,
    differences: Vec<PieceOut<'a>>,
    said_at: Vec<SaidOut<'a>>,
    times_said: usize,
    said_by: Option<&'a str>,
    nearest: Option<SaidOut<'a>>,
    /// True for one or two words.
    short: bool,
    /// True where no transcript has a label of the speaker.
    speaker_absent: bool,
}

#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum LoudOut<'a> {
    NegationDropped { said: &'a str },
    NegationAdded { written: &'a str },
    NumberChanged { said: &'a str, written: &'a str },
    Opposed { said: &'a str, written: &'a str },
    TurnedBefore { said: &'a str },
    TakenBack { said: &'a str },
}

#[derive(Serialize, JsonSchema)]
struct BracketOut<'a> {
    said: &'a str,
    written: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum SpliceOut {
    OutOfOrder,
    TwoSpeakers,
    TwoTranscripts,
    FarApart { words: usize },
}

#[derive(Serialize, JsonSchema)]
struct PieceOut<'a> {
    change: &'static str,
    words: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct SaidOut<'a> {
    transcript: &'a str,
    #[serde(flatten)]
    place: PlaceOut,
    /// "00:04:12"
    time: Option<String>,
    /// In milliseconds from the beginning.
    milliseconds: Option<u64>,
    label: Option<&'a str>,
    text: &'a str,
}

/// The JSON Schema of what is written here.
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(Document<'_>)
}

/// Writes everything.
pub(super) fn write(out: &mut dyn Write, verification: &Verification<'_>) -> io::Result<()> {
    let all = || verification.drafts.iter().flat_map(|draft| &draft.quotations);
    let document = Document {
        schema_version: VERSION,
        tool: TOOL,
        units: UNITS,
        transcripts: verification
            .transcripts
            .iter()
            .map(|transcript| TranscriptOut { path: &transcript.file.path, kind: transcript.kind })
            .collect(),
        drafts: verification.drafts.iter().map(|draft| draft_out(verification, draft)).collect(),
        errors: verification.errors,
        summary: summary(all()),
    };
    json(out, &document)
}

fn draft_out<'a>(verification: &Verification<'a>, draft: &'a VerifiedDraft) -> DraftOut<'a> {
    let listed = verification.listed(draft).into_iter();
    DraftOut {
        path: &draft.checked.draft.path,
        story: draft.checked.draft.story.map(|(story, _)| story),
        quotations: listed.map(|v| quotation_out(verification.transcripts, draft, v)).collect(),
        summary: summary(draft.quotations.iter()),
    }
}

fn summary<'v>(all: impl Iterator<Item = &'v Verified> + Clone) -> Summary {
    let mut verdicts = BTreeMap::new();
    for kind in Outcome::ALL {
        let name = super::super::words::kebab(kind).replace('-', "_");
        verdicts.insert(name, all.clone().filter(|verified| verified.outcome == kind).count());
    }
    let faults = all.clone().filter(|verified| verified.is_fault()).count();
    Summary { quotations: all.count(), faults, verdicts }
}

fn quotation_out<'a>(
    transcripts: &'a [Transcript],
    draft: &'a VerifiedDraft,
    verified: &'a Verified,
) -> QuotationOut<'a> {
    let pieces = verified.quotation.pieces.iter();
    let said = |found: &'a Place| said_out(transcripts, found);
    QuotationOut {
        text: words(draft, verified),
        spans: pieces.map(|piece| place(&draft.checked.draft, *piece)).collect(),
        attribution: verified.quotation.attribution.map(attribution_id),
        speaker: verified.speaker.as_deref(),
        speaker_checked: verified.speaker_check == SpeakerCheck::Done,
        verdict: verified.outcome,
        fault: verified.is_fault(),
        marked: verified.marked,
        loud: verified.loud.iter().map(loud_out).collect(),
        exact_but_for: &verified.but_for,
        brackets: verified.replaced.iter().map(bracket_out).collect(),
        splice: verified.splice.map(splice_out),
        words_left_out: verified.left_out,
        differences: verified.differences.iter().map(piece_out).collect(),
        said_at: verified.places.iter().map(said).collect(),
        times_said: verified.times_said,
        said_by: verified.another.as_deref(),
        nearest: verified.nearest.as_ref().map(said),
        short: verified.short,
        speaker_absent: verified.absent,
    }
}

fn said_out<'a>(transcripts: &'a [Transcript], found: &'a Place) -> SaidOut<'a> {
    let file = &transcripts[found.transcript].file;
    SaidOut {
        transcript: &file.path,
        place: place(file, found.span),
        time: found.time.map(|time| time.to_string()),
        milliseconds: found.time.map(|Time(milliseconds)| milliseconds),
        label: found.label.as_deref(),
        text: &found.said,
    }
}

fn loud_out(loud: &Loud) -> LoudOut<'_> {
    match loud {
        Loud::NegationDropped(said) => LoudOut::NegationDropped { said },
        Loud::NegationAdded(written) => LoudOut::NegationAdded { written },
        Loud::Number(said, written) => LoudOut::NumberChanged { said, written },
        Loud::Opposed(said, written) => LoudOut::Opposed { said, written },
        Loud::TurnedBefore(said) => LoudOut::TurnedBefore { said },
        Loud::TakenBack(said) => LoudOut::TakenBack { said },
    }
}

fn bracket_out(replaced: &Replaced) -> BracketOut<'_> {
    BracketOut { said: &replaced.said, written: &replaced.written }
}

const fn splice_out(splice: Splice) -> SpliceOut {
    match splice {
        Splice::OutOfOrder => SpliceOut::OutOfOrder,
        Splice::TwoSpeakers => SpliceOut::TwoSpeakers,
        Splice::TwoTranscripts => SpliceOut::TwoTranscripts,
        Splice::FarApart(words) => SpliceOut::FarApart { words },
    }
}

fn piece_out(piece: &Piece) -> PieceOut<'_> {
    let change = match piece.change {
        Change::Same => "same",
        Change::Cut => "cut",
        Change::Added => "added",
    };
    PieceOut { change, words: &piece.words }
}
