//! Where what was said ends and the writer's own voice begins.

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, recognize, value};

use super::input::Tokens;
use super::primitive::{Match, among, kind, such};
use super::verb_group::{CueGroup, Voice, noun_sense, verb_group, verb_sense};
use crate::lexicon::{Class, CueClass, Frame, FunctionWord};
use crate::parse::folded::{ends_clause, is_question, is_speech};
use crate::tokenise::token::{Kind, Pos, Role, Token};

/// How sure the tagger must be to overrule the grammar.
const SURE: u8 = 24;
/// How many words behind a boundary the tagger is asked about.
const ASKED: usize = 6;

/// What kind of words end a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    /// The writer goes on for certain: another speaker's cue.
    Certain,
    /// The writer most likely goes on.
    Likely,
    /// The content most likely goes on, unless the tagger knows better.
    Unlikely,
}

/// The end of the content that begins where `i` begins, in tokens of the line.
pub(in crate::parse) fn end(i: Tokens<'_, '_>, phrase: bool) -> usize {
    let mut at = i.at() + 1;
    let stop = last_word(i);
    while at < stop {
        let here = i.from(at);
        if let Ok((_, tail)) = tail(here) {
            let goes_on = reads_as_content(here);
            let ends = match tail {
                Tail::Certain => true,
                Tail::Likely => goes_on != Some(true) || reports(here),
                Tail::Unlikely => {
                    goes_on == Some(false)
                        || phrase && goes_on.is_none()
                        || ends_for_certain(i, here)
                }
            };
            if ends {
                return at;
            }
        }
        at += 1;
    }
    stop
}

/// One past the last token of the sentence that is not its full stop.
pub(super) fn last_word(i: Tokens<'_, '_>) -> usize {
    let trailing = i.as_slice().iter().rev().take_while(|t| t.kind == Kind::Stop).count();
    i.range().end - trailing
}

/// True when the tagger takes the word behind a comma for a cue: ", **citing** wage growth".
fn reports(i: Tokens<'_, '_>) -> bool {
    let word = i.as_slice().iter().find(|t| t.is_wordlike());
    word.is_some_and(|t| t.hint.role == Role::Cue && t.hint.sureness >= SURE)
}

/// What the tagger makes of the words that begin here; `None` when it has no view.
pub(super) fn reads_as_content(i: Tokens<'_, '_>) -> Option<bool> {
    let words =
        i.as_slice().iter().filter(|t| t.is_wordlike() || t.kind == Kind::Quotation).take(ASKED);
    let (mut for_, mut against) = (0_u32, 0_u32);
    for t in words.filter(|t| t.hint.sureness > 0) {
        if t.hint.role == Role::Content {
            for_ += u32::from(t.hint.sureness);
        } else {
            against += u32::from(t.hint.sureness);
        }
    }
    (for_.max(against) >= u32::from(SURE)).then_some(for_ >= against)
}

fn tail<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tail> {
    alt((
        value(Tail::Certain, alt((next_cue, which, dash, called, without))),
        value(Tail::Likely, alt((though, citing, semicolon))),
        value(Tail::Unlikely, alt((coordinated, participle, while_))),
    ))
    .parse(i)
}

/// True where the speaker does one thing more, whatever the words behind it look like.
///
/// > The evidence was unlawful **and ordered** a new trial. |
/// > The driver died **and are** appealing.
/// > not: The driver died **and is** missed. | The driver died **in a** ditch.
pub(in crate::parse) fn ends_for_certain(content: Tokens<'_, '_>, here: Tokens<'_, '_>) -> bool {
    let Ok((_, words)) = coordinated(here) else { return false };
    let Some(verb) = words.as_slice().last() else { return false };
    let tells = verb.hint.role == Role::Cue && verb_sense(verb).is_some();
    tells || !agrees(content, here.at(), verb)
}

/// False when a verb cannot belong to the subject with which the content begins: "the driver died
/// and **are** appealing".
fn agrees(content: Tokens<'_, '_>, end: usize, verb: &Token<'_>) -> bool {
    let words = &content.as_slice()[..end - content.at()];
    let mut verbs = words.iter().enumerate().filter(|(_, t)| t.pos.is_finite());
    let (Some((at, first)), None) = (verbs.next(), verbs.next()) else { return true };
    let subject = is_many(first).or_else(|| names_many(&words[..at]));
    subject.zip(is_many(verb)).is_none_or(|(subject, verb)| subject == verb)
}

/// Whether a verb speaks of many; `None` where it does not show.
fn is_many(verb: &Token<'_>) -> Option<bool> {
    match verb.pos {
        Pos::Vbz => Some(false),
        Pos::Vbp => Some(true),
        _ if verb.among(FunctionWord::SingularPast) => Some(false),
        _ if verb.among(FunctionWord::PluralPast) => Some(true),
        _ => None,
    }
}

/// Whether a plain subject names many: "that **the driver**", "**they**"; `None` where that is open.
fn names_many(subject: &[Token<'_>]) -> Option<bool> {
    let plain = |t: &Token<'_>| {
        t.among(FunctionWord::That)
            || matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Nn | Pos::Nns | Pos::Nnp)
            || t.pos.is_adjective()
    };
    let head = subject.last()?;
    match head.pos {
        Pos::Prp if head.among(FunctionWord::SingularPronoun) => Some(false),
        Pos::Prp if head.among(FunctionWord::PluralPronoun) => Some(true),
        _ if !subject.iter().all(plain) || head.is(Class::Collective) => None,
        Pos::Nn => Some(false),
        // "data", "media" take either.
        Pos::Nns => head.text.ends_with('s').then_some(true),
        _ => None,
    }
}

/// > Hale said that talks would resume **– a** prospect his rivals dismissed.
/// > not: Hale said that talks would resume **, a** day late.
pub(super) fn dash<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((kind(Kind::Dash), such(|t| t.kind != Kind::Stop))).parse(i)
}

/// > Hale said that strikes could resume**, a threat the** firm called empty.
/// > not: Hale said that strikes could resume**, a day the** firm called sad.
pub(super) fn called<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let begins = |t: &Token<'_>| {
        matches!(t.pos, Pos::Dt | Pos::Prp | Pos::PrpS | Pos::Wdt) || t.pos.is_name()
    };
    let saying = such(|t| noun_sense(t).is_some());
    recognize((kind(Kind::Comma), among(FunctionWord::IndefiniteArticle), saying, such(begins)))
        .parse(i)
}

/// > Hale said that the vote had been stolen**, without offering** evidence.
/// > not: Hale said that the vote was lost**, without a** fight.
pub(super) fn without<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let gives = among(FunctionWord::NotGiven);
    recognize((opt(kind(Kind::Comma)), among(FunctionWord::Without), gives)).parse(i)
}

/// > Hale said that oil was found in the country**, which** has the largest reserves. |
/// > Hale named a man**, for whom** the police search.
/// > not: Hale said that oil was found **which** nobody wanted.
pub(super) fn which<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let relative = among(FunctionWord::CommaRelative);
    recognize((kind(Kind::Comma), opt(among(FunctionWord::BeforeRelative)), relative)).parse(i)
}

/// > Hale said the road was shut**, though** nobody saw it. |
/// > Hale said the road was shut**, with many stranded** for hours.
/// > not: Hale said the road was shut**, with** “many” stranded.
pub(super) fn though<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let conjunction = among(FunctionWord::Concessive);
    let with = recognize((
        among(FunctionWord::With),
        such(|t| t.pos != Pos::In && t.kind != Kind::Quotation),
        such(|t| t.is_wordlike()),
    ));
    recognize((kind(Kind::Comma), alt((recognize(conjunction), with)))).parse(i)
}

/// > Hale said the road was shut**, while** others stayed open.
/// > not: Hale said the road was shut **while** others stayed open.
pub(super) fn while_<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((kind(Kind::Comma), among(FunctionWord::AfterComma))).parse(i)
}

/// > Hale said the road was shut**, citing** the police. |
/// > The road was shut**, according to** Hale.
/// > not: The road was shut**, leaving** many stranded.
pub(super) fn citing<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let reporting =
        such(|t| t.pos == Pos::Vbg && verb_sense(t).is_some() && !t.among(FunctionWord::According));
    let referring = among(FunctionWord::Referring);
    let mut according = recognize((among(FunctionWord::According), among(FunctionWord::To)));
    // “called it “rot,” according to Hale”: the comma may stand in the quotation.
    let closed = |t: &Token<'_>| t.kind == Kind::Quotation && ends_clause(t);
    if i.behind().is_some_and(closed) {
        return according.parse(i);
    }
    let words = alt((recognize(reporting), recognize(referring), according));
    recognize((kind(Kind::Comma), words)).parse(i)
}

/// > Hale said the road was shut**;** nobody saw it.
pub(super) fn semicolon<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize(kind(Kind::Semicolon)).parse(i)
}

/// > Hale said the road was shut**, leaving** many stranded. |
/// > Hale said the road was shut**, covered** in mud.
/// > not: Hale said the road was shut**, and** many were stranded.
pub(super) fn participle<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((kind(Kind::Comma), such(|t| matches!(t.pos, Pos::Vbg | Pos::Vbn)))).parse(i)
}

/// > Hale said the road was shut **and was** calm.
/// > not: Hale said the road was shut **and the** town was calm.
pub(super) fn coordinated<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    recognize((among(FunctionWord::AndBut), such(|t| t.pos.is_finite()))).parse(i)
}

/// The next cue of the same or another speaker.
///
/// > Hale said the road was shut **and added** that it was late. |
/// > The road was shut**, he said**, and the town was calm. |
/// > Hale said the roof leaked**; the landlord says** it did not.
/// > not: Hale said the road was shut **and the** town was calm.
pub(super) fn next_cue<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    alt((recognize(second_cue), recognize(said_clause), recognize(other_says), recognize(and_says)))
        .parse(i)
}

/// > Hale said the roof leaked**; the landlord says** it did not.
/// > not: Hale said the roof leaked**; the landlord mended** it.
pub(super) fn other_says<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, ()> {
    let (rest, _) = kind(Kind::Semicolon).parse(i)?;
    let (rest, _) = super::noun_phrase::source(rest)?;
    let (rest, cue) = verb_group(rest)?;
    let reports = cue.voice == Voice::Active && cue.allows(Frame::That) && !rest.is_empty();
    if reports { Ok((rest, ())) } else { Err(nom::Err::Error(())) }
}

/// > Hale said the road was shut **and Price said** it was open. |
/// > Hale said the road was shut**, though she said** it would open soon.
/// > not: Hale said the road was shut **and Price** left. |
/// > not: Hale said the road was shut **and he said** so again.
pub(in crate::parse) fn and_says<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, ()> {
    let (rest, comma) = opt(kind(Kind::Comma)).parse(i)?;
    // "that, although the law says so, they must": what is said begins behind it.
    let begins = i.behind().is_some_and(|t| t.among(FunctionWord::That));
    let though = |t: &Token<'_>| comma.is_some() && !begins && t.among(FunctionWord::Concessive);
    let (rest, link) = such(|t| t.among(FunctionWord::AndBut) || though(t)).parse(rest)?;
    let (rest, source) = super::noun_phrase::plain(rest)?;
    // "and 22 percent say": a poll goes on.
    let counted = |t: &Token<'_>| t.pos == Pos::Cd || t.kind == Kind::Number;
    let pronoun = link.among(FunctionWord::Concessive);
    let named = (pronoun || source.as_slice().iter().any(|t| t.pos.is_noun()))
        && !source.as_slice().iter().any(counted);
    let (rest, cue) = verb_group(rest)?;
    let say = |t: &Token<'_>| t.among(FunctionWord::Said) || t.among(FunctionWord::Say);
    let says = i.from(cue.head).first().is_some_and(say);
    let reports = named && says && cue.voice == Voice::Active && !cue.modal && !rest.is_empty();
    if reports { Ok((rest, ())) } else { Err(nom::Err::Error(())) }
}

/// "and added that": a second cue of the same speaker, sure of itself by what follows.
///
/// > Hale said the road was shut **and added** that it was late. |
/// > Hale said he knew her **but later admitted** he had lied. |
/// > Hale said he was ill **and accused** the club of negligence.
/// > not: Hale said the road was shut **and walked** home. |
/// > not: Hale spoke **and would say** that he was ill.
pub(super) fn second_cue<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Range<usize>> {
    let mut link =
        (opt(kind(Kind::Comma)), among(FunctionWord::AndBut), opt(among(FunctionWord::ThenAlso)));
    let (rest, _) = link.parse(i)?;
    let (rest, cue) = verb_group(rest)?;
    let speaks = cue.voice == Voice::Active && !cue.modal && cue.allows(Frame::Quote);
    let marked = rest.first().is_some_and(|t| {
        t.among(FunctionWord::That)
            || t.kind == Kind::Quotation
            || t.among(FunctionWord::Whether)
            || matches!(t.kind, Kind::Colon)
    });
    let object =
        rest.first().is_some_and(|t| t.pos.is_noun() || matches!(t.pos, Pos::Dt | Pos::Prp));
    let accuses = cue.voice == Voice::Active
        && cue.usable().any(|sense| sense.class == CueClass::Accuse)
        && object;
    // "and admitted he had met her"
    let clause = match rest.as_slice() {
        [subject, verb, ..] => subject.pos == Pos::Prp && verb.pos.is_finite(),
        _ => false,
    };
    let bare = clause && cue.allows(Frame::Zero);
    if speaks && (marked || bare) || accuses {
        Ok((rest, cue.range))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// ", he said" in the middle or at the end of what he said.
///
/// > The road was shut**, he said**. | The road was shut**, said Hale**, a farmer. |
/// > The road was shut**, as Hale said** on Monday. | The road was shut**, records show**. | Price called it “a very bad road,” **Hale said**.
/// > not: The road was shut**, he walked** home. | In Leeds**, he said** the road was shut.
pub(super) fn said_clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, ()> {
    // The comma may stand in the quotation: "called it “rot,” Hale said".
    let closed = |t: &Token<'_>| t.kind == Kind::Quotation && ends_clause(t);
    let rest = match kind(Kind::Comma).parse(i) {
        Ok((rest, _)) => rest,
        Err(_) if i.behind().is_some_and(closed) => i,
        Err(error) => return Err(error),
    };
    let (rest, _) = opt(among(FunctionWord::As)).parse(rest)?;
    let ends = |rest: Tokens<'_, '_>| {
        let rest = super::setting::setting(rest).map_or(rest, |(rest, _)| rest);
        rest.first().is_none_or(|t| {
            matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Quotation | Kind::Colon)
        })
    };
    let straight = super::noun_phrase::source(rest).and_then(|(rest, _)| verb_group(rest));
    let inverted = || {
        verb_group(rest)
            .and_then(|(rest, cue)| super::noun_phrase::source(rest).map(|(rest, _)| (rest, cue)))
    };
    for clause in [straight, inverted()] {
        if let Ok((rest, cue)) = clause
            && cue.voice == Voice::Active
            && (cue.allows(Frame::Quote) || shows(i, rest, &cue))
            && ends(rest)
        {
            return Ok((rest, ()));
        }
    }
    Err(nom::Err::Error(()))
}

/// True for a paper that shows what stands before it, at the end of the sentence: ", court records
/// show", not ", farmers show it".
fn shows(i: Tokens<'_, '_>, rest: Tokens<'_, '_>, cue: &CueGroup<'_>) -> bool {
    let clause = &i.as_slice()[..rest.at() - i.at()];
    let document = |t: &Token<'_>| t.is(Class::Document);
    let shows = cue.usable().any(|sense| sense.class == CueClass::Document);
    shows && clause.iter().any(document) && rest.first().is_none_or(|t| t.kind == Kind::Stop)
}

/// Where the content before `, Hale said` begins: at the start of the window, unless a speech in
/// quotation marks stands right before the clause.
pub(super) fn left_start(tokens: &[Token<'_>], window: Range<usize>) -> usize {
    let last = window.clone().rev().find(|&at| tokens[at].kind != Kind::Comma);
    match last {
        Some(at) if is_speech(&tokens[at]) => {
            // Earlier speeches of the same turn, one right behind the other, belong to it.
            let mut start = at;
            // “Did you go?” “Never,” Hale said: who answers has not asked.
            let asked = |at: usize| is_question(&tokens[at - 1]) && !is_question(&tokens[at]);
            while start > window.start && is_speech(&tokens[start - 1]) && !asked(start) {
                start -= 1;
            }
            start
        }
        _ => window.start + label(&tokens[window]),
    }
}

/// A label has so many words at most.
const LABEL: usize = 4;

/// How many tokens a label in front of a content takes, with its colon.
///
/// > **Peru:** bus plunges into ravine, police say.
/// > not: **Bus** plunges into ravine, police say.
pub(super) fn label(tokens: &[Token<'_>]) -> usize {
    let colon = tokens.iter().take(LABEL + 1).position(|t| t.kind == Kind::Colon).unwrap_or(0);
    let names = tokens[..colon].iter().all(|t| t.is_wordlike() && !t.pos.is_verb());
    if colon > 0 && names && colon + 1 < tokens.len() { colon + 1 } else { 0 }
}

/// True when somebody else is said to have said it, at its end: "bus plunges into ravine, police
/// say".
///
/// > **Bus plunges into ravine, police say**. | **The road is shut, according to all, said Hale**.
/// > not: **Bus plunges into ravine, and 40 die**. | **The bus fell, he said, and burned**.
pub(super) fn is_credited(i: Tokens<'_, '_>) -> bool {
    let comma = i.as_slice().iter().rposition(|t| t.kind == Kind::Comma);
    comma.is_some_and(|at| {
        said_clause(i.from(i.at() + at))
            .is_ok_and(|(rest, ())| rest.as_slice().iter().all(|t| t.kind == Kind::Stop))
    })
}
