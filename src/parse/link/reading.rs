//! What belongs to one cue: its units have the role that most speaks for, and units of one role that
//! stand together are a piece.

use std::ops::Range;

use super::candidates::Candidate;
use super::scene::Scene;
use super::tail;
use super::tie::Link;
use crate::tag::{linear, network};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Role, Token};

/// What a token can be to a cue, in the order of the network's scores.
const ROLES: [Role; network::ROLES] = [Role::None, Role::Source, Role::Content];

/// A margin that is not worth measuring.
const WIDE: i32 = 4000;

/// What the network is as sure of as this is not cut off.
const SURE: i32 = 32;

/// Units beside each other that have one role.
struct Run {
    role: Role,
    tokens: Range<usize>,
    /// By how much the role is chosen where it is chosen most clearly.
    strength: i32,
}

/// Puts the units near a cue together.
pub(super) fn gather(text: &Text<'_>, scene: &Scene, candidate: &Candidate) -> Link {
    let mut made = Link {
        sentence: candidate.sentence,
        cue: candidate.cue.clone(),
        head: scene.alone.head,
        proposal: candidate.proposal,
        margins: [WIDE; 3],
        ..Link::default()
    };
    let mut runs: Vec<Run> = Vec::new();
    let mut parted = true;
    for (unit, scores) in scene.units.iter().zip(&scene.roles) {
        if scene.is_cue(unit.start) {
            parted = true;
            continue;
        }
        let (role, margin) = chosen(scores);
        let running = runs.last().filter(|_| !parted).map_or(Role::None, |run| run.role);
        let kind = match role {
            Role::Source => 0,
            role if role != running => 1,
            _ => 2,
        };
        made.margins[kind] = made.margins[kind].min(margin);
        match runs.last_mut() {
            Some(run) if !parted && run.role == role => {
                run.tokens.end = unit.end;
                run.strength = run.strength.max(margin);
            }
            _ => runs.push(Run { role, tokens: unit.clone(), strength: margin }),
        }
        parted = false;
    }
    let all = |role: Role| runs.iter().filter(move |run| run.role == role);
    // Of several sources the clearest, of equals the first.
    let source = all(Role::Source).rev().max_by_key(|run| run.strength);
    made.source = source.map(|run| run.tokens.clone());
    made.content = all(Role::Content).map(|run| run.tokens.clone()).collect();
    tidy(&mut made, scene, &text.tokens);
    let mut cut = made.content.clone();
    tail::cut(&mut cut, &scene.alone.cue, &text.tokens);
    if cut != made.content && scene.belief(&made.content, &cut) < SURE {
        made.content = cut;
    }
    made
}

/// The role that most speaks for, and by how much.
fn chosen(scores: &[i32; network::ROLES]) -> (Role, i32) {
    let best = linear::best(scores, 0);
    let rivals = scores.iter().enumerate().filter(|(at, _)| *at != best);
    let rival = rivals.map(|(_, score)| *score).max().unwrap_or(scores[best]);
    (ROLES[best], scores[best] - rival)
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
        let cut = scene.alone.cue.start < gap.end && gap.start < scene.alone.cue.end
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_that_most_speaks_for_and_by_how_much() {
        assert_eq!(chosen(&[5, 9, 2]), (Role::Source, 4));
        assert_eq!(chosen(&[1, 2, 30]), (Role::Content, 28));
        assert_eq!(chosen(&[7, 2, 3]).0, Role::None);
    }
}
