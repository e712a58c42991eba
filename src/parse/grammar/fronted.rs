//! Who is credited in front of what is said, and where that begins: "According to police, the
//! driver, Ann Hale, fled".

use nom::combinator::opt;
use nom::{Input, Parser};

use super::clause::{Found, Place, clause, is_relative};
use super::content;
use super::input::Tokens;
use super::noun_phrase::{self, aside, was_once};
use super::primitive::{among, kind};
use super::setting::setting;
use super::time::clock;
use super::verb_group::{CueGroup, Voice};
use crate::lexicon::{Class, CueClass, Frame, FunctionWord};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::{Kind, Pos, Token};

/// So many parts between commas may describe who is credited.
const MOST: usize = 4;
/// So many parts between commas are looked at for the verb of a clause.
const FAR: usize = 6;

/// Who is credited, and the window that begins with what they say.
///
/// Of the parts between commas those belong to the source without which no clause begins: a subject
/// has its verb right behind it, or parts between commas behind which the verb follows.
///
/// > According to **Ada Wynne, a nurse,** the ward is full. |
/// > According to **the mayor, Tom Hale,** the road is shut. |
/// > According to **police,** Ann Hale was arrested in Selby, Ohio, on Monday. |
/// > According to **the complaint,** the clerk, Ann Hale, took the money. |
/// > According to **police in Selby, Ohio,** Hale was arrested. |
/// > According to **Hale, Price and Wynne,** the road is shut. |
/// > According to **the ministry, which Hale runs,** the road is shut. |
/// > According to **police though,** the road is shut.
/// > not: According to **police** at the scene Hale fled.
pub(super) fn credited<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Option<(Tokens<'t, 'd>, Tokens<'t, 'd>)> {
    let (rest, named) = noun_phrase::pair(i).ok()?;
    // "According to the audit:", before a list.
    if rest.first().is_some_and(|t| t.kind == Kind::Colon) {
        return Some((named, rest.take_from(1)));
    }
    let (named_end, rest) = (rest.at(), opt(among(FunctionWord::Contrast)).parse(rest).ok()?.0);
    rest.first().filter(|t| t.kind == Kind::Comma)?;
    let mut end = named_end;
    let mut comma = rest;
    for _ in 0..MOST {
        let body = comma.take_from(1);
        let next = body.position(|t| t.kind == Kind::Comma);
        let part = body.take(next.unwrap_or(0));
        let place = in_place(named.as_slice());
        if begins_clause(body, place) && !is_calling(named.as_slice(), part.as_slice()) {
            return Some((i.take(end - i.at()), body));
        }
        let whole = aside(comma).is_ok_and(|(behind, _)| behind.at() == part.range().end);
        if next.is_none() || !whole {
            break;
        }
        match describes(part.as_slice()) {
            true if end == comma.at() && named_end == rest.at() => end = part.range().end,
            false if !part.first().is_some_and(is_relative) => break,
            _ => {}
        }
        comma = body.take_from(part.input_len());
    }
    // "Hale, Price and Wynne"; or no verb that the tagger knows.
    let list = noun_phrase::source(i).ok().filter(|(behind, _)| {
        behind.first().is_some_and(|t| t.kind == Kind::Comma)
            && begins_clause(behind.take_from(1), false)
    });
    let (behind, source) = list.unwrap_or((rest, named));
    Some((source, behind.take_from(1)))
}

/// > As *Hale* `put it`, **the road is shut**. | As *police* `said` on Monday, **the road is shut**.
/// > not: As Hale spoke, the road was shut. | As Hale said that it was over, they left.
pub(super) fn as_said<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let begins = place.here.at() == place.left && place.left == clock(place.line);
    let (rest, _) = among(FunctionWord::As).parse(place.here).ok().filter(|_| begins)?;
    let (_, clause) = clause(rest).ok()?;
    let sense = clause.cue.sense_for(Frame::Paren)?;
    let says = clause.cue.voice == Voice::Active && !clause.cue.modal && !clause.cue.negated;
    let (rest, setting) = setting(clause.rest).ok()?;
    let body = kind(Kind::Comma).parse(rest).ok()?.0;
    if sense.class != CueClass::NeutralReport || !says || body.is_empty() {
        return None;
    }
    let end = content::end(body, false).max(body.at() + 1);
    let content = vec![body.at()..end];
    let cue = CueGroup { sense: Some(sense), ..clause.cue };
    let source = Some(clause.source.range());
    Some(Found::set(Pattern::SourceCueContent, source, cue, content, &setting, end))
}

/// True where a clause begins: a subject with its verb, "the clerk took it", or with parts between
/// commas and a verb behind them, "the clerk, Ann Hale, took it".
fn begins_clause(body: Tokens<'_, '_>, place: bool) -> bool {
    let mut parts = body.as_slice().split(|t| t.kind == Kind::Comma);
    let Some(first) = parts.next() else { return false };
    let Some(word) = first.first() else { return false };
    if is_relative(word) || word.pos == Pos::Cc {
        return false;
    }
    let fronted = matches!(word.pos, Pos::In | Pos::To | Pos::Wrb | Pos::Rb | Pos::Vbg | Pos::Vbn);
    if word.kind == Kind::Quotation || fronted && !was_once(first) {
        return true;
    }
    if let Some(at) = verb(first) {
        return at > 0;
    }
    let name = word.is_capitalised();
    let mut list = !place;
    for (n, part) in parts.take(FAR).enumerate() {
        let Some(begins) = part.first().filter(|t| !is_relative(t)) else {
            list = false;
            continue;
        };
        list &= begins.is_capitalised() == name;
        match verb(part) {
            None => {}
            Some(0) => return n > 0,
            // "Hale, Price and Wynne stole it"
            Some(at) => return list && part[..at].iter().any(|t| t.pos == Pos::Cc),
        }
    }
    false
}

/// Where the verb of a part stands, adverbs before it and all.
fn verb(part: &[Token<'_>]) -> Option<usize> {
    let verb = part.iter().position(|t| t.pos.is_finite() || t.pos == Pos::Md)?;
    let before = part[..verb].iter().rev().take_while(|t| t.pos.is_adverb()).count();
    Some(verb - before)
}

/// True for a part that can say who somebody is: "a nurse", "Tom Hale", "34".
fn describes(part: &[Token<'_>]) -> bool {
    let many = part.len() == 1 && part[0].pos == Pos::Nns;
    let begins = part.first().is_some_and(|t| {
        t.pos.is_noun() || t.pos.is_adjective() || matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Cd)
    });
    (begins || was_once(part)) && verb(part).is_none() && !many
}

/// True for a calling behind a name, without an article: "Ann Hale, **director of the trust**".
fn is_calling(named: &[Token<'_>], part: &[Token<'_>]) -> bool {
    let name = named.last().is_some_and(|t| t.is_capitalised());
    let calling = |t: &Token<'_>| {
        t.pos == Pos::Nn && !t.is_capitalised() && (t.is(Class::Role) || t.is(Class::Office))
    };
    name && part.first().is_some_and(calling) && verb(part).is_none()
}

/// True for who is named with a place: "police **in Selby**".
fn in_place(named: &[Token<'_>]) -> bool {
    let at = named.iter().rposition(|t| t.among(FunctionWord::OfPlace));
    at.is_some_and(|at| at > 0 && named[at + 1..].iter().all(|t| t.is_capitalised()))
}
