//! Words as somebody speaks them: what a quotation is made of, whatever marks are set around it.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::words::{Change, Piece};
use crate::lexicon::Lexicon;

/// A word, as written and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As the draft has it, with its marks.
    pub shown: String,
    /// In small letters, without marks. A number is its value: "ten" and "10" are one.
    pub key: String,
}

/// Marks that are part of what is said, or show that it was touched: "40%", "[the council]", "…".
const KEPT: &str = "%$£€¥&@#[]…";

/// The words of a text. Dashes, commas, full stops and quotation marks are no words; a question mark
/// belongs to the word before it, since it turns a statement into a question.
#[must_use]
pub fn spoken(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    let text = text.replace("...", "…").replace('…', " … ").replace("--", "—");
    let mut words: Vec<Word> = Vec::new();
    for chunk in text.split_whitespace().flat_map(parts) {
        let key = key(chunk, lexicon);
        if key.is_empty() {
            // A mark by itself is shown with the word before it.
            if let Some(last) = words.last_mut() {
                last.shown.push_str(if is_dash(chunk) { " " } else { "" });
                last.shown.push_str(chunk);
            }
        } else if key != "…" || words.last().is_none_or(|last| last.key != "…") {
            words.push(Word { shown: chunk.to_owned(), key });
        }
    }
    words
}

fn is_dash(chunk: &str) -> bool {
    chunk.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'))
}

/// Cuts behind each dash inside a chunk, and behind a hyphen between digits.
fn parts(chunk: &str) -> impl Iterator<Item = &str> {
    let mut cuts = vec![0];
    let bytes = chunk.as_bytes();
    for (at, char) in chunk.char_indices() {
        let digit =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let between = char == '-' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if between || matches!(char, '–' | '—' | '―') {
            cuts.push(at + char.len_utf8());
        }
    }
    cuts.push(chunk.len());
    let pairs: Vec<_> = cuts.windows(2).map(|two| (two[0], two[1])).collect();
    pairs.into_iter().filter(|(from, to)| from < to).map(|(from, to)| &chunk[from..to])
}

/// What two words must share to be the same.
fn key(chunk: &str, lexicon: &Lexicon) -> String {
    let even = |c: char| match c {
        '’' | '‘' | '‛' | '`' | '´' => '\'',
        '−' => '-',
        c => c,
    };
    let whole: String = chunk.chars().map(even).flat_map(char::to_lowercase).collect();
    let inner = whole.trim_matches(|c: char| !c.is_alphanumeric() && !KEPT.contains(c));
    let chars: Vec<char> = inner.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mut key = String::new();
    for (at, char) in chars.iter().enumerate() {
        let between = digit(at.checked_sub(1)) && digit(Some(at + 1));
        let keep = match char {
            '.' | ':' | '/' => between,
            '\'' => true,
            c => c.is_alphanumeric() || KEPT.contains(*c),
        };
        if keep {
            key.push(*char);
        }
    }
    let minus = whole.starts_with('-') && key.starts_with(|c: char| c.is_ascii_digit());
    let value = key.parse::<f64>().ok().filter(|_| key.starts_with(|c: char| c.is_ascii_digit()));
    let exact = |(least, most): (f64, f64)| (least.total_cmp(&most).is_eq()).then_some(least);
    let value = value.or_else(|| lexicon.number(&key).and_then(exact));
    let mut key = value.map_or(key, |value| format!("#{value}"));
    if minus {
        key.insert(0, '-');
    }
    if whole.trim_end_matches(['"', '”', '\'', ')', '.']).ends_with('?') && !key.is_empty() {
        key.push('?');
    }
    key
}

/// True when two texts have the same words. A word written in one or in two is the same: "any more".
#[must_use]
pub(super) fn same(old: &[Word], new: &[Word]) -> bool {
    let keys = |words: &[Word]| words.iter().map(|word| word.key.as_str()).collect::<String>();
    old.iter().map(|w| &w.key).eq(new.iter().map(|w| &w.key)) || keys(old) == keys(new)
}

/// The pieces of two texts, in order; what is cut comes before what is added in its place.
#[must_use]
pub fn compare(old: &[Word], new: &[Word]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |change: Change, words: &[Word]| {
        if words.is_empty() {
            return;
        }
        let shown = words.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ");
        match pieces.last_mut() {
            Some(last) if last.change == change => {
                last.words.push(' ');
                last.words.push_str(&shown);
            }
            _ => pieces.push(Piece { change, words: shown }),
        }
    };
    for step in capture_diff_slices(Algorithm::Patience, &each(old), &each(new)) {
        let (tag, before, after) = step.as_tag_tuple();
        if tag == DiffTag::Equal || same(&old[before.clone()], &new[after.clone()]) {
            add(Change::Same, &new[after]);
        } else {
            add(Change::Cut, &old[before]);
            add(Change::Added, &new[after]);
        }
    }
    pieces
}

/// How much two texts share: of both together, and of the shorter one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    /// From 0, nothing, to 1, all of both.
    pub(super) both: f64,
    /// From 0, nothing, to 1, all of the shorter one.
    pub(super) shorter: f64,
}

/// How much two texts share, in order. Long words weigh more than short ones.
#[must_use]
pub(super) fn likeness(old: &[Word], new: &[Word]) -> Likeness {
    let weight = |words: &[Word]| words.iter().map(|w| heft(&w.key)).sum::<f64>();
    let (before, after) = (weight(old), weight(new));
    if before == 0.0 || after == 0.0 {
        return Likeness::default();
    }
    if each(old) == each(new) {
        return Likeness { both: 1.0, shorter: 1.0 };
    }
    let mut shared = 0.0;
    for step in capture_diff_slices(Algorithm::Myers, &each(old), &each(new)) {
        let (tag, from, _) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            shared += weight(&old[from]);
        }
    }
    Likeness { both: 2.0 * shared / (before + after), shorter: shared / before.min(after) }
}

/// The key of each of some words.
fn each(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.key.as_str()).collect()
}

/// What a word counts.
#[must_use]
pub(super) fn heft(key: &str) -> f64 {
    if key.len() <= 3 && !key.starts_with('#') { 0.4 } else { 1.0 }
}

/// The keys of some words in a row, with a blank around each.
pub(super) fn keys(words: &[Word]) -> String {
    let mut all = String::from(" ");
    for word in words {
        all.push_str(&word.key);
        all.push(' ');
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::Rulebook;

    fn words(text: &str) -> Vec<Word> {
        static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();
        spoken(text, &RULEBOOK.get_or_init(Rulebook::built_in).lexicon)
    }

    fn alike(one: &str, other: &str) -> bool {
        same(&words(one), &words(other))
    }

    #[test]
    fn marks_dashes_and_capitals_are_no_words() {
        assert!(alike("We’ll go — now, “soon”.", "we'll go - now soon"));
        assert!(alike("the U.S. and Mr. Hale", "the US and Mr Hale"));
        assert!(alike("it rained--and how", "It rained – and how!"));
    }

    #[test]
    fn one_word_or_two_and_a_number_in_words_are_the_same() {
        assert!(alike("any more long-term plans", "anymore long term plans"));
        assert!(alike("1,200 men and ten boats", "1200 men and 10 boats"));
        assert!(alike("from 20-30 miles", "from 20–30 miles"));
        assert!(!alike("2.5 miles", "25 miles"));
        assert!(!alike("20-30 miles", "2030 miles"));
        assert!(!alike("-5 degrees", "5 degrees"));
    }

    #[test]
    fn brackets_dots_signs_and_questions_count() {
        assert!(!alike("they [the men] left", "they the men left"));
        assert!(!alike("we will … go", "we will go"));
        assert!(alike("we will ... go", "we will… go"));
        assert!(!alike("you knew it.", "you knew it?"));
        assert!(!alike("40% of us", "40 of us"));
    }

    #[test]
    fn what_two_texts_share() {
        let like = likeness(&words("a death trap"), &words("a death trap for children"));
        assert!(like.shorter > 0.99 && like.both < 0.9, "{like:?}");
        assert!(likeness(&words(""), &words("a")).both.abs() < f64::EPSILON);
    }
}
