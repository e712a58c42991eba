//! What is known about a draft as a whole: the questions behind the conditions, one function each.

use std::collections::BTreeMap;

use super::accusation::heard;
use crate::judge::view::{View, explicit};
use crate::lexicon::CueClass;
use crate::read::{Block, BlockKind, Part};
use crate::resolve::{Meaning, SideId, SpeakerId};
use crate::rulebook::DraftAsked;
use crate::span::Span;
use crate::weigh::Accusation;

/// So many voices are named in a message.
const VOICES: usize = 6;

/// True when a condition on the draft holds.
pub(in crate::judge) fn holds(asked: DraftAsked<'_>, view: &View<'_>) -> bool {
    match asked {
        DraftAsked::Dateline(wanted) => dateline(view) == *wanted,
        DraftAsked::Attributions(least) => view.parsed.attributions.len() >= *least,
        DraftAsked::SidesAtMost(most) => sides(view).len() <= *most,
        DraftAsked::SpeakersKnown(wanted) => speakers_known(view) == *wanted,
        DraftAsked::AccusedUnheard(wanted) => unheard(view).is_some() == *wanted,
        DraftAsked::VerbsDiffer(least) => verbs_differ(view, *least).is_some(),
    }
}

/// True when the draft says at its head when or where it was written.
fn dateline(view: &View<'_>) -> bool {
    // Lines to the desk above the story are not counted.
    let counts = |block: &&Block| block.kind != BlockKind::Note || block.part == Part::Date;
    let mut head = view.draft.blocks.iter().filter(counts).take(6);
    let digits = |span: Span| view.draft.words(span).bytes().filter(u8::is_ascii_digit).count();
    head.any(|block| {
        block.kind == BlockKind::Dateline || block.part == Part::Date && digits(block.span) > TIME
    })
}

/// A time of day has so many digits at most: "10:42". A date has more.
const TIME: usize = 4;

/// The sides that are heard in the draft, each with its attributions.
pub(in crate::judge) fn sides(view: &View<'_>) -> BTreeMap<SideId, Vec<usize>> {
    let mut sides: BTreeMap<SideId, Vec<usize>> = BTreeMap::new();
    for (n, meaning) in view.story.bindings.iter().enumerate() {
        if let Some(id) = meaning.speaker() {
            sides.entry(view.story.speakers[id.0].side).or_default().push(n);
        }
    }
    sides
}

/// True when nothing in the draft is said by somebody whom it does not show.
fn speakers_known(view: &View<'_>) -> bool {
    let said = view.parsed.attributions.iter().zip(&view.story.bindings);
    said.filter(|(a, _)| !a.is_guess()).all(|(_, meaning)| meaning.speaker().is_some())
}

/// Everybody who is heard, each once, by name, in order of the draft.
pub(in crate::judge) fn voices(view: &View<'_>) -> Vec<SpeakerId> {
    let mut seen = Vec::new();
    for id in view.story.bindings.iter().filter_map(Meaning::speaker) {
        if !seen.contains(&id) && seen.len() < VOICES {
            seen.push(id);
        }
    }
    seen
}

/// The first accusation whose accused is known and never heard.
pub(in crate::judge) fn unheard<'v>(view: &'v View<'_>) -> Option<&'v Accusation> {
    view.ledger
        .accusations
        .iter()
        .find(|a| explicit(a) && a.side.is_some() && a.reply.is_none() && !heard(view, a))
}

/// A side that mostly says and one that mostly claims, each heard at least so many times.
pub(in crate::judge) fn verbs_differ(view: &View<'_>, least: usize) -> Option<(SideId, SideId)> {
    let mut says = None;
    let mut claims = None;
    for (side, all) in sides(view) {
        if all.len() < least {
            continue;
        }
        let class = |n: &usize| view.parsed.attributions[*n].cue.as_ref().map(|cue| cue.class);
        let doubted = all.iter().filter(|n| class(n) == Some(CueClass::Doubt)).count();
        let plain = all.iter().filter(|n| class(n) == Some(CueClass::NeutralReport)).count();
        if doubted * 2 >= all.len() {
            claims = claims.or(Some(side));
        } else if plain * 2 >= all.len() && doubted == 0 {
            says = says.or(Some(side));
        }
    }
    says.zip(claims)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn drafts() {
        check(
            Scope::Draft,
            &[
                (
                    "attributions: 2",
                    "The road is shut, Tom Hale said. “It is dark,” said Ann Webb.",
                    "+",
                ),
                (
                    "attributions: 3",
                    "The road is shut, Tom Hale said. “It is dark,” said Ann Webb.",
                    "-",
                ),
                (
                    "sides-at-most: 1",
                    "The road is shut, Tom Hale said. “It is dark,” said Ann Webb.",
                    "-",
                ),
                (
                    "sides-at-most: 2",
                    "The road is shut, Tom Hale said. “It is dark,” said Ann Webb.",
                    "+",
                ),
                ("accused-unheard: true", "Ann Webb accused Tom Hale of fraud.", "+"),
                (
                    "accused-unheard: true",
                    "Ann Webb accused Tom Hale of fraud. Hale denied the accusation.",
                    "-",
                ),
                ("accused-unheard: true", "The road is shut, Tom Hale said.", "-"),
                (
                    "verbs-differ: 2",
                    "The club said the pitch was fit. The club said the stand was safe. The union claimed the pitch was wet. The union claimed the stand was old.",
                    "+",
                ),
                (
                    "verbs-differ: 3",
                    "The club said the pitch was fit. The club said the stand was safe. The union claimed the pitch was wet. The union claimed the stand was old.",
                    "-",
                ),
                (
                    "verbs-differ: 2",
                    "The club said the pitch was fit. The club said the stand was safe. The union said the pitch was wet. The union said the stand was old.",
                    "-",
                ),
            ],
        );
    }
}
