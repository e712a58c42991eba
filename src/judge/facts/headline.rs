//! Does the body say what the headline says, and who says it there?

use std::collections::HashSet;
use std::ops::Range;

use super::words::{find, looked_at};
use crate::judge::subject::Subject;
use crate::judge::view::View;
use crate::lexicon::CueClass;
use crate::read::BlockKind;
use crate::rulebook::ListName;
use crate::tokenise::token::Kind;

/// So many words and marks in quotation marks are what a headline says, not a word of it.
const MARKED: usize = 5;

/// The headline is looked for in so many sentences of the body.
const REACH: usize = 14;

/// The claim of the body that a headline states as fact: the body has it only as somebody's word.
pub(in crate::judge) fn claim(view: &View<'_>, headline: usize) -> Option<usize> {
    let tokens = view.text.sentences[headline].tokens.clone();
    if tokens.clone().any(|token| view.survey.owner(token).is_some()) {
        return None;
    }
    let wanted = stems(view, &tokens);
    // "Oil 'hits economy'": the marks say that it is somebody's word.
    let marked = tokens.filter(|token| view.survey.quotation(*token).is_some()).count();
    if wanted.len() < 3 || marked >= MARKED {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for sentence in body(view) {
        let range = view.text.sentences[sentence].tokens.clone();
        for own in looked_at(view, Subject::Sentence(sentence)) {
            if shared(&wanted, &stems(view, &own)) * 2 >= wanted.len() {
                return None;
            }
        }
        let owners: HashSet<usize> = range.filter_map(|token| view.survey.owner(token)).collect();
        for owner in owners {
            let Some(claim) = view.ledger.claim_of[owner] else { continue };
            let common = shared(&wanted, &content(view, owner));
            let enough = common >= 3 && common * 3 >= wanted.len() * 2;
            if enough && best.is_none_or(|(most, known)| (common, known) > (most, claim)) {
                best = Some((common, claim));
            }
        }
    }
    best.map(|(_, claim)| claim)
}

/// The headline's marks stand around what the first so many sentences credit somebody with.
const OPENING: usize = 6;

/// True when the opening says in other words what a quotation of the headline says, and credits
/// somebody with it: "Oil 'hits economy'", and below "has hit the economy, the OECD said".
pub(in crate::judge) fn paraphrased(view: &View<'_>, quotation: usize) -> bool {
    let wanted = stems(view, &view.text.quotations[quotation].tokens);
    let opening = body(view).into_iter().take(OPENING);
    let mut owners = opening
        .flat_map(|n| view.text.sentences[n].tokens.clone())
        .filter_map(|token| view.survey.owner(token))
        .collect::<HashSet<_>>()
        .into_iter();
    !wanted.is_empty() && owners.any(|n| shared(&wanted, &content(view, n)) * 2 >= wanted.len())
}

/// True when somebody else denies further down what an attribution says.
pub(in crate::judge) fn denied(view: &View<'_>, n: usize) -> bool {
    let speaker = view.story.bindings[n].speaker();
    let said = content(view, n);
    let later = view.parsed.attributions.iter().enumerate().skip(n + 1);
    let mut denials = later.filter(|(at, a)| {
        let denies = a.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Deny);
        denies && view.story.bindings[*at].speaker() != speaker
    });
    denials.any(|(at, _)| {
        let denied = content(view, at);
        !denied.is_empty() && shared(&said, &denied) * 2 >= denied.len()
    })
}

/// The words with which the body softens what the headline states, when the headline has none.
pub(in crate::judge) fn softener(
    view: &View<'_>,
    headline: usize,
    lists: &[ListName],
) -> Option<Range<usize>> {
    let tokens = view.text.sentences[headline].tokens.clone();
    if lists.iter().any(|list| find(view, &tokens, list).is_some()) {
        return None;
    }
    let wanted = stems(view, &tokens);
    if wanted.len() < 3 {
        return None;
    }
    let mut softened = None;
    let mut plain = 0;
    for sentence in body(view) {
        let range = view.text.sentences[sentence].tokens.clone();
        let common = shared(&wanted, &stems(view, &range));
        if common < 2 || common * 2 < wanted.len() {
            continue;
        }
        match lists.iter().find_map(|list| find(view, &range, list)) {
            Some(words) => softened = softened.or(Some(words)),
            None => plain += 1,
        }
    }
    softened.filter(|_| plain <= 1)
}

/// The first sentences of the body.
fn body(view: &View<'_>) -> Vec<usize> {
    let all = 0..view.text.sentences.len();
    all.filter(|n| view.block_of(*n) == Some(BlockKind::Paragraph)).take(REACH).collect()
}

/// The stems of what an attribution says.
fn content(view: &View<'_>, attribution: usize) -> HashSet<String> {
    let pieces = view.parsed.attributions[attribution].content.iter();
    pieces.flat_map(|piece| stems(view, &view.tokens_of(*piece))).collect()
}

fn shared(a: &HashSet<String>, b: &HashSet<String>) -> usize {
    a.intersection(b).count()
}

/// The first letters of the words that carry meaning; the names of one state are one stem.
fn stems(view: &View<'_>, range: &Range<usize>) -> HashSet<String> {
    let tokens = view.text.tokens[range.clone()].iter();
    let telling = tokens.filter(|t| {
        t.kind == Kind::Number
            || t.kind == Kind::Word
                && t.text.chars().count() >= 3
                && (t.pos.is_noun() || t.pos.is_verb() || t.pos.is_adjective())
    });
    telling
        .map(|t| match t.state {
            Some(state) => format!("#{}", state.0),
            None => t.text.to_lowercase().chars().take(5).collect(),
        })
        .collect()
}
