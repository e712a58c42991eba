//! Accusations that a cue makes, outright or by implication.

use super::making::gravity;
use crate::lexicon::{Class, CueClass, FunctionWord};
use crate::parse::{Attribution, GrammaticalRole, Mention, Pattern, Shape};
use crate::resolve::{Meaning, SideId, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity, Manner};
use crate::weigh::voice::{mentions_in, speakers_in};

/// A reply stands within this many blocks of the accusation.
const REACH: usize = 8;

/// No reply is looked for past this many attributions.
const WINDOW: usize = 60;

/// What is said of the accused between commas is no longer than this.
const LONGEST_ASIDE: usize = 24;

/// The accusation that an attribution makes by its own cue.
pub(super) fn by_cue(w: Weighing<'_>, n: usize) -> Option<Accusation> {
    outright(w, n).or_else(|| implied(w, n))
}

/// Where an accusation names nobody, whoever accuses the accuser in turn may be meant; that is no
/// reply.
///
/// > The opposition denounced the arrests. The government, for its part, **accuses the opposition
/// > of plotting**.
pub(super) fn struck_back(w: Weighing<'_>, all: &mut [Accusation]) {
    for n in 0..all.len() {
        let (this, later) = (&all[n], &all[n + 1..]);
        let accuser = this.attribution.and_then(|n| w.voices[n].side);
        let open = this.manner == Manner::Implied && this.side.is_none() && accuser.is_some();
        if !open || this.reply.is_some() || this.aside.is_some() {
            continue;
        }
        let near = later.iter().take(WINDOW).take_while(|a| a.block <= this.block + REACH);
        let back = near.into_iter().find(|a| a.side == accuser).and_then(|a| a.attribution);
        all[n].aside = back;
    }
}

/// > The union **accused the firm of fraud**.
fn outright(w: Weighing<'_>, n: usize) -> Option<Accusation> {
    let attribution = w.attribution(n);
    let cue = attribution.cue.as_ref()?;
    let accuses =
        attribution.pattern == Pattern::Accusation && cue.class == CueClass::Accuse && !cue.negated;
    let target = attribution.target.filter(|_| accuses)?;
    let accused = accused(w, target);
    let side = accused.map(|id| w.speaker(id).side);
    if side.is_some() && side == w.voices[n].side {
        return None;
    }
    let act = attribution.content.last().filter(|c| c.end > target.end).and_then(|c| {
        // "accused the developer, Larkhill Homes, of felling oaks"
        let words = w.cx.text.tokens_in(Span::new(target.end, c.end));
        let of = words.iter().find(|t| t.is_wordlike())?;
        Some(Span::new(of.span.start, c.end))
    });
    let act = act.or_else(|| behind_aside(w, attribution, target));
    // "attacked her on Twitter" says where, and not of what.
    let place = act.and_then(|act| w.cx.text.tokens_in(act).first().copied());
    if place.is_some_and(|t| t.pos == Pos::In && !t.among(FunctionWord::Reproach)) {
        return None;
    }
    Some(made(w, n, target, accused, act, Manner::Explicit))
}

/// What somebody is accused of, behind what is said of him between commas.
///
/// > accused the minister, who resigned in May, **of lying**
fn behind_aside(w: Weighing<'_>, attribution: &Attribution, target: Span) -> Option<Span> {
    let tokens = &w.cx.text.tokens;
    let end = w.cx.text.sentences[attribution.sentence].tokens.end;
    let first = w.cx.text.first_from(target.end);
    let behind = tokens.get(first..end)?;
    let comma = |t: &Token<'_>| t.kind == Kind::Comma;
    behind.first().filter(|t| comma(t))?;
    let close = behind.iter().skip(1).take(LONGEST_ASIDE).position(comma)? + 1;
    let act = &behind[close + 1..];
    act.first().filter(|t| t.among(FunctionWord::AccusationPreposition))?;
    let words = act.iter().take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon));
    Some(act[0].span.to(words.last()?.span))
}

/// > The opposition **denounced the arrests** of nine students.
fn implied(w: Weighing<'_>, n: usize) -> Option<Accusation> {
    let attribution = w.attribution(n);
    let cue = attribution.cue.as_ref()?;
    if !matches!(cue.class, CueClass::Accuse | CueClass::Alarm) || cue.negated {
        return None;
    }
    let act = *attribution.content.first()?;
    let words = w.cx.text.tokens_in(act);
    let at = wrong(words)?;
    let speaker = |span: Span| speakers_in(w.cx, span).next();
    // "the arrests by the police", "the council's failures": the doer is named after all.
    let by = words.iter().position(|t| t.among(FunctionWord::By));
    let behind = by.and_then(|by| Some(words.get(by + 1)?.span.to(words.last()?.span)));
    let owned = words[..at].iter().any(|t| t.pos == Pos::Pos);
    let before = owned.then(|| words[0].span.to(words[at - 1].span));
    let doer = behind.or(before).and_then(|span| Some((span, speaker(span)?)));
    let (span, who) = doer.map_or((act, None), |(span, id)| (span, Some(id)));
    let mut accusation = made(w, n, span, who, Some(act), Manner::Implied);
    accusation.side = accusation.side.or_else(|| opposite(w, n));
    Some(accusation)
}

/// The only side that stands against the accuser's: where the opposition denounces arrests and does
/// not say whose, the government is meant.
fn opposite(w: Weighing<'_>, n: usize) -> Option<SideId> {
    let own = w.voices[n].side?;
    let mut against = w.cx.story.opposed.iter().filter_map(|o| match o.sides {
        (a, b) if a == own => Some(b),
        (a, b) if b == own => Some(a),
        _ => None,
    });
    let one = against.next()?;
    against.all(|side| side == one).then_some(one)
}

/// Where the head of a phrase says that a wrong was done: "the arrests of nine students", "a wave
/// of arrests", but not "the law on arrests".
fn wrong(words: &[Token<'_>]) -> Option<usize> {
    let mut amount = false;
    for (at, token) in words.iter().enumerate().take(10) {
        let noun = token.pos.is_noun();
        if noun && (token.is(Class::Wrong) || token.is(Class::BlameNoun)) {
            return Some(at);
        }
        let ends = token.pos.is_finite() || matches!(token.pos, Pos::To | Pos::Wdt | Pos::Wp);
        if ends || token.pos == Pos::In && !amount {
            return None;
        }
        amount |= noun && token.is(Class::Amount);
    }
    None
}

fn made(
    w: Weighing<'_>,
    n: usize,
    accused: Span,
    who: Option<SpeakerId>,
    act: Option<Span>,
    manner: Manner,
) -> Accusation {
    let attribution = w.attribution(n);
    // "accused the referee of losing his nerve": an office of nobody in particular is only
    // criticised; "Selby's treasurer" is known.
    let owned = w.cx.text.tokens_in(accused).iter().any(Token::is_possessive);
    let named = who.is_some_and(|id| {
        owned || !matches!(w.speaker(id).kind, SpeakerKind::TitleOnly | SpeakerKind::Group)
    });
    let blames = named
        && act.is_some_and(|act| {
            let first = w.cx.text.tokens_in(act).first();
            first.is_some_and(|t| t.among(FunctionWord::Of) || t.among(FunctionWord::With))
        });
    Accusation {
        attribution: Some(n),
        accuser: w.cx.story.bindings[n].speaker(),
        accused,
        accused_speaker: who,
        side: who.map(|id| w.speaker(id).side),
        named: true,
        act,
        span: attribution.content.iter().copied().reduce(Span::to).unwrap_or(accused),
        sentence: attribution.sentence,
        block: attribution.block,
        manner,
        frame: Frame::Cue,
        gravity: gravity(w, act, if blames { Gravity::Wrong } else { Gravity::Criticism }),
        reply: None,
        aside: None,
    }
}

/// Whoever the target names first.
fn accused(w: Weighing<'_>, target: Span) -> Option<SpeakerId> {
    // "its contractor, Larkhill Homes": not whose contractor.
    let owner = |m: &Mention| {
        m.function == GrammaticalRole::Possessor || m.shape == Shape::Pronoun && m.span != target
    };
    let mut heads = mentions_in(w.cx, target).filter(|(mention, _)| !owner(mention));
    let found = heads.find_map(|(_, meaning)| match meaning {
        Meaning::Speaker(id) => Some(*id),
        _ => None,
    });
    found.or_else(|| apposed(w, target))
}

/// Whom the words after a comma name.
///
/// > accused its contractor, **Larkhill Homes**, of fraud
fn apposed(w: Weighing<'_>, target: Span) -> Option<SpeakerId> {
    let behind = w.cx.text.within(target).end;
    let tokens = &w.cx.text.tokens;
    let comma = tokens.get(behind).is_some_and(|t| t.kind == Kind::Comma);
    let next = tokens.get(behind + 1).filter(|_| comma)?;
    speakers_in(w.cx, next.span).next()
}

#[cfg(test)]
mod tests {
    use crate::span::Span;
    use crate::testing::weighed;

    /// The accused and the act of each accusation.
    fn all(copy: &str) -> Vec<(String, Option<String>)> {
        let reading = weighed(copy);
        let words = |span: Span| reading.cx.draft.words(span).to_owned();
        let each = reading.ledger.accusations.iter();
        each.map(|a| (words(a.accused), a.act.map(words))).collect()
    }

    #[test]
    fn an_accusation_has_its_accused_and_its_act() {
        let found = all("The union accused Larkhill Homes of fraud.");
        let act = found[0].1.as_deref();
        assert_eq!(
            (found.len(), found[0].0.as_str(), act),
            (1, "Larkhill Homes", Some("of fraud"))
        );
        assert_eq!(all("The union praised Larkhill Homes for its care.").len(), 0);
        assert_eq!(all("The union did not accuse Larkhill Homes of fraud.").len(), 0);
    }

    #[test]
    fn denounced_arrests_have_a_doer_if_one_is_named() {
        let found = all("The opposition denounced the arrests of nine students.");
        assert_eq!(found[0].0, "the arrests of nine students");
        assert_eq!(all("The opposition denounced the law on arrests.").len(), 0);
    }
}
