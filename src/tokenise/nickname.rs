//! A nickname in the middle of a name is one word with its marks, and no quotation.

use super::token::{Kind, Token};
use crate::lexicon::{Class, Classes, FunctionWords, Lexicon};
use crate::span::Span;

/// A nickname has so many words at most.
const LONGEST: usize = 3;
/// First names.
const GIVEN: Classes = Classes::of(&[Class::GivenMale, Class::GivenFemale]);

/// Joins the nicknames among the tokens from `first` on.
///
/// > Dana **“Red”** Mulvey said no.
pub(super) fn join<'d>(
    text: &'d str,
    first: usize,
    in_story: bool,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token<'d>>,
) {
    if !tokens[first..].iter().any(|t| t.kind == Kind::Symbol) {
        return;
    }
    let all = tokens.split_off(first);
    let mut at = 0;
    while at < all.len() {
        let len = nickname(&all, at, in_story, lexicon).unwrap_or(1);
        let mut token = all[at];
        if len > 1 {
            let span = token.span.to(all[at + len - 1].span);
            token = Token::new(span, span.of(text), Kind::Word);
        }
        tokens.push(token);
        at += len;
    }
}

/// How many tokens the nickname at `at` takes, marks included.
fn nickname(all: &[Token<'_>], at: usize, in_story: bool, lexicon: &Lexicon) -> Option<usize> {
    let close = closing(all[at].text).filter(|_| all[at].kind == Kind::Symbol)?;
    let before = &all[at.checked_sub(1)?];
    let words = all[at + 1..].iter().take(LONGEST);
    let count = words.take_while(|t| t.kind == Kind::Word && t.is_capitalised()).count();
    let end = all.get(at + count + 1).filter(|t| t.text == close && count > 0)?;
    let behind = all.get(at + count + 2)?;
    let touch = |a: Span, b: Span| a.end == b.start;
    let set_off = !touch(before.span, all[at].span)
        && touch(all[at].span, all[at + 1].span)
        && touch(all[at + count].span, end.span)
        && !touch(end.span, behind.span);
    let name = |t: &Token<'_>| t.kind == Kind::Word && t.is_capitalised();
    // A headline in capitals sets other words between marks too: Council Backs “Green” Plan.
    let given = lexicon.classes_of(before.text).any(GIVEN);
    let plain = *lexicon.function_of(before.text) == FunctionWords::NONE;
    let fits = name(before) && name(behind) && plain && (given || in_story);
    (set_off && fits).then_some(count + 2)
}

/// The mark that closes what this one opens.
fn closing(mark: &str) -> Option<&'static str> {
    match mark {
        "“" => Some("”"),
        "\"" => Some("\""),
        "‘" => Some("’"),
        "'" => Some("'"),
        "``" | "''" => Some("''"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tagged;

    fn words(copy: &str) -> Vec<&'static str> {
        tagged(copy).1.tokens.iter().map(|t| t.text).filter(|t| t.len() > 4).collect()
    }

    #[test]
    fn a_nickname_is_one_word_of_the_name() {
        for copy in ["Dana “Red” Mulvey left.", "The coach, Rafa “Red” Ortiz, left."] {
            assert!(words(copy).contains(&"“Red”"), "{copy}");
        }
        assert!(words("Dana \"Big Red\" Mulvey left.").contains(&"\"Big Red\""));
    }

    #[test]
    fn a_quotation_between_names_is_none() {
        for copy in [
            "Hale said “No” Monday.",
            "In “Dune” Paul left.",
            "Hale saw “Dune”, Wynne did not.",
            "Dana “red” Mulvey left.",
            "Council Backs “Green” Plan For Harbour",
        ] {
            assert!(!words(copy).iter().any(|w| w.starts_with('“')), "{copy}");
        }
    }
}
