//! What the stages before have found out about a draft.

use std::ops::{Deref, Range};

use crate::resolve::Context;
use crate::span::Span;
use crate::weigh::Ledger;

/// All that the stages before have found out about a draft.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Draft, tokens, attributions and speakers.
    pub cx: Context<'a>,
    /// Its claims.
    pub ledger: &'a Ledger,
}

impl<'a> Deref for Reading<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.cx
    }
}

/// Which checks are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that are on by default.
    Default,
    /// All, whatever their default.
    All,
}

impl Reading<'_> {
    /// The tokens of a span.
    pub(super) fn tokens_of(&self, span: Span) -> Range<usize> {
        self.text.within(span)
    }

    /// Where some tokens stand.
    pub(super) fn span_of(&self, tokens: &Range<usize>) -> Span {
        let all = &self.text.tokens;
        if tokens.is_empty() || tokens.end > all.len() {
            return Span::new(0, 0);
        }
        all[tokens.start].span.to(all[tokens.end - 1].span)
    }

    /// The sentence in which a token stands.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.text.sentences.partition_point(|s| s.tokens.start <= token).saturating_sub(1)
    }
}
