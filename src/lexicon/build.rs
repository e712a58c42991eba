//! The YAML shape of the lexicon, and how it becomes a [`Lexicon`].

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::class::{Class, Classes};
use super::function::FunctionFile;
use super::letters::{letter, lower_case};
use super::number::NumberFile;
use super::phrases::spellings;
use super::stem::StemFile;
use super::{
    Act, Commitment, Cue, CueClass, CueId, Frame, Frames, Lexicon, Loaded, Part, Phrase,
    PhraseFile, Polarity, Sense, Stance, StateId, Word,
};
use crate::scan::{is_contraction, words_of};

/// A file under `rules/lexicon/words/`.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    /// The class that the words get.
    pub class: Class,
    /// Words and phrases; lower case matches any case, names match as written.
    pub words: Vec<String>,
}

/// A file under `rules/lexicon/cues/`.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    class: CueClass,
    #[serde(default)]
    act: Act,
    #[serde(default)]
    stance: Stance,
    #[serde(default)]
    commitment: Commitment,
    #[serde(default)]
    polarity: Polarity,
    cues: Vec<CueSchema>,
}

impl CueFile {
    /// The words under which the lexicon will list its cues.
    #[must_use]
    pub fn lemmas(&self) -> Vec<&str> {
        self.cues.iter().map(|cue| &*cue.lemma).collect()
    }
}

/// One cue of a [`CueFile`].
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct CueSchema {
    lemma: Box<str>,
    forms: Vec<String>,
    frames: Vec<Frame>,
    #[serde(default)]
    part: Part,
    act: Option<Act>,
    stance: Option<Stance>,
    commitment: Option<Commitment>,
    polarity: Option<Polarity>,
    #[serde(default)]
    subject: Subject,
    #[serde(default)]
    recipient: bool,
    #[serde(default)]
    not_before: Vec<Box<str>>,
    #[serde(default)]
    not_after: Vec<Box<str>>,
    loaded: Option<Loaded>,
}

/// What a cue's subject can be.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
enum Subject {
    #[default]
    Any,
    Animate,
}

/// The file `rules/lexicon/states.yaml`.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct StatesFile(Vec<StateSchema>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateSchema {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    capital: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    #[serde(default)]
    bodies: Vec<String>,
    #[serde(default)]
    legislature: Vec<String>,
    #[serde(default)]
    courts: Vec<String>,
}

/// Collects files into a [`Lexicon`].
#[derive(Default)]
pub(crate) struct Builder {
    lexicon: Lexicon,
    /// The numbers of the phrases of a first word that begins many, by what tells them apart.
    crowds: HashMap<Box<str>, Crowd>,
}

/// The numbers of phrases with one first word, by what tells them apart: the words behind it, how they
/// are written if that counts, and whether they are of a state.
type Crowd = HashMap<(Rest, Option<Rest>, bool), usize>;
type Rest = Box<[Box<str>]>;

/// A first word of more phrases than this has a table of them.
const CROWD: usize = 64;

impl Builder {
    /// Adds to a lexicon that is there already.
    pub(crate) fn on(lexicon: Lexicon) -> Self {
        Self { lexicon, crowds: HashMap::new() }
    }

    /// Adds a word list.
    pub(crate) fn words(&mut self, file: &WordFile) {
        for word in &file.words {
            self.classify(word, None, file.class);
        }
    }

    /// Adds sets of function words. A word that is none, but a phrase, is given back.
    pub(crate) fn function<'f>(&mut self, file: &'f FunctionFile) -> Vec<&'f str> {
        let mut wrong = Vec::new();
        for set in &file.0 {
            for word in &set.words {
                if words_of(word).len() != 1 && !is_contraction(word) {
                    wrong.push(word.as_str());
                    continue;
                }
                let mut lower = String::new();
                lower_case(word, &mut lower);
                self.lexicon.words.change(lower.into(), |known| known.function.add(set.set));
            }
        }
        wrong
    }

    /// Adds numbers in words, and gives those words their classes.
    pub(crate) fn numbers(&mut self, file: &NumberFile) {
        self.lexicon.numbers.add(file);
        let alone = file.alone.keys().map(|word| (word, Class::NumberWord));
        let times = file.times.keys().map(|word| (word, Class::Magnitude));
        for (word, class) in alone.chain(times) {
            self.classify(word, None, class);
        }
    }

    /// Adds endings and irregular forms.
    pub(crate) fn stems(&mut self, file: &StemFile) {
        self.lexicon.stems.add(file);
    }

    /// Adds a file of cues. Those that are too many for a lexicon are left out; the first of them is
    /// given back, with its number in the file.
    pub(crate) fn cues<'f>(&mut self, file: &'f CueFile) -> Option<(usize, &'f str)> {
        for (number, cue) in file.cues.iter().enumerate() {
            let Ok(id) = u16::try_from(self.lexicon.cues.len()).map(CueId) else {
                return Some((number, &cue.lemma));
            };
            self.lexicon.cues.push(Cue { lemma: cue.lemma.clone(), loaded: cue.loaded });
            for spelling in cue.forms.iter().flat_map(|form| spellings(form)) {
                self.phrase(&spelling.to_lowercase(), None, |phrase| {
                    let sense = Sense {
                        cue: id,
                        class: file.class,
                        act: cue.act.unwrap_or(file.act),
                        part: cue.part,
                        frames: Frames::of(&cue.frames),
                        words: u8::try_from(phrase.rest.len() + 1).unwrap_or(u8::MAX),
                        recipient: cue.recipient,
                        animate: cue.subject == Subject::Animate,
                        stance: cue.stance.unwrap_or(file.stance),
                        commitment: cue.commitment.unwrap_or(file.commitment),
                        polarity: cue.polarity.unwrap_or(file.polarity),
                    };
                    phrase.add_sense(sense, cue);
                });
            }
        }
        None
    }

    /// Adds a list of phrases.
    pub(crate) fn phrases(&mut self, file: &PhraseFile) {
        self.lexicon.lists.add(file);
    }

    /// Adds the table of states. Those that are too many for a lexicon are left out; the first of them
    /// is given back, with its number in the file.
    pub(crate) fn states<'f>(&mut self, file: &'f StatesFile) -> Option<(usize, &'f str)> {
        for (number, state) in file.0.iter().enumerate() {
            let Ok(id) = u16::try_from(self.lexicon.states.len()).map(StateId) else {
                return Some((number, &state.name));
            };
            let adjective = state.adjectives.first().unwrap_or(&state.name);
            self.lexicon.states.push((state.name.as_str().into(), adjective.as_str().into()));
            let lists: [(&[String], Class); 9] = [
                (std::slice::from_ref(&state.name), Class::State),
                (&state.also, Class::State),
                (&state.adjectives, Class::Demonym),
                (&state.people, Class::People),
                (&state.capital, Class::Capital),
                (&state.seats, Class::Seat),
                (&state.bodies, Class::StateBody),
                (&state.legislature, Class::Legislature),
                (&state.courts, Class::TopCourt),
            ];
            for (names, class) in lists {
                for name in names {
                    self.classify(name, Some(id), class);
                }
            }
        }
        None
    }

    /// The lexicon. Its phrases are in an order that does not hang on that of the files.
    pub(crate) fn finish(mut self) -> Lexicon {
        for word in self.lexicon.words.in_use() {
            word.phrases.sort_by(Phrase::in_order);
        }
        self.lexicon
    }

    /// Gives a word or phrase a class.
    fn classify(&mut self, text: &str, state: Option<StateId>, class: Class) {
        self.phrase(text, state, |phrase| phrase.classes.add(Classes::of(&[class])));
    }

    /// Changes the phrase spelled so, made if it is new. The first of two states keeps a shared name.
    fn phrase(&mut self, text: &str, state: Option<StateId>, change: impl FnOnce(&mut Phrase)) {
        let words = words_of(text);
        let mut lowered = words.iter().map(|word| {
            let mut lower = String::with_capacity(word.len());
            lower_case(word, &mut lower);
            lower.into_boxed_str()
        });
        let first = lowered.next().unwrap_or_default();
        let rest: Box<[Box<str>]> = lowered.collect();
        let is_name = text.chars().any(char::is_uppercase);
        let exact: Option<Box<[Box<str>]>> =
            is_name.then(|| words.iter().map(|word| Box::from(*word)).collect());
        let name = (rest, exact, state.is_some());
        let crowds = &mut self.crowds;
        self.lexicon.words.change(first.clone(), |Word { phrases, .. }| {
            let told = |p: &Phrase| (p.rest.clone(), p.exact.clone(), p.state.is_some());
            if phrases.len() >= CROWD && !crowds.contains_key(&first) {
                let names = phrases.iter().map(told).zip(0..);
                crowds.insert(first.clone(), names.collect());
            }
            let mut crowd = crowds.get_mut(&first);
            let alike =
                |p: &Phrase| p.rest == name.0 && p.exact == name.1 && p.state.is_some() == name.2;
            let known = match &crowd {
                Some(crowd) => crowd.get(&name).copied(),
                None => phrases.iter().position(alike),
            };
            if let Some(at) = known {
                return change(&mut phrases[at]);
            }
            if let Some(crowd) = &mut crowd {
                crowd.insert(name.clone(), phrases.len());
            }
            let (rest, exact, _) = name;
            let second = rest.first().and_then(|word| letter(word));
            let mut phrase = Phrase { rest, second, exact, state, ..Phrase::default() };
            change(&mut phrase);
            phrases.push(phrase);
        });
    }
}

impl Phrase {
    /// Longer phrases first; then by their words.
    fn in_order(&self, other: &Self) -> Ordering {
        let longer = other.rest.len().cmp(&self.rest.len());
        let words = |p: &Self| (p.rest.clone(), p.exact.clone(), p.state);
        longer.then_with(|| words(self).cmp(&words(other)))
    }

    fn add_sense(&mut self, sense: Sense, cue: &CueSchema) {
        if cue.not_before.is_empty() && cue.not_after.is_empty() {
            self.senses.insert(self.restricted, sense);
            self.restricted += 1;
        } else {
            self.senses.push(sense);
            self.not_before.extend(cue.not_before.iter().cloned());
            self.not_after.extend(cue.not_after.iter().cloned());
        }
    }
}
