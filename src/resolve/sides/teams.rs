//! Who is of the team that a story is about.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::joined::Joined;
use super::labels::{Label, is_named_person, place_before};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Shape;
use crate::resolve::bind::same_name::key;
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::span::Span;

/// The coach and the players of one team are one side, with the team itself. Where the draft names
/// one team alone before a post, those without a team are of it.
///
/// > **Tarn** forward Ann Hale … **coach** Jo Penn … **shortstop** Kay Dunn
pub(super) fn teams(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut members: Vec<(SpeakerId, String, Span)> = Vec::new();
    for (n, speaker) in cx.story.speakers.iter().enumerate() {
        if speaks[n] && is_named_person(speaker) {
            let labels = labels.of(SpeakerId(n));
            let best = labels.iter().filter_map(|label| team(cx, *label));
            let best = best.max_by_key(|team| !team.is_empty());
            let (owner, named) = owner(cx, SpeakerId(n)).unzip();
            let best = best.filter(|team| !team.is_empty() || owner.is_none()).or(owner);
            let span = labels.first().map(|label| label.span).or(named);
            members.extend(best.zip(span).map(|(team, span)| (SpeakerId(n), team, span)));
        }
    }
    // "Tarn junior Ann Hale" is of the team of Tarn, if there is one.
    let posts =
        |span: Span| cx.text.tokens_in(span).iter().any(|t| t.among(FunctionWord::TeamPost));
    let known: BTreeSet<String> =
        members.iter().filter(|(.., span)| posts(*span)).map(|(_, team, _)| team.clone()).collect();
    let year =
        |span: Span| cx.text.tokens_in(span).iter().any(|t| t.among(FunctionWord::ClassYear));
    members.retain(|(_, team, span)| posts(*span) || !year(*span) || known.contains(team));
    // Whose agent or lawyer speaks is a party of their own.
    let team: BTreeSet<SpeakerId> = members.iter().map(|(id, ..)| *id).collect();
    let outside = (0..speaks.len()).filter(|n| speaks[*n] && !team.contains(&SpeakerId(*n)));
    let people = outside.filter(|n| !is_club(cx, SpeakerId(*n)));
    let others: BTreeSet<usize> = people.map(|n| joined.union.root(n)).collect();
    members.retain(|(id, ..)| !others.contains(&joined.union.root(id.0)));
    let sports = members.iter().any(|(_, _, span)| is_sports(cx, *span));
    if members.iter().all(|(_, team, _)| team.is_empty()) && sports {
        if let Some(team) = only_team(cx, &speaks) {
            for (id, _, span) in &members {
                joined.join(team, *id, *span, SideKind::SportsTeam);
            }
        }
        return;
    }
    let teams: BTreeSet<String> = members.iter().map(|(_, team, _)| team.clone()).collect();
    let named: Vec<&String> = teams.iter().filter(|team| !team.is_empty()).collect();
    let clubs = clubs(cx, &speaks);
    let main = main_team(cx, &named);
    for name in &named {
        let alone = main == Some(name.as_str());
        let own = members.iter().filter(|(_, team, _)| team == *name || alone && team.is_empty());
        let own: Vec<_> = own.map(|(id, _, span)| (*id, *span)).collect();
        let body = clubs.get(name.as_str()).copied().or(own.first().map(|(id, _)| *id));
        let Some(body) = body else { continue };
        for (id, span) in own {
            joined.join(body, id, span, SideKind::SportsTeam);
        }
    }
}

/// The team that the story is about: the only one, or the one named far more often.
///
/// > **Tarn** captain Ann Hale … the **Tarn** side … **Harlow** captain Jo Penn
fn main_team<'n>(cx: Context<'_>, named: &[&'n String]) -> Option<&'n str> {
    let mut count: FxHashMap<&str, usize> = named.iter().map(|name| (name.as_str(), 0)).collect();
    for speaker in cx.story.speakers.iter().filter(|_| named.len() > 1) {
        let name = key(&speaker.name);
        let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
        for called in ends.chain([name.as_str()]) {
            if let Some(count) = count.get_mut(called) {
                *count += speaker.mentions.len();
            }
        }
    }
    let mut counts: Vec<(usize, &str)> = count.into_iter().map(|(name, n)| (n, name)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [] => None,
        [(_, only)] => Some(only),
        [(most, main), (next, _), ..] => (*most >= 4 && *most >= next * 3).then_some(*main),
    }
}

/// The team in a label; empty where there is a post and no team.
///
/// > **Tarn** junior guard, **Cubs** left-hander, coach
fn team(cx: Context<'_>, label: Label<'_>) -> Option<String> {
    let words = label.words;
    let year = || words.iter().position(|t| t.among(FunctionWord::ClassYear));
    let post = words.iter().position(|t| t.among(FunctionWord::TeamPost)).or_else(year)?;
    let other = words.iter().any(|t| {
        t.among(FunctionWord::OutOfOffice)
            || t.is(Class::Journalist)
            || t.among(FunctionWord::TownBody)
            || t.among(FunctionWord::CountyBody)
            || t.among(FunctionWord::RoleLink)
    });
    if other {
        return None;
    }
    // "Tarn junior guard", "second-year Tarn forward"
    let first = words[..post].iter().position(|t| t.is_capitalised() && t.is_wordlike());
    let first = first.filter(|at| words[*at].state.is_none());
    let named = first.map(|from| {
        let run = words[from..post].iter().take_while(|t| t.is_capitalised());
        place_before(words, from + run.count())
    });
    let own = |name: &String| {
        let known = cx.lexicon.classes_of(name);
        !known.has(Class::Role) && !known.has(Class::Office)
    };
    Some(named.filter(own).unwrap_or_default())
}

/// The team that owns a player.
///
/// > the **Badgers'** Ann Hale
fn owner(cx: Context<'_>, id: SpeakerId) -> Option<(String, Span)> {
    let mentions = cx.story.speakers[id.0].mentions.iter().take(FIRST);
    let mut named = mentions.map(|m| &cx.parsed.mentions[m.0]);
    named.find_map(|m| {
        let plain = m.shape == Shape::Person && m.role.is_none();
        let owner = m.possessor.filter(|_| plain)?;
        let owner = cx.story.mentions.get(owner.0)?.speaker()?;
        is_team(cx, owner).then(|| (key(&cx.story.speakers[owner.0].name), m.span))
    })
}

/// A body that can be a team: one word in the plural, or a club.
fn is_team(cx: Context<'_>, id: SpeakerId) -> bool {
    let speaker = &cx.story.speakers[id.0];
    let one = !speaker.name.contains(' ') && speaker.name.starts_with(char::is_uppercase);
    let known = cx.lexicon.classes_of(&speaker.name).has(Class::SportsClub);
    speaker.kind == SpeakerKind::Organisation
        && (known || one && speaker.name.ends_with('s') && speaker.name.len() > 3)
}

/// So many mentions of a speaker are looked at.
const FIRST: usize = 6;

/// A post that only a team has: not "manager".
fn is_sports(cx: Context<'_>, span: Span) -> bool {
    let words = cx.text.tokens_in(span);
    words.iter().any(|t| t.among(FunctionWord::TeamPost) && !t.is(Class::Coach))
        || words.iter().any(|t| t.is(Class::Coach) && t.is(Class::Office) && words.len() > 1)
}

/// The only body that speaks and can be a team: one word in the plural, or a club.
///
/// > **The Badgers** said no.
fn only_team(cx: Context<'_>, speaks: &[bool]) -> Option<SpeakerId> {
    let team = |n: &usize| speaks[*n] && is_team(cx, SpeakerId(*n));
    let mut all = (0..speaks.len()).filter(team);
    all.next().filter(|_| all.next().is_none()).map(SpeakerId)
}

fn is_club(cx: Context<'_>, id: SpeakerId) -> bool {
    matches!(cx.story.speakers[id.0].kind, SpeakerKind::Organisation | SpeakerKind::Group)
}

/// The teams that speak, by the name and by its last words: "badgers" for the Tarn Badgers.
fn clubs(cx: Context<'_>, speaks: &[bool]) -> FxHashMap<String, SpeakerId> {
    let mut clubs = FxHashMap::default();
    for id in (0..speaks.len()).filter(|n| speaks[*n]).map(SpeakerId) {
        if is_club(cx, id) {
            let name = key(&cx.story.speakers[id.0].name);
            let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
            for called in ends.chain([name.as_str()]) {
                clubs.entry(called.to_owned()).or_insert(id);
            }
        }
    }
    clubs
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn players_and_coach_are_of_the_one_team_that_is_named() {
        let copy = "Tarn captain Ann Hale said the road was shut. Coach Jo Penn said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Tarn captain Ann Hale said the road was shut. Harlow captain Jo Penn said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Tarn captain Ann Hale said the road was shut. Harlow captain Kay Dunn said it was late. Coach Jo \
                    Penn said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "The Badgers said the road was shut. The Badgers' Ann Hale said it was late. Coach Jo Penn said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "The Badgers said the road was shut. Head coach Jo Penn said it was open.";
        assert!(one_side(copy, "Badgers", "Jo Penn"));
        let copy =
            "Tarn junior Ann Hale said the road was shut. Tarn coach Jo Penn said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Tarn resident Ann Hale said the road was shut. Coach Jo Penn said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
    }
}
