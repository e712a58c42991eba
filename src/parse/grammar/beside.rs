//! Who says something beside the verb of a sentence: "neighbours saying that", "the footage showed a
//! driver leaving", "a claim the mayor has denied".

use nom::Parser;
use nom::combinator::opt;

use super::clause::{Found, Place, starts_phrase};
use super::frame::Object;
use super::passive::is_somebody;
use super::primitive::among;
use super::setting::{self, setting};
use super::source_first::{found_right, right_object};
use super::verb_group::{CueGroup, Voice, noun_sense, verb_group};
use super::{content, noun_phrase};
use crate::lexicon::{Act, Class, CueClass, Frame, FunctionWord, Sense};
use crate::parse::attribution::Pattern;
use crate::tokenise::token::{Kind, Pos, Token};

/// Somebody who is heard to say something: what they say is no more than a part of the clause.
///
/// > Hale heard **the boy saying, “Go home.”** |
/// > Hale had calls from **neighbours saying that the road is shut**. |
/// > Hale spoke of **neighbours who say the road is shut**.
/// > not: Hale had calls from **neighbours saying no**. |
/// > not: Hale had **a letter saying that it is shut**.
pub(super) fn telling<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let (rest, named) = noun_phrase::plain(place.here).ok()?;
    let person = |t: &Token<'_>| {
        let kin = t.is(Class::Relation) || t.is(Class::MaleNoun) || t.is(Class::FemaleNoun);
        kin || is_somebody(t) && !t.is(Class::Document)
    };
    let somebody = named.as_slice().iter().rfind(|t| t.pos.is_noun()).is_some_and(person);
    let (rest, who) = opt(among(FunctionWord::PersonRelative)).parse(rest).ok()?;
    let (rest, cue) = verb_group(rest).ok().filter(|_| somebody)?;
    let doing = cue.voice == Voice::Participle && place.line[cue.head].pos == Pos::Vbg;
    let plain = doing || who.is_some() && cue.voice == Voice::Active && !cue.modal && !cue.negated;
    let (later, found) = setting(rest).ok().filter(|_| plain)?;
    let clause = |read: &Object<'_, '_>| {
        matches!(read.frame, Frame::That | Frame::Wh | Frame::Quote | Frame::NpThat | Frame::Zero)
    };
    let read = right_object(&cue, rest, later).filter(clause)?;
    // "saying no": nothing is stated.
    let words = read.content.as_slice();
    if !words.iter().any(|t| t.pos.is_finite() || t.kind == Kind::Quotation) {
        return None;
    }
    Some(found_right(place, Pattern::Relative, Some(named.range()), cue, &read, &found))
}

/// What a picture or a paper shows somebody doing.
///
/// > *The footage* `showed` **a driver leaving the van**.
/// > not: The footage showed a van. | Hale showed a driver leaving the van.
pub(super) fn shows_doing<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let clause = place.clause.filter(|_| starts_phrase(place))?;
    let shows = |sense: &&Sense| sense.class == CueClass::Document;
    let sense = clause.cue.usable().find(shows).copied()?;
    let paper = clause.source.as_slice().iter().any(|t| t.is(Class::Document));
    let plain = clause.cue.voice == Voice::Active && !clause.cue.modal && !clause.cue.negated;
    let (rest, who) = noun_phrase::plain(clause.rest).ok().filter(|_| paper && plain)?;
    let doing = rest.first().is_some_and(|t| t.pos == Pos::Vbg);
    if !doing || !who.as_slice().iter().any(|t| t.pos.is_noun()) {
        return None;
    }
    let cue = CueGroup { sense: Some(sense), ..clause.cue.clone() };
    let (source, start) = (Some(clause.source.range()), clause.rest.at());
    let end = content::end(clause.rest, false);
    let setting = setting::Setting::default();
    Some(Found::set(Pattern::SourceCueContent, source, cue, vec![start..end], &setting, end))
}

/// Who says or denies what the writer has just called a claim.
///
/// > Price sold it, **a claim** *the mayor* `has denied`.
/// > Price sold it, **a charge** *the mayor* `has long denied`.
/// > not: Price sold it, a claim the mayor has read.
pub(super) fn of_claim<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let clause = place.clause?;
    let from = place.here.at().checked_sub(3)?;
    let [mark, article, noun] = place.line.get(from..from + 3)? else { return None };
    let named = matches!(mark.kind, Kind::Comma | Kind::Dash)
        && article.among(FunctionWord::IndefiniteArticle)
        && (noun_sense(noun).is_some() || noun.is(Class::PointsBack));
    let ends = clause.rest.first().is_none_or(|t| t.kind == Kind::Stop);
    let sense = clause.cue.sense_for(Frame::Np)?;
    let said = clause.cue.voice == Voice::Active && !clause.cue.modal && !clause.cue.negated;
    if !named || !ends || !said || sense.act != Act::Saying {
        return None;
    }
    let source = Some(clause.source.range());
    let cue = CueGroup { sense: Some(sense), ..clause.cue.clone() };
    let (content, end) = (vec![from + 1..from + 3], cue.range.end);
    let setting = setting::Setting::default();
    Some(Found::set(Pattern::SourceCueContent, source, cue, content, &setting, end))
}
