//! Lists of phrases that checks ask about, read from `rules/lexicon/phrases/`.
//!
//! A list has a name of its own, so that a newsroom can add one without a change to the program.
//! The grammar never sees them: a phrase here changes no attribution.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::letters::{letter, lower_case, lowered, may_be, same_letters};
use crate::scan::words_of;

/// A phrase with alternatives may be spelt in so many ways at most; one with more is an error.
const MOST_SPELLINGS: usize = 1024;

/// A file under `rules/lexicon/phrases/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseFile {
    /// The name under which checks ask for the list: "anonymity-reason".
    pub list: String,
    /// The phrases; `a|b` is either word, a word with `?` may be missing.
    pub phrases: Vec<String>,
}

impl PhraseFile {
    /// The phrases that can be spelt in too many ways.
    pub(crate) fn too_wide(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str).filter(|phrase| ways(phrase) > MOST_SPELLINGS)
    }
}

/// In how many ways a form can be spelt.
fn ways(form: &str) -> usize {
    let choices = |word: &str| word.split('|').count() + usize::from(word.ends_with('?'));
    form.split_whitespace().map(choices).fold(1, usize::saturating_mul)
}

/// A phrase behind its first word.
#[derive(Debug, PartialEq, Eq)]
struct Rest {
    /// The first letter of the second word, if it has one of ASCII: most phrases fail at it.
    second: Option<u8>,
    words: Box<[Box<str>]>,
    /// The number of its list.
    list: usize,
}

/// All lists, ready for look-up.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    names: Vec<Box<str>>,
    /// By first word, lower case: the words behind it and the list.
    by_first: FxHashMap<Box<str>, Vec<Rest>>,
}

/// A place where a phrase of a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseHit<'l> {
    /// The list.
    pub list: &'l str,
    /// Index of its first word.
    pub token: usize,
    /// How many tokens.
    pub words: usize,
}

impl Rest {
    /// True when `words` begin with these.
    fn stands_in<W: AsRef<str>>(&self, words: &[W]) -> bool {
        words.first().is_none_or(|word| may_be(self.second, word.as_ref()))
            && words.len() >= self.words.len()
            && self.words.iter().zip(words).all(|(word, found)| same_letters(word, found.as_ref()))
    }
}

impl Phrases {
    /// Adds a file; a list that two files name has the phrases of both.
    pub(super) fn add(&mut self, file: &PhraseFile) {
        let known = self.names.iter().position(|name| **name == file.list);
        let list = known.unwrap_or_else(|| {
            self.names.push(file.list.as_str().into());
            self.names.len() - 1
        });
        for spelling in file.phrases.iter().flat_map(|phrase| spellings(phrase)) {
            let mut words = words_of(&spelling).into_iter().map(|word| {
                let mut lower = String::with_capacity(word.len());
                lower_case(word, &mut lower);
                lower.into_boxed_str()
            });
            let Some(first) = words.next() else { continue };
            let words: Box<[Box<str>]> = words.collect();
            let second = words.first().and_then(|word| letter(word));
            let entry = Rest { second, words, list };
            let all = self.by_first.entry(first).or_default();
            if !all.contains(&entry) {
                all.push(entry);
            }
        }
    }

    /// The names of all lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Every phrase in some words, in order of its first word. Of two phrases of one list that
    /// start at the same word only the longer.
    pub(super) fn find<W: AsRef<str>>(&self, words: &[W]) -> Vec<PhraseHit<'_>> {
        let mut lower = String::new();
        let mut hits: Vec<PhraseHit<'_>> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(phrases) = self.by_first.get(lowered(word.as_ref(), &mut lower)) else {
                continue;
            };
            let first = hits.len();
            let behind = &words[at + 1..];
            for rest in phrases {
                if !rest.stands_in(behind) {
                    continue;
                }
                let list = &*self.names[rest.list];
                let words = rest.words.len() + 1;
                match hits[first..].iter_mut().find(|hit| hit.list == list) {
                    Some(hit) => hit.words = hit.words.max(words),
                    None => hits.push(PhraseHit { list, token: at, words }),
                }
            }
        }
        hits
    }
}

/// All plain spellings of a form: `a|b` is either word, a word with `?` may be missing.
pub(super) fn spellings(form: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in form.split_whitespace() {
        let (word, optional) = word.strip_suffix('?').map_or((word, false), |bare| (bare, true));
        let mut grown = Vec::with_capacity(all.len() * 2);
        for start in &all {
            if optional {
                grown.push(start.clone());
            }
            let gap = if start.is_empty() { "" } else { " " };
            grown.extend(word.split('|').map(|either| format!("{start}{gap}{either}")));
        }
        all = grown;
        all.truncate(MOST_SPELLINGS);
    }
    all.retain(|spelling| !spelling.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_too_many_choices_is_told() {
        assert_eq!(ways("did not immediately? respond|reply"), 4);
        let wide = "a|b|c|d|e|f|g|h ".repeat(4);
        let file = PhraseFile { list: "x".into(), phrases: vec![wide.clone(), "a|b".into()] };
        assert_eq!(file.too_wide().collect::<Vec<_>>(), [wide.as_str()]);
    }

    #[test]
    fn a_form_may_hold_choices_and_optional_words() {
        assert_eq!(
            spellings("did not immediately? respond|reply"),
            [
                "did not respond",
                "did not reply",
                "did not immediately respond",
                "did not immediately reply"
            ]
        );
    }
}
