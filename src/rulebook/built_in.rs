//! What `src/build.rs` has made of the rule files: the files themselves, and the lexicon.

use crate::lexicon::Lexicon;

/// A rule file inside the program: its place below `rules/`, its text, and what it says as JSON.
type BuiltIn = (&'static str, &'static str, Option<&'static str>);

/// The rule files inside the program, in order of place.
pub(super) static RULES: &[BuiltIn] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// All words, as tables.
static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The words inside the program; nothing where the build could not make tables of them.
pub(super) fn lexicon() -> Option<Lexicon> {
    Lexicon::of_prepared(LEXICON)
}
