//! Settles what the grammar proposes and what the tagger ties together.
//!
//! Where both see a cue, the grammar knows what kind of saying it is, the tagger where the content
//! ends. Cues that only the tagger sees are added, if it is sure enough.

mod agree;
mod apart;
mod boundaries;
mod known;
pub(super) mod limits;
#[cfg(test)]
mod marked;
mod tagger_only;
mod vetoes;

use super::attribution::{Attribution, Pattern};
use super::link::Link;
use super::proposal::Proposal;
use super::{Parsed, propose};
use crate::lexicon::Lexicon;
use crate::tokenise::Text;
use agree::{agree, is_fronted};
use apart::{Settled, keep_apart, part};
use limits::WRONG;

/// Brings proposals and links, both in the order of their cues, into one list.
pub(super) fn settle(
    text: &Text<'_>,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    links: &[Link],
) -> Parsed {
    let mut linked: Vec<Option<&Link>> = vec![None; proposals.len()];
    for link in links {
        if let Some(n) = link.proposal {
            linked[n] = Some(link);
        }
    }
    let mut parsed = Parsed::default();
    let mut turn = None;
    let (mut next_proposal, mut next_link) = (0, 0);
    for number in 0..text.sentences.len() {
        let mut here: Vec<Settled> = Vec::new();
        while let Some(proposal) = proposals.get(next_proposal) {
            if proposal.attribution.sentence != number {
                break;
            }
            if proposal.attribution.pattern == Pattern::Transcript {
                turn = Some(proposal.attribution.block);
            }
            here.extend(proposed(text, proposal, linked[next_proposal]));
            next_proposal += 1;
        }
        while let Some(link) = links.get(next_link).filter(|link| link.sentence == number) {
            let told = turn == Some(text.sentences[number].block);
            if link.proposal.is_none() && tagger_only::is_believed(text, link) && !told {
                let block = text.sentences[number].block;
                let attribution = tagger_only::attribution(text, lexicon, link, (number, block));
                here.extend(attribution.map(|attribution| Settled {
                    attribution,
                    sureness: link.sureness,
                    read: false,
                    named: false,
                }));
            }
            next_link += 1;
        }
        keep_apart(&mut here);
        let first = parsed.attributions.len();
        for settled in &mut here {
            part(text, &mut settled.attribution, &mut parsed.attributions);
        }
        parsed.attributions.extend(here.into_iter().map(|settled| settled.attribution));
        propose::go_on(text, number, first, &mut parsed);
    }
    parsed
}

/// What becomes of a proposal, given the link with the same cue.
fn proposed(text: &Text<'_>, proposal: &Proposal, link: Option<&Link>) -> Option<Settled> {
    let mut attribution = proposal.attribution.clone();
    // The tagger sees neither a turn of a transcript nor the paragraph behind a colon as a whole.
    let end = text.sentences[attribution.sentence].tokens.end;
    let whole = attribution.pattern == Pattern::Transcript
        || proposal.content.iter().all(|piece| piece.start >= end);
    let Some(link) = link.filter(|_| !whole) else {
        let named = is_named(text, &attribution);
        return Some(Settled { attribution, sureness: 0, read: true, named });
    };
    // "It is understood that", "according to": nothing else can be meant.
    let plain = attribution.pattern == Pattern::Sourceless || is_fronted(&attribution);
    if link.sureness < WRONG && !plain {
        return None;
    }
    agree(text, &mut attribution, link, proposal);
    let named = is_named(text, &attribution);
    Some(Settled { attribution, sureness: link.sureness, read: true, named })
}

/// True when a source is more than a pronoun.
fn is_named(text: &Text<'_>, attribution: &Attribution) -> bool {
    let source = attribution.source.as_ref();
    source.is_some_and(|s| text.tokens_in(s.span).iter().any(|t| t.pos.is_noun()))
}
