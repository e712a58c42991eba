//! Any text is read as a file beside a draft or refused.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    bodies::side_files(data);
});
