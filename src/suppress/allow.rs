//! Phrases that a newsroom allows: "claimed responsibility" is no loaded verb.

use std::collections::HashMap;

use crate::rulebook::Allowed;
use crate::span::Span;

/// Where the allowed phrases stand in a draft.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Code of the check, place, index into the rulebook's list.
    places: HashMap<String, Vec<(Span, usize)>>,
}

impl Phrases {
    /// Finds every allowed phrase: whole words, letter case and marks between them apart.
    pub(super) fn of(text: &str, allowed: &[Allowed]) -> Self {
        let mut phrases = Self::default();
        if allowed.is_empty() {
            return phrases;
        }
        let wanted: Vec<Vec<String>> =
            allowed.iter().map(|a| words(&a.phrase).map(|(_, word)| word).collect()).collect();
        let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, phrase) in wanted.iter().enumerate() {
            if let Some(first) = phrase.first() {
                by_first.entry(first).or_default().push(n);
            }
        }
        let all: Vec<(Span, String)> = words(text).collect();
        for (at, (start, word)) in all.iter().enumerate() {
            for n in by_first.get(word.as_str()).into_iter().flatten() {
                let phrase = &wanted[*n];
                let Some(here) = all.get(at..at + phrase.len()) else { continue };
                if here.iter().zip(phrase).all(|((_, have), want)| have == want) {
                    let span = start.to(here[here.len() - 1].0);
                    phrases.places.entry(allowed[*n].code.clone()).or_default().push((span, *n));
                }
            }
        }
        phrases
    }

    /// The allowed phrase that the words of a finding touch.
    pub(super) fn at(&self, code: &str, span: Span) -> Option<usize> {
        let places = self.places.get(code)?;
        let behind = places.partition_point(|(place, _)| place.start < span.end);
        // Phrases are short: one that reaches the words starts shortly before them.
        places[..behind].iter().rev().take(8).find(|(place, _)| place.overlaps(span)).map(|p| p.1)
    }
}

/// The numbers of the allowed phrases that a text has.
#[must_use]
pub fn allowed_in(text: &str, allowed: &[Allowed]) -> Vec<usize> {
    let phrases = Phrases::of(text, allowed);
    let mut all: Vec<usize> = phrases.places.into_values().flatten().map(|(_, n)| n).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of a text in lower case, with their places.
fn words(text: &str) -> impl Iterator<Item = (Span, String)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).filter_map(
        move |piece| {
            let start = at;
            at += piece.len();
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            let bare = word.trim_start_matches(['\'', '’']);
            let from = start + word.len() - bare.len();
            (!bare.is_empty()).then(|| {
                (Span::new(from, from + bare.len()), bare.replace('’', "'").to_lowercase())
            })
        },
    )
}
