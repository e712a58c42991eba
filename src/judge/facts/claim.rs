//! What is known about a claim: the questions behind the conditions, one function each.

use super::{attribution, headline, words};
use crate::judge::lists::OwnList;
use crate::judge::subject::Subject;
use crate::judge::view::View;
use crate::lexicon::CueClass;
use crate::parse::ChannelKind;
use crate::resolve::{Meaning, SideId, SpeakerId, SpeakerKind};
use crate::rulebook::ClaimAsked;
use crate::weigh::{Answer, AnswerKind, Claim};

/// The claim of a subject: its own, that of an attribution, or the one that a headline states.
pub(in crate::judge) fn of<'v>(view: &'v View<'_>, subject: Subject) -> Option<&'v Claim> {
    let n = match subject {
        Subject::Claim(n) => n,
        Subject::Attribution(n) => view.ledger.claim_of[n]?,
        Subject::Headline(n) => headline::claim(view, n)?,
        _ => return None,
    };
    view.ledger.claims.get(n)
}

/// True when a condition on a claim holds.
pub(in crate::judge) fn holds(asked: ClaimAsked<'_>, view: &View<'_>, claim: &Claim) -> bool {
    match asked {
        ClaimAsked::Standing(standings) => standings.contains(&claim.standing),
        ClaimAsked::Voices(least) => voices(view, claim).len() >= *least,
        ClaimAsked::SingleSide(wanted) => {
            let single = claim.sides.len() == 1;
            let alone = voices(view, claim).len() < 2;
            single == *wanted && (!single || alone || sides_are_certain(view, claim))
        }
        ClaimAsked::Own(wanted) => claim.private == *wanted,
        ClaimAsked::Interest(wanted) => claim.interest.is_some() == *wanted,
        ClaimAsked::Answered(kinds) => {
            claim.answers.iter().any(|a| kinds.contains(&a.kind) && self::asked(view, a))
        }
        ClaimAsked::Body(wanted) => body(view, claim) == *wanted,
        ClaimAsked::Party(wanted) => party(view, claim) == *wanted,
        ClaimAsked::Channels(kinds) => channels(view, claim, kinds),
        ClaimAsked::Reversal(wanted) => reversal(view, claim) == *wanted,
    }
}

/// Those who state a claim, each once, with the attribution that shows best who it is: a certain
/// one before one that is only likely.
pub(in crate::judge) fn voices(view: &View<'_>, claim: &Claim) -> Vec<(SpeakerId, usize)> {
    let mut voices: Vec<(SpeakerId, usize)> = Vec::new();
    for n in &claim.attributions {
        let Some(id) = view.story.bindings[*n].speaker() else { continue };
        match voices.iter_mut().find(|(known, _)| *known == id) {
            Some((_, at)) if view.story.certain(*at).is_none() => *at = *n,
            Some(_) => {}
            None => voices.push((id, *n)),
        }
    }
    voices
}

/// True when it is certain who states a claim, and on which side each of them is.
pub(in crate::judge) fn sides_are_certain(view: &View<'_>, claim: &Claim) -> bool {
    voices(view, claim)
        .iter()
        .all(|(id, n)| view.story.certain(*n).is_some() && view.story.is_side_certain(*id))
}

/// True when all channels through which a claim is known are of these kinds: "wrote on X".
fn channels(view: &View<'_>, claim: &Claim, kinds: &[ChannelKind]) -> bool {
    let channels = claim.attributions.iter();
    let mut channels = channels.filter_map(|a| attribution::channel(view, *a)).peekable();
    channels.peek().is_some() && channels.all(|kind| kinds.contains(&kind))
}

/// True when one who denies a claim has made it: "He had said it was shut … He now denies it".
fn reversal(view: &View<'_>, claim: &Claim) -> bool {
    let mut deniers = claim.answers.iter().map(|a| &view.story.bindings[a.attribution]);
    let own = |meaning: &Meaning| {
        meaning.speaker().is_some()
            && claim.attributions.iter().any(|a| view.story.bindings[*a] == *meaning)
    };
    deniers.any(own)
}

/// True when the side behind a claim accuses somebody in the draft, or is accused.
fn party(view: &View<'_>, claim: &Claim) -> bool {
    let accuses = claim.attributions.iter().any(|a| {
        let cue = view.parsed.attributions[*a].cue.as_ref();
        cue.is_some_and(|cue| cue.class == CueClass::Accuse)
    });
    accuses || claim.sides.iter().any(|side| view.parties.contains(side))
}

/// True when an answer is one to the newsroom: "did not reply to a request", not "did not reply to
/// his charm".
fn asked(view: &View<'_>, answer: &Answer) -> bool {
    let attribution = &view.parsed.attributions[answer.attribution];
    let other = !matches!(answer.kind, AnswerKind::Declines | AnswerKind::Silent);
    let Some(sentence) = view.text.sentences.get(attribution.sentence) else { return other };
    let list = OwnList::AskedWord.name();
    other || words::find(view, &sentence.tokens, list).is_some()
}

/// True when a claim comes from a body, or from somebody who speaks for one.
fn body(view: &View<'_>, claim: &Claim) -> bool {
    let organisation = |side: &SideId| {
        let members = view.story.sides[side.0].members.iter().take(40);
        members.into_iter().any(|m| view.story.speakers[m.0].kind == SpeakerKind::Organisation)
    };
    claim.sides.iter().any(organisation)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn standing_and_voices() {
        check(
            Scope::Claim,
            &[
                (
                    "standing: [one-source]",
                    "Acme Corp dumped acid in the river, Tom Hale said.",
                    "+",
                ),
                (
                    "standing: [disputed]",
                    "Acme Corp dumped acid in the river, the union said.\n\nAcme Corp denied this.",
                    "+",
                ),
                (
                    "voices: 2",
                    "Peru and Chile have agreed to share the water, Lima said.\n\nPeru and Chile have agreed to share the water, the farmer Tom Hale said.",
                    "+",
                ),
                ("voices: 2", "Peru and Chile have agreed to share the water, Lima said.", "-"),
                (
                    "single-side: true",
                    "Peru and Chile have agreed to share the water, Lima said.",
                    "+",
                ),
                (
                    "single-side: true",
                    "Peru and Chile have agreed to share the water, Lima said.\n\nPeru and Chile have agreed to share the water, the farmer Tom Hale said.",
                    "-",
                ),
                ("own: true", "I will resign on Friday, the minister Ana Ruiz wrote on X.", "+"),
                ("own: true", "The mill is shut, the minister Ana Ruiz wrote on X.", "-"),
                (
                    "interest: true",
                    "The chairman said the merger had been agreed after careful consideration.",
                    "+",
                ),
                ("interest: true", "The chairman said the merger had been agreed on Monday.", "-"),
                (
                    "answered: [declines, silent]",
                    "Peru and Chile have agreed to share the water, Lima said.\n\nThe Chilean government declined to comment.",
                    "+",
                ),
                (
                    "answered: [denies]",
                    "Peru and Chile have agreed to share the water, Lima said.\n\nThe Chilean government declined to comment.",
                    "-",
                ),
            ],
        );
    }

    #[test]
    fn who_claims() {
        check(
            Scope::Claim,
            &[
                ("body: true", "Acme Corp said the mill was sold.", "+"),
                ("body: true", "Tom Hale said the mill was sold.", "-"),
                (
                    "party: true",
                    "Ann Webb accused Tom Hale of fraud. Webb said the mill was sold.",
                    "++",
                ),
                ("party: true", "Ann Webb said the mill was sold.", "-"),
                (
                    "channels: [post]",
                    "Rebels hold the bridge, the commander Omar Keita said on Telegram.",
                    "+",
                ),
                (
                    "channels: [post]",
                    "Rebels hold the bridge, the commander Omar Keita said in an interview.",
                    "-",
                ),
                ("channels: [post]", "Rebels hold the bridge, the commander Omar Keita said.", "-"),
                (
                    "reversal: true",
                    "Acme Corp dumped acid in the river, the union said.\n\nAcme Corp denied this.",
                    "-",
                ),
            ],
        );
    }
}
