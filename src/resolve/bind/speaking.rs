//! Who speaks in each attribution, and who "I" is in a quotation.

use super::several::meaning_of;
use crate::lexicon::FunctionWord;
use crate::parse::{Mention, Shape};
use crate::resolve::given::Given;
use crate::resolve::{Meaning, Story};

/// Binds every attribution to whom its source means.
pub(super) fn bindings(given: Given<'_>, story: &mut Story) {
    let Given { text, parsed, .. } = given;
    story.bindings.clear();
    for attribution in &parsed.attributions {
        let source = attribution.source.as_ref();
        let meaning = source.map_or(Meaning::Unknown, |s| meaning_of(text, parsed, story, s.span));
        story.bindings.push(meaning);
    }
}

/// "I" in a quotation is whoever is quoted; outside one it is the writer, who is no speaker.
///
/// > “**I** saw it,” Hale said.
pub(super) fn first_persons(given: Given<'_>, story: &mut Story) {
    let parsed = given.parsed;
    let is_first = |mention: &Mention| {
        mention.shape == Shape::Pronoun
            && given.reads(given.words(mention.span), FunctionWord::FirstPerson)
    };
    let mut around = parsed.attributions.iter().enumerate().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut changed = false;
    for (n, mention) in parsed.mentions.iter().enumerate() {
        while let Some((at, _)) = around.next_if(|(_, a)| a.span().start <= mention.span.start) {
            open.push(at);
        }
        open.retain(|at| parsed.attributions[*at].span().end > mention.span.start);
        if mention.quotation.is_none() || !is_first(mention) {
            continue;
        }
        let quoted = open.iter().rev().take(16).find(|at| {
            let attribution = &parsed.attributions[**at];
            attribution.content.iter().any(|piece| piece.contains(mention.span))
                && attribution.source.as_ref().is_none_or(|s| !s.span.contains(mention.span))
        });
        if let Some(at) = quoted {
            story.mentions[n] = story.bindings[*at].clone();
            changed = true;
        }
    }
    if changed {
        bindings(given, story);
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::meant;

    #[test]
    fn i_in_a_quotation_is_whoever_is_quoted() {
        let copy = "“I shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "I"), "Tom Hale");
        assert_eq!(meant("I shut the bridge, which Tom Hale had built.", "I"), "nobody");
        let copy = "“She shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "She"), "nobody");
    }
}
