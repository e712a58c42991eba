//! Whom descriptions of bodies mean: "the company", "the government".

use super::antecedents::Wanted;
use super::binding::Binding;
use super::index::FAMILIES;
use super::roles::described;
use super::same_name::key;
use crate::lexicon::{Class, Classes, StateId};
use crate::parse::{Mention, MentionId};
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};

/// Families of bodies.
const BODIES: Classes = Classes::of(&[
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
]);

/// "the government", "the company", "the court".
pub(super) fn body(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    if b.given.is(mention, Class::Government) {
        return government(b, mention);
    }
    if b.given.is(mention, Class::Court) {
        return described(b, mention, SpeakerKind::Court);
    }
    let words = b.given.tokens(mention.span);
    let bare = words.first().is_some_and(|t| t.reads("the"))
        && words.len() <= 5
        && mention.possessor.is_none()
        && !words.iter().skip(1).any(|t| {
            // "the Boston-based company"
            t.is_capitalised() && !t.text.ends_with("-based")
        });
    if bare && let Some(meaning) = body_like(b, n, mention) {
        return meaning;
    }
    if let Some(MentionId(owner)) = mention.possessor
        && let Some(Meaning::Speaker(owner)) = b.known(owner).cloned()
    {
        let head = b.given.head(mention);
        if let Some(id) = b.index.owned(owner, &head) {
            return Meaning::Speaker(id);
        }
        let name = b.given.words(mention.span).to_owned();
        let id = b.by_words(&name, SpeakerKind::Organisation, None);
        b.index.own_body(owner, head, id);
        return Meaning::Speaker(id);
    }
    described(b, mention, SpeakerKind::Organisation)
}

/// "the company": the only company so far, or the one that has the floor.
fn body_like(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let head = b.given.head(mention);
    let families = b.given.head_classes(mention);
    let business = families.has(Class::Business);
    // A bank is a company, but no carmaker.
    let any = ["company", "firm", "business", "group"].contains(&head.as_str());
    let outlet = families.has(Class::OutletNoun) || head == "network" || head == "paper";
    let of_family = |id: &SpeakerId| {
        FAMILIES.iter().any(|family| {
            families.has(*family) && BODIES.has(*family) && b.index.is_of(*id, *family)
        })
    };
    let fits = |id: SpeakerId| {
        let speaker = b.speaker(id);
        // "Amazon": a name that nothing shows to be a person's can be a firm's.
        let maybe = business
            && speaker.kind == SpeakerKind::Person
            && speaker.gender == Gender::Unknown
            && speaker.roles.is_empty()
            && b.antecedents.has_acted(id);
        if maybe {
            return true;
        }
        let named = b.index.is_named(id);
        let name = b.given.classes_of_name(&speaker.name);
        let other = name.any(Classes::of(&[
            Class::School,
            Class::SportsClub,
            Class::Charity,
            Class::Party,
            Class::Intergovernmental,
            Class::Legislature,
            Class::StateBody,
        ]));
        let lends = name.has(Class::Lender);
        let outlet_name = name.any(Classes::of(&[Class::Outlet, Class::StateMedia, Class::Venue]));
        // A hall where somebody met is no company.
        let acted = b.antecedents.has_acted(id) && !outlet_name;
        let plain = business && !other && acted && (any || !lends) && speaker.state.is_none();
        let called = b.index.is_called(id, &head);
        if outlet && speaker.kind == SpeakerKind::Outlet {
            return true;
        }
        named && speaker.kind == SpeakerKind::Organisation && (called || of_family(&id) || plain)
    };
    match b.find(n, Wanted::Thing, fits) {
        Meaning::Unknown => None,
        found => Some(found),
    }
}

/// "the government", "Mexican authorities", "the ministry": that of the state named, else of
/// the state that the draft is about.
fn government(b: &mut Binding<'_>, mention: &Mention) -> Meaning {
    let owner = mention.possessor.and_then(|p| b.owner(p));
    let owners = owner.and_then(|id| b.speaker(id).state);
    let named = b.given.state_of(mention).or(owners);
    let text = key(b.given.words(mention.role.unwrap_or(mention.span)));
    // "local government" and "health authorities" are not simply the government.
    let words = b.given.tokens(mention.role.or(mention.head).unwrap_or(mention.span));
    let plain = words.iter().all(|t| t.state.is_some() || t.is(Class::Government));
    let general = plain && (text.ends_with("government") || text.ends_with("authorities"));
    // "the Obama administration", "a Republican government": not simply that of the story.
    let of_others = mention.indefinite
        || b.given
            .tokens(mention.span)
            .iter()
            .skip(1)
            .any(|t| t.is_capitalised() && t.state.is_none() && !t.is(Class::Government));
    let local = ["local", "state", "city", "county", "regional", "provincial", "municipal"];
    let of_others =
        of_others || b.given.tokens(mention.span).iter().any(|t| local.iter().any(|w| t.reads(w)));
    let state = match named {
        Some(state) => Some(state),
        None if of_others => None,
        // "authorities", without an article: of whichever state the passage is about.
        None if general && words.len() == 1 && !b.given.tokens(mention.span)[0].reads("the") => {
            b.states.only()
        }
        None => state_meant(b, mention),
    };
    if plain && !of_others {
        b.states.last = state.or(b.states.last);
    }
    let label = match state {
        Some(state) if general => {
            format!("the {} government", b.given.lexicon.state_adjective(state))
        }
        _ => b.given.words(mention.span).to_owned(),
    };
    Meaning::Speaker(b.by_words(&label, SpeakerKind::Government, state))
}

/// The state of which "the government" speaks, where the words do not say it.
fn state_meant(b: &Binding<'_>, mention: &Mention) -> Option<StateId> {
    let subject = b.antecedents.subject_of(mention);
    b.states.meant(subject.and_then(|id| b.speaker(id).state))
}
