//! How a part of a Word document writes names and numbers.

/// How names of Word's namespace are written in a part.
#[derive(Clone, Debug)]
pub(super) struct Prefix {
    /// "w:"
    pub(super) name: String,
    /// What binds it, where the part does not.
    pub(super) binding: String,
}

impl Prefix {
    /// The prefix of a tag.
    pub(super) fn of(tag: &str, strict: bool) -> Self {
        let name = tag.trim_start_matches('<');
        let name = name.split(['>', ' ', '/', '\n', '\r', '\t']).next().unwrap_or_default();
        match name.split_once(':') {
            Some((prefix, _)) => Self { name: format!("{prefix}:"), binding: String::new() },
            None => {
                Self { name: "w:".to_owned(), binding: format!(" xmlns:w=\"{}\"", space(strict)) }
            }
        }
    }
}

/// The number of a comment; 0 for one that is out of all bounds.
pub(super) fn number(id: &str) -> u32 {
    id.parse().ok().filter(|id| *id < 1 << 30).unwrap_or(0)
}

/// The namespace of Word.
pub(super) fn space(strict: bool) -> &'static str {
    if strict {
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    } else {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    }
}
