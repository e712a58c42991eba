//! The lexicon and the checks, read from `rules/`: built in, then the user's over them.

mod check;
mod error;
mod files;
mod house;
mod yaml;

pub use check::{Check, Condition, Examples, Scope, Topic};
pub use error::{RuleError, RuleErrorKind};
pub use files::{File, Files};
pub use house::{Allowed, House, Reasons};
pub(crate) use yaml::read as read_yaml;

use crate::lexicon::{Builder, CueFile, Lexicon, StatesFile, WordFile};

/// Everything that is data: words and checks.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// The words.
    pub lexicon: Lexicon,
    /// The checks, by code.
    pub checks: Vec<Check>,
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
    pub fn built_in() -> Self {
        Self::from_files(&Files::built_in()).unwrap_or_else(|errors| {
            panic!("the built-in rules are sound, but: {}", errors[0]);
        })
    }

    /// Reads a rulebook. Reports every broken file, not only the first.
    pub fn from_files(files: &Files) -> Result<Self, Vec<RuleError>> {
        let mut errors = Vec::new();
        let lexicon = lexicon(files, &mut errors);
        let checks = checks(files, &mut errors);
        if errors.is_empty() {
            Ok(Self { lexicon, checks, ..Self::default() })
        } else {
            Err(errors)
        }
    }

    /// The check with this code or name.
    #[must_use]
    pub fn check(&self, name: &str) -> Option<&Check> {
        self.checks.iter().find(|c| c.code.eq_ignore_ascii_case(name) || c.name == name)
    }

    /// The code or name nearest to a word, for "did you mean".
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let resting = self.resting.iter().flat_map(|(code, name)| [code.as_str(), name.as_str()]);
        let names = self.checks.iter().flat_map(|c| [c.code.as_str(), c.name.as_str()]);
        let names = names.chain(resting);
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

/// Reads everything under `checks/`.
fn checks(files: &Files, errors: &mut Vec<RuleError>) -> Vec<Check> {
    let mut all: Vec<(Check, String)> = Vec::new();
    for file in files.under("checks/") {
        let check = match yaml::read::<Check>(file) {
            Ok(check) => check,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let failed = |kind| RuleError { path: file.path.clone(), kind };
        if let Some((_, other)) = all.iter().find(|(c, _)| c.code == check.code) {
            errors.push(failed(RuleErrorKind::Duplicate {
                what: check.code.clone(),
                other: other.clone(),
            }));
        } else if let Some((_, other)) = all.iter().find(|(c, _)| c.name == check.name) {
            errors.push(failed(RuleErrorKind::Duplicate {
                what: check.name.clone(),
                other: other.clone(),
            }));
        }
        for text in [Some(&check.message), check.question.as_ref()].into_iter().flatten() {
            errors.extend(placeholders(text, check.on).map(failed));
        }
        all.push((check, file.path.clone()));
    }
    all.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    all.into_iter().map(|(check, _)| check).collect()
}

/// The first word in braces that a message of this check cannot hold.
pub(crate) fn unknown_placeholder(text: &str, check: &Check) -> Option<RuleErrorKind> {
    placeholders(text, check.on)
}

/// The first word in braces that a message of this scope cannot hold.
fn placeholders(text: &str, scope: Scope) -> Option<RuleErrorKind> {
    let allowed = scope.placeholders();
    let mut words = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let found = words.find(|word| !allowed.contains(word))?;
    let expected = allowed.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let message = format!("unknown placeholder `{found}`, expected one of {expected}");
    Some(RuleErrorKind::of_yaml(&message, None))
}

/// Reads everything under `lexicon/`.
fn lexicon(files: &Files, errors: &mut Vec<RuleError>) -> Lexicon {
    let mut builder = Builder::default();
    for file in files.under("lexicon/words/") {
        match yaml::read::<WordFile>(file) {
            Ok(words) => builder.words(&words),
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/cues/") {
        match yaml::read::<CueFile>(file) {
            Ok(cues) => builder.cues(&cues),
            Err(error) => errors.push(error),
        }
    }
    for file in files.under("lexicon/states") {
        match yaml::read::<StatesFile>(file) {
            Ok(states) => builder.states(&states),
            Err(error) => errors.push(error),
        }
    }
    builder.finish()
}
