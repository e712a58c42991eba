//! Officials and investigators of whom the draft does not say whose they are, where it has only one
//! body whose they can be.

use super::joined::Joined;
use super::labels::Labels;
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// > **Norvane officials** said no. Three **officials** said yes.
pub(super) fn plain(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let all: Vec<_> = (0..speaks.len()).filter(|n| speaks[*n]).map(SpeakerId).collect();
    let (plain, known): (Vec<_>, Vec<_>) =
        all.iter().filter_map(|id| officials(cx, &labels, *id)).partition(|(.., plain)| *plain);
    one_body(joined, &plain, &known);
    let (plain, known): (Vec<_>, Vec<_>) =
        all.iter().filter_map(|id| force(cx, &labels, *id)).partition(|(.., plain)| *plain);
    one_body(joined, &plain, &known);
    topical(joined, &labels, &all);
}

/// Officials by the word for what their body is concerned with, where one such body speaks.
///
/// > The Harlow Office of the **Fire** Marshal … **fire officials**
fn topical(joined: &mut Joined<'_>, labels: &Labels<'_>, all: &[SpeakerId]) {
    let cx = joined.cx;
    for id in all {
        let Some((word, span)) = labels.of(*id).first().and_then(|label| concern(label.words))
        else {
            continue;
        };
        let about = |other: &&SpeakerId| {
            let speaker = &cx.story.speakers[other.0];
            let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Government);
            let mut words = speaker.name.split(' ').skip(1);
            body && words.any(|w| w.to_lowercase().trim_end_matches('s') == word)
        };
        let bodies: Vec<_> = all.iter().filter(about).collect();
        let Some(first) = bodies.first() else { continue };
        let root = joined.union.root(first.0);
        if bodies.iter().all(|body| joined.union.root(body.0) == root) {
            joined.join(**first, *id, span, SideKind::WordBeforeRole);
        }
    }
}

/// The one common word before "officials", in the singular.
fn concern(words: &[Token<'_>]) -> Option<(String, Span)> {
    let [before @ .., word, head] = words else { return None };
    let opens = before.iter().all(|t| t.among(FunctionWord::Article) || t.kind == Kind::Number);
    let plain = opens && word.pos.is_noun() && !word.among(FunctionWord::LocalBody);
    let leads = head.among(FunctionWord::OrganOf) && head.pos == Pos::Nns;
    let speaks = head.is(Class::Official) || head.is(Class::Spokesperson) || leads;
    let own = plain && speaks && word.text.len() > 3 && !word.is(Class::Police);
    let singular = word.text.to_lowercase().trim_end_matches('s').to_owned();
    own.then(|| (singular, word.span.to(head.span)))
}

/// Joins the plain ones with the others, if these are all of one side.
fn one_body(
    joined: &mut Joined<'_>,
    plain: &[(SpeakerId, Span, bool)],
    known: &[(SpeakerId, Span, bool)],
) {
    let Some((first, ..)) = known.first() else { return };
    let root = joined.union.root(first.0);
    if known.iter().all(|(id, ..)| joined.union.root(id.0) == root) {
        for (id, span, _) in plain {
            joined.join(*first, *id, *span, SideKind::OnlyBody);
        }
    }
}

/// Officials, and whether nothing says whose.
fn officials(
    cx: Context<'_>,
    labels: &Labels<'_>,
    id: SpeakerId,
) -> Option<(SpeakerId, Span, bool)> {
    let speaker = &cx.story.speakers[id.0];
    let group = matches!(speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Group);
    let label = labels.of(id).first().filter(|_| group)?;
    let head = label.words.iter().position(|t| t.is(Class::Official))?;
    let own = label.words[..head].iter().skip_while(|t| !t.pos.is_noun());
    // "a diplomat" and "forces" may be anybody's.
    let said = label.words[head].among(FunctionWord::PlainOfficial);
    let plain = said && own.count() == 0 && label.words[..head].iter().all(|t| t.state.is_none());
    Some((id, label.span, plain))
}

/// A force, and whether nothing says which.
fn force(cx: Context<'_>, labels: &Labels<'_>, id: SpeakerId) -> Option<(SpeakerId, Span, bool)> {
    let speaker = &cx.story.speakers[id.0];
    let label = labels.of(id).first()?;
    let own = label.words.iter().position(|t| !t.among(FunctionWord::Article)).unwrap_or(0);
    let plain = label.words.len() == own + 1
        && label.words.last().is_some_and(|t| {
            t.among(FunctionWord::PlainForce) || t.among(FunctionWord::PoliceWord)
        });
    // A release of a force shows that there is one.
    let paper = speaker.kind == SpeakerKind::Document;
    let plain = plain && !paper;
    let body = speaker.kind != SpeakerKind::Court
        && (!paper || label.words.iter().any(|t| t.among(FunctionWord::PoliceWord)));
    let known = label
        .words
        .iter()
        .any(|t| t.is(Class::Police) || t.is(Class::Prosecution) || t.among(FunctionWord::Sheriff));
    (body && (plain || known)).then_some((id, label.span, plain))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn plain_officials_are_of_the_only_body_whose_officials_speak() {
        let copy = "Norvane officials said the road was shut. Three officials said it was open.";
        assert!(one_side(copy, "Norvane officials", "Three officials"));
        let copy = "Norvane officials said the road was shut. Harlow officials said it was late. Three officials said \
                    yes.";
        assert!(!one_side(copy, "Norvane officials", "Three officials"));
    }

    #[test]
    fn officials_are_of_the_one_body_with_their_word() {
        let copy = "The Harlow Office of the Fire Marshal said the road was shut. Fire officials said it was open.";
        assert!(one_side(copy, "Harlow Office of the Fire Marshal", "Fire officials"));
        let copy = "The Harlow Office of the Fire Marshal said the road was shut. School officials said it was open.";
        assert!(!one_side(copy, "Harlow Office of the Fire Marshal", "School officials"));
    }

    #[test]
    fn investigators_are_of_the_only_force() {
        let copy = "Selby police said the road was shut. Investigators said it was open.";
        assert!(one_side(copy, "Selby police", "Investigators"));
        let copy = "Selby police said the road was shut. Prosecutors said it was late. Investigators said it was open.";
        assert!(!one_side(copy, "Selby police", "Investigators"));
    }
}
