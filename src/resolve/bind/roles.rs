//! Whom descriptions mean: "the president", "her lawyer", "the company", "the report".

use super::antecedents::Wanted;
use super::binding::Binding;
use super::epithets::epithet;
use super::index::{FAMILIES, RIVALS, latest};
use super::same_name::key;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::parse::{Mention, Number, Shape};
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};

/// Lets a speaker be found by the words of a role, by title, and by family.
pub(super) fn index_role(b: &mut Binding<'_>, id: SpeakerId, mention: &Mention) {
    let kind = b.speaker(id).kind;
    let named = matches!(kind, SpeakerKind::Person | SpeakerKind::Organisation);
    if !named || mention.name.is_none() {
        return;
    }
    let mut words: Vec<String> = Vec::new();
    let mut posts: Vec<String> = Vec::new();
    let mut families = Classes::NONE;
    let own = mention.name.filter(|_| kind == SpeakerKind::Organisation);
    for span in mention.role.into_iter().chain(mention.honorific).chain(own) {
        // "a spokesman for the governor" is no governor.
        let mut own = true;
        for token in b.given.tokens(span).iter().take(24).filter(|t| t.is_wordlike()) {
            own &= !token.among(FunctionWord::RoleLink) || token.is(Class::Role);
            let word = token.text.to_lowercase();
            if own {
                families.add(token.classes);
                // "the US" is no secretary of the US.
                if token.state.is_none() {
                    posts.push(word.clone());
                }
            }
            words.push(word);
        }
    }
    for post in posts {
        b.index.add_post(&post, id);
    }
    for word in words {
        b.index.add_role(&word, id);
    }
    b.index.add_families(families, id);
    let owner = kinsman(b, id, mention).or_else(|| b.owner(mention.possessor?));
    if let Some(owner) = owner {
        b.index.own(owner, &b.given.head(mention), id);
    }
    if let Some(words) = kin(b, mention) {
        b.index.add_kin(words, id);
    }
}

/// "his wife", where a pronoun says whose.
fn kin(b: &Binding<'_>, mention: &Mention) -> Option<String> {
    let whose = &b.given.parsed.mentions[mention.possessor?.0];
    let relation = b.given.head_classes(mention).has(Class::Relation);
    let word = b.given.words(whose.span).to_lowercase();
    (relation && whose.shape == Shape::Pronoun).then(|| [word, b.given.head(mention)].join(" "))
}

/// Whose wife somebody is who has the surname of one man.
///
/// > Tom Hale met Carl Reed. He had moved, said **his wife, Ann Hale**.
fn kinsman(b: &Binding<'_>, id: SpeakerId, mention: &Mention) -> Option<SpeakerId> {
    kin(b, mention)?;
    let whose = &b.given.parsed.mentions[mention.possessor?.0];
    let gender = b.given.gender_of_word(b.given.words(whose.span));
    let name = key(&b.speaker(id).name);
    let (_, last) = name.rsplit_once(' ')?;
    let mut others = latest(b.index.with_surname(last)).filter(|other| *other != id);
    let one = others.next().filter(|one| gender.fits(b.speaker(*one).gender))?;
    others.all(|other| other == one).then_some(one)
}

/// "the president": whoever was introduced so; "a spokesman": somebody new.
pub(super) fn role(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    let kind = if b.given.is(mention, Class::Spokesperson) {
        SpeakerKind::Spokesperson
    } else if is_side(b, mention) {
        SpeakerKind::Organisation
    } else {
        SpeakerKind::TitleOnly
    };
    let name = b.given.words(mention.span).to_owned();
    if mention.indefinite {
        let state = b.given.state_of(mention);
        let id = b.add(&name, kind, state);
        b.index.introduce(b.given.head(mention), id);
        return Meaning::Speaker(id);
    }
    let head = b.given.head(mention);
    if let Some(meaning) = owned(b, mention, &head, kind) {
        return meaning;
    }
    if let Some(age) = head.strip_suffix("-year-old") {
        return aged(b, n, mention, age);
    }
    let fits = holders(b, mention, &head);
    if let Some(newcomer) = newcomer(b, mention, &head, &fits) {
        return Meaning::Speaker(newcomer);
    }
    match fits.as_slice() {
        [one] => Meaning::Speaker(*one),
        [] => epithet(b, n, mention).unwrap_or_else(|| described(b, mention, kind)),
        _ => among(b, n, mention, fits),
    }
}

/// Somebody without a name who came in by the same word after everybody who is called by it.
///
/// > Ruth Bell is a spokeswoman for the bank. A spokesman for the port left. **The spokesman** said
fn newcomer(
    b: &Binding<'_>,
    mention: &Mention,
    head: &str,
    fits: &[SpeakerId],
) -> Option<SpeakerId> {
    let latest = |id: SpeakerId| b.speaker(id).mentions.last().map(|m| m.0);
    let words = b.given.tokens(mention.span);
    let plain = words.len() == 2 && words[0].among(FunctionWord::DefiniteArticle);
    let newest = b.index.introduced(head).last().copied().filter(|_| plain && !fits.is_empty())?;
    let unnamed = b.speaker(newest).kind != SpeakerKind::Person;
    let near = b.given.parsed.mentions[latest(newest)?].sentence + 4 >= mention.sentence;
    let after = fits.iter().all(|id| latest(*id) < latest(newest));
    (unnamed && near && after).then_some(newest)
}

/// True for "the prosecution": a side in court, and no person.
fn is_side(b: &Binding<'_>, mention: &Mention) -> bool {
    let head = mention.head.map_or(&[][..], |head| b.given.tokens(head));
    b.given.lexicon.phrases_in(head).iter().any(|hit| hit.list == "side-in-court")
}

/// "her lawyer": the same one each time, and the one who was introduced so.
fn owned(b: &mut Binding<'_>, mention: &Mention, head: &str, kind: SpeakerKind) -> Option<Meaning> {
    let possessor = mention.possessor?;
    let owner = match b.owner(possessor) {
        Some(owner) => owner,
        // "the mayor of Leeds": the place stands behind.
        None if possessor.0 >= b.story.mentions.len() => match b.known(possessor.0) {
            Some(Meaning::Speaker(id)) => *id,
            _ => return None,
        },
        // "his lawyer", and it is open who he is: somebody new each time.
        None if head.is_empty() => return Some(Meaning::Unknown),
        // The draft has named one wife of a man, and it is no matter which man he is.
        None if let Some([one]) = kin(b, mention).map(|words| b.index.kin(&words)) => {
            return Some(Meaning::Speaker(*one));
        }
        None => {
            let name = b.given.words(mention.span).to_owned();
            return Some(Meaning::Speaker(b.add(&name, kind, None)));
        }
    };
    if head.is_empty() {
        return None;
    }
    if let Some(id) = b.index.owned(owner, head) {
        return Some(Meaning::Speaker(id));
    }
    // "the president of Venezuela" can be the Venezuelan president, "the anchor for Univision"
    // the only journalist so far, if he is of no other station.
    let state = b.speaker(owner).state;
    let place = b.speaker(owner).kind == SpeakerKind::Government;
    let person = b.speaker(owner).kind == SpeakerKind::Person;
    let definite = b
        .given
        .tokens(mention.span)
        .first()
        .is_some_and(|t| t.among(FunctionWord::DefiniteArticle));
    let fits: Vec<_> = holders(b, mention, head)
        .into_iter()
        .filter(|id| match state {
            Some(_) if place => b.speaker(*id).state == state,
            _ => b.index.owner_of(*id).is_none_or(|known| known == owner),
        })
        .collect();
    // "the state's leader" is not whoever else was called a leader.
    let spoken = |id: &SpeakerId| state.is_some() || b.antecedents.has_spoken(*id);
    if let ([one], true) = (fits.as_slice(), definite && !person)
        && spoken(one)
    {
        return Some(Meaning::Speaker(*one));
    }
    let name = b.owned_name(mention, owner);
    let id = b.add(&name, kind, state);
    b.index.own(owner, head, id);
    Some(Meaning::Speaker(id))
}

/// "the 46-year-old": the person of that age, else like "he" or "she".
fn aged(b: &Binding<'_>, n: usize, mention: &Mention, age: &str) -> Meaning {
    match b.index.of_age(age) {
        [one] => return Meaning::Speaker(*one),
        [] => {}
        several => return Meaning::Ambiguous(several.to_vec()),
    }
    let wanted = Wanted::Person(Gender::Unknown);
    // "Cruz said the 52-year-old was honest": she is not.
    let subject = b.antecedents.subject_of(mention);
    let other = |id: SpeakerId| subject != Some(id);
    b.find(n, wanted, other)
}

/// Named speakers who were introduced by this role, or one of its family, and whose state,
/// gender and further words do not speak against it.
fn holders(b: &Binding<'_>, mention: &Mention, head: &str) -> Vec<SpeakerId> {
    let state = b.given.state_of(mention);
    let gender = b.gender(mention);
    let classes = b.given.head_classes(mention);
    let own = b.index.in_post(head);
    let families = FAMILIES.into_iter().filter(|family| classes.has(*family));
    let family = families.flat_map(|family| b.index.family(family));
    let mut fits: Vec<SpeakerId> = latest(own)
        .chain(family)
        .filter(|id| {
            let speaker = b.speaker(*id);
            speaker.kind == SpeakerKind::Person
                && can_be_of(b, *id, state)
                && gender.fits(speaker.gender)
                && qualified(b, mention, *id)
        })
        .collect();
    fits.sort_unstable();
    fits.dedup();
    // "the Peruvian leader" is the Peruvian president.
    if fits.is_empty() && b.given.reads(head, FunctionWord::Leader) && state.is_some() {
        fits.extend(leaders(b, state));
    }
    // A Venezuelan stands before one of whom no state is known.
    if fits.iter().any(|id| state.is_some() && b.speaker(*id).state == state) {
        fits.retain(|id| b.speaker(*id).state == state);
    }
    // Who was called by the very word stands before who is only of the family.
    let exact: Vec<_> = fits.iter().copied().filter(|id| own.contains(id)).collect();
    if exact.is_empty() || exact.len() == fits.len() { fits } else { exact }
}

/// Who leads a state, by the post.
fn leaders(b: &Binding<'_>, state: Option<StateId>) -> Vec<SpeakerId> {
    let leads = |id: &SpeakerId| {
        let mut roles = b.speaker(*id).roles.iter().take(8);
        roles.any(|role| {
            b.given.tokens(*role).last().is_some_and(|t| t.among(FunctionWord::LeadsState))
        })
    };
    let known = b
        .story
        .speakers
        .iter()
        .enumerate()
        .filter(|(_, speaker)| speaker.kind == SpeakerKind::Person && speaker.state == state);
    known.map(|(n, _)| SpeakerId(n)).filter(leads).take(RIVALS).collect()
}

/// True when somebody can hold an office of a state: he is of that state, or of none that is
/// named and the draft is about that state. "President Hale … **the French president**" in a
/// draft that has not named France is another.
pub(super) fn can_be_of(b: &Binding<'_>, id: SpeakerId, state: Option<StateId>) -> bool {
    match (state, b.speaker(id).state) {
        (None, _) => true,
        (Some(state), None) => b.states.main() == Some(state),
        (state, own) => state == own,
    }
}

/// True when no word before the head speaks against a holder: "the **Vermont** senator" is no
/// senator from Ohio, "the **former** governor" not one in office.
pub(super) fn qualified(b: &Binding<'_>, mention: &Mention, id: SpeakerId) -> bool {
    let Some(head) = mention.head else { return true };
    let before = b
        .given
        .tokens(mention.span)
        .iter()
        .filter(|t| t.span.end <= head.start && t.is_wordlike())
        .take(8);
    for token in before {
        let past = token.among(FunctionWord::OutOfOffice);
        let proper = token.is_capitalised()
            && token.state.is_none()
            && !token.among(FunctionWord::DefiniteArticle);
        let known = b.index.has_role(id, &token.text.to_lowercase());
        // "the Florida senator" is no other senator who was only mentioned.
        let other = has_region(b, id) || !b.antecedents.has_acted(id);
        if !known && (past || proper && other) {
            return false;
        }
    }
    true
}

/// True when a speaker's roles name a place or a body: "**Ohio** senator".
fn has_region(b: &Binding<'_>, id: SpeakerId) -> bool {
    b.speaker(id).roles.iter().take(8).any(|role| {
        b.given.tokens(*role).iter().any(|t| {
            t.is_capitalised()
                && t.pos.is_name()
                && !t.classes.any(Classes::of(&[
                    Class::Role,
                    Class::Honorific,
                    Class::PartyMember,
                    Class::Party,
                ]))
        })
    })
}

/// Of several who hold a role the one who has the floor; else it is open.
fn among(b: &Binding<'_>, n: usize, mention: &Mention, fits: Vec<SpeakerId>) -> Meaning {
    let wanted = Wanted::Person(b.gender(mention));
    let among = |id: SpeakerId| fits.contains(&id);
    let near = b.find(n, wanted, among);
    if let Meaning::Speaker(id) = near
        && b.antecedents.has_spoken(id)
    {
        return near;
    }
    // An office has one holder: the only one of them who has spoken.
    let spoken: Vec<_> = fits.iter().copied().filter(|id| b.antecedents.has_spoken(*id)).collect();
    match spoken.as_slice() {
        [one] => Meaning::Speaker(*one),
        _ => Meaning::Ambiguous(fits),
    }
}

/// "the nurse": the one nurse who came in without a name, if no word speaks against it.
fn introduced(b: &Binding<'_>, mention: &Mention) -> Option<Meaning> {
    let words = b.given.tokens(mention.span);
    let definite = words.first()?.among(FunctionWord::DefiniteArticle);
    let plain = words.len() <= 3 && mention.possessor.is_none();
    // "a military source told Norvane News … the source said"
    let source =
        mention.shape == Shape::Other && b.given.head_classes(mention).has(Class::Anonymous);
    let known = matches!(mention.shape, Shape::Role | Shape::Anonymous | Shape::Body);
    let one = (known || source) && mention.number != Number::Many;
    if !(definite && plain && one) {
        return None;
    }
    let state = b.given.state_of(mention);
    let known = b.index.introduced(&b.given.head(mention));
    let mut fits = known.iter().rev().take(4).filter(|id| {
        let other = b.speaker(**id).state;
        state.is_none() || other.is_none() || state == other
    });
    let first = *fits.next()?;
    // "the source" goes on with whoever of them came in or spoke last, a few sentences before.
    let last = |id: SpeakerId| b.speaker(id).mentions.last().map(|m| m.0);
    let near = |n: usize| b.given.parsed.mentions[n].sentence + 3 >= mention.sentence;
    Some(match fits.next() {
        None => Meaning::Speaker(first),
        Some(second) if source && last(first) > last(*second) && last(first).is_some_and(near) => {
            Meaning::Speaker(first)
        }
        Some(second) => Meaning::Ambiguous(vec![*second, first]),
    })
}

/// Somebody without a name: the same words mean the same speaker.
pub(super) fn described(b: &mut Binding<'_>, mention: &Mention, kind: SpeakerKind) -> Meaning {
    let owner = mention.possessor.and_then(|p| b.owner(p));
    let text = match owner {
        Some(owner) => b.owned_name(mention, owner),
        None => b.given.words(mention.span).to_owned(),
    };
    let state = b.given.state_of(mention);
    if mention.indefinite && mention.shape != Shape::Document {
        let id = b.add(&text, kind, state);
        b.index.introduce(b.given.head(mention), id);
        return Meaning::Speaker(id);
    }
    if let Some(meaning) = introduced(b, mention) {
        return meaning;
    }
    if kind == SpeakerKind::Anonymous && mention.number == Number::One {
        return Meaning::Speaker(b.add(&text, kind, state));
    }
    if let Some(whole) = with_place(b, mention).filter(|_| owner.is_none()) {
        let id = b.by_words(&whole, kind, state);
        // Those without a place are those of the last place, if they were not named alone.
        let alone = b.index.described(&key(&text));
        if alone.is_none_or(|known| b.speaker(known).name.len() > text.len()) {
            b.index.describe(key(&text), id);
        }
        return Meaning::Speaker(id);
    }
    Meaning::Speaker(b.by_words(&text, kind, state))
}

/// A description of several with the place behind it, which tells them from others.
///
/// > **Prosecutors in Selby** said no. Prosecutors in Harlow said yes.
fn with_place(b: &Binding<'_>, mention: &Mention) -> Option<String> {
    if mention.number != Number::Many || mention.name.is_some() || mention.indefinite {
        return None;
    }
    let at = b.given.text.within(mention.span).end;
    let [link, place, ..] = b.given.text.tokens.get(at..)? else { return None };
    let named = place.is_capitalised() && (place.state.is_some() || place.pos.is_name());
    let link = link.among(FunctionWord::TitleLink) && !link.among(FunctionWord::With);
    let words = b.given.text.tokens[at + 1..].iter().take(3);
    let last = words.take_while(|t| t.is_capitalised() && t.pos.is_name()).last().unwrap_or(place);
    let times = Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord]);
    let whole = mention.span.to(last.span);
    (link && named && !place.classes.any(times)).then(|| b.given.words(whole).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_role_means_whoever_was_introduced_by_it() {
        let copy = "Mayor Ada Wynne opened the hall. The mayor said it was full.";
        assert_eq!(speaker_of(copy, "The mayor"), "Ada Wynne");
        let copy = "Mayor Ada Wynne opened the hall. The coach said it was full.";
        assert_eq!(speaker_of(copy, "The coach"), "The coach");
        let copy = "Sen. Ruth Bell voted no. The lawmaker said she would vote no again.";
        assert_eq!(speaker_of(copy, "The lawmaker"), "Ruth Bell");
    }

    #[test]
    fn who_came_in_last_without_a_name_is_meant_by_the_same_word() {
        let copy = "Spokesman Tom Hale left. A spokesman for the port said no. The spokesman \
                 said the port was shut.";
        assert_eq!(speaker_of(copy, "The spokesman"), "A spokesman for the port");
        let copy = "A spokesman for the port said no. Spokesman Tom Hale left. The spokesman \
                 said the port was shut.";
        assert_eq!(speaker_of(copy, "The spokesman"), "Tom Hale");
    }

    #[test]
    fn an_indefinite_role_is_somebody_new() {
        let copy = "Mayor Ada Wynne opened the hall. A mayor said it was full.";
        assert_eq!(speaker_of(copy, "A mayor"), "A mayor");
    }

    #[test]
    fn a_spokesman_for_the_governor_is_no_governor() {
        let copy = "Kay Dunn, a spokeswoman for the governor, left. The governor said the \
                 road was shut.";
        assert_eq!(speaker_of(copy, "The governor"), "the governor");
        let copy = "Governor Kay Dunn left. The governor said the road was shut.";
        assert_eq!(speaker_of(copy, "The governor"), "Kay Dunn");
    }

    #[test]
    fn two_in_one_role_leave_it_open() {
        let copy = "Foreign Minister Lena Braun met Finance Minister Karl Vogt. The clerks \
                 left. The room was cleared. An hour passed. A bell rang. The minister \
                 said the talks were useful.";
        assert_eq!(speaker_of(copy, "The minister"), "Lena Braun or Karl Vogt");
        let copy = "Foreign Minister Lena Braun met Finance Minister Karl Vogt. Vogt said \
                 little. The clerks left. The minister said the talks were useful.";
        assert_eq!(speaker_of(copy, "The minister"), "Karl Vogt");
    }

    #[test]
    fn the_state_of_an_office_has_to_fit() {
        let copy = "Venezuelan President Nicolas Osorio spoke. US President Joe Barden did \
                 not. The Venezuelan president said talks would resume.";
        assert_eq!(speaker_of(copy, "The Venezuelan president"), "Nicolas Osorio");
        let copy = "President Carl Hale spoke. The French president said talks would resume.";
        assert_eq!(speaker_of(copy, "The French president"), "The French president");
    }

    #[test]
    fn a_former_holder_is_another() {
        let copy = "Governor Kay Dunn opened the bridge. The former governor said it was \
                 unsafe.";
        assert_eq!(speaker_of(copy, "The former governor"), "The former governor");
        let copy = "Former governor Kay Dunn opened the bridge. The former governor said \
                 it was unsafe.";
        assert_eq!(speaker_of(copy, "The former governor"), "Kay Dunn");
    }

    #[test]
    fn gender_has_to_fit() {
        let copy = "Actress Ada Wynne opened the hall. The actor said it was full.";
        assert_eq!(speaker_of(copy, "The actor"), "The actor");
    }

    #[test]
    fn an_age_means_who_was_given_it() {
        let copy = "Piet Jansen, 43, met Tom Hale, a farmer. The 43-year-old said he had \
                 walked all night.";
        assert_eq!(speaker_of(copy, "The 43-year-old"), "Piet Jansen");
        let copy = "Piet Jansen, 43, met Tom Hale, 43. The 43-year-old said he had walked \
                 all night.";
        assert_eq!(speaker_of(copy, "The 43-year-old"), "Piet Jansen or Tom Hale");
    }

    #[test]
    fn whose_lawyer_it_is_tells_lawyers_apart() {
        let copy = "Ada Wynne met Tom Hale. Hale's lawyer, Kim Dorn, left. Hale's lawyer \
                 said no.";
        assert_eq!(speaker_of(copy, "Hale's lawyer"), "Kim Dorn");
        let copy = "Ada Wynne met Tom Hale. Hale's lawyer, Kim Dorn, left. Wynne's lawyer \
                 said no.";
        assert_eq!(speaker_of(copy, "Wynne's lawyer"), "Wynne's lawyer");
    }

    #[test]
    fn the_owner_after_a_role_counts_too() {
        let copy = "The mayor of Leeds said no. The mayor of Leeds said yes.";
        assert_eq!(speaker_of(copy, "The mayor of Leeds"), "The mayor of Leeds");
    }

    #[test]
    fn the_nurse_is_the_one_who_came_in_without_a_name() {
        let copy = "A nurse on the ward left at noon. The nurse said it was full.";
        assert_eq!(speaker_of(copy, "The nurse"), "A nurse");
        let copy = "A nurse on the ward left at noon. A nurse at the gate stayed. The \
                 nurse said it was full.";
        assert_eq!(speaker_of(copy, "The nurse"), "A nurse or A nurse");
    }

    #[test]
    fn fits() {
        let copy = "Ohio senator Ruth Bell left. The Vermont senator said the bill was weak.";
        assert_eq!(speaker_of(copy, "The Vermont senator"), "The Vermont senator");
        let copy = "Ohio senator Ruth Bell left. The Ohio senator said the bill was weak.";
        assert_eq!(speaker_of(copy, "The Ohio senator"), "Ruth Bell");
    }

    #[test]
    fn those_of_two_places_are_two() {
        let copy = "Prosecutors in Selby said no. Prosecutors in Harlow said the road \
                    was open.";
        assert_eq!(speaker_of(copy, "Prosecutors in Harlow"), "Prosecutors in Harlow");
        let copy = "Prosecutors in Selby said no. Prosecutors said the road was shut.";
        assert_eq!(speaker_of(copy, "Prosecutors"), "Prosecutors in Selby");
    }

    #[test]
    fn his_wife_is_whoever_has_his_surname() {
        let copy = "Tom Hale died. Carl Reed left. He sang, said his wife, Ann Hale. Reed wept. \
                    Hale was old. He was kind, his wife said.";
        assert_eq!(speaker_of(copy, "his wife"), "Ann Hale");
        let copy = "Tom Hale died. He sang, said his wife, Ann Reed. Carl Price left the hall. \
                    Carl Price was kind, Price's wife said.";
        assert_ne!(speaker_of(copy, "Price's wife"), "Ann Reed");
    }

    #[test]
    fn the_leader_of_a_state_is_its_president() {
        let copy = "Peruvian President Tom Hale left. The Peruvian leader said the hall was full.";
        assert_eq!(speaker_of(copy, "The Peruvian leader"), "Tom Hale");
        let copy = "Peruvian President Tom Hale left. The Chilean leader said the hall was full.";
        assert_ne!(speaker_of(copy, "The Chilean leader"), "Tom Hale");
    }
}
