//! What becomes of a quotation: the verdict, and what shows it.

use schemars::JsonSchema;
use serde::Serialize;

use super::quotations::Quotation;
use super::transcript::Time;
use crate::span::Span;
use crate::versions::Piece;

/// What a transcript says of a quotation.
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
    serde::Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Words are others, or there are more of them.
    Altered,
    /// Parts from several places are joined into one quotation.
    Spliced,
    /// Somebody else says it.
    SaidByAnother,
    /// Words are left out.
    Cut,
    /// No transcript has it.
    NotFound,
    /// It is said word for word.
    Exact,
}

impl Outcome {
    /// All of them, the worst first.
    pub const ALL: [Self; 6] =
        [Self::Altered, Self::Spliced, Self::SaidByAnother, Self::Cut, Self::NotFound, Self::Exact];
}

/// What is said loudest of a quotation: it may mean the opposite, or something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loud {
    /// A negation is left out, in these words of the transcript.
    NegationDropped(String),
    /// The draft has a negation in these words, and the transcript has none.
    NegationAdded(String),
    /// A number is another: as it is said, and as the draft has it.
    Number(String, String),
    /// What stands in brackets says the opposite: as it is said, and as the draft has it.
    Opposed(String, String),
    /// These words stand before it in its clause and turn it round: "I do not believe that".
    TurnedBefore(String),
    /// Its negation was broken off and taken back, in these words: "I did not — I did".
    TakenBack(String),
}

/// What a quotation may differ in and still be exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ButFor {
    /// British or American spelling.
    Spelling,
    /// "it's" and "it is", "gonna" and "going to".
    Contractions,
    /// Words that the draft puts in brackets.
    Brackets,
    /// Fillers that the draft leaves out: "you know".
    Fillers,
    /// Words said twice, and sentences broken off and begun again.
    FalseStarts,
    /// What somebody else says in between.
    Interruptions,
    /// What was not heard, or what whoever wrote the transcript put in brackets.
    Unheard,
}

/// What the draft has in brackets, and what was said in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// As it was said.
    pub said: String,
    /// As the draft has it.
    pub written: String,
}

/// Whether the label over the words of a quotation is held against whom the draft credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeakerCheck {
    /// The label is theirs, or clearly somebody else's.
    Done,
    /// The draft does not surely say who it is, or no transcript has the words.
    #[default]
    NotCredited,
    /// A label stands over the words, and does not surely name the speaker.
    Unsure,
    /// The transcript has labels, and none over the words.
    NoLabel,
    /// The transcript has no labels.
    NoLabels,
}

/// Why parts of a quotation do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Splice {
    /// They are said in another order.
    OutOfOrder,
    /// They are said by two speakers.
    TwoSpeakers,
    /// They are in two transcripts.
    TwoTranscripts,
    /// So many words are between them.
    FarApart(usize),
}

/// A place in a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the transcript.
    pub transcript: usize,
    /// The words.
    pub span: Span,
    /// When they are said.
    pub time: Option<Time>,
    /// The label over them.
    pub label: Option<String>,
    /// As they are said.
    pub said: String,
}

/// A quotation, held against the transcripts.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The quotation.
    pub quotation: Quotation,
    /// The verdict.
    pub outcome: Outcome,
    /// True where the draft shows what it does: it cuts with an ellipsis or a cue.
    pub marked: bool,
    /// What is to be said loudest.
    pub loud: Vec<Loud>,
    /// In what it differs, and is exact all the same.
    pub but_for: Vec<ButFor>,
    /// What stands in brackets in the place of other words.
    pub replaced: Vec<Replaced>,
    /// Why its parts do not belong together.
    pub splice: Option<Splice>,
    /// How many words are left out.
    pub left_out: usize,
    /// Where each of its parts is said; of an exact one, the first place that may be meant.
    pub places: Vec<Place>,
    /// In how many places its very words are said.
    pub times_said: usize,
    /// What was said and what is written, word by word; nothing where it is exact or not found. Words
    /// that differ only in how they are written are as the draft has them.
    pub differences: Vec<Piece>,
    /// Where words like it are said, if it is not found.
    pub nearest: Option<Place>,
    /// Who the draft says it is, if that is certain.
    pub speaker: Option<String>,
    /// Whether that is held against the transcript.
    pub speaker_check: SpeakerCheck,
    /// The label of whoever says it, where that is clearly somebody else.
    pub another: Option<String>,
    /// True for one or two words, which prove little: they may be anybody's.
    pub short: bool,
    /// True where the transcripts have labels, and none is of the speaker.
    pub absent: bool,
}

impl Verified {
    /// True for what an editor has to mend: not for a cut that the draft shows, nor for a few words
    /// that may come from elsewhere.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        match self.outcome {
            Outcome::Exact => false,
            Outcome::Cut => !self.marked,
            Outcome::NotFound => !self.short,
            Outcome::Altered | Outcome::Spliced | Outcome::SaidByAnother => true,
        }
    }

    /// The order of a report: the worst first, what nobody in the transcripts could have said last of
    /// the faults.
    #[must_use]
    pub fn rank(&self) -> (u8, Outcome, bool) {
        let grade = match () {
            () if !self.loud.is_empty() => 0,
            () if self.is_fault() => 1,
            () if self.outcome != Outcome::Exact => 2,
            () => 3,
        };
        (grade, self.outcome, self.absent)
    }
}
