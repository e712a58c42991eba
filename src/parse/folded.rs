//! A sentence as the grammar sees it: every quotation in it is one token.
//!
//! So that “…,” said Hale has three parts, not thirty.

use std::ops::Range;

use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::tokenise::{Sentence, Text};

/// A sentence with its quotations folded.
#[derive(Debug)]
pub(crate) struct Line<'d> {
    /// Its tokens; a quotation is one of kind [`Kind::Quotation`].
    pub(crate) tokens: Vec<Token<'d>>,
    /// For each token, the tokens of the text it stands for.
    pub(crate) originals: Vec<Range<usize>>,
    /// For each token that is a quotation, its index in [`Text::quotations`].
    pub(crate) quotations: Vec<Option<usize>>,
    /// Index into [`Text::sentences`].
    pub(crate) sentence: usize,
    /// Index into the draft's blocks.
    pub(crate) block: usize,
}

impl<'d> Line<'d> {
    /// Folds the quotations of a sentence. `quotations` are the outer ones that start in it.
    pub(crate) fn fold(
        text: &Text<'d>,
        draft: &'d str,
        number: usize,
        sentence: &Sentence,
        quotations: &[usize],
    ) -> Self {
        let mut line = Self {
            tokens: Vec::with_capacity(sentence.tokens.len()),
            originals: Vec::with_capacity(sentence.tokens.len()),
            quotations: Vec::with_capacity(sentence.tokens.len()),
            sentence: number,
            block: sentence.block,
        };
        let mut at = sentence.tokens.start;
        let mut quotations = quotations.iter().copied().peekable();
        while at < sentence.tokens.end {
            let folded = quotations.next_if(|&q| text.quotations[q].tokens.start == at);
            let Some(quotation) = folded else {
                line.push(text.tokens[at], at..at + 1, None);
                at += 1;
                continue;
            };
            at = text.quotations[quotation].tokens.end;
            line.push_quotation(text, draft, quotation);
        }
        line
    }

    /// Adds a quotation at the end, as one token.
    pub(crate) fn push_quotation(&mut self, text: &Text<'d>, draft: &'d str, quotation: usize) {
        let inside = text.quotations[quotation].tokens.clone();
        let span = text.tokens[inside.start].span.to(text.tokens[inside.end - 1].span);
        let mut token = Token::new(span, span.of(draft), Kind::Quotation);
        token.pos = Pos::Nn;
        token.hint = text.tokens[(inside.start + 1).min(inside.end - 1)].hint;
        self.push(token, inside, Some(quotation));
    }

    /// Adds a token that stands for some of the text.
    pub(crate) fn push(
        &mut self,
        token: Token<'d>,
        original: Range<usize>,
        quotation: Option<usize>,
    ) {
        self.tokens.push(token);
        self.originals.push(original);
        self.quotations.push(quotation);
    }

    /// The tokens of the text that a range of the line's tokens stands for.
    pub(crate) fn original(&self, range: &Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.originals.get(range.start).map_or(0, |token| token.start);
            return at..at;
        }
        self.originals[range.start].start..self.originals[range.end - 1].end
    }

    /// Where a range of the line's tokens stands in the draft.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span.to(self.tokens[range.end - 1].span)
    }
}

/// True when a quotation is somebody speaking, not a word or a title in quotation marks: it begins
/// like a sentence and has a few words, or ends with a mark of its own.
pub(crate) fn is_speech(token: &Token<'_>) -> bool {
    if token.kind != Kind::Quotation {
        return false;
    }
    let inner = token.text.trim_matches(is_mark);
    let words = inner.split_whitespace().take(4).count();
    let capital = inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '…');
    let own_end = inner.ends_with(['.', '!', '?', '…']);
    capital && (words >= 4 || own_end || inner.ends_with(',')) || own_end && words >= 4
}

/// True when the words in the marks end with a comma, a full stop or the like.
pub(crate) fn ends_clause(token: &Token<'_>) -> bool {
    token.text.trim_end_matches(is_mark).ends_with([',', '.', '!', '?', '…', '-', '—'])
}

/// True when the words in the marks end with a question mark.
pub(crate) fn is_question(token: &Token<'_>) -> bool {
    token.text.trim_end_matches(is_mark).ends_with('?')
}

/// A quotation mark of any kind.
const fn is_mark(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '\'' | '‘' | '’' | '«' | '»' | '‹' | '›' | '`' | ' ')
}
