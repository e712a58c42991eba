//! Who says that whom said: attributions that stand in what another says.

mod lines;
mod passed_on;

use std::collections::BTreeSet;

use super::Parsed;
use super::attribution::Attribution;
use super::propose::proposal;
use crate::lexicon::{Act, CueClass, FunctionWord, Lexicon};
use crate::read::{BlockKind, Draft};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Token;
use lines::{Said, lines};
use passed_on::{Outer, tells_on, within};

/// Finds the inner layers of every content that holds an attribution, and notes of every attribution
/// in whose content it stands.
///
/// > The Times reported that **Hale said the bridge was shut**. |
/// > “I had calls from **neighbours saying that it was shut**,” Hale said.
pub(super) fn layers(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon, parsed: &mut Parsed) {
    let known: BTreeSet<usize> = cues(&parsed.attributions).collect();
    let listed = std::mem::take(&mut parsed.attributions);
    for outer in listed {
        let mut all = vec![outer];
        let mut at = 0;
        while at < all.len() && all.len() <= MOST {
            let mine: Vec<usize> = cues(&all).collect();
            let deeper = inner(draft, text, lexicon, &all[at]);
            let new = |a: &Attribution| {
                cues([a]).all(|cue| !mine.contains(&cue) && !known.contains(&cue))
            };
            all.extend(deeper.into_iter().filter(new));
            at += 1;
        }
        parsed.attributions.extend(all);
    }
    let first = |a: &Attribution| (a.span().start, a.cue.as_ref().map(|cue| cue.span.start));
    parsed.attributions.sort_by_key(first);
    parsed.attributions.dedup_by(|a, b| a.cue.is_some() && a.cue == b.cue);
    for n in 0..parsed.attributions.len() {
        parsed.attributions[n].nested = around(&parsed.attributions, n);
    }
}

/// Where the cues of some attributions end.
fn cues<'a>(all: impl IntoIterator<Item = &'a Attribution>) -> impl Iterator<Item = usize> {
    all.into_iter().filter_map(|a| Some(a.cue.as_ref()?.span.end))
}

/// The attributions in what somebody says.
fn inner(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
    outer: &Attribution,
) -> Vec<Attribution> {
    // A headline has no layers: "Hale: bank email story has moved".
    if draft.blocks[outer.block].kind != BlockKind::Paragraph {
        return Vec::new();
    }
    // What only the tagger has seen has layers if its cue is known to report.
    let passes = |class: CueClass| {
        class != CueClass::Learned && (tells_on(class, outer.act) || outer.act == Act::Decision)
    };
    let Some(cue) = outer.cue.as_ref().filter(|cue| passes(cue.class)) else {
        return Vec::new();
    };
    let tells = |token: &Token<'_>| !token.senses.is_empty() || token.among(FunctionWord::WordOf);
    let mut all = Vec::new();
    for piece in &outer.content {
        let tokens = text.within(*piece);
        if !text.tokens[tokens.clone()].iter().any(tells) {
            continue;
        }
        for Said { line, range, quoted } in lines(draft, text, tokens) {
            let kind = Outer::of(text, outer, piece.start < cue.span.start, quoted);
            let found = within(&line.tokens[..range.end], range.start, kind);
            all.extend(found.iter().map(|found| proposal(&line, found, lexicon).attribution));
        }
    }
    all
}

/// The innermost attribution of the same paragraph that has all of another in its content.
fn around(attributions: &[Attribution], n: usize) -> Option<usize> {
    let own = &attributions[n];
    let cue = own.cue.as_ref()?.span;
    let whole = own.span();
    let holds = |outer: &Attribution| {
        outer.block == own.block && outer.content.iter().any(|piece| piece.contains(whole))
    };
    let near = n.saturating_sub(NEAR)..(n + NEAR + 1).min(attributions.len());
    near.filter(|other| *other != n && holds(&attributions[*other]))
        .filter(|other| attributions[*other].cue.as_ref().is_some_and(|c| c.span != cue))
        .min_by_key(|other| length(&attributions[*other].content))
}

/// No statement is read for more than so many layers.
const MOST: usize = 8;

/// How many attributions before and after may hold another.
const NEAR: usize = 4;

fn length(content: &[Span]) -> usize {
    content.iter().map(|piece| piece.len()).sum()
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    /// Source and content of every attribution, and the source of the one around it.
    fn layers(copy: &str) -> Vec<(String, String, Option<String>)> {
        let (draft, _, parsed) = parsed(copy);
        let source = |n: usize| {
            let source = parsed.attributions[n].source.as_ref();
            source.map_or("", |s| draft.words(s.span)).to_owned()
        };
        let content = |n: usize| {
            let all = parsed.attributions[n].content.iter().map(|piece| draft.words(*piece));
            all.collect::<Vec<_>>().join(" … ")
        };
        let all = 0..parsed.attributions.len();
        all.map(|n| (source(n), content(n), parsed.attributions[n].nested.map(source))).collect()
    }

    fn layer(source: &str, content: &str, outer: Option<&str>) -> (String, String, Option<String>) {
        (source.into(), content.into(), outer.map(str::to_owned))
    }

    #[test]
    fn who_says_that_whom_said_gives_both_layers() {
        assert_eq!(
            layers("The Times reported that Hale said the bridge was shut."),
            [
                layer("The Times", "that Hale said the bridge was shut", None),
                layer("Hale", "the bridge was shut", Some("The Times")),
            ]
        );
        assert_eq!(
            layers("Police said the driver told officers that the brakes had failed."),
            [
                layer("Police", "the driver told officers that the brakes had failed", None),
                layer("the driver", "that the brakes had failed", Some("Police")),
            ]
        );
    }

    #[test]
    fn a_layer_can_have_a_layer() {
        let copy = "The Times said the ministry said the envoy told Hale the talks were over.";
        let found = layers(copy);
        assert_eq!(found.len(), 3);
        assert_eq!(found[2], layer("the envoy", "the talks were over", Some("the ministry")));
    }

    #[test]
    fn the_layer_may_come_first() {
        assert_eq!(
            layers("Hale said the bridge was shut, the Times reported.").first(),
            Some(&layer("Hale", "the bridge was shut", Some("the Times")))
        );
    }

    #[test]
    fn who_speaks_of_himself_or_of_a_belief_passes_nothing_on() {
        for copy in [
            "Hale said he had told the police that the bridge was shut.",
            "Hale said the council believed the bridge was shut.",
            "Hale said the bridge was shut.",
            "Hale said the council proposed efforts that would help the town.",
            "Hale said the council denied the club a licence.",
            "Hale said the report did not show that the bridge was shut.",
            "Hale fears that Price told officers the bridge was shut.",
            "Hale said the driver would tell officers that the brakes had failed.",
        ] {
            assert_eq!(layers(copy).len(), 1, "{copy}");
        }
    }

    #[test]
    fn a_layer_is_the_whole_content_or_none() {
        let copy = "Hale said the road was wet and the driver told officers the brakes had failed.";
        assert!(layers(copy).iter().all(|(.., outer)| outer.is_none()), "{:?}", layers(copy));
    }

    #[test]
    fn a_layer_can_stand_anywhere_in_what_is_quoted_or_comes_first() {
        let inner = |copy: &str| {
            let found = layers(copy).into_iter().filter(|(.., outer)| outer.is_some());
            found.map(|(who, what, _)| format!("{who} | {what}")).collect::<Vec<_>>().join(" & ")
        };
        crate::testing::check(
            inner,
            &[
                (
                    "“I had calls from families saying that the shop was shut,” Hale said.",
                    "families | that the shop was shut",
                ),
                ("“He said he was ill,” Hale said.", "He | he was ill"),
                ("“I said it was shut,” Hale said.", ""),
                ("“Nobody said it was shut,” Hale said.", ""),
                (
                    "Price asked that the man leave the school, police said.",
                    "Price | the man leave the school",
                ),
                (
                    "The man admitted being in the flat, the evidence showed.",
                    "The man | being in the flat",
                ),
                (
                    "Hale told police Price was late, according to the report.",
                    "Hale | Price was late",
                ),
                (
                    "Hale said the road was wet and that Price said it was shut.",
                    "Price | it was shut",
                ),
                (
                    "Police wrote that the footage showed a driver leaving the van.",
                    "the footage | a driver leaving the van",
                ),
                ("The poll found that 40 percent of voters said the road was wet.", ""),
            ],
        );
    }
}
