//! Reads the patterns of attribution in one sentence, with nom. Never looks at another sentence.

pub(super) mod beside;
pub(super) mod clause;
pub(super) mod content;
pub(super) mod content_first;
#[cfg(test)]
mod examples;
pub(super) mod frame;
pub(super) mod fronted;
pub(super) mod input;
pub(super) mod noun_cue;
pub(super) mod noun_phrase;
pub(super) mod passive;
pub(super) mod patterns;
pub(super) mod primitive;
pub(super) mod punctuation_cue;
pub(super) mod relative_clause;
pub(super) mod setting;
pub(super) mod source_first;
pub(super) mod sourceless;
pub(super) mod time;
pub(super) mod verb_group;
