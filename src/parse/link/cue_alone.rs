//! What can be said of a cue by itself, before the network is asked what belongs to it.

use std::ops::Range;

use super::candidates::Candidate;
use crate::lexicon::FunctionWord;
use crate::parse::proposal::Proposal;
use crate::tag::Hints;
use crate::tag::around::{Around, Seen};
use crate::tag::linear::{feature, pair};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Role, Token};

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

/// What one cue looks like by itself.
pub(crate) struct CueAlone {
    /// The tokens that can belong to it.
    pub(super) window: Range<usize>,
    pub(in crate::parse) cue: Range<usize>,
    /// The token of the cue that says most.
    pub(in crate::parse) head: usize,
    /// The head with what surrounds it.
    pub(super) seen: Seen,
    /// What the role tagger makes of the head.
    pub(super) hinted: u64,
    /// How sure the role tagger is of the cue.
    pub(super) odds: u64,
    pub(super) kind: u64,
    frame: u64,
    /// The pattern by which the grammar reads the cue; 0 for none.
    pub(in crate::parse) pattern: u64,
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

/// How many features speak for or against a cue by itself.
pub(crate) const FEATURES: usize = 30;

impl CueAlone {
    /// Looks at a cue.
    pub(crate) fn new(
        text: &Text<'_>,
        hints: &Hints,
        candidate: &Candidate,
        proposals: &[Proposal],
    ) -> Self {
        let (tokens, around) = (&text.tokens, &hints.around);
        let window = window(text, candidate.sentence);
        let cue = candidate.cue.start..candidate.cue.end.min(window.end);
        let proposal = candidate.proposal.map(|n| &proposals[n]);
        let head = head(tokens, around, &cue);
        let beside = |at: Option<usize>| {
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
        let (before, behind) = (beside(cue.start.checked_sub(1)), beside(Some(cue.end)));
        let hint = tokens[head].hint;
        let hinted = if hint.role == Role::Cue {
            1 + u64::from(hint.sureness) / 16
        } else {
            100 + u64::from(hint.sureness) / 16 + ((hint.role as u64) << 8)
        };
        Self {
            seen: Seen::at(tokens, around, Some(head)),
            hinted,
            odds: odds(tokens, around, &cue),
            kind,
            frame: pair(pair(before, behind), kind),
            pattern: proposal.map_or(0, |p| p.attribution.pattern as u64 + 1),
            window,
            cue,
            head,
        }
    }

    /// True for a cue with a word that the lexicon knows to report.
    pub(super) fn is_known(&self, around: &[Around]) -> bool {
        around[self.head].sense != 0
    }

    /// What speaks for or against the cue.
    pub(crate) fn features(&self, text: &Text<'_>, around: &[Around]) -> [u64; FEATURES] {
        let Self { cue, seen, hinted, odds, kind, frame, pattern, .. } = self;
        let (hinted, odds, kind, frame, pattern) = (*hinted, *odds, *kind, *frame, *pattern);
        let get = |at: Option<usize>| Seen::at(&text.tokens, around, at);
        let (p1, n1) = (get(cue.start.checked_sub(1)), get(Some(cue.end)));
        let (p2, n2) = (get(cue.start.checked_sub(2)), get(Some(cue.end + 1)));
        let start = get(Some(cue.start));
        let (word, stem, length) = (seen.word, seen.stem, cue.len().min(5) as u64);
        let near_miss = u64::from((-around[self.head].cue).max(0).unsigned_abs() / 24);
        [
            feature(1, 0),
            feature(2, hinted),
            feature(3, pair(hinted, kind)),
            feature(4, word),
            feature(5, kind),
            feature(15, frame),
            feature(16, pair(word, n1.pos)),
            feature(17, pair(word, n1.word)),
            feature(18, pair(word, p1.pos)),
            feature(19, pair(word, p1.word)),
            feature(20, pair(start.word, pair(word, length))),
            feature(21, pair(start.pos, pair(kind, length))),
            feature(22, pair(pair(p2.pos, p1.pos), pair(kind, start.pos))),
            feature(23, pair(pair(n1.pos, n2.pos), kind)),
            feature(27, pair(seen.place, kind)),
            feature(28, pair(seen.before, pair(kind, seen.sentence))),
            feature(29, pair(seen.quote, kind)),
            feature(30, pair(pair(p1.hint, n1.hint), hinted)),
            feature(31, pair(pair(seen.left, seen.right), kind)),
            feature(35, pattern),
            feature(36, pair(pattern, hinted)),
            feature(37, pair(pattern, kind)),
            feature(38, pair(pattern, word)),
            feature(43, pair(near_miss, kind)),
            feature(44, pair(near_miss, word)),
            feature(54, pair(stem, n1.pos)),
            feature(55, pair(stem, p1.pos)),
            feature(56, stem),
            feature(86, odds),
            feature(89, pair(odds, kind)),
        ]
    }
}

/// How sure the role tagger is of a cue; of a near miss, how near it is.
fn odds(tokens: &[Token<'_>], around: &[Around], cue: &Range<usize>) -> u64 {
    let hints = tokens[cue.clone()].iter().map(|token| token.hint);
    let sure = hints.filter(|hint| hint.role == Role::Cue).map(|hint| hint.sureness).max();
    let miss = || around[cue.clone()].iter().map(|a| a.cue).max().unwrap_or(0);
    match sure {
        Some(sure) => 100 + u64::from(sure) / 24,
        None => u64::from(miss().min(0).unsigned_abs() / 16),
    }
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
    fn the_head_of_a_cue_is_its_last_verb_that_reports() {
        let (_, text, hints) = tagged("Hale has said it and left.");
        assert_eq!(head(&text.tokens, &hints.around, &(1..3)), 2);
        assert_eq!(head(&text.tokens, &hints.around, &(4..6)), 5);
        assert_eq!(head(&text.tokens, &hints.around, &(3..5)), 3);
    }
}
