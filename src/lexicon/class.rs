//! Word classes: what a list of words makes of a word.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares [`Class`] and the list of all of them from one text.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A word class that a list under `rules/lexicon/words/` or the table of states can give a
        /// word.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        #[repr(u8)]
        #[allow(missing_docs)] // each list's first line says what the class is
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// Every class, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

classes! {
    Honorific,
    HonorificMale,
    HonorificFemale,
    Role,
    Office,
    StateOffice,
    Spokesperson,
    Representative,
    Lawyer,
    Police,
    Witness,
    Expert,
    OrdinaryPerson,
    Collective,
    Anonymous,
    Organisation,
    OrganisationSuffix,
    Government,
    Opposition,
    Party,
    Intergovernmental,
    Document,
    Court,
    Prosecution,
    Defence,
    Outlet,
    StateMedia,
    OutletNoun,
    Platform,
    Venue,
    Hearer,
    Weekday,
    Month,
    TimeWord,
    GivenMale,
    GivenFemale,
    MaleNoun,
    FemaleNoun,
    NameParticle,
    NameSuffix,
    Abbreviation,
    AbbreviationFinal,
    AbbreviationNumbered,
    NumberWord,
    Magnitude,
    Hedge,
    HarmVerb,
    BlameNoun,
    Evaluative,
    SelfPraise,
    Negotiation,
    Crime,
    Causal,
    Superlative,
    Relation,
    PronounSource,
    /// The name of a state.
    State,
    /// "Venezuelan": of a state.
    Demonym,
    /// "Venezuelans": the people of a state.
    People,
    /// A capital, which can stand for the government.
    Capital,
    /// A palace or building that stands for the executive.
    Seat,
    /// An agency of the state with a name of its own.
    StateBody,
    /// A parliament with a name of its own.
    Legislature,
    /// A top court with a name of its own.
    TopCourt,
    Anonymity,
    Perception,
    Publication,
    PartyMember,
    Candidate,
    Lawmaker,
    Journalist,
    Tycoon,
    Epithet,
    Executive,
    Subsidiary,
    Official,
    Governor,
    School,
    Business,
    SportsClub,
    Charity,
    Lender,
    Physician,
    Soldier,
    Coach,
    PoliceRank,
    /// "highlighted": a verb with which the writer says what something means.
    EffectVerb,
    /// "the claim", "this": words that point at what was said before.
    PointsBack,
    /// "provided that": a condition.
    Condition,
    /// "at least": a number that may be larger.
    AtLeast,
    /// "up to": a number that may be smaller.
    AtMost,
    /// "ruling": a paper in which a court itself speaks.
    CourtRecord,
    /// "inspectorate": its papers are public records.
    PublicBody,
    /// "baseless": what was said is called untrue.
    Untrue,
    /// A word that says too little to show what a sentence is about.
    LightWord,
    /// "respond", "available": the end of a cue that says that nobody answered.
    NoReply,
    /// "not", "never", "no".
    Negation,
    /// "also": what follows belongs to what was said before.
    Additive,
    /// "quoting the spokesman": who the words really come from.
    Citing,
    /// "a wave of arrests": a noun that says how much there is of something.
    Amount,
    /// "nine miles", "20 goals": what is measured or scored.
    Measure,
    /// "the arrests": a noun for what somebody must have done.
    Wrong,
    MeansDeath,
    MeansInjury,
    MeansClosing,
    MeansOpening,
    MeansRising,
    MeansFalling,
    MeansLeaving,
    MeansDismissal,
    MeansBuying,
    MeansTalking,
    MeansAgreeing,
    MeansHitting,
    MeansPaying,
    MeansStarting,
    MeansEnding,
    /// "Exclusive:", "Obituary:": a label, not a speaker.
    Label,
    /// A word that can report, in another sense: "claimed 12 lives".
    OtherSense,
    /// "lied", "polluted": what somebody must answer for.
    Misconduct,
}

/// A set of [`Class`]es is as many bits as there can be classes.
const _: () = assert!(Class::ALL.len() <= 128, "a set of classes has room for 128");

/// A set of [`Class`]es.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Classes(u128);

impl Classes {
    /// No class at all.
    pub const NONE: Self = Self(0);

    /// The set of the classes named.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < classes.len() {
            set |= 1 << classes[at] as u8;
            at += 1;
        }
        Self(set)
    }

    /// True when `class` is in the set.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// True when the two sets share a class.
    #[must_use]
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// True when the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds all classes of `more`.
    pub const fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    /// The bits, for feature extraction: bit `n` is the class with discriminant `n`.
    #[must_use]
    pub const fn bits(self) -> u128 {
        self.0
    }
}

impl fmt::Debug for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Class::ALL.iter().filter(|&&c| self.has(c)).fold(String::new(), |all, c| {
            let gap = if all.is_empty() { "" } else { " " };
            format!("{all}{gap}{c:?}")
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_a_set() {
        let mut set = Classes::of(&[Class::Role]);
        set.add(Classes::of(&[Class::Office]));
        assert!(set.has(Class::Role) && set.has(Class::Office) && !set.has(Class::Court));
        assert_eq!(format!("{set:?}"), "Role Office");
    }
}
