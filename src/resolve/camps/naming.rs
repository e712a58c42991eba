//! The camps in order, and what each is called.

use std::collections::{HashMap, HashSet};

use super::joined::Union;
use super::principals::OFFICES;
use crate::lexicon::Lexicon;
use crate::resolve::{Camp, CampId, Evidence, Speaker, SpeakerId, SpeakerKind, Story};

/// Numbers the camps in order of their first member and names them.
pub(super) fn collect(
    lexicon: &Lexicon,
    story: &mut Story,
    mut union: Union,
    evidence: Vec<Evidence>,
) {
    let mut by_root: HashMap<usize, CampId> = HashMap::new();
    for n in 0..story.speakers.len() {
        let root = union.root(n);
        let camp = *by_root.entry(root).or_insert_with(|| {
            story.camps.push(Camp {
                name: String::new(),
                members: Vec::new(),
                evidence: Vec::new(),
            });
            CampId(story.camps.len() - 1)
        });
        story.camps[camp.0].members.push(SpeakerId(n));
        story.speakers[n].camp = camp;
    }
    let mut shown = HashSet::new();
    for item in evidence {
        let camp = story.speakers[item.speaker.0].camp;
        if shown.insert(item.speaker) {
            story.camps[camp.0].evidence.push(item);
        }
    }
    for at in 0..story.camps.len() {
        story.camps[at].name = name_of(lexicon, story, at);
    }
}

/// The government, the body, the person for whom the others act.
fn name_of(lexicon: &Lexicon, story: &Story, at: usize) -> String {
    let camp = &story.camps[at];
    let members: Vec<_> = camp.members.iter().map(|m| &story.speakers[m.0]).collect();
    let state = members
        .iter()
        .find(|s| s.state.is_some() && s.kind == SpeakerKind::Government)
        .or_else(|| {
            let governs = camp.evidence.iter().any(|e| e.reason.contains("government of"));
            members.iter().find(|s| s.state.is_some() && governs)
        })
        .and_then(|s| s.state);
    let home = members.iter().find(|s| {
        let name = s.name.to_lowercase();
        s.kind == SpeakerKind::Government
            && ["government", "ministry"].iter().any(|word| name.ends_with(word))
    });
    let office =
        |s: &Speaker| s.name.rsplit(' ').next().is_some_and(|last| OFFICES.contains(&last));
    // "the rebels", not "his advisers"
    let side = |s: &Speaker| {
        let mut words = s.name.split(' ');
        let the = words.next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
        s.kind == SpeakerKind::Group && the && words.count() == 1
    };
    let body = members.iter().find(|s| s.kind == SpeakerKind::Organisation && !office(s));
    let body = home.or(body).or_else(|| members.iter().find(|s| side(s)));
    match (state, body) {
        (Some(state), _) => format!("{} government", lexicon.state_adjective(state)),
        (None, Some(body)) => body.name.clone(),
        (None, None) => members.first().map_or(String::new(), |s| s.name.clone()),
    }
}
