//! The names of `pages.yaml`, and what they say in a class or an id.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::traits::Traits;

/// The lists of `pages.yaml`, which says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    body: Vec<String>,
    apart: Vec<String>,
    structure: Vec<String>,
    byline: Vec<String>,
    caption: Vec<String>,
    pull_quote: Vec<String>,
    embed: Vec<String>,
    deck: Vec<String>,
    date: Vec<String>,
    units: Vec<String>,
    short_codes: Vec<String>,
}

/// The most words of a name in the lists.
const WORDS: usize = 3;

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/src-read-html-pages.json")))
            .unwrap_or_default()
    })
}

/// The units after which a raised number belongs to the text: "40 m²".
pub(super) fn units() -> &'static [String] {
    &lists().units
}

/// The short codes that may have no attributes.
pub(super) fn short_codes() -> &'static [String] {
    &lists().short_codes
}

/// What each name says, alone in small letters: "pull-quote".
fn names() -> &'static HashMap<String, Traits> {
    static NAMES: OnceLock<HashMap<String, Traits>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let lists = lists();
        let mut names = HashMap::new();
        for (list, traits) in [
            (&lists.body, Traits::BODY),
            (&lists.apart, Traits::APART),
            (&lists.byline, Traits::BYLINE),
            (&lists.caption, Traits::CAPTION),
            (&lists.pull_quote, Traits::PULL_QUOTE),
            (&lists.embed, Traits::EMBED),
            (&lists.deck, Traits::DECK),
            (&lists.date, Traits::DATE),
        ] {
            for name in list {
                let known = names.entry(name.clone()).or_insert(Traits::default());
                *known = known.with(traits);
            }
        }
        names
    })
}

/// The words of a class that only say what kind of a box it is: "wrapper".
fn structure() -> &'static HashSet<String> {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| lists().structure.iter().cloned().collect())
}

/// What the names in a class or an id say. That an element is no copy, a class says whose other words
/// are those of boxes alone: "share-bar-wrapper" does, "with-share-bar" does not.
pub(super) fn named(value: &str) -> Traits {
    let mut all = Traits::default();
    for class in value.split_ascii_whitespace() {
        let words = class.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let mut found = Traits::default();
        let mut known: Vec<bool> = words.iter().map(|word| is_structure(word)).collect();
        for at in 0..words.len() {
            for count in 1..=WORDS.min(words.len() - at) {
                let name = words[at..at + count].join("-");
                let traits = names().get(&name).copied().unwrap_or_default();
                found = found.with(traits);
                if traits.has(Traits::APART) {
                    known.iter_mut().skip(at).take(count).for_each(|one| *one = true);
                }
            }
        }
        let whole = known.into_iter().all(|one| one);
        all = all.with(if whole { found } else { found.without(Traits::APART) });
    }
    all
}

/// True for a word that says what kind of a box it is, or is a number.
fn is_structure(word: &str) -> bool {
    structure().contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let lists: Lists = serde_yaml::from_str(include_str!("pages.yaml")).unwrap();
        assert!(lists.structure.contains(&"wrapper".to_owned()));
    }

    #[test]
    fn a_class_as_a_whole_says_what_is_no_copy() {
        for class in [
            "related",
            "share-bar",
            "c-share-bar__list",
            "related-links",
            "site-footer",
            "ad-unit-2",
        ] {
            assert!(named(class).has(Traits::APART), "{class}");
        }
        for class in [
            "with-related-sidebar",
            "ad-free-story",
            "has-sidebar",
            "nav-open",
            "share-story",
            "social-share-enabled",
            "footer-less",
            "single-comment-closed",
        ] {
            assert!(!named(class).has(Traits::APART), "{class}");
        }
        assert!(named("with-byline").has(Traits::BYLINE));
    }
}
