//! Whose words name a state and an organ of it: its forces, its ministries, its spokespeople.

use super::labels::{Label, Labels};
use super::offices::APART;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::resolve::{Context, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// Who has the name of a state and does not act for it.
const NOT: Classes = Classes::of(&[
    Class::Outlet,
    Class::OutletNoun,
    Class::StateMedia,
    Class::Journalist,
    Class::SportsClub,
    Class::Coach,
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Expert,
    Class::Lawmaker,
    Class::Relation,
    Class::School,
    Class::Business,
    Class::Lender,
    Class::Charity,
]);

/// The state that a speaker is an organ of, and the words that show it.
pub(super) fn organ(
    cx: Context<'_>,
    labels: &Labels<'_>,
    id: SpeakerId,
) -> Option<(StateId, Span)> {
    let speaker = &cx.story.speakers[id.0];
    if speaker.kind == SpeakerKind::Outlet {
        return labels.of(id).iter().find_map(|label| state_media(*label));
    }
    if matches!(speaker.kind, SpeakerKind::Court | SpeakerKind::Collective) {
        return None;
    }
    labels.of(id).iter().find_map(|label| read(speaker, *label).or_else(|| state_media(*label)))
}

/// What a state prints and sends is its own word.
///
/// > **Russian state news agency** TASS
fn state_media(label: Label<'_>) -> Option<(StateId, Span)> {
    let state = label.words.iter().take(2).find_map(|t| t.state)?;
    let owned = label.words.windows(2).any(|pair| {
        let outlet = pair[1].is(Class::OutletNoun) || pair[1].is(Class::StateMedia);
        pair[0].among(FunctionWord::StateOwned) && (outlet || pair[1].pos.is_noun())
    });
    let media = label.words.iter().take(6).any(|t| t.is(Class::StateMedia));
    (owned && media).then_some((state, label.span))
}

/// > the **Ukrainian Air Force**, **Ukraine's army chief**, **Kremlin spokesman**
fn read(speaker: &Speaker, label: Label<'_>) -> Option<(StateId, Span)> {
    let stops = |t: &Token<'_>| {
        t.kind == Kind::Comma
            || t.among(FunctionWord::PersonRelative)
            || t.among(FunctionWord::RoleLink)
            || t.among(FunctionWord::And)
    };
    let end = label.words.iter().position(stops).unwrap_or(label.words.len());
    let (words, rest) = label.words.split_at(end);
    if let Some(state) = led_force(words, rest).or_else(|| staff_of(speaker, words, rest)) {
        return Some((state, label.span));
    }
    let past = |t: &Token<'_>| t.among(FunctionWord::OutOfOffice);
    if words.iter().any(|t| t.classes.any(APART) || t.classes.any(NOT) || past(t)) {
        return None;
    }
    let at = words.iter().position(|t| t.state.is_some())?;
    // "a former aide to the Ukrainian army", "pro-Russian forces": the state comes first.
    let first = words[..at].iter().enumerate().all(|(n, t)| n == 0 || !t.is_capitalised());
    let rest: Vec<_> = words[at + 1..].iter().filter(|t| !t.is_possessive()).collect();
    let (head, before) = rest.split_last()?;
    // "US envoy", "Peruvian national security adviser"
    let sent = head.is(Class::Representative)
        && !head.is(Class::Lawyer)
        && before.iter().all(|t| !t.is_capitalised());
    let voice = head.is(Class::Spokesperson) || head.is(Class::Official) || sent;
    let force = head.among(FunctionWord::ForceOfState) || head.is(Class::Government);
    let of_force = before.iter().any(|t| {
        t.among(FunctionWord::ForceOfState) || t.is(Class::Government) || t.is(Class::StateBody)
    });
    let leads = head.classes.any(LEADS) || head.among(FunctionWord::HeadsForce);
    let led = of_force && (leads || speaker.kind == SpeakerKind::Document);
    // "NTSB chair"
    let paper = speaker.kind == SpeakerKind::Document
        && (words[at].is(Class::StateBody) || words[at].is(Class::Seat));
    let officer = leads || head.is(Class::PoliceRank);
    let agency = words[at].is(Class::StateBody)
        && (before.is_empty() && head.classes.any(LEADS)
            || speaker.kind == SpeakerKind::Person && officer);
    let own = first && (voice || force || led || agency || paper);
    own.then_some((words[at].state?, label.span))
}

/// The state of the force that somebody leads or speaks for.
///
/// > deputy **head of Ukrainian Defense Intelligence**
fn led_force(words: &[Token<'_>], rest: &[Token<'_>]) -> Option<StateId> {
    let head = words.last()?;
    let past = words.iter().any(|t| t.among(FunctionWord::OutOfOffice));
    let leads = head.among(FunctionWord::HeadsForce)
        || head.classes.any(LEADS)
        || head.is(Class::Spokesperson);
    let (link, force) = rest.split_first()?;
    let from = force.iter().position(|t| !t.among(FunctionWord::Article))?;
    let force = &force[from..];
    let end = force.iter().position(|t| t.kind == Kind::Comma || t.among(FunctionWord::RoleLink));
    let force = &force[..end.unwrap_or(force.len())];
    let last = force.last()?;
    let armed = last.among(FunctionWord::ForceOfState) || last.is(Class::Government);
    let plain = !force.iter().any(|t| t.classes.any(APART) || t.classes.any(NOT));
    let led = leads
        && !past
        && armed
        && plain
        && link.among(FunctionWord::RoleLink)
        && !link.among(FunctionWord::From);
    force.first()?.state.filter(|_| led && force.len() > 1)
}

/// A staff or a force with its state after it.
///
/// > the **General Staff of Ukraine**'s Armed Forces
fn staff_of(speaker: &Speaker, words: &[Token<'_>], rest: &[Token<'_>]) -> Option<StateId> {
    let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
    let force = words.last()?.among(FunctionWord::ForceOfState);
    let (link, rest) = rest.split_first()?;
    let named = rest.iter().find(|t| !t.among(FunctionWord::Article))?;
    named.state.filter(|_| body && force && link.among(FunctionWord::Of))
}

/// Who leads or speaks for a force or a ministry.
const LEADS: Classes =
    Classes::of(&[Class::Office, Class::Executive, Class::Soldier, Class::Anonymous]);

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_forces_and_voices_of_a_state_are_of_its_government() {
        let copy =
            "The Peruvian government said the road was shut. The Peruvian army said it was open.";
        assert!(one_side(copy, "the Peruvian government", "the Peruvian army"));
        let copy = "The Peruvian government said the road was shut. A Peruvian military source said it was open.";
        assert!(one_side(copy, "the Peruvian government", "A Peruvian military source"));
        let copy =
            "The Peruvian government said the road was shut. Peruvian fishermen said it was open.";
        assert!(!one_side(copy, "the Peruvian government", "Peruvian fishermen"));
        let copy = "The Peruvian government said the road was shut. Ana Ruiz, head of Peruvian military intelligence, said it was open.";
        assert!(one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said the road was shut. The General Staff of Peru said it was open.";
        assert!(one_side(copy, "the Peruvian government", "General Staff of Peru"));
        let copy =
            "Russia said the road was shut. Russian state news agency TASS said it was open.";
        assert!(one_side(copy, "Russia", "TASS"));
        let copy = "Russia said the road was shut. Kremlin spokesman Ivan Orlov said it was open.";
        assert!(one_side(copy, "Russia", "Ivan Orlov"));
        let copy =
            "Russia said the road was shut. Former Kremlin spokesman Ivan Orlov said it was open.";
        assert!(!one_side(copy, "Russia", "Ivan Orlov"));
    }
}
