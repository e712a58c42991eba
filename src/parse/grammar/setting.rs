//! What stands between a cue and its content: time, place, channel, hearer.

use nom::branch::alt;
use nom::combinator::{opt, peek, recognize};
use nom::multi::many_m_n;
use nom::sequence::terminated;
use nom::{Input, Parser};

use super::input::Tokens;
use super::noun_phrase;
use super::primitive::{Match, among, such};
use super::time::time;
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// Time, place, hearer and channel of a saying.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting<'t, 'd> {
    /// All of it.
    pub(super) words: Option<Tokens<'t, 'd>>,
    /// The part that names a channel: "in a statement", "on X".
    pub(in crate::parse) channel: Option<Tokens<'t, 'd>>,
}

/// What may stand between a cue and its content.
///
/// > Hale announced **on X on Monday** that he would go.
/// > not: Hale announced **that** he would go.
pub(super) fn setting<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Setting<'t, 'd>> {
    let mut rest = i;
    let mut channel = None;
    for _ in 0..5 {
        let Ok((next, part)) = alt((time, place, manner)).parse(rest) else { break };
        if channel.is_none() && is_channel(part) {
            channel = Some(part);
        }
        rest = next;
    }
    let words = i.range().start..rest.range().start;
    let words = (!words.is_empty()).then(|| i.take(words.len()));
    Ok((rest, Setting { words, channel }))
}

/// How something was said, in front of it.
///
/// > Hale has said **repeatedly** that he would go.
/// > not: Hale has said **repeatedly** he would go.
pub(super) fn manner<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let adverb = such(|t: &Token<'_>| t.pos == Pos::Rb && t.text.ends_with("ly"));
    let said = such(|t: &Token<'_>| t.among(FunctionWord::That) || t.kind == Kind::Colon);
    recognize(terminated(adverb, peek(said))).parse(i)
}

/// A place, an occasion or a channel.
///
/// > Hale warned **in Geneva** that he would go. | Hale said **in a statement** that he would go. |
/// > Hale wrote **on X** that he would go. |
/// > Hale said **in a statement read to the court** that he left.
/// > not: Hale said **that** he would go.
pub(super) fn place<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let preposition = among(FunctionWord::OfPlace);
    let inner = such(|t| {
        t.is_wordlike()
            && (matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Cd | Pos::Pos | Pos::Vbg)
                || t.pos.is_adjective()
                || t.pos.is_noun())
    });
    let phrase = recognize(many_m_n(1, 7, inner));
    let further = recognize((among(FunctionWord::OnPlace), recognize(many_m_n(1, 7, inner))));
    let (rest, words) = recognize((preposition, phrase, many_m_n(0, 2, further))).parse(i)?;
    // "in a statement read to the court", "in a statement released on Monday"
    if !is_channel(words) {
        return Ok((rest, words));
    }
    let done = such(|t| t.pos == Pos::Vbn || t.among(FunctionWord::Read));
    let reached = among(FunctionWord::OfPlace);
    let whom = recognize((reached, recognize(many_m_n(1, 7, inner))));
    let (rest, _) = opt((done, alt((time, whom)))).parse(rest)?;
    Ok((rest, i.take(rest.at() - i.at())))
}

/// True when a setting names the channel of a saying.
fn is_channel(part: Tokens<'_, '_>) -> bool {
    part.as_slice()
        .iter()
        .any(|t| t.is(Class::Venue) || t.is(Class::Platform) || t.is(Class::Outlet))
}

/// Who is told.
///
/// > Hale told **reporters** that he would go. | Hale told **the BBC** that he would go. |
/// > Hale said **to her** that he would go. | Hale told **reporters** Price had called. |
/// > Hale told **police** Price had called.
/// > not: Hale said **quickly** that he would go.
pub(super) fn hearer<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    // "told reporters Price had called": a name behind those who listen begins the clause.
    let name = such(|t| t.is_capitalised() && t.pos.is_name());
    let many = such(|t| t.is(Class::Hearer) && t.pos == Pos::Nns);
    let police = such(|t| t.is(Class::Police) && !t.is_capitalised() && t.pos.is_noun());
    let called = recognize((many_m_n(1, 3, name), such(|t| t.pos.is_finite())));
    let listeners =
        alt((recognize(terminated(many, peek(name))), recognize(terminated(police, peek(called)))));
    let pronoun = recognize(among(FunctionWord::ObjectPronoun));
    let object = alt((pronoun, listeners, noun_phrase::source));
    recognize((opt(among(FunctionWord::To)), object)).parse(i)
}
