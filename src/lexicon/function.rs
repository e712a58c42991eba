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
    /// "said **that**": begins what is said.
    That,
    /// "the".
    DefiniteArticle,
    /// "a", "the".
    Article,
    /// "was described **by** Hale": who does it.
    By,
    /// "a handful **of** aides".
    Of,
    /// "accused **of** fraud": before what somebody is accused of.
    AccusationPreposition,
    /// "**had** told": what was before what is told.
    Pluperfect,
    /// "**was** told": a form of "be", never short for "has".
    BeInFull,
    /// "**has** been shut": what has been done up to now.
    PresentPerfect,
    /// "has **been** shut".
    Been,
    /// "**can** swim": what is possible, where other modals say what will or should be.
    Ability,
    /// "**our** plan": who speaks, among others perhaps.
    FirstPerson,
    /// "**its** staff": somebody or something spoken of.
    ThirdPerson,
    /// "**Several** patients": begins a noun phrase, with a capital only at the head of a sentence.
    PhraseOpener,
    /// "at the **latest**": the last of several, and no first place.
    Latest,
    /// "the **most** expensive": makes an adjective a superlative.
    Degree,
    /// "the largest **in** the world": among what or since when something is the first.
    SuperlativeScope,
    /// "**at** best".
    At,
    /// "40 **percent**".
    Percent,
    /// "attacked her **for** lying": before a deed, where other prepositions name a place.
    Reproach,
    /// "declined to comment **on** the count": before what somebody was asked about.
    Topic,
    /// "a nurse **at** the infirmary": begins what hangs on a noun.
    Postmodifier,
    /// "not **only**": after a negation that negates nothing.
    IdleNegation,
    /// "would not **disclose** the sum": tells what is known.
    Divulge,
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
