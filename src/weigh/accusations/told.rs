//! What one says that another did.

use super::accused::{Accused, Places};
use super::making::made;
use crate::lexicon::{Class, CueClass, FunctionWord, Polarity};
use crate::parse::Attribution;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity};

/// What somebody did is told in no more words than this.
const LONGEST_DEED: usize = 20;

/// > Webb said that **the firm had hidden the leak**
pub(super) fn told(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let mut all = Vec::new();
    for (n, attribution) in w.cx.parsed.attributions.iter().enumerate() {
        if !asserts(attribution) {
            continue;
        }
        let alleges = alleges(w, attribution);
        for piece in &attribution.content {
            let range = w.cx.text.within(*piece);
            for at in range.clone().filter(|at| tells_a_deed(&w.cx.text.tokens[*at], alleges)) {
                let sentence = w.cx.text.sentences.partition_point(|s| s.tokens.end <= at);
                let Some(place) = w.cx.text.sentences.get(sentence) else { continue };
                let first = place.tokens.start.max(range.start);
                let end = place.tokens.end.min(range.end);
                let found = doer(w, places, first, at, end);
                let found = found.or_else(|| alleged(w, alleges, places, first, at));
                let Some(accused) = found else { continue };
                if w.voices[n].side == Some(accused.side) {
                    continue;
                }
                let deed = deed(&w.cx.text.tokens[at..end]);
                let mut one = made(w, places, at, accused, deed, Gravity::Wrong);
                one.frame = Frame::Told;
                all.push(one);
            }
        }
    }
    all
}

/// True for an attribution that says that something is so.
fn asserts(a: &Attribution) -> bool {
    let class = a.cue.as_ref().map(|cue| cue.class);
    let wish = matches!(
        class,
        Some(
            CueClass::Demand
                | CueClass::Ask
                | CueClass::Predict
                | CueClass::Promise
                | CueClass::Deny
        )
    );
    !wish && !a.is_guess() && a.polarity == Polarity::Asserts
}

/// True where the cue says that what is told is a wrong.
///
/// > Webb **alleges** that the firm used sand
fn alleges(w: Weighing<'_>, attribution: &Attribution) -> bool {
    attribution.cue.as_ref().is_some_and(|cue| {
        w.cx.text.tokens_in(cue.span).iter().any(|t| t.among(FunctionWord::Alleging))
    })
}

/// True for a verb that can tell a wrong; after a cue that alleges any verb can.
fn tells_a_deed(token: &Token<'_>, alleges: bool) -> bool {
    let wrong = || token.is(Class::Misconduct) || token.among(FunctionWord::Failing);
    token.pos.is_verb() && (alleges || wrong())
}

/// Who did what is told, where the cue says that it is a wrong.
///
/// > Webb alleges that **the firm** used sand
fn alleged(
    w: Weighing<'_>,
    alleges: bool,
    places: &Places,
    first: usize,
    at: usize,
) -> Option<Accused> {
    let token = &w.cx.text.tokens[at];
    let deed = alleges
        && matches!(token.pos, Pos::Vbd | Pos::Vbz | Pos::Vbn)
        && !token.among(FunctionWord::Be);
    deed.then(|| places.subject(w, first, at)).flatten()
}

/// Who did the wrong at a token, if there is one and somebody who did it.
fn doer(w: Weighing<'_>, places: &Places, first: usize, at: usize, end: usize) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let verb = tokens[at].is(Class::Misconduct) && tokens[at].pos.is_verb();
    // "threatened to leave" is no threat; "if the firm hid it" is not said to be so.
    let to = tokens.get(at + 1).is_some_and(|t| t.pos == Pos::To)
        && tokens.get(at + 2).is_some_and(|t| t.pos == Pos::Vb);
    let verb = verb
        && !to
        && !tokens[first..at].iter().rev().take(LONGEST_DEED).any(|t| t.is(Class::Condition));
    let fails = tokens[at].among(FunctionWord::Failing)
        && tokens[at].pos.is_verb()
        && tokens.get(at + 1).is_some_and(|t| t.pos == Pos::To);
    if !verb && !fails {
        return None;
    }
    let helpers = tokens[first..at].iter().rev().take(4);
    let helpers: Vec<&Token<'_>> =
        helpers.take_while(|t| t.pos.is_verb() || t.pos.is_adverb() || t.pos == Pos::Md).collect();
    if helpers.iter().any(|t| t.is(Class::Negation) || t.pos == Pos::Md) {
        return None;
    }
    let passive = helpers.iter().any(|t| t.among(FunctionWord::Be)) && tokens[at].pos == Pos::Vbn;
    if passive {
        // "was beaten by the guards"
        let by = tokens[at + 1..end].iter().take(6).position(|t| t.among(FunctionWord::By))?;
        return places.object(w, at + 1 + by);
    }
    if tokens[at].pos == Pos::Vb {
        return None;
    }
    // A bare participle has no subject of its own: "the money stolen in May".
    let bare = matches!(tokens[at].pos, Pos::Vbn | Pos::Vbg) && helpers.is_empty();
    if bare { None } else { places.subject(w, first, at) }
}

/// What was done, up to the end of the clause.
fn deed(tokens: &[Token<'_>]) -> Option<Span> {
    let ends = |t: &&Token<'_>| !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Comma);
    let words: Vec<_> = tokens.iter().take(LONGEST_DEED).take_while(ends).collect();
    Some(words.first()?.span.to(words.last()?.span))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};
    use crate::weigh::Frame;

    /// Who is accused of what by the words that somebody says.
    fn told(copy: &str) -> String {
        let reading = weighed(copy);
        let words = |span| reading.cx.draft.words(span).to_owned();
        let all = reading.ledger.accusations.iter().filter(|a| a.frame == Frame::Told);
        let each: Vec<String> = all
            .map(|a| format!("{}: {}", words(a.accused), a.act.map(words).unwrap_or_default()))
            .collect();
        each.join(" | ")
    }

    #[test]
    fn what_another_did_is_an_accusation_where_it_is_a_wrong() {
        check(
            told,
            &[
                ("Webb said that Acme Corp had hidden the leak.", "Acme Corp: hidden the leak"),
                (
                    "They say records will show that Paul Exum lied to the jury.",
                    "Paul Exum: lied to the jury",
                ),
                (
                    "The auditor found that Selby Council ignored five warnings.",
                    "Selby Council: ignored five warnings",
                ),
                ("Webb said that Acme Corp had mended the leak.", ""),
                ("Webb said that Acme Corp would never hide a leak.", ""),
                ("Webb said that Acme Corp had not hidden the leak.", ""),
                ("Webb said that she had lied.", ""),
                ("Webb said the boy was beaten by Tom Hale.", ""),
                ("Webb said the boy was robbed by Tom Hale.", "Tom Hale: robbed by Tom Hale"),
                ("Ann Webb alleges that Acme Corp used sand.", "Acme Corp: used sand"),
                ("Webb asked whether Tom Hale had lied.", ""),
            ],
        );
    }
}
