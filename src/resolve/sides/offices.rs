//! Who holds an office of state.

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, MentionId};
use crate::resolve::{Context, Meaning, Speaker, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};

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
pub(super) fn holders(cx: Context<'_>) -> FxHashMap<String, usize> {
    let mut count = FxHashMap::default();
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
    let own = || speaker.mentions.iter().take(64).map(|m| &cx.parsed.mentions[m.0]);
    // "Former President Hale" may be called "President Hale" afterwards.
    let held: Vec<&str> = own().filter_map(|mention| held_once(cx, mention)).collect();
    let held = |word: &Token<'_>| held.iter().any(|one| one.eq_ignore_ascii_case(word.text));
    for mention in own().filter(|m| !m.indefinite) {
        let spans = mention.role.into_iter().chain(mention.honorific);
        for span in spans {
            let words = own_words(cx, span);
            // "the Brazilian president of the club"
            let of_body = mention.possessor.is_some_and(|p| is_body(cx, p));
            let other_side = words.iter().any(|t| t.among(FunctionWord::OtherSideOffice));
            let Some(office) = words.iter().position(|t| t.is(Class::StateOffice)) else {
                continue;
            };
            // "Norvane president Tom Hale": the office of a body named before it; "the state health
            // secretary": of a part of a country.
            let other = words[..office].iter().any(|t| {
                let named = t.is_capitalised() && t.state.is_none();
                named && !t.is(Class::Honorific) && !t.is(Class::Role)
                    || t.among(FunctionWord::Local)
            });
            let would_be =
                words.iter().any(|t| t.is(Class::Candidate) || t.among(FunctionWord::WouldBe));
            // "President Pro Tempore" heads a chamber.
            let presides = words[office + 1..]
                .iter()
                .any(|t| t.is_capitalised() && t.among(FunctionWord::LeadsCaucus));
            let ours = !other && !presides && !would_be && !other_side && !held(&words[office]);
            if ours && !of_body && !words.iter().any(|t| t.classes.any(APART)) {
                return Some(span);
            }
        }
    }
    None
}

/// The words of a role up to what hangs on it: "a candidate for president" is none.
fn own_words(cx: Context<'_>, role: Span) -> &[Token<'_>] {
    let words = cx.text.tokens_in(role);
    let end = words.iter().position(|t| {
        t.among(FunctionWord::RoleLink) && !t.among(FunctionWord::From) && !t.is(Class::StateOffice)
    });
    &words[..end.unwrap_or(words.len())]
}

/// The word for an office that somebody held once.
///
/// > **Former** Peruvian **President** Ana Ruiz, the **then** Peruvian **president**
fn held_once<'a>(cx: Context<'a>, mention: &Mention) -> Option<&'a str> {
    let role = mention.role.or(mention.honorific)?;
    let words = own_words(cx, role);
    let office = words.iter().find(|t| t.is(Class::StateOffice))?;
    let past = |t: &Token<'_>| {
        let prefix = t.text.split_once('-').map(|(first, _)| cx.lexicon.function_of(first));
        t.among(FunctionWord::OutOfOffice)
            || prefix.is_some_and(|sets| sets.has(FunctionWord::OutOfOffice))
    };
    let at = cx.text.within(role).start;
    let before = &cx.text.tokens[at.saturating_sub(2)..at];
    let then = matches!(before, [the, word] if the.pos == Pos::Dt && past(word));
    (then || words.iter().any(past)).then_some(office.text)
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
    use crate::resolve::testing::one_side;

    #[test]
    fn the_office_of_a_body_named_before_it_is_no_office_of_state() {
        let copy = "The Peruvian government said no. Norvane president Tom Hale said yes.";
        assert!(!one_side(copy, "the Peruvian government", "Tom Hale"));
    }
}
