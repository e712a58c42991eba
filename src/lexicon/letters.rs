//! Letters: how two ways to write a word are compared.

/// The letter with which a word in lower case begins, if it is one of ASCII.
pub(crate) fn letter(lower: &str) -> Option<u8> {
    lower.bytes().next().filter(u8::is_ascii)
}

/// The first four letters of a word, in lower case, as one number; a line end ends the word. None if one
/// of them is not of ASCII, and for no word.
pub(crate) fn opening(word: &str) -> Option<u32> {
    let mut letters = 0;
    for byte in word.bytes().take(4).take_while(|byte| *byte != b'\n') {
        if !byte.is_ascii() {
            return None;
        }
        letters = letters << 8 | u32::from(byte.to_ascii_lowercase());
    }
    (letters != 0).then_some(letters)
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

/// Room for a word in lower case: a short one of ASCII takes no memory of its own.
#[derive(Default)]
pub(crate) struct Room {
    short: [u8; 32],
    long: String,
}

/// `text` in lower case: itself if it is so already, as most words are; else written into `room`.
pub(crate) fn lowered<'w>(text: &'w str, room: &'w mut Room) -> &'w str {
    if is_lower(text) {
        return text;
    }
    let Room { short, long } = room;
    if let Some(short) = short.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        short.copy_from_slice(text.as_bytes());
        short.make_ascii_lowercase();
        std::str::from_utf8(short).unwrap_or_default()
    } else {
        lower_case(text, long);
        long
    }
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
    fn a_word_is_put_into_lower_case_where_it_is_not() {
        let long = "A".repeat(40);
        for (text, lower) in [
            ("hale", "hale"),
            ("HALE", "hale"),
            ("É", "é"),
            ("O’Brien", "o'brien"),
            (&*long, &*"a".repeat(40)),
        ] {
            assert_eq!(lowered(text, &mut Room::default()), lower);
        }
    }

    #[test]
    fn an_opening_is_four_letters_of_ascii() {
        assert_eq!(opening("Said"), opening("said\nso"));
        assert_eq!(opening("so\nsaid"), opening("So"));
        assert_ne!(opening("sai"), opening("said"));
        assert_eq!(opening("comment"), opening("common"));
        assert_eq!([opening(""), opening("né"), opening("don’t")], [None; 3]);
    }

    #[test]
    fn a_curly_apostrophe_is_a_straight_one() {
        assert!(same_letters("'s", "’s") && same_letters("o'brien", "O’Brien"));
        assert!(!same_letters("'s", "s") && !same_letters("é", "e"));
    }
}
