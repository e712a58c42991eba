//! What the grammar proposes: attributions in tokens, before they are weighed against the hints.

use std::ops::Range;

use super::attribution::Attribution;

/// An attribution as the grammar reads it.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// All that the grammar knows of it.
    pub(crate) attribution: Attribution,
    /// Its parts, in tokens of the text.
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// How many tokens two contents share, and how many they have together.
pub(crate) fn shared(a: &[Range<usize>], b: &[Range<usize>]) -> (usize, usize) {
    let length = |pieces: &[Range<usize>]| pieces.iter().map(Range::len).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| (x, y)))
        .map(|(x, y)| x.end.min(y.end).saturating_sub(x.start.max(y.start)))
        .sum();
    (both, length(a) + length(b) - both)
}

/// Whose cue or source a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody's.
    None,
    /// It is in the cue of this proposal.
    Cue(usize),
    /// It is in the source of this proposal.
    Source(usize),
}

/// For every token of a text, whose cue or source it is.
#[derive(Debug)]
pub(crate) struct Owners(Vec<u32>);

impl Owners {
    /// Works them out, for a text of so many tokens.
    pub(crate) fn new(tokens: usize, proposals: &[Proposal]) -> Self {
        let mut all = vec![0_u32; tokens];
        for (n, proposal) in proposals.iter().enumerate() {
            let n = u32::try_from(n + 1).unwrap_or(0) << 1;
            for owner in &mut all[proposal.source.clone().unwrap_or(0..0)] {
                *owner = n | 1;
            }
            for owner in &mut all[proposal.cue.clone()] {
                *owner = n;
            }
        }
        Self(all)
    }

    /// The owner of a token.
    pub(crate) fn of(&self, at: usize) -> Owner {
        let number = self.0[at];
        let n = (number >> 1) as usize;
        match (n, number & 1) {
            (0, _) => Owner::None,
            (n, 0) => Owner::Cue(n - 1),
            (n, _) => Owner::Source(n - 1),
        }
    }
}
