//! Where a title before a name begins, and what may stand between a name and the title after it.

use std::ops::Range;

use super::phrase::{Weight, is_inner, weight};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::is_aged;
use crate::resolve::Context;
use crate::tokenise::token::{Kind, Pos, Token};

/// A title before a name is no longer than this, in tokens.
const LONGEST: usize = 20;

/// The words before a name that belong to it; `None` where there are none.
///
/// > **Cook County State's Attorney** Ann Webb
pub(super) fn before_name(cx: Context<'_>, name: usize, first: usize) -> Option<Range<usize>> {
    let tokens = &cx.text.tokens;
    let first = first.max(name.saturating_sub(LONGEST));
    // "District Attorney (DA) Ann Webb"
    let short = name >= first + 4
        && tokens[name - 1].kind == Kind::CloseBracket
        && tokens[name - 3].kind == Kind::OpenBracket;
    let name = name - if short { 3 } else { 0 };
    let mut start = name;
    while start > first {
        let step = step_back(cx, start, name, first);
        if step == 0 {
            break;
        }
        start -= step;
    }
    // "the Republican senator" is no senator by party; "43-year-old" no title.
    while start + 1 < name && !may_begin(&tokens[start]) {
        start += 1;
    }
    (start < name && may_be_title(&tokens[start])).then_some(start..name)
}

/// True for a word that a title can begin with.
fn may_begin(t: &Token<'_>) -> bool {
    const NOT: Classes = Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord]);
    t.is_wordlike()
        && !t.among(FunctionWord::PlainAddress)
        && !t.classes.any(NOT)
        && !t.is(Class::PartyMember)
        && !t.among(FunctionWord::TitleLink)
        && !t.among(FunctionWord::And)
        && t.pos != Pos::Dt
}

/// True for a word that can be a title alone, or begin one.
fn may_be_title(t: &Token<'_>) -> bool {
    may_begin(t) || t.is(Class::PartyMember)
}

/// How many tokens before `start` belong to the title; none when it begins there.
fn step_back(cx: Context<'_>, start: usize, name: usize, first: usize) -> usize {
    let tokens = &cx.text.tokens;
    let t = &tokens[start - 1];
    let ordinal = t.kind == Kind::Number && t.text.ends_with(char::is_alphabetic) && !is_aged(t);
    // "press secretary Maj. Gen. Ann Webb": a rank goes on with a post.
    let rank = weight(cx, t) == Weight::Post
        && t.pos == Pos::Nn
        && tokens[start..name].iter().any(|t| t.text.ends_with('.'));
    if start < name && !rank && stands_apart(t, &tokens[start]) {
        return 0;
    }
    if is_inner(t) && !t.pos.is_verb() || ordinal || t.is_possessive() && start < name {
        return usize::from(!t.among(FunctionWord::PlainAddress));
    }
    // "pitching coach", "Acting Mayor"
    if t.among(FunctionWord::TitleParticiple) && start < name {
        return 1;
    }
    let has_post =
        |range: Range<usize>| tokens[range].iter().any(|t| weight(cx, t) == Weight::Post);
    // "United Nations Relief Agency (UNRWA) Commissioner-General"
    let bracket = t.kind == Kind::CloseBracket
        && start >= first + 4
        && tokens[start - 3].kind == Kind::OpenBracket
        && is_inner(&tokens[start - 4]);
    if bracket && start < name {
        return 3;
    }
    let left = start.checked_sub(2).filter(|n| *n >= first).map(|n| &tokens[n]);
    let right = tokens.get(start).filter(|_| start < name);
    if let (Some(left), Some(right)) = (left, right)
        && (t.among(FunctionWord::And) || t.text == "&")
    {
        let run = tokens[first..start - 1].iter().rev().take_while(|t| is_inner(t));
        // "President Hale and Selby Mayor Webb" are two.
        let plain = run.clone().all(|t| {
            weight(cx, t) == Weight::None && !t.is(Class::GivenMale) && !t.is(Class::GivenFemale)
        }) && run.count() <= 3;
        // "Norvane health and safety manager Ann Webb"
        let fields = is_inner(left)
            && [left, right]
                .iter()
                .all(|t| t.pos == Pos::Nn && !t.is_capitalised() && weight(cx, t) == Weight::None)
            && start >= first + 3
            && tokens[start - 3].is_capitalised()
            && is_inner(&tokens[start - 3])
            && has_post(name - 1..name);
        return usize::from(fields || is_joint(cx, left, right, plain)) * 2;
    }
    let article = t.among(FunctionWord::DefiniteArticle) && left.is_some_and(is_link);
    let at = start - 1 - usize::from(article);
    // "Secretary of State": the post stands before the link.
    let before = at.checked_sub(1).filter(|n| *n >= first).map(|n| &tokens[n]);
    let post = before.is_some_and(|t| weight(cx, t) == Weight::Post && t.pos != Pos::Nns);
    // "Department of Public Health Director Ann Webb": a name with a link in it.
    let named = tokens[at].among(FunctionWord::BodyNameLink)
        && before.is_some_and(|t| t.is_capitalised() && is_inner(t))
        && tokens.get(start).is_some_and(|t| t.is_capitalised());
    let right = post && !has_post(name - 1..name) || named && !post && has_post(name - 1..name);
    let crosses = start < name && is_link(&tokens[at]) && right;
    if crosses { start - at } else { 0 }
}

/// True for a common noun that says nothing of the title behind it.
///
/// > The **day** President Tom Hale left, but "state Senator", "police Chief"
fn stands_apart(t: &Token<'_>, title: &Token<'_>) -> bool {
    const PARTS: Classes =
        Classes::of(&[Class::Organisation, Class::Police, Class::School, Class::Business]);
    let before = t.pos.is_noun() && !t.is_capitalised();
    let begins = title.is_capitalised() && title.text.chars().any(char::is_lowercase);
    let part = t.classes.any(PARTS)
        || t.among(FunctionWord::LocalBody)
        || t.among(FunctionWord::PlaceBody)
        || t.among(FunctionWord::OrganOf);
    before && begins && (t.pos == Pos::Nns || !part)
}

/// "of", "for", "at", "in" between a post and whose it is.
fn is_link(t: &Token<'_>) -> bool {
    t.among(FunctionWord::TitleLink)
}

/// True when "and" joins two posts of one person, or two words of a name.
///
/// > **resident and business owner** Ann Webb; **Parks and Recreation Director** Ann Webb
fn is_joint(cx: Context<'_>, left: &Token<'_>, right: &Token<'_>, plain: bool) -> bool {
    let name = plain && left.is_capitalised() && right.is_capitalised();
    let person = left.is(Class::GivenMale) || left.is(Class::GivenFemale);
    let abbreviated = right.text.ends_with('.');
    let post = weight(cx, left) > Weight::Place;
    let alike = left.is_capitalised() == right.is_capitalised() || !right.is_capitalised();
    is_inner(left)
        && is_inner(right)
        && !person
        && !abbreviated
        && left.pos != Pos::Nns
        && (post && alike
            || name && weight(cx, right) == Weight::None && !left.is(Class::NameSuffix))
}

/// Where the comma before a description is: ages, origins and parties after a name are stepped
/// over.
///
/// > Tom Hale**, 43, of Selby**, a farmer
pub(super) fn after_origin(cx: Context<'_>, name: usize, end: usize) -> usize {
    let tokens = &cx.text.tokens[..end];
    let mut at = name;
    for _ in 0..4 {
        let next = step_over(tokens, at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

fn step_over(tokens: &[Token<'_>], at: usize) -> usize {
    let Some(t) = tokens.get(at) else { return at };
    if t.kind == Kind::OpenBracket {
        let inside = tokens[at..].iter().take(10).position(|t| t.kind == Kind::CloseBracket);
        return inside.map_or(at, |n| at + n + 1);
    }
    let comma = usize::from(t.kind == Kind::Comma);
    let Some(next) = tokens.get(at + comma) else { return at };
    if comma == 1 {
        let closed = |n: usize| tokens.get(n).is_some_and(|t| !t.is_wordlike());
        let age = next.kind == Kind::Number && next.text.len() <= 3;
        // "D-Ill.", "Jr.", "M.D."
        let short = next.is_capitalised()
            && (next.text.contains('-') || next.text.contains('.') || next.is(Class::NameSuffix));
        if (age || short) && closed(at + 2) {
            return at + 2;
        }
    }
    // "of Selby", "from East Harlow"
    if next.among(FunctionWord::Of) || next.among(FunctionWord::From) {
        let place = tokens[at + comma + 1..].iter().take(5);
        let words = place.take_while(|t| t.is_wordlike() && t.is_capitalised()).count();
        let stop = at + comma + 1 + words;
        if words > 0 && tokens.get(stop).is_some_and(|t| t.kind == Kind::Comma) {
            return stop;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::title_of;

    #[test]
    fn where_a_title_before_a_name_begins() {
        let cases = [
            ("Sen. Ann Webb said the road was shut all week.", "Sen."),
            ("The Rev. Dr. Ann Webb said the road was shut all week.", "Rev. Dr."),
            ("Mrs. Ann Webb said the road was shut all week.", "-"),
            (
                "Cook County State's Attorney Ann Webb said the road was shut all week.",
                "Cook County State's Attorney",
            ),
            (
                "Norvane chief executive Ann Webb said the road was shut all week.",
                "Norvane chief executive",
            ),
            ("On Monday former Mayor Ann Webb said the road was shut all week.", "former Mayor"),
            (
                "Resident and business owner Ann Webb said the road was shut all week.",
                "Resident and business owner",
            ),
            (
                "Mayor Tom Hale and Selby Sheriff Ann Webb said the road was shut all week.",
                "Selby Sheriff",
            ),
            (
                "District Attorney (DA) Ann Webb said the road was shut all week.",
                "District Attorney",
            ),
            ("Republican Sen. Ann Webb said the road was shut all week.", "Sen."),
            (
                "The day President Ann Webb left, it rained. Ann Webb said the road was shut all week.",
                "President",
            ),
            ("The state Senator Ann Webb said the road was shut all week.", "state Senator"),
            ("“It is late,” pitching coach Ann Webb said on the road last week.", "pitching coach"),
            (
                "Acting Selby District Attorney Ann Webb said the road was shut all week.",
                "Acting Selby District Attorney",
            ),
            (
                "The 37-year-old point guard Ann Webb said the road was shut all week.",
                "point guard",
            ),
            (
                "Norvane health and safety manager Ann Webb said the road was shut all week.",
                "Norvane health and safety manager",
            ),
        ];
        for (copy, right) in cases {
            assert_eq!(title_of(copy, "Ann Webb"), right, "{copy}");
        }
    }

    #[test]
    fn ages_origins_and_parties_are_stepped_over() {
        let cases = [
            ("Ann Webb, 43, a farmer, said the road was shut all week.", "farmer"),
            ("Ann Webb, of Selby, a farmer, said the road was shut all week.", "farmer"),
            (
                "Ann Webb (D., Selby), chair of the panel, said the road was shut all week.",
                "chair of the panel",
            ),
            ("Ann Webb, 43, of Selby, said the road was shut all week.", "-"),
        ];
        for (copy, right) in cases {
            assert_eq!(title_of(copy, "Ann Webb"), right, "{copy}");
        }
    }
}
