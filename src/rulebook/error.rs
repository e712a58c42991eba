//! What can be wrong with a rule file.

use std::{fmt, io};

/// A rule file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}{kind}")]
pub struct RuleError {
    /// The file.
    pub path: String,
    /// What is wrong, and where in the file.
    pub kind: RuleErrorKind,
}

/// What is wrong with a rule file.
#[derive(Debug)]
pub enum RuleErrorKind {
    /// It cannot be read.
    Io(io::Error),
    /// It is larger than a rule file may be.
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// It is a device, a pipe or a folder.
    NoFile,
    /// A folder has too many entries to be one of rules.
    TooMany {
        /// How many it may have.
        most: usize,
    },
    /// A folder has too many bytes to be one of rules.
    FolderTooLarge {
        /// How many MiB it may have.
        most: usize,
    },
    /// It lies where no rule file is looked for.
    Misplaced {
        /// How the places start where they are.
        expected: &'static [&'static str],
    },
    /// Another file has the same code or name.
    Duplicate {
        /// The code or name.
        what: String,
        /// The other file.
        other: String,
    },
    /// It is not YAML, or not of the shape of a rule file.
    Shape {
        /// Line and column, from 1; absent where the YAML reader does not know.
        at: Option<(usize, usize)>,
        /// What was found and what is allowed.
        message: String,
        /// The allowed word nearest to the one found.
        nearest: Option<String>,
    },
}

/// What the YAML reader says, and how an editor would say it.
const PLAIN: [(&str, &str); 10] = [
    ("a YAML tag starting with '!'", "one word"),
    ("invalid type: unit value", "found nothing"),
    ("invalid type: ", "found a "),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected keys with values"),
    ("found a integer", "found a number"),
    ("found a sequence", "found a list"),
    ("found a map", "found keys with values"),
    ("unknown field", "unknown key"),
    ("unknown variant", "unknown value"),
];

impl RuleErrorKind {
    /// Reads a message of the YAML reader: the place apart, the nearest allowed word added.
    pub(super) fn of_yaml(message: &str, at: Option<(usize, usize)>) -> Self {
        let place = message.rfind(" at line ").filter(|_| at.is_some());
        let message = &message[..place.unwrap_or(message.len())];
        let message = &PLAIN.iter().fold(message.to_owned(), |m, (of, to)| m.replace(of, to));
        let message = &match message.split_once("expected struct ") {
            Some((found, _)) => format!("{found}expected keys with values"),
            None => message.clone(),
        };
        let mut quoted = message.split('`').skip(1).step_by(2);
        let nearest = quoted.next().and_then(|found| {
            let close =
                |word: &&str| strsim::damerau_levenshtein(found, word) <= 1 + found.len() / 3;
            let best =
                quoted.filter(close).min_by_key(|word| strsim::damerau_levenshtein(found, word));
            best.map(str::to_owned)
        });
        Self::Shape { at, message: message.to_owned(), nearest }
    }
}

impl fmt::Display for RuleErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => f.write_str(": no such file or folder"),
                io::ErrorKind::PermissionDenied => f.write_str(": no permission to read it"),
                io::ErrorKind::InvalidData => f.write_str(": not text, expected YAML in UTF-8"),
                _ => write!(f, ": {error}"),
            },
            Self::TooLarge { size } => {
                write!(f, ": {size} bytes, expected a file of at most 1 MiB")
            }
            Self::NoFile => f.write_str(": not a file; a device, a pipe or a folder is not read"),
            Self::TooMany { most } => {
                write!(f, ": more than {most} entries, expected a folder of rules")
            }
            Self::FolderTooLarge { most } => {
                write!(f, ": more than {most} MiB in all, expected a folder of rules")
            }
            Self::Misplaced { expected } => {
                write!(f, ": not read as rules; expected a file under {}", expected.join(", "))
            }
            Self::Duplicate { what, other } => write!(f, ": `{what}` is already in {other}"),
            Self::Shape { at, message, nearest } => {
                if let Some((line, column)) = at {
                    write!(f, ":{line}:{column}")?;
                }
                write!(f, ": {message}")?;
                nearest.as_ref().map_or(Ok(()), |word| write!(f, "; did you mean `{word}`?"))
            }
        }
    }
}
