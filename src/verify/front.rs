//! What stands before a quotation in its clause, and turns round what is said: "I do not believe that".
//! Narrow on purpose: a word that turns nothing round must not be taken for one that does.

use std::ops::Range;

use super::bench::Bench;
use super::quotations::Quotation;
use super::speech::Speech;
use super::words::words;
use crate::lexicon::Lexicon;
use crate::read::Draft;

/// What turns a clause round stands so many words before it at most; a negation so many before the verb
/// that brings the clause in.
const REACH: usize = 4;
const BEFORE_THE_VERB: usize = 4;
const AFTER_THE_VERB: usize = 2;
const FAR_AFTER_THE_VERB: usize = 4;

/// A doubt is no doubt where a negation stands so many words before it: "there is no doubt that".
const DENIED: usize = 3;

/// So many words are shown before what turns it.
const SHOWN: usize = 4;

/// The words before a place that turn round what begins there.
pub(super) fn turned(bench: Bench<'_>, place: usize) -> Option<Range<usize>> {
    let at = turning(bench, place)?;
    Some(clause(bench, at, SHOWN)..place)
}

/// The word before a place that turns round what begins there.
pub(super) fn turning(bench: Bench<'_>, place: usize) -> Option<usize> {
    let from = clause(bench, place, FAR_AFTER_THE_VERB + BEFORE_THE_VERB + 1);
    carried(bench, from, place)
        .or_else(|| disbelieved(bench, from, place))
        .or_else(|| doubted(bench, from, place))
}

/// Where the clause before a place begins, `most` words back at most.
fn clause(bench: Bench<'_>, place: usize, most: usize) -> usize {
    let goes_on = |at: &usize| at.checked_sub(1).is_some_and(|before| !bench.parted(before));
    let back = (1..=place).rev().take(most).take_while(goes_on).last();
    back.map_or(place, |at| at - 1)
}

/// A negation right before it, or one that reaches over what stands between: "not going to".
fn carried(bench: Bench<'_>, from: usize, place: usize) -> Option<usize> {
    let at =
        (from..place).rev().take(REACH).find(|at| !is(bench, *at, &bench.sides.speech.carried))?;
    let speech = bench.sides.speech;
    let answers = at + 1 == place && bench.begins(at) && is(bench, at, &speech.answers);
    (bench.negates(at) && !answers).then_some(at)
}

/// A negation of the verb that brings it in: "I do not believe that", "it is wrong to say".
fn disbelieved(bench: Bench<'_>, from: usize, place: usize) -> Option<usize> {
    let speech = bench.sides.speech;
    let opens = |at: usize| is(bench, at, &speech.clauses);
    // "I cannot say with any confidence that"
    let opened = place.checked_sub(1).is_some_and(opens);
    // "I do not believe that the road was"
    let brings_in = |verb: usize| place - verb <= 1 + AFTER_THE_VERB || opened || opens(verb + 1);
    let mut near = (from..place).rev().take(1 + FAR_AFTER_THE_VERB);
    let verb = near.find(|at| is(bench, *at, &speech.beliefs)).filter(|at| brings_in(*at))?;
    let joined = |at: usize| is(bench, at, &speech.joins) || is(bench, at, &speech.subjects);
    let own = (from..verb).rev().take(BEFORE_THE_VERB).take_while(|at| !joined(*at));
    let mut turns = own.filter(|at| bench.negates(*at) || is(bench, *at, &speech.denials));
    let at = turns.next().filter(|_| !(verb..place).any(joined))?;
    turns.next().is_none().then_some(at)
}

/// A word of doubt that brings it in as a clause: "I doubt that", "if".
fn doubted(bench: Bench<'_>, from: usize, place: usize) -> Option<usize> {
    let speech = bench.sides.speech;
    let last = place.checked_sub(1).filter(|last| *last >= from)?;
    let condition = is(bench, last, &speech.conditions).then_some(last);
    let doubt = || {
        let at = (from..place).rev().take(REACH).find(|at| is(bench, *at, &speech.doubts))?;
        let opens = |at: usize| is(bench, at, &speech.clauses);
        let clause = (at + 1..place).any(opens) || opens(place) || bench.is_sentence();
        let joined = (at..place).any(|at| is(bench, at, &speech.joins));
        let denied = (from..at).rev().take(DENIED).any(|at| bench.negates(at));
        (clause && !joined && !denied).then_some(at)
    };
    doubt().or(condition)
}

fn is(bench: Bench<'_>, place: usize, words: &rustc_hash::FxHashSet<String>) -> bool {
    words.contains(bench.sides.index.key(place))
}

/// True where the draft itself has a negation or a doubt before a part of a sentence that it quotes: he did
/// not believe that “the road is safe”.
pub(super) fn says_so_itself(
    draft: &Draft,
    quotation: &Quotation,
    speech: &Speech,
    lexicon: &Lexicon,
) -> bool {
    let Some(first) = quotation.pieces.first() else { return false };
    let begins = first.of(&draft.text).chars().find(|c| c.is_alphanumeric());
    if begins.is_some_and(char::is_uppercase) {
        return false;
    }
    let before = &draft.text[..first.start];
    let start = before.rfind(['.', '?', '!', '\n']).map_or(0, |at| at + 1);
    let words = words(&before[start..], speech, lexicon);
    let keys = || words.iter().map(|word| word.key.as_str());
    let doubts = |key: &str| speech.doubts.contains(key) || speech.conditions.contains(key);
    speech.negations(keys(), lexicon) > 0 || keys().any(doubts)
}
