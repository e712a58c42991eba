//! Who is of the government of a state, and of which.

use rustc_hash::FxHashMap;

use super::governing::{governs, quote};
use super::joined::Joined;
use super::offices::{holders, office, post};
use super::organs::organ;
use crate::lexicon::{FunctionWord, StateId};
use crate::resolve::{Context, Evidence, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;

/// A capital, a palace, an agency, a minister and "the government" of one state are one side.
/// Parliament, courts, parties and the opposition are not.
pub(super) fn governments(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let story = cx.story;
    let holders = holders(cx);
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut first: FxHashMap<StateId, SpeakerId> = FxHashMap::default();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let id = SpeakerId(n);
        // Never because it is the one state named: "the president" can be a company's.
        let own = speaker.state.and_then(|state| {
            governs(cx, speaker, state).map(|(span, reason)| (state, span, reason, None))
        });
        let organ = || {
            organ(cx, &labels, id).filter(|_| speaks[n]).map(|(state, span)| {
                (state, Some(span), quote(cx, span), Some(SideKind::OrganOfState))
            })
        };
        let Some((state, span, reason, kind)) = own.or_else(organ) else { continue };
        // Two presidents of one state do not both govern it, and who does is not said.
        let rivals = span.and_then(|s| post(cx, s)).and_then(|post| holders.get(&post));
        if speaker.kind == SpeakerKind::Person && rivals.is_some_and(|count| *count > 1) {
            continue;
        }
        let kind = kind.unwrap_or_else(|| match span {
            None => SideKind::State,
            Some(span) if names_state(cx, speaker, span, state) => SideKind::OfficeOfState,
            Some(_) => SideKind::OfficeWithoutState,
        });
        match first.get(&state) {
            Some(other) if !joined.union.join(*other, id) => continue,
            Some(_) => {}
            None => {
                first.insert(state, id);
            }
        }
        joined.evidence.push(Evidence { speaker: id, kind, span, reason });
    }
}

/// True when the words of an office name the state.
///
/// > **Peruvian President** Ana Ruiz
fn names_state(cx: Context<'_>, speaker: &Speaker, office: Span, state: StateId) -> bool {
    let own = speaker.mentions.iter().take(8).map(|m| &cx.parsed.mentions[m.0]);
    let mut own = own.filter(|m| m.span.overlaps(office));
    own.any(|m| cx.text.tokens_in(m.span.to(office)).iter().any(|t| t.state == Some(state)))
}

/// In a draft that names no state at all, "the government" and whoever holds an office of state
/// are of one side.
///
/// > **The government** backed the tunnel. **Health Secretary** Ann Price said …
pub(super) fn home_government(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let story = cx.story;
    let body = |s: &Speaker| matches!(s.kind, SpeakerKind::Government | SpeakerKind::Organisation);
    if story.speakers.iter().any(|s| s.state.is_some() && body(s)) {
        return;
    }
    let plain = |s: &Speaker| {
        let last = s.name.rsplit(' ').next().unwrap_or_default();
        let body = cx.lexicon.function_of(last).has(FunctionWord::HomeGovernment);
        s.kind == SpeakerKind::Government && body
    };
    // "the government" in passing is nobody's.
    let mut speaks = vec![false; story.speakers.len()];
    for id in story.bindings.iter().filter_map(Meaning::speaker) {
        speaks[id.0] = true;
    }
    let plain = |s: &Speaker| plain(s) && !s.mentions.is_empty();
    let mut all = story.speakers.iter().enumerate();
    let Some(first) = all.position(|(n, s)| plain(s) && speaks[n]).map(SpeakerId) else {
        return;
    };
    let holders = holders(cx);
    for (n, speaker) in story.speakers.iter().enumerate() {
        let person = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::TitleOnly);
        let own = person && speaker.state.is_none();
        if plain(speaker) && n != first.0 {
            let span = cx.parsed.mentions[speaker.mentions[0].0].span;
            joined.join(first, SpeakerId(n), span, SideKind::HomeGovernment);
        }
        let Some(span) = office(cx, speaker).filter(|_| own) else { continue };
        let rivals = post(cx, span).and_then(|post| holders.get(&post).copied());
        if rivals.is_none_or(|count| count <= 1) {
            joined.join(first, SpeakerId(n), span, SideKind::HomeGovernment);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn capital_president_and_government_are_one() {
        let copy = "The Peruvian government said no. Lima said yes.";
        assert!(one_side(copy, "the Peruvian government", "Lima"));
        let copy = "The Peruvian government said no. Quito said yes.";
        assert!(!one_side(copy, "the Peruvian government", "Quito"));
        let copy = "The Peruvian government said no. Peruvian President Ana Ruiz said yes.";
        assert!(one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said no. Peruvian presidential candidate Ana \
                 Ruiz said yes.";
        assert!(!one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said no. Peruvian shadow minister Ana Ruiz \
                 said yes.";
        assert!(!one_side(copy, "the Peruvian government", "Ana Ruiz"));
    }

    #[test]
    fn an_office_is_of_no_state_because_it_is_the_one_named() {
        let copy = "The Peruvian government said no. President Ana Ruiz said yes.";
        assert!(!one_side(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "Ecuadorean Foreign Minister Carla Montalvo said the port was shut. \
                 President Andres Villacis said it would open.";
        assert!(!one_side(copy, "Carla Montalvo", "Andres Villacis"));
    }

    #[test]
    fn the_one_country_named_is_not_everybodys() {
        let copy = "Minister Ana Ruiz said the road was shut. Japan won the cup.";
        assert!(!one_side(copy, "Ana Ruiz", "Japan"));
        let copy = "The Japanese government said no.\n\nMinister Ana Ruiz said the road was shut.";
        assert!(!one_side(copy, "Ana Ruiz", "the Japanese government"));
        let copy = "Japan won the cup. President Ana Ruiz said the road was shut.";
        assert!(!one_side(copy, "Ana Ruiz", "Japan"));
    }

    #[test]
    fn who_held_an_office_is_of_no_government() {
        for who in [
            "Former Peruvian President Ana Ruiz",
            "The then Peruvian president, Ana Ruiz,",
            "Ex-President Ana Ruiz",
            "Ana Ruiz, the former president of Peru,",
        ] {
            let copy = format!("The Peruvian government said no. {who} said yes.");
            assert!(!one_side(&copy, "the Peruvian government", "Ana Ruiz"), "{who}");
        }
    }

    #[test]
    fn a_ministrys_spokesman_speaks_for_the_state() {
        let copy = "The Chinese government said no. Chinese Foreign Ministry spokesman Li \
                 Wen said yes.";
        assert!(one_side(copy, "the Chinese government", "Li Wen"));
        let copy = "The Chinese government said no. Former Chinese Foreign Ministry \
                 spokesman Li Wen said yes.";
        assert!(!one_side(copy, "the Chinese government", "Li Wen"));
    }

    #[test]
    fn in_a_draft_without_a_state_the_government_is_at_home() {
        let copy = "The government said it would back the tunnel. Health Secretary Ann \
                 Price said it would open.";
        assert!(one_side(copy, "The government", "Ann Price"));
        let copy = "The government said it would back the tunnel. Former health secretary \
                 Ann Price said it would open.";
        assert!(!one_side(copy, "The government", "Ann Price"));
    }
}
