//! With what an attribution answers: a denial, a confirmation, a no-comment.

use super::ledger::AnswerKind;
use crate::lexicon::{Act, Class, CueClass, FunctionWord, Polarity};
use crate::parse::{Attribution, Form, Pattern};
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// "said that the report was baseless": what is called untrue is named in so many words.
const LONGEST_DENIAL: usize = 12;

/// "Me and many others completely disagree with that": a quarrel is no longer.
const LONGEST_QUARREL: usize = 24;

/// What an attribution answers with, if it is an answer.
pub(super) fn kind_of(text: &Text<'_>, attribution: &Attribution) -> Option<AnswerKind> {
    let cue = attribution.cue.as_ref().filter(|_| !refuses(text, attribution))?;
    if attribution.act == Act::NoComment {
        let words = text.tokens_in(cue.span);
        let withheld = words.last().is_some_and(|t| t.among(FunctionWord::Divulge));
        let refused = matches!(&*cue.lemma, "decline to comment" | "neither confirm nor deny");
        return match () {
            () if cue.lemma == "could not be verified" => Some(AnswerKind::Unverified),
            // "would not say why": the writer's remark on a statement.
            () if withheld => None,
            () if !refused && words.iter().any(|t| t.is(Class::NoReply)) => {
                Some(AnswerKind::Silent)
            }
            () => Some(AnswerKind::Declines),
        };
    }
    match attribution.polarity {
        _ if calls_untrue(text, attribution) => Some(AnswerKind::Denies),
        _ if cue.negated => None,
        // "played down the delays": no denial.
        _ if text.tokens_in(cue.span).iter().any(|t| t.among(FunctionWord::Belittling)) => None,
        Polarity::Denies if cue.class == CueClass::Deny => Some(AnswerKind::Denies),
        _ if cue.lemma == "confirm" || cue.class == CueClass::Admit => Some(AnswerKind::Confirms),
        _ => None,
    }
}

/// True for a refusal: what is asked for is not said to be false.
///
/// > The board **denied the request**. | The state **rejected the firm's bid for the port**.
pub(super) fn refuses(text: &Text<'_>, attribution: &Attribution) -> bool {
    let denies = attribution.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Deny);
    let Some(piece) = attribution.content.first().filter(|_| denies) else { return false };
    let words = text.tokens_in(*piece);
    // "denied them the chance to vote"
    if let [whom, what, ..] = words
        && whom.pos == Pos::Prp
        && matches!(what.pos, Pos::Dt | Pos::PrpS)
    {
        return true;
    }
    let head = words.iter().take_while(|t| !matches!(t.pos, Pos::In | Pos::To | Pos::Wdt));
    let head = head.filter(|t| t.pos.is_noun()).last();
    let said = words.iter().take(LONGEST_DENIAL).any(|t| t.pos.is_finite());
    !said && head.is_some_and(|t| t.among(FunctionWord::Grantable))
}

/// "denied this", "rejected the claim": the object points at what was said before.
pub(super) fn points_back(text: &Text<'_>, attribution: &Attribution) -> bool {
    if calls_untrue(text, attribution) {
        return true;
    }
    // “This week,” she admitted: her own words.
    if attribution.form == Form::Direct {
        return false;
    }
    let words = attribution.content.iter().flat_map(|piece| text.tokens_in(*piece));
    let mut content = 0;
    let mut pointing = attribution.content.is_empty();
    for token in words.filter(|t| t.is_wordlike()) {
        let points = token.is(Class::PointsBack);
        pointing |= points;
        let open = token.pos.is_noun() || token.pos.is_verb() || token.pos.is_adjective();
        content += usize::from(open && !points && !token.is(Class::LightWord));
    }
    pointing && content == 0
}

/// > The ministry **called the report baseless**. | “**That is a lie**,” she said.
fn calls_untrue(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let words = text.tokens_in(*piece);
    let pointed = words.iter().filter(|t| t.is_wordlike()).take(4).any(|t| {
        // "that a report was false": no pronoun.
        t.is(Class::PointsBack) && !(t.pos == Pos::In && t.among(FunctionWord::That))
    });
    let disagrees = words.len() <= LONGEST_QUARREL && disagrees(words);
    let asks = matches!(attribution.polarity, Polarity::Asks | Polarity::Declines);
    !asks
        && attribution.source.is_some()
        && attribution.pattern != Pattern::NounCue
        && (words.len() <= LONGEST_DENIAL && pointed && words.iter().any(|t| t.is(Class::Untrue))
            || disagrees)
        // "It is not a lie that …" says the opposite.
        && !words.iter().any(|t| t.is(Class::Negation) && !t.is(Class::Untrue))
}

/// > “I completely **disagree with that**,” she said. | “**The claims, we dispute**,” she said.
pub(super) fn disagrees(words: &[Token<'_>]) -> bool {
    let at = words.iter().position(|t| t.among(FunctionWord::Disagreeing) && t.pos.is_verb());
    let Some(at) = at else { return false };
    let near = words[at.saturating_sub(4)..].iter().take(8);
    near.clone().any(|t| t.is(Class::PointsBack)) && !near.clone().any(|t| t.is(Class::Negation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, parsed};

    /// With what the last attribution of a line answers; "back" where it points at what was said.
    fn answer(copy: &str) -> String {
        let (_, text, parsed) = parsed(copy);
        let Some(last) = parsed.attributions.last() else { return "nobody".to_owned() };
        let kind = kind_of(text, last).map_or("-".to_owned(), |kind| format!("{kind:?}"));
        if points_back(text, last) { format!("{kind} back") } else { kind }
    }

    #[test]
    fn with_what_somebody_answers() {
        check(
            answer,
            &[
                ("Tom Hale denied this.", "Denies back"),
                ("Tom Hale denied the claim.", "Denies back"),
                ("Tom Hale denied that he had sold the boat.", "Denies"),
                ("Tom Hale denied the theft of the claim papers.", "Denies"),
                ("Tom Hale did not deny that he had sold the boat.", "-"),
                ("Tom Hale confirmed this.", "Confirms back"),
                ("Tom Hale confirmed that he had sold the boat.", "Confirms"),
                ("Tom Hale admitted that he had sold the boat.", "Confirms"),
                ("Tom Hale said that he had sold the boat.", "-"),
                ("Tom Hale called the report baseless.", "Denies back"),
                ("Tom Hale said the report was false.", "Denies back"),
                ("Tom Hale said the report was not false.", "-"),
                ("Tom Hale asked whether the report was false.", "-"),
                ("“That is a lie,” Tom Hale said.", "Denies back"),
                ("“I completely disagree with that,” Tom Hale said.", "Denies back"),
                ("“This week,” Tom Hale admitted.", "Confirms"),
                (
                    "Tom Hale said the report on the mill and the river and the town and the boat was false.",
                    "-",
                ),
                ("Tom Hale declined to comment.", "Declines back"),
                ("Tom Hale did not respond to a request for comment.", "Silent back"),
                ("Tom Hale could not be reached for comment.", "Silent back"),
                ("Tom Hale would not say why.", "- back"),
                ("The claim could not be verified.", "Unverified back"),
                ("Tom Hale downplayed them.", "- back"),
                ("Tom Hale denied them the chance to vote.", "-"),
                ("Tom Hale rejected the bill.", "Denies"),
                ("Selby Council denied the request for funds.", "-"),
                ("Selby Council rejected the appeal.", "-"),
            ],
        );
    }
}
