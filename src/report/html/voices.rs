//! Who says it, as far as that is certain. Who is only likely meant is called as the draft calls them.

use serde::Serialize;

use super::labels::{Filters, Tags};
use crate::report::checked::Checked;
use crate::resolve::{LinkKind, SideId, SpeakerId};

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Voice {
    /// The name of a speaker, or the draft's own words; none where nobody is credited.
    pub(super) name: Option<String>,
    /// True for words that name nobody by themselves: "she", "they".
    pub(super) points: bool,
    /// The side, where that is certain and is called by another name.
    pub(super) side: Option<String>,
    /// To whom it is counted.
    #[serde(skip)]
    pub(super) party: Option<Party>,
}

/// To whom what is said is counted: a side, or a speaker where the side is only likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    Side(SideId),
    Speaker(SpeakerId),
}

/// The voice of an attribution.
pub(super) fn voice(checked: &Checked, n: usize) -> Voice {
    let story = &checked.verdict.story;
    let Some(id) = story.certain(n) else {
        let source = checked.verdict.parsed.attributions[n].source.as_ref();
        let name = source.map(|source| words(checked.draft.words(source.span)));
        return Voice { points: points(checked, n), name, side: None, party: None };
    };
    let speaker = &story.speakers[id.0];
    let party = party(checked, id);
    let side = match party {
        Party::Side(side) => Some(story.sides[side.0].name.clone()),
        Party::Speaker(_) => None,
    };
    // Several who speak together are called as the draft calls them.
    let together = story.bindings[n].speakers().len() > 1;
    let source = checked.verdict.parsed.attributions[n].source.as_ref().filter(|_| together);
    let name = source.map_or(speaker.name.clone(), |s| words(checked.draft.words(s.span)));
    let side = side.filter(|side| !together && side.to_lowercase() != name.to_lowercase());
    Voice { name: Some(name), points: false, side, party: Some(party) }
}

/// True for a source that only points at somebody, or may be more than one: "she", "who", "both".
fn points(checked: &Checked, n: usize) -> bool {
    const POINTING: [LinkKind; 7] = [
        LinkKind::PronounOne,
        LinkKind::PronounSeveral,
        LinkKind::Neuter,
        LinkKind::PluralPronoun,
        LinkKind::Relative,
        LinkKind::OneOfSeveral,
        LinkKind::Other,
    ];
    let link = checked.verdict.story.links[n];
    link.is_none_or(|link| POINTING.contains(&link.kind))
}

/// To whom a speaker is counted.
pub(super) fn party(checked: &Checked, id: SpeakerId) -> Party {
    let story = &checked.verdict.story;
    if story.is_side_certain(id) {
        Party::Side(story.speakers[id.0].side)
    } else {
        Party::Speaker(id)
    }
}

/// All to whom an attribution is counted: those who speak together are counted each.
pub(super) fn parties(checked: &Checked, n: usize) -> Vec<Party> {
    let story = &checked.verdict.story;
    if story.certain(n).is_none() {
        return Vec::new();
    }
    let each = story.bindings[n].speakers().iter();
    let mut all: Vec<Party> = each.map(|id| party(checked, *id)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Party {
    /// Its name.
    pub(super) fn name(self, checked: &Checked) -> &str {
        let story = &checked.verdict.story;
        match self {
            Self::Side(side) => &story.sides[side.0].name,
            Self::Speaker(id) => &story.speakers[id.0].name,
        }
    }
}

impl Voice {
    /// The choices of the filters by which it is found.
    pub(super) fn tags(&self, checked: &Checked, filters: &mut Filters) -> Tags {
        let side = self.party.map(|party| filters.sides.number(party.name(checked)));
        match &self.name {
            Some(name) if self.points => {
                Tags::of_voice(side, filters.speakers.number(&format!("“{}”", name.to_lowercase())))
            }
            Some(name) => Tags::of_voice(side, filters.speakers.number(name)),
            None => Tags::default(),
        }
    }
}

/// Words of a draft on one line.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
