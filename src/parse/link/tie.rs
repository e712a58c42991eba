//! What is tied together: a cue, its source and its content.

use std::ops::Range;

/// A likely cue with what seems to belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// Index into [`Text::sentences`].
    pub(crate) sentence: usize,
    /// The tokens of the cue.
    pub(crate) cue: Range<usize>,
    /// The token of the cue that says most.
    pub(crate) head: usize,
    /// The tokens of the source, if one is near.
    pub(crate) source: Option<Range<usize>>,
    /// The pieces of the content, in order.
    pub(crate) content: Vec<Range<usize>>,
    /// The proposal of the grammar with the same cue.
    pub(crate) proposal: Option<usize>,
    /// How narrowly the roles of its source, of the edges of its content, and of all else were
    /// chosen.
    pub(crate) margins: [i32; 3],
    /// How likely it is right: above 0 more likely than not.
    pub(crate) sureness: i32,
}
