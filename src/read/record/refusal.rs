//! What is said of a record that cannot be read.

use crate::read::error::ReadErrorKind;
use crate::read::json::Value;

/// The text of a record, as a JSON Pointer has it.
pub(super) const TEXT: &str = "/text";

/// What is said of a record without a text in which no story is found either.
pub(super) fn no_story(value: Value<'_>, kind: &ReadErrorKind) -> String {
    if !matches!(kind, ReadErrorKind::NoStory(_)) {
        return on_one_line(kind);
    }
    let keys = value.object();
    let keys = keys.iter().flat_map(|object| object.keys());
    let near = keys.map(|key| nearest(key, &[TEXT.trim_start_matches('/')]));
    let near = near.into_iter().find(|near| !near.is_empty()).unwrap_or_default();
    format!("no “text” in this record, nor a story as JSON files have it{near}")
}

/// "; did you mean text?", where a name is near.
pub(super) fn nearest(found: &str, names: &[&str]) -> String {
    let found = found.to_lowercase();
    let far = names.iter().map(|name| (strsim::damerau_levenshtein(&found, name), name));
    let near = far.filter(|(far, name)| *far <= 1 + name.len() / 3).min();
    near.map_or(String::new(), |(_, name)| format!("; did you mean {name}?"))
}

/// A message without a file before it, and with its place after it.
pub(super) fn on_one_line(kind: &ReadErrorKind) -> String {
    match kind {
        ReadErrorKind::Broken { at: Some(at), message } => {
            format!("{message} (line {}, column {})", at.line, at.column)
        }
        ReadErrorKind::Binary { at } => {
            format!("a NUL character (line {}, column {})", at.line, at.column)
        }
        other => other.to_string().trim_start_matches([':', ' ']).to_owned(),
    }
}
