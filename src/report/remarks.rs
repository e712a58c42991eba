//! Takes a draft and its findings. Gives what is to be said in the margin of a Word document.

use super::checked::Checked;
use super::words::{and_more, one_line};
use crate::read::{Draft, Remark};
use crate::span::Span;
use crate::verdict::Finding;

/// How many other places a remark names.
const PLACES: usize = 3;

/// A remark for each finding that is shown.
#[must_use]
pub fn remarks(checked: &Checked) -> Vec<Remark> {
    let draft = &checked.draft;
    let shown = checked.shown();
    let remark = |finding: &Finding| {
        let span = words(draft, finding.span);
        let part = draft.part_of(span.start).unwrap_or_default().to_owned();
        Remark { place: draft.place(span), part, text: text(draft, finding) }
    };
    shown.map(remark).collect()
}

/// The words to write a remark at: those of the finding, else the headline or the first paragraph.
fn words(draft: &Draft, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    draft.blocks.first().map_or(span, |block| block.span)
}

/// What a remark says, a line for each thing: the message, other places, the question, the fix, the
/// code.
fn text(draft: &Draft, finding: &Finding) -> String {
    let mut lines = vec![one_line(&finding.message)];
    // What is in the same paragraph is before the reader's eyes.
    let here = draft.where_is(finding.span.start).to_string();
    let places = finding.related.iter().map(|r| (draft.where_is(r.span.start).to_string(), r));
    let places: Vec<_> = places.filter(|(at, _)| *at != here).collect();
    for (at, related) in places.iter().take(PLACES) {
        let words = one_line(draft.words(related.span));
        lines.push(format!("- {at}, {}: {words}", one_line(&related.label)));
    }
    let more = places.len().saturating_sub(PLACES);
    if more > 0 {
        lines.push(format!("- {}", and_more(more)));
    }
    lines.extend(finding.question.as_ref().map(|ask| format!("Ask: {}", one_line(ask))));
    lines.push(format!("Fix: {}", one_line(&finding.help)));
    let also = if finding.also.is_empty() {
        String::new()
    } else {
        format!(" (also {})", finding.also.join(", "))
    };
    lines.push(format!("{} {} {}{also}", finding.severity.name(), finding.code, finding.name));
    lines.join("\n")
}
