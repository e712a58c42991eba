//! Who says it: the noun phrase of a source.

use nom::branch::alt;
use nom::combinator::{not, opt, recognize};
use nom::multi::many_m_n;
use nom::sequence::preceded;
use nom::{Input, Parser};

use super::input::Tokens;
use super::primitive::{Match, among, class, kind, such};
use super::verb_group::{is_no_noun, verb_sense};
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// A source of any kind, the longest that fits.
///
/// > **Both Hale and Wynne** said no. | **A nurse** said no.
/// > not: Hale **said** no.
pub(in crate::parse) fn source<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    // "Both said": the word stands for two by itself.
    alt((recognize((among(FunctionWord::Focus), conjoined)), conjoined)).parse(i)
}

/// One noun phrase, or two without a comma.
///
/// > According to **Hale and Wynne**, the road is shut.
pub(super) fn pair<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let two = recognize((described, among(FunctionWord::AndOr), described));
    recognize((opt(among(FunctionWord::Focus)), alt((two, described)))).parse(i)
}

/// One or several noun phrases; a list ends with "and" or "or".
///
/// Of two, the second has no comma before it: ", and Hale said" begins a clause.
///
/// > **The army, two witnesses and a nurse** said no. | **Hale and Wynne** said no. |
/// > **Neither Hale nor Wynne** said no.
/// > not: They **went** home.
pub(super) fn conjoined<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let no_relative =
        |i| preceded(not(such(|t| matches!(t.pos, Pos::Wp | Pos::Wdt))), described).parse(i);
    let further = preceded(kind(Kind::Comma), no_relative);
    // "says the sculptor, Ewa Alm, and she closes the window": a clause of its own.
    let named = |i| preceded(not(among(FunctionWord::SubjectPronoun)), no_relative).parse(i);
    let after_comma = recognize((kind(Kind::Comma), among(FunctionWord::AndOr), named));
    let last = alt((after_comma, recognize((among(FunctionWord::AndOr), no_relative))));
    let list = recognize((described, many_m_n(1, 4, further), last));
    let two = recognize((described, among(FunctionWord::AndOr), no_relative));
    let neither = recognize((
        among(FunctionWord::EitherNeither),
        described,
        among(FunctionWord::OrNor),
        described,
    ));
    alt((neither, list, two, described)).parse(i)
}

/// A noun phrase with what hangs on it.
///
/// > **The head of the union in Leeds** said no. | **A man charged with murder** said no.
pub(super) fn described<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((phrase, opt(alt((at_work, done_to))), many_m_n(0, 5, hanger))).parse(i)
}

/// What those who speak went through.
///
/// > A man **charged with murder** denied it. | A paper **published on Monday** says no. |
/// > A surgeon **accused of leaving a clamp** said no.
/// > not: A man **charged** denied it.
pub(super) fn done_to<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let participle = such(|t: &Token<'_>| t.pos == Pos::Vbn);
    let act = (among(FunctionWord::BeforeDeed), such(|t| t.pos == Pos::Vbg), opt(phrase));
    recognize((participle, alt((recognize(act), hanger, super::time::time)))).parse(i)
}

/// What those who speak do, with its object or place.
///
/// > Police **investigating the murder** said no. | People **living near the plant** said no. |
/// > A group **calling itself the Owls** said no.
/// > not: People **saying the prayer** left.
pub(super) fn at_work<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let selves = among(FunctionWord::Reflexive);
    let calling =
        recognize((among(FunctionWord::Describing), selves, opt(among(FunctionWord::As)), phrase));
    let doing = such(|t| t.pos == Pos::Vbg && verb_sense(t).is_none());
    alt((calling, recognize((doing, alt((phrase, hanger)))))).parse(i)
}

/// A noun phrase with nothing behind it but "of …".
///
/// > Hale accused **the angry nurse** of fraud. | Hale accused **the head of the union** of fraud.
pub(super) fn plain<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    phrase(i)
}

/// A name behind a calling that is no known word, up to the next mark.
///
/// > “The tide came over the wall,” said **harbourmaster Euan Petrie**.
/// > not: “The tide came over the wall,” said **harbourmaster Euan Petrie today** and left.
pub(super) fn titled<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let inner = such(|t| {
        t.is_wordlike()
            && t.kind == Kind::Word
            && !matches!(t.pos, Pos::In | Pos::To | Pos::Md | Pos::Cc | Pos::Wdt | Pos::Wp)
    });
    let (rest, words) = recognize(many_m_n(1, 6, inner)).parse(i)?;
    let named = words.as_slice().last().is_some_and(|t| t.is_capitalised());
    let ends = rest.first().is_none_or(|t| {
        matches!(
            t.kind,
            Kind::Comma | Kind::Stop | Kind::Dash | Kind::Quotation | Kind::OpenBracket
        )
    });
    if named && ends { Ok((rest, words)) } else { Err(nom::Err::Error(())) }
}

/// What hangs on a noun phrase: "of the union", "who was there" is not one.
///
/// > The head **of the union** said no. | A man **close to the talks** said no.
/// > not: The president **on Tuesday** insisted. | The man **who** was there said no.
pub(super) fn hanger<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let prepositions = among(FunctionWord::OnNoun);
    let familiar =
        recognize((among(FunctionWord::Familiar), among(FunctionWord::FamiliarWith), phrase));
    let before = alt((class(Class::Hedge), among(FunctionWord::OutOfOffice)));
    // "the president on Tuesday insisted": the day is when.
    let noun = such(|t| t.pos.is_noun());
    let day = (super::time::time, not(noun));
    let hung = recognize((not(day), prepositions, opt(before), phrase));
    alt((familiar, hung, bracket)).parse(i)
}

/// A short remark in brackets.
///
/// > The International Energy Agency **(IEA)** said no.
/// > not: The agency **(IEA** said no.
pub(super) fn bracket<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let inside = such(|t| !matches!(t.kind, Kind::CloseBracket | Kind::Stop));
    recognize((kind(Kind::OpenBracket), many_m_n(1, 12, inside), kind(Kind::CloseBracket))).parse(i)
}

/// A pronoun, or a noun with all that stands before it.
///
/// > **They** said no. | **The angry nurse** said no.
pub(super) fn phrase<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    alt((noun_phrase, recognize(pronoun))).parse(i)
}

/// A word that stands for somebody.
///
/// > **He** said no. | **Others** said no. | **Another** said no.
/// > not: **The** nurse said no.
pub(super) fn pronoun<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> {
    such(|t| matches!(t.pos, Pos::Prp | Pos::Wp) || t.among(FunctionWord::Pronominal)).parse(i)
}

/// A noun and what stands before it; possessives chain.
///
/// > **President Tomas Ardo's top negotiator Jorge Vidal** said no. | **Two** said no. |
/// > **The council** today said no. | **The union** last night said no.
/// > not: **16.04** The agency said no. | **The** said no.
pub(super) fn noun_phrase<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    // "16.04 The agency": a number in front of "the" is the hour of an entry.
    let hour = (such(|t: &Token<'_>| t.pos == Pos::Cd), such(|t| t.pos == Pos::Dt));
    not(hour).parse(i)?;
    let (rest, start) = recognize(many_m_n(0, 3, such(is_starter))).parse(i)?;
    let (_, inner) = recognize(many_m_n(0, 24, such(is_inner))).parse(rest)?;
    // The last word must be able to be a head; a number alone can be one ("two said").
    let inner = &inner.as_slice()[..without_time(inner.as_slice())];
    let head = inner.iter().rposition(is_head).map(|at| at + 1);
    let lone_number = start.as_slice().last().filter(|t| t.pos == Pos::Cd).map(|_| 0);
    match head.or(lone_number) {
        Some(keep) => Ok(i.take_split(start.input_len() + keep)),
        None => Err(nom::Err::Error(())),
    }
}

/// How many words of a phrase are left without the time at its end: "the council today", "the union
/// last night", "the council Monday night".
fn without_time(words: &[Token<'_>]) -> usize {
    let part = |t: &Token<'_>| t.among(FunctionWord::SpanOfTime);
    let word = |t: &Token<'_>| t.is(Class::TimeWord) && !t.is_capitalised();
    let day = |t: &Token<'_>| t.is(Class::Weekday);
    let which =
        |t: &Token<'_>| t.among(FunctionWord::WhichTime) && !t.among(FunctionWord::DefiniteArticle);
    let plain = |t: &Token<'_>| t.pos.is_noun() && !t.is_capitalised();
    match words {
        [.., noun, time, last]
            if noun.pos.is_noun() && which(time) && (part(last) || day(last)) =>
        {
            words.len() - 2
        }
        [.., noun, time, last] if plain(noun) && (day(time) || word(time)) && part(last) => {
            words.len() - 2
        }
        [.., noun, last] if noun.pos.is_noun() && word(last) || plain(noun) && day(last) => {
            words.len() - 1
        }
        _ => words.len(),
    }
}

/// "the", "his", "two", "all": what a noun phrase can begin with.
fn is_starter(t: &Token<'_>) -> bool {
    matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Pdt | Pos::WpS | Pos::Cd) && t.is_wordlike()
}

/// A word inside a noun phrase.
fn is_inner(t: &Token<'_>) -> bool {
    t.kind == Kind::Quotation && !crate::parse::folded::is_speech(t)
        || t.is_wordlike()
            && !is_no_noun(t)
            && (t.pos.is_noun()
                || t.pos.is_adjective()
                || matches!(t.pos, Pos::Cd | Pos::Pos | Pos::Vbn | Pos::Vbg | Pos::Fw | Pos::PrpS)
                || t.is(Class::NameParticle))
        || t.text == "$"
        || t.text == "&"
}

/// A word that a noun phrase can end with.
fn is_head(t: &Token<'_>) -> bool {
    t.pos.is_noun() && t.is_wordlike()
        || t.pos == Pos::Cd
        || t.pos == Pos::Jj && (t.is_capitalised() || stands_alone(t))
        || t.pos == Pos::Fw
        || crate::parse::mention::shape::is_aged(t)
}

/// True for a word that names a speaker though it looks like an adjective: "the **defendant** denies
/// it", "the **navy** said", "accused **the other**".
fn stands_alone(t: &Token<'_>) -> bool {
    crate::parse::mention::shape::is_noun_like(t)
        || t.is(Class::Collective)
        || t.is(Class::Organisation)
        || t.is(Class::Document)
        || t.among(FunctionWord::Other)
}

/// What can stand between a source and its cue, commas and all: an apposition, which belongs to
/// the source, or an aside, which does not.
pub(super) struct Aside {
    /// True when they describe the source.
    pub(super) describes: bool,
}

/// Reads an aside between commas, dashes or brackets.
///
/// > Tom Hale**, a farmer who lost his herd**, said no. |
/// > Hale**, once the voice of the miners**, said no.
/// > not: Tom Hale**, who lost his herd**, said no. | Tom Hale**, speaking in Leeds**, said no.
pub(super) fn aside<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Aside> {
    let mark = such(|t| matches!(t.kind, Kind::Comma | Kind::Dash));
    let inner = such(|t| {
        !matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Stop | Kind::Semicolon | Kind::Colon)
    });
    let (rest, (_, first)) = (mark, recognize(many_m_n(1, 30, inner))).parse(i)?;
    // "R-Ohio “I get that.”": a new sentence, but "author of “The Long Road,” a history of".
    let speaks = |pair: &[Token<'_>]| {
        crate::parse::folded::is_speech(&pair[1]) && !matches!(pair[0].pos, Pos::In | Pos::Dt)
    };
    if first.as_slice().windows(2).any(speaks) {
        return Err(nom::Err::Error(()));
    }
    let describes = was_once(first.as_slice())
        || first.first().is_some_and(|t| {
            !matches!(
                t.pos,
                Pos::Wp
                    | Pos::Wdt
                    | Pos::WpS
                    | Pos::In
                    | Pos::Vbg
                    | Pos::Rb
                    | Pos::To
                    | Pos::Cc
                    | Pos::Wrb
                    | Pos::Vbn
            ) && t.kind != Kind::Quotation
        });
    Ok((rest, Aside { describes }))
}

/// > Hale, **once the voice of the miners**, said no.
/// > not: Hale, **once again**, said no. | Hale, **the voice of the miners**, said no.
pub(super) fn was_once(words: &[Token<'_>]) -> bool {
    let [first, second, ..] = words else { return false };
    first.among(FunctionWord::Once)
        && (matches!(second.pos, Pos::Dt | Pos::PrpS) || second.is(Class::Role))
}
