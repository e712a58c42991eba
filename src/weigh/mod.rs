//! Takes a [`Context`]: the attributions and the speakers. Gives a [`Ledger`]: the claims, who
//! states each, who was asked, and the standing that follows. Never scores: a standing is a name
//! and its grounds.

mod accusations;
mod answer_kind;
mod answers;
mod asked;
mod bound;
mod claims;
mod context;
mod figure;
mod grounds;
mod id;
mod ledger;
mod matters;
mod names;
mod own;
mod same;
mod self_report;
mod signature;
mod spine;
mod spoken;
mod standing;
mod unsourced;
mod voice;

pub(crate) use id::plain;
pub use ledger::{
    Accusation, Answer, AnswerKind, Claim, Frame, Gravity, Ground, Ledger, Manner, Matter, Party,
    Rank, Rests, Signal, SignalKind, Spine, Standing, Unsourced, Weight,
};
pub(crate) use names::{keeps_capital, name};

use crate::resolve::Context;
use context::Weighing;

/// Gathers claims and works out how each stands.
#[must_use]
pub fn weigh(cx: Context<'_>) -> Ledger {
    let mut stems = signature::Stems::new(cx.lexicon);
    let attributions = &cx.parsed.attributions;
    let signatures: Vec<_> =
        attributions.iter().map(|a| stems.signature(cx.text, &a.content)).collect();
    let kinds: Vec<_> = attributions.iter().map(|a| answer_kind::kind_of(cx.text, a)).collect();
    let w = Weighing {
        cx,
        signatures: &signatures,
        voices: &voice::voices(cx),
        sides: &voice::SideNames::of(cx),
        kinds: &kinds,
    };
    let groups = same::group(w, &claims::stated(w));
    let bound = answers::bind(w, &groups, &mut stems);
    let (mut claims, claim_of) = claims::claims(w, groups, &bound);
    let (accusations, parties) = accusations::accusations(w, &mut stems);
    accusations::deny(w, &accusations, &claim_of, &mut claims);
    for claim in &mut claims {
        claim.standing = standing::standing(claim, w);
    }
    matters::matters(w, &mut stems, &accusations, &mut claims);
    for n in 0..claims.len() {
        let rivals: Vec<&Claim> = claims[n].rivals.iter().map(|rival| &claims[*rival]).collect();
        claims[n].grounds = grounds::grounds(&claims[n], &rivals, w);
    }
    let spine = spine::spine(w, &claims);
    let unsourced = unsourced::unsourced(cx);
    Ledger { claims, claim_of, spine, accusations, parties, unbound: bound.unbound, unsourced }
}
