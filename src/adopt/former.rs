//! The findings that a file had before, and how much of them has been found again.

use super::baseline::Recorded;
use super::trace::{Trace, near, sentence_of};

/// The findings that a file had before. Each is good for one finding of today, and each of its
/// places for one place, so that a second fault in the same words is a new one.
#[derive(Clone, Debug, Default)]
pub struct Former {
    entries: Vec<Entry>,
}

/// A finding of before.
#[derive(Clone, Debug)]
struct Entry {
    recorded: Recorded,
    /// What has been found again of each place.
    places: Vec<Use>,
    /// The codes of `also` that have been found instead of it.
    also: Vec<String>,
}

/// Whether a place has been found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Use {
    #[default]
    Free,
    Used,
}

/// Whether a finding was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was, with all its places.
    Old,
    /// It was not.
    New,
    /// Some of its places were there: for each whether it was.
    Partly(Vec<bool>),
}

/// A place of an entry.
type At = (usize, usize);

impl Former {
    /// From what was written down of one file.
    #[must_use]
    pub fn new(recorded: Vec<Recorded>) -> Self {
        let entry = |recorded: Recorded| {
            let places = vec![Use::default(); recorded.places.len().max(1)];
            Entry { recorded, places, also: Vec::new() }
        };
        Self { entries: recorded.into_iter().map(entry).collect() }
    }

    /// From the findings of an earlier version.
    #[must_use]
    pub fn of(traces: &[Trace]) -> Self {
        Self::new(traces.iter().map(|trace| Recorded::of("", trace)).collect())
    }

    /// True when a finding was there before, with all its places. It is then used up.
    pub fn has(&mut self, trace: &Trace) -> bool {
        matches!(self.know(trace), Known::Old)
    }

    /// Whether a finding was there before. What was is then used up.
    pub fn know(&mut self, trace: &Trace) -> Known {
        let mut known = Vec::new();
        for (n, key) in trace.places.iter().enumerate() {
            let here = if n == 0 { self.host(trace, key) } else { None };
            match here.or_else(|| self.place(&trace.code, key)) {
                Some(at) => {
                    self.entries[at.0].places[at.1] = Use::Used;
                    known.push(true);
                }
                None => known.push(false),
            }
        }
        match known.iter().filter(|known| **known).count() {
            0 if known.len() == 1 && self.instead(trace) => Known::Old,
            0 => Known::New,
            all if all == known.len() => Known::Old,
            _ => Known::Partly(known),
        }
    }

    /// The entry with the fingerprint of a finding.
    fn host(&self, trace: &Trace, key: &str) -> Option<At> {
        let same = |entry: &Entry| {
            let recorded = &entry.recorded;
            recorded.code == trace.code && recorded.fingerprint == trace.fingerprint
        };
        let entry =
            self.entries.iter().position(|entry| same(entry) && entry.places[0] == Use::Free)?;
        // Of twins, the one in the same sentence is used up.
        let place = self.entries[entry].recorded.places.iter().position(|place| place == key);
        let free = place.filter(|place| self.entries[entry].places[*place] == Use::Free);
        Some((entry, free.unwrap_or(0)))
    }

    /// A place with this key that nothing has used up, else one with the same words around it.
    fn place(&self, code: &str, key: &str) -> Option<At> {
        let same = self.place_where(code, |known| known == key);
        same.or_else(|| self.place_where(code, |known| near(known, key)))
    }

    fn place_where(&self, code: &str, fits: impl Fn(&str) -> bool) -> Option<At> {
        let of_check = |entry: &(usize, &Entry)| entry.1.recorded.code == code;
        self.entries.iter().enumerate().filter(of_check).find_map(|(n, entry)| {
            let mut keys = entry.recorded.places.iter().zip(&entry.places);
            keys.position(|(known, used)| *used == Use::Free && fits(known)).map(|at| (n, at))
        })
    }

    /// True when a finding was listed under `also` of another one in its sentence, which it now stands
    /// for.
    fn instead(&mut self, trace: &Trace) -> bool {
        let Some(key) = trace.places.first() else { return false };
        let stood = |entry: &&mut Entry| {
            entry.recorded.also.contains(&trace.code)
                && !entry.also.contains(&trace.code)
                && entry.recorded.places.iter().any(|p| sentence_of(p) == sentence_of(key))
        };
        let Some(entry) = self.entries.iter_mut().find(stood) else { return false };
        entry.also.push(trace.code.clone());
        true
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What has been found again, each entry with the places that were.
    #[must_use]
    pub fn found_again(&self) -> Vec<Recorded> {
        let entries = self.entries.iter();
        entries
            .filter(|entry| !entry.also.is_empty() || entry.places.contains(&Use::Used))
            .map(|entry| {
                let mut recorded = entry.recorded.clone();
                if entry.also.is_empty() {
                    let mut seen = entry.places.iter().map(|place| *place == Use::Used);
                    recorded.places.retain(|_| seen.next().unwrap_or(true));
                }
                recorded
            })
            .collect()
    }
}
