//! Somebody whom the lead describes and the next paragraph names with an age.

use super::binding::Binding;
use super::named_later::merge;
use crate::parse::{GrammaticalRole, Mention, Number, Shape};
use crate::read::BlockKind;
use crate::resolve::{Meaning, SpeakerId, SpeakerKind};

/// The name comes within so many paragraphs of the lead.
const PARAGRAPHS: usize = 2;

/// A subject begins within so many words of its paragraph.
const WORDS: usize = 3;

/// Gives the subject of the lead the name and age with which one of the next paragraphs begins.
///
/// > **A Selby surgeon** went on trial on Monday. ¶ **Tom Hale, 48,** pleaded not guilty.
pub(super) fn join(b: &mut Binding<'_>) {
    let blocks = &b.given.draft.blocks;
    let mut paragraphs =
        (0..blocks.len()).filter(|n| blocks[*n].kind == BlockKind::Paragraph).take(PARAGRAPHS + 1);
    let Some(lead) = paragraphs.next() else { return };
    let next: Vec<usize> = paragraphs.collect();
    let mentions = &b.given.parsed.mentions;
    let in_lead = || mentions.iter().enumerate().filter(|(_, m)| m.block == lead);
    if in_lead().any(|(_, m)| m.shape == Shape::Person && begins(b, m)) {
        return;
    }
    let Some((described, _)) = in_lead().find(|(_, m)| is_described(m) && begins(b, m)) else {
        return;
    };
    let Meaning::Speaker(from) = b.story.mentions[described] else { return };
    let aged = |m: &Mention| m.shape == Shape::Person && m.age.is_some() && begins(b, m);
    let named = mentions.iter().position(|m| next.contains(&m.block) && aged(m));
    let Some(Meaning::Speaker(to)) = named.map(|n| b.story.mentions[n].clone()) else { return };
    if fits(b, from, to) {
        merge(b, from, to);
    }
}

/// True for "a Selby locksmith" as a subject.
fn is_described(mention: &Mention) -> bool {
    mention.shape == Shape::Role
        && mention.indefinite
        && mention.number != Number::Many
        && mention.function == GrammaticalRole::Subject
}

/// True for the words with which a paragraph begins.
fn begins(b: &Binding<'_>, mention: &Mention) -> bool {
    let sentences = &b.given.text.sentences;
    let first = sentences.partition_point(|s| s.block < mention.block);
    let start = sentences.get(first).map_or(0, |s| s.tokens.start);
    mention.token < start + WORDS
}

fn fits(b: &Binding<'_>, from: SpeakerId, to: SpeakerId) -> bool {
    let (a, other) = (b.speaker(from), b.speaker(to));
    from != to
        && a.kind == SpeakerKind::TitleOnly
        && other.kind == SpeakerKind::Person
        && other.name.contains(' ')
        && a.gender.fits(other.gender)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::meant;

    #[test]
    fn the_subject_of_the_lead_is_named_with_an_age() {
        let copy = "A Selby surgeon went on trial on Monday.\n\nTom Hale, 48, pleaded not guilty.";
        assert_eq!(meant(copy, "A Selby surgeon"), "Tom Hale");
        let copy = "A Selby surgeon went on trial on Monday.\n\nThe bridge is shut. Tom Hale, 48, \
                    built it.";
        assert_ne!(meant(copy, "A Selby surgeon"), "Tom Hale");
    }
}
