//! What belongs to a cue: the network says of each token near it whether it is of the cue's source,
//! of its content, or of neither. How likely the cue with these is right a linear model says, which
//! also sees how the grammar reads the cue.
//!
//! The idea of labelling arguments anew for each predicate is that of semantic role labelling
//! (Gildea and Jurafsky 2002).

mod candidates;
pub(crate) mod likely;
mod reading;
pub(crate) mod scene;
mod tail;
mod tie;

pub(crate) use candidates::{Candidate, candidates};
pub(crate) use tie::Link;

use super::proposal::{Owners, Proposal};
use crate::tag::Hints;
use crate::tag::linear::{Model, Scores};
use crate::tag::network::Questions;
use crate::tokenise::Text;
use scene::Scene;

/// Ties every likely cue to its source and content, and says how likely it is.
pub(crate) fn links(
    likely: &Model<1>,
    text: &Text<'_>,
    hints: &Hints,
    proposals: &[Proposal],
) -> Vec<Link> {
    let owners = Owners::new(text.tokens.len(), proposals);
    let mut links = Vec::new();
    let mut questions = hints.read.questions();
    for candidate in candidates(text, &hints.around, proposals, &owners) {
        let made = link(text, hints, &mut questions, &candidate, proposals);
        let Some((mut link, signs)) = made else { continue };
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
    questions: &mut Questions<'_>,
    candidate: &Candidate,
    proposals: &[Proposal],
) -> Option<(Link, Signs)> {
    let scene = Scene::new(text, hints, questions, candidate, proposals);
    let link = reading::gather(text, &scene, candidate);
    let proposal = candidate.proposal.map(|n| &proposals[n]);
    if link.content.is_empty() {
        return None;
    }
    let signs = likely::features(text, &hints.around, &scene, &link, proposal);
    Some((link, signs))
}
