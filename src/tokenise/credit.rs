//! The credit of a picture, run together with the paragraph behind it.

use super::token::Token;
use crate::lexicon::{Class, FunctionWord, Lexicon};

/// So many words of a credit follow its marks at most.
const TAIL: usize = 2;

/// A body in a credit has so many words at most.
const LONGEST_BODY: usize = 5;

/// True when the credit of a picture ends with the last of `tokens`, seen with the token behind it.
///
/// > Ann Hale/Getty **Images/File** The council said no.
pub(super) fn ends(tokens: &[Token<'_>], behind: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
    let opens = |t: &&Token<'_>| t.is_capitalised() || t.text.starts_with(['‘', '“']);
    if behind.as_ref().is_some_and(opens) && is_reference(tokens, lexicon) {
        return true;
    }
    let Some(next) = behind.filter(|t| t.is_capitalised()) else { return false };
    if is_body_of_credit(tokens, next, lexicon) {
        return true;
    }
    let mut marks = tokens.iter().rev().take(TAIL + 1);
    let Some(behind_mark) = marks.position(|token| is_credit(token.text, lexicon)) else {
        return false;
    };
    let tail = |t: &Token<'_>| lexicon.function_of(t.text).has(FunctionWord::CreditTail);
    let goes_on = tail(next) || is_credit(next.text, lexicon);
    !goes_on && tokens[tokens.len() - behind_mark..].iter().all(tail)
}

/// True for the words that lead to another article, run together with its headline.
///
/// > The council said no. **Related article** EU leaders warn of a hard winter
fn is_reference(tokens: &[Token<'_>], lexicon: &Lexicon) -> bool {
    let [.., first, last] = tokens else { return false };
    let reads = |t: &Token<'_>, set| lexicon.function_of(t.text).has(set);
    first.is_capitalised()
        && !last.is_capitalised()
        && reads(first, FunctionWord::Related)
        && reads(last, FunctionWord::RelatedPiece)
}

/// True where a credit ends that names a body in several words.
///
/// > Handout/Selby Rescue **Corps** The council said no.
fn is_body_of_credit(tokens: &[Token<'_>], next: &Token<'_>, lexicon: &Lexicon) -> bool {
    let body = |t: &Token<'_>| lexicon.classes_of(t.text).has(Class::OrganisationSuffix);
    let words = tokens.iter().rev().take(LONGEST_BODY).take_while(|t| t.is_capitalised());
    let agency = |part: &str| lexicon.function_of(part).has(FunctionWord::PhotoAgency);
    words.skip(1).any(|t| t.text.contains('/') && t.text.split('/').any(agency))
        && !body(next)
        && tokens.last().is_some_and(body)
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
            ("Handout/Selby Rescue Corps The mayor said no.", "Handout/Selby Rescue Corps"),
            ("Related article Selby leaders warn of a hard winter.", "Related article"),
            ("A related article Hale wrote said no.", "A related article Hale wrote said no."),
        ];
        for (copy, right) in cases {
            assert_eq!(first(copy), right, "{copy}");
        }
    }
}
