//! Trains the tagger of parts of speech.

use std::collections::BTreeMap;

use super::annotated::AnnotatedText;
use super::learn::{self, Perceptron};
use crate::tag::{linear, pos};

/// How often the trainer goes over the articles.
const POS_PASSES: usize = 6;
/// Rows of the model.
const POS_SLOTS: usize = 20_000;

/// A word must occur so often, and so seldom with another tag, to need no model.
const SURE_COUNT: usize = 10;
const SURE_OTHER: usize = 250;
const SURE_SLOTS: usize = 8000;

/// The words that have one part of speech only, with its label.
pub(super) fn sure_words(texts: &[AnnotatedText<'_>]) -> Vec<u8> {
    let mut seen: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    for annotated in texts {
        for (word, tag) in annotated.words.iter().zip(&annotated.tags) {
            if let Some(tag) = tag {
                *seen.entry(pos::alone(word)).or_default().entry(*tag).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<(usize, u64, i8)> = Vec::new();
    for (word, tags) in seen {
        let all: usize = tags.values().sum();
        let Some((tag, most)) = tags.iter().max_by_key(|(_, n)| **n) else { continue };
        if all >= SURE_COUNT && (all - most) * SURE_OTHER <= all {
            rows.push((all, word, tag.cast_signed()));
        }
    }
    rows.sort_by_key(|(count, word, _)| (std::cmp::Reverse(*count), *word));
    let rows: Vec<_> = rows.into_iter().map(|(_, word, tag)| (word, vec![tag])).collect();
    let mut out = Vec::new();
    linear::write(&rows, 1, SURE_SLOTS, &mut out);
    out
}

pub(super) fn learn_pos(texts: &[&AnnotatedText<'_>]) -> Vec<u8> {
    let mut perceptron = Perceptron::new(pos::TAGS.len());
    for pass in 0..POS_PASSES {
        for n in learn::order(texts.len(), pass) {
            let annotated = texts[n];
            let mut before = [0_u8; 2];
            for at in 0..annotated.text.tokens.len() {
                let label = if pos::is_mark(&annotated.text.tokens[at]) {
                    0
                } else {
                    let features =
                        pos::features(&annotated.words, at, annotated.starts[at], before);
                    let guess = perceptron.best(&features, 1);
                    perceptron.step();
                    if let Some(right) = annotated.tags[at].filter(|right| *right != guess) {
                        perceptron.update(&features, right, 1);
                        perceptron.update(&features, guess, -1);
                    }
                    guess
                };
                before = [label, before[0]];
            }
        }
    }
    perceptron.written(POS_SLOTS)
}
