//! The one place where YAML is read.

use serde::de::DeserializeOwned;

use super::{File, RuleError, RuleErrorKind};

/// No rule or settings file opens more brackets inside each other; the YAML reader takes minutes
/// over a hundred thousand.
const DEEPEST: usize = 500;

/// Where a text opens one bracket too many: line and column.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (line, words) in text.lines().enumerate() {
        for (column, char) in words.chars().enumerate() {
            match char {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Some((line + 1, column + 1));
            }
        }
    }
    None
}

/// Reads one file into its shape.
pub(crate) fn read<T: DeserializeOwned>(file: &File) -> Result<T, RuleError> {
    if let Some(at) = too_deep(&file.text) {
        let message = format!("more than {DEEPEST} brackets are open here");
        let kind = RuleErrorKind::Shape { at: Some(at), message, nearest: None };
        return Err(RuleError { path: file.path.clone(), kind });
    }
    serde_yaml::from_str(&file.text).map_err(|error| {
        let at = error.location().map(|at| (at.line(), at.column()));
        let message = error.to_string();
        RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(&message, at) }
    })
}
