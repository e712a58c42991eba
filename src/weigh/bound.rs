//! Answers as they are bound: to a claim, or to nothing in the draft.

use std::collections::{HashMap, HashSet};

use super::context::Weighing;
use super::ledger::{Answer, AnswerKind, Ground};
use crate::resolve::CampId;

/// What the answers of a draft amount to. Claims are known by their first attribution.
#[derive(Debug, Default)]
pub(super) struct Bound {
    /// The answers to each claim.
    pub(super) answers: HashMap<usize, Vec<Answer>>,
    /// Confirmations, each with the claim that it joins.
    pub(super) joined: Vec<(usize, usize)>,
    /// Claims whose own voice later says the opposite, and where.
    pub(super) reversed: HashMap<usize, usize>,
    /// Answers that answer nothing here.
    pub(super) unbound: Vec<Answer>,
    /// One answer of a kind from each camp is enough for a claim.
    known: HashSet<(usize, AnswerKind, Option<CampId>)>,
}

impl Bound {
    /// Notes an answer to a claim.
    pub(super) fn add(&mut self, claim: usize, answer: Answer) {
        if self.known.insert((claim, answer.kind, answer.camp)) {
            self.answers.entry(claim).or_default().push(answer);
        }
    }
}

/// An answer as the ledger lists it.
pub(super) fn answer(w: Weighing<'_>, n: usize, kind: AnswerKind, ground: Ground) -> Answer {
    Answer { attribution: n, camp: w.voices[n].camp, kind, ground }
}
