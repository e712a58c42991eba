//! A news draft: its text, blocks, notes and lines.

use std::fs;
use std::path::Path;

use super::apart;
use super::blocks::{self, Block};
use super::directive::{self, Directive};
use super::error::{ReadError, ReadErrorKind};
use super::front;
use super::markup::Markup;
use super::segments::{NOTE, SegmentMap};
use super::sidecar::Sidecar;
use crate::span::{LineIndex, Position, Span};

/// A news draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The path as the user gave it, or the name of the stream.
    pub path: String,
    /// The text as read: notes to `whosaid` are blank, markup is taken out, entities are decoded. Spans
    /// are places in it; [`Draft::place`] says where they are in the file.
    pub text: String,
    /// Headline, captions, paragraphs …, in order.
    pub blocks: Vec<Block>,
    /// Notes to `whosaid`, in order.
    pub directives: Vec<Directive>,
    /// What the file beside the draft sets aside.
    pub sidecar: Option<Sidecar>,
    /// The text with its notes, where there are any.
    noted: Option<String>,
    /// The file, where its markup was taken out.
    file: Option<(String, SegmentMap)>,
    /// The quotations that its markup sets apart.
    apart: Vec<Span>,
    lines: LineIndex,
}

impl Draft {
    /// A draft from text that is in memory.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let markup = Markup::of(&path);
        let lines = LineIndex::new(&text);
        let mut directives =
            if markup == Markup::Markdown { front::notes(&text) } else { Vec::new() };
        directives.extend(directive::find(&text));
        let fill = if markup == Markup::Plain { ' ' } else { NOTE };
        let noted = (!directives.is_empty()).then(|| directive::blank(&text, &directives, fill));
        let apart = apart::quotations(markup, noted.as_deref().unwrap_or(&text));
        let bare = markup.blank(noted.as_deref().unwrap_or(&text)).or(noted);
        let file = bare.as_deref().and_then(SegmentMap::shorten);
        let Some((short, map)) = file else {
            let (text, noted) = match bare {
                Some(bare) => (bare, Some(text)),
                None => (text, None),
            };
            let title = markup.title(&text);
            let blocks = blocks::split(&text, &directives, title);
            return Self {
                path,
                text,
                blocks,
                directives,
                sidecar: None,
                noted,
                file: None,
                apart,
                lines,
            };
        };
        let apart = apart.into_iter().map(|span| map.in_text(span)).collect();
        let noted = moved(&mut directives, &short, &text, &map);
        let title = markup.title(&text).map(|title| map.in_text(title));
        let blocks = blocks::split(&short, &directives, title);
        let file = Some((text, map));
        Self { path, text: short, blocks, directives, sidecar: None, noted, file, apart, lines }
    }

    /// A draft from the bytes of a file.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let failed = |kind| ReadError { path: path.to_owned(), kind };
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(failed(ReadErrorKind::Utf16));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let before = String::from_utf8_lossy(&bytes[..good]);
            let at = LineIndex::new(&before).position_of(&before, good);
            failed(ReadErrorKind::NotUtf8 { at, byte: bytes[good] })
        })?;
        if let Some(nul) = text.find('\0') {
            let at = LineIndex::new(&text).position_of(&text, nul);
            return Err(failed(ReadErrorKind::Binary { at }));
        }
        Ok(Self::new(path, text))
    }

    /// Reads a draft from a file.
    pub fn from_file(path: &Path) -> Result<Self, ReadError> {
        let name = path.to_string_lossy();
        let bytes = fs::read(path).map_err(|error| ReadError {
            path: name.to_string(),
            kind: ReadErrorKind::Io(error),
        })?;
        Self::from_bytes(&name, bytes)
    }

    /// The words at a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The text with the notes to `whosaid` in it.
    #[must_use]
    pub fn as_read(&self) -> &str {
        self.noted.as_deref().unwrap_or(&self.text)
    }

    /// Where a span stands in the file, in bytes.
    #[must_use]
    pub fn place(&self, span: Span) -> Span {
        self.file.as_ref().map_or(span, |(_, map)| map.place(span))
    }

    /// The number of the quotation, set apart from the text, in which a span begins.
    #[must_use]
    pub fn set_apart(&self, span: Span) -> Option<usize> {
        let next = self.apart.partition_point(|quotation| quotation.start <= span.start);
        next.checked_sub(1).filter(|at| span.start < self.apart[*at].end)
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position_of(&self, offset: usize) -> Position {
        let file = self.file.as_ref().map_or_else(|| self.as_read(), |(file, _)| file);
        self.lines.position_of(file, self.place(Span::new(offset, offset)).start)
    }

    /// The line (from 1) of the file in which a byte of the text stands.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(self.place(Span::new(offset, offset)).start)
    }
}

/// Moves the notes to where they stand in the text; what looks like one inside an address is none.
/// Gives the text with their words in it, if there are notes.
fn moved(notes: &mut Vec<Directive>, text: &str, file: &str, map: &SegmentMap) -> Option<String> {
    let mut noted = text.to_owned();
    notes.retain_mut(|note| {
        let (words, span) = (note.span.of(file), map.in_text(note.span));
        let kept = span.len() == words.len();
        if kept {
            note.start = (note.start + span.start).saturating_sub(note.span.start);
            note.span = span;
            noted.replace_range(span.start..span.end, words);
        }
        kept
    });
    (!notes.is_empty()).then_some(noted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_the_file() {
        let file = "# Mill shut\n\nThe <b>mill</b>&rsquo;s gate\n\n<!-- whosaid: ignore[WO001] x -->\n\nis [shut](a.b), he said.\n";
        let draft = Draft::new("a.md", file);
        let at = |words: &str| {
            let start = draft.text.find(words).expect("the words");
            Span::new(start, start + words.len())
        };
        assert_eq!(draft.place(at("’s")).of(file), "&rsquo;s");
        assert_eq!(draft.place(at("mill’s gate")).of(file), "mill</b>&rsquo;s gate");
        assert_eq!(draft.place(at("shut,")).of(file), "shut](a.b),");
        assert_eq!(draft.position_of(at("shut,").start), Position { line: 7, column: 5 });
        assert_eq!(draft.line_of(at("gate").start), 3);
        let note = &draft.directives[0];
        assert_eq!(note.span.of(draft.as_read()), "<!-- whosaid: ignore[WO001] x -->");
        assert!(!draft.text.contains("ignore"));
    }

    #[test]
    fn a_note_keeps_its_room_in_a_comment() {
        let file = "The <b>mill</b> is shut.\n\n<!--\nwhosaid: ignore[WO001] x\n-->\n\nNo.\n";
        for name in ["a.md", "a.html"] {
            let draft = Draft::new(name, file);
            assert_eq!(draft.directives[0].span.of(draft.as_read()), "whosaid: ignore[WO001] x");
        }
    }
}
