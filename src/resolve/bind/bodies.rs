//! Whom descriptions of bodies mean: "the company", "the government".

use super::antecedents::Wanted;
use super::binding::Binding;
use super::index::FAMILIES;
use super::roles::described;
use super::same_name::key;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
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
        return government(b, n, mention);
    }
    if b.given.is(mention, Class::Court) {
        return described(b, mention, SpeakerKind::Court);
    }
    let words = b.given.tokens(mention.span);
    let bare = words.first().is_some_and(|t| t.among(FunctionWord::DefiniteArticle))
        && words.len() <= 5
        && mention.possessor.is_none()
        && !words.iter().skip(1).any(|t| {
            // "the Boston-based company"
            t.is_capitalised() && !t.text.ends_with("-based")
        });
    if bare && let Some(meaning) = body_like(b, n, mention).or_else(|| called_before(b, n, mention))
    {
        return meaning;
    }
    if let Some(MentionId(owner)) = mention.possessor
        && let Some(Meaning::Speaker(owner)) = b.known(owner).cloned()
    {
        let head = b.given.head(mention);
        if let Some(id) = b.index.owned(owner, &head) {
            return Meaning::Speaker(id);
        }
        let name = b.owned_name(mention, owner);
        let id = b.by_words(&name, SpeakerKind::Organisation, None);
        b.index.own_body(owner, head, id);
        return Meaning::Speaker(id);
    }
    described(b, mention, SpeakerKind::Organisation)
}

/// A body that is called by a common word of its name.
///
/// > The Hostage Families **Forum** met. **The forum** said
pub(super) fn by_last_word(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let [article, word] = b.given.tokens(mention.span) else { return None };
    let plain = article.among(FunctionWord::DefiniteArticle)
        && !word.is_capitalised()
        && mention.possessor.is_none();
    if !plain {
        return None;
    }
    let head = b.given.head(mention);
    let fits = |id: SpeakerId| {
        let speaker = b.speaker(id);
        let last = || speaker.name.rsplit(' ').next().unwrap_or_default();
        b.index.is_named(id)
            && speaker.kind == SpeakerKind::Organisation
            && speaker.name.contains(' ')
            && last().to_lowercase() == head
    };
    match b.find(n, Wanted::Thing, fits) {
        found @ Meaning::Speaker(_) => Some(found),
        _ => None,
    }
}

/// "the company": the only company so far, or the one that has the floor.
fn body_like(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let head = b.given.head(mention);
    let families = b.given.head_classes(mention);
    let business = families.has(Class::Business);
    // A bank is a company, but no carmaker.
    let any = b.given.reads(&head, FunctionWord::AnyFirm);
    // "the organization" can be of any kind.
    let anything = b.given.reads(&head, FunctionWord::AnyBody);
    let outlet = families.has(Class::OutletNoun) || b.given.reads(&head, FunctionWord::PressWord);
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
        let at_large = anything && acted && speaker.state.is_none() && !name.has(Class::Party);
        if outlet && speaker.kind == SpeakerKind::Outlet {
            return true;
        }
        named
            && speaker.kind == SpeakerKind::Organisation
            && (called || of_family(&id) || plain || at_large)
    };
    match b.find(n, Wanted::Thing, fits) {
        Meaning::Unknown => only_one(b, mention, &head).map(Meaning::Speaker),
        found => Some(found),
    }
}

/// A body that was described with more words before, whichever of them is meant if one is.
///
/// > **The harbour agency** said no. … **The agency** said
fn called_before(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let [article, word] = b.given.tokens(mention.span) else { return None };
    if !article.among(FunctionWord::DefiniteArticle) || word.is_capitalised() {
        return None;
    }
    let head = word.text.to_lowercase();
    let fits = |id: SpeakerId| {
        let speaker = b.speaker(id);
        let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
        let longer = key(&speaker.name).rsplit_once(' ').is_some_and(|(_, last)| last == head);
        body && longer && b.antecedents.has_spoken(id)
    };
    match b.find(n, Wanted::Thing, fits) {
        found @ Meaning::Speaker(_) => Some(found),
        _ => None,
    }
}

/// The only body of the draft that has a word for it in its name, however far back.
///
/// > The **Commission** on Ferries met. … **The commission** said
fn only_one(b: &Binding<'_>, mention: &Mention, head: &str) -> Option<SpeakerId> {
    if b.given.tokens(mention.span).len() != 2 {
        return None;
    }
    let mut fits = b.index.in_role(head).iter().copied().filter(|id| {
        b.index.is_named(*id)
            && b.speaker(*id).kind == SpeakerKind::Organisation
            && key(&b.speaker(*id).name).split(' ').any(|word| word == head)
    });
    let one = fits.next()?;
    fits.all(|other| other == one).then_some(one)
}

/// "the government", "Mexican authorities", "the ministry": that of the state named, else of
/// the state that the draft is about.
fn government(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    let owner = mention.possessor.and_then(|p| b.owner(p));
    let owners = owner.and_then(|id| b.speaker(id).state);
    let named = b.given.state_of(mention).or(owners);
    // "local government" and "health authorities" are not simply the government.
    let words = b.given.tokens(mention.role.or(mention.head).unwrap_or(mention.span));
    let plain = words.iter().all(|t| t.state.is_some() || t.is(Class::Government));
    let general = plain && words.last().is_some_and(|t| t.among(FunctionWord::GovernmentAtLarge));
    // "the Obama administration", "a Republican government": not simply that of the story.
    // "Gaza's health ministry" is not that of the state of the story.
    let of_others = mention.indefinite
        || mention.possessor.is_some() && named.is_none()
        || b.given
            .tokens(mention.span)
            .iter()
            .skip(1)
            .any(|t| t.is_capitalised() && t.state.is_none() && !t.is(Class::Government));
    let of_others =
        of_others || b.given.tokens(mention.span).iter().any(|t| t.among(FunctionWord::Local));
    let state = match named {
        Some(state) => Some(state),
        None if of_others => None,
        // "authorities", without an article: of whichever state the passage is about.
        None if general
            && words.len() == 1
            && !b.given.tokens(mention.span)[0].among(FunctionWord::DefiniteArticle) =>
        {
            b.states.only()
        }
        None => state_meant(b, mention),
    };
    if plain && !of_others {
        b.states.last = state.or(b.states.last);
    }
    let organ = words.iter().filter(|t| t.state.is_none()).map(|t| t.text.to_lowercase());
    let organ = organ.collect::<Vec<_>>().join(" ");
    if plain && !general && !of_others && !organ.is_empty() {
        return organ_of(b, (n, mention), &organ, named, state);
    }
    let label = match state {
        Some(state) if general => {
            format!("the {} government", b.given.lexicon.state_adjective(state))
        }
        _ => b.given.words(mention.span).to_owned(),
    };
    Meaning::Speaker(b.by_words(&label, SpeakerKind::Government, state))
}

/// "the military", "the foreign ministry": that of the state named, else the only one so far, else
/// that of the state meant.
///
/// > **Peru's army** … **the Peruvian army** … **the army**
fn organ_of(
    b: &mut Binding<'_>,
    (n, mention): (usize, &Mention),
    organ: &str,
    named: Option<StateId>,
    meant: Option<StateId>,
) -> Meaning {
    let words = |b: &Binding<'_>, state| {
        key(&format!("{} {organ}", b.given.lexicon.state_adjective(state)))
    };
    let known = |b: &Binding<'_>, state| b.index.described(&words(b, state));
    if named.is_none() {
        let mut all: Vec<_> = b.states.named().filter_map(|state| known(b, state)).collect();
        all.sort_unstable();
        match all.as_slice() {
            [] => {}
            [one] => return Meaning::Speaker(*one),
            _ => return Meaning::Ambiguous(all),
        }
    }
    if let Some(id) = meant.and_then(|state| known(b, state)) {
        return Meaning::Speaker(id);
    }
    if let Some(longer) = called_before(b, n, mention).filter(|_| named.is_none()) {
        return longer;
    }
    let label = b.given.words(mention.span).to_owned();
    let id = b.by_words(&label, SpeakerKind::Government, meant);
    if let Some(state) = meant {
        b.states.note(state);
        b.index.describe(words(b, state), id);
    }
    Meaning::Speaker(id)
}

/// "the US", as a government.
pub(super) fn state(b: &mut Binding<'_>, mention: &Mention) -> Meaning {
    let state = b.given.state_of(mention);
    let words = b.given.words(mention.span).to_owned();
    Meaning::Speaker(b.by_words(&words, SpeakerKind::Government, state))
}

/// The state of which "the government" speaks, where the words do not say it.
fn state_meant(b: &Binding<'_>, mention: &Mention) -> Option<StateId> {
    let subject = b.antecedents.subject_of(mention);
    b.states.meant(subject.and_then(|id| b.speaker(id).state))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn the_company_means_the_only_one() {
        let copy = "Norvane Motors cut 400 jobs on Monday. The company said demand was weak.";
        assert_eq!(speaker_of(copy, "The company"), "Norvane Motors");
        let copy = "Norvane Motors owes money to Harlow Bank. The bank said it would wait.";
        assert_eq!(speaker_of(copy, "The bank"), "Harlow Bank");
        let copy = "Weston University suspended the coach. The school said it would look \
                 into the case.";
        assert_eq!(speaker_of(copy, "The school"), "Weston University");
        let copy = "Weston University suspended the coach. The company said it would look \
                 into the case.";
        assert_eq!(speaker_of(copy, "The company"), "The company");
    }

    #[test]
    fn the_organization_is_of_any_kind() {
        let copy = "The Families Forum met on Monday. The organization said the plan was weak.";
        assert_eq!(speaker_of(copy, "The organization"), "Families Forum");
        let copy = "Tom Hale met Ruth Bell. The organization said the plan was weak.";
        assert_eq!(speaker_of(copy, "The organization"), "The organization");
    }

    #[test]
    fn a_word_of_its_name_means_the_body() {
        let copy = "The Hostage Families Forum met on Monday. The forum said the plan was weak.";
        assert_eq!(speaker_of(copy, "The forum"), "Hostage Families Forum");
        let copy = "The Hostage Families Group met on Monday. The forum said the plan was weak.";
        assert_eq!(speaker_of(copy, "The forum"), "The forum");
    }

    #[test]
    fn the_agency_is_the_one_described_before() {
        let copy = "Peru's transport ministry said the bridge was old. Nobody had looked at it, the \
                    ministry said.";
        assert_eq!(speaker_of(copy, "the ministry"), "Peru's transport ministry");
        let copy = "The harbour agency said the bridge was old. The agency said it was shut.";
        assert_eq!(speaker_of(copy, "The agency"), "The harbour agency");
        let copy =
            "Peru's transport ministry said the bridge was old. The agency said it was shut.";
        assert_eq!(speaker_of(copy, "The agency"), "The agency");
    }

    #[test]
    fn a_hall_is_no_company() {
        let copy = "Norvane Motors met investors at Harlow Hall. The company said demand \
                 was weak.";
        assert_eq!(speaker_of(copy, "The company"), "Norvane Motors");
    }

    #[test]
    fn their_company_is_the_owners() {
        let copy = "Ada Wynne met Tom Hale. Hale's company said no.";
        assert_eq!(speaker_of(copy, "Hale's company"), "Hale's company");
    }

    #[test]
    fn the_government_is_that_of_the_state_in_the_story() {
        let copy = "The Mexican government closed the port. The government said it was unsafe.";
        assert_eq!(speaker_of(copy, "The government"), "the Mexican government");
        let copy = "The port was closed. The government said it was unsafe.";
        assert_eq!(speaker_of(copy, "The government"), "The government");
        let copy = "The Mexican government closed the port. The local government said it \
                 was unsafe.";
        assert_eq!(speaker_of(copy, "The local government"), "The local government");
        let copy = "The Mexican government closed the port. The Peruvian government said \
                 it was unsafe.";
        assert_eq!(speaker_of(copy, "The Peruvian government"), "the Peruvian government");
        let copy = "The Mexican government closed the port. Authorities said it was unsafe.";
        assert_eq!(speaker_of(copy, "Authorities"), "Authorities");
    }

    #[test]
    fn the_army_of_a_state_is_one() {
        let copy = "Peru's army shut the road. The Peruvian army said it was unsafe.";
        assert_eq!(speaker_of(copy, "The Peruvian army"), "Peru's army");
        let copy = "Peru's army shut the road. The army said it was unsafe.";
        assert_eq!(speaker_of(copy, "The army"), "Peru's army");
        let copy = "Peru's army shut the road. The Chilean army said it was unsafe.";
        assert_eq!(speaker_of(copy, "The Chilean army"), "The Chilean army");
        let copy = "Peru's army shut the road. The Chilean army opened it. The army said it was \
                    unsafe.";
        assert_eq!(speaker_of(copy, "The army"), "Peru's army or The Chilean army");
    }

    #[test]
    fn the_government_of_two_states() {
        let copy = "The Mexican government closed the port. The Peruvian government opened \
                 one. The Mexican government closed the road. The government said it \
                 was unsafe.";
        assert_eq!(speaker_of(copy, "The government"), "the Mexican government");
        let copy = "The Mexican government closed the port. The Mexican government closed \
                 the road. The Peruvian government sued it. The government said it was \
                 unsafe.";
        assert_eq!(speaker_of(copy, "The government"), "the Mexican government");
    }

    #[test]
    fn her_office_has_her_name() {
        let copy = "Ann Hale will go to Selby on Monday, according to her office.";
        assert_eq!(speaker_of(copy, "her office"), "Ann Hale’s office");
        let copy = "Ann Hale will go to Selby on Monday, according to her employer.";
        assert_eq!(speaker_of(copy, "her employer"), "her employer");
    }

    #[test]
    fn the_only_commission_is_meant_however_far_back() {
        let far = "It rained. The road was shut. Trains were late. The mill stood still. The river \
                   rose. Workers wept.";
        let copy = format!("The Commission on Ferries met. {far} The commission said no.");
        assert_eq!(speaker_of(&copy, "The commission"), "Commission on Ferries");
        let copy = format!(
            "The Commission on Ferries met. The Commission on Roads met. {far} The commission said no."
        );
        assert_eq!(speaker_of(&copy, "The commission"), "The commission");
    }
}
