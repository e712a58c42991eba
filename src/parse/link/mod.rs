//! What belongs to a cue: a greedy tagger that goes over the surroundings of one cue and says of
//! each token whether it is of the cue's source, of its content, or of neither. It sees how the
//! grammar reads the cue, and learned from annotated news when to follow it.
//!
//! The idea of labelling arguments anew for each predicate is that of semantic role labelling
//! (Gildea and Jurafsky 2002).

pub(crate) mod features;
pub(crate) mod likely;
pub(crate) mod scene;
mod tail;

use std::ops::Range;

use super::proposal::{Owner, Owners, Proposal};
use crate::tag::Models;
use crate::tag::model::{self, Model, Scores};
use crate::tag::roles::Around;
use crate::token::{Kind, Role, Token};
use crate::tokenise::Text;
use features::{COUNT, LABELS, Past};
use scene::Scene;

/// A likely cue with what seems to belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// Index into [`Text::sentences`].
    pub(crate) sentence: usize,
    /// The tokens of the cue.
    pub(crate) cue: Range<usize>,
    /// The token of the cue that says most.
    pub(crate) head: usize,
    /// The tokens of the source, if one is near.
    pub(crate) source: Option<Range<usize>>,
    /// The pieces of the content, in order.
    pub(crate) content: Vec<Range<usize>>,
    /// The proposal of the grammar with the same cue.
    pub(crate) proposal: Option<usize>,
    /// How narrowly the labels of its source, of the edges of its content, and of all else were
    /// chosen.
    pub(crate) margins: [i32; 3],
    /// How likely it is right: above 0 more likely than not.
    pub(crate) sureness: i32,
}

/// A word or run of words that could be a cue.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) sentence: usize,
    pub(crate) cue: Range<usize>,
    pub(crate) proposal: Option<usize>,
}

/// A cue that the role tagger rejects by more than this is not looked at again.
const FAR: i32 = 250;

/// Everything that could be a cue: what the grammar reads as one, the runs that the role tagger
/// takes for one, and words of the lexicon that it nearly took for one.
pub(crate) fn candidates(
    text: &Text<'_>,
    around: &[Around],
    proposals: &[Proposal],
    owners: &Owners,
) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let mut taken = vec![false; proposals.len()];
    for (sentence, part) in text.sentences.iter().enumerate() {
        let mut at = part.tokens.start;
        while at < part.tokens.end {
            let hint = |at: usize| text.tokens[at].hint;
            let start = at;
            at += 1;
            if hint(start).role == Role::Cue {
                while at < part.tokens.end && hint(at).role == Role::Cue && !hint(at).begins {
                    at += 1;
                }
            } else if matches!(owners.of(start), Owner::Cue(n) if !taken[n]) {
                while at < part.tokens.end
                    && owners.of(at) == owners.of(start)
                    && hint(at).role != Role::Cue
                {
                    at += 1;
                }
            } else if near(text, around, start) {
                while at < part.tokens.end
                    && near(text, around, at)
                    && hint(at).role != Role::Cue
                    && owners.of(at) == Owner::None
                {
                    at += 1;
                }
            } else {
                continue;
            }
            let proposal = (start..at).find_map(|at| match owners.of(at) {
                Owner::Cue(n) if !taken[n] => Some(n),
                _ => None,
            });
            // The rest of a cue whose other words have been a candidate.
            let rest = proposal.is_none()
                && hint(start).role != Role::Cue
                && matches!(owners.of(start), Owner::Cue(_));
            if rest {
                continue;
            }
            if let Some(n) = proposal {
                taken[n] = true;
            }
            all.push(Candidate { sentence, cue: start..at, proposal });
        }
    }
    all
}

/// True for a word that the role tagger nearly took for a cue.
fn near(text: &Text<'_>, around: &[Around], at: usize) -> bool {
    text.tokens[at].is_wordlike() && !around[at].is_quoted() && around[at].cue >= -FAR
}

/// What is less likely than this is not worth a word.
const DOUBT: i32 = -200;

/// Ties every likely cue to its source and content, and says how likely it is.
pub(crate) fn links(
    models: &Models,
    text: &Text<'_>,
    around: &[Around],
    proposals: &[Proposal],
) -> Vec<Link> {
    let owners = Owners::new(text.tokens.len(), proposals);
    let mut links = Vec::new();
    for candidate in candidates(text, around, proposals, &owners) {
        let (scene, mut made) = link(&models.links, text, around, &candidate, proposals, &owners);
        if made.content.is_empty() {
            continue;
        }
        let mut scores: Scores<{ likely::ROOM }> = [0; likely::ROOM];
        let proposal = made.proposal.map(|n| &proposals[n]);
        models
            .likely
            .add_all(&likely::features(text, around, &scene, &made, proposal), &mut scores);
        made.sureness = i32::from(scores[0]);
        if made.sureness > DOUBT {
            links.push(made);
        }
    }
    links
}

/// A margin that is not worth measuring.
const WIDE: i32 = 4000;

/// Ties one cue to its source and content.
pub(crate) fn link(
    model: &Model<COUNT>,
    text: &Text<'_>,
    around: &[Around],
    candidate: &Candidate,
    proposals: &[Proposal],
    owners: &Owners,
) -> (Scene, Link) {
    let scene = Scene::new(text, around, candidate, proposals, owners);
    let mut past = Past::default();
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
    for (number, unit) in scene.units.iter().enumerate() {
        if scene.is_cue(unit.start) {
            past.pass_cue();
            close(&mut made, &mut open);
            continue;
        }
        let mut scores: Scores<COUNT> = [0; COUNT];
        model.add_all(&features::features(around, &scene, number), &mut scores);
        model.add_all(&features::history(around, &scene, number, past), &mut scores);
        let best = model::best(&scores, 0);
        past.push(u8::try_from(best).unwrap_or(0));
        let role = LABELS[best];
        let rival = (0..COUNT).filter(|&l| l != best).map(|l| scores[l]).max();
        let running = open.as_ref().map_or(Role::None, |(role, _)| *role);
        let kind = match (role, running) {
            (Role::Source, _) => 0,
            (a, b) if a != b => 1,
            _ => 2,
        };
        let margin = i32::from(scores[best]) - i32::from(rival.unwrap_or(0));
        made.margins[kind] = made.margins[kind].min(margin);
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
    tidy(&mut made, &scene, &text.tokens);
    tail::cut(&mut made.content, &scene.cue, &text.tokens);
    (scene, made)
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
