//! What is known about the words of a subject: the questions behind the conditions, one function each.

use std::ops::Range;

use crate::judge::subject::{Subject, place};
use crate::judge::view::View;
use crate::lexicon::Class;
use crate::read::BlockKind;
use crate::tokenise::token::{Kind, Pos};

/// The first word of a subject.
pub(in crate::judge) fn token(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Draft => None,
        Subject::Attribution(n) => {
            let attribution = &view.parsed.attributions[n];
            let cue = attribution.cue.as_ref().map(|c| c.span);
            Some(view.tokens_of(cue.unwrap_or_else(|| attribution.span())).start)
        }
        _ => Some(view.tokens_of(place(view, subject)).start),
    }
    .filter(|token| *token < view.text.tokens.len())
}

/// The sentence in which a subject stands.
pub(in crate::judge) fn sentence(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Sentence(n) | Subject::Headline(n) => Some(n),
        _ => token(view, subject).map(|token| view.sentence_of(token)),
    }
    .filter(|n| *n < view.text.sentences.len())
}

/// The sentence of a subject and those beside it in its paragraph.
pub(in crate::judge) fn sentences(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let Some(n) = sentence(view, subject) else { return Vec::new() };
    let all = &view.text.sentences;
    let last = (n + 1).min(all.len() - 1);
    let near = (n.saturating_sub(1)..=last).filter(|other| all[*other].block == all[n].block);
    near.map(|n| all[n].tokens.clone()).collect()
}

/// The sentence of a subject and two on either side, whatever the paragraph.
pub(in crate::judge) fn around(view: &View<'_>, subject: Subject) -> Option<Range<usize>> {
    let n = sentence(view, subject)?;
    let all = &view.text.sentences;
    let last = (n + 2).min(all.len() - 1);
    Some(all[n.saturating_sub(2)].tokens.start..all[last].tokens.end)
}

/// True when somebody is credited with the words of a subject.
pub(in crate::judge) fn attributed(view: &View<'_>, subject: Subject) -> Option<bool> {
    match subject {
        Subject::Phrase(n) => {
            // Its own words of saying, "is said to", do not make a phrase somebody's.
            let hit = &view.survey.hits[n].tokens;
            let span = view.span_of(hit);
            let owners = hit.clone().filter_map(|token| view.survey.owner(token));
            Some(owners.map(|n| &view.parsed.attributions[n]).any(|a| {
                let cue = a.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span));
                let source = a.source.as_ref();
                source.is_some_and(|source| !source.span.overlaps(span)) && !cue
            }))
        }
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            Some(!view.survey.loose[n] && tokens.any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Sentence(n) | Subject::Headline(n) => {
            let mut tokens = view.text.sentences[n].tokens.clone();
            Some(tokens.any(|token| view.survey.owner(token).is_some()))
        }
        _ => None,
    }
}

/// The words that name the sources of a subject; for a speaker those of all mentions.
pub(in crate::judge) fn sources(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let of = |n: usize| {
        let source = view.parsed.attributions[n].source.as_ref();
        source.map(|source| view.tokens_of(source.span))
    };
    match subject {
        Subject::Attribution(n) => of(n).into_iter().collect(),
        Subject::Accusation(n) => of(view.ledger.accusations[n].attribution).into_iter().collect(),
        Subject::Claim(n) => {
            view.ledger.claims[n].attributions.iter().filter_map(|a| of(*a)).collect()
        }
        Subject::Speaker(n) => {
            let mentions = view.story.speakers[n].mentions.iter().take(12);
            mentions.map(|m| view.tokens_of(view.parsed.mentions[m.0].span)).collect()
        }
        _ => Vec::new(),
    }
}

/// True when no word before a phrase belongs to it: "research shows", not "her research shows".
pub(in crate::judge) fn bare(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let before = start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_none_or(|t| {
        let belongs = matches!(t.pos, Pos::Pos | Pos::PrpS | Pos::Dt | Pos::Cd);
        !(belongs || t.pos.is_noun() || t.pos.is_adjective() || t.text.ends_with("'s"))
    })
}

/// True when what a phrase calls by its kind has its name in one of the next sentences: "a new poll
/// … The Brodin poll".
pub(in crate::judge) fn named_soon(view: &View<'_>, hit: usize) -> bool {
    let tokens = &view.text.tokens;
    let phrase = &view.survey.hits[hit].tokens;
    let kind = &tokens[phrase.end - 1];
    let sentence = view.sentence_of(phrase.start);
    let last = (sentence + 2).min(view.text.sentences.len() - 1);
    let behind = phrase.end..view.text.sentences[last].tokens.end;
    behind.skip(1).any(|at| tokens[at].reads(kind.text) && tokens[at - 1].pos.is_name())
}

/// True when "the" or "this" stands before a phrase: what it names was spoken of before.
pub(in crate::judge) fn definite(view: &View<'_>, hit: usize) -> bool {
    let before = view.survey.hits[hit].tokens.start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_some_and(|t| ["the", "this", "that", "those", "these"].iter().any(|w| t.reads(w)))
}

/// A passive that does not say who did it: "were barred", in the writer's own words.
pub(in crate::judge) fn agentless(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let range = view.text.sentences[sentence].tokens.clone();
    range.clone().skip(1).find_map(|at| {
        let token = &tokens[at];
        if !token.is(Class::HarmVerb) || !view.survey.own(at) {
            return None;
        }
        let be = ["was", "were", "been", "being", "are", "is", "be"];
        let from = at.saturating_sub(3).max(range.start);
        let aux = (from..at).rev().find(|n| be.iter().any(|w| tokens[*n].reads(w)))?;
        let plain = (aux + 1..at).all(|n| tokens[n].pos.is_adverb());
        let agent = tokens[at + 1..range.end].iter().any(|t| t.reads("by"));
        (plain && !agent).then(|| aux..at + 1)
    })
}

/// True when a sentence without an attribution stands right behind one with, in one paragraph.
pub(in crate::judge) fn goes_on(view: &View<'_>, sentence: usize) -> bool {
    let Some(before) = sentence.checked_sub(1) else { return false };
    let (this, last) = (&view.text.sentences[sentence], &view.text.sentences[before]);
    let credited = |range: &Range<usize>| range.clone().any(|t| view.survey.owner(t).is_some());
    this.block == last.block && credited(&last.tokens) && !credited(&this.tokens)
}

/// True when a sentence asks: "How many voters say so?"
pub(in crate::judge) fn is_question(view: &View<'_>, sentence: usize) -> bool {
    let tokens = &view.text.tokens[view.text.sentences[sentence].tokens.clone()];
    let last = tokens.iter().rev().find(|t| t.kind != Kind::CloseQuote);
    last.is_some_and(|t| t.text.contains('?'))
}

/// True when the draft says at its head when or where it was written.
pub(in crate::judge) fn dateline(view: &View<'_>) -> bool {
    let head = view.draft.blocks.iter().take(6);
    head.into_iter().any(|block| block.kind == BlockKind::Dateline)
}
