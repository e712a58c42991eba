//! Who speaks for the government of a state, and why.

use super::offices::{APART, office};
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::parse::Mention;
use crate::resolve::{Context, Speaker, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// Why a speaker of a state speaks for its government, if so.
pub(super) fn governs(
    cx: Context<'_>,
    speaker: &Speaker,
    state: StateId,
) -> Option<(Option<Span>, String)> {
    let name = cx.lexicon.state_name(state);
    match speaker.kind {
        SpeakerKind::Government if speaker.state.is_some() && is_shown(cx, speaker, state) => {
            let mentions = speaker.mentions.iter().take(4);
            let classes = mentions
                .filter_map(|m| cx.parsed.mentions[m.0].name)
                .flat_map(|name| cx.text.tokens_in(name))
                .fold(Classes::NONE, |mut all, token| {
                    all.add(token.classes);
                    all
                });
            let reason = if classes.has(Class::Capital) {
                format!("capital of {name}")
            } else if classes.has(Class::Seat) {
                format!("seat of the government of {name}")
            } else if classes.has(Class::State) {
                format!("the state of {name}")
            } else {
                format!("the government of {name}")
            };
            Some((None, reason))
        }
        SpeakerKind::Organisation if speaker.state.is_some() => {
            let words = speaker
                .mentions
                .iter()
                .take(4)
                .flat_map(|m| cx.text.tokens_in(cx.parsed.mentions[m.0].span));
            let all = words.fold(Classes::NONE, |mut all, token| {
                all.add(token.classes);
                all
            });
            // "American Airlines" has a state in its name and is no body of it.
            let body = all.any(Classes::of(&[Class::StateBody, Class::Government]));
            (body && !all.any(APART)).then(|| (None, format!("a body of the government of {name}")))
        }
        SpeakerKind::Person | SpeakerKind::TitleOnly | SpeakerKind::Spokesperson => {
            let span = office(cx, speaker).or_else(|| speaks_for_state(cx, speaker));
            span.map(|span| (Some(span), quote(cx, span)))
        }
        SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Collective
            if speaker.state.is_some() =>
        {
            let mention = &cx.parsed.mentions[speaker.mentions.first()?.0];
            let head = cx.text.tokens_in(mention.head?).last()?;
            let serves = head.is(Class::Official) && mention.possessor.is_none();
            serves.then(|| (Some(mention.span), quote(cx, mention.span)))
        }
        _ => None,
    }
}

/// True when the words for a government name its state, or no other can be meant: "the ministry" may
/// be that of the other side.
fn is_shown(cx: Context<'_>, speaker: &Speaker, state: StateId) -> bool {
    let own = || speaker.mentions.iter().take(SHOWN).map(|m| &cx.parsed.mentions[m.0]);
    let names = |span| cx.text.tokens_in(span).iter().any(|t| t.state == Some(state));
    let owner = |m: &Mention| m.possessor.is_some_and(|p| names(cx.parsed.mentions[p.0].span));
    let at_large = |m: &Mention| {
        let head = m.head.into_iter().flat_map(|head| cx.text.tokens_in(head));
        head.into_iter().any(|t| t.among(FunctionWord::GovernmentAtLarge)) && m.name.is_none()
    };
    let again = |m: &Mention| named_before(cx, m) == Some(state);
    own().any(|m| names(m.span) || owner(m) || at_large(m) || again(m)) || is_sole(cx, state)
}

/// The state of the last body of the same word before, for one that is called by its word alone.
///
/// > the **Peruvian** health ministry … **the ministry**
fn named_before(cx: Context<'_>, mention: &Mention) -> Option<StateId> {
    let words = cx.text.tokens_in(mention.span);
    let [the, word] = words else { return None };
    let at = cx.text.within(mention.span).start;
    let before = &cx.text.tokens[at.saturating_sub(BACK)..at];
    let last = before.iter().rposition(|t| t.text.eq_ignore_ascii_case(word.text))?;
    let own = &before[last.saturating_sub(4)..last];
    the.among(FunctionWord::DefiniteArticle).then(|| own.iter().rev().find_map(|t| t.state))?
}

/// "the ministry" is named in full at most so many words before.
const BACK: usize = 150;

/// True where no word of the draft is for another state.
fn is_sole(cx: Context<'_>, state: StateId) -> bool {
    cx.text.tokens.iter().filter_map(|t| t.state).all(|other| other == state)
}

/// So many mentions of a government are looked at.
const SHOWN: usize = 6;

/// "Chinese **Foreign Ministry spokesman**": speaks for a ministry of the state named.
pub(super) fn speaks_for_state(cx: Context<'_>, speaker: &Speaker) -> Option<Span> {
    let own = |words: &[Token<'_>]| {
        let of = words.iter().any(|t| t.is(Class::Government) || t.is(Class::StateBody));
        let last = words.last().is_some_and(|t| t.is(Class::Spokesperson));
        let apart =
            words.iter().any(|t| t.classes.any(APART) || t.among(FunctionWord::OutOfOffice));
        of && last && !apart
    };
    let state = speaker.state?;
    let mut mentions = speaker.mentions.iter().take(8).map(|m| &cx.parsed.mentions[m.0]);
    mentions.find_map(|mention| {
        let role = mention.role?;
        let named = cx.text.tokens_in(mention.span).iter().any(|t| t.state == Some(state));
        (named && own(cx.text.tokens_in(role))).then_some(role)
    })
}

pub(super) fn quote(cx: Context<'_>, span: Span) -> String {
    format!("“{}”", cx.draft.words(span))
}
