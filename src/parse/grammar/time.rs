//! Times and dates.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, recognize};

use super::input::Tokens;
use super::primitive::{Match, among, class, kind, such};
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// A time.
///
/// > Hale said **late on Tuesday** that he won. | Hale said **last week** that he won. |
/// > Hale said **on 4 May** that he won. | Hale said **three days ago** that he won. |
/// > Hale said **in 2019** that he won. | Hale said **yesterday** that he won.
/// > not: Hale said **late** that he won. | Hale said **on the bus** that he won.
pub(super) fn time<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let day = alt((class(Class::Weekday), class(Class::TimeWord)));
    let part = among(FunctionWord::SpanOfTime);
    let date = recognize((
        class(Class::Month),
        opt(such(|t| t.kind == Kind::Number)),
        opt((kind(Kind::Comma), such(is_year))),
    ));
    let relative = recognize((
        among(FunctionWord::WhichTime),
        opt(among(FunctionWord::TimeOrder)),
        alt((part, class(Class::Weekday), class(Class::Month))),
    ));
    let ago = recognize((
        such(|t| t.pos == Pos::Cd || t.among(FunctionWord::IndefiniteArticle)),
        part,
        among(FunctionWord::Ago),
    ));
    let head = alt((relative, ago, date, recognize((day, opt(part))), recognize(such(is_year))));
    let adverb = among(FunctionWord::TimeAdverb);
    let preposition = among(FunctionWord::OfTime);
    alt((
        recognize((opt(adverb), opt(preposition), opt(adverb), head)),
        recognize(among(FunctionWord::TimeAlone)),
    ))
    .parse(i)
}

fn is_year(t: &Token<'_>) -> bool {
    t.text.len() == 4
        && (t.text.starts_with("19") || t.text.starts_with("20"))
        && t.text.bytes().all(|b| b.is_ascii_digit())
}

/// How many tokens of a line are the time of a live blog's entry: "14:32", "09.15 GMT".
///
/// > **14:32** Hale said no. | **09.15 GMT** Hale said no.
/// > not: Hale said no at 14:32. | 1,432 people said no.
pub(in crate::parse) fn clock(line: &[Token<'_>]) -> usize {
    if !line.first().is_some_and(is_clock) {
        return 0;
    }
    1 + usize::from(line.get(1).is_some_and(|t| t.among(FunctionWord::ClockUnit)))
}

/// True for a time of day in figures.
///
/// > At **14:32** the agency said no. | At **9.40am** the agency said no.
/// > not: At 2:15 the 1432 said 1.5 million.
pub(in crate::parse) fn is_clock(t: &Token<'_>) -> bool {
    let figures = t.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    // "9.40am"
    let half = t.text.len() - figures.len() == 2;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let two = |part: &str| part.len() == 2 && digits(part);
    let plain = figures.len() == t.text.len();
    t.kind == Kind::Number
        && (half || plain)
        && figures.split_once([':', '.']).is_some_and(|(hour, minute)| {
            two(minute) && (two(hour) || half && hour.len() == 1 && digits(hour))
        })
}
