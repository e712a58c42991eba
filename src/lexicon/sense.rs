//! What a cue is and where it may stand. The words are those of `rules/lexicon/cues/`.

use serde::{Deserialize, Serialize};

/// A cue in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CueId(pub u16);

/// A state in the table of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StateId(pub u16);

/// What a cue does: one file under `rules/lexicon/cues/` each.
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
#[allow(missing_docs)] // each file's first line says what its cues do
pub enum CueClass {
    NeutralReport,
    SourcePreposition,
    Announce,
    Argue,
    Factive,
    Doubt,
    Accuse,
    Deny,
    Admit,
    Alarm,
    Promise,
    Demand,
    Predict,
    Mental,
    Agree,
    NoComment,
    Ask,
    Hearsay,
    Document,
    Noun,
    Manner,
    Channel,
    /// Not a word: the colon behind a name, or a dash before one.
    Mark,
    /// A word the lexicon does not list, found by the tagger.
    Learned,
}

impl CueClass {
    /// True when a cue of this class denies what follows it, or keeps it back: "denied", "did not say". Who
    /// did not say something is read as one who would not comment.
    #[must_use]
    pub fn denies(self, negated: bool) -> bool {
        self == Self::NoComment || (self == Self::Deny) != negated
    }
}

/// What kind of act an attribution reports.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Act {
    /// Somebody says, writes, asks, accuses or denies.
    #[default]
    Saying,
    /// A report, a poll, a ruling's text shows or says.
    Document,
    /// Somebody believes, wants, hopes, plans, supports.
    Belief,
    /// A court rules, a parliament votes, an office orders.
    Decision,
    /// Somebody sees, hears, finds.
    Perception,
    /// Somebody was asked and did not say.
    NoComment,
}

/// The surroundings in which a cue carries an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Frame {
    /// "said that the road is shut"
    That,
    /// "said the road is shut"
    Zero,
    /// A quotation beside it, in any order.
    Quote,
    /// "denounced the arrests"
    Np,
    /// "warned of floods"
    Of,
    /// "called for talks"
    For,
    /// "complained about noise"
    About,
    /// "commented on the ruling"
    On,
    /// "warned against travel"
    Against,
    /// "dismissed as"
    As,
    /// "pledged to stay"
    To,
    /// "urged voters to stay"
    NpTo,
    /// "told reporters that"
    NpThat,
    /// "accused the firm of fraud"
    NpOf,
    /// "blamed the firm for"
    NpFor,
    /// "charged the firm with"
    NpWith,
    /// "described the bill as"
    NpAs,
    /// "called it baseless"
    NpAdj,
    /// "asked whether"
    Wh,
    /// "denied taking"
    Ing,
    /// "is said to", "was quoted as saying"
    Passive,
    /// ", Hale said,"
    Paren,
    /// "Hale said:"
    Colon,
    /// "reportedly"
    Adverb,
    /// "neither side commented": who does it is nobody.
    Nobody,
}

/// A set of [`Frame`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frames(u32);

impl Frames {
    /// The set of the frames named.
    #[must_use]
    pub fn of(frames: &[Frame]) -> Self {
        Self(frames.iter().fold(0, |set, &frame| set | 1 << frame as u32))
    }

    /// True when `frame` is in the set.
    #[must_use]
    pub const fn has(self, frame: Frame) -> bool {
        self.0 & (1 << frame as u32) != 0
    }

    /// The bits, for feature extraction.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }
}

/// What kind of word a cue is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Part {
    #[default]
    Verb,
    Noun,
    Preposition,
    Phrase,
    Adverb,
    Adjective,
}

/// What the writer does with the truth of the content.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Stance {
    #[default]
    Neutral,
    Distance,
    EndorseWeak,
    Endorse,
}

/// What the speaker does with the truth of the content.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Commitment {
    None,
    Low,
    Mid,
    #[default]
    High,
    Act,
}

/// Whether the speaker asserts, denies, declines to say, or asks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Polarity {
    #[default]
    Asserts,
    Denies,
    Declines,
    Asks,
}

/// How a loaded cue colours its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Loaded {
    /// "claimed"
    Doubt,
    /// "slammed" as an attack of the writer's making
    Attack,
    /// "blasted"
    Dramatise,
}

/// One way in which a word or phrase can report speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sense {
    /// The cue it is a form of.
    pub cue: CueId,
    /// Its class.
    pub class: CueClass,
    /// The act it reports.
    pub act: Act,
    /// The kind of word it is.
    pub part: Part,
    /// Where it may stand.
    pub frames: Frames,
    /// How many tokens the form has.
    pub words: u8,
    /// True when a hearer comes before the content: "told reporters that".
    pub recipient: bool,
    /// True when only a person or a body can be the subject, not a document.
    pub animate: bool,
    /// The writer's stance.
    pub stance: Stance,
    /// The speaker's commitment.
    pub commitment: Commitment,
    /// Assertion or denial.
    pub polarity: Polarity,
}
