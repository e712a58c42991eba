//! The lists of words that a condition can ask for.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lexicon::Class;

/// The name of a list of words: a class of the lexicon, a list of phrases, "number" or "year".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub enum ListName {
    /// Figures, written in digits or as "millions"; years are none.
    Number,
    /// A year in digits: "2024".
    Year,
    /// A class of the lexicon.
    Class(Class),
    /// A list under `rules/lexicon/phrases/`.
    Phrases(String),
}

impl ListName {
    /// The list with this name.
    pub(crate) fn named(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

impl From<ListName> for String {
    fn from(list: ListName) -> Self {
        match list {
            ListName::Number => "number".to_owned(),
            ListName::Year => "year".to_owned(),
            ListName::Phrases(name) => name,
            ListName::Class(class) => serde_json::to_value(class)
                .ok()
                .and_then(|name| name.as_str().map(str::to_owned))
                .unwrap_or_default(),
        }
    }
}

impl From<String> for ListName {
    fn from(name: String) -> Self {
        match name.as_str() {
            "number" => Self::Number,
            "year" => Self::Year,
            _ => class_named(&name).map_or(Self::Phrases(name), Self::Class),
        }
    }
}

/// The class with this name. Checks ask for lists in every draft, and most are no classes.
fn class_named(name: &str) -> Option<Class> {
    static NAMES: OnceLock<FxHashMap<String, Class>> = OnceLock::new();
    let named = |class: &Class| (String::from(ListName::Class(*class)), *class);
    NAMES.get_or_init(|| Class::ALL.iter().map(named).collect()).get(name).copied()
}
