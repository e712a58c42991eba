//! Who says it, with which verb: what was given to somebody else, what is now “admitted”, and who is
//! introduced otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Detail, Kind};
use super::comparison::Comparison;
use super::marks::Mark;
use super::persons::Became;
use super::take::joined;
use super::version::{Certainty, Version};
use super::words::{self, Piece};
use crate::lexicon::CueClass;

/// All changes of speakers and verbs.
pub(super) fn changes(two: &Comparison<'_>) -> Vec<Change> {
    let renamed = renamed(two);
    let mut all = given(two, &renamed);
    all.extend(verbs(two));
    all.extend(speakers(two, &renamed));
    all
}

/// Speakers whose name was corrected: the old name is nowhere in the new version, and the new one was
/// nowhere in the old.
fn renamed(two: &Comparison<'_>) -> BTreeMap<usize, usize> {
    let (old, new) = (&two.old.version.voices, &two.new.version.voices);
    let mut all = BTreeMap::new();
    for (o, n) in two.links.keys() {
        let one = |by: Option<&super::version::By>| match by.map(|by| by.voices.as_slice()) {
            Some([voice]) => Some(*voice),
            _ => None,
        };
        let was = one(two.old_statement(*o).by.as_ref());
        let now = one(two.new_statement(*n).by.as_ref());
        let Some((was, now)) = was.zip(now) else { continue };
        let (a, b) = (&old[was], &new[now]);
        let gone = !new.iter().any(|voice| two.persons.is_same(a, voice));
        let fresh = !old.iter().any(|voice| two.persons.is_same(voice, b));
        if gone && fresh && two.persons.is_corrected(a, b) {
            all.entry(was).or_insert(now);
        }
    }
    all
}

/// The same words, now by another speaker.
fn given(two: &Comparison<'_>, renamed: &BTreeMap<usize, usize>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for ((o, n), units) in &two.links {
        let (old, new) = (two.old_statement(*o), two.new_statement(*n));
        let became = two.persons.became(old.by.as_ref(), new.by.as_ref());
        let one_credited = old.by.is_none() != new.by.is_none();
        let corrected = old.by.as_ref().zip(new.by.as_ref()).is_some_and(|(a, b)| {
            a.voices.iter().any(|was| renamed.get(was).is_some_and(|now| b.voices.contains(now)))
        });
        let untouched = two.is_untouched(*o, *n);
        // Who is named there and was named before is only read otherwise.
        let named = one_credited && (two.is_named_near(*o, *n));
        let read = named || untouched && (one_credited || became == Became::Unclear);
        if became == Became::Same || corrected || read {
            continue;
        }
        let certain = |version: &Version, n: usize| {
            version.statements[n].by.as_ref().is_none_or(|by| version.is_shown(by))
        };
        let spoken: Vec<usize> = units
            .iter()
            .map(|pair| &two.pairs.units[*pair])
            .flat_map(|pair| pair.new.iter().copied())
            .filter(|unit| two.new.units[*unit].statement == *n)
            .collect();
        let quotes = spoken.iter().map(|unit| &new.quotes[two.new.units[*unit].quote]);
        let words = if spoken.is_empty() { new.told.clone() } else { joined(quotes) };
        all.push(Change {
            kind: Kind::Given,
            old: Some(*o),
            new: Some(*n),
            old_at: old.span.start,
            new_at: new.span.start,
            pieces: vec![Piece { change: words::Change::Same, words }],
            marks: Vec::new(),
            detail: Detail::Given {
                was: two.old.version.who(*o),
                now: two.new.version.who(*n),
                certain: certain(two.old.version, *o) && certain(two.new.version, *n),
                unclear: became == Became::Unclear,
                following: Vec::new(),
            },
        });
    }
    all
}

/// The same words, with another verb.
fn verbs(two: &Comparison<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    for (o, n) in two.links.keys() {
        let (old, new) = (two.old_statement(*o), two.new_statement(*n));
        let Some((was, now)) = old.verb.as_ref().zip(new.verb.as_ref()) else { continue };
        if was.is_like(now) || two.is_untouched(*o, *n) {
            continue;
        }
        let turned = || Mark::Turned { was: was.shown.clone(), now: now.shown.clone() };
        all.push(Change {
            kind: Kind::Verb,
            old: Some(*o),
            new: Some(*n),
            old_at: old.span.start,
            new_at: new.span.start,
            pieces: vec![Piece {
                change: words::Change::Same,
                words: if now.class == CueClass::NoComment {
                    old.told.clone()
                } else {
                    new.told.clone()
                },
            }],
            marks: if was.is_turned(now) { vec![turned()] } else { Vec::new() },
            detail: Detail::Verb { was: was.shown.clone(), now: now.shown.clone() },
        });
    }
    all
}

/// Speakers whose name or title has changed, each once.
fn speakers(two: &Comparison<'_>, renamed: &BTreeMap<usize, usize>) -> Vec<Change> {
    let (olds, news) = (&two.old.version.voices, &two.new.version.voices);
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut all = Vec::new();
    for (o, n) in two.links.keys() {
        let (old, new) = (two.old_statement(*o), two.new_statement(*n));
        let Some((a, b)) = old.by.as_ref().zip(new.by.as_ref()) else { continue };
        let ([was], [now]) = (a.voices.as_slice(), b.voices.as_slice()) else { continue };
        let known = a.certainty != Certainty::Open && b.certainty != Certainty::Open;
        let same = two.persons.is_same(&olds[*was], &news[*now]);
        let corrected = renamed.get(was) == Some(now);
        if !known || !(same || corrected) || !told.insert((*was, *now)) {
            continue;
        }
        let change = |detail| Change {
            kind: Kind::Speaker,
            old: Some(*o),
            new: Some(*n),
            old_at: old.span.start,
            new_at: new.span.start,
            pieces: Vec::new(),
            marks: Vec::new(),
            detail,
        };
        let (old, new) = (&olds[*was], &news[*now]);
        if corrected || two.persons.is_named(old) != two.persons.is_named(new) {
            let (was, now) = (old.name.clone(), new.name.clone());
            all.push(change(Detail::Name { was, now }));
        }
        if let Some(was) = &old.title
            && new.title.as_ref().is_none_or(|now| two.persons.words(was) != two.persons.words(now))
            && two.persons.is_named(old)
            && two.persons.is_named(new)
        {
            let (name, was, now) = (new.name.clone(), was.clone(), new.title.clone());
            all.push(change(Detail::Title { name, was, now }));
        }
    }
    all
}
