//! The readings of one cue: its units are labelled from left to right, each by what speaks for it
//! and by the labels before it. Where a label was chosen narrowly, the next best is followed too.

use std::ops::Range;

use super::features::{self, COUNT, LABELS, Past};
use super::scene::Scene;
use super::{Candidate, Link, Thought, tail};
use crate::parse::proposal::{Owners, Proposal};
use crate::tag::model::{self, Model, Scores};
use crate::tag::recurrent::Ties;
use crate::tag::roles::Around;
use crate::token::{Kind, Role, Token};
use crate::tokenise::Text;

/// A margin that is not worth measuring.
const WIDE: i32 = 4000;

/// How many second thoughts a cue gets.
const SECOND_THOUGHTS: usize = 6;

/// A label that was chosen by more than this is not thought of again.
const NARROW: i32 = 200;

/// What a unit was taken for.
#[derive(Clone, Copy)]
struct Choice {
    label: u8,
    /// The next best label, and how far behind it was.
    rival: u8,
    margin: i32,
    /// What came before.
    past: Past,
}

/// Ties one cue to its source and content: the best reading first, then others that differ from it
/// where it was chosen narrowly.
pub(crate) fn link(
    model: &Model<COUNT>,
    text: &Text<'_>,
    (around, ties): (&[Around], &Ties),
    candidate: &Candidate,
    proposals: &[Proposal],
    owners: &Owners,
) -> (Scene, Vec<Link>) {
    let scene = Scene::new(text, (around, ties), candidate, proposals, owners);
    let fixed: Vec<Scores<COUNT>> = (0..scene.units.len())
        .map(|unit| {
            let mut scores = [0; COUNT];
            if !scene.is_cue(scene.units[unit].start) {
                model.add_all(&features::features(around, &scene, unit), &mut scores);
            }
            scores
        })
        .collect();
    let labeller = Labeller { model, around, scene: &scene, fixed: &fixed };
    let mut best = Vec::with_capacity(fixed.len());
    labeller.go_on(&mut best, None);
    let mut links = vec![gather(text, &scene, candidate, &best)];
    let mut narrow: Vec<usize> =
        (0..best.len()).filter(|&unit| best[unit].margin < NARROW).collect();
    narrow.sort_by_key(|&unit| best[unit].margin);
    for unit in narrow.into_iter().take(SECOND_THOUGHTS) {
        let mut other = best[..unit].to_vec();
        labeller.go_on(&mut other, Some(best[unit].rival));
        let mut made = gather(text, &scene, candidate, &other);
        made.thought = Some(Thought {
            margin: best[unit].margin,
            from: best[unit].label,
            to: best[unit].rival,
        });
        let new = |l: &Link| l.source != made.source || l.content != made.content;
        if links.iter().all(new) {
            links.push(made);
        }
    }
    (scene, links)
}

/// Labels the units of a scene from left to right.
struct Labeller<'a> {
    model: &'a Model<COUNT>,
    around: &'a [Around],
    scene: &'a Scene,
    /// What speaks for each label whatever stands before it.
    fixed: &'a [Scores<COUNT>],
}

impl Labeller<'_> {
    /// Goes on to the end; the next label may be given.
    fn go_on(&self, run: &mut Vec<Choice>, mut given: Option<u8>) {
        let mut past =
            run.last().map_or_else(Past::default, |last| self.after(run.len() - 1, last));
        for unit in run.len()..self.fixed.len() {
            let mut choice = Choice { label: 0, rival: 0, margin: WIDE, past };
            if !self.scene.is_cue(self.scene.units[unit].start) {
                let mut scores = self.fixed[unit];
                let history = features::history(self.around, self.scene, unit, past);
                self.model.add_all(&history, &mut scores);
                let best = model::best(&scores, 0);
                let rival =
                    (0..COUNT).filter(|&l| l != best).max_by_key(|&l| (scores[l], COUNT - l));
                let rival = rival.unwrap_or(0);
                let label = |l: usize| u8::try_from(l).unwrap_or(0);
                choice.margin = i32::from(scores[best]) - i32::from(scores[rival]);
                (choice.label, choice.rival) = (label(best), label(rival));
                if let Some(label) = given.take() {
                    choice.margin = choice.margin.min(0);
                    (choice.label, choice.rival) = (label, choice.label);
                }
            }
            past = self.after(unit, &choice);
            run.push(choice);
        }
    }

    /// What has come before the next unit.
    fn after(&self, unit: usize, choice: &Choice) -> Past {
        let mut past = choice.past;
        let first = self.scene.units[unit].start;
        if self.scene.is_cue(first) {
            past.pass_cue();
        } else {
            past.push(choice.label, &self.around[first]);
        }
        past
    }
}

/// Puts labelled units together.
fn gather(text: &Text<'_>, scene: &Scene, candidate: &Candidate, run: &[Choice]) -> Link {
    let mut made = Link {
        sentence: candidate.sentence,
        cue: candidate.cue.clone(),
        head: scene.head,
        proposal: candidate.proposal,
        margins: [WIDE; 3],
        ..Link::default()
    };
    let mut open: Option<(Role, Range<usize>)> = None;
    let close = |made: &mut Link, open: &mut Option<(Role, Range<usize>)>| match open.take() {
        Some((Role::Source, range)) if made.source.is_none() => made.source = Some(range),
        Some((Role::Content, range)) => made.content.push(range),
        _ => {}
    };
    for (unit, choice) in scene.units.iter().zip(run) {
        if scene.is_cue(unit.start) {
            close(&mut made, &mut open);
            continue;
        }
        let role = LABELS[usize::from(choice.label)];
        let running = open.as_ref().map_or(Role::None, |(role, _)| *role);
        let kind = match (role, running) {
            (Role::Source, _) => 0,
            (a, b) if a != b => 1,
            _ => 2,
        };
        made.margins[kind] = made.margins[kind].min(choice.margin);
        match &mut open {
            Some((running, range)) if *running == role => range.end = unit.end,
            _ => {
                close(&mut made, &mut open);
                if role != Role::None {
                    open = Some((role, unit.clone()));
                }
            }
        }
    }
    close(&mut made, &mut open);
    tidy(&mut made, scene, &text.tokens);
    tail::cut(&mut made.content, &scene.cue, &text.tokens);
    made
}

/// How many units between two pieces of a content are taken for a slip.
const SLIP: usize = 1;

/// Mends slips: short gaps in a content are closed, crumbs far from it are dropped.
fn tidy(link: &mut Link, scene: &Scene, tokens: &[Token<'_>]) {
    let units = |range: &Range<usize>| {
        let first = scene.units.partition_point(|u| u.start < range.start);
        scene.units[first..].iter().take_while(|u| u.start < range.end).count()
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for piece in link.content.drain(..) {
        let Some(last) = pieces.last_mut() else {
            pieces.push(piece);
            continue;
        };
        let gap = last.end..piece.start;
        let cut = scene.cue.start < gap.end && gap.start < scene.cue.end
            || link.source.as_ref().is_some_and(|s| s.start < gap.end && gap.start < s.end)
            || tokens[gap.clone()]
                .iter()
                .any(|t| matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Dash));
        if !cut && units(&gap) <= SLIP {
            last.end = piece.end;
        } else {
            pieces.push(piece);
        }
    }
    let longest = pieces.iter().map(&units).max().unwrap_or(0);
    let whole = |range: &Range<usize>| units(range) < range.len();
    pieces.retain(|piece| units(piece) > 2 || longest < 5 || whole(piece));
    link.content = pieces;
}
