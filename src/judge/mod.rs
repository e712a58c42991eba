//! Takes a [`Reading`] and a [`Rulebook`]. Gives [`Finding`]s: what the YAML checks say.
//! Only `facts` and `survey` look at words, to answer the conditions of the checks; the checks
//! themselves ask nothing but conditions. Nothing here changes what earlier stages have found out.

mod accused;
mod amount;
mod denials;
mod facts;
mod group;
mod holds;
mod lists;
mod message;
mod posts;
mod quoted;
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
use subject::{Subject, phrases_asked, place, subjects};
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
    let on = |check: &&Check| check.default != Switch::Off || which != Which::Default;
    let checks: Vec<&Check> = rulebook.checks.iter().filter(on).collect();
    let mut findings = Vec::new();
    for (check, hits) in checks.iter().zip(hits(&view, &checks)) {
        let mut made: Vec<Finding> = hits
            .into_iter()
            .map(|subject| finding(check, &view, subject))
            .filter(&mut keep)
            .collect();
        made.sort_by_key(|finding| (finding.span.start, finding.span.end));
        findings.extend(group::places(made, check, &rulebook.wording.here_too));
    }
    let mut findings = group::faults(findings, rulebook);
    findings.sort_by(|a, b| {
        (a.span.start, &a.code, a.span.end).cmp(&(b.span.start, &b.code, b.span.end))
    });
    findings
}

/// So many subjects are asked about by all checks before the next ones are: their words are still in the
/// cache then.
const TOGETHER: usize = 256;

/// For each check the subjects of which its condition holds, in the order of its scopes.
fn hits(view: &View<'_>, checks: &[&Check]) -> Vec<Vec<Subject>> {
    let mut scopes: Vec<Scope> = Vec::new();
    for scope in checks.iter().flat_map(|check| &check.on) {
        if !scopes.contains(scope) {
            scopes.push(*scope);
        }
    }
    let none = |check: &&Check| vec![Vec::new(); check.on.len()];
    let mut found: Vec<Vec<Vec<Subject>>> = checks.iter().map(none).collect();
    let ask = |check: &Check, scope: Scope, some: &[Subject], found: &mut [Vec<Subject>]| {
        for (_, found) in check.on.iter().zip(found).filter(|(on, _)| **on == scope) {
            let holds = |subject: &Subject| holds::holds(&check.when, view, *subject);
            found.extend(some.iter().copied().filter(holds));
        }
    };
    for scope in scopes {
        let mut whole = Vec::new();
        let asking = checks.iter().zip(&mut found).filter(|(check, _)| check.on.contains(&scope));
        for (check, found) in asking {
            let few = (scope == Scope::Phrase).then(|| phrases_asked(view, &check.when)).flatten();
            match few {
                Some(few) => ask(check, scope, &few, found),
                None => whole.push((check, found)),
            }
        }
        for some in subjects(view, scope).chunks(TOGETHER) {
            for (check, found) in &mut whole {
                ask(check, scope, some, found);
            }
        }
    }
    found.into_iter().map(|found| found.concat()).collect()
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
