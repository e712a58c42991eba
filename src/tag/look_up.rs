//! What the lexicon knows of the words that start at a token.

use crate::lexicon::letters::{may_be, same_letters};
use crate::lexicon::{Classes, FunctionWord, FunctionWords, Lexicon, Phrase, Sense, StateId};
use crate::tokenise::token::{Kind, Token};

/// What the lexicon says of the words that start at a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'l> {
    /// The sets of function words that the word is in.
    pub(super) function: &'l FunctionWords,
    /// How many tokens each part of the answer covers: classes, state, senses.
    pub(super) class_words: usize,
    /// The classes of the longest phrase that has any.
    pub(super) classes: Classes,
    /// The classes of the single word.
    pub(super) own_classes: Classes,
    /// How many tokens the name of the state, or of its body, covers.
    pub(super) state_words: usize,
    /// The state.
    pub(super) state: Option<StateId>,
    /// The classes that come with the state.
    pub(super) state_classes: Classes,
    /// The senses of the longest phrase that has any.
    pub(super) senses: &'l [Sense],
    /// True for a cue's word that has another sense here: "claimed 12 lives".
    pub(super) other_sense: bool,
}

impl Entry<'_> {
    /// What is said of an unknown word.
    const NOTHING: Self = Self {
        function: &FunctionWords::NONE,
        class_words: 0,
        classes: Classes::NONE,
        own_classes: Classes::NONE,
        state_words: 0,
        state: None,
        state_classes: Classes::NONE,
        senses: &[],
        other_sense: false,
    };
}

/// Looks up the words that start at `tokens[at]`; `lower` is a buffer for the look-up key.
pub(super) fn look_up<'l>(
    lexicon: &'l Lexicon,
    tokens: &[Token<'_>],
    at: usize,
    lower: &mut String,
) -> Entry<'l> {
    let mut entry = Entry::NOTHING;
    let Some(word) = lexicon.word(tokens[at].text, lower) else {
        return entry;
    };
    entry.function = &word.function;
    for phrase in &word.phrases {
        if !matches(phrase, &tokens[at..]) {
            continue;
        }
        let words = phrase.rest.len() + 1;
        if words == 1 {
            entry.own_classes.add(phrase.classes);
        }
        if phrase.state.is_some() {
            if entry.state.is_none() {
                entry.state = phrase.state;
                entry.state_words = words;
                entry.state_classes = phrase.classes;
            }
        } else if !phrase.classes.is_empty() && entry.class_words <= words {
            entry.class_words = words;
            entry.classes.add(phrase.classes);
        }
        if entry.senses.is_empty() && !phrase.senses.is_empty() {
            entry.senses = senses_between(
                lexicon,
                phrase,
                at.checked_sub(1).map(|b| &tokens[b]),
                &tokens[at + words..],
            );
            entry.other_sense = entry.senses.is_empty();
        }
    }
    entry
}

/// True when the tokens begin with a phrase.
fn matches(phrase: &Phrase, tokens: &[Token<'_>]) -> bool {
    if tokens.len() <= phrase.rest.len() {
        return false;
    }
    if !tokens.get(1).is_none_or(|token| may_be(phrase.second, token.text)) {
        return false;
    }
    match &phrase.exact {
        Some(words) => words.iter().zip(tokens).all(|(word, token)| **word == *token.text),
        None => {
            phrase.rest.iter().zip(&tokens[1..]).all(|(word, token)| same_letters(word, token.text))
        }
    }
}

/// The senses that hold between these words: "claimed lives", and "claimed the 12 lives" and
/// "ripped it up" too, says nothing.
fn senses_between<'l>(
    lexicon: &'l Lexicon,
    phrase: &'l Phrase,
    before: Option<&Token<'_>>,
    after: &[Token<'_>],
) -> &'l [Sense] {
    let among = |words: &[Box<str>], token: Option<&Token<'_>>| {
        token.is_some_and(|t| words.iter().any(|w| same_letters(w, t.text)))
    };
    let between = |t: &Token<'_>| {
        t.kind == Kind::Number || lexicon.function_of(t.text).has(FunctionWord::BeforeObject)
    };
    let object = || after.iter().find(|t| !between(t));
    let restricted = among(&phrase.not_before, after.first())
        || !phrase.not_before.is_empty() && among(&phrase.not_before, object())
        || among(&phrase.not_after, before);
    if restricted { &phrase.senses[..phrase.restricted] } else { &phrase.senses }
}
