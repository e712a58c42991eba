//! What the draft says of a source without a name: why it is hidden, who of it speaks, whose it is.

use super::sentence::turns;
use super::{unnamed, words};
use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::{Class, Classes};
use crate::parse::Attribution;
use crate::resolve::{Speaker, SpeakerKind};

/// Of a source so many mentions are looked at.
const MENTIONS: usize = 8;

/// So many attributions after a source are looked at.
const LATER: usize = 6;

/// Who speaks for a crowd does so within so many sentences.
const SENTENCES: usize = 3;

/// The words by which members of a parliament, a board or a party are known.
const MEMBER: Classes =
    Classes::of(&[Class::Lawmaker, Class::Office, Class::PartyMember, Class::StateOffice]);

/// True when the draft says why a source is hidden. That it asked for it is no reason.
pub(super) fn reason_given(view: &View<'_>, n: usize) -> bool {
    let list = OwnList::AnonymityReason.name();
    let speaker = view.story.bindings[n].speaker().map(|id| &view.story.speakers[id.0]);
    let mentions = speaker.into_iter().flat_map(|s| s.mentions.iter().take(MENTIONS));
    let mentioned = mentions.map(|m| view.parsed.mentions[m.0].sentence);
    let here = view.parsed.attributions[n].sentence;
    let mut sentences = (here..here + SENTENCES).chain(mentioned);
    sentences.any(|s| {
        let sentence = view.text.sentences.get(s);
        sentence.is_some_and(|s| words::find(view, &s.tokens, list).is_some())
    })
}

/// True when somebody with a name, or a body, speaks next for a crowd: "Residents are angry. “It
/// stinks,” said Ann Webb." Words such as "but" make it somebody else; and for some of a body only
/// one of its members speaks.
pub(super) fn soon(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    let of_body = unnamed::of_body(view, n);
    // "Experts say": one with a chair may speak a paragraph further down.
    let expert = is_expert(view, n);
    let near = |a: &Attribution| {
        let after = here.sentence + 1..=here.sentence + SENTENCES;
        after.contains(&a.sentence) && a.block <= here.block + 1 + usize::from(expert)
    };
    let later = view.parsed.attributions.iter().enumerate().skip(n + 1).take(LATER);
    let mut later = later.filter(|(_, a)| near(a));
    later.any(|(at, next)| {
        let Some(id) = view.story.bindings[at].speaker() else { return false };
        let speaker = &view.story.speakers[id.0];
        let first = speaker.mentions.first().map(|m| view.parsed.mentions[m.0].sentence);
        let new = first.is_some_and(|first| first > here.sentence);
        let named = match speaker.kind {
            SpeakerKind::Person => {
                speaker.name.contains(' ')
                    && (!of_body && next.block <= here.block + 1 || is_member(view, n, speaker))
            }
            SpeakerKind::Organisation => next.block == here.block && !of_body,
            _ => false,
        };
        new && named && !turns(view, next.sentence)
    })
}

/// True when the source is of those who know a field: "experts", "local academics".
fn is_expert(view: &View<'_>, n: usize) -> bool {
    unnamed::head(view, n).is_some_and(|head| view.text.tokens[head].is(Class::Expert))
}

/// True when a speaker is known by a word for members, or by that for those of the source.
fn is_member(view: &View<'_>, n: usize, speaker: &Speaker) -> bool {
    let expert = is_expert(view, n);
    let head = unnamed::head(view, n).map(|head| view.text.tokens[head].lower());
    let mentions = speaker.mentions.iter().take(MENTIONS);
    let spans = mentions.map(|m| view.parsed.mentions[m.0].span);
    let mut described = spans.chain(speaker.roles.iter().copied());
    described.any(|span| {
        let mut tokens = view.text.tokens_in(span).iter();
        tokens.any(|t| {
            let same =
                head.as_ref().is_some_and(|head| t.text.len() > 3 && head.starts_with(&*t.lower()));
            t.classes.any(MEMBER) || same || expert && t.is(Class::Expert)
        })
    })
}

/// True when a body with a name is in the sentence of an attribution or one of those before it.
pub(super) fn body_near(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    let from = here.sentence.saturating_sub(SENTENCES);
    let first = view.parsed.mentions.partition_point(|m| m.sentence < from);
    let mentions = view.parsed.mentions.iter().enumerate().skip(first);
    let mut near = mentions.take_while(|(_, m)| m.sentence <= here.sentence);
    near.any(|(at, mention)| {
        let speaker = view.story.mentions[at].speaker().map(|id| &view.story.speakers[id.0]);
        let block = view.text.sentences.get(mention.sentence).map(|s| s.block);
        let itself = here.source.as_ref().is_some_and(|s| s.span.overlaps(mention.span));
        block == Some(here.block)
            && !itself
            && speaker.is_some_and(|s| {
                s.kind == SpeakerKind::Organisation && s.name.contains(char::is_uppercase)
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn what_is_said_of_a_source() {
        let cases = [
            (
                "reason-given: true",
                "An aide, who was not allowed to speak, said the road was shut.",
                "+",
            ),
            (
                "reason-given: true",
                "An aide said on condition of anonymity that the road was shut.",
                "-",
            ),
            (
                "shown-soon: true",
                "Residents say the road is shut. “It is a shame,” said Ann Webb, a baker.",
                "+-",
            ),
            (
                "shown-soon: true",
                "Residents say the road is shut. But Ann Webb, a baker, said it was open.",
                "--",
            ),
            (
                "shown-soon: true",
                "Local academics say the road is shut. “It is a shame,” said Ann Webb, a professor of history.",
                "+-",
            ),
            (
                "shown-soon: true",
                "Some lawmakers say the road is shut. Ann Webb, a baker, said it was open.",
                "--",
            ),
            (
                "body-near: true",
                "The Harlow Water Board met on Monday. Officials said the road was shut.",
                "+",
            ),
            ("body-near: true", "It rained on Monday. Officials said the road was shut.", "-"),
        ];
        check(Scope::Attribution, &cases);
    }
}
