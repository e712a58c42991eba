//! Text that a page can show: nothing in it hides, and nothing turns the words around it.

use std::borrow::Cow;

/// A text of a draft as a page shows it. Control characters are shown by their signs, "␀" for NUL; marks
/// that change the direction of what follows are replaced.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// A character as a page shows it.
fn shown(c: char) -> char {
    let sign = |base: u32| char::from_u32(0x2400 + base).unwrap_or('\u{fffd}');
    match c {
        '\t' | '\n' => c,
        // Line and paragraph ends of other machines.
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\0'..='\u{1f}' => sign(u32::from(c)),
        '\u{7f}' => sign(0x21),
        // Controls of old terminals; left-to-right and right-to-left marks, embeddings, overrides and isolates; interlinear notes;
        // letters of invisible tags.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_as_it_is() {
        let text = "“Zoë”\n\tשלום 東京 👩‍👩‍👧 <b>&amp;</b>";
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn what_hides_or_turns_is_shown() {
        assert_eq!(visible("a\0b\u{1b}[31mc\u{7f}"), "a␀b␛[31mc␡");
        assert_eq!(visible("a\u{202e}b\u{2066}c\u{200f}d"), "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(visible("a\r\nb\u{2028}c\u{9b}d"), "a\n\nb\nc\u{fffd}d");
        assert_eq!(visible("a\u{e0041}b"), "a\u{fffd}b");
    }
}
