//! Who stands with those who prosecute: the victims, the police of the case, what was shown in court.

use super::counsel::accused;
use super::joined::Joined;
use super::labels::{Label, Labels, is_named_person, up_to_comma};
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Context, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// In a story with one prosecution, the victims, the only force and the evidence are of its side.
///
/// > **Prosecutors** said … **the victim** said … according to **trial testimony**
pub(super) fn trial(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    if !cx.text.tokens.iter().any(is_of_case) {
        return;
    }
    let charged = accused(cx);
    let all: Vec<SpeakerId> = (0..speaks.len()).filter(|n| speaks[*n]).map(SpeakerId).collect();
    let of = |shows: &dyn Fn(&Speaker, Label<'_>) -> bool| -> Vec<(SpeakerId, Span)> {
        let mine = |id: &&SpeakerId| !charged.contains(*id) || is_prosecutor(cx, &labels, **id);
        let found = all.iter().filter(mine).filter_map(|id| shown(cx, &labels, *id, shows));
        found.collect()
    };
    let prosecution = of(&prosecutes);
    let forces = of(&is_force);
    let (first, forces) = if prosecution.is_empty() {
        let Some(first) = one_side(joined, &forces) else { return };
        (first, Vec::new())
    } else {
        (prosecution[0].0, forces)
    };
    let state = if prosecution.is_empty() { Vec::new() } else { of(&is_the_state) };
    let others = prosecution.into_iter().skip(1).chain(forces).chain(state);
    for (id, span) in others.chain(of(&is_victim)).chain(of(&is_evidence)) {
        joined.join(first, id, span, SideKind::Trial);
    }
}

/// > **charged**, **convicted**, the **indictment**
fn is_of_case(t: &Token<'_>) -> bool {
    t.among(FunctionWord::TriedInCourt) || t.among(FunctionWord::ChargingPaper)
}

/// The first label of a speaker that shows something.
fn shown(
    cx: Context<'_>,
    labels: &Labels<'_>,
    id: SpeakerId,
    shows: &dyn Fn(&Speaker, Label<'_>) -> bool,
) -> Option<(SpeakerId, Span)> {
    let speaker = &cx.story.speakers[id.0];
    let label = labels.of(id).iter().find(|label| shows(speaker, **label))?;
    Some((id, label.span))
}

/// The first of some speakers, if they are all of one side.
fn one_side(joined: &mut Joined<'_>, all: &[(SpeakerId, Span)]) -> Option<SpeakerId> {
    let (first, _) = all.first()?;
    let root = joined.union.root(first.0);
    all.iter().all(|(id, _)| joined.union.root(id.0) == root).then_some(*first)
}

/// True for who prosecutes, whatever else the verbs near the name say.
fn is_prosecutor(cx: Context<'_>, labels: &Labels<'_>, id: SpeakerId) -> bool {
    shown(cx, labels, id, &prosecutes).is_some()
}

/// > **the state** rested its case
fn is_the_state(speaker: &Speaker, label: Label<'_>) -> bool {
    let [the, state] = label.words else { return false };
    let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
    body && the.among(FunctionWord::DefiniteArticle) && state.among(FunctionWord::RegionBody)
}

/// > **prosecutors**, **District Attorney** Ann Hale
fn prosecutes(speaker: &Speaker, label: Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    let past = words.iter().any(|t| t.among(FunctionWord::OutOfOffice));
    let civil = words.iter().any(|t| t.among(FunctionWord::Sues));
    let defends = words.iter().any(|t| t.is(Class::Defence));
    let paper = speaker.kind == SpeakerKind::Document;
    !past && !civil && !defends && !paper && words.iter().any(|t| t.is(Class::Prosecution))
}

/// > **police**, **investigators**, **Detective** Jo Penn
fn is_force(speaker: &Speaker, label: Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    let force = |t: &Token<'_>| {
        t.among(FunctionWord::PoliceWord)
            || t.among(FunctionWord::Sheriff)
            || t.among(FunctionWord::PlainForce)
            || t.among(FunctionWord::Inquiry) && t.is_capitalised()
            || t.is(Class::PoliceRank) && t.is(Class::Police)
    };
    let past = words.iter().any(|t| t.among(FunctionWord::OutOfOffice) || t.is(Class::Relation));
    let body = speaker.kind != SpeakerKind::Document && speaker.kind != SpeakerKind::Court;
    body && !past && words.iter().any(force)
}

/// > **the victim**, **the victim's mother**
fn is_victim(speaker: &Speaker, label: Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    let victim = words.iter().position(|t| t.among(FunctionWord::Victim));
    let Some(at) = victim.filter(|_| !is_named_person(speaker)) else { return false };
    let rest = words[at + 1..].iter().filter(|t| !t.is_possessive());
    // "a victim advocate", "an officer who met the victim" are none of them.
    let opens = words[..at].iter().all(|t| {
        t.among(FunctionWord::Article)
            || t.among(FunctionWord::Of)
            || t.among(FunctionWord::Kin)
            || t.pos.is_adjective()
            || t.kind == Kind::Number
            || t.is_possessive()
    });
    opens
        && (rest.clone().all(|t| t.among(FunctionWord::Kin))
            || words[at + 1].among(FunctionWord::RoleLink))
}

/// > **the evidence**, **state testimony**, not **defence testimony**
fn is_evidence(speaker: &Speaker, label: Label<'_>) -> bool {
    let words = up_to_comma(label.words);
    if let [state, said] = words
        && state.among(FunctionWord::RegionBody)
    {
        return said.among(FunctionWord::SaidInCourt);
    }
    let shown = words.last().is_some_and(|t| t.among(FunctionWord::ShownInCourt));
    let whole = speaker.kind != SpeakerKind::Person && (2..=3).contains(&words.len());
    shown && whole && !words.iter().any(|t| t.is(Class::Defence) || t.is_possessive())
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_victim_and_the_police_stand_with_the_prosecution() {
        let copy = "Tom Hale was convicted. Prosecutors said the road was shut. The victim said it was open.";
        assert!(one_side(copy, "Prosecutors", "The victim"));
        let copy = "Tom Hale was convicted. Prosecutors said the road was shut. The victim's mother said it was open.";
        assert!(one_side(copy, "Prosecutors", "The victim's mother"));
        let copy = "Tom Hale was convicted. Prosecutors said the road was shut. The defendant said it was open.";
        assert!(!one_side(copy, "Prosecutors", "The defendant"));
        let copy =
            "Tom Hale was convicted. Prosecutors said the road was shut. Police said it was open.";
        assert!(one_side(copy, "Prosecutors", "Police"));
        let copy =
            "Tom Hale was convicted. Police said the road was shut. The victim said it was open.";
        assert!(one_side(copy, "Police", "The victim"));
        let copy = "Prosecutors said the road was shut. The victim said it was open.";
        assert!(!one_side(copy, "Prosecutors", "The victim"));
    }
}
