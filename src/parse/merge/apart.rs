//! Attributions that claim the same words: which of them stays, and whose the words are.

use super::agree::is_fronted;
use super::limits::{NEAR, STRANGE, UNLIKELY};
use crate::lexicon::Act;
use crate::parse::attribution::Attribution;
use crate::span::Span;
use crate::tokenise::Text;

/// An attribution on its way, and how sure the tagger is of it.
pub(super) struct Settled {
    pub(super) attribution: Attribution,
    pub(super) sureness: i32,
    /// True when the grammar reads it too.
    pub(super) read: bool,
    /// True when its source is more than a pronoun.
    pub(super) named: bool,
}

/// Words that two sentences take for theirs belong to the one in which they stand.
pub(super) fn part(text: &Text<'_>, own: &mut Attribution, before: &mut [Attribution]) {
    let start = text.span_of(&text.sentences[own.sentence].tokens).start;
    for earlier in before.iter_mut().rev().take(NEAR).filter(|e| e.sentence < own.sentence) {
        give_up(&mut earlier.content, &own.content, |piece| piece.start >= start);
        give_up(&mut own.content, &earlier.content, |piece| piece.start < start);
    }
}

/// Takes those pieces from a content that another has too, if any is left.
fn give_up(content: &mut Vec<Span>, other: &[Span], loses: impl Fn(&Span) -> bool) {
    let keeps = |piece: &Span| !(loses(piece) && other.iter().any(|o| o.overlaps(*piece)));
    if content.iter().any(keeps) {
        content.retain(keeps);
    }
}

/// Of two attributions of which one stands in the content of the other, and one is the tagger's
/// alone, the surer stays.
pub(super) fn keep_apart(here: &mut Vec<Settled>) {
    let mut keep = vec![true; here.len()];
    for outer in 0..here.len() {
        for inner in 0..here.len() {
            let (by_tagger, both) =
                (!here[inner].read || !here[outer].read, keep[inner] && keep[outer]);
            if inner == outer || !by_tagger || !both {
                continue;
            }
            let faint = |n: usize| !here[n].read && here[n].sureness < STRANGE;
            // The rest of a cue that the grammar reads as a whole gives way, "was **sentenced** by",
            // and a faint guess to what the grammar reads of the same words.
            let gives_way = same_cue(&here[inner], &here[outer])
                || faint(inner) && shares(&here[inner], &here[outer]);
            if here[outer].read && !here[inner].read && gives_way {
                keep[inner] = false;
                continue;
            }
            let Some(cue) = &here[inner].attribution.cue else { continue };
            if here[outer].attribution.content.iter().any(|piece| piece.overlaps(cue.span)) {
                // What the grammar reads holds what only the tagger sees inside it.
                let plain = is_fronted(&here[outer].attribution);
                let held = here[outer].read && (plain || here[outer].sureness > UNLIKELY);
                let surer =
                    here[inner].sureness > here[outer].sureness || faint(outer) && here[inner].read;
                // "Hale said the road was shut, police said": both said it.
                if here[outer].sureness >= STRANGE && is_layer(&here[inner], &here[outer]) {
                    continue;
                }
                // "It seems to back Hale's claim that …": who claims it is named, who "seems" is not.
                let vague = !here[outer].read
                    && here[outer].attribution.source.is_none()
                    && here[inner].read
                    && here[inner].attribution.source.is_some();
                let loser = if vague || surer && !held { outer } else { inner };
                keep[loser] = false;
            }
        }
    }
    let mut keep = keep.iter();
    here.retain(|_| *keep.next().unwrap_or(&true));
    here.sort_by_key(|s| s.attribution.cue.as_ref().map_or(0, |cue| cue.span.start));
}

/// True for what the grammar reads, with somebody named, wholly in what somebody else says.
fn is_layer(inner: &Settled, outer: &Settled) -> bool {
    let whole = inner.attribution.span();
    let apart = outer.attribution.source.as_ref().is_some_and(|s| !s.span.overlaps(whole));
    let starts = |piece: &Span| piece.contains(whole) && piece.start == whole.start;
    inner.read
        && inner.named
        && inner.attribution.act == Act::Saying
        && apart
        && outer.attribution.content.iter().any(starts)
}

/// True when the cues of two attributions share words.
fn same_cue(a: &Settled, b: &Settled) -> bool {
    let cue = |s: &Settled| s.attribution.cue.as_ref().map(|cue| cue.span);
    cue(a).zip(cue(b)).is_some_and(|(a, b)| a.overlaps(b))
}

/// True when two attributions share words of their contents.
fn shares(a: &Settled, b: &Settled) -> bool {
    let others = &b.attribution.content;
    a.attribution.content.iter().any(|piece| others.iter().any(|other| piece.overlaps(*other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    #[test]
    fn words_are_given_up_if_any_are_left() {
        let span = Span::new;
        let mut content = vec![span(0, 4), span(6, 9)];
        give_up(&mut content, &[span(7, 12)], |piece| piece.start >= 5);
        assert_eq!(content, [span(0, 4)]);
        give_up(&mut content, &[span(0, 4)], |_| true);
        assert_eq!(content, [span(0, 4)], "the last piece stays");
        let mut content = vec![span(0, 4), span(6, 9)];
        give_up(&mut content, &[span(9, 12)], |_| true);
        assert_eq!(content.len(), 2);
        give_up(&mut content, &[span(7, 12)], |piece| piece.start >= 7);
        assert_eq!(content.len(), 2);
    }

    /// An attribution with these words of cue and content.
    fn settled(cue: (usize, usize), content: (usize, usize), sureness: i32, read: bool) -> Settled {
        let mut attribution = parsed("Hale said the road is shut.").2.attributions[0].clone();
        if let Some(old) = &mut attribution.cue {
            old.span = Span::new(cue.0, cue.1);
        }
        attribution.content = vec![Span::new(content.0, content.1)];
        Settled { attribution, sureness, read, named: false }
    }

    /// The cues of those that are kept.
    fn kept(mut all: Vec<Settled>) -> Vec<usize> {
        keep_apart(&mut all);
        all.iter().filter_map(|s| Some(s.attribution.cue.as_ref()?.span.start)).collect()
    }

    #[test]
    fn of_two_in_each_other_the_surer_stays() {
        let outer = |sureness, read| settled((0, 4), (5, 30), sureness, read);
        let inner = |sureness, read| settled((10, 14), (15, 30), sureness, read);
        assert_eq!(kept(vec![outer(80, false), inner(40, false)]), [0]);
        assert_eq!(kept(vec![outer(40, false), inner(80, false)]), [10]);
        assert_eq!(kept(vec![outer(40, false), inner(40, false)]), [0]);
        assert_eq!(kept(vec![outer(0, true), inner(40, true)]), [0, 10], "the grammar reads both");
        assert_eq!(kept(vec![outer(-63, true), inner(80, false)]), [0]);
        assert_eq!(kept(vec![outer(-64, true), inner(80, false)]), [10]);
        assert_eq!(kept(vec![outer(STRANGE - 1, false), inner(0, true)]), [10]);
        assert_eq!(kept(vec![outer(STRANGE, false), inner(0, true)]), [0]);
    }

    #[test]
    fn the_rest_of_a_cue_gives_way() {
        let whole = || settled((0, 12), (20, 30), -100, true);
        assert_eq!(kept(vec![whole(), settled((4, 8), (40, 50), 90, false)]), [0]);
        assert_eq!(kept(vec![whole(), settled((14, 18), (40, 50), 90, false)]), [0, 14]);
        assert_eq!(kept(vec![whole(), settled((14, 18), (25, 50), 0, false)]), [0]);
        assert_eq!(kept(vec![whole(), settled((14, 18), (25, 50), STRANGE, false)]), [0, 14]);
    }
}
