//! Names of those who are only described, with the words behind that tell them apart.

use super::binding::Binding;
use super::same_name::tidy;
use crate::parse::{Mention, Shape};
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// No description is longer than this, in words.
const LONGEST: usize = 16;

/// Gives those who came in without a name the whole words of the source that they came in by.
///
/// > **a report posted by the Harlow fire brigade** said
pub(super) fn widen(b: &mut Binding<'_>) {
    for attribution in &b.given.parsed.attributions {
        let Some(source) = &attribution.source else { continue };
        let Some(mention) = source.mention else { continue };
        let own = &b.given.parsed.mentions[mention.0];
        let Some(id) = b.story.mentions[mention.0].speaker() else { continue };
        let speaker = b.speaker(id);
        let first = speaker.mentions.first() == Some(&mention);
        let plain = speaker.name == b.given.words(own.span);
        if !(first && plain && is_described(own, speaker.kind))
            || own.span.start != source.span.start
            || own.span.end >= source.span.end
        {
            continue;
        }
        let tail = b.given.tokens(Span::new(own.span.end, source.span.end));
        let Some(end) = end(tail, b.given.tokens(own.span).len()) else { continue };
        let words = b.given.words(own.span.to(end));
        b.story.speakers[id.0].name = tidy(words);
    }
}

/// True for somebody or something without a name.
fn is_described(mention: &Mention, kind: SpeakerKind) -> bool {
    use SpeakerKind::{Anonymous, Collective, Document, Group, Spokesperson, TitleOnly};
    let kind = matches!(kind, Document | Group | Collective | TitleOnly | Anonymous | Spokesperson);
    mention.name.is_none() && mention.shape != Shape::Pronoun && kind
}

/// Where the words end that say which one it is: a preposition or a participle leads them, and a
/// comma closes them.
fn end(tail: &[Token<'_>], before: usize) -> Option<Span> {
    let first = tail.first()?;
    let leads = matches!(first.pos, Pos::In | Pos::To | Pos::Vbn | Pos::Vbg)
        || first.pos == Pos::Vbd && tail.get(1).is_some_and(|t| t.pos == Pos::In);
    let words =
        tail.iter().take_while(|t| t.is_wordlike() || t.kind == Kind::Number || t.is_possessive());
    let count = words.count();
    (leads && count > 1 && count + before <= LONGEST).then(|| tail[count - 1].span)
}
