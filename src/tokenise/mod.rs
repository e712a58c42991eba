//! Takes a [`Draft`]. Gives [`Text`]: tokens, quotations, sentences.
//! Never fails, and loses nothing: the tokens and the gaps between them are the draft, byte for
//! byte.

mod quote;
mod sentence;
pub mod token;
mod word;

use std::ops::Range;

pub use quote::{Closed, Mark, Quotation};
pub use sentence::Sentence;

use crate::lexicon::Lexicon;
use crate::read::Draft;
use crate::span::Span;
use token::Token;

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

    /// The tokens of a span. Spans are turned into tokens again and again, so the place to begin is
    /// noted when the text is read, and not searched for.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let near = self.near.get(span.start / STEP).copied().unwrap_or(self.tokens.len());
        let before = self.tokens[near..].iter().take_while(|t| t.span.end <= span.start).count();
        let first = near + before;
        let count = self.tokens[first..].iter().take_while(|t| t.span.start < span.end).count();
        first..first + count
    }

    /// The tokens of a span themselves.
    pub(crate) fn tokens_in(&self, span: Span) -> &[Token<'d>] {
        &self.tokens[self.within(span)]
    }

    /// Notes for every so many bytes of a draft which token to begin with.
    fn note_places(&mut self, bytes: usize) {
        let mut token = 0;
        for place in (0..=bytes).step_by(STEP) {
            while self.tokens.get(token).is_some_and(|t| t.span.end <= place) {
                token += 1;
            }
            self.near.push(token);
        }
    }
}

/// Splits a draft into tokens, pairs its quotation marks and finds its sentences.
#[must_use]
pub fn tokenise<'d>(draft: &'d Draft, lexicon: &Lexicon) -> Text<'d> {
    let mut text = Text::default();
    // A mark that a paragraph leaves open can be taken up by the next one.
    let mut open = None;
    for (block, part) in draft.blocks.iter().enumerate() {
        let first = text.tokens.len();
        word::split(&draft.text, part.span, lexicon, &mut text.tokens);
        open = quote::pair(&mut text, first, block, open);
        text.blocks.push(first..text.tokens.len());
        sentence::split(&mut text, first, block, lexicon);
    }
    text.note_places(draft.text.len());
    text
}
