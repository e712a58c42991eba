//! How likely a cue is right, given what seems to belong to it.

use std::ops::Range;

use super::cue_alone::CueAlone;
use super::scene::Scene;
use super::tie::Link;
use crate::parse::proposal::{Proposal, shared};
use crate::tag::around::{Around, Seen};
use crate::tag::clause::{self, ClausePart};
use crate::tag::linear::{bucket, feature, pair};
use crate::tokenise::Text;
use crate::tokenise::token::Role;

/// How many features are of the cue with its source and content; the others are of the edges of the
/// content.
const WHOLE: usize = 28;
/// How many say how well the network ties them together.
const TIES: usize = 13;

/// How many features speak for or against a link, those of the cue by itself apart.
pub(crate) const FEATURES: usize = 53;

/// The features of what seems to belong to a cue.
pub(crate) fn features(
    text: &Text<'_>,
    around: &[Around],
    scene: &Scene,
    link: &Link,
    proposal: Option<&Proposal>,
) -> [u64; FEATURES] {
    let (CueAlone { cue, hinted, kind, pattern, .. }, tokens) = (&scene.alone, &text.tokens);
    let (hinted, kind, pattern) = (*hinted, *kind, *pattern);
    let (word, stem) = (scene.alone.seen.word, scene.alone.seen.stem);
    let side = |range: &Range<usize>| u64::from(range.start > cue.start);
    let source = link.source.as_ref().map_or(0, |s| {
        let last = &tokens[s.end - 1];
        1 + (side(s) | (last.pos as u64) << 1 | (s.start.abs_diff(cue.end).min(3) as u64) << 8)
    });
    let first = link.content.first().map_or(0..0, Clone::clone);
    let length: usize = link.content.iter().map(Range::len).sum();
    let get = |at: Option<usize>| Seen::at(tokens, around, at);
    let opening = &get(Some(first.start));
    let begins = pair(pair(opening.pos, opening.quote), side(&first));
    let near = if side(&first) == 1 { first.start - cue.end.min(first.start) } else { 0 };
    let shape = pair(
        pair(link.content.len().min(3) as u64, bucket(length) as u64),
        pair(side(&first), near.min(4) as u64),
    );
    let verb_inside =
        u64::from(link.content.iter().any(|c| tokens[c.clone()].iter().any(|t| t.pos.is_finite())));
    let last = get(link.source.as_ref().map(|s| s.end - 1));
    let agree = proposal.map_or(0, |p| agreement(link, p));
    let [m0, m1, m2] = link.margins.map(|m| u64::from((m.max(0).unsigned_abs() / 12 + 1).ilog2()));
    let whole = [
        feature(6, pair(word, pair(opening.word, near.min(1) as u64))),
        feature(7, pair(word, begins)),
        feature(8, pair(kind, begins)),
        feature(9, pair(kind, source)),
        feature(10, pair(word, source)),
        feature(11, pair(source, shape)),
        feature(12, pair(kind, shape)),
        feature(13, pair(hinted, source)),
        feature(14, pair(hinted, shape)),
        feature(24, pair(opening.word, pair(kind, near.min(3) as u64))),
        feature(25, pair(verb_inside, pair(kind, begins))),
        feature(26, pair(verb_inside, pair(word, side(&first)))),
        feature(32, pair(last.word, word)),
        feature(33, pair(last.classes, kind)),
        feature(34, pair(opening.hint, pair(hinted, source))),
        feature(39, pair(agree, pattern)),
        feature(40, pair(agree, hinted)),
        feature(41, pair(agree, kind)),
        feature(42, pair(pattern, pair(source, shape))),
        feature(45, m0),
        feature(46, m1),
        feature(47, m2),
        feature(48, pair(m0, m1)),
        feature(49, pair(m1, m2)),
        feature(50, pair(m1, pattern)),
        feature(51, pair(m0, pair(source, pattern))),
        feature(52, pair(stem, begins)),
        feature(53, pair(stem, source)),
    ];
    let mut all = [0; FEATURES];
    all[..WHOLE].copy_from_slice(&whole);
    let (ties, last) = all[WHOLE..].split_at_mut(TIES);
    ties.copy_from_slice(&tied(text, scene, link, agree));
    let edges = Edges::of(text, around, link);
    last.copy_from_slice(&edges.features(kind, [begins, side(&first)], opening));
    all
}

/// How sure the network is of what the link takes for the content of its cue and its source, of what it leaves out; and how far the roles near the cue are those it gives the words
/// when it reads the draft as a whole.
fn tied(text: &Text<'_>, scene: &Scene, link: &Link, agree: u64) -> [u64; TIES] {
    let CueAlone { hinted, odds, kind, pattern, .. } = scene.alone;
    let (mut said, mut out, mut sayer) = (Mean::default(), 0_u64, Mean::default());
    let (mut doubts, mut units, mut both, mut strays, mut met) = (0, 0_u64, 0_u64, 0_u64, 0_u64);
    for (unit, scores) in scene.units.iter().zip(&scene.roles) {
        if scene.is_cue(unit.start) {
            continue;
        }
        let [none, source, content] = *scores;
        let (source, content) = (source - none, content - none);
        let hint = text.tokens[unit.start].hint.role;
        doubts += (DOUBT - content.abs().min((content - source).abs())).max(0);
        if link.content.iter().any(|piece| piece.contains(&unit.start)) {
            said.add(content);
            units += 1;
            both += u64::from(hint == Role::Content);
        } else if link.source.as_ref().is_some_and(|s| s.contains(&unit.start)) {
            sayer.add(source);
            met |= u64::from(hint == Role::Source);
        } else {
            out += u64::from(content > 0);
            strays += u64::from(hint == Role::Content);
        }
    }
    let doubts = u64::from((doubts.unsigned_abs() / 32 + 1).ilog2());
    let both = 4 * both / units.max(1);
    let strays = strays.min(3);
    let (said, out, sayer) = (said.strength(), out.min(4), sayer.strength());
    let met = if link.source.is_some() { met } else { 2 };
    [
        feature(80, pair(said, out)),
        feature(81, pair(said, sayer)),
        feature(82, pair(sayer, kind)),
        feature(83, pair(said, kind)),
        feature(84, pair(pair(said, sayer), pair(out, hinted))),
        feature(85, pair(out, pair(pattern, agree))),
        feature(87, pair(odds, doubts)),
        feature(88, pair(odds, pair(said, sayer))),
        feature(90, pair(doubts, kind)),
        feature(91, pair(both, pair(met, odds))),
        feature(92, pair(both, pair(strays, met))),
        feature(93, pair(doubts, pair(both, met))),
        feature(94, pair(pair(odds, doubts), pair(both, met))),
    ]
}

/// What speaks for a role by less than this is doubtful.
const DOUBT: i32 = 64;

/// The mean of some ties.
#[derive(Default)]
struct Mean {
    sum: i32,
    count: i32,
}

impl Mean {
    fn add(&mut self, score: i32) {
        self.sum += score.clamp(-160, 160);
        self.count += 1;
    }

    fn strength(&self) -> u64 {
        self.sum.checked_div(self.count).map_or(20, strength)
    }
}

/// How strong a tie is, in nine steps.
fn strength(score: i32) -> u64 {
    const STEPS: [i32; 8] = [-128, -64, -32, -10, 10, 32, 64, 128];
    STEPS.partition_point(|step| *step < score) as u64
}

/// Where a content begins and ends.
struct Edges {
    /// The last token, the one behind it, the one in front of the first.
    closing: Seen,
    behind: Seen,
    outside: Seen,
    /// Subjects and verbs without one, piece by piece.
    inside: u64,
    /// The same between the end and that of the sentence in which the content begins.
    rest: u64,
    /// 1 when the content ends with that sentence.
    ends: u64,
}

impl Edges {
    fn of(text: &Text<'_>, around: &[Around], link: &Link) -> Self {
        let get = |at: Option<usize>| Seen::at(&text.tokens, around, at);
        let (first, last) = (link.content.first(), link.content.last());
        let (first, last) = (first.map_or(0, |c| c.start), last.map_or(0, |c| c.end));
        let number = text.sentences.partition_point(|s| s.tokens.end <= first);
        let end = text.sentences.get(number).map_or(last, |sentence| sentence.tokens.end);
        let count = |range: &Range<usize>, wanted: ClausePart| {
            let at_place = around[range.clone()].iter().filter(|a| clause::is(a.clause, wanted));
            at_place.count().min(3) as u64
        };
        let counts = |range: &Range<usize>| {
            count(range, ClausePart::Subject) | count(range, ClausePart::Bare) << 2
        };
        let rest = || 1 + counts(&(last..end)) + ((bucket(end - last) as u64) << 8);
        Self {
            closing: get(last.checked_sub(1)),
            behind: get(Some(last)),
            outside: get(first.checked_sub(1)),
            inside: link.content.iter().map(counts).fold(0, |all, one| all << 4 | one),
            rest: if last < end { rest() } else { 0 },
            ends: u64::from(last + 1 >= end),
        }
    }

    /// What they say of a content that begins so, on this side of the cue.
    fn features(
        &self,
        kind: u64,
        [begins, side]: [u64; 2],
        opening: &Seen,
    ) -> [u64; FEATURES - WHOLE - TIES] {
        [
            feature(60, pair(self.ends, pair(self.behind.word, side))),
            feature(61, pair(self.ends, pair(self.closing.pos, self.behind.pos))),
            feature(62, pair(self.behind.clause, pair(self.closing.pos, self.behind.word))),
            feature(63, pair(self.behind.clause, pair(self.closing.clause, self.ends))),
            feature(64, pair(pair(self.outside.pos, opening.pos), side)),
            feature(65, pair(self.outside.word, pair(opening.clause, side))),
            feature(66, pair(pair(self.inside, side), kind)),
            feature(67, pair(self.inside, pair(begins, self.ends))),
            feature(68, pair(pair(self.rest, self.ends), side)),
            feature(69, pair(self.ends, pair(kind, self.behind.pos))),
            feature(71, pair(pair(self.behind.quote, self.closing.quote), side)),
            feature(72, pair(pair(self.behind.hint, self.closing.hint), side)),
        ]
    }
}

/// How far a link is what the grammar proposes: the source, and shares of the content.
fn agreement(link: &Link, proposal: &Proposal) -> u64 {
    let source = match (&link.source, &proposal.source) {
        (None, None) => 1,
        (Some(a), Some(b)) if a == b => 2,
        (Some(a), Some(b)) if a.start < b.end && b.start < a.end => 3,
        (Some(_), Some(_)) => 4,
        (Some(_), None) => 5,
        (None, Some(_)) => 6,
    };
    let (both, all) = shared(&link.content, &proposal.content);
    let content = 4 * both / all.max(1);
    source << 4 | content as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_has_nine_steps() {
        assert_eq!(strength(-200), 0);
        assert_eq!(strength(-128), 0);
        assert_eq!(strength(-127), 1);
        assert_eq!(strength(0), 4);
        assert_eq!(strength(10), 4);
        assert_eq!(strength(11), 5);
        assert_eq!(strength(129), 8);
    }

    #[test]
    fn the_mean_of_no_ties_is_a_step_of_its_own() {
        let mut mean = Mean::default();
        assert_eq!(mean.strength(), 20);
        mean.add(1000);
        mean.add(0);
        assert_eq!(mean.strength(), strength(80));
    }
}
