//! The words that say what a speaker is: the title, the roles, what it is called.

use std::rc::Rc;

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::{Context, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// So many mentions of a speaker are looked at.
const FIRST: usize = 6;

/// So many words of a label are looked at.
const WORDS: usize = 24;

/// Some words for a speaker.
#[derive(Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) words: &'a [Token<'a>],
    pub(super) span: Span,
}

/// The labels of all speakers, worked out once. Cloned freely: it is one reference.
#[derive(Clone)]
pub(super) struct Labels<'a>(Rc<Vec<Vec<Label<'a>>>>);

impl<'a> Labels<'a> {
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self(Rc::new((0..cx.story.speakers.len()).map(|n| labels(cx, SpeakerId(n))).collect()))
    }

    /// The labels of one speaker, the title first.
    pub(super) fn of(&self, id: SpeakerId) -> &[Label<'a>] {
        &self.0[id.0]
    }
}

/// Every label of a speaker, each once.
///
/// > **Selby Town Manager** Ann Hale; **the Town of Selby**; **town officials**
fn labels(cx: Context<'_>, id: SpeakerId) -> Vec<Label<'_>> {
    let speaker = &cx.story.speakers[id.0];
    let police = |span: &Span| {
        let words = cx.text.tokens_in(*span);
        matches!(words, [word] if word.among(FunctionWord::PoliceWord))
    };
    // "told police Hale was there": he is none of them.
    let own_words = |span: &Span| !is_named_person(speaker) || !police(span);
    let title = cx.story.titles.get(id.0).copied().flatten();
    let mut spans: Vec<Span> = title.filter(own_words).into_iter().collect();
    // "Sheriff Hale" of the former sheriff, "Shadow Health Secretary".
    let past = |span: &Span| {
        let words = cx.text.tokens_in(*span);
        let out = [FunctionWord::OutOfOffice, FunctionWord::OtherSideOffice];
        words.iter().any(|t| out.iter().any(|set| t.among(*set)))
    };
    let own = speaker.mentions.iter().take(FIRST).map(|m| &cx.parsed.mentions[m.0]);
    let left = is_named_person(speaker) && own.clone().any(|m| is_past(cx, m));
    if left || spans.iter().any(past) {
        return Vec::new();
    }
    for mention in own {
        if mention.shape == Shape::Pronoun {
            continue;
        }
        let own = if is_named_person(speaker) { mention.role } else { Some(mention.span) };
        let own = own.filter(own_words);
        spans.extend(own.into_iter().chain(mention.honorific));
    }
    spans.dedup();
    let label = |span: Span| {
        let words = cx.text.tokens_in(span);
        Label { words: &words[..words.len().min(WORDS)], span }
    };
    spans.into_iter().map(label).filter(|label| !label.words.is_empty()).collect()
}

/// A person with a name: the name says nothing of the body.
pub(super) fn is_named_person(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Person
}

/// The words with capitals right before the word at `at`, lower case: "st michaels" of "St.
/// Michaels Police Chief".
pub(super) fn place_before(words: &[Token<'_>], at: usize) -> String {
    let from = words[..at].iter().rposition(|t| !t.is_capitalised()).map_or(0, |n| n + 1);
    place(&words[from..at])
}

/// The words with capitals after "of": "selby" of "the Town of Selby".
pub(super) fn place_after(words: &[Token<'_>], at: usize) -> String {
    if !words.get(at + 1).is_some_and(|t| t.among(FunctionWord::Of)) {
        return String::new();
    }
    let rest = &words[at + 2..];
    let end = rest.iter().position(|t| !t.is_capitalised()).unwrap_or(rest.len());
    place(&rest[..end])
}

fn place(words: &[Token<'_>]) -> String {
    // "Deputy Mayor" is of no place called Deputy.
    const POST: Classes = Classes::of(&[
        Class::Role,
        Class::Representative,
        Class::Honorific,
        Class::Office,
        Class::Lawmaker,
    ]);
    let own = words
        .iter()
        .filter(|t| t.is_wordlike() && !t.among(FunctionWord::Article) && !t.classes.any(POST));
    own.map(|t| t.text.trim_end_matches('.').to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// True when a word before the name says that the post is not held.
pub(super) fn is_past(cx: Context<'_>, mention: &Mention) -> bool {
    cx.text.tokens_in(mention.span).iter().take(3).any(|t| t.among(FunctionWord::OutOfOffice))
}

/// The words up to a comma or a relative clause.
pub(super) fn up_to_comma<'a>(words: &'a [Token<'a>]) -> &'a [Token<'a>] {
    let stops = |t: &Token<'_>| t.kind == Kind::Comma || t.among(FunctionWord::PersonRelative);
    match words.iter().position(stops) {
        Some(0) | None => words,
        Some(end) => &words[..end],
    }
}
