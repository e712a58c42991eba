//! What stands at the head and the foot of a report: who is heard, who is accused and silent, which
//! claims are in dispute, and which rest on one source. Chosen from the verdict, never worked out anew.

use std::collections::HashMap;

use super::checked::Checked;
use crate::lexicon::Act;
use crate::parse::Shape;
use crate::resolve::{LinkKind, SideId, SpeakerId};
use crate::weigh::{Accusation, Claim, Gravity, Manner, Party, Standing, Weight};

/// Somebody who is heard, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard<'a> {
    /// The side, where it is certain that all who speak for it are on it; else the speaker; where
    /// even that is not certain, the words of the draft.
    pub name: &'a str,
    /// How many statements are certainly theirs.
    pub certain: usize,
    /// How many more are likely theirs.
    pub likely: usize,
}

/// Who is heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hearing<'a> {
    /// Who is heard, most statements first, then by first statement.
    pub heard: Vec<Heard<'a>>,
    /// All statements of the draft.
    pub statements: usize,
    /// Statements of which it is open whose they are.
    pub open: usize,
    /// Who was asked and did not answer, with the attribution that says so.
    pub silent: Vec<(&'a str, usize)>,
}

/// What a statement is counted under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Side(SideId),
    Speaker(SpeakerId),
    Words(String),
}

/// Who is heard in a draft, and how certain that is.
pub(super) fn hearing(checked: &Checked) -> Hearing<'_> {
    let mut found = Hearing::default();
    let mut at: HashMap<Key, usize> = HashMap::new();
    for (n, attribution) in checked.verdict.parsed.attributions.iter().enumerate() {
        match attribution.act {
            Act::Belief => continue,
            Act::NoComment => {
                if let Some(name) = silent(checked, n) {
                    if found.silent.iter().all(|(old, _)| *old != name) {
                        found.silent.push((name, n));
                    }
                }
                continue;
            }
            _ => found.statements += 1,
        }
        let certain = is_certain(checked, n);
        let sources = sources(checked, n);
        found.open += usize::from(sources.is_empty());
        for (key, name) in sources {
            let place = *at.entry(key).or_insert(found.heard.len());
            if place == found.heard.len() {
                let words = own_words(checked, n).filter(|_| !certain);
                found.heard.push(Heard { name: words.unwrap_or(name), certain: 0, likely: 0 });
            }
            let heard = &mut found.heard[place];
            if certain {
                heard.name = name;
                heard.certain += 1;
            } else {
                heard.likely += 1;
            }
        }
    }
    // One that only a pronoun stands for is open; what only words say is certain in those words.
    found.heard.retain(|heard| {
        let kept = !heard.name.is_empty();
        found.open += if kept { 0 } else { heard.likely };
        kept
    });
    for heard in found.heard.iter_mut().filter(|heard| heard.certain == 0) {
        (heard.certain, heard.likely) = (heard.likely, 0);
    }
    found.heard.sort_by_key(|heard| std::cmp::Reverse(heard.certain + heard.likely));
    found
}

/// True when it is certain who speaks. What is described and not named is known by those words alone.
fn is_certain(checked: &Checked, n: usize) -> bool {
    let story = &checked.verdict.story;
    let described = story.links[n].is_some_and(|link| link.kind == LinkKind::Described);
    described || story.certain(n).is_some()
}

/// Whose statement it is, as far as that is known; none where it is open.
fn sources(checked: &Checked, n: usize) -> Vec<(Key, &str)> {
    let story = &checked.verdict.story;
    let by_name = |id: &SpeakerId| {
        let speaker = &story.speakers[id.0];
        if story.is_side_certain(*id) {
            (Key::Side(speaker.side), story.sides[speaker.side.0].name.as_str())
        } else {
            (Key::Speaker(*id), speaker.name.as_str())
        }
    };
    match story.bindings[n].speakers() {
        [] => own_words(checked, n)
            .filter(|words| !words.is_empty())
            .map(|words| (Key::Words(words.to_lowercase()), words))
            .into_iter()
            .collect(),
        known => known.iter().map(by_name).collect(),
    }
}

/// Who did not answer: by name where that is certain, else in the words of the draft.
fn silent(checked: &Checked, n: usize) -> Option<&str> {
    let story = &checked.verdict.story;
    let name = story.certain(n).map(|id| story.speakers[id.0].name.as_str());
    name.or_else(|| own_words(checked, n)).filter(|name| !name.is_empty())
}

/// The source in the words of the draft; empty for a pronoun.
fn own_words(checked: &Checked, n: usize) -> Option<&str> {
    let parsed = &checked.verdict.parsed;
    let source = parsed.attributions[n].source.as_ref()?;
    let mention = source.mention.map(|id| &parsed.mentions[id.0]);
    let named = mention.is_some_and(|mention| mention.shape != Shape::Pronoun);
    Some(if named { checked.draft.words(source.span) } else { "" })
}

/// A party that is accused in so many words, by name, and neither heard nor said to have been asked.
pub(super) fn unheard(checked: &Checked) -> Vec<&Accusation> {
    let ledger = &checked.verdict.ledger;
    let silent = |party: &&Party| {
        party.statements.is_empty()
            && party.asked.is_none()
            && party.perhaps.is_none()
            && party.settled.is_none()
    };
    let first = |party: &Party| {
        let all = party.accusations.iter().map(|n| &ledger.accusations[*n]);
        let mut grave = all.filter(|a| {
            a.named
                && a.manner == Manner::Explicit
                && a.gravity >= Gravity::Wrong
                && a.reply.is_none()
        });
        grave.next()
    };
    ledger.parties.iter().filter(silent).filter_map(first).collect()
}

/// The claims that another side denies.
pub(super) fn disputed(checked: &Checked) -> impl Iterator<Item = &Claim> {
    checked.verdict.ledger.claims.iter().filter(|claim| claim.standing == Standing::Disputed)
}

/// True for a claim that somebody else could confirm and nobody else does, and that matters.
pub(super) fn is_to_check(claim: &Claim) -> bool {
    let alone = matches!(
        claim.standing,
        Standing::OneSource | Standing::OneSide | Standing::OneSideAsked | Standing::Unsourced
    );
    alone && !claim.sides.is_empty() && claim.weight == Weight::High && !claim.own && !claim.private
}
