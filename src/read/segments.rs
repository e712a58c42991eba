//! Where the pieces of a draft's text stand in its file: markup that is taken out and entities that are
//! decoded leave a text that is shorter than the file.

use crate::span::Span;

/// Stands for a byte of markup that leaves nothing behind.
pub(super) const GONE: char = '\u{1}';

/// Stands for a byte of a note to `whosaid` until the markup is taken out, and for a blank then: a note
/// in a comment keeps its room.
pub(super) const NOTE: char = '\u{3}';

/// Stands for a byte that belongs to the character before it: "&rsquo;" is one character.
pub(super) const REST: char = '\u{2}';

/// A stretch of text and where it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text.
    start: usize,
    /// Where it stands in the file.
    source: Span,
    /// True where it is one character that is written otherwise in the file.
    whole: bool,
}

/// Where every piece of a text stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SegmentMap {
    /// In order of the text; the first begins at 0.
    segments: Vec<Segment>,
    /// How long the text is.
    len: usize,
}

impl SegmentMap {
    /// Takes what is gone out of a text that is as long as its file. Gives nothing where all of it stays
    /// as it is.
    pub(super) fn shorten(marked: &str) -> Option<(String, Self)> {
        if !marked.contains([GONE, REST]) {
            return None;
        }
        let mut text = String::with_capacity(marked.len());
        let mut segments: Vec<Segment> = Vec::new();
        let mut chars = marked.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            if matches!(char, GONE | REST) {
                continue;
            }
            let mut end = at + char.len_utf8();
            let mut whole = false;
            while chars.next_if(|(_, next)| *next == REST).is_some() {
                end += REST.len_utf8();
                whole = true;
            }
            let source = Span::new(at, end);
            match segments.last_mut() {
                Some(last) if !whole && !last.whole && last.source.end == at => {
                    last.source = last.source.to(source);
                }
                _ => segments.push(Segment { start: text.len(), source, whole }),
            }
            text.push(char);
        }
        let len = text.len();
        Some((text, Self { segments, len }))
    }

    /// Where some of the text stands in the file, from the first byte of its first character to the last
    /// of its last.
    pub(super) fn place(&self, span: Span) -> Span {
        let start = self.first(span.start);
        let end = if span.is_empty() { start } else { self.last(span.end) };
        Span::new(start, end.max(start))
    }

    /// Where the byte at `offset` begins.
    fn first(&self, offset: usize) -> usize {
        let Some(segment) = self.at(offset) else { return 0 };
        let within = offset - segment.start;
        if segment.whole { segment.source.start } else { segment.source.start + within }
    }

    /// Where the byte before `offset` ends.
    fn last(&self, offset: usize) -> usize {
        let Some(segment) = self.at(offset.saturating_sub(1)) else { return 0 };
        let within = offset - segment.start;
        if segment.whole { segment.source.end } else { segment.source.start + within }
    }

    /// The segment in which a byte of the text is.
    fn at(&self, offset: usize) -> Option<Segment> {
        let next = self.segments.partition_point(|segment| segment.start <= offset);
        self.segments[..next].last().copied()
    }

    /// Where something in the file stands in the text; what is gone is where the next of it begins.
    pub(super) fn in_text(&self, source: Span) -> Span {
        let start = self.offset(source.start);
        Span::new(start, self.offset(source.end).max(start))
    }

    /// The first byte of the text that stands at or after an offset of the file.
    fn offset(&self, source: usize) -> usize {
        let next = self.segments.partition_point(|segment| segment.source.end <= source);
        let Some(segment) = self.segments.get(next) else { return self.len };
        let within = source.saturating_sub(segment.source.start);
        segment.start + if segment.whole { 0 } else { within }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in which "-" is gone and "+" belongs to what is before it.
    fn shorten(marked: &str) -> Option<(String, SegmentMap)> {
        SegmentMap::shorten(&marked.replace('-', "\u{1}").replace('+', "\u{2}"))
    }

    #[test]
    fn a_text_without_marks_is_its_file() {
        assert_eq!(SegmentMap::shorten("One."), None);
    }

    #[test]
    fn every_piece_is_found_in_the_file() {
        let marked = "--Tom-- ’++++s dé--";
        let (text, map) = shorten(marked).unwrap();
        assert_eq!(text, "Tom ’s dé");
        let source = |words: &str| {
            let at = text.find(words).unwrap();
            let place = map.place(Span::new(at, at + words.len()));
            assert_eq!(map.in_text(place), Span::new(at, at + words.len()), "{words}");
            place.of(marked)
        };
        assert_eq!(source("Tom"), "Tom");
        assert_eq!(source("’"), "’++++");
        assert_eq!(source("’s"), "’++++s");
        assert_eq!(source("Tom ’s d"), "Tom-- ’++++s d");
        assert_eq!(source("dé"), "dé");
    }

    #[test]
    fn what_is_gone_is_where_the_next_begins() {
        let (_, map) = shorten("One --two").unwrap();
        assert_eq!(map.in_text(Span::new(4, 6)), Span::new(4, 4));
        assert_eq!(map.in_text(Span::new(4, 7)), Span::new(4, 5));
        assert_eq!(map.place(Span::new(7, 7)), Span::new(9, 9));
    }
}
