//! Takes [`Text`], tagged. Gives [`Parsed`]: attributions, mentions, quotations nobody is credited
//! with. Never fails: text it cannot read is simply not an attribution.

mod attribution;
mod folded;
mod grammar;
pub(crate) mod link;
mod mention;
mod merge;
mod nested;
mod parsed;
pub(crate) mod proposal;
pub(crate) mod propose;
mod rubric;
mod signed;
mod transcript;
mod turn_label;

pub(crate) use attribution::without_age;
pub use attribution::{Attribution, Channel, ChannelKind, Confidence, Cue, Form, Pattern, Source};
pub(crate) use mention::shape::is_aged;
pub(crate) use mention::source::hangs;
pub use mention::{GrammaticalRole, Mention, MentionId, Number, Shape};
pub use parsed::{LooseQuote, Parsed};

use crate::lexicon::Lexicon;
use crate::read::{BlockKind, Draft};
use crate::tag::Hints;
use crate::tokenise::Text;
use proposal::Proposal;

/// Finds the attributions, the mentions and the quotations that nobody is credited with.
#[must_use]
pub fn parse(draft: &Draft, text: &Text<'_>, hints: &Hints, lexicon: &Lexicon) -> Parsed {
    parse_proposed(draft, text, hints, lexicon, &propose::propose(draft, text, lexicon))
}

/// A line to the desk has so many bytes at most.
const LONGEST_LINE: usize = 160;

/// Merges what the grammar proposes with what the tagger links, and finds who is mentioned.
pub(crate) fn parse_proposed(
    draft: &Draft,
    text: &Text<'_>,
    hints: &Hints,
    lexicon: &Lexicon,
    proposals: &[Proposal],
) -> Parsed {
    let mut links = match hints.models {
        Some(models) => link::links(&models.likely, text, hints, proposals),
        None => Vec::new(),
    };
    // Nobody says anything in a byline or in a line to the desk; a long note is text.
    links.retain(|link| {
        let block = &draft.blocks[text.sentences[link.sentence].block];
        match block.kind {
            BlockKind::Note => block.span.len() > LONGEST_LINE,
            BlockKind::Byline | BlockKind::Dateline => false,
            _ => true,
        }
    });
    let mut parsed = merge::settle(text, lexicon, proposals, &links);
    rubric::leave_out(text, &mut parsed);
    nested::layers(draft, text, lexicon, &mut parsed);
    parsed.mentions = mention::finder::mentions(draft, text, lexicon);
    mention::source::bind(text, &mut parsed);
    mention::subject::mend(text, &mut parsed);
    mention::cited::credit(text, &mut parsed);
    parsed
}
