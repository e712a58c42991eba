//! Attributions whose cue is a noun.

use std::ops::Range;

use nom::{Input, Parser};

use super::clause::{Found, Place};
use super::primitive::among;
use super::verb_group::{CueGroup, Voice, noun_sense};
use super::{content, noun_phrase, relative_clause};
use crate::lexicon::{Frame, FunctionWord, Part};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::Pos;

/// > **the ministry's claim that the road is shut**, **warnings from Hale that …**
pub(super) fn that_clause<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let noun = place.here.first()?;
    let sense = noun_sense(noun)?;
    let words = usize::from(sense.words);
    let head = place.here.at();
    let rest = place.here.take_from(words.min(place.here.input_len()));
    let cue = CueGroup {
        range: head..rest.at(),
        head,
        senses: noun.senses,
        part: Part::Noun,
        sense: Some(sense),
        voice: Voice::Active,
        negated: false,
        modal: false,
    };
    let maker = (among(FunctionWord::MadeBy), noun_phrase::plain).parse(rest).ok();
    let (rest, made) =
        maker.map_or((rest, None), |(rest, (_, source))| (rest, Some(source.range())));
    // "a finding that took three years" says nothing of what was found.
    let that = match rest.as_slice() {
        [that, next, ..] => that.among(FunctionWord::That) && !next.pos.is_finite(),
        _ => false,
    };
    if !that || !cue.allows(Frame::That) {
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

/// > **the ministry's** claim, **his** belief
fn possessor(place: Place<'_, '_>) -> Option<Range<usize>> {
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
