//! Writes the paragraphs of a document one after another. A paragraph begins a piece with its first
//! words, so that a comment which ends between two of them belongs to the first.

use super::margin::Words;
use crate::read::directive;
use crate::read::document::Note;
use crate::read::document::{Document, Writer};
use crate::read::part::Part;
use crate::span::Span;

/// A heading before which there are more pieces than this is not that of the story.
const BEFORE_HEADLINE: usize = 6;

/// It shows only where a line ends.
const SOFT_HYPHEN: char = '\u{ad}';
/// No line ends at it.
const NO_BREAK_HYPHEN: char = '\u{2011}';
const HYPHENS: [char; 2] = [SOFT_HYPHEN, NO_BREAK_HYPHEN];

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Kind {
    /// Its part, if the document says what it is.
    pub(in crate::read) part: Option<Part>,
    /// True for a paragraph of a quotation that is set apart.
    pub(in crate::read) quoted: bool,
}

/// Writes paragraphs.
pub(in crate::read) struct Copyist {
    writer: Writer<'static>,
    /// The paragraph that is begun, until it has words.
    next: Option<Kind>,
    /// What the open piece is.
    open: Option<Kind>,
    /// A line that is broken by hand, until there are words on the next.
    gap: Option<Span>,
    /// Notes about words of the open piece; they are written where a word ends.
    pending: Vec<Words>,
    /// Notes that come before the words of the next.
    held: Vec<Words>,
    /// True when the last of the text is white space.
    white: bool,
}

impl Copyist {
    /// One that has written nothing.
    pub(in crate::read) fn new() -> Self {
        Self {
            writer: Writer::new(""),
            next: None,
            open: None,
            gap: None,
            pending: Vec::new(),
            held: Vec::new(),
            white: true,
        }
    }

    /// Begins a paragraph. `joined`: it goes on with the one before.
    pub(in crate::read) fn paragraph(&mut self, kind: Kind, joined: bool) {
        if !(joined && self.open.is_some()) {
            if self.next.is_some() && self.open.is_some() {
                self.pending.append(&mut self.held);
            }
            self.next = Some(kind);
            self.gap = None;
        }
    }

    /// Says what the paragraph is, once that is known. Nothing is changed where it has words.
    pub(in crate::read) fn is(&mut self, kind: Kind) {
        if self.next.is_some() {
            self.next = Some(kind);
        }
    }

    /// True when the paragraph has words.
    pub(in crate::read) fn has_words(&self) -> bool {
        self.next.is_none() && self.open.is_some()
    }

    /// True when white space would be the second in a row, or the first of a paragraph.
    pub(in crate::read) fn is_white(&self) -> bool {
        self.next.is_some() || self.white || self.gap.is_some()
    }

    /// Writes words of the paragraph. `run` is called before any of them is written. A soft hyphen is
    /// none of them, and one that keeps a word in its line is a hyphen.
    pub(in crate::read) fn put(
        &mut self,
        words: &str,
        place: Span,
        mut run: impl FnMut(&mut Writer<'static>),
    ) {
        if words.len() != place.len() || !words.contains(HYPHENS) {
            let words = words.replace(SOFT_HYPHEN, "").replace(NO_BREAK_HYPHEN, "-");
            self.put_words(&words, place, &mut run);
            return;
        }
        let mut at = place.start;
        for piece in words.split_inclusive(HYPHENS) {
            let bare = piece.trim_end_matches(HYPHENS);
            let middle = at + bare.len();
            self.put_words(bare, Span::new(at, middle), &mut run);
            at += piece.len();
            if piece.ends_with(NO_BREAK_HYPHEN) {
                self.put_words("-", Span::new(middle, at), &mut run);
            }
        }
    }

    fn put_words(&mut self, words: &str, place: Span, run: &mut impl FnMut(&mut Writer<'static>)) {
        let fresh = self.next.is_some();
        if words.is_empty() || !self.begin(words) {
            return;
        }
        // Blanks before the first word are none of it.
        let bare = if fresh && words.len() == place.len() { words.trim_start() } else { words };
        let place = Span::new(place.start + words.len() - bare.len(), place.end);
        let words = bare;
        run(&mut self.writer);
        let cut = words.find(char::is_whitespace);
        if let Some(cut) = cut.filter(|_| !self.pending.is_empty() && words.len() == place.len()) {
            let middle = place.start + cut;
            self.writer.put(&words[..cut], Span::new(place.start, middle));
            self.write_notes();
            self.writer.put(&words[cut..], Span::new(middle, place.end));
        } else {
            if cut == Some(0) {
                self.write_notes();
            }
            self.writer.put(words, place);
        }
        self.white = words.ends_with(char::is_whitespace);
    }

    /// Begins the piece of the paragraph, or its next line. False when there are no words yet.
    fn begin(&mut self, words: &str) -> bool {
        let blank = words.chars().all(char::is_whitespace);
        if let Some(kind) = self.next {
            if blank {
                return false;
            }
            self.write_notes();
            self.turn(kind);
            self.writer.begin(kind.part);
            self.pending.append(&mut self.held);
            (self.next, self.open) = (None, Some(kind));
        } else if self.open.is_none() {
            return false;
        } else if let Some(gap) = self.gap {
            if blank {
                return false;
            }
            self.gap = None;
            self.write_notes();
            let title =
                matches!(self.open.and_then(|kind| kind.part), Some(part) if is_title(part));
            if title || words.starts_with(char::is_lowercase) {
                self.writer.put(" ", gap);
            } else {
                self.writer.break_line();
            }
        }
        true
    }

    /// Begins or ends a quotation.
    fn turn(&mut self, kind: Kind) {
        match (self.open.is_some_and(|open| open.quoted), kind.quoted) {
            (false, true) => self.writer.begin_quotation(),
            (true, false) => self.writer.end_quotation(),
            _ => {}
        }
    }

    /// A line ends here that is broken by hand.
    pub(in crate::read) fn break_line(&mut self, place: Span) {
        if self.next.is_none() {
            self.gap = Some(place);
        }
    }

    /// A note about the words before it. `earlier`: they begin in a paragraph before this.
    pub(in crate::read) fn note(&mut self, note: Words, earlier: bool) {
        if self.next.is_some() && !(earlier && self.open.is_some()) || self.open.is_none() {
            self.held.push(note);
        } else {
            self.pending.push(note);
            if self.white {
                self.write_notes();
            }
        }
    }

    /// Writes the notes about what is written.
    fn write_notes(&mut self) {
        for note in std::mem::take(&mut self.pending) {
            self.writer.invent("<!-- ");
            for (words, place) in &note {
                self.writer.put(words, *place);
            }
            self.writer.invent(" -->");
        }
    }

    /// Notes what is left out.
    pub(in crate::read) fn leave_out(&mut self, count: usize, one: &str, more: &str) {
        match count {
            0 => {}
            1 => self.writer.leave_out(&format!("1 {one}")),
            _ => self.writer.leave_out(&format!("{count} {more}")),
        }
    }

    /// The document.
    pub(in crate::read) fn finish(mut self) -> Document {
        self.pending.append(&mut self.held);
        if !self.pending.is_empty() && self.open.is_none() {
            self.writer.begin(None);
        }
        self.write_notes();
        let mut document = self.writer.finish();
        set_aside_notes(&mut document);
        set_headline(&mut document);
        document
    }
}

/// True for a line that is set large: it is one, even where it is broken.
fn is_title(part: Part) -> bool {
    matches!(part, Part::Headline | Part::SubHeadline | Part::Deck)
}

/// Finds the notes in the text of a document, and blanks them.
fn set_aside_notes(document: &mut Document) {
    let notes = directive::find(&document.text);
    if notes.is_empty() {
        return;
    }
    let text = directive::blank(&document.text, &notes, ' ', true);
    document.notes.extend(notes.into_iter().map(|directive| Note {
        written: directive.span.of(&document.text).to_owned(),
        directive,
    }));
    document.text = text;
    for piece in &mut document.pieces {
        let words = piece.span.of(&document.text);
        let start = piece.span.end - words.trim_start().len();
        let end = start + words.trim().len();
        piece.span = Span::new(start, end);
    }
    document.pieces.retain(|piece| !piece.span.is_empty());
}

/// The first heading is the headline, where no paragraph is a title and no sentence is before it.
fn set_headline(document: &mut Document) {
    if document.pieces.iter().any(|piece| piece.part == Some(Part::Headline)) {
        return;
    }
    let first = document.pieces.iter().position(|p| p.part == Some(Part::SubHeadline));
    let Some(at) = first.filter(|at| *at <= BEFORE_HEADLINE) else { return };
    let (before, rest) = document.pieces.split_at_mut(at);
    let ends = ['.', '!', '?', '"', '”', '’'];
    if before.iter().all(|piece| !piece.span.of(&document.text).ends_with(ends))
        && let Some(heading) = rest.first_mut()
    {
        heading.part = Some(Part::Headline);
    }
}
