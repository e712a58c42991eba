//! The words that say what somebody is: how far they reach.

use std::ops::Range;

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::is_aged;
use crate::resolve::Context;
use crate::tokenise::token::{Kind, Pos, Token};

/// A title is no longer than this, in tokens.
const LONGEST: usize = 28;

/// Words for what somebody is by office or trade.
const POSTS: Classes = Classes::of(&[
    Class::Role,
    Class::Representative,
    Class::Spokesperson,
    Class::Lawyer,
    Class::Expert,
    Class::Executive,
    Class::Honorific,
    Class::Lawmaker,
    Class::Journalist,
    Class::Governor,
    Class::Physician,
    Class::Soldier,
    Class::Coach,
    Class::PoliceRank,
    Class::Prosecution,
    Class::Tycoon,
    Class::Official,
]);

/// Words for what somebody is to somebody, or as one of many, or would like to be.
const STATIONS: Classes = Classes::of(&[
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Relation,
    Class::PartyMember,
    Class::Candidate,
]);

/// How well a word says what somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It says nothing of the kind.
    None,
    /// "a welder": no list has it, but its place says so.
    Place,
    /// "a neighbour"
    Station,
    /// "the mayor"
    Post,
}

/// What a word says of somebody.
pub(super) fn weight(cx: Context<'_>, t: &Token<'_>) -> Weight {
    if t.among(FunctionWord::PlainAddress) || t.among(FunctionWord::CaseWord) {
        return Weight::None;
    }
    let parts = || t.text.split('-').filter(|part| part.len() < t.text.len());
    let of_parts = parts().fold(Classes::NONE, |mut all, part| {
        all.add(cx.lexicon.classes_of(&part.to_lowercase()));
        all
    });
    match () {
        () if t.is(Class::PartyMember) || t.is(Class::Candidate) => Weight::Station,
        () if t.classes.any(POSTS) => Weight::Post,
        () if t.classes.any(STATIONS) => Weight::Station,
        () if of_parts.any(POSTS) => Weight::Post,
        () => Weight::None,
    }
}

/// True for a word that a noun phrase is made of.
pub(super) fn is_inner(t: &Token<'_>) -> bool {
    const TIMES: Classes = Classes::of(&[Class::Weekday, Class::Month]);
    let word = t.pos.is_noun()
        || t.pos.is_adjective()
        || t.pos == Pos::Fw
        || t.is(Class::NameParticle) && t.pos != Pos::Dt
        || t.is(Class::Honorific) && t.is_capitalised();
    t.is_wordlike() && word && !t.classes.any(TIMES) && !is_aged(t)
}

/// True for "11th" and for a number inside a name.
fn is_ordinal(t: &Token<'_>) -> bool {
    t.text.starts_with(|c: char| c.is_ascii_digit()) && t.text.ends_with(char::is_alphabetic)
}

/// What somebody is, from `at` on; `None` when the words there say nothing of the kind.
///
/// > **president and CEO of the Selby Chamber of Commerce**, said
pub(super) fn description(
    cx: Context<'_>,
    at: usize,
    end: usize,
) -> Option<(Range<usize>, Weight)> {
    let tokens = &cx.text.tokens;
    let mut start = at;
    while start < end && tokens[start].pos.is_adverb() {
        start += 1;
    }
    let end = end.min(start + LONGEST);
    let first = tokens[..end].get(start)?;
    let article = first.among(FunctionWord::Article);
    // "a 43-year-old farmer": an age is no title.
    let aged = usize::from(tokens[..end].get(start + 1).is_some_and(|t| article && is_aged(t)));
    let begins = article || first.pos == Pos::PrpS || first.among(FunctionWord::One);
    let mut stop = start + usize::from(begins) + aged;
    while stop < end {
        let step = step(cx, start, stop, end);
        if step == 0 {
            break;
        }
        stop += step;
    }
    while stop > start && !tokens[stop - 1].pos.is_noun() && !closes(&tokens[stop - 1]) {
        stop -= 1;
    }
    let weight = weight_of(cx, start..stop, begins)?;
    let own = start + usize::from(article) + aged;
    (own < stop).then_some((own..stop, weight))
}

/// A word that looks like no noun but ends a title: "the selectboard's elect".
fn closes(t: &Token<'_>) -> bool {
    t.is_wordlike() && t.is_capitalised() && !t.pos.is_verb() && !t.among(FunctionWord::TitleLink)
}

/// How many tokens go on with a description at `at`; none when it ends there.
fn step(cx: Context<'_>, start: usize, at: usize, end: usize) -> usize {
    let tokens = &cx.text.tokens[..end];
    let t = &tokens[at];
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    let first = at == start || before.is_some_and(|b| b.pos == Pos::Dt);
    // "the party leader Selby has jailed": a clause without its pronoun begins.
    let post = before.is_some_and(|b| weight(cx, b) == Weight::Post && !b.is_capitalised());
    let acts = tokens.get(at + 1).is_some_and(|n| n.pos.is_finite());
    if at > start && post && t.is_capitalised() && t.pos.is_name() && acts {
        return 0;
    }
    let participle = is_participle(cx, before.filter(|_| at > start), t, tokens.get(at + 1));
    if is_inner(t) || t.is_possessive() || participle || is_ordinal(t) && !first {
        return usize::from(!t.is_deed_of(before.unwrap_or(t)));
    }
    if t.pos == Pos::Cd && before.is_some_and(|b| b.is_capitalised()) {
        return 1;
    }
    // "the Food and Drug Administration", "Cutter & Sons"
    if (t.among(FunctionWord::And) || t.text == "&") && at > start {
        return joined(cx, at, end);
    }
    if t.among(FunctionWord::TitleLink) && at > start {
        return linked(tokens, at);
    }
    let alias = tokens.get(at + 1).is_some_and(|t| t.is_wordlike() && t.is_capitalised())
        && tokens.get(at + 2).is_some_and(|t| t.kind == Kind::CloseBracket)
        && tokens.get(at + 3).is_some_and(|t| is_inner(t) || t.among(FunctionWord::TitleLink));
    if t.kind == Kind::OpenBracket && alias {
        return 3;
    }
    if t.kind == Kind::Comma
        && tokens.get(at + 1).is_some_and(|t| t.among(FunctionWord::FirmSuffix))
    {
        return 2;
    }
    if t.kind == Kind::Comma && is_list_of_posts(cx, start, at, end) {
        return 1;
    }
    if t.kind == Kind::Comma && at > start { listed_names(tokens, at) } else { 0 }
}

/// How many tokens the rest of a list has, in the name of a part of a body.
///
/// > dean of Health**, Welfare, and Safety** at Selby College
fn listed_names(tokens: &[Token<'_>], at: usize) -> usize {
    let name = |n: usize| {
        tokens.get(n).is_some_and(|t| {
            let given = t.is(Class::GivenMale) || t.is(Class::GivenFemale);
            t.is_capitalised() && t.pos.is_noun() && !given
        })
    };
    let [.., before] = &tokens[..at] else { return 0 };
    let mut stop = at;
    while tokens.get(stop).is_some_and(|t| t.kind == Kind::Comma) && name(stop + 1) {
        stop += 2;
    }
    let oxford = usize::from(tokens.get(stop).is_some_and(|t| t.kind == Kind::Comma));
    let and = tokens.get(stop + oxford).is_some_and(|t| t.among(FunctionWord::And));
    let links = tokens.get(stop + oxford + 2).is_some_and(|t| t.among(FunctionWord::TitleLink));
    let whole = before.is_capitalised() && stop > at && and && name(stop + oxford + 1) && links;
    if whole { stop + oxford + 2 - at } else { 0 }
}

/// True for a participle inside a title.
///
/// > an **elected** official, a chief **nursing** officer
fn is_participle(
    cx: Context<'_>,
    before: Option<&Token<'_>>,
    t: &Token<'_>,
    next: Option<&Token<'_>>,
) -> bool {
    let noun = before.is_some_and(|b| b.pos.is_noun());
    matches!(t.pos, Pos::Vbn | Pos::Vbg)
        && next.is_some_and(|n| is_inner(n) && (!noun || weight(cx, n) == Weight::Post))
}

/// "and" with what it joins: another post, or the rest of a name.
fn joined(cx: Context<'_>, at: usize, end: usize) -> usize {
    let tokens = &cx.text.tokens[..end];
    let article = tokens.get(at + 1).is_some_and(|t| t.among(FunctionWord::Article));
    let Some(next) = tokens.get(at + 1 + usize::from(article)) else { return 0 };
    let given = next.is(Class::GivenMale) || next.is(Class::GivenFemale);
    let follows = tokens.get(at + 2).is_some_and(|t| t.is_capitalised() && t.pos.is_name());
    let person = next.is_capitalised()
        && (given && follows || next.among(FunctionWord::PlainAddress))
        && !tokens[at - 1].is_capitalised();
    let plural = next.pos == Pos::Nns && weight(cx, next) != Weight::None;
    let participle = is_participle(cx, None, next, tokens.get(at + 2 + usize::from(article)));
    if !(is_inner(next) || participle) || person || plural {
        return 0;
    }
    1 + usize::from(article)
}

/// A link with the article after it, if what follows goes on with a title.
fn linked(tokens: &[Token<'_>], at: usize) -> usize {
    let determiner = tokens
        .get(at + 1)
        .is_some_and(|t| t.among(FunctionWord::Article) || t.pos == Pos::PrpS || t.pos == Pos::Dt);
    let first = at + 1 + usize::from(determiner);
    let Some(next) = tokens.get(first) else { return 0 };
    // "the father of the two boys"
    let counted = tokens[first..].get(1).filter(|_| determiner && next.pos == Pos::Cd);
    if counted.is_some_and(|t| t.pos.is_noun()) {
        return 3;
    }
    let run = || tokens[first..].iter().take(6).take_while(|t| is_inner(t));
    // "with the Harlow Trust", but not "with the backing of the union"
    let named = run().any(|t| t.is_capitalised() || t.is(Class::Organisation));
    if tokens[at].among(FunctionWord::With) && !named {
        return 0;
    }
    // "in a statement", "on Monday", "at a meeting last week": when, where and how it was said.
    let head = run().last();
    let says_how = |t: &Token<'_>| {
        t.among(FunctionWord::InterviewNoun)
            || t.among(FunctionWord::PressNoun)
            || t.among(FunctionWord::PostNoun)
            || t.among(FunctionWord::SpeechNoun)
            || t.among(FunctionWord::HearingNoun)
            || t.among(FunctionWord::SpanOfTime)
            || t.among(FunctionWord::NoPartOfTitle)
            || t.is(Class::Document) && !tokens[at].among(FunctionWord::Of)
            || t.is(Class::TimeWord)
    };
    let how = head.is_some_and(|t| !t.is_capitalised() && says_how(t));
    if !is_inner(next) || how {
        return 0;
    }
    1 + usize::from(determiner)
}

/// A comma inside a list of posts that one person has.
///
/// > founder**,** president and CEO of Norvane
fn is_list_of_posts(cx: Context<'_>, start: usize, at: usize, end: usize) -> bool {
    let tokens = &cx.text.tokens[..end];
    let next = tokens[at + 1..].iter().take(8).take_while(|t| is_inner(t));
    let (mut posts, mut words) = (false, 0);
    for t in next {
        posts |= weight(cx, t) == Weight::Post && t.pos != Pos::Nns;
        words += 1;
    }
    let joins = tokens.get(at + 1 + words).is_some_and(|t| t.among(FunctionWord::And))
        && tokens
            .get(at + 2 + words)
            .is_some_and(|t| is_inner(t) && (weight(cx, t) == Weight::Post || !t.is_capitalised()));
    let plain = tokens[start..at].iter().all(|t| is_inner(t) || t.among(FunctionWord::Article));
    posts && joins && plain
}

/// Heads that are things, times and bodies, and nobody.
const THINGS: Classes = Classes::of(&[
    Class::Organisation,
    Class::Document,
    Class::Government,
    Class::TimeWord,
    Class::Measure,
    Class::Weekday,
    Class::Month,
    Class::State,
    Class::Crime,
]);

/// How well some words say what somebody is; `None` for a list of others, a place, a name.
fn weight_of(cx: Context<'_>, words: Range<usize>, begins: bool) -> Option<Weight> {
    let tokens = &cx.text.tokens[words.clone()];
    let links = |t: &Token<'_>| {
        t.among(FunctionWord::TitleLink) || t.among(FunctionWord::And) || t.kind == Kind::Comma
    };
    let cut = tokens.iter().position(links).unwrap_or(tokens.len());
    let owner = tokens[..cut].iter().rposition(Token::is_possessive);
    let own = &tokens[owner.map_or(0, |n| n + 1)..cut];
    let head = own.iter().rfind(|t| t.pos.is_noun() || weight(cx, t) != Weight::None)?;
    let whole = own.iter().map(|t| weight(cx, t)).max()?;
    let at_head = weight(cx, head);
    // "the council's aides", "farmers": others.
    if matches!(head.pos, Pos::Nns) && at_head != Weight::None {
        return None;
    }
    if at_head != Weight::None {
        return Some(at_head);
    }
    // "a University of Harlow biologist": the post stands behind a name with a link in it.
    let named = head.is_capitalised() && head.classes.any(THINGS) && cut < tokens.len();
    if named && let Some(last) = tokens.last().filter(|t| !t.is_capitalised()) {
        return (weight(cx, last) == Weight::Post && last.pos != Pos::Nns).then_some(Weight::Post);
    }
    // "a senior lecturer emeritus", "vice president public affairs"
    if whole == Weight::Post && (begins || !head.is_capitalised() || own.len() < 4) {
        return Some(whole);
    }
    let plain = begins && head.pos == Pos::Nn && !head.is_capitalised();
    (plain && !head.classes.any(THINGS) && !head.among(FunctionWord::SpanOfTime))
        .then_some(Weight::Place)
}
#[cfg(test)]
mod tests {
    use crate::resolve::testing::title_of;

    #[test]
    fn how_far_a_title_reaches() {
        let cases = [
            (
                "Ann Webb, a professor of law at the University of Selby, said the road was shut all week.",
                "professor of law at the University of Selby",
            ),
            (
                "Ann Webb, founder, president and chief executive of Norvane, said the road was shut all week.",
                "founder, president and chief executive of Norvane",
            ),
            (
                "Ann Webb, tax lawyer and founding partner of Reed Partners, said the road was shut all week.",
                "tax lawyer and founding partner of Reed Partners",
            ),
            (
                "Ann Webb, the chief nursing officer at Harlow, said the road was shut all week.",
                "chief nursing officer at Harlow",
            ),
            (
                "Ann Webb, dean of Health, Welfare, and Safety at Selby College, said the road was shut all week.",
                "dean of Health, Welfare, and Safety at Selby College",
            ),
            (
                "Ann Webb, chair of Norvane, Bob Reed, and Tom Hale of Selby said the road was shut all week.",
                "chair of Norvane",
            ),
            (
                "Ann Webb, a director of Harlow Fashion Week, said the road was shut all week.",
                "director of Harlow Fashion Week",
            ),
            (
                "Ann Webb, the mother of the two boys, said the road was shut all week.",
                "mother of the two boys",
            ),
            (
                "Ann Webb, a surgeon with the Harlow Trust, said the road was shut all week.",
                "surgeon with the Harlow Trust",
            ),
            (
                "Ann Webb, a surgeon with the backing of the nurses, said the road was shut all week.",
                "surgeon",
            ),
            (
                "Mayor Ann Webb, a candidate for the Selby state senate, said the road was shut all week.",
                "Mayor",
            ),
            (
                "Ann Webb, a University of Harlow biologist, said the road was shut all week.",
                "University of Harlow biologist",
            ),
            ("Ann Webb, the mayor, said the road was shut all week.", "mayor"),
            (
                "Who is Ann Webb, the Norvane leader Chile has called a crook? Ann Webb said no to it.",
                "Norvane leader",
            ),
            ("Ann Webb, the mayor, and Tom Hale said the road was shut all week.", "mayor"),
            ("The road is shut, said Ann Webb, the mayor, in a statement.", "mayor"),
            (
                "Ann Webb, a 43-year-old Selby resident, said the road was shut all week.",
                "Selby resident",
            ),
            ("Ann Webb, farmers said, was right. Ann Webb said the road was shut all week.", "-"),
            (
                "Ann Webb, a court filing said, was right. Ann Webb said the road was shut all week.",
                "-",
            ),
        ];
        for (copy, right) in cases {
            assert_eq!(title_of(copy, "Ann Webb"), right, "{copy}");
        }
    }
}
