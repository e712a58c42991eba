//! The posts that somebody with a name holds in a draft.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::Reading;
use crate::resolve::SpeakerKind;

/// The words of the roles and titles of persons, lower case. A draft has few of them, however long it is.
#[derive(Debug)]
pub(super) struct Posts {
    roles: FxHashSet<String>,
    titles: FxHashSet<String>,
    /// What [`Posts::is_held`] has found before.
    known: RefCell<FxHashMap<String, bool>>,
}

impl Posts {
    /// Reads the mentions of all persons.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut all = Self {
            roles: FxHashSet::default(),
            titles: FxHashSet::default(),
            known: RefCell::default(),
        };
        let people = reading.story.speakers.iter().filter(|s| s.kind == SpeakerKind::Person);
        for mention in people.flat_map(|s| &s.mentions).map(|m| &reading.parsed.mentions[m.0]) {
            if let Some(role) = mention.role {
                let words = reading.draft.words(role).to_lowercase();
                all.roles.extend(words.split_whitespace().map(str::to_owned));
            }
            all.titles.extend(mention.honorific.map(|h| reading.draft.words(h).to_lowercase()));
        }
        all
    }

    /// True when a role has the word for a post in it, or a title begins as it does.
    pub(super) fn is_held(&self, post: &str) -> bool {
        if let Some(known) = self.known.borrow().get(post) {
            return *known;
        }
        let stem: String = post.chars().take(3).collect();
        let held = self.roles.iter().any(|role| role.contains(post))
            || self.titles.iter().any(|title| title.starts_with(&stem));
        self.known.borrow_mut().insert(post.to_owned(), held);
        held
    }
}
