//! Takes [`Text`], tagged. Gives [`Parsed`]: attributions, mentions, quotations nobody is credited
//! with. Never fails: text it cannot read is simply not an attribution.

mod assemble;
mod attribution;
mod behind;
mod content;
mod cue;
mod function;
mod input;
mod line;
mod mention;
mod name;
mod noun;
mod object;
mod pattern;
mod source;
mod word;

pub use attribution::{Attribution, Channel, ChannelKind, Confidence, Cue, Form, Pattern, Source};
pub use mention::{Function, Mention, MentionId, Number, Shape};

use crate::lexicon::Lexicon;
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::Text;

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
pub fn parse(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon) -> Parsed {
    let mut parsed = assemble::assemble(draft, text, lexicon);
    parsed.mentions = noun::mentions(draft, text);
    assemble::bind(&mut parsed);
    parsed
}
