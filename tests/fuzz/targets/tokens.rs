//! Tokens and gaps give back any text.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    bodies::tokens(data);
});
