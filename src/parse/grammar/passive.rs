//! Passives that name who says it behind "by".

use nom::combinator::opt;
use nom::{Input, Parser};

use super::clause::{Found, Place, can_speak, starts_phrase};
use super::frame::is_due;
use super::input::Tokens;
use super::primitive::{Match, among, such};
use super::verb_group::Voice;
use super::{content, noun_phrase, sourceless};
use crate::lexicon::{Class, CueClass, Frame, FunctionWord};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::{Kind, Pos, Token};

/// > **The bridge** `was described` by *Hale* **as a death trap**. |
/// > **He** `was accused` **of fraud** by *two aides*. |
/// > **The arrests** `were condemned` by *the union*.
/// > not: He was attacked by a dog. | The fence was not described by Hale as a wall. |
/// > not: He was accused of being bitten by a dog. | Notices were sent by email.
pub(super) fn by<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    if clause.cue.voice != Voice::Passive || clause.cue.modal || clause.cue.negated {
        return None;
    }
    let subject = clause.source.range();
    let (pieces, named, frame) = named_first(clause.rest, &clause.cue)
        .map(|(piece, named, frame)| (Some(piece), named, frame))
        .or_else(|| named_last(clause.rest, &clause.cue))
        .or_else(|| only_named(clause.rest, &clause.cue))?;
    let mut cue = clause.cue.clone();
    cue.sense = cue.sense_for(frame);
    let target = frame != Frame::That;
    // "He was told that …": whom it was told is not part of it.
    let content: Vec<_> =
        target.then(|| subject.clone()).into_iter().chain(pieces.clone()).collect();
    let end = pieces.map_or(named.end, |piece| piece.end.max(named.end));
    Some(Found {
        pattern: Pattern::Passive,
        source: Some(named),
        cue,
        content,
        target: Some(subject),
        channel: None,
        when: None,
        end,
    })
}

type Range = std::ops::Range<usize>;
type Cue<'d> = super::verb_group::CueGroup<'d>;

/// Somebody behind "by".
///
/// > The bridge was described **by Hale** as a death trap. | He was accused **by two aides**.
/// > not: The notice was sent **by bus**.
pub(super) fn agent<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Range> {
    let (rest, _) = among(FunctionWord::By).parse(i)?;
    let (rest, named) = noun_phrase::source(rest)?;
    if named.as_slice().iter().any(is_somebody) {
        Ok((rest, named.range()))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// True for somebody: "by email" is nobody, "by two neighbours" are people.
///
/// > It was sent by **neighbours** at night. | It was sent by **Hale**. | It was sent by **them**.
/// > not: It was sent by **bus**. | It was sent by **email**.
pub(super) fn is_somebody(t: &Token<'_>) -> bool {
    let people = t.pos == Pos::Nns && !t.is(Class::Document) && !t.is(Class::Venue);
    can_speak(t) || people || t.pos == Pos::Prp
}

/// Words behind a passive that say what was said, and the frame of the verb they stand in.
///
/// > The bridge was described **as a death trap**. | Hale was urged **to resign**. |
/// > They were told **that it was over**. | It was called **a sham**.
/// > not: Hale was quoted **as saying** no. | Hale was urged **of late** to go.
pub(super) fn tail<'t, 'd: 't>(
    i: Tokens<'t, 'd>,
    cue: &Cue<'d>,
) -> Option<(Frame, Tokens<'t, 'd>)> {
    const TAILS: [(Frame, FunctionWord); 4] = [
        (Frame::NpOf, FunctionWord::Of),
        (Frame::NpFor, FunctionWord::BlamedForPassive),
        (Frame::NpAs, FunctionWord::As),
        (Frame::NpThat, FunctionWord::That),
    ];
    let first = i.first()?;
    let to: Match<'_, '_, _> =
        (opt(among(FunctionWord::Not)), among(FunctionWord::To), such(is_due)).parse(i);
    if to.is_ok() && cue.allows(Frame::NpTo) {
        return Some((Frame::NpTo, i));
    }
    // "was called a sham"
    let name = matches!(first.pos, Pos::Dt | Pos::Jj) || first.kind == Kind::Quotation;
    if name && cue.allows(Frame::NpAdj) {
        return Some((Frame::NpAdj, i));
    }
    // "was quoted by the agency as saying": the subject says it.
    if sourceless::as_saying(i).is_ok() {
        return None;
    }
    let (frame, _) = TAILS.iter().find(|(frame, set)| cue.allows(*frame) && first.among(*set))?;
    let content = !i.take_from(1).is_empty();
    content.then_some((*frame, i))
}

/// > He was accused by two aides **of fraud**. | He was urged by the union **to resign**.
/// > not: He was accused **of fraud** by two aides.
pub(super) fn named_first<'d>(i: Tokens<'_, 'd>, cue: &Cue<'d>) -> Option<(Range, Range, Frame)> {
    let (rest, named) = agent(i).ok().or_else(|| {
        // "by Hale of fraud": "of" is no part of the name.
        let (rest, _): (Tokens<'_, '_>, _) = among(FunctionWord::By).parse(i).ok()?;
        let (rest, named) = noun_phrase::plain(rest).ok()?;
        named.as_slice().iter().any(is_somebody).then(|| (rest, named.range()))
    })?;
    let plain = noun_phrase::plain(i.take_from(1)).ok().map(|(rest, named)| (rest, named.range()));
    let places = [Some((rest, named)), plain];
    places.into_iter().flatten().find_map(|(rest, named)| {
        let (frame, words) = tail(rest, cue)?;
        let end = content::end(words, false);
        let frame = if frame == Frame::NpThat { Frame::That } else { frame };
        Some((words.at()..end, named, frame))
    })
}

/// > He was accused **of fraud by two aides**.
/// > not: He was accused **of being bitten by a dog**.
pub(super) fn named_last<'d>(
    i: Tokens<'_, 'd>,
    cue: &Cue<'d>,
) -> Option<(Option<Range>, Range, Frame)> {
    let (frame, words) = tail(i, cue)?;
    let stop = content::end(words, false);
    // "of being bitten by a dog": a participle has a "by" of its own.
    let by = (words.at() + 2..stop).rev().find(|at| {
        let here = i.from(*at);
        let own = here.behind().is_some_and(|t| matches!(t.pos, Pos::Vbn | Pos::Vbd));
        !own && here.first().is_some_and(|t| t.among(FunctionWord::By))
    })?;
    let (rest, named) = agent(i.from(by)).ok()?;
    let ends = |t: &Token<'_>| {
        matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Semicolon) || t.among(FunctionWord::And)
    };
    rest.first().is_none_or(ends).then(|| (Some(words.at()..by), named, frame))
}

/// > The arrests were condemned **by the union**.
/// > not: He was attacked **by a neighbour**. | The arrests were reported **by the union**.
pub(super) fn only_named<'d>(
    i: Tokens<'_, 'd>,
    cue: &Cue<'d>,
) -> Option<(Option<Range>, Range, Frame)> {
    let sense = cue.sense_for(Frame::Np)?;
    // "was attacked by a dog", "were hit by": words for deeds too.
    let deed = i.behind().is_some_and(|t| t.is(Class::HarmVerb));
    if sense.class != CueClass::Accuse || deed {
        return None;
    }
    let (rest, named) = agent(i).ok()?;
    let (rest, _) = opt(among(FunctionWord::And)).parse(rest).ok()?;
    let ends = rest.first().is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Comma));
    ends.then_some((None, named, Frame::Np))
}
