//! Does one `when:` hold for one subject?

use super::{Reading, Subject, message};
use crate::parse::Attribution;
use crate::resolve::SpeakerKind;
use crate::rulebook::{Condition, Topic};
use crate::span::Span;
use crate::token::{Class, Kind};
use crate::tokenise::Closed;
use crate::weigh::{Accusation, Claim};

/// True when the condition holds. What a condition asks of another kind of subject never holds.
pub(super) fn holds(condition: &Condition, reading: Reading<'_>, subject: Subject) -> bool {
    let claim = claim(reading, subject);
    let attribution = attribution(reading, subject);
    match condition {
        Condition::All(all) => all.iter().all(|c| holds(c, reading, subject)),
        Condition::Any(any) => any.iter().any(|c| holds(c, reading, subject)),
        Condition::Not(not) => !holds(not, reading, subject),
        Condition::Standing(standings) => claim.is_some_and(|c| standings.contains(&c.standing)),
        Condition::Voices(least) => {
            claim.is_some_and(|c| message::voices(reading, c).len() >= *least)
        }
        Condition::Own(wanted) => claim.is_some_and(|c| c.own == *wanted),
        Condition::Interest(wanted) => claim.is_some_and(|c| c.interest.is_some() == *wanted),
        Condition::Answered(kinds) => {
            claim.is_some_and(|c| c.answers.iter().any(|a| kinds.contains(&a.kind)))
        }
        Condition::Mentions(topics) => topics
            .iter()
            .any(|topic| contents(reading, subject).any(|span| mentions(reading, span, *topic))),
        Condition::CueClass(classes) => {
            attribution.and_then(|a| a.cue.as_ref()).is_some_and(|c| classes.contains(&c.class))
        }
        Condition::Cue(words) => {
            attribution.and_then(|a| a.cue.as_ref()).is_some_and(|c| words.contains(&c.lemma))
        }
        Condition::Loaded(kinds) => attribution
            .and_then(|a| a.cue.as_ref())
            .and_then(|c| c.loaded)
            .is_some_and(|loaded| kinds.contains(&loaded)),
        Condition::Speaker(kinds) => speakers(reading, subject).any(|kind| kinds.contains(&kind)),
        Condition::Form(forms) => attribution.is_some_and(|a| forms.contains(&a.form)),
        Condition::ReasonForAnonymity(wanted) => {
            attribution.is_some_and(|a| reason_given(reading, a) == *wanted)
        }
        Condition::Replied(wanted) => {
            accusation(reading, subject).is_some_and(|a| a.reply.is_some() == *wanted)
        }
        Condition::AccusedKnown(wanted) => {
            accusation(reading, subject).is_some_and(|a| a.camp.is_some() == *wanted)
        }
        Condition::Unclosed(wanted) => match subject {
            Subject::Quotation(n) => (reading.text.quotations[n].closed == Closed::No) == *wanted,
            _ => false,
        },
        Condition::Words(least) => {
            let span = super::place(reading, subject);
            reading.draft.words(span).split_whitespace().count() >= *least
        }
    }
}

fn claim(reading: Reading<'_>, subject: Subject) -> Option<&Claim> {
    match subject {
        Subject::Claim(n) => Some(&reading.ledger.claims[n]),
        Subject::Attribution(n) => reading.ledger.claim_of[n].map(|n| &reading.ledger.claims[n]),
        _ => None,
    }
}

fn accusation(reading: Reading<'_>, subject: Subject) -> Option<&Accusation> {
    match subject {
        Subject::Accusation(n) => Some(&reading.ledger.accusations[n]),
        _ => None,
    }
}

/// The attribution itself, that of an accusation, or the first of a claim.
fn attribution(reading: Reading<'_>, subject: Subject) -> Option<&Attribution> {
    let n = match subject {
        Subject::Attribution(n) => n,
        Subject::Accusation(n) => reading.ledger.accusations[n].attribution,
        Subject::Claim(n) => *reading.ledger.claims[n].attributions.first()?,
        _ => return None,
    };
    Some(&reading.parsed.attributions[n])
}

/// The kinds of all who speak.
fn speakers(reading: Reading<'_>, subject: Subject) -> impl Iterator<Item = SpeakerKind> {
    let attributions: Vec<usize> = match subject {
        Subject::Attribution(n) => vec![n],
        Subject::Accusation(n) => vec![reading.ledger.accusations[n].attribution],
        Subject::Claim(n) => reading.ledger.claims[n].attributions.clone(),
        _ => Vec::new(),
    };
    let story = reading.story;
    attributions
        .into_iter()
        .filter_map(move |n| story.bindings[n].speaker().map(|id| story.speakers[id.0].kind))
}

/// What is said.
fn contents(reading: Reading<'_>, subject: Subject) -> impl Iterator<Item = Span> {
    let attributions: Vec<usize> = match subject {
        Subject::Attribution(n) => vec![n],
        Subject::Accusation(n) => vec![reading.ledger.accusations[n].attribution],
        Subject::Claim(n) => reading.ledger.claims[n].attributions.clone(),
        _ => Vec::new(),
    };
    let parsed = reading.parsed;
    attributions.into_iter().flat_map(move |n| parsed.attributions[n].content.clone())
}

fn mentions(reading: Reading<'_>, span: Span, topic: Topic) -> bool {
    let tokens = &reading.text.tokens;
    let first = tokens.partition_point(|t| t.span.end <= span.start);
    let mut inside = tokens[first..].iter().take_while(|t| t.span.start < span.end);
    inside.any(|t| match topic {
        Topic::Number => t.kind == Kind::Number && !is_year(t.text) || t.is(Class::Magnitude),
        Topic::Negotiation => t.is(Class::Negotiation),
        Topic::Crime => t.is(Class::Crime),
        Topic::Harm => t.is(Class::HarmVerb),
        Topic::Document => t.is(Class::Document),
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// True when the text says why a source is not named, in the sentence or one beside it.
fn reason_given(reading: Reading<'_>, attribution: &Attribution) -> bool {
    const REASONS: [&str; 12] = [
        "anonymity",
        "not authorised",
        "not authorized",
        "asked not to be named",
        "declined to be named",
        "fear of",
        "feared",
        "did not want to be named",
        "who requested",
        "speaking privately",
        "not be identified",
        "because they were not",
    ];
    let sentences = &reading.text.sentences;
    let last = (attribution.sentence + 1).min(sentences.len() - 1);
    let tokens =
        sentences[attribution.sentence.saturating_sub(1)].tokens.start..sentences[last].tokens.end;
    let span = reading.text.tokens[tokens.start].span.to(reading.text.tokens[tokens.end - 1].span);
    let words = reading.draft.words(span).to_lowercase();
    REASONS.iter().any(|reason| words.contains(reason))
}
