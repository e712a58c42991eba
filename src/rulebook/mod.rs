//! The lexicon and the checks, read from `rules/`: built in, then the user's over them.

mod error;
mod files;
mod yaml;

pub use error::{RuleError, RuleErrorKind};
pub use files::Files;

use crate::lexicon::{Builder, CueFile, Lexicon, StatesFile, WordFile};

/// Everything that is data: words and checks.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// The words.
    pub lexicon: Lexicon,
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
        if errors.is_empty() { Ok(Self { lexicon }) } else { Err(errors) }
    }
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
