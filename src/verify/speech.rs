//! What a draft may leave out of speech, or write in another way: `rules/lexicon/speech.yaml`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::lexicon::{Class, Lexicon};
use crate::rulebook::{self, File, RuleError};

/// The file inside the program.
const BUILT_IN: &str = include_str!("../../rules/lexicon/speech.yaml");

/// The file `lexicon/speech.yaml` of a folder of rules.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeechFile {
    /// Sounds, not words: never compared.
    #[serde(default)]
    hesitations: Vec<String>,
    /// Phrases that a draft may leave out anywhere.
    #[serde(default)]
    fillers: Vec<String>,
    /// Words that a draft may leave out where a sentence begins.
    #[serde(default)]
    openers: Vec<String>,
    /// What stands for a word: "%".
    #[serde(default)]
    signs: BTreeMap<char, String>,
    /// What stands before a number for a word after it: "$".
    #[serde(default)]
    currencies: BTreeMap<char, String>,
    /// What counts as one before a magnitude: "a hundred".
    #[serde(default)]
    one: Vec<String>,
    /// The word for one.
    #[serde(default)]
    unit: Vec<String>,
    /// What joins the parts of a number: "two hundred and ten".
    #[serde(default)]
    joins: Vec<String>,
    /// What stands before decimals: "three point five".
    #[serde(default)]
    point: Vec<String>,
    /// The word for a half: "two and a half million".
    #[serde(default)]
    half: Vec<String>,
    /// What turns a number below nothing: "minus five".
    #[serde(default)]
    minus: Vec<String>,
    /// Parts of a whole: "two and a quarter million".
    #[serde(default)]
    fractions: BTreeMap<String, f64>,
    /// What stands between a part and what it is part of: "a quarter of a million".
    #[serde(default)]
    of: Vec<String>,
    /// What turns what is said into its opposite, besides the words of `words/negation.yaml`: "hardly".
    #[serde(default)]
    negations: Vec<String>,
    /// Beginnings of a word that turn it round: "illegal".
    #[serde(default)]
    opposing: Vec<String>,
    /// Endings of two words that say the opposite: "harmful", "harmless".
    #[serde(default)]
    opposing_endings: Vec<[String; 2]>,
    /// Words that say the opposite of each other.
    #[serde(default)]
    opposites: Vec<[String; 2]>,
    /// What turns round all that it brings in: "I doubt that".
    #[serde(default)]
    doubts: Vec<String>,
    /// What brings in such a clause: "that".
    #[serde(default)]
    clauses: Vec<String>,
    /// What turns round the clause right after it: "if".
    #[serde(default)]
    conditions: Vec<String>,
    /// Negations that answer a question at the beginning of a sentence.
    #[serde(default)]
    answers: Vec<String>,
    /// Words over which a negation reaches: "not going to".
    #[serde(default)]
    carried: Vec<String>,
    /// What brings in that which a negation before it turns round: "I do not believe that".
    #[serde(default)]
    beliefs: Vec<String>,
    /// Who begins a clause of its own: "I".
    #[serde(default)]
    subjects: Vec<String>,
    /// What turns round what is believed as a negation does: "it is wrong to say that".
    #[serde(default)]
    denials: Vec<String>,
    /// Endings that are words of their own, and what they may stand for.
    #[serde(default)]
    contractions: BTreeMap<String, Vec<String>>,
    /// Words written as spoken, and in full.
    #[serde(default)]
    spoken: Vec<[String; 2]>,
    /// Endings that are spelt in two ways.
    #[serde(default)]
    spellings: Vec<Spelling>,
    /// Words that are spelt in two ways.
    #[serde(default)]
    spelt: Vec<[String; 2]>,
    /// Words of labels that name nobody.
    #[serde(default)]
    nobody: Vec<String>,
    /// Words of a label before the name of somebody else than who speaks: "LAWYER FOR HALE".
    #[serde(default)]
    relations: Vec<String>,
    /// Words of what stands in brackets in a transcript and is not said: a noise.
    #[serde(default)]
    noises: Vec<String>,
    /// What a transcript writes in the place of words that it does not have.
    #[serde(default)]
    unheard: Vec<String>,
    /// Words with a colon after them that begin a sentence, and are no label: "Look: we will go".
    #[serde(default)]
    beginnings: Vec<String>,
}

/// Letters that two spellings of a word differ in.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Spelling {
    /// As in "colour".
    from: String,
    /// As in "color".
    to: String,
    /// The longer word has so many letters or more.
    least: usize,
}

/// What is known of speech, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct Speech {
    hesitations: FxHashSet<String>,
    pub(super) fillers: Vec<Vec<String>>,
    pub(super) openers: Vec<Vec<String>>,
    signs: BTreeMap<char, String>,
    currencies: BTreeMap<char, String>,
    pub(super) one: FxHashSet<String>,
    pub(super) unit: FxHashSet<String>,
    pub(super) joins: FxHashSet<String>,
    pub(super) point: FxHashSet<String>,
    /// What part of a whole a word is.
    pub(super) fractions: FxHashMap<String, f64>,
    pub(super) of: FxHashSet<String>,
    pub(super) minus: FxHashSet<String>,
    negations: FxHashSet<String>,
    opposing: Vec<String>,
    opposing_endings: Vec<[String; 2]>,
    opposites: FxHashSet<(String, String)>,
    pub(super) doubts: FxHashSet<String>,
    pub(super) clauses: FxHashSet<String>,
    pub(super) conditions: FxHashSet<String>,
    pub(super) answers: FxHashSet<String>,
    pub(super) carried: FxHashSet<String>,
    pub(super) subjects: FxHashSet<String>,
    pub(super) denials: FxHashSet<String>,
    pub(super) beliefs: FxHashSet<String>,
    contractions: Vec<(String, Vec<String>)>,
    spoken: FxHashMap<String, String>,
    spellings: Vec<Spelling>,
    spelt: FxHashSet<(String, String)>,
    nobody: FxHashSet<String>,
    pub(super) relations: FxHashSet<String>,
    noises: FxHashSet<String>,
    unheard: FxHashSet<String>,
    beginnings: FxHashSet<String>,
}

impl Speech {
    /// What the program knows.
    ///
    /// # Panics
    /// If the built-in file is broken, which a test rules out.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test reads the same file; it is inside the program")]
    pub fn built_in() -> Self {
        let file = File::new("rules/lexicon/speech.yaml", BUILT_IN);
        Self::read(&file).expect("a test reads the built-in file")
    }

    /// Reads a file.
    pub fn read(file: &File) -> Result<Self, RuleError> {
        rulebook::read_yaml::<SpeechFile>(file).map(Self::of)
    }

    fn of(file: SpeechFile) -> Self {
        let phrases = |all: Vec<String>| {
            all.iter().map(|p| p.split_whitespace().map(str::to_owned).collect()).collect()
        };
        let both = |[one, other]: [String; 2]| [(one.clone(), other.clone()), (other, one)];
        Self {
            hesitations: file.hesitations.into_iter().collect(),
            fillers: phrases(file.fillers),
            openers: phrases(file.openers),
            signs: file.signs,
            currencies: file.currencies,
            one: file.one.into_iter().collect(),
            unit: file.unit.into_iter().collect(),
            joins: file.joins.into_iter().collect(),
            point: file.point.into_iter().collect(),
            fractions: file.half.into_iter().map(|w| (w, 0.5)).chain(file.fractions).collect(),
            of: file.of.into_iter().collect(),
            minus: file.minus.into_iter().collect(),
            negations: file.negations.into_iter().collect(),
            opposing: file.opposing,
            opposing_endings: file.opposing_endings,
            opposites: file.opposites.into_iter().flat_map(both).collect(),
            doubts: file.doubts.into_iter().collect(),
            clauses: file.clauses.into_iter().collect(),
            answers: file.answers.into_iter().collect(),
            carried: file.carried.into_iter().collect(),
            conditions: file.conditions.into_iter().collect(),
            subjects: file.subjects.into_iter().collect(),
            denials: file.denials.into_iter().collect(),
            beliefs: file.beliefs.into_iter().collect(),
            contractions: file.contractions.into_iter().collect(),
            spoken: file.spoken.into_iter().map(|[short, full]| (short, full)).collect(),
            spellings: file.spellings,
            spelt: file.spelt.into_iter().flat_map(both).collect(),
            nobody: file.nobody.into_iter().collect(),
            relations: file.relations.into_iter().collect(),
            noises: file.noises.into_iter().collect(),
            unheard: file.unheard.into_iter().collect(),
            beginnings: file.beginnings.into_iter().collect(),
        }
    }

    /// True for a sound that is no word.
    pub(super) fn is_hesitation(&self, word: &str) -> bool {
        self.hesitations.contains(word)
    }

    /// True for a word that begins sentences with a colon after it.
    pub(super) fn begins_a_sentence(&self, word: &str) -> bool {
        self.beginnings.contains(word)
    }

    /// True for a word of a label that names nobody.
    pub(super) fn names_nobody(&self, word: &str) -> bool {
        self.nobody.contains(word)
    }

    /// True for what stands in brackets and is no words: a noise, and nothing that was not heard.
    pub(super) fn is_noise(&self, inner: &str) -> bool {
        !self.is_unheard(inner) && spelt_out(inner).any(|word| self.noises.contains(&word))
    }

    /// True for what a transcript writes in the place of words that it does not have.
    pub(super) fn is_unheard(&self, inner: &str) -> bool {
        spelt_out(inner).any(|word| self.unheard.contains(&word))
    }

    /// True for two words one of which says the opposite of the other: "legal", "illegal".
    pub(super) fn are_opposed(&self, one: &str, other: &str) -> bool {
        let longer = |long: &str, short: &str| {
            let begun = |opposing: &String| long.strip_prefix(opposing.as_str()) == Some(short);
            short.len() >= LEAST_OPPOSED && self.opposing.iter().any(begun)
        };
        let ended = |[end, turned]: &[String; 2]| {
            let stem = |word: &str, end: &str| word.strip_suffix(end).map(str::to_owned);
            let (first, second) = (stem(one, end), stem(other, turned));
            let (third, fourth) = (stem(one, turned), stem(other, end));
            first.is_some() && first == second || third.is_some() && third == fourth
        };
        longer(one, other)
            || longer(other, one)
            || self.opposing_endings.iter().any(ended)
            || self.opposites.contains(&(one.to_owned(), other.to_owned()))
    }

    /// The word that a sign stands for.
    pub(super) fn sign(&self, sign: char) -> Option<&str> {
        self.signs.get(&sign).map(String::as_str)
    }

    /// The word that a sign before a number stands for.
    pub(super) fn currency(&self, sign: char) -> Option<&str> {
        self.currencies.get(&sign).map(String::as_str)
    }

    /// True for two words that differ in spelling alone: "colour", "color".
    pub(super) fn are_spelt_alike(&self, one: &str, other: &str) -> bool {
        if self.spelt.contains(&(one.to_owned(), other.to_owned())) {
            return true;
        }
        let turns = |word: &str, to: &str, spelling: &Spelling| {
            word.match_indices(&spelling.from).any(|(at, from)| {
                let rest = &word[at + from.len()..];
                to.len() == word.len() + spelling.to.len() - from.len()
                    && to.starts_with(&word[..at])
                    && to[at..].starts_with(&spelling.to)
                    && to[at + spelling.to.len()..] == *rest
            })
        };
        self.spellings.iter().any(|spelling| {
            one.len().max(other.len()) >= spelling.least
                && one.is_ascii()
                && other.is_ascii()
                && (turns(one, other, spelling) || turns(other, one, spelling))
        })
    }

    /// The ways to write words in full: "it's" is "it is" and "it has".
    pub(super) fn in_full(&self, words: &[&str]) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = vec![Vec::new()];
        for word in words {
            let ways = self.ways(word);
            let longer = |done: &Vec<String>| {
                let ways = ways.iter();
                ways.map(|way| done.iter().chain(way).cloned().collect()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).take(MOST_WAYS).collect();
        }
        all
    }

    /// True for a word that may be written in full.
    pub(super) fn has_other_ways(&self, word: &str) -> bool {
        word.contains('\'') || self.spoken.contains_key(word)
    }

    fn ways(&self, word: &str) -> Vec<Vec<String>> {
        let parts = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        if let Some(full) = self.spoken.get(word) {
            return vec![parts(full)];
        }
        let mut ways = vec![vec![word.to_owned()]];
        for (ending, full) in &self.contractions {
            if let Some(stem) = word.strip_suffix(ending.as_str()).filter(|stem| !stem.is_empty()) {
                ways.extend(full.iter().map(|full| vec![stem.to_owned(), full.clone()]));
            }
        }
        ways
    }

    /// How often some words turn what is said into its opposite: "don't" does once.
    pub(super) fn negations<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        lexicon: &Lexicon,
    ) -> usize {
        let negates = |word: &str| {
            self.negations.contains(word) || lexicon.classes_of(word).has(Class::Negation)
        };
        words
            .filter(|word| {
                let parts = self.ways(word);
                negates(word) || parts.iter().flatten().any(|part| negates(part))
            })
            .count()
    }
}

/// A word that another turns round has so many letters or more.
const LEAST_OPPOSED: usize = 4;

/// The words of what stands in brackets, in lower case.
pub(super) fn spelt_out(inner: &str) -> impl Iterator<Item = String> + '_ {
    let parts = inner.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'));
    parts.map(|word| word.replace('’', "'").to_lowercase())
}

/// Words are written in full in so many ways at most.
const MOST_WAYS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word() {
        let speech = Speech::built_in();
        for (one, other) in [
            ("colour", "color"),
            ("organised", "organized"),
            ("centre", "center"),
            ("travelled", "traveled"),
            ("defence", "defense"),
            ("grey", "gray"),
        ] {
            assert!(speech.are_spelt_alike(one, other), "{one} {other}");
            assert!(speech.are_spelt_alike(other, one), "{other} {one}");
        }
        for (one, other) in [("four", "for"), ("filled", "filed"), ("will", "wil"), ("now", "not")]
        {
            assert!(!speech.are_spelt_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn words_that_are_opposed() {
        let speech = Speech::built_in();
        for (one, other) in [("legal", "illegal"), ("harmless", "harmful"), ("guilty", "innocent")]
        {
            assert!(speech.are_opposed(one, other), "{one} {other}");
            assert!(speech.are_opposed(other, one), "{other} {one}");
        }
        for (one, other) in [("to", "into"), ("council", "they"), ("legal", "legal")] {
            assert!(!speech.are_opposed(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_stands_in_brackets() {
        let speech = Speech::built_in();
        assert!(speech.is_noise("DOOR SLAMS") && speech.is_noise("Laughs"));
        assert!(!speech.is_noise("WEBB") && !speech.is_noise("crosstalk, laughter"));
        assert!(speech.is_unheard("inaudible 00:04:12") && !speech.is_unheard("not"));
    }

    #[test]
    fn words_in_full() {
        let speech = Speech::built_in();
        let ways = speech.in_full(&["it's"]);
        assert!(ways.contains(&vec!["it".to_owned(), "is".to_owned()]), "{ways:?}");
        assert_eq!(speech.in_full(&["won't"]), [["will", "not"]]);
    }

    #[test]
    fn a_broken_file_is_named_with_its_place() {
        let file = File::new("speech.yaml", "filers: [um]\n");
        let said = Speech::read(&file).unwrap_err().to_string();
        assert!(said.starts_with("speech.yaml:1:1: "), "{said}");
        assert!(said.ends_with("did you mean `fillers`?"), "{said}");
    }
}
