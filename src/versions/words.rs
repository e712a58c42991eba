//! Two texts word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What happened to some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They are in both.
    Same,
    /// They are in the old text alone.
    Cut,
    /// They are in the new text alone.
    Added,
}

/// Words in a row with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What happened to them.
    pub change: Change,
    /// The words as their text has them, one space between; of words in both, as the new text has
    /// them.
    pub words: String,
}

/// The pieces of two texts, in order; what is cut comes before what is added in its place. Words
/// are what stands between blanks. Two are the same where they differ in blanks and in the shape of
/// quotation marks alone.
///
/// ```
/// # use whosaid::versions::{Change, differences};
/// let pieces = differences("It will not close.", "It will close.");
/// assert_eq!(pieces[1].change, Change::Cut);
/// assert_eq!(pieces[1].words, "not");
/// ```
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |change: Change, words: &[&str]| {
        if !words.is_empty() {
            pieces.push(Piece { change, words: words.join(" ") });
        }
    };
    for step in capture_diff_slices(Algorithm::Patience, &keys(&old), &keys(&new)) {
        let (tag, before, after) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            add(Change::Same, &new[after]);
        } else {
            add(Change::Cut, &old[before]);
            add(Change::Added, &new[after]);
        }
    }
    pieces
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// What two words must share to be the same.
fn key(word: &str) -> String {
    let even = |c: char| match c {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        c => c,
    };
    word.chars().map(even).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |piece: &Piece| match piece.change {
            Change::Same => piece.words.clone(),
            Change::Cut => format!("[-{}-]", piece.words),
            Change::Added => format!("[+{}+]", piece.words),
        };
        differences(old, new).iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_word_that_is_gone() {
        assert_eq!(shown("It will not close.", "It will close."), "It will [-not-] close.");
    }

    #[test]
    fn a_word_in_place_of_another() {
        assert_eq!(shown("a big wall fell", "a small wall fell"), "a [-big-] [+small+] wall fell");
    }

    #[test]
    fn blanks_and_the_shape_of_marks_are_no_change() {
        assert_eq!(shown("don't\n  \"go\"", "don’t “go”"), "don’t “go”");
    }

    #[test]
    fn nothing_and_something() {
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("", "a b"), "[+a b+]");
        assert_eq!(shown("a b", ""), "[-a b-]");
    }
}
