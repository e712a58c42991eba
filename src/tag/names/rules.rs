//! What rules know of names: where the core of one is, who stands in one with whom, what letters in
//! brackets stand for.

use std::cmp::Reverse;
use std::ops::Range;

use super::features::has_capital as is_name_like;
use super::name::{Name, NameKind};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// Words that make a name that of a paper.
const PAPERS: Classes = Classes::of(&[Class::Document, Class::CourtRecord]);

/// A name of a kind that was learned, with its core.
pub(super) fn name(
    tokens: &[Token<'_>],
    whole: Range<usize>,
    kind: NameKind,
    sureness: u8,
) -> Name {
    let core = core(tokens, &whole);
    let last = &tokens[core.end - 1];
    let many = last.pos == Pos::Nnps || last.is(Class::People);
    let kind = match kind {
        NameKind::Person if many && core.len() == 1 => NameKind::Group,
        NameKind::Other if tokens[core.clone()].iter().any(|t| t.classes.any(PAPERS)) => {
            NameKind::Document
        }
        kind => kind,
    };
    Name { tokens: whole, core, kind, sureness }
}

/// From the first proper noun of a name to the last one before what is hung on it.
///
/// > the **Harlow Board of Works**, which shut the road
pub(crate) fn core(tokens: &[Token<'_>], whole: &Range<usize>) -> Range<usize> {
    let begins = |t: &Token<'_>| is_name_like(t) && !matches!(t.pos, Pos::Dt | Pos::PrpS);
    let start = whole.clone().find(|at| begins(&tokens[*at])).unwrap_or(whole.start);
    let mut end = start + 1;
    for (at, token) in tokens.iter().enumerate().take(whole.end).skip(end) {
        if is_name_like(token) {
            end = at + 1;
        } else if !is_inside(token) {
            break;
        }
    }
    start..end
}

/// True for a small word or a mark that can stand inside a name.
fn is_inside(token: &Token<'_>) -> bool {
    token.among(FunctionWord::BodyNameLink)
        || token.among(FunctionWord::And)
        || token.is(Class::NameParticle)
        || token.is_possessive()
        || matches!(token.pos, Pos::Dt | Pos::Cd | Pos::Sym)
        || matches!(token.kind, Kind::OpenQuote | Kind::CloseQuote)
}

/// The names of a draft with what rules add to them, in order, each before those inside it.
pub(super) fn complete(tokens: &[Token<'_>], mut names: Vec<Name>) -> Vec<Name> {
    let short = short_forms(tokens, &names);
    for name in &mut names {
        let alone = &tokens[name.core.start];
        if name.core.len() == 1
            && let Some((_, kind)) = short.iter().find(|(at, _)| tokens[*at].text == alone.text)
        {
            name.kind = *kind;
        }
    }
    for (at, kind) in short {
        if !names.iter().any(|name| name.tokens.contains(&at)) {
            names.push(Name { tokens: at..at + 1, core: at..at + 1, kind, sureness: 255 });
        }
    }
    let pairs: Vec<Name> = names.iter().filter_map(|name| pair(tokens, name)).flatten().collect();
    names.extend(pairs);
    for name in &mut names {
        add_suffix(tokens, name);
    }
    names.sort_by_key(|name| (name.tokens.start, Reverse(name.tokens.end)));
    names
}

/// The letters in brackets behind the names whose short form they are, with the kind of the name.
///
/// > the Harlow Water Board (**HWB**)
fn short_forms(tokens: &[Token<'_>], names: &[Name]) -> Vec<(usize, NameKind)> {
    let short = |name: &Name| {
        let [open, letters, close, ..] = tokens.get(name.core.end..)? else { return None };
        let brackets = open.kind == Kind::OpenBracket && close.kind == Kind::CloseBracket;
        let full = &tokens[name.core.clone()];
        (brackets && is_short_form(letters.text, full)).then_some((name.core.end + 1, name.kind))
    };
    names.iter().filter_map(short).collect()
}

/// True when letters are the first ones of the words of a name, small words left out or not.
fn is_short_form(letters: &str, full: &[Token<'_>]) -> bool {
    let firsts = |all: bool| {
        let words = full.iter().filter(move |t| t.is_wordlike() && (all || is_name_like(t)));
        words.filter_map(|t| t.text.chars().next()).flat_map(char::to_uppercase)
    };
    let capitals = || letters.chars().flat_map(char::to_uppercase);
    letters.chars().filter(|c| c.is_uppercase()).count() >= 2
        && (capitals().eq(firsts(false)) || capitals().eq(firsts(true)))
}

/// The two persons who are named as one.
///
/// > **Anna Reed** and **Tom Hale** left
fn pair(tokens: &[Token<'_>], name: &Name) -> Option<[Name; 2]> {
    if name.kind != NameKind::Person {
        return None;
    }
    let joint = name.tokens.clone().find(|at| tokens[*at].among(FunctionWord::And))?;
    let both = [name.tokens.start..joint, joint + 1..name.tokens.end];
    let named = |part: &Range<usize>| {
        let last = tokens[part.clone()].last();
        last.is_some_and(|t| is_name_like(t) && t.pos.is_name())
            && is_name_like(&tokens[part.start])
    };
    let one = |part: Range<usize>| self::name(tokens, part, name.kind, name.sureness);
    both.iter().all(named).then(|| both.map(one))
}

/// Adds what stands behind a comma and belongs to a person's name.
///
/// > Tom Hale, **Jr.**, left
fn add_suffix(tokens: &[Token<'_>], name: &mut Name) {
    let end = name.tokens.end;
    if name.kind == NameKind::Person
        && name.core.end == end
        && let [comma, suffix, ..] = &tokens[end..]
        && comma.kind == Kind::Comma
        && suffix.is(Class::NameSuffix)
    {
        name.tokens.end = end + 2;
        name.core.end = end + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    fn ranges(copy: &str) -> (&'static [Token<'static>], Range<usize>) {
        let tokens = &tagged(copy).1.tokens;
        (tokens, 0..tokens.len())
    }

    fn person(copy: &str, whole: Range<usize>) -> Vec<Range<usize>> {
        let (tokens, _) = ranges(copy);
        let found = vec![name(tokens, whole, NameKind::Person, 9)];
        complete(tokens, found).into_iter().map(|name| name.tokens).collect()
    }

    #[test]
    fn the_core_goes_from_the_first_to_the_last_proper_noun() {
        let core = |copy| {
            let (tokens, whole) = ranges(copy);
            core(tokens, &whole)
        };
        assert_eq!(core("the Harlow Board of Works, which shut the road"), 1..5);
        assert_eq!(core("Anna Reed of the council"), 0..2);
        assert_eq!(core("the road"), 0..1);
    }

    #[test]
    fn letters_in_brackets_are_a_short_form() {
        let short = |copy| {
            let (tokens, _) = ranges(copy);
            let found = vec![name(tokens, 0..4, NameKind::Organisation, 9)];
            complete(tokens, found).len()
        };
        assert_eq!(short("the Harlow Water Board (HWB) said no."), 2);
        assert_eq!(short("the Harlow Water Board (NWB) said no."), 1);
        assert_eq!(short("the Harlow Water Board"), 1);
    }

    #[test]
    fn two_persons_are_named_as_one() {
        assert_eq!(person("Anna Reed and Tom Hale left.", 0..5), [0..5, 0..2, 3..5]);
        assert_eq!(person("Anna Reed and the others left.", 0..5), vec![0..5]);
    }

    #[test]
    fn a_suffix_belongs_to_the_name() {
        assert_eq!(person("Tom Hale, Jr., left.", 0..2), vec![0..4]);
        assert_eq!(person("Tom Hale, Anna, left.", 0..2), vec![0..2]);
    }
}
