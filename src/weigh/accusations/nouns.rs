//! Wrongs that a noun or an adjective lays at somebody's door.

use super::accused::{Accused, Places, negated};
use super::deed::clause;
use super::making::made;
use crate::lexicon::{Class, FunctionWord, Polarity};
use crate::tokenise::token::Pos;
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity};

/// "the county's repeated and costly failure": so many words lie between.
const BETWEEN: usize = 3;

/// A wrong is told in no more words than this.
const LONGEST: usize = 14;

/// Every wrong that somebody owns or is.
pub(super) fn nouns(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let tokens = &w.cx.text.tokens;
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        for at in place.tokens.clone() {
            let first = place.tokens.start;
            // "the Fraud Bureau", "a criminal investigation"
            if tokens[at + 1..place.tokens.end].first().is_some_and(|t| t.pos.is_noun()) {
                continue;
            }
            let found = if tokens[at].among(FunctionWord::OwnWrong) && tokens[at].pos.is_noun() {
                owner(w, places, first, at)
            } else {
                None
            };
            let found = found.or_else(|| {
                let wrong = tokens[at].among(FunctionWord::Wrongdoer);
                wrong.then(|| is_called(w, places, first, at)).flatten()
            });
            let Some(accused) = found.filter(|who| is_anothers(w, places, at, who)) else {
                continue;
            };
            let act = clause(&tokens[at..place.tokens.end], LONGEST);
            let mut one = made(w, places, at, accused, act, Gravity::Wrong);
            one.frame = Frame::Noun;
            all.push(one);
        }
    }
    all
}

/// > **the county's** repeated failure to act
fn owner(w: Weighing<'_>, places: &Places, first: usize, at: usize) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let open = tokens[first..at].iter().rev().take(BETWEEN);
    let open = open.take_while(|t| t.pos.is_adjective() || t.pos.is_adverb() || t.pos == Pos::Cc);
    let mark = (at - open.count()).checked_sub(1).filter(|m| *m >= first)?;
    if !tokens[mark].is_possessive() && tokens[mark].pos != Pos::Pos {
        return None;
    }
    let who = places.ends_at(w, mark).or_else(|| places.ends_at(w, mark.checked_sub(1)?))?;
    (who.named && !tokens[mark].among(FunctionWord::Anyone)).then_some(who)
}

/// > Webb said that **Hale was corrupt**
fn is_called(w: Weighing<'_>, places: &Places, first: usize, at: usize) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let n = places.credited(at)?;
    let attribution = w.attribution(n);
    if attribution.polarity != Polarity::Asserts || attribution.is_guess() {
        return None;
    }
    let open = tokens[first..at].iter().rev().take(BETWEEN);
    let open = open.take_while(|t| {
        t.pos.is_adjective() || t.pos.is_adverb() || matches!(t.pos, Pos::Dt | Pos::Cc)
    });
    let be = (at - open.count()).checked_sub(1).filter(|be| *be >= first)?;
    let says_no =
        tokens[be..at].iter().any(|t| t.is(Class::Negation)) || negated(tokens, first, be);
    if let Some(who) = called(w, places, first, be) {
        return Some(who);
    }
    let is = tokens[be].among(FunctionWord::Be) && tokens[be].pos.is_verb();
    if !is || says_no {
        return None;
    }
    let modal = be.checked_sub(1).is_some_and(|b| tokens[b].pos == Pos::Md);
    places.subject(w, first, be + 1).filter(|_| !modal)
}

/// > Webb **called Hale a liar**
fn called(w: Weighing<'_>, places: &Places, first: usize, at: usize) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let who = places.ends_at(w, at).filter(|who| who.named)?;
    let start = w.cx.text.within(who.span).start;
    let before = tokens.get(first..start)?.iter().rev().find(|t| t.pos != Pos::Dt)?;
    before.among(FunctionWord::Calling).then_some(who)
}

/// True where no side says it of itself, and nobody asks or denies it.
fn is_anothers(w: Weighing<'_>, places: &Places, at: usize, who: &Accused) -> bool {
    places.credited(at).is_none_or(|n| {
        w.voices[n].side != Some(who.side) && w.attribution(n).polarity == Polarity::Asserts
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};
    use crate::weigh::Frame;

    fn nouns(copy: &str) -> String {
        let reading = weighed(copy);
        let words = |span| reading.cx.draft.words(span).to_owned();
        let all = reading.ledger.accusations.iter().filter(|a| a.frame == Frame::Noun);
        let each: Vec<String> = all
            .map(|a| format!("{}: {}", words(a.accused), a.act.map(words).unwrap_or_default()))
            .collect();
        each.join(" | ")
    }

    #[test]
    fn a_wrong_has_an_owner() {
        check(
            nouns,
            &[
                (
                    "Ada Webb said Acme Corp's failure to act cost lives.",
                    "Acme Corp: failure to act cost lives",
                ),
                ("Webb said that Tom Hale was corrupt.", "Tom Hale: corrupt"),
                ("“Tom Hale is a liar,” Ada Webb said.", "Tom Hale: liar"),
                ("Webb said that Tom Hale was not corrupt.", ""),
                ("Webb called Tom Hale a liar.", "Tom Hale: liar"),
                ("Tom Hale was corrupt.", ""),
                ("A failure of the pump shut the mill.", ""),
            ],
        );
    }
}
