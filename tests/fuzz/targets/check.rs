//! Any text is checked, and shown in every format.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &str| {
    bodies::check(data);
});
