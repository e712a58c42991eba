//! What one cue looks like, and what the network makes of everything near it.

use std::ops::Range;

use super::candidates::Candidate;
use crate::lexicon::FunctionWord;
use crate::parse::proposal::Proposal;
use crate::tag::Hints;
use crate::tag::around::{Around, Seen};
use crate::tag::linear::pair;
use crate::tag::network::{Questions, ROLES, Surroundings};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// How many sentences of a paragraph before and behind the cue's own are looked at.
const BEFORE: usize = 2;
const BEHIND: usize = 6;

/// The tokens that can belong to a cue in this sentence: the sentence, those before it that are
/// quotations, and the quotations that follow.
pub(crate) fn window(text: &Text<'_>, sentence: usize) -> Range<usize> {
    let block = text.sentences[sentence].block;
    let quoted = |n: usize| {
        let s = &text.sentences[n];
        s.block == block && text.tokens[s.tokens.start].kind == Kind::OpenQuote
    };
    let mut first = sentence;
    while first > 0 && sentence - first < BEFORE && quoted(first - 1) {
        first -= 1;
    }
    let mut last = sentence;
    while last + 1 < text.sentences.len() && last - sentence < BEHIND && quoted(last + 1) {
        last += 1;
    }
    text.sentences[first].tokens.start..text.sentences[last].tokens.end
}

/// What one cue looks like, and what the network makes of its window.
pub(crate) struct Scene {
    pub(in crate::parse) cue: Range<usize>,
    /// The token of the cue that says most.
    pub(in crate::parse) head: usize,
    pub(super) kind: u64,
    pub(super) frame: u64,
    /// The pattern by which the grammar reads the cue; 0 for none.
    pub(in crate::parse) pattern: u64,
    /// What gets one label each: words, marks, and quotations as a whole.
    pub(super) units: Vec<Range<usize>>,
    /// For each unit, what speaks for each role.
    pub(super) roles: Vec<[i32; ROLES]>,
}

/// The token of a cue that says most: its last verb, else its first word.
pub(crate) fn head(tokens: &[Token<'_>], around: &[Around], cue: &Range<usize>) -> usize {
    let inside = || cue.clone();
    inside()
        .rev()
        .find(|&at| tokens[at].pos.is_verb() && around[at].sense != 0)
        .or_else(|| inside().find(|&at| around[at].sense != 0))
        .or_else(|| inside().rev().find(|&at| tokens[at].pos.is_verb()))
        .unwrap_or(cue.start)
}

impl Scene {
    /// Looks at the window from a cue.
    pub(crate) fn new(
        text: &Text<'_>,
        hints: &Hints,
        questions: &mut Questions<'_>,
        candidate: &Candidate,
        proposals: &[Proposal],
    ) -> Self {
        let (tokens, around) = (&text.tokens, &hints.around);
        let window = window(text, candidate.sentence);
        let cue = candidate.cue.start..candidate.cue.end.min(window.end);
        let proposal = candidate.proposal.map(|n| &proposals[n]);
        let head = head(tokens, around, &cue);
        let seen = |at: Option<usize>| {
            at.filter(|at| window.contains(at)).map_or(1, |at| {
                let t = &tokens[at];
                let plain = t.is_wordlike()
                    && !matches!(
                        t.pos,
                        Pos::In | Pos::To | Pos::Wdt | Pos::Wp | Pos::Wrb | Pos::Cc | Pos::Dt
                    );
                if plain { t.pos as u64 + 2 } else { Seen::at(tokens, around, Some(at)).word }
            })
        };
        let be = cue.clone().any(|at| tokens[at].among(FunctionWord::BeInFull));
        let passive = u64::from(be && tokens[head].pos == Pos::Vbn);
        let kind = pair(around[head].sense.into(), tokens[head].pos as u64 | passive << 7);
        let (before, behind) = (seen(cue.start.checked_sub(1)), seen(Some(cue.end)));
        let mut units = units(text, &window, &cue);
        keep_near(&mut units, &cue, candidate.reach);
        let roles = questions.roles(&Surroundings { head, cue: &cue, units: &units });
        Self {
            kind,
            frame: pair(pair(before, behind), kind),
            pattern: proposal.map_or(0, |p| p.attribution.pattern as u64 + 1),
            units,
            roles,
            head,
            cue,
        }
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
        self.cue.contains(&at)
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
    fn a_window_holds_the_sentence_and_the_quotations_beside_it() {
        let copy = "It rained. “We won.” Hale said so. “We will win.” He left.";
        let (_, text, _) = tagged(copy);
        let said = text.tokens.iter().position(|t| t.reads("said")).unwrap_or(0);
        let sentence = text.sentences.partition_point(|s| s.tokens.end <= said);
        let words: Vec<_> = text.tokens[window(text, sentence)].iter().map(|t| t.text).collect();
        assert_eq!(words.join(" "), "“ We won . ” Hale said so . “ We will win . ”");
    }

    #[test]
    fn a_window_ends_after_two_sentences_before_and_six_behind() {
        let copy = format!("{}Hale said so. {}", "“No.” ".repeat(4), "“No.” ".repeat(8));
        let (_, text, _) = tagged(&copy);
        let said = text.tokens.iter().position(|t| t.reads("said")).unwrap_or(0);
        let sentence = text.sentences.partition_point(|s| s.tokens.end <= said);
        let window = window(text, sentence);
        let no = |n: &usize| text.tokens[*n].reads("no");
        assert_eq!((window.start..said).filter(no).count(), 2);
        assert_eq!((said..window.end).filter(no).count(), 6);
    }

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

    #[test]
    fn the_head_of_a_cue_is_its_last_verb_that_reports() {
        let (_, text, hints) = tagged("Hale has said it and left.");
        assert_eq!(head(&text.tokens, &hints.around, &(1..3)), 2);
        assert_eq!(head(&text.tokens, &hints.around, &(4..6)), 5);
        assert_eq!(head(&text.tokens, &hints.around, &(3..5)), 3);
    }
}
