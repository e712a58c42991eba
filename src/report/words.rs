//! Words that every format shares.

use crate::weigh::Standing;

/// A text of a draft on one line, with what is invisible made visible, so that a draft cannot drive
/// the terminal.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(harmless).collect()
}

/// A character as it may be shown: one that drives a terminal, or turns the direction of what follows,
/// is made visible.
pub(super) fn harmless(char: char) -> char {
    let turns = matches!(
        char,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    if turns || char.is_control() { '\u{fffd}' } else { char }
}

/// "1 warning", "2 warnings".
pub(super) fn count(number: usize, noun: &str) -> String {
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
