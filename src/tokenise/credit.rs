//! The credit of a picture, run together with the paragraph behind it.

use super::token::Token;
use crate::lexicon::{FunctionWord, Lexicon};

/// So many words of a credit follow its marks at most.
const TAIL: usize = 2;

/// True when the credit of a picture ends with the last of `tokens`, seen with the token behind it.
///
/// > Ann Hale/Getty **Images/File** The council said no.
pub(super) fn ends(tokens: &[Token<'_>], behind: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
    let Some(next) = behind.filter(|t| t.is_capitalised()) else { return false };
    let tail = |t: &Token<'_>| lexicon.function_of(t.text).has(FunctionWord::CreditTail);
    if tail(next) || is_credit(next.text, lexicon) {
        return false;
    }
    let marks = tokens.iter().rev().take(TAIL + 1);
    for (n, token) in marks.enumerate() {
        if is_credit(token.text, lexicon) {
            return n == 0 || tokens[tokens.len() - n..].iter().all(tail);
        }
    }
    false
}

/// True for a word with a slash and an agency for pictures, or for what is left of one.
///
/// > Hale/**Reuters**, Images/**File**
pub(crate) fn is_credit(word: &str, lexicon: &Lexicon) -> bool {
    let mut parts = word.split('/');
    let first = parts.next().is_some_and(|part| part.starts_with(|c: char| c.is_alphabetic()));
    first && parts.any(|part| lexicon.function_of(part).has(FunctionWord::PhotoAgency))
}

#[cfg(test)]
mod tests {
    use crate::testing::tagged;

    #[test]
    fn a_paragraph_begins_behind_the_credit_of_a_picture() {
        let first = |copy: &str| {
            let (draft, text, _) = tagged(copy);
            draft.words(text.span_of(&text.sentences[0].tokens))
        };
        let cases = [
            (
                "Ann Hale/Getty Images/File A clerk said the road was shut.",
                "Ann Hale/Getty Images/File",
            ),
            ("Ann Hale/Reuters Selby is cold, the mayor said.", "Ann Hale/Reuters"),
            ("Ann Hale/AFP/Getty Images The mayor said no.", "Ann Hale/AFP/Getty Images"),
            ("The Hale/Reed Council said no.", "The Hale/Reed Council said no."),
            ("Ann Hale/Reuters said no.", "Ann Hale/Reuters said no."),
        ];
        for (copy, right) in cases {
            assert_eq!(first(copy), right, "{copy}");
        }
    }
}
