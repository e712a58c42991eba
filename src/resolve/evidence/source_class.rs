//! The classes of sources, and how a source is described in two words.

use serde::Serialize;

use crate::lexicon::{Class, Classes};
use crate::parse::{Attribution, ChannelKind, Shape};
use crate::resolve::{Factors, SpeakerKind};

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

/// A source in two words: the first row of the design's table that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Description {
    /// Named, and was there.
    OnTheRecordFirstHand,
    /// Named, with an interest.
    OnTheRecordParty,
    /// Named, and passes on what others said.
    OnTheRecordSecondHand,
    /// Named; the draft shows no more.
    OnTheRecord,
    /// A body, no person.
    Institution,
    /// Words on paper.
    Document,
    /// Not named, but described.
    UnnamedDescribed,
    /// Not named, not described.
    UnnamedVague,
    /// Nobody.
    #[default]
    Nobody,
}

impl Description {
    /// In words an editor uses.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OnTheRecordFirstHand => "on the record, first-hand",
            Self::OnTheRecordParty => "on the record, party",
            Self::OnTheRecordSecondHand => "on the record, second-hand",
            Self::OnTheRecord => "on the record",
            Self::Institution => "institution",
            Self::Document => "document",
            Self::UnnamedDescribed => "unnamed, described",
            Self::UnnamedVague => "unnamed, vague",
            Self::Nobody => "none",
        }
    }
}

/// The row of the taxonomy.
pub(super) fn class(
    kind: SpeakerKind,
    shape: Shape,
    known: Classes,
    role: bool,
    attribution: &Attribution,
    long: bool,
) -> SourceClass {
    let post = attribution.channel.is_some_and(|c| c.kind == ChannelKind::Post);
    match kind {
        _ if shape == Shape::Document => SourceClass::Document,
        SpeakerKind::Person if known.has(Class::Witness) => SourceClass::Witness,
        SpeakerKind::Person if known.has(Class::Expert) => SourceClass::Expert,
        SpeakerKind::Person if role => SourceClass::NamedWithRole,
        SpeakerKind::Person => SourceClass::NamedWithoutRole,
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::Witness) => {
            SourceClass::Witness
        }
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::Expert) => {
            SourceClass::Expert
        }
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::OrdinaryPerson) => {
            SourceClass::OrdinaryPerson
        }
        SpeakerKind::TitleOnly => SourceClass::TitleOnly,
        SpeakerKind::Spokesperson => SourceClass::Spokesperson,
        SpeakerKind::Government if shape == Shape::Place => SourceClass::Metonym,
        SpeakerKind::Organisation | SpeakerKind::Government => SourceClass::Organisation,
        SpeakerKind::Document => SourceClass::Document,
        SpeakerKind::Court => SourceClass::Court,
        SpeakerKind::Outlet => SourceClass::Outlet,
        SpeakerKind::Anonymous if long => SourceClass::AnonymousDescribed,
        SpeakerKind::Anonymous => SourceClass::AnonymousVague,
        SpeakerKind::Collective | SpeakerKind::Group => SourceClass::Collective,
        SpeakerKind::Other if post => SourceClass::SocialPost,
        SpeakerKind::Other => SourceClass::Nobody,
    }
}

/// The first row of the table that holds.
pub(super) fn describe(factors: &Factors) -> Description {
    match factors.class {
        SourceClass::Nobody => Description::Nobody,
        SourceClass::Document => Description::Document,
        SourceClass::Organisation
        | SourceClass::Metonym
        | SourceClass::Court
        | SourceClass::Outlet => Description::Institution,
        _ if factors.named.is_yes() && factors.hearsay_depth > 0 => {
            Description::OnTheRecordSecondHand
        }
        _ if factors.named.is_yes() && factors.firsthand.is_yes() => {
            Description::OnTheRecordFirstHand
        }
        _ if factors.named.is_yes() && factors.interest.is_yes() => Description::OnTheRecordParty,
        _ if factors.named.is_yes() => Description::OnTheRecord,
        SourceClass::AnonymousVague | SourceClass::Collective | SourceClass::SocialPost => {
            Description::UnnamedVague
        }
        _ => Description::UnnamedDescribed,
    }
}
