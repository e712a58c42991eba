//! The statements of a draft: what is said, by whom, what it is sourced to, and who answers.

use serde::Serialize;

use super::labels::{Filters, Tags};
use super::places::{self, Place};
use super::voices::{Voice, voice, words};
use crate::lexicon::{CueClass, Polarity};
use crate::report::checked::Checked;
use crate::report::words::standing;
use crate::span::Span;
use crate::weigh::{AnswerKind, Claim, Matter, Standing, Weight};

/// A statement.
#[derive(Debug, Serialize)]
pub(super) struct Statement<'a> {
    pub(super) number: usize,
    /// "c-7f3a91"
    id: &'a str,
    text: String,
    said: Vec<Said>,
    answers: Vec<Reply>,
    kind: Standing,
    standing: &'static str,
    grounds: &'a str,
    own: bool,
    matters: &'a [Matter],
    weight: Weight,
    pub(super) tags: Tags,
}

/// Who states it, and where.
#[derive(Debug, Serialize)]
struct Said {
    voice: Voice,
    places: Vec<Place>,
}

/// Who answers it, how, and where.
#[derive(Debug, Serialize)]
struct Reply {
    voice: Voice,
    kind: AnswerKind,
    place: Place,
}

/// All statements of a draft.
pub(super) fn statements<'a>(checked: &'a Checked, filters: &mut Filters) -> Vec<Statement<'a>> {
    let claims = checked.verdict.ledger.claims.iter().enumerate();
    claims.map(|(n, claim)| statement(checked, n + 1, claim, filters)).collect()
}

fn statement<'a>(
    checked: &'a Checked,
    number: usize,
    claim: &'a Claim,
    filters: &mut Filters,
) -> Statement<'a> {
    let parsed = &checked.verdict.parsed.attributions;
    let mut said: Vec<Said> = Vec::new();
    let mut tags = Tags::default();
    let denies = |n: &usize| parsed[*n].polarity == Polarity::Denies;
    for n in claim.attributions.iter().filter(|n| !denies(n)) {
        let voice = voice(checked, *n);
        tags.join(&voice.tags(checked, filters));
        let place = places::of_attribution(checked, *n);
        match said.iter_mut().find(|said| said.voice == voice) {
            Some(said) => said.places.push(place),
            None => said.push(Said { voice, places: vec![place] }),
        }
    }
    // "Hale denied that it had rained": nobody says that it had.
    let denied = claim.attributions.iter().filter(|n| denies(n));
    let denied = denied.map(|n| (*n, AnswerKind::Denies));
    let answered = claim.answers.iter().map(|answer| (answer.attribution, answer.kind));
    let answers = denied.chain(answered).map(|(n, kind)| {
        let voice = voice(checked, n);
        if kind != AnswerKind::Unverified {
            tags.join(&voice.tags(checked, filters));
        }
        Reply { voice, kind, place: places::of_attribution(checked, n) }
    });
    let answers = answers.collect();
    Statement {
        number,
        id: &claim.id,
        text: text(checked, claim),
        said,
        answers,
        kind: claim.standing,
        standing: standing(claim.standing),
        grounds: &claim.grounds,
        own: claim.own,
        matters: &claim.matters,
        weight: claim.weight,
        tags,
    }
}

/// The words of a statement. What accuses is nothing without its cue: "accused the firm of fraud".
pub(super) fn text(checked: &Checked, claim: &Claim) -> String {
    let attributions = claim.attributions.iter().map(|n| &checked.verdict.parsed.attributions[*n]);
    let cue = attributions
        .filter(|a| a.content.first().is_some_and(|first| first.start == claim.span.start))
        .find_map(|a| a.cue.as_ref().filter(|cue| cue.class == CueClass::Accuse));
    let Some(cue) = cue.filter(|cue| cue.span.end <= claim.span.start) else {
        return quoted(&claim.text);
    };
    let between = checked.draft.words(Span::new(cue.span.end, claim.span.start));
    let gap = if between.trim().is_empty() { " " } else { " … " };
    words(&format!("{}{gap}{}", checked.draft.words(cue.span), quoted(&claim.text)))
}

/// The words of a statement on one line, without what is left of the marks and the comma at their ends.
fn quoted(text: &str) -> String {
    let text = words(text);
    let open = |c: char| matches!(c, '"' | '“' | '”');
    let inner = text.trim_matches(open);
    // A mark inside needs its partner.
    let kept = if inner.contains(open) { text.as_str() } else { inner };
    kept.trim_end_matches([',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_all_of_it_are_left_out() {
        assert_eq!(quoted("“It’s such a shame,”"), "It’s such a shame");
        assert_eq!(quoted("the hall is\n  “a ruin”"), "the hall is “a ruin”");
    }
}
