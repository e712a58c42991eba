//! Who speaks in each attribution, and who "I" is in a quotation.

use super::several::meaning_of;
use crate::lexicon::FunctionWord;
use crate::parse::{Mention, Parsed, Shape, hangs};
use crate::resolve::given::Given;
use crate::resolve::{Meaning, Story};
use crate::span::Span;

/// Binds every attribution to whom its source means.
pub(super) fn bindings(given: Given<'_>, story: &mut Story) {
    let Given { text, parsed, .. } = given;
    story.bindings.clear();
    for attribution in &parsed.attributions {
        let source = attribution.source.as_ref();
        let meaning = source.map_or(Meaning::Unknown, |s| {
            let inside = parsed.mentions.iter().skip(first_after(parsed, s.span));
            let first = inside.take(1).find(|m| s.span.contains(m.span));
            // "those close to him": he does not say so.
            let other = s.mention.is_none() && first.is_some_and(|m| hangs(text, s.span, m));
            if other { Meaning::Unknown } else { meaning_of(text, parsed, story, s.span) }
        });
        story.bindings.push(meaning);
    }
}

/// The first mention that does not begin before a span.
fn first_after(parsed: &Parsed, span: Span) -> usize {
    parsed.mentions.partition_point(|m| m.span.start < span.start)
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
    use crate::resolve::testing::{meant, speaker_of};

    #[test]
    fn who_is_named_behind_a_preposition_does_not_speak() {
        let copy = "Tom Hale left. Those close to him said the bridge was shut.";
        assert_ne!(speaker_of(copy, "Those close to him"), "Tom Hale");
        let copy = "Tom Hale left. One of his friends said the bridge was shut.";
        assert_ne!(speaker_of(copy, "One of his friends"), "nobody");
    }

    #[test]
    fn i_in_a_quotation_is_whoever_is_quoted() {
        let copy = "“I shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "I"), "Tom Hale");
        assert_eq!(meant("I shut the bridge, which Tom Hale had built.", "I"), "nobody");
        let copy = "“She shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "She"), "nobody");
    }
}
