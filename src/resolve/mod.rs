//! Takes [`Parsed`] and its [`Text`]. Gives a [`Story`]: the speakers, the camps, and for every
//! mention and attribution the speaker it means. Never guesses: where two speakers fit, both are
//! named and neither is chosen.

mod bind;
mod camps;
mod context;
mod evidence;
mod newsroom;

pub use evidence::factors::{Answer, Factors};
pub use evidence::hearsay::Hearsay;
pub use evidence::source_class::{Description, SourceClass};

pub use bind::several::meaning_of;
pub use context::Context;

pub use newsroom::{KnownCamp, Newsroom, Organisation, Person};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::{Lexicon, StateId};
use crate::parse::{MentionId, Parsed};
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::Text;

/// Index into [`Story::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SpeakerId(pub usize);

/// Index into [`Story::camps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct CampId(pub usize);

/// Who is in the draft.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Everybody who is mentioned, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// Who stands with whom. Every speaker is in exactly one camp.
    pub camps: Vec<Camp>,
    /// For each of [`Parsed::mentions`], whom it means.
    pub mentions: Vec<Meaning>,
    /// For each of [`Parsed::attributions`], who speaks.
    pub bindings: Vec<Meaning>,
    /// For each of [`Parsed::attributions`], what is known of its source.
    pub factors: Vec<Factors>,
    /// For each of [`Parsed::attributions`], on whose word it rests and how far away.
    pub hearsay: Vec<Hearsay>,
    /// Camps that stand against each other, with the words that show it. They are never merged.
    pub opposed: Vec<Opposition>,
    /// Names that are spelt nearly alike and may be one person's; not merged.
    pub misspelt: Vec<Misspelling>,
}

impl Story {
    /// True when two camps are opposite sides.
    #[must_use]
    pub fn are_opposed(&self, a: CampId, b: CampId) -> bool {
        self.opposed.iter().any(|o| o.camps == (a, b) || o.camps == (b, a))
    }
}

/// Whom a mention or an attribution means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// This speaker.
    Speaker(SpeakerId),
    /// One of these, and the text does not show which.
    Ambiguous(Vec<SpeakerId>),
    /// All of these: "Hale and Price", "the two lawmakers".
    Together(Vec<SpeakerId>),
    /// Nobody the draft shows.
    #[default]
    Unknown,
}

impl Meaning {
    /// The speaker; of several who speak together, the one named first.
    #[must_use]
    pub fn speaker(&self) -> Option<SpeakerId> {
        match self {
            Self::Speaker(id) => Some(*id),
            Self::Together(ids) => ids.first().copied(),
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }

    /// Everybody who is known to speak.
    #[must_use]
    pub fn speakers(&self) -> &[SpeakerId] {
        match self {
            Self::Speaker(id) => std::slice::from_ref(id),
            Self::Together(ids) => ids,
            Self::Ambiguous(_) | Self::Unknown => &[],
        }
    }
}

/// Somebody or something that can be a source.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The fullest name, or the description where there is no name.
    pub name: String,
    /// What kind of source it is.
    pub kind: SpeakerKind,
    /// The roles given in the text, each once.
    pub roles: Vec<Span>,
    /// Every mention.
    pub mentions: Vec<MentionId>,
    /// The camp.
    pub camp: CampId,
    /// The state whose government, people or agency this is, if any.
    pub state: Option<StateId>,
    /// He or she, if the words show it.
    pub gender: Gender,
    /// What the newsroom's settings say they are: "chief negotiator, Ministry of Trade".
    pub known_role: Option<String>,
    /// True when the newsroom takes their word for a record.
    pub is_record: bool,
}

/// He, she, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// The words do not show it.
    #[default]
    Unknown,
    /// He.
    Male,
    /// She.
    Female,
}

/// What kind of source a speaker is: the first column of the design's source taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// "the mayor": an office without its holder's name.
    TitleOnly,
    /// "a spokesman for the ministry".
    Spokesperson,
    /// A body: company, ministry, charity.
    Organisation,
    /// "Caracas", "the Kremlin", "the government".
    Government,
    /// A report, a count, a filing.
    Document,
    /// A court, a judge, prosecutors.
    Court,
    /// A newspaper, a wire, a broadcaster.
    Outlet,
    /// "a source familiar with the matter".
    Anonymous,
    /// "critics", "experts": a group that cannot be called.
    Collective,
    /// "two residents", "the protesters": a group that was there.
    Group,
    /// Anything else.
    Other,
}

/// Two camps that stand against each other: government and opposition, plaintiff and defendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opposition {
    /// The camps, the one with the lower number first.
    pub camps: (CampId, CampId),
    /// The words that show it.
    pub span: Span,
    /// In words: "government and opposition", "police and suspect".
    pub reason: &'static str,
}

/// Two names that are spelt nearly alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// Where the rarer spelling stands.
    pub span: Span,
    /// Whose name it may be.
    pub speaker: SpeakerId,
    /// The speaker the rarer spelling makes.
    pub other: SpeakerId,
}

/// Speakers who stand or fall together.
#[derive(Clone, Debug)]
pub struct Camp {
    /// "the Venezuelan government", or the name of its only member.
    pub name: String,
    /// Who is in it.
    pub members: Vec<SpeakerId>,
    /// What shows it; empty for a camp of one.
    pub evidence: Vec<Evidence>,
}

/// Why a speaker is in a camp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The speaker.
    pub speaker: SpeakerId,
    /// The words that show it; absent when it is common knowledge from the table of states.
    pub span: Option<Span>,
    /// In words: "Maduro's top negotiator", "capital of Venezuela".
    pub reason: String,
}

/// Binds every mention and attribution of a draft to a speaker, and speakers to camps; what the
/// newsroom knows of them goes before what the draft shows.
#[must_use]
pub fn resolve(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    lexicon: &Lexicon,
    newsroom: &Newsroom,
) -> Story {
    let mut story = bind::bind(draft, text, parsed, lexicon);
    newsroom::speakers(newsroom, &mut story);
    // The newsroom's names give some speakers other numbers.
    story.misspelt = bind::same_name::misspelt(parsed, &story);
    let known = newsroom::camps(newsroom, &story);
    camps::camps(draft, text, parsed, lexicon, &known, &mut story);
    story.hearsay = evidence::hearsay::hearsay(text, parsed, lexicon, &story);
    story.factors = evidence::factors::factors(text, parsed, &story);
    story
}
