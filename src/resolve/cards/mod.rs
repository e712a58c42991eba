//! Fills in the card of every source: title, type, how it knows, where it comes in.

mod around;
mod knowledge;
mod name_title;
mod phrase;
mod shared;
mod source_type;
mod title;

use super::card::Card;
use super::{Context, SpeakerId};
use crate::span::Span;

/// The title of every speaker.
pub(super) fn titles(cx: Context<'_>) -> Vec<Option<Span>> {
    (0..cx.story.speakers.len()).map(|n| title::title(cx, SpeakerId(n))).collect()
}

/// The card of every speaker.
pub(super) fn cards(cx: Context<'_>) -> Vec<Card> {
    let knows = knowledge::of_speakers(cx);
    let roles = source_type::Roles::of(cx);
    let each = cx.story.speakers.iter().enumerate().zip(knows);
    each.map(|((n, speaker), knowledge)| Card {
        title: cx.story.titles[n],
        source_type: source_type::source_type(cx, &roles, speaker, knowledge),
        knowledge,
        first_mention: speaker.mentions.first().map(|m| cx.parsed.mentions[m.0].span),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::resolved;

    #[test]
    fn every_speaker_has_a_card() {
        let cx = resolved("The road is shut, Mayor Tom Hale said. Residents said no.");
        assert_eq!(cx.story.cards.len(), cx.story.speakers.len());
        let first = cx.story.cards[0].first_mention.unwrap();
        assert_eq!(cx.draft.words(first), "Mayor Tom Hale");
    }
}
