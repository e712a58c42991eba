//! The text between tags: entities are decoded, white space is as HTML shows it.

use super::super::document::{NOTE, Writer};
use crate::span::Span;

/// An entity has so many bytes at most: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Writes the text at a span of the source.
pub(super) fn flow(source: &str, span: Span, writer: &mut Writer<'_>) {
    let words = span.of(source);
    let mut from = 0;
    while let Some(at) = words[from..].find(['&', '\0']).map(|at| from + at) {
        writer.flow(Span::new(span.start + from, span.start + at));
        let (len, decoded) = entity(&words[at..]);
        let place = Span::new(span.start + at, span.start + at + len);
        match decoded.as_deref() {
            Some(" ") => writer.space(place),
            // Blanks at the beginning of a piece are none of its words.
            Some(decoded) if decoded.trim().is_empty() && writer.is_fresh() => {}
            Some(decoded) => writer.put(decoded, place),
            None => writer.copy(place),
        }
        from = at + len;
    }
    writer.flow(Span::new(span.start + from, span.end));
}

/// True for text of which nothing is seen.
pub(super) fn is_blank(words: &str) -> bool {
    let mut rest = words.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    while rest.starts_with('&') {
        let (len, Some(decoded)) = entity(rest) else { return false };
        if !decoded.trim().is_empty() {
            return false;
        }
        rest = rest[len..].trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    }
    rest.is_empty()
}

/// True for text that begins with a dash.
pub(super) fn is_dash(words: &str) -> bool {
    let words = words.trim_start();
    let dash = |words: &str| words.starts_with(['-', '–', '—', '―', '~']);
    dash(words) || words.starts_with('&') && entity(words).1.is_some_and(|decoded| dash(&decoded))
}

/// The paragraphs of text whose line ends are seen.
pub(super) fn paragraphs(source: &str, span: Span) -> Vec<Span> {
    let mut all = Vec::new();
    let mut from = span.start;
    let mut at = span.start;
    let mut lines = span.of(source).split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        let blank = |next: &&str| next.ends_with('\n') && next.trim().is_empty();
        if line.ends_with('\n') && lines.peek().is_some_and(blank) {
            all.push(Span::new(from, at));
            from = at;
        }
    }
    all.push(Span::new(from, span.end));
    all
}

/// Writes nothing but the notes to `whosaid` in a text that is no copy.
pub(super) fn notes(source: &str, span: Span, writer: &mut Writer<'_>) {
    let words = span.of(source);
    let mut from = 0;
    while let Some(at) = words[from..].find(NOTE).map(|at| from + at) {
        let rest = &words[at..];
        let end = at + rest.len() - rest.trim_start_matches(NOTE).len();
        writer.copy(Span::new(span.start + at, span.start + end));
        from = end;
    }
}

/// How long the entity is with which some words begin, and its characters; nothing for what is none.
fn entity(words: &str) -> (usize, Option<String>) {
    if words.starts_with('\0') {
        return (1, Some(String::new()));
    }
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let bare = words.len().min(LONGEST);
    let end = words.bytes().take(bare).skip(1).take_while(|byte| name(char::from(*byte))).count();
    let end = 1 + end;
    let end = end + usize::from(words[end..].starts_with(';'));
    let decoded = htmlize::unescape(&words[..end]);
    if decoded == words[..end] {
        return (1, None);
    }
    // "&nbspA": what is left over after the name is text.
    let rest = longest_rest(&words[..end], &decoded);
    let shown: String = decoded[..decoded.len() - rest].chars().filter_map(shown).collect();
    (end - rest, Some(shown))
}

/// How many bytes at the end of an entity without a semicolon are not part of its name.
fn longest_rest(entity: &str, decoded: &str) -> usize {
    if entity.ends_with(';') && !decoded.ends_with(';') {
        return 0;
    }
    let same = entity.bytes().rev().zip(decoded.bytes().rev()).take_while(|(a, b)| a == b);
    same.count().min(decoded.len())
}

/// A character as text has it: a blank for one that does not break, nothing for one that is not seen.
fn shown(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\n' | '\t' | '\r' | '\u{c}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}
