//! A news draft: its text, blocks, notes and lines.

use std::fs;
use std::path::Path;

use super::apart;
use super::blocks::{self, Block};
use super::directive::{self, Directive};
use super::error::{ReadError, ReadErrorKind};
use super::front;
use super::markup::Markup;
use super::sidecar::Sidecar;
use crate::span::{LineIndex, Position, Span};

/// A news draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The path as the user gave it, or the name of the stream.
    pub path: String,
    /// The text as read, notes to `whosaid` and markup blanked.
    pub text: String,
    /// Headline, captions, paragraphs …, in order.
    pub blocks: Vec<Block>,
    /// Notes to `whosaid`, in order.
    pub directives: Vec<Directive>,
    /// What the file beside the draft sets aside.
    pub sidecar: Option<Sidecar>,
    /// The text with its notes and markup, where there are any.
    as_read: Option<String>,
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
        let noted = (!directives.is_empty()).then(|| directive::blank(&text, &directives));
        let apart = apart::quotations(markup, noted.as_deref().unwrap_or(&text));
        let bare = markup.blank(noted.as_deref().unwrap_or(&text)).or(noted);
        let (text, as_read) = match bare {
            Some(bare) => (bare, Some(text)),
            None => (text, None),
        };
        let blocks = blocks::split(&text, &directives);
        Self { path, text, blocks, directives, sidecar: None, as_read, apart, lines }
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

    /// The text with the notes to `whosaid` and the markup in it.
    #[must_use]
    pub fn as_read(&self) -> &str {
        self.as_read.as_deref().unwrap_or(&self.text)
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
        self.lines.position_of(self.as_read(), offset)
    }

    /// The line (from 1) in which a byte offset falls.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(offset)
    }
}
