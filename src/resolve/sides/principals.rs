//! Who speaks for whom: a spokesman and the body, a lawyer and the client, an office and its owner.

use super::joined::Joined;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Number, Shape};
use crate::resolve::{Context, Meaning, SideKind, Speaker, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Pos;

/// A spokesman and the body, a lawyer and the client, a company and its chief executive, a
/// parent and its subsidiary.
pub(super) fn principals(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let (parsed, story) = (cx.parsed, cx.story);
    for (n, mention) in parsed.mentions.iter().enumerate() {
        let Meaning::Speaker(id) = story.mentions[n] else { continue };
        let Some(owner) = mention.possessor else { continue };
        let Some(Meaning::Speaker(principal)) = story.mentions.get(owner.0) else { continue };
        if *principal == id || mention.shape == Shape::Document {
            continue;
        }
        let Some(role) = mention.role.or(mention.head) else { continue };
        // "his campaign" that means another body is nobody's office.
        let last = story.speakers[id.0].name.rsplit(' ').next().unwrap_or_default();
        let owned = story.speakers[principal.0].kind == SpeakerKind::Person;
        if mention.shape == Shape::Body
            && owned
            && !(last.starts_with(char::is_lowercase)
                && cx.lexicon.function_of(last).has(FunctionWord::OfficeOf))
        {
            continue;
        }
        if acts_for(cx, mention, role, &story.speakers[principal.0]) {
            let whose = parsed.mentions[owner.0].span;
            let span = role.to(whose);
            let span = if span.len() > 120 { role } else { span };
            let kind = kind_of(cx, role, &story.speakers[principal.0], SideKind::Principal);
            joined.join(*principal, id, span, kind);
        }
    }
}

/// Whoever speaks for a body with a name, and for no parliament, is a spokesman of it; others are
/// of it by what else they are.
pub(super) fn kind_of(
    cx: Context<'_>,
    role: Span,
    principal: &Speaker,
    other: SideKind,
) -> SideKind {
    let named = principal.mentions.iter().take(4).any(|m| {
        let name = cx.parsed.mentions[m.0].name.map(|name| cx.text.tokens_in(name));
        name.is_some_and(|name| !name.iter().any(|t| t.is(Class::Legislature)))
    });
    if !named || principal.kind == SpeakerKind::Person {
        return other;
    }
    let words = cx.text.tokens_in(role);
    let link = words.iter().position(|t| t.among(FunctionWord::RoleLink));
    let own = &words[..link.unwrap_or(words.len())];
    if own.iter().any(|t| t.is(Class::Spokesperson)) { SideKind::Spokesperson } else { other }
}

/// True when a role makes its bearer one side with the principal.
pub(super) fn acts_for(
    cx: Context<'_>,
    mention: &Mention,
    role: Span,
    principal: &Speaker,
) -> bool {
    let words = cx.text.tokens_in(role);
    let link = words.iter().position(|t| t.among(FunctionWord::RoleLink));
    let own: Vec<_> = words[..link.unwrap_or(words.len())].iter().collect();
    // "an aide from Harlow" comes from there.
    let from = link.is_some_and(|n| words[n].among(FunctionWord::From));
    let has = |class: Class| own.iter().any(|t| t.is(class));
    let former = own.iter().any(|t| t.among(FunctionWord::OutOfOffice));
    let body = matches!(
        principal.kind,
        SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet
    );
    if mention.shape == Shape::Organisation {
        return body && has(Class::Subsidiary);
    }
    // "the general's office"
    let named = mention.possessor.is_some_and(|p| cx.parsed.mentions[p.0].shape != Shape::Pronoun);
    if mention.shape == Shape::Body && principal.kind == SpeakerKind::Person {
        let last = words[..link.unwrap_or(words.len())].last();
        // "his administration" is that of whoever holds an office that has one.
        let holds = || {
            let own = principal.mentions.iter().take(6).map(|m| &cx.parsed.mentions[m.0]);
            let mut words = own.flat_map(|m| m.role.into_iter().chain(m.honorific));
            words.any(|span| {
                let words = cx.text.tokens_in(span);
                words
                    .iter()
                    .any(|t| t.is(Class::Governor) || t.among(FunctionWord::HeadOfGovernment))
            })
        };
        let office = last.is_some_and(|t| t.among(FunctionWord::OfficeOf));
        let runs = last.is_some_and(|t| t.among(FunctionWord::Administration));
        return named && office || runs && holds();
    }
    let acts = has(Class::Representative) || has(Class::Spokesperson) || has(Class::Lawyer);
    // Workers and students do not speak for the body where they are, nor scholars for theirs.
    let scholar = has(Class::Expert)
        && principal.name.split(' ').any(|w| cx.lexicon.classes_of(w).has(Class::School));
    let leads = body
        && (has(Class::Office) || has(Class::Executive) || has(Class::Role))
        && (mention.number != Number::Many || has(Class::Executive))
        && !has(Class::OrdinaryPerson)
        && !scholar
        && !has(Class::Witness);
    // "Washington quarterback" holds no office of the government.
    // "ABA players Ann Hale and Jo Penn" play there.
    let many = own.last().is_some_and(|t| t.pos == Pos::Nns) && mention.shape == Shape::Person;
    let leads = leads
        && (!many || has(Class::Executive))
        && (principal.kind != SpeakerKind::Government
            || has(Class::Office)
            || has(Class::Executive)
            || has(Class::Official)
            || has(Class::StateOffice));
    // Its members do not speak for a parliament.
    let parliament = principal.mentions.iter().take(4).any(|m| {
        cx.text.tokens_in(cx.parsed.mentions[m.0].span).iter().any(|t| t.is(Class::Legislature))
    });
    // "an Illinois legislator": nor does a lawmaker for the government of the place.
    let lawmaker = (has(Class::Lawmaker) || has(Class::Legislature))
        && !acts
        && principal.kind == SpeakerKind::Government;
    if from || lawmaker || parliament && !has(Class::Spokesperson) {
        return false;
    }
    let apart = has(Class::Relation) && !acts || has(Class::Opposition);
    // "the government of Venezuela", "the opposition": a body of a place is not its member.
    let person =
        matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous | Shape::Group);
    person && !apart && !former && (acts || leads)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn a_spokeswoman_is_of_the_body_she_speaks_for() {
        let copy = "Kay Dunn, a spokeswoman for Norvane Motors, said no. Norvane Motors \
                 said yes.";
        assert!(one_side(copy, "Kay Dunn", "Norvane Motors"));
        let copy = "Kay Dunn, a former spokeswoman for Norvane Motors, said no. Norvane \
                 Motors said yes.";
        assert!(!one_side(copy, "Kay Dunn", "Norvane Motors"));
    }

    #[test]
    fn an_aide_is_of_whom_he_serves() {
        let copy = "State Sen. Tom Hale said the bill was late. An aide to Hale said it was weak.";
        assert!(one_side(copy, "Tom Hale", "An aide to Hale"));
        let copy =
            "State Sen. Tom Hale said the bill was late. A challenger to Hale said it was weak.";
        assert!(!one_side(copy, "Tom Hale", "A challenger to Hale"));
    }

    #[test]
    fn a_lawmaker_does_not_speak_for_the_government_of_the_place() {
        let copy = "Kim Dorn, a lawmaker of Venezuela, said no. Venezuela said yes.";
        assert!(!one_side(copy, "Kim Dorn", "Venezuela"));
    }

    #[test]
    fn a_lawyer_is_of_the_client_and_a_rival_is_not() {
        let copy = "Tom Hale's lawyer, Kim Dorn, said no. Tom Hale said yes.";
        assert!(one_side(copy, "Tom Hale", "Kim Dorn"));
        let copy = "Tom Hale's rival, Kim Dorn, said no. Tom Hale said yes.";
        assert!(!one_side(copy, "Tom Hale", "Kim Dorn"));
    }

    #[test]
    fn who_leads_a_body_is_of_it_and_who_studies_there_is_not() {
        let copy = "Kim Dorn, president of Weston University, said no. Weston University \
                 said yes.";
        assert!(one_side(copy, "Kim Dorn", "Weston University"));
        let copy = "Kim Dorn, a student at Weston University, said no. Weston University \
                 said yes.";
        assert!(!one_side(copy, "Kim Dorn", "Weston University"));
        let copy = "Kim Dorn, a professor at Weston University, said no. Weston University \
                 said yes.";
        assert!(!one_side(copy, "Kim Dorn", "Weston University"));
        let copy = "Kim Dorn, an executive from Harlow Bank, said no. Harlow Bank said yes.";
        assert!(!one_side(copy, "Kim Dorn", "Harlow Bank"));
        let copy = "Kim Dorn, an executive of Harlow Bank, said no. Harlow Bank said yes.";
        assert!(one_side(copy, "Kim Dorn", "Harlow Bank"));
    }

    #[test]
    fn an_office_speaks_for_its_owner() {
        let copy = "Tom Hale's office said no. Tom Hale said yes.";
        assert!(one_side(copy, "Tom Hale", "Tom Hale's office"));
        let copy = "Gov. Tom Hale said no. His administration said yes.";
        assert!(one_side(copy, "Tom Hale", "His administration"));
        let copy = "Tom Hale's company said no. Tom Hale said yes.";
        assert!(!one_side(copy, "Tom Hale", "Tom Hale's company"));
    }
}
