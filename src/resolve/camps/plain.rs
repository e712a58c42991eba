//! Officials and investigators of whom the draft does not say whose they are, where it has only one
//! body whose they can be.

use super::joined::Joined;
use super::labels::Labels;
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::span::Span;

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
    let plain = own.count() == 0 && label.words[..head].iter().all(|t| t.state.is_none());
    Some((id, label.span, plain))
}

/// A force, and whether nothing says which.
fn force(cx: Context<'_>, labels: &Labels<'_>, id: SpeakerId) -> Option<(SpeakerId, Span, bool)> {
    let speaker = &cx.story.speakers[id.0];
    let label = labels.of(id).first()?;
    let plain = label.words.len() <= 2
        && label.words.last().is_some_and(|t| t.among(FunctionWord::PlainForce));
    let body = !matches!(speaker.kind, SpeakerKind::Document | SpeakerKind::Court);
    let known = label
        .words
        .iter()
        .any(|t| t.is(Class::Police) || t.is(Class::Prosecution) || t.among(FunctionWord::Sheriff));
    (body && (plain || known)).then_some((id, label.span, plain))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_camp;

    #[test]
    fn plain_officials_are_of_the_only_body_whose_officials_speak() {
        let copy = "Norvane officials said the road was shut. Three officials said it was open.";
        assert!(one_camp(copy, "Norvane officials", "Three officials"));
        let copy = "Norvane officials said the road was shut. Harlow officials said it was late. Three officials said \
                    yes.";
        assert!(!one_camp(copy, "Norvane officials", "Three officials"));
    }

    #[test]
    fn investigators_are_of_the_only_force() {
        let copy = "Selby police said the road was shut. Investigators said it was open.";
        assert!(one_camp(copy, "Selby police", "Investigators"));
        let copy = "Selby police said the road was shut. Prosecutors said it was late. Investigators said it was open.";
        assert!(!one_camp(copy, "Selby police", "Investigators"));
    }
}
