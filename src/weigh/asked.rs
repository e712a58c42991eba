//! Somebody was asked and did not say: which claims that concerns.

use super::bound::{Bound, answer};
use super::context::Weighing;
use super::ledger::{AnswerKind, Ground};
use super::signature::{Stems, shared};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Attribution;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Kind;

/// Binds a no-comment to the claims that concern the party, and the subject if the draft gives one.
pub(super) fn asked(
    w: Weighing<'_>,
    n: usize,
    kind: AnswerKind,
    near: &[(usize, Vec<usize>)],
    stems: &mut Stems<'_>,
    bound: &mut Bound,
) {
    let attribution = w.attribution(n);
    let side = w.voices[n].side;
    let source: Vec<Span> = attribution.source.iter().map(|s| s.span).collect();
    let party = stems.signature(w.cx.text, &source);
    let topic = topic(w.cx.text, attribution).map(|span| stems.signature(w.cx.text, &[span]));
    let topic = topic.filter(|signature| !signature.stems.is_empty());
    let mut any = false;
    let mut concerned = false;
    for (claim, stated) in near {
        let last = stated.iter().map(|a| w.attribution(*a).block).min();
        // Whose word only others pass on can still be asked for it.
        let told = |a: &usize| w.attribution(*a).nested.is_none();
        let own = stated.iter().any(|a| told(a) && side.is_some() && w.voices[*a].side == side);
        if own || last.is_none_or(|block| block > attribution.block) {
            continue;
        }
        // A party with a name must be named: "the Cruz campaign" is no other campaign.
        let names = if party.names.is_empty() { &party.stems } else { &party.names };
        let named = stated.iter().any(|a| {
            let spans = &w.attribution(*a).content;
            shared(names, &w.signatures[*a].all) >= 1
                || side.is_some_and(|side| spans.iter().any(|s| w.names(side, *s)))
        });
        let passed_on = |a: &usize| !told(a) && side.is_some() && w.voices[*a].side == side;
        let named = named || stated.iter().any(passed_on);
        concerned |= named;
        let ground = match &topic {
            Some(topic) => {
                let common = stated
                    .iter()
                    .map(|a| shared(&topic.stems, &w.signatures[*a].all))
                    .max()
                    .unwrap_or(0);
                let about = common * 2 >= topic.stems.len() && (named || common >= 2)
                    || common >= 1 && common == topic.stems.len();
                about.then_some(Ground::SameSubject)
            }
            None => named.then_some(Ground::NamesParty),
        };
        if let Some(ground) = ground {
            any = true;
            bound.add(*claim, answer(w, n, kind, ground));
        }
    }
    if !any {
        let ground =
            if concerned || topic.is_some() { Ground::OtherSubject } else { Ground::OtherParty };
        bound.unbound.push(answer(w, n, kind, ground));
    }
}

/// What somebody was asked about, if the draft says so.
///
/// > declined to comment **on the wolf count**
pub(super) fn topic(text: &Text<'_>, attribution: &Attribution) -> Option<Span> {
    let cue = attribution.cue.as_ref()?.span;
    let first = text.first_from(cue.end);
    let end = text.sentences[attribution.sentence].tokens.end;
    let rest = text.tokens.get(first..end)?;
    let clause =
        rest.iter().take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon)).count();
    let rest = &rest[..clause];
    let at = rest.iter().take(12).position(|t| t.among(FunctionWord::Topic))?;
    let behind = &rest[at + 1..];
    // "on Monday" is no subject.
    if behind.first()?.is(Class::Weekday) || behind.first()?.is(Class::TimeWord) {
        return None;
    }
    Some(behind.first()?.span.to(behind.last()?.span))
}
