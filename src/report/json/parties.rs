//! Accusations, and the parties that they hit.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{PartOut, PlaceOut, attribution_id, part, place, side_id, speaker_id};
use crate::report::checked::Checked;
use crate::weigh::{AnswerKind, Frame, Gravity, Manner};

/// Who is accused of what, and by whom.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Accusation")]
pub(super) struct AccusationOut {
    id: String,
    attribution: Option<String>,
    accuser: Option<String>,
    accused: Option<PartOut>,
    accused_speaker: Option<String>,
    act: Option<PartOut>,
    span: PlaceOut,
    manner: Manner,
    frame: Frame,
    gravity: Gravity,
    /// The answer of the accused to this accusation.
    answer: Option<AnswerOut>,
    /// Where the accused speaks, but about something else.
    aside: Option<String>,
}

/// An answer to an accusation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Answer")]
struct AnswerOut {
    attribution: String,
    kind: AnswerKind,
}

/// A side that is accused.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Party")]
pub(super) struct PartyOut {
    side: String,
    accusations: Vec<String>,
    heard: Option<String>,
    asked: Option<String>,
    /// Where somebody may speak for it, or where it may have been asked.
    perhaps: Option<PartOut>,
    /// The words that say that a court has decided, or that the accused is dead.
    settled: Option<PartOut>,
}

/// The name of an accusation in the JSON: "x1".
pub(super) fn accusation_id(n: usize) -> String {
    format!("x{}", n + 1)
}

pub(super) fn accusations(checked: &Checked) -> Vec<AccusationOut> {
    let draft = &checked.draft;
    let each = checked.verdict.ledger.accusations.iter().enumerate();
    each.map(|(n, a)| AccusationOut {
        id: accusation_id(n),
        attribution: a.attribution.map(attribution_id),
        accuser: a.accuser.map(speaker_id),
        accused: part(draft, &[a.accused]),
        accused_speaker: a.accused_speaker.map(speaker_id),
        act: a.act.and_then(|act| part(draft, &[act])),
        span: place(draft, a.span),
        manner: a.manner,
        frame: a.frame,
        gravity: a.gravity,
        answer: a.reply.map(|reply| AnswerOut {
            attribution: attribution_id(reply.attribution),
            kind: reply.kind,
        }),
        aside: a.aside.map(attribution_id),
    })
    .collect()
}

pub(super) fn parties(checked: &Checked) -> Vec<PartyOut> {
    let each = checked.verdict.ledger.parties.iter();
    each.map(|party| PartyOut {
        side: side_id(party.side),
        accusations: party.accusations.iter().copied().map(accusation_id).collect(),
        heard: party.statements.first().copied().map(attribution_id),
        asked: party.asked.map(attribution_id),
        perhaps: party.perhaps.and_then(|span| part(&checked.draft, &[span])),
        settled: party.settled.and_then(|span| part(&checked.draft, &[span])),
    })
    .collect()
}
