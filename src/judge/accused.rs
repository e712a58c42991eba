//! What is asked of every accusation, worked out once a draft.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::resolve::SideId;

/// What is known of all accusations together.
#[derive(Debug, Default)]
pub(super) struct Accused {
    /// The sides that decline to comment, or are silent, on some accusation.
    pub(super) silent: FxHashSet<Option<SideId>>,
    /// The blocks in which a no-comment names nobody, in order.
    pub(super) unnamed: Vec<usize>,
    /// Of each party the first of the heaviest accusations that name it.
    pub(super) heaviest: FxHashSet<usize>,
    /// The place of each party in the ledger.
    pub(super) parties: FxHashMap<SideId, usize>,
    /// The attributions in each block.
    pub(super) attributions: Vec<Vec<usize>>,
}

impl Accused {
    /// True where a no-comment that names nobody is within so many blocks of one.
    pub(super) fn is_unnamed_near(&self, block: usize, reach: usize) -> bool {
        let first = self.unnamed.partition_point(|other| other + reach < block);
        self.unnamed.get(first).is_some_and(|other| *other <= block + reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_comment_is_near_within_its_reach() {
        let accused = Accused { unnamed: vec![3, 10], ..Accused::default() };
        let near = |block| accused.is_unnamed_near(block, 2);
        assert_eq!(
            (0..14).filter(|block| near(*block)).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]
        );
        assert!(!Accused::default().is_unnamed_near(0, 2));
    }
}
