//! Who is of the government of a state, and of which.

use std::collections::HashMap;

use super::joined::Joined;
use super::offices::{APART, holders, office, post};
use super::organs::organ;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::parse::Mention;
use crate::resolve::{Context, Evidence, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// A capital, a palace, an agency, a minister and "the government" of one state are one camp.
/// Parliament, courts, parties and the opposition are not.
pub(super) fn governments(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let story = cx.story;
    let holders = holders(cx);
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut first: HashMap<StateId, SpeakerId> = HashMap::new();
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
/// are of one camp.
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

/// Why a speaker of a state speaks for its government, if so.
pub(super) fn governs(
    cx: Context<'_>,
    speaker: &Speaker,
    state: StateId,
) -> Option<(Option<Span>, String)> {
    let name = cx.lexicon.state_name(state);
    match speaker.kind {
        SpeakerKind::Government if speaker.state.is_some() && is_shown(cx, speaker, state) => {
            let mentions = speaker.mentions.iter().take(4);
            let classes = mentions
                .filter_map(|m| cx.parsed.mentions[m.0].name)
                .flat_map(|name| cx.text.tokens_in(name))
                .fold(Classes::NONE, |mut all, token| {
                    all.add(token.classes);
                    all
                });
            let reason = if classes.has(Class::Capital) {
                format!("capital of {name}")
            } else if classes.has(Class::Seat) {
                format!("seat of the government of {name}")
            } else if classes.has(Class::State) {
                format!("the state of {name}")
            } else {
                format!("the government of {name}")
            };
            Some((None, reason))
        }
        SpeakerKind::Organisation if speaker.state.is_some() => {
            let words = speaker
                .mentions
                .iter()
                .take(4)
                .flat_map(|m| cx.text.tokens_in(cx.parsed.mentions[m.0].span));
            let all = words.fold(Classes::NONE, |mut all, token| {
                all.add(token.classes);
                all
            });
            // "American Airlines" has a state in its name and is no body of it.
            let body = all.any(Classes::of(&[Class::StateBody, Class::Government]));
            (body && !all.any(APART)).then(|| (None, format!("a body of the government of {name}")))
        }
        SpeakerKind::Person | SpeakerKind::TitleOnly | SpeakerKind::Spokesperson => {
            let span = office(cx, speaker).or_else(|| speaks_for_state(cx, speaker));
            span.map(|span| (Some(span), quote(cx, span)))
        }
        SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Collective
            if speaker.state.is_some() =>
        {
            let mention = &cx.parsed.mentions[speaker.mentions.first()?.0];
            let head = cx.text.tokens_in(mention.head?).last()?;
            let serves = head.is(Class::Official) && mention.possessor.is_none();
            serves.then(|| (Some(mention.span), quote(cx, mention.span)))
        }
        _ => None,
    }
}

/// True when the words for a government name its state, or no other can be meant: "the ministry" may
/// be that of the other side.
fn is_shown(cx: Context<'_>, speaker: &Speaker, state: StateId) -> bool {
    let own = || speaker.mentions.iter().take(SHOWN).map(|m| &cx.parsed.mentions[m.0]);
    let names = |span| cx.text.tokens_in(span).iter().any(|t| t.state == Some(state));
    let owner = |m: &Mention| m.possessor.is_some_and(|p| names(cx.parsed.mentions[p.0].span));
    let at_large = |m: &Mention| {
        let head = m.head.into_iter().flat_map(|head| cx.text.tokens_in(head));
        head.into_iter().any(|t| t.among(FunctionWord::GovernmentAtLarge)) && m.name.is_none()
    };
    let again = |m: &Mention| named_before(cx, m) == Some(state);
    own().any(|m| names(m.span) || owner(m) || at_large(m) || again(m)) || is_sole(cx, state)
}

/// The state of the last body of the same word before, for one that is called by its word alone.
///
/// > the **Peruvian** health ministry … **the ministry**
fn named_before(cx: Context<'_>, mention: &Mention) -> Option<StateId> {
    let words = cx.text.tokens_in(mention.span);
    let [the, word] = words else { return None };
    let at = cx.text.within(mention.span).start;
    let before = &cx.text.tokens[at.saturating_sub(BACK)..at];
    let last = before.iter().rposition(|t| t.text.eq_ignore_ascii_case(word.text))?;
    let own = &before[last.saturating_sub(4)..last];
    the.among(FunctionWord::DefiniteArticle).then(|| own.iter().rev().find_map(|t| t.state))?
}

/// "the ministry" is named in full at most so many words before.
const BACK: usize = 150;

/// True where no word of the draft is for another state.
fn is_sole(cx: Context<'_>, state: StateId) -> bool {
    cx.text.tokens.iter().filter_map(|t| t.state).all(|other| other == state)
}

/// So many mentions of a government are looked at.
const SHOWN: usize = 6;

/// "Chinese **Foreign Ministry spokesman**": speaks for a ministry of the state named.
pub(super) fn speaks_for_state(cx: Context<'_>, speaker: &Speaker) -> Option<Span> {
    let own = |words: &[Token<'_>]| {
        let of = words.iter().any(|t| t.is(Class::Government) || t.is(Class::StateBody));
        let last = words.last().is_some_and(|t| t.is(Class::Spokesperson));
        let apart =
            words.iter().any(|t| t.classes.any(APART) || t.among(FunctionWord::OutOfOffice));
        of && last && !apart
    };
    let state = speaker.state?;
    let mut mentions = speaker.mentions.iter().take(8).map(|m| &cx.parsed.mentions[m.0]);
    mentions.find_map(|mention| {
        let role = mention.role?;
        let named = cx.text.tokens_in(mention.span).iter().any(|t| t.state == Some(state));
        (named && own(cx.text.tokens_in(role))).then_some(role)
    })
}

pub(super) fn quote(cx: Context<'_>, span: Span) -> String {
    format!("“{}”", cx.draft.words(span))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_camp;

    #[test]
    fn capital_president_and_government_are_one() {
        let copy = "The Peruvian government said no. Lima said yes.";
        assert!(one_camp(copy, "the Peruvian government", "Lima"));
        let copy = "The Peruvian government said no. Quito said yes.";
        assert!(!one_camp(copy, "the Peruvian government", "Quito"));
        let copy = "The Peruvian government said no. Peruvian President Ana Ruiz said yes.";
        assert!(one_camp(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said no. Peruvian presidential candidate Ana \
                 Ruiz said yes.";
        assert!(!one_camp(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "The Peruvian government said no. Peruvian shadow minister Ana Ruiz \
                 said yes.";
        assert!(!one_camp(copy, "the Peruvian government", "Ana Ruiz"));
    }

    #[test]
    fn an_office_is_of_no_state_because_it_is_the_one_named() {
        let copy = "The Peruvian government said no. President Ana Ruiz said yes.";
        assert!(!one_camp(copy, "the Peruvian government", "Ana Ruiz"));
        let copy = "Ecuadorean Foreign Minister Carla Montalvo said the port was shut. \
                 President Andres Villacis said it would open.";
        assert!(!one_camp(copy, "Carla Montalvo", "Andres Villacis"));
    }

    #[test]
    fn the_one_country_named_is_not_everybodys() {
        let copy = "Minister Ana Ruiz said the road was shut. Japan won the cup.";
        assert!(!one_camp(copy, "Ana Ruiz", "Japan"));
        let copy = "The Japanese government said no.\n\nMinister Ana Ruiz said the road was shut.";
        assert!(!one_camp(copy, "Ana Ruiz", "the Japanese government"));
        let copy = "Japan won the cup. President Ana Ruiz said the road was shut.";
        assert!(!one_camp(copy, "Ana Ruiz", "Japan"));
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
            assert!(!one_camp(&copy, "the Peruvian government", "Ana Ruiz"), "{who}");
        }
    }

    #[test]
    fn a_ministrys_spokesman_speaks_for_the_state() {
        let copy = "The Chinese government said no. Chinese Foreign Ministry spokesman Li \
                 Wen said yes.";
        assert!(one_camp(copy, "the Chinese government", "Li Wen"));
        let copy = "The Chinese government said no. Former Chinese Foreign Ministry \
                 spokesman Li Wen said yes.";
        assert!(!one_camp(copy, "the Chinese government", "Li Wen"));
    }

    #[test]
    fn in_a_draft_without_a_state_the_government_is_at_home() {
        let copy = "The government said it would back the tunnel. Health Secretary Ann \
                 Price said it would open.";
        assert!(one_camp(copy, "The government", "Ann Price"));
        let copy = "The government said it would back the tunnel. Former health secretary \
                 Ann Price said it would open.";
        assert!(!one_camp(copy, "The government", "Ann Price"));
    }
}
