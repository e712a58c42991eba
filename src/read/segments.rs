//! Where the pieces of a draft's text stand in its file: markup that is taken out, entities and bytes
//! that are decoded leave a text that is not as long as the file.

use crate::span::Span;

/// A stretch of text and where it stands in the file.
///
/// It is made of units of one length, each of which the file has in one length too: one byte for one of
/// what stands as it is, one for two in UTF-16, three for one of "é" in Windows-1252. Inside a unit
/// nothing is worked out: "&rsquo;" is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text.
    start: usize,
    /// Where it ends in the text.
    end: usize,
    /// How many bytes of the text a unit has.
    unit: usize,
    /// Where it stands in the file.
    source: Span,
}

impl Segment {
    /// How many bytes of the file there are for a unit.
    fn step(self) -> usize {
        self.source.len() / ((self.end - self.start) / self.unit).max(1)
    }

    /// How many bytes of it there are before an offset in the text.
    fn within(self, offset: usize) -> usize {
        offset.saturating_sub(self.start).min(self.end - self.start)
    }
}

/// Where every piece of a text stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SegmentMap {
    /// In order of the text; the first begins at 0.
    segments: Vec<Segment>,
}

impl SegmentMap {
    /// Adds the next piece of the text: so many bytes that stand there in the file. What stands nowhere,
    /// such as the blank line between two paragraphs, has an empty place.
    pub(super) fn push(&mut self, len: usize, source: Span) {
        let even = len > 0 && source.len().is_multiple_of(len);
        self.add(len, if even { 1 } else { len }, source);
    }

    /// Adds a piece of the text of which every byte has the whole place: three bytes for the four
    /// characters of base64.
    pub(super) fn push_whole(&mut self, len: usize, source: Span) {
        self.add(len, len, source);
    }

    fn add(&mut self, len: usize, unit: usize, source: Span) {
        if len == 0 {
            return;
        }
        let start = self.len();
        let next = Segment { start, end: start + len, unit, source };
        if let Some(last) = self.segments.last_mut()
            && last.source.end == source.start
            && last.unit == unit
            && next.step() > 0
            && last.step() == next.step()
        {
            last.end = next.end;
            last.source = Span::new(last.source.start, source.end);
            return;
        }
        self.segments.push(next);
    }

    /// How long the text is.
    pub(super) fn len(&self) -> usize {
        self.segments.last().map_or(0, |last| last.end)
    }

    /// True when every byte of the text stands where it does in a file of the same length.
    pub(super) fn is_identity(&self, file: usize) -> bool {
        match self.segments[..] {
            [] => file == 0,
            [only] => only.unit == 1 && only.end == file && only.source == Span::new(0, file),
            _ => false,
        }
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
        segment.source.start + segment.within(offset) / segment.unit * segment.step()
    }

    /// Where the byte before `offset` ends.
    fn last(&self, offset: usize) -> usize {
        let Some(segment) = self.at(offset.saturating_sub(1)) else { return 0 };
        segment.source.start + segment.within(offset).div_ceil(segment.unit) * segment.step()
    }

    /// The segment in which a byte of the text is.
    fn at(&self, offset: usize) -> Option<Segment> {
        let next = self.segments.partition_point(|segment| segment.start <= offset);
        self.segments[..next].last().copied()
    }

    /// The map of a text whose source is itself the text of another file: JSON around HTML.
    pub(super) fn within(&self, outer: &Self) -> Self {
        let mut all = Self::default();
        for segment in &self.segments {
            match (segment.unit, segment.step()) {
                (1, 1) => all.push_stretch(segment.source, outer),
                (_, 0) => all.push(segment.end - segment.start, outer.place(segment.source)),
                (unit, step) => {
                    for start in (segment.source.start..segment.source.end).step_by(step) {
                        all.push_whole(unit, outer.place(Span::new(start, start + step)));
                    }
                }
            }
        }
        all
    }

    /// Adds a text that stands as it is in another, of which `outer` is the map.
    fn push_stretch(&mut self, source: Span, outer: &Self) {
        let mut at = source.start;
        while at < source.end {
            let piece = outer.at(at).filter(|piece| piece.end > at);
            let unit = piece.map_or(1, |piece| piece.unit);
            let end = piece.map_or(source.end, |piece| match unit {
                1 => piece.end,
                _ => piece.start + (piece.within(at) / unit + 1) * unit,
            });
            let end = end.min(source.end);
            let place = outer.place(Span::new(at, end));
            if unit == 1 {
                self.push(end - at, place);
            } else {
                self.push_whole(end - at, place);
            }
            at = end;
        }
    }

    /// The map of a stretch of the text.
    pub(super) fn part(&self, span: Span) -> Self {
        let mut all = Self::default();
        let first = self.segments.partition_point(|segment| segment.end <= span.start);
        let inside = self.segments[first..].iter().take_while(|segment| segment.start < span.end);
        for segment in inside {
            let (start, end) = (segment.start.max(span.start), segment.end.min(span.end));
            let source = self.place(Span::new(start, end));
            let unit = if segment.unit > end - start { end - start } else { segment.unit };
            all.add(end - start, unit, source);
        }
        all
    }

    /// Adds the pieces of the text that follows.
    pub(super) fn append(&mut self, next: &Self) {
        for segment in &next.segments {
            self.add(segment.end - segment.start, segment.unit, segment.source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map of pieces, each with what stands for it in the file.
    fn map(pieces: &[(&str, &str)]) -> (String, String, SegmentMap) {
        let (mut text, mut file, mut map) = (String::new(), String::new(), SegmentMap::default());
        for (words, source) in pieces {
            let start = file.len();
            file.push_str(source);
            text.push_str(words);
            map.push(words.len(), Span::new(start, file.len()));
        }
        (text, file, map)
    }

    fn found<'f>(text: &str, file: &'f str, map: &SegmentMap, words: &str) -> &'f str {
        let at = text.find(words).unwrap();
        map.place(Span::new(at, at + words.len())).of(file)
    }

    #[test]
    fn every_piece_is_found_in_the_file() {
        let pieces = [
            ("", "<b>"),
            ("Tom", "Tom"),
            ("", "</b>"),
            ("’", "&rsquo;"),
            ("s dé", "s dé"),
            ("", "<i>"),
        ];
        let (text, file, map) = map(&pieces);
        assert_eq!(text, "Tom’s dé");
        for (words, source) in [
            ("Tom", "Tom"),
            ("’", "&rsquo;"),
            ("’s", "&rsquo;s"),
            ("om’s d", "om</b>&rsquo;s d"),
            ("dé", "dé"),
        ] {
            assert_eq!(found(&text, &file, &map, words), source);
        }
        assert_eq!(map.place(Span::new(0, 0)), Span::new(3, 3));
    }

    #[test]
    fn what_stands_nowhere_has_an_empty_place() {
        let (text, file, map) = map(&[("One.", "One."), ("\n\n", ""), ("Two.", "Two.")]);
        assert_eq!(found(&text, &file, &map, "\n\n"), "");
        assert_eq!(found(&text, &file, &map, "Two."), "Two.");
    }

    #[test]
    fn two_bytes_for_each_are_one_piece() {
        let mut map = SegmentMap::default();
        for at in 0..5 {
            map.push(1, Span::new(2 + at * 2, 4 + at * 2));
        }
        assert_eq!(map.segments.len(), 1);
        assert_eq!(map.place(Span::new(1, 3)), Span::new(4, 8));
    }

    #[test]
    fn a_text_that_is_its_file_says_so() {
        let mut map = SegmentMap::default();
        map.push(4, Span::new(0, 4));
        assert!(map.is_identity(4) && !map.is_identity(5));
        assert!(SegmentMap::default().is_identity(0));
    }

    #[test]
    fn a_stretch_has_a_map_of_its_own() {
        let (text, file, map) = map(&[("Tom", "Tom"), ("’", "&rsquo;"), ("s dé", "s dé")]);
        let at = text.find('’').unwrap();
        let part = map.part(Span::new(at, text.len()));
        assert_eq!(part.place(Span::new(0, 4)).of(&file), "&rsquo;s");
        assert_eq!(map.part(Span::new(1, 3)).place(Span::new(0, 2)).of(&file), "om");
        assert_eq!(map.part(Span::new(0, text.len())), map);
    }

    #[test]
    fn maps_compose() {
        // A string of JSON in which a quotation mark is escaped, around HTML with an entity.
        let (html, json, outer) = map(&[
            ("", "{\"a\":\""),
            ("<p class=", "<p class="),
            ("\"", "\\\""),
            ("b", "b"),
            ("\"", "\\\""),
            (">Hale", ">Hale"),
            ("&rsquo;", "&rsquo;"),
            ("s", "s"),
            ("", "\"}"),
        ]);
        assert_eq!(html, "<p class=\"b\">Hale&rsquo;s");
        let mut inner = SegmentMap::default();
        inner.push(4, Span::new(13, 17));
        inner.push(3, Span::new(17, 24));
        inner.push(1, Span::new(24, 25));
        let map = inner.within(&outer);
        let text = "Hale’s";
        assert_eq!(found(text, &json, &map, "ale’s"), "ale&rsquo;s");
        assert_eq!(found(text, &json, &map, "’"), "&rsquo;");
    }

    #[test]
    fn entities_side_by_side_that_are_escaped_otherwise_stay_apart() {
        let (html, xml, outer) =
            map(&[("&", "&amp;"), ("lt;", "lt;"), ("&", "&"), ("gt;", "gt;"), ("!", "!")]);
        assert_eq!(html, "&lt;&gt;!");
        let mut inner = SegmentMap::default();
        inner.push(1, Span::new(0, 4));
        inner.push(1, Span::new(4, 8));
        let map = inner.within(&outer);
        assert_eq!(found("<>", &xml, &map, "<"), "&amp;lt;");
        assert_eq!(found("<>", &xml, &map, ">"), "&gt;");
    }
}
