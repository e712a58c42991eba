//! Whom the law has taken, tried or judged, by the word alone.

use super::accused::{Places, negated};
use super::making::made;
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Gravity};

/// A charge is told in no more words than this.
const LONGEST: usize = 16;

/// > **Hale was arrested on firearm charges** | **Hale was found guilty of theft** | **Hale pleaded
/// > guilty to theft**
pub(super) fn held(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let tokens = &w.cx.text.tokens;
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        let (first, end) = (place.tokens.start, place.tokens.end);
        for at in place.tokens.clone() {
            let verb = if tokens[at].among(FunctionWord::Guilty) {
                at.checked_sub(1).filter(|verb| *verb > first && tokens[*verb].pos.is_verb())
            } else {
                let was = at > first
                    && tokens[first..at]
                        .iter()
                        .rev()
                        .find(|t| !t.pos.is_adverb())
                        .is_some_and(|t| t.among(FunctionWord::Be));
                (was && tokens[at].among(FunctionWord::Held) && tokens[at].pos == Pos::Vbn)
                    .then_some(at)
            };
            let Some(verb) = verb.filter(|verb| !negated(tokens, first, *verb)) else { continue };
            // "not guilty"
            if tokens[at - 1].is(Class::Negation) {
                continue;
            }
            let Some(accused) = places.subject(w, first, verb) else { continue };
            let person = w.speaker(accused.speaker).kind == SpeakerKind::Person;
            let Some(act) = charge(&tokens[at + 1..end]).filter(|_| person) else { continue };
            all.push(made(w, places, at, accused, Some(act), Gravity::Crime));
        }
    }
    all
}

/// For what somebody is held, if the draft says so.
fn charge(words: &[Token<'_>]) -> Option<Span> {
    let stop = |t: &&Token<'_>| !matches!(t.kind, Kind::Stop | Kind::Semicolon);
    let words: Vec<_> = words.iter().take(LONGEST).take_while(stop).collect();
    let start =
        words.iter().take(8).position(|t| t.among(FunctionWord::HeldFor) || t.pos == Pos::To)?;
    let named = words[start..].iter().any(|t| {
        t.is(Class::Crime)
            || t.is(Class::Misconduct)
            || t.among(FunctionWord::Grave)
            || t.among(FunctionWord::ChargeNoun)
    });
    named.then(|| words[start].span.to(words[words.len() - 1].span))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    fn held(copy: &str) -> String {
        let reading = weighed(copy);
        let words = |span| reading.cx.draft.words(span).to_owned();
        let all = reading.ledger.accusations.iter();
        let each: Vec<String> = all
            .map(|a| format!("{}: {}", words(a.accused), a.act.map(words).unwrap_or_default()))
            .collect();
        each.join(" | ")
    }

    #[test]
    fn whom_the_law_has_taken() {
        check(
            held,
            &[
                ("Tom Hale was arrested on firearm charges.", "Tom Hale: on firearm charges"),
                ("Tom Hale was sentenced in 1976 for a murder.", "Tom Hale: in 1976 for a murder"),
                ("Tom Hale pleaded guilty to fraud.", "Tom Hale: to fraud"),
                ("Tom Hale pleaded not guilty to fraud.", ""),
                ("Tom Hale was arrested on Monday.", ""),
                ("Tom Hale was not arrested on firearm charges.", ""),
                ("A man was arrested on firearm charges.", ""),
            ],
        );
    }
}
