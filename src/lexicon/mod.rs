//! The words `whosaid` knows, read from `rules/lexicon/`.
//!
//! Takes the word lists, the cues and the table of states. Gives, for a token and the tokens
//! behind it, the word classes, the state, and the ways it can report speech. Never looks at
//! anything but words: what a sentence makes of them is the grammar's business.

mod build;
mod class;
mod function;
pub(crate) mod letters;
mod number;
mod phrases;
mod prepared;
mod sense;
mod stem;
mod table;

use serde::{Deserialize, Serialize};

pub(crate) use build::Builder;
pub use build::{CueFile, StatesFile, WordFile};
pub use class::{Class, Classes};
pub use function::{FunctionFile, FunctionWord, FunctionWords};
pub use number::NumberFile;
pub use phrases::{PhraseFile, PhraseHit};
pub use sense::{
    Act, Commitment, CueClass, CueId, Frame, Frames, Loaded, Part, Polarity, Sense, Stance, StateId,
};
pub use stem::StemFile;

use letters::{Room, lowered};
use number::Numbers;
use phrases::Phrases;
use stem::Stems;
use table::Table;

/// All the words, ready for look-up.
#[derive(Debug, Default, PartialEq)]
pub struct Lexicon {
    /// By word, lower case.
    words: Table<Word>,
    /// Name and adjective of each state.
    states: Vec<(Box<str>, Box<str>)>,
    cues: Vec<Cue>,
    /// Phrases that checks ask about.
    lists: Phrases,
    /// Numbers in words.
    numbers: Numbers,
    /// How words are brought to their stems.
    stems: Stems,
}

/// A cue as the lexicon lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// The form under which it stands in the lexicon: "point out".
    pub lemma: Box<str>,
    /// Whether and how the word is loaded, for wording checks.
    pub loaded: Option<Loaded>,
}

/// A word: what it is by itself, and what begins with it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Word {
    /// The sets of function words it is in.
    pub(crate) function: FunctionWords,
    /// The words and phrases that it begins, longest first.
    pub(crate) phrases: Vec<Phrase>,
}

/// One way to write a word or phrase, and what that makes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Phrase {
    /// The words behind the first one.
    pub(crate) rest: Box<[Box<str>]>,
    /// The first letter of the second word, if it has one of ASCII: most phrases fail at it.
    pub(crate) second: Option<u8>,
    /// Set for names: all words, spelled exactly so.
    pub(crate) exact: Option<Box<[Box<str>]>>,
    pub(crate) classes: Classes,
    pub(crate) state: Option<StateId>,
    /// Senses that hold in any surroundings first; from `restricted` on, those that do not.
    pub(crate) senses: Vec<Sense>,
    pub(crate) restricted: usize,
    pub(crate) not_before: Vec<Box<str>>,
    pub(crate) not_after: Vec<Box<str>>,
}

impl Lexicon {
    /// What is known of a word.
    pub(crate) fn word(&self, word: &str) -> Option<&Word> {
        self.words.get(lowered(word, &mut Room::default()))
    }

    /// The sets of function words that a word is in.
    pub(crate) fn function_of(&self, word: &str) -> &FunctionWords {
        self.word(word).map_or(&FunctionWords::NONE, |word| &word.function)
    }

    /// The least and the most that a number in words can be: "dozens" is 24 to 99.
    pub(crate) fn number(&self, word: &str) -> Option<(f64, f64)> {
        self.numbers.alone(word)
    }

    /// What a word makes of the number before it: "million", "bn", "dozen".
    pub(crate) fn times(&self, word: &str) -> Option<f64> {
        self.numbers.times(word)
    }

    /// The word for a number: "two".
    pub(crate) fn number_word(&self, value: f64) -> Option<&str> {
        self.numbers.word_for(value)
    }

    /// A word in lower case without its ending; of an irregular verb the stem.
    pub(crate) fn stem<'w>(&'w self, word: &'w str) -> &'w str {
        self.stems.of(word)
    }

    /// The whole first name of a short one, in lower case: "dave" is "david".
    pub(crate) fn whole_name<'w>(&'w self, word: &'w str) -> &'w str {
        self.stems.whole_name(word)
    }

    /// The classes of a single word, whatever stands around it.
    #[must_use]
    pub fn classes_of(&self, word: &str) -> Classes {
        let mut classes = Classes::NONE;
        let known = self.word(word);
        for phrase in known.into_iter().flat_map(|word| &word.phrases) {
            let exact = phrase.exact.as_ref().is_none_or(|words| *words[0] == *word);
            if phrase.rest.is_empty() && exact {
                classes.add(phrase.classes);
            }
        }
        classes
    }

    /// True when the word, with its full stop, is an abbreviation that one of `classes` names.
    pub(crate) fn is_abbreviation(&self, word: &str, classes: Classes) -> bool {
        self.classes_of(word).any(classes)
    }

    /// A state's name.
    #[must_use]
    pub fn state_name(&self, state: StateId) -> &str {
        &self.states[usize::from(state.0)].0
    }

    /// What a state's things are called: "Venezuelan"; its name where it has no adjective.
    #[must_use]
    pub fn state_adjective(&self, state: StateId) -> &str {
        &self.states[usize::from(state.0)].1
    }

    /// The lexicon's entry for a cue.
    #[must_use]
    pub fn cue(&self, cue: CueId) -> &Cue {
        &self.cues[usize::from(cue.0)]
    }

    /// Every phrase of a list in some words, in order of its first word.
    #[must_use]
    pub fn phrases_in<W: AsRef<str>>(&self, words: &[W]) -> Vec<PhraseHit<'_>> {
        self.lists.find(words)
    }

    /// The names of the lists of phrases.
    pub fn phrase_lists(&self) -> impl Iterator<Item = &str> {
        self.lists.names()
    }

    /// How many cues the lexicon holds.
    #[must_use]
    pub fn cue_count(&self) -> usize {
        self.cues.len()
    }
}
