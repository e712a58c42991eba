//! By what the source of an attribution is linked to its speaker.

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, MentionId, Shape};
use crate::resolve::bind::same_name::{agree, bare, key};
use crate::resolve::grades::Grades;
use crate::resolve::link::{Grade, Link, LinkKind, SideLink};
use crate::resolve::{Context, Evidence, Gender, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::span::Span;

/// A pronoun looks so many sentences back.
const REACH: usize = 3;

/// So many mentions before a pronoun are looked at.
const MOST: usize = 40;

/// So many mentions of a speaker are looked at.
const FIRST: usize = 12;

/// The link of every attribution that has a source.
pub(in crate::resolve) fn links(cx: Context<'_>, grades: &Grades) -> Vec<Option<Link>> {
    let names = Names::of(cx);
    (0..cx.parsed.attributions.len()).map(|n| link(cx, grades, &names, n)).collect()
}

/// By what every speaker is on their side.
pub(in crate::resolve) fn side_links(story: &Story, grades: &Grades) -> Vec<Option<SideLink>> {
    let mut sides = vec![None; story.speakers.len()];
    for side in story.sides.iter().filter(|side| side.members.len() > 1) {
        for Evidence { speaker, kind, span, .. } in &side.evidence {
            let grade = grades.of_side(*kind);
            sides[speaker.0] = Some(SideLink { grade, kind: *kind, span: *span });
        }
    }
    sides
}

/// How many persons are found by a surname, and where speakers are called more than "she".
struct Names {
    surnames: FxHashMap<String, Vec<SpeakerId>>,
    keys: Vec<String>,
    /// For each speaker, the mentions that are no pronouns, in order.
    called: Vec<Vec<MentionId>>,
    /// By each word of their roles, lower case: the persons, each with that role.
    roles: FxHashMap<String, Vec<(SpeakerId, Span)>>,
}

impl Names {
    fn of(cx: Context<'_>) -> Self {
        let mut surnames: FxHashMap<String, Vec<SpeakerId>> = FxHashMap::default();
        let mut keys = Vec::new();
        let no_pronoun = |m: &MentionId| cx.parsed.mentions[m.0].shape != Shape::Pronoun;
        let called = |speaker: &Speaker| {
            speaker.mentions.iter().copied().filter(no_pronoun).collect::<Vec<_>>()
        };
        let called = cx.story.speakers.iter().map(called).collect();
        for (n, speaker) in cx.story.speakers.iter().enumerate() {
            let name = bare(&speaker.name, cx.lexicon);
            if speaker.kind == SpeakerKind::Person
                && let Some(last) = name.rsplit(' ').next()
            {
                surnames.entry(last.to_owned()).or_default().push(SpeakerId(n));
            }
            keys.push(name);
        }
        Self { surnames, keys, called, roles: roles(cx) }
    }

    /// True when another person has the surname.
    fn is_shared(&self, id: SpeakerId, surname: &str) -> bool {
        self.surnames.get(surname).is_some_and(|all| all.iter().any(|other| *other != id))
    }
}

/// By each word of their first roles, lower case: the persons, each with that role.
fn roles(cx: Context<'_>) -> FxHashMap<String, Vec<(SpeakerId, Span)>> {
    let mut all: FxHashMap<String, Vec<(SpeakerId, Span)>> = FxHashMap::default();
    let persons = cx.story.speakers.iter().enumerate();
    for (n, speaker) in persons.filter(|(_, s)| s.kind == SpeakerKind::Person) {
        for role in speaker.roles.iter().take(FIRST) {
            for token in cx.text.tokens_in(*role) {
                let word = token.text.to_ascii_lowercase();
                all.entry(word).or_default().push((SpeakerId(n), *role));
            }
        }
    }
    all
}

/// The link of one attribution.
fn link(cx: Context<'_>, grades: &Grades, names: &Names, n: usize) -> Option<Link> {
    let attribution = &cx.parsed.attributions[n];
    let source = attribution.source.as_ref()?;
    let (kind, span) = match &cx.story.bindings[n] {
        Meaning::Unknown => return None,
        Meaning::Ambiguous(_) => (LinkKind::OneOfSeveral, source.span),
        Meaning::Together(_) => (LinkKind::Several, source.span),
        Meaning::Speaker(id) => {
            let id = *id;
            match source.mention {
                Some(mention) if is_part(cx, source.span, mention) => {
                    (LinkKind::PartOfSource, shown(cx, names, mention, id))
                }
                Some(mention) => (kind(cx, names, mention, id), shown(cx, names, mention, id)),
                None => (LinkKind::Other, source.span),
            }
        }
    };
    let grade = grades.of(kind);
    // What only the tagger saw, and is not sure of, is nobody's word for certain.
    let grade = if attribution.is_guess() { grade.min(Grade::Likely) } else { grade };
    Some(Link { grade, kind, span })
}

/// True when a source has more words before the mention than an article and what the mention is.
///
/// > **animal advocates including** Withrow said
fn is_part(cx: Context<'_>, source: Span, mention: MentionId) -> bool {
    let start = cx.parsed.mentions[mention.0].span.start;
    let mut before = cx.text.tokens_in(source).iter().take_while(|t| t.span.end <= start);
    before.any(|t| {
        let describes = t.pos.is_noun() || t.pos.is_adjective() || t.among(FunctionWord::Article);
        t.is_wordlike() && !describes
    })
}

/// The words that show the link: where the speaker was named, before the source if possible.
fn shown(cx: Context<'_>, names: &Names, mention: MentionId, id: SpeakerId) -> Span {
    let own = &cx.parsed.mentions[mention.0];
    if own.name.is_some() {
        return own.span;
    }
    let mentions = &cx.story.speakers[id.0].mentions;
    let called = &names.called[id.0];
    let named = called[..called.partition_point(|m| m.0 < mention.0)].last();
    let named = named.or_else(|| mentions.iter().find(|m| m.0 != mention.0));
    named.map_or(own.span, |m| cx.parsed.mentions[m.0].span)
}

/// By what a mention is linked to its speaker.
fn kind(cx: Context<'_>, names: &Names, mention: MentionId, id: SpeakerId) -> LinkKind {
    let own = &cx.parsed.mentions[mention.0];
    let speaker = &cx.story.speakers[id.0];
    match own.shape {
        Shape::Pronoun => pronoun(cx, mention, own, id),
        Shape::Person => person(cx, names, own, id),
        Shape::Organisation | Shape::Place => body(cx, own, speaker),
        Shape::Document if speaker.kind == SpeakerKind::Document => {
            if is_first(speaker, mention) {
                LinkKind::Described
            } else {
                LinkKind::DocumentAgain
            }
        }
        Shape::Document => LinkKind::MakerOfDocument,
        _ => description(cx, names, mention, own, id),
    }
}

/// True when a speaker came in with this mention.
fn is_first(speaker: &Speaker, mention: MentionId) -> bool {
    speaker.mentions.first().is_none_or(|first| *first == mention)
}

/// "Tom Hale", "Hale", "Tom".
fn person(cx: Context<'_>, names: &Names, own: &Mention, id: SpeakerId) -> LinkKind {
    let speaker = &cx.story.speakers[id.0];
    let Some(name) = own.name else { return LinkKind::Other };
    let written = bare(cx.draft.words(name), cx.lexicon);
    if speaker.kind != SpeakerKind::Person {
        return LinkKind::BodyName;
    }
    let whole = &names.keys[id.0];
    let surname = whole.rsplit(' ').next().unwrap_or(whole);
    let first = cx.lexicon.classes_of(speaker.name.split(' ').next().unwrap_or_default());
    let known = first.has(Class::GivenMale) || first.has(Class::GivenFemale);
    let full = if known { LinkKind::FullName } else { LinkKind::UncommonName };
    if written == *whole {
        return if whole.contains(' ') { full } else { LinkKind::LoneName };
    }
    if written.contains(' ') && agree(&written, whole, cx.lexicon) {
        return full;
    }
    let last = written.rsplit(' ').next().unwrap_or(&written);
    // "Absent Hale": the first word was taken for none of the name, which is a guess.
    let guessed = written.contains(' ') && last == surname && !whole.ends_with(&written);
    match last == surname {
        true if guessed => LinkKind::SharedSurname,
        true if names.is_shared(id, surname) => LinkKind::SharedSurname,
        true => LinkKind::Surname,
        false => LinkKind::PartOfName,
    }
}

/// "Harlow Bank", "the IEA", "Caracas".
fn body(cx: Context<'_>, own: &Mention, speaker: &Speaker) -> LinkKind {
    let Some(name) = own.name else { return LinkKind::Other };
    let written = key(cx.draft.words(name));
    if own.shape == Shape::Place && speaker.kind == SpeakerKind::Government {
        return LinkKind::Place;
    }
    if written == key(&speaker.name) {
        return LinkKind::BodyName;
    }
    let given = speaker.mentions.iter().take(FIRST);
    let aliases = given.filter_map(|m| cx.parsed.mentions[m.0].alias);
    if aliases.into_iter().any(|alias| key(cx.draft.words(alias)) == written) {
        return LinkKind::Acronym;
    }
    LinkKind::ShortBodyName
}

/// "the mayor", "a neighbour", "the company".
fn description(
    cx: Context<'_>,
    names: &Names,
    mention: MentionId,
    own: &Mention,
    id: SpeakerId,
) -> LinkKind {
    let speaker = &cx.story.speakers[id.0];
    let next = cx.parsed.mentions.get(mention.0 + 1);
    let apposed = next.is_some_and(|next| {
        next.name.is_some()
            && next.span.start <= own.span.end + 2
            && cx.story.mentions[mention.0 + 1] == cx.story.mentions[mention.0]
    });
    if apposed || own.name.is_some() {
        return LinkKind::Apposition;
    }
    if is_first(speaker, mention) {
        let definite = cx.text.tokens[own.token].among(FunctionWord::PointingDeterminer)
            || own.possessor.is_some_and(|owner| owner.0 < mention.0);
        let one = definite && own.shape != Shape::Group;
        return if one { LinkKind::DescribedDefinite } else { LinkKind::Described };
    }
    match speaker.kind {
        SpeakerKind::Person => role(cx, names, own, id),
        SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet => {
            LinkKind::BodyDescribed
        }
        _ => LinkKind::DescribedAgain,
    }
}

/// "the mayor", who is somebody with a name.
fn role(cx: Context<'_>, names: &Names, own: &Mention, id: SpeakerId) -> LinkKind {
    let head = own.head.map_or("", |head| cx.draft.words(head)).to_ascii_lowercase();
    let holders = names.roles.get(&head).map_or(&[][..], Vec::as_slice);
    let others = holders.iter().filter(|(_, role)| *role != own.role.unwrap_or(own.span));
    let (mut given, mut shared) = (false, false);
    for (holder, _) in others {
        given |= *holder == id;
        shared |= *holder != id;
        if given && shared {
            break;
        }
    }
    match (given, shared) {
        (false, _) => LinkKind::RoleInferred,
        (true, true) => LinkKind::RoleShared,
        (true, false) => LinkKind::RoleGiven,
    }
}

/// "she", "it", "they", "who".
fn pronoun(cx: Context<'_>, mention: MentionId, own: &Mention, id: SpeakerId) -> LinkKind {
    let word = cx.draft.words(own.span).rsplit(' ').next().unwrap_or_default();
    let sets = cx.lexicon.function_of(word);
    let gender = match sets {
        _ if sets.has(FunctionWord::Masculine) => Gender::Male,
        _ if sets.has(FunctionWord::Feminine) => Gender::Female,
        _ if sets.has(FunctionWord::Relative) => return LinkKind::Relative,
        _ if sets.has(FunctionWord::Neuter) => return LinkKind::Neuter,
        _ if sets.has(FunctionWord::PluralThird) => return LinkKind::PluralPronoun,
        _ if sets.has(FunctionWord::Both) => return LinkKind::Several,
        _ => return LinkKind::Other,
    };
    let near = cx.parsed.mentions[..mention.0].iter().enumerate().rev().take(MOST);
    let near = near.take_while(|(_, m)| m.sentence + REACH >= own.sentence);
    let rival = near.into_iter().any(|(n, m)| {
        let named = matches!(m.shape, Shape::Person | Shape::Role | Shape::Anonymous);
        let others = cx.story.mentions[n].speakers().iter();
        named
            && others.into_iter().any(|other| {
                let kind = cx.story.speakers[other.0].kind;
                let person = matches!(
                    kind,
                    SpeakerKind::Person
                        | SpeakerKind::TitleOnly
                        | SpeakerKind::Anonymous
                        | SpeakerKind::Spokesperson
                );
                *other != id && person && gender.fits(cx.story.speakers[other.0].gender)
            })
    });
    if rival { LinkKind::PronounSeveral } else { LinkKind::PronounOne }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resolved;

    /// The kind of the link of the last attribution.
    fn last(copy: &str) -> LinkKind {
        let cx = resolved(copy);
        cx.story.links.last().copied().flatten().expect("somebody speaks").kind
    }

    #[test]
    fn names() {
        assert_eq!(last("Tom Hale said the road was shut."), LinkKind::FullName);
        assert_eq!(last("Ixworth Hale said the road was shut."), LinkKind::UncommonName);
        assert_eq!(last("Tom Hale left. Hale said the road was shut."), LinkKind::Surname);
        assert_eq!(last("Tom Hale left. Mr Hale said the road was shut."), LinkKind::Surname);
        let copy = "Tom Hale met Ann Hale. Tom Hale left. Tom said the road was shut.";
        assert_ne!(last(copy), LinkKind::Surname);
        assert_eq!(last("Hale said the road was shut."), LinkKind::LoneName);
    }

    #[test]
    fn bodies() {
        assert_eq!(last("Norvane Motors said the road was shut."), LinkKind::BodyName);
        let copy = "The Harlow Transit Agency (HTA) met. The HTA said the road was shut.";
        assert_eq!(last(copy), LinkKind::Acronym);
        let copy = "Norvane Motors met. The company said the road was shut.";
        assert_eq!(last(copy), LinkKind::BodyDescribed);
    }

    #[test]
    fn roles() {
        let copy = "Mayor Ada Wynne left. The mayor said the road was shut.";
        assert_eq!(last(copy), LinkKind::RoleGiven);
        let copy = "Sen. Ruth Bell left. The lawmaker said the road was shut.";
        assert_eq!(last(copy), LinkKind::RoleInferred);
        assert_eq!(last("A neighbour said the road was shut."), LinkKind::Described);
        assert_eq!(last("The neighbour said the road was shut."), LinkKind::DescribedDefinite);
    }

    #[test]
    fn pronouns() {
        let copy = "Ruth Bell left. She said the road was shut.";
        assert_eq!(last(copy), LinkKind::PronounOne);
        let copy = "Ruth Bell met Ann Price. She said the road was shut.";
        assert_eq!(last(copy), LinkKind::PronounSeveral);
        let copy = "Ruth Bell, who left, said the road was shut.";
        assert_eq!(last(copy), LinkKind::FullName);
    }

    #[test]
    fn who_speaks_for_a_body_is_on_its_side_by_the_role() {
        let cx = resolved("Kay Dunn, a spokeswoman for Norvane Motors, said no.");
        let sides: Vec<_> = cx.story.side_links.iter().flatten().map(|side| side.kind).collect();
        assert_eq!(sides, [crate::resolve::SideKind::Spokesperson]);
        let cx = resolved("Kay Dunn said no.");
        assert!(cx.story.side_links.iter().all(Option::is_none));
    }
}
