//! The one place where YAML is read.

use serde::de::DeserializeOwned;

use super::bounds::{DEEPEST, too_deep};
use super::{File, RuleError, RuleErrorKind, Trust};

/// What is said of a file of which messages have no words.
const UNTOLD: &str = "not valid here; it lies outside the folder of the settings that name it, so \
                      what stands there is not shown. Give it with --config to see it";

/// The place of a tab that indents a line, or the line before, for which YAML is refused.
fn indenting_tab(text: &str, line: usize) -> Option<(usize, usize)> {
    let near = line.saturating_sub(1)..=line;
    let mut lines = text.lines().enumerate().filter(|(n, _)| near.contains(&(n + 1)));
    lines.find_map(|(n, words)| {
        let indent = &words[..words.len() - words.trim_start_matches([' ', '\t']).len()];
        Some((n + 1, indent.find('\t')? + 1))
    })
}

/// Reads one rule file into its shape; of one inside the program, what the build has read of it.
pub(crate) fn read_rules<T: DeserializeOwned>(file: &File) -> Result<T, RuleError> {
    let prepared = file.json.and_then(|json| serde_json::from_str(json).ok());
    prepared.map_or_else(|| read(file), Ok)
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
        if file.trust == Trust::Elsewhere {
            let kind = RuleErrorKind::Shape { at, message: UNTOLD.to_owned(), nearest: None };
            return RuleError { path: file.path.clone(), kind };
        }
        let message = error.to_string();
        RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(&message, at) }
    })
}
