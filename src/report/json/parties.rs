//! Accusations, and the parties that they hit.

use serde::Serialize;

use super::parts::{PartOut, PlaceOut, part, place};
use crate::report::checked::Checked;
use crate::weigh::{AnswerKind, Frame, Gravity, Manner};

#[derive(Serialize)]
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

#[derive(Serialize)]
struct AnswerOut {
    attribution: String,
    kind: AnswerKind,
}

#[derive(Serialize)]
pub(super) struct PartyOut {
    camp: String,
    accusations: Vec<String>,
    heard: Option<String>,
    asked: Option<String>,
    /// Where somebody may speak for it, or where it may have been asked.
    perhaps: Option<PartOut>,
    /// The words that say that a court has decided, or that the accused is dead.
    settled: Option<PartOut>,
}

fn attribution(n: usize) -> String {
    format!("a{}", n + 1)
}

pub(super) fn accusations(checked: &Checked) -> Vec<AccusationOut> {
    let draft = &checked.draft;
    let each = checked.verdict.ledger.accusations.iter().enumerate();
    each.map(|(n, a)| AccusationOut {
        id: format!("x{}", n + 1),
        attribution: a.attribution.map(attribution),
        accuser: a.accuser.map(|id| format!("s{}", id.0 + 1)),
        accused: part(draft, &[a.accused]),
        accused_speaker: a.accused_speaker.map(|id| format!("s{}", id.0 + 1)),
        act: a.act.and_then(|act| part(draft, &[act])),
        span: place(draft, a.span),
        manner: a.manner,
        frame: a.frame,
        gravity: a.gravity,
        answer: a.reply.map(|reply| AnswerOut {
            attribution: attribution(reply.attribution),
            kind: reply.kind,
        }),
        aside: a.aside.map(attribution),
    })
    .collect()
}

pub(super) fn parties(checked: &Checked) -> Vec<PartyOut> {
    let each = checked.verdict.ledger.parties.iter();
    each.map(|party| PartyOut {
        camp: format!("k{}", party.camp.0 + 1),
        accusations: party.accusations.iter().map(|n| format!("x{}", n + 1)).collect(),
        heard: party.heard.map(attribution),
        asked: party.asked.map(attribution),
        perhaps: party.perhaps.and_then(|span| part(&checked.draft, &[span])),
        settled: party.settled.and_then(|span| part(&checked.draft, &[span])),
    })
    .collect()
}
