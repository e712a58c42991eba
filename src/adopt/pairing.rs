//! Which claims of today are which of those that were written down.
//!
//! An id names a claim by its words, its verb and its speaker, so that a name given in full elsewhere
//! changes it. Claims are paired by id, then by their words, then by how alike their words are.

use std::collections::HashMap;

use similar::{Algorithm, capture_diff_slices, get_diff_ratio};

use super::claim::{Signed, SignedClaim, State};
use crate::weigh::plain;

/// How alike the words of two claims must be, from 0 to 1, for one to be the other reworded.
const ALIKE: f32 = 0.6;

/// The same where another person says so.
const ALIKE_OF_ANOTHER: f32 = 0.75;

/// What has become of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says the same, and the same person says so.
    Same,
    /// Its words have changed.
    Reworded,
    /// Its words are the same, and somebody else says so.
    Given,
    /// Its words are the same, and somebody who said so denies it, or the other way round.
    Turned,
}

/// A claim of before and the same of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its number before.
    pub old: usize,
    /// Its number today.
    pub new: usize,
    /// What has become of it.
    pub fate: Fate,
}

/// All claims of before and of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Those that are in both, in the order of before.
    pub pairs: Vec<Pair>,
    /// Those of today that are new.
    pub new: Vec<usize>,
    /// Those of before that are gone.
    pub gone: Vec<usize>,
}

/// The words by which claims are compared.
struct Words {
    said: Vec<String>,
    speaker: Vec<String>,
}

impl Words {
    fn of(words: &str, speaker: &str) -> Self {
        let parted = |text: &str| plain(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut speaker = parted(speaker);
        speaker.retain(|word| !word.is_empty());
        Self { said: parted(words), speaker }
    }

    /// True when one of two names is part of the other: "Hale" and "Tom Hale". What a name is not
    /// given for is nobody else's.
    fn has_speaker_of(&self, other: &Self) -> bool {
        let within = |one: &[String], all: &[String]| one.iter().all(|word| all.contains(word));
        within(&self.speaker, &other.speaker) || within(&other.speaker, &self.speaker)
    }

    /// How alike the words of two claims are, if they are alike enough.
    fn likeness(&self, other: &Self) -> Option<f32> {
        let least = if self.has_speaker_of(other) { ALIKE } else { ALIKE_OF_ANOTHER };
        let most = 2 * self.shared(other);
        let all = self.said.len() + other.said.len();
        // The words in any order are more than those in order, and faster to count.
        #[expect(clippy::cast_precision_loss, reason = "no claim has millions of words")]
        if (most as f32) < least * (all as f32) {
            return None;
        }
        let steps = capture_diff_slices(Algorithm::Myers, &self.said, &other.said);
        let ratio = get_diff_ratio(&steps, self.said.len(), other.said.len());
        (ratio >= least).then_some(ratio)
    }

    /// How many words two claims share, in any order.
    fn shared(&self, other: &Self) -> usize {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for word in &self.said {
            *left.entry(word).or_default() += 1;
        }
        let mut shared = 0;
        for word in &other.said {
            if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        shared
    }
}

/// The claims that no other has been found for.
struct Open {
    old: Vec<bool>,
    new: Vec<bool>,
    pairs: Vec<Pair>,
}

impl Open {
    fn take(&mut self, old: usize, new: usize, fate: Fate) {
        self.old[old] = false;
        self.new[new] = false;
        self.pairs.push(Pair { old, new, fate });
    }

    /// Pairs claims for which this is true, each with the first.
    fn pair(&mut self, fate: Fate, same: impl Fn(usize, usize) -> bool) {
        for old in 0..self.old.len() {
            if !self.old[old] {
                continue;
            }
            let found = (0..self.new.len()).find(|new| self.new[*new] && same(old, *new));
            if let Some(new) = found {
                self.take(old, new, fate);
            }
        }
    }
}

/// Pairs the claims of before with those of today.
#[must_use]
pub fn pair(old: &[Signed], new: &[SignedClaim]) -> Pairing {
    let before: Vec<Words> = old.iter().map(|s| Words::of(&s.words, &s.speaker)).collect();
    let today: Vec<Words> = new.iter().map(|c| Words::of(&c.words, &c.speaker)).collect();
    let mut open =
        Open { old: vec![true; old.len()], new: vec![true; new.len()], pairs: Vec::new() };
    let said = |o: usize, n: usize| before[o].said == today[n].said;
    let by_same = |o: usize, n: usize| before[o].has_speaker_of(&today[n]);
    // What is in the draft goes before what was cut from it.
    for cut in [false, true] {
        let fits = |o: usize| (old[o].state == State::Cut) == cut;
        open.pair(Fate::Same, |o, n| fits(o) && old[o].id == new[n].id && said(o, n));
        open.pair(Fate::Same, |o, n| fits(o) && said(o, n) && by_same(o, n));
    }
    open.pair(Fate::Given, |o, n| old[o].state != State::Cut && said(o, n));
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for o in (0..old.len()).filter(|o| open.old[*o] && old[*o].state != State::Cut) {
        for n in (0..new.len()).filter(|n| open.new[*n]) {
            alike.extend(before[o].likeness(&today[n]).map(|ratio| (ratio, o, n)));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, o, n) in alike {
        if open.old[o] && open.new[n] {
            open.take(o, n, Fate::Reworded);
        }
    }
    let left = |open: &[bool]| (0..open.len()).filter(|n| open[*n]).collect();
    let mut pairs = open.pairs;
    for pair in pairs.iter_mut().filter(|pair| pair.fate == Fate::Same) {
        if old[pair.old].denied != new[pair.new].denied {
            pair.fate = Fate::Turned;
        }
    }
    pairs.sort_by_key(|pair| pair.old);
    Pairing { pairs, new: left(&open.new), gone: left(&open.old) }
}
