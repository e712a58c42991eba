//! What a check looks at, and what its message can say of that.

use serde::{Deserialize, Serialize};

use super::placeholder::Placeholder;

/// What a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Each act of saying.
    Attribution,
    /// Each claim.
    Claim,
    /// Each accusation.
    Accusation,
    /// Each speaker who is credited with something.
    Speaker,
    /// Each sentence that has words of the writer's own.
    Sentence,
    /// Each phrase of a list under `rules/lexicon/`.
    Phrase,
    /// Each quotation.
    Quotation,
    /// The headline.
    Headline,
    /// Each part of the draft that repeats an earlier one.
    Repetition,
    /// Each word, title or name that is written in two ways.
    Variant,
    /// The draft as a whole.
    Draft,
}

impl Scope {
    /// All scopes, in the order of the pages.
    pub const ALL: [Self; 11] = [
        Self::Attribution,
        Self::Claim,
        Self::Accusation,
        Self::Speaker,
        Self::Sentence,
        Self::Phrase,
        Self::Quotation,
        Self::Headline,
        Self::Repetition,
        Self::Variant,
        Self::Draft,
    ];

    /// One of them, in a sentence: "an attribution".
    #[must_use]
    pub(super) const fn one(self) -> &'static str {
        match self {
            Self::Attribution => "an attribution",
            Self::Claim => "a claim",
            Self::Accusation => "an accusation",
            Self::Speaker => "a speaker",
            Self::Sentence => "a sentence",
            Self::Phrase => "a phrase",
            Self::Quotation => "a quotation",
            Self::Headline => "the headline",
            Self::Repetition => "a repetition",
            Self::Variant => "a variant",
            Self::Draft => "the draft",
        }
    }

    /// Its name in a check: "attribution".
    #[must_use]
    pub(super) fn name(self) -> String {
        let name = serde_json::to_value(self).ok();
        name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The words in braces that a message about this may hold.
    #[must_use]
    pub const fn placeholders(self) -> &'static [Placeholder] {
        match self {
            Self::Attribution => &[
                Placeholder::Source,
                Placeholder::Verb,
                Placeholder::Content,
                Placeholder::Phrase,
                Placeholder::Candidates,
                Placeholder::Sentences,
                Placeholder::Number,
            ],
            Self::Claim => &[
                Placeholder::Source,
                Placeholder::Claim,
                Placeholder::Side,
                Placeholder::Voices,
                Placeholder::Count,
                Placeholder::Answer,
                Placeholder::Interest,
                Placeholder::Number,
            ],
            Self::Accusation => &[Placeholder::Source, Placeholder::Accused, Placeholder::Act],
            Self::Repetition => &[
                Placeholder::Line,
                Placeholder::Earlier,
                Placeholder::Place,
                Placeholder::EarlierPlace,
            ],
            Self::Quotation => &[Placeholder::Quote, Placeholder::Part],
            Self::Speaker => &[Placeholder::Source, Placeholder::Missing],
            Self::Sentence => &[Placeholder::Words, Placeholder::Number, Placeholder::Phrase],
            Self::Phrase => &[Placeholder::Phrase, Placeholder::Source],
            Self::Headline => &[Placeholder::Claim, Placeholder::Source, Placeholder::Phrase],
            Self::Variant => &[Placeholder::One, Placeholder::Other],
            Self::Draft => &[
                Placeholder::Side,
                Placeholder::Count,
                Placeholder::Other,
                Placeholder::Phrase,
                Placeholder::Voices,
            ],
        }
    }
}
