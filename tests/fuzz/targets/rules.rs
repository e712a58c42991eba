//! Any text is read as a rule file or refused; the first byte says of which kind.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

const PLACES: [&str; 3] = ["checks/ours.yaml", "lexicon/cues/ours.yaml", "lexicon/phrases/ours.yaml"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    bodies::rules(PLACES[usize::from(*first) % PLACES.len()], text);
});
