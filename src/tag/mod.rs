//! Takes [`Text`]. Gives it back with word classes, senses, part of speech and likely role of
//! every token. Never decides who said what: a hint is a hint.

pub(crate) mod model;
pub(crate) mod pos;
pub(crate) mod roles;

use std::sync::OnceLock;

use crate::lexicon::Lexicon;
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use model::Model;

/// The learned weights: parts of speech, then roles. `MODEL.md` says what they were learned from.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Both models, laid over their bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Models<'b> {
    pub(crate) pos: Model<'b>,
    pub(crate) roles: Model<'b>,
}

impl<'b> Models<'b> {
    /// Reads both models. `None` when the bytes are no models.
    pub(crate) fn read(bytes: &'b [u8]) -> Option<Self> {
        let (pos, rest) = Model::read(bytes)?;
        let (roles, _) = Model::read(rest)?;
        Some(Self { pos, roles })
    }
}

/// The models inside the program.
fn built_in() -> Option<&'static Models<'static>> {
    static MODELS: OnceLock<Option<Models<'static>>> = OnceLock::new();
    MODELS.get_or_init(|| Models::read(WEIGHTS)).as_ref()
}

/// Fills in what the lexicon and the learned weights know of every token.
pub fn tag<'d>(draft: &Draft, text: &mut Text<'d>, lexicon: &'d Lexicon) {
    words(text, lexicon);
    if let Some(models) = built_in() {
        learned(draft, text, models);
    }
}

/// Fills in part of speech and role with the given models.
pub(crate) fn learned(draft: &Draft, text: &mut Text<'_>, models: &Models<'_>) {
    let words: Vec<pos::Word> = text.tokens.iter().map(pos::Word::of).collect();
    let starts = starts(text);
    pos::tag(&models.pos, &mut text.tokens, &words, &starts);
    let kinds: Vec<BlockKind> = draft.blocks.iter().map(|block| block.kind).collect();
    roles::tag(&models.roles, text, &words, &kinds);
}

/// Which tokens begin a sentence.
pub(crate) fn starts(text: &Text<'_>) -> Vec<bool> {
    let mut starts = vec![false; text.tokens.len()];
    for sentence in &text.sentences {
        starts[sentence.tokens.start] = true;
    }
    starts
}

/// Fills in classes, senses and states from the lexicon.
pub(crate) fn words<'d>(text: &mut Text<'d>, lexicon: &'d Lexicon) {
    let mut lower = String::new();
    for at in 0..text.tokens.len() {
        if !text.tokens[at].is_wordlike() {
            continue;
        }
        let entry = lexicon.look_up(&text.tokens, at, &mut lower);
        text.tokens[at].classes.add(entry.own_classes);
        for token in &mut text.tokens[at..at + entry.class_words] {
            token.classes.add(entry.classes);
        }
        for token in &mut text.tokens[at..at + entry.state_words] {
            if token.state.is_none() {
                token.state = entry.state;
                token.classes.add(entry.state_classes);
            }
        }
        text.tokens[at].senses = entry.senses;
    }
}
