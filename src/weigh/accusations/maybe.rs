//! Who may speak for a party, and where a draft may say that it was asked: where either holds, nobody
//! can say that the party was not heard.

use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::{CampId, Meaning, SpeakerId};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};
use crate::weigh::context::Weighing;

/// The first source that may be of a party: a lawyer of nobody known, "the company" of no name, "his
/// wife", a pronoun that may mean anybody, somebody called after the party.
pub(super) fn speaks(w: Weighing<'_>, camp: CampId, accusers: &[SpeakerId]) -> Option<Span> {
    // "the club" is no other "the council", but can be "Acme Rovers".
    let members = w.cx.story.camps[camp.0].members.iter();
    let named = members.map(|id| w.speaker(*id)).any(|speaker| {
        speaker
            .name
            .split(' ')
            .all(|word| !w.cx.lexicon.function_of(word).has(FunctionWord::Article))
    });
    let sources = w.cx.parsed.attributions.iter().enumerate();
    let sources = sources.filter_map(|(n, a)| Some((n, a.source.as_ref()?)));
    let mut fits = sources.filter(|(n, source)| {
        let words = w.cx.text.tokens_in(source.span);
        let mention = source.mention.map(|m| &w.cx.parsed.mentions[m.0]);
        let alone = w.voices[*n].camp.is_none_or(|own| w.cx.story.camps[own.0].members.len() == 1);
        if w.voices[*n].speaker.is_some_and(|id| accusers.contains(&id)) {
            return false;
        }
        let open =
            mention.is_some_and(|m| m.shape == Shape::Pronoun) && w.voices[*n].speaker.is_none();
        open || w.voices[*n].camp != Some(camp)
            && (alone && acts_for_somebody(words, mention, named) || w.names(camp, source.span))
    });
    fits.next().map(|(_, source)| source.span)
}

/// True for "the lawyer", "his wife", "the company", "a spokesman".
fn acts_for_somebody(words: &[Token<'_>], mention: Option<&Mention>, body: bool) -> bool {
    let acts = |t: &Token<'_>| t.is(Class::Lawyer) || t.is(Class::Representative);
    let named = words.iter().any(|t| t.pos.is_name());
    let body = body && mention.is_some_and(|m| matches!(m.shape, Shape::Body | Shape::Group));
    let definite = words.first().is_some_and(|t| t.among(FunctionWord::DefiniteArticle));
    words.iter().any(|t| acts(t) || t.pos == Pos::PrpS) || body && definite && !named
}

/// The first sentence that names a party and has a word near which somebody is asked or answers.
pub(super) fn asked(w: Weighing<'_>, camp: CampId) -> Option<Span> {
    let mentions = w.cx.parsed.mentions.iter().zip(&w.cx.story.mentions);
    let own = mentions.filter(|(_, meaning)| {
        let Meaning::Speaker(id) = meaning else { return false };
        w.speaker(*id).camp == camp
    });
    own.map(|(mention, _)| mention.sentence).find_map(|sentence| {
        let tokens = &w.cx.text.tokens[w.cx.text.sentences[sentence].tokens.clone()];
        tokens.iter().find(|t| t.among(FunctionWord::Contact)).map(|t| t.span)
    })
}
