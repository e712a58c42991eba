//! Likely roles: the label that the recurrent network gives each token.
//!
//! The labels say what a token is and on which side its cue stands, so that neighbouring
//! attributions stay apart: in “We go,” he said, “and stay.” the first piece has its cue behind it,
//! the second before it.

use super::linear::{feature, pair};
use super::network::{Encoded, Network, embedding};
use super::pos::WordFeatures;
use super::{clause, linear};
use crate::lexicon::{Act, Class, Classes, Frame, Part};
use crate::read::BlockKind;
use crate::tokenise::Text;
use crate::tokenise::token::{Hint, Kind, Pos, Role, Side, Token};

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

/// The classes that tell the tagger something about a word.
const TELLING: [Class; 22] = [
    Class::Role,
    Class::Organisation,
    Class::Spokesperson,
    Class::Document,
    Class::Venue,
    Class::Weekday,
    Class::Hearer,
    Class::GivenMale,
    Class::GivenFemale,
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Collective,
    Class::Government,
    Class::State,
    Class::Demonym,
    Class::Outlet,
    Class::Platform,
    Class::Party,
    Class::Expert,
    Class::TimeWord,
    Class::Capital,
];

/// What surrounds a token, worked out once for each sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    /// A number for the word; names share theirs.
    pub(crate) word: u64,
    /// A number for its stem.
    pub(crate) stem: u64,
    /// Its embedding: a centroid a part.
    pub(crate) embedding: u64,
    /// A number for its last letters.
    pub(crate) ending: u64,
    /// The kinds of cue it can be.
    pub(crate) sense: u64,
    /// Its telling classes.
    pub(crate) classes: u64,
    pub(crate) pos: u64,
    /// In a quotation: 0 outside, 1 in a speech, 2 in a fragment; and where in it.
    pub(crate) quote: u64,
    /// The nearest cue before and behind: its kind, how far, what lies between.
    pub(crate) left: u64,
    pub(crate) right: u64,
    pub(crate) left_kind: u64,
    pub(crate) right_kind: u64,
    /// The sentence: does it end in a cue, begin with a quotation, hold a cue at all.
    pub(crate) sentence: u64,
    pub(crate) place: u64,
    pub(crate) before: u64,
    pub(crate) verb_left: u64,
    pub(crate) verb_right: u64,
    /// Its place in its clause, and what mark of a clause comes next.
    pub(crate) clause: u64,
    /// The label that the role tagger gave it.
    pub(crate) hint: u64,
    /// How much more the role tagger preferred that label to a cue's; 0 for a cue.
    pub(crate) cue: i32,
}

impl Around {
    /// True inside a quotation; the low byte says where in it.
    pub(crate) const fn is_quoted(&self) -> bool {
        self.quote.trailing_zeros() < 8
    }
}

/// Works out the surroundings of every token.
pub(crate) fn surroundings(
    text: &Text<'_>,
    words: &[WordFeatures],
    kinds: &[BlockKind],
) -> Vec<Around> {
    let tokens = &text.tokens;
    let mut all = vec![Around::default(); tokens.len()];
    for (token, (around, word)) in tokens.iter().zip(all.iter_mut().zip(words)) {
        let name = token.pos.is_name() && token.classes.is_empty();
        around.word = if name { 7 } else { word.hash };
        around.stem = if name { 7 } else { word.stem };
        around.embedding = if name || !token.is_wordlike() { 0 } else { embedding::of(word.hash) };
        around.ending = word.ending;
        around.pos = token.pos as u64;
        around.classes = telling(token.classes);
        around.sense = sense(token);
    }
    quotes(text, &mut all);
    let mut places = vec![0; tokens.len()];
    let mut previous = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        let fresh = number == 0 || text.sentences[number - 1].block != sentence.block;
        if fresh {
            previous = 0;
        }
        let before = previous | u64::from(fresh) << 3 | (kinds[sentence.block] as u64) << 4;
        let text_tokens = tokens;
        let tokens = &tokens[sentence.tokens.clone()];
        let around = &mut all[sentence.tokens.clone()];
        clause::places(text_tokens, &sentence.tokens, &mut places);
        for (a, place) in around.iter_mut().zip(&places[sentence.tokens.clone()]) {
            a.clause = *place;
        }
        cues(tokens, around);
        let state = sentence_state(tokens, around);
        let length = around.len();
        for (at, a) in around.iter_mut().enumerate() {
            a.sentence = state;
            a.before = before;
            a.place = at.min(3) as u64 | ((length - 1 - at).min(3) as u64) << 2;
        }
        let closes = tokens.iter().rev().take(2).any(|t| t.kind == Kind::CloseQuote);
        let opens = tokens.first().is_some_and(|t| t.kind == Kind::OpenQuote);
        previous =
            1 | u64::from(closes || opens && state & 4 == 0) << 1 | u64::from(state & 3 != 0) << 2;
    }
    all
}

/// The telling classes of a word in the low bits of a number.
fn telling(classes: Classes) -> u64 {
    TELLING
        .iter()
        .enumerate()
        .fold(0, |bits, (at, class)| bits | u64::from(classes.has(*class)) << at)
}

/// The kinds of cue a token can be, given its part of speech.
fn sense(token: &Token<'_>) -> u64 {
    let mut bits = 0;
    for sense in token.senses {
        let fits = match sense.part {
            Part::Verb => token.pos.is_verb() || token.pos == Pos::Punct,
            Part::Noun => token.pos.is_noun(),
            _ => true,
        };
        if !fits {
            continue;
        }
        let speaks = sense.frames.has(Frame::Quote) || sense.frames.has(Frame::Zero);
        bits |= 1
            | u64::from(speaks) << 1
            | u64::from(sense.act == Act::Saying) << 2
            | u64::from(sense.act == Act::Belief) << 3
            | u64::from(sense.part == Part::Noun) << 4
            | u64::from(sense.part == Part::Preposition) << 5
            | u64::from(sense.frames.has(Frame::That)) << 6
            | u64::from(sense.frames.has(Frame::Np)) << 7
            | u64::from(sense.part == Part::Phrase) << 8
            | u64::from(sense.frames.has(Frame::To)) << 9;
    }
    bits
}

/// Fills in where each token stands in its quotation.
fn quotes(text: &Text<'_>, all: &mut [Around]) {
    for quotation in text.quotations.iter().filter(|q| q.depth == 0) {
        let range = quotation.tokens.clone();
        let inside = &text.tokens[range.clone()];
        let first = inside.get(1).is_some_and(|t| t.is_capitalised());
        let ends = inside
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash));
        let long = inside.len() > 6;
        let kind = 1 + (u64::from(first) | u64::from(ends) << 1 | u64::from(long) << 2);
        for (at, around) in all[range.clone()].iter_mut().enumerate() {
            let place = if at == 0 {
                1
            } else if at + 1 == inside.len() {
                2
            } else {
                3
            };
            around.quote = kind | place << 4;
        }
        // The words right behind a quotation.
        for (at, around) in all[range.end..].iter_mut().take(3).enumerate() {
            if around.quote == 0 {
                around.quote = kind << 8 | (at as u64 + 1) << 12;
            }
        }
    }
}

/// Fills in the nearest cue and the nearest verb on either side.
fn cues(tokens: &[Token<'_>], around: &mut [Around]) {
    let mut nearest = Nearest::default();
    for (token, a) in tokens.iter().zip(around.iter_mut()) {
        a.left = nearest.seen();
        a.left_kind = nearest.kind;
        a.verb_left = nearest.verbs();
        nearest.pass(token, a);
    }
    let mut nearest = Nearest::default();
    for (token, a) in tokens.iter().zip(around.iter_mut()).rev() {
        a.right = nearest.seen();
        a.right_kind = nearest.kind;
        a.verb_right = nearest.verbs();
        nearest.pass(token, a);
    }
}

/// The nearest cue met on a walk through a sentence.
#[derive(Default)]
struct Nearest {
    kind: u64,
    distance: u64,
    comma: bool,
    that: bool,
    quote: bool,
    verb: u64,
    verb_distance: u64,
}

impl Nearest {
    fn pass(&mut self, token: &Token<'_>, around: &Around) {
        let outside = !around.is_quoted();
        if outside && around.sense != 0 {
            *self = Self {
                kind: around.sense,
                verb: self.verb,
                verb_distance: self.verb_distance,
                ..Self::default()
            };
        }
        if outside && token.pos.is_finite() {
            self.verb = around.pos + 1;
            self.verb_distance = 0;
        }
        self.distance += 1;
        self.verb_distance += 1;
        self.comma |= token.kind == Kind::Comma;
        self.that |= token.reads("that");
        self.quote |= matches!(token.kind, Kind::OpenQuote | Kind::CloseQuote);
    }

    fn seen(&self) -> u64 {
        if self.kind == 0 {
            return 0;
        }
        1 + (bucket(self.distance)
            | u64::from(self.comma) << 4
            | u64::from(self.that) << 5
            | u64::from(self.quote) << 6)
    }

    fn verbs(&self) -> u64 {
        pair(self.verb, bucket(self.verb_distance))
    }
}

/// 1, 2, 3, 4–6, 7–12, more.
const fn bucket(distance: u64) -> u64 {
    match distance {
        0..=3 => distance,
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    }
}

/// What a sentence as a whole looks like: it holds a saying cue (1), another cue (2), it begins
/// with a quotation (4), ends behind one (8), has a cue near its end behind a comma or quotation
/// (16), is all quotation (32).
fn sentence_state(tokens: &[Token<'_>], around: &[Around]) -> u64 {
    let outside = |a: &&Around| !a.is_quoted();
    let saying = around.iter().filter(outside).any(|a| a.sense & 6 == 6);
    let other = around.iter().filter(outside).any(|a| a.sense != 0);
    let opens = tokens.first().is_some_and(|t| t.kind == Kind::OpenQuote);
    let closes = tokens.iter().rev().take(2).any(|t| t.kind == Kind::CloseQuote);
    let tail = tokens.len().saturating_sub(14);
    let mut late = false;
    for at in tail..tokens.len() {
        let cue = !around[at].is_quoted() && around[at].sense & 2 != 0;
        late |= cue
            && tokens[tail..at].iter().any(|t| matches!(t.kind, Kind::Comma | Kind::CloseQuote));
    }
    let all = around.iter().all(|a| a.quote & 0xff != 0);
    u64::from(saying)
        | u64::from(other) << 1
        | u64::from(opens) << 2
        | u64::from(closes) << 3
        | u64::from(late) << 4
        | u64::from(all) << 5
}

/// How many features a token has, and how many of them, the first, say which word it is.
pub(crate) const FEATURES: usize = OWN + embedding::PARTS;
#[cfg(feature = "train")]
pub(crate) const OF_WORD: usize = 2;
const OWN: usize = 12;

/// The features of a token: itself alone. What stands around it the network remembers.
#[inline]
pub(crate) fn features(all: &[Around], at: usize) -> [u64; FEATURES] {
    let a = &all[at];
    let own: [u64; OWN] = [
        feature(201, a.word),
        feature(202, a.stem),
        feature(203, a.ending),
        feature(204, a.pos),
        feature(205, pair(a.sense, a.pos)),
        feature(206, a.classes),
        feature(207, a.quote),
        feature(208, a.sentence),
        feature(209, a.before),
        feature(210, a.clause),
        feature(211, a.place),
        feature(212, pair(a.left_kind, a.right_kind)),
    ];
    let mut features = [0; FEATURES];
    let (first, rest) = features.split_at_mut(OWN);
    first.copy_from_slice(&own);
    for ((to, template), part) in rest.iter_mut().zip(220..).zip(a.embedding.to_le_bytes()) {
        // A word without an embedding has a value of its own.
        *to = feature(template, if a.embedding == 0 { 256 } else { u64::from(part) });
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
pub(crate) fn tag(network: &Network<COUNT>, text: &mut Text<'_>, all: &mut [Around]) -> Encoded {
    let (logits, encoded) = network.encode(all.len(), |at| features(all, at));
    for block in text.blocks.clone() {
        let mut before = 0;
        for at in block {
            let (label, sureness, cue) = match inside(all, at, before) {
                Some(label) => (label, QUOTED, NEVER),
                None => decoded(&logits[at], before),
            };
            let (role, side, begins) = LABELS[usize::from(label)];
            text.tokens[at].hint = Hint { role, side, begins, sureness };
            all[at].hint = u64::from(label);
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
        let at = |quote: u64| [Around { quote, ..Around::default() }];
        let (opening, further, after) = (1 | 1 << 4, 1 | 3 << 4, 1 << 8 | 1 << 12);
        assert_eq!(inside(&at(further), 0, 7), Some(8));
        assert_eq!(inside(&at(further), 0, 8), Some(8));
        assert_eq!(inside(&at(further), 0, 0), Some(0));
        assert_eq!(inside(&at(opening), 0, 7), None);
        assert_eq!([inside(&at(0), 0, 7), inside(&at(after), 0, 7)], [None, None]);
    }

    #[test]
    fn distances_are_told_apart_when_they_are_short() {
        assert_eq!([0, 3, 4, 6, 7, 12, 13].map(bucket), [0, 3, 4, 4, 5, 5, 6]);
    }

    #[test]
    fn the_nearest_cue_is_known_on_either_side() {
        let (_, _, hints) = crate::testing::tagged("The bridge is shut, Hale said on Monday.");
        let kinds: Vec<(bool, bool)> =
            hints.around.iter().map(|a| (a.left_kind != 0, a.right_kind != 0)).collect();
        assert_eq!(kinds[0], (false, true));
        assert_eq!(kinds[5], (false, true));
        assert_eq!(kinds[7], (true, false));
    }
}
