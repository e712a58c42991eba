//! Attributions whose cue is a noun.

use std::ops::Range;

use nom::{Input, Parser};

use super::clause::{Found, Place, starts_phrase};
use super::primitive::among;
use super::setting::Setting;
use super::verb_group::{CueGroup, Voice, noun_sense, verb_group};
use super::{content, noun_phrase, relative_clause};
use crate::lexicon::{Class, Frame, FunctionWord, Part};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::Pos;

/// > *The ministry*'s `claim` **that the road is shut** is wrong. |
/// > There were `warnings` from *Hale* **that the road was shut**. |
/// > Price got `word` from *the firm* **that the road was shut**.
/// > not: Price had word that the road was shut.
/// > not: A finding that took three years is out. | The claim is wrong.
pub(super) fn that_clause<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let noun = place.here.first()?;
    let sense = noun_sense(noun);
    // "word from the firm that": no cue by itself.
    let word = sense.is_none() && noun.pos == Pos::Nn && noun.among(FunctionWord::WordOf);
    if sense.is_none() && !word {
        return None;
    }
    let words = sense.map_or(1, |sense| usize::from(sense.words));
    let head = place.here.at();
    let rest = place.here.take_from(words.min(place.here.input_len()));
    let cue = CueGroup {
        range: head..rest.at(),
        head,
        senses: noun.senses,
        part: Part::Noun,
        sense,
        voice: Voice::Active,
        negated: false,
        modal: false,
    };
    let maker = (among(FunctionWord::MadeBy), noun_phrase::plain).parse(rest).ok();
    // "He had word that she left": whose word it is must be said.
    if maker.is_none() && word {
        return None;
    }
    let (rest, made) =
        maker.map_or((rest, None), |(rest, (_, source))| (rest, Some(source.range())));
    // "a finding that took three years" says nothing of what was found.
    let that = match rest.as_slice() {
        [that, next, ..] => that.among(FunctionWord::That) && !next.pos.is_finite(),
        _ => false,
    };
    if !that || !word && !cue.allows(Frame::That) {
        return None;
    }
    let owner = possessor(place);
    let mut end = content::end(rest, false);
    // "Her claim that the rat was a prop cut no ice": the verb of the sentence is the writer's.
    let subject = !place.line[..head].iter().any(|t| t.pos.is_finite());
    if let Some(verb) = relative_clause::main_verb(rest.take_from(1)).filter(|_| subject) {
        end = end.min(verb);
    }
    Some(Found {
        pattern: Pattern::NounCue,
        source: made.or(owner),
        cue,
        content: vec![rest.at()..end],
        target: None,
        channel: None,
        when: None,
        end,
    })
}

/// > Hale signed *a letter* `saying` **that the road is shut**. |
/// > The mayor hung up *a court ruling* `holding` **that the road is public**.
/// > not: Hale sent a letter asking for help. | Hale heard a man saying that the road is shut.
pub(super) fn paper<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let (rest, source) = noun_phrase::plain(place.here).ok()?;
    let (rest, cue) = verb_group(rest).ok()?;
    let paper =
        source.as_slice().last().is_some_and(|t| t.is(Class::Document) || t.is(Class::CourtRecord));
    let plain = cue.voice == Voice::Participle && cue.range.start == cue.head;
    let that = rest.first().is_some_and(|t| t.among(FunctionWord::That));
    let sense = cue.sense_for(Frame::That).filter(|_| paper && plain && that)?;
    let end = content::end(rest, false);
    let cue = CueGroup { sense: Some(sense), ..cue };
    let (source, content) = (Some(source.range()), vec![rest.at()..end]);
    Some(Found::set(Pattern::Relative, source, cue, content, &Setting::default(), end))
}

/// > **The ministry**'s claim that the road is shut is wrong. |
/// > **His** belief that he won is wrong.
/// > not: The claim that the road is shut is wrong.
pub(super) fn possessor(place: Place<'_, '_>) -> Option<Range<usize>> {
    let head = place.here.at();
    let before = &place.line[place.left.min(head)..head];
    let mut at = before.len();
    while at > 0 && before[at - 1].pos.is_adjective() {
        at -= 1;
    }
    let last = before.get(at.checked_sub(1)?)?;
    let base = place.left.min(head);
    if last.pos == Pos::PrpS {
        return Some(base + at - 1..base + at);
    }
    if last.pos != Pos::Pos {
        return None;
    }
    let mut start = at - 1;
    while start > 0
        && (before[start - 1].pos.is_noun()
            || before[start - 1].pos.is_adjective()
            || before[start - 1].pos == Pos::Dt)
    {
        start -= 1;
    }
    (start < at - 1).then_some(base + start..base + at - 1)
}
