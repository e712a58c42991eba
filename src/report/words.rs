//! Words that every format shares.

use crate::weigh::Standing;

/// A text of a draft on one line, with what is invisible made visible, so that a draft cannot drive
/// the terminal.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if drives(c) { '\u{fffd}' } else { c }).collect()
}

/// True for a character that drives a terminal or turns the direction of a line.
pub(super) fn drives(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    char.is_control() || turns || matches!(char, '\u{2028}' | '\u{2029}')
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
