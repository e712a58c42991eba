//! What a part of a text in JSON is said to be.

use super::keys::Keys;
use super::search::first;
use super::value::Object;

/// What a part is said to be, in small letters without signs: "listitem".
pub(super) fn kind(object: &Object<'_>, keys: &Keys) -> Option<String> {
    let said = |list: &[String]| first(object, list, keys).map(|(inner, _)| bare(inner.text()));
    let kind = said(&keys.kind);
    let styled = kind.as_ref().is_none_or(|kind| keys.styled.contains(kind));
    if styled { said(&keys.style).or(kind) } else { kind }
}

fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
