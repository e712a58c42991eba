//! How an accusation is put together from its parts.

use super::accused::{Accused, Places};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::span::Span;
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity, Manner};

/// What somebody must answer for, short of a crime.
const WRONGS: Classes = Classes::of(&[
    Class::Misconduct,
    Class::BlameNoun,
    Class::HarmVerb,
    Class::Wrong,
    Class::MeansDeath,
]);

/// An accusation that no attribution makes by its own cue.
pub(super) fn made(
    w: Weighing<'_>,
    places: &Places,
    at: usize,
    accused: Accused,
    act: Option<Span>,
    least: Gravity,
) -> Accusation {
    let word = w.cx.text.tokens[at].span;
    let sentence = w.cx.text.sentences.partition_point(|s| s.tokens.end <= at);
    let attribution = places.credited(at);
    let span = act.map_or(word, |act| word.to(act)).to(accused.span);
    Accusation {
        attribution,
        accuser: attribution.and_then(|n| w.voices[n].speaker),
        accused: accused.span,
        accused_speaker: Some(accused.speaker),
        side: Some(accused.side),
        named: accused.named,
        act,
        span,
        sentence,
        block: w.cx.text.sentences.get(sentence).map_or(0, |s| s.block),
        manner: Manner::Explicit,
        frame: Frame::Passive,
        gravity: gravity(w, act, least),
        reply: None,
        aside: None,
    }
}

/// How much an act weighs.
pub(super) fn gravity(w: Weighing<'_>, act: Option<Span>, least: Gravity) -> Gravity {
    let words = act.map(|act| w.cx.text.tokens_in(act)).unwrap_or_default();
    if words.iter().any(|t| t.is(Class::Crime) || t.among(FunctionWord::Grave)) {
        return Gravity::Crime.max(least);
    }
    let wrong = words.iter().any(|t| t.classes.any(WRONGS));
    if wrong { Gravity::Wrong.max(least) } else { least }
}
