//! The data of a [`Ledger`]: claims, answers, accusations, and what nobody is credited with.

use serde::{Deserialize, Serialize};

use crate::resolve::{SideId, SpeakerId};
use crate::span::Span;

/// What is claimed in a draft, and how each claim stands.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims, in order of first statement.
    pub claims: Vec<Claim>,
    /// For each of [`crate::parse::Parsed::attributions`], the claim it states.
    pub claim_of: Vec<Option<usize>>,
    /// What the headline and the lead rest on; none where nobody is credited with them.
    pub spine: Option<Spine>,
    /// Accusations, in order.
    pub accusations: Vec<Accusation>,
    /// The parties that are accused, in order of their first accusation.
    pub parties: Vec<Party>,
    /// Denials, confirmations and no-comments that answer no claim of the draft, and why not.
    pub unbound: Vec<Answer>,
    /// Statements in the writer's voice that ask for a source, in order.
    pub unsourced: Vec<Unsourced>,
}

impl Ledger {
    /// The party that an accusation hits.
    #[must_use]
    pub fn party(&self, accusation: &Accusation) -> Option<&Party> {
        self.parties.iter().find(|party| Some(party.side) == accusation.side)
    }
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
    /// Indices into [`crate::parse::Parsed::attributions`] that state it.
    pub attributions: Vec<usize>,
    /// The sides behind it, each once, in order.
    pub sides: Vec<SideId>,
    /// What others were asked or said about it.
    pub answers: Vec<Answer>,
    /// Other claims that give another figure for the same thing: indices into [`Ledger::claims`].
    pub rivals: Vec<usize>,
    /// Where one of its own voices later says the opposite: an attribution.
    pub reversed: Option<usize>,
    /// How it stands.
    pub standing: Standing,
    /// How much hangs on it.
    pub weight: Weight,
    /// Why, the heaviest reason first.
    pub matters: Vec<Matter>,
    /// True where all who say so speak of themselves: of what they have done, plan and feel.
    pub own: bool,
    /// True where nobody else could well confirm it: what a source says of its own acts and plans,
    /// opinions, forecasts, rulings.
    pub private: bool,
    /// True when the sources gain if it is believed, with the words that show it.
    pub interest: Option<Span>,
    /// One sentence that says why it stands so.
    pub grounds: String,
}

/// What another party answers to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Index into [`crate::parse::Parsed::attributions`].
    pub attribution: usize,
    /// Whose answer it is.
    pub side: Option<SideId>,
    /// What kind.
    pub kind: AnswerKind,
    /// Why it answers, or why not.
    pub ground: Ground,
}

/// The kind of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// Says it is not so.
    Denies,
    /// Says it is so.
    Confirms,
    /// Accepts it if something else is done first.
    Conditional,
    /// Was asked and would not say.
    Declines,
    /// Could not be reached, did not reply.
    Silent,
    /// "could not be independently verified"
    Unverified,
}

/// Why an [`Answer`] is bound to a claim, or to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// It speaks of the same thing in the same words.
    SameSubject,
    /// "denied this": it points at what was said just before.
    PointsBack,
    /// The claim names the party that was asked.
    NamesParty,
    /// It follows the claim and names no subject of its own.
    RightBehind,
    /// Not bound: it speaks of something else.
    OtherSubject,
    /// Not bound: no claim before it concerns the party that answers.
    OtherParty,
}

/// How a claim stands. The first that holds, top to bottom.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Another side denies it.
    Disputed,
    /// A public document or court record by the body that decides shows it.
    Documented,
    /// Two sides or more say so, one of them without an interest.
    #[serde(alias = "independently-supported")]
    Independent,
    /// The opposing side says so itself.
    #[serde(alias = "both-sides-agree")]
    Agreed,
    /// One side says so; the other was asked and did not answer.
    #[serde(alias = "one-camp-asked-and-silent")]
    OneSideAsked,
    /// One side, several sources.
    #[serde(alias = "one-camp")]
    OneSide,
    /// One source.
    #[serde(alias = "one-voice")]
    OneSource,
    /// Nobody is credited with it.
    Unsourced,
}

/// The claims of the headline and the lead, and what they rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spine {
    /// Indices into [`Ledger::claims`].
    pub claims: Vec<usize>,
    /// What they rest on together.
    pub rests: Rests,
}

/// What the headline and the lead rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rests {
    /// People without a name, or nobody in particular.
    Unsourced,
    /// One source says all of it.
    OneSource,
    /// Several sources, of one side.
    OneSide,
    /// A court or a public record.
    Record,
    /// Sources of two sides or more.
    Several,
}

/// How much hangs on a claim.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Plans, feelings, thanks, a speaker's own routine.
    Low,
    /// A fact that others could check.
    Medium,
    /// The news itself, an accusation, what is disputed.
    High,
}

/// Why a claim matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// The headline says so.
    Headline,
    /// One of the first paragraphs says so.
    Lead,
    /// It shares words with the headline.
    Topic,
    /// It accuses somebody of wrong or crime.
    Accusation,
    /// Another side denies it, or gives another figure.
    Disputed,
    /// "was injured", "has died"
    Harm,
    /// "stole", "fraud"
    Crime,
    /// "because of", "is responsible"
    Blame,
    /// "40 percent"
    Figure,
}

/// Somebody accuses somebody of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accusation {
    /// Index into [`crate::parse::Parsed::attributions`] of the one that makes it; none where the
    /// writer tells it: "was charged with theft".
    pub attribution: Option<usize>,
    /// Who accuses, if it is known.
    pub accuser: Option<SpeakerId>,
    /// Who is accused, as written; for an implied accusation that names nobody, the words of the
    /// act.
    pub accused: Span,
    /// The speaker who is accused, if it is known.
    pub accused_speaker: Option<SpeakerId>,
    /// The side of the accused, if it is known.
    pub side: Option<SideId>,
    /// False where only a pronoun says who is accused.
    pub named: bool,
    /// Of what.
    pub act: Option<Span>,
    /// The words that accuse.
    pub span: Span,
    /// Index into [`crate::tokenise::Text::sentences`].
    pub sentence: usize,
    /// Index into [`crate::read::Draft::blocks`].
    pub block: usize,
    /// Said outright, or only implied.
    pub manner: Manner,
    /// In what form of words.
    pub frame: Frame,
    /// How much it weighs.
    pub gravity: Gravity,
    /// The reply of the accused to this accusation, if there is one.
    pub reply: Option<Answer>,
    /// Where the accused speaks, but about something else: an attribution.
    pub aside: Option<usize>,
}

/// A party that is accused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its side.
    pub side: SideId,
    /// Indices into [`Ledger::accusations`], in order.
    pub accusations: Vec<usize>,
    /// Where it is heard: attributions, in order. What the police or a court say that somebody who is
    /// charged has said is no hearing.
    pub statements: Vec<usize>,
    /// Where the draft says that it was asked and did not answer: an attribution.
    pub asked: Option<usize>,
    /// Where somebody speaks who may be of this party, or where the draft may say that it was asked.
    pub perhaps: Option<Span>,
    /// The words that say that a court has decided, or that the accused is dead.
    pub settled: Option<Span>,
}

/// In what form of words somebody is accused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// "accused the firm of fraud"
    Cue,
    /// "the firm was accused of fraud", "faces charges of fraud"
    Passive,
    /// "said that the firm had hidden the leak"
    Told,
    /// "the firm hid the leak": the writer says so.
    Shown,
    /// "allegations of fraud against the firm"
    Noun,
}

/// How much an accusation weighs.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// "criticised the plan": politics as usual, a review, a match.
    Criticism,
    /// "accused the firm of hiding the leak"
    Wrong,
    /// "charged with theft"
    Crime,
}

/// Whether an accusation names its accused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// "accuses the opposition of plotting"
    Explicit,
    /// "denounced the arrests": somebody must have done it, and is not named.
    Implied,
}

/// A statement in the writer's voice that no one is credited with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsourced {
    /// The statement, from the first word of its clause to the last.
    pub span: Span,
    /// Index into [`crate::tokenise::Text::sentences`].
    pub sentence: usize,
    /// What asks for a source, in order.
    pub signals: Vec<Signal>,
    /// How much it asks for one.
    pub rank: Rank,
}

/// A feature of a statement that asks for a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What kind.
    pub kind: SignalKind,
    /// The words that show it.
    pub span: Span,
}

/// The kind of a [`Signal`].
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SignalKind {
    /// "were barred from running": harm is done, and nobody is named who does it.
    AgentlessHarm,
    /// "after years of mismanagement"
    Blame,
    /// "led to the collapse"
    Cause,
    /// "millions", "40 percent"
    Figure,
    /// "the largest reserves in the world"
    Superlative,
    /// "crumbling", "botched"
    Evaluative,
    /// "highlighted the strong ties": what an act means, says the writer.
    Effect,
    /// A sentence that goes on with a source's account without naming the source.
    CarryOn,
}

/// How much a statement asks for a source.
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
pub enum Rank {
    /// One weak signal.
    Low,
    /// One strong signal, or two weak ones.
    Medium,
    /// A strong signal and another.
    High,
}
