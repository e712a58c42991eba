//! Mentions: the names and descriptions by which a draft speaks of somebody.

mod apposition;
mod chunk;
pub(super) mod cited;
pub(super) mod finder;
mod grammatical_role;
mod make;
mod nickname;
mod officer;
mod owned_name;
mod proper_name;
pub(super) mod shape;
pub(crate) mod source;
mod spelt_out;
pub(super) mod subject;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Index into [`super::Parsed::mentions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct MentionId(pub usize);

/// A place where the draft names or describes somebody or something that can speak.
///
/// "Venezuelan President Nicolas Maduro's top negotiator Jorge Rodriguez" is one mention of
/// Rodriguez (`name` "Jorge Rodriguez", `role` "top negotiator", `possessor` the mention of Maduro)
/// and one of Maduro (`name` "Nicolas Maduro", `role` "Venezuelan President").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// All its words, role and apposition included.
    pub span: Span,
    /// What kind of words name it.
    pub shape: Shape,
    /// The proper name alone, honorific left off: "Nicolas Maduro", "Foro Penal".
    pub name: Option<Span>,
    /// The honorific: "Mr", "Dr".
    pub honorific: Option<Span>,
    /// The role or description: "President", "a lawyer for the town", "the rights group".
    pub role: Option<Span>,
    /// The head word of the role or description: "President", "lawyer", "group".
    pub head: Option<Span>,
    /// Whose: the mention in "Maduro's top negotiator", "a spokesman for the ministry".
    pub possessor: Option<MentionId>,
    /// True when the draft introduces it as new: "a spokesman", "one resident".
    pub indefinite: bool,
    /// Singular or plural, if the words show it.
    pub number: Number,
    /// What it does in its clause.
    pub function: GrammaticalRole,
    /// The age given behind a name: "43" in "Tom Hale, 43, a farmer".
    pub age: Option<Span>,
    /// The short form given behind a name: "IEA" in "the International Energy Agency (IEA)"; the
    /// nickname of a person: "Tom Hale, known as Redbird".
    pub alias: Option<Span>,
    /// Index into [`crate::tokenise::Text::sentences`].
    pub sentence: usize,
    /// Index into [`crate::read::Draft::blocks`].
    pub block: usize,
    /// The outermost quotation it stands in: index into [`crate::tokenise::Text::quotations`].
    pub quotation: Option<usize>,
    /// Index of its first token.
    pub token: usize,
}

/// What a mention does in its clause, as far as the words beside it show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrammaticalRole {
    /// "**Hale** said", "said **Hale**"
    Subject,
    /// "when **Hale** asked", "that **Hale** left"
    Subordinate,
    /// "told **Hale**"
    Object,
    /// "with **Hale**"
    Oblique,
    /// "**Hale**'s lawyer"
    Possessor,
    /// The words do not show it.
    #[default]
    Unknown,
}

/// What kind of words a mention is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// "Jorge Rodriguez", with or without a role: a person.
    Person,
    /// "the US State Department", "Foro Penal": a body with a name.
    Organisation,
    /// "Caracas", "the Kremlin", "the United States": a place or building that can speak for a
    /// government.
    Place,
    /// "the president", "a police spokesman", "her lawyer": one person without a name.
    Role,
    /// "the company", "the government": one body without a name.
    Body,
    /// "officials", "critics", "the opposition", "two residents": several, without a name.
    Group,
    /// "a report", "the filing", "the study": words on paper, with no maker named.
    Document,
    /// "he", "they", "who", "another", "her" in "her lawyer".
    Pronoun,
    /// "a source", "a person familiar with the matter".
    Anonymous,
    /// Something else that is credited: "the movement", "73 percent".
    Other,
}

/// Singular or plural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Number {
    #[default]
    Unknown,
    One,
    Many,
}
