//! Takes [`Text`], tagged. Gives [`Parsed`]: attributions, mentions, quotations nobody is credited
//! with. Never fails: text it cannot read is simply not an attribution.

mod attribution;
mod folded;
mod grammar;
pub(crate) mod link;
mod mention;
mod merge;
mod nested;
pub(crate) mod proposal;
mod propose;
mod transcript;

pub(crate) use attribution::without_age;
pub use attribution::{Attribution, Channel, ChannelKind, Confidence, Cue, Form, Pattern, Source};
pub use mention::{Function, Mention, MentionId, Number, Shape};

use crate::lexicon::{Act, Lexicon};
use crate::read::Draft;
use crate::span::Span;
use crate::tag::Hints;
use crate::tokenise::Text;
use proposal::Proposal;

/// What the grammar finds in a draft.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Every act of saying, in order of its first word.
    pub attributions: Vec<Attribution>,
    /// Everybody and everything that is named or described, in order.
    pub mentions: Vec<Mention>,
    /// Quotations that no attribution covers.
    pub loose: Vec<LooseQuote>,
}

impl Parsed {
    /// The attributions that an editor is shown: what is said, decided, documented or refused.
    /// Beliefs and wishes are in the data only.
    pub fn said(&self) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(|a| a.act != Act::Belief)
    }
}

/// A quotation that nobody is credited with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LooseQuote {
    /// Index into [`Text::quotations`].
    pub quotation: usize,
    /// Where it stands, marks included.
    pub span: Span,
}

/// Finds the attributions of a text.
#[must_use]
pub fn parse(draft: &Draft, text: &Text<'_>, hints: &Hints, lexicon: &Lexicon) -> Parsed {
    parse_proposed(draft, text, hints, lexicon, &propose(draft, text, lexicon))
}

/// Settles what the grammar proposes with the hints, and finds who is mentioned.
pub(crate) fn parse_proposed(
    draft: &Draft,
    text: &Text<'_>,
    hints: &Hints,
    lexicon: &Lexicon,
    proposals: &[Proposal],
) -> Parsed {
    let links = match hints.models {
        Some(models) => link::links(&models.likely, text, hints, proposals),
        None => Vec::new(),
    };
    let mut parsed = merge::settle(text, lexicon, proposals, &links);
    nested::layers(draft, text, lexicon, &mut parsed);
    parsed.mentions = mention::finder::mentions(draft, text);
    mention::source::bind(text, &mut parsed);
    parsed
}

/// What the grammar alone reads, before the hints are asked.
pub(crate) fn propose(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon) -> Vec<Proposal> {
    propose::propose(draft, text, lexicon)
}
