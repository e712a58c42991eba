//! How much hangs on a claim: what the headline and the lead say, accusations, harm, crime, blame,
//! figures. What a source says of its own plans and feelings matters less.

use rustc_hash::FxHashSet;

use super::context::Weighing;
use super::ledger::{Accusation, Claim, Gravity, Matter, Standing, Weight};
use super::same::{Likeness, Setting, likeness};
use super::signature::{Signature, Stems, shared};
use crate::lexicon::{Class, Classes};
use crate::parse::Attribution;
use crate::read::BlockKind;
use crate::span::Span;

/// A claim counts as one of the lead in this many paragraphs.
const LEAD: usize = 2;

/// A claim that shares so many stems with the headline is about the same.
const TOPIC: usize = 2;

/// Of the attributions of the headline and the lead, so many are looked at.
const LOOKED_AT: usize = 8;

const HARM: Classes = Classes::of(&[Class::MeansDeath, Class::MeansInjury, Class::HarmVerb]);
const CRIME: Classes = Classes::of(&[Class::Crime, Class::Misconduct, Class::Wrong]);
const BLAME: Classes = Classes::of(&[Class::BlameNoun, Class::Causal]);

/// Notes of every claim how much hangs on it, and by what.
pub(super) fn matters(
    w: Weighing<'_>,
    stems: &mut Stems<'_>,
    accusations: &[Accusation],
    claims: &mut [Claim],
) {
    let top = top(w, stems);
    let grave = accusations.iter().filter(|a| a.gravity > Gravity::Criticism);
    let accusing: FxHashSet<usize> = grave.filter_map(|a| a.attribution).collect();
    for claim in claims {
        claim.matters = reasons(w, &top, &accusing, claim);
        claim.weight = weight(claim);
    }
}

/// What stands in the headline and the lead.
struct Top {
    /// The attributions of the headline.
    headline: Vec<usize>,
    /// Those of the lead.
    lead: Vec<usize>,
    /// What the words of the headline say.
    topic: Signature,
}

fn top(w: Weighing<'_>, stems: &mut Stems<'_>) -> Top {
    let draft = w.cx.draft;
    let headline = draft.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span);
    let paragraphs = draft.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let lead: Vec<_> = paragraphs.take(LEAD).map(|b| b.span).collect();
    let within = |spans: &[Span]| {
        let starts = |span: &Span, a: &Attribution| {
            span.start <= a.span().start && a.span().start < span.end
        };
        let all = w.cx.parsed.attributions.iter().enumerate();
        let inside = all.filter(|(_, a)| spans.iter().any(|span| starts(span, a)));
        inside.map(|(n, _)| n).take(LOOKED_AT).collect()
    };
    let topic = stems.signature(w.cx.text, headline.as_slice());
    Top { headline: within(headline.as_slice()), lead: within(&lead), topic }
}

/// Why a claim matters, the heaviest reason first.
fn reasons(w: Weighing<'_>, top: &Top, accusing: &FxHashSet<usize>, claim: &Claim) -> Vec<Matter> {
    let is_at = |place: &[usize]| {
        claim
            .attributions
            .iter()
            .take(LOOKED_AT)
            .any(|n| place.iter().any(|at| repeats(w, *n, *at)))
    };
    let accuses = claim.attributions.iter().any(|n| accusing.contains(n));
    let holds = |classes: Classes| {
        claim.attributions.iter().take(LOOKED_AT).any(|n| {
            let content = w.attribution(*n).content.iter();
            content.flat_map(|piece| w.cx.text.tokens_in(*piece)).any(|t| t.classes.any(classes))
        })
    };
    let topic = || {
        let of = |n: &usize| shared(&w.signatures[*n].all, &top.topic.all) >= TOPIC;
        claim.attributions.iter().take(LOOKED_AT).any(of)
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
    note(topic(), Matter::Topic);
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
    let first = has(Matter::Headline) || has(Matter::Lead) || has(Matter::Topic);
    let hard = has(Matter::Harm) || has(Matter::Crime) || has(Matter::Figure);
    match () {
        () if grave || hard && !claim.private || first && (hard || !claim.private) => Weight::High,
        () if first || hard || has(Matter::Blame) && !claim.private => Weight::Medium,
        () => Weight::Low,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    /// How much hangs on the last claim of a draft, and why.
    fn last(copy: &str) -> String {
        let claims = &weighed(copy).ledger.claims;
        let claim = claims.last().expect("a claim");
        format!("{:?} {:?}", claim.weight, claim.matters)
    }

    #[test]
    fn what_matters() {
        check(
            last,
            &[
                ("The club would be glad of rain, the keeper Tom Hale said.", "Medium [Lead]"),
                (
                    "Mill pond drained\n\nThe keeper Tom Hale walked by.\n\nThe geese left.\n\nThe \
                     mill pond was drained by night, the keeper Tom Hale said.",
                    "High [Topic]",
                ),
                (
                    "Mill pond drained\n\nThe keeper Tom Hale walked by.\n\nThe geese left.\n\nTom \
                     Hale said he would walk on.",
                    "Low []",
                ),
                (
                    "Mill pond drained\n\nThe keeper Tom Hale walked by.\n\nThe geese left.\n\nTom \
                     Hale said two boys were injured.",
                    "High [Harm, Figure]",
                ),
                (
                    "Mill pond drained\n\nThe keeper Tom Hale walked by.\n\nThe geese left.\n\nTom \
                     Hale accused the miller Ann Reed of stealing the water.",
                    "High [Accusation, Crime]",
                ),
            ],
        );
    }
}
