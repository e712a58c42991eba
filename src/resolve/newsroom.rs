//! Whom a newsroom knows, laid over what the draft shows: aliases, roles, sides, record sources.

use rustc_hash::FxHashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Meaning, SpeakerId, SpeakerKind, Story};

/// What a newsroom knows of its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newsroom {
    /// People, with the other names they go by.
    pub people: Vec<Person>,
    /// Bodies, with the other names they go by.
    pub organisations: Vec<Organisation>,
    /// Who stands with whom.
    pub sides: Vec<KnownSide>,
    /// Sources whose word counts as a record: a registry, a statistics office.
    pub record_sources: Vec<String>,
}

/// A person that the newsroom knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The full name.
    pub name: String,
    /// Other spellings and short forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What they are: "chief negotiator".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For whom they speak; they are on its side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<String>,
}

/// A body that the newsroom knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The full name.
    pub name: String,
    /// Other names: "the ministry", an acronym.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What kind of source it is, if not simply an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<SpeakerKind>,
}

/// People and bodies that stand or fall together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownSide {
    /// What to call it.
    pub name: String,
    /// Names of its people and bodies.
    pub members: Vec<String>,
}

/// A name as it is compared: lower case, single spaces, no article.
fn key(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let words = match words.as_slice() {
        [article, rest @ ..] if article == "the" && !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ").replace('’', "'")
}

/// The known names, each with the full name of whom it means.
fn known(newsroom: &Newsroom) -> FxHashMap<String, &str> {
    let people = newsroom.people.iter().map(|p| (&p.name, &p.aliases));
    let bodies = newsroom.organisations.iter().map(|o| (&o.name, &o.aliases));
    let mut names = FxHashMap::default();
    for (name, aliases) in people.chain(bodies) {
        for other in std::iter::once(name).chain(aliases) {
            names.entry(key(other)).or_insert(name.as_str());
        }
    }
    names
}

/// Speakers by the full name that the newsroom has for them, or by their own.
pub(super) fn by_name(newsroom: &Newsroom, story: &Story) -> FxHashMap<String, SpeakerId> {
    let known = known(newsroom);
    let mut speakers = FxHashMap::default();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let own = key(&speaker.name);
        let full = known.get(&own).map_or_else(|| own.clone(), |full| key(full));
        speakers.entry(full).or_insert(SpeakerId(n));
    }
    speakers
}

/// One speaker for all names of one known person or body, with the name, the role and the kind
/// that the newsroom gives.
pub(super) fn speakers(newsroom: &Newsroom, story: &mut Story) {
    if *newsroom == Newsroom::default() {
        return;
    }
    merge(newsroom, story);
    let known: FxHashMap<String, (Option<String>, SpeakerKind)> = newsroom
        .organisations
        .iter()
        .map(|o| (key(&o.name), (None, o.kind.unwrap_or(SpeakerKind::Organisation))))
        .chain(newsroom.people.iter().map(|p| {
            let role = [p.role.as_deref(), p.org.as_deref()];
            let role = role.into_iter().flatten().collect::<Vec<_>>().join(", ");
            (key(&p.name), (Some(role).filter(|role| !role.is_empty()), SpeakerKind::Person))
        }))
        .collect();
    let names = self::known(newsroom);
    let full = |name: &String| names.get(&key(name)).map_or_else(|| key(name), |full| key(full));
    let records: Vec<String> = newsroom.record_sources.iter().map(full).collect();
    for speaker in &mut story.speakers {
        let name = key(&speaker.name);
        if let Some((role, kind)) = known.get(&name) {
            speaker.known_role.clone_from(role);
            speaker.kind = *kind;
        }
        speaker.is_record = records.contains(&name);
    }
}

/// Joins the speakers that are one, and closes the gaps in their numbers.
fn merge(newsroom: &Newsroom, story: &mut Story) {
    let known = known(newsroom);
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut number: Vec<SpeakerId> = Vec::with_capacity(story.speakers.len());
    let mut kept: Vec<super::Speaker> = Vec::with_capacity(story.speakers.len());
    for mut speaker in std::mem::take(&mut story.speakers) {
        let full = known.get(&key(&speaker.name)).copied();
        if let Some(earlier) = full.and_then(|full| first.get(full).copied()) {
            number.push(SpeakerId(earlier));
            let host = &mut kept[earlier];
            host.mentions.append(&mut speaker.mentions);
            host.mentions.sort_unstable();
            host.roles.append(&mut speaker.roles);
            host.roles.sort_unstable();
            host.roles.dedup();
            host.state = host.state.or(speaker.state);
            continue;
        }
        if let Some(full) = full {
            first.insert(full, kept.len());
            full.clone_into(&mut speaker.name);
        }
        number.push(SpeakerId(kept.len()));
        kept.push(speaker);
    }
    story.speakers = kept;
    for meaning in story.mentions.iter_mut().chain(&mut story.bindings) {
        let renumbered = match &*meaning {
            Meaning::Speaker(id) => Meaning::Speaker(number[id.0]),
            Meaning::Ambiguous(ids) => {
                let mut ids: Vec<SpeakerId> = ids.iter().map(|id| number[id.0]).collect();
                ids.sort_unstable();
                ids.dedup();
                match ids.as_slice() {
                    [one] => Meaning::Speaker(*one),
                    _ => Meaning::Ambiguous(ids),
                }
            }
            Meaning::Together(ids) => {
                let mut once: Vec<SpeakerId> = Vec::with_capacity(ids.len());
                for id in ids.iter().map(|id| number[id.0]) {
                    if !once.contains(&id) {
                        once.push(id);
                    }
                }
                match once.as_slice() {
                    [one] => Meaning::Speaker(*one),
                    _ => Meaning::Together(once),
                }
            }
            Meaning::Unknown => Meaning::Unknown,
        };
        *meaning = renumbered;
    }
}

/// The sides that the newsroom gives: a name, the speakers of this draft in it, and why each is.
pub(super) fn sides<'n>(
    newsroom: &'n Newsroom,
    story: &Story,
) -> Vec<(&'n str, Vec<(SpeakerId, String)>)> {
    if newsroom.sides.is_empty() && newsroom.people.is_empty() {
        return Vec::new();
    }
    let speakers = by_name(newsroom, story);
    let known = known(newsroom);
    let find = |name: &str| {
        let name = key(name);
        let full = known.get(&name).map_or_else(|| name.clone(), |full| key(full));
        speakers.get(&full).copied()
    };
    let mut sides: Vec<(&str, Vec<(SpeakerId, String)>)> = Vec::new();
    for side in &newsroom.sides {
        let reason = || format!("whosaid.yml: in the side “{}”", side.name);
        let members = side.members.iter().filter_map(|name| find(name));
        sides.push((&side.name, members.map(|id| (id, reason())).collect()));
    }
    let mut by_org: Vec<(&str, Vec<(SpeakerId, String)>)> = Vec::new();
    for person in &newsroom.people {
        let (Some(org), Some(id)) = (&person.org, find(&person.name)) else { continue };
        let what = person.role.as_deref().unwrap_or("speaks");
        let reason = format!("whosaid.yml: {what}, {org}");
        match by_org.iter_mut().find(|(name, _)| key(name) == key(org)) {
            Some((_, members)) => members.push((id, reason)),
            None => by_org.push((org, vec![(id, reason)])),
        }
    }
    for (org, members) in &mut by_org {
        members.extend(find(org).map(|id| (id, format!("whosaid.yml: {org}"))));
    }
    sides.extend(by_org);
    sides.retain(|(_, members)| members.len() > 1);
    sides
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_space_and_article() {
        assert_eq!(key("The  Ministry of Trade"), "ministry of trade");
        assert_eq!(key("the"), "the");
    }
}
