//! A denial or confirmation in words: which claims it answers, by subject or by "this".

use super::answer_kind::{disagrees, points_back};
use super::bound::{Bound, answer};
use super::context::Weighing;
use super::ledger::{AnswerKind, Ground};
use super::same::{Groups, speaks_of};
use super::signature::{Shape, Signature, shared};
use super::voice::mentions_in;
use crate::lexicon::{Class, CueClass, FunctionWord};
use crate::parse::GrammaticalRole;
use crate::tokenise::token::{Pos, Token};

/// "I completely disagree with that": what points at what was just said is no longer.
const LONGEST_POINTER: usize = 10;

/// What names the party that denies it is looked for this many blocks back.
const NAMED_WITHIN: usize = 3;

/// A denial or confirmation in words: by subject, or by "this".
pub(super) fn spoken(
    w: Weighing<'_>,
    groups: &Groups,
    n: usize,
    kind: AnswerKind,
    near: &[(usize, Vec<usize>)],
    bound: &mut Bound,
) {
    let voice = w.voices[n];
    let signature = &w.signatures[n];
    let foreign = |stated: &[usize]| {
        stated.iter().all(|a| {
            let other = w.voices[*a];
            voice.side != other.side || voice.side.is_none() && voice.speaker.is_none()
        })
    };
    let points = points_back(w.cx.text, w.attribution(n));
    let mut claims: Vec<usize> = Vec::new();
    if !points {
        let common = |stated: &[usize]| {
            // "conceded that he had touched her" confirms no "never touched her".
            let fits = |other: &Signature| {
                kind != AnswerKind::Confirms || signature.negated == other.negated
            };
            let spoken_of = stated.iter().filter(|a| {
                let other = &w.signatures[**a];
                speaks_of(signature, other) && fits(other)
            });
            spoken_of.map(|a| shared(&signature.stems, &w.signatures[*a].stems)).max()
        };
        let best = near.iter().filter_map(|(_, stated)| common(stated)).max();
        let hits = near.iter().filter(|(_, stated)| best.is_some() && common(stated) == best);
        for (claim, stated) in hits {
            let same_voice = stated
                .iter()
                .any(|a| voice.speaker.is_some() && w.voices[*a].speaker == voice.speaker);
            if foreign(stated) {
                claims.push(*claim);
            } else if kind == AnswerKind::Denies && same_voice && stated.iter().all(|a| *a < n) {
                bound.reversed.entry(*claim).or_insert(n);
            }
        }
    }
    let ground = if points { Ground::PointsBack } else { Ground::SameSubject };
    if points {
        claims = pointed_at(w, n, kind, near, &foreign);
    }
    for claim in &claims {
        bound.add(*claim, answer(w, n, kind, ground));
    }
    match kind {
        _ if claims.is_empty() => {
            let own_group = groups.of[n].is_some_and(|first| first != n);
            let cue = w.attribution(n).cue.as_ref();
            let plain = cue.is_some_and(|cue| cue.class != CueClass::Admit);
            if plain && !own_group {
                bound.unbound.push(answer(w, n, kind, Ground::OtherSubject));
            }
        }
        AnswerKind::Denies => {}
        _ => bound.joined.extend(claims.iter().map(|claim| (n, *claim))),
    }
}

/// True when the content of an answer says what is denied or confirmed. "dismissed the bill" judges
/// a bill; only "deny" takes a bare noun: "denied the fraud".
pub(super) fn speaks_for_itself(w: Weighing<'_>, n: usize, kind: AnswerKind) -> bool {
    let signature = &w.signatures[n];
    let cue = w.attribution(n).cue.as_ref();
    let verb = cue.is_some_and(|cue| cue.lemma == "deny");
    match kind {
        AnswerKind::Denies => signature.shape == Shape::Statement || verb,
        _ => signature.shape == Shape::Statement || signature.stems.len() >= 2,
    }
}

/// What "denied this" denies: an accusation right before, else the claims that name the party,
/// else those of the last sentence.
fn pointed_at(
    w: Weighing<'_>,
    n: usize,
    kind: AnswerKind,
    near: &[(usize, Vec<usize>)],
    foreign: &dyn Fn(&[usize]) -> bool,
) -> Vec<usize> {
    let this = w.attribution(n);
    let at = |a: &usize| w.attribution(*a);
    let before = |stated: &[usize]| {
        stated.iter().filter(|a| at(a).sentence < this.sentence || **a < n).copied().max()
    };
    let party = |a: usize| {
        let spans = &w.attribution(a).content;
        w.voices[n].side.is_some_and(|side| spans.iter().any(|s| w.names(side, *s)))
    };
    // "called Hale's claim ridiculous" answers Hale.
    let mentions = this.content.iter().flat_map(|piece| mentions_in(w.cx, *piece));
    let owner = mentions
        .filter(|(m, _)| m.function == GrammaticalRole::Possessor)
        .find_map(|(_, meaning)| meaning.speaker());
    let owners = |stated: &[usize]| {
        owner.is_none_or(|id| stated.iter().any(|a| w.voices[*a].speaker == Some(id)))
    };
    let candidates: Vec<(usize, usize)> = near
        .iter()
        .filter(|(_, stated)| foreign(stated) && owners(stated))
        .filter_map(|(claim, stated)| Some((*claim, before(stated)?)))
        .filter(|(_, a)| this.block <= at(a).block + if party(*a) { NAMED_WITHIN } else { 1 })
        .collect();
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
    let words: Vec<_> = this.content.iter().flat_map(|piece| w.cx.text.tokens_in(*piece)).collect();
    let points = |t: &&&Token<'_>| {
        matches!(t.pos, Pos::Dt | Pos::Prp | Pos::In | Pos::Wdt) && t.is(Class::PointsBack)
    };
    let short = words.len() <= LONGEST_POINTER;
    let quarrel = this.content.iter().any(|piece| disagrees(w.cx.text.tokens_in(*piece)));
    let this = |t: &&Token<'_>| points(&t) && t.pos != Pos::In;
    let this_one = (short || quarrel) && words.iter().any(this);
    let bare = this_one
        || words.iter().take(4).any(|t| points(&t) || t.among(FunctionWord::DefiniteArticle));
    let named: Vec<(usize, usize)> =
        candidates.iter().copied().filter(|(_, a)| party(*a)).collect();
    let pool = match (named.is_empty() || this_one, bare) {
        (false, _) => named,
        (true, true) => candidates,
        (true, false) => Vec::new(),
    };
    let last = pool.iter().map(|(_, a)| at(a).sentence).max();
    pool.iter().filter(|(_, a)| Some(at(a).sentence) == last).map(|(claim, _)| *claim).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    /// What answers the first claim, and what answers none.
    fn answers(copy: &str) -> String {
        let ledger = weighed(copy).ledger;
        let line = |all: &[crate::weigh::Answer]| {
            let each: Vec<_> = all.iter().map(|a| format!("{:?} {:?}", a.kind, a.ground)).collect();
            each.join(", ")
        };
        let reversed = if ledger.claims[0].reversed.is_some() { " reversed" } else { "" };
        format!("{}; {}{reversed}", line(&ledger.claims[0].answers), line(&ledger.unbound))
    }

    #[test]
    fn which_claim_is_denied_or_confirmed() {
        let sold =
            |answer: &str| answers(&format!("Tom Hale sold the boat, Ada Wynne said.\n\n{answer}"));
        check(
            sold,
            &[
                ("Tom Hale denied that he had sold the boat.", "Denies SameSubject; "),
                ("Tom Hale denied selling the boat.", "Denies SameSubject; "),
                ("Tom Hale denied this.", "Denies PointsBack; "),
                ("Tom Hale denied that he had burned the mill.", "; Denies OtherSubject"),
                ("Tom Hale denied any wrongdoing.", "Denies PointsBack; "),
                ("Tom Hale confirmed that he had sold the boat.", "Confirms SameSubject; "),
                ("Tom Hale confirmed that he had not sold the boat.", "; Confirms OtherSubject"),
                ("Tom Hale confirmed that he had burned the mill.", "; Confirms OtherSubject"),
                ("Tom Hale admitted that he had burned the mill.", "; "),
                ("Tom Hale confirmed this.", "Confirms PointsBack; "),
                (
                    "Ada Wynne denied that Tom Hale had sold the boat.",
                    "; Denies OtherSubject reversed",
                ),
                ("Ada Wynne denied this.", "; Denies OtherSubject"),
                ("Tom Hale dismissed the bill.", "; "),
                ("It rained.\n\nTom Hale denied this.", "Denies PointsBack; "),
                (
                    "It rained.\n\nIt snowed.\n\nIt froze.\n\nTom Hale denied this.",
                    "; Denies OtherSubject",
                ),
                ("Paul Reed denied this.", "Denies PointsBack; "),
                ("Paul Reed denied the claims.", "Denies PointsBack; "),
                ("Paul Reed denied claims.", "; Denies OtherSubject"),
            ],
        );
    }

    #[test]
    fn a_denial_right_behind_an_accusation_is_of_that() {
        check(
            answers,
            &[
                (
                    "Ada Wynne accused Tom Hale of fraud. The mill is shut, the mayor said. Hale denied this.",
                    "Denies PointsBack; ",
                ),
                (
                    "The mill is shut, the mayor said. Ada Wynne accused Tom Hale of fraud. Hale denied this.",
                    "; ",
                ),
            ],
        );
    }
}
