//! Takes a [`Draft`]. Gives [`Text`]: tokens, quotations, sentences.
//! Never fails, and loses nothing: the tokens and the gaps between them are the draft, byte for
//! byte.

pub(crate) mod credit;
mod nickname;
mod quote;
mod sentence;
mod text;
pub mod token;
mod word;

pub use text::{Closed, Mark, Quotation, Sentence, Text};

use crate::lexicon::Lexicon;
use crate::read::{BlockKind, Draft};

/// Splits a draft into tokens, pairs its quotation marks and finds its sentences.
#[must_use]
pub fn tokenise<'d>(draft: &'d Draft, lexicon: &Lexicon) -> Text<'d> {
    let mut text = Text::default();
    // A mark that a paragraph leaves open can be taken up by the next one.
    let mut open = None;
    // So can a mark that a copy of a page has left at the end of the paragraph before.
    let mut stray = false;
    for (block, part) in draft.blocks.iter().enumerate() {
        let first = text.tokens.len();
        word::split(&draft.text, part.span, lexicon, &mut text.tokens);
        let in_story = part.kind == BlockKind::Paragraph;
        nickname::join(&draft.text, first, in_story, lexicon, &mut text.tokens);
        open = quote::pair(&mut text, first, block, (open, stray), lexicon);
        stray = quote::leaves_stray(&text.tokens[first..]);
        text.blocks.push(first..text.tokens.len());
        sentence::split(&mut text, first, block, lexicon);
    }
    // A list that grows has room for twice as much: of a long draft that is the most of it.
    text.tokens.shrink_to_fit();
    text.sentences.shrink_to_fit();
    text.note_places(draft.text.len());
    text
}
