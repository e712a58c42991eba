//! Accusations by the words alone, in the passive and active, and those that somebody faces.

use super::accused::{Accused, Places, negated};
use super::making::made;
use crate::lexicon::FunctionWord;
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Gravity};

/// An act has no more words than this.
const LONGEST_ACT: usize = 24;

/// "faces up to six charges": a noun follows its verb within so many words.
const NOUN_WITHIN: usize = 7;

/// Every "was accused of" and "faces charges of" of a draft.
pub(super) fn passive(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let tokens = &w.cx.text.tokens;
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        for at in place.tokens.clone() {
            let end = place.tokens.end;
            let token = &tokens[at];
            if negated(tokens, place.tokens.start, at) {
                continue;
            }
            let done =
                token.among(FunctionWord::AccusedOf) || token.among(FunctionWord::ChargedWith);
            let passive = || done_to(w, places, place.tokens.start, at, end);
            let active = || done_by(w, places, at, end);
            let found = if done || token.among(FunctionWord::Accusing) {
                passive().filter(|_| done).or_else(active)
            } else if token.among(FunctionWord::Under) {
                probed(w, places, place.tokens.start, at, end)
            } else if token.among(FunctionWord::Facing) && token.pos.is_verb() {
                faced(w, places, place.tokens.start, at, end)
            } else {
                None
            };
            if let Some((accused, act, least)) = found {
                all.push(made(w, places, at, accused, act, least));
            }
        }
    }
    all
}

type Found = (Accused, Option<Span>, Gravity);

/// > **Hale was accused of fraud** | **Hale, charged with theft**, left | police **charged Hale with
/// > theft**
fn done_to(w: Weighing<'_>, places: &Places, first: usize, at: usize, end: usize) -> Option<Found> {
    let tokens = &w.cx.text.tokens;
    let crime = tokens[at].among(FunctionWord::ChargedWith);
    let least = if crime { Gravity::Crime } else { Gravity::Criticism };
    let of = preposition(tokens, at + 1, end);
    if is_passive(tokens, first, at) || of == Some(at + 1) {
        let by = tokens[at + 1..end].iter().take(NOUN_WITHIN).any(|t| t.among(FunctionWord::By));
        let follows = of.filter(|of| *of == at + 1 || by || *of == at + 2);
        // "was charged" and no more: with what was said before.
        if follows.is_none() && !crime {
            return None;
        }
        let of_clause = || places.subject_of_clause(w, first, at);
        let accused = places
            .subject(w, first, at)
            .or_else(of_clause)
            .filter(|who| !crime || who.can_be_charged(w))?;
        let act = follows.and_then(|of| act(tokens, of, end));
        // "legislators charged with overseeing the fleet": a duty.
        let ing = follows.and_then(|of| tokens.get(of + 1)).is_some_and(|t| t.pos == Pos::Vbg);
        let person = w.speaker(accused.speaker).kind == SpeakerKind::Person;
        if crime && ing && !person {
            return None;
        }
        return Some((accused, act, least.max(of_what(tokens, follows))));
    }
    None
}

/// > police **charged Hale with theft** | **sued the firm on Monday**
fn done_by(w: Weighing<'_>, places: &Places, at: usize, end: usize) -> Option<Found> {
    let tokens = &w.cx.text.tokens;
    if !tokens[at].among(FunctionWord::Accusing) || !tokens[at].pos.is_verb() {
        return None;
    }
    let accused = places.object(w, at).filter(|who| who.named)?;
    let behind = w.cx.text.within(accused.span).end.max(at + 1);
    let crime = tokens[at].among(FunctionWord::ChargedWith);
    let of = preposition(tokens, behind.min(end), end);
    let least = if crime { Gravity::Crime } else { of_what(tokens, of) };
    let act = of.and_then(|of| act(tokens, of, end));
    (crime || act.is_some()).then_some((accused, act, least))
}

/// > Hale **is under investigation** for fraud
fn probed(w: Weighing<'_>, places: &Places, first: usize, at: usize, end: usize) -> Option<Found> {
    let tokens = &w.cx.text.tokens;
    let near = tokens[at + 1..end].iter().take(3);
    let noun = at + 1 + near.clone().position(|t| t.among(FunctionWord::ChargeNoun))?;
    let accused = places.subject(w, first, at)?;
    let act = preposition(tokens, noun + 1, end).and_then(|of| act(tokens, of, end));
    Some((accused, act.or(Some(tokens[noun].span)), Gravity::Wrong))
}

/// "accused of" weighs more than "criticised for".
fn of_what(tokens: &[Token<'_>], of_at: Option<usize>) -> Gravity {
    let of = |at: usize| tokens[at].among(FunctionWord::Of) || tokens[at].among(FunctionWord::With);
    if of_at.is_some_and(of) { Gravity::Wrong } else { Gravity::Criticism }
}

/// > Hale **faces charges of theft**
fn faced(w: Weighing<'_>, places: &Places, first: usize, at: usize, end: usize) -> Option<Found> {
    let tokens = &w.cx.text.tokens;
    let noun = tokens[at + 1..end].iter().take(NOUN_WITHIN);
    let noun = at + 1 + noun.clone().position(|t| t.among(FunctionWord::ChargeNoun))?;
    let accused = places.subject(w, first, at)?;
    let of = preposition(tokens, noun + 1, end);
    let whole = tokens[at + 1].span.to(tokens[noun].span);
    let act = of.and_then(|of| act(tokens, of, end)).unwrap_or(whole);
    let person = w.speaker(accused.speaker).kind == SpeakerKind::Person;
    let court = person && tokens[noun].among(FunctionWord::CourtCharge);
    let gravity = if court { Gravity::Crime } else { Gravity::Wrong };
    Some((accused, Some(act), gravity))
}

/// The preposition before what somebody is accused of, at most a few words on.
fn preposition(tokens: &[Token<'_>], from: usize, end: usize) -> Option<usize> {
    let near = tokens[from..end].iter().take(NOUN_WITHIN);
    let stop = |t: &&Token<'_>| !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Comma);
    let at = near.take_while(stop).position(|t| t.among(FunctionWord::AccusationPreposition))?;
    Some(from + at)
}

fn is_passive(tokens: &[Token<'_>], first: usize, at: usize) -> bool {
    let before = tokens[first..at].iter().rev().find(|t| !t.pos.is_adverb());
    before.is_some_and(|t| t.among(FunctionWord::Be)) && tokens[at].pos != Pos::Vbg
}

/// What somebody is accused of, from its preposition to the end of the clause.
fn act(tokens: &[Token<'_>], of: usize, end: usize) -> Option<Span> {
    let ends =
        |t: &&Token<'_>| !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::Dash);
    let words = tokens[of..end].iter().take(LONGEST_ACT).take_while(ends);
    let last = words.last()?;
    (last.span.end > tokens[of].span.end).then(|| tokens[of].span.to(last.span))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};
    use crate::weigh::{Frame, Gravity};

    /// Who is accused of what by the words alone.
    fn passive(copy: &str) -> String {
        let reading = weighed(copy);
        let words = |span| reading.cx.draft.words(span).to_owned();
        let all = reading.ledger.accusations.iter().filter(|a| a.frame == Frame::Passive);
        let each = all.map(|a| {
            let weight = match a.gravity {
                Gravity::Crime => "crime",
                Gravity::Wrong => "wrong",
                Gravity::Criticism => "criticism",
            };
            format!("{} {} {weight}", words(a.accused), a.act.map(words).unwrap_or_default())
        });
        each.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn who_is_accused_by_the_words_alone() {
        check(
            passive,
            &[
                ("Tom Hale was accused of lying on Monday.", "Tom Hale of lying on Monday crime"),
                ("Tom Hale, 23, of Selby, was charged with theft.", "Tom Hale with theft crime"),
                (
                    "Tom Hale, 23, of Selby, Virginia, was charged with theft.",
                    "Tom Hale with theft crime",
                ),
                ("Tom Hale faces allegations of hiding a leak.", "Tom Hale of hiding a leak wrong"),
                ("Tom Hale faces two charges of theft.", "Tom Hale of theft crime"),
                ("Tom Hale faces two charges.", "Tom Hale two charges crime"),
                (
                    "Tom Hale, 33, of Norby — who faces charges of theft — drew a gun.",
                    "Tom Hale of theft crime",
                ),
                ("Tom Hale is under investigation for fraud.", "Tom Hale for fraud crime"),
                (
                    "The mayor Tom Hale was criticised for the delay.",
                    "Tom Hale for the delay criticism",
                ),
                ("Tom Hale was suspended after being accused of theft.", "Tom Hale of theft crime"),
                ("Tom Hale was not charged with theft.", ""),
                ("Tom Hale was charged by a bull.", "Tom Hale  crime"),
                ("A man was accused of theft.", ""),
                ("Critics were accused of haste.", ""),
                ("Tom Hale faces a long winter.", ""),
            ],
        );
    }
}
