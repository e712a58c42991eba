//! Who is in a draft: the data that `resolve` gives.

use serde::Serialize;

use super::card::Card;
use super::link::{Grade, Link, SideKind, SideLink};
use super::speaker::{SideId, Speaker, SpeakerId};
use crate::span::Span;

/// Who is in the draft.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Everybody who is mentioned, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// Who stands with whom. Every speaker is in exactly one side.
    pub sides: Vec<Side>,
    /// For each of [`crate::parse::Parsed::mentions`], whom it means.
    pub mentions: Vec<Meaning>,
    /// For each of [`crate::parse::Parsed::attributions`], who speaks.
    pub bindings: Vec<Meaning>,
    /// For each of [`crate::parse::Parsed::attributions`], how sure it is who speaks, and by what;
    /// none where nobody is known to speak.
    pub links: Vec<Option<Link>>,
    /// For each speaker, by what they are on their side; none for who stands alone.
    pub side_links: Vec<Option<SideLink>>,
    /// For each of [`crate::parse::Parsed::attributions`], of which class its source is.
    pub sources: Vec<SourceClass>,
    /// For each of [`crate::parse::Parsed::attributions`], on whose word it rests and how far away.
    pub hearsay: Vec<Hearsay>,
    /// For each of the speakers, the title.
    pub(in crate::resolve) titles: Vec<Option<Span>>,
    /// For each of the speakers, what a desk notes of it.
    pub cards: Vec<Card>,
    /// Sides that stand against each other, with the words that show it. They are never merged.
    pub opposed: Vec<Opposition>,
}

impl Story {
    /// Who speaks in an attribution, if that is certain.
    #[must_use]
    pub fn certain(&self, attribution: usize) -> Option<SpeakerId> {
        let link = self.links.get(attribution).copied().flatten()?;
        let sure = link.grade == Grade::Certain;
        self.bindings[attribution].speaker().filter(|_| sure)
    }

    /// True when it is certain on which side a speaker is: the draft shows it, or they stand alone.
    #[must_use]
    pub fn is_side_certain(&self, speaker: SpeakerId) -> bool {
        let link = self.side_links.get(speaker.0).copied().flatten();
        link.is_none_or(|link| link.grade == Grade::Certain)
    }

    /// True when two sides are opposite sides.
    #[must_use]
    pub fn are_opposed(&self, a: SideId, b: SideId) -> bool {
        self.opposed.iter().any(|o| o.sides == (a, b) || o.sides == (b, a))
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

/// Two sides that stand against each other: government and opposition, plaintiff and defendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opposition {
    /// The sides, the one with the lower number first.
    pub sides: (SideId, SideId),
    /// The words that show it.
    pub span: Span,
    /// In words: "government and opposition", "police and suspect".
    pub reason: &'static str,
}

/// Speakers who stand or fall together.
#[derive(Clone, Debug)]
pub struct Side {
    /// "the Venezuelan government", or the name of its only member.
    pub name: String,
    /// Who is in it.
    pub members: Vec<SpeakerId>,
    /// What shows it; empty for a side of one.
    pub evidence: Vec<Evidence>,
}

/// Why a speaker is in a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The speaker.
    pub speaker: SpeakerId,
    /// What kind of reason it is.
    pub kind: SideKind,
    /// The words that show it; absent when it is common knowledge from the table of states.
    pub span: Option<Span>,
    /// In words: "Maduro's top negotiator", "capital of Venezuela".
    pub reason: String,
}

/// How far the draft is from the one who says it.
///
/// In "The Times reported that Hale had told friends that he would go", Hale's words come through
/// the Times: depth 1, borrowed from the Times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hearsay {
    /// The attribution in whose content it stands.
    pub inside: Option<usize>,
    /// How many others pass it on: 0 when the speaker says it to the draft.
    pub depth: u8,
    /// The words that show it: source and cue of the one who passes it on.
    pub shown: Option<Span>,
    /// The newspaper or broadcaster from which the draft has it.
    pub borrowed: Option<SpeakerId>,
    /// Whose words the content passes on, if it is known: Hale, in "Bell said that Hale had said".
    pub relays: Option<SpeakerId>,
}

/// The classes of sources: the rows of the design's taxonomy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceClass {
    /// "Tom Hale, a lawyer for the town"
    NamedWithRole,
    /// "Tom Hale"
    NamedWithoutRole,
    /// "the mayor"
    TitleOnly,
    /// "a spokesman for the ministry"
    Spokesperson,
    /// "the ministry", "Foro Penal"
    Organisation,
    /// "Caracas", "the Kremlin"
    Metonym,
    /// "a report"
    Document,
    /// "the court", "prosecutors"
    Court,
    /// "the Times"
    Outlet,
    /// "wrote on X", with nobody named
    SocialPost,
    /// "a diplomat who attended"
    AnonymousDescribed,
    /// "sources"
    AnonymousVague,
    /// "critics"
    Collective,
    /// "a woman who saw it"
    Witness,
    /// "a professor at Leeds"
    Expert,
    /// "a resident", "fans"
    OrdinaryPerson,
    /// Nobody is credited.
    #[default]
    Nobody,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_is_one_or_all_or_nobody() {
        let (a, b) = (SpeakerId(3), SpeakerId(5));
        assert_eq!(Meaning::Together(vec![a, b]).speaker(), Some(a));
        assert_eq!(Meaning::Together(vec![a, b]).speakers(), [a, b]);
        assert_eq!(Meaning::Speaker(b).speakers(), [b]);
        assert_eq!(Meaning::Ambiguous(vec![a, b]).speaker(), None);
        assert!(Meaning::Ambiguous(vec![a, b]).speakers().is_empty());
    }

    #[test]
    fn sides_are_opposed_in_either_order() {
        let sides = (SideId(1), SideId(2));
        let opposed = vec![Opposition { sides, span: Span::new(0, 1), reason: "police" }];
        let story = Story { opposed, ..Story::default() };
        assert!(story.are_opposed(SideId(1), SideId(2)));
        assert!(story.are_opposed(SideId(2), SideId(1)));
        assert!(!story.are_opposed(SideId(1), SideId(3)));
    }
}
