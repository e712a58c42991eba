//! Sets of speakers that are joined one by one, each with what shows it.

use std::rc::Rc;

use super::governing::governs;
use super::labels::Labels;
use super::opposition::Stance;
use crate::lexicon::{Class, StateId};
use crate::resolve::{Context, Evidence, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;

/// A span says no more than so many of its words.
const SHOWN: usize = 14;

/// Sets of speakers that can be joined.
pub(super) struct Union {
    parent: Vec<usize>,
    stances: Vec<Stance>,
    realms: Vec<Option<Realm>>,
}

/// For whom a government or a body of several states speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Realm {
    /// "the Peruvian government"
    State(StateId),
    /// "the UN"
    Several,
}

impl Union {
    pub(super) fn new(stances: &[Stance], realms: Vec<Option<Realm>>) -> Self {
        Self { parent: (0..stances.len()).collect(), stances: stances.to_vec(), realms }
    }

    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins two sets, unless they hold opposite stances or the governments of two states; the earlier
    /// speaker stays the root. True when they are one set now.
    pub(super) fn join(&mut self, a: SpeakerId, b: SpeakerId) -> bool {
        let (a, b) = (self.root(a.0), self.root(b.0));
        let abroad =
            matches!((self.realms[a], self.realms[b]), (Some(one), Some(other)) if one != other);
        if abroad || self.stances[a].against(self.stances[b]) {
            return false;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
        let both = self.stances[first].with(self.stances[second]);
        self.stances[first] = both;
        self.realms[first] = self.realms[first].or(self.realms[second]);
        true
    }
}

/// The sides so far, and what shows each.
pub(super) struct Joined<'a> {
    pub(super) cx: Context<'a>,
    pub(super) union: Union,
    pub(super) evidence: Vec<Evidence>,
    pub(super) labels: Labels<'a>,
    /// For each speaker, whether it says something in the draft.
    pub(super) speaks: Rc<[bool]>,
}

impl<'a> Joined<'a> {
    /// Everybody in a side of his own.
    pub(super) fn new(cx: Context<'a>, stances: &[Stance]) -> Self {
        let realms = cx.story.speakers.iter().map(|speaker| realm(cx, speaker)).collect();
        let (union, evidence) = (Union::new(stances, realms), Vec::new());
        Self { cx, union, evidence, labels: Labels::new(cx), speaks: speaking(cx).into() }
    }

    /// Joins two speakers and notes why.
    pub(super) fn join(&mut self, a: SpeakerId, b: SpeakerId, span: Span, kind: SideKind) {
        if a != b && self.union.join(a, b) {
            let words = self.cx.text.tokens_in(span);
            let end = words.iter().take(SHOWN).next_back().map_or(span.end, |t| t.span.end);
            let span = Span::new(span.start, end.min(span.end));
            let reason = format!("“{}”", self.cx.draft.words(span));
            self.evidence.push(Evidence { speaker: b, kind, span: Some(span), reason });
        }
    }
}

/// For whom a speaker speaks by itself, if it is a government or a body of several states.
fn realm(cx: Context<'_>, speaker: &Speaker) -> Option<Realm> {
    let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
    if body && cx.lexicon.classes_of(&speaker.name).has(Class::Intergovernmental) {
        return Some(Realm::Several);
    }
    let state = speaker.state?;
    governs(cx, speaker, state).map(|_| Realm::State(state))
}

/// Who says something in the draft.
fn speaking(cx: Context<'_>) -> Vec<bool> {
    let mut speaks = vec![false; cx.story.speakers.len()];
    for id in cx.story.bindings.iter().flat_map(Meaning::speakers) {
        speaks[id.0] = true;
    }
    speaks
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::testing::resolved;

    #[test]
    fn who_is_joined_to_one_is_joined_to_all_of_his_side() {
        let mut union = Union::new(&[Stance::default(); 4], vec![None; 4]);
        assert!(union.join(SpeakerId(2), SpeakerId(1)));
        assert!(union.join(SpeakerId(3), SpeakerId(2)));
        assert_eq!((union.root(1), union.root(2), union.root(3)), (1, 1, 1));
        assert_eq!(union.root(0), 0);
    }

    #[test]
    fn the_governments_of_two_states_are_never_one_set() {
        let [peru, chile] = [1, 2].map(|n| Some(Realm::State(StateId(n))));
        let mut union = Union::new(&[Stance::default(); 3], vec![peru, None, chile]);
        assert!(union.join(SpeakerId(0), SpeakerId(1)));
        assert!(!union.join(SpeakerId(1), SpeakerId(2)));
    }

    #[test]
    fn what_shows_a_side_is_quoted_and_cut() {
        let copy = "Kay Dunn, a spokeswoman for Norvane Motors, said no. One two three four five six \
                    seven eight nine ten eleven twelve.";
        let cx = resolved(copy);
        let mut joined = Joined::new(cx, &[Stance::default(); 2]);
        joined.join(SpeakerId(0), SpeakerId(0), Span::new(0, 4), SideKind::Principal);
        assert!(joined.evidence.is_empty());
        joined.join(SpeakerId(0), SpeakerId(1), Span::new(0, copy.len()), SideKind::Principal);
        joined.join(SpeakerId(1), SpeakerId(0), Span::new(0, 8), SideKind::Principal);
        let shown: Vec<_> = joined.evidence.iter().map(|e| e.reason.as_str()).collect();
        let first = "“Kay Dunn, a spokeswoman for Norvane Motors, said no. One two”";
        assert_eq!(shown, [first, "“Kay Dunn”"]);
        assert_eq!(joined.evidence[0].speaker, SpeakerId(1));
    }
}
