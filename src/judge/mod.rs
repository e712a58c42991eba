//! Takes a [`Reading`] and a [`Rulebook`]. Gives [`Finding`]s: what the YAML checks say.
//! Only `facts` and `survey` look at words, to answer the conditions of the checks; the checks
//! themselves ask nothing but conditions. Nothing here changes what earlier stages have found out.

mod amount;
mod facts;
mod group;
mod holds;
mod lists;
mod message;
mod reading;
mod related;
mod repeat;
mod subject;
mod survey;
#[cfg(test)]
mod testing;
mod view;

pub(crate) use message::capital;
pub use message::{filled, in_sentence};
pub use reading::{Reading, Which};

use crate::rulebook::{Check, Rulebook, Scope, Switch};
use crate::verdict::{Call, Finding};
use subject::{Subject, place, subjects};
use view::View;

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
    // Most checks look at the same things.
    let mut known: Vec<(Scope, Vec<Subject>)> = Vec::new();
    for check in &rulebook.checks {
        if check.default == Switch::Off && which == Which::Default {
            continue;
        }
        for scope in &check.on {
            if known.iter().all(|(other, _)| other != scope) {
                known.push((*scope, subjects(&view, *scope)));
            }
        }
        let of = |scope: &Scope| known.iter().find(|(other, _)| other == scope);
        let all = check.on.iter().filter_map(of).flat_map(|(_, subjects)| subjects).copied();
        let hits = all.filter(|subject| holds::holds(&check.when, &view, *subject));
        let mut made: Vec<Finding> =
            hits.map(|subject| finding(check, &view, subject)).filter(&mut keep).collect();
        made.sort_by_key(|finding| (finding.span.start, finding.span.end));
        findings.extend(group::places(made, check, &rulebook.wording.here_too));
    }
    let mut findings = group::faults(findings, rulebook);
    findings.sort_by(|a, b| {
        (a.span.start, &a.code, a.span.end).cmp(&(b.span.start, &b.code, b.span.end))
    });
    findings
}

fn finding(check: &Check, view: &View<'_>, subject: Subject) -> Finding {
    let fill = |text: &str| message::fill(text, view, subject);
    let span =
        message::quoted(&check.message, view, subject).unwrap_or_else(|| place(view, subject));
    Finding {
        code: check.code.clone(),
        name: check.name.clone(),
        fingerprint: String::new(),
        severity: check.severity,
        confidence: check.confidence,
        span,
        named: message::named(&check.message, view, subject, span),
        message: fill(&check.message),
        question: check.question.as_deref().map(fill),
        call: check
            .call
            .as_ref()
            .map(|c| Call { whom: message::called(&c.whom, view, subject), ask: fill(&c.ask) }),
        help: check.help.clone(),
        claim: match subject {
            Subject::Claim(n) => Some(n),
            Subject::Attribution(n) => view.ledger.claim_of[n],
            Subject::Accusation(n) => {
                view.ledger.accusations[n].attribution.and_then(|a| view.ledger.claim_of[a])
            }
            _ => None,
        },
        related: related::related(view, subject),
        also: Vec::new(),
    }
}
