//! Who says that whom said: an attribution that is the whole content of another.

use super::Parsed;
use super::attribution::{Attribution, Pattern};
use super::folded::Line;
use super::grammar::clause::Found;
use super::grammar::patterns;
use super::propose::proposal;
use crate::lexicon::{Act, Class, CueClass, FunctionWord, Lexicon};
use crate::read::{BlockKind, Draft};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// Finds the inner layers of every content that begins with an attribution, and notes of every
/// attribution in whose content it stands.
///
/// > The Times reported that **Hale said the bridge was shut**.
pub(super) fn layers(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon, parsed: &mut Parsed) {
    let listed = std::mem::take(&mut parsed.attributions);
    for outer in listed {
        let mut all = vec![outer];
        let mut at = 0;
        while at < all.len() && all.len() <= DEEPEST {
            let known: Vec<_> = all.iter().filter_map(|a| Some(a.cue.as_ref()?.span)).collect();
            let deeper = inner(draft, text, lexicon, &all[at]);
            let new = |a: &Attribution| a.cue.as_ref().is_some_and(|c| !known.contains(&c.span));
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

/// The attributions with which a content in the writer's words begins.
fn inner(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
    outer: &Attribution,
) -> Vec<Attribution> {
    let [content] = outer.content[..] else { return Vec::new() };
    // A headline has no layers: "Hale: bank email story has moved".
    if draft.blocks[outer.block].kind != BlockKind::Paragraph {
        return Vec::new();
    }
    let Some(cue) = &outer.cue else { return Vec::new() };
    let tells = |token: &Token<'_>| {
        token.senses.iter().any(|s| tells_on(s.class, s.act)) || token.among(FunctionWord::WordOf)
    };
    let tokens = text.within(content);
    if outer.is_guess()
        || !tells_on(cue.class, outer.act)
        || !text.tokens[tokens.clone()].iter().any(tells)
    {
        return Vec::new();
    }
    let number = outer.sentence;
    let Some(sentence) = text.sentences.get(number) else { return Vec::new() };
    let inside: Vec<usize> = text.quotations_in(sentence).collect();
    let line = Line::fold(text, &draft.text, number, sentence, &inside);
    let begins = line.originals.iter().position(|range| range.start == tokens.start);
    let ends = line.originals.iter().rposition(|range| range.end <= tokens.end).map(|at| at + 1);
    let (Some(begins), Some(ends)) = (begins, ends) else { return Vec::new() };
    let Some(said) = line.tokens.get(..ends).filter(|_| begins < ends) else { return Vec::new() };
    let paper = outer
        .source
        .as_ref()
        .is_some_and(|s| text.tokens[text.within(s.span)].iter().any(|t| t.is(Class::Document)));
    let found = within(said, begins, paper);
    found.iter().map(|found| proposal(&line, found, lexicon).attribution).collect()
}

/// The attributions with which the words from `begins` on begin; in what a paper says, a pronoun may
/// be somebody, but who speaks of himself, "Hale said he had told the police", passes nobody's word
/// on.
fn within<'d>(said: &[Token<'d>], begins: usize, paper: bool) -> Vec<Found<'d>> {
    let at = begins + usize::from(joins(&said[begins]));
    let first = [Some(at), fronted(said, at)].into_iter().flatten().find_map(|at| {
        let found = patterns::whole(said, at)?;
        passes_on(said, at, &found, paper).then_some(found)
    });
    let Some(first) = first else { return informed(said, begins).into_iter().collect() };
    let behind = first.cue.range.end..said.len();
    let further = behind.filter_map(|end| though(said, end)).find_map(|at| {
        let found = patterns::whole(said, at)?;
        passes_on(said, at, &found, true).then_some(found)
    });
    std::iter::once(first).chain(further).collect()
}

/// What somebody has from somebody, up to the end: "he had word **from the firm that it was shut**".
fn informed<'d>(said: &[Token<'d>], begins: usize) -> Option<Found<'d>> {
    (begins..said.len()).filter(|at| said[*at].pos.is_noun()).find_map(|at| {
        let found = patterns::noun(said, at)?;
        let named = found.source.as_ref().is_some_and(|source| {
            source.start > at && said[source.clone()].iter().any(|t| t.pos.is_noun())
        });
        (named && found.end >= said.len()).then_some(found)
    })
}

/// Where a clause begins behind the phrase in front of it: "following the raid, **Hale said**".
fn fronted(said: &[Token<'_>], at: usize) -> Option<usize> {
    let words = said.get(at..)?;
    let opens = words.first().is_some_and(|t| matches!(t.pos, Pos::In | Pos::Vbg));
    let comma = words.iter().take(FRONT).position(|t| t.kind == Kind::Comma)?;
    let plain = words[..comma].iter().all(|t| t.is_wordlike() && !t.pos.is_finite());
    (opens && plain).then_some(at + comma + 1)
}

/// A phrase in front of a clause has so many words at most.
const FRONT: usize = 12;

/// Where the same person says more: ", though **she said**".
fn though(said: &[Token<'_>], end: usize) -> Option<usize> {
    match said.get(end..)? {
        [comma, link, who, ..]
            if comma.kind == Kind::Comma
                && (link.among(FunctionWord::Concessive) || link.among(FunctionWord::AndBut))
                && who.pos == Pos::Prp =>
        {
            Some(end + 2)
        }
        _ => None,
    }
}

/// True for an attribution that begins where it should, with somebody who says something, and runs
/// to the end or to a mark.
fn passes_on(said: &[Token<'_>], at: usize, found: &Found<'_>, pronoun: bool) -> bool {
    let target = found.target.as_ref().map(|target| target.start);
    let passive = matches!(found.pattern, Pattern::Passive | Pattern::Sourceless);
    let source = found.source.as_ref();
    let starts = source.is_some_and(|source| source.start == at)
        || found.cue.range.start == at
        || passive && target == Some(at);
    let who = source.map_or(&[][..], |source| &said[source.clone()]);
    // "is accused of": nobody is named.
    let nobody = source.is_none() && found.pattern == Pattern::Sourceless && target.is_some();
    let person = pronoun && who.iter().any(is_person);
    let named = who.iter().any(|t| t.pos.is_noun()) || person || nobody;
    // "the report did not show that": nothing is said.
    let states = match found.content.as_slice() {
        [] => false,
        [.., last] => found.target.is_some() || is_clause(&said[last.clone()]),
    };
    let ends = said[found.end.min(said.len())..]
        .first()
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Stop));
    // "were told by the prison to come back": an order is passed on with who gave it.
    let order = |class: CueClass| found.pattern == Pattern::Passive && class == CueClass::Demand;
    let tells = found.cue.sense.is_some_and(|s| tells_on(s.class, s.act) || order(s.class));
    starts && named && !found.cue.negated && states && ends && tells
}

/// True for "he", "she", "they".
fn is_person(t: &Token<'_>) -> bool {
    t.pos == Pos::Prp && t.among(FunctionWord::SpeakerPronoun)
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
