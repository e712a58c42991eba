//! Words, numbers, abbreviations, hyphens, apostrophes, marks.

use super::token::{Class, Classes, Kind, Token};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Endings that are words of their own: "Maduro" + "'s", "did" + "n't".
const CONTRACTIONS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Splits the part of `text` at `span` into tokens and adds them to `tokens`.
pub(super) fn split<'d>(text: &'d str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token<'d>>) {
    let is_abbreviation = |word: &str| {
        let classes = Classes::of(&[Class::Abbreviation, Class::AbbreviationFinal]);
        lexicon.is_abbreviation(word, classes)
    };
    let mut at = span.start;
    while let Some(char) = text[at..span.end].chars().next() {
        if char.is_whitespace() || is_invisible(char) {
            at += char.len_utf8();
            continue;
        }
        let (kind, end) = next(&text[..span.end], at, char, is_abbreviation);
        if kind == Kind::Word {
            push_word(text, at, end, tokens);
        } else {
            tokens.push(Token::new(Span::new(at, end), &text[at..end], kind));
        }
        at = end;
    }
}

/// The words of a phrase of the lexicon; a full stop behind a word belongs to it.
pub(super) fn split_plain(phrase: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = phrase[at..].chars().next() {
        if char.is_whitespace() {
            at += char.len_utf8();
            continue;
        }
        let (kind, end) = next(phrase, at, char, |_| true);
        if kind == Kind::Word {
            push_word(phrase, at, end, &mut tokens);
        } else {
            tokens.push(Token::new(Span::new(at, end), &phrase[at..end], kind));
        }
        at = end;
    }
    tokens.iter().map(|token| token.text).collect()
}

/// Marks that take no room: byte order mark, zero-width spaces and joiners, soft hyphen, NUL.
const fn is_invisible(char: char) -> bool {
    matches!(char, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0')
}

/// The kind of the token that starts at `at`, and where it ends.
fn next(
    text: &str,
    at: usize,
    first: char,
    is_abbreviation: impl Fn(&str) -> bool,
) -> (Kind, usize) {
    let rest = &text[at..];
    let behind = at + first.len_utf8();
    match first {
        _ if starts_word(rest, first) => word(text, at, is_abbreviation),
        '.' | '!' | '?' | '…' => {
            let run = rest.find(|c| !matches!(c, '.' | '!' | '?' | '…')).unwrap_or(rest.len());
            (Kind::Stop, at + run)
        }
        ',' => (Kind::Comma, behind),
        ':' => (Kind::Colon, behind),
        ';' => (Kind::Semicolon, behind),
        '(' | '[' | '{' => (Kind::OpenBracket, behind),
        ')' | ']' | '}' => (Kind::CloseBracket, behind),
        '—' | '–' | '―' => (Kind::Dash, behind),
        '-' => {
            let run = rest.find(|c| c != '-').unwrap_or(rest.len());
            (Kind::Dash, at + run)
        }
        // Two apostrophes or two backticks are one double mark.
        '\'' if rest.starts_with("''") => (Kind::Symbol, at + 2),
        '`' if rest.starts_with("``") => (Kind::Symbol, at + 2),
        _ => (Kind::Symbol, behind),
    }
}

/// True where a word or number starts; "@name", "#tag" and ".5" count.
fn starts_word(rest: &str, first: char) -> bool {
    let next_is = |test: fn(char) -> bool| rest.chars().nth(1).is_some_and(test);
    first.is_alphanumeric()
        || (matches!(first, '@' | '#') && next_is(char::is_alphanumeric))
        || (first == '.' && next_is(|c| c.is_ascii_digit()))
        || is_combining(first)
}

/// Accents that are characters of their own.
const fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

/// Reads the word or number that starts at `at`.
fn word(text: &str, at: usize, is_abbreviation: impl Fn(&str) -> bool) -> (Kind, usize) {
    let rest = &text[at..];
    if ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start)) {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let end =
            rest[..end].trim_end_matches(['.', ',', ')', '"', '”', '\'', '’', ';', ':']).len();
        return (Kind::Symbol, at + end.max(1));
    }
    let mut end = at;
    let mut chars = rest.char_indices().peekable();
    let mut last = ' ';
    while let Some((offset, char)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        let inside = char.is_alphanumeric()
            || is_combining(char)
            || matches!(char, '_')
            || (offset == 0 && matches!(char, '@' | '#' | '.'))
            || (matches!(char, '-' | '‑' | '&' | '/')
                && last.is_alphanumeric()
                && next.is_alphanumeric())
            || (matches!(char, '\'' | '’') && last.is_alphanumeric() && next.is_alphabetic())
            || (matches!(char, '.' | ',' | ':') && last.is_ascii_digit() && next.is_ascii_digit())
            || (char == '.'
                && last.is_alphabetic()
                && next.is_alphabetic()
                && is_dotted(&rest[..offset]));
        if !inside {
            break;
        }
        last = char;
        end = at + offset + char.len_utf8();
    }
    let kind = if text[at..end].starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        Kind::Number
    } else {
        Kind::Word
    };
    // The full stop of "Mr." and "U.S." belongs to the word; so does that of an initial.
    if kind == Kind::Word && text[end..].starts_with('.') && !text[end..].starts_with("..") {
        let with_stop = &text[at..=end];
        let word = &text[at..end];
        let initial =
            word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() && c != 'I');
        if is_dotted(word) && word.contains('.') || initial || is_abbreviation(with_stop) {
            end += 1;
        }
    }
    (kind, end)
}

/// True for single letters with full stops between them: "U", "U.S", "a.m", also behind a hyphen:
/// "D-N.M".
fn is_dotted(word: &str) -> bool {
    let word = word.rsplit('-').next().unwrap_or(word);
    word.split('.').all(|letter| letter.chars().count() == 1)
}

/// Adds a word, its contraction or possessive ending split off.
fn push_word<'d>(text: &'d str, at: usize, end: usize, tokens: &mut Vec<Token<'d>>) {
    let cut = end - ending_len(&text[at..end]);
    for part in [at..cut, cut..end] {
        if !part.is_empty() {
            tokens.push(Token::new(part.clone().into(), &text[part], Kind::Word));
        }
    }
}

/// How many bytes of a word belong to the contraction at its end.
fn ending_len(word: &str) -> usize {
    let Some(mark) = word.rfind(['\'', '’']) else { return 0 };
    let straight = |text: &str| text.replace('’', "'").to_ascii_lowercase();
    let starts = if word[..mark].ends_with(['n', 'N']) { [mark - 1, mark] } else { [mark, mark] };
    starts
        .into_iter()
        .find(|&start| start > 0 && CONTRACTIONS.contains(&straight(&word[start..]).as_str()))
        .map_or(0, |start| word.len() - start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        let mut lexicon = crate::lexicon::Builder::default();
        lexicon.words(&crate::lexicon::WordFile {
            class: Class::Abbreviation,
            words: vec!["Mr.".into()],
        });
        split(text, Span::new(0, text.len()), &lexicon.finish(), &mut tokens);
        tokens.iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_party_and_a_state_are_one_word() {
        assert_eq!(words("Hale, D-N.M., left"), ["Hale", ",", "D-N.M.", ",", "left"]);
        assert_eq!(words("from non-U.S. firms"), ["from", "non-U.S.", "firms"]);
    }

    #[test]
    fn contractions_and_possessives_are_words_of_their_own() {
        assert_eq!(
            words("Maduro's didn't O’Malley’s"),
            ["Maduro", "'s", "did", "n't", "O’Malley", "’s"]
        );
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        assert_eq!(
            words("Mr. Hale of the U.S. said so."),
            ["Mr.", "Hale", "of", "the", "U.S.", "said", "so", "."]
        );
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(
            words("40,000 litres at 9.30, 3%"),
            ["40,000", "litres", "at", "9.30", ",", "3", "%"]
        );
    }

    #[test]
    fn hyphens_join_and_double_hyphens_part() {
        assert_eq!(words("re-election -- he"), ["re-election", "--", "he"]);
    }

    #[test]
    fn two_apostrophes_are_one_mark() {
        assert_eq!(words("''Go,'' he"), ["''", "Go", ",", "''", "he"]);
    }

    #[test]
    fn initials_and_ellipses() {
        assert_eq!(
            words("Martin D. Singer of... persecution"),
            ["Martin", "D.", "Singer", "of", "...", "persecution"]
        );
    }
}
