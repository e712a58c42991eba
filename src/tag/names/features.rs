//! What the name finder sees of a token.

use std::ops::Range;

use crate::lexicon::{Class, Classes};
use crate::tag::linear::{feature, pair, word};
use crate::tag::network::embedding::{self, PARTS};
use crate::tag::pos::WordFeatures;
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// How many classes of a token, and of each of those beside it, are seen.
const OWN_CLASSES: usize = 4;
const NEAR_CLASSES: usize = 2;
/// The features that are always there.
const PLAIN: usize = 22;
/// How many features a token has.
pub(crate) const FEATURES: usize = PLAIN + 2 * PARTS + OWN_CLASSES + 2 * NEAR_CLASSES;

/// How far before and behind a capital letter a name can begin and go on.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// A draft as the finder sees it.
pub(crate) struct View<'v, 'd> {
    pub(crate) tokens: &'v [Token<'d>],
    pub(crate) words: &'v [WordFeatures],
    pub(crate) starts: &'v [bool],
    /// The block that is read now, and whether all its longer words have capital letters.
    pub(crate) block: Range<usize>,
    pub(crate) title: bool,
}

impl<'v, 'd> View<'v, 'd> {
    /// A draft of which nothing is read yet.
    pub(crate) fn of(text: &'v Text<'d>, words: &'v [WordFeatures], starts: &'v [bool]) -> Self {
        View { tokens: &text.tokens, words, starts, block: 0..0, title: false }
    }

    /// Goes to a block.
    pub(crate) fn enter(&mut self, block: &Range<usize>) {
        self.block = block.clone();
        let long = |t: &&Token<'_>| t.text.len() > 3 && t.text.starts_with(char::is_alphabetic);
        let (mut all, mut upper) = (0, 0);
        for token in self.tokens[block.clone()].iter().filter(long).take(60) {
            all += 1;
            upper += usize::from(token.is_capitalised());
        }
        self.title = all >= 3 && upper + 1 >= all;
    }

    /// The next run of tokens of a sentence, from a place on, that can hold names: those near a
    /// capital letter that is not only the first of a small word.
    pub(crate) fn next_run(&self, sentence: &Range<usize>, from: usize) -> Option<Range<usize>> {
        let may = |at: &usize| has_capital(&self.tokens[*at]) && !self.is_small(*at);
        let first = (from..sentence.end).find(may)?;
        let mut end = (first + 1 + BEHIND).min(sentence.end);
        let mut at = first + 1;
        while at < (end + BEFORE).min(sentence.end) {
            if may(&at) {
                end = (at + 1 + BEHIND).min(sentence.end);
            }
            at += 1;
        }
        Some(first.saturating_sub(BEFORE).max(from)..end)
    }

    /// True for a small word that has its capital letter from the sentence.
    fn is_small(&self, at: usize) -> bool {
        self.starts[at]
            && matches!(
                self.tokens[at].pos,
                Pos::Dt | Pos::Prp | Pos::PrpS | Pos::In | Pos::Cc | Pos::Rb | Pos::Wrb | Pos::Wp
            )
    }

    /// The embedding of a token of this block.
    pub(crate) fn embedding(&self, at: usize) -> u64 {
        if self.block.contains(&at) { embedding::of(self.words[at].hash) } else { 0 }
    }

    /// What is seen of a token of this block.
    pub(crate) fn at(&self, at: usize) -> Near {
        if self.block.contains(&at) {
            Near::of(&self.tokens[at], &self.words[at])
        } else {
            Near::default()
        }
    }

    /// What is seen of a token, and of two before it and two behind it.
    pub(crate) fn near(&self, at: usize) -> [Near; 5] {
        [-2, -1, 0, 1, 2].map(|offset| {
            at.checked_add_signed(offset).map_or_else(Near::default, |at| self.at(at))
        })
    }

    /// The features of a token, with what is near it, and its and its neighbour's embeddings.
    #[inline]
    pub(crate) fn features(
        &self,
        at: usize,
        [p2, p1, w, n1, n2]: &[Near; 5],
        embeddings: [u64; 2],
    ) -> [u64; FEATURES] {
        let near = |tags: &[u64]| tags.iter().fold(0, |all, tag| all << 6 | tag);
        let place = u64::from(self.starts[at]) | u64::from(self.title) << 1;
        let [capital, c1, c2] = [w.capital, p1.capital, n1.capital];
        let mut all = [0; FEATURES];
        let plain = [
            feature(1, w.hash),
            feature(2, p1.hash),
            feature(3, n1.hash),
            feature(4, p2.hash),
            feature(5, n2.hash),
            feature(6, pair(w.hash, n1.hash)),
            feature(7, pair(p1.hash, w.hash)),
            feature(8, pair(w.shape, place)),
            feature(9, near(&[p1.shape, w.shape, n1.shape])),
            feature(10, start(self.tokens[at].text)),
            feature(11, self.words[at].ending),
            feature(12, pair(w.shape, self.words[at].ending)),
            feature(13, pair(w.pos, place)),
            feature(14, near(&[p1.pos, w.pos, n1.pos])),
            feature(15, near(&[n1.pos, n2.pos])),
            feature(16, near(&[p2.pos, p1.pos])),
            feature(17, near(&[p2.capital, c1, capital, c2, n2.capital, place])),
            feature(18, pair(p1.hash, capital)),
            feature(19, pair(n1.hash, capital)),
            feature(20, pair(w.hash, w.shape)),
            feature(21, pair(w.classes, capital)),
            feature(22, u64::from(self.tokens[at].state.is_some()) << 2 | capital),
        ];
        let [own, next] = embeddings.map(u64::to_le_bytes);
        let part = |whole: u64, part: u8| if whole == 0 { 256 } else { u64::from(part) };
        let own = own.into_iter().map(|p| pair(part(embeddings[0], p), capital));
        let next = next.into_iter().map(|p| pair(part(embeddings[1], p), capital << 2 | c2));
        let parts = own.chain(next).zip(30..).map(|(value, template)| feature(template, value));
        let class = |template, near: &Near, most| {
            classes(near.classes)
                .take(most)
                .map(move |class| feature(template, class << 2 | capital))
        };
        let classes = class(60, w, OWN_CLASSES).chain(class(61, p1, NEAR_CLASSES)).chain(class(
            62,
            n1,
            NEAR_CLASSES,
        ));
        for (to, feature) in all.iter_mut().zip(plain.into_iter().chain(parts).chain(classes)) {
            *to = feature;
        }
        all
    }
}

/// What is seen of a token and of those near it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Near {
    hash: u64,
    shape: u64,
    pos: u64,
    /// Bit 0: it has a capital letter; bit 1: it is a word.
    capital: u64,
    /// Its classes: bit `n` is that of [`SEEN`].
    classes: u64,
}

impl Near {
    #[inline]
    fn of(token: &Token<'_>, word: &WordFeatures) -> Self {
        Self {
            hash: word.hash,
            shape: word.shape,
            pos: token.pos as u64,
            capital: u64::from(has_capital(token)) | u64::from(token.is_wordlike()) << 1,
            classes: seen(token.classes),
        }
    }
}

/// The place of each class in [`SEEN`], so that a class more in the lexicon changes no feature.
const PLACES: [u8; 128] = {
    let mut places = [u8::MAX; 128];
    let mut at = 0;
    while at < SEEN.len() {
        #[allow(clippy::cast_possible_truncation)] // at most 64
        {
            places[SEEN[at] as usize] = at as u8;
        }
        at += 1;
    }
    places
};

/// The classes of a token that tell of names.
fn seen(classes: Classes) -> u64 {
    let mut bits = classes.bits() & Classes::of(SEEN).bits();
    let mut all = 0;
    while bits != 0 {
        all |= 1 << PLACES[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    all
}

/// The classes in a set of bits, then one more number again and again.
fn classes(mut bits: u64) -> impl Iterator<Item = u64> {
    std::iter::repeat_with(move || {
        let class = u64::from(bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        class
    })
}

/// The first three letters of a word.
fn start(text: &str) -> u64 {
    word(&text[..text.char_indices().nth(3).map_or(text.len(), |(at, _)| at)])
}

/// True for a capital letter anywhere in a word: "al-Assad", "iPhone".
pub(super) fn has_capital(token: &Token<'_>) -> bool {
    token.text.bytes().any(|byte| byte.is_ascii_uppercase()) || token.is_capitalised()
}

/// The classes that tell of names.
const SEEN: &[Class] = &[
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Role,
    Class::Office,
    Class::Spokesperson,
    Class::Lawyer,
    Class::Police,
    Class::Expert,
    Class::Collective,
    Class::Organisation,
    Class::OrganisationSuffix,
    Class::Government,
    Class::Party,
    Class::Intergovernmental,
    Class::Document,
    Class::Court,
    Class::Outlet,
    Class::OutletNoun,
    Class::Platform,
    Class::Venue,
    Class::Weekday,
    Class::Month,
    Class::TimeWord,
    Class::GivenMale,
    Class::GivenFemale,
    Class::NameParticle,
    Class::NameSuffix,
    Class::Relation,
    Class::State,
    Class::Demonym,
    Class::People,
    Class::Capital,
    Class::Seat,
    Class::StateBody,
    Class::Legislature,
    Class::TopCourt,
    Class::PartyMember,
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
    Class::PoliceRank,
    Class::PublicBody,
];
const _: () = assert!(SEEN.len() <= 64, "a set of classes that are seen has room for 64");
