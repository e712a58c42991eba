//! Which statement of one version is which of the other.
//!
//! First the sentences of quotations: those with the same words, then those that are cut or joined
//! differently. Then statements, by what they share. Then the sentences of quotations that are left,
//! by likeness. Each is paired once; of several that fit as well, the one in the same order.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::persons::{Became, Persons};
use super::side::{Candidates, Side, number};
use super::spoken::likeness;
use super::version::Statement;
use crate::lexicon::CueClass;

/// Sentences of quotations that belong together; more than one where they are cut or joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitPair {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// True when the words are the same.
    pub(super) same: bool,
}

/// What belongs together in two versions.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) units: Vec<UnitPair>,
    /// Statements, each once.
    pub(super) statements: Vec<(usize, usize)>,
}

/// Words of which so few are said again and again.
const SHORT: usize = 3;

/// So many sentences are joined at most.
const JOINED: usize = 5;

/// So many pairs of the same words are weighed; of more, the first is the first.
const WEIGHED: usize = 10_000;

pub(super) struct Pairing<'a> {
    pub(super) old: &'a Side<'a>,
    pub(super) new: &'a Side<'a>,
    pub(super) persons: Persons<'a>,
    old_unit: Vec<Option<usize>>,
    new_unit: Vec<Option<usize>>,
    old_statement: Vec<Option<usize>>,
    new_statement: Vec<Option<usize>>,
    pairs: Pairs,
}

/// Two that may belong together, and how well they fit.
type Fit = (f64, usize, usize);

impl<'a> Pairing<'a> {
    pub(super) fn new(old: &'a Side<'a>, new: &'a Side<'a>, persons: Persons<'a>) -> Self {
        Self {
            old,
            new,
            persons,
            old_unit: vec![None; old.units.len()],
            new_unit: vec![None; new.units.len()],
            old_statement: vec![None; old.version.statements.len()],
            new_statement: vec![None; new.version.statements.len()],
            pairs: Pairs::default(),
        }
    }

    /// Pairs all that belongs together.
    pub(super) fn pairs(mut self) -> Pairs {
        self.same_words();
        self.joined_words();
        self.statements();
        self.like_words();
        self.last_words();
        self.pairs.statements.sort_unstable();
        self.pairs.units.sort_by(|a, b| (&a.old, &a.new).cmp(&(&b.old, &b.new)));
        self.pairs
    }

    fn join(&mut self, old: Vec<usize>, new: Vec<usize>, same: bool) {
        let pair = self.pairs.units.len();
        for unit in &old {
            self.old_unit[*unit] = Some(pair);
        }
        for unit in &new {
            self.new_unit[*unit] = Some(pair);
        }
        self.pairs.units.push(UnitPair { old, new, same });
    }

    fn free_old(&self, unit: usize) -> bool {
        self.old_unit[unit].is_none()
    }

    fn free_new(&self, unit: usize) -> bool {
        self.new_unit[unit].is_none()
    }

    fn is_alike(&self, old: usize, new: usize) -> bool {
        let by = |side: &Side<'_>, n: usize| side.version.statements[n].by.clone();
        let (old, new) = (by(self.old, old), by(self.new, new));
        self.persons.became(old.as_ref(), new.as_ref()) == Became::Same
    }

    /// Sentences with the same words: those of one speaker and one place first.
    fn same_words(&mut self) {
        let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, unit) in self.new.units.iter().enumerate() {
            by_key.entry(&unit.key).or_default().push(n);
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for unit in &self.old.units {
            *counts.entry(&unit.key).or_default() += 1;
        }
        let mut fits: Vec<Fit> = Vec::new();
        let mut next: HashMap<&str, usize> = HashMap::new();
        for (o, unit) in self.old.units.iter().enumerate() {
            let Some(places) = by_key.get(unit.key.as_str()) else { continue };
            if places.len().saturating_mul(counts[unit.key.as_str()]) > WEIGHED {
                let at = next.entry(&unit.key).or_default();
                fits.extend(places.get(*at).map(|n| (0.0, o, *n)));
                *at += 1;
                continue;
            }
            for n in places.iter().copied() {
                let fit = self.same_place(o, n);
                let other = self.new.units[n].statement;
                let alike = self.is_alike(unit.statement, other);
                let near = || self.around(unit.statement, other) >= 0.5;
                if unit.words.len() > SHORT || alike || near() {
                    fits.push((fit, o, n));
                }
            }
        }
        for (_, o, n) in best(fits) {
            if self.free_old(o) && self.free_new(n) {
                self.join(vec![o], vec![n], true);
            }
        }
    }

    /// How much the sentences share in which two statements stand.
    fn around(&self, old: usize, new: usize) -> f64 {
        likeness(&self.old.around[old], &self.new.around[new]).both
    }

    /// How well the places of two sentences with the same words fit.
    fn same_place(&self, old: usize, new: usize) -> f64 {
        let (a, b) = (&self.old.units[old], &self.new.units[new]);
        let around = self.around(a.statement, b.statement);
        let mut fit = if around > 0.99 { 3.0 } else { around };
        if self.is_alike(a.statement, b.statement) {
            fit += 4.0;
        }
        for step in [-1, 1] {
            let key = |side: &'a Side<'a>, unit: usize| {
                let next = unit.checked_add_signed(step).and_then(|at| side.units.get(at));
                next.map(|unit| unit.key.as_str())
            };
            if key(self.old, old) == key(self.new, new) {
                fit += 0.5;
            }
        }
        fit - 0.3 * (self.old.depth(a.statement) - self.new.depth(b.statement)).abs()
    }

    /// Sentences with the same words when some in a row are taken together.
    fn joined_words(&mut self) {
        let runs = |side: &Side<'_>, free: &dyn Fn(usize) -> bool| {
            let mut all: Vec<(String, Vec<usize>)> = Vec::new();
            for first in 0..side.units.len() {
                let mut key = String::new();
                let mut run = Vec::new();
                for unit in (first..side.units.len()).take(JOINED).take_while(|unit| free(*unit)) {
                    key.push_str(&side.units[unit].key);
                    run.push(unit);
                    all.push((key.clone(), run.clone()));
                }
            }
            all
        };
        let news = runs(self.new, &|unit| self.free_new(unit));
        let mut by_key: HashMap<String, Vec<Vec<usize>>> = HashMap::new();
        for (key, run) in news {
            by_key.entry(key).or_default().push(run);
        }
        let mut olds = runs(self.old, &|unit| self.free_old(unit));
        olds.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        for (key, run) in olds {
            let Some(places) = by_key.get(&key) else { continue };
            let free = |place: &&Vec<usize>| place.iter().all(|unit| self.free_new(*unit));
            let Some(place) = places.iter().find(free).cloned() else { continue };
            if run.len() + place.len() > 2 && run.iter().all(|unit| self.free_old(*unit)) {
                self.join(run, place, true);
            }
        }
    }

    /// Statements, by the quotations they share, their words, their speaker and their order.
    fn statements(&mut self) {
        let mut shared: HashMap<(usize, usize), f64> = HashMap::new();
        for pair in &self.pairs.units {
            for old in &pair.old {
                for new in &pair.new {
                    let (a, b) = (&self.old.units[*old], &self.new.units[*new]);
                    let words = number(a.words.len().min(b.words.len()));
                    *shared.entry((a.statement, b.statement)).or_default() += words;
                }
            }
        }
        let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (old, new) in shared.keys() {
            of.entry(*old).or_default().push(*new);
        }
        let words = |side: &'a Side<'a>, n: usize| {
            if side.whole[n].is_empty() { &side.around[n] } else { &side.whole[n] }
        };
        let lists = (0..self.new.whole.len()).map(|n| (n, words(self.new, n).as_slice()));
        let candidates = Candidates::new(lists);
        let contexts = Candidates::new(self.new.around.iter().map(Vec::as_slice).enumerate());
        let mut fits: Vec<Fit> = Vec::new();
        for old in 0..self.old.whole.len() {
            let mut near: BTreeSet<usize> =
                candidates.like(words(self.old, old)).into_iter().collect();
            near.extend(contexts.like(&self.old.around[old]));
            near.extend(of.get(&old).into_iter().flatten());
            for new in near {
                let words = shared.get(&(old, new)).copied().unwrap_or_default();
                fits.extend(self.fit(old, new, words).map(|fit| (fit, old, new)));
            }
        }
        for (_, old, new) in best(fits) {
            if self.old_statement[old].is_none() && self.new_statement[new].is_none() {
                self.old_statement[old] = Some(new);
                self.new_statement[new] = Some(old);
                self.pairs.statements.push((old, new));
            }
        }
    }

    /// How well two statements fit; nothing where they do not.
    fn fit(&self, old: usize, new: usize, shared: f64) -> Option<f64> {
        let (a, b) = (&self.old.version.statements[old], &self.new.version.statements[new]);
        let whole = likeness(&self.old.whole[old], &self.new.whole[new]);
        let around = self.around(old, new);
        let alike = self.is_alike(old, new);
        // That somebody would not comment is said of everybody in the same words.
        let declines =
            |n: &Statement| n.verb.as_ref().is_some_and(|verb| verb.class == CueClass::NoComment);
        if !alike && declines(a) && declines(b) {
            return None;
        }
        let longer = self.old.whole[old].len().max(self.new.whole[new].len()).max(1);
        let quoted = (shared / number(longer)).min(1.0);
        let both = a.verb.as_ref().zip(b.verb.as_ref());
        let verb = both.is_some_and(|(a, b)| a.lemma == b.lemma);
        let long = self.old.whole[old].len().min(self.new.whole[new].len()) > SHORT;
        let like = whole.both.max(if long { 0.85 * whole.shorter } else { 0.0 });
        let kind = |n: &Statement| n.verb.as_ref().map(|verb| verb.class);
        let enough = if alike { 0.45 } else { 0.62 };
        let good = like >= enough || quoted >= 0.5 || shared > 0.0 && alike;
        let good = good || alike && verb && around >= 0.6 || alike && around >= 0.75;
        if !good || a.is_loose() != b.is_loose() && like < 0.8 && quoted < 0.5 {
            return None;
        }
        let mut fit = 2.0 * like + quoted + around;
        fit += if alike { 0.6 } else { 0.0 };
        fit += if verb { 0.2 } else { 0.0 };
        fit += if kind(a) == kind(b) { 0.1 } else { 0.0 };
        fit += if a.quotes.is_empty() == b.quotes.is_empty() { 0.2 } else { 0.0 };
        Some(fit - 0.3 * (self.old.depth(old) - self.new.depth(new)).abs())
    }

    fn is_paired(&self, old: usize, new: usize) -> bool {
        self.old_statement[old] == Some(new)
    }

    /// Sentences of quotations that are left, by likeness.
    fn like_words(&mut self) {
        let free = (0..self.new.units.len()).filter(|unit| self.free_new(*unit));
        let lists = free.map(|unit| (unit, self.new.units[unit].words.as_slice()));
        let candidates = Candidates::new(lists);
        let mut fits: Vec<Fit> = Vec::new();
        for old in (0..self.old.units.len()).filter(|unit| self.free_old(*unit)) {
            for new in candidates.like(&self.old.units[old].words) {
                fits.extend(self.unit_fit(old, new).map(|fit| (fit, old, new)));
            }
        }
        for (_, old, new) in best(fits) {
            if self.free_old(old) && self.free_new(new) {
                let (old, new) = self.widened(old, new);
                self.join(old, new, false);
            }
        }
    }

    /// How well two sentences of quotations fit; nothing where they do not.
    fn unit_fit(&self, old: usize, new: usize) -> Option<f64> {
        let (a, b) = (&self.old.units[old], &self.new.units[new]);
        let like = likeness(&a.words, &b.words);
        let alike = self.is_alike(a.statement, b.statement);
        let paired = self.is_paired(a.statement, b.statement);
        let brief = a.words.len().min(b.words.len());
        let long = brief > SHORT;
        let part = if long || paired { 0.9 * like.shorter } else { 0.0 };
        let share = like.both.max(part);
        let enough = if paired {
            0.35
        } else if alike {
            0.5
        } else {
            0.7
        };
        let extra = if paired { 0.5 } else { 0.0 } + if alike { 0.2 } else { 0.0 };
        let far = (self.old.depth(a.statement) - self.new.depth(b.statement)).abs();
        let close = brief == SHORT && like.both >= 0.75;
        (share >= enough && (long || paired || alike || close)).then_some(share + extra - 0.2 * far)
    }

    /// A pair with the sentences beside it that make it more alike: one was cut in two, or two joined.
    fn widened(&self, old: usize, new: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut olds, mut news) = (vec![old], vec![new]);
        let mut like = likeness(&self.old.words(&olds), &self.new.words(&news)).both;
        for _ in 0..JOINED {
            let mut wider: Option<(f64, Vec<usize>, Vec<usize>)> = None;
            for (side, step) in [(0, -1), (0, 1), (1, -1), (1, 1)] {
                let (mut a, mut b) = (olds.clone(), news.clone());
                let (list, whole) = if side == 0 { (&mut a, self.old) } else { (&mut b, self.new) };
                let end = if step < 0 { list.first() } else { list.last() };
                let Some(next) = end.and_then(|end| whole.beside(*end, step)) else { continue };
                let free = if side == 0 { self.free_old(next) } else { self.free_new(next) };
                if !free {
                    continue;
                }
                list.insert(if step < 0 { 0 } else { list.len() }, next);
                let now = likeness(&self.old.words(&a), &self.new.words(&b)).both;
                if now > like + 0.01 && wider.as_ref().is_none_or(|(best, ..)| now > *best) {
                    wider = Some((now, a, b));
                }
            }
            let Some((now, a, b)) = wider else { break };
            (like, olds, news) = (now, a, b);
        }
        (olds, news)
    }

    /// The last sentence that is left in each of two statements that belong together: “a disgrace” is
    /// now “a shame”.
    fn last_words(&mut self) {
        let statements = self.pairs.statements.clone();
        let mut olds: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut news: HashMap<usize, Vec<usize>> = HashMap::new();
        for unit in (0..self.old.units.len()).filter(|unit| self.free_old(*unit)) {
            olds.entry(self.old.units[unit].statement).or_default().push(unit);
        }
        for unit in (0..self.new.units.len()).filter(|unit| self.free_new(*unit)) {
            news.entry(self.new.units[unit].statement).or_default().push(unit);
        }
        for (old, new) in statements {
            let one = |left: Option<&Vec<usize>>| match left.map(Vec::as_slice) {
                Some([one]) => Some(*one),
                _ => None,
            };
            let Some((a, b)) = one(olds.get(&old)).zip(one(news.get(&new))) else { continue };
            let (x, y) = (&self.old.units[a], &self.new.units[b]);
            let brief = x.words.len().max(y.words.len()) <= 2 * SHORT;
            let around = self.around(old, new);
            if likeness(&x.words, &y.words).both >= 0.2 || brief && around >= 0.5 {
                self.join(vec![a], vec![b], false);
            }
        }
    }
}

/// Those that fit best first; of those that fit alike, the first.
fn best(mut fits: Vec<Fit>) -> Vec<Fit> {
    fits.sort_by(|a, b| match b.0.total_cmp(&a.0) {
        Ordering::Equal => (a.1, a.2).cmp(&(b.1, b.2)),
        order => order,
    });
    fits
}
