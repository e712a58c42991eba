//! Does the story say further down that what somebody says is wrong?

use super::{compare, words};
use crate::judge::denials::Denials;
use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::{CueClass, FunctionWord};

/// The story says within so many sentences that a source is wrong.
const TOLD_WITHIN: usize = 12;

/// True when the story says further down that a source is wrong, or somebody else denies it there.
pub(super) fn contested(view: &View<'_>, n: usize) -> bool {
    told_wrong(view, n) || denied(view, n)
}

/// True when the story says further down, in its own words, that a source is wrong: "Hale is wrong.
/// The town has no such law.", "That is not true."
fn told_wrong(view: &View<'_>, n: usize) -> bool {
    let attribution = &view.parsed.attributions[n];
    let list = OwnList::ToldWrong.name();
    let surname = view.story.bindings[n].speaker().map(|id| {
        let name = view.story.speakers[id.0].name.split_whitespace().last();
        name.unwrap_or_default().to_lowercase()
    });
    let later = view.text.sentences.iter().skip(attribution.sentence + 1).take(TOLD_WITHIN);
    later.enumerate().any(|(far, sentence)| {
        let Some(hit) = words::find(view, &sentence.tokens, list) else { return false };
        let before = &view.text.tokens[sentence.tokens.start..hit.start];
        let named = before.iter().any(|t| surname.as_deref() == Some(&*t.lower()));
        // "That is not true": right behind what is meant.
        let back = far < 2 && before.iter().any(|t| t.among(FunctionWord::TakesUp));
        hit.clone().all(|token| view.survey.own(token)) && before.len() < 6 && (named || back)
    })
}

/// True when somebody else denies further down what an attribution says.
fn denied(view: &View<'_>, n: usize) -> bool {
    let denials = view.denials.get_or_init(|| denials(view));
    let speaker = view.story.bindings[n].speaker();
    !denials.is_empty() && denials.denies(n, speaker, &compare::content(view, n))
}

/// All that is denied.
fn denials(view: &View<'_>) -> Denials {
    let mut all = Denials::default();
    for (n, attribution) in view.parsed.attributions.iter().enumerate() {
        if attribution.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Deny) {
            all.add(n, view.story.bindings[n].speaker(), compare::content(view, n));
        }
    }
    all
}
