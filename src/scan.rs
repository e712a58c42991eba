//! Cuts text into words, numbers and marks. Knows no words: the tokeniser and the lexicon both cut
//! with it, so that a phrase in a rule file is cut as a draft is.

use std::ops::Range;

use serde::Serialize;

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Kind {
    /// Letters, with inner hyphens, full stops of abbreviations, and apostrophes.
    Word,
    /// Digits, with inner commas, full stops, colons and slashes.
    Number,
    /// `.` `!` `?` and runs of them; an ellipsis too.
    Stop,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// An en or em dash, two hyphens, or a hyphen between spaces.
    Dash,
    /// `(` or `[`
    OpenBracket,
    /// `)` or `]`
    CloseBracket,
    /// A mark that opens a quotation.
    OpenQuote,
    /// A mark that closes a quotation.
    CloseQuote,
    /// Anything else: `%`, `$`, bullets, emoji.
    Symbol,
    /// A whole quotation, seen as one token by the grammar; never made by `tokenise`.
    Quotation,
}

/// Endings that are words of their own: "Maduro" + "'s", "did" + "n't".
const CONTRACTIONS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Hands every word, number and mark of the part of `text` at `span` to `found`, in order, with its
/// place in bytes. `is_abbreviation` says of a word with its full stop, and of whether a figure stands
/// behind, whether the stop belongs to it.
pub(crate) fn pieces(
    text: &str,
    span: Span,
    is_abbreviation: impl Fn(&str, bool) -> bool,
    mut found: impl FnMut(Kind, Range<usize>),
) {
    let mut at = span.start;
    while let Some(char) = text[at..span.end].chars().next() {
        if char.is_whitespace() || is_invisible(char) {
            at += char.len_utf8();
            continue;
        }
        let (kind, end) = next(&text[..span.end], at, char, &is_abbreviation);
        if kind == Kind::Word {
            // "Maduro" + "'s"
            let cut = end - ending_len(&text[at..end]);
            for part in [at..cut, cut..end].into_iter().filter(|part| !part.is_empty()) {
                found(kind, part);
            }
        } else {
            found(kind, at..end);
        }
        at = end;
    }
}

/// The words of a phrase in a rule file; a full stop at the end of a word belongs to it.
pub(crate) fn words_of(phrase: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let whole = Span::new(0, phrase.len());
    pieces(phrase, whole, |_, _| true, |_, range| words.push(&phrase[range]));
    words
}

/// True for a word that is cut off the one in front of it: "'s", "n't".
pub(crate) fn is_contraction(word: &str) -> bool {
    CONTRACTIONS.contains(&word)
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
    is_abbreviation: impl Fn(&str, bool) -> bool,
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
fn word(text: &str, at: usize, is_abbreviation: impl Fn(&str, bool) -> bool) -> (Kind, usize) {
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
    let mut dots = Dots { dotted: true, letters: 0 };
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
                && dots.dotted
                && dots.letters == 1);
        if !inside {
            break;
        }
        dots.add(char);
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
        let figure = text[end + 1..]
            .trim_start_matches([' ', '\u{a0}'])
            .starts_with(|c: char| c.is_ascii_digit());
        if is_dotted(word) && word.contains('.') || initial || is_abbreviation(with_stop, figure) {
            end += 1;
        }
    }
    (kind, end)
}

/// Whether a word is single letters with full stops between them so far, and how many letters stand
/// behind the last of those: what [`is_dotted`] says, letter by letter.
struct Dots {
    dotted: bool,
    letters: usize,
}

impl Dots {
    fn add(&mut self, char: char) {
        match char {
            '-' => *self = Self { dotted: true, letters: 0 },
            '.' => *self = Self { dotted: self.dotted && self.letters == 1, letters: 0 },
            _ => self.letters += 1,
        }
    }
}

/// True for single letters with full stops between them: "U", "U.S", "a.m", also behind a hyphen:
/// "D-N.M".
fn is_dotted(word: &str) -> bool {
    let word = word.rsplit('-').next().unwrap_or(word);
    word.split('.').all(|letter| letter.chars().count() == 1)
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
