//! Parts of speech: a greedy tagger from left to right.
//!
//! After Honnibal's averaged perceptron tagger: words, endings and the two tags before.

use super::linear;
use super::linear::{Model, Scores, feature, pair, word};
use crate::lexicon::{Class, Classes, Frame, FunctionWord, Part};
use crate::tokenise::token::{Kind, Pos, Token};

/// The tags, by label.
pub(crate) const TAGS: [Pos; 36] = [
    Pos::Punct,
    Pos::Cc,
    Pos::Cd,
    Pos::Dt,
    Pos::Ex,
    Pos::Fw,
    Pos::In,
    Pos::Jj,
    Pos::Jjr,
    Pos::Jjs,
    Pos::Md,
    Pos::Nn,
    Pos::Nns,
    Pos::Nnp,
    Pos::Nnps,
    Pos::Pdt,
    Pos::Pos,
    Pos::Prp,
    Pos::PrpS,
    Pos::Rb,
    Pos::Rbr,
    Pos::Rbs,
    Pos::Rp,
    Pos::Sym,
    Pos::To,
    Pos::Uh,
    Pos::Vb,
    Pos::Vbd,
    Pos::Vbg,
    Pos::Vbn,
    Pos::Vbp,
    Pos::Vbz,
    Pos::Wdt,
    Pos::Wp,
    Pos::WpS,
    Pos::Wrb,
];

/// How many tags there are.
pub(crate) const COUNT: usize = TAGS.len();

/// How many features a token has.
pub(crate) const FEATURES: usize = 23;

/// The features of a word by itself, worked out once.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordFeatures {
    pub(crate) hash: u64,
    /// The word without its commonest endings: "vows" and "vowed" share theirs.
    pub(crate) stem: u64,
    pub(crate) ending: u64,
    ending2: u64,
    start: u64,
    pub(crate) shape: u64,
    /// What the lexicon knows of it.
    known: u64,
}

impl WordFeatures {
    /// Reads a token.
    pub(crate) fn of(token: &Token<'_>) -> Self {
        let text = bare(token);
        let tail = |count: usize| {
            let cut = text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
            word(&text[cut..])
        };
        let first = text.chars().next().unwrap_or(' ');
        let upper = text.chars().filter(|c| c.is_uppercase()).count();
        let all = upper > 1 && !text.chars().any(char::is_lowercase);
        let shape = u64::from(first.is_uppercase())
            | u64::from(all) << 1
            | u64::from(text.contains('-')) << 2
            | u64::from(text.bytes().any(|b| b.is_ascii_digit())) << 3
            | u64::from(token.kind == Kind::Number) << 4
            | u64::from(text.ends_with('.')) << 5;
        Self {
            hash: word(text),
            stem: word(stem(text)),
            ending: tail(3),
            ending2: tail(2),
            start: word(&text[..first.len_utf8().min(text.len())]),
            shape,
            known: known(token),
        }
    }
}

/// A word without the marks of a nickname.
fn bare<'d>(token: &Token<'d>) -> &'d str {
    let marks: &[char] = &['“', '”', '"', '‘', '’', '\'', '`'];
    if token.is_nickname() { token.text.trim_matches(marks) } else { token.text }
}

/// A number for a word, and one for its stem; those of its [`WordFeatures`].
pub(crate) fn word_and_stem(token: &Token<'_>) -> (u64, u64) {
    let text = bare(token);
    (word(text), word(stem(text)))
}

/// What the lexicon knows of a word: it is a verb or a noun that reports, it stands for people. So a
/// word of which the tagger has learned nothing is known for what it is.
fn known(token: &Token<'_>) -> u64 {
    const PEOPLE: Classes =
        Classes::of(&[Class::Role, Class::Office, Class::Spokesperson, Class::Collective]);
    let reports = |part: Part| token.senses.iter().any(|sense| sense.part == part);
    u64::from(reports(Part::Verb))
        | u64::from(reports(Part::Noun)) << 1
        | u64::from(token.classes.any(PEOPLE)) << 2
}

/// A word without its commonest endings; rough, for words that were never learned from.
fn stem(text: &str) -> &str {
    let cut = [("ing", 6), ("ed", 5), ("es", 5), ("s", 4)]
        .iter()
        .find(|(ending, least)| text.len() >= *least && text.ends_with(ending))
        .map_or(text, |(ending, _)| &text[..text.len() - ending.len()]);
    let cut = cut.strip_suffix('e').unwrap_or(cut);
    let bytes = cut.as_bytes();
    match bytes {
        [.., a, b]
            if a == b && b.is_ascii_lowercase() && cut.len() > 3 && cut.len() < text.len() =>
        {
            &cut[..cut.len() - 1]
        }
        _ => cut,
    }
}

/// The features of token `at`, given the two tags before it. The first of a sentence has nothing
/// before it.
#[inline]
pub(crate) fn features(
    words: &[WordFeatures],
    at: usize,
    first: bool,
    before: [u8; 2],
) -> [u64; FEATURES] {
    let get = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| words.get(at)).copied().unwrap_or_default()
    };
    let (w, n1, n2) = (get(0), get(1), get(2));
    let (p1, p2) = if first { Default::default() } else { (get(-1), get(-2)) };
    let [t1, t2] = if first { [0; 2] } else { before.map(u64::from) };
    [
        feature(1, w.hash),
        feature(2, w.ending),
        feature(3, w.ending2),
        feature(4, w.start),
        feature(5, t1),
        feature(6, t2),
        feature(7, pair(t1, t2)),
        feature(8, pair(t1, w.hash)),
        feature(9, p1.hash),
        feature(10, p1.ending),
        feature(11, p2.hash),
        feature(12, n1.hash),
        feature(13, n1.ending),
        feature(14, n2.hash),
        feature(15, pair(w.shape, u64::from(first))),
        feature(16, pair(w.shape, w.ending)),
        feature(17, pair(n1.shape, w.shape)),
        feature(18, pair(t1, w.ending)),
        feature(19, pair(w.hash, n1.hash)),
        feature(20, pair(n1.ending2, w.ending2)),
        feature(21, w.known),
        feature(22, pair(w.known, t1)),
        feature(23, pair(w.known, w.ending2)),
    ]
}

/// True when a token is a mark, which has no other part of speech.
pub(crate) fn is_mark(token: &Token<'_>) -> bool {
    !token.is_wordlike() && !matches!(token.text, "%" | "$" | "&")
}

/// What a word is looked up by to see whether it has one part of speech only.
pub(crate) fn alone(word: &WordFeatures) -> u64 {
    pair(word.hash, word.shape & 1)
}

/// True for a word that was learned as something else than a name: "absent", "yesterday". A word of
/// which nothing was learned may be anything.
pub(super) fn is_common(model: &Model<COUNT>, sure: &Model<1>, text: &str) -> bool {
    let hash = word(text);
    let label = match (sure.row(pair(hash, 0)), model.row(feature(1, hash))) {
        (Some([label]), _) => usize::from(label.cast_unsigned()),
        (None, Some(row)) => linear::best(row, 1),
        (None, None) => return false,
    };
    !TAGS[label.min(TAGS.len() - 1)].is_name()
}

/// Tags all tokens; `starts` says which begin a sentence. Words that have one part of speech only
/// need no model.
pub(crate) fn tag(
    model: &Model<COUNT>,
    sure: &Model<1>,
    tokens: &mut [Token<'_>],
    words: &[WordFeatures],
    starts: &[bool],
) {
    let mut before = [0_u8; 2];
    for at in 0..tokens.len() {
        let label = if is_mark(&tokens[at]) {
            0
        } else if let Some([label]) = sure.row(alone(&words[at])) {
            label.cast_unsigned()
        } else {
            let scores = scores(model, words, at, starts[at], before);
            let new = || model.row(feature(1, words[at].hash)).is_none();
            best(&tokens[at..], before[0], new, scores)
        };
        tokens[at].pos = TAGS[usize::from(label).min(TAGS.len() - 1)];
        before = [label, before[0]];
    }
}

/// The scores of the labels of a token.
fn scores(
    model: &Model<COUNT>,
    words: &[WordFeatures],
    at: usize,
    first: bool,
    before: [u8; 2],
) -> Scores<COUNT> {
    let mut scores: Scores<COUNT> = [0; COUNT];
    model.add_all(&features(words, at, first, before), &mut scores);
    scores
}

/// True for the past form of a verb that reports.
fn is_past(token: &Token<'_>) -> bool {
    token.text.ends_with("ed") && token.senses.iter().any(|sense| sense.part == Part::Verb)
}

/// True for a participle in front of "of", which looks like a past tense: whoever accuses names somebody
/// before the "of".
///
/// > a doctor **accused** of fraud
pub(crate) fn is_done_to(tokens: &[Token<'_>]) -> bool {
    let [token, next, ..] = tokens else { return false };
    let has = |frame: Frame| token.senses.iter().any(|sense| sense.frames.has(frame));
    next.reads("of") && has(Frame::NpOf) && !has(Frame::Of)
}

/// The best label of the first of some tokens that the rules of the language allow; the first of
/// equals.
fn best(tokens: &[Token<'_>], before: u8, new: impl Fn() -> bool, mut scores: Scores<COUNT>) -> u8 {
    let token = &tokens[0];
    let before = TAGS.get(usize::from(before)).copied().unwrap_or_default();
    let mut label = linear::best(&scores, 1);
    // No word but those listed is a possessive pronoun, however it ends: "labour", "harbour".
    if TAGS[label] == Pos::PrpS && !token.among(FunctionWord::PossessivePronoun) {
        label = best_but(&mut scores, |pos| pos == Pos::PrpS);
    }
    if TAGS[label] == Pos::Vbd && is_done_to(tokens) {
        label = best_but(&mut scores, |pos| pos == Pos::Vbd);
    }
    // A word of which nothing was learned is none of those that every text has: no "in", no "very".
    let closed = |pos: Pos| is_closed(pos) || matches!(pos, Pos::Rb) && !token.text.ends_with("ly");
    if closed(TAGS[label]) && new() {
        label = best_but(&mut scores, closed);
    }
    // "says leaflets went": two verbs in a row, and nothing is known of the second.
    if TAGS[label].is_finite() && before.is_finite() && new() {
        label = best_but(&mut scores, |pos| pos.is_finite());
    }
    // "her sister sobbed": what reports and ends in "ed" is no noun behind a noun.
    if TAGS[label].is_noun() && before.is_noun() && is_past(token) {
        label = best_but(&mut scores, |pos| pos.is_noun());
    }
    u8::try_from(label).unwrap_or(0)
}

/// True for the parts of speech to which no new words are added.
const fn is_closed(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::Cc
            | Pos::Dt
            | Pos::Ex
            | Pos::In
            | Pos::Md
            | Pos::Pdt
            | Pos::Pos
            | Pos::Prp
            | Pos::PrpS
            | Pos::Rp
            | Pos::To
            | Pos::Wdt
            | Pos::Wp
            | Pos::WpS
            | Pos::Wrb
    )
}

/// The best label of those that are not wrong.
fn best_but(scores: &mut Scores<COUNT>, wrong: impl Fn(Pos) -> bool) -> usize {
    for (score, _) in scores.iter_mut().zip(TAGS).filter(|(_, pos)| wrong(*pos)) {
        *score = i16::MIN;
    }
    linear::best(scores, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    fn pos_of(copy: &str, word: &str) -> Pos {
        let tokens = &tagged(copy).1.tokens;
        tokens.iter().find(|t| t.reads(word)).unwrap().pos
    }

    #[test]
    fn forms_of_a_verb_share_a_stem() {
        assert_eq!(["vows", "vowed", "vowing"].map(stem), ["vow"; 3]);
        assert_eq!(["planned", "planning"].map(stem), ["plan"; 2]);
        assert_eq!(["make", "making"].map(stem), ["mak"; 2]);
        assert_eq!(["was", "all", "sing", "boxes"].map(stem), ["was", "all", "sing", "box"]);
    }

    #[test]
    fn marks_have_no_part_of_speech_but_signs_do() {
        let tokens = &tagged("It rose 3% & fell, twice.").1.tokens;
        let marks: Vec<&str> = tokens.iter().filter(|t| is_mark(t)).map(|t| t.text).collect();
        assert_eq!(marks, [",", "."]);
    }

    #[test]
    fn only_a_possessive_pronoun_is_tagged_as_one() {
        assert_eq!(pos_of("Hale sold his boat.", "his"), Pos::PrpS);
        assert_ne!(pos_of("The harbour was shut.", "harbour"), Pos::PrpS);
    }

    #[test]
    fn who_is_accused_of_something_has_it_done_to_him() {
        let done = |copy: &str| {
            let tokens = &tagged(copy).1.tokens;
            is_done_to(&tokens[tokens.iter().position(|t| t.reads("accused")).unwrap()..])
        };
        assert!(done("A doctor accused of fraud left."));
        assert!(!done("A doctor accused the clinic of fraud."));
        assert!(!is_done_to(&tagged("He boasted of it.").1.tokens[1..]));
        assert!(!is_done_to(&[]));
    }

    #[test]
    fn no_new_word_belongs_to_a_closed_class() {
        assert!(is_closed(Pos::In) && is_closed(Pos::Wrb) && is_closed(Pos::PrpS));
        assert!(!is_closed(Pos::Nn) && !is_closed(Pos::Vbd) && !is_closed(Pos::Rb));
        let mut scores: Scores<COUNT> = [0; COUNT];
        scores[6] = 9;
        scores[11] = 5;
        assert_eq!(best_but(&mut scores, is_closed), 11);
    }

    #[test]
    fn a_sentence_begins_with_nothing_before_it() {
        let words: Vec<WordFeatures> =
            tagged("It rained. Hale left.").1.tokens.iter().map(WordFeatures::of).collect();
        let [first, later] = [true, false].map(|first| features(&words, 3, first, [25, 26]));
        assert_eq!(first[0], later[0]);
        assert_ne!(first[8], later[8]);
        assert_eq!(first[4], feature(5, 0));
        assert_eq!(later[4], feature(5, 25));
    }
}
