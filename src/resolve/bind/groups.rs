//! Whom descriptions of several mean: "officials", "the two lawmakers", "critics".

use super::binding::Binding;
use super::index::FAMILIES;
use super::roles::described;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Mention;
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};
use crate::tokenise::token::Kind;

/// "officials", "the two lawmakers", "critics".
pub(super) fn group(b: &mut Binding<'_>, mention: &Mention) -> Meaning {
    if let Some(all) = pair(b, mention) {
        return all;
    }
    let kind = if b.given.is(mention, Class::Collective) {
        SpeakerKind::Collective
    } else {
        SpeakerKind::Group
    };
    described(b, mention, kind)
}

/// "the two lawmakers": the two who were named side by side; "the chairmen" too, if both are
/// chairmen.
fn pair(b: &Binding<'_>, mention: &Mention) -> Option<Meaning> {
    let words = b.given.tokens(mention.span);
    let both = words.first()?.among(FunctionWord::Both);
    let definite = both || words.first()?.among(FunctionWord::DefiniteArticle);
    if !definite || words.len() < 2 || mention.possessor.is_some() {
        return None;
    }
    // "the pair of editorials"
    if b.given
        .text
        .tokens
        .get(mention.token + words.len())
        .is_some_and(|t| t.among(FunctionWord::Of))
    {
        return None;
    }
    if words.iter().skip(1).any(|t| t.kind == Kind::Number) {
        return None;
    }
    let among = |set| words.iter().take(3).any(|t| t.among(set));
    let two = both || among(FunctionWord::Two);
    let three = among(FunctionWord::Three);
    let count = match (two, three) {
        (true, _) => Some(2),
        (_, true) => Some(3),
        _ => None,
    };
    let listed = b.lists.latest(mention.sentence, count).map(<[SpeakerId]>::to_vec);
    let apart = || b.antecedents.only_two(&b.story, mention).map(Vec::from);
    let ids = listed.or_else(|| apart().filter(|_| two))?;
    let head = b.given.head(mention);
    let called = ids.iter().all(|id| {
        let singular = head.strip_suffix('s').unwrap_or(&head);
        let men = head.strip_suffix("men").map(|stem| format!("{stem}man"));
        b.index.has_role(*id, singular)
            || men.is_some_and(|role| b.index.has_role(*id, &role))
            || shares_family(b, *id, mention)
    });
    let plain = b.given.reads(&head, FunctionWord::Anybody)
        || two && b.given.reads(&head, FunctionWord::Crowd);
    // "the leaders", but not "the praise people poured".
    let plain = plain && (count.is_some() || words.len() == 2);
    let persons = ids.iter().all(|id| is_somebody(b, *id));
    (called || plain && persons).then_some(Meaning::Together(ids))
}

/// True when something shows that a name is a person's: a first name, a title, words spoken.
pub(super) fn is_somebody(b: &Binding<'_>, id: SpeakerId) -> bool {
    let speaker = b.speaker(id);
    speaker.kind != SpeakerKind::Person
        || speaker.name.contains(' ')
        || speaker.gender != Gender::Unknown
        || !speaker.roles.is_empty()
        || b.antecedents.has_spoken(id)
}

fn shares_family(b: &Binding<'_>, id: SpeakerId, mention: &Mention) -> bool {
    let classes = b.given.head_classes(mention);
    FAMILIES.iter().any(|family| classes.has(*family) && b.index.is_of(id, *family))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn the_two_lawmakers_are_the_two_named_side_by_side() {
        let copy = "Rep. Tom Hale and Rep. Ada Wynne left. The two lawmakers said the bill \
                 was weak.";
        assert_eq!(speaker_of(copy, "The two lawmakers"), "Tom Hale and Ada Wynne");
        let copy = "Rep. Tom Hale and Rep. Ada Wynne left. The three lawmakers said the \
                 bill was weak.";
        assert_eq!(speaker_of(copy, "The three lawmakers"), "The three lawmakers");
        let copy = "Rep. Tom Hale and Rep. Ada Wynne left. The two nurses said the bill \
                 was weak.";
        assert_eq!(speaker_of(copy, "The two nurses"), "The two nurses");
        let copy = "Tom Hale and Ada Wynne left. The pair said the bill was weak.";
        assert_eq!(speaker_of(copy, "The pair"), "Tom Hale and Ada Wynne");
        let copy = "Tom Hale, Paul Reed and Ada Wynne left. The trio said the bill was weak.";
        assert_eq!(speaker_of(copy, "The trio"), "Tom Hale and Paul Reed and Ada Wynne");
        let copy = "Tom Hale and Ada Wynne left. The two voters said the bill was weak.";
        assert_eq!(speaker_of(copy, "The two voters"), "Tom Hale and Ada Wynne");
        let copy = "Tom Hale and Ada Wynne left. The voters said the bill was weak.";
        assert_eq!(speaker_of(copy, "The voters"), "The voters");
    }

    #[test]
    fn leaders() {
        let copy = "Tom Hale and Ruth Bell met. The leaders said the talks were good.";
        assert_eq!(speaker_of(copy, "The leaders"), "Tom Hale and Ruth Bell");
        let copy = "Chairman Tom Hale and Chairman Paul Reed met. The chairmen said the \
                 talks were good.";
        assert_eq!(speaker_of(copy, "The chairmen"), "Tom Hale and Paul Reed");
    }
}
