//! What an editor must not overlook in changed words: a "not" that is gone, another number.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::spoken::Word;
use crate::lexicon::{Class, Lexicon};

/// What an editor must not overlook in a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A word that negates is gone.
    NoLongerSays(String),
    /// A word that negates has come in.
    NowSays(String),
    /// A number is another.
    Number {
        /// What it was.
        was: String,
        /// What it is.
        now: String,
    },
    /// A number is gone.
    NumberGone(String),
    /// A number has come in.
    NumberNew(String),
    /// Whole sentences are gone from the middle of a quotation, and nothing shows it.
    LeftOut,
    /// Whole sentences have come into the middle of a quotation.
    PutIn,
    /// The words are no longer in quotation marks.
    Paraphrased,
    /// The writer's words are now in quotation marks.
    NowQuoted,
    /// A verb says the opposite of what it said.
    Turned {
        /// What it was.
        was: String,
        /// What it is.
        now: String,
    },
}

/// What an editor must not overlook when some words become others.
pub(super) fn marks(old: &[Word], new: &[Word], lexicon: &Lexicon) -> Vec<Mark> {
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let (before, after) = (keys(old), keys(new));
    let mut all = Vec::new();
    for step in capture_diff_slices(Algorithm::Patience, &before, &after) {
        let (tag, from, to) = step.as_tag_tuple();
        if tag == DiffTag::Equal || super::spoken::same(&old[from.clone()], &new[to.clone()]) {
            continue;
        }
        let (cut, added) = (&old[from], &new[to]);
        let negations = |words: &[Word]| only(words, |word| negates(word, lexicon));
        let (gone, come) = (negations(cut), negations(added));
        all.extend(gone.iter().skip(come.len()).cloned().map(Mark::NoLongerSays));
        all.extend(come.iter().skip(gone.len()).cloned().map(Mark::NowSays));
        let (gone, come) = (only(cut, is_number), only(added, is_number));
        let both = gone.len().min(come.len());
        let pairs = gone.iter().zip(&come);
        all.extend(pairs.map(|(was, now)| Mark::Number { was: was.clone(), now: now.clone() }));
        let figures = |words: &[String]| -> Vec<String> {
            let figure = |word: &&String| word.contains(|c: char| c.is_ascii_digit());
            words.iter().skip(both).filter(figure).cloned().collect()
        };
        all.extend(figures(&gone).into_iter().map(Mark::NumberGone));
        all.extend(figures(&come).into_iter().map(Mark::NumberNew));
    }
    all
}

/// The words of a kind, without the marks at their ends.
fn only(words: &[Word], kind: impl Fn(&Word) -> bool) -> Vec<String> {
    let bare = |word: &Word| {
        let edge = |c: char| !c.is_alphanumeric() && !"$£€%".contains(c);
        word.shown.trim_matches(edge).to_owned()
    };
    words.iter().filter(|word| kind(word)).map(bare).collect()
}

fn negates(word: &Word, lexicon: &Lexicon) -> bool {
    let bare = word.key.trim_end_matches('?');
    // "shouldn't" is "should" and "n't".
    let ending = bare.char_indices().rev().nth(2).map_or("", |(at, _)| &bare[at..]);
    [bare, ending].iter().any(|part| lexicon.classes_of(part).has(Class::Negation))
}

fn is_number(word: &Word) -> bool {
    word.key.trim_start_matches('-').starts_with('#')
        || word.key.contains(|c: char| c.is_ascii_digit())
}
