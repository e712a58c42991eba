//! Attributions whose source comes first: what is said stands on the right, or nothing is.

use std::ops::Range;

use super::clause::{Clause, Found, Place, joins, starts_phrase};
use super::frame::{Object, object};
use super::input::Tokens;
use super::noun_phrase::aside;
use super::setting::{self, setting};
use super::verb_group::{CueGroup, Voice, verb_group};
use super::{content, noun_phrase, verb_group};
use crate::lexicon::{Act, Class, Frame, FunctionWord, Sense};
use crate::parse::attribution::Pattern;
use crate::parse::folded::{ends_clause, is_speech};
use crate::tokenise::token::{Kind, Pos, Token};

/// > *Hale* `said` **that the road is shut**. |
/// > *The ministry* `said in a statement` **that it won**. |
/// > *Hale* `accused` **the firm of fraud**. | *Hale* `warned of` **floods**.
/// > not: Hale would say that the road is shut. | The road is shut, Hale said. |
/// > not: Hale walked to the road.
pub(super) fn source_cue_content<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    let finite = matches!(clause.cue.voice, Voice::Active);
    if !finite || clause.cue.modal || is_refused(clause) {
        return None;
    }
    let (rest, setting) = setting(clause.rest).ok()?;
    let read = right_object(&clause.cue, clause.rest, rest)?;
    let clause = clause.clone();
    let accuses =
        read.target.is_some() && matches!(read.frame, Frame::NpOf | Frame::NpFor | Frame::NpWith);
    let pattern = if accuses { Pattern::Accusation } else { Pattern::SourceCueContent };
    Some(found_right(place, pattern, Some(clause.source.range()), clause.cue, &read, &setting))
}

/// The object of a cue, with or without time and place before it: "announced on Monday that".
pub(super) fn right_object<'t, 'd>(
    cue: &CueGroup<'d>,
    direct: Tokens<'t, 'd>,
    behind: Tokens<'t, 'd>,
) -> Option<Object<'t, 'd>> {
    let marked = |read: &Object<'_, '_>| {
        matches!(read.frame, Frame::That | Frame::Wh | Frame::Quote | Frame::Colon)
    };
    let later = || object(cue, behind).filter(|_| behind.at() > direct.at());
    // "said Thursday the road is shut", "said on Sunday they would go": the day is when.
    let day = |t: &Token<'_>| t.is(Class::Weekday) || t.is(Class::TimeWord);
    let dated = match direct.as_slice() {
        [on, at, ..] if on.among(FunctionWord::On) => day(at),
        [at, ..] => day(at),
        [] => false,
    };
    later().filter(|read| marked(read) || dated).or_else(|| object(cue, direct)).or_else(later)
}

/// True when the subject cannot say: a document cannot believe.
fn is_refused(clause: &Clause<'_, '_>) -> bool {
    let animate = clause.cue.usable().all(|sense| sense.animate);
    animate && clause.source.as_slice().iter().any(|t| t.is(Class::Document))
}

/// Puts together an attribution whose content stands on the right.
pub(super) fn found_right<'d>(
    place: Place<'_, 'd>,
    pattern: Pattern,
    source: Option<Range<usize>>,
    mut cue: CueGroup<'d>,
    read: &Object<'_, '_>,
    setting: &setting::Setting<'_, '_>,
) -> Found<'d> {
    cue.sense = cue.sense_for(read.frame);
    // "warned of": the preposition belongs to the cue.
    if read.phrase && read.content.at() == cue.range.end + 1 {
        cue.range.end += 1;
    }
    with_channel(&mut cue, setting);
    let content = right_content(place, read);
    let end = content.last().map_or(cue.range.end, |last| last.end);
    let behind = |words: Tokens<'_, '_>| words.range().end <= read.content.at();
    Found {
        pattern,
        source,
        content,
        target: read.target.map(Tokens::range),
        channel: setting.channel.filter(|c| behind(*c)).map(Tokens::range),
        when: setting.words.filter(|w| behind(*w)).map(Tokens::range),
        end: end.max(cue.range.end),
        cue,
    }
}

/// A channel right behind a cue belongs to it.
///
/// > The ministry **said in a statement** that it won. |
/// > The ministry **said** on Monday that it won.
pub(super) fn with_channel(cue: &mut CueGroup<'_>, setting: &setting::Setting<'_, '_>) {
    if let Some(channel) = setting.channel.filter(|c| c.at() == cue.range.end) {
        cue.range.end = channel.range().end;
    }
}

/// The content that begins with an object: a speech in quotation marks ends with its mark.
pub(super) fn right_content(place: Place<'_, '_>, read: &Object<'_, '_>) -> Vec<Range<usize>> {
    let start = read.content.at();
    let mut end = content::end(read.content.from(start + read.read.max(1) - 1), read.phrase);
    let first = &place.line[start];
    if is_speech(first) && ends_clause(first) {
        end = start + 1;
        while end < place.line.len() && is_speech(&place.line[end]) {
            end += 1;
        }
    }
    // "attacked the referee on X": where it was said is not what was said.
    let posted = place.line[start..end].iter().rposition(|t| t.is(Class::Platform));
    if let Some(at) = posted.map(|at| start + at).filter(|at| at + 1 == end && *at > start + 1)
        && place.line[at - 1].among(FunctionWord::PostedOn)
    {
        end = at - 1;
    }
    // A comma in front of the writer's voice is the writer's.
    while end > start + 1 && matches!(place.line[end - 1].kind, Kind::Comma | Kind::Dash) {
        end -= 1;
    }
    vec![start..end]
}

/// > *Hale* left, `saying` **that the road is shut**.
/// > not: Hale left, walking to the road. | Hale, asked about the road, left.
pub(super) fn participle<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let behind = place.here.behind()?;
    if !matches!(behind.kind, Kind::Comma | Kind::Dash)
        && !behind.among(FunctionWord::By)
        && !behind.among(FunctionWord::And)
    {
        return None;
    }
    let (rest, cue) = verb_group(place.here).ok()?;
    if cue.voice != Voice::Participle || place.line[cue.head].pos != Pos::Vbg {
        return None;
    }
    let (later, found) = setting(rest).ok()?;
    let read = right_object(&cue, rest, later)?;
    Some(found_right(place, Pattern::Relative, subject(place), cue, &read, &found))
}

/// > *Hale* said the road is shut and `added` **that it will stay so**.
/// > not: Hale said the road is shut and walked home. |
/// > not: The court heard of thefts and alleged crimes.
pub(super) fn second_cue<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let behind = place.here.behind()?;
    let link = behind.among(FunctionWord::AndBut) || behind.among(FunctionWord::ThenAlso);
    if !link {
        return None;
    }
    let (rest, cue) = verb_group(place.here).ok()?;
    // "left the firm and could not be reached"
    if let Some(sense) = silent(&cue, None) {
        let source = Some(subject(place)?);
        return Some(silence(source, CueGroup { sense: Some(sense), ..cue }, rest));
    }
    if cue.voice != Voice::Active || cue.modal {
        return None;
    }
    if verb_group::is_attribute(&place.line[cue.head..]) {
        return None;
    }
    let (later, found) = setting(rest).ok()?;
    let read = right_object(&cue, rest, later)?;
    Some(found_right(place, Pattern::Relative, subject(place), cue, &read, &found))
}

/// The subject of the sentence, for a cue that has none of its own: the first noun phrase with a
/// verb behind it that no attribution has taken yet.
///
/// > **Hale** left, saying that the road is shut. |
/// > **The chief nurse, Ada Wynne**, left, saying no. |
/// > With tears in her eyes, **Hale** left, saying that the road is shut.
pub(super) fn subject(place: Place<'_, '_>) -> Option<Range<usize>> {
    if place.left > 0 {
        return None;
    }
    let before = Tokens::new(place.line, 0..place.here.at());
    (0..before.as_slice().len()).find_map(|at| {
        let (mut rest, source) = noun_phrase::source(before.from(at)).ok()?;
        let mut words = source.range();
        if let Ok((behind, aside)) = aside(rest) {
            // "the chief nurse, Ada Wynne, apologised, saying": the name belongs to her.
            let closed = behind.first().is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash));
            if aside.describes && closed {
                words.end = behind.at();
            }
            rest = behind;
        }
        let time = source.as_slice().iter().any(|t| t.is(Class::Weekday) || t.is(Class::Month));
        let verb = rest
            .first()
            .is_some_and(|t| t.pos.is_finite() || t.pos.is_adverb() || t.kind == Kind::Comma);
        // "With tears in her eyes, Hale left, saying": what hangs on a preposition says nothing.
        let comma = rest.first().is_some_and(|t| t.kind == Kind::Comma);
        (verb && !time && !(comma && is_hung(&place.line[..at]))).then_some(words)
    })
}

/// True where the noun phrase that ends here hangs on a preposition.
fn is_hung(before: &[Token<'_>]) -> bool {
    let inner = |t: &&Token<'_>| {
        t.pos.is_noun()
            || t.pos.is_adjective()
            || matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Pos | Pos::Cd)
    };
    let link = before.iter().rev().find(|t| !inner(t));
    link.is_some_and(|t| matches!(t.pos, Pos::In | Pos::To) && !joins(t))
}

/// > *The ministry* `declined to comment`. | *Neither club* `commented`.
/// > not: The club commented. | The ministry declined to sell the land. |
/// > not: The ministry commented on it. | The lifts were unavailable.
pub(super) fn no_comment<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    let sense = silent(&clause.cue, clause.source.first())?;
    if sense.animate && !can_be_asked(clause.source) {
        return None;
    }
    let clause = clause.clone();
    let cue = CueGroup { sense: Some(sense), ..clause.cue };
    Some(silence(Some(clause.source.range()), cue, clause.rest))
}

/// True when a source is somebody who can be asked: a name, a pronoun, or a word for a person or a
/// body; "the lifts" are none.
fn can_be_asked(source: Tokens<'_, '_>) -> bool {
    let words = source.as_slice();
    let end = words.iter().position(|t| matches!(t.pos, Pos::In | Pos::To)).unwrap_or(words.len());
    let head = words[..end].iter().rfind(|t| t.is_wordlike());
    head.is_some_and(|t| !t.pos.is_noun() || t.pos.is_name() || !t.classes.is_empty())
}

/// The sense in which somebody did not say; a few verbs have it where nobody is their subject, which
/// begins with this word.
///
/// > The club **declined to comment**. | Neither club **commented**.
/// > not: The club **commented**.
pub(super) fn silent(cue: &CueGroup<'_>, first: Option<&Token<'_>>) -> Option<Sense> {
    let nobody = first.is_some_and(|t| t.among(FunctionWord::Nobody));
    let fits = |sense: &&Sense| {
        sense.act == Act::NoComment && (nobody || !sense.frames.has(Frame::Nobody))
    };
    cue.usable().find(fits).copied()
}

/// Somebody did not say.
fn silence<'d>(source: Option<Range<usize>>, cue: CueGroup<'d>, rest: Tokens<'_, 'd>) -> Found<'d> {
    let setting = setting(rest).map(|(_, setting)| setting).unwrap_or_default();
    let end = cue.range.end;
    Found::set(Pattern::NoComment, source, cue, Vec::new(), &setting, end)
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn speeches_of_one_sentence_are_one_piece() {
        let copy = "Tom Hale said: “The road is shut,” “and the bridge is gone.” “We will wait.”";
        let (draft, _, parsed) = parsed(copy);
        let content: Vec<_> =
            parsed.attributions[0].content.iter().map(|c| draft.words(*c)).collect();
        assert_eq!(content, ["“The road is shut,” “and the bridge is gone.”", "“We will wait.”"]);
    }
}
