//! What the finder of names is taught with.

use std::ops::Range;

use crate::tag::pos;
use crate::tokenise::Text;

/// A run of tokens that can hold names: the features of each, and the right labels.
pub(super) struct Run {
    pub(super) features: Vec<Vec<u64>>,
    pub(super) labels: Vec<u8>,
}

/// A text as the tagger reads it.
pub(super) struct Reading<'d> {
    pub(super) text: Text<'d>,
    pub(super) words: Vec<pos::WordFeatures>,
    pub(super) starts: Vec<bool>,
    pub(super) names: Vec<(Range<usize>, usize)>,
}

pub(super) type Known = std::collections::HashSet<u64>;
