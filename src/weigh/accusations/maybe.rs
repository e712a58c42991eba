//! Who may speak for a party, and where a draft may say that it was asked: where either holds, nobody
//! can say that the party was not heard.

use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::{Meaning, SideId, SpeakerId};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};
use crate::weigh::context::Weighing;

/// A pronoun whose meaning is open may mean the accused within so many blocks.
const NEAR: usize = 6;

/// The first source that may be of a party: a lawyer of nobody known, "the company" of no name, "his
/// wife", a pronoun that may mean anybody, somebody called after the party.
pub(super) fn speaks(
    w: Weighing<'_>,
    side: SideId,
    accusers: &[SpeakerId],
    blocks: &[usize],
) -> Option<Span> {
    // "the club" is no other "the council", but can be "Acme Rovers".
    let members = w.cx.story.sides[side.0].members.iter();
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
        let alone = w.voices[*n].side.is_none_or(|own| w.cx.story.sides[own.0].members.len() == 1);
        if w.voices[*n].speaker.is_some_and(|id| accusers.contains(&id)) {
            return false;
        }
        // Near the accusation "he" may be the accused.
        let near = blocks.iter().any(|b| b.abs_diff(w.attribution(*n).block) <= NEAR);
        let who = |t: &Token<'_>| t.among(FunctionWord::SubjectPronoun);
        let open = near
            && mention.is_some_and(|m| m.shape == Shape::Pronoun)
            && words.iter().any(who)
            && w.voices[*n].speaker.is_none();
        // "court records on Hale" do not speak for him.
        let paper = mention.is_some_and(|m| matches!(m.shape, Shape::Document | Shape::Other));
        open || !paper
            && w.voices[*n].side != Some(side)
            && (alone && acts_for_somebody(words, mention, named) || w.names(side, source.span))
    });
    fits.next().map(|(_, source)| source.span)
}

/// True for "the lawyer", "his wife", "the company", "a spokesman".
fn acts_for_somebody(words: &[Token<'_>], mention: Option<&Mention>, body: bool) -> bool {
    // "a deputy said": nobody's in particular.
    let indefinite = mention.is_some_and(|m| m.indefinite);
    let acts = |t: &Token<'_>| t.is(Class::Lawyer) || t.is(Class::Representative) && !indefinite;
    let named = words.iter().any(|t| t.pos.is_name());
    let body = body && mention.is_some_and(|m| matches!(m.shape, Shape::Body | Shape::Group));
    // "the company", and not "the ministry of agriculture's yearbook"
    let bare = words.iter().filter(|t| t.is_wordlike()).count() == 2;
    let definite = bare && words.first().is_some_and(|t| t.among(FunctionWord::DefiniteArticle));
    // "his wife", and not "his death"
    let theirs = mention.is_some_and(|m| !matches!(m.shape, Shape::Document | Shape::Other))
        && words.iter().any(|t| t.pos == Pos::PrpS)
        && !words.iter().any(|t| t.is(Class::MeansDeath));
    words.iter().any(acts) || theirs || body && definite && !named
}

/// The first sentence that names a party and has a word near which somebody is asked or answers.
pub(super) fn asked(w: Weighing<'_>, side: SideId) -> Option<Span> {
    let mentions = w.cx.parsed.mentions.iter().zip(&w.cx.story.mentions);
    let own = mentions.filter(|(_, meaning)| {
        let Meaning::Speaker(id) = meaning else { return false };
        w.speaker(*id).side == side
    });
    own.map(|(mention, _)| mention.sentence).find_map(|sentence| {
        let tokens = &w.cx.text.tokens[w.cx.text.sentences[sentence].tokens.clone()];
        // "the State's Attorney" and "the attorney general" are not the lawyers of the accused.
        let public = |n: usize| {
            let before = n.checked_sub(1).map(|b| &tokens[b]);
            tokens[n].is(Class::Prosecution)
                || tokens[n].is(Class::StateOffice)
                || before.is_some_and(|t| t.is_possessive() || t.is(Class::Prosecution))
        };
        // "deputies responded to a call" asks nobody; "did not respond" does.
        let negated = tokens.iter().any(|t| t.is(Class::Negation));
        let told = |t: &Token<'_>| !t.is(Class::NoReply) || negated;
        let contact = |n: &usize| tokens[*n].among(FunctionWord::Contact) && told(&tokens[*n]);
        let at = (0..tokens.len()).find(|n| contact(n) && !public(*n));
        at.map(|n| tokens[n].span)
    })
}
