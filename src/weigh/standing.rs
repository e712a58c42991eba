//! How a claim stands: the first of the standings that holds.

use std::collections::HashSet;

use super::context::Weighing;
use super::ledger::{AnswerKind, Claim, Standing};
use super::self_report::interest;
use crate::lexicon::{Act, Class, CueClass, FunctionWord};
use crate::parse::Attribution;
use crate::resolve::{Meaning, SideId, SpeakerId, SpeakerKind};
use crate::tokenise::token::{Kind, Token};

/// At most this many of those who state a claim are looked at for what they are to it.
const LOOKED_AT: usize = 12;

/// The date of a paper stands within so many words of its name.
const LONGEST_SOURCE: usize = 30;

/// Bodies whose papers are public records.
const PUBLIC: [Class; 6] = [
    Class::Government,
    Class::StateBody,
    Class::Legislature,
    Class::Police,
    Class::Intergovernmental,
    Class::PublicBody,
];

/// The first standing that holds.
pub(super) fn standing(claim: &Claim, w: Weighing<'_>) -> Standing {
    let answered = |kind: AnswerKind| claim.answers.iter().find(|a| a.kind == kind);
    // Whose word only others pass on has not spoken to the draft, and can refuse to.
    let told = claim.attributions.iter().any(|n| w.attribution(*n).nested.is_none());
    let foreign =
        |side: Option<SideId>| !told || side.is_none_or(|side| !claim.sides.contains(&side));
    if answered(AnswerKind::Denies).is_some_and(|a| foreign(a.side)) {
        return Standing::Disputed;
    }
    if claim.attributions.iter().any(|a| documented(w, *a)) {
        return Standing::Documented;
    }
    let standpoints = claim
        .sides
        .iter()
        .take(LOOKED_AT)
        .map(|side| standpoint(claim, w, *side))
        .collect::<Vec<_>>();
    let heard = standpoints.iter().filter(|s| **s != Standpoint::Faceless).count();
    if claim.sides.len() >= 2 && heard >= 2 && standpoints.contains(&Standpoint::Outside) {
        return Standing::Independent;
    }
    if is_faceless(claim, w) {
        return Standing::Unsourced;
    }
    if heard >= 2 || claim.answers.iter().any(|a| a.kind == AnswerKind::Confirms) && heard >= 1 {
        return Standing::Agreed;
    }
    let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
    if claim.answers.iter().any(|a| silent(a.kind) && foreign(a.side)) {
        return Standing::OneSideAsked;
    }
    if voices(claim, w).len() >= 2 { Standing::OneSide } else { Standing::OneSource }
}

/// True when all who say so are hidden, or nobody in particular.
fn is_faceless(claim: &Claim, w: Weighing<'_>) -> bool {
    let hidden = |n: &usize| {
        let kind = w.cx.story.bindings[*n].speaker().map(|id| w.speaker(id).kind);
        // "Selby Schools officials": the body is named, only the office is not.
        let body =
            w.attribution(*n).source.as_ref().is_some_and(|source| {
                w.cx.text.tokens_in(source.span).iter().any(|t| t.pos.is_name())
            });
        matches!(kind, Some(SpeakerKind::Anonymous | SpeakerKind::Collective)) && !body
            || kind.is_none() && w.attribution(*n).source.is_none()
    };
    !claim.attributions.is_empty() && claim.attributions.iter().all(hidden)
}

/// What a side is to a claim that it states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standpoint {
    /// The claim is about others.
    Outside,
    /// The claim is about the side itself, or praises it.
    Party,
    /// Nobody who could be called: unnamed people, "critics", a report passed on.
    Faceless,
}

fn standpoint(claim: &Claim, w: Weighing<'_>, side: SideId) -> Standpoint {
    let stated =
        || claim.attributions.iter().filter(|a| w.voices[**a].side == Some(side)).take(LOOKED_AT);
    let faceless = stated().all(|a| {
        let voice = w.voices[*a];
        voice.speaker.is_none_or(|id| {
            matches!(
                w.speaker(id).kind,
                SpeakerKind::Anonymous | SpeakerKind::Collective | SpeakerKind::Outlet
            )
        })
    });
    if faceless {
        return Standpoint::Faceless;
    }
    let party = claim
        .attributions
        .iter()
        .take(LOOKED_AT)
        .any(|a| w.attribution(*a).content.iter().any(|span| w.names(side, *span)));
    let praises = stated().any(|a| interest(w.cx.text, w.attribution(*a)).is_some());
    if party || praises { Standpoint::Party } else { Standpoint::Outside }
}

/// True for what a court or a public record shows, and for sources that the newsroom takes for one.
pub(super) fn documented(w: Weighing<'_>, attribution: usize) -> bool {
    let a = w.attribution(attribution);
    let speaker = w.cx.story.bindings[attribution].speaker();
    if speaker.is_some_and(|id| w.speaker(id).is_record) {
        return true;
    }
    let court = w.cx.story.bindings[attribution]
        .speaker()
        .is_some_and(|id| w.speaker(id).kind == SpeakerKind::Court);
    // "a judge in Turin ruled": a judge without a name decides for the court.
    let bench = a.act == Act::Decision
        && a.source.as_ref().is_some_and(|source| {
            w.cx.text.tokens_in(source.span).iter().take(4).any(|t| t.is(Class::Court))
        });
    bench
        || is_verdict(w, a, court)
        || court
            && (a.act == Act::Decision
                || a.cue.as_ref().is_some_and(|c| c.class == CueClass::Announce))
        || on_paper(w, a)
}

/// > A jury **found** Hale guilty. | Hale **pleaded guilty to** theft.
fn is_verdict(w: Weighing<'_>, a: &Attribution, court: bool) -> bool {
    a.cue.as_ref().is_some_and(|cue| {
        let words = w.cx.text.tokens_in(cue.span);
        let pleads =
            cue.class == CueClass::Admit && words.iter().any(|t| t.among(FunctionWord::Guilty));
        pleads || court && cue.class == CueClass::Document
    })
}

/// > **Court records show** that the firm was sold. | **A council report of March 2018 said** that …
///
/// A paper of a court, or one of a public body with its date.
fn on_paper(w: Weighing<'_>, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else { return false };
    let words = w.cx.text.tokens_in(source.span);
    let paper = |class: Class| words.iter().any(|t| t.is(class) && t.pos.is_noun());
    let doubted = matches!(cue.class, CueClass::Doubt | CueClass::Accuse | CueClass::Predict);
    let said = |class: Class| words.iter().any(|t| t.is(class));
    // What the paper's cue stands beside: "found in 2018", "published in January, found".
    let beside = source.span.to(cue.span);
    let when = attribution.when.map_or(beside, |when| beside.to(when));
    let dated = w.cx.text.tokens_in(when).iter().take(LONGEST_SOURCE).any(|t| {
        t.is(Class::Month)
            || t.kind == Kind::Number && t.text.len() == 4 && t.text.starts_with(['1', '2'])
    });
    let court = said(Class::Court) && paper(Class::CourtRecord);
    let public = paper(Class::Document) && PUBLIC.iter().any(|class| said(*class));
    !doubted && (court || dated && public || is_document(w, attribution, words))
}

/// > **The audit found** that the money was gone. | **A dashboard shows** that …
///
/// A paper that states a fact; a suit or a complaint only says what one side claims.
fn is_document(w: Weighing<'_>, attribution: &Attribution, words: &[Token<'_>]) -> bool {
    let speaker = attribution.source.as_ref().and_then(|source| source.mention);
    let speaker = speaker.map(|mention| &w.cx.story.mentions[mention.0]);
    let paper = speaker
        .and_then(Meaning::speaker)
        .is_some_and(|id| w.speaker(id).kind == SpeakerKind::Document);
    paper && !words.iter().any(|t| t.among(FunctionWord::ChargeNoun))
}

/// Those who state a claim, each once, in the order of the text.
pub(super) fn voices(claim: &Claim, w: Weighing<'_>) -> Vec<SpeakerId> {
    let counted: HashSet<SideId> = claim.sides.iter().copied().collect();
    let mut seen = HashSet::new();
    let stated = claim.attributions.iter();
    let stated = stated.filter(|a| w.voices[**a].side.is_none_or(|side| counted.contains(&side)));
    let all =
        stated.flat_map(|a| w.voices[*a].speaker.into_iter().chain(w.beside(*a).iter().copied()));
    all.filter(|id| seen.insert(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the first claim of some copy stands.
    fn first(copy: &str) -> Standing {
        crate::testing::weighed(copy).ledger.claims[0].standing
    }

    #[test]
    fn the_first_standing_that_holds_is_taken() {
        let claim = "Larkhill Homes poisoned the river, the fisher Ada Wynne said.";
        assert_eq!(first(claim), Standing::OneSource);
        let with = |reply: &str| first(&format!("{claim}\n\n{reply}"));
        assert_eq!(with("Larkhill Homes declined to comment."), Standing::OneSideAsked);
        assert_eq!(
            with("Larkhill Homes denied that it had poisoned the river."),
            Standing::Disputed
        );
        assert_eq!(with("The ferry left the port on Monday."), Standing::OneSource);
    }

    #[test]
    fn two_who_are_no_party_support_a_claim() {
        let copy = "The wall of the dam has cracked, the engineer Ada Wynne said.\n\nThe wall of \
                    the dam has cracked, the farmer Tom Hale said.";
        assert_eq!(first(copy), Standing::Independent);
        // One who is known and one who is not: nobody else who could be called.
        let copy = "The wall of the dam has cracked, the engineer Ada Wynne said.\n\nThe wall of \
                    the dam has cracked, critics said.";
        assert_ne!(first(copy), Standing::Independent);
    }

    #[test]
    fn a_dated_paper_of_a_public_body_is_a_record() {
        let with = |source: &str| first(&format!("{source} that the mill had been sold."));
        assert_eq!(with("Court records show"), Standing::Documented);
        assert_eq!(with("A council report of March 2018 said"), Standing::Documented);
        assert_eq!(with("The audit found"), Standing::Documented);
        assert_ne!(with("The lawsuit says"), Standing::Documented);
        assert_ne!(with("The baker Tom Hale said in 2018"), Standing::Documented);
    }
}
