//! What a draft ties to no body by name, where only one can be meant: a release, a founder, an office
//! called by half its name.

use std::collections::BTreeSet;

use super::joined::Joined;
use super::labels::{Label, up_to_comma};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::resolve::{Context, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// Bodies that others are near to, and not of.
const APART: Classes = Classes::of(&[
    Class::Police,
    Class::Legislature,
    Class::Court,
    Class::Party,
    Class::SportsClub,
    Class::Intergovernmental,
]);

/// Joins papers, posts and offices with the only body that they can be of.
pub(super) fn loose(joined: &mut Joined<'_>) {
    offices(joined);
    given_out(joined);
    posts(joined);
}

/// A paper that bodies give out, and whose the draft does not say, is of the body that spoke last.
///
/// > **Norvane** said the road was shut. It was open, according to **a news release**.
fn given_out(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let labels = joined.labels.clone();
    let mut last: Option<SpeakerId> = None;
    for meaning in &cx.story.bindings {
        let Meaning::Speaker(id) = meaning else { continue };
        let speaker = &cx.story.speakers[id.0];
        let paper = speaker.kind == SpeakerKind::Document;
        if paper && speaker.maker.is_none() {
            let span = labels.of(*id).first().filter(|l| is_given_out(l.words)).map(|l| l.span);
            if let (Some(last), Some(span)) = (last, span) {
                joined.join(last, *id, span, SideKind::Paper);
            }
        } else if !paper {
            let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
            last = body.then_some(*id);
        }
    }
}

/// > **a news release**, **the statement**
fn is_given_out(words: &[Token<'_>]) -> bool {
    let last = words.last().is_some_and(|t| t.among(FunctionWord::GivenOut));
    last && words.len() <= 3 && !words.iter().any(Token::is_possessive)
}

/// A founder or a chief executive of whom the draft does not say of what, where one body speaks.
///
/// > **The Harlow Trust** said no. **Founder** Ann Hale said yes.
fn posts(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let body = |n: &usize| speaks[*n] && is_private(cx, &cx.story.speakers[*n]);
    let bodies: Vec<SpeakerId> = (0..speaks.len()).filter(body).map(SpeakerId).collect();
    let roots: BTreeSet<usize> = bodies.iter().map(|id| joined.union.root(id.0)).collect();
    let (Some(body), 1) = (bodies.first(), roots.len()) else { return };
    for n in (body.0 + 1..speaks.len()).filter(|n| speaks[*n]) {
        let person = matches!(
            cx.story.speakers[n].kind,
            SpeakerKind::Person | SpeakerKind::Spokesperson | SpeakerKind::TitleOnly
        );
        let own = labels.of(SpeakerId(n));
        let bare = person && !own.is_empty() && own.iter().all(is_bare);
        if bare {
            joined.join(*body, SpeakerId(n), own[0].span, SideKind::OnlyBody);
        }
    }
}

/// A body with a name that is no public one.
fn is_private(cx: Context<'_>, speaker: &Speaker) -> bool {
    let named = speaker.name.starts_with(char::is_uppercase);
    let classes = speaker.name.split(' ').fold(Classes::NONE, |mut all, word| {
        all.add(cx.lexicon.classes_of(word));
        all
    });
    speaker.kind == SpeakerKind::Organisation
        && speaker.state.is_none()
        && named
        && !classes.any(APART)
}

/// A post and nothing else: "executive director", "founder and president".
fn is_bare(label: &Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    let post = |t: &Token<'_>| {
        t.among(FunctionWord::Article)
            || t.among(FunctionWord::And)
            || t.among(FunctionWord::BodyPost)
            || t.is(Class::Office)
            || t.is(Class::Role)
            || t.is(Class::Executive)
    };
    words.iter().any(|t| t.among(FunctionWord::BodyPost)) && words.iter().all(post)
}

/// An office called by some words of its name, where one alone has them all.
///
/// > the **Office of the State Fire Marshal** … **the fire marshal's office**
fn offices(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let body = |n: &usize| {
        let kind = cx.story.speakers[*n].kind;
        speaks[*n] && matches!(kind, SpeakerKind::Organisation | SpeakerKind::Government)
    };
    let bodies: Vec<usize> = (0..speaks.len()).filter(body).take(MOST).collect();
    let words: Vec<BTreeSet<String>> =
        bodies.iter().map(|n| content(cx, &cx.story.speakers[*n].name)).collect();
    for (part, own) in words.iter().enumerate().filter(|(_, own)| own.len() > 1) {
        let mut whole = (0..bodies.len()).filter(|n| words[*n].len() > own.len());
        let (first, next) = {
            let mut all = whole.by_ref().filter(|n| own.is_subset(&words[*n]));
            (all.next(), all.next())
        };
        if let (Some(first), None) = (first, next)
            && let Some(span) = first_span(cx, bodies[part])
        {
            let (whole, part) = (SpeakerId(bodies[first]), SpeakerId(bodies[part]));
            joined.join(whole, part, span, SideKind::SameBody);
        }
    }
}

/// So many bodies are compared.
const MOST: usize = 60;

fn first_span(cx: Context<'_>, speaker: usize) -> Option<Span> {
    let mention = cx.story.speakers[speaker].mentions.first()?;
    Some(cx.parsed.mentions[mention.0].span)
}

/// The words of a name that say something, lower case, without the sign of the possessive.
fn content(cx: Context<'_>, name: &str) -> BTreeSet<String> {
    let plain =
        |word: &str| word.trim_end_matches('s').trim_end_matches(['\'', '’']).to_lowercase();
    let small = |word: &str| {
        let sets = cx.lexicon.function_of(word);
        sets.has(FunctionWord::Article) || sets.has(FunctionWord::RoleLink)
    };
    name.split(' ').map(plain).filter(|word| !small(word)).collect()
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn a_release_is_of_the_body_that_spoke_last() {
        let copy =
            "Norvane Motors said the road was shut. It was open, according to a news release.";
        assert!(one_side(copy, "Norvane Motors", "a news release"));
        let copy = "Norvane Motors said the road was shut. It was open, according to a study.";
        assert!(!one_side(copy, "Norvane Motors", "a study"));
    }

    #[test]
    fn a_founder_is_of_the_only_body_that_speaks() {
        let copy = "The Harlow Trust said the road was shut. Founder Ann Hale said it was open.";
        assert!(one_side(copy, "Harlow Trust", "Ann Hale"));
        let copy = "The Harlow Trust said the road was shut. Norvane Motors said it was late. Founder Ann Hale said \
                    it was open.";
        assert!(!one_side(copy, "Harlow Trust", "Ann Hale"));
    }

    #[test]
    fn an_office_is_called_by_a_part_of_its_name() {
        let copy = "The Office of the State Fire Marshal said the road was shut. The fire marshal's office said it \
                    was open.";
        assert!(one_side(copy, "Office of the State Fire Marshal", "The fire marshal's office"));
    }
}
