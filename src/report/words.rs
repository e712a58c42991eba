//! Words that every format shares.

use std::borrow::Cow;

use crate::read::{Draft, Location};
use crate::weigh::Standing;

/// A text of a draft on one line, with control characters made visible, so that a draft cannot
/// drive the terminal.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if drives(c) { '\u{fffd}' } else { c }).collect()
}

/// True for a character that drives a terminal or turns the direction of a line.
pub(super) fn drives(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    char.is_control() || turns || matches!(char, '\u{2028}' | '\u{2029}')
}

/// A text with what drives a terminal written as an escape: `\u{1b}`. Line ends are escaped too.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let drives = |char| char != '\t' && drives(char);
    if !text.chars().any(drives) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if drives(char) { out.extend(char.escape_unicode()) } else { out.push(char) }
    }
    Cow::Owned(out)
}

/// "1 warning", "2 warnings".
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// "and 3 more places"
pub(super) fn and_more(places: usize) -> String {
    format!("and {}", count(places, "more place"))
}

/// A standing in an editor's words.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Disputed => "disputed",
        Standing::Documented => "documented",
        Standing::Independent => "independently supported",
        Standing::Agreed => "both sides agree",
        Standing::OneSideAsked => "one side; the other declined",
        Standing::OneSide => "one side",
        Standing::OneSource => "one source",
        Standing::Unsourced => "unsourced",
    }
}

/// Some places in words, each once: "line 3", "lines 3, 9 and 14".
pub(super) fn places_in_words(draft: &Draft, starts: impl IntoIterator<Item = usize>) -> String {
    let mut all: Vec<Location> = Vec::new();
    for at in starts.into_iter().map(|start| draft.where_is(start)) {
        let same = |known: &Location| known.to_string() == at.to_string();
        if !all.iter().any(same) {
            all.push(at);
        }
    }
    let alike = all.iter().all(|at| at.to_string() == format!("{} {}", at.unit(), at.number()));
    match all.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [first, ..] if alike => {
            let numbers: Vec<String> = all.iter().map(|at| at.number().to_string()).collect();
            format!("{}s {}", first.unit(), listed(&numbers))
        }
        _ => listed(&all.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

/// "a, b and c"
pub(super) fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The name of a kind in words: "named-person".
pub(super) fn kebab(kind: impl serde::Serialize) -> String {
    let name = serde_json::to_value(kind).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}
