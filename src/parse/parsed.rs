//! What the grammar and the tagger find in a draft.

use super::attribution::Attribution;
use super::mention::Mention;
use crate::lexicon::Act;
use crate::span::Span;

/// The attributions and mentions of a draft.
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
    /// Index into [`crate::tokenise::Text::quotations`].
    pub quotation: usize,
    /// Where it is, marks included.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn a_belief_is_in_the_data_and_not_shown() {
        let copy = "Tom Hale said the road is shut. Ada Wynne believes that the road is open.";
        let (_, _, parsed) = parsed(copy);
        assert_eq!(parsed.attributions.len(), 2);
        let shown: Vec<_> = parsed.said().map(|a| a.cue.as_ref().map(|c| &*c.lemma)).collect();
        assert_eq!(shown, [Some("say")]);
    }
}
