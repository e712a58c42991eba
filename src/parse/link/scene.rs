//! What one cue looks like, and how everything near it stands to it.

use std::ops::Range;

use super::Candidate;
use crate::parse::proposal::{Owner, Owners, Proposal};
use crate::tag::clause::{self, Place};
use crate::tag::model::{bucket, pair};
use crate::tag::recurrent::{Asks, ROLES, Ties};
use crate::tag::roles::Around;
use crate::token::{Kind, Pos, Token};
use crate::tokenise::Text;

/// How many sentences of a paragraph before and behind the cue's own are looked at.
const BEFORE: usize = 2;
const BEHIND: usize = 6;

/// The tokens that can belong to a cue in this sentence: the sentence, those before it that are
/// quotations, and the quotations that follow.
pub(crate) fn window(text: &Text<'_>, sentence: usize) -> Range<usize> {
    let block = text.sentences[sentence].block;
    let quoted = |n: usize| {
        let s = &text.sentences[n];
        s.block == block && text.tokens[s.tokens.start].kind == Kind::OpenQuote
    };
    let mut first = sentence;
    while first > 0 && sentence - first < BEFORE && quoted(first - 1) {
        first -= 1;
    }
    let mut last = sentence;
    while last + 1 < text.sentences.len() && last - sentence < BEHIND && quoted(last + 1) {
        last += 1;
    }
    text.sentences[first].tokens.start..text.sentences[last].tokens.end
}

/// What one cue looks like, and how each token of its window stands to it.
pub(crate) struct Scene {
    pub(super) cue: Range<usize>,
    /// The token of the cue that says most.
    pub(super) head: usize,
    pub(super) word: u64,
    pub(super) kind: u64,
    pub(super) before: u64,
    pub(super) behind: u64,
    pub(super) frame: u64,
    /// The pattern by which the grammar reads the cue; 0 for none.
    pub(super) pattern: u64,
    /// What gets one label each: words, marks, and quotations as a whole.
    pub(crate) units: Vec<Range<usize>>,
    /// For each unit, the way to it.
    pub(super) ways: Vec<Way>,
    /// For each unit, what the grammar makes of it.
    pub(super) given: Vec<u64>,
    /// For each unit, what the network says for its being source and content.
    pub(super) ties: Vec<[i32; ROLES]>,
    /// The same in steps, both roles as one.
    pub(super) tied: Vec<u64>,
}

/// The way from a cue to a token.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    pub(super) distance: u64,
    /// Commas, verbs, cues, quotations and sentence ends on the way.
    pub(super) between: u64,
    pub(super) rough: u64,
    /// Cues that the role tagger saw on the way.
    pub(super) hinted: u64,
    /// Subjects, and verbs without one of their own, on the way.
    pub(super) clauses: u64,
    /// The first words on the way, by part of speech.
    pub(super) path: u64,
}

/// The token of a cue that says most: its last verb, else its first word.
pub(crate) fn head(tokens: &[Token<'_>], around: &[Around], cue: &Range<usize>) -> usize {
    let inside = || cue.clone();
    inside()
        .rev()
        .find(|&at| tokens[at].pos.is_verb() && around[at].sense != 0)
        .or_else(|| inside().find(|&at| around[at].sense != 0))
        .or_else(|| inside().rev().find(|&at| tokens[at].pos.is_verb()))
        .unwrap_or(cue.start)
}

impl Scene {
    /// Looks at the window from a cue.
    pub(crate) fn new(
        text: &Text<'_>,
        (around, ties): (&[Around], &Ties),
        candidate: &Candidate,
        proposals: &[Proposal],
        owners: &Owners,
    ) -> Self {
        let tokens = &text.tokens;
        let window = window(text, candidate.sentence);
        let cue = candidate.cue.start..candidate.cue.end.min(window.end);
        let proposal = candidate.proposal.map(|n| &proposals[n]);
        let head = head(tokens, around, &cue);
        let seen = |at: Option<usize>| {
            at.filter(|at| window.contains(at)).map_or(1, |at| {
                let t = &tokens[at];
                let plain = t.is_wordlike()
                    && !matches!(
                        t.pos,
                        Pos::In | Pos::To | Pos::Wdt | Pos::Wp | Pos::Wrb | Pos::Cc | Pos::Dt
                    );
                if plain { t.pos as u64 + 2 } else { around[at].word }
            })
        };
        let be = cue.clone().any(|at| {
            ["is", "was", "are", "were", "be", "been", "being"].iter().any(|w| tokens[at].reads(w))
        });
        let passive = u64::from(be && tokens[head].pos == Pos::Vbn);
        let kind = pair(around[head].sense, tokens[head].pos as u64 | passive << 7);
        let before = seen(cue.start.checked_sub(1));
        let before2 = seen(cue.start.checked_sub(2));
        let behind = seen(Some(cue.end));
        let behind2 = seen(Some(cue.end + 1));
        let mut scene = Self {
            word: around[head].word,
            kind,
            before: pair(before, before2),
            behind: pair(behind, behind2),
            frame: pair(pair(before, behind), kind),
            pattern: proposal.map_or(0, |p| p.attribution.pattern as u64 + 1),
            units: units(text, &window, &cue),
            ways: Vec::new(),
            given: Vec::new(),
            ties: Vec::new(),
            tied: Vec::new(),
            head,
            cue,
        };
        scene.given = scene
            .units
            .iter()
            .map(|unit| given(proposal, candidate.proposal, owners, unit.start))
            .collect();
        let asks = ties.asked(head);
        scene.ties = scene.units.iter().map(|unit| tie(ties, &asks, unit)).collect();
        let steps = |[source, content]: &[i32; ROLES]| strength(*source) | strength(*content) << 4;
        scene.tied = scene.ties.iter().map(steps).collect();
        scene.ways = vec![Way::default(); scene.units.len()];
        scene.walk(tokens, around, true);
        scene.walk(tokens, around, false);
        scene
    }

    fn walk(&mut self, tokens: &[Token<'_>], around: &[Around], forth: bool) {
        let (cue, units) = (&self.cue, &self.units);
        let first = if forth {
            units.partition_point(|u| u.start < cue.end)
        } else {
            units.partition_point(|u| u.end <= cue.start)
        };
        let count = if forth { units.len() - first } else { first };
        let (mut commas, mut verbs, mut cues, mut quotes, mut stops, mut that, mut hinted) =
            (0_u64, 0, 0, 0, 0, 0, 0);
        let (mut subjects, mut bare) = (0_u64, 0);
        let mut path = 0;
        for step in 0..count {
            let number = if forth { first + step } else { first - 1 - step };
            let unit = &units[number];
            let t = &tokens[unit.start];
            let between = commas.min(2)
                | verbs.min(2) << 2
                | cues.min(1) << 4
                | quotes.min(3) << 5
                | stops.min(2) << 7
                | that << 9
                | u64::from(forth) << 10;
            let way = &mut self.ways[number];
            way.between = between;
            way.rough = between & !0b1_1100;
            way.distance = bucket(step) as u64 | u64::from(forth) << 5;
            way.hinted = hinted.min(2);
            way.clauses = subjects.min(3) | bare << 2;
            way.path = if step < 5 { path } else { 2 };
            path = pair(path, t.pos as u64 + 3 + (u64::from(unit.len() > 1) << 7));
            match t.kind {
                _ if unit.len() > 1 => quotes += 1,
                Kind::Comma | Kind::Dash => commas += 1,
                Kind::OpenQuote | Kind::CloseQuote => quotes += 1,
                Kind::Stop | Kind::Semicolon | Kind::Colon => stops += 1,
                _ => {
                    verbs += u64::from(t.pos.is_finite());
                    let clause = around[unit.start].clause;
                    subjects += u64::from(clause::is(clause, Place::Subject));
                    bare |= u64::from(clause::is(clause, Place::Bare));
                    cues += u64::from(around[unit.start].sense & 2 != 0);
                    hinted += u64::from(around[unit.start].hint == 1);
                    that |= u64::from(t.reads("that") || matches!(t.pos, Pos::Wp | Pos::Wdt));
                }
            }
        }
    }

    /// True for the cue's own tokens, which have no label.
    pub(crate) fn is_cue(&self, at: usize) -> bool {
        self.cue.contains(&at)
    }
}

/// What ties a unit to a cue: the mean of its tokens.
fn tie(ties: &Ties, asks: &Asks, unit: &Range<usize>) -> [i32; ROLES] {
    let mut sums = [0; ROLES];
    for at in unit.clone() {
        for (sum, score) in sums.iter_mut().zip(ties.between(asks, at)) {
            *sum += score;
        }
    }
    sums.map(|sum| sum / i32::try_from(unit.len()).unwrap_or(1).max(1))
}

/// How strong a tie is, in nine steps.
pub(super) fn strength(score: i32) -> u64 {
    const STEPS: [i32; 8] = [-128, -64, -32, -10, 10, 32, 64, 128];
    STEPS.partition_point(|step| *step < score) as u64
}

/// What the grammar makes of a token, seen from one cue: nothing, no part of it, its source, its
/// content, with beginnings; or the cue or source of another.
fn given(proposal: Option<&Proposal>, own: Option<usize>, owners: &Owners, at: usize) -> u64 {
    let other = match owners.of(at) {
        Owner::Cue(n) if Some(n) != own => 1,
        Owner::Source(n) if Some(n) != own => 2,
        _ => 0,
    };
    let Some(proposal) = proposal else { return other };
    let source = proposal.source.as_ref().filter(|s| s.contains(&at));
    let content = proposal.content.iter().find(|c| c.contains(&at));
    let here = match (source, content) {
        (Some(s), _) => 2 + u64::from(s.start == at),
        (_, Some(c)) => 4 + u64::from(c.start == at),
        _ => 1,
    };
    other | here << 2
}

/// Cuts a window into units. A quotation with the cue inside it is not kept whole.
fn units(text: &Text<'_>, window: &Range<usize>, cue: &Range<usize>) -> Vec<Range<usize>> {
    let mut units = Vec::with_capacity(window.len());
    let first = text.quotations.partition_point(|q| q.tokens.start < window.start);
    let mut quotations = text.quotations[first..].iter().filter(|q| q.depth == 0).peekable();
    let mut at = window.start;
    while at < window.end {
        while quotations.next_if(|q| q.tokens.start < at).is_some() {}
        let whole = quotations.next_if(|q| q.tokens.start == at).map(|q| q.tokens.clone());
        let apart = |q: &Range<usize>| q.end <= cue.start || cue.end <= q.start;
        let unit = whole.filter(|q| apart(q) && q.end <= window.end).unwrap_or(at..at + 1);
        at = unit.end;
        units.push(unit);
    }
    units
}
