//! Transcripts: paragraphs that begin with the name of who speaks and a colon.
//!
//! > **MARÍN:** The vote is on Thursday. | **Q:** Who built the bridge?

use std::collections::HashMap;
use std::ops::Range;

use super::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use super::proposal::Proposal;
use crate::lexicon::{Act, Class, CueClass, Polarity, Stance};
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};

/// Most words of a label.
const LONGEST: usize = 4;
/// Most tokens of a remark in brackets behind it.
const LONGEST_REMARK: usize = 8;

/// Somebody's turn to speak: a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    source: Range<usize>,
    colon: usize,
    /// How the label is written.
    label: Label,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// "Q", "A", a name in capitals: a label wherever it stands.
    Capitals,
    /// "Hamid": a label if others are near.
    Name,
}

/// For every block, whose turn it is; none for paragraphs of a story.
pub(super) fn turns(draft: &Draft, text: &Text<'_>) -> Vec<Option<Turn>> {
    let mut turns: Vec<Option<Turn>> =
        text.blocks.iter().map(|block| turn(&text.tokens, block)).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    let name = |turn: &Turn| text.tokens[turn.source.start].text;
    for turn in turns.iter().flatten() {
        *count.entry(name(turn)).or_default() += 1;
    }
    let asks: Vec<bool> = turns
        .iter()
        .zip(&text.blocks)
        .map(|(turn, block)| turn.is_some() && draft.words(text.span_of(block)).contains('?'))
        .collect();
    let near = |at: usize, list: &[bool]| {
        at.checked_sub(1).is_some_and(|at| list[at]) || list.get(at + 1).is_some_and(|b| *b)
    };
    let any: Vec<bool> = turns.iter().map(Option::is_some).collect();
    for (at, turn) in turns.iter_mut().enumerate() {
        let speaks = turn.as_ref().is_none_or(|turn| {
            let again = count[name(turn)] > 1;
            let letter = turn.source.len() == 1 && text.tokens[turn.source.start].text.len() == 1;
            let headline = draft.blocks[at].kind != BlockKind::Paragraph;
            match turn.label {
                Label::Capitals => !letter && !headline || near(at, &any) || again,
                Label::Name => near(at, &asks) || again && near(at, &any),
            }
        });
        if !speaks {
            *turn = None;
        }
    }
    turns
}

/// The turn that a paragraph may be, by its own words.
fn turn(tokens: &[Token<'_>], block: &Range<usize>) -> Option<Turn> {
    let here = &tokens[block.clone()];
    let words = here.iter().take_while(|t| is_label_word(t)).count();
    if words == 0 || words > LONGEST || here[..words].iter().any(|t| t.is(Class::Label)) {
        return None;
    }
    let mut behind = words;
    let mut source = words;
    if here.get(behind)?.kind == Kind::OpenBracket {
        let remark = here[behind..].iter().take(LONGEST_REMARK);
        behind += remark.take_while(|t| t.kind != Kind::CloseBracket).count() + 1;
        // "(finance minister)" says who it is, "(laughs)" what the speaker does.
        let role = here.get(words..behind)?.iter().any(|t| t.is(Class::Role));
        source = if role { behind } else { words };
    }
    here.get(behind).filter(|t| t.kind == Kind::Colon)?;
    let letters = |t: &Token<'_>| t.text.chars().all(|c| !c.is_lowercase());
    let label = if here[..words].iter().all(letters) { Label::Capitals } else { Label::Name };
    let says = here.get(behind + 1)?.is_wordlike() || here[behind + 1].kind == Kind::OpenQuote;
    says.then_some(Turn {
        source: block.start..block.start + source,
        colon: block.start + behind,
        label,
    })
}

fn is_label_word(t: &Token<'_>) -> bool {
    t.kind == Kind::Word && t.is_capitalised()
}

/// The attribution that a turn is: all of the paragraph is what its speaker says.
pub(super) fn proposal(text: &Text<'_>, sentence: usize, turn: &Turn) -> Option<Proposal> {
    let block = text.sentences[sentence].block;
    let content = turn.colon + 1..text.blocks[block].end;
    if content.is_empty() {
        return None;
    }
    Some(Proposal {
        attribution: Attribution {
            source: Some(Source { span: text.span_of(&turn.source), mention: None }),
            cue: Some(Cue {
                span: text.tokens[turn.colon].span,
                lemma: ":".to_owned(),
                class: CueClass::Mark,
                stance: Stance::Neutral,
                loaded: None,
                negated: false,
            }),
            content: vec![text.span_of(&content)],
            form: Form::Direct,
            act: Act::Saying,
            polarity: Polarity::Asserts,
            pattern: Pattern::Transcript,
            confidence: Confidence::High,
            channel: None,
            target: None,
            when: None,
            nested: None,
            sentence,
            block,
        },
        cue: turn.colon..turn.colon + 1,
        source: Some(turn.source.clone()),
        content: vec![content],
    })
}
