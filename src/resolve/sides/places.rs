//! Who governs a town, a county or a part of a country, who polices it, and who prosecutes there:
//! each is one side with its officers and papers, as far as their titles and names show it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::joined::Joined;
use super::labels::{Label, Labels, is_named_person, place_after, place_before, up_to_comma};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::resolve::given::REGION;
use crate::resolve::{Context, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// What somebody is an officer or an organ of. The police of a town are of the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Town,
    County,
    Sheriff,
    Region,
    Prosecution,
}

impl Level {
    const ALL: [Self; 5] =
        [Self::Town, Self::County, Self::Sheriff, Self::Region, Self::Prosecution];

    const fn kind(self) -> SideKind {
        match self {
            Self::Prosecution => SideKind::Prosecution,
            _ => SideKind::LocalGovernment,
        }
    }
}

/// A place that somebody governs, polices or prosecutes in; empty where the label has no name.
struct Post {
    level: Level,
    place: String,
    span: Span,
    /// Of the police of the place, not of its government.
    police: bool,
}

/// Who has a word like "city" in the label and is no part of its government.
const APART: Classes = Classes::of(&[
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Expert,
    Class::Legislature,
    Class::TopCourt,
    Class::Court,
    Class::Opposition,
    Class::Party,
    Class::PartyMember,
    Class::Candidate,
    Class::Defence,
    Class::Journalist,
    Class::Outlet,
    Class::StateMedia,
    Class::Relation,
]);

/// Who acts for a place.
const SERVES: Classes = Classes::of(&[
    Class::Spokesperson,
    Class::Representative,
    Class::Executive,
    Class::Official,
    Class::Lawyer,
    Class::Role,
    Class::Office,
    Class::PoliceRank,
    Class::Police,
    Class::Soldier,
    Class::Governor,
]);

/// The place of those who prosecute for the whole country: no name is like it.
const FEDERAL: &str = "*";

/// So many speakers are asked whether a governor is among them.
const MOST: usize = 400;

/// Joins the officers and organs of each place.
pub(super) fn places(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut posts: Vec<(SpeakerId, Post)> = Vec::new();
    for (n, speaker) in cx.story.speakers.iter().enumerate() {
        if !speaks[n] || speaker.state.is_some() && speaker.kind == SpeakerKind::Government {
            continue;
        }
        let found = labels.of(SpeakerId(n));
        posts.extend(found.iter().find_map(|l| post(cx, speaker, *l)).map(|p| (SpeakerId(n), p)));
    }
    boards(&labels, &mut posts, &speaks);
    departments(&labels, &mut posts, &speaks);
    chiefs(&labels, &mut posts, &speaks);
    let rivals = rivals(cx, &posts);
    posts.retain(|(id, _)| !rivals.contains(id));
    for level in Level::ALL {
        let own: Vec<_> = posts.iter().filter(|(_, post)| post.level == level).collect();
        let names: BTreeSet<&str> =
            own.iter().map(|(_, p)| p.place.as_str()).filter(|place| !place.is_empty()).collect();
        if names.len() == 1 {
            join(joined, level, own.iter().map(|(id, post)| (*id, post.span)));
            continue;
        }
        if names.is_empty() {
            // No name at all: the mayor and the police may be of two towns.
            for police in [true, false] {
                let of = own.iter().filter(|(_, post)| post.police == police);
                join(joined, level, of.map(|(id, post)| (*id, post.span)));
            }
            continue;
        }
        // Two towns: whose the plain "town" is, nobody can tell.
        for name in names {
            let of = own.iter().filter(|(_, post)| post.place == name);
            join(joined, level, of.map(|(id, post)| (*id, post.span)));
        }
    }
    case(joined, &posts);
}

/// Persons who have one office each, of a level that says no place: they are of two places, or
/// against each other.
///
/// > **Gov.** Ann Hale of Iowa … **Gov.** Jo Penn of Ohio; **Mayor** Hale … **Deputy Mayor** Penn
fn rivals(cx: Context<'_>, posts: &[(SpeakerId, Post)]) -> BTreeSet<SpeakerId> {
    let mut holders: BTreeMap<(Level, &str, String), BTreeSet<SpeakerId>> = BTreeMap::new();
    for (id, post) in posts.iter().filter(|(id, _)| is_named_person(&cx.story.speakers[id.0])) {
        let words = up_to_comma(cx.text.tokens_in(post.span));
        let link = words.iter().position(|t| t.among(FunctionWord::RoleLink));
        let Some(head) = words[..link.unwrap_or(words.len())].last() else { continue };
        let key = (post.level, post.place.as_str(), head.text.to_lowercase());
        holders.entry(key).or_default().insert(*id);
    }
    let sole = |head: &str| cx.lexicon.function_of(head).has(FunctionWord::HeadsPlace);
    let both = holders.into_iter().filter(|((.., head), ids)| ids.len() > 1 && sole(head));
    both.flat_map(|(_, ids)| ids).collect()
}

/// Adds a post without a name of a place for those who have none yet, by one of their labels.
fn further<'a>(
    posts: &mut Vec<(SpeakerId, Post)>,
    (labels, speaks): (&Labels<'a>, &[bool]),
    (level, police): (Level, bool),
    shows: impl Fn(&[Label<'a>]) -> Option<Label<'a>>,
) {
    let known: FxHashSet<SpeakerId> = posts.iter().map(|(id, _)| *id).collect();
    let all = (0..speaks.len()).filter(|n| speaks[*n]).map(SpeakerId);
    for id in all.filter(|id| !known.contains(id)) {
        let post =
            |label: Label<'_>| Post { level, place: String::new(), span: label.span, police };
        posts.extend(shows(labels.of(id)).map(|label| (id, post(label))));
    }
}

/// The commissioners are of the one town or county that the draft has, and so is their president.
///
/// > **the commissioners**, **Commission President** Ann Hale
fn boards(labels: &Labels<'_>, posts: &mut Vec<(SpeakerId, Post)>, speaks: &[bool]) {
    let places = [Level::Town, Level::County];
    let mut known = places.into_iter().filter(|l| posts.iter().any(|(_, p)| p.level == *l));
    let (Some(level), None) = (known.next(), known.next()) else { return };
    let board = |label: &Label<'_>| {
        let words = up_to_comma(label.words);
        let place =
            |t: &Token<'_>| t.among(FunctionWord::TownBody) || t.among(FunctionWord::CountyBody);
        if let [before @ .., last] = words
            && last.among(FunctionWord::OnBoard)
            && before.iter().all(place)
        {
            return true;
        }
        let at = words.iter().position(|t| t.among(FunctionWord::GoverningBoard));
        at.is_some_and(|at| words[at + 1..].iter().all(|t| t.is(Class::Office)))
            && !words.iter().any(|t| t.among(FunctionWord::OutOfOffice))
    };
    further(posts, (labels, speaks), (level, false), |all| all.iter().copied().find(board));
}

/// "Chief" alone is of the police, where the draft has police and no other chief's force.
///
/// > **Selby police** said no. **Chief** Ann Hale said yes.
fn chiefs(labels: &Labels<'_>, posts: &mut Vec<(SpeakerId, Post)>, speaks: &[bool]) {
    if !posts.iter().any(|(_, post)| post.police) {
        return;
    }
    let chief = |label: &Label<'_>| {
        label.words.len() == 1 && label.words[0].among(FunctionWord::HeadsForce)
    };
    further(posts, (labels, speaks), (Level::Town, true), |all| {
        all.first().copied().filter(|_| all.iter().all(chief))
    });
}

/// Where a governor is named and nobody of the whole country, a department is the governor's.
///
/// > **Gov.** Ann Hale … **Health Secretary** Jo Penn … the **Department** of Aging
fn departments(labels: &Labels<'_>, posts: &mut Vec<(SpeakerId, Post)>, speaks: &[bool]) {
    let named = |heads: &dyn Fn(&Token<'_>) -> bool| {
        let people = (0..speaks.len()).take(MOST).filter(|n| speaks[*n]).map(SpeakerId);
        let mut all = people.flat_map(|id| labels.of(id));
        // "a federal judge" is of no government.
        all.any(|label| {
            label.words.iter().any(heads) && !label.words.iter().any(|t| t.is(Class::Court))
        })
    };
    let of_country = |t: &Token<'_>| {
        t.among(FunctionWord::Federal)
            || t.among(FunctionWord::HeadOfGovernment) && t.is(Class::Honorific)
            || t.is(Class::Seat)
    };
    if named(&|t| t.is(Class::Governor)) && !named(&of_country) {
        further(posts, (labels, speaks), (Level::Region, false), |all| {
            all.iter().copied().find(is_plain_department)
        });
    }
}

/// "Health Secretary", "the Department of Aging": a department, and no word says whose.
fn is_plain_department(label: &Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    let head = |t: &Token<'_>| {
        t.is_capitalised()
            && (t.among(FunctionWord::Department) || t.among(FunctionWord::HeadOfDepartment))
    };
    let other = |t: &Token<'_>| {
        t.is(Class::State)
            || t.is(Class::Demonym)
            || t.among(FunctionWord::TownBody)
            || t.among(FunctionWord::CountyBody)
            || t.among(FunctionWord::PoliceWord)
            || t.among(FunctionWord::OutOfOffice)
            || t.among(FunctionWord::ApartFromTown)
    };
    // "the Selby Fire Department" is a town's.
    let first = words.iter().find(|t| t.is_capitalised());
    let plain = first.is_some_and(|t| t.classes != Classes::NONE);
    plain && words.iter().any(head) && !words.iter().any(other)
}

/// Where somebody is charged, those who charge and the police are of one case, if the draft has
/// one of each.
fn case(joined: &mut Joined<'_>, posts: &[(SpeakerId, Post)]) {
    let cx = joined.cx;
    let paper = |id: SpeakerId| cx.story.speakers[id.0].kind == SpeakerKind::Document;
    let charges = posts.iter().find(|(id, p)| p.level == Level::Prosecution && paper(*id));
    let Some((charges, _)) = charges else { return };
    let mut police = posts.iter().filter(|(_, p)| matches!(p.level, Level::Town | Level::Sheriff));
    let Some((first, post)) = police.next() else { return };
    let root = joined.union.root(first.0);
    let one = police.all(|(id, _)| joined.union.root(id.0) == root);
    let force = cx
        .text
        .tokens_in(post.span)
        .iter()
        .any(|t| t.among(FunctionWord::PoliceWord) || t.among(FunctionWord::Sheriff));
    if one && force {
        joined.join(*charges, *first, post.span, SideKind::Prosecution);
    }
}

fn join(joined: &mut Joined<'_>, level: Level, mut all: impl Iterator<Item = (SpeakerId, Span)>) {
    let Some((first, _)) = all.next() else { return };
    for (id, span) in all {
        joined.join(first, id, span, level.kind());
    }
}

/// What a label says.
fn post(cx: Context<'_>, speaker: &Speaker, label: Label<'_>) -> Option<Post> {
    let words = up_to_comma(label.words);
    let police = words.iter().any(|t| t.among(FunctionWord::PoliceWord));
    let found = |(level, place)| Post { level, place, span: label.span, police };
    if speaker.kind == SpeakerKind::Document || inquiry(words) {
        return charging(words).or_else(|| from_police(words)).map(found);
    }
    let past = |t: &Token<'_>| t.among(FunctionWord::OutOfOffice);
    if words.iter().any(past) || words.iter().any(|t| t.state.is_some() && t.is(Class::StateBody)) {
        return None;
    }
    if let Some(found_here) = prosecution(words) {
        return Some(found(found_here));
    }
    let apart = words.iter().any(|t| {
        // "the deputy chief" sits in no parliament.
        let lawmaker = t.is(Class::Lawmaker) && !t.is(Class::Representative);
        t.classes.any(APART) || lawmaker || t.among(FunctionWord::ApartFromTown)
    });
    let person = is_named_person(speaker)
        || matches!(speaker.kind, SpeakerKind::TitleOnly | SpeakerKind::Spokesperson)
        || matches!(speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Group);
    let organ = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
    let serves = words.iter().any(|t| t.classes.any(SERVES));
    if apart || !(person && serves || organ) {
        return None;
    }
    read(cx, words, organ).map(found)
}

/// > **Selby Town** Manager, **the county**, **Selby Police** Chief, **Gov.** Hale
fn read(cx: Context<'_>, words: &[Token<'_>], organ: bool) -> Option<(Level, String)> {
    let named = |at: usize| {
        let before = place_before(words, at);
        if before.is_empty() { place_after(words, at) } else { before }
    };
    if let Some(at) = words.iter().position(|t| t.among(FunctionWord::Sheriff)) {
        let county = words[..at].iter().position(|t| t.among(FunctionWord::CountyBody));
        return Some((Level::Sheriff, county.map_or_else(String::new, named)));
    }
    // "Maryland State Police": the force has the whole name.
    if let Some(at) = words.iter().position(|t| t.among(FunctionWord::PoliceWord)) {
        return words[at].state.is_none().then(|| (Level::Town, named(at)));
    }
    if let Some(region) = region(cx, words, organ) {
        return Some((Level::Region, region));
    }
    if let Some(at) = words.iter().position(|t| t.is(Class::Governor)) {
        return Some((Level::Region, place_before(words, at)));
    }
    // "head of state", "the state's attorney general": no officer of its government.
    let state = words.iter().position(|t| t.among(FunctionWord::RegionBody) && t.state.is_none());
    let state =
        state.filter(|at| !at.checked_sub(1).is_some_and(|n| words[n].among(FunctionWord::Of)));
    if state.is_some() && !words.iter().any(|t| t.is(Class::Lawyer)) {
        return Some((Level::Region, String::new()));
    }
    if let Some(at) = words.iter().position(|t| t.among(FunctionWord::CountyBody)) {
        return Some((Level::County, named(at)));
    }
    let town = |t: &Token<'_>| t.among(FunctionWord::TownBody) || t.among(FunctionWord::HeadOfTown);
    let at = words.iter().position(town)?;
    (words[at].state.is_none()).then(|| (Level::Town, named(at)))
}

/// A part of a country in the name of one of its departments or before an office.
///
/// > the **Ohio** Department of Health, **Ohio** officials, **Ohio**'s health secretary
fn region(cx: Context<'_>, words: &[Token<'_>], organ: bool) -> Option<String> {
    let hits = cx.lexicon.phrases_in(words);
    let hit = hits.iter().find(|hit| hit.list == REGION)?;
    let name = &words[hit.token..hit.token + hit.words];
    let rest = &words[hit.token + hit.words..];
    let opens = words[..hit.token].iter().all(|t| t.among(FunctionWord::Article));
    let alone = rest.is_empty() && organ && opens;
    // "the Ohio Department of Health", "secretary of the Ohio Department of Health"
    let department = rest.iter().any(|t| t.is_capitalised() && t.among(FunctionWord::PublicOffice));
    let serves = rest.first().is_some_and(|t| t.is_possessive() || t.classes.any(SERVES));
    let local = rest.iter().any(|t| {
        t.among(FunctionWord::TownBody) || t.among(FunctionWord::CountyBody) || t.is(Class::Police)
    });
    let lawyer = rest.iter().any(|t| t.is(Class::Lawyer));
    let whole = !lawyer && (alone || !local && (department || opens && serves && !organ));
    whole.then(|| name.iter().map(|t| t.text.to_lowercase()).collect::<Vec<_>>().join(" "))
}

/// > **prosecutors**, **Selby District Attorney** Ann Hale
fn prosecution(words: &[Token<'_>]) -> Option<(Level, String)> {
    let at =
        words.iter().position(|t| t.is(Class::Prosecution)).or_else(|| states_attorney(words))?;
    if words.iter().any(|t| t.is(Class::Defence) || t.is(Class::OrdinaryPerson)) {
        return None;
    }
    let federal = words[..at].iter().any(|t| t.among(FunctionWord::Federal) || t.state.is_some());
    let place = if federal { FEDERAL.to_owned() } else { place_before(words, at) };
    Some((Level::Prosecution, place))
}

/// "Selby County **State**'s Attorney", "**U.S.** Attorney"
fn states_attorney(words: &[Token<'_>]) -> Option<usize> {
    (1..words.len()).find(|at| {
        let owner = words[..*at].iter().rev().find(|t| !t.is_possessive());
        let state = owner.is_some_and(|t| t.among(FunctionWord::RegionBody) || t.state.is_some());
        state && words[*at].is_capitalised() && words[*at].is(Class::Lawyer)
    })
}

/// "according to **the investigation**": no body, and no part of a name.
fn inquiry(words: &[Token<'_>]) -> bool {
    let last = words.last().is_some_and(|t| t.among(FunctionWord::Inquiry));
    last && words.len() <= 2
}

/// > a report **from the Selby Police** Department
fn from_police(words: &[Token<'_>]) -> Option<(Level, String)> {
    let link = words.iter().position(|t| {
        t.among(FunctionWord::From) || t.among(FunctionWord::By) || t.among(FunctionWord::Of)
    })?;
    let rest = &words[link + 1..];
    let at = rest.iter().position(|t| t.among(FunctionWord::PoliceWord) && t.state.is_none())?;
    let place = place_before(rest, at);
    (!place.is_empty()).then_some((Level::Town, place))
}

/// A paper with which somebody is charged, and what was found for it.
fn charging(words: &[Token<'_>]) -> Option<(Level, String)> {
    let paper =
        |t: &Token<'_>| t.among(FunctionWord::ChargingPaper) || t.among(FunctionWord::Inquiry);
    words.iter().any(paper).then(|| (Level::Prosecution, String::new()))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_officers_of_one_town_are_one_side() {
        let copy = "The town said the road was shut. Selby Town Manager Ann Hale said it was open.";
        assert!(one_side(copy, "The town", "Ann Hale"));
        let copy = "Selby Town Manager Ann Hale said the road was shut. Selby Police Captain Jo Penn \
                    said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Selby Town Manager Ann Hale said the road was shut. Tarn Police Captain Jo Penn \
                    said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Selby Town Manager Ann Hale said the road was shut. Selby resident Jo Penn said it \
                    was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
    }

    #[test]
    fn two_who_hold_one_office_each_are_no_side() {
        let copy =
            "Gov. Ann Hale of Iowa said the road was shut. Gov. Jo Penn of Ohio said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Mayor Ann Hale said the road was shut. Deputy Mayor Jo Penn said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
    }

    #[test]
    fn who_charges_is_one_side_with_the_paper() {
        let copy = "Prosecutors said the road was shut. The indictment said it was open.";
        assert!(one_side(copy, "Prosecutors", "The indictment"));
        let copy = "Prosecutors said the road was shut. The defendant said it was open.";
        assert!(!one_side(copy, "Prosecutors", "The defendant"));
    }
}
