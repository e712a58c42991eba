//! Words before a colon that label what follows, and speak not.

use rustc_hash::FxHashSet;

use super::Parsed;
use super::attribution::{Attribution, Pattern};
use super::grammar::clause::can_speak;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::Text;
use crate::tokenise::token::Kind;

/// Kinds of words that are surely somebody who speaks.
const SPEAKERS: Classes = Classes::of(&[
    Class::Role,
    Class::GivenMale,
    Class::GivenFemale,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Police,
    Class::Court,
    Class::Government,
    Class::StateBody,
    Class::Organisation,
    Class::State,
    Class::Document,
    Class::Expert,
    Class::Collective,
    Class::People,
    Class::Outlet,
]);

/// A label has so many tokens at most.
const LONGEST: usize = 8;

/// Leaves out what stands behind a label and has no speaker.
pub(super) fn leave_out(text: &Text<'_>, parsed: &mut Parsed) {
    let colon = |a: &Attribution| a.cue.as_ref().is_some_and(|c| text.within(c.span).len() == 1);
    if parsed.attributions.iter().any(colon) {
        let used = used(text);
        parsed.attributions.retain(|a| !is_rubric(text, &used, a));
    }
}

/// The words with a capital letter that stand elsewhere than in labels.
fn used<'t>(text: &'t Text<'_>) -> FxHashSet<&'t str> {
    let blocks = text.blocks.iter().map(|block| &text.tokens[block.clone()]);
    let behind = blocks.map(|tokens| {
        let colon = tokens.iter().take(LONGEST).position(|t| t.kind == Kind::Colon);
        &tokens[colon.unwrap_or(0)..]
    });
    behind.flatten().filter(|t| t.is_capitalised()).map(|t| t.text).collect()
}

/// True for a label before a colon that is nobody.
///
/// > **Upshot**: The road is shut. | **MEDIA ADVISORY**: Man charged in theft
/// > not: **Hale**: The road is shut. ¶ Hale left.
fn is_rubric(text: &Text<'_>, used: &FxHashSet<&str>, a: &Attribution) -> bool {
    let (Some(cue), Some(source)) = (&a.cue, &a.source) else { return false };
    let mark = text.within(cue.span);
    let colon = mark.len() == 1 && text.tokens[mark.start].kind == Kind::Colon;
    let words = text.tokens_in(source.span);
    if !colon || source.span.end > cue.span.start || words.is_empty() {
        return false;
    }
    if words.last().is_some_and(|t| t.is(Class::Label))
        || words.first().is_some_and(|t| t.is(Class::Label))
    {
        return true;
    }
    let quoted = text.tokens.get(mark.end).is_some_and(|t| t.kind == Kind::OpenQuote);
    let speaks =
        words.iter().any(|t| t.classes.any(SPEAKERS) || t.among(FunctionWord::SpeakerPronoun));
    if a.pattern == Pattern::Transcript || quoted || speaks {
        return false;
    }
    // A name is used elsewhere too, a rubric is not.
    !words.iter().any(can_speak) || !words.iter().any(|t| used.contains(t.text))
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn a_rubric_speaks_not() {
        let said = |copy: &str| parsed(copy).2.attributions.len();
        let copy = "The mill burned on Monday.\n\nUpshot: The road is shut until the spring.";
        assert_eq!(said(copy), 0);
        let copy = "City living: The road is shut until the spring.\n\nThe mill burned.";
        assert_eq!(said(copy), 0);
        let copy = "Corley: The road is shut until the spring.\n\nCorley left on Monday.";
        assert_eq!(said(copy), 1);
        let copy = "Police: The road is shut until the spring.\n\nThe mill burned.";
        assert_eq!(said(copy), 1);
    }
}
