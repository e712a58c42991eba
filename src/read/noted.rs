//! Notes to `whosaid` in a text with markup: they are found before the markup is read, and keep their
//! room in what is left.

use super::directive::{self, Directive};
use super::document::{Document, NOTE, Note};
use crate::span::Span;

/// Whether a note that runs over lines leaves them there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    Stay,
    Go,
}

/// Reads a text without the notes in it, and says where they are in what is left. `known` are notes that
/// the reader finds in its own way.
pub(super) fn read(
    source: &str,
    known: Vec<Directive>,
    lines: Lines,
    reader: impl FnOnce(&str) -> Document,
) -> Document {
    let mut notes = known;
    notes.extend(directive::find(source));
    if notes.is_empty() {
        return reader(source);
    }
    let marked = directive::blank(source, &notes, NOTE, lines == Lines::Stay);
    let mut document = reader(&marked);
    let rooms = rooms(&document);
    for mut directive in notes {
        let written = directive.span.of(source).to_owned();
        let next = rooms.partition_point(|(place, _)| place.start <= directive.span.start);
        let Some((place, at)) = rooms[..next].last() else { continue };
        // What looks like a note inside an address is none.
        if lines == Lines::Go && !place.contains(directive.span) {
            continue;
        }
        let start = at + directive.span.start - place.start;
        let begin = directive.start.saturating_sub(directive.span.start);
        let before = directive.span.start.saturating_sub(directive.start);
        directive.start = (start + begin).saturating_sub(before);
        directive.span = Span::new(start, start + written.len());
        document.notes.push(Note { directive, written });
    }
    document.text = document.text.replace(NOTE, " ");
    document
}

/// The text with the words of its notes, if there are any.
pub(super) fn restored(text: &str, notes: &[Note]) -> Option<String> {
    let mut all = (!notes.is_empty()).then(|| text.to_owned())?;
    for note in notes {
        let span = note.directive.span;
        let fits = span.len() == note.written.len() && all.get(span.start..span.end).is_some();
        if fits {
            all.replace_range(span.start..span.end, &note.written);
        }
    }
    Some(all)
}

/// The runs of bytes that notes left: where each stands in the source, and where it is in the text.
fn rooms(document: &Document) -> Vec<(Span, usize)> {
    let mut all: Vec<(Span, usize)> = Vec::new();
    for (at, _) in document.text.match_indices(NOTE) {
        let place = document.map.place(Span::new(at, at + 1));
        match all.last_mut() {
            Some((last, start)) if last.end == place.start && *start + last.len() == at => {
                *last = last.to(place);
            }
            _ => all.push((place, at)),
        }
    }
    all.sort_by_key(|(place, _)| place.start);
    all
}
