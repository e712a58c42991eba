//! A draft before it is known who is in it.

use super::speaker::Gender;
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon, StateId};
use crate::parse::{Mention, Parsed, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Token;

/// The list of the parts of countries.
pub(super) const REGION: &str = "region";

/// So many words of a name are looked up, at most.
const WORDS: usize = 12;

/// What `resolve` is given. Copied freely: it is four references.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    pub(super) draft: &'a Draft,
    pub(super) text: &'a Text<'a>,
    pub(super) parsed: &'a Parsed,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Given<'a> {
    /// The words of a span.
    pub(super) fn words(self, span: Span) -> &'a str {
        self.draft.words(span)
    }

    /// The tokens of a span.
    pub(super) fn tokens(self, span: Span) -> &'a [Token<'a>] {
        self.text.tokens_in(span)
    }

    /// True when the words that say what somebody is hold one of a class.
    ///
    /// > **a spokesman for the ministry**
    pub(super) fn is(self, mention: &Mention, class: Class) -> bool {
        self.tokens(mention.role.or(mention.head).unwrap_or(mention.span))
            .iter()
            .any(|t| t.is(class))
    }

    /// True when a word is in a set.
    pub(super) fn reads(self, word: &str, set: FunctionWord) -> bool {
        self.lexicon.function_of(word).has(set)
    }

    /// He or she, by a pronoun.
    pub(super) fn gender_of_word(self, word: &str) -> Gender {
        match self.lexicon.function_of(word) {
            sets if sets.has(FunctionWord::Masculine) => Gender::Male,
            sets if sets.has(FunctionWord::Feminine) => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// The head word of a description, lower case.
    pub(super) fn head(self, mention: &Mention) -> String {
        mention.head.map_or(String::new(), |head| self.words(head).to_lowercase())
    }

    /// The classes of the head word.
    pub(super) fn head_classes(self, mention: &Mention) -> Classes {
        let head = mention.head.or(mention.role);
        head.and_then(|head| self.tokens(head).last()).map_or(Classes::NONE, |t| t.classes)
    }

    /// The classes of all the words of a name.
    pub(super) fn classes_of_name(self, name: &str) -> Classes {
        name.split(' ').take(WORDS).fold(Classes::NONE, |mut all, word| {
            all.add(self.lexicon.classes_of(word));
            all
        })
    }

    /// The state that the words name: "Venezuelan", "US", "Caracas".
    pub(super) fn state_of(self, mention: &Mention) -> Option<StateId> {
        // A person can have the name of a state: Michael Jordan.
        let end = match (mention.name, mention.head) {
            (Some(name), _) if mention.shape == Shape::Person => name.start,
            (Some(name), _) => name.end,
            (None, Some(head)) => head.end,
            (None, None) => mention.span.end,
        };
        let own = self.tokens(Span::new(mention.span.start.min(end), end));
        let at = own.iter().position(|t| t.state.is_some())?;
        // "the state Department of Health": that of a part of a country.
        let local = own[..at].iter().any(|t| t.among(FunctionWord::Local) && !t.is_capitalised());
        own[at].state.filter(|_| !local)
    }

    /// True for a nation's adjective alone, which can be a language: "in **Spanish**".
    pub(super) fn is_adjective_alone(self, mention: &Mention) -> bool {
        mention.shape == Shape::Place
            && self.tokens(mention.span).iter().all(|t| {
                t.is(Class::Demonym)
                    && !t.classes.any(Classes::of(&[Class::State, Class::Capital, Class::Seat]))
            })
    }
}
