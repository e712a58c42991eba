//! Transcripts: paragraphs that begin with the name of who speaks and a colon.
//!
//! > **MARÍN:** The vote is on Thursday. | **Q:** Who built the bridge?

use std::collections::HashMap;
use std::ops::Range;

use super::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use super::proposal::Proposal;
use super::signed;
use super::turn_label::{Label, label};
use crate::lexicon::{Act, CueClass, Polarity, Stance};
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use crate::tokenise::token::Kind;

/// Somebody's turn to speak: a paragraph, or several.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    source: Range<usize>,
    /// The colon, or the dash of a signature.
    cue: usize,
    /// What is said; nothing where the words stand in another paragraph.
    content: Vec<Range<usize>>,
    /// True for a single letter: "Q".
    letter: bool,
}

/// For every block, whose turn it is; none for paragraphs of a story.
pub(super) fn turns(draft: &Draft, text: &Text<'_>) -> Vec<Option<Turn>> {
    let labels: Vec<Option<Label>> =
        text.blocks.iter().map(|block| label(&text.tokens, block)).collect();
    let speaks = speaking(draft, text, &labels);
    let mut turns: Vec<Option<Turn>> = vec![None; text.blocks.len()];
    for (at, label) in labels.into_iter().enumerate().filter(|(at, _)| speaks[*at]) {
        let Some(label) = label else { continue };
        let mut turn = Turn {
            source: label.source,
            cue: label.colon,
            content: Vec::new(),
            letter: label.letter,
        };
        if label.alone {
            turns[at] = Some(turn.clone());
            turn.content.push(text.blocks[at + 1].clone());
            turns[at + 1] = Some(turn);
        } else {
            turn.content.push(label.colon + 1..text.blocks[at].end);
            turns[at] = Some(turn);
        }
    }
    for signed in signed::signed(draft, text) {
        let turn = |content| Turn {
            source: signed.source.clone(),
            cue: signed.dash,
            content,
            letter: false,
        };
        turns[signed.blocks.start..=signed.blocks.end].fill(Some(turn(Vec::new())));
        let content = text.blocks[signed.blocks.clone()].to_vec();
        turns[signed.blocks.start] = Some(turn(content));
    }
    turns
}

/// For every block, whether its label is that of somebody who speaks: some are so wherever they
/// stand, others only among their like.
fn speaking(draft: &Draft, text: &Text<'_>, labels: &[Option<Label>]) -> Vec<bool> {
    let name = |label: &Label| text.tokens[label.source.start].text;
    let mut count: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *count.entry(name(label)).or_default() += 1;
    }
    let any = |at: usize| labels.get(at).is_some_and(Option::is_some);
    let alone = |at: usize| labels.get(at).is_some_and(|l| l.as_ref().is_some_and(|l| l.alone));
    let asks = |at: usize| any(at) && draft.words(text.span_of(&text.blocks[at])).contains('?');
    let beside = |at: usize, step: usize, is: &dyn Fn(usize) -> bool| {
        at.checked_sub(step).is_some_and(is) || is(at + step)
    };
    let speaks = |at: usize, label: &Label| {
        let again = count[name(label)] > 1;
        if label.alone {
            let story = draft.blocks.get(at + 1).is_some_and(|b| b.kind == BlockKind::Paragraph);
            let sure = label.letter || label.person || again;
            return story && !any(at + 1) && sure && beside(at, 2, &alone);
        }
        let headline = draft.blocks[at].kind != BlockKind::Paragraph;
        if label.capitals {
            !label.letter && !headline || beside(at, 1, &any) || again
        } else {
            beside(at, 1, &asks) || (again || asks(at)) && beside(at, 1, &any)
        }
    };
    let all = labels.iter().enumerate();
    all.map(|(at, label)| label.as_ref().is_some_and(|label| speaks(at, label))).collect()
}

/// Whether a turn asserts or asks: one that is all question asks, and so does one that a letter
/// marks and that ends with a question.
fn polarity(text: &Text<'_>, turn: &Turn) -> Polarity {
    let tokens = turn.content.iter().flat_map(|piece| &text.tokens[piece.clone()]);
    let mut stops = tokens.filter(|t| t.kind == Kind::Stop).peekable();
    let asks = |mark: &str| mark.contains('?');
    let question = stops.peek().is_some()
        && if turn.letter {
            stops.last().is_some_and(|t| asks(t.text))
        } else {
            stops.all(|t| asks(t.text))
        };
    if question { Polarity::Asks } else { Polarity::Asserts }
}

/// The attribution that a turn is: all of the paragraph is what its speaker says.
pub(super) fn proposal(text: &Text<'_>, sentence: usize, turn: &Turn) -> Option<Proposal> {
    let block = text.sentences[sentence].block;
    let content: Vec<_> = turn.content.iter().filter(|piece| !piece.is_empty()).cloned().collect();
    if content.is_empty() {
        return None;
    }
    Some(Proposal {
        attribution: Attribution {
            source: Some(Source { span: text.span_of(&turn.source), mention: None }),
            cue: Some(Cue {
                span: text.tokens[turn.cue].span,
                lemma: text.tokens[turn.cue].text.to_owned(),
                class: CueClass::Mark,
                stance: Stance::Neutral,
                loaded: None,
                negated: false,
            }),
            content: content.iter().map(|piece| text.span_of(piece)).collect(),
            form: Form::Direct,
            act: Act::Saying,
            polarity: polarity(text, turn),
            pattern: Pattern::Transcript,
            confidence: Confidence::High,
            channel: None,
            target: None,
            when: None,
            nested: None,
            sentence,
            block,
        },
        cue: turn.cue..turn.cue + 1,
        source: Some(turn.source.clone()),
        content,
    })
}
