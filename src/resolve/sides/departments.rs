//! Who is of one department, however its name is turned.

use std::collections::{BTreeMap, BTreeSet};

use super::joined::Joined;
use super::labels::{Label, up_to_comma};
use super::offices::APART;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::resolve::bind::same_name::key;
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// The department, its head and its officers are one side.
///
/// > **the Department of Health** … **Health Secretary** Ann Hale … a **health department** lawyer
pub(super) fn departments(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut all: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for n in (0..cx.story.speakers.len()).filter(|n| speaks[*n]) {
        let id = SpeakerId(n);
        for label in labels.of(id).iter().copied() {
            let Some(concern) = concern(label).or_else(|| served(&all, label)) else { continue };
            let whose = whose(cx, label, cx.story.speakers[n].state);
            all.entry(concern).or_default().push(Member { id, whose, span: label.span });
        }
    }
    for members in all.values() {
        let places: BTreeSet<_> = members.iter().filter_map(|m| m.whose.clone()).collect();
        // Each of two places has its own; whose the plain one is, nobody can tell.
        let groups: Vec<Option<String>> =
            if places.len() <= 1 { vec![None] } else { places.into_iter().map(Some).collect() };
        for place in groups {
            let mut own = members.iter().filter(|m| place.is_none() || m.whose == place);
            let Some(first) = own.next() else { continue };
            for other in own {
                joined.join(first.id, other.id, other.span, SideKind::Department);
            }
        }
    }
}

/// A department is of the place with whose name its own begins.
///
/// > **Selby County** … the **Selby County** Department of Parks
pub(super) fn local(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let has = |name: &str, set: FunctionWord| {
        name.split(' ').any(|word| cx.lexicon.function_of(word).has(set))
    };
    let places = (0..speaks.len()).filter(|n| {
        let name = &cx.story.speakers[*n].name;
        let last = name.rsplit(' ').next().unwrap_or_default();
        let place = cx.lexicon.function_of(last).has(FunctionWord::LocalBody);
        speaks[*n] && place && name.contains(' ') && name.starts_with(char::is_uppercase)
    });
    let places: Vec<SpeakerId> = places.take(MOST).map(SpeakerId).collect();
    for place in places {
        let start = format!("{} ", key(&cx.story.speakers[place.0].name));
        for (n, speaker) in cx.story.speakers.iter().enumerate().filter(|(n, _)| speaks[*n]) {
            let name = &speaker.name;
            let of = speaker.kind == SpeakerKind::Organisation && key(name).starts_with(&start);
            let first = speaker.mentions.first().map(|m| cx.parsed.mentions[m.0].span);
            if let Some(span) = first.filter(|_| of && has(name, FunctionWord::Department)) {
                joined.join(place, SpeakerId(n), span, SideKind::LocalGovernment);
            }
        }
    }
}

/// So many places are looked at.
const MOST: usize = 20;

/// Somebody of a department, and the place it is said to be of.
struct Member {
    id: SpeakerId,
    whose: Option<String>,
    span: Span,
}

/// The state, or the place by its name, whose department a label speaks of.
///
/// > the **Ohio** health department
fn whose(cx: Context<'_>, label: Label<'_>, state: Option<StateId>) -> Option<String> {
    let named = label.words.iter().find_map(|t| t.state).or(state);
    let adjective = |state| cx.lexicon.state_adjective(state).to_lowercase();
    let first = label.words.iter().position(|t| !t.among(FunctionWord::Article))?;
    let run = label.words[first..]
        .iter()
        .take_while(|t| t.is_capitalised() && t.classes == Classes::NONE && t.is_wordlike());
    let run: Vec<_> = run.map(|t| t.text.to_lowercase()).collect();
    named.map(adjective).or((!run.is_empty()).then(|| run.join(" ")))
}

/// What a department is concerned with, lower case: "health", "labor and industry".
fn concern(label: Label<'_>) -> Option<String> {
    let words = up_to_comma(label.words);
    let out = |t: &Token<'_>| t.among(FunctionWord::OutOfOffice) || t.classes.any(APART);
    if words.iter().any(out) {
        return None;
    }
    let department = |t: &Token<'_>| {
        t.among(FunctionWord::Department) || t.among(FunctionWord::HeadOfDepartment)
    };
    let at = words.iter().position(department)?;
    if words.get(at + 1).is_some_and(|t| t.among(FunctionWord::Of)) {
        let rest = &words[at + 2..];
        let inside = |t: &Token<'_>| t.is_capitalised() || t.among(FunctionWord::And);
        let end = rest.iter().position(|t| !inside(t)).unwrap_or(rest.len());
        return text(&rest[..end]);
    }
    // "Ohio's top health secretary", "the state health department"
    let before = &words[..at];
    let own = before.iter().rposition(|t| {
        t.among(FunctionWord::Article)
            || t.among(FunctionWord::RegionBody)
            || t.state.is_some() && !t.is(Class::StateBody)
            || t.is_possessive()
            || t.pos.is_adjective()
    });
    let own = &before[own.map_or(0, |n| n + 1)..];
    // "Selby Health Department": the last word is what it is concerned with.
    text(&own[own.len().saturating_sub(1)..])
}

/// "**Labor and Industry** spokesperson", after the Department of Labor and Industry.
fn served(known: &BTreeMap<String, Vec<Member>>, label: Label<'_>) -> Option<String> {
    let post =
        label.words.iter().position(|t| t.is(Class::Spokesperson) || t.is(Class::Official))?;
    let before = &label.words[..post];
    let inside = |t: &Token<'_>| t.is_capitalised() || t.among(FunctionWord::And);
    let from = before.iter().rposition(|t| !inside(t)).map_or(0, |n| n + 1);
    let all = (from..post).filter_map(|from| text(&before[from..]));
    all.into_iter().find(|concern| known.contains_key(concern))
}

fn text(words: &[Token<'_>]) -> Option<String> {
    let words: Vec<_> = words.iter().map(|t| t.text.to_lowercase()).collect();
    (!words.is_empty() && words.iter().all(|w| w.chars().any(char::is_alphabetic)))
        .then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn a_department_is_one_however_its_name_is_turned() {
        let copy = "The state Department of Health said the road was shut. Health Secretary Ann Hale said it was open.";
        assert!(one_side(copy, "Department of Health", "Ann Hale"));
        let copy = "The state Department of Health said the road was shut. A health department lawyer said it was open.";
        assert!(one_side(copy, "Department of Health", "A health department lawyer"));
        let copy = "The Ohio health department said the road was shut. The Indiana health department \
                    said it was open.";
        let (ohio, indiana) = ("The Ohio health department", "The Indiana health department");
        assert!(!one_side(copy, ohio, indiana));
        let copy = "The Chilean Defence Ministry said the road was shut. Peruvian Defence Minister Ann \
                    Hale said it was open.";
        assert!(!one_side(copy, "Chilean Defence Ministry", "Ann Hale"));
        let copy = "The state Department of Health said the road was shut. Former Health Secretary Ann Hale said \
                    yes.";
        assert!(!one_side(copy, "Department of Health", "Ann Hale"));
        let copy = "The state Department of Health said the road was shut. Labor Secretary Ann Hale said it was open.";
        assert!(!one_side(copy, "Department of Health", "Ann Hale"));
    }

    #[test]
    fn a_department_is_of_its_county() {
        let copy = "Selby County said it would pay. The Selby County Department of Parks said it was late.";
        assert!(one_side(copy, "Selby County", "Selby County Department of Parks"));
        let copy = "Harlow County said it would pay. The Selby County Department of Parks said it was late.";
        assert!(!one_side(copy, "Harlow County", "Selby County Department of Parks"));
    }
}
