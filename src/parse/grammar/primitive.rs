//! The primitives of the grammar: the next token, if it is of some kind.

use nom::IResult;
use nom::Input;

use super::input::Tokens;
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Token};

/// "No match" is the usual answer and carries no news, so its error is `()`.
pub(crate) type Match<'t, 'd, T> = IResult<Tokens<'t, 'd>, T, ()>;

/// The one primitive: the next token, if it passes `test`.
pub(crate) fn such<'t, 'd: 't>(
    test: impl Fn(&Token<'_>) -> bool + Copy,
) -> impl Fn(Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> + Copy {
    move |i| match i.first() {
        Some(token) if test(token) => Ok((i.take_from(1), token)),
        _ => Err(nom::Err::Error(())),
    }
}

/// A token of a kind: `kind(Kind::Comma)`.
pub(crate) fn kind<'t, 'd: 't>(
    kind: Kind,
) -> impl Fn(Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> + Copy {
    such(move |t| t.kind == kind)
}

/// A word that the lexicon puts in a class: `class(Class::Role)`.
pub(crate) fn class<'t, 'd: 't>(
    class: Class,
) -> impl Fn(Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> + Copy {
    such(move |t| t.is(class))
}

/// A word spelled so, in any case: `word("of")`.
pub(crate) fn word<'t, 'd: 't>(
    text: &'static str,
) -> impl Fn(Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> + Copy {
    such(move |t| t.reads(text))
}

/// One of a set of function words: `among(FunctionWord::That)`.
pub(crate) fn among<'t, 'd: 't>(
    set: FunctionWord,
) -> impl Fn(Tokens<'t, 'd>) -> Match<'t, 'd, &'t Token<'d>> + Copy {
    such(move |t| t.among(set))
}
