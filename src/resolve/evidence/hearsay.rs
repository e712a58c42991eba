//! On whose word an attribution rests: who says that whom said.

use super::relayed::{near, relayed};
use crate::lexicon::CueClass;
use crate::resolve::{Context, Hearsay, SpeakerKind};
use crate::span::Span;

/// Works out for every attribution in whose content it stands.
pub(in crate::resolve) fn hearsay(cx: Context<'_>) -> Vec<Hearsay> {
    let parsed = cx.parsed;
    let mut all: Vec<Hearsay> = Vec::with_capacity(parsed.attributions.len());
    // Contents that are still open, innermost last. Attributions come in order of their words.
    let mut open: Vec<(Span, usize)> = Vec::new();
    for (n, attribution) in parsed.attributions.iter().enumerate() {
        let cue = attribution.cue.as_ref().map_or_else(|| attribution.span(), |c| c.span);
        open.retain(|(content, _)| content.end > cue.start);
        let around = attribution.nested.or_else(|| {
            open.iter().rev().find(|(content, _)| content.contains(cue)).map(|(_, n)| *n)
        });
        all.push(around.map_or_else(Hearsay::default, |outer| passed_on(cx, &all, n, outer)));
        for piece in &attribution.content {
            if open.len() < 8 {
                open.push((*piece, n));
            }
        }
        // A content that stands before its cue: look back for attributions inside it.
        for back in (0..n).rev().take(4) {
            let inner = parsed.attributions[back].cue.as_ref().map(|c| c.span);
            let inside =
                inner.is_some_and(|cue| attribution.content.iter().any(|c| c.contains(cue)));
            if inside && all[back].inside.is_none() {
                all[back] = passed_on(cx, &all, back, n);
            }
        }
    }
    for (n, attribution) in parsed.attributions.iter().enumerate() {
        relayed(cx, n, attribution, &mut all[n]);
    }
    all
}

/// The hearsay of `inner`, which stands in the content of `outer`. Who quotes himself passes
/// nothing on.
fn passed_on(cx: Context<'_>, all: &[Hearsay], inner: usize, outer: usize) -> Hearsay {
    let Context { parsed, story, .. } = cx;
    let above = all.get(outer).copied().unwrap_or_default();
    let speaker = story.bindings[outer].speaker();
    let same = speaker.is_some() && speaker == story.bindings[inner].speaker();
    let attribution = &parsed.attributions[outer];
    let said = attribution.cue.as_ref().is_some_and(|c| c.class != CueClass::Mental);
    let step = u8::from(!same && said);
    let source = attribution.source.as_ref().map(|s| s.span);
    let shown = attribution.cue.as_ref().map(|c| source.map_or(c.span, |s| near(s, c.span)));
    let outlet = speaker.filter(|id| story.speakers[id.0].kind == SpeakerKind::Outlet && step == 1);
    Hearsay {
        inside: Some(outer),
        depth: above.depth.saturating_add(step),
        shown: shown.filter(|_| step == 1).or(above.shown),
        borrowed: above.borrowed.or(outlet),
        relays: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::resolved;

    #[test]
    fn what_stands_in_what_another_says_is_one_step_away() {
        let cx = resolved("Ruth Bell said that Tom Hale had said that the boat was lost.");
        let far = cx.story.hearsay.iter().map(|h| h.depth).max();
        assert_eq!(far, Some(1));
        let cx = resolved("Tom Hale said he thought the boat was lost.");
        assert!(cx.story.hearsay.iter().all(|h| h.depth == 0 && h.relays.is_none()));
        let cx = resolved("The New York Times reported that Tom Hale had said the boat was lost.");
        let outlet = cx.story.hearsay[0].borrowed.map(|id| cx.story.speakers[id.0].name.as_str());
        assert_eq!(outlet, Some("New York Times"));
    }
}
