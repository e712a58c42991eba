//! What is wrong with an XML file, in plain words.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};

use super::super::error::ReadErrorKind;
use crate::span::LineIndex;

/// What is wrong at a place.
pub(super) fn broken(source: &str, at: usize, message: &str) -> ReadErrorKind {
    let at = LineIndex::new(source).position_of(source, at.min(source.len()));
    ReadErrorKind::Broken { at: Some(at), message: format!("broken XML: {message}") }
}

/// What a parser has found wrong, in plain words.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("</{found}> closes an element that is not open; expected </{expected}>")
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            format!("</{found}> closes an element that is not open")
        }
        Error::Syntax(SyntaxError::UnclosedTag) => "a tag is not closed; expected “>”".to_owned(),
        Error::Syntax(
            SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => "the value of an attribute is not closed; expected a quotation mark".to_owned(),
        Error::Syntax(SyntaxError::UnclosedComment) => {
            "a comment is not closed; expected “-->”".to_owned()
        }
        Error::Syntax(SyntaxError::UnclosedCData) => {
            "a CDATA section is not closed; expected “]]>”".to_owned()
        }
        other => other.to_string(),
    }
}
