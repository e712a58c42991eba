//! Takes a path or bytes. Gives a [`Draft`]: its text, its blocks, its lines.
//! Never moves a byte of the text, so that every span fits the file as it is; notes to `whosaid`
//! and the markup of Markdown and HTML are blank in it.

mod blocks;
mod directive;
mod front;
mod markup;
mod sidecar;

use std::path::Path;
use std::{fs, io};

pub use blocks::{Block, BlockKind};
pub use directive::{Before, Directive};
pub use sidecar::{Sidecar, SidecarEntry};

use markup::Markup;

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
        let bare = markup.blank(noted.as_deref().unwrap_or(&text)).or(noted);
        let (text, as_read) = match bare {
            Some(bare) => (bare, Some(text)),
            None => (text, None),
        };
        let blocks = blocks::split(&text, &directives);
        Self { path, text, blocks, directives, sidecar: None, as_read, lines }
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

/// A draft that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}{kind}")]
pub struct ReadError {
    /// The path as given.
    pub path: String,
    /// What is wrong.
    #[source]
    pub kind: ReadErrorKind,
}

/// What keeps a draft from being read.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// The file cannot be opened or read.
    #[error(": {}", plain(.0))]
    Io(#[source] io::Error),
    /// A byte that is not UTF-8.
    #[error(":{}:{}: byte {byte:#04x} is not UTF-8; save the draft as UTF-8 text", at.line, at.column)]
    NotUtf8 {
        /// Where.
        at: Position,
        /// The byte.
        byte: u8,
    },
    /// A NUL byte, which text does not have.
    #[error(":{}:{}: a NUL byte; this is not a text file", at.line, at.column)]
    Binary {
        /// Where.
        at: Position,
    },
    /// Text in UTF-16.
    #[error(":1:1: the text is UTF-16; save the draft as UTF-8 text")]
    Utf16,
}

/// An operating system's error in plain words.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        _ => error.to_string(),
    }
}
