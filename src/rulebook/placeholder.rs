//! The words in braces of a message.

use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A word in braces that a message may hold: `{source}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placeholder {
    /// Who says it, as the draft names them.
    Source,
    /// The cue, in the form of the lexicon.
    Verb,
    /// What is said.
    Content,
    /// The words that set the check off.
    Phrase,
    /// Who may be meant.
    Candidates,
    /// How many sentences are quoted before the reader learns who speaks.
    Sentences,
    /// The first figure.
    Number,
    /// What is claimed.
    Claim,
    /// The side that claims or says it.
    #[serde(alias = "camp")]
    Side,
    /// All who state it.
    Voices,
    /// How many they are.
    Count,
    /// Who declined to comment, in the words of the draft.
    Answer,
    /// The words that show an interest.
    Interest,
    /// Who is accused.
    Accused,
    /// Of what.
    Act,
    /// The lines or paragraphs that repeat others: "12".
    Line,
    /// The lines or paragraphs that they repeat: "3".
    Earlier,
    /// Where the text is that repeats another: "line 12", "paragraph 12".
    Place,
    /// Where the text is that it repeats: "line 3".
    EarlierPlace,
    /// The words in quotation marks.
    Quote,
    /// The part of the draft.
    Part,
    /// What is missing of a name.
    Missing,
    /// The words of the sentence.
    Words,
    /// How it is written here.
    One,
    /// How it is written elsewhere; the other side.
    Other,
}

impl Placeholder {
    /// The placeholder with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// Its name, without the braces.
    #[must_use]
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).unwrap_or_default();
        name.as_str().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_has_the_name_by_which_it_is_found() {
        assert_eq!(Placeholder::Accused.name(), "accused");
        assert_eq!(Placeholder::named("accused"), Some(Placeholder::Accused));
        assert_eq!(Placeholder::named("sourc"), None);
    }
}
