//! Two versions of a story, and what belongs together in them.

use std::collections::{BTreeMap, BTreeSet};

use super::pairing::{Pairing, Pairs, UnitPair};
use super::persons::Persons;
use super::side::Side;
use super::spoken::{keys, same, spoken};
use super::version::Statement;
use crate::lexicon::Lexicon;

/// Two versions, and what belongs together in them.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Side<'a>,
    pub(super) new: &'a Side<'a>,
    pub(super) persons: Persons<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) pairs: Pairs,
    /// Statements that share a quotation or are a pair, each with the units they share.
    pub(super) links: BTreeMap<(usize, usize), Vec<usize>>,
    /// For each sentence of the old quotations, whether it is paired; the same for the new ones.
    pub(super) old_units: Vec<bool>,
    pub(super) new_units: Vec<bool>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Side<'a>, new: &'a Side<'a>, lexicon: &'a Lexicon) -> Self {
        let persons = Persons { old: old.version, new: new.version, lexicon };
        let pairs = Pairing::new(old, new, persons).pairs();
        let mut links: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for pair in &pairs.statements {
            links.entry(*pair).or_default();
        }
        let mut old_units = vec![false; old.units.len()];
        let mut new_units = vec![false; new.units.len()];
        for (n, pair) in pairs.units.iter().enumerate() {
            pair.old.iter().for_each(|unit| old_units[*unit] = true);
            pair.new.iter().for_each(|unit| new_units[*unit] = true);
            let of = |side: &Side<'_>, units: &[usize]| -> BTreeSet<usize> {
                units.iter().map(|unit| side.units[*unit].statement).collect()
            };
            for a in of(old, &pair.old) {
                for b in of(new, &pair.new) {
                    links.entry((a, b)).or_default().push(n);
                }
            }
        }
        Self { old, new, persons, lexicon, pairs, links, old_units, new_units }
    }

    pub(super) fn old_statement(&self, n: usize) -> &'a Statement {
        &self.old.version.statements[n]
    }

    pub(super) fn new_statement(&self, n: usize) -> &'a Statement {
        &self.new.version.statements[n]
    }

    /// True when nobody has touched the sentences of two statements: what is read otherwise there was
    /// not written otherwise.
    pub(super) fn is_untouched(&self, old: usize, new: usize) -> bool {
        self.old_kept(old) && self.new_kept(new)
    }

    /// True when the sentences of an old statement are in the new version.
    pub(super) fn old_kept(&self, old: usize) -> bool {
        self.old.version.keeps(self.old_statement(old), self.new.version)
    }

    /// True when the sentences of a new statement were in the old version.
    pub(super) fn new_kept(&self, new: usize) -> bool {
        self.new.version.keeps(self.new_statement(new), self.old.version)
    }

    /// True when who is credited with one of two statements is named in the sentences of the other.
    pub(super) fn is_named_near(&self, old: usize, new: usize) -> bool {
        let (a, b) = (self.old_statement(old), self.new_statement(new));
        let (by, around) = match (&a.by, &b.by) {
            (Some(by), None) => (by, &self.new.around[new]),
            (None, Some(by)) => (by, &self.old.around[old]),
            _ => return false,
        };
        keys(around).contains(&keys(&spoken(&by.called, self.lexicon)))
    }

    /// True when the sentences of a pair have the same words.
    pub(super) fn reads_alike(&self, pair: &UnitPair) -> bool {
        pair.same || same(&self.old.words(&pair.old), &self.new.words(&pair.new))
    }

    /// Where a sentence of a new quotation begins.
    pub(super) fn new_quote_at(&self, unit: usize) -> usize {
        let unit = &self.new.units[unit];
        self.new_statement(unit.statement).quotes[unit.quote].at
    }

    /// The words of a sentence of a new quotation, as written.
    pub(super) fn new_words(&self, unit: usize) -> String {
        let unit = &self.new.units[unit];
        self.new_statement(unit.statement).quotes[unit.quote].words.clone()
    }

    /// The new statements of which sentences that came in are told with an old one.
    pub(super) fn partners(&self, old: usize) -> Vec<usize> {
        let first = |new: usize| {
            let pair = self.pairs.statements.iter().find(|(_, n)| *n == new).map(|(o, _)| *o);
            pair.or_else(|| self.links.keys().find(|(_, n)| *n == new).map(|(o, _)| *o))
        };
        let linked = self.links.keys().filter(|(o, _)| *o == old).map(|(_, n)| *n);
        linked.filter(|n| first(*n) == Some(old)).collect()
    }
}
