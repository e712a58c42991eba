//! Spoken words as they are compared: lower case, no marks, numbers as figures.

use super::numbers::folded;
use super::speech::Speech;
use super::word::{MINUS, NOTHING, WAITS, Word};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// The words of a text, hesitations left out, each number in one. Nothing is taken out of the text: a
/// transcript is first freed of what nobody says.
pub(super) fn words(text: &str, speech: &Speech, lexicon: &Lexicon) -> Vec<Word> {
    let mut words = Vec::new();
    let mut scan = Scan { text, at: 0 };
    while let Some(word) = scan.next(speech) {
        words.push(word);
    }
    words.retain(|word| !speech.is_hesitation(&word.key));
    folded(&words, speech, lexicon)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The next character after some bytes.
    fn after(&self, bytes: usize) -> Option<char> {
        self.text[self.at + bytes..].chars().find(|c| *c != char::from(NOTHING))
    }

    fn next(&mut self, speech: &Speech) -> Option<Word> {
        loop {
            let char = self.peek()?;
            if char.is_alphanumeric() {
                return Some(self.word());
            }
            let span = Span::new(self.at, self.at + char.len_utf8());
            let minus = self.is_minus(char, speech);
            self.at = span.end;
            if minus {
                return Some(Word { span, key: MINUS.to_string() });
            }
            if let Some(word) = speech.sign(char) {
                return Some(Word { span, key: word.to_owned() });
            }
            if let Some(word) = speech.currency(char) {
                return Some(Word { span, key: format!("{WAITS}{word}") });
            }
        }
    }

    /// True for the sign of "-5", "−5" and "-$5"; not for the dash of "2-5", of "- 5", and of a new
    /// speaker at the beginning of a line.
    fn is_minus(&self, char: char, speech: &Speech) -> bool {
        if !matches!(char, '-' | '−') {
            return false;
        }
        let mut after = self.text[self.at + char.len_utf8()..].chars();
        let number = match after.next() {
            Some(c) if speech.currency(c).is_some() => after.next(),
            other => other,
        };
        let before = self.text[..self.at].trim_end_matches(char::from(NOTHING));
        let goes_on = || {
            let line = before.trim_end();
            line.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        };
        let begins = match before.chars().next_back() {
            None => true,
            Some('\n') => char == '−' || goes_on(),
            Some(c) => c.is_whitespace() || "([“\"‘'".contains(c),
        };
        begins && number.is_some_and(|c| c.is_ascii_digit())
    }

    /// The word that begins here.
    fn word(&mut self) -> Word {
        let start = self.at;
        let mut end = start;
        let mut key = String::new();
        // Letters since the beginning or the last full stop: "U.S." is one word.
        let mut letters = 0;
        let mut dotted = true;
        while let Some(char) = self.peek() {
            let width = char.len_utf8();
            let digit = key.ends_with(|c: char| c.is_ascii_digit());
            if char.is_alphanumeric() {
                key.extend(char.to_lowercase());
                letters += 1;
                end = self.at + width;
            } else if matches!(char, '\'' | '’' | 'ʼ' | '‘') && self.letter_after(width) {
                key.push('\'');
                dotted = false;
            } else if digit && char == ',' && self.three_digits_after(width) {
            } else if digit && char == '.' && self.after(width).is_some_and(|c| c.is_ascii_digit())
            {
                key.push('.');
                dotted = false;
            } else if char == '.' && dotted && letters == 1 && self.lone_letter_after(width) {
                letters = 0;
            } else if !is_nothing(char) {
                break;
            }
            self.at += width;
        }
        Word { span: Span::new(start, end), key }
    }

    fn letter_after(&self, bytes: usize) -> bool {
        self.after(bytes).is_some_and(char::is_alphanumeric)
    }

    /// True for ",000" and not for ",0000" or ", 000".
    fn three_digits_after(&self, bytes: usize) -> bool {
        let rest = &self.text.as_bytes()[self.at + bytes..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        digits == 3
    }

    /// True before a letter that stands alone: the "S" of "U.S.".
    fn lone_letter_after(&self, bytes: usize) -> bool {
        let mut rest = self.text[self.at + bytes..].chars();
        rest.next().is_some_and(char::is_alphabetic)
            && rest.next().is_none_or(|c| !c.is_alphanumeric() && c != '\'' && c != '’')
    }
}

/// True for what leaves no gap: a tag, an accent of its own, a soft hyphen, a mark of direction.
fn is_nothing(char: char) -> bool {
    char == char::from(NOTHING)
        || matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rulebook;

    fn keys(text: &str) -> String {
        let lexicon = Rulebook::built_in().lexicon;
        let words = words(text, &Speech::built_in(), &lexicon);
        words.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_without_their_marks() {
        assert_eq!(keys("“We’ll—um—go,” he said."), "we'll go he said");
        assert_eq!(keys("well-kept; the U.S. We U.N."), "well kept the us we un");
        assert_eq!(keys("the workers’ hall"), "the workers hall");
        assert_eq!(keys("Hel\u{1}lo"), "hello");
    }

    #[test]
    fn a_minus_is_of_its_number() {
        assert_eq!(keys("-5, −5 and minus five"), "#-5 #-5 and #-5");
        assert_eq!(keys("-$5m"), "#-5000000 dollars");
        assert_eq!(
            keys("2-5, covid-19, - 5, minus the boats"),
            "#2 #5 covid #19 #5 minus the boats"
        );
        assert_eq!(keys("Yes.\n-5 of us\nat\n-5"), "yes #5 of us at #-5");
    }

    #[test]
    fn numbers_are_figures() {
        assert_eq!(keys("twenty-five of 25"), "#25 of #25");
        assert_eq!(keys("two hundred and ten, 1,000, a thousand"), "#210 #1000 #1000");
        assert_eq!(keys("$2.5m, two and a half"), "#2500000 dollars #2.5");
        assert_eq!(keys("two and a half million, half a million"), "#2500000 #500000");
        assert_eq!(keys("two and a hall, half a mile"), "#2 and a hall half a mile");
        assert_eq!(
            keys("£20 million and 5 percent, 5%"),
            "#20000000 pounds and #5 percent #5 percent"
        );
        assert_eq!(keys("in twenty twenty-six, nineteen ninety"), "in #2026 #1990");
        assert_eq!(keys("three point five"), "#3.5");
        assert_eq!(keys("2½ of 2 ½, ½ million"), "#2.5 of #2.5 #500000");
        assert_eq!(keys("£2¼m, two and a quarter million"), "#2250000 pounds #2250000");
        assert_eq!(keys("three and three quarters, 3¾"), "#3.75 #3.75");
        assert_eq!(keys("a quarter of a million"), "#250000");
        assert_eq!(keys("three quarters of a million, a quarter million"), "#750000 #250000");
        assert_eq!(keys("two thirds, ⅔, 2 thirds"), "#0.666667 #0.666667 #0.666667");
        assert_eq!(
            keys("a quarter of the men, ¼, the third man"),
            "#0.25 of the men #0.25 the third man"
        );
        assert_eq!(keys("one of us, two, three"), "#1 of us #2 #3");
    }
}
