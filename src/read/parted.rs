//! A document made of several: the stories of a feed; and one without the characters that nobody sees.

use super::document::{Document, Note, Piece, Run};
use super::segments::SegmentMap;
use crate::span::Span;

/// Characters that say where a word may be broken, and no more: the soft hyphen, the blank of no width,
/// the word joiner.
const UNSEEN: [char; 3] = ['\u{ad}', '\u{200b}', '\u{2060}'];

/// The stories of a document, each as one of its own.
pub(super) fn stories(document: Document) -> Vec<Document> {
    let start = |at: &usize| document.pieces.get(*at).map(|piece| piece.span.start);
    let mut starts: Vec<usize> = document.stories.iter().filter_map(start).collect();
    starts.dedup();
    if starts.len() < 2 {
        return vec![document];
    }
    starts[0] = 0;
    let ends = starts.iter().skip(1).copied().chain([document.text.len()]);
    let spans: Vec<Span> =
        starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end.max(*start))).collect();
    spans.into_iter().map(|span| stretch(&document, &[span])).collect()
}

/// The document without the characters that nobody sees: "An\u{ad}na" is "Anna".
pub(super) fn seen(document: Document) -> Document {
    if !document.text.contains(UNSEEN) {
        return document;
    }
    let mut kept = Vec::new();
    let mut from = 0;
    for (at, unseen) in document.text.match_indices(UNSEEN) {
        if from < at {
            kept.push(Span::new(from, at));
        }
        from = at + unseen.len();
    }
    if from < document.text.len() {
        kept.push(Span::new(from, document.text.len()));
    }
    stretch(&document, &kept)
}

/// Some stretches of a document, one behind the other.
fn stretch(document: &Document, kept: &[Span]) -> Document {
    let mut all = Document { remarks: document.remarks.clone(), ..Document::default() };
    // Where each stretch begins in the new text.
    let mut begins = Vec::with_capacity(kept.len());
    for span in kept {
        begins.push(all.text.len());
        all.text.push_str(span.of(&document.text));
        let map: SegmentMap = document.map.part(*span);
        all.map.append(&map);
    }
    let moved = |at: usize| {
        let next = kept.partition_point(|span| span.start <= at);
        let Some(n) = next.checked_sub(1) else { return 0 };
        begins[n] + at.min(kept[n].end) - kept[n].start
    };
    let span_of = |span: Span| {
        let start = moved(span.start);
        Span::new(start, moved(span.end).max(start))
    };
    let whole = Span::new(kept.first().map_or(0, |s| s.start), kept.last().map_or(0, |s| s.end));
    let inside = |span: Span| whole.contains(span);
    let pieces = document.pieces.iter().filter(|piece| inside(piece.span));
    let pieces = pieces.map(|piece| Piece { span: span_of(piece.span), ..*piece });
    all.pieces = pieces.filter(|piece| !piece.span.is_empty()).collect();
    let notes = document.notes.iter().filter(|note| inside(note.directive.span));
    all.notes = notes.map(|note| note_at(note, span_of(note.directive.span))).collect();
    let runs = document.runs.iter().filter(|run| (whole.start..whole.end).contains(&run.start));
    all.runs = runs.map(|run| Run { start: moved(run.start), ..*run }).collect();
    all
}

/// A note that stands elsewhere. One that has lost a character that nobody sees keeps its words.
fn note_at(note: &Note, span: Span) -> Note {
    let mut note = note.clone();
    let before = note.directive.span;
    note.directive.start = (note.directive.start + span.start).saturating_sub(before.start);
    note.directive.span = span;
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::plain;

    #[test]
    fn stories_are_documents_of_their_own() {
        let source = "One fell.\n\nTwo fell.\n\nThree fell.\n";
        let mut document = plain::read(source);
        document.stories = vec![0, 2];
        let all = stories(document);
        let words: Vec<&str> = all.iter().map(|one| one.text.trim()).collect();
        assert_eq!(words, ["One fell.\n\nTwo fell.", "Three fell."]);
        let piece = all[1].pieces[0].span;
        assert_eq!(all[1].map.place(piece).of(source), "Three fell.");
    }

    #[test]
    fn what_nobody_sees_is_not_there() {
        let source = "An\u{ad}na Kel\u{200b}ler\u{ad} left.";
        let document = seen(plain::read(source));
        assert_eq!(document.text, "Anna Keller left.");
        assert_eq!(document.pieces[0].span, Span::new(0, document.text.len()));
        assert_eq!(document.map.place(Span::new(0, 4)).of(source), "An\u{ad}na");
        assert_eq!(document.map.place(Span::new(5, 11)).of(source), "Kel\u{200b}ler");
    }
}
