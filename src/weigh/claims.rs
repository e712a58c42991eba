//! Attributions gathered into claims: their words, the sides behind them, other figures.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bound::Bound;
use super::context::Weighing;
use super::ledger::{Answer, AnswerKind, Claim, Standing, Weight};
use super::same::{Groups, Likeness};
use super::{answer_kind, id, own, self_report, unsourced, voice};
use crate::lexicon::{Act, Class, CueClass, Polarity};
use crate::parse::{Attribution, Form, Parsed};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Kind;

/// For each attribution, whether it states a claim; what it only denies is somebody else's.
pub(super) fn stated(w: Weighing<'_>) -> Vec<bool> {
    let all = w.cx.parsed.attributions.iter().zip(w.kinds);
    let mut stated: Vec<bool> =
        all.map(|(a, kind)| states(w.cx.text, a) && *kind != Some(AnswerKind::Denies)).collect();
    // "The Times found that officers were told to go": an order is no claim, that it was given is.
    for (outer, inner) in &passed_on(w.cx.text, w.cx.parsed) {
        stated[*outer] &= !stated[*inner];
    }
    for (stated, a) in stated.iter_mut().zip(&w.cx.parsed.attributions) {
        *stated &= !is_in_quotation(w.cx.parsed, a);
    }
    stated
}

/// True for what stands in another's own words: “They told us it was a cold,” Hale said, is what Hale
/// claims.
fn is_in_quotation(parsed: &Parsed, a: &Attribution) -> bool {
    a.nested.is_some_and(|outer| parsed.attributions[outer].form == Form::Direct)
}

/// The attributions that only pass on what another says, each with that other: "The Times reported
/// that Hale said the bridge was shut" claims what Hale claims.
fn passed_on(text: &Text<'_>, parsed: &Parsed) -> BTreeMap<usize, usize> {
    let whole = |(inner, a): (usize, &Attribution)| {
        let outer = a.nested.filter(|_| !is_in_quotation(parsed, a))?;
        let [content] = parsed.attributions[outer].content[..] else { return None };
        let span = a.span();
        let before = text.within(Span::new(content.start.min(span.start), span.start));
        let after = text.tokens_in(Span::new(span.end, content.end.max(span.end)));
        let all = before.len() <= 1 && !after.iter().any(|t| t.is_wordlike());
        (all && !a.content.is_empty()).then_some((outer, inner))
    };
    parsed.attributions.iter().enumerate().filter_map(whole).collect()
}

/// True when an attribution states something that could be so or not: no question, no wish, no
/// demand, no refusal to speak, and not merely "confirmed the report". What the tagger alone has
/// seen, and is not sure of, is listed but makes no claim.
fn states(text: &Text<'_>, attribution: &Attribution) -> bool {
    let class = attribution.cue.as_ref().map(|cue| cue.class);
    let wish = matches!(
        class,
        Some(CueClass::Demand | CueClass::Ask | CueClass::Mental | CueClass::Agree)
    );
    // "slammed the owners" is an opinion of the owners; "denounced the arrests" says that there were
    // arrests, "blamed the owners for the fire" that they caused it.
    let opinion = class == Some(CueClass::Accuse)
        && attribution.target.is_none()
        && attribution.content.len() == 1
        && !text.tokens_in(attribution.content[0]).iter().any(|t| {
            t.pos.is_finite()
                || t.kind == Kind::Number
                || t.is(Class::Wrong)
                || t.is(Class::BlameNoun)
                || t.is(Class::NumberWord)
        });
    !attribution.content.is_empty()
        && !wish
        && !attribution.is_guess()
        && !opinion
        && !answer_kind::refuses(text, attribution)
        && !unsourced::is_the_writers(text, attribution)
        && !matches!(attribution.act, Act::NoComment | Act::Belief)
        && !matches!(attribution.polarity, Polarity::Asks | Polarity::Declines)
}

/// The claims in the order of the text with the answers to each, and the claim that each
/// attribution states.
pub(super) fn claims(
    w: Weighing<'_>,
    mut groups: Groups,
    bound: &Bound,
) -> (Vec<Claim>, Vec<Option<usize>>) {
    // A denial of what nobody has said is a claim of its own.
    for answer in bound.unbound.iter().filter(|a| a.kind == AnswerKind::Denies) {
        let n = answer.attribution;
        groups.of[n] = states(w.cx.text, w.attribution(n)).then_some(n);
    }
    for (n, claim) in &bound.joined {
        groups.of[*n] = Some(*claim);
    }
    let mut number: FxHashMap<usize, usize> = FxHashMap::default();
    let mut claims: Vec<Claim> = Vec::new();
    let mut claim_of = vec![None; groups.of.len()];
    let mut taken = id::Taken::default();
    for (n, group) in groups.of.iter().enumerate() {
        let Some(group) = group else { continue };
        let index = *number.entry(*group).or_insert_with(|| {
            claims.push(start(w, n, &mut taken));
            claims.len() - 1
        });
        claim_of[n] = Some(index);
        add(&mut claims[index], w, n);
    }
    for claim in &mut claims {
        sides(claim, w);
    }
    rivals(&groups, w, &claim_of, &mut claims);
    for (first, index) in &number {
        let claim = &mut claims[*index];
        claim.reversed = bound.reversed.get(first).copied();
        let answers = bound.answers.get(first).into_iter().flatten();
        let told = claim.attributions.iter().any(|n| w.attribution(*n).nested.is_none());
        claim.answers = answers.filter(|a| !told || is_anothers(claim, a)).copied().collect();
    }
    // The deepest layer first, so that each takes over what is already settled.
    for (outer, inner) in passed_on(w.cx.text, w.cx.parsed).into_iter().rev() {
        claim_of[outer] = claim_of[outer].or(claim_of[inner]);
    }
    (claims, claim_of)
}

/// True for an answer that those behind a claim do not give themselves; they may well confirm it.
fn is_anothers(claim: &Claim, answer: &Answer) -> bool {
    let own = answer.side.is_some_and(|side| claim.sides.contains(&side));
    answer.kind == AnswerKind::Confirms || !own
}

/// A claim with nothing in it yet but its words.
fn start(w: Weighing<'_>, n: usize, taken: &mut id::Taken) -> Claim {
    let attribution = w.attribution(n);
    let span = attribution.content.iter().copied().reduce(Span::to).unwrap_or(attribution.span());
    let pieces: Vec<&str> =
        attribution.content.iter().map(|piece| w.cx.draft.words(*piece)).collect();
    let words = pieces.join(" … ");
    let cue = attribution.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let speaker = w.cx.story.bindings[n].speaker();
    let speaker = speaker.map_or("", |id| w.speaker(id).name.as_str());
    Claim {
        id: id::id(&words, cue, speaker, taken),
        text: words,
        span,
        attributions: Vec::new(),
        sides: Vec::new(),
        answers: Vec::new(),
        rivals: Vec::new(),
        reversed: None,
        standing: Standing::Unsourced,
        weight: Weight::Low,
        matters: Vec::new(),
        own: true,
        private: true,
        interest: None,
        grounds: String::new(),
    }
}

/// Adds an attribution to a claim.
fn add(claim: &mut Claim, w: Weighing<'_>, n: usize) {
    claim.attributions.push(n);
    claim.own &= own::is_own(w, n);
    claim.private &= self_report::is_self_report(w.cx, n);
    if claim.interest.is_none() {
        let praise = self_report::interest(w.cx.text, w.attribution(n));
        claim.interest = praise.filter(|praise| !own::is_of_another(w, n, *praise));
    }
}

/// The sides behind a claim, each once; a headline is no source of its own where the text says it too.
fn sides(claim: &mut Claim, w: Weighing<'_>) {
    let headline = |n: usize| w.in_headline(n) || w.is_headline_role(n);
    let body = claim.attributions.iter().any(|n| !headline(*n));
    let mut seen = FxHashSet::default();
    let mut nameless: FxHashSet<&str> = FxHashSet::default();
    for n in &claim.attributions {
        if body && headline(*n) {
            continue;
        }
        let voice = w.voices[*n];
        // "a pal said", "the pal said": most likely one pal, and never proof of two.
        let again = voice.speaker.and_then(|id| voice::plain_noun(w.cx.lexicon, w.speaker(id)));
        if let Some(side) = voice.side.filter(|side| !seen.contains(side)) {
            if again.is_some_and(|noun| !nameless.insert(noun)) {
                continue;
            }
            seen.insert(side);
            claim.sides.push(side);
        }
    }
}

/// Notes which claims of different sides give different figures for one thing.
fn rivals(groups: &Groups, w: Weighing<'_>, claim_of: &[Option<usize>], claims: &mut [Claim]) {
    let mut known = FxHashSet::default();
    for (later, earlier, like) in &groups.pairs {
        let apart = w.voices[*later].side != w.voices[*earlier].side;
        let (Some(a), Some(b)) = (claim_of[*later], claim_of[*earlier]) else { continue };
        if *like != Likeness::OtherFigure || !apart || a == b {
            continue;
        }
        for (one, two) in [(a, b), (b, a)] {
            if known.insert((one, two)) {
                claims[one].rivals.push(two);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::weighed;
    use crate::weigh::{AnswerKind, Standing};

    /// How many claims two people make, and how many of these have a rival.
    fn of_two(one: &str, two: &str) -> (usize, usize) {
        let copy = format!(
            "The new harbour would cost {one}, the minister Tom Hale said.\n\nThe new harbour \
             would cost {two}, the engineer Ada Wynne said."
        );
        let claims = &weighed(&copy).ledger.claims;
        (claims.len(), claims.iter().filter(|claim| !claim.rivals.is_empty()).count())
    }

    #[test]
    fn one_sum_in_two_spellings_is_one_claim() {
        assert_eq!(of_two("2 trillion dollars", "2tn dollars"), (1, 0));
        assert_eq!(of_two("2 trillion dollars", "2 trn dollars"), (1, 0));
        assert_eq!(of_two("2.5 billion dollars", "2.5bn dollars"), (1, 0));
    }

    #[test]
    fn another_sum_is_a_rival() {
        assert_eq!(of_two("2 trillion dollars", "3tn dollars"), (2, 2));
        assert_eq!(of_two("2 trillion dollars", "2bn dollars"), (2, 2));
    }

    #[test]
    fn questions_demands_and_refusals_state_nothing() {
        for copy in [
            "The mayor Tom Hale asked whether the bridge was safe.",
            "The mayor Tom Hale demanded that the bridge be shut.",
            "The mayor Tom Hale declined to comment on the bridge.",
        ] {
            assert_eq!(weighed(copy).ledger.claims.len(), 0, "{copy}");
        }
        assert_eq!(weighed("The bridge is safe, the mayor Tom Hale said.").ledger.claims.len(), 1);
    }

    #[test]
    fn a_denial_of_what_nobody_says_is_a_claim() {
        let ledger = weighed("Tom Hale denied that he had sold the boat.").ledger;
        assert_eq!(ledger.claims.len(), 1);
        assert_eq!(ledger.unbound[0].kind, AnswerKind::Denies);
        assert_eq!(ledger.claims[0].standing, Standing::OneSource);
    }

    #[test]
    fn the_claim_is_what_the_inner_speaker_says() {
        let copy = "The Times reported that Hale said the bridge was shut.";
        let reading = weighed(copy);
        let texts: Vec<&str> = reading.ledger.claims.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["the bridge was shut"]);
        assert_eq!(reading.ledger.claim_of, [Some(0), Some(0)]);
        assert_eq!(reading.ledger.claims[0].attributions, [1]);
    }

    #[test]
    fn a_content_of_which_a_layer_is_a_part_is_a_claim_of_its_own() {
        let copy = "Hale said the road was wet and the driver told officers the brakes had failed.";
        assert_eq!(weighed(copy).ledger.claims.len(), 1);
        assert!(weighed(copy).ledger.claims[0].text.starts_with("the road was wet"));
    }
}
