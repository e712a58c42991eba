//! How sure a link is: from a source to a speaker, from a speaker to a side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How sure a link is. What each kind of link is worth was measured: `rules/links.yaml`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// The draft does not show it.
    Open,
    /// A reader would take it so, and may be wrong. No flag rests on it.
    Likely,
    /// At least 98 in 100 links of the kind were right.
    Certain,
}

/// By what a source is linked to a speaker.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// "**a neighbour**": the words themselves are all that is known of the speaker.
    Described,
    /// "**Tom Hale**": the first word is a first name that the lexicon knows.
    FullName,
    /// "**Neko Hale**": two words or more, and no first name that the lexicon knows.
    UncommonName,
    /// "**Hale**", and one person has this surname.
    Surname,
    /// "**Hale**", and more than one person has this surname.
    SharedSurname,
    /// "**Tom**", "**Ruthie**": another part of the name.
    PartOfName,
    /// "**Prince**": one word is all the name there is.
    LoneName,
    /// "**the Harlow Bank**"
    BodyName,
    /// "**Calder**" for Calder Foods, "**the Hall Trust**" for the Joan Hall Trust.
    ShortBodyName,
    /// "**the IEA**" after "the International Energy Agency (IEA)".
    Acronym,
    /// "**Caracas**", "**the US**"
    Place,
    /// "**The coach**, Luis Costa, said"
    Apposition,
    /// "**the mayor**" after "Mayor Ada Wynne", and nobody else has the role.
    RoleGiven,
    /// "**the mayor**", and more than one has the role.
    RoleShared,
    /// "**the lawmaker**" for a senator: no word of the role was given.
    RoleInferred,
    /// "**the nurse**" after "a nurse".
    DescribedAgain,
    /// "**the company**" for one named before.
    BodyDescribed,
    /// "**She** said", and one woman was named near.
    PronounOne,
    /// "**She** said", and more than one woman was named near.
    PronounSeveral,
    /// "**It** said"
    Neuter,
    /// "**They** said"
    PluralPronoun,
    /// "Hale, **who** said"
    Relative,
    /// "both", "Hale and Price"
    Several,
    /// "**the document**" for a paper named before.
    DocumentAgain,
    /// "**the report**", which speaks for who made it.
    MakerOfDocument,
    /// "animal advocates including **Withrow**": the name is a part of the source.
    PartOfSource,
    /// "**the agency**", where none was named before: the draft's own words.
    DescribedDefinite,
    /// What comes in none of the other ways.
    Other,
    /// More than one can be meant, and the draft does not show which.
    OneOfSeveral,
}

impl LinkKind {
    /// All of them.
    pub const ALL: [Self; 29] = [
        Self::Described,
        Self::FullName,
        Self::UncommonName,
        Self::Surname,
        Self::SharedSurname,
        Self::PartOfName,
        Self::LoneName,
        Self::BodyName,
        Self::ShortBodyName,
        Self::Acronym,
        Self::Place,
        Self::Apposition,
        Self::RoleGiven,
        Self::RoleShared,
        Self::RoleInferred,
        Self::DescribedAgain,
        Self::BodyDescribed,
        Self::PronounOne,
        Self::PronounSeveral,
        Self::Neuter,
        Self::PluralPronoun,
        Self::Relative,
        Self::Several,
        Self::DocumentAgain,
        Self::MakerOfDocument,
        Self::PartOfSource,
        Self::DescribedDefinite,
        Self::Other,
        Self::OneOfSeveral,
    ];
}

/// By what a speaker is put on a side.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SideKind {
    /// "Caracas", "the Venezuelan government": the table of states.
    State,
    /// "**Venezuelan President** Nicolas Maduro"
    OfficeOfState,
    /// "**President** Nicolas Maduro", and the state is that of the draft or the passage.
    OfficeWithoutState,
    /// "the **Ukrainian Air Force**", "**Kremlin spokesman** Ivan Orlov"
    OrganOfState,
    /// "the government" and its ministers, in a draft that names no state.
    HomeGovernment,
    /// "Kay Dunn, **a spokeswoman for Norvane Motors**", "**White House** spokesman"
    Spokesperson,
    /// "Tom Hale's **lawyer**", "the **director** of the museum"
    Principal,
    /// "**CPS** officials", "**Norvane** chief executive Karin Ahlberg"
    NameBeforeRole,
    /// "a **city** spokeswoman" and the city
    WordBeforeRole,
    /// Two who serve a body that does not speak itself.
    SameBody,
    /// "the company's **board**"
    PartOfBody,
    /// A paper and who made it.
    Paper,
    /// "**the researchers**" and their study.
    Team,
    /// "**Inspector** Joan Marsh" and the only police of the draft.
    Police,
    /// "**Selby Town** Manager", "**Selby Police** Chief", "the town"
    LocalGovernment,
    /// "**prosecutors**", "Selby **District Attorney**", "the **indictment**"
    Prosecution,
    /// "**shortstop** Ann Hale" and the team of the story.
    SportsTeam,
    /// "**health** secretary" and the Department of Health.
    Department,
    /// "**the administration**" and its only head, "**federal** officials" and the president.
    Administration,
    /// "**officials**", where only one body's officials speak.
    OnlyBody,
    /// "head of the **Tarma regional** police", and Tarma lies in Peru.
    RegionOfState,
    /// "Hale's **mother**"
    Family,
    /// "Hale was **represented** by Kim Dorn", "**defence attorney** Kim Dorn".
    Counsel,
    /// "**the victim**" and the prosecution of the story.
    Trial,
    /// The newsroom's settings say so.
    Newsroom,
}

impl SideKind {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::State,
        Self::OfficeOfState,
        Self::OfficeWithoutState,
        Self::OrganOfState,
        Self::HomeGovernment,
        Self::Spokesperson,
        Self::Principal,
        Self::NameBeforeRole,
        Self::WordBeforeRole,
        Self::SameBody,
        Self::PartOfBody,
        Self::Paper,
        Self::Team,
        Self::Police,
        Self::LocalGovernment,
        Self::Prosecution,
        Self::SportsTeam,
        Self::Department,
        Self::Administration,
        Self::OnlyBody,
        Self::RegionOfState,
        Self::Family,
        Self::Counsel,
        Self::Trial,
        Self::Newsroom,
    ];
}

/// A link from a speaker to a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideLink {
    /// How sure it is.
    pub grade: Grade,
    /// By what they are put on the side.
    pub kind: SideKind,
    /// The words that show it; none where the table of states or the newsroom does.
    pub span: Option<Span>,
}

/// A link from a source to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// How sure it is.
    pub grade: Grade,
    /// By what it is linked.
    pub kind: LinkKind,
    /// The words that show it: the name, the place where the role was given.
    pub span: Span,
}
