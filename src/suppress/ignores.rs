//! What the notes of a draft set aside, and whether each has set anything aside.

use std::collections::HashMap;

use super::allow;
use super::fault::Fault;
use super::sidecar::{self, Words};
use crate::read::Draft;
use crate::rulebook::House;
use crate::span::Span;
use crate::tokenise::Text;
use crate::verdict::{Finding, SetAside};
use crate::weigh::Ledger;

/// What is set aside in one draft, and what has been so far.
#[derive(Debug)]
pub struct Ignores<'a> {
    pub(super) draft: &'a Draft,
    pub(super) text: &'a Text<'a>,
    pub(super) ledger: &'a Ledger,
    pub(super) house: &'a House,
    /// Codes of the checks that run.
    pub(super) active: Vec<&'a str>,
    pub(super) all: Vec<Ignore>,
    pub(super) by_code: HashMap<String, Places>,
    pub(super) by_claim: HashMap<String, Vec<usize>>,
    pub(super) by_words: HashMap<Words, Vec<usize>>,
    pub(super) phrases: allow::Phrases,
    /// What is wrong with the notes.
    pub(super) faults: Vec<Finding>,
    pub(super) aside: Vec<SetAside>,
}

/// One name of one note.
#[derive(Debug)]
pub(super) struct Ignore {
    pub(super) what: What,
    pub(super) reason: String,
    /// The name in the note; nothing for the sidecar.
    pub(super) span: Span,
    pub(super) origin: Origin,
    pub(super) used: Use,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Check(String),
    Claim(String),
}

/// Where a note stands.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// On this line of the draft.
    Line(usize),
    /// In the file beside the draft.
    Sidecar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Used,
    Unused,
}

/// Where a check is silent.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) everywhere: Vec<usize>,
    /// Ranges in order of their start, each with the furthest end so far.
    pub(super) ranges: Vec<(Span, usize, usize)>,
}

impl Ignores<'_> {
    /// True when a finding is to be reported; otherwise it is set aside here.
    pub fn let_through(&mut self, finding: &Finding) -> bool {
        let by = self.matching(finding);
        let sure = finding.confidence >= self.house.confidence;
        if let Some(first) = by.first() {
            if sure {
                let ignore = &self.all[*first];
                self.aside.push(SetAside {
                    finding: finding.clone(),
                    reason: ignore.reason.clone(),
                    line: match ignore.origin {
                        Origin::Line(line) => Some(line),
                        Origin::Sidecar => None,
                    },
                    path: match ignore.origin {
                        Origin::Line(_) => None,
                        Origin::Sidecar => self.draft.sidecar.as_ref().map(|s| s.path.clone()),
                    },
                });
            }
            for n in by {
                self.all[n].used = Use::Used;
            }
            return false;
        }
        sure && self.phrases.at(&finding.code, finding.span).is_none()
    }

    /// What was set aside, in order of place, and the findings on the notes themselves.
    #[must_use]
    pub fn finish(mut self) -> (Vec<SetAside>, Vec<Finding>) {
        for ignore in self.all.iter().filter(|ignore| ignore.used == Use::Unused) {
            let name = match &ignore.what {
                What::Check(code) if !self.active.contains(&code.as_str()) => continue,
                What::Check(code) => format!("{code} finds nothing here"),
                What::Claim(id) if self.ledger.claims.iter().any(|claim| claim.id == *id) => {
                    format!("claim {id} has no findings")
                }
                What::Claim(id) => {
                    format!("the draft has no claim {id} (its words may have changed)")
                }
            };
            let message = match (&ignore.origin, &self.draft.sidecar) {
                (Origin::Sidecar, Some(sidecar)) => {
                    format!("An entry in {} ignores nothing: {name}.", sidecar.path)
                }
                _ => format!("This note ignores nothing: {name}."),
            };
            self.faults.push(Fault::Unused.finding(ignore.span, message));
        }
        let house = self.house;
        self.faults.retain_mut(|finding| match house.notes.get(&finding.code) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                true
            }
        });
        self.aside.sort_by(|a, b| a.finding.by_place(&b.finding));
        (self.aside, self.faults)
    }

    /// The notes that set a finding aside.
    fn matching(&self, finding: &Finding) -> Vec<usize> {
        let mut by = Vec::new();
        if self.all.is_empty() {
            return by;
        }
        let at = finding.span.start;
        if let Some(places) = self.by_code.get(&finding.code) {
            by.extend(&places.everywhere);
            let behind = places.ranges.partition_point(|(span, ..)| span.start <= at);
            let near = places.ranges[..behind].iter().rev().take_while(|(.., end)| *end > at);
            by.extend(near.filter(|(span, ..)| at < span.end).map(|(_, n, _)| *n));
        }
        if let Some(claim) = finding.claim {
            by.extend(self.by_claim.get(&self.ledger.claims[claim].id).into_iter().flatten());
        }
        if !self.by_words.is_empty() {
            let words = sidecar::words_of(self.draft, self.text, finding);
            by.extend(self.by_words.get(&words).into_iter().flatten());
        }
        by.sort_unstable();
        by
    }
}
