//! A version of a story: what it says by whom.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::{CueClass, Stance};
use crate::resolve::{Grade, SpeakerKind};
use crate::span::Span;
use crate::weigh::{AnswerKind, Standing};

/// What a story says by whom: all that two versions of it are compared by.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// The headline, on one line.
    pub headline: Option<String>,
    /// What is said, in order of place; quotations that nobody is credited with among it.
    pub statements: Vec<Statement>,
    /// Who is in the story.
    pub voices: Vec<Voice>,
    /// The text of the story, on one line; none where it was read from a snapshot.
    pub text: String,
    /// Its sentences, each with how often it is there; none where it was read from a snapshot.
    pub sentences: HashMap<String, usize>,
    /// Its sentences in a row, each with its place.
    pub places: Vec<Sentence>,
    /// True where it was read from a snapshot, which has statements alone.
    pub is_snapshot: bool,
}

/// A sentence of a story.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words outside of statements, on one line.
    pub words: String,
    /// Where it is.
    pub span: Span,
}

/// Something that is said.
#[derive(Clone, Debug)]
pub struct Statement {
    /// All that is said, on one line, as written.
    pub says: String,
    /// As one would repeat it: without marks, and with a verb that it needs.
    pub told: String,
    /// The part of it that is outside quotation marks.
    pub own: String,
    /// The part of it in quotation marks, a sentence each.
    pub quotes: Vec<Quote>,
    /// Who says it; nothing where nobody is credited.
    pub by: Option<By>,
    /// The words that report it.
    pub verb: Option<Verb>,
    /// How the claim stands that it makes.
    pub stand: Option<Stand>,
    /// The sentences it stands in, as [`Version::sentences`] has them.
    pub context: Vec<String>,
    /// Where it is.
    pub span: Span,
}

/// A sentence, or less, in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its words, without the marks.
    pub words: String,
    /// The quotation it is in: sentences between one pair of marks have one number.
    pub run: usize,
    /// Where it begins.
    pub at: usize,
}

/// Who says something.
#[derive(Clone, Debug, Default)]
pub struct By {
    /// Indices into [`Version::voices`]: who speaks; where it is open, who of them may be meant.
    pub voices: Vec<usize>,
    /// How sure that is.
    pub certainty: Certainty,
    /// The words of the draft: "he", "the mayor".
    pub called: String,
}

/// How sure it is who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The draft shows it.
    Certain,
    /// A reader would take it so.
    Likely,
    /// The draft does not show it.
    #[default]
    Open,
}

impl From<Grade> for Certainty {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Certain => Self::Certain,
            Grade::Likely => Self::Likely,
            Grade::Open => Self::Open,
        }
    }
}

/// The words that report something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// As written: "has denied".
    pub shown: String,
    /// The form in the lexicon: "deny".
    pub lemma: String,
    /// What it does.
    pub class: CueClass,
    /// What the writer does with the truth of it; none where it was read from a snapshot.
    pub stance: Option<Stance>,
    /// True for "did not say".
    pub negated: bool,
}

impl Verb {
    /// True for a verb that says no more than that words were said.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        matches!(
            self.class,
            CueClass::NeutralReport
                | CueClass::SourcePreposition
                | CueClass::Mark
                | CueClass::Channel
                | CueClass::Document
        )
    }

    /// True when one of two verbs affirms what the other does not: "said" and "did not say".
    #[must_use]
    pub fn is_turned(&self, other: &Self) -> bool {
        self.class.denies(self.negated) != other.class.denies(other.negated)
    }

    /// True when a reader takes two verbs alike.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let plain = self.is_plain() && other.is_plain();
        self.negated == other.negated && (plain || self.lemma == other.lemma)
    }
}

/// How a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Its number in the version: statements that say the same share it.
    pub claim: usize,
    /// Its standing.
    pub standing: Standing,
    /// What others answer to it.
    pub answers: Vec<Reply>,
}

/// What somebody answers to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// Who answers, where that is known.
    pub by: Option<String>,
    /// Index into [`Version::statements`]; none where it was read from a snapshot.
    pub statement: Option<usize>,
}

/// Somebody who may speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The fullest name, or the description where there is no name.
    pub name: String,
    /// How they are introduced.
    pub title: Option<String>,
    /// What kind of source it is.
    pub kind: SpeakerKind,
    /// The roles that the story gives them.
    pub roles: Vec<String>,
}

impl Version {
    /// The name of who speaks in a statement: "Tom Hale", "Tom Hale and Ann Webb"; else the words of
    /// the draft.
    #[must_use]
    pub fn who(&self, statement: usize) -> Option<String> {
        let by = self.statements[statement].by.as_ref()?;
        let names: Vec<&str> = by.voices.iter().map(|v| self.voices[*v].name.as_str()).collect();
        match names.as_slice() {
            [] => Some(by.called.clone()),
            _ if by.certainty == Certainty::Open => Some(by.called.clone()),
            [one] => Some((*one).to_owned()),
            [first @ .., last] => Some(format!("{} and {last}", first.join(", "))),
        }
    }

    /// True where the draft shows who speaks: it is certain, or the draft's own words are the name.
    #[must_use]
    pub fn is_shown(&self, by: &By) -> bool {
        let called = by.called.to_lowercase();
        let says = |voice: &usize| called.contains(&self.voices[*voice].name.to_lowercase());
        match by.certainty {
            Certainty::Certain => true,
            Certainty::Likely => by.voices.iter().all(says),
            Certainty::Open => false,
        }
    }

    /// True when a sentence of this version is in another as often as here, or more often.
    #[must_use]
    pub fn keeps(&self, statement: &Statement, other: &Self) -> bool {
        !statement.context.is_empty()
            && statement.context.iter().all(|sentence| {
                let there = other.sentences.get(sentence).copied().unwrap_or_default();
                there >= self.sentences.get(sentence).copied().unwrap_or(1)
            })
    }
}
