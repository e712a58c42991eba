//! The words `whosaid` knows, read from `rules/lexicon/`.
//!
//! Takes the word lists, the cues and the table of states. Gives, for a token and the tokens
//! behind it, the word classes, the state, and the ways it can report speech. Never looks at
//! anything but words: what a sentence makes of them is the grammar's business.

mod build;
mod phrases;
mod sense;

use rustc_hash::FxHashMap;

pub(crate) use build::Builder;
pub use build::{CueFile, StatesFile, WordFile};
pub use phrases::{PhraseFile, PhraseHit};
pub use sense::{
    Act, Commitment, CueClass, CueId, Frame, Frames, Loaded, Part, Polarity, Sense, Stance,
};

use crate::tokenise::token::{Classes, Kind, Token, is_lower};
use phrases::Phrases;

/// A state in the table of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StateId(pub u16);

/// All the words, ready for look-up.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By first word, lower case; phrases longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Name and adjective of each state.
    states: Vec<(Box<str>, Box<str>)>,
    cues: Vec<Cue>,
    /// Phrases that checks ask about.
    lists: Phrases,
}

/// A cue as the lexicon lists it.
#[derive(Debug, Clone)]
pub struct Cue {
    /// The form under which it stands in the lexicon: "point out".
    pub lemma: Box<str>,
    /// Whether and how the word is loaded, for wording checks.
    pub loaded: Option<Loaded>,
}

/// One way to write a word or phrase, and what that makes it.
#[derive(Debug, Clone, Default)]
struct Phrase {
    /// The words behind the first one.
    rest: Box<[Box<str>]>,
    /// The first letter of the second word, if it has one of ASCII: most phrases fail at it.
    second: Option<u8>,
    /// Set for names: all words, spelled exactly so.
    exact: Option<Box<[Box<str>]>>,
    classes: Classes,
    state: Option<StateId>,
    /// Senses that hold in any surroundings first; from `restricted` on, those that do not.
    senses: Vec<Sense>,
    restricted: usize,
    not_before: Vec<Box<str>>,
    not_after: Vec<Box<str>>,
}

/// What the lexicon says of the words that start at a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'l> {
    /// How many tokens each part of the answer covers: classes, state, senses.
    pub class_words: usize,
    /// The classes of the longest phrase that has any.
    pub classes: Classes,
    /// The classes of the single word.
    pub own_classes: Classes,
    /// How many tokens the name of the state, or of its body, covers.
    pub state_words: usize,
    /// The state.
    pub state: Option<StateId>,
    /// The classes that come with the state.
    pub state_classes: Classes,
    /// The senses of the longest phrase that has any.
    pub senses: &'l [Sense],
    /// True for a cue's word that has another sense here: "claimed 12 lives".
    pub other_sense: bool,
}

impl Lexicon {
    /// Looks up the words that start at `tokens[at]`; `lower` is a buffer for the look-up key.
    #[must_use]
    pub fn look_up(&self, tokens: &[Token<'_>], at: usize, lower: &mut String) -> Entry<'_> {
        let mut entry = Entry::default();
        let Some(phrases) = self.phrases.get(lowered(tokens[at].text, lower)) else {
            return entry;
        };
        for phrase in phrases {
            if !phrase.matches(&tokens[at..]) {
                continue;
            }
            let words = phrase.rest.len() + 1;
            if words == 1 {
                entry.own_classes.add(phrase.classes);
            }
            if phrase.state.is_some() {
                if entry.state.is_none() {
                    entry.state = phrase.state;
                    entry.state_words = words;
                    entry.state_classes = phrase.classes;
                }
            } else if !phrase.classes.is_empty() && entry.class_words <= words {
                entry.class_words = words;
                entry.classes.add(phrase.classes);
            }
            if entry.senses.is_empty() && !phrase.senses.is_empty() {
                entry.senses = phrase
                    .senses_between(at.checked_sub(1).map(|b| &tokens[b]), &tokens[at + words..]);
                entry.other_sense = entry.senses.is_empty();
            }
        }
        entry
    }

    /// The classes of a single word, whatever stands around it.
    #[must_use]
    pub fn classes_of(&self, word: &str) -> Classes {
        let mut lower = String::new();
        let mut classes = Classes::NONE;
        for phrase in self.phrases.get(lowered(word, &mut lower)).into_iter().flatten() {
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

    /// Every phrase of a list in some tokens, in order of its first word.
    #[must_use]
    pub fn phrases_in(&self, tokens: &[Token<'_>]) -> Vec<PhraseHit<'_>> {
        self.lists.find(tokens)
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

impl Phrase {
    fn matches(&self, tokens: &[Token<'_>]) -> bool {
        if tokens.len() <= self.rest.len() {
            return false;
        }
        if !tokens.get(1).is_none_or(|token| may_be(self.second, token.text)) {
            return false;
        }
        match &self.exact {
            Some(words) => words.iter().zip(tokens).all(|(word, token)| **word == *token.text),
            None => self
                .rest
                .iter()
                .zip(&tokens[1..])
                .all(|(word, token)| same_letters(word, token.text)),
        }
    }

    /// The senses that hold between these words: "claimed lives", and "claimed the 12 lives" and
    /// "ripped it up" too, says nothing.
    fn senses_between(&self, before: Option<&Token<'_>>, behind: &[Token<'_>]) -> &[Sense] {
        let among = |words: &[Box<str>], token: Option<&Token<'_>>| {
            token.is_some_and(|t| words.iter().any(|w| same_letters(w, t.text)))
        };
        let object = behind.iter().find(|t| t.kind != Kind::Number && !stands_between(t.text));
        if among(&self.not_before, behind.first())
            || among(&self.not_before, object)
            || among(&self.not_after, before)
        {
            &self.senses[..self.restricted]
        } else {
            &self.senses
        }
    }
}

/// What can stand between a verb and the word that gives it another sense.
fn stands_between(word: &str) -> bool {
    [
        "a", "an", "the", "his", "her", "its", "their", "two", "three", "more", "another", "it",
        "them", "him",
    ]
    .iter()
    .any(|d| d.eq_ignore_ascii_case(word))
}

/// The letter with which a word in lower case begins, if it is one of ASCII.
fn letter(lower: &str) -> Option<u8> {
    lower.bytes().next().filter(u8::is_ascii)
}

/// False when the letter with which `text` begins shows that it is another word.
fn may_be(letter: Option<u8>, text: &str) -> bool {
    let other =
        |first: u8| first.is_ascii() && letter.is_some_and(|l| l != first.to_ascii_lowercase());
    !text.bytes().next().is_some_and(other)
}

/// True when `text` is `lower`, letter case apart; `lower` is in lower case already.
fn same_letters(lower: &str, text: &str) -> bool {
    if lower.is_ascii() || text.is_ascii() {
        lower.eq_ignore_ascii_case(text)
    } else {
        lower.chars().eq(text.chars().flat_map(char::to_lowercase))
    }
}

/// `text` in lower case: itself if it is so already, as most words are; else written into `buffer`.
fn lowered<'w>(text: &'w str, buffer: &'w mut String) -> &'w str {
    if is_lower(text) {
        return text;
    }
    lower_case(text, buffer);
    buffer
}

/// Writes `text` in lower case into `buffer`, with a straight apostrophe for a curly one.
fn lower_case(text: &str, buffer: &mut String) {
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(
            text.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
        );
    }
}
