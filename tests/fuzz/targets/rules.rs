//! Any text is read as a rule file or refused.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    for place in ["checks/ours.yaml", "lexicon/cues/ours.yaml", "lexicon/phrases/ours.yaml"] {
        bodies::rules(place, data);
    }
});
