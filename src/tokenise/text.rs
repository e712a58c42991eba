//! A draft in tokens, with its sentences and quotations.

use std::ops::Range;

use serde::Serialize;

use super::token::Token;
use crate::span::Span;

/// A draft in tokens.
#[derive(Debug, Default)]
pub struct Text<'d> {
    /// Every word and mark, in order.
    pub tokens: Vec<Token<'d>>,
    /// For each block of the draft, its tokens.
    pub blocks: Vec<Range<usize>>,
    /// Sentences of the writer, in order; a quotation never spans two of them.
    pub sentences: Vec<Sentence>,
    /// Quotations in the order of their opening marks, inner ones behind the outer.
    pub quotations: Vec<Quotation>,
    /// For every [`STEP`]th byte of the draft, the first token that ends behind it.
    near: Vec<usize>,
}

/// How many bytes of the draft share an entry of [`Text::near`].
const STEP: usize = 32;

impl<'d> Text<'d> {
    /// Where tokens stand in the draft, from the first to the last; there must be one.
    pub(crate) fn span_of(&self, tokens: &Range<usize>) -> Span {
        self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span)
    }

    /// The quotations that begin in a sentence and stand in no other one, in order.
    pub(crate) fn quotations_in(&self, sentence: &Sentence) -> impl Iterator<Item = usize> + '_ {
        let Range { start, end } = sentence.tokens;
        let from = self.quotations.partition_point(|q| q.tokens.start < start);
        (from..self.quotations.len())
            .take_while(move |q| self.quotations[*q].tokens.start < end)
            .filter(|q| self.quotations[*q].depth == 0)
    }

    /// True for a token in a quotation.
    pub(crate) fn is_quoted(&self, token: usize) -> bool {
        let next = self.quotations.partition_point(|q| q.tokens.start <= token);
        let outer = self.quotations[..next].iter().rev().find(|q| q.depth == 0);
        outer.is_some_and(|q| q.tokens.contains(&token))
    }

    /// The first token that does not begin before a place.
    pub(crate) fn first_from(&self, place: usize) -> usize {
        let near = self.near(place);
        near + self.tokens[near..].iter().take_while(|t| t.span.start < place).count()
    }

    /// The first token that ends behind a place.
    pub(crate) fn first_behind(&self, place: usize) -> usize {
        let near = self.near(place);
        near + self.tokens[near..].iter().take_while(|t| t.span.end <= place).count()
    }

    /// A token that is not behind a place, and near it.
    fn near(&self, place: usize) -> usize {
        self.near.get(place / STEP).copied().unwrap_or(self.tokens.len())
    }

    /// The tokens of a span. Spans are turned into tokens again and again, so the place to begin is
    /// noted when the text is read, and not searched for.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let first = self.first_behind(span.start);
        let count = self.tokens[first..].iter().take_while(|t| t.span.start < span.end).count();
        first..first + count
    }

    /// The tokens of a span themselves.
    pub(crate) fn tokens_in(&self, span: Span) -> &[Token<'d>] {
        &self.tokens[self.within(span)]
    }

    /// Notes for every so many bytes of a draft which token to begin with.
    pub(super) fn note_places(&mut self, bytes: usize) {
        let mut token = 0;
        for place in (0..=bytes).step_by(STEP) {
            while self.tokens.get(token).is_some_and(|t| t.span.end <= place) {
                token += 1;
            }
            self.near.push(token);
        }
    }
}

/// The family of a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// `"`, `“ ”`, `''`, `„`
    Double,
    /// `'`, `‘ ’`
    Single,
    /// `« »`, `‹ ›`
    Guillemet,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Closed {
    /// With its closing mark.
    Yes,
    /// With its paragraph; the next one takes it up with a new opening mark.
    TakenUp,
    /// Not at all: the closing mark is missing.
    No,
}

/// A stretch of text in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// The block it stands in.
    pub block: usize,
    /// How many quotations it stands inside.
    pub depth: u8,
    /// Its marks.
    pub mark: Mark,
    /// How it ends.
    pub closed: Closed,
    /// The quotation it takes up again.
    pub takes_up: Option<usize>,
}

/// A sentence in the writer's voice, with the quotations in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, end mark included.
    pub tokens: Range<usize>,
    /// The block it stands in.
    pub block: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    #[test]
    fn a_span_finds_its_tokens_wherever_it_begins() {
        let copy = "The council of Norby shut its only bridge on Monday, Tom Hale said. ".repeat(3);
        let (draft, text, _) = tagged(&copy);
        for first in 0..text.tokens.len() {
            for last in first..text.tokens.len() {
                assert_eq!(text.within(text.span_of(&(first..last + 1))), first..last + 1);
            }
        }
        for place in 0..draft.text.len() + 99 {
            let first = text.tokens.partition_point(|t| t.span.start < place);
            assert_eq!(text.first_from(place), first);
        }
        assert_eq!(text.within(Span::new(3, 4)), 1..1, "a blank has no token");
        assert_eq!(text.within(Span::new(4, 5)), 1..2, "a part of a token is its token");
        assert!(text.within(Span::new(draft.text.len() + 99, draft.text.len() + 99)).is_empty());
        assert_eq!(text.tokens_in(Span::new(0, 11)).len(), 2);
    }
}
