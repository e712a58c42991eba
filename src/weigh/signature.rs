//! What a content says, boiled down to what can be compared: stems, names, subject, figures.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::figure::{self, Figure};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

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
#[derive(Debug)]
pub(super) struct Stems<'l> {
    lexicon: &'l Lexicon,
    known: FxHashMap<Box<str>, u32>,
    buffer: String,
}

/// Whether a content states something or only names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// "the arrests"
    #[default]
    Phrase,
    /// "nine students were arrested"
    Statement,
}

/// What a content says.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature {
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
    pub(super) classes: Classes,
    /// The stem of its verb; of what follows where the verb says nothing: "is **shut**".
    pub(super) verb: Option<u32>,
    /// Whether it has a verb at all.
    pub(super) shape: Shape,
    /// True when it is put in the negative.
    pub(super) negated: bool,
    /// True when it holds only on a condition.
    pub(super) conditional: bool,
    /// True when its first verb is a passive.
    pub(super) passive: bool,
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

impl<'l> Stems<'l> {
    /// No stems yet.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, known: FxHashMap::default(), buffer: String::new() }
    }

    /// The signature of some pieces of a text.
    pub(super) fn signature(&mut self, text: &Text<'_>, pieces: &[Span]) -> Signature {
        let mut signature = Signature::default();
        let mut ended = false;
        for (number, piece) in pieces.iter().enumerate() {
            // “The road is shut,” he said. “Go home.”: a new piece, a new sentence.
            ended |= number > 0 && signature.stems.len() >= 2 && starts_anew(text, *piece);
            let tokens = text.tokens_in(*piece);
            let verb = if number == 0 { verb(tokens) } else { None };
            if let Some(verb) = &verb {
                self.predicate(&mut signature, tokens, verb);
            }
            let mut skip = 0;
            for (at, token) in tokens.iter().enumerate() {
                // A quotation of several sentences is compared by its first full one, and what
                // follows "if" is the condition, not what is said.
                ended |= token.kind == Kind::Stop && signature.stems.len() >= 2;
                // "…, quoting the spokesman" says where it comes from.
                let aside = at.checked_sub(1).is_none_or(|b| tokens[b].kind == Kind::Comma);
                ended |= token.is(Class::Citing) && aside;
                if !ended && number == 0 && at > 3 && token.is(Class::Condition) {
                    signature.conditional = true;
                    ended = true;
                }
                if skip > 0 {
                    skip -= 1;
                } else if ended {
                    if tells(token) {
                        signature.all.push(self.stem(token));
                    }
                } else if let Some(used) = self.figure(&mut signature, tokens, at) {
                    skip = used - 1;
                } else {
                    signature.classes.add(token.classes);
                    let before = verb.as_ref().is_some_and(|verb| at < verb.start);
                    self.word(&mut signature, token, before);
                }
            }
        }
        signature.all.extend_from_slice(&signature.stems);
        for list in
            [&mut signature.all, &mut signature.stems, &mut signature.names, &mut signature.subject]
        {
            list.sort_unstable();
            list.dedup();
        }
        signature
    }

    /// Notes the verb of a content, and whether it is denied.
    fn predicate(&mut self, signature: &mut Signature, tokens: &[Token<'_>], verb: &Range<usize>) {
        let group = &tokens[verb.clone()];
        let main = group.iter().rfind(|t| t.pos.is_verb() && tells(t));
        let main = main.or_else(|| tokens[verb.end..].iter().find(|t| tells(t)));
        signature.verb = main.map(|token| self.stem(token));
        signature.shape = Shape::Statement;
        signature.passive = group.iter().any(|t| t.pos == Pos::Vbn)
            && tokens[verb.end..].iter().any(|t| t.among(FunctionWord::By));
        let end = tokens.len().min(verb.end + 1);
        let mut negations = 0;
        for (at, token) in tokens[..end].iter().enumerate() {
            // "not only", "no matter what", "No, I meant it" deny nothing.
            let idle = tokens
                .get(at + 1)
                .is_some_and(|t| t.kind == Kind::Comma || t.among(FunctionWord::IdleNegation));
            negations += usize::from(token.is(Class::Negation) && !idle);
        }
        signature.negated = negations % 2 == 1;
    }

    /// Reads a number, and gives how many tokens it has.
    fn figure(
        &mut self,
        signature: &mut Signature,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<usize> {
        let (least, most, used) = figure::read(self.lexicon, tokens, at)?;
        let (least, most) = figure::bounded(tokens, at, least, most);
        let unit = figure::unit(tokens, at + used).map(|n| self.stem(&tokens[n]));
        signature.figures.push(Figure { least, most, unit });
        Some(used)
    }

    /// Adds a word; `subject` for those before the verb.
    fn word(&mut self, signature: &mut Signature, token: &Token<'_>, subject: bool) {
        if !tells(token) {
            return;
        }
        let stem = self.stem(token);
        signature.stems.push(stem);
        if token.pos.is_name() || token.state.is_some() {
            signature.names.push(stem);
        }
        if subject && (token.pos.is_noun() || token.pos.is_adjective()) {
            signature.subject.push(stem);
        }
    }

    /// A word without its ending; words that mean one thing are one stem, as are the names of a
    /// state, its people and its capital.
    fn stem(&mut self, token: &Token<'_>) -> u32 {
        if let Some(state) = token.state {
            return STATES + u32::from(state.0);
        }
        // Few words have a meaning of a list: one look at the set of all spares fifteen.
        if token.classes.any(Classes::of(&MEANINGS))
            && let Some(n) = MEANINGS.iter().position(|class| token.is(*class))
            && !token.pos.is_name()
        {
            return u32::try_from(n).unwrap_or(0);
        }
        self.buffer.clear();
        if token.text.is_ascii() {
            self.buffer.push_str(token.text);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer.extend(token.text.chars().flat_map(char::to_lowercase));
        }
        let bare = self.lexicon.stem(&self.buffer);
        if let Some(known) = self.known.get(bare) {
            return *known;
        }
        let number = u32::try_from(self.known.len() + MEANINGS.len()).unwrap_or(STATES - 1);
        self.known.insert(bare.into(), number);
        number
    }
}

/// True when a piece is a sentence of its own, and no rest of the one that its cue has split.
fn starts_anew(text: &Text<'_>, piece: Span) -> bool {
    let first = text.first_behind(piece.start);
    let capital = text.tokens[first..].iter().take(3).find(|t| t.is_wordlike());
    capital.is_some_and(|t| t.is_capitalised())
        && first.checked_sub(1).is_some_and(|before| text.tokens[before].kind == Kind::Stop)
}

/// The verb of the main clause with its helpers: "has never **been told**".
fn verb(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    // A headline leaves the helper out: "Dam closed for weeks".
    let deed = tokens.windows(2).position(|pair| pair[1].is_deed_of(&pair[0])).map(|n| n + 1);
    let finite = tokens.iter().position(|t| t.pos.is_finite());
    let start = finite
        .filter(|at| deed.is_none_or(|deed| *at < deed))
        .or(deed)
        .or_else(|| tokens.iter().position(|t| t.pos == Pos::Vbn))
        // "Bats sing": a present tense that looks like an infinitive.
        .or_else(|| {
            let mut pairs = tokens.windows(2);
            let at = pairs.position(|p| p[1].pos == Pos::Vb && p[0].pos.is_noun())?;
            Some(at + 1)
        })?;
    let helps = |t: &Token<'_>| {
        t.pos.is_verb() || t.pos == Pos::Md || t.pos.is_adverb() || t.is(Class::Negation)
    };
    let count = tokens[start..].iter().take(7).take_while(|t| helps(t)).count();
    Some(start..start + count.max(1))
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
pub(super) fn opposed(a: &Signature, b: &Signature) -> bool {
    let one_way = |a: &Signature, b: &Signature, x: Class, y: Class| {
        a.classes.has(x) && !a.classes.has(y) && b.classes.has(y) && !b.classes.has(x)
    };
    OPPOSED.iter().any(|(x, y)| one_way(a, b, *x, *y) || one_way(a, b, *y, *x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{rulebook, tagged};

    #[test]
    fn sorted_lists_are_compared_in_one_walk() {
        assert_eq!(shared(&[1, 3, 5], &[3, 4, 5]), 2);
        assert!(exceeds(&[1, 3], &[3]) && !exceeds(&[3], &[1, 3]));
    }

    /// What a sentence says: the words before its verb, the verb, and what else is noted of it.
    fn says(copy: &str) -> String {
        let (_, text, _) = tagged(copy);
        let mut stems = Stems::new(&rulebook().lexicon);
        let signature = stems.signature(text, &[text.span_of(&(0..text.tokens.len()))]);
        let word = |stem: &u32| {
            let known = stems.known.iter().find(|(_, number)| *number == stem);
            let meaning = || format!("{:?}", MEANINGS.get(*stem as usize));
            known.map_or_else(meaning, |(word, _)| word.to_string())
        };
        let list = |stems: &[u32]| stems.iter().map(word).collect::<Vec<_>>().join(" ");
        let mut notes =
            vec![list(&signature.subject), list(&signature.verb.map_or(Vec::new(), |v| vec![v]))];
        let flags = [
            (signature.shape == Shape::Phrase, "phrase"),
            (signature.negated, "negated"),
            (signature.conditional, "conditional"),
            (signature.passive, "passive"),
        ];
        notes.extend(flags.iter().filter(|(on, _)| *on).map(|(_, name)| (*name).to_owned()));
        notes.join(" | ")
    }

    #[test]
    fn what_a_sentence_says() {
        let cases = [
            ("The old mill burned on Friday.", "old mill | burn"),
            ("The mill did not burn.", "mill | burn | negated"),
            ("The mill never did not burn.", "mill | burn"),
            ("The mill not only burned.", "mill | burn"),
            ("No, the mill burned.", "mill | burn"),
            ("The mill was sold by the town.", "mill | sell | passive"),
            ("The mill was sold.", "mill | sell"),
            ("The mill had been sold by nobody.", "mill | sell | passive"),
            ("The mill will burn if the wind turns.", "mill | burn | conditional"),
            ("If the wind turns, the mill will burn.", "wind | turn"),
            ("The mill is red.", "mill | red"),
            ("the red mill", " |  | phrase"),
            ("Dam painted for weeks.", "dam | paint"),
        ];
        let wrong = cases.iter().filter_map(|(copy, right)| {
            let found = says(copy);
            (found != *right).then(|| format!("{copy} {found}"))
        });
        let wrong: Vec<_> = wrong.collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn words_of_one_meaning_are_one_stem() {
        let all = |copy: &str| {
            let (_, text, _) = tagged(copy);
            let mut stems = Stems::new(&rulebook().lexicon);
            let mut of =
                |n: usize| stems.signature(text, &[text.span_of(&text.sentences[n].tokens)]);
            (of(0), of(1))
        };
        let same = |copy: &str| {
            let (a, b) = all(copy);
            a.stems == b.stems
        };
        assert!(same("Ten men died. Ten men were killed."));
        assert!(same("The mill of France. The French mill."));
        assert!(same("The mill burned on Monday. The mill burned in May."));
        assert!(!same("The mill burned. The barn burned."));
        assert!(!same("The mill of France. The Spanish mill."));
        let opposes = |copy: &str| {
            let (a, b) = all(copy);
            opposed(&a, &b)
        };
        assert!(opposes("The mill closed. The mill opened."));
        assert!(opposes("Prices rose. Prices fell."));
        assert!(!opposes("The mill closed. Prices fell."));
        assert!(!opposes("The mill closed and opened. The mill opened."));
        assert!(!opposes("The mill closed. The mill opened and closed."));
        assert!(!opposes("The mill closed. The mill closed."));
    }

    #[test]
    fn a_further_sentence_is_not_compared_but_kept() {
        let (_, text, _) = tagged("The old mill burned. Two boats sank.");
        let mut stems = Stems::new(&rulebook().lexicon);
        let signature = stems.signature(text, &[text.span_of(&(0..text.tokens.len()))]);
        assert_eq!((signature.stems.len(), signature.all.len()), (3, 5));
        assert!(signature.figures.is_empty());
        let (_, text, _) = tagged("Two old mills burned, citing the town.");
        let signature = stems.signature(text, &[text.span_of(&(0..text.tokens.len()))]);
        assert_eq!(signature.figures.len(), 1);
        assert_eq!((signature.stems.len(), signature.all.len()), (3, 5));
    }
}
