//! Function words: the small words of the grammar, in sets that `rules/lexicon/function/` fills.
//!
//! A set has a name here because a rule of the grammar asks for it; its words are data. A word may
//! be in many sets: "that" joins clauses, points, and relates.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares [`FunctionWord`] and the list of all of them from one text.
macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A set of function words: one entry of a file under `rules/lexicon/function/`.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        #[repr(u16)]
        pub enum FunctionWord { $($(#[$doc])* $name,)* }

        impl FunctionWord {
            /// Every set, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

sets! {
    /// "is", "was": forms of "be".
    Be,
    /// "has", "had": forms of "have".
    Have,
    /// "do", "did": forms of "do".
    Do,
    /// "not", "never": what negates a verb.
    Not,
    /// "the", "his", "two": what can stand between a verb and its object.
    BeforeObject,
    // Articles and pronouns.
    /// "the".
    DefiniteArticle,
    /// "a", "an".
    IndefiniteArticle,
    /// "**this** report": points at one of which the draft has spoken.
    PointingDeterminer,
    /// "**both**".
    Both,
    /// "**all** of whom": everybody of a list.
    AllOrBoth,
    /// "he", "his": means a man.
    Masculine,
    /// "she", "her": means a woman.
    Feminine,
    /// "it", "its": means a thing or a body.
    Neuter,
    /// "they", "their": means several.
    PluralThird,
    /// "I", "we": whoever speaks.
    FirstPerson,
    /// "**another** said": one more of a kind.
    Another,
    /// "**one** said": the first of several.
    One,
    /// "she said **that** was true": stands for what was said before.
    PointingPronoun,
    /// "**nothing** Hale said": there are no such words.
    NoWords,
    /// "a farmer **who** lost his herd": begins a clause on a noun.
    Relative,
    /// "who", "whom": a relative that means persons.
    PersonRelative,
    /// "which": a relative that means things and bodies.
    ThingRelative,
    // Links.
    /// "and".
    And,
    /// "and", "or", "but".
    Coordinator,
    /// "Hale **and** Wynne", "neither Hale **nor** Wynne": joins those of a list.
    ListJoiner,
    /// "said **that**".
    That,
    /// "said **how**": begins the clause that is said.
    ContentOpener,
    /// "the mother **of** three".
    Of,
    /// "an aide **from** Harlow".
    From,
    /// "a study **by** the university".
    By,
    /// "told **to** reporters".
    To,
    /// "a spokesman **for** the mayor": between a role and whose it is.
    RoleLink,
    /// "heard it **from** Reed", "was told **by** Reed".
    HeardFrom,
    /// "an article **in** the Gazette".
    PrintedIn,
    /// "Centre **for** Justice": what comes before it in a body's name is its short form.
    BodyNameLink,
    /// "**al**-Assad": may be left off a name.
    NameArticle,
    // Numbers.
    /// "two", "pair".
    Two,
    /// "three", "trio".
    Three,
    // Offices.
    /// "**former** minister": holds the office no longer, or not yet again.
    OutOfOffice,
    /// "**shadow** minister": the office of the other side.
    OtherSideOffice,
    /// "**next** president": holds no office yet.
    WouldBe,
    /// "president": an office of state that one person holds.
    SoleOffice,
    /// "**chief** inspector": stands with a rank in the police.
    BesideRank,
    /// "captain": a place in a team, and no office.
    TeamRole,
    /// "the **self-described** socialist".
    SelfDescribed,
    // Bodies and groups.
    /// "the **company**": any business can be called so.
    AnyFirm,
    /// "the **network**": an outlet, though the word has other senses.
    PressWord,
    /// "the **government**": that of a state as a whole.
    GovernmentAtLarge,
    /// "the **ministry**": of the government, in a draft that names no state.
    HomeGovernment,
    /// "**local** government": not that of the state.
    Local,
    /// "the mayor's **office**": speaks for its owner.
    OfficeOf,
    /// "the two **men**": any persons can be called so.
    Anybody,
    /// "**voters**": two of them can be meant, all of them are a crowd.
    Crowd,
    // Papers.
    /// "study", "paper": what scholars write.
    ScholarlyPaper,
    /// "the **researchers**": who wrote a study.
    Researchers,
    /// "the study's lead **author**".
    Author,
    /// "who **led** the study".
    WrotePaper,
}

/// How many machine words hold a bit for every set.
const ROOM: usize = 8;

const _: () = assert!(FunctionWord::ALL.len() <= ROOM * 64, "a set of sets has room for 512");

/// The sets that a word is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FunctionWords([u64; ROOM]);

impl FunctionWords {
    /// No set at all.
    pub const NONE: Self = Self([0; ROOM]);

    /// The sets named.
    #[must_use]
    pub const fn of(sets: &[FunctionWord]) -> Self {
        let mut all = [0; ROOM];
        let mut at = 0;
        while at < sets.len() {
            let bit = sets[at] as usize;
            all[bit / 64] |= 1 << (bit % 64);
            at += 1;
        }
        Self(all)
    }

    /// True when the word is in this set.
    #[must_use]
    pub const fn has(&self, set: FunctionWord) -> bool {
        let bit = set as usize;
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// Puts the word into one more set.
    pub const fn add(&mut self, set: FunctionWord) {
        let bit = set as usize;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

impl Default for FunctionWords {
    fn default() -> Self {
        Self::NONE
    }
}

impl fmt::Debug for FunctionWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(FunctionWord::ALL.iter().filter(|set| self.has(**set))).finish()
    }
}

/// A file under `rules/lexicon/function/`: some sets.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct FunctionFile(pub(super) Vec<FunctionSet>);

/// One set of function words.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionSet {
    /// The name of the set.
    pub(super) set: FunctionWord,
    /// Its words: single words in lower case, a contraction as it is split off ("n't").
    pub(super) words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_the_sets_it_was_put_into() {
        let mut sets = FunctionWords::of(&[FunctionWord::Be]);
        sets.add(FunctionWord::BeforeObject);
        assert!(sets.has(FunctionWord::Be) && sets.has(FunctionWord::BeforeObject));
        assert!(!sets.has(FunctionWord::Have));
        assert_eq!(format!("{sets:?}"), "{Be, BeforeObject}");
    }
}
