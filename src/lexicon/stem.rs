//! Stems: a word without its ending, so that "cleaned" and "cleaning" are one; read from
//! `rules/lexicon/stems.yaml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// An ending is taken off only where so many letters are left.
const SHORTEST: usize = 3;

/// The file `rules/lexicon/stems.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StemFile {
    /// Endings; of two that a word has, the first in the list is taken off.
    endings: Vec<Box<str>>,
    /// Past forms that no ending explains, each with the stem of its verb: "sank", "sunk".
    irregular: BTreeMap<Box<str>, Box<str>>,
    /// Short first names, each with the whole one: "dave" for "david".
    short_names: BTreeMap<Box<str>, Box<str>>,
}

/// How words are brought to their stems.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Stems {
    endings: Vec<Box<str>>,
    irregular: FxHashMap<Box<str>, Box<str>>,
    short_names: FxHashMap<Box<str>, Box<str>>,
}

impl Stems {
    /// Adds a file.
    pub(super) fn add(&mut self, file: &StemFile) {
        self.endings.extend(file.endings.iter().cloned());
        self.irregular
            .extend(file.irregular.iter().map(|(form, stem)| (form.clone(), stem.clone())));
        self.short_names
            .extend(file.short_names.iter().map(|(short, whole)| (short.clone(), whole.clone())));
    }

    /// The whole first name of a short one in lower case: "dave" is "david".
    pub(super) fn whole_name<'w>(&'w self, word: &'w str) -> &'w str {
        self.short_names.get(word).map_or(word, |whole| whole)
    }

    /// The stem of a word in lower case.
    pub(super) fn of<'w>(&'w self, word: &'w str) -> &'w str {
        if let Some(stem) = self.irregular.get(word) {
            return stem;
        }
        let bare = |end: &str| word.strip_suffix(end).filter(|b| b.chars().count() >= SHORTEST);
        self.endings.iter().find_map(|end| bare(end)).unwrap_or(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::rulebook;

    #[test]
    fn endings_do_not_count() {
        let stem = |word: &'static str| rulebook().lexicon.stem(word);
        assert_eq!(stem("cleaned"), "clean");
        assert_eq!(stem("cleaned"), stem("cleaning"));
        assert_eq!(stem("companies"), stem("company"));
        // Three letters are left of "runs", and only two of "bus".
        assert_eq!(stem("runs"), "run");
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("as"), "as");
    }

    #[test]
    fn both_past_forms_are_one_verb() {
        // "The ferry sank." "The ferry had sunk."
        let stem = |word: &'static str| rulebook().lexicon.stem(word);
        assert_eq!(stem("sank"), "sink");
        assert_eq!(stem("sank"), stem("sunk"));
        assert_eq!(stem("walked"), "walk");
    }
}
