//! Word embeddings: what the network knows of a word that was not in the articles it learned from.
//!
//! Public word vectors (GloVe, Pennington and others, 2014) are cut into parts, and each part is
//! replaced by the number of the nearest of 256 centroids (product quantisation, Jégou and others,
//! 2011). A word is a row of those numbers. `MODEL.md` says where the vectors are from.

use std::sync::OnceLock;

use crate::tag::linear::Model;

/// The table of words.
static EMBEDDING: &[u8] = include_bytes!("../embedding.bin");

/// How many parts a vector is cut into.
pub(crate) const PARTS: usize = 8;

/// The centroids of the word with this hash, a byte a part; 0 for a word without an embedding.
pub(crate) fn of(word: u64) -> u64 {
    static WORDS: OnceLock<Option<Model<PARTS>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| Some(Model::read(EMBEDDING)?.0));
    let row = words.as_ref().and_then(|words| words.row(word));
    row.map_or(0, |row| u64::from_le_bytes(row.map(i8::cast_unsigned)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::linear;

    #[test]
    fn words_used_alike_have_parts_in_common() {
        let of = |text: &str| of(linear::word(text));
        let shared = |a: &str, b: &str| {
            let parts = of(a).to_le_bytes().into_iter().zip(of(b).to_le_bytes());
            parts.filter(|(a, b)| a == b).count()
        };
        assert_ne!(of("surgeon"), 0);
        assert!(shared("monday", "tuesday") > shared("monday", "tractor"));
        assert_eq!(of("Said"), of("said"));
    }
}
