//! What a check looks at: every attribution, every claim, every sentence …

use std::ops::Range;

use super::view::{View, explicit};
use crate::read::BlockKind;
use crate::rulebook::{Condition, Scope};
use crate::span::Span;
use crate::tokenise::{Closed, Text};

/// What a check looks at, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Attribution(usize),
    Claim(usize),
    Accusation(usize),
    Speaker(usize),
    Sentence(usize),
    /// Index into the hits of the survey.
    Phrase(usize),
    Quotation(usize),
    /// Index into the sentences.
    Headline(usize),
    /// Index into the stretches that stand twice.
    Repetition(usize),
    Variant(usize),
    Draft,
}

/// Everything of a kind that a draft has.
pub(super) fn subjects(view: &View<'_>, scope: Scope) -> Vec<Subject> {
    let story_sentences = |view: &View<'_>, kind: BlockKind| {
        let all = 0..view.text.sentences.len();
        all.filter(|n| view.block_of(*n) == Some(kind)).collect::<Vec<_>>()
    };
    match scope {
        Scope::Attribution => {
            let all = view.parsed.attributions.iter().enumerate();
            let ours = all.filter(|(_, a)| !a.is_guess() && !view.set_in[a.block]);
            ours.map(|(n, _)| Subject::Attribution(n)).collect()
        }
        Scope::Claim => (0..view.ledger.claims.len()).map(Subject::Claim).collect(),
        Scope::Accusation => {
            let all = view.ledger.accusations.iter().enumerate();
            let open = all.filter(|(_, accusation)| explicit(accusation));
            open.map(|(n, _)| Subject::Accusation(n)).collect()
        }
        Scope::Speaker => (0..view.story.speakers.len()).map(Subject::Speaker).collect(),
        Scope::Sentence => {
            story_sentences(view, BlockKind::Paragraph).into_iter().map(Subject::Sentence).collect()
        }
        Scope::Headline => {
            story_sentences(view, BlockKind::Headline).into_iter().map(Subject::Headline).collect()
        }
        Scope::Phrase => phrases(view, 0..view.survey.hits.len()),
        Scope::Quotation => quotations(view.text),
        Scope::Repetition => (0..view.repeats.len()).map(Subject::Repetition).collect(),
        Scope::Variant => (0..view.survey.variants.len()).map(Subject::Variant).collect(),
        Scope::Draft => vec![Subject::Draft],
    }
}

/// The phrases of which a condition may hold, where it asks for lists: most checks look at few.
pub(super) fn phrases_asked(view: &View<'_>, condition: &Condition) -> Option<Vec<Subject>> {
    let numbers = view.survey.numbers_on(&condition.phrases_asked()?);
    Some(phrases(view, numbers))
}

/// Of some phrases those that are not in what is set into the draft.
fn phrases(view: &View<'_>, numbers: impl IntoIterator<Item = usize>) -> Vec<Subject> {
    let set_in = |n: &usize| {
        let sentence = view.sentence_of(view.survey.hits[*n].tokens.start);
        view.set_in[view.text.sentences.get(sentence).map_or(0, |s| s.block)]
    };
    numbers.into_iter().filter(|n| !set_in(n)).map(Subject::Phrase).collect()
}

/// Every quotation, but of those of one block that are never closed only the first: a mark that is
/// missing leaves all that follow it open.
fn quotations(text: &Text<'_>) -> Vec<Subject> {
    let mut open = None;
    let mut all = Vec::new();
    for (n, quotation) in text.quotations.iter().enumerate() {
        if quotation.closed == Closed::No {
            if open == Some(quotation.block) {
                continue;
            }
            open = Some(quotation.block);
        }
        all.push(Subject::Quotation(n));
    }
    all
}

/// The words that a finding is about.
pub(super) fn place(view: &View<'_>, subject: Subject) -> Span {
    match subject {
        Subject::Attribution(n) => {
            let attribution = &view.parsed.attributions[n];
            attribution.cue.as_ref().map_or_else(|| attribution.span(), |cue| cue.span)
        }
        Subject::Claim(n) => claim(view, n),
        Subject::Accusation(n) => view.ledger.accusations[n].span,
        Subject::Speaker(n) => first_heard(view, n).map_or(Span::new(0, 0), |a| {
            let attribution = &view.parsed.attributions[a];
            attribution.source.as_ref().map_or_else(|| attribution.span(), |s| s.span)
        }),
        Subject::Sentence(n) => view.span_of(&own_words(view, n)),
        Subject::Phrase(n) => view.span_of(&view.survey.hits[n].tokens),
        Subject::Quotation(n) => view.span_of(&view.text.quotations[n].tokens),
        Subject::Headline(n) => view.span_of(&view.text.sentences[n].tokens),
        Subject::Repetition(n) => stretch(view, view.repeats[n].blocks),
        Subject::Variant(n) => view.survey.variants[n].here,
        Subject::Draft => {
            let first = view.draft.blocks.iter().find(|b| b.kind == BlockKind::Paragraph);
            let sentence = view
                .text
                .sentences
                .iter()
                .find(|s| view.draft.blocks[s.block].kind == BlockKind::Paragraph);
            sentence
                .map(|s| view.span_of(&s.tokens))
                .or_else(|| first.map(|b| b.span))
                .unwrap_or(Span::new(0, 0))
        }
    }
}

/// Where a stretch of blocks stands.
pub(super) fn stretch(view: &View<'_>, (first, last): (usize, usize)) -> Span {
    view.draft.blocks[first].span.to(view.draft.blocks[last].span)
}

/// The first full statement of a claim in the text; that of the headline when there is no other.
fn claim(view: &View<'_>, n: usize) -> Span {
    let claim = &view.ledger.claims[n];
    let attributions = || claim.attributions.iter().map(|a| &view.parsed.attributions[*a]);
    let body = attributions().find(|a| view.draft.blocks[a.block].kind == BlockKind::Paragraph);
    let stated = body.or_else(|| attributions().next());
    stated.and_then(|a| a.content.first().copied()).unwrap_or(claim.span)
}

/// The first attribution of a speaker.
pub(super) fn first_heard(view: &View<'_>, speaker: usize) -> Option<usize> {
    view.heard.get(speaker).and_then(|all| all.first().copied())
}

/// The longest run of a sentence that is the writer's own, marks at its edges left out.
pub(super) fn own_words(view: &View<'_>, sentence: usize) -> Range<usize> {
    let all = view.text.sentences[sentence].tokens.clone();
    let mut best = all.start..all.start;
    let mut at = all.start;
    while at < all.end {
        let end = (at..all.end).find(|t| !view.survey.own(*t)).unwrap_or(all.end);
        let mut run = at..end;
        while !run.is_empty() && !view.text.tokens[run.start].is_wordlike() {
            run.start += 1;
        }
        while !run.is_empty() && !view.text.tokens[run.end - 1].is_wordlike() {
            run.end -= 1;
        }
        if run.len() > best.len() {
            best = run;
        }
        at = end + 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::testing::view;

    /// The words of everything of a kind.
    fn words(scope: Scope, copy: &str) -> Vec<String> {
        let view = view(copy);
        let all = subjects(&view, scope).into_iter().map(|s| place(&view, s));
        all.map(|span| view.draft.words(span).to_owned()).collect()
    }

    #[test]
    fn a_finding_is_about_the_words_that_matter() {
        let copy = "Mill burns down\n\nThe mill is shut, Tom Hale said. “It is dark.” He accused Acme Corp \
                    of fraud.";
        assert_eq!(words(Scope::Attribution, copy)[0], "said");
        assert_eq!(words(Scope::Claim, copy)[0], "The mill is shut");
        assert_eq!(words(Scope::Accusation, copy), ["Acme Corp of fraud"]);
        assert!(words(Scope::Speaker, copy).contains(&"Tom Hale".to_owned()));
        assert_eq!(words(Scope::Headline, copy), ["Mill burns down"]);
        assert_eq!(words(Scope::Quotation, copy), ["“It is dark.”"]);
        assert_eq!(words(Scope::Draft, copy), ["The mill is shut, Tom Hale said."]);
    }

    #[test]
    fn of_a_sentence_the_longest_own_run_counts() {
        let copy = "It rained in Kelden on Monday, and “it is over” was on a wall.";
        assert_eq!(words(Scope::Sentence, copy), ["It rained in Kelden on Monday, and"]);
    }

    #[test]
    fn of_quotations_left_open_in_a_block_the_first_counts() {
        let copy = "“The mill is shut. ‘The road is shut. It rained.";
        assert_eq!(words(Scope::Quotation, copy).len(), 1);
        let copy = "“The mill is shut,” and “the road is shut,” Tom Hale said.";
        assert_eq!(words(Scope::Quotation, copy).len(), 2);
    }

    #[test]
    fn what_is_set_apart_is_not_looked_at() {
        let copy = "Q: Is the mill shut?\n\nA: It is shut, Tom Hale said.\n\nQ: Why?\n\nA: Because, he \
                    said.";
        assert!(words(Scope::Attribution, copy).is_empty());
    }
}
