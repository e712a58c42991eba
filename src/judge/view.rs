//! A reading, and what is worked out from it once a draft.

use std::cell::OnceCell;
use std::ops::Deref;

use rustc_hash::{FxHashMap, FxHashSet};

use super::accused::Accused;
use super::amount::Given;
use super::denials::Denials;
use super::facts::layout;
use super::posts::Posts;
use super::quoted::Quoted;
use super::reading::Reading;
use super::repeat::{self, Repeat};
use super::survey::Survey;
use crate::resolve::{SideId, SpeakerId};
use crate::rulebook::{GenreKind, Rulebook, Wording};
use crate::weigh::{Accusation, Manner};

/// A reading, and what is worked out from it once for all checks.
pub(super) struct View<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) wording: &'a Wording,
    pub(super) survey: Survey,
    /// For each speaker, the attributions in which they are heard.
    pub(super) heard: Vec<Vec<usize>>,
    /// The sides that speak in the draft, each with the first attribution in which it does.
    pub(super) spoken: FxHashMap<SideId, usize>,
    /// The sides that accuse somebody, or are accused.
    pub(super) parties: FxHashSet<SideId>,
    /// For each block, whether its words are those of a post or of a turn in an interview.
    pub(super) set_in: Vec<bool>,
    /// What stands twice.
    pub(super) repeats: Vec<Repeat>,
    /// For each speaker, why they are on their side, if the side has others.
    pub(super) reasons: FxHashMap<SpeakerId, String>,
    /// The figures that the draft gives with a source.
    pub(super) given: Given,
    /// What the draft reads like, once a check has asked.
    pub(super) genres: OnceCell<Vec<GenreKind>>,
    /// The posts that persons hold, once a check has asked.
    pub(super) posts: OnceCell<Posts>,
    /// The words of the quotations in the body, once a check has asked.
    pub(super) quoted: OnceCell<Quoted>,
    /// What is denied, once a check has asked.
    pub(super) denials: OnceCell<Denials>,
    /// What is asked of every accusation, once a check has asked.
    pub(super) accused: OnceCell<Accused>,
    /// The first sentences of the body, once a check has asked.
    pub(super) body: OnceCell<Vec<usize>>,
}

impl<'a> Deref for View<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

impl<'a> View<'a> {
    pub(super) fn new(reading: Reading<'a>, rulebook: &'a Rulebook) -> Self {
        let story = reading.story;
        let mut heard = vec![Vec::new(); story.speakers.len()];
        let mut spoken = FxHashMap::default();
        for (n, meaning) in story.bindings.iter().enumerate() {
            if let Some(id) = meaning.speaker() {
                heard[id.0].push(n);
                spoken.entry(story.speakers[id.0].side).or_insert(n);
            }
        }
        let side_of = |n: usize| story.bindings[n].speaker().map(|id| story.speakers[id.0].side);
        let accusations = reading.ledger.accusations.iter().filter(|a| explicit(a));
        let parties = accusations.flat_map(|a| [a.side, a.attribution.and_then(side_of)]).flatten();
        let shared = story.sides.iter().filter(|side| side.members.len() > 1);
        let shown = shared.flat_map(|side| &side.evidence);
        let certain = shown.filter(|e| story.is_side_certain(e.speaker));
        let reasons = certain.map(|e| (e.speaker, e.reason.clone()));
        let survey = Survey::new(reading, rulebook);
        Self {
            reading,
            wording: &rulebook.wording,
            given: Given::new(&reading, &survey),
            genres: OnceCell::new(),
            posts: OnceCell::new(),
            quoted: OnceCell::new(),
            denials: OnceCell::new(),
            accused: OnceCell::new(),
            body: OnceCell::new(),
            survey,
            heard,
            spoken,
            parties: parties.collect(),
            set_in: layout::set_in(reading),
            repeats: repeat::repeats(reading),
            reasons: reasons.collect(),
        }
    }
}

/// What is only implied names nobody who could be asked.
pub(super) fn explicit(accusation: &Accusation) -> bool {
    accusation.manner == Manner::Explicit
}
