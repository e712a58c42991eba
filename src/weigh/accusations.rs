//! Who accuses whom of what, outright or by implication, and whether the accused replies to it.

use super::answer_kind::points_back;
use super::asked::topic;
use super::context::Weighing;
use super::ledger::{Accusation, Answer, AnswerKind, Ground, Manner};
use super::signature::{Stems, shared};
use super::voice::speakers_in;
use crate::lexicon::{Class, CueClass, FunctionWord, Polarity};
use crate::parse::{Attribution, Pattern};
use crate::resolve::{CampId, SpeakerId};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// A reply stands within this many blocks of the accusation.
const REACH: usize = 8;

/// No reply is looked for past this many attributions.
const WINDOW: usize = 60;

/// What is said of the accused between commas is no longer than this.
const LONGEST_ASIDE: usize = 24;

/// All accusations, in order.
pub(super) fn accusations(w: Weighing<'_>, stems: &mut Stems<'_>) -> Vec<Accusation> {
    let attributions = &w.cx.parsed.attributions;
    let all = (0..attributions.len()).filter_map(|n| outright(w, n).or_else(|| implied(w, n)));
    let mut all: Vec<Accusation> = all.collect();
    for accusation in &mut all {
        reply(w, accusation, stems);
    }
    struck_back(w, &mut all);
    all
}

/// Where an accusation names nobody, whoever accuses the accuser in turn may be meant; that is no
/// reply.
///
/// > The opposition denounced the arrests. The government, for its part, **accuses the opposition
/// > of plotting**.
fn struck_back(w: Weighing<'_>, all: &mut [Accusation]) {
    let block = |a: &Accusation| w.attribution(a.attribution).block;
    for n in 0..all.len() {
        let (this, later) = (&all[n], &all[n + 1..]);
        let accuser = w.voices[this.attribution].camp;
        let open = this.manner == Manner::Implied && this.camp.is_none() && accuser.is_some();
        if !open || this.reply.is_some() || this.aside.is_some() {
            continue;
        }
        let near = later.iter().take(WINDOW).take_while(|a| block(a) <= block(this) + REACH);
        let back = near.into_iter().find(|a| a.camp == accuser).map(|a| a.attribution);
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
    let camp = accused.map(|id| w.speaker(id).camp);
    if camp.is_some() && camp == w.voices[n].camp {
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
    let first = tokens.partition_point(|t| t.span.start < target.end);
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
    accusation.camp = accusation.camp.or_else(|| opposite(w, n));
    Some(accusation)
}

/// The only camp that stands against the accuser's: where the opposition denounces arrests and does
/// not say whose, the government is meant.
fn opposite(w: Weighing<'_>, n: usize) -> Option<CampId> {
    let own = w.voices[n].camp?;
    let mut against = w.cx.story.opposed.iter().filter_map(|o| match o.camps {
        (a, b) if a == own => Some(b),
        (a, b) if b == own => Some(a),
        _ => None,
    });
    let one = against.next()?;
    against.all(|camp| camp == one).then_some(one)
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
    Accusation {
        attribution: n,
        accuser: w.cx.story.bindings[n].speaker(),
        accused,
        accused_speaker: who,
        camp: who.map(|id| w.speaker(id).camp),
        act,
        manner,
        reply: None,
        aside: None,
    }
}

/// Whoever the target names first.
fn accused(w: Weighing<'_>, target: Span) -> Option<SpeakerId> {
    speakers_in(w.cx, target).next()
}

/// Looks for the reply of the accused: a denial of this, or a refusal to speak of it. What the
/// accused says of something else is kept apart.
fn reply(w: Weighing<'_>, accusation: &mut Accusation, stems: &mut Stems<'_>) {
    let n = accusation.attribution;
    let at = w.attribution(n);
    let window = n.saturating_sub(WINDOW)..(n + WINDOW).min(w.cx.parsed.attributions.len());
    for other in window.filter(|other| *other != n) {
        let reply = w.attribution(other);
        if reply.block.abs_diff(at.block) > REACH {
            continue;
        }
        let party = accusation.camp.is_some() && w.voices[other].camp == accusation.camp
            || accusation.manner == Manner::Explicit && named_alike(w, reply, accusation.accused);
        let ground = w.kinds[other]
            .filter(|kind| *kind != AnswerKind::Unverified)
            .and_then(|kind| Some((kind, about(w, accusation, other, kind, party, stems)?)));
        if let Some((kind, ground)) = ground {
            let camp: Option<CampId> = w.voices[other].camp.or(accusation.camp);
            accusation.reply = Some(Answer { attribution: other, camp, kind, ground });
            return;
        }
        if party && other > n && accusation.aside.is_none() {
            accusation.aside = Some(other);
        }
    }
}

/// Why a reply is about an accusation, if it is.
fn about(
    w: Weighing<'_>,
    accusation: &Accusation,
    other: usize,
    kind: AnswerKind,
    party: bool,
    stems: &mut Stems<'_>,
) -> Option<Ground> {
    let n = accusation.attribution;
    let (at, reply) = (w.attribution(n), w.attribution(other));
    let common = shared(&w.signatures[other].all, &w.signatures[n].all);
    match kind {
        AnswerKind::Declines | AnswerKind::Silent => {
            let subject = topic(w.cx.text, reply).map(|span| stems.signature(w.cx.text, &[span]));
            match subject.filter(|signature| !signature.stems.is_empty()) {
                Some(topic) => (party && shared(&topic.stems, &w.signatures[n].all) >= 1)
                    .then_some(Ground::SameSubject),
                None => party.then_some(Ground::NamesParty),
            }
        }
        _ => {
            let points = points_back(w.cx.text, reply);
            // "She denied this" right behind an accusation answers it, whoever she speaks for.
            let right_behind = points
                && reply.polarity == Polarity::Denies
                && (at.block..=at.block + 1).contains(&reply.block)
                && reply.sentence > at.sentence;
            match () {
                () if party && common >= 1 => Some(Ground::SameSubject),
                () if party && points || right_behind => Some(Ground::PointsBack),
                () => None,
            }
        }
    }
}

/// True when the source of a reply is named as the accused is: "the club" and "the club".
fn named_alike(w: Weighing<'_>, reply: &Attribution, accused: Span) -> bool {
    let Some(source) = &reply.source else { return false };
    let last = |span: Span| {
        w.cx.text.tokens_in(span).iter().rfind(|t| t.pos.is_noun()).map(|t| t.text.to_lowercase())
    };
    let (a, b) = (last(source.span), last(accused));
    a.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::weighed;

    /// The accused, the act and the ground of the reply of each accusation.
    fn all(copy: &str) -> Vec<(String, Option<String>, Option<Ground>)> {
        let reading = weighed(copy);
        let words = |span: Span| reading.cx.draft.words(span).to_owned();
        let each = reading.ledger.accusations.iter();
        each.map(|a| (words(a.accused), a.act.map(words), a.reply.map(|r| r.ground))).collect()
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
    fn a_reply_is_looked_for_in_eight_blocks() {
        let copy = |between: usize| {
            let accusation = "The union accused Larkhill Homes of fraud.";
            let filler = "\n\nThe ferry left the port.".repeat(between);
            format!("{accusation}{filler}\n\nLarkhill Homes denied the fraud.")
        };
        assert_eq!(all(&copy(0))[0].2, Some(Ground::SameSubject));
        assert_eq!(all(&copy(7))[0].2, Some(Ground::SameSubject));
        assert_eq!(all(&copy(8))[0].2, None);
    }

    #[test]
    fn the_reply_comes_from_the_accused() {
        let with = |reply: &str| {
            all(&format!("The union accused Larkhill Homes of fraud.\n\n{reply}"))[0].2
        };
        assert_eq!(with("Larkhill Homes declined to comment."), Some(Ground::NamesParty));
        assert_eq!(with("Fenby Foods declined to comment."), None);
        assert_eq!(with("Larkhill Homes said its new flats were dry."), None);
    }

    #[test]
    fn denounced_arrests_have_a_doer_if_one_is_named() {
        let found = all("The opposition denounced the arrests of nine students.");
        assert_eq!(found[0].0, "the arrests of nine students");
        assert_eq!(all("The opposition denounced the law on arrests.").len(), 0);
    }
}
