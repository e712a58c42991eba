//! What speaks for each label of a unit.

use std::ops::Range;

use super::scene::Scene;
use crate::tag::clause::{self, Place};
use crate::tag::model::{bucket, feature, pair};
use crate::tag::roles::Around;
use crate::token::Role;

/// The labels.
pub(crate) const LABELS: [Role; 3] = [Role::None, Role::Source, Role::Content];

/// How many labels there are.
pub(crate) const COUNT: usize = LABELS.len();

/// How many features a token has.
pub(crate) const FEATURES: usize = 58;

/// The features of a token, seen from the cue.
pub(crate) fn features(all: &[Around], scene: &Scene, unit: usize) -> [u64; FEATURES] {
    let Range { start: at, end } = scene.units[unit];
    let none = Around::default();
    let get =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| all.get(at)).unwrap_or(&none);
    let (a, p1, p2, n1, n2) = (get(0), get(-1), get(-2), get(1), get(2));
    let behind = all.get(end).unwrap_or(&none);
    let whole = u64::from(end - at > 1);
    let way = scene.ways[unit];
    let near = pair(way.between, way.distance);
    let (rough, kind) = (way.rough, scene.kind);
    let side = way.distance >> 5;
    let place = clause::place(a.clause);
    let given = |n: Option<usize>| n.and_then(|n| scene.given.get(n)).copied().unwrap_or(99);
    let (g, g1, gb) = (given(Some(unit)), given(Some(unit + 1)), given(unit.checked_sub(1)));
    let tied = |n: Option<usize>| n.and_then(|n| scene.tied.get(n)).copied().unwrap_or(99);
    let (t, t1, tb) = (tied(Some(unit)), tied(Some(unit + 1)), tied(unit.checked_sub(1)));
    [
        feature(201, t),
        feature(202, pair(t, side)),
        feature(203, pair(t, pair(a.hint, way.hinted))),
        feature(204, pair(t, way.between)),
        feature(205, pair(t, pair(g, scene.pattern))),
        feature(206, pair(t, pair(t1, side))),
        feature(207, pair(t, pair(tb, side))),
        feature(208, pair(t, pair(a.pos, side))),
        feature(1, way.between),
        feature(2, near),
        feature(3, pair(near, kind)),
        feature(5, pair(way.between, pair(scene.word, a.quote))),
        feature(8, pair(rough, pair(a.pos, kind))),
        feature(10, pair(rough, pair(scene.behind, a.quote))),
        feature(11, pair(rough, pair(scene.before, a.quote))),
        feature(12, pair(side, pair(p1.pos, a.pos))),
        feature(13, pair(side, pair(a.pos, n1.pos))),
        feature(14, pair(pair(rough, p1.pos), pair(a.pos, n1.pos))),
        feature(15, pair(pair(side, p2.pos), pair(p1.pos, a.pos))),
        feature(16, pair(pair(side, a.pos), pair(n1.pos, n2.pos))),
        feature(17, pair(side, a.word)),
        feature(18, pair(side, p1.word)),
        feature(19, pair(side, n1.word)),
        feature(22, pair(way.path, pair(a.pos, kind))),
        feature(24, pair(way.path, pair(a.pos, side))),
        feature(25, pair(way.between, pair(a.quote, a.pos))),
        feature(26, pair(way.between, pair(a.quote, a.sentence))),
        feature(33, pair(way.between, pair(a.left, a.right))),
        feature(34, pair(rough, pair(a.place, a.before))),
        feature(35, pair(rough, pair(pair(n1.quote, p1.quote), a.quote))),
        feature(37, pair(pair(side, a.verb_left), a.verb_right)),
        feature(38, pair(pair(scene.behind, way.distance), a.pos)),
        feature(39, pair(pair(scene.before, way.distance), a.pos)),
        feature(40, pair(pair(rough, a.pos), pair(a.verb_right, a.right))),
        feature(42, pair(a.hint, way.between)),
        feature(43, pair(pair(a.hint, way.hinted), side)),
        feature(45, pair(pair(a.hint, way.hinted), scene.kind)),
        feature(47, pair(pair(a.hint, way.hinted), way.distance)),
        feature(48, pair(pair(a.hint, way.hinted), pair(a.pos, side))),
        feature(49, pair(pair(a.hint, way.hinted), scene.frame)),
        feature(41, pair(pair(whole, way.between), pair(a.quote, behind.pos))),
        feature(50, pair(g, scene.pattern)),
        feature(51, pair(pair(g, g1), pair(gb, scene.pattern))),
        feature(52, pair(pair(g, a.hint), pair(way.hinted, side))),
        feature(53, pair(pair(g, g1), pair(a.hint, side))),
        feature(54, pair(pair(g, gb), pair(a.hint, p1.hint))),
        feature(55, pair(pair(g, scene.kind), side)),
        feature(56, pair(pair(g, a.pos), pair(g1, gb))),
        feature(57, pair(pair(g, scene.word), way.between)),
        feature(58, pair(pair(g, a.word), pair(g1, side))),
        feature(90, pair(a.clause, way.between)),
        feature(91, pair(pair(a.clause, way.clauses), pair(rough, a.pos))),
        feature(92, pair(pair(place, way.clauses), kind)),
        feature(93, pair(pair(p1.clause, a.clause), pair(n1.clause, side))),
        feature(94, pair(pair(place, way.clauses), pair(g, side))),
        feature(95, pair(pair(a.clause, a.word), side)),
        feature(96, pair(pair(a.clause, p1.word), side)),
        feature(97, pair(pair(way.clauses, a.clause), pair(scene.behind, side))),
    ]
}

/// The labels given so far in a window.
#[derive(Clone, Copy, Default)]
pub(crate) struct Past {
    last: u8,
    last2: u8,
    /// A source has begun; a content has begun; on this side of the cue.
    seen: u64,
    /// The labels right before the cue, for the tokens behind it.
    left: u64,
    /// Units, and finite verbs among them, since the label that runs began.
    length: usize,
    verbs: u64,
}

impl Past {
    /// Adds the label of a unit that begins with this token.
    pub(crate) fn push(&mut self, label: u8, first: &Around) {
        if label != self.last {
            (self.length, self.verbs) = (0, 0);
        }
        self.length += 1;
        let is = |place| clause::is(first.clause, place);
        self.verbs += u64::from(is(Place::Verb) || is(Place::Bare));
        match LABELS[usize::from(label)] {
            Role::Source => self.seen |= 1,
            Role::Content => self.seen |= 2,
            _ => {}
        }
        self.last2 = self.last;
        self.last = label;
    }

    /// Passes the cue.
    pub(crate) fn pass_cue(&mut self) {
        self.left = self.seen << 1 | 1;
        self.last2 = self.last;
        self.last = 7;
        (self.length, self.verbs) = (0, 0);
    }

    /// How long the running label has run: finite verbs, and units roughly.
    fn run(self) -> u64 {
        self.verbs.min(2) | (bucket(self.length) as u64) << 2
    }
}

/// How many features the labels before a token add.
pub(crate) const HISTORY: usize = 28;

/// The features that the labels before a token give.
pub(crate) fn history(all: &[Around], scene: &Scene, unit: usize, past: Past) -> [u64; HISTORY] {
    let at = scene.units[unit].start;
    let none = Around::default();
    let get =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| all.get(at)).unwrap_or(&none);
    let (a, p1, n1) = (get(0), get(-1), get(1));
    let way = scene.ways[unit];
    let (l1, l2) = (u64::from(past.last), u64::from(past.last2));
    let seen = past.seen | past.left << 2;
    let last = pair(l1, seen);
    let g = scene.given[unit];
    let gb = unit.checked_sub(1).map_or(99, |n| scene.given[n]);
    let t = scene.tied[unit];
    [
        feature(221, pair(last, t)),
        feature(222, pair(pair(last, t), a.hint)),
        feature(223, pair(pair(last, t), pair(g, a.clause))),
        feature(79, pair(last, g)),
        feature(80, pair(pair(last, g), pair(gb, scene.pattern))),
        feature(81, pair(pair(last, g), a.hint)),
        feature(82, pair(pair(l1, g), pair(a.pos, gb))),
        feature(76, pair(last, pair(a.hint, way.hinted))),
        feature(77, pair(last, pair(p1.hint, a.hint))),
        feature(78, pair(pair(last, a.hint), pair(way.hinted, scene.kind))),
        feature(61, l1),
        feature(62, pair(last, l2)),
        feature(63, pair(last, way.between)),
        feature(64, pair(last, pair(scene.kind, way.rough))),
        feature(65, pair(l1, pair(p1.pos, a.pos))),
        feature(66, pair(l1, pair(a.pos, n1.pos))),
        feature(67, pair(l1, a.word)),
        feature(70, pair(last, pair(a.quote, a.pos))),
        feature(73, pair(l1, pair(a.right, a.right_kind))),
        feature(74, pair(pair(last, scene.word), way.between)),
        feature(75, pair(l1, pair(a.sentence, pair(a.quote, way.rough)))),
        feature(83, pair(last, a.clause)),
        feature(84, pair(pair(last, a.clause), pair(p1.pos, a.pos))),
        feature(85, pair(pair(last, past.run()), a.clause)),
        feature(86, pair(pair(last, past.run()), a.word)),
        feature(87, pair(l1, pair(p1.word, a.word))),
        feature(88, pair(pair(last, way.clauses), pair(a.clause, a.pos))),
        feature(89, pair(pair(last, past.run()), pair(way.between, scene.kind))),
    ]
}
