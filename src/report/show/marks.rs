//! Which words of a draft are sources, cues and contents.

use std::cmp::Reverse;

use super::ink::Ink;
use crate::parse::Attribution;
use crate::report::checked::Checked;
use crate::report::who::is_statement;
use crate::span::Span;

/// Words that are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) ink: Ink,
}

/// The attributions that are marked, each with its number: what an editor is shown, without what the
/// program only guesses.
pub(super) fn shown(checked: &Checked) -> impl Iterator<Item = (usize, &Attribution)> {
    let all = checked.verdict.parsed.attributions.iter().enumerate();
    all.filter(|(n, _)| is_statement(checked, *n))
}

/// The marks on each part of a draft, the outer ones first.
pub(super) fn marks(checked: &Checked) -> Vec<Vec<Mark>> {
    let blocks = &checked.draft.blocks;
    let mut marks = vec![Vec::new(); blocks.len()];
    for mark in all(checked) {
        let first = blocks.partition_point(|block| block.span.end <= mark.span.start);
        let on =
            blocks[first..].iter().take_while(|block| block.span.start < mark.span.end).count();
        for here in &mut marks[first..first + on] {
            here.push(mark);
        }
    }
    marks
}

/// All marks of a draft, the outer ones first.
fn all(checked: &Checked) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (_, attribution) in shown(checked) {
        let source = attribution.source.as_ref().map(|source| (source.span, Ink::Source));
        let cue = attribution.cue.as_ref().map(|cue| (cue.span, Ink::Cue));
        let content = attribution.content.iter().map(|span| (*span, Ink::Content));
        for (span, ink) in content.chain(source).chain(cue) {
            let span = trimmed(checked.draft.words(span), span);
            if !span.is_empty() {
                marks.push(Mark { span, ink });
            }
        }
    }
    // A source is inside a content of the same extent, and a cue inside a source.
    let inner = |ink: Ink| [Ink::Content, Ink::Source, Ink::Cue].iter().position(|i| *i == ink);
    marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end), inner(mark.ink)));
    marks.dedup();
    marks
}

/// A span without the space at its ends.
fn trimmed(words: &str, span: Span) -> Span {
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
