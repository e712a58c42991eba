//! Names for claims that survive edits elsewhere.
//!
//! An id is "c-" and the first six hexadecimal digits of the BLAKE3 hash of the claim's words in
//! lower case without marks, a zero byte, the cue's lemma, a zero byte, and the speaker's name. Of
//! two claims with one id the later gets more digits.

use std::collections::HashSet;

/// The id of a claim; `taken` are those given already.
pub(super) fn id(words: &str, cue: &str, speaker: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let text = [words.join(" ").as_str(), cue, speaker].join("\0");
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let mut copy = 0;
    loop {
        for digits in 6..=hash.len() {
            let suffix = if copy == 0 { String::new() } else { format!("-{copy}") };
            let id = format!("c-{}{suffix}", &hash[..digits]);
            if taken.insert(id.clone()) {
                return id;
            }
            if copy > 0 || taken.contains(&format!("c-{hash}")) {
                break;
            }
        }
        copy += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_change_an_id() {
        let mut one = HashSet::new();
        let mut other = HashSet::new();
        let a = id("The road is shut.", "say", "Hale", &mut one);
        assert_eq!(a, id("“the road is shut”", "say", "Hale", &mut other));
        assert_ne!(a, id("The road is open.", "say", "Hale", &mut other));
    }

    #[test]
    fn the_hash_is_fixed_for_ever() {
        assert_eq!(id("a", "say", "b", &mut HashSet::new()).len(), 8);
    }
}
