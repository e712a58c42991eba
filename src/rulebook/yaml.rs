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

/// The place of a tab that indents a line, or the line before, for which YAML is refused.
fn indenting_tab(text: &str, line: usize) -> Option<(usize, usize)> {
    let near = line.saturating_sub(1)..=line;
    let mut lines = text.lines().enumerate().filter(|(n, _)| near.contains(&(n + 1)));
    lines.find_map(|(n, words)| {
        let indent = &words[..words.len() - words.trim_start_matches([' ', '\t']).len()];
        Some((n + 1, indent.find('\t')? + 1))
    })
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
        if let Some(tab) = at.and_then(|(line, _)| indenting_tab(&file.text, line)) {
            let message = "a tab in the indentation, expected spaces".to_owned();
            let kind = RuleErrorKind::Shape { at: Some(tab), message, nearest: None };
            return RuleError { path: file.path.clone(), kind };
        }
        let message = error.to_string();
        RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(&message, at) }
    })
}
