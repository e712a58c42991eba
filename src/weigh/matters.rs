//! How much hangs on a claim: what the headline and the lead say, accusations, harm, crime, blame,
//! figures. What a source says of its own plans and feelings matters less.

use super::context::Weighing;
use super::ledger::{Accusation, Claim, Gravity, Matter, Standing, Weight};
use super::same::{Likeness, Setting, likeness};
use crate::lexicon::{Class, Classes};
use crate::read::BlockKind;

/// A claim counts as one of the lead in this many paragraphs.
const LEAD: usize = 2;

/// Of the attributions of the headline and the lead, so many are looked at.
const LOOKED_AT: usize = 8;

const HARM: Classes = Classes::of(&[Class::MeansDeath, Class::MeansInjury, Class::HarmVerb]);
const CRIME: Classes = Classes::of(&[Class::Crime, Class::Misconduct, Class::Wrong]);
const BLAME: Classes = Classes::of(&[Class::BlameNoun, Class::Causal]);

/// Notes of every claim how much hangs on it, and by what.
pub(super) fn matters(w: Weighing<'_>, accusations: &[Accusation], claims: &mut [Claim]) {
    let top = top(w);
    for claim in claims {
        claim.matters = reasons(w, &top, accusations, claim);
        claim.weight = weight(claim);
    }
}

/// What stands in the headline and the lead: attributions by number.
struct Top {
    headline: Vec<usize>,
    lead: Vec<usize>,
}

fn top(w: Weighing<'_>) -> Top {
    let draft = w.cx.draft;
    let headline = draft.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span);
    let paragraphs = draft.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let lead: Vec<_> = paragraphs.take(LEAD).map(|b| b.span).collect();
    let within = |spans: &[crate::span::Span]| {
        let all = w.cx.parsed.attributions.iter().enumerate();
        let inside = all.filter(|(_, a)| {
            spans.iter().any(|s| s.start <= a.span().start && a.span().start < s.end)
        });
        inside.map(|(n, _)| n).take(LOOKED_AT).collect()
    };
    Top { headline: within(headline.as_slice()), lead: within(&lead) }
}

/// Why a claim matters, the heaviest reason first.
fn reasons(w: Weighing<'_>, top: &Top, accusations: &[Accusation], claim: &Claim) -> Vec<Matter> {
    let is_at = |place: &[usize]| {
        claim
            .attributions
            .iter()
            .take(LOOKED_AT)
            .any(|n| place.iter().any(|at| repeats(w, *n, *at)))
    };
    let accuses = accusations.iter().any(|a| {
        a.gravity > Gravity::Criticism
            && a.attribution.is_some_and(|n| claim.attributions.contains(&n))
    });
    let holds = |classes: Classes| {
        claim.attributions.iter().take(LOOKED_AT).any(|n| {
            let content = w.attribution(*n).content.iter();
            content.flat_map(|piece| w.cx.text.tokens_in(*piece)).any(|t| t.classes.any(classes))
        })
    };
    let figure = || claim.attributions.iter().any(|n| !w.signatures[*n].figures.is_empty());
    let mut all = Vec::new();
    let mut note = |found: bool, matter| {
        if found {
            all.push(matter);
        }
    };
    note(is_at(&top.headline), Matter::Headline);
    note(is_at(&top.lead), Matter::Lead);
    note(accuses, Matter::Accusation);
    note(claim.standing == Standing::Disputed || !claim.rivals.is_empty(), Matter::Disputed);
    note(holds(HARM), Matter::Harm);
    note(holds(CRIME), Matter::Crime);
    note(holds(BLAME), Matter::Blame);
    note(figure(), Matter::Figure);
    all
}

/// True for an attribution itself, and for one that says the same.
fn repeats(w: Weighing<'_>, n: usize, at: usize) -> bool {
    n == at || likeness(&w.signatures[n], &w.signatures[at], Setting::Restated) == Likeness::Same
}

/// How much reasons weigh together.
fn weight(claim: &Claim) -> Weight {
    let has = |matter: Matter| claim.matters.contains(&matter);
    let grave = has(Matter::Accusation) || has(Matter::Disputed);
    let first = has(Matter::Headline) || has(Matter::Lead);
    let hard = has(Matter::Harm) || has(Matter::Crime) || has(Matter::Figure);
    match () {
        () if grave || first && (hard || !claim.own) => Weight::High,
        () if first || hard && !claim.own || has(Matter::Blame) && !claim.own => Weight::Medium,
        () => Weight::Low,
    }
}
