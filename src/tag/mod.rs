//! Takes [`Text`]. Gives it back with word classes, senses, part of speech and likely role of
//! every token, and [`Hints`] on its surroundings. Never decides who said what: a hint is a hint.

pub(crate) mod around;
pub(crate) mod clause;
mod first_name;
pub(crate) mod linear;
mod look_up;
mod models;
pub mod names;
pub(crate) mod network;
pub(crate) mod pos;
pub(crate) mod roles;
mod station;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use crate::tokenise::token::Token;
pub use models::Hints;
pub(crate) use models::Models;
use models::built_in;

/// Fills in what the lexicon and the learned weights know of every token.
pub fn tag<'d>(draft: &Draft, text: &mut Text<'d>, lexicon: &'d Lexicon) -> Hints {
    words(text, lexicon);
    built_in().map_or_else(Hints::default, |models| learned(draft, text, models))
}

/// True for a word that the tagger has learned as something else than a name, whatever its capital.
pub(crate) fn is_common(word: &str) -> bool {
    built_in().is_some_and(|models| pos::is_common(&models.pos, &models.sure, word))
}

/// Fills in part of speech and role with the given models.
pub(crate) fn learned(draft: &Draft, text: &mut Text<'_>, models: &'static Models) -> Hints {
    let words: Vec<pos::WordFeatures> = text.tokens.iter().map(pos::WordFeatures::of).collect();
    let starts = starts(text);
    pos::tag(&models.pos, &models.sure, &mut text.tokens, &words, &starts);
    mend(&mut text.tokens, &starts);
    let mut around = around::surroundings(text, &kinds(draft));
    let read = roles::tag(&models.roles, text, words, &mut around);
    Hints { around, read, models: Some(models) }
}

/// Mends parts of speech that the learned tagger gets wrong.
pub(crate) fn mend(tokens: &mut [Token<'_>], starts: &[bool]) {
    station::mend(tokens);
    first_name::mend(tokens, starts);
}

/// The names of a text that has its parts of speech, in order, each before those inside it. They are
/// found when they are asked for; `check` does not ask yet.
#[must_use]
pub fn names_in(text: &Text<'_>) -> Vec<names::Name> {
    let words: Vec<pos::WordFeatures> = text.tokens.iter().map(pos::WordFeatures::of).collect();
    names::built_in().map_or_else(Vec::new, |finder| finder.find(text, &words, &starts(text)))
}

/// The kind of each block.
pub(crate) fn kinds(draft: &Draft) -> Vec<BlockKind> {
    draft.blocks.iter().map(|block| block.kind).collect()
}

/// Which tokens begin a sentence.
pub(crate) fn starts(text: &Text<'_>) -> Vec<bool> {
    let mut starts = vec![false; text.tokens.len()];
    for sentence in &text.sentences {
        starts[sentence.tokens.start] = true;
    }
    starts
}

/// True for an initial in a name, which looks like a title.
///
/// > Ann **M.** Hale
fn is_initial(before: &Token<'_>, t: &Token<'_>) -> bool {
    let letter = t.text.len() == 2 && t.text.ends_with('.') && t.is_capitalised();
    letter && (before.is(Class::GivenMale) || before.is(Class::GivenFemale))
}

/// Fills in classes, senses and states from the lexicon.
pub(crate) fn words<'d>(text: &mut Text<'d>, lexicon: &'d Lexicon) {
    for at in 0..text.tokens.len() {
        if !text.tokens[at].is_wordlike() {
            continue;
        }
        let entry = look_up::look_up(lexicon, &text.tokens, at);
        text.tokens[at].function = entry.function;
        text.tokens[at].classes.add(entry.own_classes);
        for token in &mut text.tokens[at..at + entry.class_words] {
            token.classes.add(entry.classes);
        }
        for token in &mut text.tokens[at..at + entry.state_words] {
            if token.state.is_none() {
                token.state = entry.state;
                token.classes.add(entry.state_classes);
            }
        }
        if at > 0 && is_initial(&text.tokens[at - 1], &text.tokens[at]) {
            text.tokens[at].classes = Classes::NONE;
        }
        text.tokens[at].senses = entry.senses;
        if entry.other_sense {
            text.tokens[at].classes.add(Classes::of(&[Class::OtherSense]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Class;
    use crate::testing::tagged;

    #[test]
    fn every_word_of_a_phrase_has_its_class() {
        let tokens = &tagged("The prime minister of France met her.").1.tokens;
        let roles: Vec<bool> = tokens.iter().map(|t| t.is(Class::Role)).collect();
        assert_eq!(roles, [false, true, true, false, false, false, false, false]);
        let states: Vec<bool> = tokens.iter().map(|t| t.state.is_some()).collect();
        assert_eq!(states, [false, false, false, false, true, false, false, false]);
    }

    #[test]
    fn an_initial_in_a_name_is_no_title() {
        let titles = |copy: &str| {
            tagged(copy).1.tokens.iter().filter(|t| t.is(Class::HonorificMale)).count()
        };
        assert_eq!(titles("Ann M. Hale left."), 0);
        assert_eq!(titles("Then M. Hale left."), 1);
    }

    #[test]
    fn a_common_word_is_no_name() {
        for word in ["Yesterday", "Neither", "Then", "Because", "said"] {
            assert!(super::is_common(word), "{word}");
        }
        for word in ["Rutger", "Ilze", "Qwendolyx", "London"] {
            assert!(!super::is_common(word), "{word}");
        }
    }

    #[test]
    fn a_sentence_begins_once() {
        let text = tagged("It rained. Hale left.").1;
        assert_eq!(super::starts(text), [true, false, false, true, false, false]);
    }
}
