//! Which state "the government", without more, is that of.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::lexicon::StateId;

/// The states whose governments a draft has named so far.
#[derive(Debug, Default)]
pub(super) struct States {
    /// How often the government of each has been named.
    named: FxHashMap<StateId, usize>,
    /// The state whose government was meant last.
    pub(super) last: Option<StateId>,
}

impl States {
    /// Notes that the government of a state is named.
    pub(super) fn name(&mut self, state: StateId) {
        *self.named.entry(state).or_default() += 1;
    }

    /// Notes that a state is spoken of, without a vote on which the story is about.
    pub(super) fn note(&mut self, state: StateId) {
        self.named.entry(state).or_default();
    }

    /// The states named so far.
    pub(super) fn named(&self) -> impl Iterator<Item = StateId> + '_ {
        self.named.keys().copied()
    }

    /// True when the government of a state has been named.
    pub(super) fn is_named(&self, state: StateId) -> bool {
        self.named.contains_key(&state)
    }

    /// The only state whose government has been named.
    pub(super) fn only(&self) -> Option<StateId> {
        self.named.keys().next().copied().filter(|_| self.named.len() == 1)
    }

    /// The state whose government the story is about: the one named most often so far.
    pub(super) fn main(&self) -> Option<StateId> {
        self.most(|_| true)
    }

    /// The state of which "the government", without more, speaks: the one that the draft is about;
    /// where two are named about as often, the one that is not the subject of the same sentence.
    ///
    /// > Washington eased its sanctions on Peru when **the government** signed the deal
    pub(super) fn meant(&self, subject: Option<StateId>) -> Option<StateId> {
        let count = |state: &StateId| self.named.get(state).copied().unwrap_or(0);
        let main = self.main()?;
        let Some(second) = self.most(|state| state != main) else { return Some(main) };
        match subject {
            _ if count(&main) >= 2 * count(&second) => Some(main),
            Some(subject) if subject == main => Some(second).filter(|_| self.named.len() == 2),
            Some(_) => Some(main),
            None => self.last,
        }
    }

    /// The state named most often of those that `among` lets through.
    fn most(&self, among: impl Fn(StateId) -> bool) -> Option<StateId> {
        let states = self.named.iter().filter(|(state, _)| among(**state));
        states.max_by_key(|(state, count)| (**count, Reverse(**state))).map(|(state, _)| *state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERU: StateId = StateId(1);
    const CHILE: StateId = StateId(2);
    const SPAIN: StateId = StateId(3);

    fn named(states: &[StateId]) -> States {
        let mut all = States::default();
        for state in states {
            all.name(*state);
        }
        all
    }

    #[test]
    fn the_story_is_about_the_state_that_is_named_most() {
        assert_eq!(named(&[]).main(), None);
        assert_eq!(named(&[PERU, CHILE, CHILE]).main(), Some(CHILE));
        assert_eq!(named(&[CHILE, PERU]).main(), Some(PERU));
        assert_eq!(named(&[PERU, PERU]).only(), Some(PERU));
        assert_eq!(named(&[PERU, CHILE]).only(), None);
        assert!(named(&[PERU]).is_named(PERU) && !named(&[PERU]).is_named(CHILE));
    }

    #[test]
    fn of_two_states_the_one_that_is_not_the_subject_is_meant() {
        assert_eq!(named(&[PERU]).meant(Some(PERU)), Some(PERU));
        assert_eq!(named(&[PERU, CHILE]).meant(Some(PERU)), Some(CHILE));
        assert_eq!(named(&[PERU, CHILE]).meant(Some(CHILE)), Some(PERU));
        assert_eq!(named(&[PERU, PERU, CHILE]).meant(Some(PERU)), Some(PERU));
        assert_eq!(named(&[PERU, CHILE, SPAIN]).meant(Some(PERU)), None);
        let mut states = named(&[PERU, CHILE]);
        assert_eq!(states.meant(None), None);
        states.last = Some(CHILE);
        assert_eq!(states.meant(None), Some(CHILE));
    }
}
