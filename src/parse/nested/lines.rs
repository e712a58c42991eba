//! The lines in which the words of a content stand, folded for the grammar.

use std::ops::Range;

use crate::parse::folded::Line;
use crate::read::Draft;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};

/// A line, and which of its tokens are what is said.
pub(super) struct Said<'d> {
    pub(super) line: Line<'d>,
    pub(super) range: Range<usize>,
    /// True for words in quotation marks: the speaker's own.
    pub(super) quoted: bool,
}

/// The lines of a piece of content: its sentence, or the sentences in its quotation marks.
///
/// > Hale said **“The road is wet. | Penn says it is shut.”**
pub(super) fn lines<'d>(draft: &'d Draft, text: &Text<'d>, tokens: Range<usize>) -> Vec<Said<'d>> {
    let number = text.sentences.partition_point(|s| s.tokens.end <= tokens.start);
    let Some(sentence) = text.sentences.get(number) else { return Vec::new() };
    let inside: Vec<usize> = text.quotations_in(sentence).collect();
    let quotations = inside.iter().map(|q| &text.quotations[*q].tokens);
    let speeches: Vec<Range<usize>> =
        quotations.filter(|q| tokens.start <= q.start && q.end <= tokens.end).cloned().collect();
    let quoted = |at: usize| speeches.iter().any(|q| q.contains(&at));
    let own = tokens.clone().any(|at| !quoted(at) && text.tokens[at].is_wordlike());
    if own {
        let line = Line::fold(text, &draft.text, number, sentence, &inside);
        let begins = line.originals.iter().position(|range| range.start == tokens.start);
        let ends = line.originals.iter().rposition(|range| range.end <= tokens.end);
        let range = begins.zip(ends).map(|(begins, ends)| begins..ends + 1);
        let range = range.filter(|range| !range.is_empty());
        return range.map(|range| Said { line, range, quoted: false }).into_iter().collect();
    }
    let parts = speeches.into_iter().flat_map(|q| sentences(text, q));
    parts.filter_map(|part| speech(draft, text, number, part)).collect()
}

/// The sentences in quotation marks.
fn sentences(text: &Text<'_>, quotation: Range<usize>) -> Vec<Range<usize>> {
    let mark = |t: &Token<'_>| matches!(t.kind, Kind::OpenQuote | Kind::CloseQuote);
    let start = quotation.start + usize::from(mark(&text.tokens[quotation.start]));
    let last = quotation.end - 1;
    let end = if last >= start && mark(&text.tokens[last]) { last } else { quotation.end };
    let mut all = Vec::new();
    let mut begins = start;
    for at in start..end {
        if text.tokens[at].kind == Kind::Stop || at + 1 == end {
            all.push(begins..at + 1);
            begins = at + 1;
        }
    }
    all
}

/// A sentence in quotation marks as a line; quotations in it are folded too.
fn speech<'d>(
    draft: &'d Draft,
    text: &Text<'d>,
    number: usize,
    part: Range<usize>,
) -> Option<Said<'d>> {
    let mut line = Line {
        tokens: Vec::with_capacity(part.len()),
        originals: Vec::with_capacity(part.len()),
        quotations: Vec::with_capacity(part.len()),
        sentence: number,
        block: text.sentences[number].block,
    };
    let mut at = part.start;
    while at < part.end {
        let next = text.quotations.partition_point(|q| q.tokens.start < at);
        let inner = text.quotations.get(next).map(|q| q.tokens.clone());
        if let Some(inner) = inner.filter(|q| q.start == at && q.end <= part.end) {
            line.push_quotation(text, &draft.text, next);
            at = inner.end;
        } else {
            line.push(text.tokens[at], at..at + 1, None);
            at += 1;
        }
    }
    let range = 0..line.tokens.len();
    (!range.is_empty()).then_some(Said { line, range, quoted: true })
}
