//! The shape of a check: one YAML file under `rules/checks/`.

use serde::{Deserialize, Serialize};

use crate::lexicon::{CueClass, Loaded};
use crate::parse::{Confidence, Form};
use crate::resolve::SpeakerKind;
use crate::verdict::Severity;
use crate::weigh::{AnswerKind, Standing};

/// A check, with all that is known of it.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Two capital letters of the family and three digits: "CO002".
    pub code: String,
    /// What is wrong, in words joined by hyphens: "same-camp-sources".
    pub name: String,
    /// How bad it is if the check is right.
    pub severity: Severity,
    /// How sure the check is.
    pub confidence: Confidence,
    /// What the check looks at.
    pub on: Scope,
    /// When it speaks.
    #[serde(with = "serde_yaml::with::singleton_map_recursive")]
    #[schemars(with = "Condition")]
    pub when: Condition,
    /// What it says. Words in braces are filled in.
    pub message: String,
    /// The question to put to the reporter.
    #[serde(default)]
    pub question: Option<String>,
    /// The standard behind it.
    pub why: String,
    /// What to do.
    pub help: String,
    /// Texts on which it must and must not speak.
    pub examples: Examples,
}

/// Texts that test a check.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The check must speak.
    pub flag: Vec<String>,
    /// The check must be silent.
    pub pass: Vec<String>,
}

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
    /// Each part of the draft that repeats an earlier one.
    Repetition,
    /// Each quotation.
    Quotation,
}

impl Scope {
    /// The words in braces that a message about this may hold.
    #[must_use]
    pub const fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Attribution => &["source", "verb", "content"],
            Self::Claim => &["source", "claim", "camp", "voices", "count", "answer", "interest"],
            Self::Accusation => &["source", "accused", "act"],
            Self::Repetition => &["line", "earlier"],
            Self::Quotation => &["quote"],
        }
    }
}

/// When a check speaks: a question about what the stages before have found out.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// The claim stands in one of these ways.
    Standing(Vec<Standing>),
    /// At least so many voices state the claim.
    Voices(usize),
    /// The claim is about the source's own acts, plans, feelings, results or views.
    Own(bool),
    /// Words in the claim show that the source gains if it is believed.
    Interest(bool),
    /// Somebody answered the claim in one of these ways.
    Answered(Vec<AnswerKind>),
    /// What is said contains one of these kinds of words.
    Mentions(Vec<Topic>),
    /// The cue is of one of these classes.
    CueClass(Vec<CueClass>),
    /// The cue is one of these words, in the form of the lexicon.
    Cue(Vec<String>),
    /// The cue is loaded in one of these ways.
    Loaded(Vec<Loaded>),
    /// The speaker is of one of these kinds.
    Speaker(Vec<SpeakerKind>),
    /// Whose words are given.
    Form(Vec<Form>),
    /// The text gives a reason why the source is not named.
    ReasonForAnonymity(bool),
    /// The accused replies to this accusation.
    Replied(bool),
    /// The accused is somebody that the draft names or describes.
    AccusedKnown(bool),
    /// The closing mark of the quotation is missing.
    Unclosed(bool),
    /// The text has at least so many words.
    Words(usize),
}

/// Kinds of words that make a claim weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Figures.
    Number,
    /// Talks, deals, offers: dealings that have two sides.
    Negotiation,
    /// Crimes and misdeeds.
    Crime,
    /// What is done to people: killed, jailed, barred.
    Harm,
    /// Words on paper: records, reports, figures.
    Document,
}
