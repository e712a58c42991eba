//! Takes a [`Reading`] and a [`Rulebook`]. Gives [`Finding`]s: what the YAML checks say.
//! Never looks at words but through the vocabulary of conditions.

mod condition;
mod message;

use std::collections::HashMap;

use crate::parse::Parsed;
use crate::read::Draft;
use crate::resolve::Story;
use crate::rulebook::{Check, Rulebook, Scope};
use crate::span::Span;
use crate::tokenise::{Closed, Text};
use crate::verdict::{Finding, Related};
use crate::weigh::{AnswerKind, Ledger};

/// All that the stages before have found out about a draft.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its tokens.
    pub text: &'a Text<'a>,
    /// Its attributions.
    pub parsed: &'a Parsed,
    /// Its speakers.
    pub story: &'a Story,
    /// Its claims.
    pub ledger: &'a Ledger,
}

/// What a check looks at, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Attribution(usize),
    Claim(usize),
    Accusation(usize),
    /// A block, and the earlier one that it repeats.
    Repetition(usize, usize),
    Quotation(usize),
}

/// Applies every check of the rulebook. A hit that `keep` does not want is dropped before hits are
/// grouped, so that it takes no other one with it.
#[must_use]
pub fn judge(
    reading: Reading<'_>,
    rulebook: &Rulebook,
    mut keep: impl FnMut(&Finding) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &rulebook.checks {
        let subjects = subjects(reading, check.on);
        let hits =
            subjects.into_iter().filter(|subject| condition::holds(&check.when, reading, *subject));
        let made: Vec<_> =
            hits.map(|subject| finding(check, reading, subject)).filter(&mut keep).collect();
        findings.extend(if check.on == Scope::Attribution { one_a_word(made) } else { made });
    }
    let mut findings = one_a_claim(findings);
    findings.sort_by(|a, b| {
        (a.span.start, &a.code, a.span.end).cmp(&(b.span.start, &b.code, b.span.end))
    });
    findings
}

/// Everything of a kind that a draft has.
fn subjects(reading: Reading<'_>, scope: Scope) -> Vec<Subject> {
    match scope {
        Scope::Attribution => {
            (0..reading.parsed.attributions.len()).map(Subject::Attribution).collect()
        }
        Scope::Claim => (0..reading.ledger.claims.len()).map(Subject::Claim).collect(),
        Scope::Accusation => {
            (0..reading.ledger.accusations.len()).map(Subject::Accusation).collect()
        }
        Scope::Repetition => repetitions(reading.draft),
        Scope::Quotation => quotations(reading.text),
    }
}

/// Every quotation, but of those of one block that are never closed only the first: a mark that is
/// missing leaves all that follow it open.
fn quotations(text: &Text<'_>) -> Vec<Subject> {
    let mut open = None;
    let mut all = Vec::new();
    for (n, quotation) in text.quotations.iter().enumerate() {
        if quotation.closed == Closed::No {
            if open == Some(quotation.block) {
                continue;
            }
            open = Some(quotation.block);
        }
        all.push(Subject::Quotation(n));
    }
    all
}

/// Blocks that say the same as an earlier one, space and letter case apart.
fn repetitions(draft: &Draft) -> Vec<Subject> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for (n, block) in draft.blocks.iter().enumerate() {
        let words: Vec<&str> = draft.words(block.span).split_whitespace().collect();
        let key = words.join(" ").to_lowercase();
        match seen.get(&key) {
            Some(earlier) => found.push(Subject::Repetition(n, *earlier)),
            None => {
                seen.insert(key, n);
            }
        }
    }
    found
}

fn finding(check: &Check, reading: Reading<'_>, subject: Subject) -> Finding {
    let fill = |text: &str| message::fill(text, reading, subject);
    Finding {
        code: check.code.clone(),
        name: check.name.clone(),
        severity: check.severity,
        confidence: check.confidence,
        span: place(reading, subject),
        message: fill(&check.message),
        question: check.question.as_deref().map(fill),
        help: check.help.clone(),
        claim: match subject {
            Subject::Claim(n) => Some(n),
            Subject::Attribution(n) => reading.ledger.claim_of[n],
            Subject::Accusation(n) => {
                reading.ledger.claim_of[reading.ledger.accusations[n].attribution]
            }
            _ => None,
        },
        related: related(reading, subject),
        also: Vec::new(),
    }
}

/// The words that a finding is about.
fn place(reading: Reading<'_>, subject: Subject) -> Span {
    match subject {
        Subject::Attribution(n) => {
            let attribution = &reading.parsed.attributions[n];
            attribution.cue.as_ref().map_or_else(|| attribution.span(), |cue| cue.span)
        }
        Subject::Claim(n) => {
            // The first full statement in the text; the headline only when there is no other.
            let claim = &reading.ledger.claims[n];
            let attributions =
                || claim.attributions.iter().map(|a| &reading.parsed.attributions[*a]);
            let body = attributions()
                .find(|a| reading.draft.blocks[a.block].kind == crate::read::BlockKind::Paragraph);
            let stated = body.or_else(|| attributions().next());
            stated.and_then(|a| a.content.first().copied()).unwrap_or(claim.span)
        }
        Subject::Accusation(n) => {
            let accusation = &reading.ledger.accusations[n];
            let attribution = &reading.parsed.attributions[accusation.attribution];
            attribution.content.iter().copied().reduce(Span::to).unwrap_or(accusation.accused)
        }
        Subject::Repetition(n, _) => reading.draft.blocks[n].span,
        Subject::Quotation(n) => message::quotation(reading, n),
    }
}

/// Other places that matter for a finding.
fn related(reading: Reading<'_>, subject: Subject) -> Vec<Related> {
    let attribution = |n: usize| &reading.parsed.attributions[n];
    let mut all = Vec::new();
    match subject {
        Subject::Claim(n) => {
            let claim = &reading.ledger.claims[n];
            let own = place(reading, subject);
            for other in
                claim.attributions.iter().map(|a| (attribution(*a), &reading.story.bindings[*a]))
            {
                let (a, meaning) = other;
                let who = meaning.speaker().map(|id| reading.story.speakers[id.0].name.as_str());
                let span = a.source.as_ref().map_or_else(|| a.span(), |s| s.span);
                let label = match who {
                    Some(who) if a.content.contains(&own) => format!("said by {who}"),
                    Some(who) => format!("also said by {who}"),
                    None => "said here".to_owned(),
                };
                all.push(Related { span, label });
            }
            for answer in &claim.answers {
                let label = match answer.kind {
                    AnswerKind::Denies => "denied here",
                    AnswerKind::Confirms => "confirmed here",
                    AnswerKind::Declines => "declined here",
                    AnswerKind::Silent => "no answer here",
                    AnswerKind::Unverified => "not verified, says the draft here",
                };
                all.push(Related {
                    span: attribution(answer.attribution).span(),
                    label: label.to_owned(),
                });
            }
            if let Some(span) = claim.interest {
                all.push(Related { span, label: "speaks well of its own side".to_owned() });
            }
        }
        Subject::Accusation(n) => {
            let accusation = &reading.ledger.accusations[n];
            all.push(Related { span: accusation.accused, label: "accused here".to_owned() });
        }
        Subject::Repetition(_, earlier) => {
            let span = reading.draft.blocks[earlier].span;
            all.push(Related { span, label: "first time here".to_owned() });
        }
        Subject::Attribution(n) => {
            if let Some(source) = &attribution(n).source {
                all.push(Related { span: source.span, label: "said by".to_owned() });
            }
        }
        Subject::Quotation(_) => {}
    }
    all
}

/// The same words of the same check several times are one finding with several places.
fn one_a_word(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        if let Some(at) = first.get(&finding.message) {
            let again = Related { span: finding.span, label: "here too".to_owned() };
            kept[*at].related.push(again);
        } else {
            first.insert(finding.message.clone(), kept.len());
            kept.push(finding);
        }
    }
    kept
}

/// A claim with several faults is one finding; the codes of the others stand under `also`.
fn one_a_claim(findings: Vec<Finding>) -> Vec<Finding> {
    // The most specific first: what a finding of these codes says includes the later ones.
    const ORDER: [&str; 4] = ["CO002", "CO003", "CO001", "CO004"];
    let rank = |code: &str| ORDER.iter().position(|c| *c == code);
    let mut kept: Vec<Finding> = Vec::new();
    let mut ranked: Vec<Finding> = Vec::new();
    for finding in findings {
        if rank(&finding.code).is_some() { ranked.push(finding) } else { kept.push(finding) }
    }
    ranked.sort_by_key(|f| (f.claim, rank(&f.code)));
    let from = kept.len();
    for finding in ranked {
        // Sorted by claim: only the last one can be about the same.
        let last = kept[from..].last_mut().filter(|last| last.claim == finding.claim);
        match last {
            Some(first) => {
                first.also.push(finding.code);
                for related in finding.related {
                    if !first.related.contains(&related) {
                        first.related.push(related);
                    }
                }
            }
            None => kept.push(finding),
        }
    }
    kept
}
