//! What a check looks at, and what its message can say of that.

use serde::{Deserialize, Serialize};

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

    /// The words in braces that a message about this may hold.
    #[must_use]
    pub const fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Attribution => {
                &["source", "verb", "content", "phrase", "candidates", "sentences", "number"]
            }
            Self::Claim => {
                &["source", "claim", "camp", "voices", "count", "answer", "interest", "number"]
            }
            Self::Accusation => &["source", "accused", "act"],
            Self::Repetition => &["line", "earlier"],
            Self::Quotation => &["quote", "part"],
            Self::Speaker => &["source", "missing"],
            Self::Sentence => &["words", "number", "phrase"],
            Self::Phrase => &["phrase", "source"],
            Self::Headline => &["claim", "source", "phrase"],
            Self::Variant => &["one", "other"],
            Self::Draft => &["camp", "count", "other", "phrase"],
        }
    }
}
