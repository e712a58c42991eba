//! Attributions whose cue is a mark: a colon, a dash.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::{opt, recognize};
use nom::{Input, Parser};

use super::clause::{Found, Place, can_speak};
use super::noun_phrase::aside;
use super::primitive::{among, kind, such};
use super::time::clock;
use super::verb_group::{CueGroup, Voice};
use super::{content, noun_phrase};
use crate::lexicon::{Class, FunctionWord, Part};
use crate::parse::attribution::Pattern;
use crate::parse::folded::{ends_clause, is_speech};
use crate::tokenise::token::{Kind, Pos, Token};

/// > *Hale*`:` **the road is shut**. | *Oleg Bondar, the mayor*`:` **“The road is shut.”**
/// > And from *Hale*`:` **“The road is shut.”**
/// > not: From Leeds: the road is shut. | Note: the road is shut. | Peru: bus plunges into ravine, police say. |
/// > not: The list: eggs, milk.
pub(super) fn colon<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if place.here.at() != clock(place.line) {
        return None;
    }
    let (here, from) =
        opt((opt(such(|t| t.pos == Pos::Cc)), among(FunctionWord::From))).parse(place.here).ok()?;
    let (rest, source) =
        alt((noun_phrase::source, recognize(such(|t| t.is_capitalised())))).parse(here).ok()?;
    // "Oleksandr Bondar, the mayor: “…”"
    let described = aside(rest).ok().filter(|(behind, aside)| {
        let speech = behind.as_slice().get(1).is_some_and(is_speech);
        aside.describes && behind.first().is_some_and(|t| t.kind == Kind::Colon) && speech
    });
    let (rest, source) = match described {
        Some((behind, _)) => (behind, here.take(behind.at() - here.at())),
        None => (rest, source),
    };
    let (rest, mark) = recognize(kind(Kind::Colon)).parse(rest).ok()?;
    let speaks = source.as_slice().len() <= 8
        && source.as_slice().iter().any(can_speak)
        && !source.as_slice().iter().any(|t| t.is(Class::Label));
    let says = rest
        .as_slice()
        .iter()
        .any(|t| t.kind == Kind::Quotation || t.pos.is_finite() || t.pos == Pos::Md);
    // "From Hale:" leads up to words in quotation marks.
    let speech = from.is_none() || rest.first().is_some_and(is_speech);
    if !speaks || !says || !speech || content::is_credited(rest) {
        return None;
    }
    let end = content::last_word(rest);
    let content = rest.at()..end.max(rest.at() + 1);
    Some(found(source.range(), mark.range(), content, place.line.len()))
}

/// > *The minister* was blunt`:` **“We lost the vote.”**
/// > not: The minister said: “We lost the vote.” | The road was long: “We lost the vote.”
pub(super) fn led_up_to<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if place.here.at() != clock(place.line) {
        return None;
    }
    let (rest, source) = noun_phrase::source(place.here).ok()?;
    let somebody = |t: &Token<'_>| can_speak(t) || t.among(FunctionWord::SpeakerPronoun);
    let verb = rest.first().is_some_and(|t| t.pos.is_finite());
    if !verb || !source.as_slice().iter().any(somebody) {
        return None;
    }
    let at = rest.as_slice().iter().position(|t| t.kind == Kind::Colon)?;
    let (before, behind) = (rest.take(at), rest.take_from(at + 1));
    let plain = before.as_slice().iter().all(|t| t.is_wordlike() && t.senses.is_empty());
    let speech = behind.first().is_some_and(|t| is_speech(t) && ends_clause(t));
    let end = behind.at() + behind.as_slice().iter().take_while(|t| is_speech(t)).count();
    let mark = behind.at() - 1..behind.at();
    (plain && speech).then(|| found(source.range(), mark, behind.at()..end, end))
}

/// > **“The roof has gone.”** `—` *Mirela Ionescu, nurse*
/// > not: “The roof has gone.” — Nurses | The roof has gone. — Mirela Ionescu, nurse |
/// > not: “The roof has gone.” — Mirela Ionescu walked home.
pub(super) fn signed<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let (rest, mark) = recognize(kind(Kind::Dash)).parse(place.here).ok()?;
    let spoken = place.left..place.here.at();
    let whole = !spoken.is_empty() && place.line[spoken.clone()].iter().all(is_speech);
    let (rest, source) = noun_phrase::source(rest).ok()?;
    let named = source.as_slice().len() > 1 && source.as_slice().iter().all(|t| t.is_capitalised());
    // What stands behind the name says who that is, and no more.
    let describes = rest.as_slice().iter().all(|t| !t.pos.is_finite() && t.kind != Kind::Quotation);
    if !whole || !named || !describes {
        return None;
    }
    let end = content::last_word(rest);
    Some(found(source.at()..end, mark.range(), spoken, end))
}

/// An attribution with a mark for its cue; the scan goes on at `end`.
fn found<'d>(
    source: Range<usize>,
    mark: Range<usize>,
    content: Range<usize>,
    end: usize,
) -> Found<'d> {
    Found {
        pattern: Pattern::Colon,
        source: Some(source),
        cue: CueGroup {
            head: mark.start,
            range: mark,
            senses: &[],
            part: Part::Phrase,
            sense: None,
            voice: Voice::Active,
            negated: false,
            modal: false,
        },
        content: vec![content],
        target: None,
        channel: None,
        when: None,
        end,
    }
}
