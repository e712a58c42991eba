//! The sentence that a finding is about, wrapped, with the words underlined.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::words::drives;
use crate::read::Draft;
use crate::span::Span;

/// One line is looked for in so many times its width on both sides of the words.
const NEAR: usize = 4;

/// How many characters of the paragraph are shown before and after the words.
const AROUND: usize = 160;

/// A line of text and the line of marks below it; no marks, no line.
pub(super) type UnderlinedLine = (String, Option<String>);

/// The lines of an excerpt around the words that a message names, `width` columns wide.
pub(super) fn lines(draft: &Draft, named: &[Span], width: usize) -> Vec<UnderlinedLine> {
    let Some(span) = named.iter().copied().reduce(Span::to) else { return Vec::new() };
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
        let at = window.start + offset;
        let at = Span::new(at, at + char.len_utf8());
        let inside = named.iter().any(|span| span.contains(at));
        if char.is_whitespace() {
            if !space {
                text.push(' ');
                marked.push(inside);
            }
            space = true;
        } else {
            text.push(safe(char));
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

/// One line of the paragraph around some words, `width` columns wide, and the marks below them.
pub(super) fn line(draft: &Draft, named: &[Span], width: usize) -> (String, String) {
    let Some(first) = named.first().copied() else { return Default::default() };
    let source = source(draft, first);
    let (block, end) = (block_start(draft, first), block_end(draft, first));
    // No more of a long paragraph than can be shown.
    let near = width.saturating_mul(NEAR);
    let start = before(source, block, first.start, near);
    let end = after(source, first.start, end, near);
    // The text on one line; for each character its columns and whether it is marked.
    let mut cells: Vec<(char, usize, bool)> = Vec::new();
    for (offset, char) in source[start..end].char_indices() {
        let at = Span::new(start + offset, start + offset + char.len_utf8());
        let marked = named.iter().any(|span| span.contains(at));
        let char = if char.is_whitespace() { ' ' } else { safe(char) };
        if char == ' ' && cells.last().is_none_or(|(last, ..)| *last == ' ') {
            continue;
        }
        cells.push((char, char.width().unwrap_or(0), marked));
    }
    let (from, to) = window_of(&cells, width);
    let mut text = String::new();
    let mut marks = String::new();
    if from > 0 {
        text.push_str("… ");
        marks.push_str("  ");
    }
    for (char, columns, marked) in &cells[from..to] {
        text.push(*char);
        marks.push_str(&if *marked { "~" } else { " " }.repeat(*columns));
    }
    if to < cells.len() {
        text.truncate(text.trim_end().len());
        text.push_str(" …");
    }
    (text.trim_end().to_owned(), marks.trim_end().to_owned())
}

/// A place some characters before another, not before a first one.
fn before(text: &str, first: usize, at: usize, characters: usize) -> usize {
    let cut = text[first..at].char_indices().rev().nth(characters);
    cut.map_or(first, |(cut, _)| first + cut)
}

/// A place some characters after another, not after a last one.
fn after(text: &str, at: usize, last: usize, characters: usize) -> usize {
    text[at..last.max(at)].char_indices().nth(characters).map_or(last, |(cut, _)| at + cut)
}

/// Which of some cells are shown: the marked ones with what is around them, from word to word.
fn window_of(cells: &[(char, usize, bool)], width: usize) -> (usize, usize) {
    let columns = |range: std::ops::Range<usize>| cells[range].iter().map(|c| c.1).sum::<usize>();
    let trimmed = cells.iter().rposition(|c| c.0 != ' ').map_or(0, |at| at + 1);
    if columns(0..trimmed) <= width {
        return (0, trimmed);
    }
    let room = width.saturating_sub(4);
    let first = cells.iter().position(|c| c.2).unwrap_or(0);
    let mut to = first;
    let mut used = 0;
    let last = cells.iter().rposition(|c| c.2).map_or(first, |at| at + 1);
    while to < last && used + cells[to].1 <= room {
        used += cells[to].1;
        to += 1;
    }
    // A third of what is left goes before the words, the rest after them.
    let mut from = first;
    let before = (room - used) / 3;
    let mut taken = 0;
    while from > 0 && taken + cells[from - 1].1 <= before {
        from -= 1;
        taken += cells[from].1;
    }
    used += taken;
    while to < trimmed && used + cells[to].1 <= room {
        used += cells[to].1;
        to += 1;
    }
    while from > 0 && used + cells[from - 1].1 <= room {
        from -= 1;
        used += cells[from].1;
    }
    if from > 0 && cells[from - 1].0 != ' ' {
        from +=
            cells[from..first].iter().position(|c| c.0 == ' ').map_or(first - from, |at| at + 1);
    }
    if to < trimmed && cells[to].0 != ' ' {
        let cut = cells[from..to].iter().rposition(|c| c.0 == ' ').map(|at| from + at);
        to = cut.filter(|at| *at > first).unwrap_or(to);
    }
    (from, to)
}

/// A character that a terminal can take.
fn safe(char: char) -> char {
    if drives(char) { '\u{fffd}' } else { char }
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
    for line in textwrap::wrap(text, options(width)) {
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

/// Lines are filled one after the other: no line is longer than the page, words longer than that are broken.
fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .break_words(true)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
}

/// A text wrapped after a first indent and a further one.
pub(super) fn indented(text: &str, first: &str, further: &str, width: usize) -> Vec<String> {
    let width = width.max(further.width() + 20);
    let options = options(width).initial_indent(first).subsequent_indent(further);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_underlined_by_display_width() {
        let draft = Draft::new("t", "Zoë 東京 said it was shut.\n\nEnd.");
        let at = draft.text.find("said").unwrap();
        let found = lines(&draft, &[Span::new(at, at + 4)], 60);
        assert_eq!(found[0].1.as_deref(), Some("         ~~~~"));
    }

    #[test]
    fn a_long_paragraph_is_cut_around_the_words() {
        let text = format!("{}said{}", "word ".repeat(400), " word".repeat(400));
        let draft = Draft::new("t", text.as_str());
        let at = draft.text.find("said").unwrap();
        let found = lines(&draft, &[Span::new(at, at + 4)], 80);
        assert!(found.len() <= 6, "{found:?}");
        assert!(found[0].0.starts_with('…'));
    }
}
