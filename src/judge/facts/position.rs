//! Where the words of a subject are, and what is around them.

use std::ops::Range;

use super::{genre, sentence, words};
use crate::judge::amount::is_sourced;
use crate::judge::subject::{Subject, place};
use crate::judge::view::View;
use crate::read::BlockKind;
use crate::rulebook::{Part, WordsAsked};

/// How far back the reader is taken to remember, in sentences.
const SO_FAR: usize = 40;

/// True when a condition on words holds for a subject.
pub(in crate::judge) fn holds(asked: WordsAsked<'_>, view: &View<'_>, subject: Subject) -> bool {
    let here = || self::sentence(view, subject);
    match asked {
        WordsAsked::Mentions(lists) => {
            lists.iter().any(|list| words::first(view, subject, list).is_some())
        }
        WordsAsked::Near(lists) => {
            sentences(view, subject).any(|range| words::holds_any(view, range, lists))
        }
        WordsAsked::Around(lists) => {
            around(view, subject).is_some_and(|range| words::holds_any(view, &range, lists))
        }
        WordsAsked::SoFar(lists) => {
            here().is_some_and(|n| words::holds_any(view, &so_far(view, n), lists))
        }
        WordsAsked::SentenceHas(lists) => {
            here().is_some_and(|n| words::holds_any(view, &view.text.sentences[n].tokens, lists))
        }
        WordsAsked::TurnsAfter(wanted) => {
            here().is_some_and(|n| sentence::turns(view, n + 1) == *wanted)
        }
        WordsAsked::Question(wanted) => {
            here().is_some_and(|n| sentence::is_question(view, n) == *wanted)
        }
        WordsAsked::Part(parts) => here()
            .and_then(|n| view.block_of(n))
            .is_some_and(|kind| parts.iter().any(|part| is_part(kind, *part))),
        WordsAsked::Quoted(wanted) => token(view, subject)
            .is_some_and(|token| view.survey.quotation(token).is_some() == *wanted),
        WordsAsked::Attributed(wanted) => attributed(view, subject).is_some_and(|is| is == *wanted),
        WordsAsked::SourcedWithin(reach) => here().is_some_and(|n| sourced_within(view, n, *reach)),
        WordsAsked::Opening(many) => here().is_some_and(|n| opens(view, n, *many)),
        WordsAsked::ReadsAs(kinds) => genre::reads_as(view, kinds),
        WordsAsked::Words(least) => count(view, subject) >= *least,
        WordsAsked::WordsAtMost(most) => count(view, subject) <= *most,
    }
}

/// A sentence and the forty before it.
fn so_far(view: &View<'_>, n: usize) -> Range<usize> {
    let all = &view.text.sentences;
    all[n.saturating_sub(SO_FAR)].tokens.start..all[n].tokens.end
}

/// True when a sentence or one of so many beside it in its paragraph names a source.
fn sourced_within(view: &View<'_>, n: usize, reach: usize) -> bool {
    let all = &view.text.sentences;
    let last = (n + reach).min(all.len() - 1);
    let near = n.saturating_sub(reach)..=last;
    near.filter(|other| all[*other].block == all[n].block)
        .any(|other| is_sourced(&view.reading, &view.survey, other))
}

/// True for the headline, and for the first so many sentences of the body.
fn opens(view: &View<'_>, n: usize, many: usize) -> bool {
    match view.block_of(n) {
        Some(BlockKind::Headline) => true,
        Some(BlockKind::Paragraph) => {
            let before = (0..n).filter(|at| view.block_of(*at) == Some(BlockKind::Paragraph));
            before.take(many).count() < many
        }
        _ => false,
    }
}

/// How many words a subject has.
fn count(view: &View<'_>, subject: Subject) -> usize {
    let range = view.tokens_of(place(view, subject));
    view.text.tokens[range].iter().filter(|t| t.is_wordlike()).count()
}

const fn is_part(kind: BlockKind, part: Part) -> bool {
    matches!(
        (kind, part),
        (BlockKind::Headline, Part::Headline)
            | (BlockKind::SubHeadline, Part::SubHeadline)
            | (BlockKind::Caption, Part::Caption)
            | (BlockKind::Paragraph, Part::Paragraph)
    )
}

/// The first word of a subject.
pub(in crate::judge) fn token(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Draft => None,
        Subject::Phrase(n) => Some(view.survey.hits[n].tokens.start),
        Subject::Quotation(n) => Some(view.text.quotations[n].tokens.start),
        Subject::Headline(n) => Some(view.text.sentences[n].tokens.start),
        Subject::Attribution(n) => {
            let attribution = &view.parsed.attributions[n];
            let cue = attribution.cue.as_ref().map(|c| c.span);
            Some(view.tokens_of(cue.unwrap_or_else(|| attribution.span())).start)
        }
        _ => Some(view.tokens_of(place(view, subject)).start),
    }
    .filter(|token| *token < view.text.tokens.len())
}

/// The sentence in which a subject stands.
pub(in crate::judge) fn sentence(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Sentence(n) | Subject::Headline(n) => Some(n),
        _ => token(view, subject).map(|token| view.sentence_of(token)),
    }
    .filter(|n| *n < view.text.sentences.len())
}

/// The sentence of a subject and those beside it in its paragraph.
pub(in crate::judge) fn sentences<'v>(
    view: &View<'v>,
    subject: Subject,
) -> impl Iterator<Item = &'v Range<usize>> {
    let (text, here) = (view.text, sentence(view, subject));
    let all = &text.sentences;
    here.into_iter().flat_map(move |n| {
        let near = &all[n.saturating_sub(1)..all.len().min(n + 2)];
        near.iter().filter(move |other| other.block == all[n].block).map(|other| &other.tokens)
    })
}

/// The sentence of a subject and two on either side, whatever the paragraph.
pub(in crate::judge) fn around(view: &View<'_>, subject: Subject) -> Option<Range<usize>> {
    let n = sentence(view, subject)?;
    let all = &view.text.sentences;
    let last = (n + 2).min(all.len() - 1);
    Some(all[n.saturating_sub(2)].tokens.start..all[last].tokens.end)
}

/// True when somebody is credited with the words of a subject.
pub(in crate::judge) fn attributed(view: &View<'_>, subject: Subject) -> Option<bool> {
    match subject {
        Subject::Phrase(n) => {
            // Its own words of saying, "is said to", do not make a phrase somebody's.
            let hit = &view.survey.hits[n].tokens;
            let span = view.span_of(hit);
            let owners = hit.clone().filter_map(|token| view.survey.owner(token));
            Some(owners.map(|n| &view.parsed.attributions[n]).any(|a| {
                let cue = a.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span));
                let source = a.source.as_ref();
                source.is_some_and(|source| !source.span.overlaps(span)) && !cue
            }))
        }
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            Some(!view.survey.loose[n] && tokens.any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Sentence(n) | Subject::Headline(n) => {
            let mut tokens = view.text.sentences[n].tokens.clone();
            Some(tokens.any(|token| view.survey.owner(token).is_some()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn places() {
        check(
            Scope::Sentence,
            &[
                ("near: [weekday]", "It rained. It snowed on Monday. It thawed. It froze.", "+++-"),
                ("near: [weekday]", "It rained.\n\nIt snowed on Monday.", "-+"),
                (
                    "around: [weekday]",
                    "It snowed on Monday. It rained. It thawed.\n\nIt froze.",
                    "+++-",
                ),
                ("sentence-has: [weekday]", "It rained. It snowed on Monday.", "-+"),
                ("turns-after: true", "It rained. But it was warm. It thawed.", "+--"),
                ("question: true", "How many voters say so? It rained.", "+-"),
                ("part: [paragraph]", "It rained. It thawed.", "++"),
                ("part: [headline]", "It rained. It thawed.", "--"),
                ("opening: 1", "It rained. It thawed.", "+-"),
                ("opening: 2", "It rained.\n\nIt thawed.\n\nIt froze.", "++-"),
                ("quoted: true", "“It rained,” Tom Hale said. It thawed.", "+-"),
                ("attributed: true", "The road is shut, Tom Hale said. It opens in May.", "+-"),
                ("words: 3", "It thawed. It froze again.", "-+"),
                ("words-at-most: 2", "It thawed. It froze again.", "+-"),
                (
                    "mentions: [weekday]",
                    "The road is shut, Tom Hale said. It opens on Monday.",
                    "-+",
                ),
                ("mentions: [weekday]", "“It opens on Monday,” Tom Hale said.", "-"),
                ("all: [{ words: 2 }, { words-at-most: 2 }]", "It thawed. It froze again.", "+-"),
                ("any: [{ words: 3 }, { words-at-most: 1 }]", "It thawed. It froze again.", "-+"),
                (
                    "two: [{ words: 2 }, { words: 3 }, { words: 9 }]",
                    "It thawed. It froze again.",
                    "-+",
                ),
                ("not: { words: 3 }", "It thawed. It froze again.", "+-"),
            ],
        );
    }
}
