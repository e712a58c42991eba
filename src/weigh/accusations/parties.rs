//! The parties that are accused: who of each is heard, who was asked, and what is settled.

use rustc_hash::FxHashMap;

use super::accused::Places;
use super::{maybe, statement};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::resolve::{SideId, SpeakerKind};
use crate::span::Span;
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, AnswerKind, Gravity, Manner, Party};
use crate::weigh::voice::Watch;

/// Who speaks for others.
const SPEAKS: Classes =
    Classes::of(&[Class::Lawyer, Class::Defence, Class::Spokesperson, Class::Representative]);

/// For so many parties a draft is searched for who may speak for them.
const LOOKED_AT: usize = 48;
const _: () = assert!(LOOKED_AT <= Watch::MOST);

/// The parties in order of their first accusation.
pub(super) fn parties(w: Weighing<'_>, places: &Places, all: &[Accusation]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut index: FxHashMap<SideId, usize> = FxHashMap::default();
    for (n, accusation) in all.iter().enumerate() {
        let Some(side) = accusation.side.filter(|_| accusation.manner == Manner::Explicit) else {
            continue;
        };
        let at = *index.entry(side).or_insert(parties.len());
        if at == parties.len() {
            parties.push(Party {
                side,
                accusations: Vec::new(),
                statements: Vec::new(),
                asked: None,
                perhaps: None,
                settled: None,
            });
        }
        parties[at].accusations.push(n);
    }
    // Sources of long drafts are many: each is read once, and not for each of the parties.
    let watch = Watch::of(w.sides, parties.iter().map(|party| party.side).take(LOOKED_AT));
    let named = |n: usize| {
        let source = w.attribution(n).source.as_ref();
        source.map_or(0, |source| watch.named_in(w.cx, source.span))
    };
    let named: Vec<u64> = (0..w.voices.len()).map(named).collect();
    let names = |n: usize, at: usize| named[n] >> at & 1 == 1;
    let persons: Vec<bool> = parties.iter().map(|party| accuses_person(w, all, party)).collect();
    for (n, voice) in w.voices.iter().enumerate() {
        let own = voice.side.and_then(|side| index.get(&side)).copied();
        let acts = named[n] != 0 && acts_for_others(w, n);
        let looked_at = 0..parties.len().min(LOOKED_AT);
        let others = looked_at.filter(|at| acts && names(n, *at));
        for at in others.chain(own).collect::<Vec<_>>() {
            let party = &mut parties[at];
            if matches!(w.kinds[n], Some(AnswerKind::Declines | AnswerKind::Silent)) {
                party.asked = party.asked.or(Some(n));
            } else if !persons[at] || statement::is_statement(w, n) {
                party.statements.push(n);
                party.statements.dedup();
            }
        }
    }
    for (at, party) in parties.iter_mut().enumerate() {
        // Of more parties than a story has nothing is asked.
        if at >= LOOKED_AT {
            party.perhaps = party.accusations.first().map(|n| all[*n].span);
            continue;
        }
        // Who accuses does not speak for the accused.
        let accusers: Vec<_> = party.accusations.iter().filter_map(|n| all[*n].accuser).collect();
        let own: Vec<_> = party.accusations.iter().map(|n| &all[*n]).collect();
        let speaks = maybe::speaks(w, party.side, &accusers, &own, |n| names(n, at));
        party.perhaps = speaks.or_else(|| maybe::asked(w, places, party.side));
    }
    for (side, span) in settled(w, places) {
        if let Some(party) = index.get(&side).and_then(|at| parties.get_mut(*at)) {
            party.settled = party.settled.or(Some(span));
        }
    }
    parties
}

/// True for a person who is accused of a wrong or a crime.
fn accuses_person(w: Weighing<'_>, all: &[Accusation], party: &Party) -> bool {
    party.accusations.iter().map(|n| &all[*n]).any(|accusation| {
        let who = accusation.accused_speaker.map(|id| w.speaker(id).kind);
        accusation.gravity > Gravity::Criticism && who == Some(SpeakerKind::Person)
    })
}

/// True when the words that name a source say that it speaks for a side: "a lawyer for Hale", but
/// not "Hale's neighbour".
pub(super) fn speaks_for(w: Weighing<'_>, n: usize, side: SideId) -> bool {
    let source = w.attribution(n).source.as_ref();
    acts_for_others(w, n) && source.is_some_and(|source| w.names(side, source.span))
}

/// True when the words that name a source say that it speaks for somebody.
fn acts_for_others(w: Weighing<'_>, n: usize) -> bool {
    let source = w.attribution(n).source.as_ref();
    source.is_some_and(|source| {
        w.cx.text.tokens_in(source.span).iter().any(|t| t.classes.any(SPEAKS))
    })
}

/// Sides of which somebody was convicted, or is dead.
fn settled(w: Weighing<'_>, places: &Places) -> Vec<(SideId, Span)> {
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        for at in place.tokens.clone() {
            let token = &w.cx.text.tokens[at];
            let over = token.among(FunctionWord::Convicted) || token.among(FunctionWord::Dead);
            if let Some(who) = over.then(|| places.subject(w, place.tokens.start, at)).flatten() {
                all.push((who.side, token.span));
            }
        }
    }
    all
}
