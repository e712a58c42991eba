//! Takes [`Parsed`] and its [`Story`]. Gives a [`Ledger`]: the claims, who stands behind each, who
//! was asked, and the standing that follows. Never scores: a standing is a name and its grounds.

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::read::Draft;
use crate::resolve::{CampId, Story};
use crate::span::Span;
use crate::tokenise::Text;

/// What is claimed in a draft, and how each claim stands.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims, in order of first statement.
    pub claims: Vec<Claim>,
    /// For each of [`Parsed::attributions`], the claim it states.
    pub claim_of: Vec<Option<usize>>,
    /// Accusations, in order.
    pub accusations: Vec<Accusation>,
}

/// Attributed contents that say the same thing, or follow from one announcement.
#[derive(Clone, Debug)]
pub struct Claim {
    /// A name that survives edits elsewhere: "c-7f3a91".
    pub id: String,
    /// The content that states it best, as written.
    pub text: String,
    /// Where that content stands, from its first word to its last.
    pub span: Span,
    /// Indices into [`Parsed::attributions`] that state it.
    pub attributions: Vec<usize>,
    /// The camps behind it, each once, in order.
    pub camps: Vec<CampId>,
    /// What others were asked or said about it.
    pub answers: Vec<Answer>,
    /// How it stands.
    pub standing: Standing,
    /// True for what a source says of its own acts, plans, feelings or results, for opinions,
    /// forecasts and rulings: nobody else could confirm it.
    pub own: bool,
    /// True when the sources gain if it is believed, with the words that show it.
    pub interest: Option<Span>,
    /// One sentence that says why it stands so.
    pub grounds: String,
}

/// What another party answers to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Index into [`Parsed::attributions`].
    pub attribution: usize,
    /// Whose answer it is.
    pub camp: Option<CampId>,
    /// What kind.
    pub kind: AnswerKind,
}

/// The kind of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// Says it is not so.
    Denies,
    /// Says it is so.
    Confirms,
    /// Was asked and would not say.
    Declines,
    /// Could not be reached, did not reply.
    Silent,
    /// "could not be independently verified"
    Unverified,
}

/// How a claim stands. The first that holds, top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Another camp denies it.
    Disputed,
    /// A public document or court record by the body that decides shows it.
    Documented,
    /// Two camps or more say so, one of them without an interest.
    IndependentlySupported,
    /// The opposing side says so itself.
    BothSidesAgree,
    /// One camp says so; the other was asked and did not say.
    OneCampAskedAndSilent,
    /// One camp, several voices.
    OneCamp,
    /// One voice.
    OneVoice,
    /// Nobody is credited with it.
    Unsourced,
}

/// Somebody accuses somebody of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accusation {
    /// Index into [`Parsed::attributions`].
    pub attribution: usize,
    /// Who is accused, as written.
    pub accused: Span,
    /// The camp of the accused, if it is known.
    pub camp: Option<CampId>,
    /// Of what.
    pub act: Option<Span>,
    /// The reply of the accused to this accusation, if there is one.
    pub reply: Option<Answer>,
}

/// Gathers claims and works out how each stands.
#[must_use]
pub fn weigh(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    lexicon: &Lexicon,
) -> Ledger {
    let _ = (draft, text, story, lexicon);
    Ledger { claim_of: vec![None; parsed.attributions.len()], ..Ledger::default() }
}
