//! Messages as SARIF has them.

use serde::Serialize;

/// A message in plain text.
#[derive(Serialize)]
pub(super) struct Text {
    text: String,
}

impl Text {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// A message with words of a draft in it, in which braces are no place to fill in and brackets no link.
    pub(super) fn message(text: &str) -> Self {
        let text = text.replace('{', "{{").replace('}', "}}");
        Self { text: text.replace("](", "] (") }
    }
}

/// A text, and the same in Markdown.
#[derive(Serialize)]
pub(super) struct Both {
    pub(super) text: String,
    pub(super) markdown: String,
}
