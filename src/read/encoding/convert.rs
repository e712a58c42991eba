//! Takes bytes and their encoding. Gives text, and where each character of it stands in the bytes.

use encoding_rs::{DecoderResult, Encoding, WINDOWS_1252};

use super::super::segments::SegmentMap;
use crate::span::Span;

/// Decodes character by character, so that each has its place; runs of ASCII are taken at once. True
/// where every byte could be read.
pub(super) fn by_characters(
    bytes: &[u8],
    encoding: &'static Encoding,
) -> (String, SegmentMap, bool) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut map) = (String::with_capacity(bytes.len()), SegmentMap::default());
    let (mut at, mut from, mut sound) = (0, 0, true);
    let mut room = [0; 32];
    while at < bytes.len() {
        if from == at && encoding.is_ascii_compatible() {
            let run = Encoding::ascii_valid_up_to(&bytes[at..]);
            text.push_str(std::str::from_utf8(&bytes[at..at + run]).unwrap_or_default());
            map.push(run, Span::new(at, at + run));
            (at, from) = (at + run, at + run);
            if run > 0 {
                continue;
            }
        }
        let last = at + 1 == bytes.len();
        let (wrote, good) = feed(&mut decoder, &bytes[at..=at], &mut room, last);
        at += 1;
        sound &= good;
        let words = room.get(..wrote).and_then(|room| std::str::from_utf8(room).ok());
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            text.push_str(words);
            if words.chars().nth(1).is_some() {
                map.push_whole(words.len(), Span::new(from, at));
            } else {
                map.push(words.len(), Span::new(from, at));
            }
            from = at;
        }
    }
    (text, map, sound)
}

/// Gives a decoder one byte. What it can not read it puts as U+FFFD.
fn feed(
    decoder: &mut encoding_rs::Decoder,
    mut byte: &[u8],
    room: &mut [u8; 32],
    last: bool,
) -> (usize, bool) {
    let (mut wrote, mut good) = (0, true);
    loop {
        let (result, read, count) =
            decoder.decode_to_utf8_without_replacement(byte, &mut room[wrote..], last);
        wrote += count;
        byte = byte.get(read..).unwrap_or_default();
        let DecoderResult::Malformed(..) = result else { return (wrote, good) };
        good = false;
        let mark = '\u{fffd}';
        if let Some(room) = room.get_mut(wrote..wrote + mark.len_utf8()) {
            mark.encode_utf8(room);
            wrote += mark.len_utf8();
        }
    }
}

/// Text in UTF-8 with a few bytes that are not: those are read as Windows-1252.
pub(super) fn mended(bytes: &[u8]) -> (String, SegmentMap) {
    let (mut text, mut map, mut at) =
        (String::with_capacity(bytes.len()), SegmentMap::default(), 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(valid);
        map.push(valid.len(), Span::new(at, at + valid.len()));
        at += valid.len();
        for byte in chunk.invalid() {
            let (char, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
            text.push_str(&char);
            map.push(char.len(), Span::new(at, at + 1));
            at += 1;
        }
    }
    (text, map)
}
