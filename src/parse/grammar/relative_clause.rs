//! Clauses on a source that are not part of it: "who lost his herd".

use nom::combinator::{peek, recognize};
use nom::multi::many_m_n;
use nom::sequence::terminated;
use nom::{Input, Parser};

use super::input::Tokens;
use super::primitive::{Match, among, such};
use super::verb_group::{Voice, verb_group, verb_sense};
use crate::lexicon::{Frame, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// A clause that runs into its cue is no longer than this.
const LONGEST: usize = 24;

/// > A farmer **who lost his herd**, said no.
/// > not: A farmer **lost his herd**.
pub(super) fn up_to_mark<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let inner = such(|t: &Token<'_>| !is_mark(t));
    recognize((among(FunctionWord::CommaRelative), many_m_n(1, 30, inner))).parse(i)
}

/// A clause with no mark behind it: it ends where the verb of the sentence stands, which is the
/// first finite verb that no clause inside it needs.
///
/// > A banker **who worked on the deal** said no. | An engineer **hired by the city** said no. |
/// > A man **who fled when police came** said no. |
/// > A man **who identified himself as a cousin** said no.
/// > not: A banker **who worked on the deal** walked home.
pub(super) fn up_to_cue<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let pronoun = among(FunctionWord::Relative).parse(i);
    let pronoun_first = pronoun.is_ok();
    let (rest, mut needed) = match pronoun {
        Ok((rest, _)) => (rest, 1),
        // "an engineer hired by the city said"
        Err(_) => (such(|t: &Token<'_>| t.pos == Pos::Vbn && t.senses.is_empty()).parse(i)?.0, 0),
    };
    let tokens = rest.as_slice();
    for (at, token) in tokens.iter().enumerate().take(LONGEST).take_while(|(_, t)| !is_mark(t)) {
        let before = at.checked_sub(1).map(|n| &tokens[n]);
        // "who identified herself as a cousin": what somebody is follows, no clause.
        let named = before.is_some_and(|t| t.among(FunctionWord::Reflexive));
        needed += usize::from(!named && opens_clause(token, tokens.get(at + 1)));
        // "was told": a participle behind its helper is no verb of its own.
        let helped = before.is_some_and(|t| is_helper(t) || t.pos.is_adverb() && at > 1);
        // "who identified herself": the tagger takes such a verb for a participle.
        let first = at == 0 && pronoun_first && token.pos == Pos::Vbn;
        if !(token.pos.is_finite() || first) || helped && needed > 0 {
            continue;
        }
        if needed > 0 {
            // "who said Hale was ill": what is said has a verb too.
            needed += usize::from(
                verb_sense(token).is_some_and(|sense| {
                    [Frame::That, Frame::Zero, Frame::NpThat].iter().any(|f| sense.frames.has(*f))
                }) && !tokens.get(at + 1).is_some_and(|t| t.among(FunctionWord::That)),
            );
            needed -= 1;
            continue;
        }
        let here = rest.from(rest.at() + at);
        let (_, cue) = verb_group(here)?;
        if cue.voice != Voice::Active {
            break;
        }
        return Ok((here, i.take(here.at() - i.at())));
    }
    Err(nom::Err::Error(()))
}

/// A clause with a name behind it between commas, for whom it describes.
///
/// > The firm **that painted it, Castle Coatings**, declined to comment.
/// > not: The firm **that painted it, a small one**, declined to comment.
pub(super) fn up_to_name<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let inner = such(|t: &Token<'_>| !is_mark(t));
    let comma = such(|t: &Token<'_>| t.kind == Kind::Comma);
    let name = such(|t: &Token<'_>| t.is_capitalised() && t.pos.is_noun());
    let clause = (among(FunctionWord::Relative), many_m_n(1, LONGEST, inner));
    let named = recognize((clause, comma, many_m_n(1, 5, name)));
    terminated(named, peek(comma)).parse(i)
}

/// Where the verb stands that a clause does not need: the first finite verb behind its own.
///
/// > The claim that the rat was a prop **cut** no ice.
/// > not: The claim that the rat was a prop.
pub(super) fn main_verb(i: Tokens<'_, '_>) -> Option<usize> {
    let tokens = i.as_slice();
    let mut needed = 1_usize;
    for (at, token) in tokens.iter().enumerate().take_while(|(_, t)| !is_mark(t)) {
        let before = at.checked_sub(1).map(|n| &tokens[n]);
        needed += usize::from(opens_clause(token, tokens.get(at + 1)));
        let helped = before.is_some_and(|t| is_helper(t) || t.pos == Pos::Md || t.pos.is_adverb());
        if !token.pos.is_finite() || helped {
            continue;
        }
        if needed == 0 {
            return Some(i.at() + at);
        }
        needed -= 1;
    }
    None
}

fn is_mark(t: &Token<'_>) -> bool {
    matches!(
        t.kind,
        Kind::Comma | Kind::Dash | Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Quotation
    )
}

/// True for a word behind which another finite verb comes: "who fled **when** police came".
fn opens_clause(t: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let joined = t.among(FunctionWord::Coordinator);
    t.among(FunctionWord::VerbNeeder) && !t.pos.is_noun()
        || joined && next.is_some_and(|t| t.pos.is_finite() || t.pos.is_adverb())
}

fn is_helper(t: &Token<'_>) -> bool {
    let sets = [FunctionWord::Be, FunctionWord::Have, FunctionWord::Do, FunctionWord::Not];
    sets.iter().any(|set| t.among(*set)) && t.pos != Pos::Pos
}
