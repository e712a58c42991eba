//! What an editor reads first: what the story rests on, who is heard, who is accused and not heard.

use serde::Serialize;

use super::matrix::{Who, Words, deeds, who};
use super::places::{self, Place};
use super::statements::text;
use super::voices::Party;
use crate::report::checked::Checked;
use crate::weigh::{Accusation, AnswerKind, Gravity, Manner, Party as Accused, Rests, Standing};

/// So many statements of the headline and the lead are shown.
const SPINE: usize = 3;
/// So many sides are named.
const SIDES: usize = 10;

/// The head of the report on a draft.
#[derive(Debug, Serialize)]
pub(super) struct Overview<'a> {
    rests: Option<RestsOn<'a>>,
    heard: Vec<Heard>,
    /// How many more are heard.
    more_heard: usize,
    /// "she", "they", where it is not certain who is meant.
    pointing: Vec<Heard>,
    silent: Vec<Heard>,
    accused: Vec<NotHeard>,
    /// Statements that are in dispute, by number.
    disputed: Vec<usize>,
}

/// What the headline and the lead rest on.
#[derive(Debug, Serialize)]
struct RestsOn<'a> {
    on: &'a str,
    first: Vec<First<'a>>,
    /// How many more statements there are.
    more: usize,
}

#[derive(Debug, Serialize)]
struct First<'a> {
    number: usize,
    text: String,
    grounds: &'a str,
}

/// Who is heard, or asked.
#[derive(Debug, Serialize)]
struct Heard {
    #[serde(flatten)]
    who: Words,
    /// How many statements they make or answer.
    count: usize,
}

#[derive(Debug, Serialize)]
struct NotHeard {
    name: String,
    place: Place,
}

pub(super) fn overview(checked: &Checked) -> Overview<'_> {
    let (mut heard, silent) = heard(checked);
    let pointing: Vec<Heard> = heard.extract_if(.., |heard| heard.who.points).collect();
    let sources = heard.len();
    heard.sort_by_key(|heard| std::cmp::Reverse(heard.count));
    heard.truncate(SIDES);
    let claims = checked.verdict.ledger.claims.iter().enumerate();
    let disputed = claims.filter(|(_, claim)| claim.standing == Standing::Disputed);
    Overview {
        rests: rests(checked),
        more_heard: sources - heard.len(),
        heard,
        pointing,
        silent,
        accused: not_heard(checked),
        disputed: disputed.map(|(n, _)| n + 1).collect(),
    }
}

fn rests(checked: &Checked) -> Option<RestsOn<'_>> {
    let (ledger, wording) = (&checked.verdict.ledger, &checked.rulebook.wording);
    let spine = ledger.spine.as_ref()?;
    let on = match spine.rests {
        Rests::Unsourced => &wording.rests_unsourced,
        Rests::OneSource => &wording.rests_one_source,
        Rests::OneSide => &wording.rests_one_side,
        Rests::Record => &wording.rests_record,
        Rests::Several => &wording.rests_several,
    };
    let first = spine.claims.iter().take(SPINE).map(|n| First {
        number: n + 1,
        text: text(checked, &ledger.claims[*n]),
        grounds: &ledger.claims[*n].grounds,
    });
    Some(RestsOn { on, first: first.collect(), more: spine.claims.len().saturating_sub(SPINE) })
}

/// Who is heard and how often, and who was asked and gave no answer.
fn heard(checked: &Checked) -> (Vec<Heard>, Vec<Heard>) {
    let ledger = &checked.verdict.ledger;
    let (mut heard, mut silent) = (Vec::new(), Vec::new());
    for claim in &ledger.claims {
        let mut once: Vec<Who> = Vec::new();
        for (who, deed) in deeds(checked, claim) {
            if deed.is_silence() {
                add(&mut silent, who);
            } else if !once.contains(&who) {
                add(&mut heard, who.clone());
                once.push(who);
            }
        }
    }
    for answer in &ledger.unbound {
        match answer.kind {
            AnswerKind::Unverified => {}
            AnswerKind::Declines | AnswerKind::Silent => {
                for who in who(checked, answer.attribution) {
                    add(&mut silent, who);
                }
            }
            // What it denies is a statement of its own.
            _ if ledger.claim_of[answer.attribution].is_some() => {}
            _ => {
                for who in who(checked, answer.attribution) {
                    add(&mut heard, who);
                }
            }
        }
    }
    for asked in ledger.parties.iter().filter_map(|party| party.asked) {
        for who in who(checked, asked) {
            add(&mut silent, who);
        }
    }
    (named(checked, heard), named(checked, silent))
}

/// Counts somebody.
fn add(all: &mut Vec<(Who, usize)>, who: Who) {
    match all.iter_mut().find(|(known, _)| *known == who) {
        Some((_, count)) => *count += 1,
        None => all.push((who, 1)),
    }
}

fn named(checked: &Checked, all: Vec<(Who, usize)>) -> Vec<Heard> {
    let each = all.into_iter();
    each.map(|(who, count)| Heard { who: who.words(checked), count }).collect()
}

/// Who is accused of a wrong and certainly not heard: nobody speaks who may be of the party, and nobody was
/// asked who may be.
fn not_heard(checked: &Checked) -> Vec<NotHeard> {
    let ledger = &checked.verdict.ledger;
    let silent = ledger.unbound.iter().any(|answer| {
        let asked = matches!(answer.kind, AnswerKind::Declines | AnswerKind::Silent);
        asked && checked.verdict.story.certain(answer.attribution).is_none()
    });
    if silent {
        return Vec::new();
    }
    let each = ledger.parties.iter().filter(|party| is_unheard(checked, party));
    each.filter_map(|party| {
        let all = party.accusations.iter().map(|n| &ledger.accusations[*n]);
        let first = all.into_iter().find(|accusation| is_plain(checked, accusation))?;
        let name = Party::Side(party.side).name(checked).to_owned();
        Some(NotHeard { name, place: places::of_words(checked, first.span) })
    })
    .collect()
}

/// True where nobody of a party speaks or was asked, as far as the draft shows.
fn is_unheard(checked: &Checked, party: &Accused) -> bool {
    let (ledger, story) = (&checked.verdict.ledger, &checked.verdict.story);
    let replied = party.accusations.iter().any(|n| ledger.accusations[*n].reply.is_some());
    let open = party.asked.is_none() && party.perhaps.is_none() && party.settled.is_none();
    let speaks = story
        .bindings
        .iter()
        .any(|meaning| meaning.speakers().iter().any(|id| story.speakers[id.0].side == party.side));
    party.statements.is_empty() && open && !replied && !speaks
}

/// True for an accusation of a wrong against somebody who is named outright and is certainly of the side.
fn is_plain(checked: &Checked, accusation: &Accusation) -> bool {
    let certain =
        accusation.accused_speaker.is_some_and(|id| checked.verdict.story.is_side_certain(id));
    let outright = accusation.named && accusation.manner == Manner::Explicit;
    certain && outright && accusation.gravity >= Gravity::Wrong
}
