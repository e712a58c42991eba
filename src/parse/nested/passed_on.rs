//! Where in what somebody says another's word is passed on.

use crate::lexicon::{Act, Class, CueClass, FunctionWord};
use crate::parse::attribution::{Attribution, Pattern};
use crate::parse::grammar::clause::Found;
use crate::parse::grammar::patterns;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// What is known of whoever passes the words on.
#[derive(Clone, Copy)]
pub(super) struct Outer {
    /// A pronoun in what is said may be somebody else: a paper speaks, or the words are quoted.
    pronoun: bool,
    /// The words are for certain all what is said: they stand before their cue or in marks.
    whole: bool,
    /// The words are quoted.
    quoted: bool,
}

impl Outer {
    /// What an attribution shows; `left` for words in front of its cue.
    pub(super) fn of(text: &Text<'_>, outer: &Attribution, left: bool, quoted: bool) -> Self {
        let paper = outer
            .source
            .as_ref()
            .is_some_and(|s| text.tokens_in(s.span).iter().any(|t| t.is(Class::Document)));
        let whole = left || quoted || outer.pattern == Pattern::AccordingTo;
        Self { pronoun: paper || quoted, whole, quoted }
    }
}

/// The attributions in the words from `begins` on; in what a paper says, a pronoun may be somebody,
/// but who speaks of himself, "Hale said he had told the police", passes nobody's word on.
pub(super) fn within<'d>(said: &[Token<'d>], begins: usize, outer: Outer) -> Vec<Found<'d>> {
    let mut all: Vec<Found<'d>> = Vec::new();
    let mut at = begins;
    while at < said.len() {
        // "Penn said she knew him, though she said": the same person says more.
        let again = !all.is_empty() && is_concessive(said, at);
        let pronoun = outer.pronoun || again;
        let found = if again || opens(said, begins, at, outer) {
            patterns::whole(said, at).filter(|found| passes_on(said, at, found, pronoun))
        } else {
            None
        };
        let found = found.or_else(|| told_by(said, at)).or_else(|| {
            let left = all.last().map_or(begins, |before| before.end);
            credited(said, at, left).filter(|_| outer.quoted)
        });
        match found {
            Some(found) => {
                at = found.end.max(at + 1);
                all.push(found);
            }
            None => at += 1,
        }
    }
    if all.is_empty() && !outer.quoted {
        all.extend(informed(said, begins));
    }
    all
}

/// True where a clause may begin in what is said.
///
/// > Hale said that **Penn** said so. | Hale said the road was wet and that **Penn** said so. |
/// > Hale said the road was shut because **Penn** said so. | The road is wet and **Penn** said so,
/// > Hale said.
/// > not: Hale said the road was wet and **Penn** said so.
fn opens(said: &[Token<'_>], begins: usize, at: usize, outer: Outer) -> bool {
    if at == begins {
        return !joins(&said[at]);
    }
    let behind = &said[at - 1];
    let earlier = at.checked_sub(2).map(|at| &said[at]);
    let mark = matches!(behind.kind, Kind::Comma | Kind::Dash | Kind::Semicolon);
    if joins(behind) {
        let goes_on = |t: &Token<'_>| t.among(FunctionWord::AndBut) || t.kind == Kind::Comma;
        return at - 1 == begins || earlier.is_some_and(goes_on);
    }
    let linked = behind.among(FunctionWord::ClauseLink) && !behind.among(FunctionWord::Condition);
    let listed = mark || behind.among(FunctionWord::AndBut);
    linked || outer.whole && listed || fronted(said, begins) == Some(at)
}

/// Somebody who is heard to say something: what they say is theirs.
///
/// > Hale had calls from **neighbours saying that the road was shut**.
fn told_by<'d>(said: &[Token<'d>], at: usize) -> Option<Found<'d>> {
    let behind = said.get(at.checked_sub(1)?)?;
    let before = behind.pos == Pos::In && !behind.among(FunctionWord::By) && !joins(behind);
    let sees = |t: &Token<'_>| t.senses.iter().any(|s| s.act == Act::Perception);
    let perceived = behind.pos.is_verb() && (behind.senses.is_empty() || sees(behind));
    let found = (before || perceived).then(|| patterns::telling(said, at)).flatten()?;
    let says = found.cue.sense.is_some_and(|s| tells_on(s.class, s.act));
    says.then_some(found)
}

/// Somebody whom a speaker credits: “It was shut, **according to Hale**.”
fn credited<'d>(said: &[Token<'d>], at: usize, left: usize) -> Option<Found<'d>> {
    let found = patterns::according(said, at, left).filter(|_| at > left)?;
    let who = found.source.clone().map(|source| &said[source])?;
    who.iter().any(|t| t.pos.is_noun()).then_some(found)
}

/// What somebody has from somebody, up to the end: "he had word **from the firm that it was shut**".
fn informed<'d>(said: &[Token<'d>], begins: usize) -> Option<Found<'d>> {
    (begins..said.len()).filter(|at| said[*at].pos.is_noun()).find_map(|at| {
        let found = patterns::noun(said, at)?;
        let named = found
            .source
            .as_ref()
            .is_some_and(|source| said[source.clone()].iter().any(|t| t.pos.is_noun()));
        (named && found.end >= said.len()).then_some(found)
    })
}

/// Where a clause begins behind the phrase in front of it: "following the raid, **Hale said**".
fn fronted(said: &[Token<'_>], begins: usize) -> Option<usize> {
    let at = begins + usize::from(joins(&said[begins]));
    let words = said.get(at..)?;
    let opens = words.first().is_some_and(|t| matches!(t.pos, Pos::In | Pos::Vbg));
    let comma = words.iter().take(FRONT).position(|t| t.kind == Kind::Comma)?;
    let plain = words[..comma].iter().all(|t| t.is_wordlike() && !t.pos.is_finite());
    (opens && plain).then_some(at + comma + 1)
}

/// A phrase in front of a clause has so many words at most.
const FRONT: usize = 12;

/// True where the same person says more: ", though **she said**".
fn is_concessive(said: &[Token<'_>], at: usize) -> bool {
    let Some([comma, link, who]) = at.checked_sub(2).and_then(|from| said.get(from..=at)) else {
        return false;
    };
    let link = link.among(FunctionWord::Concessive) || link.among(FunctionWord::AndBut);
    comma.kind == Kind::Comma && link && who.pos == Pos::Prp
}

/// True for an attribution that begins where it should, with somebody who says something, and runs
/// to the end or to a mark.
fn passes_on(said: &[Token<'_>], at: usize, found: &Found<'_>, pronoun: bool) -> bool {
    let target = found.target.as_ref().map(|target| target.start);
    let passive = matches!(found.pattern, Pattern::Passive | Pattern::Sourceless);
    let source = found.source.as_ref();
    let starts = source.is_some_and(|source| source.start == at)
        || found.cue.range.start == at
        || passive && target == Some(at);
    let who = source.map_or(&[][..], |source| &said[source.clone()]);
    // "is accused of": nobody is named.
    let nobody = source.is_none() && found.pattern == Pattern::Sourceless && target.is_some();
    let person = pronoun && who.iter().any(is_person);
    let noun = who.iter().any(|t| t.pos.is_noun()) && !speaks_for_none(who);
    let named = noun || person || nobody;
    let ends = said[found.end.min(said.len())..].first().is_none_or(|t| {
        matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Stop)
            || t.among(FunctionWord::AndBut)
    });
    starts && named && !found.cue.negated && states(said, found) && ends && says(found, who)
}

/// True for "nobody", and for the share of a poll: "12 percent of voters".
fn speaks_for_none(who: &[Token<'_>]) -> bool {
    let share = |t: &Token<'_>| t.among(FunctionWord::Percent) || t.text.ends_with('%');
    who.first().is_some_and(|t| t.among(FunctionWord::Nobody)) || who.iter().any(share)
}

/// True for an attribution that says something: "the report did not show that" says nothing.
fn states(said: &[Token<'_>], found: &Found<'_>) -> bool {
    let owns_up =
        found.cue.sense.is_some_and(|s| matches!(s.class, CueClass::Admit | CueClass::Deny));
    match found.content.as_slice() {
        [] => false,
        [.., last] => {
            let words = &said[last.clone()];
            // "admitted being in the flat", "pleaded guilty to theft"
            let guilty = found.cue.sense.is_some_and(|s| s.words > 1);
            let deed = owns_up && (guilty || words.first().is_some_and(|t| t.pos == Pos::Vbg));
            // "the footage showed a driver leaving"
            let shown = found.cue.sense.is_some_and(|s| s.act == Act::Document)
                && words.iter().any(|t| t.pos == Pos::Vbg);
            found.target.is_some() || deed || shown || is_clause(words)
        }
    }
}

/// True for a cue with which somebody's word is passed on, or with which a paper shows something.
fn says(found: &Found<'_>, who: &[Token<'_>]) -> bool {
    let asks = |class: CueClass| matches!(class, CueClass::Demand | CueClass::Ask);
    let paper = || who.iter().any(|t| t.is(Class::Document));
    found.cue.sense.is_some_and(|s| match s.act {
        Act::Saying => asks(s.class) || tells_on(s.class, s.act),
        Act::Document => paper() && tells_on(s.class, s.act),
        _ => false,
    })
}

/// True for "he", "she", "they": who speaks in the first person is the speaker.
fn is_person(t: &Token<'_>) -> bool {
    t.pos == Pos::Prp
        && t.among(FunctionWord::SpeakerPronoun)
        && !t.among(FunctionWord::FirstPerson)
}

/// True for words that state something: a clause with "that", or with a verb before any other clause
/// begins; “the bridge was shut”, not “efforts that would help”.
fn is_clause(said: &[Token<'_>]) -> bool {
    let opens = |t: &Token<'_>| matches!(t.pos, Pos::Wdt | Pos::Wp | Pos::WpS | Pos::To);
    let quoted = said.first().is_some_and(|t| t.kind == Kind::Quotation);
    let begins = said.first().is_some_and(|t| joins(t) || t.among(FunctionWord::QuestionWord));
    let states = said.iter().find(|t| t.pos.is_finite() || opens(t) || joins(t));
    quoted || begins || states.is_some_and(|t| t.pos.is_finite())
}

/// True for the "that" that begins what is said.
fn joins(t: &Token<'_>) -> bool {
    t.pos == Pos::In && t.among(FunctionWord::That)
}

/// True for a cue with which somebody's word is passed on: what somebody thinks or is asked is not.
pub(super) fn tells_on(class: CueClass, act: Act) -> bool {
    matches!(act, Act::Saying | Act::Document)
        && !matches!(class, CueClass::Mental | CueClass::Ask | CueClass::Demand)
}
