//! Takes [`Text`]. Gives it back with word classes, senses, part of speech and likely role of
//! every token. Never decides who said what: a hint is a hint.

use crate::lexicon::Lexicon;
use crate::tokenise::Text;

/// Fills in what the lexicon and the learned weights know of every token.
pub fn tag<'d>(text: &mut Text<'d>, lexicon: &'d Lexicon) {
    words(text, lexicon);
}

/// Fills in classes, senses and states from the lexicon.
pub(crate) fn words<'d>(text: &mut Text<'d>, lexicon: &'d Lexicon) {
    let mut lower = String::new();
    for at in 0..text.tokens.len() {
        if !text.tokens[at].is_wordlike() {
            continue;
        }
        let entry = lexicon.look_up(&text.tokens, at, &mut lower);
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
        text.tokens[at].senses = entry.senses;
    }
}
