//! Titles that stand with a name: before it, after it, between commas.

use std::ops::Range;

use super::around::{after_origin, before_name};
use super::phrase::{Weight, description, is_inner, weight};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::Context;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos};

/// What stands before a name and is a body or a paper, no person.
const BODIES: Classes = Classes::of(&[
    Class::Organisation,
    Class::Business,
    Class::OutletNoun,
    Class::Document,
    Class::Government,
    Class::TimeWord,
    Class::Police,
    Class::Court,
    Class::Collective,
    Class::People,
]);

/// A title and how well it says what somebody is.
pub(super) type Found = (Range<usize>, Weight);

/// The title before a name.
///
/// > **Norvane chief executive** Karin Ahlberg said
pub(super) fn before(cx: Context<'_>, name: &Range<usize>, first: usize) -> Option<Found> {
    let words = before_name(cx, name.start, first)?;
    let own = &cx.text.tokens[words.clone()];
    let best = own.iter().map(|t| weight(cx, t)).max()?;
    // "told journalists Ann Webb left", "musical chairs Webb described": many are no title of one.
    if own.last().is_some_and(|t| t.pos == Pos::Nns && !t.is_capitalised()) {
        return None;
    }
    if best > Weight::Place {
        return Some((words, best));
    }
    // "shortstop Ann Webb": no list has it, but it is one common noun before a name.
    let last = own.last()?;
    let common = last.pos == Pos::Nn && !last.is_capitalised() && !last.classes.any(BODIES);
    // "a high price for its war Ann Webb lives": it is no person's.
    let whose = words.start.checked_sub(1).map(|n| &cx.text.tokens[n]);
    let things = whose.is_some_and(|t| t.pos == Pos::PrpS && !t.among(FunctionWord::Masculine));
    let plain = own.iter().all(|t| !matches!(t.pos, Pos::Nns | Pos::Nnps));
    (common && plain && !things).then_some((words, Weight::Place))
}

/// The description before a name, between commas.
///
/// > **The group's leader**, Tom Hale, said
pub(super) fn inverted(cx: Context<'_>, name: &Range<usize>, first: usize) -> Option<Found> {
    let tokens = &cx.text.tokens;
    let comma = name.start.checked_sub(1).filter(|n| tokens[*n].kind == Kind::Comma)?;
    let closed = tokens
        .get(name.end)
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::CloseQuote | Kind::Dash));
    if !closed {
        return None;
    }
    let article = (first.max(comma.saturating_sub(24))..comma).rev().find(|n| {
        let t = &tokens[*n];
        let begins = *n == first
            || tokens[*n - 1].pos.is_verb()
            || !tokens[*n - 1].is_wordlike()
            || tokens[*n - 1].among(FunctionWord::By)
            || tokens[*n - 1].among(FunctionWord::That)
            || tokens[*n - 1].among(FunctionWord::To);
        let owner = is_inner(t) && (*n == first || !tokens[*n - 1].is_wordlike());
        begins && (t.among(FunctionWord::Article) || t.pos == Pos::PrpS || owner)
    })?;
    let (words, found) = description(cx, article, comma)?;
    let rest = &tokens[words.end..comma];
    // "the secretary at the time, Tom Hale"
    let idle = rest.len() <= 3 && rest.last().is_none_or(|t| t.among(FunctionWord::NoPartOfTitle));
    let new = tokens[article].among(FunctionWord::IndefiniteArticle);
    (idle && (found > Weight::Place || new)).then_some((words, found))
}

/// The description after a name.
///
/// > Ann Webb, **CEO and executive director of Northlights**, said
pub(super) fn after(cx: Context<'_>, name: &Range<usize>, end: usize) -> Option<Found> {
    let tokens = &cx.text.tokens;
    let at = after_origin(cx, name.end, end);
    let mark = tokens[..end].get(at)?;
    let who =
        |n: usize| tokens[..end].get(n).is_some_and(|t| t.among(FunctionWord::PersonRelative));
    if who(at) {
        return relative(cx, at + 1, end);
    }
    if !matches!(mark.kind, Kind::Comma | Kind::Dash | Kind::OpenBracket) {
        return None;
    }
    if who(at + 1) {
        return relative(cx, at + 2, end);
    }
    let (words, found) = description(cx, at + 1, end)?;
    let named = persons_in(cx, &words).next().is_some();
    let next = tokens.get(words.end);
    // "Hale, the mayor and Ann Webb said": a list.
    let listed = next.is_some_and(|t| t.among(FunctionWord::And));
    let plain = next.is_none_or(|t| !t.is_wordlike() || t.among(FunctionWord::Relative));
    let closed = found > Weight::Place || plain;
    (!named && !listed && closed).then_some((words, found))
}

/// The description in a relative clause behind another one.
///
/// > Ann Webb, a friend who serves as **chair of the panel**, said
pub(super) fn after_description(cx: Context<'_>, found: &Found, end: usize) -> Option<Found> {
    let at = found.0.end;
    let tokens = &cx.text.tokens[..end];
    let comma = usize::from(tokens.get(at)?.kind == Kind::Comma);
    let who = tokens.get(at + comma)?.among(FunctionWord::PersonRelative);
    who.then(|| relative(cx, at + comma + 1, end)).flatten()
}

/// ", who **is the chair of the selectboard**,"
fn relative(cx: Context<'_>, at: usize, end: usize) -> Option<Found> {
    let tokens = &cx.text.tokens[..end];
    let at = match tokens.get(at)? {
        t if t.among(FunctionWord::Be) => {
            at + 1 + usize::from(tokens.get(at + 1)?.among(FunctionWord::Appointed))
        }
        t if t.among(FunctionWord::Appointed) => at + 1,
        t if t.among(FunctionWord::Have) && tokens.get(at + 1)?.among(FunctionWord::Been) => at + 2,
        t if t.among(FunctionWord::ServesAs) && tokens.get(at + 1)?.among(FunctionWord::As) => {
            at + 2
        }
        _ => return None,
    };
    description(cx, at, end).filter(|(_, found)| *found > Weight::Place)
}

/// What the draft says somebody is in so many words.
///
/// > Tom Hale is **the mayor of Selby**.
pub(super) fn copula(cx: Context<'_>, name: &Range<usize>, end: usize) -> Option<Found> {
    let at = after_origin(cx, name.end, end);
    relative(cx, at, end).filter(|(_, found)| *found == Weight::Post)
}

/// The body after a name that is given without a role.
///
/// > Ann Webb of **Civic Selby** said
pub(super) fn body(cx: Context<'_>, mention: &Mention, name: &Range<usize>) -> Option<Span> {
    let tokens = &cx.text.tokens;
    let link = tokens.get(name.end).filter(|t| t.among(FunctionWord::OfOwner))?;
    if link.among(FunctionWord::By) {
        return None;
    }
    let near = |m: &&Mention| {
        m.sentence == mention.sentence
            && m.token > name.end
            && m.token <= name.end + 2
            && m.name.is_some()
    };
    let from = cx.parsed.mentions.partition_point(|m| m.span.start < tokens[name.end].span.start);
    let body = cx.parsed.mentions[from..].iter().take(2).find(near)?;
    let tokens = cx.text.tokens_in(body.span);
    let given = tokens.iter().any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
    // "the funeral of Ann Webb at the Harlow Church"
    let before = name.start.checked_sub(1).map(|n| &cx.text.tokens[n]);
    if link.among(FunctionWord::At) && before.is_some_and(|t| t.pos == Pos::In) {
        return None;
    }
    let works = link.among(FunctionWord::With) || link.among(FunctionWord::At);
    let is_body = body.shape == Shape::Organisation
        || works && body.shape == Shape::Person && body.honorific.is_none() && !given;
    is_body.then(|| body.name.unwrap_or(body.span))
}

/// The persons who are named in some words, and not as owners or after a link.
fn persons_in<'a>(cx: Context<'a>, words: &Range<usize>) -> impl Iterator<Item = &'a Mention> {
    let span = cx.text.span_of(words);
    let (first, last) = (words.start, words.end);
    let from = cx.parsed.mentions.partition_point(|m| m.span.start < span.start);
    let inside = cx.parsed.mentions[from..].iter().take_while(move |m| m.span.start < span.end);
    inside.filter(move |m| {
        let Some(name) = m.name.filter(|_| m.shape == Shape::Person) else { return false };
        let at = cx.text.within(name);
        let given = cx.text.tokens[at.clone()]
            .first()
            .is_some_and(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
        let owner = cx.text.tokens.get(at.end).is_some_and(|t| t.is_possessive());
        let linked = at.start > first
            && cx.text.tokens[first..at.start].iter().any(|t| t.among(FunctionWord::TitleLink));
        given && at.len() > 1 && at.end <= last && !owner && !linked
            || at.end <= last && is_next_in_list(cx, first, &at)
    })
}

/// True for the name behind a title in a list of persons with titles, which has the look of a
/// description of the one before.
///
/// > Mayor Tom Hale, Chief of the Harlow Fire Brigade **Ann Webb**
fn is_next_in_list(cx: Context<'_>, first: usize, name: &Range<usize>) -> bool {
    let tokens = &cx.text.tokens;
    let begins = &tokens[first];
    if !(begins.is_capitalised() && begins.is_wordlike() && name.start > first + 1) {
        return false;
    }
    // "Chief of Staff to Mayor Tom Hale" is the mayor's.
    let link = tokens[first..name.start].iter().rfind(|t| t.among(FunctionWord::TitleLink));
    let own = link.is_some_and(|t| t.among(FunctionWord::Of));
    let title = &tokens[name.start - 1];
    own && weight(cx, title) == Weight::Post && title.is_capitalised()
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::title_of;

    #[test]
    fn titles_that_stand_with_a_name() {
        let cases = [
            (
                "Ann Webb, CEO and executive director of Northlights, said the road was shut all week.",
                "CEO and executive director of Northlights",
            ),
            (
                "Ann Webb, president and CEO of the Selby Chamber of Commerce, said the road was shut all week.",
                "president and CEO of the Selby Chamber of Commerce",
            ),
            (
                "Ann Webb, who is the chair of the selectboard, said the road was shut all week.",
                "chair of the selectboard",
            ),
            (
                "Ann Webb, who serves as chair of the panel, said the road was shut all week.",
                "chair of the panel",
            ),
            (
                "Ann Webb, a friend who serves as chair of the panel, said the road was shut all week.",
                "chair of the panel",
            ),
            (
                "The road is shut, said Harlow press secretary Maj. Gen. Ann Webb.",
                "Harlow press secretary Maj. Gen.",
            ),
            ("Hale told journalists Ann Webb left. Ann Webb said the road was shut.", "-"),
            ("The funeral of Ann Webb at the Harlow Trust was long. Ann Webb said no in May.", "-"),
            ("Ann Webb, who saw the crash, said the road was shut all week.", "-"),
            ("The group's leader, Ann Webb, said the road was shut all week.", "group's leader"),
            ("Asked about the leader, Ann Webb said the road was shut all week.", "-"),
            (
                "Ann Webb is the mayor of Selby. Ann Webb said the road was shut all week.",
                "mayor of Selby",
            ),
            (
                "Ann Webb was elected mayor of Selby. Ann Webb said the road was shut all week.",
                "mayor of Selby",
            ),
            ("Ann Webb, Mayor Tom Hale and others said the road was shut all week.", "-"),
            (
                "Mayor Ann Webb, Chair of the Board of Trade Prof. Tom Hale and others said the road was shut all week.",
                "Mayor",
            ),
            (
                "Ann Webb, Chief of Staff to Mayor Tom Hale, said the road was shut all week.",
                "Chief of Staff to Mayor Tom Hale",
            ),
            (
                "Residents told police Ann Webb was at home. Ann Webb said the road was shut all week.",
                "-",
            ),
        ];
        for (copy, right) in cases {
            assert_eq!(title_of(copy, "Ann Webb"), right, "{copy}");
        }
    }
}
