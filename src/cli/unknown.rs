//! What is said of a word that is none of those expected.

/// "unknown level “eror”, expected error, warning, note or off; did you mean error?"
pub(super) fn unknown(what: &str, found: &str, names: &[&str]) -> String {
    let near = names.iter().map(|name| (strsim::damerau_levenshtein(found, name), name));
    let near = near.filter(|(far, name)| *far <= 1 + name.len() / 3).min();
    let near = near.map_or(String::new(), |(_, name)| format!("; did you mean {name}?"));
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    let (found, others) = (found.escape_debug(), others.join(", "));
    format!("unknown {what} “{found}”, expected {others} or {last}{near}")
}
