//! Takes a [`Reading`] and a [`Rulebook`]. Gives [`Finding`]s: what the YAML checks say.
//! Never looks at words but through the vocabulary of conditions.

mod condition;
mod facts;
mod group;
mod message;
mod related;
mod repeat;
mod subject;
mod survey;

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use crate::resolve::{CampId, Context, SpeakerId};
use crate::rulebook::{Check, Default, Rulebook};
use crate::verdict::Finding;
use crate::weigh::{Accusation, Ledger, Manner};
use repeat::Repeat;
use subject::{Subject, place, subjects};
use survey::Survey;

/// All that the stages before have found out about a draft.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Draft, tokens, attributions and speakers.
    pub cx: Context<'a>,
    /// Its claims.
    pub ledger: &'a Ledger,
}

impl<'a> Deref for Reading<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.cx
    }
}

/// Which checks are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that are on by default.
    Default,
    /// All, whatever their default.
    All,
}

/// A reading, and what is worked out from it once for all checks.
struct View<'a> {
    reading: Reading<'a>,
    survey: Survey,
    /// For each speaker, the attributions in which they are heard.
    heard: Vec<Vec<usize>>,
    /// The camps that speak in the draft, each with the first attribution in which it does.
    spoken: HashMap<CampId, usize>,
    /// The camps that accuse somebody, or are accused.
    parties: HashSet<CampId>,
    /// For each block, whether its words are those of a post or of a turn in an interview.
    set_in: Vec<bool>,
    /// What stands twice.
    repeats: Vec<Repeat>,
    /// For each speaker, why they are in their camp, if the camp has others.
    reasons: HashMap<SpeakerId, String>,
}

impl<'a> Deref for View<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}

impl<'a> View<'a> {
    fn new(reading: Reading<'a>, rulebook: &Rulebook) -> Self {
        let story = reading.story;
        let mut heard = vec![Vec::new(); story.speakers.len()];
        let mut spoken = HashMap::new();
        for (n, meaning) in story.bindings.iter().enumerate() {
            if let Some(id) = meaning.speaker() {
                heard[id.0].push(n);
                spoken.entry(story.speakers[id.0].camp).or_insert(n);
            }
        }
        let camp_of = |n: usize| story.bindings[n].speaker().map(|id| story.speakers[id.0].camp);
        let accusations = reading.ledger.accusations.iter().filter(|a| explicit(a));
        let parties = accusations.flat_map(|a| [a.camp, camp_of(a.attribution)]).flatten();
        let shared = story.camps.iter().filter(|camp| camp.members.len() > 1);
        let reasons = shared.flat_map(|camp| &camp.evidence).map(|e| (e.speaker, e.reason.clone()));
        Self {
            reading,
            survey: Survey::new(reading, rulebook),
            heard,
            spoken,
            parties: parties.collect(),
            set_in: facts::layout::set_in(reading),
            repeats: repeat::repeats(reading),
            reasons: reasons.collect(),
        }
    }
}

/// What is only implied names nobody who could be asked.
fn explicit(accusation: &Accusation) -> bool {
    accusation.manner == Manner::Explicit
}

/// Applies the checks of the rulebook. A hit that `keep` does not want is dropped before hits are
/// grouped, so that it takes no other one with it.
#[must_use]
pub fn judge(
    reading: Reading<'_>,
    rulebook: &Rulebook,
    which: Which,
    mut keep: impl FnMut(&Finding) -> bool,
) -> Vec<Finding> {
    let view = View::new(reading, rulebook);
    let mut findings = Vec::new();
    for check in &rulebook.checks {
        if check.default == Default::Off && which == Which::Default {
            continue;
        }
        let all = check.on.iter().flat_map(|scope| subjects(&view, *scope));
        let hits = all.filter(|subject| condition::holds(&check.when, &view, *subject));
        let made: Vec<Finding> =
            hits.map(|subject| finding(check, &view, subject)).filter(&mut keep).collect();
        findings.extend(group::places(made, check));
    }
    let mut findings = group::faults(findings, rulebook);
    findings.sort_by(|a, b| {
        (a.span.start, &a.code, a.span.end).cmp(&(b.span.start, &b.code, b.span.end))
    });
    findings
}

fn finding(check: &Check, view: &View<'_>, subject: Subject) -> Finding {
    let fill = |text: &str| message::fill(text, view, subject);
    Finding {
        code: check.code.clone(),
        name: check.name.clone(),
        severity: check.severity,
        confidence: check.confidence,
        span: place(view, subject),
        message: fill(&check.message),
        question: check.question.as_deref().map(fill),
        help: check.help.clone(),
        claim: match subject {
            Subject::Claim(n) => Some(n),
            Subject::Attribution(n) => view.ledger.claim_of[n],
            Subject::Accusation(n) => view.ledger.claim_of[view.ledger.accusations[n].attribution],
            _ => None,
        },
        related: related::related(view, subject),
        also: Vec::new(),
    }
}
