//! The card of a source: what a desk notes of it.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What a desk notes of a source, one for each of the speakers of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The fullest statement of role and organisation that the draft gives in one place, without
    /// the name.
    pub title: Option<Span>,
    /// Of what type it is.
    pub source_type: SourceType,
    /// How it knows, or why it is hidden, where the draft says so.
    pub knowledge: Option<Knowledge>,
    /// Where the draft speaks of it first.
    pub first_mention: Option<Span>,
}

/// Of what type a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceType {
    /// "Tom Hale"
    NamedPerson,
    /// "a neighbour", "the mayor"
    UnnamedPerson,
    /// "Norvane", "Harlow police", "a spokesperson for the ministry"
    NamedOrganisation,
    /// "the lawsuit", "a study"
    Document,
    /// "residents", "prosecutors"
    UnnamedGroup,
    /// "a person familiar with the matter": not named, on purpose.
    Hidden,
}

/// How a source knows what it says, or why it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// In a word.
    pub kind: KnowledgeKind,
    /// The words that say so.
    pub span: Span,
}

/// The kinds of [`Knowledge`]. Each has a list of phrases under `rules/lexicon/phrases/`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum KnowledgeKind {
    /// "because they were not authorised to speak"
    #[serde(alias = "hides-not-authorised")]
    NotAuthorised,
    /// "for fear of reprisals"
    #[serde(alias = "hides-fears")]
    Fears,
    /// "on condition of anonymity"
    #[serde(alias = "hides-asked")]
    AskedNotToBeNamed,
    /// "to discuss private talks"
    #[serde(alias = "hides-other")]
    Other,
    /// "who has seen the file"
    #[serde(alias = "knows-has-read")]
    HasRead,
    /// "who was in the room"
    #[serde(alias = "knows-took-part")]
    TookPart,
    /// "who saw the crash"
    #[serde(alias = "knows-witness")]
    Witness,
    /// "briefed on the talks"
    #[serde(alias = "knows-was-told")]
    WasTold,
}

impl KnowledgeKind {
    /// True when it says why a source is hidden, and not how it knows.
    #[must_use]
    pub fn hides(self) -> bool {
        self <= Self::Other
    }
}
