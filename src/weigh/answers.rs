//! Denials, confirmations, no-comments: which claims they answer, and who replies to whom.

use super::same::{Gist, gist};
use super::{Accusation, Answer, AnswerKind, Claim, Ground, Manner};
use crate::lexicon::{Act, CueClass, Polarity};
use crate::parse::{Attribution, Parsed, Pattern};
use crate::read::Draft;
use crate::resolve::{CampId, Meaning, SpeakerKind, Story};
use crate::span::Span;
use crate::token::Class;
use crate::tokenise::Text;

/// A no-comment looks this many blocks back for the claim it answers.
const REACH: usize = 8;

/// No answer looks past this many attributions, however long a block is.
const WINDOW: usize = 60;

/// What an attribution answers with, if it is an answer.
pub(super) fn kind_of(draft: &Draft, attribution: &Attribution) -> Option<AnswerKind> {
    let cue = attribution.cue.as_ref()?;
    let words = draft.words(cue.span).to_lowercase();
    if attribution.act == Act::NoComment {
        let verified = words.contains("verif")
            || words.contains("confirmation")
            || words.contains("immediately confirm");
        let unsaid = ["specify", "disclose", "say", "said"].iter().any(|end| words.ends_with(end));
        let silent = ["reached", "respon", "repl", "return", "available", "contacted"]
            .iter()
            .any(|w| words.contains(w));
        return match () {
            () if verified => Some(AnswerKind::Unverified),
            () if unsaid => None,
            () if silent => Some(AnswerKind::Silent),
            () => Some(AnswerKind::Declines),
        };
    }
    match attribution.polarity {
        Polarity::Denies if cue.class == CueClass::Deny => Some(AnswerKind::Denies),
        _ if cue.lemma == "confirm" && !cue.negated => Some(AnswerKind::Confirms),
        _ => None,
    }
}

/// Binds every answer to the claims it answers.
pub(super) fn bind(
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    gists: &[Gist],
    claim_of: &[Option<usize>],
    claims: &mut [Claim],
    draft: &Draft,
) {
    for (n, attribution) in parsed.attributions.iter().enumerate() {
        let Some(kind) = kind_of(draft, attribution) else { continue };
        let camp = camp_of(story, n);
        let answer = Answer { attribution: n, camp, kind, ground: Ground::SameSubject };
        for (number, stated) in near(parsed, claim_of, n) {
            let claim = &mut claims[number];
            let own = camp.is_some_and(|camp| claim.camps.contains(&camp));
            if own || claim_of[n] == Some(number) {
                continue;
            }
            let last = stated.iter().map(|a| parsed.attributions[*a].block);
            let spans: Vec<Span> = stated
                .iter()
                .flat_map(|a| parsed.attributions[*a].content.iter().copied())
                .collect();
            let fits = match kind {
                AnswerKind::Unverified => last.clone().any(|b| attribution.block <= b + 1),
                AnswerKind::Denies | AnswerKind::Confirms | AnswerKind::Conditional => {
                    let subject = gist(text, &spans);
                    let shared = subject.stems.intersection(&gists[n].stems).count();
                    let pointed = points_back(text, attribution)
                        && last.clone().any(|b| attribution.block <= b + 1);
                    shared >= 2 || pointed && concerns(draft, text, story, camp, &spans)
                }
                AnswerKind::Declines | AnswerKind::Silent => {
                    concerns(draft, text, story, camp, &spans)
                }
            };
            if fits && !claim.answers.iter().any(|a| a.kind == kind && a.camp == camp) {
                claim.answers.push(answer);
            }
        }
    }
}

/// The claims stated near an attribution, in the order of the text, each with the attributions
/// that state it there.
fn near(parsed: &Parsed, claim_of: &[Option<usize>], n: usize) -> Vec<(usize, Vec<usize>)> {
    let block = parsed.attributions[n].block;
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    let last = (n + WINDOW / 4).min(claim_of.len());
    for (at, claim) in claim_of.iter().enumerate().take(last).skip(n.saturating_sub(WINDOW)) {
        let stated = parsed.attributions[at].block;
        let Some(claim) = *claim else { continue };
        if stated > block || stated + REACH < block {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == claim) {
            Some((_, all)) => all.push(at),
            None => found.push((claim, vec![at])),
        }
    }
    found
}

/// The camp of an attribution's speaker.
pub(super) fn camp_of(story: &Story, attribution: usize) -> Option<CampId> {
    story.bindings[attribution].speaker().map(|id| story.speakers[id.0].camp)
}

/// True when the words name a camp: its state, or one of its members.
fn concerns(
    draft: &Draft,
    text: &Text<'_>,
    story: &Story,
    camp: Option<CampId>,
    spans: &[Span],
) -> bool {
    let Some(camp) = camp else { return false };
    let members = &story.camps[camp.0].members;
    let states: Vec<_> = members.iter().filter_map(|m| story.speakers[m.0].state).collect();
    let names: Vec<String> = members
        .iter()
        .map(|m| &story.speakers[m.0])
        .filter(|s| !matches!(s.kind, SpeakerKind::TitleOnly))
        .filter_map(|s| s.name.split_whitespace().next_back().map(str::to_lowercase))
        .collect();
    spans.iter().any(|span| {
        let first = text.tokens.partition_point(|t| t.span.end <= span.start);
        let mut tokens = text.tokens[first..].iter().take_while(|t| t.span.start < span.end);
        let _ = draft;
        tokens.any(|t| {
            t.state.is_some_and(|state| states.contains(&state))
                || t.is_capitalised() && names.iter().any(|name| t.reads(name))
        })
    })
}

/// "denied this", "rejected the claim": the object points at what was said before.
fn points_back(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return true };
    let first = text.tokens.partition_point(|t| t.span.end <= piece.start);
    let mut tokens = text.tokens[first..].iter().take_while(|t| t.span.start < piece.end).take(6);
    tokens.any(|t| {
        [
            "this",
            "that",
            "it",
            "claim",
            "claims",
            "accusation",
            "accusations",
            "allegation",
            "allegations",
            "charge",
            "charges",
            "report",
            "reports",
            "wrongdoing",
            "suggestion",
        ]
        .iter()
        .any(|word| t.reads(word))
    })
}

/// Who accuses whom of what, and whether the accused replies to it.
pub(super) fn accusations(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    gists: &[Gist],
) -> Vec<Accusation> {
    let mut all: Vec<Accusation> = Vec::new();
    for (n, attribution) in parsed.attributions.iter().enumerate() {
        let accuses = attribution.pattern == Pattern::Accusation
            && attribution.cue.as_ref().is_some_and(|c| c.class == CueClass::Accuse && !c.negated);
        let Some(target) = attribution.target.filter(|_| accuses) else { continue };
        let camp = accused_camp(parsed, story, target);
        if camp.is_some() && camp == camp_of(story, n) {
            continue;
        }
        let act = attribution.content.last().filter(|c| c.end > target.end);
        let act = act.map(|c| Span::new(target.end, c.end));
        all.push(Accusation {
            attribution: n,
            accuser: story.bindings[n].speaker(),
            accused: target,
            accused_speaker: None,
            camp,
            act,
            manner: Manner::Explicit,
            reply: None,
            aside: None,
        });
    }
    for accusation in &mut all {
        let at = &parsed.attributions[accusation.attribution];
        let at_number = accusation.attribution;
        let window = at_number.saturating_sub(WINDOW)..at_number + WINDOW;
        let around = parsed.attributions.iter().enumerate().take(window.end).skip(window.start);
        accusation.reply = around.into_iter().find_map(|(n, reply)| {
            let kind = kind_of(draft, reply)?;
            let near = reply.block.abs_diff(at.block) <= REACH;
            let same = accusation.camp.is_some() && camp_of(story, n) == accusation.camp
                || named_alike(draft, reply, accusation.accused);
            let shared = gists[n].stems.intersection(&gists[accusation.attribution].stems).count();
            let about = match kind {
                AnswerKind::Denies | AnswerKind::Confirms => {
                    shared >= 1 || points_back(text, reply)
                }
                _ => true,
            };
            let other = n != accusation.attribution && kind != AnswerKind::Unverified;
            // "She denied this" right behind an accusation answers it, whoever she speaks for.
            let right_behind = kind == AnswerKind::Denies
                && points_back(text, reply)
                && (at.block..=at.block + 1).contains(&reply.block)
                && reply.sentence > at.sentence;
            ((near && same && about || right_behind) && other).then_some(Answer {
                attribution: n,
                camp: accusation.camp,
                kind,
                ground: Ground::SameSubject,
            })
        });
    }
    all
}

/// The camp of whoever is accused.
fn accused_camp(parsed: &Parsed, story: &Story, target: Span) -> Option<CampId> {
    let from = parsed.mentions.partition_point(|m| m.span.start < target.start);
    let mention = parsed.mentions[from..]
        .iter()
        .position(|m| m.span.end <= target.end && m.span.start >= target.start);
    match story.mentions.get(from + mention?)? {
        Meaning::Speaker(id) => Some(story.speakers[id.0].camp),
        _ => None,
    }
}

/// True when the source of a reply is named as the accused is: "the club" and "the club".
fn named_alike(draft: &Draft, reply: &Attribution, accused: Span) -> bool {
    let Some(source) = &reply.source else { return false };
    let (a, b) = (draft.words(source.span).to_lowercase(), draft.words(accused).to_lowercase());
    let last = |text: &str| text.split_whitespace().next_back().map(str::to_owned);
    a == b || a.len() > 3 && last(&a) == last(&b)
}

/// The words that show that a source gains if it is believed: praise of its own side.
pub(super) fn interest(text: &Text<'_>, attribution: &Attribution) -> Option<Span> {
    attribution.content.iter().find_map(|piece| {
        let first = text.tokens.partition_point(|t| t.span.end <= piece.start);
        let tokens = &text.tokens[first..];
        let mut praise: Option<Span> = None;
        for token in tokens.iter().take_while(|t| t.span.start < piece.end) {
            if token.is(Class::SelfPraise) {
                praise = Some(praise.map_or(token.span, |span| span.to(token.span)));
            } else if praise.is_some() {
                break;
            }
        }
        praise
    })
}
