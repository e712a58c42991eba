//! What the lexicon knows of the words that start at a token.

use crate::lexicon::letters::{may_be, same_letters};
use crate::lexicon::{
    Class, Classes, FunctionWord, FunctionWords, Lexicon, Phrase, Sense, StateId,
};
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

/// Looks up the words that start at `tokens[at]`.
pub(super) fn look_up<'l>(lexicon: &'l Lexicon, tokens: &[Token<'_>], at: usize) -> Entry<'l> {
    let mut entry = Entry::NOTHING;
    let Some(word) = lexicon.word(tokens[at].text) else {
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
    // "the General Staff" is no general.
    let body = entry.class_words > 1 && entry.classes.has(Class::Organisation);
    if body && entry.own_classes.has(Class::Honorific) {
        entry.own_classes = Classes::NONE;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Builder;
    use crate::read::Draft;
    use crate::testing::rulebook;
    use crate::tokenise::tokenise;

    /// A lexicon of a few words.
    fn small() -> Lexicon {
        let mut lexicon = Builder::default();
        let cues = "{class: doubt, act: saying, stance: distance, cues: [
            {lemma: claim, forms: [claimed], frames: [that, zero], not_before: [lives]},
            {lemma: claim responsibility, forms: [claimed responsibility for], frames: [np]},
            {lemma: tell, forms: [told], frames: [that], not_after: [was]}]}";
        lexicon.cues(&serde_yaml::from_str(cues).unwrap());
        let words = "{class: role, words: [mayor, deputy mayor]}";
        lexicon.words(&serde_yaml::from_str(words).unwrap());
        let function = serde_yaml::from_str("[{set: before-object, words: [the]}]").unwrap();
        lexicon.function(&function);
        lexicon.finish()
    }

    /// Senses that hold, how many words the first covers, and whether the word has another sense.
    fn senses(copy: &str, word: &str) -> (usize, u8, bool) {
        let lexicon = small();
        let draft = Draft::new("test", copy);
        let text = tokenise(&draft, &lexicon);
        let at = text.tokens.iter().position(|t| t.reads(word)).unwrap();
        let entry = look_up(&lexicon, &text.tokens, at);
        (entry.senses.len(), entry.senses.first().map_or(0, |s| s.words), entry.other_sense)
    }

    #[test]
    fn a_word_says_nothing_in_front_of_some_objects() {
        assert_eq!(senses("Hale claimed that it rained.", "claimed"), (1, 1, false));
        assert_eq!(senses("The flood claimed lives.", "claimed"), (0, 0, true));
        assert_eq!(senses("The flood claimed 12 lives.", "claimed"), (0, 0, true));
        assert_eq!(senses("The flood claimed the 12 lives.", "claimed"), (0, 0, true));
        assert_eq!(senses("Hale claimed young lives matter.", "claimed"), (1, 1, false));
        assert_eq!(senses("Hale claimed", "claimed"), (1, 1, false));
    }

    #[test]
    fn a_word_says_nothing_after_some_words() {
        assert_eq!(senses("Hale was told that it rained.", "told"), (0, 0, true));
        assert_eq!(senses("Hale is told that it rained.", "told"), (1, 1, false));
        assert_eq!(senses("told that it rained.", "told"), (1, 1, false));
    }

    #[test]
    fn the_longest_phrase_counts() {
        assert_eq!(senses("They claimed responsibility for it.", "claimed"), (1, 3, false));
        assert_eq!(senses("They Claimed Responsibility FOR it.", "claimed"), (1, 3, false));
        assert_eq!(senses("They claimed responsibility at once.", "claimed"), (1, 1, false));
        assert_eq!(senses("They claimed responsibility", "claimed"), (1, 1, false));
    }

    #[test]
    fn classes_are_those_of_the_longest_phrase_and_of_the_word_alone() {
        let lexicon = small();
        let draft = Draft::new("test", "The deputy mayor and the mayor met.");
        let text = tokenise(&draft, &lexicon);
        let entry = |at| look_up(&lexicon, &text.tokens, at);
        let role = Classes::of(&[Class::Role]);
        assert_eq!((entry(1).class_words, entry(1).classes), (2, role));
        assert_eq!(entry(1).own_classes, Classes::NONE);
        assert_eq!((entry(5).class_words, entry(5).own_classes), (1, role));
        assert_eq!((entry(6).class_words, entry(6).classes), (0, Classes::NONE));
    }

    #[test]
    fn a_rank_is_none_inside_the_name_of_a_body() {
        let lexicon = &rulebook().lexicon;
        let ranked = |copy: &str| {
            let draft = Draft::new("test", copy);
            let text = tokenise(&draft, lexicon);
            look_up(lexicon, &text.tokens, 1).own_classes.has(Class::Honorific)
        };
        assert!(!ranked("The General Staff left.") && ranked("The General Hale left."));
    }

    #[test]
    fn sets_of_function_words_are_looked_up_in_any_case() {
        let lexicon = small();
        let draft = Draft::new("test", "The mayor met");
        let text = tokenise(&draft, &lexicon);
        let entry = |at| look_up(&lexicon, &text.tokens, at);
        assert!(entry(0).function.has(FunctionWord::BeforeObject));
        assert!(!entry(1).function.has(FunctionWord::BeforeObject));
    }

    #[test]
    fn the_name_of_a_state_counts_as_it_is_spelled() {
        let lexicon = &rulebook().lexicon;
        let state = |copy: &str| {
            let draft = Draft::new("test", copy);
            let text = tokenise(&draft, lexicon);
            look_up(lexicon, &text.tokens, 1).state.is_some()
        };
        assert!(state("The French won.") && state("In France it rained."));
        assert!(!state("The french won.") && !state("The mayor won."));
    }
}
