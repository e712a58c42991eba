//! Of which class a source is: named, hidden, a body, a paper.

use crate::lexicon::{Class, Classes};
use crate::parse::{ChannelKind, Shape};
use crate::resolve::{Context, SourceClass, SpeakerKind};
use crate::span::Span;

/// So many words of a source are read, at most.
const WORDS: usize = 40;

/// So many roles of a speaker are read, at most.
const ROLES: usize = 8;

/// What a class is chosen by.
struct Looks {
    kind: SpeakerKind,
    shape: Shape,
    /// The classes of the words of the source, and of all its roles.
    known: Classes,
    /// The draft says what it is.
    has_role: bool,
    /// More words than a bare noun with its article.
    is_long: bool,
    /// It was posted on a platform.
    is_post: bool,
}

/// The class of the source of every attribution.
pub(in crate::resolve) fn classes(cx: Context<'_>) -> Vec<SourceClass> {
    (0..cx.parsed.attributions.len()).map(|n| class_of(cx, n)).collect()
}

/// The class of the source of one attribution.
fn class_of(cx: Context<'_>, n: usize) -> SourceClass {
    let attribution = &cx.parsed.attributions[n];
    let Some(source) = attribution.source.as_ref() else { return SourceClass::Nobody };
    let speaker = cx.story.bindings[n].speaker().map(|id| &cx.story.speakers[id.0]);
    let roles = speaker.map_or(&[][..], |s| s.roles.as_slice());
    let mut known = classes_in(cx, source.span);
    for role in roles.iter().take(ROLES) {
        known.add(classes_in(cx, *role));
    }
    let words = cx.text.tokens_in(source.span).iter().filter(|t| t.is_wordlike());
    class(&Looks {
        kind: speaker.map_or(SpeakerKind::Other, |s| s.kind),
        shape: source.mention.map_or(Shape::Pronoun, |m| cx.parsed.mentions[m.0].shape),
        known,
        has_role: !roles.is_empty(),
        is_long: words.count() > 3,
        is_post: attribution.channel.is_some_and(|c| c.kind == ChannelKind::Post),
    })
}

/// The classes of some words.
fn classes_in(cx: Context<'_>, span: Span) -> Classes {
    cx.text.tokens_in(span).iter().take(WORDS).fold(Classes::NONE, |mut all, token| {
        all.add(token.classes);
        all
    })
}

/// The row of the taxonomy.
fn class(looks: &Looks) -> SourceClass {
    let Looks { kind, shape, known, .. } = *looks;
    match kind {
        _ if shape == Shape::Document => SourceClass::Document,
        SpeakerKind::Person if known.has(Class::Witness) => SourceClass::Witness,
        SpeakerKind::Person if known.has(Class::Expert) => SourceClass::Expert,
        SpeakerKind::Person if looks.has_role => SourceClass::NamedWithRole,
        SpeakerKind::Person => SourceClass::NamedWithoutRole,
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::Witness) => {
            SourceClass::Witness
        }
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::Expert) => {
            SourceClass::Expert
        }
        SpeakerKind::TitleOnly | SpeakerKind::Group if known.has(Class::OrdinaryPerson) => {
            SourceClass::OrdinaryPerson
        }
        SpeakerKind::TitleOnly => SourceClass::TitleOnly,
        SpeakerKind::Spokesperson => SourceClass::Spokesperson,
        SpeakerKind::Government if shape == Shape::Place => SourceClass::Metonym,
        SpeakerKind::Organisation | SpeakerKind::Government => SourceClass::Organisation,
        SpeakerKind::Document => SourceClass::Document,
        SpeakerKind::Court => SourceClass::Court,
        SpeakerKind::Outlet => SourceClass::Outlet,
        SpeakerKind::Anonymous if looks.is_long => SourceClass::AnonymousDescribed,
        SpeakerKind::Anonymous => SourceClass::AnonymousVague,
        SpeakerKind::Collective | SpeakerKind::Group => SourceClass::Collective,
        SpeakerKind::Other if looks.is_post => SourceClass::SocialPost,
        SpeakerKind::Other => SourceClass::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resolved;

    fn class_in(copy: &str) -> SourceClass {
        resolved(copy).story.sources[0]
    }

    #[test]
    fn a_source_is_named_described_or_vague() {
        assert_eq!(class_in("The bank is for sale, sources said."), SourceClass::AnonymousVague);
        let copy = "The bank is for sale, a source close to the talks said.";
        assert_eq!(class_in(copy), SourceClass::AnonymousDescribed);
        let copy = "The bank is for sale, Tom Hale, a farmer, said.";
        assert_eq!(class_in(copy), SourceClass::NamedWithRole);
        assert_eq!(class_in("The bank is for sale, Tom Hale said."), SourceClass::NamedWithoutRole);
        assert_eq!(class_in("The mayor said the bank was for sale."), SourceClass::TitleOnly);
        assert_eq!(class_in("Critics say the plan is weak."), SourceClass::Collective);
    }

    #[test]
    fn a_class_goes_by_kind_first_and_then_by_words() {
        let looks = |kind, known: &[Class]| Looks {
            kind,
            shape: Shape::Role,
            known: Classes::of(known),
            has_role: false,
            is_long: false,
            is_post: true,
        };
        let of = |kind, known: &[Class]| class(&looks(kind, known));
        assert_eq!(of(SpeakerKind::Person, &[Class::Expert]), SourceClass::Expert);
        assert_eq!(of(SpeakerKind::Person, &[Class::Witness]), SourceClass::Witness);
        assert_eq!(of(SpeakerKind::Group, &[Class::Expert]), SourceClass::Expert);
        assert_eq!(of(SpeakerKind::Group, &[Class::Witness]), SourceClass::Witness);
        assert_eq!(
            of(SpeakerKind::TitleOnly, &[Class::OrdinaryPerson]),
            SourceClass::OrdinaryPerson
        );
        assert_eq!(of(SpeakerKind::Group, &[]), SourceClass::Collective);
        assert_eq!(of(SpeakerKind::Government, &[]), SourceClass::Organisation);
        assert_eq!(of(SpeakerKind::Other, &[]), SourceClass::SocialPost);
        let place = Looks { shape: Shape::Place, ..looks(SpeakerKind::Government, &[]) };
        assert_eq!(class(&place), SourceClass::Metonym);
        let paper = Looks { shape: Shape::Document, ..looks(SpeakerKind::Person, &[]) };
        assert_eq!(class(&paper), SourceClass::Document);
        let quiet = Looks { is_post: false, ..looks(SpeakerKind::Other, &[]) };
        assert_eq!(class(&quiet), SourceClass::Nobody);
    }
}
