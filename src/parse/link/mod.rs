//! What belongs to a cue: a greedy tagger that goes over the surroundings of one cue and says of
//! each token whether it is of the cue's source, of its content, or of neither. It sees how the
//! grammar reads the cue, and learned from annotated news when to follow it.
//!
//! The idea of labelling arguments anew for each predicate is that of semantic role labelling
//! (Gildea and Jurafsky 2002).

pub(crate) mod features;
pub(crate) mod likely;
mod reading;
pub(crate) mod scene;
mod tail;

use std::ops::Range;

use super::proposal::{Owner, Owners, Proposal};
use crate::tag::Models;
use crate::tag::model::{Model, Scores};
use crate::tag::recurrent::Ties;
use crate::tag::roles::Around;
use crate::token::Role;
use crate::tokenise::Text;
pub(crate) use reading::link;
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
    /// Where it departs from the best reading of its cue, if it does.
    pub(crate) thought: Option<Thought>,
    /// How likely it is right: above 0 more likely than not.
    pub(crate) sureness: i32,
}

/// Where a link departs from the best reading of its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Thought {
    /// By how much the best reading was preferred there.
    pub(crate) margin: i32,
    /// The label there, and the one that it has here.
    pub(crate) from: u8,
    pub(crate) to: u8,
}

/// A word or run of words that could be a cue.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) sentence: usize,
    pub(crate) cue: Range<usize>,
    pub(crate) proposal: Option<usize>,
}

/// A cue that the role tagger rejects by more than this is not looked at again.
const FAR: i32 = 128;

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

/// Ties every likely cue to its source and content, and says how likely it is.
pub(crate) fn links(
    models: &Models,
    text: &Text<'_>,
    (around, ties): (&[Around], &Ties),
    proposals: &[Proposal],
) -> Vec<Link> {
    let owners = Owners::new(text.tokens.len(), proposals);
    let mut links = Vec::new();
    for candidate in candidates(text, around, proposals, &owners) {
        let (scene, made) =
            link(&models.links, text, (around, ties), &candidate, proposals, &owners);
        let proposal = candidate.proposal.map(|n| &proposals[n]);
        let best = choose(&models.choice, text, around, &scene, made, proposal);
        let Some((mut best, signs)) = best else { continue };
        best.sureness = score(&models.likely, &signs);
        links.push(best);
    }
    links
}

/// The best of several readings of one cue, with what speaks for or against it; of equals the
/// first. None when no reading has a content.
pub(crate) fn choose(
    model: &Model<1>,
    text: &Text<'_>,
    around: &[Around],
    scene: &Scene,
    mut links: Vec<Link>,
    proposal: Option<&Proposal>,
) -> Option<(Link, Signs)> {
    links.retain(|link| !link.content.is_empty());
    let alone = links.len() < 2;
    let weighed = links.into_iter().rev().map(|link| {
        let signs = likely::features(text, around, scene, &link, proposal);
        (if alone { 0 } else { score(model, &signs) }, link, signs)
    });
    weighed.max_by_key(|(score, ..)| *score).map(|(_, link, signs)| (link, signs))
}

/// What speaks for or against a link.
pub(crate) type Signs = [u64; likely::FEATURES];

/// What a model makes of the signs of a link.
fn score(model: &Model<1>, signs: &Signs) -> i32 {
    let mut scores: Scores<1> = [0];
    model.add_all(signs, &mut scores);
    i32::from(scores[0])
}
