//! Values of JSON, with where each stands.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::document::NOTE;
use super::super::error::ReadErrorKind;
use super::super::inner::Inner;
use crate::span::{LineIndex, Span};

/// Values inside one another, at most.
const DEPTH: usize = 256;

/// A value in a file.
#[derive(Clone, Copy)]
pub(in crate::read) struct Value<'s> {
    source: &'s str,
    /// It, as it is written.
    words: &'s str,
}

/// The keys of an object, each with its value.
pub(in crate::read) struct Object<'s>(Vec<(String, Value<'s>)>);

impl<'s> Value<'s> {
    /// Reads the value that a file is.
    pub(in crate::read) fn parse(source: &'s str) -> Result<Self, ReadErrorKind> {
        let bare = source.trim_start_matches('\u{feff}');
        let base = source.len() - bare.len();
        if let Some(at) = too_deep(bare) {
            let message = "more than 256 values inside one another".to_owned();
            return Err(broken(source, base + at, message));
        }
        match serde_json::from_str::<&RawValue>(bare) {
            Ok(raw) => Ok(Self { source, words: raw.get() }),
            Err(error) => {
                let reason = reason(&error);
                let at = place(bare, error.line(), error.column());
                Err(broken(source, base + at, format!("broken JSON: {reason}")))
            }
        }
    }

    /// It, as it is written.
    pub(in crate::read) fn written(self) -> &'s str {
        self.words
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        let start = self.words.as_ptr().addr().saturating_sub(self.source.as_ptr().addr());
        Span::new(start, start + self.words.len())
    }

    /// True for a string.
    pub(in crate::read) fn is_string(self) -> bool {
        self.words.starts_with('"')
    }

    /// True for an object.
    pub(super) fn is_object(self) -> bool {
        self.words.starts_with('{')
    }

    /// Its keys and values, if it is an object.
    pub(in crate::read) fn object(self) -> Option<Object<'s>> {
        if !self.is_object() {
            return None;
        }
        let mut reader = serde_json::Deserializer::from_str(self.words);
        let entries = reader.deserialize_map(Entries).ok()?;
        let value = |raw: &'s RawValue| Value { source: self.source, words: raw.get() };
        Some(Object(entries.into_iter().map(|(key, raw)| (key, value(raw))).collect()))
    }

    /// Its values, if it is a list.
    pub(super) fn list(self) -> Option<Vec<Self>> {
        if !self.words.starts_with('[') {
            return None;
        }
        let all: Vec<&RawValue> = serde_json::from_str(self.words).ok()?;
        Some(all.into_iter().map(|raw| Self { source: self.source, words: raw.get() }).collect())
    }

    /// Its text, if it is a string.
    pub(in crate::read) fn string(self) -> Option<Inner> {
        let words = self.words.strip_prefix('"')?.strip_suffix('"')?;
        let base = self.span().start + 1;
        let place = |from: usize, to: usize| Span::new(base + from, base + to);
        let mut inner = Inner::default();
        let mut from = 0;
        for (at, _) in words.match_indices('\\') {
            if at < from {
                continue;
            }
            inner.copy(self.source, place(from, at));
            let (char, len) = escape(&words[at + 1..]);
            from = at + 1 + len;
            inner.put(char.encode_utf8(&mut [0; 4]), place(at, from));
        }
        inner.copy(self.source, place(from, words.len()));
        Some(inner)
    }
}

impl<'s> Object<'s> {
    /// The value of a key; of several the last, as everywhere.
    pub(in crate::read) fn get(&self, key: &str) -> Option<Value<'s>> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value)
    }

    /// The values of those of some keys that are there, in the order in which the keys are given.
    pub(super) fn all<'a>(&'a self, keys: &'a [String]) -> impl Iterator<Item = Value<'s>> + 'a {
        keys.iter().filter_map(|key| self.get(key))
    }

    /// All keys.
    pub(in crate::read) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// All values.
    pub(super) fn values(&self) -> impl Iterator<Item = Value<'s>> + '_ {
        self.0.iter().map(|(_, value)| *value)
    }
}

/// Reads the keys of an object and leaves its values as they are written.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = map.next_entry()? {
            all.push(entry);
        }
        Ok(all)
    }
}

/// The character of an escape, and the length of what follows its backslash.
fn escape(words: &str) -> (char, usize) {
    match words.chars().next() {
        Some('n') => ('\n', 1),
        Some('t') => ('\t', 1),
        Some('r') => ('\r', 1),
        Some('b' | 'f') => (' ', 1),
        Some('u') => unicode(words),
        Some(char) => (char, char.len_utf8()),
        None => ('\\', 0),
    }
}

/// The character of "u2019", or of a pair such as "ud83d\ude00"; half a pair is no character.
fn unicode(words: &str) -> (char, usize) {
    let unit = |at: usize| words.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(first) = unit(1) else { return (char::REPLACEMENT_CHARACTER, 1) };
    let low = words.get(5..7).filter(|next| *next == "\\u").and_then(|_| unit(7));
    if let (0xD800..0xDC00, Some(second @ 0xDC00..0xE000)) = (first, low) {
        let pair = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER), 11);
    }
    let char = char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
    (if char == NOTE { ' ' } else { char }, 5)
}

/// Where values are too deep inside one another.
fn too_deep(source: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Some(at);
        }
    }
    None
}

/// What is wrong with JSON, without the place.
pub(in crate::read) fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The byte of a line and a column, as the parser counts them.
fn place(source: &str, line: usize, column: usize) -> usize {
    let lines = source.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    (start + column.saturating_sub(1)).min(source.len())
}

/// What is wrong at a place.
pub(super) fn broken(source: &str, at: usize, message: String) -> ReadErrorKind {
    let at = LineIndex::new(source).position_of(source, at.min(source.len()));
    ReadErrorKind::Broken { at: Some(at), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_with_their_places() {
        let source = r#"{"a": "caf\u00e9 \"R\/D\" \ud83d\ude00 \ud83d x\n\u0001\\"}"#;
        let inner = Value::parse(source).unwrap().object().unwrap().get("a").unwrap();
        assert_eq!(inner.string().unwrap().text(), "café \"R/D\" 😀 \u{fffd} x\n \\");
        assert_eq!(&source[inner.span().start..inner.span().end], inner.words);
    }

    #[test]
    fn broken_json_says_where() {
        let error = |source: &str| Value::parse(source).err().map(|error| error.to_string());
        assert_eq!(
            error("{\"a\": 1,\n \"b\" 2}"),
            Some(":2:6: broken JSON: expected `:`".to_owned())
        );
        assert!(error(&"[".repeat(100_000)).unwrap().contains("more than 256"));
        assert_eq!(error("\u{feff}{}"), None);
    }
}
