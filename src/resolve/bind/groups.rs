//! Whom descriptions of several mean: "officials", "the two lawmakers", "critics".

use super::binding::Binding;
use super::index::FAMILIES;
use super::roles::described;
use crate::lexicon::Class;
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
    let both = words.first()?.reads("both");
    let definite = both || words.first()?.reads("the");
    if !definite || words.len() < 2 || mention.possessor.is_some() {
        return None;
    }
    // "the pair of editorials"
    if b.given.text.tokens.get(mention.token + words.len()).is_some_and(|t| t.reads("of")) {
        return None;
    }
    let two = both || words.iter().take(3).any(|t| t.reads("two"));
    let three = words.iter().take(3).any(|t| t.reads("three"));
    if words.iter().skip(1).any(|t| t.kind == Kind::Number) {
        return None;
    }
    let two = two || ["pair", "duo"].iter().any(|w| words[1].reads(w));
    let three = three || words[1].reads("trio");
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
    let anybody = [
        "men",
        "women",
        "pair",
        "duo",
        "trio",
        "leaders",
        "people",
        "politicians",
        "two",
        "three",
        "four",
    ];
    let plain = anybody.contains(&head.as_str()) || two && head == "voters";
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
