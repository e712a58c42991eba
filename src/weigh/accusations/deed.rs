//! Who did the wrong that a verb tells of.

use super::accused::{Accused, Places};
use crate::lexicon::{Class, FunctionWord};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;

/// "was beaten and robbed by the guards": the doer follows within so many words.
const BY_WITHIN: usize = 6;

/// "if the firm hid it": the condition stands within so many words.
const CONDITION_WITHIN: usize = 20;

/// "killed the new housing bill": an object has its noun within so many words.
const OBJECT_WITHIN: usize = 5;

/// "refused repeated requests": the noun follows within so many words.
const REQUEST_WITHIN: usize = 3;

/// "Israeli airstrikes on two schools in the north of the city killed": so many words lie between.
const CLAUSE_WITHIN: usize = 16;

/// A verb and the bounds of the words that may belong to it.
#[derive(Clone, Copy)]
pub(super) struct Verb {
    pub(super) first: usize,
    pub(super) at: usize,
    pub(super) end: usize,
}

/// True for a verb that can tell a wrong.
pub(super) fn can_tell(token: &Token<'_>) -> bool {
    token.is(Class::Misconduct)
        || [FunctionWord::NotDoing, FunctionWord::Owed, FunctionWord::Grave]
            .into_iter()
            .any(|set| token.among(set))
}

/// Who did the wrong at a verb, if there is one and somebody who did it.
pub(super) fn doer(w: Weighing<'_>, places: &Places, verb: Verb) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let Verb { first, at, end } = verb;
    let before = tokens[first..at].iter().rev().take(CONDITION_WITHIN);
    if before.clone().any(|t| t.is(Class::Condition)) {
        return None;
    }
    let helpers: Vec<&Token<'_>> = before
        .take(4)
        .take_while(|t| t.pos.is_verb() || t.pos.is_adverb() || t.pos == Pos::Md)
        .collect();
    if helpers.iter().any(|t| t.pos == Pos::Md) {
        return None;
    }
    let negated = helpers.iter().any(|t| t.is(Class::Negation));
    if leaves_undone(&tokens[at..end], negated) {
        return places.subject(w, first, at);
    }
    let passive = helpers.iter().any(|t| t.among(FunctionWord::Be)) && tokens[at].pos == Pos::Vbn;
    if negated || !is_deed(&tokens[at..end], passive) {
        return None;
    }
    if passive {
        // "was beaten by the guards"
        let by = tokens[at + 1..end].iter().take(BY_WITHIN);
        let by = by.clone().position(|t| t.among(FunctionWord::By))?;
        return places.object(w, at + 1 + by);
    }
    // "Webb, shot five times by the guards, lived"
    let counted = tokens.get(at + 1).is_some_and(|t| t.pos == Pos::Cd || t.pos.is_adverb());
    let by = tokens[at + 1..end].iter().take(BY_WITHIN).any(|t| t.among(FunctionWord::By));
    if helpers.is_empty() && counted && by {
        return None;
    }
    // A bare participle has no subject of its own: "the money stolen in May".
    let bare = matches!(tokens[at].pos, Pos::Vbn | Pos::Vbg) && helpers.is_empty();
    if tokens[at].pos == Pos::Vb || bare {
        return None;
    }
    places.subject(w, first, at).or_else(|| armed(w, places, first, at))
}

/// > The firm **failed to warn** them. | The firm did not **disclose** it. | The firm **refused
/// > requests** for the list.
fn leaves_undone(words: &[Token<'_>], negated: bool) -> bool {
    let verb = words[0];
    if negated {
        return verb.among(FunctionWord::Owed);
    }
    if !verb.among(FunctionWord::NotDoing) {
        return false;
    }
    let to = words.get(1).is_some_and(|t| t.pos == Pos::To);
    let asked =
        || words.iter().skip(1).take(REQUEST_WITHIN).any(|t| t.among(FunctionWord::Grantable));
    let duty = words.iter().skip(2).take(2).any(|t| t.among(FunctionWord::Duty));
    to && duty || !to && verb.pos.is_verb() && asked()
}

/// True for a verb of wrong and an object that it can be done to.
fn is_deed(words: &[Token<'_>], passive: bool) -> bool {
    let verb = words[0];
    let next = words.get(1);
    let to =
        next.is_some_and(|t| t.pos == Pos::To) && words.get(2).is_some_and(|t| t.pos == Pos::Vb);
    let lies =
        verb.among(FunctionWord::LieForm) && !next.is_some_and(|t| t.among(FunctionWord::LieAfter));
    // "threatened to leave" is no threat.
    if !verb.pos.is_verb() || !verb.is(Class::Misconduct) || to || lies {
        return false;
    }
    if passive {
        return true;
    }
    let object = words[1..].iter().take(OBJECT_WITHIN);
    let object = object.take_while(|t| t.pos != Pos::In && t.is_wordlike());
    let no_victim = object.clone().any(|t| t.among(FunctionWord::NoVictim));
    !no_victim && (!verb.among(FunctionWord::NeedsObject) || next.is_some_and(starts_object))
}

/// True for a word with which an object begins.
fn starts_object(token: &Token<'_>) -> bool {
    token.pos.is_noun()
        || token.pos.is_adjective()
        || matches!(token.pos, Pos::Dt | Pos::Pdt | Pos::Cd | Pos::Prp | Pos::PrpS | Pos::Cc)
        || token.among(FunctionWord::That)
}

/// The state whose weapons do it.
///
/// > **Israeli** airstrikes on two schools killed 17 people
fn armed(w: Weighing<'_>, places: &Places, first: usize, at: usize) -> Option<Accused> {
    let tokens = &w.cx.text.tokens;
    let clause = (first..at).rev().take(CLAUSE_WITHIN);
    let verb = |n: &usize| tokens[*n].pos.is_finite() && !tokens[*n].among(FunctionWord::Have);
    let clause = clause.take_while(|n| !verb(n) && tokens[*n].kind != Kind::Comma);
    let head = clause.filter(|n| tokens[*n].among(FunctionWord::Weapon)).last()?;
    let named = (first..head).rev().take(2);
    let state = named.into_iter().find(|n| tokens[*n].state.is_some())?;
    // "Israel says its Beirut strike killed": where it was, not whose.
    let owned = state > first && tokens[state - 1].pos == Pos::PrpS;
    if owned {
        return None;
    }
    places.ends_at(w, state).or_else(|| places.state(w, state))
}

/// What is told of a wrong: so many words, up to the end of the clause.
pub(super) fn clause(words: &[Token<'_>], longest: usize) -> Option<Span> {
    // A quotation that began before ends it too.
    let mut open = 0_usize;
    let mut ends = |t: &Token<'_>| match t.kind {
        Kind::OpenQuote => {
            open += 1;
            false
        }
        Kind::CloseQuote if open > 0 => {
            open -= 1;
            false
        }
        kind => matches!(kind, Kind::Stop | Kind::Semicolon | Kind::Comma | Kind::CloseQuote),
    };
    let mut words = words.iter().take(longest).take_while(|t| !ends(t));
    let first = words.next()?;
    Some(first.span.to(words.last().unwrap_or(first).span))
}
