//! Takes a [`Reading`] and a [`Rulebook`]. Gives [`Finding`]s: what the YAML checks say.
//! Never looks at words but through the vocabulary of conditions.

use crate::parse::Parsed;
use crate::read::Draft;
use crate::resolve::Story;
use crate::rulebook::Rulebook;
use crate::tokenise::Text;
use crate::verdict::Finding;
use crate::weigh::Ledger;

/// All that the stages before have found out about a draft.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its tokens.
    pub text: &'a Text<'a>,
    /// Its attributions.
    pub parsed: &'a Parsed,
    /// Its speakers.
    pub story: &'a Story,
    /// Its claims.
    pub ledger: &'a Ledger,
}

/// Applies every check of the rulebook.
#[must_use]
pub fn judge(reading: Reading<'_>, rulebook: &Rulebook) -> Vec<Finding> {
    let _ = (reading, rulebook);
    Vec::new()
}
