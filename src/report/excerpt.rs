//! The sentence that a finding is about, wrapped, with the words underlined.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::read::Draft;
use crate::span::Span;

/// How many characters of the paragraph stand before and behind the words.
const AROUND: usize = 160;

/// A line of text and the line of marks below it; no marks, no line.
pub(super) type UnderlinedLine = (String, Option<String>);

/// The lines of an excerpt around `span`, `width` columns wide.
pub(super) fn lines(draft: &Draft, span: Span, width: usize) -> Vec<UnderlinedLine> {
    let window = window(draft, span);
    let source = source(draft, span);
    let mut text = String::new();
    let mut marked: Vec<bool> = Vec::new();
    if window.start > block_start(draft, span) {
        text.push_str("… ");
        marked.extend([false, false]);
    }
    let mut space = true;
    for (offset, char) in window.of(source).char_indices() {
        let inside = span
            .contains(Span::new(window.start + offset, window.start + offset + char.len_utf8()));
        let char = if char.is_control() && !char.is_whitespace() { '\u{fffd}' } else { char };
        if char.is_whitespace() {
            if !space {
                text.push(' ');
                marked.push(inside);
            }
            space = true;
        } else {
            text.push(char);
            marked.push(inside);
            space = false;
        }
    }
    if window.end < block_end(draft, span) {
        text.push_str(" …");
        marked.extend([false, false]);
    }
    wrap(&text, &marked, width.max(20))
}

/// The part of the paragraph that is shown.
fn window(draft: &Draft, span: Span) -> Span {
    let (start, end) = (block_start(draft, span), block_end(draft, span));
    let mut from = start;
    let source = source(draft, span);
    let before = &source[start..span.start];
    if let Some((cut, _)) = before.char_indices().rev().nth(AROUND) {
        from = start + cut + before[cut..].find(' ').map_or(0, |gap| gap + 1);
    }
    let mut to = end;
    let behind = &source[span.end.min(end)..end];
    if let Some((cut, _)) = behind.char_indices().nth(AROUND) {
        let cut = behind[..cut].rfind(' ').unwrap_or(cut);
        to = span.end + cut;
    }
    Span::new(from, to.max(from))
}

/// The text in which some words can be read: notes to `whosaid` are blank in the draft's own.
fn source(draft: &Draft, span: Span) -> &str {
    if note(draft, span).is_some() { draft.as_read() } else { &draft.text }
}

/// The note to `whosaid` in which some words stand.
fn note(draft: &Draft, span: Span) -> Option<Span> {
    let behind = draft.directives.partition_point(|note| note.span.start <= span.start);
    let note = draft.directives[..behind].last()?.span;
    note.contains(span).then_some(note)
}

fn block_start(draft: &Draft, span: Span) -> usize {
    if let Some(note) = note(draft, span) {
        return note.start;
    }
    let behind = draft.blocks.partition_point(|b| b.span.start <= span.start);
    let block = draft.blocks[..behind].last().filter(|b| span.start < b.span.end);
    block.map_or(span.start, |b| b.span.start)
}

fn block_end(draft: &Draft, span: Span) -> usize {
    if let Some(note) = note(draft, span) {
        return note.end;
    }
    let behind = draft.blocks.partition_point(|b| b.span.start < span.end);
    let block = draft.blocks[..behind].last().filter(|b| span.end <= b.span.end);
    block.map_or(span.end, |b| b.span.end)
}

/// Wraps a text and the marks below it.
fn wrap(text: &str, marked: &[bool], width: usize) -> Vec<UnderlinedLine> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut lines = Vec::new();
    for line in textwrap::wrap(text, textwrap::Options::new(width).break_words(true)) {
        while at < chars.len() && chars[at] == ' ' {
            at += 1;
        }
        let count = line.chars().count();
        let here = &marked[at..(at + count).min(marked.len())];
        let marks = here.iter().any(|m| *m).then(|| {
            let mut marks = String::new();
            for (char, mark) in line.chars().zip(here) {
                let sign = if *mark { "~" } else { " " };
                marks.push_str(&sign.repeat(char.width().unwrap_or(0)));
            }
            marks.trim_end().to_owned()
        });
        at += count;
        lines.push((line.into_owned(), marks));
    }
    lines
}

/// A text wrapped behind a first indent and a further one.
pub(super) fn indented(text: &str, first: &str, further: &str, width: usize) -> Vec<String> {
    let width = width.max(further.width() + 20);
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(further);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_underlined_by_display_width() {
        let draft = Draft::new("t", "Zoë 東京 said it was shut.\n\nEnd.");
        let at = draft.text.find("said").unwrap();
        let found = lines(&draft, Span::new(at, at + 4), 60);
        assert_eq!(found[0].1.as_deref(), Some("         ~~~~"));
    }

    #[test]
    fn a_long_paragraph_is_cut_around_the_words() {
        let text = format!("{}said{}", "word ".repeat(400), " word".repeat(400));
        let draft = Draft::new("t", text.as_str());
        let at = draft.text.find("said").unwrap();
        let found = lines(&draft, Span::new(at, at + 4), 80);
        assert!(found.len() <= 6, "{found:?}");
        assert!(found[0].0.starts_with('…'));
    }
}
