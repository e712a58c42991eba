//! Lists of phrases that checks ask about, read from `rules/lexicon/phrases/`.
//!
//! A list has a name of its own, so that a newsroom can add one without a change to the program.
//! The grammar never sees them: a phrase here changes no attribution.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::letters::{Room, lower_case, lowered, opening, same_letters};
use super::table::Table;
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
    /// The first letters of the second word, if they are of ASCII: nearly all phrases fail at them.
    second: Option<u32>,
    /// Its place among the phrases with this first word, as they were read.
    rank: usize,
    /// How many they are.
    count: usize,
    /// The words, with a line end after each: none has one inside.
    words: Cow<'static, str>,
    /// The number of its list.
    list: usize,
}

/// The phrases behind one first word.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rests {
    /// In order of the letters of the second word.
    all: Vec<Rest>,
    /// How many have no letters, and those of the others: nearly all words are told apart here.
    plain: usize,
    letters: Vec<u32>,
}

impl Rests {
    /// Adds a phrase that is not there yet.
    fn add(&mut self, rest: Rest) {
        if self.all.iter().any(|known| known.list == rest.list && known.words == rest.words) {
            return;
        }
        let at = self.all.partition_point(|known| known.second <= rest.second);
        match rest.second {
            Some(letters) => self.letters.insert(at - self.plain, letters),
            None => self.plain += 1,
        }
        self.all.insert(at, Rest { rank: self.all.len(), ..rest });
    }

    /// The phrases that a second word does not rule out: its first letters rule out nearly all.
    fn before(&self, second: Option<&str>) -> impl Iterator<Item = &Rest> {
        let (plain, lettered) = self.all.split_at(self.plain);
        let range = match second.and_then(opening) {
            Some(letters) => {
                let first = self.letters.partition_point(|other| *other < letters);
                let own = self.letters[first..].iter().take_while(|other| **other == letters);
                first..first + own.count()
            }
            None => 0..lettered.len(),
        };
        plain.iter().chain(&lettered[range])
    }
}

/// Written are the words of all phrases in one piece, and of each how long and how many its words
/// are, its list and its rank; in the order in which they are looked up.
impl Serialize for Rests {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words: String = self.all.iter().map(|rest| &*rest.words).collect();
        let written = |rest: &Rest| (rest.words.len(), rest.count, rest.list, rest.rank);
        let rests: Vec<_> = self.all.iter().map(written).collect();
        (words, rests).serialize(serializer)
    }
}

impl Deserialize<'static> for Rests {
    fn deserialize<D: Deserializer<'static>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut words, rests): (&'static str, Vec<(usize, usize, usize, usize)>) =
            Deserialize::deserialize(deserializer)?;
        let mut read = Self { all: Vec::with_capacity(rests.len()), ..Self::default() };
        for (length, count, list, rank) in rests {
            let (own, behind) = words.split_at_checked(length).unwrap_or_default();
            words = behind;
            let second = opening(own);
            match second {
                Some(letters) => read.letters.push(letters),
                None => read.plain += 1,
            }
            read.all.push(Rest { second, rank, count, words: Cow::Borrowed(own), list });
        }
        Ok(read)
    }
}

/// All lists, ready for look-up.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Phrases {
    names: Vec<Box<str>>,
    /// By first word, lower case: the words behind it and the list.
    by_first: Table<Rests>,
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
    /// The phrase of these words, in lower case.
    fn of(words: impl Iterator<Item = Box<str>>, list: usize) -> Self {
        let mut count = 0;
        let mut joined = String::new();
        for word in words {
            count += 1;
            joined.push_str(&word);
            joined.push('\n');
        }
        Self { second: opening(&joined), rank: 0, count, words: Cow::Owned(joined), list }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator('\n')
    }

    /// True when `words` begin with these.
    fn stands_in<W: AsRef<str>>(&self, words: &[W]) -> bool {
        words.len() >= self.count
            && self.words().zip(words).all(|(word, found)| same_letters(word, found.as_ref()))
    }
}

impl Phrases {
    /// The lists of these names and phrases.
    pub(super) const fn of_parts(names: Vec<Box<str>>, by_first: Table<Rests>) -> Self {
        Self { names, by_first }
    }

    /// The names of the lists, and the phrases.
    pub(super) fn into_parts(self) -> (Vec<Box<str>>, Table<Rests>) {
        (self.names, self.by_first)
    }

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
            let entry = Rest::of(words, list);
            self.by_first.change(first, |all: &mut Rests| all.add(entry));
        }
    }

    /// The names of all lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Every phrase in some words, in order of its first word. Of two phrases of one list that
    /// start at the same word only the longer.
    pub(super) fn find<W: AsRef<str>>(&self, words: &[W]) -> Vec<PhraseHit<'_>> {
        let mut room = Room::default();
        let mut hits: Vec<PhraseHit<'_>> = Vec::new();
        let mut here: Vec<&Rest> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let Some(phrases) = self.by_first.get(lowered(word.as_ref(), &mut room)) else {
                continue;
            };
            let first = hits.len();
            let behind = &words[at + 1..];
            let second = behind.first().map(AsRef::as_ref);
            here.extend(phrases.before(second).filter(|rest| rest.stands_in(behind)));
            here.sort_unstable_by_key(|rest| rest.rank);
            for rest in here.drain(..) {
                let list = &*self.names[rest.list];
                let words = rest.count + 1;
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
