//! What is known about a speaker: the questions behind the conditions, one function each.

use super::source::apposed;
use crate::judge::posts::Posts;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Mention;
use crate::resolve::{Gender, SpeakerKind};
use crate::rulebook::SpeakerAsked;
use crate::span::Span;

/// True when a condition on a speaker holds.
pub(in crate::judge) fn holds(asked: SpeakerAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        SpeakerAsked::Introduced(wanted) => introduced(view, n) == *wanted,
        SpeakerAsked::Heard(least) => view.heard[n].len() >= *least,
    }
}

/// True when the draft gives a speaker a full name, a name and a role, or nothing that shows that
/// the name is a person's: "Caltrans said".
fn introduced(view: &View<'_>, n: usize) -> bool {
    let speaker = &view.story.speakers[n];
    let mentions = || speaker.mentions.iter().map(|m| &view.parsed.mentions[m.0]);
    match speaker.kind {
        SpeakerKind::Person => {
            let titled = mentions()
                .any(|m| m.role.is_some() || m.honorific.is_some_and(|h| shows_post(view, h)));
            let given = |m: &Mention| {
                m.name.is_some_and(|name| {
                    view.text
                        .tokens_in(name)
                        .iter()
                        .any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale))
                })
            };
            let person = mentions().any(|m| m.honorific.is_some())
                || speaker.gender != Gender::Unknown && !mentions().any(given);
            let full = speaker.name.split_whitespace().count() > 1;
            full || !speaker.roles.is_empty() || titled || !person
        }
        SpeakerKind::TitleOnly => {
            let name = speaker.name.to_lowercase();
            let mut words = name.split(' ').map(|word| view.lexicon.function_of(word));
            let definite = words.next().is_some_and(|word| word.has(FunctionWord::DefiniteArticle))
                && words.next().is_some_and(|word| !word.has(FunctionWord::OutOfOffice));
            let apposed =
                view.heard[n].iter().take(12).any(|a| apposed(view, &view.parsed.attributions[*a]));
            !definite || apposed || held(view, &name)
        }
        _ => true,
    }
}

/// True when somebody with a name holds the post: "the senator", and Sen. Chris Hale is in the draft.
fn held(view: &View<'_>, title: &str) -> bool {
    let post = title.split_whitespace().next_back().unwrap_or_default();
    view.posts.get_or_init(|| Posts::of(&view.reading)).is_held(post)
}

/// True for a title that says what somebody is: "President", not "Mr".
fn shows_post(view: &View<'_>, honorific: Span) -> bool {
    view.text.tokens_in(honorific).iter().any(|t| {
        t.is(Class::Honorific) && !t.is(Class::HonorificMale) && !t.is(Class::HonorificFemale)
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn speakers() {
        check(
            Scope::Speaker,
            &[
                ("introduced: true", "Ann Webb said the mill was safe.", "+"),
                ("introduced: true", "Mr Webb said the mill was safe.", "-"),
                ("introduced: true", "Senator Webb said the mill was safe.", "+"),
                ("introduced: true", "The senator said the mill was safe.", "-"),
                ("introduced: true", "The former senator said the mill was safe.", "+"),
                ("introduced: true", "A senator said the mill was safe.", "+"),
                ("introduced: true", "Acme Corp said the mill was safe.", "+"),
                ("heard: 1", "Ann Webb said the mill was safe.", "+"),
                ("heard: 2", "Ann Webb said the mill was safe.", "-"),
                ("heard: 2", "Ann Webb said the mill was safe. Webb said the road was open.", "+"),
            ],
        );
    }
}
