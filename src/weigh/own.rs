//! What a source says of itself: what it has done and plans, how it feels.

use super::context::Weighing;
use super::voice::mentions_in;
use crate::lexicon::{Act, CueClass, FunctionWord};
use crate::parse::Form;
use crate::resolve::{Gender, Meaning, Speaker, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// The subject of what is said has at most so many words and marks.
const SUBJECT: usize = 8;

/// "has long believed": a verb of opinion is among so many words.
const OPINION: usize = 3;

/// True where the subject of what is said is who says it: "I", "we", the firm itself, its own plans.
/// Never for accusations and denials, and never for papers, courts and people without a name.
pub(super) fn is_own(w: Weighing<'_>, n: usize) -> bool {
    let attribution = w.attribution(n);
    let Some(id) = w.cx.story.bindings[n].speaker() else { return false };
    let speaker = w.speaker(id);
    let class = attribution.cue.as_ref().map(|cue| cue.class);
    let nobody = matches!(
        speaker.kind,
        SpeakerKind::Anonymous
            | SpeakerKind::Collective
            | SpeakerKind::Document
            | SpeakerKind::Court
            | SpeakerKind::Outlet
    );
    if nobody
        || attribution.act == Act::Document
        || matches!(class, Some(CueClass::Accuse | CueClass::Deny))
    {
        return false;
    }
    let Some(piece) = attribution.content.first() else { return false };
    let tokens = w.cx.text.tokens_in(*piece);
    let mut words = tokens.iter().filter(|t| t.is_wordlike() && !t.among(FunctionWord::That));
    let Some(first) = words.next() else { return false };
    // "agreed to sell the mill"
    if first.among(FunctionWord::To) {
        return true;
    }
    let Some(verb) = tokens.iter().position(|t| t.pos.is_finite()) else { return false };
    let subject = &tokens[..verb];
    // "I think the road is shut" is about the road.
    let opinion = tokens[verb..].iter().take(OPINION).any(|t| t.among(FunctionWord::OpinionVerb));
    if opinion || subject.len() > SUBJECT {
        return false;
    }
    let itself = if attribution.form == Form::Indirect {
        is_itself(w, speaker, first)
    } else {
        subject.iter().any(|t| t.among(FunctionWord::FirstPerson))
    };
    itself || !is_person(speaker) && names_itself(w, n, subject)
}

/// True where praise is of a person or a firm of another side: whoever is named last before its verb. Of a
/// government it is left open: who speaks may be its president.
///
/// > The union said **the hospital** had made a **fair offer**.
pub(super) fn is_of_another(w: Weighing<'_>, n: usize, praise: Span) -> bool {
    let pieces = w.attribution(n).content.iter();
    let Some(piece) = pieces.into_iter().find(|piece| piece.contains(praise)) else { return false };
    let before = w.cx.text.tokens_in(Span::new(piece.start, praise.start));
    let Some(verb) = before.iter().rfind(|t| t.pos.is_finite()) else { return false };
    let named = mentions_in(w.cx, Span::new(piece.start, verb.span.start));
    let who =
        named.filter_map(|(_, meaning)| meaning.speaker()).map(|id| w.speaker(id)).next_back();
    who.is_some_and(|s| {
        let one = is_person(s) || s.kind == SpeakerKind::Organisation;
        one && Some(s.side) != w.voices[n].side
    })
}

fn is_person(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Spokesperson | SpeakerKind::TitleOnly)
}

/// True for a pronoun that can mean the speaker, and that means nobody else.
///
/// > Hale said **she** would leave. The firm said **it** had paid.
fn is_itself(w: Weighing<'_>, speaker: &Speaker, first: &Token<'_>) -> bool {
    let fits = if is_person(speaker) {
        first.among(FunctionWord::Masculine) && speaker.gender != Gender::Female
            || first.among(FunctionWord::Feminine) && speaker.gender != Gender::Male
    } else {
        first.among(FunctionWord::Neuter) || first.among(FunctionWord::PluralThird)
    };
    let another = mentions_in(w.cx, first.span).any(|(_, meaning)| match meaning {
        Meaning::Speaker(id) => w.speaker(*id).side != speaker.side,
        _ => false,
    });
    fits && !another
}

/// True where the last word of the subject names the side that speaks.
///
/// > Harlow Council said **the council** had sold the site.
fn names_itself(w: Weighing<'_>, n: usize, subject: &[Token<'_>]) -> bool {
    let named = |side| subject.last().is_some_and(|last| w.names(side, last.span));
    w.voices[n].side.is_some_and(named)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    #[test]
    fn what_a_source_says_of_itself() {
        let own = |copy: &str| {
            let claims = &weighed(copy).ledger.claims;
            if claims.first().is_some_and(|claim| claim.own) { "own" } else { "" }.to_owned()
        };
        check(
            own,
            &[
                ("Tom Hale said he had shut the road.", "own"),
                ("“I think the road is shut,” Tom Hale said.", ""),
                ("Tom Hale said she had shut the road.", ""),
                ("“I shut the road,” Tom Hale said.", "own"),
                ("“My road is shut,” Tom Hale said.", ""),
                ("Tom Hale said the road would be shut.", ""),
                ("Harlow Council said it had shut the road.", "own"),
                ("Northreach Ferries said Northreach Ferries had paid the crew.", "own"),
                ("Harlow Council promised to shut the road.", "own"),
                ("Tom Hale accused the firm of shutting the road.", ""),
                ("The report said it had shut the road.", ""),
                ("An official said he had shut the road.", ""),
            ],
        );
    }
}
