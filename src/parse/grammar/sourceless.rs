//! Attributions that keep quiet about who says so: “it was reported that …”.

use nom::Parser;
use nom::combinator::recognize;

use super::clause::{Clause, Found, Place, is_relative, starts_phrase};
use super::input::Tokens;
use super::primitive::{Match, among, such};
use super::setting::{Setting, setting};
use super::verb_group::{CueGroup, Voice, verb_group};
use super::{content, noun_phrase};
use crate::lexicon::{Act, CueClass, Frame, FunctionWord, Part};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::{Kind, Pos, Token};

/// > `It was reported` **that the road is shut**. | **The general** `is said` **to have fled**.
/// > not: The general was shot. | It was a reported crime. | He said it was over.
pub(super) fn sourceless<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    if let Some(found) = emerged(place) {
        return Some(found);
    }
    let clause = place.clause?;
    if clause.cue.voice != Voice::Passive || clause.cue.modal {
        return None;
    }
    if let Some(found) = accused(clause) {
        return Some(found);
    }
    let it = clause.source.first().is_some_and(|t| t.among(FunctionWord::Expletive));
    // "It has been announced that": with "it", whatever takes "that" leaves its speaker out.
    let that = it && clause.rest.first().is_some_and(|t| t.among(FunctionWord::That));
    let unnamed =
        || clause.cue.sense_for(Frame::That).filter(|sense| that && sense.act == Act::Saying);
    let mut clause = clause.clone();
    clause.cue.sense = Some(clause.cue.sense_for(Frame::Passive).or_else(unnamed)?);
    // "It was reported": "it" stands for nobody.
    if it {
        clause.cue.range.start = clause.source.at();
    }
    let (rest, setting) = setting(clause.rest).ok()?;
    let sourceless = |content, end| {
        Found::set(Pattern::Sourceless, None, clause.cue.clone(), content, &setting, end)
    };
    // "was quoted by the agency as saying"
    let relayed =
        (among(FunctionWord::By), noun_phrase::source).parse(rest).map_or(rest, |(rest, _)| rest);
    if let Ok((rest, _)) = as_saying(relayed) {
        // "was quoted as saying": the subject is the source.
        let end = content::end(rest, false);
        let mut found = sourceless(vec![rest.at()..end], end);
        found.cue.range.end = rest.at();
        found.source = Some(clause.source.range());
        found.pattern = Pattern::SourceCueContent;
        return (!rest.is_empty()).then_some(found);
    }
    if rest.first().is_some_and(|t| t.among(FunctionWord::That)) || it && begins_clause(rest) {
        let end = content::end(rest, false);
        return Some(sourceless(vec![rest.at()..end], end));
    }
    let infinitive = (among(FunctionWord::To), such(|t| t.pos == Pos::Vb)).parse(rest).is_ok();
    if infinitive && !it {
        let mut end = content::end(rest, false);
        // "The trial, which is expected to last three weeks, continues": its clause ends with a comma.
        if clause.source.first().is_some_and(is_relative) {
            let comma = rest.as_slice().iter().position(|t| t.kind == Kind::Comma);
            end = comma.map_or(end, |comma| end.min(rest.at() + comma));
        }
        return Some(sourceless(vec![clause.source.range(), rest.at()..end], end));
    }
    None
}

/// > **Hale** `is accused` **of taking the money**.
/// > not: Hale was accused by the firm of taking the money.
pub(super) fn accusation<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    accused(place.clause.filter(|clause| clause.cue.voice == Voice::Passive)?)
}

/// Nobody is named who accuses.
///
/// > **Hale is accused of taking the money**.
/// > not: Hale was not accused of taking the money.
pub(super) fn accused<'d>(clause: &Clause<'_, 'd>) -> Option<Found<'d>> {
    let sense = clause.cue.sense_for(Frame::NpOf).filter(|s| s.class == CueClass::Accuse)?;
    let of = clause.rest.first().is_some_and(|t| t.among(FunctionWord::Of));
    let subject = clause.source.range();
    let who = !clause.source.first().is_some_and(is_relative);
    let act = clause.rest.as_slice().get(1).is_some_and(Token::is_wordlike);
    if !of || !who || !act || clause.cue.negated {
        return None;
    }
    let end = content::end(clause.rest, false);
    let content = vec![subject.clone(), clause.rest.at()..end];
    let cue = CueGroup { sense: Some(sense), ..clause.cue.clone() };
    let found = Found::set(Pattern::Sourceless, None, cue, content, &Setting::default(), end);
    Some(Found { target: Some(subject), ..found })
}

/// > Hale was quoted **as saying** that he won.
/// > not: Hale was seen **as the** winner.
pub(super) fn as_saying<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((among(FunctionWord::As), among(FunctionWord::AsSaying))).parse(i)
}

/// > `It later emerged` **that the road was shut**.
/// > not: The swimmer later emerged from the lake.
pub(super) fn emerged<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    place.here.first()?.senses.iter().find(|sense| sense.part == Part::Phrase)?;
    let (rest, cue) = verb_group(place.here).ok()?;
    let sense = cue.sense.filter(|sense| sense.class == CueClass::Hearsay)?;
    let (rest, setting) = setting(rest).ok()?;
    let that =
        sense.frames.has(Frame::That) && rest.first().is_some_and(|t| t.among(FunctionWord::That));
    if !that && !(sense.frames.has(Frame::Zero) && begins_clause(rest)) {
        return None;
    }
    let end = content::end(rest, false);
    Some(Found::set(Pattern::Sourceless, None, cue, vec![rest.at()..end], &setting, end))
}

/// True where a clause begins without "that": a subject, and a finite verb before any mark.
///
/// > It is believed **the bomb went off early**.
/// > not: It is believed **to have gone off**. |
/// > not: It is believed **the bomb, which was old,** went off.
pub(super) fn begins_clause(i: Tokens<'_, '_>) -> bool {
    let subject = i.first().is_some_and(|t| {
        t.pos.is_noun() || matches!(t.pos, Pos::Dt | Pos::Prp | Pos::PrpS | Pos::Cd | Pos::Ex)
    });
    let clause = || i.as_slice().iter().skip(1).take_while(|t| t.is_wordlike());
    subject && clause().any(|t| t.pos.is_finite())
}
