//! Comments in the margin: those that hold a note to `whosaid`.

use std::collections::HashMap;

use crate::read::directive;
use crate::span::Span;

/// The author of the comments that `whosaid` writes. Its own comments hold no notes.
pub(in crate::read) const AUTHOR: &str = "whosaid";
/// The word that starts every note.
const SIGN: &str = "whosaid:";

/// Words of a file, in pieces, each with its place.
pub(in crate::read) type Words = Vec<(String, Span)>;

/// The notes in the comments of a document, by the number or the name of the comment.
#[derive(Debug, Default)]
pub(in crate::read) struct Margin {
    notes: HashMap<String, Vec<Words>>,
}

impl Margin {
    /// Takes in a paragraph of a comment, if it is a note.
    pub(in crate::read) fn add(&mut self, id: &str, paragraph: &Words) {
        if let Some(note) = note(paragraph) {
            self.notes.entry(id.to_owned()).or_default().push(note);
        }
    }

    /// The notes of a comment, once.
    pub(in crate::read) fn take(&mut self, id: &str) -> Vec<Words> {
        self.notes.remove(id).unwrap_or_default()
    }
}

/// The words of the note that a paragraph of a comment is, from "whosaid:" on, without its wrapper.
fn note(paragraph: &Words) -> Option<Words> {
    let text: String = paragraph.iter().map(|(words, _)| words.as_str()).collect();
    let note = directive::find(&text).into_iter().next()?;
    let from = note.start.checked_sub(SIGN.len())?;
    let words = note.words.split("-->").next().unwrap_or_default().trim_end();
    let end = note.start + words.len();
    let mut at = 0;
    let mut kept = Words::new();
    for (piece, place) in paragraph {
        let (start, stop) = (at, at + piece.len());
        at = stop;
        if start.max(from) >= stop.min(end) {
            continue;
        }
        let inner = Span::new(start.max(from) - start, stop.min(end) - start);
        let whole = piece.len() != place.len();
        let place = if whole {
            *place
        } else {
            Span::new(place.start + inner.start, place.start + inner.end)
        };
        kept.push((inner.of(piece).replace(['\n', '\r'], " "), place));
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_taken_out_of_its_wrapper_with_its_place() {
        let words = vec![
            ("(whosaid: ignore[SR001] R".to_owned(), Span::new(10, 35)),
            ("&".to_owned(), Span::new(35, 40)),
            ("D said so)".to_owned(), Span::new(40, 50)),
        ];
        let note = note(&words).unwrap();
        let text: String = note.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(text, "whosaid: ignore[SR001] R&D said so");
        let places: Vec<Span> = note.iter().map(|(_, place)| *place).collect();
        assert_eq!(places, [Span::new(11, 35), Span::new(35, 40), Span::new(40, 49)]);
    }

    #[test]
    fn another_comment_is_no_note() {
        assert!(note(&vec![("Is this right?".to_owned(), Span::new(0, 14))]).is_none());
    }
}
