//! The spans of attributions are words of any text.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    bodies::grammar(data);
});
