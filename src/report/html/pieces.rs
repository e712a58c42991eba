//! The paragraphs of a draft cut into pieces. Sources, cues, contents and findings overlap and nest as
//! they like; a piece ends wherever one of them begins or ends, so that the page needs no nested tags.

use serde::Serialize;

use crate::read::Draft;
use crate::report::checked::Checked;
use crate::span::Span;
use crate::verdict::Severity;

/// What some words of a draft are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who says it.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
    /// A finding is about them.
    Flagged(Severity),
    /// They belong to an attribution of which only the place is known.
    Place,
}

/// Some words of a draft, and what they belong to.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) role: Role,
    /// The statements that are lit with it, by number.
    pub(super) statements: Vec<usize>,
    /// The finding, by number.
    pub(super) finding: Option<usize>,
    /// The name of its place, for links: "a3", "f1".
    pub(super) anchor: Option<String>,
    /// True where the numbers of what it belongs to are printed after it.
    pub(super) closes: bool,
}

/// A paragraph, headline, caption …
#[derive(Debug, Serialize)]
pub(super) struct Paragraph<'a> {
    /// Its number in the draft, for links.
    number: usize,
    part: crate::read::Part,
    /// "line", "paragraph"
    unit: &'static str,
    /// The line or the paragraph where it begins.
    at: usize,
    pieces: Vec<Piece<'a>>,
}

/// Words that all belong to the same.
#[derive(Debug, Default, Serialize)]
pub(super) struct Piece<'a> {
    text: &'a str,
    source: bool,
    cue: bool,
    /// How many contents they are in.
    depth: usize,
    /// The worst finding about them.
    level: Option<Severity>,
    statements: Vec<usize>,
    findings: Vec<usize>,
    /// What begins here.
    anchors: Vec<String>,
    /// Statements whose words end here.
    statements_end: Vec<usize>,
    /// Findings whose words end here.
    findings_end: Vec<Ending>,
}

/// The end of the words of a finding.
#[derive(Debug, Serialize)]
struct Ending {
    number: usize,
    level: Severity,
}

/// The paragraphs of a draft, with their marks.
pub(super) fn paragraphs<'a>(checked: &'a Checked, marks: &[Mark]) -> Vec<Paragraph<'a>> {
    let draft = &checked.draft;
    let mut here: Vec<Vec<&Mark>> = vec![Vec::new(); draft.blocks.len()];
    for mark in marks.iter().filter(|mark| !draft.words(mark.span).is_empty()) {
        let first = draft.blocks.partition_point(|block| block.span.end <= mark.span.start);
        let blocks = draft.blocks.iter().enumerate().skip(first);
        for (n, _) in blocks.take_while(|(_, block)| block.span.start < mark.span.end) {
            here[n].push(mark);
        }
    }
    let each = draft.blocks.iter().zip(here).enumerate();
    each.map(|(n, (block, marks))| {
        let location = draft.where_is(block.span.start);
        Paragraph {
            number: n + 1,
            part: block.part,
            unit: location.unit(),
            at: location.number(),
            pieces: pieces(draft, block.span, marks),
        }
    })
    .collect()
}

/// The pieces of a paragraph.
fn pieces<'a>(draft: &'a Draft, block: Span, mut marks: Vec<&Mark>) -> Vec<Piece<'a>> {
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let ends = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]);
    let mut cuts: Vec<usize> = ends.filter(|at| block.start < *at && *at < block.end).collect();
    cuts.extend([block.start, block.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut waiting = marks.into_iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut all = Vec::new();
    for ends in cuts.windows(2) {
        let span = Span::new(ends[0], ends[1]);
        open.retain(|mark| mark.span.end > span.start);
        while let Some(mark) = waiting.next_if(|mark| mark.span.start <= span.start) {
            open.push(mark);
        }
        all.push(piece(draft, span, &open));
    }
    all
}

/// Words with all marks that lie over them.
fn piece<'a>(draft: &'a Draft, span: Span, open: &[&Mark]) -> Piece<'a> {
    let mut piece = Piece { text: draft.words(span), ..Piece::default() };
    for mark in open {
        match mark.role {
            Role::Source => piece.source = true,
            Role::Cue => piece.cue = true,
            Role::Content => piece.depth += 1,
            Role::Flagged(level) => piece.level = piece.level.max(Some(level)),
            Role::Place => {}
        }
        piece.statements.extend(&mark.statements);
        piece.findings.extend(mark.finding);
        if mark.span.start == span.start {
            piece.anchors.extend(mark.anchor.clone());
        }
        if mark.closes && mark.span.end == span.end {
            piece.statements_end.extend(&mark.statements);
            if let (Some(number), Role::Flagged(level)) = (mark.finding, mark.role) {
                piece.findings_end.push(Ending { number, level });
            }
        }
    }
    for numbers in [&mut piece.statements, &mut piece.findings, &mut piece.statements_end] {
        numbers.sort_unstable();
        numbers.dedup();
    }
    piece
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use super::*;
    use crate::{Rulebook, Verdict};

    fn checked(text: &str) -> Checked {
        Checked {
            draft: Draft::new("a.txt", text),
            verdict: Verdict::default(),
            rulebook: Arc::new(Rulebook::built_in()),
            show: Severity::Note,
        }
    }

    fn mark(text: &str, words: &str, role: Role, statement: usize) -> Mark {
        let start = text.find(words).unwrap();
        Mark {
            span: Span::new(start, start + words.len()),
            role,
            statements: vec![statement],
            finding: None,
            anchor: Some(format!("m{statement}")),
            closes: true,
        }
    }

    /// The pieces of all paragraphs: "[words|depth|statements]".
    fn drawn(text: &str, marks: &[Mark]) -> String {
        let checked = checked(text);
        let mut out = String::new();
        for piece in paragraphs(&checked, marks).iter().flat_map(|paragraph| &paragraph.pieces) {
            let _ = write!(out, "[{}|{}|{:?}]", piece.text, piece.depth, piece.statements);
        }
        out
    }

    #[test]
    fn a_mark_inside_another_is_cut_out_of_it() {
        let text = "Hale said Price said it rained.";
        let marks = [
            mark(text, "Price said it rained", Role::Content, 1),
            mark(text, "it rained", Role::Content, 2),
        ];
        assert_eq!(
            drawn(text, &marks),
            "[Hale said |0|[]][Price said |1|[1]][it rained|2|[1, 2]][.|0|[]]"
        );
    }

    #[test]
    fn marks_that_overlap_share_a_piece() {
        let text = "one two three four.";
        let marks = [
            mark(text, "one two three", Role::Content, 1),
            mark(text, "two three four", Role::Content, 2),
        ];
        assert_eq!(drawn(text, &marks), "[one |1|[1]][two three|2|[1, 2]][ four|1|[2]][.|0|[]]");
    }

    #[test]
    fn a_mark_over_two_paragraphs_is_in_both() {
        let text = "It rained on the hall, he said.\n\nIt rained on the mill, he said.";
        let all = mark(text, "hall, he said.\n\nIt rained", Role::Content, 1);
        assert_eq!(
            drawn(text, &[all]),
            "[It rained on the |0|[]][hall, he said.|1|[1]][It rained|1|[1]][ on the mill, he said.|0|[]]"
        );
    }

    #[test]
    fn no_byte_of_a_paragraph_is_lost_or_told_twice() {
        let text = "Zoë said “it 東京 rained”, and then it stopped.";
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let mut marks = Vec::new();
        for (n, start) in chars.iter().enumerate() {
            for end in chars.iter().skip(n + 1).step_by(5) {
                let span = Span::new(*start, *end);
                marks.push(Mark { span, ..mark(text, "Zoë", Role::Content, n) });
            }
        }
        // Ends inside a letter: such a mark is left out.
        marks.push(Mark { span: Span::new(0, 3), ..mark(text, "Zoë", Role::Content, 99) });
        let checked = checked(text);
        let paragraphs = paragraphs(&checked, &marks);
        let words: String = paragraphs[0].pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(words, text);
        assert!(!paragraphs[0].pieces[0].statements.contains(&99));
    }
}
