//! The lexicon as the build of the program writes it, and how it is read again.

use serde::{Deserialize, Serialize};

use super::number::Numbers;
use super::phrases::Phrases;
use super::stem::Stems;
use super::table::{Table, Written};
use super::{Cue, Lexicon};

/// A whole lexicon. The two large tables are kept as they are written.
#[derive(Serialize, Deserialize)]
struct Prepared<'b> {
    #[serde(borrow)]
    words: Written<'b>,
    #[serde(borrow)]
    phrases: Written<'b>,
    lists: Vec<Box<str>>,
    states: Vec<(Box<str>, Box<str>)>,
    cues: Vec<Cue>,
    numbers: Numbers,
    stems: Stems,
}

impl Lexicon {
    /// Writes the lexicon for [`Lexicon::of_prepared`].
    #[allow(dead_code)] // `src/build.rs` calls it
    pub(crate) fn prepared(self) -> postcard::Result<Vec<u8>> {
        let (lists, by_first) = self.lists.into_parts();
        let (words, phrases) = (self.words.pieces()?, by_first.pieces()?);
        postcard::to_allocvec(&Prepared {
            words: words.written(),
            phrases: phrases.written(),
            lists,
            states: self.states,
            cues: self.cues,
            numbers: self.numbers,
            stems: self.stems,
        })
    }

    /// A lexicon that was written when the program was built; nothing where these are no such bytes.
    pub(crate) fn of_prepared(written: &'static [u8]) -> Option<Self> {
        let read: Prepared<'static> = postcard::from_bytes(written).ok()?;
        Some(Self {
            words: Table::of(&read.words),
            states: read.states,
            cues: read.cues,
            lists: Phrases::of_parts(read.lists, Table::of(&read.phrases)),
            numbers: read.numbers,
            stems: read.stems,
        })
    }
}
