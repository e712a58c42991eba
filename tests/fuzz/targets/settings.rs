//! Any text is read as settings or refused.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    bodies::settings(data);
});
