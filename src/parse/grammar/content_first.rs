//! Attributions whose content comes first, whole or in part: what is said stands on the left.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::{opt, peek, recognize};
use nom::multi::many_m_n;
use nom::{Input, Parser};

use super::clause::{Clause, Found, Place, clause, is_relative};
use super::fronted::credited;
use super::input::Tokens;
use super::noun_phrase::aside;
use super::passive::is_somebody;
use super::primitive::{Match, among, kind, such};
use super::setting::{self, setting};
use super::source_first::{right_object, with_channel};
use super::verb_group::{CueGroup, Voice, preposition, verb_group, verb_sense};
use super::{content, noun_phrase, verb_group};
use crate::lexicon::{Class, CueClass, Frame, FunctionWord};
use crate::parse::attribution::Pattern;
use crate::parse::folded::{ends_clause, is_speech};
use crate::tokenise::token::{Kind, Pos, Token};

/// > **The road is shut**, *Hale* `said` on Monday. | **“The road is shut,”** *Hale* `said`. |
/// > **The road**, *Hale* `said`, **is shut**.
/// > not: In Leeds, Hale said the road is shut. | The road is shut, Hale would say. |
pub(super) fn content_source_cue<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !follows_content(place) {
        return None;
    }
    let (start, _) = opt(among(FunctionWord::As)).parse(place.here).ok()?;
    let clause =
        if start.at() == place.here.at() { place.clause?.clone() } else { clause(start).ok()?.1 };
    if clause.cue.voice != Voice::Active || clause.cue.modal {
        return None;
    }
    // ", that said,": a turn of speech.
    if matches!(clause.source.as_slice(), [that] if that.among(FunctionWord::That)) {
        return None;
    }
    if !reports_left(&clause.cue) && !shows_left(&clause) {
        return None;
    }
    if !left_is_content(place) || reads_on(place, &clause) {
        return None;
    }
    let (rest, setting) = after_left(clause.rest)?;
    left_found(place, Pattern::ContentSourceCue, clause.source.range(), clause.cue, &setting, rest)
}

/// True when what stands on the left can be said by itself: a quotation or a clause.
fn left_is_content(place: Place<'_, '_>) -> bool {
    let left = &place.line[place.left..place.here.at()];
    // "Asked whether she would resign, she laughed": a participle begins what is told.
    if left.first().is_some_and(|t| t.pos == Pos::Vbn) {
        return false;
    }
    left.iter().any(|t| t.kind == Kind::Quotation || t.pos.is_finite())
        || content::reads_as_content(place.here.back_to(place.left)) == Some(true)
        || left.len() >= 4
            && left.first().is_some_and(|t| !matches!(t.pos, Pos::In | Pos::Vbg | Pos::Rb))
}

/// True when the clause has a content of its own on the right: "In Leeds, Hale said the road …".
fn reads_on(place: Place<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let quoted = place.here.behind().is_some_and(|t| t.kind == Kind::Quotation);
    let rest = setting(clause.rest).map_or(clause.rest, |(rest, _)| rest);
    let read = right_object(&clause.cue, clause.rest, rest);
    read.is_some_and(|read| match read.frame {
        Frame::That | Frame::Wh | Frame::Zero | Frame::NpThat | Frame::To | Frame::Ing => !quoted,
        Frame::Colon => true,
        Frame::Quote => !quoted && rest.first().is_some_and(|t| t.kind != Kind::Quotation),
        _ => false,
    })
}

/// > **“The road is shut,”** `said` *Hale*. | **“I am fine,”** `said` *Ana Silva, 34, a nurse*.
/// > not: Hale argued with a steward, accepted the cup and threw it into the crowd.
pub(super) fn content_cue_source<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !follows_content(place) {
        return None;
    }
    let (rest, cue) = alt((verb_group, verb_group::inverted)).parse(place.here).ok()?;
    let tensed = matches!(
        place.line[cue.head].pos,
        Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Vbn | Pos::Jj | Pos::Nns
    );
    if !tensed
        || cue.range.len() > 1 && cue.range.start != cue.head
        || !reports_left(&cue)
        || cue.usable().all(|sense| sense.recipient)
        || !left_is_content(place)
    {
        return None;
    }
    let quoted = place.here.behind().is_some_and(|t| t.kind == Kind::Quotation);
    let plain = noun_phrase::source(rest).ok().filter(|(behind, _)| after_left(*behind).is_some());
    // "crane driver Ilse Baumann": what cannot be told from an adverb is a name.
    let longer = |(behind, _): &(Tokens<'_, '_>, Tokens<'_, '_>)| {
        plain.is_some_and(|(end, _)| {
            behind.at() > end.at() && end.first().is_some_and(|t| t.is_capitalised())
        })
    };
    let titled = if quoted { noun_phrase::titled(rest).ok() } else { None };
    let plain = titled.filter(longer).or(plain);
    let (rest, source) = match plain {
        // "argued with a steward, accepted the cup and threw it": one does after the other.
        Some((behind, _)) if !quoted && does_more(behind) => return None,
        Some(found) => found,
        None => insider(rest).or_else(|| if quoted { titled } else { headline_source(rest) })?,
    };
    let mut words = source.range();
    let mut rest = rest;
    // "Ana Silva, 34, a nurse"
    for _ in 0..2 {
        let Ok((behind, aside)) = aside(rest) else { break };
        let closed = |t: &Token<'_>| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash);
        if !aside.describes || !behind.first().is_none_or(closed) {
            break;
        }
        words.end = behind.at();
        rest = behind;
    }
    let (rest, setting) = after_left(rest)?;
    left_found(place, Pattern::ContentCueSource, words, cue, &setting, rest)
}

/// True where one more thing is done: "**and threw** it to the crowd".
///
/// > Hale took the cup **and threw** it to the crowd.
pub(super) fn does_more(i: Tokens<'_, '_>) -> bool {
    matches!(i.as_slice(), [and, verb, ..] if and.pos == Pos::Cc && verb.pos.is_finite())
}

/// Somebody without a name, with a clause on how they know, up to the end of the sentence.
///
/// > The firm is slow, said **three people familiar with the way the company works**. |
/// > The board is split, said **two officials briefed on what the committee discussed**.
/// > not: The firm is slow, said **Hale** as the company works. |
/// > not: The firm is slow, said **three people**.
pub(super) fn insider<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Option<(Tokens<'t, 'd>, Tokens<'t, 'd>)> {
    let say = |t: &Token<'_>| t.among(FunctionWord::Say) || t.among(FunctionWord::Said);
    let says = i.behind().is_some_and(say);
    let (rest, named) = noun_phrase::source(i).ok()?;
    let somebody = |t: &Token<'_>| t.pos.is_noun() && !t.is_capitalised() && is_somebody(t);
    let unnamed = named.first().is_some_and(|t| matches!(t.pos, Pos::Cd | Pos::Dt | Pos::Jj))
        && named.as_slice().iter().take(3).any(somebody);
    let end = content::last_word(i);
    let clause = i.as_slice().get(rest.at() - i.at()..end - i.at())?;
    let known = !clause.is_empty()
        && clause.len() <= KNOWN
        && clause.iter().all(|t| t.is_wordlike() && t.pos != Pos::Cc)
        && clause.iter().any(|t| t.pos.is_finite());
    (says && unnamed && known).then(|| (i.from(end), i.take(end - i.at())))
}

/// A clause on how somebody knows has so many words at most.
const KNOWN: usize = 14;

/// Who is named last in a headline has said it, whatever kinds of words these seem to be.
///
/// > Ferry sinks at pier, says **harbour chief**
/// > not: Ferry sinks at pier, says **harbour chief in Leeds**
pub(super) fn headline_source<'t, 'd>(
    i: Tokens<'t, 'd>,
) -> Option<(Tokens<'t, 'd>, Tokens<'t, 'd>)> {
    let says = i.behind().is_some_and(|t| t.among(FunctionWord::Say));
    let words = i.as_slice();
    let named =
        |t: &Token<'_>| t.kind == Kind::Word && !matches!(t.pos, Pos::In | Pos::To | Pos::Cc);
    let all = !words.is_empty() && words.len() <= 4 && words.iter().all(named);
    (says && all).then(|| (i.take_from(words.len()), i))
}

/// What may follow a clause whose content stands on its left: time, place, hearer, then a mark.
///
/// > The road is shut, Hale said **on Monday**. | “The road is shut,” Hale told **the BBC**.
/// > not: The road is shut, Hale said **the** council knew.
pub(super) fn after_left<'t, 'd>(
    i: Tokens<'t, 'd>,
) -> Option<(Tokens<'t, 'd>, setting::Setting<'t, 'd>)> {
    let (rest, found) = setting(i).ok()?;
    let ends = |rest: Tokens<'_, '_>| {
        rest.first().is_none_or(|t| {
            matches!(
                t.kind,
                Kind::Comma
                    | Kind::Stop
                    | Kind::Dash
                    | Kind::Semicolon
                    | Kind::Quotation
                    | Kind::Colon
                    | Kind::CloseBracket
            ) || matches!(
                t.pos,
                Pos::In
                    | Pos::Vbg
                    | Pos::Wrb
                    | Pos::Cc
                    | Pos::To
                    | Pos::Rb
                    | Pos::Wp
                    | Pos::WpS
                    | Pos::Wdt
            )
        })
    };
    if ends(rest) {
        return Some((rest, found));
    }
    // "told the BBC", "said of the ruling"
    let (told, _) = (opt(among(FunctionWord::SaidOf)), setting::hearer).parse(i).ok()?;
    let (rest, found) = setting(told).ok()?;
    // "disclosed papers that show": the papers were not told.
    let relative = rest.first().is_some_and(|t| matches!(t.pos, Pos::Wp | Pos::WpS | Pos::Wdt));
    (ends(rest) && !relative).then_some((rest, found))
}

/// True where a content can stand on the left, with what closes it.
pub(super) fn follows_content(place: Place<'_, '_>) -> bool {
    place.here.at() > place.left && place.here.behind().is_some_and(closes_left)
}

/// A comma, a dash or a quotation: what stands between a content on the left and its clause.
fn closes_left(t: &Token<'_>) -> bool {
    matches!(t.kind, Kind::Comma | Kind::Dash) || t.kind == Kind::Quotation && ends_clause(t)
}

/// True when a cue can stand behind its content.
fn reports_left(cue: &CueGroup<'_>) -> bool {
    cue.allows(Frame::Quote) || cue.allows(Frame::Paren)
}

/// True for what a paper shows, at the end of its sentence.
///
/// > Bees lose their way, **a study found**.
/// > not: Bees lose their way, **a farmer found**. |
/// > not: Bees lose their way, **a study found** on Monday.
pub(super) fn shows_left(clause: &Clause<'_, '_>) -> bool {
    let paper = clause.source.as_slice().iter().any(|t| t.is(Class::Document));
    let ends = clause.rest.first().is_none_or(|t| t.kind == Kind::Stop);
    paper && ends && clause.cue.usable().any(|sense| sense.class == CueClass::Document)
}

/// Puts together an attribution whose content stands on the left, and perhaps goes on behind.
fn left_found<'d>(
    place: Place<'_, 'd>,
    pattern: Pattern,
    source: Range<usize>,
    mut cue: CueGroup<'d>,
    setting: &setting::Setting<'_, '_>,
    rest: Tokens<'_, '_>,
) -> Option<Found<'d>> {
    cue.sense = cue
        .sense_for(Frame::Quote)
        .or_else(|| cue.sense_for(Frame::Paren))
        .or_else(|| cue.usable().find(|sense| sense.class == CueClass::Document).copied());
    with_channel(&mut cue, setting);
    let left = left_piece(place)?;
    let quoted = is_speech(&place.line[left.end - 1]);
    let mut content = vec![left.clone()];
    let mut end = rest.at();
    let mut pattern = pattern;
    if let Some(piece) = second_piece(place, &left, quoted, rest) {
        end = piece.end;
        content.push(piece);
        pattern = Pattern::SplitContent;
    }
    Some(Found::set(pattern, Some(source), cue, content, setting, end))
}

/// What stands on the left, without the marks that close it.
fn left_piece(place: Place<'_, '_>) -> Option<Range<usize>> {
    let start = content::left_start(place.line, place.left..place.here.at());
    let words = &place.line[start..place.here.at()];
    let last = words.iter().rposition(|t| !matches!(t.kind, Kind::Comma | Kind::Dash))?;
    Some(start..start + last + 1)
}

/// The rest of a content that its clause has split.
///
/// > “We will go,” he said, **“and stay.”** | The road, he said, **is shut**.
/// > not: “We will go,” he said, **who** had stayed.
pub(super) fn second_piece(
    place: Place<'_, '_>,
    left: &Range<usize>,
    quoted: bool,
    rest: Tokens<'_, '_>,
) -> Option<Range<usize>> {
    let rest = if quoted { doing(rest).map_or(rest, |(behind, _)| behind) } else { rest };
    let (behind, _) =
        opt(such(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Dash))).parse(rest).ok()?;
    let first = behind.first()?;
    let stop = content::last_word(behind);
    // "say some members, who recall": a clause on the source is the writer's. ", he said, adding
    // that" is one more act of saying.
    let adds = first.pos == Pos::Vbg && verb_sense(first).is_some();
    if behind.at() >= stop || is_relative(first) || adds {
        return None;
    }
    if first.kind == Kind::Quotation {
        let mut end = behind.at() + 1;
        while end < stop && place.line[end].kind == Kind::Quotation {
            end += 1;
        }
        return Some(behind.at()..end);
    }
    let comma = behind.at() > rest.at();
    let verbless = !place.line[left.clone()].iter().any(|t| t.pos.is_finite());
    let goes_on = content::reads_as_content(behind);
    let follows =
        comma && !quoted && (verbless && first.pos.is_verb() || verbless && goes_on != Some(false));
    let says_tagger = comma && goes_on == Some(true) && !quoted;
    (follows || says_tagger).then(|| behind.at()..content::end(behind, false).min(stop))
}

/// What somebody does in the midst of what they say.
///
/// > “I'm fine,” she said**, wiping away a tear**, “but my father isn't well.”
/// > not: “I'm fine,” she said**, wiping** away a tear. |
/// > not: “I'm fine,” she said**, adding that**, “I will go.”
pub(super) fn doing<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let act = such(|t: &Token<'_>| t.pos == Pos::Vbg && t.senses.is_empty());
    let inner = such(|t: &Token<'_>| t.is_wordlike());
    let goes_on = (kind(Kind::Comma), such(is_speech));
    recognize((kind(Kind::Comma), act, many_m_n(0, 12, inner), peek(goes_on))).parse(i)
}

/// > `According to` *Hale*, **the road is shut**. | **The road is shut**, `according to` *Hale*. |
/// > `According to` *Ada Wynne, a nurse*, **the ward is full**.
/// > not: The road was shut, in accordance with the law. | Hale went according to plan.
pub(super) fn according_to<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let (rest, cue) = preposition(place.here).ok()?;
    let found = |source: Range<usize>, content: Vec<Range<usize>>, end: usize| Found {
        pattern: Pattern::AccordingTo,
        source: Some(source),
        cue: cue.clone(),
        content,
        target: None,
        channel: None,
        when: None,
        end,
    };
    if place.here.at() <= place.left + 1
        && let Some((source, body)) = credited(rest)
    {
        let start = body.at();
        let end = content::end(body, false).max(start + 1);
        return (!body.is_empty()).then(|| found(source.range(), vec![start..end], end));
    }
    let start = rest;
    let (mut rest, mut named) = noun_phrase::source(rest).ok()?;
    let closes = |t: &Token<'_>| matches!(t.kind, Kind::Comma | Kind::Stop);
    if place.here.at() == place.left
        && let Ok((behind, aside)) = aside(rest)
        && aside.describes
        && behind.first().is_none_or(closes)
    {
        named = start.take(behind.at() - start.at());
        rest = behind;
    }
    let comma = rest.first().is_some_and(|t| t.kind == Kind::Comma);
    let left = left_piece(place)?;
    let piece = second_piece(place, &left, false, rest).filter(|_| comma);
    let end = piece.as_ref().map_or(rest.at(), |piece| piece.end);
    Some(found(named.range(), std::iter::once(left).chain(piece).collect(), end))
}
