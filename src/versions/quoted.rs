//! What stands in quotation marks, sentence by sentence.

use std::ops::Range;

use super::version::Quote;
use crate::parse::{Attribution, Form};
use crate::read::{Draft, Part};
use crate::span::Span;
use crate::tokenise::token::Kind;
use crate::tokenise::{Closed, Text};

/// A stretch of a draft in quotation marks, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    /// Its tokens, without the marks.
    pub(super) tokens: Range<usize>,
    /// Where it is, marks included.
    pub(super) span: Span,
    /// The number that all paragraphs of one quotation share.
    pub(super) run: usize,
    /// True where its closing mark is there.
    pub(super) closed: bool,
    /// The attribution that it is part of.
    pub(super) of: Option<usize>,
}

/// A quotation is part of one of so many attributions before its end.
const NEAR: usize = 64;

/// All quotations of a draft that are in no other quotation, in order. Lines to the desk have none.
pub(super) fn quoted(draft: &Draft, text: &Text<'_>, attributions: &[Attribution]) -> Vec<Quoted> {
    let mut all: Vec<Quoted> = Vec::new();
    let mut runs: Vec<usize> = Vec::new();
    for (n, quotation) in text.quotations.iter().enumerate() {
        let run = quotation.takes_up.and_then(|before| runs.get(before).copied()).unwrap_or(n);
        runs.push(run);
        let block = &draft.blocks[quotation.block];
        let copy = block.kind.is_story() || matches!(block.part, Part::Caption | Part::PullQuote);
        let Range { start, end } = quotation.tokens;
        if quotation.depth > 0 || !copy || start >= end {
            continue;
        }
        let last = &text.tokens[end - 1];
        let inner = start + 1..if last.kind == Kind::CloseQuote { end - 1 } else { end };
        if inner.is_empty() {
            continue;
        }
        let span = text.tokens[start].span.to(last.span);
        let closed = quotation.closed != Closed::No;
        let of = owner(attributions, span, closed);
        all.push(Quoted { tokens: inner, span, run, closed, of });
    }
    all
}

/// The attribution that a quotation is part of: of several, the one that says least besides.
fn owner(attributions: &[Attribution], span: Span, closed: bool) -> Option<usize> {
    // Whom the speaker quotes is no speaker of the quotation.
    let inside = |a: &Attribution| closed && is_within(a, span);
    let of = |a: &Attribution| !inside(a) && a.content.iter().any(|piece| piece.overlaps(span));
    let before = attributions.partition_point(|a| a.span().start < span.end);
    let near = before.saturating_sub(NEAR);
    let all = attributions[near..before].iter().enumerate().map(|(n, a)| (n + near, a));
    let all = all.filter(|(_, a)| !a.is_guess() && of(a));
    let long = |a: &Attribution| a.content.iter().map(|piece| piece.len()).sum::<usize>();
    all.min_by_key(|(n, a)| (long(a), *n)).map(|(n, _)| n)
}

/// True for what somebody says in a quotation of somebody else: “The mayor told me to sign it.”
pub(super) fn is_within(a: &Attribution, span: Span) -> bool {
    let whole = a.span();
    span.contains(whole) && whole.start > span.start && whole.end < span.end
}

/// The sentences of some quotations of one attribution. Words that only the cue parts are one
/// sentence: “We will,” he said, “not go.”
pub(super) fn sentences(
    draft: &Draft,
    text: &Text<'_>,
    quoted: &[&Quoted],
    attribution: Option<&Attribution>,
) -> Vec<Quote> {
    let mut all: Vec<Quote> = Vec::new();
    let mut before: Option<&Quoted> = None;
    for piece in quoted.iter().copied() {
        let goes_on = before.is_some_and(|before| parted_by_cue(text, before, piece, attribution));
        for (n, span) in split(text, &piece.tokens).into_iter().enumerate() {
            let words = one_line(draft.words(span));
            match all.last_mut().filter(|_| goes_on && n == 0) {
                Some(last) => {
                    let open = last.words.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
                    last.words = format!("{open} {words}");
                    last.run = piece.run;
                }
                None => all.push(Quote { words, run: piece.run, at: span.start }),
            }
        }
        before = Some(piece);
    }
    for quote in &mut all {
        let kept = quote.words.trim_end_matches(|c: char| c == ',' || c.is_whitespace()).len();
        quote.words.truncate(kept);
    }
    all
}

/// What somebody says without marks, in a transcript or a quotation that is set apart.
pub(super) fn unmarked(draft: &Draft, text: &Text<'_>, a: &Attribution) -> Vec<Quote> {
    if a.form != Form::Direct {
        return Vec::new();
    }
    let mut all = Vec::new();
    for piece in &a.content {
        let from = text.tokens.partition_point(|t| t.span.end <= piece.start);
        let to = text.tokens.partition_point(|t| t.span.start < piece.end);
        all.extend(split(text, &(from..to)).into_iter().map(|span| Quote {
            words: one_line(draft.words(span)),
            run: usize::MAX,
            at: span.start,
        }));
    }
    all
}

/// True when nothing but the cue parts two quotations: no sentence ends in the first or between them.
fn parted_by_cue(text: &Text<'_>, one: &Quoted, next: &Quoted, a: Option<&Attribution>) -> bool {
    let gap = one.tokens.end..next.tokens.start;
    let open = gap.start.checked_sub(1).is_some_and(|at| text.tokens[at].kind != Kind::Stop);
    let stops = text.tokens[gap.clone()].iter().any(|token| token.kind == Kind::Stop);
    let within = Span::new(one.span.end, next.span.start.max(one.span.end));
    let cue = a.and_then(|a| a.cue.as_ref()).is_some_and(|cue| within.contains(cue.span));
    open && !stops && cue
}

/// The places of the sentences in some tokens.
fn split(text: &Text<'_>, tokens: &Range<usize>) -> Vec<Span> {
    let mut all = Vec::new();
    let mut first = tokens.start;
    for at in tokens.clone() {
        let token = &text.tokens[at];
        let ends = token.kind == Kind::Stop && !token.text.contains('…') && token.text != "...";
        if (ends || at + 1 == tokens.end) && at >= first {
            let next = text.tokens.get(at + 1).filter(|t| t.kind == Kind::CloseQuote);
            let inner = next.is_some() && at + 1 < tokens.end;
            if inner {
                continue;
            }
            all.push(text.tokens[first].span.to(token.span));
            first = at + 1;
        }
    }
    // A mark by itself belongs to the sentence before it.
    let words = |span: &Span| {
        let from = text.tokens.partition_point(|t| t.span.end <= span.start);
        text.tokens[from..].iter().take_while(|t| t.span.start < span.end).any(|t| t.is_wordlike())
    };
    let mut kept: Vec<Span> = Vec::new();
    for span in all {
        match kept.last_mut() {
            Some(last) if !words(&span) => *last = last.to(span),
            _ => kept.push(span),
        }
    }
    kept
}

/// A text with one blank for each gap.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
