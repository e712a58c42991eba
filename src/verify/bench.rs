//! A quotation and what was said, side by side, with what is known of both.

use std::ops::Range;

use super::align::Sides;
use super::shown::Shown;
use super::transcript::{Break, Spoken, Turn};
use crate::lexicon::Lexicon;

/// A negation that is left out with more words than these goes with its own clause.
pub(super) const NEGATION_WITHIN: usize = 3;

/// What a judge has before it.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub(super) sides: Sides<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// True where the draft itself says before the quotation that it is not so.
    pub(super) own_front: bool,
}

impl Bench<'_> {
    /// The word at a place of the row.
    pub(super) fn spoken(&self, place: usize) -> Option<&Spoken> {
        let (transcript, word) = self.sides.index.at(place);
        self.sides.index.transcripts[transcript].spoken.get(word)
    }

    /// The label over it.
    pub(super) fn label(&self, place: usize) -> Option<&str> {
        let (transcript, word) = self.sides.index.at(place);
        self.sides.index.transcripts[transcript].label_of(word)
    }

    /// Transcript and turn of a place.
    pub(super) fn turn(&self, place: usize) -> (usize, usize) {
        (self.sides.index.at(place).0, self.spoken(place).map_or(0, |spoken| spoken.turn))
    }

    /// How many of some words are negations.
    pub(super) fn negations<'w>(&self, words: impl Iterator<Item = &'w str>) -> usize {
        self.sides.speech.negations(words, self.lexicon)
    }

    /// True for a negation.
    pub(super) fn negates(&self, place: usize) -> bool {
        self.negations(std::iter::once(self.sides.index.key(place))) > 0
    }

    /// True where a sentence or a turn begins.
    pub(super) fn begins(&self, place: usize) -> bool {
        self.spoken(place).is_none_or(|spoken| spoken.begins)
    }

    /// True where a pause, or the end of a sentence or of a turn, comes after a word.
    pub(super) fn parted(&self, place: usize) -> bool {
        self.spoken(place).is_none_or(|spoken| spoken.breaks_off != Break::None)
            || self.begins(place + 1)
    }

    /// True where the draft quotes a sentence, and no part of one.
    pub(super) fn is_sentence(&self) -> bool {
        let first = self
            .sides
            .quote
            .first()
            .and_then(|word| word.shown.text.chars().find(|c| c.is_alphanumeric()));
        first.is_some_and(char::is_uppercase)
    }

    /// True where somebody else surely speaks at the second place.
    pub(super) fn is_of_another(&self, one: usize, other: usize) -> bool {
        let doubtful = |place: usize| self.voice(place).is_some_and(|turn| turn.doubtful);
        let (first, second) = (self.label(one), self.label(other));
        match (first, second) {
            _ if self.turn(one) == self.turn(other) => false,
            (Some(first), Some(second)) => first != second,
            _ => !doubtful(one) && !doubtful(other),
        }
    }

    /// What stands in brackets after a word of a transcript, and may stand for words.
    pub(super) fn bracket_after(&self, place: usize) -> Option<&str> {
        let (transcript, _) = self.sides.index.at(place);
        let text = self.sides.index.transcripts[transcript].file.as_read();
        self.spoken(place)?.unheard.map(|span| span.of(text))
    }

    /// The turn to speak that it is in.
    pub(super) fn voice(&self, place: usize) -> Option<&Turn> {
        let (transcript, word) = self.sides.index.at(place);
        let transcript = &self.sides.index.transcripts[transcript];
        transcript.spoken.get(word).map(|spoken| &transcript.turns[spoken.turn])
    }

    /// Of words that are left out, those with a negation that goes with what follows them: "I can't" of
    /// "that. I can't promise". One that a sentence or a pause parts from the rest is of its own clause.
    pub(super) fn negated(&self, rest: &Range<usize>) -> Option<Range<usize>> {
        let place = rest.clone().rev().find(|place| self.negates(*place))?;
        if rest.len() <= NEGATION_WITHIN {
            return Some(rest.clone());
        }
        let near = rest.end - place <= NEGATION_WITHIN;
        if near && !(place..rest.end).any(|at| self.parted(at)) {
            return Some(place..rest.end);
        }
        // "was not in any way sold": it follows the last word that is kept.
        let first = rest.clone().find(|place| !self.sides.idle[*place])?;
        let follows = rest.start > 0 && !self.parted(rest.start - 1);
        (self.negates(first) && follows).then_some(first..first + 1)
    }

    /// Words of a transcript as it has them.
    pub(super) fn said(&self, row: Range<usize>) -> Vec<Shown> {
        row.filter_map(|place| {
            let (transcript, word) = self.sides.index.at(place);
            let transcript = &self.sides.index.transcripts[transcript];
            let span = transcript.spoken.get(word)?.word.span;
            let next =
                transcript.spoken.get(word + 1).map_or(span.end, |next| next.word.span.start);
            Some(Shown::of(transcript.file.as_read(), span.start, span, next))
        })
        .map(|shown| Shown { glued: false, ..shown })
        .collect()
    }
}
