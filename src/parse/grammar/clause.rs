//! A source and its cue, and what all patterns share.

use std::ops::Range;

use nom::combinator::opt;
use nom::{Input, Parser};

use super::input::Tokens;
use super::noun_phrase::{self, aside};
use super::primitive::{Match, such};
use super::relative_clause;
use super::setting::{Setting, setting};
use super::time::is_clock;
use super::verb_group::{CueGroup, Voice, verb_group};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::{Kind, Pos, Token};

/// An attribution in tokens of its line.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Found<'d> {
    pub(in crate::parse) pattern: Pattern,
    pub(in crate::parse) source: Option<Range<usize>>,
    pub(in crate::parse) cue: CueGroup<'d>,
    /// Pieces of content, in order.
    pub(in crate::parse) content: Vec<Range<usize>>,
    pub(in crate::parse) target: Option<Range<usize>>,
    pub(in crate::parse) channel: Option<Range<usize>>,
    pub(in crate::parse) when: Option<Range<usize>>,
    /// Where the scan goes on.
    pub(in crate::parse) end: usize,
}

impl<'d> Found<'d> {
    /// An attribution with what its setting says of channel and time.
    pub(super) fn set(
        pattern: Pattern,
        source: Option<Range<usize>>,
        cue: CueGroup<'d>,
        content: Vec<Range<usize>>,
        setting: &Setting<'_, '_>,
        end: usize,
    ) -> Self {
        Self {
            pattern,
            source,
            cue,
            content,
            target: None,
            channel: setting.channel.map(Tokens::range),
            when: setting.words.map(Tokens::range),
            end,
        }
    }
}

/// What a pattern sees: the sentence from a place on, and how far left a content may begin.
#[derive(Clone, Copy)]
pub(super) struct Place<'t, 'd> {
    /// All tokens of the sentence.
    pub(super) line: &'t [Token<'d>],
    /// The window from the place to the end of the sentence.
    pub(super) here: Tokens<'t, 'd>,
    /// One past the end of the attribution before; a content on the left begins here at most.
    pub(super) left: usize,
    /// The clause that begins here, read once for all patterns that begin with one.
    pub(super) clause: Option<&'t Clause<'t, 'd>>,
}

/// A source, what stands between, and its cue.
#[derive(Clone)]
pub(super) struct Clause<'t, 'd> {
    pub(in crate::parse) source: Tokens<'t, 'd>,
    pub(in crate::parse) cue: CueGroup<'d>,
    pub(super) rest: Tokens<'t, 'd>,
}

/// > **Tom Hale, a farmer, said** the road is shut. |
/// > **The minister on Monday denied** the claim. |
/// > **The firm that painted it, Castle Coatings, said** it would pay. |
/// > **A banker who worked on the deal said** no. | **Hale, quoted by the agency, said** no.
/// > not: Tom Hale, the road is shut. | Tom Hale, a farmer, walked home. |
/// > not: The claims of Hale were wrong.
pub(super) fn clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Clause<'t, 'd>> {
    let (rest, noun) = noun_phrase::source(i)?;
    let mut source = noun;
    let mut after = rest;
    // "The firm that painted it, Castle Coatings,": the name behind belongs to the source.
    if let Ok((behind, _)) = relative_clause::up_to_name(rest) {
        source = i.take(behind.at() - i.at());
        after = behind;
    }
    let rest = after;
    let mut mark = such(|t: &Token<'_>| matches!(t.kind, Kind::Comma | Kind::Dash));
    for _ in 0..3 {
        // "the ministry, quoted by the agency, said": a participle is no cue of its subject.
        let cue = mark.parse(after).and_then(|(behind, _)| verb_group(behind));
        if cue.is_ok_and(|(_, cue)| cue.voice != Voice::Participle) {
            break;
        }
        let Ok((behind, aside)) = aside(after) else { break };
        if aside.describes && source.range().end == after.range().start {
            source = i.take(behind.at() - i.at());
        }
        after = behind;
    }
    // "a farmer who lost his herd, said": a clause on the source, which is not part of it.
    let open = relative_clause::up_to_cue(after).ok();
    if let Some((behind, _)) = open.or_else(|| relative_clause::up_to_mark(after).ok()) {
        after = behind;
    }
    // The comma that closes an aside, or an apposition that was read as one of a list.
    let listed = source.as_slice().iter().any(|t| t.kind == Kind::Comma);
    let closed = match mark.parse(after) {
        _ if open.is_some() => after,
        Ok((closed, _)) if listed || after.at() > rest.at() => closed,
        _ if after.at() > rest.at() => return Err(nom::Err::Error(())),
        _ => after,
    };
    let (closed, _) = opt(adverbs).parse(closed)?;
    let (rest, cue) = verb_group(closed)?;
    Ok((rest, Clause { source, cue, rest }))
}

/// "on Monday", "for its part," between a source and its cue.
///
/// > The ministry **on Monday** said it would pay.
/// > not: The shares fell **after the company** said it would close.
pub(super) fn adverbs<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let (rest, found) = setting(i)?;
    match found.words {
        Some(words) if !takes_subject(words) => Ok((rest, words)),
        _ => Err(nom::Err::Error(())),
    }
}

/// True when what looks like a setting holds the subject of the cue behind it.
///
/// > The shares fell 8 percent **after the company** said it would close.
/// > not: The shares fell 8 percent **after Tuesday**. | The army **in Leeds** said no.
pub(super) fn takes_subject(words: Tokens<'_, '_>) -> bool {
    let words = words.as_slice();
    let joins = words.first().is_some_and(|t| t.among(FunctionWord::AfterBefore));
    let time = |t: &Token<'_>| {
        t.is(Class::Weekday) || t.is(Class::Month) || t.is(Class::TimeWord) || t.is(Class::Venue)
    };
    joins && words.last().is_some_and(|t| can_speak(t) && !time(t))
}

/// True for a word that looks like a preposition and begins a clause: "**because** the club says".
///
/// > The game is off **because** the club says the pitch is wet.
/// > not: The club in Leeds says the pitch is wet.
pub(in crate::parse) fn joins(t: &Token<'_>) -> bool {
    t.among(FunctionWord::ClauseLink)
}

/// True where a noun phrase can begin: the token before is no part of one.
///
/// > Leeds lost, and **Hale** said the pitch was wet.
/// > not: Town go to **Merton** on Friday. | The angry **Hale** said no.
pub(super) fn starts_phrase(place: Place<'_, '_>) -> bool {
    // "who both backed it": the word goes with the one before.
    let both = place.here.first().is_some_and(|t| t.among(FunctionWord::Both));
    place.here.behind().is_none_or(|t| {
        is_clock(t)
            || t.is(Class::Weekday)
            // A noun behind a preposition is no subject: "Town go to Merton, and the club says".
            || !(matches!(t.pos, Pos::In | Pos::To) && !joins(t))
                && !(t.pos.is_noun() && t.kind != Kind::Quotation)
                && !t.pos.is_adjective()
                && !(both && matches!(t.pos, Pos::Wp | Pos::Wdt))
                // "leaving a clamp": what is left does not speak, as who is behind "saying" may.
                && !(t.pos == Pos::Vbg && t.senses.is_empty())
                && !matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Pos | Pos::Cd | Pos::Pdt | Pos::Prp)
    })
}

/// True for a word with which a clause on a noun begins.
///
/// > The firm **which** owns the pier said it would pay.
pub(in crate::parse) fn is_relative(t: &Token<'_>) -> bool {
    matches!(t.pos, Pos::Wp | Pos::Wdt | Pos::WpS)
}

/// True for words that name somebody or something that speaks.
pub(in crate::parse) fn can_speak(t: &Token<'_>) -> bool {
    const SPEAKERS: Classes = Classes::of(&[
        Class::Role,
        Class::Office,
        Class::Spokesperson,
        Class::GivenMale,
        Class::GivenFemale,
        Class::Honorific,
        Class::HonorificMale,
        Class::HonorificFemale,
        Class::Police,
        Class::Court,
        Class::Government,
        Class::Opposition,
        Class::Document,
        Class::Expert,
        Class::Collective,
        Class::Capital,
        Class::Seat,
        Class::StateBody,
        Class::Intergovernmental,
        Class::Party,
        Class::Organisation,
    ]);
    t.classes.any(SPEAKERS) || t.pos.is_name()
}
