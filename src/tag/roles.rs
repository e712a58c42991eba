//! Likely roles: the label that the recurrent network gives each token.
//!
//! The labels say what a token is and on which side its cue stands, so that neighbouring
//! attributions stay apart: in “We go,” he said, “and stay.” the first piece has its cue behind it,
//! the second before it.

use std::ops::Range;

use super::around::{Around, NAME};
use super::linear;
use super::linear::{feature, pair};
use super::network::{Encoded, Network, PIECE, embedding};
use super::pos::WordFeatures;
use crate::tokenise::Text;
use crate::tokenise::token::{Hint, Role, Side, Token};

/// The labels: role, side of the cue, beginning.
pub(crate) const LABELS: [(Role, Side, bool); 11] = [
    (Role::None, Side::Before, false),
    (Role::Cue, Side::Before, true),
    (Role::Cue, Side::Before, false),
    (Role::Source, Side::After, true),
    (Role::Source, Side::After, false),
    (Role::Source, Side::Before, true),
    (Role::Source, Side::Before, false),
    (Role::Content, Side::After, true),
    (Role::Content, Side::After, false),
    (Role::Content, Side::Before, true),
    (Role::Content, Side::Before, false),
];

/// How many labels there are.
pub(crate) const COUNT: usize = LABELS.len();

/// How many features a token has, and how many of them, the first, say which word it is.
#[cfg(feature = "train")]
pub(crate) const FEATURES: usize = OF_SIGN + OF_PLACE;
#[cfg(feature = "train")]
pub(crate) const OF_WORD: usize = 2;
/// How many features a token has from its letters alone, and how many from where it is.
const OF_SIGN: usize = 3 + embedding::PARTS;
const OF_PLACE: usize = 9;

/// The features of a token: itself alone. What stands around it the network remembers.
#[cfg(feature = "train")]
pub(crate) fn features(token: &Token<'_>, word: &WordFeatures, a: &Around) -> [u64; FEATURES] {
    let mut features = [0; FEATURES];
    let (sign, place) = features.split_at_mut(OF_SIGN);
    sign.copy_from_slice(&Sign::of(token, word, a).features());
    place.copy_from_slice(&of_place(token, a));
    features
}

/// What the network sees of a token's letters: much the same in many places.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Sign {
    word: u64,
    stem: u64,
    ending: u64,
    /// True for a word that may have an embedding.
    embedded: bool,
}

impl Sign {
    #[inline]
    fn of(token: &Token<'_>, word: &WordFeatures, a: &Around) -> Self {
        let name = a.is_name;
        Self {
            word: if name { NAME } else { word.hash },
            stem: if name { NAME } else { word.stem },
            ending: word.ending,
            embedded: !name && token.is_wordlike(),
        }
    }

    #[inline]
    fn features(&self) -> [u64; OF_SIGN] {
        let Self { word, stem, ending, embedded } = *self;
        let mut features = [0; OF_SIGN];
        features[..3].copy_from_slice(&[
            feature(201, word),
            feature(202, stem),
            feature(203, ending),
        ]);
        let embedding = if embedded { embedding::of(word) } else { 0 };
        for ((to, template), part) in
            features[3..].iter_mut().zip(220..).zip(embedding.to_le_bytes())
        {
            // A word without an embedding has a value of its own.
            *to = feature(template, if embedding == 0 { 256 } else { u64::from(part) });
        }
        features
    }
}

/// What the network sees of where a token is.
#[inline]
fn of_place(token: &Token<'_>, a: &Around) -> [u64; OF_PLACE] {
    let pos = token.pos as u64;
    [
        feature(204, pos),
        feature(205, pair(a.sense.into(), pos)),
        feature(206, a.classes.into()),
        feature(207, a.quote.into()),
        feature(208, a.sentence.into()),
        feature(209, a.before.into()),
        feature(210, a.clause.into()),
        feature(211, a.place.into()),
        feature(212, pair(a.left_kind.into(), a.right_kind.into())),
    ]
}

/// The label of a token inside a quotation, behind its opening mark: that of the token before,
/// going on. What stands between quotation marks belongs together.
pub(crate) fn inside(all: &[Around], at: usize, before: u8) -> Option<u8> {
    let place = all[at].quote >> 4 & 3;
    let goes_on = all[at].is_quoted() && place > 1;
    goes_on.then_some(match before {
        1 | 3 | 5 | 7 | 9 => before + 1,
        _ => before,
    })
}

/// How sure a label inside a quotation is.
const QUOTED: u8 = 32;
/// How far a word inside a quotation is from being a cue.
const NEVER: i32 = -10_000;

/// Prose has more bytes for each of its tokens than this. Marks and letters in a row have fewer, and would
/// need the more memory.
const PROSE: usize = 4;
/// What is no prose is read in parts of so many tokens,
const PART: usize = 1 << 15;
/// of which the network sees so many more on either side.
const BESIDE: usize = 256;

/// The parts in which a text is read: prose in one, whatever its length.
fn parts(count: usize, bytes: usize) -> Vec<Range<usize>> {
    let size = if bytes < PROSE * count { PART } else { count.max(1) };
    (0..count.div_ceil(size)).map(|n| n * size..((n + 1) * size).min(count)).collect()
}

/// Fills in the hint of every token.
pub(crate) fn tag(
    network: &Network<COUNT>,
    text: &mut Text<'_>,
    words: Vec<WordFeatures>,
    all: &mut [Around],
) -> Encoded {
    let count = text.tokens.len();
    let parts = parts(count, text.tokens.last().map_or(0, |t| t.span.end));
    let whole = parts.len() == 1;
    let mut words = Some(words).filter(|_| whole);
    let asked = if whole { Vec::new() } else { near_cues(&text.tokens) };
    let mut encoded = Encoded::default();
    let mut before = 0;
    for part in parts {
        let seen = part.start.saturating_sub(BESIDE)..(part.end + BESIDE).min(count);
        let (tokens, around) = (&text.tokens[seen.clone()], &all[seen.clone()]);
        let words = words.take();
        let words = words.unwrap_or_else(|| tokens.iter().map(WordFeatures::of).collect());
        // Of a long draft the words would be in memory beside the hidden states: they go before these come.
        let of = move |at: usize| {
            let (token, around) = (&tokens[at], &around[at]);
            (Sign::of(token, &words[at], around), of_place(token, around))
        };
        let (logits, read) = network.encode(seen.len(), of, Sign::features);
        let own = part.start - seen.start..part.end - seen.start;
        before = label(text, all, part.start, &logits[own.clone()], before);
        if whole {
            return read;
        }
        encoded.add(read, own, |piece| asked[piece]);
    }
    encoded
}

/// In so many pieces on either side of a cue somebody may ask what belongs to it.
const NEAR: usize = 32;

/// Whether each piece of a text is near a word that may be a cue.
fn near_cues(tokens: &[Token<'_>]) -> Vec<bool> {
    let may_be = |t: &Token<'_>| !t.senses.is_empty() || t.pos.is_verb();
    let mut near = vec![false; tokens.len().div_ceil(PIECE)];
    for (piece, tokens) in tokens.chunks(PIECE).enumerate() {
        if tokens.iter().any(may_be) {
            let last = near.len().min(piece + NEAR + 1);
            near[piece.saturating_sub(NEAR)..last].fill(true);
        }
    }
    near
}

/// Fills in the hints of the tokens from `first` on, of which the last before has a label; gives the label
/// of the last.
fn label(
    text: &mut Text<'_>,
    all: &mut [Around],
    first: usize,
    logits: &[[i32; COUNT]],
    mut before: u8,
) -> u8 {
    let next = text.blocks.partition_point(|block| block.start < first);
    let mut starts = text.blocks[next..].iter().map(|block| block.start).peekable();
    for (at, logits) in (first..).zip(logits) {
        while starts.next_if(|start| *start <= at).is_some() {
            before = 0;
        }
        let (label, sureness, cue) = match inside(all, at, before) {
            Some(label) => (label, QUOTED, NEVER),
            None => decoded(logits, before),
        };
        let (role, side, begins) = LABELS[usize::from(label)];
        text.tokens[at].hint = Hint { role, side, begins, sureness };
        all[at].hint = label;
        all[at].cue = cue;
        before = label;
    }
    before
}

/// The best label of a token after another, its margin (log-odds over the best label of another role,
/// in units of [`linear::UNIT`], 1 to 255), and how far the token is from being a cue.
fn decoded(logits: &[i32; COUNT], before: u8) -> (u8, u8, i32) {
    let mut label = linear::best(logits, 0);
    let (role, side, begins) = LABELS[label];
    let (last, last_side, _) = LABELS[usize::from(before)];
    // Nothing goes on that has not begun.
    if role != Role::None && !begins && (role, side) != (last, last_side) {
        label -= 1;
    }
    let rivals = (0..COUNT).filter(|&l| LABELS[l].0 != role).map(|l| logits[l]);
    let margin = logits[label].saturating_sub(rivals.max().unwrap_or(0));
    let sureness = u8::try_from(margin.clamp(1, 255)).unwrap_or(1);
    let cue = logits[1].max(logits[2]) - logits[label];
    (u8::try_from(label).unwrap_or(0), sureness, cue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_read_at_once_and_a_row_of_marks_in_parts() {
        assert_eq!(parts(3 * PART, 3 * PART * 5), [0..3 * PART]);
        assert_eq!(parts(9, 9), [0..9]);
        assert_eq!(parts(PART + 1, PART + 1), [0..PART, PART..PART + 1]);
        assert!(parts(0, 0).is_empty());
    }

    #[test]
    fn of_a_row_of_marks_only_what_is_near_a_cue_is_kept() {
        let marks = ", ".repeat(2 * PART);
        let kept = |copy: &str| crate::testing::tagged(copy).2.read.states.len();
        assert_eq!(kept(&marks), PIECE);
        let near = kept(&format!("{marks} said {marks}"));
        assert!((NEAR..=3 * NEAR).contains(&(near / PIECE)), "{near}");
    }

    #[test]
    fn nothing_goes_on_that_has_not_begun() {
        let mut logits = [0; COUNT];
        logits[2] = 40;
        // A cue that would go on after no cue begins.
        assert_eq!(decoded(&logits, 0), (1, 1, 40));
        assert_eq!(decoded(&logits, 1), (2, 40, 0));
        // Nor does a source go on whose cue is on the other side.
        let mut logits = [0; COUNT];
        logits[4] = 300;
        assert_eq!(decoded(&logits, 5), (3, 1, 0));
        assert_eq!(decoded(&logits, 3), (4, 255, -300));
    }

    #[test]
    fn what_is_in_a_quotation_goes_on_after_its_opening_mark() {
        let at = |quote: u16| [Around { quote, ..Around::default() }];
        let (opening, further, after) = (1 | 1 << 4, 1 | 3 << 4, 1 << 8 | 1 << 12);
        assert_eq!(inside(&at(further), 0, 7), Some(8));
        assert_eq!(inside(&at(further), 0, 8), Some(8));
        assert_eq!(inside(&at(further), 0, 0), Some(0));
        assert_eq!(inside(&at(opening), 0, 7), None);
        assert_eq!([inside(&at(0), 0, 7), inside(&at(after), 0, 7)], [None, None]);
    }
}
