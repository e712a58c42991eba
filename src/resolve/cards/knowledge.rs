//! How a source knows what it says, and why it is hidden, where the draft says so.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, IntoDeserializer};

use crate::lexicon::{FunctionWord, PhraseHit};
use crate::parse::{Mention, Shape};
use crate::resolve::card::{Knowledge, KnowledgeKind};
use crate::resolve::{Context, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// So many tokens behind a source are read, at most.
const NEAR: usize = 12;

/// So many tokens of a sentence are read, at most.
const SENTENCE: usize = 120;

/// The words that say so go on for no more tokens than this.
const LONGEST: usize = 24;

/// For every speaker, what the draft says first; why it is hidden goes before how it knows.
pub(super) fn of_speakers(cx: Context<'_>) -> Vec<Option<Knowledge>> {
    let mut all: Vec<Option<Knowledge>> = vec![None; cx.story.speakers.len()];
    for (n, attribution) in cx.parsed.attributions.iter().enumerate() {
        let Some(id) = cx.story.bindings[n].speaker() else { continue };
        let Some(source) = &attribution.source else { continue };
        let known = all[id.0].is_some_and(|k| k.kind.hides());
        if known {
            continue;
        }
        let unnamed = matches!(
            cx.story.speakers[id.0].kind,
            SpeakerKind::Anonymous
                | SpeakerKind::Collective
                | SpeakerKind::Group
                | SpeakerKind::TitleOnly
                | SpeakerKind::Spokesperson
                | SpeakerKind::Other
        );
        let mention = source.mention.map(|m| &cx.parsed.mentions[m.0]);
        // "an aide said so because they feared": "they" says nothing by itself.
        let opens = |m: &Mention| m.token == cx.text.sentences[m.sentence].tokens.start;
        let unnamed = unnamed && mention.is_none_or(|m| m.shape != Shape::Pronoun || opens(m));
        let hidden = unnamed.then(|| hidden(cx, attribution.sentence, source.span)).flatten();
        let found = hidden.or_else(|| mention.and_then(|m| knows(cx, m, source.span)));
        if let Some(found) = found {
            all[id.0] = match all[id.0] {
                Some(before) if before.kind <= found.kind => Some(before),
                _ => Some(found),
            };
        }
    }
    all
}

/// Why a source is hidden: in its sentence, or in the next one where that goes on about it.
///
/// > an aide said **on condition of anonymity**; The aide **asked not to be named**.
fn hidden(cx: Context<'_>, sentence: usize, source: Span) -> Option<Knowledge> {
    let range = cx.text.sentences.get(sentence)?.tokens.clone();
    let from = cx.text.within(source).start.max(range.start);
    let here = first_of(cx, from, range.end.min(from + SENTENCE), true);
    here.or_else(|| {
        let next = cx.text.sentences.get(sentence + 1)?.tokens.clone();
        let opens = cx.text.tokens.get(next.start)?;
        let goes_on = opens.among(FunctionWord::SubjectPronoun);
        let end = next.end.min(next.start + SENTENCE);
        goes_on.then(|| first_of(cx, next.start, end, true)).flatten()
    })
}

/// How a source knows: in the words on it, and right after them.
///
/// > a woman **who saw the crash**
fn knows(cx: Context<'_>, mention: &Mention, source: Span) -> Option<Knowledge> {
    let whole = if mention.name.is_some() { mention.span } else { mention.span.to(source) };
    let words = cx.text.within(whole);
    let end = cx.text.sentences.get(mention.sentence)?.tokens.end;
    let behind = &cx.text.tokens[words.end.min(end)..end];
    let near = behind.iter().take(NEAR).take_while(|t| !closes(t) || t.kind == Kind::Comma);
    // The first word behind the source belongs to it, or nothing does.
    let joined = behind.iter().find(|t| t.kind != Kind::Comma).is_some_and(|t| {
        t.among(FunctionWord::PersonRelative) || t.among(FunctionWord::Postmodifier)
    });
    let stop = words.end + if joined { near.count() } else { 0 };
    first_of(cx, words.start, stop.min(end), false)
}

/// The first phrase of the right kind in some words, outside quotations.
fn first_of(cx: Context<'_>, from: usize, to: usize, hides: bool) -> Option<Knowledge> {
    let tokens = cx.text.tokens.get(from..to)?;
    let hits = cx.lexicon.phrases_in(tokens);
    let of_kind = |hit: PhraseHit<'_>| {
        let kind = kind_of(hit.list).filter(|kind| kind.hides() == hides)?;
        Some((kind, from + hit.token))
    };
    let found = hits.into_iter().filter_map(of_kind).filter(|(_, at)| !cx.text.is_quoted(*at));
    let (kind, at) = found.min_by_key(|(kind, at)| (*kind, *at))?;
    Some(Knowledge { kind, span: clause(cx, at) })
}

/// The kind that a list of phrases stands for.
fn kind_of(list: &str) -> Option<KnowledgeKind> {
    let name: de::value::StrDeserializer<'_, AnotherList> = list.into_deserializer();
    KnowledgeKind::deserialize(name).ok()
}

/// A list that stands for no kind. Most do, and the message that serde has for it would be for nobody.
#[derive(Debug)]
struct AnotherList;

impl fmt::Display for AnotherList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another list")
    }
}

impl std::error::Error for AnotherList {}

impl de::Error for AnotherList {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self
    }
}

/// The words from here to the end of the clause.
fn clause(cx: Context<'_>, at: usize) -> Span {
    let tokens = &cx.text.tokens[at..];
    let mut past_verb = false;
    let words = tokens.iter().take(LONGEST).take_while(|t| {
        let cue = past_verb && !t.senses.is_empty() && t.pos.is_finite();
        past_verb |= t.pos.is_verb() || t.pos.is_noun();
        !closes(t) && !cue
    });
    let count = words.count().max(1);
    tokens[0].span.to(tokens[count - 1].span)
}

/// True for a mark that ends a clause.
fn closes(t: &Token<'_>) -> bool {
    !t.is_wordlike() && !t.is_possessive()
}

#[cfg(test)]
mod tests {
    use crate::resolve::KnowledgeKind;
    use crate::resolve::testing::last_card;

    fn known(copy: &str) -> Option<KnowledgeKind> {
        last_card(copy).knowledge.map(|k| k.kind)
    }

    #[test]
    fn how_a_source_knows_and_why_it_is_hidden() {
        use KnowledgeKind::{AskedNotToBeNamed, Fears, HasRead, NotAuthorised, WasTold, Witness};
        let cases = [
            ("A witness said the car was red.", Some(Witness)),
            ("A person briefed on the talks said the bank was for sale.", Some(WasTold)),
            ("A person familiar with the matter said the bank was for sale.", Some(WasTold)),
            ("Tom Hale, who has seen the report, said the bank was for sale.", Some(HasRead)),
            ("An aide said no on condition of anonymity.", Some(AskedNotToBeNamed)),
            ("An aide said no because they were not authorised to speak.", Some(NotAuthorised)),
            ("An aide said no, for fear of reprisals.", Some(Fears)),
            ("An aide said no.", None),
            ("Tom Hale said he had seen the report.", None),
            ("“I asked not to be named,” an aide said.", None),
        ];
        for (copy, right) in cases {
            assert_eq!(known(copy), right, "{copy}");
        }
    }

    #[test]
    fn the_words_that_say_so_end_with_their_clause() {
        let copy = "A person familiar with the matter said the bank was for sale.";
        let span = last_card(copy).knowledge.unwrap().span;
        assert_eq!(&copy[span.start..span.end], "familiar with the matter");
    }
}
