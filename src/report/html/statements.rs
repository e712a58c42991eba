//! The statements of a draft: what is said, by whom, what it is sourced to, and who answers.

use serde::Serialize;

use super::labels::{Filters, Tags};
use super::places::{self, Place};
use super::voices::{Voice, voice};
use crate::lexicon::Polarity;
use crate::report::checked::Checked;
use crate::report::who::claim_text;
use crate::report::words::standing;
use crate::weigh::{AnswerKind, Claim, Matter, Standing, Weight};

/// A statement.
#[derive(Debug, Serialize)]
pub(super) struct Statement<'a> {
    pub(super) number: usize,
    /// "c-7f3a91"
    id: &'a str,
    text: String,
    said: Vec<Said>,
    answers: Vec<Reply>,
    kind: Standing,
    standing: &'static str,
    grounds: &'a str,
    own: bool,
    matters: &'a [Matter],
    weight: Weight,
    pub(super) tags: Tags,
}

/// Who states it, and where.
#[derive(Debug, Serialize)]
struct Said {
    voice: Voice,
    places: Vec<Place>,
}

/// Who answers it, how, and where.
#[derive(Debug, Serialize)]
struct Reply {
    voice: Voice,
    kind: AnswerKind,
    place: Place,
}

/// All statements of a draft.
pub(super) fn statements<'a>(checked: &'a Checked, filters: &mut Filters) -> Vec<Statement<'a>> {
    let claims = checked.verdict.ledger.claims.iter().enumerate();
    claims.map(|(n, claim)| statement(checked, n + 1, claim, filters)).collect()
}

fn statement<'a>(
    checked: &'a Checked,
    number: usize,
    claim: &'a Claim,
    filters: &mut Filters,
) -> Statement<'a> {
    let parsed = &checked.verdict.parsed.attributions;
    let mut said: Vec<Said> = Vec::new();
    let mut tags = Tags::default();
    let denies = |n: &usize| parsed[*n].polarity == Polarity::Denies;
    for n in claim.attributions.iter().filter(|n| !denies(n)) {
        let voice = voice(checked, *n);
        tags.join(&voice.tags(checked, filters));
        let place = places::of_attribution(checked, *n);
        match said.iter_mut().find(|said| said.voice == voice) {
            Some(said) => said.places.push(place),
            None => said.push(Said { voice, places: vec![place] }),
        }
    }
    // "Hale denied that it had rained": nobody says that it had.
    let denied = claim.attributions.iter().filter(|n| denies(n));
    let denied = denied.map(|n| (*n, AnswerKind::Denies));
    let answered = claim.answers.iter().map(|answer| (answer.attribution, answer.kind));
    let answers = denied.chain(answered).map(|(n, kind)| {
        let voice = voice(checked, n);
        if kind != AnswerKind::Unverified {
            tags.join(&voice.tags(checked, filters));
        }
        Reply { voice, kind, place: places::of_attribution(checked, n) }
    });
    let answers = answers.collect();
    Statement {
        number,
        id: &claim.id,
        text: claim_text(checked, claim),
        said,
        answers,
        kind: claim.standing,
        standing: standing(claim.standing),
        grounds: &claim.grounds,
        own: claim.own,
        matters: &claim.matters,
        weight: claim.weight,
        tags,
    }
}
