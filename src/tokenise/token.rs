//! Tokens: the words and marks of a draft, with all that is known of each.
//!
//! `tokenise` makes them, `tag` fills in [`Classes`], [`Sense`]s, [`Pos`] and [`Hint`], and the
//! grammar reads them. A token borrows its text from the draft and its senses from the lexicon.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Sense, StateId};
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Kind {
    /// Letters, with inner hyphens, full stops of abbreviations, and apostrophes.
    Word,
    /// Digits, with inner commas, full stops, colons and slashes.
    Number,
    /// `.` `!` `?` and runs of them; an ellipsis too.
    Stop,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// An en or em dash, two hyphens, or a hyphen between spaces.
    Dash,
    /// `(` or `[`
    OpenBracket,
    /// `)` or `]`
    CloseBracket,
    /// A mark that opens a quotation.
    OpenQuote,
    /// A mark that closes a quotation.
    CloseQuote,
    /// Anything else: `%`, `$`, bullets, emoji.
    Symbol,
    /// A whole quotation, seen as one token by the grammar; never made by `tokenise`.
    Quotation,
}

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
}

/// A set of [`Class`]es is as many bits as there can be classes.
const _: () = assert!(Class::ALL.len() <= 128, "a set of classes has room for 128");

/// A set of [`Class`]es.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
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

/// A part of speech: the Penn Treebank's tag set, marks of punctuation in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[repr(u8)]
#[allow(missing_docs)] // the names are the tag set's own
pub enum Pos {
    #[default]
    Punct,
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    In,
    Jj,
    Jjr,
    Jjs,
    Md,
    Nn,
    Nns,
    Nnp,
    Nnps,
    Pdt,
    Pos,
    Prp,
    PrpS,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    WpS,
    Wrb,
}

impl Pos {
    /// A noun of any kind, names included.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// Part of a proper name.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A verb in any form, modals apart.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// A verb form that can be the predicate of a clause by itself, or a modal.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// An adjective in any degree.
    #[must_use]
    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::Jj | Self::Jjr | Self::Jjs)
    }

    /// An adverb in any degree.
    #[must_use]
    pub const fn is_adverb(self) -> bool {
        matches!(self, Self::Rb | Self::Rbr | Self::Rbs)
    }
}

/// The part a token likely plays in an attribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// The writer's own voice.
    #[default]
    None,
    /// Who says it.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
}

/// What the tagger makes of a token: a hint to the grammar, never a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// The likely role.
    pub role: Role,
    /// Where the cue of this source or content stands.
    pub side: Side,
    /// True on the first token of a new source, cue or content.
    pub begins: bool,
    /// How sure the tagger is, 0 (a coin toss, or no tagger) to 255.
    pub sureness: u8,
}

/// Where the cue stands, seen from a source or a content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The cue stands before it.
    #[default]
    Before,
    /// The cue stands behind it.
    After,
}

/// A word or mark of the draft.
#[derive(Clone, Copy, Debug)]
pub struct Token<'d> {
    /// Where it stands.
    pub span: Span,
    /// Its letters, as written.
    pub text: &'d str,
    /// What it is made of.
    pub kind: Kind,
    /// The lexicon's word classes; filled by `tag`.
    pub classes: Classes,
    /// The ways this word, or the phrase that starts here, can report speech; filled by `tag`.
    pub senses: &'d [Sense],
    /// The state whose name, people, capital or institution this is; filled by `tag`.
    pub state: Option<StateId>,
    /// Part of speech; filled by `tag`.
    pub pos: Pos,
    /// Likely role; filled by `tag`.
    pub hint: Hint,
}

/// True when two words are one, letter case apart. Most differ in length already.
#[inline]
pub(crate) const fn same_word(text: &str, word: &str) -> bool {
    text.len() == word.len() && text.eq_ignore_ascii_case(word)
}

/// True when a word has no letter that lower case would change, as most have none.
pub(crate) fn is_lower(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

impl<'d> Token<'d> {
    /// A token of which only the letters are known.
    #[must_use]
    pub const fn new(span: Span, text: &'d str, kind: Kind) -> Self {
        Self {
            span,
            text,
            kind,
            classes: Classes::NONE,
            senses: &[],
            state: None,
            pos: Pos::Punct,
            hint: Hint { role: Role::None, side: Side::Before, begins: false, sureness: 0 },
        }
    }

    /// True when the token belongs to `class`.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// True when the token is this word, in any case.
    #[must_use]
    #[inline]
    pub const fn reads(&self, word: &str) -> bool {
        same_word(self.text, word)
    }

    /// True for a past tense that looks like an adjective behind a plural: no noun in the plural
    /// stands before another.
    ///
    /// > City fans **attacked** Wanderers fans
    #[must_use]
    pub fn is_deed_of(&self, before: &Token<'_>) -> bool {
        before.pos == Pos::Nns
            && !before.is_capitalised()
            && self.kind == Kind::Word
            && !self.is_capitalised()
            && self.text.ends_with("ed")
    }

    /// The letters in lower case. Most words are so as they stand, and are not copied.
    #[must_use]
    pub fn lower(&self) -> Cow<'d, str> {
        if is_lower(self.text) {
            Cow::Borrowed(self.text)
        } else {
            Cow::Owned(self.text.to_lowercase())
        }
    }

    /// True when the token starts with a capital letter.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// True for words and numbers.
    #[must_use]
    pub const fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
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
