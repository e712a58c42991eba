//! Names for claims that survive edits elsewhere.
//!
//! An id is "c-" and the first six hexadecimal digits of the BLAKE3 hash of the claim's words in
//! lower case without marks, a zero byte, the cue's lemma, a zero byte, and the speaker's name. Of
//! two claims with one id the later gets more digits; of two claims with one hash, a number.

use rustc_hash::FxHashMap;

/// Ids given so far, and how often each hash has come.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The hash behind each id of six digits.
    short: FxHashMap<String, String>,
    /// How many claims have had a hash.
    copies: FxHashMap<String, usize>,
}

/// The id of a claim; `taken` are those given already.
pub(super) fn id(words: &str, cue: &str, speaker: &str, taken: &mut Taken) -> String {
    let text = [plain(words).as_str(), cue, speaker].join("\0");
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let hash = hash.as_str();
    // Two hashes that begin alike: the later one shows more of itself.
    let free = (6..hash.len()).find(|digits| {
        taken.short.get(&hash[..*digits]).is_none_or(|other| other.as_str() == hash)
    });
    let shown = &hash[..free.unwrap_or(hash.len())];
    taken.short.entry(shown.to_owned()).or_insert_with(|| hash.to_owned());
    let copies = taken.copies.entry(hash.to_owned()).or_default();
    *copies += 1;
    match *copies {
        1 => format!("c-{shown}"),
        copy => format!("c-{shown}-{copy}"),
    }
}

/// Words in lower case without marks: what names of claims and findings are made of.
pub(crate) fn plain(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_change_an_id() {
        let mut one = Taken::default();
        let mut other = Taken::default();
        let a = id("The road is shut.", "say", "Hale", &mut one);
        assert_eq!(a, id("“the road is shut”", "say", "Hale", &mut other));
        assert_ne!(a, id("The road is open.", "say", "Hale", &mut other));
    }

    #[test]
    fn the_hash_is_fixed_for_ever() {
        assert_eq!(id("a", "say", "b", &mut Taken::default()), "c-c1c2ed");
    }

    #[test]
    fn the_same_words_again_get_a_number() {
        let mut taken = Taken::default();
        let first = id("a", "say", "b", &mut taken);
        assert_eq!(id("a", "say", "b", &mut taken), format!("{first}-2"));
    }
}
