//! Who holds an office of state.

use std::collections::HashMap;

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::MentionId;
use crate::resolve::{Context, Meaning, Speaker, SpeakerKind};
use crate::span::Span;

/// Bodies of a state that are not its government.
pub(super) const APART: Classes = Classes::of(&[
    Class::Legislature,
    Class::TopCourt,
    Class::Opposition,
    Class::Court,
    Class::Party,
]);

/// The word for an office that one person holds: "president".
pub(super) fn post(cx: Context<'_>, office: Span) -> Option<String> {
    let word = cx.text.tokens_in(office).iter().find(|t| t.is(Class::StateOffice))?;
    let one = word.among(FunctionWord::SoleOffice);
    one.then(|| word.text.to_lowercase())
}

/// How many named persons the draft gives each such office, states that it names apart.
pub(super) fn holders(cx: Context<'_>) -> HashMap<String, usize> {
    let mut count = HashMap::new();
    let unnamed = |s: &&Speaker| s.kind == SpeakerKind::Person && s.state.is_none();
    for speaker in cx.story.speakers.iter().filter(unnamed) {
        if let Some(post) = office(cx, speaker).and_then(|span| post(cx, span)) {
            *count.entry(post).or_default() += 1;
        }
    }
    count
}

/// The office of state that a speaker holds, if it is no former one and no office of a body.
pub(super) fn office(cx: Context<'_>, speaker: &Speaker) -> Option<Span> {
    let own = speaker.mentions.iter().take(64).map(|m| &cx.parsed.mentions[m.0]);
    for mention in own.filter(|m| !m.indefinite) {
        let spans = mention.role.into_iter().chain(mention.honorific);
        for span in spans {
            // "a candidate for president" is none.
            let words = cx.text.tokens_in(span);
            let end = words.iter().position(|t| {
                t.among(FunctionWord::RoleLink)
                    && !t.among(FunctionWord::From)
                    && !t.is(Class::StateOffice)
            });
            let words = &words[..end.unwrap_or(words.len())];
            // "the Brazilian president of the club"
            let of_body = mention.possessor.is_some_and(|p| is_body(cx, p));
            let past = words.iter().any(|t| {
                t.among(FunctionWord::OutOfOffice) || t.among(FunctionWord::OtherSideOffice)
            });
            // "Norvane president Tom Hale": the office of a body named before it.
            let office = words.iter().position(|t| t.is(Class::StateOffice));
            let other = words[..office.unwrap_or(0)].iter().any(|t| {
                t.is_capitalised()
                    && t.state.is_none()
                    && !t.is(Class::Honorific)
                    && !t.is(Class::Role)
            });
            let would_be =
                words.iter().any(|t| t.is(Class::Candidate) || t.among(FunctionWord::WouldBe));
            let ours = office.is_some() && !other && !would_be;
            if ours && !past && !of_body && !words.iter().any(|t| t.classes.any(APART)) {
                return Some(span);
            }
        }
    }
    None
}

/// True when a mention means a body that is no government.
pub(super) fn is_body(cx: Context<'_>, mention: MentionId) -> bool {
    let meaning = cx.story.mentions.get(mention.0).and_then(Meaning::speaker);
    meaning.is_some_and(|id| {
        matches!(
            cx.story.speakers[id.0].kind,
            SpeakerKind::Organisation | SpeakerKind::Outlet | SpeakerKind::Court
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_camp;

    #[test]
    fn the_office_of_a_body_named_before_it_is_no_office_of_state() {
        let copy = "The Peruvian government said no. Norvane president Tom Hale said yes.";
        assert!(!one_camp(copy, "the Peruvian government", "Tom Hale"));
    }
}
