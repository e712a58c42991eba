//! A family is one side with the person whose family it is.

use super::joined::Joined;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Shape;
use crate::resolve::{Context, Meaning, SideKind, SpeakerId, SpeakerKind};
use crate::tokenise::token::Token;

/// The kin of somebody who is named, where the kin speak.
///
/// > Tom Hale's **mother**, Ann Hale; **her daughter**; the Hales' **family**
pub(super) fn kin(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    for (n, mention) in cx.parsed.mentions.iter().enumerate() {
        let Meaning::Speaker(id) = cx.story.mentions[n] else { continue };
        let Some(owner) = mention.possessor else { continue };
        let person = matches!(
            mention.shape,
            Shape::Person | Shape::Role | Shape::Group | Shape::Body | Shape::Other
        );
        if !speaks[id.0] || !person {
            continue;
        }
        let Some(whose) = cx.story.mentions.get(owner.0).and_then(Meaning::speaker) else {
            continue;
        };
        let span = mention.role.or(mention.head).unwrap_or(mention.span);
        let pronoun = cx.parsed.mentions[owner.0].shape == Shape::Pronoun;
        let meant = !pronoun || one_family(cx, whose, id);
        if whose != id && meant && is_named(cx, whose) && is_kin(cx.text.tokens_in(span)) {
            joined.join(whose, id, mention.span, SideKind::Family);
        }
    }
}

/// A person with a name, who governs nothing.
fn is_named(cx: Context<'_>, id: SpeakerId) -> bool {
    let speaker = &cx.story.speakers[id.0];
    speaker.kind == SpeakerKind::Person && speaker.state.is_none()
}

/// Who is meant by "his" is shown where the kin have no name, or the same surname.
fn one_family(cx: Context<'_>, whose: SpeakerId, id: SpeakerId) -> bool {
    let [whose, kin] = [whose, id].map(|id| &cx.story.speakers[id.0]);
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    kin.kind != SpeakerKind::Person || last(&whose.name) == last(&kin.name)
}

/// True when the head of a description is a word for one of a family, who lives in it.
fn is_kin(words: &[Token<'_>]) -> bool {
    let link = words.iter().position(|t| t.among(FunctionWord::RoleLink));
    let own = &words[..link.unwrap_or(words.len())];
    let out = own.iter().any(|t| t.among(FunctionWord::OutOfOffice) || t.is(Class::Lawyer));
    own.last().is_some_and(|t| t.among(FunctionWord::Kin)) && !out
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn a_family_stands_with_its_member() {
        let copy =
            "Tom Hale said the road was shut. Tom Hale's mother, Ann Hale, said it was open.";
        assert!(one_side(copy, "Tom Hale", "Ann Hale"));
        let copy = "Tom Hale said the road was shut. Hale's daughter said it was open.";
        assert!(one_side(copy, "Tom Hale", "Hale's daughter"));
        let copy = "Tom Hale said the road was shut. Hale's neighbour said it was open.";
        assert!(!one_side(copy, "Tom Hale", "Hale's neighbour"));
    }
}
