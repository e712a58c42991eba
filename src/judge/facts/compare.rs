//! What two passages have in common, by the stems of their words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::judge::view::View;
use crate::tokenise::token::Kind;

/// The stems of what an attribution says.
pub(super) fn content(view: &View<'_>, attribution: usize) -> FxHashSet<String> {
    let pieces = view.parsed.attributions[attribution].content.iter();
    pieces.flat_map(|piece| stems(view, &view.tokens_of(*piece))).collect()
}

/// How many stems two passages share.
pub(super) fn shared(a: &FxHashSet<String>, b: &FxHashSet<String>) -> usize {
    a.intersection(b).count()
}

/// The first letters of the words that carry meaning; the names of one state are one stem.
pub(super) fn stems(view: &View<'_>, range: &Range<usize>) -> FxHashSet<String> {
    let tokens = view.text.tokens[range.clone()].iter();
    let telling = tokens.filter(|t| {
        t.kind == Kind::Number
            || t.kind == Kind::Word
                && t.text.chars().count() >= 3
                && (t.pos.is_noun() || t.pos.is_verb() || t.pos.is_adjective())
    });
    telling
        .map(|t| match t.state {
            Some(state) => format!("#{}", state.0),
            None => t.text.to_lowercase().chars().take(5).collect(),
        })
        .collect()
}
