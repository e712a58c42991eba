//! What a report on quotations is made of.

use crate::report::checked::Checked;
use crate::verify::{Outcome, Transcript, Verified};

/// A draft and what the transcripts say of its quotations.
pub struct VerifiedDraft {
    /// The draft.
    pub checked: Checked,
    /// Its quotations, in its order.
    pub quotations: Vec<Verified>,
}

/// What was read, and how the quotations are listed.
pub struct Verification<'a> {
    /// The drafts.
    pub drafts: &'a [VerifiedDraft],
    /// The transcripts; places count them.
    pub transcripts: &'a [Transcript],
    /// What could not be read; only JSON repeats it.
    pub errors: &'a [String],
    /// True where quotations that are not found are only counted.
    pub found_only: bool,
}

impl Verification<'_> {
    /// The quotations of a draft that are listed, the worst first.
    pub(super) fn listed<'d>(&self, draft: &'d VerifiedDraft) -> Vec<&'d Verified> {
        let shown = |v: &&Verified| !self.found_only || v.outcome != Outcome::NotFound;
        let mut listed: Vec<&Verified> = draft.quotations.iter().filter(shown).collect();
        listed.sort_by_key(|verified| verified.rank());
        listed
    }
}
