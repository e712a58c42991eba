//! What keeps a draft from being read, in plain words.

use std::io;

use crate::span::Position;

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

impl ReadError {
    /// True for a file that is no story, such as a file of settings in a folder of drafts.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        matches!(self.kind, ReadErrorKind::NoStory(_))
    }
}

/// What keeps a draft from being read.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// The file cannot be opened or read.
    #[error(": {}", plain(.0))]
    Io(#[source] io::Error),
    /// A format that is not read.
    #[error(
        ": {0} is not read; whosaid reads text, Markdown, HTML, Word (.docx), LibreOffice (.odt), NITF, NewsML, ninjs, RSS, mail and wire copy"
    )]
    NotRead(&'static str),
    /// A file or a story that is too large.
    #[error(": more than {0} MB; split it")]
    TooLarge(usize),
    /// A file of a format that is read, but no story.
    #[error(": {0}")]
    NoStory(String),
    /// A file that is no text and no document.
    #[error(":{}:{}: a NUL byte; this is not a text file", at.line, at.column)]
    Binary {
        /// Where.
        at: Position,
    },
    /// A file that is broken, or is not what its name says.
    #[error("{}: {message}", place(*at))]
    Broken {
        /// Where, if it can be said.
        at: Option<Position>,
        /// What is wrong, and what was expected.
        message: String,
    },
}

/// A place as messages have it.
fn place(at: Option<Position>) -> String {
    at.map_or(String::new(), |at| format!(":{}:{}", at.line, at.column))
}

/// An operating system's error in plain words.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read this file".to_owned(),
        _ => error.to_string(),
    }
}
