//! Where a name begins and ends: a second table looks at each place around its core.
//!
//! The labels of the tokens do not see how far a name goes on behind its last capital letter, or
//! what stands before it. Here the places at which a name can begin or end are scored one against
//! the other, with all that lies between them and the core.

use std::ops::Range;

use super::features::has_capital;
use super::rules;
use crate::tag::linear::{Model, UNIT_BITS, feature, pair};
use crate::tag::network::embedding;
use crate::tag::pos::WordFeatures;
use crate::tokenise::token::{Kind, Pos, Token};

/// How far from its core a name can begin and end.
const BEFORE: usize = 7;
const BEHIND: usize = 28;
/// What the place that the labels gave has ahead, in log-odds.
const AHEAD: i16 = 3 << UNIT_BITS;
/// How many features a place to end has, and one to begin.
pub(crate) const END: usize = 26;
pub(crate) const START: usize = 17;

/// The two tables.
#[derive(Clone, Debug)]
pub(crate) struct Ends {
    ends: Model<1>,
    starts: Model<1>,
}

impl Ends {
    /// Reads the tables from the front of `bytes`; gives the rest back.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (ends, rest) = Model::read(bytes)?;
        let (starts, rest) = Model::read(rest)?;
        Some((Self { ends, starts }, rest))
    }

    /// A name with the best beginning and end.
    pub(crate) fn fit(&self, around: &Around<'_, '_>, found: &Range<usize>) -> Range<usize> {
        let score =
            |at: usize, held: usize, score: i16| (score + AHEAD * i16::from(at == held), at);
        let first =
            |best: (i16, usize), next: (i16, usize)| if next.0 > best.0 { next } else { best };
        let mut best = (i16::MIN, found.end);
        around.each_end(|at, features| {
            let mut sum = [0];
            self.ends.add_all(features, &mut sum);
            best = first(best, score(at, found.end, sum[0]));
        });
        let mut start = (i16::MIN, found.start);
        around.each_start(|at, features| {
            let mut sum = [0];
            self.starts.add_all(features, &mut sum);
            start = first(start, score(at, found.start, sum[0]));
        });
        start.1..best.1
    }
}

/// A name that was found, and the sentence around it.
pub(crate) struct Around<'a, 'd> {
    pub(crate) tokens: &'a [Token<'d>],
    pub(crate) words: &'a [WordFeatures],
    pub(crate) sentence: Range<usize>,
    pub(crate) core: Range<usize>,
    pub(crate) kind: usize,
}

/// What is seen of a token.
#[derive(Clone, Copy, Default)]
struct Seen {
    hash: u64,
    pos: u64,
    capital: u64,
}

impl<'a, 'd> Around<'a, 'd> {
    /// What is around a name of this kind.
    pub(crate) fn of(
        tokens: &'a [Token<'d>],
        words: &'a [WordFeatures],
        sentence: &Range<usize>,
        found: &Range<usize>,
        kind: usize,
    ) -> Self {
        let core = rules::core(tokens, found);
        Self { tokens, words, sentence: sentence.clone(), core, kind }
    }

    /// A token of the sentence.
    fn at(&self, at: usize) -> Seen {
        if !self.sentence.contains(&at) {
            return Seen::default();
        }
        let token = &self.tokens[at];
        let pos = if token.kind == Kind::Comma { 63 } else { token.pos as u64 };
        Seen { hash: self.words[at].hash, pos, capital: u64::from(has_capital(token)) }
    }

    /// Goes over the places where the name can end, with the features of each.
    ///
    /// > Anna Reed **of the council, who left**
    pub(crate) fn each_end(&self, mut end: impl FnMut(usize, &[u64; END])) {
        let core = self.core.end;
        let last = if core < self.sentence.end && goes_on(&self.tokens[core]) {
            (core + BEHIND).min(self.sentence.end)
        } else {
            core
        };
        let fixed = EndFixed::of(self);
        let mut tail = Tail::default();
        for at in core..=last {
            if at == core || can_end(&self.tokens[at - 1]) {
                end(at, &self.end_features(at, &fixed, &tail));
            }
            if at < last {
                tail.add(&self.tokens[at]);
            }
        }
    }

    fn end_features(&self, at: usize, fixed: &EndFixed, tail: &Tail) -> [u64; END] {
        let EndFixed { head, first, second, before, parts } = *fixed;
        let (last, next) = (self.at(at - 1), self.at(at));
        let none = u64::from(at == self.core.end);
        let bare = pair(first.hash, none);
        let length = match at - self.core.end {
            short @ 0..=6 => short,
            long => 6 + long / 4,
        } as u64;
        let near = pair(last.pos, next.pos);
        let inside = tail.inside();
        let part = |n: u32| pair(parts >> (8 * n) & 255, bare);
        let values = [
            none,
            pair(first.pos, none),
            bare,
            pair(pair(first.hash, second.pos), none),
            pair(head.hash, bare),
            pair(first.hash, length),
            near,
            pair(near, first.pos),
            pair(next.hash, none),
            last.hash,
            tail.kinds,
            pair(tail.kinds, next.pos),
            pair(inside, next.pos),
            pair(inside, first.hash),
            length,
            pair(bare, before.pos),
            pair(first.hash, pair(tail.kinds, next.pos)),
            pair(head.pos, pair(first.pos, none)),
            pair(self.kind as u64, bare),
            pair(pair(second.hash, first.hash), none),
            part(0),
            part(1),
            part(2),
            pair(second.capital, bare),
            pair(next.capital, pair(next.pos, last.capital)),
            pair(second.capital, pair(first.hash, pair(tail.kinds, next.pos))),
        ];
        let mut all = [0; END];
        for ((to, value), template) in all.iter_mut().zip(values).zip(0_u8..) {
            *to = feature(template + 1, value);
        }
        all
    }

    /// Goes over the places where the name can begin, with the features of each.
    ///
    /// > **the former Harlow mayor** Anna Reed
    pub(crate) fn each_start(&self, mut start: impl FnMut(usize, &[u64; START])) {
        let first = self.core.start.saturating_sub(BEFORE).max(self.sentence.start);
        let mut kinds = 0;
        for at in (first..=self.core.start).rev() {
            if at < self.core.start {
                kinds = pair(kinds, self.tokens[at].pos as u64);
            }
            start(at, &self.start_features(at, kinds));
        }
    }

    fn start_features(&self, at: usize, kinds: u64) -> [u64; START] {
        let behind =
            |steps: usize| at.checked_sub(steps).map_or_else(Seen::default, |at| self.at(at));
        let (before, before2, own) = (behind(1), behind(2), self.at(at));
        let (first, head) = (self.at(self.core.start), self.at(self.core.end - 1));
        let beside = self.core.start.checked_sub(1).map_or_else(Seen::default, |at| self.at(at));
        let length = (self.core.start - at) as u64;
        let bare = pair(own.hash, u64::from(length == 0));
        let kind = self.kind as u64;
        let values = [
            length,
            kinds,
            pair(kinds, before.pos),
            bare,
            pair(before.hash, u64::from(length == 0)),
            pair(before.hash, own.hash),
            pair(before.pos, own.pos),
            pair(beside.hash, u64::from(length == 0)),
            pair(beside.pos, length),
            pair(head.hash, bare),
            pair(first.hash, bare),
            pair(pair(before2.pos, before.pos), own.pos),
            pair(kind, kinds),
            pair(kind, own.hash),
            pair(own.capital, pair(kinds, before.capital)),
            pair(beside.capital, length),
            pair(kinds, before.hash),
        ];
        let mut all = [0; START];
        for ((to, value), template) in all.iter_mut().zip(values).zip(0_u8..) {
            *to = feature(template + 1, value);
        }
        all
    }
}

/// What is the same for all places where a name can end.
struct EndFixed {
    head: Seen,
    first: Seen,
    second: Seen,
    before: Seen,
    parts: u64,
}

impl EndFixed {
    fn of(around: &Around<'_, '_>) -> Self {
        let core = &around.core;
        Self {
            head: around.at(core.end - 1),
            first: around.at(core.end),
            second: around.at(core.end + 1),
            before: core.start.checked_sub(1).map_or_else(Seen::default, |at| around.at(at)),
            parts: embedding::of(around.words[core.end - 1].hash),
        }
    }
}

/// What stands between the core of a name and a place where it can end.
#[derive(Default)]
struct Tail {
    /// The kinds of its words, one after the other, as one number.
    kinds: u64,
    last: u64,
    finite: u64,
    commas: u64,
    joints: u64,
    open: i32,
}

impl Tail {
    fn add(&mut self, token: &Token<'_>) {
        self.finite += u64::from(token.pos.is_finite());
        self.commas += u64::from(token.kind == Kind::Comma);
        self.joints += u64::from(token.pos == Pos::Cc);
        self.open += i32::from(token.kind == Kind::OpenBracket);
        self.open -= i32::from(token.kind == Kind::CloseBracket);
        let kind = match token.pos {
            pos if pos.is_noun() => 1,
            Pos::Dt | Pos::PrpS | Pos::Pdt | Pos::Cd | Pos::Jj | Pos::Jjr | Pos::Jjs => 2,
            pos if pos.is_finite() => 3,
            pos if pos.is_verb() => 4,
            Pos::Punct => 5 + u64::from(token.kind == Kind::Comma),
            other => 10 + other as u64,
        };
        if kind != self.last {
            self.kinds = pair(self.kinds, kind);
            self.last = kind;
        }
    }

    /// Verbs, commas, joints, and whether a bracket is open.
    fn inside(&self) -> u64 {
        self.finite.min(2) << 6
            | self.commas.min(2) << 4
            | u64::from(self.open != 0) << 3
            | self.joints.min(1)
    }
}

/// True for a token with which something can begin that belongs to the name before it.
fn goes_on(token: &Token<'_>) -> bool {
    matches!(
        token.pos,
        Pos::In
            | Pos::To
            | Pos::Cc
            | Pos::Wdt
            | Pos::Wp
            | Pos::WpS
            | Pos::Wrb
            | Pos::Vbn
            | Pos::Vbg
    ) || matches!(token.pos, Pos::Punct | Pos::Pos | Pos::Nn | Pos::Nns | Pos::Cd | Pos::Jj)
        && token.kind != Kind::Stop
}

/// True for a token with which a name can end.
fn can_end(token: &Token<'_>) -> bool {
    !matches!(token.pos, Pos::Cc | Pos::Dt | Pos::In | Pos::To | Pos::PrpS)
        && !matches!(token.kind, Kind::Comma | Kind::OpenBracket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    fn places(copy: &str, found: Range<usize>) -> (Vec<usize>, Vec<usize>) {
        let text = tagged(copy).1;
        let words: Vec<WordFeatures> = text.tokens.iter().map(WordFeatures::of).collect();
        let around = Around::of(&text.tokens, &words, &(0..text.tokens.len()), &found, 0);
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        around.each_start(|at, _| starts.push(at));
        around.each_end(|at, _| ends.push(at));
        (starts, ends)
    }

    #[test]
    fn a_name_can_go_on_behind_its_core() {
        assert_eq!(places("Anna Reed of the council left", 0..2).1, [2, 5, 6]);
        assert_eq!(places("Anna Reed left the council", 0..2).1, [2]);
        assert_eq!(places("Anna Reed", 0..2), (vec![0], vec![2]));
    }

    #[test]
    fn a_name_can_begin_before_its_core() {
        assert_eq!(places("the former mayor Anna Reed left", 3..5).0, [3, 2, 1, 0]);
    }
}
