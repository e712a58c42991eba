//! Answers as they are bound: to a claim, or to nothing in the draft.

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::Weighing;
use super::ledger::{Answer, AnswerKind, Ground};
use crate::resolve::SideId;

/// What the answers of a draft amount to. Claims are known by their first attribution.
#[derive(Debug, Default)]
pub(super) struct Bound {
    /// The answers to each claim.
    pub(super) answers: FxHashMap<usize, Vec<Answer>>,
    /// Confirmations, each with the claim that it joins.
    pub(super) joined: Vec<(usize, usize)>,
    /// Claims whose own voice later says the opposite, and where.
    pub(super) reversed: FxHashMap<usize, usize>,
    /// Answers that answer nothing here.
    pub(super) unbound: Vec<Answer>,
    /// One answer of a kind from each side is enough for a claim.
    known: FxHashSet<(usize, AnswerKind, Option<SideId>)>,
}

impl Bound {
    /// Notes an answer to a claim.
    pub(super) fn add(&mut self, claim: usize, answer: Answer) {
        if self.known.insert((claim, answer.kind, answer.side)) {
            self.answers.entry(claim).or_default().push(answer);
        }
    }
}

/// An answer as the ledger lists it.
pub(super) fn answer(w: Weighing<'_>, n: usize, kind: AnswerKind, ground: Ground) -> Answer {
    Answer { attribution: n, side: w.voices[n].side, kind, ground }
}
