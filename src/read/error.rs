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
