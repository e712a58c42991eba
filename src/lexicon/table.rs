//! A table by word. The values of the built-in lexicon were written when the program was built; each
//! is read where it lies when it is first asked for, because a draft needs few of them.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A table as the build writes it: few long pieces, because they are read at every start.
#[derive(Serialize, Deserialize)]
pub(super) struct Written<'b> {
    /// The words, one behind the other.
    words: &'b str,
    /// Their values, one behind the other.
    values: &'b [u8],
    /// How many bytes each word has, and its value.
    lengths: Vec<(usize, usize)>,
}

/// What a [`Written`] table holds.
#[derive(Default)]
pub(super) struct Pieces {
    words: String,
    values: Vec<u8>,
    lengths: Vec<(usize, usize)>,
}

impl Pieces {
    /// The table to write.
    pub(super) fn written(&self) -> Written<'_> {
        let Self { words, values, lengths } = self;
        Written { words, values, lengths: lengths.clone() }
    }
}

/// Values by word in lower case.
#[derive(Default)]
pub(super) struct Table<T> {
    by_word: FxHashMap<Cow<'static, str>, Slot<T>>,
}

/// A value, read or not.
struct Slot<T> {
    /// How it is written; empty for one that was not.
    written: &'static [u8],
    value: OnceLock<Box<T>>,
}

impl<T: Default + Deserialize<'static>> Slot<T> {
    /// The value. The bytes are those that the build of this program wrote.
    fn value(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(self.written).unwrap_or_default())
    }

    fn value_mut(&mut self) -> Option<&mut T> {
        self.value();
        self.value.get_mut().map(|value| &mut **value)
    }
}

impl<T: Default + Deserialize<'static>> Table<T> {
    /// A table that was written when the program was built.
    pub(super) fn of(table: &Written<'static>) -> Self {
        let Written { mut words, mut values, ref lengths } = *table;
        let mut by_word = FxHashMap::default();
        by_word.reserve(lengths.len());
        for (word, value) in lengths {
            let Some((word, more)) = words.split_at_checked(*word) else { break };
            words = more;
            let Some((written, more)) = values.split_at_checked(*value) else { break };
            values = more;
            by_word.insert(Cow::Borrowed(word), Slot { written, value: OnceLock::new() });
        }
        Self { by_word }
    }

    /// The value of a word in lower case.
    pub(super) fn get(&self, word: &str) -> Option<&T> {
        self.by_word.get(word).map(Slot::value)
    }

    /// Changes the value of a word in lower case; a new word starts with nothing.
    pub(super) fn change<C>(&mut self, word: Box<str>, change: impl FnOnce(&mut T) -> C) -> C {
        let slot = self
            .by_word
            .entry(Cow::Owned(word.into_string()))
            .or_insert_with(|| Slot { written: &[], value: OnceLock::from(Box::<T>::default()) });
        match slot.value_mut() {
            Some(value) => change(value),
            None => change(&mut T::default()),
        }
    }

    /// The values that were read or changed.
    pub(super) fn in_use(&mut self) -> impl Iterator<Item = &mut T> {
        self.by_word.values_mut().filter_map(|slot| slot.value.get_mut()).map(|value| &mut **value)
    }

    /// Words and values in order of the words.
    fn sorted(&self) -> Vec<(&str, &T)> {
        let mut all: Vec<_> =
            self.by_word.iter().map(|(word, slot)| (&**word, slot.value())).collect();
        all.sort_unstable_by_key(|(word, _)| *word);
        all
    }
}

impl<T: Default + Deserialize<'static> + Serialize> Table<T> {
    /// All words and values, to be written.
    pub(super) fn pieces(&self) -> postcard::Result<Pieces> {
        let mut pieces = Pieces::default();
        for (word, value) in self.sorted() {
            let value = postcard::to_allocvec(value)?;
            pieces.words += word;
            pieces.lengths.push((word.len(), value.len()));
            pieces.values.extend(value);
        }
        Ok(pieces)
    }
}

/// Two tables are equal when their values are, however these came about.
impl<T: Default + Deserialize<'static> + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.by_word.len() == other.by_word.len() && self.sorted() == other.sorted()
    }
}

impl<T: Default + Deserialize<'static> + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.sorted()).finish()
    }
}
