//! The sides in order, and what each is called.

use rustc_hash::{FxHashMap, FxHashSet};

use super::joined::Union;
use crate::lexicon::{FunctionWord, Lexicon};
use crate::resolve::{Evidence, Side, SideId, Speaker, SpeakerId, SpeakerKind, Story};

/// Numbers the sides in order of their first member and names them.
pub(super) fn collect(
    lexicon: &Lexicon,
    story: &mut Story,
    mut union: Union,
    evidence: Vec<Evidence>,
) {
    let mut by_root: FxHashMap<usize, SideId> = FxHashMap::default();
    for n in 0..story.speakers.len() {
        let root = union.root(n);
        let side = *by_root.entry(root).or_insert_with(|| {
            story.sides.push(Side {
                name: String::new(),
                members: Vec::new(),
                evidence: Vec::new(),
            });
            SideId(story.sides.len() - 1)
        });
        story.sides[side.0].members.push(SpeakerId(n));
        story.speakers[n].side = side;
    }
    let mut shown = FxHashSet::default();
    for item in evidence {
        let side = story.speakers[item.speaker.0].side;
        if shown.insert(item.speaker) {
            story.sides[side.0].evidence.push(item);
        }
    }
    for at in 0..story.sides.len() {
        story.sides[at].name = name_of(lexicon, story, at);
    }
}

/// The government, the body, the person for whom the others act.
fn name_of(lexicon: &Lexicon, story: &Story, at: usize) -> String {
    let side = &story.sides[at];
    let members: Vec<_> = side.members.iter().map(|m| &story.speakers[m.0]).collect();
    let state = members
        .iter()
        .find(|s| s.state.is_some() && s.kind == SpeakerKind::Government)
        .or_else(|| {
            let governs = side.evidence.iter().any(|e| e.reason.contains("government of"));
            members.iter().find(|s| s.state.is_some() && governs)
        })
        .and_then(|s| s.state);
    let reads = |word: &str, set| lexicon.function_of(word).has(set);
    let last = |s: &Speaker, set| s.name.rsplit(' ').next().is_some_and(|word| reads(word, set));
    let home = members
        .iter()
        .find(|s| s.kind == SpeakerKind::Government && last(s, FunctionWord::HomeGovernment));
    // "Harbour Campaign" is a body with a name.
    let office = |s: &Speaker| {
        !s.name.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase))
            && last(s, FunctionWord::OfficeOf)
    };
    // "the rebels", not "his advisers"
    let side = |s: &Speaker| {
        let mut words = s.name.split(' ');
        let the = words.next().is_some_and(|word| reads(word, FunctionWord::DefiniteArticle));
        s.kind == SpeakerKind::Group && the && words.count() == 1
    };
    let bodies = || {
        let body = |s: &&&Speaker| s.kind == SpeakerKind::Organisation && !office(s);
        members.iter().filter(body)
    };
    // "the investigation" has no name, the one who leads it has.
    let named = |s: &&&Speaker| {
        s.name.split(' ').skip(1).any(|w| w.starts_with(char::is_uppercase))
            || s.name.starts_with(char::is_uppercase) && !s.name.contains(' ')
    };
    let body = home.or_else(|| bodies().find(named)).or_else(|| members.iter().find(|s| side(s)));
    let plain = || bodies().find(|s| !last(s, FunctionWord::Inquiry));
    let body = body.or_else(plain);
    match (state, body) {
        (Some(state), _) => format!("{} government", lexicon.state_adjective(state)),
        (None, Some(body)) => body.name.clone(),
        (None, None) => {
            let first = members.iter().find(|s| !last(s, FunctionWord::Inquiry));
            first.or(members.first()).map_or(String::new(), |s| s.name.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::side_of;
    use crate::testing::resolved;

    fn side(copy: &str, member: &str) -> String {
        let cx = resolved(copy);
        cx.story.sides[side_of(cx, member).0].name.clone()
    }

    #[test]
    fn a_side_is_called_by_its_government_its_body_or_its_first_member() {
        let copy = "Peruvian President Ana Ruiz said yes. Lima said no.";
        assert_eq!(side(copy, "Ana Ruiz"), "Peruvian government");
        let copy = "Kay Dunn, a spokeswoman for Norvane Motors, said no.";
        assert_eq!(side(copy, "Kay Dunn"), "Norvane Motors");
        let copy = "Tom Hale's lawyer, Kim Dorn, said no.";
        assert_eq!(side(copy, "Kim Dorn"), "Tom Hale");
        assert_eq!(side("Tom Hale's office said no.", "Tom Hale's office"), "Tom Hale");
        let copy = "A rebel spokesman said yes. The rebels said no.";
        assert_eq!(side(copy, "A rebel spokesman"), "The rebels");
    }
}
