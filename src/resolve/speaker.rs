//! A speaker: somebody or something that can be a source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::StateId;
use crate::parse::MentionId;
use crate::span::Span;

/// Index into [`crate::resolve::Story::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SpeakerId(pub usize);

/// Index into [`crate::resolve::Story::sides`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SideId(pub usize);

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
    /// The side.
    pub side: SideId,
    /// The state whose government, people or agency this is, if any.
    pub state: Option<StateId>,
    /// He or she, if the words show it.
    pub gender: Gender,
    /// Who made a paper: it speaks for its maker, and is no second voice beside it.
    pub maker: Option<SpeakerId>,
    /// What the newsroom's settings say they are: "chief negotiator, Ministry of Trade".
    pub known_role: Option<String>,
    /// True when the newsroom takes their word for a record.
    pub is_record: bool,
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

impl Gender {
    /// True when the two can be one person's.
    #[must_use]
    pub fn fits(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gender_that_is_not_known_fits_any() {
        assert!(Gender::Male.fits(Gender::Male) && !Gender::Male.fits(Gender::Female));
        assert!(Gender::Unknown.fits(Gender::Female) && Gender::Female.fits(Gender::Unknown));
    }
}
