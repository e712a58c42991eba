//! Letters: how two ways to write a word are compared.

/// The letter with which a word in lower case begins, if it is one of ASCII.
pub(crate) fn letter(lower: &str) -> Option<u8> {
    lower.bytes().next().filter(u8::is_ascii)
}

/// False when the letter with which `text` begins shows that it is another word.
pub(crate) fn may_be(letter: Option<u8>, text: &str) -> bool {
    let other =
        |first: u8| first.is_ascii() && letter.is_some_and(|l| l != first.to_ascii_lowercase());
    !text.bytes().next().is_some_and(other)
}

/// True when `text` is `lower`, letter case and the form of an apostrophe apart; `lower` is in lower
/// case already.
pub(crate) fn same_letters(lower: &str, text: &str) -> bool {
    if text.is_ascii() {
        return lower.eq_ignore_ascii_case(text);
    }
    let straight = |c: char| if c == '’' { '\'' } else { c };
    lower.chars().map(straight).eq(text.chars().flat_map(char::to_lowercase).map(straight))
}

/// `text` in lower case: itself if it is so already, as most words are; else written into `buffer`.
pub(crate) fn lowered<'w>(text: &'w str, buffer: &'w mut String) -> &'w str {
    if is_lower(text) {
        return text;
    }
    lower_case(text, buffer);
    buffer
}

/// Writes `text` in lower case into `buffer`, with a straight apostrophe for a curly one.
pub(crate) fn lower_case(text: &str, buffer: &mut String) {
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(
            text.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
        );
    }
}

/// True when two words are one, letter case apart. Most differ in length already.
#[inline]
pub(crate) const fn same_word(text: &str, word: &str) -> bool {
    text.len() == word.len() && text.eq_ignore_ascii_case(word)
}

/// True when a word has no letter that lower case would change, as most have none.
pub(crate) fn is_lower(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curly_apostrophe_is_a_straight_one() {
        assert!(same_letters("'s", "’s") && same_letters("o'brien", "O’Brien"));
        assert!(!same_letters("'s", "s") && !same_letters("é", "e"));
    }
}
