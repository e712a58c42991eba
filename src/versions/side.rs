//! A version cut into what is paired: its statements, and the sentences of its quotations.

use std::collections::HashMap;

use super::spoken::{Word, spoken};
use super::version::Version;
use crate::lexicon::Lexicon;

/// A version, its words counted out.
pub(super) struct Side<'a> {
    pub(super) version: &'a Version,
    /// The sentences of all quotations, in order.
    pub(super) units: Vec<Unit>,
    /// For each statement, the words outside quotation marks.
    pub(super) own: Vec<Vec<Word>>,
    /// For each statement, all its words.
    pub(super) whole: Vec<Vec<Word>>,
    /// All words of the story, in a row, with a blank around each.
    pub(super) text: String,
    /// For each statement, the words of its sentences.
    pub(super) around: Vec<Vec<Word>>,
}

/// A sentence of a quotation.
#[derive(Debug)]
pub(super) struct Unit {
    /// Index into [`Version::statements`].
    pub(super) statement: usize,
    /// Index into the quotes of that.
    pub(super) quote: usize,
    pub(super) words: Vec<Word>,
    /// All its words as one.
    pub(super) key: String,
}

impl<'a> Side<'a> {
    pub(super) fn new(version: &'a Version, lexicon: &Lexicon) -> Self {
        let mut side = Self {
            version,
            units: Vec::new(),
            own: Vec::new(),
            whole: Vec::new(),
            around: Vec::new(),
            text: String::from(" "),
        };
        for word in spoken(&version.text, lexicon) {
            side.text.push_str(&word.key);
            side.text.push(' ');
        }
        for (n, statement) in version.statements.iter().enumerate() {
            for (quote, one) in statement.quotes.iter().enumerate() {
                let words = spoken(&one.words, lexicon);
                if words.is_empty() {
                    continue;
                }
                let key = words.iter().map(|word| word.key.as_str()).collect();
                side.units.push(Unit { statement: n, quote, words, key });
            }
            side.own.push(spoken(&statement.own, lexicon));
            let quotes = statement.quotes.iter().map(|quote| quote.words.as_str());
            let whole: Vec<&str> = std::iter::once(statement.own.as_str()).chain(quotes).collect();
            side.whole.push(spoken(&whole.join(" "), lexicon));
            side.around.push(spoken(&statement.context.join(" "), lexicon));
        }
        side
    }

    /// The words of some sentences of quotations in a row.
    pub(super) fn words(&self, units: &[usize]) -> Vec<Word> {
        units.iter().flat_map(|unit| self.units[*unit].words.iter().cloned()).collect()
    }

    /// The sentence of a quotation before or after another, of the same statement.
    pub(super) fn beside(&self, unit: usize, step: isize) -> Option<usize> {
        let at = unit.checked_add_signed(step)?;
        let next = self.units.get(at)?;
        (next.statement == self.units[unit].statement).then_some(at)
    }

    /// Where a statement stands among all, from 0 to 1.
    pub(super) fn depth(&self, statement: usize) -> f64 {
        let count = self.version.statements.len().max(1);
        number(statement) / number(count)
    }
}

/// A count as a number that can be divided; counts are far below where that is not exact.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// For lists of words, those of another set of lists that share most words with each: a few each, so
/// that time grows with the length of the draft.
pub(super) struct Candidates {
    lists: HashMap<String, Vec<usize>>,
}

/// A word in more lists than this says little.
const COMMON: usize = 200;

/// So many candidates at most.
const FEW: usize = 16;

impl Candidates {
    pub(super) fn new<'w>(lists: impl Iterator<Item = (usize, &'w [Word])>) -> Self {
        let mut all: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, words) in lists {
            for word in words {
                let places = all.entry(word.key.clone()).or_default();
                if places.last() != Some(&n) && places.len() <= COMMON {
                    places.push(n);
                }
            }
        }
        Self { lists: all }
    }

    /// The lists that share most with some words.
    pub(super) fn like(&self, words: &[Word]) -> Vec<usize> {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for word in words {
            let places = self.lists.get(&word.key).filter(|places| places.len() <= COMMON);
            for place in places.into_iter().flatten() {
                *shared.entry(*place).or_default() += super::spoken::heft(&word.key);
            }
        }
        let mut best: Vec<(usize, f64)> = shared.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(FEW);
        best.into_iter().map(|(n, _)| n).collect()
    }
}
