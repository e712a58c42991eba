//! Places in a draft, as links.

use serde::Serialize;

use super::marks::anchor;
use super::voices::words;
use crate::report::checked::Checked;
use crate::span::Span;

/// A place in the draft.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    /// "line 14", "paragraph 3"
    name: String,
    /// Where its link leads on the page: "a3", "p2"; nowhere for what is no part of the text.
    to: Option<String>,
}

/// The place of an attribution.
pub(super) fn of_attribution(checked: &Checked, n: usize) -> Place {
    let attribution = &checked.verdict.parsed.attributions[n];
    let first = attribution.content.first().copied().unwrap_or(attribution.span());
    let in_text = paragraph(checked, first).is_some();
    Place { name: checked.draft.where_is(first.start).to_string(), to: in_text.then(|| anchor(n)) }
}

/// The place of some words: their paragraph.
pub(super) fn of_words(checked: &Checked, span: Span) -> Place {
    let name = checked.draft.where_is(span.start).to_string();
    Place { name, to: paragraph(checked, span).map(|n| format!("p{n}")) }
}

/// The place of a finding: its words where they are marked, else its paragraph.
pub(super) fn of_finding(checked: &Checked, span: Span, number: usize) -> Place {
    let marked = !checked.draft.words(span).trim().is_empty() && paragraph(checked, span).is_some();
    if marked {
        let name = checked.draft.where_is(span.start).to_string();
        return Place { name, to: Some(format!("f{number}")) };
    }
    of_words(checked, span)
}

/// The number of the paragraph in which words begin.
pub(super) fn paragraph(checked: &Checked, span: Span) -> Option<usize> {
    let blocks = &checked.draft.blocks;
    let next = blocks.partition_point(|block| block.span.end <= span.start);
    blocks.get(next).filter(|block| block.span.start <= span.start).map(|_| next + 1)
}

/// The words of a span, on one line and cut.
pub(super) fn excerpt(checked: &Checked, span: Span) -> String {
    /// So many characters of another place are shown.
    const LONGEST: usize = 120;
    cut(&words(checked.draft.words(span)), LONGEST)
}

/// A text cut to some characters.
pub(super) fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
