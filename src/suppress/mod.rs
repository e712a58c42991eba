//! Takes the notes of a draft and its sidecar. Says of every finding whether it is set aside, and
//! gives findings on the notes themselves. Never sets aside in silence: what is set aside stays in
//! the verdict with its reason, and a note that sets nothing aside is reported.

mod allow;
mod fault;
mod gather;
mod order;
mod sidecar;

use std::collections::HashMap;

use crate::read::Draft;
use crate::rulebook::{House, Rulebook, Switch};
use crate::span::Span;
use crate::tokenise::Text;
use crate::verdict::{Finding, SetAside};
use crate::weigh::Ledger;

pub use allow::allowed_in;
pub use fault::Fault;
pub use sidecar::{beside, entries, read as read_sidecar, write as write_sidecar};

/// What is set aside in one draft, and what has been so far.
#[derive(Debug)]
pub struct Ignores<'a> {
    draft: &'a Draft,
    text: &'a Text<'a>,
    ledger: &'a Ledger,
    house: &'a House,
    /// Codes of the checks that run.
    active: Vec<&'a str>,
    all: Vec<Ignore>,
    by_code: HashMap<String, Places>,
    by_claim: HashMap<String, Vec<usize>>,
    by_words: HashMap<Words, Vec<usize>>,
    phrases: allow::Phrases,
    /// What is wrong with the notes.
    faults: Vec<Finding>,
    aside: Vec<SetAside>,
}

/// One name of one note.
#[derive(Debug)]
struct Ignore {
    what: What,
    reason: String,
    /// The name in the note; nothing for the sidecar.
    span: Span,
    origin: Origin,
    used: Use,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Check(String),
    Claim(String),
}

/// Where a note stands.
#[derive(Clone, Debug)]
enum Origin {
    /// On this line of the draft.
    Line(usize),
    /// In the file beside the draft.
    Sidecar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Used,
    Unused,
}

/// Code of a check, words of a finding, sentence around them; space evened out.
type Words = (String, String, String);

/// Where a check is silent.
#[derive(Debug, Default)]
struct Places {
    everywhere: Vec<usize>,
    /// Ranges in order of their start, each with the furthest end so far.
    ranges: Vec<(Span, usize, usize)>,
}

impl<'a> Ignores<'a> {
    /// Reads the notes of a draft.
    #[must_use]
    pub fn of(
        draft: &'a Draft,
        text: &'a Text<'a>,
        ledger: &'a Ledger,
        rulebook: &'a Rulebook,
    ) -> Self {
        let mut ignores = Self {
            draft,
            text,
            ledger,
            house: &rulebook.house,
            active: rulebook
                .checks
                .iter()
                .filter(|check| check.default == Switch::On)
                .map(|check| check.code.as_str())
                .collect(),
            all: Vec::new(),
            by_code: HashMap::new(),
            by_claim: HashMap::new(),
            by_words: HashMap::new(),
            phrases: allow::Phrases::of(&draft.text, &rulebook.house.allow),
            faults: Vec::new(),
            aside: Vec::new(),
        };
        gather::notes(&mut ignores, rulebook);
        gather::sidecar(&mut ignores, rulebook);
        for places in ignores.by_code.values_mut() {
            places.ranges.sort_by_key(|(span, ..)| span.start);
            let mut furthest = 0;
            for (span, _, end) in &mut places.ranges {
                furthest = furthest.max(span.end);
                *end = furthest;
            }
        }
        ignores
    }

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
                    format!("nothing is found on claim {id}")
                }
                What::Claim(id) => {
                    format!("no claim {id} is in this draft (its words may have changed)")
                }
            };
            let message = match (&ignore.origin, &self.draft.sidecar) {
                (Origin::Sidecar, Some(sidecar)) => {
                    format!("{} sets nothing aside: {name}.", sidecar.path)
                }
                _ => format!("This note sets nothing aside: {name}."),
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
        self.aside.sort_by(|a, b| {
            (a.finding.span.start, &a.finding.code).cmp(&(b.finding.span.start, &b.finding.code))
        });
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
