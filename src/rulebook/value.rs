//! What can come after the colon of a condition.

use serde::{Deserialize, Serialize};

use super::list::ListName;
use crate::lexicon::{CueClass, Loaded};
use crate::parse::{ChannelKind, Confidence, Form};
use crate::resolve::SpeakerKind;
use crate::weigh::{AnswerKind, Frame, Gravity, Standing};

/// A part of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are those of `read::BlockKind`
pub enum Part {
    Headline,
    SubHeadline,
    Caption,
    Paragraph,
}

/// What is written in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VariantKind {
    /// A word: "reelection", "re-election".
    Spelling,
    /// A title: "Mr Hale", "Dr Hale".
    Honorific,
    /// A name: "Petersen", "Peterson".
    Name,
}

/// What a source is that the draft does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unnamed {
    /// "a senior aide", "people close to the board"
    Person,
    /// "a spokesman for the bank"
    Spokesperson,
    /// "the director of a charity": of a body that is itself not named.
    Holder,
    /// "Peruvian officials", "authorities"
    Officials,
    /// "police", "prosecutors"
    Force,
    /// "critics", "many shopkeepers"
    Crowd,
    /// "lawmakers", "unions": those of a body, or bodies, and not said how many.
    Members,
    /// "local media", "a newspaper"
    Press,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// A sum of money: "$40 million".
    Money,
    /// A share: "12 percent".
    Share,
    /// The dead and the hurt: "40 people were killed".
    Toll,
    /// People or things: "hundreds of farmers".
    Count,
    /// How few there are: "only four officers".
    Only,
    /// A sum, a share or a count that is not exact: "nearly 600 farmers".
    Rough,
    /// A rise or fall: "from $15 million to $25 million".
    Change,
}

/// What a draft reads like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GenreKind {
    /// The writer says "I".
    Column,
    /// The reader is told what to do.
    Guide,
    /// A match or a game is told.
    Match,
    /// It is not in English.
    Foreign,
}

/// What can come after the colon of a condition.
pub(super) trait Value {
    /// In words.
    fn takes() -> String;

    /// The lists of words that it names.
    fn lists(&self) -> &[ListName] {
        &[]
    }
}

/// True for a name that is in use, not one that is only still understood.
fn is_present<T: for<'de> Deserialize<'de> + Serialize>(name: &str) -> bool {
    let value: Option<T> = serde_yaml::from_str(name).ok();
    value.and_then(|value| serde_yaml::to_string(&value).ok()).is_some_and(|n| n.trim() == name)
}

/// The names that a type of names allows, as its reader lists them; former names are left out.
fn allowed<T: for<'de> Deserialize<'de> + Serialize>() -> String {
    let error = serde_yaml::from_str::<T>("\"\"").err().map(|e| e.to_string());
    let names: Vec<String> = error
        .iter()
        .flat_map(|text| text.split('`').skip(1).step_by(2))
        .filter(|name| is_present::<T>(name))
        .map(str::to_owned)
        .collect();
    names.join(", ")
}

macro_rules! names {
    ($($type:ty),*) => {$(
        impl Value for $type {
            fn takes() -> String { format!("one of {}", allowed::<$type>()) }
        }
        impl Value for Vec<$type> {
            fn takes() -> String { format!("a list of {}", allowed::<$type>()) }
        }
    )*};
}

names!(
    Standing,
    AnswerKind,
    Frame,
    Gravity,
    ChannelKind,
    CueClass,
    Loaded,
    Confidence,
    SpeakerKind,
    Form,
    Part,
    VariantKind,
    Unnamed,
    FigureKind,
    GenreKind
);

macro_rules! words {
    ($($type:ty: $words:literal),* $(,)?) => {$(
        impl Value for $type { fn takes() -> String { $words.to_owned() } }
    )*};
}

words! {
    bool: "true or false",
    usize: "a number",
    Vec<String>: "a list of words",
}

impl Value for Vec<ListName> {
    fn takes() -> String {
        "a list of names of word lists".to_owned()
    }

    fn lists(&self) -> &[ListName] {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_by_their_reader() {
        assert_eq!(allowed::<Part>(), "headline, sub-headline, caption, paragraph");
        assert_eq!(<Vec<VariantKind>>::takes(), "a list of spelling, honorific, name");
    }

    #[test]
    fn only_lists_of_words_name_lists() {
        assert_eq!(vec![ListName::Year].lists(), [ListName::Year]);
        assert!(vec!["say".to_owned()].lists().is_empty());
        assert!(true.lists().is_empty());
    }
}
