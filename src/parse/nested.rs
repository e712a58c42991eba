//! Who says that whom said: an attribution that is the whole content of another.

use std::iter::successors;

use super::Parsed;
use super::attribution::Attribution;
use super::folded::Line;
use super::grammar::patterns;
use super::propose::proposal;
use crate::lexicon::{Act, CueClass, FunctionWord, Lexicon, Part};
use crate::read::{BlockKind, Draft};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// Finds the inner layer of every content that is an attribution by itself, and notes of every
/// attribution in whose content it stands.
///
/// > The Times reported that **Hale said the bridge was shut**.
pub(super) fn layers(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon, parsed: &mut Parsed) {
    let listed = std::mem::take(&mut parsed.attributions);
    for outer in listed {
        let deeper = |outer: &Attribution| inner(draft, text, lexicon, outer);
        parsed.attributions.extend(successors(Some(outer), deeper).take(DEEPEST));
    }
    let first = |a: &Attribution| (a.span().start, a.cue.as_ref().map(|cue| cue.span.start));
    parsed.attributions.sort_by_key(first);
    for n in 0..parsed.attributions.len() {
        parsed.attributions[n].nested = around(&parsed.attributions, n);
    }
}

/// The attribution that is all of a content in the writer's words. Who speaks of himself, "Hale said
/// he had told the police", passes nobody's word on, so a pronoun is no source here.
fn inner(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
    outer: &Attribution,
) -> Option<Attribution> {
    let [content] = outer.content[..] else { return None };
    // A headline has no layers: "Hale: bank email story has moved".
    if draft.blocks[outer.block].kind != BlockKind::Paragraph {
        return None;
    }
    let cue = outer.cue.as_ref()?;
    let tells = |token: &Token<'_>| {
        token.senses.iter().any(|s| s.part == Part::Verb && tells_on(s.class, s.act))
    };
    let tokens = text.within(content);
    if outer.is_guess()
        || !tells_on(cue.class, outer.act)
        || !text.tokens[tokens.clone()].iter().any(tells)
    {
        return None;
    }
    let number = outer.sentence;
    let sentence = text.sentences.get(number)?;
    let inside: Vec<usize> = text.quotations_in(sentence).collect();
    let line = Line::fold(text, &draft.text, number, sentence, &inside);
    let begins = line.originals.iter().position(|range| range.start == tokens.start)?;
    let ends = line.originals.iter().rposition(|range| range.end <= tokens.end)? + 1;
    let that = joins(&line.tokens[begins]);
    let at = begins + usize::from(that);
    let found = patterns::whole(line.tokens.get(..ends)?, at)?;
    let source = found.source.as_ref()?;
    let named = line.tokens[source.clone()].iter().any(|t| t.pos.is_noun());
    let [said] = &found.content[..] else { return None };
    // "the report did not show that": nothing is said.
    if found.cue.negated || !is_clause(&line.tokens[said.clone()]) {
        return None;
    }
    let rest = &line.tokens[found.end.min(ends)..ends];
    let all = rest.iter().all(|t| !t.is_wordlike() && t.kind != Kind::Quotation);
    let attribution = proposal(&line, &found, lexicon).attribution;
    let tells = attribution.cue.as_ref().is_some_and(|cue| tells_on(cue.class, attribution.act));
    (source.start == at && named && all && tells).then_some(attribution)
}

/// True for words that state something: a clause with "that", or with a verb before any other clause
/// begins; “the bridge was shut”, not “efforts that would help”.
fn is_clause(said: &[Token<'_>]) -> bool {
    let opens = |t: &Token<'_>| matches!(t.pos, Pos::Wdt | Pos::Wp | Pos::WpS | Pos::To);
    let quoted = said.first().is_some_and(|t| t.kind == Kind::Quotation);
    let begins = said.first().is_some_and(joins);
    let states = said.iter().find(|t| t.pos.is_finite() || opens(t) || joins(t));
    quoted || begins || states.is_some_and(|t| t.pos.is_finite())
}

/// True for the "that" that begins what is said.
fn joins(t: &Token<'_>) -> bool {
    t.pos == Pos::In && t.among(FunctionWord::That)
}

/// True for a cue with which somebody's word is passed on: what somebody thinks or is asked is not.
fn tells_on(class: CueClass, act: Act) -> bool {
    matches!(act, Act::Saying | Act::Document)
        && !matches!(class, CueClass::Mental | CueClass::Ask | CueClass::Demand)
}

/// The innermost attribution of the same sentence that has all of another in its content.
fn around(attributions: &[Attribution], n: usize) -> Option<usize> {
    let own = &attributions[n];
    let cue = own.cue.as_ref()?.span;
    let whole = own.span();
    let holds = |outer: &Attribution| {
        outer.sentence == own.sentence && outer.content.iter().any(|piece| piece.contains(whole))
    };
    let near = n.saturating_sub(NEAR)..(n + NEAR + 1).min(attributions.len());
    near.filter(|other| *other != n && holds(&attributions[*other]))
        .filter(|other| attributions[*other].cue.as_ref().is_some_and(|c| c.span != cue))
        .min_by_key(|other| length(&attributions[*other].content))
}

/// No draft is read through more layers than this.
const DEEPEST: usize = 4;

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
}
