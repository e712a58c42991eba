//! Who speaks in each attribution, and who "I" is in a quotation.

use super::several::meaning_of;
use crate::parse::{Mention, Pattern, Shape};
use crate::resolve::given::Given;
use crate::resolve::{Meaning, Story};

/// Binds every attribution to whom its source means.
pub(super) fn bindings(given: Given<'_>, story: &mut Story) {
    let Given { text, parsed, .. } = given;
    story.bindings.clear();
    for attribution in &parsed.attributions {
        let source = attribution.source.as_ref();
        let meaning = source.map_or(Meaning::Unknown, |s| meaning_of(text, parsed, story, s.span));
        let goes_on = attribution.pattern == Pattern::Continued;
        let before = story.bindings.last().filter(|_| goes_on).cloned();
        story.bindings.push(before.unwrap_or(meaning));
    }
}

/// "I" in a quotation is whoever is quoted; outside one it is the writer, who is no speaker.
///
/// > “**I** saw it,” Hale said.
pub(super) fn first_persons(given: Given<'_>, story: &mut Story) {
    let Given { draft, parsed, .. } = given;
    let is_first = |mention: &Mention| {
        mention.shape == Shape::Pronoun
            && ["i", "we"].contains(&draft.words(mention.span).to_lowercase().as_str())
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
