//! Where a sentence ends, and where it does not.

use std::ops::Range;

use super::text::{Sentence, Text};
use super::token::{Kind, Token};
use crate::lexicon::{Class, Classes, Lexicon};

/// Text without a full stop, such as a long list, is cut after so many tokens: the stages behind
/// look at a whole sentence for each of its verbs.
const LONGEST: usize = 400;

/// Words with which a sentence can go on behind "U.S." only if it is a new one.
const STARTERS: [&str; 22] = [
    "the", "a", "an", "in", "on", "at", "he", "she", "it", "they", "we", "i", "but", "and", "this",
    "that", "these", "those", "his", "her", "their", "there",
];

/// Splits the tokens from `first` on, which are block `block`, into sentences.
///
/// Inside a quotation nothing ends. A quotation that itself ends in a full stop ends the sentence
/// when a capital letter follows: “Go.” She left. | “Go,” she said.
pub(super) fn split(text: &mut Text<'_>, first: usize, block: usize, lexicon: &Lexicon) {
    let end = text.tokens.len();
    let mut start = first;
    let mut at = first;
    let mut quotations = text
        .quotations
        .iter()
        .rev()
        .take_while(|q| q.tokens.start >= first)
        .filter(|q| q.depth == 0);
    let mut outer: Vec<Range<usize>> = quotations.by_ref().map(|q| q.tokens.clone()).collect();
    while at < end {
        if let Some(quotation) = outer.pop_if(|q| q.start == at) {
            at = quotation.end;
            let inside = &text.tokens[quotation];
            let last = inside.iter().rev().find(|t| t.kind != Kind::CloseQuote);
            if !last.is_some_and(|t| t.kind == Kind::Stop) || !begins_sentence(text.tokens.get(at))
            {
                continue;
            }
        } else {
            let token = &text.tokens[at];
            at += 1;
            let endless = at - start >= LONGEST;
            if !endless && !ends_sentence(token, text.tokens.get(at), lexicon) {
                continue;
            }
            // A bracket or stray mark behind the stop still belongs to the sentence.
            while at < end && matches!(text.tokens[at].kind, Kind::CloseBracket | Kind::CloseQuote)
            {
                at += 1;
            }
        }
        text.sentences.push(Sentence { tokens: start..at, block });
        start = at;
    }
    if start < end {
        text.sentences.push(Sentence { tokens: start..end, block });
    }
}

/// True when `token` ends its sentence, seen with the token behind it.
fn ends_sentence(token: &Token<'_>, behind: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
    match token.kind {
        Kind::Stop => behind.is_none_or(|next| {
            matches!(next.kind, Kind::CloseBracket | Kind::CloseQuote)
                || begins_sentence(Some(next))
        }),
        Kind::Word if token.text.ends_with('.') => behind.is_some_and(|next| {
            next.is_capitalised()
                && STARTERS.iter().any(|word| next.reads(word))
                && lexicon.is_abbreviation(token.text, Classes::of(&[Class::AbbreviationFinal]))
        }),
        _ => false,
    }
}

/// True when a sentence can begin with `token`, or nothing follows.
fn begins_sentence(token: Option<&Token<'_>>) -> bool {
    token.is_none_or(|t| match t.kind {
        Kind::Word => !t.text.starts_with(char::is_lowercase),
        Kind::Number | Kind::OpenQuote | Kind::OpenBracket | Kind::Dash | Kind::Symbol => true,
        _ => false,
    })
}
