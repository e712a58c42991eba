//! Who is accused of what and by whom, whether the accused answer, and who is accused and never
//! heard.

mod accused;
mod against;
mod askable;
mod by_cue;
mod deed;
mod held;
mod making;
mod maybe;
mod nouns;
mod parties;
mod passive;
mod reply;
mod statement;
mod told;

use super::bound;
use super::context::Weighing;
use super::ledger::{Accusation, AnswerKind, Claim, Frame, Gravity, Ground, Party};
use super::signature::Stems;
use crate::lexicon::FunctionWord;

/// The report of a match has so many words of the game, and one in so many words.
const MATCH_WORDS: usize = 6;
const MATCH_SHARE: usize = 90;

/// Who is blamed blames back within so many blocks.
const MUTUAL: usize = 4;

/// All accusations in order, and the parties that they hit.
pub(super) fn accusations(w: Weighing<'_>, stems: &mut Stems<'_>) -> (Vec<Accusation>, Vec<Party>) {
    let places = accused::Places::new(w);
    let attributions = 0..w.cx.parsed.attributions.len();
    let mut all: Vec<Accusation> = attributions.filter_map(|n| by_cue::by_cue(w, n)).collect();
    all.extend(passive::passive(w, &places));
    all.extend(told::told(w, &places));
    all.extend(against::against(w, &places));
    all.extend(nouns::nouns(w, &places));
    all.extend(held::held(w, &places));
    if is_match(w) {
        all.retain(|a| {
            a.frame == Frame::Cue && a.gravity > Gravity::Criticism
                || a.gravity == Gravity::Crime && !matches!(a.frame, Frame::Told | Frame::Shown)
        });
    }
    // The frame that says most comes first in each sentence; the sort keeps that order.
    all.sort_by_key(|a| a.sentence);
    once(&mut all);
    reply::replies(w, &mut all, stems);
    by_cue::struck_back(w, &mut all);
    let parties = parties::parties(w, &places, &all);
    (all, parties)
}

/// True for a report of matches, in which to shoot, steal and fail is play.
fn is_match(w: Weighing<'_>) -> bool {
    let tokens = &w.cx.text.tokens;
    let words = tokens.iter().filter(|t| t.among(FunctionWord::MatchWord)).count();
    words >= MATCH_WORDS && words * MATCH_SHARE >= tokens.len()
}

/// What the accused denies is in dispute, where somebody says it.
pub(super) fn deny(
    w: Weighing<'_>,
    all: &[Accusation],
    claim_of: &[Option<usize>],
    claims: &mut [Claim],
) {
    for (n, one) in all.iter().enumerate() {
        let near = all[n + 1..].iter().take_while(|two| two.block <= one.block + MUTUAL);
        for two in near.filter(|two| blame_each_other(w, one, two)) {
            for (said, back) in [(one, two), (two, one)] {
                let claim = said.attribution.and_then(|n| claim_of[n]);
                let (Some(claim), Some(n)) = (claim, back.attribution) else { continue };
                if !claims[claim].attributions.contains(&n) {
                    let answer = bound::answer(w, n, AnswerKind::Denies, Ground::SameSubject);
                    claims[claim].answers.push(answer);
                }
            }
        }
    }
    for accusation in all {
        let claim = accusation.attribution.and_then(|n| claim_of[n]);
        let reply = accusation.reply.filter(|reply| reply.kind == AnswerKind::Denies);
        let (Some(claim), Some(reply)) = (claim, reply) else { continue };
        let claim = &mut claims[claim];
        let known = claim.answers.iter().any(|a| a.attribution == reply.attribution);
        let own = claim.attributions.contains(&reply.attribution)
            || reply.side.is_some_and(|side| claim.sides.contains(&side));
        if !known && !own {
            claim.answers.push(reply);
        }
    }
}

/// > **Hale** said the state had sat on the money. **The state** said Hale had hidden it.
fn blame_each_other(w: Weighing<'_>, one: &Accusation, two: &Accusation) -> bool {
    let accuser = |a: &Accusation| a.attribution.and_then(|n| w.voices[n].side);
    let known = one.side.is_some() && two.side.is_some() && one.side != two.side;
    known && accuser(one) == two.side && accuser(two) == one.side
}

/// Of several frames that read one accusation in a sentence the first is kept.
fn once(all: &mut Vec<Accusation>) {
    let mut kept: Vec<Accusation> = Vec::new();
    for accusation in all.drain(..) {
        let same = |other: &Accusation| {
            other.sentence == accusation.sentence
                && (other.side == accusation.side && other.side.is_some()
                    || other.accused == accusation.accused)
        };
        if !kept.iter().rev().take(8).any(same) {
            kept.push(accusation);
        }
    }
    *all = kept;
}
