//! All that the stages up to `resolve` have found out about a draft, in one hand.

use super::Story;
use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::read::Draft;
use crate::tokenise::Text;

/// A draft as `weigh` and `judge` see it. Copied freely: it is five references.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its tokens.
    pub text: &'a Text<'a>,
    /// Its attributions.
    pub parsed: &'a Parsed,
    /// Its speakers.
    pub story: &'a Story,
    /// The words that the program knows.
    pub lexicon: &'a Lexicon,
}
