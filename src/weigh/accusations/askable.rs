//! Whom the reader could find, and a reporter could ask.

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::resolve::{SpeakerId, SpeakerKind};
use crate::tokenise::token::{Pos, Token};
use crate::weigh::context::Weighing;

/// Posts whose holder the reader can find.
const OFFICES: Classes = Classes::of(&[Class::Office, Class::Police, Class::Role]);

/// True for a person or body that the reader could find: a name, "the mayor", "the police", but not
/// "a man", "critics", "a report".
pub(super) fn can_be_asked(w: Weighing<'_>, id: SpeakerId) -> bool {
    let speaker = w.speaker(id);
    match speaker.kind {
        SpeakerKind::Person | SpeakerKind::Government => !is_anybody(w, id),
        // "a Chevrolet", "a council"
        SpeakerKind::Organisation => {
            let first = speaker.mentions.first().map(|m| &w.cx.parsed.mentions[m.0]);
            !is_anybody(w, id) && !first.is_some_and(|m| m.indefinite)
        }
        SpeakerKind::Outlet | SpeakerKind::Spokesperson => true,
        SpeakerKind::TitleOnly | SpeakerKind::Group => !ends_anybody(w, id) && is_definite(w, id),
        _ => false,
    }
}

/// True for a headline's "Selby Man" and for "the government": anybody, any body.
fn is_anybody(w: Weighing<'_>, id: SpeakerId) -> bool {
    let classes = w.cx.lexicon.classes_of(&last_word(w, id));
    let body = w.speaker(id).kind != SpeakerKind::Person;
    if body {
        // "government", "Hospital": which, the draft does not say.
        let one = !w.speaker(id).name.contains(' ');
        return one && (classes.has(Class::Organisation) || classes.has(Class::Government));
    }
    ends_anybody(w, id) || classes.has(Class::OrdinaryPerson) || classes.has(Class::Role)
}

/// True for "Selby man", "the suspect".
fn ends_anybody(w: Weighing<'_>, id: SpeakerId) -> bool {
    w.cx.lexicon.function_of(&last_word(w, id)).has(FunctionWord::Anyone)
}

/// The last word of a name, in lower case.
fn last_word(w: Weighing<'_>, id: SpeakerId) -> String {
    let last = w.speaker(id).name.split_whitespace().next_back();
    last.unwrap_or_default().to_lowercase()
}

/// True for "the mayor", "Selby officers": the words point at somebody whom the reader can find.
fn is_definite(w: Weighing<'_>, id: SpeakerId) -> bool {
    let first = w.speaker(id).mentions.first().map(|m| &w.cx.parsed.mentions[m.0]);
    first.is_some_and(|m| {
        let words = w.cx.text.tokens_in(m.span);
        let definite = |t: &Token<'_>| {
            t.among(FunctionWord::DefiniteArticle) || t.pos == Pos::PrpS || t.is_possessive()
        };
        let office = || {
            words.iter().any(|t| t.classes.any(OFFICES))
                && !words.iter().any(|t| t.among(FunctionWord::Anyone))
        };
        let named = || words.iter().any(|t| t.pos.is_name());
        // "federal agents"
        let public = || {
            words.first().is_some_and(|t| t.among(FunctionWord::PublicAdjective))
                && words.iter().any(|t| t.among(FunctionWord::Weapon))
        };
        let group = w.speaker(id).kind == SpeakerKind::Group;
        !m.indefinite && (words.iter().any(definite) && (group || office()) || named() || public())
    })
}
