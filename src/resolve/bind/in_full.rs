//! Names of those who are only described, with the words behind that tell them apart.

use super::binding::Binding;
use super::same_name::tidy;
use crate::lexicon::{Class, Classes};
use crate::parse::{Mention, Shape};
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// Words for when.
const TIMES: Classes = Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord]);

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
        let name = tidy(words);
        b.rename(id, name);
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
    // "a charge sheet filed on Monday" is told from no other by the day.
    let dated = tail[..count].iter().any(|t| t.classes.any(TIMES));
    (!dated && leads && count > 1 && count + before <= LONGEST).then(|| tail[count - 1].span)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_description_is_told_from_others_by_what_stands_behind() {
        let copy =
            "A report posted by the fire brigade said the road was shut. The report said no.";
        let whole = "A report posted by the fire brigade";
        assert_eq!(speaker_of(copy, whole), whole);
        assert_eq!(speaker_of(copy, "The report"), whole);
        let copy = "A report filed on Monday said the road was shut.";
        assert_eq!(speaker_of(copy, "A report filed on Monday"), "A report");
    }
}
