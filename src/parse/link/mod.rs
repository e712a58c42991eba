//! What belongs to a cue: the network says of each token near it whether it is of the cue's source,
//! of its content, or of neither. How likely the cue with these is right a linear model says, which
//! also sees how the grammar reads the cue.
//!
//! The idea of labelling arguments anew for each predicate is that of semantic role labelling
//! (Gildea and Jurafsky 2002).

mod candidates;
pub(crate) mod cue_alone;
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
use cue_alone::CueAlone;
use scene::Scene;

/// Ties every likely cue to its source and content, and says how likely it is.
pub(crate) fn links(
    likely: &Model<1>,
    text: &Text<'_>,
    hints: &Hints,
    proposals: &[Proposal],
) -> Vec<Link> {
    links_above(HOPELESS, likely, text, hints, proposals)
}

/// The same; `least` is what must speak for a near miss that the lexicon does not know.
fn links_above(
    least: i16,
    likely: &Model<1>,
    text: &Text<'_>,
    hints: &Hints,
    proposals: &[Proposal],
) -> Vec<Link> {
    let owners = Owners::new(text.tokens.len(), proposals);
    let mut links = Vec::new();
    let mut questions = hints.read.questions();
    for candidate in candidates(text, &hints.around, proposals, &owners) {
        let alone = CueAlone::new(text, hints, &candidate, proposals);
        let mut scores: Scores<1> = [0];
        likely.add_all(&alone.features(text, &hints.around), &mut scores);
        if candidate.is_miss(text) && !alone.is_known(&hints.around) && scores[0] < least {
            continue;
        }
        let made = tie(text, hints, &mut questions, alone, (&candidate, proposals));
        let Some((mut link, signs)) = made else { continue };
        likely.add_all(&signs, &mut scores);
        link.sureness = i32::from(scores[0]);
        links.push(link);
    }
    links
}

/// A near miss that the lexicon does not know is believed only if much more speaks for it than against
/// it. The network is not asked about one against which its own words say so much already, in 32nds of
/// a unit of log-odds. A third of 15,000 near misses in the annotated articles were such, and none of
/// these was believed when it was asked about.
const HOPELESS: i16 = -40;

/// What speaks for or against a link: first the features of its cue alone.
#[cfg(feature = "train")]
pub(crate) type Signs = [u64; cue_alone::FEATURES + likely::FEATURES];

/// What seems to belong to a cue, with what speaks for or against it. None without a content.
#[cfg(feature = "train")]
pub(crate) fn link(
    text: &Text<'_>,
    hints: &Hints,
    questions: &mut Questions<'_>,
    candidate: &Candidate,
    proposals: &[Proposal],
) -> Option<(Link, Signs)> {
    let alone = CueAlone::new(text, hints, candidate, proposals);
    let mut signs = [0; cue_alone::FEATURES + likely::FEATURES];
    let (first, last) = signs.split_at_mut(cue_alone::FEATURES);
    first.copy_from_slice(&alone.features(text, &hints.around));
    let (link, signs_of_link) = tie(text, hints, questions, alone, (candidate, proposals))?;
    last.copy_from_slice(&signs_of_link);
    Some((link, signs))
}

/// What seems to belong to a cue, with what speaks for or against it besides the cue alone.
fn tie(
    text: &Text<'_>,
    hints: &Hints,
    questions: &mut Questions<'_>,
    alone: CueAlone,
    (candidate, proposals): (&Candidate, &[Proposal]),
) -> Option<(Link, [u64; likely::FEATURES])> {
    let scene = Scene::new(text, questions, alone, candidate.reach);
    let link = reading::gather(text, &scene, candidate);
    let proposal = candidate.proposal.map(|n| &proposals[n]);
    if link.content.is_empty() {
        return None;
    }
    let signs = likely::features(text, &hints.around, &scene, &link, proposal);
    Some((link, signs))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::parse::merge::limits::STRANGE;
    use crate::parse::propose::propose;
    use crate::testing::{rulebook, tagged};

    #[test]
    fn what_is_not_asked_about_would_not_be_believed() {
        let (mut asked, mut spared) = (0, 0);
        for file in fs::read_dir("samples").unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|end| end != "txt") {
                continue;
            }
            let copy = fs::read_to_string(&path).unwrap();
            let (draft, text, hints) = tagged(&copy);
            let proposals = propose(draft, text, &rulebook().lexicon);
            let Some(models) = hints.models else { panic!("there are no models") };
            let links = |least| links_above(least, &models.likely, text, hints, &proposals);
            let kept = links(HOPELESS);
            for link in links(i16::MIN) {
                asked += 1;
                if !kept.contains(&link) {
                    spared += 1;
                    let cue = draft.words(text.span_of(&link.cue));
                    assert!(link.proposal.is_none(), "{cue}: {link:?}");
                    assert!(link.sureness < STRANGE, "{cue}: {link:?}");
                }
            }
        }
        assert!(spared * 20 > asked, "{spared} of {asked}");
    }
}
