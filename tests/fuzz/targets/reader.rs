//! Any bytes, under any name, are read or refused.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    bodies::reader(bodies::NAMES[usize::from(*first) % bodies::NAMES.len()], bytes);
});
