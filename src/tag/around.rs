//! What surrounds a token: its quotation, its clause, the nearest cues, its sentence.
//!
//! There is one [`Around`] a token, so it is kept small. What its features are made of is a [`Seen`].

use super::clause;
use super::pos::word_and_stem;
use crate::lexicon::{Act, Class, Classes, Frame, Part};
use crate::read::BlockKind;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

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
    /// How much more the role tagger preferred its label to a cue's; 0 for a cue.
    pub(crate) cue: i32,
    /// Its telling classes.
    pub(crate) classes: u32,
    /// The kinds of cue it can be.
    pub(crate) sense: u16,
    /// In a quotation: 0 outside, 1 in a speech, 2 in a fragment; and where in it.
    pub(crate) quote: u16,
    /// The kinds of the nearest cues before and behind.
    pub(crate) left_kind: u16,
    pub(crate) right_kind: u16,
    /// How far they are, and what lies between.
    pub(crate) left: u8,
    pub(crate) right: u8,
    /// The sentence: does it end in a cue, begin with a quotation, hold a cue at all.
    pub(crate) sentence: u8,
    pub(crate) place: u8,
    pub(crate) before: u8,
    /// Its place in its clause, and what mark of a clause comes next.
    pub(crate) clause: u8,
    /// The label that the role tagger gave it.
    pub(crate) hint: u8,
    /// True for a name of which the lexicon knows nothing: names count as one word.
    pub(crate) is_name: bool,
}

/// The word of all names, and their stem.
pub(crate) const NAME: u64 = 7;

impl Around {
    /// True inside a quotation; the low byte says where in it.
    pub(crate) const fn is_quoted(&self) -> bool {
        self.quote.trailing_zeros() < 8
    }
}

/// A token and what surrounds it, as numbers to make features of; all 0 where there is no token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// A number for the word; names share theirs.
    pub(crate) word: u64,
    /// A number for its stem.
    pub(crate) stem: u64,
    pub(crate) pos: u64,
    pub(crate) classes: u64,
    pub(crate) quote: u64,
    pub(crate) left: u64,
    pub(crate) right: u64,
    pub(crate) sentence: u64,
    pub(crate) place: u64,
    pub(crate) before: u64,
    pub(crate) clause: u64,
    pub(crate) hint: u64,
}

impl Seen {
    /// A token of a text with what surrounds it.
    pub(crate) fn at(tokens: &[Token<'_>], around: &[Around], at: Option<usize>) -> Self {
        let token = at.and_then(|at| Some((tokens.get(at)?, around.get(at)?)));
        token.map_or_else(Self::default, |(token, around)| Self::of(token, around))
    }

    fn of(token: &Token<'_>, around: &Around) -> Self {
        let (word, stem) = if around.is_name { (NAME, NAME) } else { word_and_stem(token) };
        Self {
            word,
            stem,
            pos: token.pos as u64,
            classes: around.classes.into(),
            quote: around.quote.into(),
            left: around.left.into(),
            right: around.right.into(),
            sentence: around.sentence.into(),
            place: around.place.into(),
            before: around.before.into(),
            clause: around.clause.into(),
            hint: around.hint.into(),
        }
    }
}

/// Works out the surroundings of every token.
pub(crate) fn surroundings(text: &Text<'_>, kinds: &[BlockKind]) -> Vec<Around> {
    let tokens = &text.tokens;
    let mut all = vec![Around::default(); tokens.len()];
    for (token, around) in tokens.iter().zip(&mut all) {
        around.is_name = token.pos.is_name() && token.classes.is_empty();
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
        let before = previous | u8::from(fresh) << 3 | (kinds[sentence.block] as u8) << 4;
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
            a.place = few(at) | few(length - 1 - at) << 2;
        }
        let closes = tokens.iter().rev().take(2).any(|t| t.kind == Kind::CloseQuote);
        let opens = tokens.first().is_some_and(|t| t.kind == Kind::OpenQuote);
        previous =
            1 | u8::from(closes || opens && state & 4 == 0) << 1 | u8::from(state & 3 != 0) << 2;
    }
    all
}

/// How many, up to three.
#[allow(clippy::cast_possible_truncation)] // at most three
const fn few(count: usize) -> u8 {
    if count < 3 { count as u8 } else { 3 }
}

/// The telling classes of a word in the low bits of a number.
fn telling(classes: Classes) -> u32 {
    TELLING
        .iter()
        .enumerate()
        .fold(0, |bits, (at, class)| bits | u32::from(classes.has(*class)) << at)
}

/// The kinds of cue a token can be, given its part of speech.
fn sense(token: &Token<'_>) -> u16 {
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
            | u16::from(speaks) << 1
            | u16::from(sense.act == Act::Saying) << 2
            | u16::from(sense.act == Act::Belief) << 3
            | u16::from(sense.part == Part::Noun) << 4
            | u16::from(sense.part == Part::Preposition) << 5
            | u16::from(sense.frames.has(Frame::That)) << 6
            | u16::from(sense.frames.has(Frame::Np)) << 7
            | u16::from(sense.part == Part::Phrase) << 8
            | u16::from(sense.frames.has(Frame::To)) << 9;
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
        let kind = 1 + (u16::from(first) | u16::from(ends) << 1 | u16::from(long) << 2);
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
        for (place, around) in (1..=3).zip(&mut all[range.end..]) {
            if around.quote == 0 {
                around.quote = kind << 8 | place << 12;
            }
        }
    }
}

/// Fills in the nearest cue on either side.
fn cues(tokens: &[Token<'_>], around: &mut [Around]) {
    let mut nearest = Nearest::default();
    for (token, a) in tokens.iter().zip(around.iter_mut()) {
        a.left = nearest.seen();
        a.left_kind = nearest.kind;
        nearest.pass(token, a);
    }
    let mut nearest = Nearest::default();
    for (token, a) in tokens.iter().zip(around.iter_mut()).rev() {
        a.right = nearest.seen();
        a.right_kind = nearest.kind;
        nearest.pass(token, a);
    }
}

/// The nearest cue met on a walk through a sentence.
#[derive(Default)]
struct Nearest {
    kind: u16,
    distance: usize,
    comma: bool,
    that: bool,
    quote: bool,
}

impl Nearest {
    fn pass(&mut self, token: &Token<'_>, around: &Around) {
        if !around.is_quoted() && around.sense != 0 {
            *self = Self { kind: around.sense, ..Self::default() };
        }
        self.distance += 1;
        self.comma |= token.kind == Kind::Comma;
        self.that |= token.reads("that");
        self.quote |= matches!(token.kind, Kind::OpenQuote | Kind::CloseQuote);
    }

    fn seen(&self) -> u8 {
        if self.kind == 0 {
            return 0;
        }
        1 + (bucket(self.distance)
            | u8::from(self.comma) << 4
            | u8::from(self.that) << 5
            | u8::from(self.quote) << 6)
    }
}

/// 1, 2, 3, 4–6, 7–12, more.
const fn bucket(distance: usize) -> u8 {
    match distance {
        0..=3 => few(distance),
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    }
}

/// What a sentence as a whole looks like: it holds a saying cue (1), another cue (2), it begins
/// with a quotation (4), ends behind one (8), has a cue near its end behind a comma or quotation
/// (16), is all quotation (32).
fn sentence_state(tokens: &[Token<'_>], around: &[Around]) -> u8 {
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
    u8::from(saying)
        | u8::from(other) << 1
        | u8::from(opens) << 2
        | u8::from(closes) << 3
        | u8::from(late) << 4
        | u8::from(all) << 5
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn names_count_as_one_word_and_no_token_as_none() {
        let (_, text, hints) = crate::testing::tagged("Rutger Qwendel left.");
        let seen = |at| Seen::at(&text.tokens, &hints.around, at);
        assert_eq!([seen(Some(0)).word, seen(Some(1)).stem], [NAME; 2]);
        assert_ne!(seen(Some(2)).word, NAME);
        assert_eq!([seen(Some(9)).word, seen(None).pos], [0; 2]);
    }
}
