//! Denials, confirmations, no-comments: which claims they answer, by party and by subject.

use std::collections::{HashMap, HashSet};

use super::gist::{Gist, Shape, Stems, shared};
use super::same::{Groups, Likeness, speaks_of};
use super::voice::{CampNames, Voice};
use super::{Answer, AnswerKind, Ground, asked};
use crate::lexicon::{Act, Class, CueClass, Lexicon, Polarity};
use crate::parse::{Attribution, Form, Parsed};
use crate::read::Draft;
use crate::resolve::{CampId, Story};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Pos;

/// An answer looks this many blocks back for the claim it answers.
const REACH: usize = 8;

/// "said that the report was baseless": what is called untrue is named in so many words.
const LONGEST_DENIAL: usize = 12;

/// No answer looks past this many attributions, however long a block is.
const WINDOW: usize = 60;

/// All that is known of a draft while answers are bound.
#[derive(Clone, Copy)]
pub(super) struct Matter<'a> {
    pub(super) draft: &'a Draft,
    pub(super) text: &'a Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) parsed: &'a Parsed,
    pub(super) story: &'a Story,
    pub(super) gists: &'a [Gist],
    pub(super) voices: &'a [Voice],
    pub(super) camps: &'a CampNames,
    /// For each attribution, what it answers with, if it is an answer.
    pub(super) kinds: &'a [Option<AnswerKind>],
}

impl Matter<'_> {
    /// True when the words name a camp.
    pub(super) fn names(self, camp: CampId, span: Span) -> bool {
        self.camps.occur(self.text, self.parsed, self.story, camp, span)
    }
}

/// What the answers of a draft amount to. Claims are known by their first attribution.
#[derive(Debug, Default)]
pub(super) struct Bound {
    /// The answers to each claim.
    pub(super) answers: HashMap<usize, Vec<Answer>>,
    /// Confirmations, each with the claim that it joins.
    pub(super) joined: Vec<(usize, usize)>,
    /// Claims whose own voice later says the opposite, and where.
    pub(super) reversed: HashMap<usize, usize>,
    /// Answers that answer nothing here.
    pub(super) unbound: Vec<Answer>,
    /// One answer of a kind from each camp is enough for a claim.
    known: HashSet<(usize, AnswerKind, Option<CampId>)>,
}

impl Bound {
    pub(super) fn add(&mut self, claim: usize, answer: Answer) {
        if self.known.insert((claim, answer.kind, answer.camp)) {
            self.answers.entry(claim).or_default().push(answer);
        }
    }
}

/// What an attribution answers with, if it is an answer.
pub(super) fn kind_of(text: &Text<'_>, attribution: &Attribution) -> Option<AnswerKind> {
    let cue = attribution.cue.as_ref()?;
    if attribution.act == Act::NoComment {
        let words = text.tokens_in(cue.span);
        let unsaid = ["specify", "disclose", "say", "said"];
        let withheld = words.last().is_some_and(|t| unsaid.iter().any(|word| t.reads(word)));
        let refused = matches!(&*cue.lemma, "decline to comment" | "neither confirm nor deny");
        return match () {
            () if cue.lemma == "could not be verified" => Some(AnswerKind::Unverified),
            // "would not say why": the writer's remark on a statement.
            () if withheld => None,
            () if !refused && words.iter().any(|t| t.is(Class::NoReply)) => {
                Some(AnswerKind::Silent)
            }
            () => Some(AnswerKind::Declines),
        };
    }
    match attribution.polarity {
        _ if calls_untrue(text, attribution) => Some(AnswerKind::Denies),
        _ if cue.negated => None,
        Polarity::Denies if cue.class == CueClass::Deny => Some(AnswerKind::Denies),
        _ if cue.lemma == "confirm" || cue.class == CueClass::Admit => Some(AnswerKind::Confirms),
        _ => None,
    }
}

/// Binds every answer to the claims it answers.
pub(super) fn bind(matter: Matter<'_>, groups: &Groups, stems: &mut Stems) -> Bound {
    let mut bound = Bound::default();
    from_pairs(matter, groups, &mut bound);
    for (n, attribution) in matter.parsed.attributions.iter().enumerate() {
        let Some(kind) = matter.kinds[n] else { continue };
        let near = near(matter, groups, n);
        match kind {
            // "dismissed the bill", "apologised for the delay": no answer to a claim.
            AnswerKind::Denies | AnswerKind::Confirms
                if !points_back(matter.text, attribution)
                    && !speaks_for_itself(matter, n, kind) => {}
            AnswerKind::Unverified => {
                let answer = answer(matter, n, kind, Ground::RightBehind);
                for (claim, stated) in near {
                    let before = stated.iter().map(|a| &matter.parsed.attributions[*a]).any(|a| {
                        a.sentence <= attribution.sentence && attribution.block <= a.block + 1
                    });
                    if before {
                        bound.add(claim, answer);
                    }
                }
            }
            AnswerKind::Declines | AnswerKind::Silent => {
                asked::asked(matter, n, kind, &near, stems, &mut bound);
            }
            _ => spoken(matter, groups, n, kind, &near, &mut bound),
        }
    }
    bound
}

pub(super) fn answer(matter: Matter<'_>, n: usize, kind: AnswerKind, ground: Ground) -> Answer {
    Answer { attribution: n, camp: matter.voices[n].camp, kind, ground }
}

/// Statements that say the opposite, or say so on a condition.
fn from_pairs(matter: Matter<'_>, groups: &Groups, bound: &mut Bound) {
    for (later, earlier, like) in &groups.pairs {
        let (Some(one), Some(two)) = (groups.of[*later], groups.of[*earlier]) else { continue };
        let (a, b) = (matter.voices[*later], matter.voices[*earlier]);
        let known = a.camp.is_some() && b.camp.is_some();
        match like {
            Likeness::Opposite if a.speaker.is_some() && a.speaker == b.speaker => {
                bound.reversed.entry(two).or_insert(*later);
            }
            Likeness::Opposite if known && a.camp != b.camp => {
                let kind = AnswerKind::Denies;
                bound.add(two, answer(matter, *later, kind, Ground::SameSubject));
                bound.add(one, answer(matter, *earlier, kind, Ground::SameSubject));
            }
            Likeness::Conditional if known && a.camp != b.camp => {
                let (claim, n, other) = if matter.gists[*later].conditional {
                    (two, *later, *earlier)
                } else {
                    (one, *earlier, *later)
                };
                if !accepts(matter, n, other) {
                    continue;
                }
                bound.add(claim, answer(matter, n, AnswerKind::Conditional, Ground::SameSubject));
            }
            _ => {}
        }
    }
}

/// True for "would accept it if": a statement on one's own future act, about an agreement.
fn accepts(matter: Matter<'_>, conditional: usize, claim: usize) -> bool {
    let words = |n: usize| {
        matter.parsed.attributions[n].content.iter().flat_map(|piece| matter.text.tokens_in(*piece))
    };
    let agrees = words(conditional).chain(words(claim)).any(|t| t.is(Class::MeansAgreeing));
    agrees && words(conditional).take(8).any(|t| t.pos == Pos::Md)
}

/// The claims stated near an attribution, in the order of the text, each with the attributions
/// that state it there.
fn near(matter: Matter<'_>, groups: &Groups, n: usize) -> Vec<(usize, Vec<usize>)> {
    let block = matter.parsed.attributions[n].block;
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    let last = (n + WINDOW / 4).min(groups.of.len());
    for at in n.saturating_sub(WINDOW)..last {
        let stated = matter.parsed.attributions[at].block;
        let Some(claim) = groups.of[at].filter(|_| at != n) else { continue };
        if stated > block + 1 || stated + REACH < block {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == claim) {
            Some((_, all)) => all.push(at),
            None => found.push((claim, vec![at])),
        }
    }
    found
}

/// A denial or confirmation in words: by subject, or by "this".
fn spoken(
    matter: Matter<'_>,
    groups: &Groups,
    n: usize,
    kind: AnswerKind,
    near: &[(usize, Vec<usize>)],
    bound: &mut Bound,
) {
    let voice = matter.voices[n];
    let gist = &matter.gists[n];
    let foreign = |stated: &[usize]| {
        stated.iter().all(|a| {
            let other = matter.voices[*a];
            voice.camp != other.camp || voice.camp.is_none() && voice.speaker.is_none()
        })
    };
    let points = points_back(matter.text, &matter.parsed.attributions[n]);
    let mut claims: Vec<usize> = Vec::new();
    if !points {
        let common = |stated: &[usize]| {
            // "conceded that he had touched her" confirms no "never touched her".
            let fits = |other: &Gist| kind != AnswerKind::Confirms || gist.negated == other.negated;
            let spoken_of = stated.iter().filter(|a| {
                let other = &matter.gists[**a];
                speaks_of(gist, other) && fits(other)
            });
            spoken_of.map(|a| shared(&gist.stems, &matter.gists[*a].stems)).max()
        };
        let best = near.iter().filter_map(|(_, stated)| common(stated)).max();
        let hits = near.iter().filter(|(_, stated)| best.is_some() && common(stated) == best);
        for (claim, stated) in hits {
            let same_voice = stated
                .iter()
                .any(|a| voice.speaker.is_some() && matter.voices[*a].speaker == voice.speaker);
            if foreign(stated) {
                claims.push(*claim);
            } else if kind == AnswerKind::Denies && same_voice && stated.iter().all(|a| *a < n) {
                bound.reversed.entry(*claim).or_insert(n);
            }
        }
    }
    let ground = if points { Ground::PointsBack } else { Ground::SameSubject };
    if points {
        claims = pointed_at(matter, n, kind, near, &foreign);
    }
    for claim in &claims {
        bound.add(*claim, answer(matter, n, kind, ground));
    }
    match kind {
        _ if claims.is_empty() => {
            let own_group = groups.of[n].is_some_and(|first| first != n);
            let cue = matter.parsed.attributions[n].cue.as_ref();
            let plain = cue.is_some_and(|cue| cue.class != CueClass::Admit);
            if plain && !own_group {
                bound.unbound.push(answer(matter, n, kind, Ground::OtherSubject));
            }
        }
        AnswerKind::Denies => {}
        _ => bound.joined.extend(claims.iter().map(|claim| (n, *claim))),
    }
}

/// True when the content of an answer says what is denied or confirmed. "dismissed the bill" judges
/// a bill; only "deny" takes a bare noun: "denied the fraud".
fn speaks_for_itself(matter: Matter<'_>, n: usize, kind: AnswerKind) -> bool {
    let gist = &matter.gists[n];
    let cue = matter.parsed.attributions[n].cue.as_ref();
    let verb = cue.is_some_and(|cue| cue.lemma == "deny");
    match kind {
        AnswerKind::Denies => gist.shape == Shape::Statement || verb,
        _ => gist.shape == Shape::Statement || gist.stems.len() >= 2,
    }
}

/// What "denied this" denies: an accusation right before, else the claims that name the party,
/// else those of the last sentence.
fn pointed_at(
    matter: Matter<'_>,
    n: usize,
    kind: AnswerKind,
    near: &[(usize, Vec<usize>)],
    foreign: &dyn Fn(&[usize]) -> bool,
) -> Vec<usize> {
    let this = &matter.parsed.attributions[n];
    let at = |a: &usize| &matter.parsed.attributions[*a];
    let before = |stated: &[usize]| {
        stated.iter().filter(|a| at(a).sentence < this.sentence || **a < n).copied().max()
    };
    let candidates: Vec<(usize, usize)> = near
        .iter()
        .filter(|(_, stated)| foreign(stated))
        .filter_map(|(claim, stated)| Some((*claim, before(stated)?)))
        .filter(|(_, a)| this.block <= at(a).block + 1)
        .collect();
    let party = |a: usize| {
        let spans = &matter.parsed.attributions[a].content;
        matter.voices[n].camp.is_some_and(|camp| spans.iter().any(|s| matter.names(camp, *s)))
    };
    let accuses = |a: usize| {
        let cue = at(&a).cue.as_ref();
        cue.is_some_and(|cue| cue.class == CueClass::Accuse) && at(&a).target.is_some()
    };
    let accused: Vec<usize> =
        candidates.iter().filter(|(_, a)| accuses(*a)).map(|(claim, _)| *claim).collect();
    if kind == AnswerKind::Denies && !accused.is_empty() {
        return accused;
    }
    // "any wrongdoing" needs somebody who says that there was some.
    let words = this.content.iter().flat_map(|piece| matter.text.tokens_in(*piece));
    let bare = words.take(4).any(|t| {
        matches!(t.pos, Pos::Dt | Pos::Prp | Pos::In | Pos::Wdt) && t.is(Class::PointsBack)
            || t.reads("the")
    });
    let named: Vec<(usize, usize)> =
        candidates.iter().copied().filter(|(_, a)| party(*a)).collect();
    let pool = match (named.is_empty(), bare) {
        (false, _) => named,
        (true, true) => candidates,
        (true, false) => Vec::new(),
    };
    let last = pool.iter().map(|(_, a)| at(a).sentence).max();
    pool.iter().filter(|(_, a)| Some(at(a).sentence) == last).map(|(claim, _)| *claim).collect()
}

/// "denied this", "rejected the claim": the object points at what was said before.
pub(super) fn points_back(text: &Text<'_>, attribution: &Attribution) -> bool {
    if calls_untrue(text, attribution) {
        return true;
    }
    // “This week,” she admitted: her own words.
    if attribution.form == Form::Direct {
        return false;
    }
    let words = attribution.content.iter().flat_map(|piece| text.tokens_in(*piece));
    let mut content = 0;
    let mut pointing = attribution.content.is_empty();
    for token in words.filter(|t| t.is_wordlike()) {
        let points = token.is(Class::PointsBack);
        pointing |= points;
        let open = token.pos.is_noun() || token.pos.is_verb() || token.pos.is_adjective();
        content += usize::from(open && !points && !token.is(Class::LightWord));
    }
    pointing && content == 0
}

/// > The ministry **called the report baseless**. | “**That is a lie**,” she said.
fn calls_untrue(text: &Text<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let words = text.tokens_in(*piece);
    let pointed = words.iter().filter(|t| t.is_wordlike()).take(4).any(|t| t.is(Class::PointsBack));
    let asks = matches!(attribution.polarity, Polarity::Asks | Polarity::Declines);
    !asks
        && attribution.source.is_some()
        && pointed
        && words.len() <= LONGEST_DENIAL
        && words.iter().any(|t| t.is(Class::Untrue))
        // "It is not a lie that …" says the opposite.
        && !words.iter().any(|t| t.is(Class::Negation) && !t.is(Class::Untrue))
}
