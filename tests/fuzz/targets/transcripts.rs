//! Any bytes are read as a transcript or refused.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let names = ["t.txt", "t.srt", "t.vtt", "t.md"];
    bodies::transcripts(names[usize::from(*first) % names.len()], bytes);
});
