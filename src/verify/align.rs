//! A quotation laid beside a window of the transcripts, word by word: what is the same, left out, added,
//! or another word.

use std::ops::Range;

use super::index::{Index, NO_WORD};
use super::quotations::Quoted;
use super::speech::Speech;

/// What a word counts that is the same in both, where it is rare and where it is common.
pub(super) const RARE: i32 = 40;
pub(super) const COMMON: i32 = 16;

/// What it costs that a word is another one, that one is added, that some are left out, and each of
/// them.
const CHANGED: i32 = 20;
const ADDED: i32 = 25;
const OPEN: i32 = 30;
const OPEN_MARKED: i32 = 2;
const EACH: i32 = 1;
/// What it costs that a word is only written in another way.
const NEAR: i32 = 4;
/// Less than any sum.
const NEVER: i32 = i32::MIN / 2;

/// What a step of an alignment says of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    /// They are the same.
    Same,
    /// They are the same, spelt in another way.
    Spelt,
    /// They are the same, contracted or in full.
    InFull,
    /// Another word.
    Changed,
    /// Words of the quotation alone.
    Added,
    /// Words of the transcript alone.
    Cut,
}

impl StepKind {
    pub(super) fn is_match(self) -> bool {
        matches!(self, Self::Same | Self::Spelt | Self::InFull)
    }
}

/// A step of an alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) kind: StepKind,
    /// Words of the quotation.
    pub(super) quote: Range<usize>,
    /// Places of the row.
    pub(super) row: Range<usize>,
}

/// What is laid side by side.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) quote: &'a [Quoted],
    pub(super) index: &'a Index<'a>,
    pub(super) speech: &'a Speech,
    /// For each place of the row, whether a draft may leave the word out.
    pub(super) idle: &'a [bool],
}

/// Which way the words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}

/// How the best of a cell came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Start,
    /// So many words of the quotation with so many of the row.
    Take(StepKind, u8, u8),
}

/// The table of an alignment.
pub(super) struct Table<'a> {
    sides: Sides<'a>,
    quote: Range<usize>,
    row: Range<usize>,
    way: Way,
    best: Vec<i32>,
    moves: Vec<Move>,
    /// The best that ends with words left out, and whether it leaves out another one.
    skip: Vec<i32>,
    longer: Vec<bool>,
}

impl<'a> Table<'a> {
    /// Lays words of a quotation beside words of the row.
    pub(super) fn new(sides: Sides<'a>, quote: Range<usize>, row: Range<usize>, way: Way) -> Self {
        let size = (quote.len() + 1) * (row.len() + 1);
        let mut table = Self {
            sides,
            quote,
            row,
            way,
            best: vec![NEVER; size],
            moves: vec![Move::Start; size],
            skip: vec![NEVER; size],
            longer: vec![false; size],
        };
        table.fill();
        table
    }

    fn cell(&self, i: usize, j: usize) -> usize {
        i * (self.row.len() + 1) + j
    }

    /// The words of the quotation that the `count` last of the first `i` are.
    fn quoted(&self, i: usize, count: usize) -> Range<usize> {
        match self.way {
            Way::On => self.quote.start + i - count..self.quote.start + i,
            Way::Back => self.quote.end - i..self.quote.end - i + count,
        }
    }

    /// The same for places of the row.
    fn spoken(&self, j: usize, count: usize) -> Range<usize> {
        match self.way {
            Way::On => self.row.start + j - count..self.row.start + j,
            Way::Back => self.row.end - j..self.row.end - j + count,
        }
    }

    fn fill(&mut self) {
        let (rows, columns) = (self.quote.len(), self.row.len());
        for j in 0..=columns {
            let cell = self.cell(0, j);
            self.best[cell] = 0;
        }
        for i in 1..=rows {
            let open = self.opening(i);
            for j in 0..=columns {
                let cell = self.cell(i, j);
                let (mut best, mut how) = self.added(i, j);
                for (score, step) in self.taken(i, j).into_iter().flatten() {
                    if score > best {
                        (best, how) = (score, step);
                    }
                }
                self.best[cell] = best;
                self.moves[cell] = how;
                if i < rows && j > 0 {
                    let before = self.cell(i, j - 1);
                    let idle = self.sides.idle[self.spoken(j, 1).start];
                    let (begun, each) = if idle { (EACH, 0) } else { (open + EACH, EACH) };
                    let fresh = self.best[before] - begun;
                    let longer = self.skip[before] - each;
                    self.skip[cell] = fresh.max(longer);
                    self.longer[cell] = longer > fresh;
                }
            }
        }
    }

    /// What it costs to leave words out after the first `i` of the quotation.
    fn opening(&self, i: usize) -> i32 {
        let quote = self.sides.quote;
        // The words on both sides of the gap.
        let (left, right) = match self.way {
            Way::On => (self.quote.start + i - 1, self.quote.start + i),
            Way::Back => (self.quote.end.saturating_sub(i + 1), self.quote.end - i),
        };
        let bracketed = |n: usize| quote.get(n).is_some_and(|word| word.bracketed);
        let marked = quote[left].gap.is_marked() || bracketed(left) || bracketed(right);
        if marked { OPEN_MARKED } else { OPEN }
    }

    fn added(&self, i: usize, j: usize) -> (i32, Move) {
        let word = &self.sides.quote[self.quoted(i, 1).start];
        let cost = if word.bracketed { 0 } else { ADDED };
        (self.reached(i - 1, j) - cost, Move::Take(StepKind::Added, 1, 0))
    }

    /// The best up to a cell, whatever came last.
    fn reached(&self, i: usize, j: usize) -> i32 {
        let cell = self.cell(i, j);
        self.best[cell].max(self.skip[cell])
    }

    /// What can be taken from both sides to come to a cell.
    fn taken(&self, i: usize, j: usize) -> [Option<(i32, Move)>; 3] {
        let mut found = [None; 3];
        if j == 0 {
            return found;
        }
        let Sides { quote, index, .. } = self.sides;
        let (q, place) = (self.quoted(i, 1), self.spoken(j, 1));
        let word = &quote[q.start];
        let before = self.reached(i - 1, j - 1);
        found[0] = if word.id != NO_WORD && word.id == index.row[place.start] {
            Some((before + word.weight, Move::Take(StepKind::Same, 1, 1)))
        } else if let Some(kind) = self.near(q, place) {
            Some((before + word.weight - NEAR, Move::Take(kind, 1, 1)))
        } else {
            let cost = if word.bracketed { 0 } else { CHANGED };
            Some((before - cost, Move::Take(StepKind::Changed, 1, 1)))
        };
        if j > 1
            && let Some(kind) = self.near(self.quoted(i, 1), self.spoken(j, 2))
        {
            let score = self.reached(i - 1, j - 2) + word.weight - NEAR;
            found[1] = Some((score, Move::Take(kind, 1, 2)));
        }
        if i > 1
            && let Some(kind) = self.near(self.quoted(i, 2), self.spoken(j, 1))
        {
            let score = self.reached(i - 2, j - 1) + word.weight + COMMON - NEAR;
            found[2] = Some((score, Move::Take(kind, 2, 1)));
        }
        found
    }

    /// How words are the same that are written in another way.
    fn near(&self, quote: Range<usize>, row: Range<usize>) -> Option<StepKind> {
        let Sides { quote: words, index, speech, .. } = self.sides;
        let (one, other) = (words[quote.start].key.as_str(), index.key(row.start));
        // No two ways of writing begin with two letters.
        if one.as_bytes().first() != other.as_bytes().first()
            || index.row[row.clone()].contains(&NO_WORD)
        {
            return None;
        }
        let single = quote.len() == 1 && row.len() == 1;
        if single && speech.are_spelt_alike(one, other) {
            return Some(StepKind::Spelt);
        }
        let said: Vec<&str> = row.map(|place| index.key(place)).collect();
        let written: Vec<&str> = quote.map(|n| words[n].key.as_str()).collect();
        let letters = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
        let either = || said.iter().chain(&written);
        let joined = !single && letters(&said) == letters(&written);
        // Nearly all pairs of words are neither of the two.
        if !joined && !either().any(|word| speech.has_other_ways(word)) {
            return None;
        }
        if !single && said.concat() == written.concat() {
            return Some(StepKind::Same);
        }
        let said = speech.in_full(&said);
        let written = speech.in_full(&written);
        written.iter().any(|way| said.contains(way)).then_some(StepKind::InFull)
    }

    /// For each number of first words, the best that they come to.
    pub(super) fn firsts(&self) -> Vec<i32> {
        let best = |i: usize| (0..=self.row.len()).map(|j| self.best[self.cell(i, j)]).max();
        (0..=self.quote.len()).map(|i| best(i).unwrap_or(NEVER)).collect()
    }

    /// The best alignment of all the words, and what it comes to.
    pub(super) fn alignment(&self) -> (i32, Vec<Step>) {
        let i = self.quote.len();
        let ends = (0..=self.row.len()).map(|j| (self.best[self.cell(i, j)], j));
        // Of two that come to as much, the first.
        let (score, j) =
            ends.max_by_key(|(score, j)| (*score, std::cmp::Reverse(*j))).unwrap_or((NEVER, 0));
        (score, self.steps(i, j))
    }

    /// The way to a cell.
    fn steps(&self, mut i: usize, mut j: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut skipping = false;
        while i > 0 {
            let cell = self.cell(i, j);
            if skipping {
                steps.push(self.step(StepKind::Cut, (i, 0), (j, 1)));
                skipping = self.longer[cell];
                j -= 1;
                continue;
            }
            let Move::Take(kind, quote, row) = self.moves[cell] else { break };
            let (quote, row) = (usize::from(quote), usize::from(row));
            steps.push(self.step(kind, (i, quote), (j, row)));
            i -= quote;
            j -= row;
            let before = self.cell(i, j);
            skipping = i > 0 && self.skip[before] > self.best[before];
        }
        steps.reverse();
        steps
    }

    fn step(&self, kind: StepKind, quote: (usize, usize), row: (usize, usize)) -> Step {
        Step { kind, quote: self.quoted(quote.0, quote.1), row: self.spoken(row.0, row.1) }
    }
}
