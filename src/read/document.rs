//! What a reader gives: the text for the stages, where each piece of it stands, and its parts.

use super::directive::Directive;
use super::part::Part;
use super::segments::SegmentMap;
use crate::span::Span;

/// A byte of a note to `whosaid` in what a reader is given. It is text to every reader and keeps its
/// room in the text, as a blank.
pub(super) const NOTE: char = '\u{1}';

/// A byte within a line of the source that leaves nothing: the call of a template.
pub(super) const GONE: char = '\u{2}';

/// A draft as its reader gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    /// The text for the stages. A blank line is between any two pieces.
    pub(super) text: String,
    /// Where it stands in what the reader was given.
    pub(super) map: SegmentMap,
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// The notes to `whosaid` in it.
    pub(super) notes: Vec<Note>,
    /// What an editor should know of how it was read: what was left out, how many stories there are.
    pub(super) remarks: Vec<String>,
    /// The runs of a Word document, in order of the text.
    pub(super) runs: Vec<Run>,
    /// At which pieces its stories begin, where there are several.
    pub(super) stories: Vec<usize>,
}

/// A note, with its words as they are written.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The note; its places are those of the text.
    pub(super) directive: Directive,
    /// The words of its span.
    pub(super) written: String,
}

/// What a file is made of, once it is taken apart.
pub(super) struct Archive {
    /// The draft, with places in the parts as they are one behind the other.
    pub(super) document: Document,
    /// The parts that were read, each with its name and its text.
    pub(super) parts: Vec<(String, String)>,
}

/// A piece of a document: a paragraph, a heading, an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is; nothing where its layout decides: a paragraph can be a byline or a dateline.
    pub(super) part: Option<Part>,
    /// Where it is in the text, without the space around it.
    pub(super) span: Span,
    /// The number of the quotation that is set apart from the text and holds it.
    pub(super) quotation: Option<usize>,
}

/// A run of a Word document: text of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the text.
    pub(super) start: usize,
    /// The number of its paragraph in its part of the file, from 1.
    pub(super) paragraph: usize,
    /// Its number in the paragraph, from 1.
    pub(super) number: usize,
}

/// Where something stands in a document of Word or LibreOffice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct RunPlace {
    /// The number of the paragraph in its part of the file, from 1.
    pub paragraph: usize,
    /// The number of the run in the paragraph, from 1: words that look alike.
    pub run: usize,
}

/// Builds a [`Document`] piece by piece.
pub(super) struct Writer<'s> {
    source: &'s str,
    document: Document,
    /// The piece that is being written: what it is and where it begins.
    open: Option<(Option<Part>, usize)>,
    /// True while it has no words.
    fresh: bool,
    /// The quotations that are open, each with its number.
    quotations: Vec<usize>,
    /// How many quotations there were.
    quoted: usize,
    /// Where the last of the text stands in the source.
    last: usize,
}

impl<'s> Writer<'s> {
    /// A writer of what stands in `source`.
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            document: Document::default(),
            open: None,
            fresh: true,
            quotations: Vec::new(),
            quoted: 0,
            last: 0,
        }
    }

    /// Begins a piece, and ends the one before it.
    pub(super) fn begin(&mut self, part: Option<Part>) {
        self.end();
        self.part();
        self.open = Some((part, self.document.text.len()));
        self.fresh = true;
    }

    /// Two line ends between pieces. They stand nowhere.
    fn part(&mut self) {
        if !self.document.text.is_empty() {
            self.invent("\n\n");
        }
    }

    /// Ends the open piece. One without words is none.
    pub(super) fn end(&mut self) {
        let Some((part, start)) = self.open.take() else { return };
        let words = &self.document.text[start..];
        let blank = |c: char| c == NOTE || c.is_whitespace() || c == '\u{feff}';
        let bare = words.trim_start_matches(blank);
        let from = start + words.len() - bare.len();
        let bare = bare.trim_end_matches(blank);
        if !bare.is_empty() {
            let span = Span::new(from, from + bare.len());
            let quotation = self.quotations.first().copied();
            self.document.pieces.push(Piece { part, span, quotation });
        }
    }

    /// Ends the open piece and begins another of the same kind: a line that is broken by hand.
    pub(super) fn break_line(&mut self) {
        if let Some((part, _)) = self.open {
            self.begin(part);
        }
    }

    /// True while a piece is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// True when the open piece has no words yet, or none is open.
    pub(super) fn is_fresh(&self) -> bool {
        self.open.is_none() || self.fresh
    }

    /// Copies what stands in the source, as it is, but for bytes that are [`GONE`]. Begins a piece where
    /// none is open, unless it is blank.
    pub(super) fn copy(&mut self, span: Span) {
        let mut at = span.start;
        for words in span.of(self.source).split(GONE) {
            self.put(words, Span::new(at, at + words.len()));
            at += words.len() + GONE.len_utf8();
        }
    }

    /// Copies what stands in the source with its white space as HTML shows it: one blank for any run of
    /// it, none at the beginning of a piece.
    pub(super) fn flow(&mut self, span: Span) {
        let words = span.of(self.source);
        let mut from = 0;
        let white = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        while let Some(gap) = words[from..].find(white).map(|at| from + at) {
            let rest = words[gap..].trim_start_matches(white);
            let end = words.len() - rest.len();
            self.copy(Span::new(span.start + from, span.start + gap));
            self.space(Span::new(span.start + gap, span.start + end));
            from = end;
        }
        self.copy(Span::new(span.start + from, span.end));
    }

    /// Writes a blank between two words, unless there is one.
    pub(super) fn space(&mut self, span: Span) {
        if !self.is_fresh() && !self.document.text.ends_with([' ', '\t', '\n', '\r', '\u{c}']) {
            self.put(" ", span);
        }
    }

    /// Writes words that stand otherwise in the source: a character for its entity.
    pub(super) fn put(&mut self, words: &str, span: Span) {
        if self.open.is_none() {
            if words.trim().is_empty() {
                return;
            }
            self.begin(None);
        }
        self.fresh = self.fresh && words.trim().is_empty();
        self.document.text.push_str(words);
        self.document.map.push(words.len(), span);
        self.last = span.end;
    }

    /// Copies the room of a note to `whosaid`, which stays though it is blank.
    pub(super) fn keep(&mut self, span: Span) {
        if self.open.is_none() {
            self.begin(None);
        }
        self.copy(span);
    }

    /// True when the text so far ends with a mark.
    pub(super) fn ends_with(&self, mark: char) -> bool {
        self.document.text.trim_end().ends_with(mark)
    }

    /// True when a line ends where the text does.
    pub(super) fn ends_with_line(&self) -> bool {
        self.document.text.ends_with('\n')
    }

    /// Says what the open piece is after all.
    pub(super) fn is(&mut self, part: Part) {
        if let Some((open, _)) = &mut self.open {
            *open = Some(part);
        }
    }

    /// Writes words that stand nowhere in the source.
    pub(super) fn invent(&mut self, words: &str) {
        self.document.text.push_str(words);
        self.document.map.push(words.len(), Span::new(self.last, self.last));
    }

    /// Takes in a document whose source is `outer`: a text that stands in this source in its own way.
    pub(super) fn embed(&mut self, inner: Document, outer: &SegmentMap) {
        self.end();
        if inner.text.is_empty() {
            return;
        }
        self.part();
        let by = self.document.text.len();
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        let around = self.quotations.first().copied();
        self.document.text.push_str(&inner.text);
        self.document.map.append(&inner.map.within(outer));
        self.document.pieces.extend(inner.pieces.iter().map(|piece| Piece {
            span: moved(piece.span),
            quotation: around.or(piece.quotation.map(|n| n + self.quoted)),
            ..*piece
        }));
        let quoted = inner.pieces.iter().filter_map(|piece| piece.quotation).max();
        self.quoted += quoted.map_or(0, |n| n + 1);
        self.document.notes.extend(inner.notes.into_iter().map(|mut note| {
            note.directive.start += by;
            note.directive.span = moved(note.directive.span);
            note
        }));
        self.document.remarks.extend(inner.remarks);
        self.last = self.document.map.place(Span::new(by, self.document.text.len())).end;
    }

    /// Begins a quotation that is set apart from the text. One inside another belongs to it.
    pub(super) fn begin_quotation(&mut self) {
        self.end();
        self.quotations.push(self.quoted);
        self.quoted += 1;
    }

    /// Ends the innermost quotation.
    pub(super) fn end_quotation(&mut self) {
        self.end();
        self.quotations.pop();
    }

    /// How many pieces there are so far. Ends the open one.
    pub(super) fn count(&mut self) -> usize {
        self.end();
        self.document.pieces.len()
    }

    /// Notes what is left out, in plain words: "2 text boxes".
    pub(super) fn leave_out(&mut self, what: &str) {
        self.remark(format!("left out: {what}"));
    }

    /// Notes what an editor should know.
    pub(super) fn remark(&mut self, remark: String) {
        self.document.remarks.push(remark);
    }

    /// Notes which run of a Word document begins here.
    pub(super) fn run(&mut self, paragraph: usize, run: usize) {
        let start = self.document.text.len();
        self.document.runs.push(Run { start, paragraph, number: run });
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        self.end();
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_parted_by_blank_lines_that_stand_nowhere() {
        let source = "<p>One &amp;\n two</p><p> </p><h2>Three</h2>";
        let mut writer = Writer::new(source);
        writer.begin(None);
        writer.flow(Span::new(3, 7));
        writer.put("&", Span::new(7, 12));
        writer.flow(Span::new(12, 17));
        writer.begin(None);
        writer.flow(Span::new(24, 25));
        writer.begin(Some(Part::SubHeadline));
        writer.flow(Span::new(33, 38));
        let document = writer.finish();
        let words: Vec<&str> = document.pieces.iter().map(|p| p.span.of(&document.text)).collect();
        assert_eq!(words, ["One & two", "Three"]);
        let place = |n: usize| document.map.place(document.pieces[n].span).of(source);
        assert_eq!([place(0), place(1)], ["One &amp;\n two", "Three"]);
    }

    #[test]
    fn what_is_quoted_inside_a_quotation_belongs_to_it() {
        let mut writer = Writer::new("abc");
        writer.begin_quotation();
        writer.copy(Span::new(0, 1));
        writer.begin_quotation();
        writer.copy(Span::new(1, 2));
        writer.end_quotation();
        writer.end_quotation();
        writer.copy(Span::new(2, 3));
        let quoted: Vec<_> = writer.finish().pieces.iter().map(|p| p.quotation).collect();
        assert_eq!(quoted, [Some(0), Some(0), None]);
    }
}
