//! What a content says, boiled down to what can be compared: stems, names, subject, figures.

use std::collections::HashMap;

use super::figure::{self, Figure};
use crate::parse::Parsed;
use crate::span::Span;
use crate::token::{Class, Classes, Kind, Pos, Token};
use crate::tokenise::Text;

/// Classes of words that mean one thing; each stands for its words as one stem.
const MEANINGS: [Class; 15] = [
    Class::MeansDeath,
    Class::MeansInjury,
    Class::MeansClosing,
    Class::MeansOpening,
    Class::MeansRising,
    Class::MeansFalling,
    Class::MeansStarting,
    Class::MeansEnding,
    Class::MeansLeaving,
    Class::MeansDismissal,
    Class::MeansBuying,
    Class::MeansTalking,
    Class::MeansAgreeing,
    Class::MeansHitting,
    Class::MeansPaying,
];

/// Meanings that exclude each other.
const OPPOSED: [(Class, Class); 3] = [
    (Class::MeansClosing, Class::MeansOpening),
    (Class::MeansRising, Class::MeansFalling),
    (Class::MeansStarting, Class::MeansEnding),
];

/// Stems from here on are names of states.
const STATES: u32 = 1 << 30;

/// The stems of a draft, each with a number.
#[derive(Debug, Default)]
pub(super) struct Stems {
    known: HashMap<Box<str>, u32>,
    buffer: String,
}

/// What a content says.
#[derive(Clone, Debug, Default)]
pub(super) struct Gist {
    /// Stems of nouns, names, verbs and adjectives of its first sentence, sorted, each once.
    pub(super) stems: Vec<u32>,
    /// Those of all its sentences.
    pub(super) all: Vec<u32>,
    /// Those of proper names.
    pub(super) names: Vec<u32>,
    /// Those that stand before the first verb.
    pub(super) subject: Vec<u32>,
    /// Its numbers.
    pub(super) figures: Vec<Figure>,
    /// The classes of its words.
    classes: Classes,
    /// True when it is put in the negative.
    pub(super) negated: bool,
    /// True when it holds only on a condition.
    pub(super) conditional: bool,
    /// True when its first verb is a passive.
    pub(super) passive: bool,
}

/// True for the name of a state.
pub(super) const fn is_state(stem: u32) -> bool {
    stem >= STATES
}

/// How many numbers two sorted lists share.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// True when the first list has something that the second has not.
pub(super) fn exceeds(a: &[u32], b: &[u32]) -> bool {
    shared(a, b) < a.len()
}

/// The tokens of a span.
pub(super) fn tokens<'t, 'd>(text: &'t Text<'d>, span: Span) -> &'t [Token<'d>] {
    let first = text.tokens.partition_point(|t| t.span.end <= span.start);
    let count = text.tokens[first..].iter().take_while(|t| t.span.start < span.end).count();
    &text.tokens[first..first + count]
}

impl Stems {
    /// The gist of every attribution.
    pub(super) fn gists(&mut self, text: &Text<'_>, parsed: &Parsed) -> Vec<Gist> {
        parsed.attributions.iter().map(|a| self.gist(text, &a.content)).collect()
    }

    /// The gist of some pieces of a text.
    pub(super) fn gist(&mut self, text: &Text<'_>, pieces: &[Span]) -> Gist {
        let mut gist = Gist::default();
        let mut negations = 0;
        let mut verb_seen = false;
        let mut ended = false;
        for (number, piece) in pieces.iter().enumerate() {
            // “The road is shut,” he said. “Go home.”: a new piece, a new sentence.
            ended |= number > 0
                && gist.stems.len() >= 2
                && tokens(text, *piece)
                    .iter()
                    .find(|t| t.is_wordlike())
                    .is_some_and(|t| t.is_capitalised())
                && starts_anew(text, *piece);
            let tokens = tokens(text, *piece);
            let mut skip = 0;
            for (at, token) in tokens.iter().enumerate() {
                if number == 0 && at > 3 && token.is(Class::Condition) {
                    // What follows is the condition, not what is said.
                    gist.conditional = true;
                    break;
                }
                // A quotation of several sentences is compared by its first full one.
                ended |= token.kind == Kind::Stop && gist.stems.len() >= 2;
                if ended {
                    if tells(token) {
                        gist.all.push(self.stem(token));
                    }
                    continue;
                }
                gist.classes.add(token.classes);
                if token.is(Class::Negation)
                    && !tokens
                        .get(at + 1)
                        .is_some_and(|t| t.pos.is_adverb() && t.is(Class::LightWord))
                {
                    negations += 1;
                }
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                if let Some((least, most, used)) = figure::read(tokens, at) {
                    let (least, most) = figure::bounded(tokens, at, least, most);
                    let unit = figure::unit(tokens, at + used).map(|n| self.stem(&tokens[n]));
                    gist.figures.push(Figure { least, most, unit });
                    skip = used - 1;
                    continue;
                }
                if number == 0 && !verb_seen && (token.pos.is_finite() || token.pos == Pos::Vbn) {
                    verb_seen = true;
                    gist.passive = tokens[at..].iter().take(4).any(|t| t.pos == Pos::Vbn)
                        && tokens.iter().any(|t| t.reads("by"));
                }
                if !tells(token) {
                    continue;
                }
                let stem = self.stem(token);
                gist.stems.push(stem);
                if token.pos.is_name() || token.state.is_some() {
                    gist.names.push(stem);
                }
                if number == 0 && !verb_seen && (token.pos.is_noun() || token.pos.is_adjective()) {
                    gist.subject.push(stem);
                }
            }
        }
        if !verb_seen {
            gist.subject.clear();
        }
        gist.negated = negations % 2 == 1;
        gist.all.extend_from_slice(&gist.stems);
        for list in [&mut gist.all, &mut gist.stems, &mut gist.names, &mut gist.subject] {
            list.sort_unstable();
            list.dedup();
        }
        gist
    }

    /// A word without its ending; words that mean one thing are one stem, as are the names of a
    /// state, its people and its capital.
    fn stem(&mut self, token: &Token<'_>) -> u32 {
        if let Some(state) = token.state {
            return STATES + u32::from(state.0);
        }
        if let Some(n) = MEANINGS.iter().position(|class| token.is(*class))
            && !token.pos.is_name()
        {
            return u32::try_from(n).unwrap_or(0);
        }
        self.buffer.clear();
        self.buffer.extend(token.text.chars().flat_map(char::to_lowercase));
        let bare = bare(&self.buffer);
        if let Some(known) = self.known.get(bare) {
            return *known;
        }
        let number = u32::try_from(self.known.len() + MEANINGS.len()).unwrap_or(STATES - 1);
        self.known.insert(bare.into(), number);
        number
    }
}

/// A word in lower case without its ending: "cleaned" and "cleaning" are "clean".
fn bare(word: &str) -> &str {
    const ENDINGS: [&str; 22] = [
        "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "’s", "'s",
        "ers", "ed", "es", "er", "ly", "s", "’", "'", "e", "y",
    ];
    ENDINGS
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|bare| bare.chars().count() >= 3))
        .unwrap_or(word)
}

/// True when a piece is a sentence of its own, and no rest of the one that its cue has split.
fn starts_anew(text: &Text<'_>, piece: Span) -> bool {
    let first = text.tokens.partition_point(|t| t.span.end <= piece.start);
    first.checked_sub(1).is_some_and(|before| text.tokens[before].kind == Kind::Stop)
}

/// True for words that carry meaning.
fn tells(token: &Token<'_>) -> bool {
    let open = token.pos.is_noun() || token.pos.is_adjective() || token.pos.is_verb();
    token.kind == Kind::Word
        && open
        && token.pos != Pos::Md
        && !token.is(Class::Negation)
        && (token.pos.is_name() || !token.is(Class::LightWord))
        && !token.is(Class::Weekday)
        && !token.is(Class::Month)
}

/// True when the words of two contents exclude each other: "open" and "shut".
pub(super) fn opposed(a: &Gist, b: &Gist) -> bool {
    let one_way = |a: &Gist, b: &Gist, x: Class, y: Class| {
        a.classes.has(x) && !a.classes.has(y) && b.classes.has(y) && !b.classes.has(x)
    };
    OPPOSED.iter().any(|(x, y)| one_way(a, b, *x, *y) || one_way(a, b, *y, *x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_count() {
        assert_eq!(bare("cleaned"), bare("cleaning"));
        assert_eq!(bare("companies"), bare("company"));
        assert_eq!(bare("as"), "as");
    }

    #[test]
    fn sorted_lists_are_compared_in_one_walk() {
        assert_eq!(shared(&[1, 3, 5], &[3, 4, 5]), 2);
        assert!(exceeds(&[1, 3], &[3]) && !exceeds(&[3], &[1, 3]));
    }
}
