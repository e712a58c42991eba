//! For unit tests of this stage: whom the sources of some copy mean, and who is on one side.

use super::{Card, Context, Meaning, SideId, SpeakerId};
use crate::testing::resolved;

/// Whom the last attribution with this source means: "Tom Hale", "Tom Hale or Paul Reed", "Tom Hale
/// and Paul Reed", "nobody".
pub(super) fn speaker_of(copy: &str, source: &str) -> String {
    let cx = resolved(copy);
    let reads = |n: &usize| {
        let own = cx.parsed.attributions[*n].source.as_ref();
        own.is_some_and(|s| cx.draft.words(s.span) == source)
    };
    let n = (0..cx.parsed.attributions.len()).rev().find(reads);
    told(cx, &cx.story.bindings[n.unwrap_or_else(|| panic!("{source} says nothing: {copy}"))])
}

/// Whom the last attribution means.
pub(super) fn last_speaker(copy: &str) -> String {
    let cx = resolved(copy);
    told(cx, cx.story.bindings.last().unwrap_or_else(|| panic!("nobody speaks: {copy}")))
}

/// Whom the last mention of these words means.
pub(super) fn meant(copy: &str, words: &str) -> String {
    let cx = resolved(copy);
    let reads = |n: &usize| cx.draft.words(cx.parsed.mentions[*n].span) == words;
    let n = (0..cx.parsed.mentions.len()).rev().find(reads);
    told(cx, &cx.story.mentions[n.unwrap_or_else(|| panic!("no {words}: {copy}"))])
}

fn told(cx: Context<'_>, meaning: &Meaning) -> String {
    let names = |ids: &[SpeakerId], link: &str| {
        let names = ids.iter().map(|id| cx.story.speakers[id.0].name.as_str());
        names.collect::<Vec<_>>().join(link)
    };
    match meaning {
        Meaning::Speaker(id) => names(&[*id], ""),
        Meaning::Ambiguous(ids) => names(ids, " or "),
        Meaning::Together(ids) => names(ids, " and "),
        Meaning::Unknown => "nobody".to_owned(),
    }
}

/// The side of the speaker who is called so.
pub(super) fn side_of(cx: Context<'_>, name: &str) -> SideId {
    let speaker = cx.story.speakers.iter().find(|s| s.name.eq_ignore_ascii_case(name));
    speaker.unwrap_or_else(|| panic!("no {name} in {}", cx.draft.text)).side
}

/// True when two speakers are on one side.
pub(super) fn one_side(copy: &str, a: &str, b: &str) -> bool {
    let cx = resolved(copy);
    side_of(cx, a) == side_of(cx, b)
}

/// The title of the speaker who is called so; "-" where there is none.
pub(super) fn title_of(copy: &str, name: &str) -> &'static str {
    let cx = resolved(copy);
    let n = cx.story.speakers.iter().position(|s| s.name == name);
    let n = n.unwrap_or_else(|| panic!("no {name}: {copy}"));
    cx.story.cards[n].title.map_or("-", |span| cx.draft.words(span))
}

/// The card of whoever the last attribution means.
pub(super) fn last_card(copy: &str) -> Card {
    let cx = resolved(copy);
    let id = cx.story.bindings.iter().rev().find_map(Meaning::speaker);
    cx.story.cards[id.unwrap_or_else(|| panic!("nobody speaks: {copy}")).0].clone()
}
