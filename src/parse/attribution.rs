//! An attribution: who says what, in which words.

use serde::{Deserialize, Serialize};

use super::mention::MentionId;
use crate::lexicon::{Act, CueClass, Loaded, Polarity, Stance};
use crate::span::Span;

/// One act of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it; absent in "it was reported that".
    pub source: Option<Source>,
    /// The words, or the mark, that say that it is said. Every pattern gives one.
    pub cue: Option<Cue>,
    /// What is said, in pieces: “We will go,” he said, “and stay.” has two. Empty for a no-comment.
    pub content: Vec<Span>,
    /// Whose words the content gives.
    pub form: Form,
    /// The kind of act.
    pub act: Act,
    /// Whether the speaker asserts, denies, declines or asks.
    pub polarity: Polarity,
    /// The pattern of the grammar that found it.
    pub pattern: Pattern,
    /// How sure the grammar is.
    pub confidence: Confidence,
    /// Through what it was said.
    pub channel: Option<Channel>,
    /// Who is accused, blamed, told off: the object of "accuses X of Y".
    pub target: Option<Span>,
    /// Time and place of the saying, if given: "on Tuesday", "in Geneva".
    pub when: Option<Span>,
    /// The attribution in whose content this one stands, index into
    /// [`crate::parse::Parsed::attributions`]: "Hale said" in "The Times reported that Hale said".
    pub nested: Option<usize>,
    /// Index into [`crate::tokenise::Text::sentences`].
    pub sentence: usize,
    /// Index into [`crate::read::Draft::blocks`].
    pub block: usize,
}

impl Attribution {
    /// True for what the tagger alone has seen and is not sure of: it is listed, but it makes no
    /// claim and nothing is flagged because of it.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        self.pattern == Pattern::Learned && self.confidence == Confidence::Low
    }

    /// True when what it reports is denied, or kept back: "denied that", "never said that", "would not
    /// say whether".
    #[must_use]
    pub fn turns(&self) -> bool {
        let turned = self.cue.as_ref().is_some_and(|cue| cue.class.denies(cue.negated));
        self.polarity == Polarity::Denies || turned
    }

    /// True for a decision without a maker that only the tagger sees: "opponents were barred". The
    /// writer says so.
    #[must_use]
    pub(crate) fn is_nobodys_decision(&self) -> bool {
        self.pattern == Pattern::Learned && self.source.is_none() && self.act == Act::Decision
    }

    /// The smallest span that covers source, cue and content.
    #[must_use]
    pub fn span(&self) -> Span {
        let source = self.source.as_ref().map(|s| s.span);
        let cue = self.cue.as_ref().map(|c| c.span);
        let all = self.content.iter().copied().chain(source).chain(cue);
        all.reduce(Span::to).unwrap_or(Span::new(0, 0))
    }
}

/// The words of a source without the age after the name: "Tom Hale, 44" is Tom Hale.
pub(crate) fn without_age(words: &str) -> &str {
    let age = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    words.rsplit_once(", ").filter(|(_, last)| age(last)).map_or(words, |(name, _)| name)
}

/// Who an attribution credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its words, roles and appositions included.
    pub span: Span,
    /// The mention that is its head: for "a count by the NGO Foro Penal" the NGO. `None` when the
    /// words name nobody the grammar can read.
    pub mention: Option<MentionId>,
}

/// The words that report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its words, auxiliaries and adverbs included: "has denounced".
    pub span: Span,
    /// The form in the lexicon, or the word itself.
    pub lemma: String,
    /// What it does.
    pub class: CueClass,
    /// What the writer does with the truth of the content.
    pub stance: Stance,
    /// How the word is loaded.
    pub loaded: Option<Loaded>,
    /// True for "did not say", "never claimed".
    pub negated: bool,
}

/// Whose words a content gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The speaker's, in quotation marks.
    Direct,
    /// The writer's.
    Indirect,
    /// Both.
    Mixed,
}

/// How sure the program is.
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
#[allow(missing_docs)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// Through what something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The words: "on X", "in a statement", "told reporters".
    pub span: Span,
    /// What kind.
    pub kind: ChannelKind,
}

/// The kind of a [`Channel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// "on X"
    Post,
    /// "in a statement", "in an email"
    Statement,
    /// "in an interview", "told AFP"
    Interview,
    /// "at a news conference", "told reporters"
    Press,
    /// "told the court", "in evidence"
    Hearing,
    /// "told a rally", "in a speech"
    Speech,
}

/// A pattern of the grammar. Its name is printed with each attribution it finds.
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
pub enum Pattern {
    /// "Hale said that the road is shut."
    SourceCueContent,
    /// "The road is shut, Hale said."
    ContentSourceCue,
    /// "“The road is shut,” said Hale."
    ContentCueSource,
    /// "“The road,” said Hale, “is shut.”"
    SplitContent,
    /// "According to Hale, the road is shut."
    AccordingTo,
    /// "a count by the NGO said", "the claim that"
    NounCue,
    /// "Hale: the road is shut"
    Colon,
    /// "It was reported that", "he is said to"
    Sourceless,
    /// "accused the firm of fraud"
    Accusation,
    /// "declined to comment"
    NoComment,
    /// "Hale, who said that …", "saying that …"
    Relative,
    /// A label of a transcript.
    Transcript,
    /// Found by the tagger alone.
    Learned,
    /// "was described by Hale as a death trap"
    Passive,
}
