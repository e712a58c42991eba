//! What an editor reads first: what the story rests on, who is heard, who is accused and not heard.

use serde::Serialize;

use super::places::{self, Place};
use crate::report::checked::Checked;
use crate::report::digest;
use crate::report::who::claim_text;
use crate::weigh::Standing;

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
    /// Statements of which it is open whose they are.
    open: usize,
    silent: Vec<String>,
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

/// Who is heard, and how often.
#[derive(Debug, Serialize)]
struct Heard {
    name: String,
    times: String,
}

#[derive(Debug, Serialize)]
struct NotHeard {
    name: String,
    place: Place,
}

pub(super) fn overview(checked: &Checked) -> Overview<'_> {
    let hearing = digest::hearing(checked);
    let sources = hearing.heard.len();
    let heard = hearing.heard.into_iter().take(SIDES);
    let claims = checked.verdict.ledger.claims.iter().enumerate();
    let disputed = claims.filter(|(_, claim)| claim.standing == Standing::Disputed);
    Overview {
        rests: rests(checked),
        more_heard: sources.saturating_sub(SIDES),
        heard: heard.map(|heard| Heard { times: heard.times(), name: heard.name }).collect(),
        open: hearing.open,
        silent: hearing.silent.into_iter().map(|(name, _)| name).collect(),
        accused: not_heard(checked),
        disputed: disputed.map(|(n, _)| n + 1).collect(),
    }
}

fn rests(checked: &Checked) -> Option<RestsOn<'_>> {
    let ledger = &checked.verdict.ledger;
    let spine = ledger.spine.as_ref()?;
    let on = digest::rests_on(checked, spine.rests);
    let first = spine.claims.iter().take(SPINE).map(|n| First {
        number: n + 1,
        text: claim_text(checked, &ledger.claims[*n]),
        grounds: &ledger.claims[*n].grounds,
    });
    Some(RestsOn { on, first: first.collect(), more: spine.claims.len().saturating_sub(SPINE) })
}

/// Who is accused and not heard, and where.
fn not_heard(checked: &Checked) -> Vec<NotHeard> {
    let each = digest::unheard(checked).into_iter();
    each.map(|(name, accusation)| NotHeard {
        name,
        place: places::of_words(checked, accusation.span),
    })
    .collect()
}
