//! Who is called by a title, and who speaks by which name, in the whole of a draft.

use rustc_hash::{FxHashMap, FxHashSet};

use super::same_name::{bare, key};
use crate::parse::{Mention, Shape};
use crate::resolve::Gender;
use crate::resolve::given::Given;

/// Whether a man and a woman speak who are called by one name with a title.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Titled {
    pub(super) man: bool,
    pub(super) woman: bool,
}

/// What the names of all mentions show. It is asked for each lone surname that several have, so it is
/// read once, and not for each of them.
#[derive(Debug, Default)]
pub(super) struct SaidNames {
    titled: FxHashMap<String, Titled>,
    speaking: FxHashSet<String>,
}

impl SaidNames {
    /// Reads the names of all mentions. `is_source` tells which of them are sources, `gender` whom a title
    /// says to be a man or a woman.
    pub(super) fn of(
        given: Given<'_>,
        is_source: impl Fn(usize) -> bool,
        gender: impl Fn(&Mention) -> Gender,
    ) -> Self {
        let mut all = Self::default();
        for (n, mention) in given.parsed.mentions.iter().enumerate() {
            let Some(name) = mention.name.map(|name| given.words(name)) else { continue };
            if mention.honorific.is_some() {
                let titled = all.titled.entry(key(name)).or_default();
                match gender(mention) {
                    Gender::Male => titled.man |= is_source(n),
                    Gender::Female => titled.woman |= is_source(n),
                    Gender::Unknown => {}
                }
            }
            if mention.shape == Shape::Person && is_source(n) {
                all.speaking.insert(bare(name, given.lexicon));
            }
        }
        all
    }

    /// Who is called by a name with a title; nobody may be.
    pub(super) fn titled(&self, name: &str) -> Option<Titled> {
        self.titled.get(name).copied()
    }

    /// True when a person speaks by this name, suffixes left off.
    pub(super) fn is_speaking(&self, name: &str) -> bool {
        self.speaking.contains(name)
    }
}
