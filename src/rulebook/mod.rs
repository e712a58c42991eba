//! The lexicon and the checks, read from `rules/`: built in, then the user's over them.

mod bounds;
mod built_in;
mod check;
mod condition;
mod condition_page;
mod error;
mod files;
mod fit;
mod house;
mod list;
mod page;
mod placeholder;
mod scope;
mod scopes;
mod standard;
mod validate;
mod value;
mod wording;
mod yaml;

pub use check::{Check, Examples, Switch};
pub use condition::Condition;
pub(crate) use condition::{
    AccusationAsked, Asked, AttributionAsked, ClaimAsked, DraftAsked, HeadlineAsked, Joined,
    PhraseAsked, QuotationAsked, RepetitionAsked, SentenceAsked, SourceAsked, SpeakerAsked,
    VariantAsked, WordsAsked,
};
pub use condition_page::ConditionPage;
pub use error::{RuleError, RuleErrorKind};
pub use files::{File, Files, Trust};
pub use house::{Allowed, House, Reasons};
pub use list::ListName;
pub use page::{checks_page, conditions_page, explain};
pub use placeholder::Placeholder;
pub use scope::Scope;
pub use standard::Standard;
pub(crate) use validate::unknown_placeholder;
pub use value::{FigureKind, GenreKind, Part, Unnamed, VariantKind};
pub use wording::Wording;
pub(crate) use yaml::{read as read_yaml, read_rules};

use crate::lexicon::{
    Builder, CueFile, FunctionFile, Lexicon, NumberFile, PhraseFile, StatesFile, StemFile, WordFile,
};

/// Everything that is data: words and checks.
#[derive(Debug, Default, PartialEq)]
pub struct Rulebook {
    /// The words.
    pub lexicon: Lexicon,
    /// The checks, by code.
    pub checks: Vec<Check>,
    /// Where the standards behind the checks are written.
    pub standards: Vec<Standard>,
    /// The phrases that are put into messages.
    pub wording: Wording,
    /// What the newsroom has settled for itself.
    pub house: House,
    /// Code and name of the checks that do not run.
    resting: Vec<(String, String)>,
}

impl Rulebook {
    /// The rulebook inside the program.
    ///
    /// # Panics
    /// If a built-in file is broken, which a test rules out.
    #[must_use]
    #[expect(
        clippy::panic,
        reason = "a test reads the same files; without them there is no program"
    )]
    pub fn built_in() -> Self {
        Self::from_files(&Files::built_in()).unwrap_or_else(|errors| {
            panic!("the built-in rules are sound, but: {}", errors[0]);
        })
    }

    /// Reads a rulebook. Reports every broken file, not only the first.
    pub fn from_files(files: &Files) -> Result<Self, Vec<RuleError>> {
        let (rulebook, errors) = Self::sound_part(files);
        if errors.is_empty() { Ok(rulebook) } else { Err(errors) }
    }

    /// Reads what is sound in a rulebook, and says what is wrong with the rest. Of a check that is
    /// left out, code and name are still known.
    #[must_use]
    pub fn sound_part(files: &Files) -> (Self, Vec<RuleError>) {
        let mut errors = Vec::new();
        let lexicon = lexicon(files, &mut errors);
        let standards = standard::read(files, &mut errors);
        let wording = wording::read(files, &mut errors);
        let (checks, resting) = validate::checks(files, &lexicon, &standards, &mut errors);
        (Self { lexicon, checks, standards, wording, resting, house: House::default() }, errors)
    }

    /// The check with this code or name; a former name will do.
    #[must_use]
    pub fn check(&self, name: &str) -> Option<&Check> {
        let called = |c: &&Check| {
            c.code.eq_ignore_ascii_case(name)
                || c.name == name
                || c.former.iter().any(|f| f == name)
        };
        self.checks.iter().find(called)
    }

    /// The standard of this key.
    #[must_use]
    pub fn standard(&self, key: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.key == key)
    }

    /// The code or name nearest to a word, for "did you mean".
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let resting = self.resting.iter().flat_map(|(code, name)| [code.as_str(), name.as_str()]);
        let names = self.checks.iter().flat_map(|c| [c.code.as_str(), c.name.as_str()]);
        let names = names.chain(resting);
        // "single-source": the words are right, and there are more of them.
        let begun = |n: &&str| name.len() >= 3 && n.to_lowercase().contains(&name.to_lowercase());
        if let Some(longer) = names.clone().find(begun) {
            return Some(longer);
        }
        let near = names.map(|n| (strsim::damerau_levenshtein(name, n), n));
        near.filter(|(far, n)| *far <= 1 + n.len() / 3).min().map(|(_, n)| n)
    }

    /// The code of the check with this code or name, whether it runs or not.
    #[must_use]
    pub fn code_of(&self, name: &str) -> Option<&str> {
        let resting = || {
            let mut all = self.resting.iter();
            all.find(|(c, n)| c.eq_ignore_ascii_case(name) || n == name).map(|(c, _)| c.as_str())
        };
        self.check(name).map(|check| check.code.as_str()).or_else(resting)
    }

    /// Keeps the checks that `keep` wants; of the others only code and name are still known.
    pub fn keep(&mut self, keep: impl Fn(&Check) -> bool) {
        let (kept, rest) = std::mem::take(&mut self.checks).into_iter().partition(keep);
        self.checks = kept;
        self.resting.extend(rest.into_iter().map(|check: Check| (check.code, check.name)));
    }
}

/// Reads everything under `lexicon/`.
fn lexicon(files: &Files, errors: &mut Vec<RuleError>) -> Lexicon {
    let prepared = files.only_add_words().then(built_in::lexicon).flatten();
    let own = prepared.is_some().then(|| files.own());
    let mut builder = prepared.map_or_else(Builder::default, Builder::on);
    let files = own.as_ref().unwrap_or(files);
    for file in files.under("lexicon/words/") {
        match yaml::read::<WordFile>(file) {
            Ok(words) => builder.words(&words),
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/function/") {
        match yaml::read::<FunctionFile>(file) {
            Ok(sets) => {
                let phrases = builder.function(&sets);
                errors.extend(
                    phrases.into_iter().map(|phrase| validate::no_single_word(file, phrase)),
                );
            }
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/cues/") {
        match yaml::read::<CueFile>(file) {
            Ok(cues) => {
                let first = builder.cues(&cues);
                errors.extend(first.map(|first| validate::too_many(file, "cues", first)));
            }
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/phrases/") {
        match yaml::read::<PhraseFile>(file) {
            Ok(phrases) => {
                errors.extend(phrases.too_wide().map(|phrase| validate::too_wide(file, phrase)));
                builder.phrases(&phrases);
            }
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/states") {
        match yaml::read::<StatesFile>(file) {
            Ok(states) => {
                let first = builder.states(&states);
                errors.extend(first.map(|first| validate::too_many(file, "states", first)));
            }
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/numbers") {
        match yaml::read::<NumberFile>(file) {
            Ok(numbers) => builder.numbers(&numbers),
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/stems") {
        match yaml::read::<StemFile>(file) {
            Ok(stems) => builder.stems(&stems),
            Err(error) => errors.push(error),
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a rulebook with this file in the place of its own.
    fn complaint(place: &str, text: &str) -> String {
        let mut files = Files::built_in();
        files.add(place, place, text.to_owned());
        Rulebook::from_files(&files).expect_err("the file is broken")[0].to_string()
    }

    /// The built-in files as if they were a newsroom's, and these in their place or beside them.
    fn as_yaml(own: &[(&str, &str)]) -> Files {
        let mut files = Files::default();
        for (place, text, _) in built_in::RULES {
            files.add(place, &format!("rules/{place}"), (*text).to_owned());
        }
        add(files, own)
    }

    fn add(mut files: Files, own: &[(&str, &str)]) -> Files {
        for (place, text) in own {
            files.add(place, place, (*text).to_owned());
        }
        files
    }

    /// True for two rulebooks that are the same; the words apart, a difference is shown.
    fn same(one: &Rulebook, other: &Rulebook) -> bool {
        assert_eq!(one.checks, other.checks);
        assert_eq!(one.wording, other.wording);
        assert_eq!(one.standards, other.standards);
        one == other
    }

    #[test]
    fn what_the_build_has_prepared_is_what_the_files_say() {
        assert!(built_in::lexicon().is_some(), "the build could not prepare the lexicon");
        assert!(
            built_in::RULES.is_sorted_by_key(|rule| rule.0),
            "a place is searched for in order"
        );
        let bare = |rule: &&(&str, &str, Option<&str>)| rule.2.is_none();
        let bare: Vec<_> = built_in::RULES.iter().filter(bare).map(|rule| rule.0).collect();
        assert!(bare.iter().all(|place| place.starts_with("lexicon/")), "no JSON of {bare:?}");
        // As files of a newsroom they are looked through for mistakes, which no start does again.
        let read = Rulebook::from_files(&as_yaml(&[])).expect("the files are sound");
        assert!(read.checks.len() > 50 && read.lexicon.cue_count() > 500);
        assert!(same(&Rulebook::built_in(), &read));
        // And two that differ in one word are told apart.
        let changed = [("lexicon/words/weekday.yaml", "class: weekday\nwords: [payday]\n")];
        let changed = Rulebook::from_files(&as_yaml(&changed)).expect("the files are sound");
        assert!(!same(&changed, &read));
    }

    #[test]
    fn checks_inside_the_program_are_looked_through_where_their_words_are_replaced() {
        let place = "lexicon/phrases/page-word.yaml";
        let said = complaint(place, "list: leaf-word\nphrases: [because of ice]\n");
        assert!(said.starts_with("rules/checks/") && said.contains("unknown word list"), "{said}");
    }

    #[test]
    fn words_of_a_newsroom_come_out_as_if_all_had_been_read_together() {
        let own: [&[(&str, &str)]; 6] = [
            // New words, and words that others lists have: a cue, a state, a name.
            &[(
                "lexicon/words/~000-Role.yaml",
                "class: role\nwords: [said, ice warden, France, Of]\n",
            )],
            &[("lexicon/words/aaa.yaml", "class: role\nwords: [according, Pont le Vieux, told]\n")],
            &[(
                "lexicon/cues/~000-000.yaml",
                "class: doubt\ncues:\n- {lemma: say, forms: [said], frames: [np]}\n\
                 - {lemma: grizzle, forms: [grizzled on?], frames: [that], not_before: [men]}\n",
            )],
            &[
                ("lexicon/phrases/~ours.yaml", "list: ours\nphrases: [according to our|my desk]\n"),
                (
                    "lexicon/phrases/~year.yaml",
                    "list: anonymity-reason\nphrases: [because of ice]\n",
                ),
            ],
            // Whatever their names, files that are added come after those inside the program.
            &[(
                "lexicon/cues/aaa.yaml",
                "class: doubt\ncues: [{lemma: say, forms: [said], frames: [np]}]\n",
            )],
            // The words of these have to be read in order with the others.
            &[
                (
                    "lexicon/cues/aaa.yaml",
                    "class: doubt\ncues: [{lemma: x, forms: [xed], frames: [np]}]\n",
                ),
                ("lexicon/stems.yaml", "endings: [s]\nirregular: {sank: sink}\nshort_names: {}\n"),
            ],
        ];
        for (n, own) in own.iter().enumerate() {
            let files = add(Files::built_in(), own);
            assert_eq!(files.only_add_words(), n < 5, "{own:?}");
            let together = Rulebook::from_files(&as_yaml(own)).expect("the files are sound");
            let on_top = Rulebook::from_files(&files).expect("the files are sound");
            assert!(same(&on_top, &together), "{own:?}");
            assert!(!same(&on_top, &Rulebook::built_in()), "{own:?}");
        }
    }

    #[test]
    fn a_broken_file_of_numbers_is_named_with_its_place() {
        let said = complaint("lexicon/numbers.yaml", "alone:\n  two: many\n");
        assert!(said.starts_with("lexicon/numbers.yaml:2:8: "), "{said}");
        assert!(said.contains("expected a number, or the least and the most"), "{said}");
        let said = complaint("lexicon/numbers.yaml", "alone:\n  dozens: [99, 24]\n");
        assert!(said.contains("the least is more than the most"), "{said}");
        let said = complaint("lexicon/numbers.yaml", "tims:\n  million: 1\n");
        assert!(said.starts_with("lexicon/numbers.yaml:1:1: "), "{said}");
        assert!(said.ends_with("did you mean `times`?"), "{said}");
    }

    #[test]
    fn a_broken_file_of_stems_is_named_with_its_place() {
        let said = complaint("lexicon/stems.yaml", "endings: [s]\nirregular: [sank]\n");
        assert!(said.starts_with("lexicon/stems.yaml:2:12: "), "{said}");
    }
}
