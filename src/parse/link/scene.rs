//! What is near a cue, and what the network makes of it.

use std::ops::Range;

use super::cue_alone::CueAlone;
use crate::tag::network::{Questions, ROLES, Surroundings};
use crate::tokenise::Text;

/// A cue, and what the network makes of what is near it.
pub(crate) struct Scene {
    pub(in crate::parse) alone: CueAlone,
    /// What gets one label each: words, marks, and quotations as a whole.
    pub(super) units: Vec<Range<usize>>,
    /// For each unit, what speaks for each role.
    pub(super) roles: Vec<[i32; ROLES]>,
}

impl Scene {
    /// Asks the network what belongs to a cue, of so many units on either side of it.
    pub(crate) fn new(
        text: &Text<'_>,
        questions: &mut Questions<'_>,
        alone: CueAlone,
        reach: usize,
    ) -> Self {
        let mut units = units(text, &alone.window, &alone.cue);
        keep_near(&mut units, &alone.cue, reach);
        let near = Surroundings { head: alone.head, cue: &alone.cue, units: &units };
        let roles = questions.roles(&near);
        Self { alone, units, roles }
    }

    /// How sure the network is, in the mean, of what one content has and another has not.
    pub(super) fn belief(&self, content: &[Range<usize>], other: &[Range<usize>]) -> i32 {
        let has = |pieces: &[Range<usize>], at| pieces.iter().any(|piece| piece.contains(&at));
        let parts = self.units.iter().zip(&self.roles);
        let (sum, count) = parts
            .filter(|(unit, _)| has(content, unit.start) && !has(other, unit.start))
            .fold((0, 0), |(sum, count), (_, [none, source, content])| {
                (sum + content - *none.max(source), count + 1)
            });
        sum / 1.max(count)
    }

    /// True for the cue's own tokens, which have no role.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.alone.cue.contains(&at)
    }
}

/// Cuts a window into units. A quotation with the cue inside it is not kept whole.
pub(crate) fn units(
    text: &Text<'_>,
    window: &Range<usize>,
    cue: &Range<usize>,
) -> Vec<Range<usize>> {
    let mut units = Vec::with_capacity(window.len());
    let first = text.quotations.partition_point(|q| q.tokens.start < window.start);
    let mut quotations = text.quotations[first..].iter().filter(|q| q.depth == 0).peekable();
    let mut at = window.start;
    while at < window.end {
        while quotations.next_if(|q| q.tokens.start < at).is_some() {}
        let whole = quotations.next_if(|q| q.tokens.start == at).map(|q| q.tokens.clone());
        let apart = |q: &Range<usize>| q.end <= cue.start || cue.end <= q.start;
        let unit = whole.filter(|q| apart(q) && q.end <= window.end).unwrap_or(at..at + 1);
        at = unit.end;
        units.push(unit);
    }
    units
}

/// Leaves so many units on either side of the cue.
fn keep_near(units: &mut Vec<Range<usize>>, cue: &Range<usize>, reach: usize) {
    let first = units.partition_point(|unit| unit.end <= cue.start);
    let behind = units.partition_point(|unit| unit.start < cue.end);
    units.truncate(behind + reach);
    units.drain(..first.saturating_sub(reach));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    #[test]
    fn a_quotation_is_one_unit_unless_the_cue_is_in_it() {
        let (_, text, _) = tagged("Hale said “we won” twice.");
        let all = 0..text.tokens.len();
        assert_eq!(units(text, &all, &(1..2)), vec![0..1, 1..2, 2..6, 6..7, 7..8]);
        assert_eq!(units(text, &all, &(4..5)).len(), text.tokens.len());
        assert_eq!(units(text, &(0..4), &(1..2)), vec![0..1, 1..2, 2..3, 3..4]);
    }

    #[test]
    fn units_far_from_the_cue_are_not_looked_at() {
        let kept = |reach: usize| {
            let mut units = vec![0..1, 1..5, 5..6, 6..7, 7..8];
            keep_near(&mut units, &(5..6), reach);
            units
        };
        assert_eq!(kept(1), [1..5, 5..6, 6..7]);
        assert_eq!(kept(2), [0..1, 1..5, 5..6, 6..7, 7..8]);
        assert_eq!(kept(9).len(), 5);
    }
}
