//! The officers of a part of a country, and the government of the country that it lies in, as far as
//! the draft says where it lies.

use rustc_hash::FxHashMap;

use super::governing::governs;
use super::joined::Joined;
use super::labels::{Label, is_named_person, up_to_comma};
use super::members::serves;
use super::offices::APART;
use crate::lexicon::{Class, FunctionWord, StateId};
use crate::resolve::{Context, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::tokenise::token::Token;

/// A place is named at most so many words after the state that it lies in.
const NEAR: usize = 5;

/// Who speaks of "the region" has named it at most so many words before.
const BEFORE: usize = 120;

/// The officers of a part of a state are of its side, where the government of the state is named.
///
/// > **Peru's** northern **Cusco region** … the head of the **Cusco regional** police
pub(super) fn regions(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let places = located(cx);
    let named = occurrences(cx, &places);
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    for n in (0..speaks.len()).filter(|n| speaks[*n]) {
        let id = SpeakerId(n);
        let organ = is_organ(cx, id);
        let own = |label: &Label<'_>| region_of(cx, *label, organ, &places, &named);
        let Some((state, span)) =
            labels.of(id).iter().find_map(|l| own(l).map(|state| (state, l.span)))
        else {
            continue;
        };
        if let Some(government) = government(cx, state) {
            joined.join(government, id, span, SideKind::RegionOfState);
        }
    }
}

/// A body that can be an organ of a region.
fn is_organ(cx: Context<'_>, id: SpeakerId) -> bool {
    let speaker = &cx.story.speakers[id.0];
    matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government)
        && !is_named_person(speaker)
}

/// The first who speaks for the government of a state.
fn government(cx: Context<'_>, state: StateId) -> Option<SpeakerId> {
    let mut all = cx.story.speakers.iter().enumerate();
    let governing =
        |(_, s): &(usize, &Speaker)| s.state == Some(state) && governs(cx, s, state).is_some();
    all.find(governing).map(|(n, _)| SpeakerId(n))
}

/// The places of which the draft says in which state they lie, lower case.
///
/// > **Peru's** northern **Cusco region**, the **Peruvian** city of **Tarma**
fn located(cx: Context<'_>) -> FxHashMap<String, Option<StateId>> {
    let mut places: FxHashMap<String, Option<StateId>> = FxHashMap::default();
    let tokens = &cx.text.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let Some(state) =
            token.state.filter(|_| token.is(Class::State) || token.is(Class::Demonym))
        else {
            continue;
        };
        let rest = &tokens[at + 1..tokens.len().min(at + 1 + NEAR)];
        if let Some(place) = place_in(rest) {
            let known = places.entry(place).or_insert(Some(state));
            if *known != Some(state) {
                *known = None;
            }
        }
    }
    places
}

/// The place that the words after a state name as a part of it.
///
/// > Peru's **northern Cusco region**, the Peruvian **city of Tarma**
fn place_in(words: &[Token<'_>]) -> Option<String> {
    let own = usize::from(words.first().is_some_and(Token::is_possessive));
    let words = &words[own..];
    let end = words.iter().position(|t| !t.is_wordlike()).unwrap_or(words.len());
    let words = &words[..end];
    let name = words.iter().position(|t| t.is_capitalised() && t.state.is_none())?;
    let (before, rest) = words.split_at(name);
    let area = |t: &Token<'_>| t.among(FunctionWord::PartOfState);
    let of = matches!(before, [.., word, of] if area(word) && of.among(FunctionWord::Of));
    let plain = before.iter().all(|t| t.pos.is_adjective() || t.pos.is_noun() || area(t));
    let after = plain && rest.get(1).is_some_and(area);
    (of || after).then(|| rest[0].text.to_lowercase())
}

/// Where the draft names the places: the token and the state, in order.
fn occurrences(
    cx: Context<'_>,
    places: &FxHashMap<String, Option<StateId>>,
) -> Vec<(usize, StateId)> {
    let tokens = cx.text.tokens.iter().enumerate().filter(|(_, t)| t.is_capitalised());
    let state = |text: &str| places.get(&text.to_lowercase()).copied().flatten();
    tokens.filter_map(|(at, t)| state(t.text).map(|state| (at, state))).collect()
}

/// The state of the region that a label speaks of.
///
/// > head of the **Cusco regional** police, **regional officials**
fn region_of(
    cx: Context<'_>,
    label: Label<'_>,
    organ: bool,
    places: &FxHashMap<String, Option<StateId>>,
    named: &[(usize, StateId)],
) -> Option<StateId> {
    let words = up_to_comma(label.words);
    let regional = |t: &Token<'_>| t.among(FunctionWord::Regional) || t.is(Class::Governor);
    let out = |t: &Token<'_>| t.among(FunctionWord::OutOfOffice) || t.classes.any(APART);
    let apart = words.iter().any(out);
    let acts = organ || serves(words) || words.iter().any(|t| t.is(Class::Police));
    if apart || !acts || !words.iter().any(regional) {
        return None;
    }
    // "governor of Peru's Cusco region"
    if let Some(at) = words.iter().position(|t| t.state.is_some()) {
        return words[at].state.filter(|_| place_in(&words[at + 1..]).is_some());
    }
    let own = |t: &Token<'_>| places.get(&t.text.to_lowercase()).copied();
    if let Some(state) = words.iter().find_map(own) {
        return state;
    }
    // "the Tarn regional council" is of another region than those that the draft has placed.
    let other =
        |t: &Token<'_>| t.is_capitalised() && !t.is(Class::Governor) && !t.pos.is_adjective();
    if words.iter().skip(1).any(other) || words[0].is(Class::Governor) {
        return None;
    }
    let at = cx.text.within(label.span).start;
    let before = named[..named.partition_point(|(token, _)| *token < at)].last()?;
    (before.0 + BEFORE >= at).then_some(before.1)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_officers_of_a_region_are_of_the_state_that_it_lies_in() {
        let copy = "The Peruvian government said the road was shut in Peru's northern Tarma region. Ana \
                    Ruiz, head of the Tarma regional administration, said it was open.";
        assert!(one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said the road was shut in the Peruvian city of Tarma. Regional \
                    officials said it was open.";
        assert!(one_side(copy, "the Peruvian government", "Regional officials"));
        let copy = "The Peruvian government said the road was shut in Tarma. Ana Ruiz, head of the Tarma \
                    regional administration, said it was open.";
        assert!(!one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said the road was shut in Chile's northern Tarma region. Ana \
                    Ruiz, head of the Tarma regional administration, said it was open.";
        assert!(!one_side(copy, "the Peruvian government", "Ana Ruiz"));
    }
}
