//! What belongs to a cue: the network says of each token near it whether it is of the cue's source,
//! of its content, or of neither. How likely the cue with these is right a linear model says, which
//! also sees how the grammar reads the cue.
//!
//! The idea of labelling arguments anew for each predicate is that of semantic role labelling
//! (Gildea and Jurafsky 2002).

pub(crate) mod likely;
mod reading;
pub(crate) mod scene;
mod tail;

use std::ops::Range;

use super::proposal::{Owner, Owners, Proposal};
use crate::tag::linear::{Model, Scores};
use crate::tag::roles::Around;
use crate::tag::{Hints, network};
use crate::tokenise::Text;
use crate::tokenise::token::Role;
use scene::Scene;

/// What a token can be to a cue, in the order of the network's scores.
const ROLES: [Role; network::ROLES] = [Role::None, Role::Source, Role::Content];

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
    /// How narrowly the roles of its source, of the edges of its content, and of all else were
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
const FAR: i32 = 64;
/// A word so much farther from being a cue than the one beside it is not of the same.
const STEEP: i32 = 32;

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
            let mut start = at;
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
                let heart = heart(around, start..at);
                (start, at) = (heart.start, heart.end);
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

/// Of words that the role tagger nearly took for a cue the one that it most nearly did, and those
/// around it that are not much farther.
fn heart(around: &[Around], words: Range<usize>) -> Range<usize> {
    let most = words.clone().map(|at| around[at].cue).max().unwrap_or(0);
    let near = |at: &usize| around[*at].cue >= most - STEEP;
    let peak = words.clone().find(|&at| around[at].cue == most).unwrap_or(words.start);
    let left = (words.start..peak).rev().take_while(near).count();
    let right = (peak..words.end).take_while(near).count();
    peak - left..peak + right
}

/// True for a word that the role tagger nearly took for a cue.
fn near(text: &Text<'_>, around: &[Around], at: usize) -> bool {
    text.tokens[at].is_wordlike() && !around[at].is_quoted() && around[at].cue >= -FAR
}

/// Ties every likely cue to its source and content, and says how likely it is.
pub(crate) fn links(
    likely: &Model<1>,
    text: &Text<'_>,
    hints: &Hints,
    proposals: &[Proposal],
) -> Vec<Link> {
    let owners = Owners::new(text.tokens.len(), proposals);
    let mut links = Vec::new();
    for candidate in candidates(text, &hints.around, proposals, &owners) {
        let Some((mut link, signs)) = link(text, hints, &candidate, proposals) else { continue };
        let mut scores: Scores<1> = [0];
        likely.add_all(&signs, &mut scores);
        link.sureness = i32::from(scores[0]);
        links.push(link);
    }
    links
}

/// What speaks for or against a link.
pub(crate) type Signs = [u64; likely::FEATURES];

/// What seems to belong to a cue, with what speaks for or against it. None without a content.
pub(crate) fn link(
    text: &Text<'_>,
    hints: &Hints,
    candidate: &Candidate,
    proposals: &[Proposal],
) -> Option<(Link, Signs)> {
    let scene = Scene::new(text, hints, candidate, proposals);
    let link = reading::gather(text, &scene, candidate);
    let proposal = candidate.proposal.map(|n| &proposals[n]);
    if link.content.is_empty() {
        return None;
    }
    let signs = likely::features(text, &hints.around, &scene, &link, proposal);
    Some((link, signs))
}
