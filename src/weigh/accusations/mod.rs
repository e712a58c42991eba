//! Who is accused of what and by whom, whether the accused answer, and who is accused and never
//! heard.

mod accused;
mod against;
mod by_cue;
mod making;
mod maybe;
mod parties;
mod passive;
mod reply;
mod told;

use super::context::Weighing;
use super::ledger::{Accusation, AnswerKind, Claim, Party};
use super::signature::Stems;

/// All accusations in order, and the parties that they hit.
pub(super) fn accusations(w: Weighing<'_>, stems: &mut Stems<'_>) -> (Vec<Accusation>, Vec<Party>) {
    let places = accused::Places::new(w);
    let attributions = 0..w.cx.parsed.attributions.len();
    let mut all: Vec<Accusation> = attributions.filter_map(|n| by_cue::by_cue(w, n)).collect();
    all.extend(passive::passive(w, &places));
    all.extend(told::told(w, &places));
    all.extend(against::against(w, &places));
    // The frame that says most comes first in each sentence; the sort keeps that order.
    all.sort_by_key(|a| a.sentence);
    once(&mut all);
    reply::replies(w, &mut all, stems);
    by_cue::struck_back(w, &mut all);
    let parties = parties::parties(w, &places, &all);
    (all, parties)
}

/// What the accused denies is in dispute, where somebody says it.
pub(super) fn deny(all: &[Accusation], claim_of: &[Option<usize>], claims: &mut [Claim]) {
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
