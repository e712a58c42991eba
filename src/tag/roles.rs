//! Likely roles: the label that the recurrent network gives each token.
//!
//! The labels say what a token is and on which side its cue stands, so that neighbouring
//! attributions stay apart: in “We go,” he said, “and stay.” the first piece has its cue behind it,
//! the second before it.

use super::around::{Around, NAME};
use super::linear;
use super::linear::{feature, pair};
use super::network::{Encoded, Network, embedding};
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
pub(crate) const FEATURES: usize = OWN + embedding::PARTS;
#[cfg(feature = "train")]
pub(crate) const OF_WORD: usize = 2;
const OWN: usize = 12;

/// The features of a token: itself alone. What stands around it the network remembers.
#[inline]
pub(crate) fn features(token: &Token<'_>, word: &WordFeatures, a: &Around) -> [u64; FEATURES] {
    let (name, pos) = (a.is_name, token.pos as u64);
    let embedding = if name || !token.is_wordlike() { 0 } else { embedding::of(word.hash) };
    let own: [u64; OWN] = [
        feature(201, if name { NAME } else { word.hash }),
        feature(202, if name { NAME } else { word.stem }),
        feature(203, word.ending),
        feature(204, pos),
        feature(205, pair(a.sense.into(), pos)),
        feature(206, a.classes.into()),
        feature(207, a.quote.into()),
        feature(208, a.sentence.into()),
        feature(209, a.before.into()),
        feature(210, a.clause.into()),
        feature(211, a.place.into()),
        feature(212, pair(a.left_kind.into(), a.right_kind.into())),
    ];
    let mut features = [0; FEATURES];
    let (first, rest) = features.split_at_mut(OWN);
    first.copy_from_slice(&own);
    for ((to, template), part) in rest.iter_mut().zip(220..).zip(embedding.to_le_bytes()) {
        // A word without an embedding has a value of its own.
        *to = feature(template, if embedding == 0 { 256 } else { u64::from(part) });
    }
    features
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

/// Fills in the hint of every token.
pub(crate) fn tag(
    network: &Network<COUNT>,
    text: &mut Text<'_>,
    words: Vec<WordFeatures>,
    all: &mut [Around],
) -> Encoded {
    let (tokens, around) = (&text.tokens, &*all);
    // Of a long draft the words would be in memory beside the hidden states: they go before these come.
    let of = move |at: usize| features(&tokens[at], &words[at], &around[at]);
    let (logits, encoded) = network.encode(around.len(), of);
    for block in text.blocks.clone() {
        let mut before = 0;
        for at in block {
            let (label, sureness, cue) = match inside(all, at, before) {
                Some(label) => (label, QUOTED, NEVER),
                None => decoded(&logits[at], before),
            };
            let (role, side, begins) = LABELS[usize::from(label)];
            text.tokens[at].hint = Hint { role, side, begins, sureness };
            all[at].hint = label;
            all[at].cue = cue;
            before = label;
        }
    }
    encoded
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
