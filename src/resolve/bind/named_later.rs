//! Descriptions whose bearer is named further down.

use rustc_hash::FxHashMap;

use super::binding::Binding;
use super::roles::{can_be_of, qualified};
use super::same_name::key;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, MentionId, Number, Shape};
use crate::read::BlockKind;
use crate::resolve::{Meaning, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};

/// Gives those who are only described the name that the draft has for them further down, where it
/// names one who fits and no other.
///
/// > **Harlow judge** backs ban ¶ … **Judge Tom Hale** said no. | **The regional governor** said … **Gov.
/// > Tom Hale** said
pub(super) fn join(b: &mut Binding<'_>) {
    let mut heirs = Heirs::default();
    for n in 0..b.story.speakers.len() {
        let id = SpeakerId(n);
        if let Some(named) = named_later(b, id).or_else(|| body_in_full(b, id)) {
            hand_over(b, id, named);
            heirs.insert(id, named);
        }
    }
    follow(b, &heirs);
}

/// Whom the mentions of somebody mean who is another.
type Heirs = FxHashMap<SpeakerId, SpeakerId>;

/// The one person of whom a description can be.
fn named_later(b: &Binding<'_>, id: SpeakerId) -> Option<SpeakerId> {
    let speaker = b.speaker(id);
    let first = *speaker.mentions.first()?;
    let mention = &b.given.parsed.mentions[first.0];
    let head = post(b, mention)?;
    let kind = match mention.shape {
        Shape::Role => matches!(speaker.kind, SpeakerKind::TitleOnly | SpeakerKind::Spokesperson),
        _ => speaker.kind == SpeakerKind::Organisation,
    };
    let top = in_headline(b, mention);
    // "A spokesman for the port … a spokesman for the bank": either may be named below.
    if !top && b.index.introduced(&head).iter().any(|other| *other != id) {
        return None;
    }
    if !kind || mention.number == Number::Many || mention.indefinite && !is_lead(b, mention) {
        return None;
    }
    let mut fits = b.index.in_post(&head).iter().copied().filter(|other| {
        let known = b.speaker(*other);
        known.kind == SpeakerKind::Person
            && known.name.contains(' ')
            && (top || named_first(b, *other).is_some_and(|m| m > first))
            && can_be_of(b, *other, speaker.state)
            && b.gender(mention).fits(known.gender)
            && (qualified(b, mention, *other) || top && is_shortened(b, mention))
            && is_of_field(b, mention, *other)
            && has_post(b, *other, &head)
            && (!top || b.antecedents.has_spoken(*other))
    });
    let one = fits.next().filter(|one| b.antecedents.has_spoken(*one))?;
    fits.all(|other| other == one).then_some(one)
}

/// The one body of the draft whose name ends in the word that the headline has for it.
///
/// > **Council** votes to close pool ¶ **The city council** voted on Tuesday …
fn body_in_full(b: &Binding<'_>, id: SpeakerId) -> Option<SpeakerId> {
    let speaker = b.speaker(id);
    let first = speaker.mentions.first()?;
    let headline = |m: &MentionId| {
        b.given.draft.blocks[b.given.parsed.mentions[m.0].block].kind == BlockKind::Headline
    };
    let body = |kind| matches!(kind, SpeakerKind::Organisation | SpeakerKind::Government);
    let word = key(&speaker.name);
    let common = !word.contains(' ') && !b.given.lexicon.classes_of(&word).is_empty();
    if !(body(speaker.kind) && headline(first) && b.is_source(first.0) && common) {
        return None;
    }
    let others = b.story.speakers.iter().enumerate();
    let mut fits = others.filter(|(n, other)| {
        let longer = || key(&other.name).rsplit_once(' ').is_some_and(|(_, last)| last == word);
        *n != id.0
            && body(other.kind)
            && !other.mentions.is_empty()
            && !other.name.contains(|c: char| c.is_ascii_digit())
            && speaker.state.is_none_or(|state| other.state.is_none_or(|known| known == state))
            && longer()
    });
    let (one, other) = fits.next()?;
    let later = !other.mentions.first().is_some_and(headline);
    (later && fits.next().is_none()).then_some(SpeakerId(one))
}

/// The word for the post: the head of a description; a short form in capitals.
///
/// > **DA** warns of fraud
fn post(b: &Binding<'_>, mention: &Mention) -> Option<String> {
    match mention.shape {
        Shape::Role if mention.name.is_none() => {
            Some(b.given.head(mention)).filter(|head| !head.is_empty())
        }
        Shape::Organisation if mention.name == Some(mention.span) => {
            let [word] = b.given.tokens(mention.span) else { return None };
            let short = word.text.chars().all(char::is_uppercase);
            (short && in_headline(b, mention)).then(|| word.text.to_lowercase())
        }
        _ => None,
    }
}

/// The first mention that names somebody.
fn named_first(b: &Binding<'_>, id: SpeakerId) -> Option<MentionId> {
    let mut mentions = b.speaker(id).mentions.iter().copied();
    mentions.find(|m| b.given.parsed.mentions[m.0].name.is_some())
}

/// True when the words before the head are short forms of a place: "**W. Va.** judge".
fn is_shortened(b: &Binding<'_>, mention: &Mention) -> bool {
    let end = mention.head.map_or(mention.span.start, |head| head.start);
    let before = b.given.tokens(Span::new(mention.span.start, end.max(mention.span.start)));
    !before.is_empty() && before.iter().all(|t| t.is_capitalised() && t.text.ends_with('.'))
}

fn in_headline(b: &Binding<'_>, mention: &Mention) -> bool {
    let kind = b.given.draft.blocks[mention.block].kind;
    matches!(kind, BlockKind::Headline | BlockKind::SubHeadline)
}

/// True for the headline and the first paragraph, which leave the name to those below.
fn is_lead(b: &Binding<'_>, mention: &Mention) -> bool {
    let blocks = &b.given.draft.blocks[..mention.block];
    let before = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    before.take(1).count() == 0
}

/// True when no common word before the head is of another field: "the **health** secretary" is no
/// secretary of transport. Somebody who is called by the post alone can be of any.
fn is_of_field(b: &Binding<'_>, mention: &Mention, id: SpeakerId) -> bool {
    let Some(head) = mention.head else { return true };
    let field = |t: &&Token<'_>| {
        t.span.end <= head.start
            && t.pos.is_noun()
            && !t.text.ends_with('.')
            && t.state.is_none()
            && !t.among(FunctionWord::Local)
    };
    let mut fields = b.given.tokens(mention.span).iter().filter(field).take(8);
    let plain = b.speaker(id).roles.iter().take(8).all(|role| {
        b.given.tokens(*role).iter().filter(|t| t.is_wordlike() && t.pos != Pos::Dt).count() == 1
    });
    plain || fields.all(|t| b.index.has_role(id, &t.text.to_lowercase()))
}

/// True when a word is that for the post itself in what somebody is called: "Harlow Police **Chief**".
fn has_post(b: &Binding<'_>, id: SpeakerId, post: &str) -> bool {
    let speaker = b.speaker(id);
    let first = speaker.mentions.iter().take(8).map(|m| &b.given.parsed.mentions[m.0]);
    let titles = first.filter_map(|m| m.honorific);
    speaker.roles.iter().copied().take(8).chain(titles).any(|role| {
        let words = b.given.tokens(role);
        words.iter().enumerate().any(|(n, t)| {
            let ends = n + 1 == words.len() || t.is(Class::Role);
            ends && t.text.to_lowercase() == post
        })
    })
}

/// Lets every mention of one speaker mean another.
pub(super) fn merge(b: &mut Binding<'_>, from: SpeakerId, to: SpeakerId) {
    hand_over(b, from, to);
    follow(b, &Heirs::from_iter([(from, to)]));
}

/// Gives the mentions and roles of one speaker to another.
fn hand_over(b: &mut Binding<'_>, from: SpeakerId, to: SpeakerId) {
    let moved = std::mem::take(&mut b.story.speakers[from.0].mentions);
    let roles = std::mem::take(&mut b.story.speakers[from.0].roles);
    let all = &mut b.story.speakers[to.0];
    all.mentions.extend(moved);
    all.mentions.sort_unstable();
    all.roles.extend(roles);
}

/// Lets all that means somebody who is another mean that one. Nobody inherits who was handed over.
fn follow(b: &mut Binding<'_>, heirs: &Heirs) {
    if heirs.is_empty() {
        return;
    }
    let heir = |id: &mut SpeakerId| {
        while let Some(next) = heirs.get(id) {
            *id = *next;
        }
    };
    for meaning in &mut b.story.mentions {
        match meaning {
            Meaning::Unknown => {}
            Meaning::Speaker(id) => heir(id),
            Meaning::Ambiguous(ids) | Meaning::Together(ids) => ids.iter_mut().for_each(heir),
        }
    }
    b.story.speakers.iter_mut().filter_map(|speaker| speaker.maker.as_mut()).for_each(heir);
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn the_headline_calls_a_body_by_its_last_word() {
        let copy = "Council votes to close pool\n\nThe city council voted on Tuesday to close the \
                    pool.\n\nIt was late, Tom Hale said.";
        assert_eq!(speaker_of(copy, "Council"), "The city council");
        let copy = "Council votes to close pool\n\nThe city council voted on Tuesday to close the \
                    pool.\n\nThe county council said no.";
        assert_ne!(speaker_of(copy, "Council"), "The city council");
    }

    #[test]
    fn a_description_is_whoever_is_named_below() {
        let copy = "The regional governor said the road was shut. Governor Tom Hale said on Monday \
                    it was old.";
        assert_eq!(speaker_of(copy, "The regional governor"), "Tom Hale");
        let copy = "The regional governor said the road was shut. Governor Tom Hale and Governor Ann \
                    Price said it was old.";
        assert_ne!(speaker_of(copy, "The regional governor"), "Tom Hale");
        let copy = "The health secretary said the road was shut. Transport Secretary Tom Hale said \
                    it was old.";
        assert_ne!(speaker_of(copy, "The health secretary"), "Tom Hale");
    }
}
