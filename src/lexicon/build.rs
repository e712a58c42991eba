//! The YAML shape of the lexicon, and how it becomes a [`Lexicon`].

use serde::{Deserialize, Serialize};

use super::class::{Class, Classes};
use super::function::FunctionFile;
use super::letters::{letter, lower_case};
use super::number::NumberFile;
use super::phrases::spellings;
use super::stem::StemFile;
use super::{
    Act, Commitment, Cue, CueClass, CueId, Frame, Frames, Lexicon, Loaded, Part, Phrase,
    PhraseFile, Polarity, Sense, Stance, StateId,
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
}

impl Builder {
    /// Adds a word list.
    pub(crate) fn words(&mut self, file: &WordFile) {
        for word in &file.words {
            let phrase = self.phrase(word, None);
            phrase.classes.add(Classes::of(&[file.class]));
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
                let known = self.lexicon.words.entry(lower.into_boxed_str()).or_default();
                known.function.add(set.set);
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
            self.phrase(word, None).classes.add(Classes::of(&[class]));
        }
    }

    /// Adds endings and irregular forms.
    pub(crate) fn stems(&mut self, file: &StemFile) {
        self.lexicon.stems.add(file);
    }

    /// Adds a file of cues.
    pub(crate) fn cues(&mut self, file: &CueFile) {
        for cue in &file.cues {
            let id = CueId(u16::try_from(self.lexicon.cues.len()).expect("fewer than 65,536 cues"));
            self.lexicon.cues.push(Cue { lemma: cue.lemma.clone(), loaded: cue.loaded });
            for spelling in cue.forms.iter().flat_map(|form| spellings(form)) {
                let phrase = self.phrase(&spelling.to_lowercase(), None);
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
            }
        }
    }

    /// Adds a list of phrases.
    pub(crate) fn phrases(&mut self, file: &PhraseFile) {
        self.lexicon.lists.add(file);
    }

    /// Adds the table of states.
    pub(crate) fn states(&mut self, file: &StatesFile) {
        for state in &file.0 {
            let id = StateId(
                u16::try_from(self.lexicon.states.len()).expect("fewer than 65,536 states"),
            );
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
                    let phrase = self.phrase(name, Some(id));
                    phrase.classes.add(Classes::of(&[class]));
                }
            }
        }
    }

    /// The lexicon, phrases sorted longest first.
    pub(crate) fn finish(mut self) -> Lexicon {
        for word in self.lexicon.words.values_mut() {
            word.phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        self.lexicon
    }

    /// The phrase spelled so, made if it is new. The first of two states keeps a shared name.
    fn phrase(&mut self, text: &str, state: Option<StateId>) -> &mut Phrase {
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
        let phrases = &mut self.lexicon.words.entry(first).or_default().phrases;
        let known = phrases.iter().position(|p| {
            p.rest == rest && p.exact == exact && p.state.is_some() == state.is_some()
        });
        let at = known.unwrap_or_else(|| {
            let second = rest.first().and_then(|word| letter(word));
            phrases.push(Phrase { rest, second, exact, state, ..Phrase::default() });
            phrases.len() - 1
        });
        &mut phrases[at]
    }
}

impl Phrase {
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
