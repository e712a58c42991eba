//! A text inside another: HTML in JSON, a story in XML. It is decoded, with where each piece stands.

use super::document::{Document, NOTE, Writer};
use super::noted::{self, Lines};
use super::part::Part;
use super::segments::SegmentMap;
use super::{html, plain};
use crate::span::Span;

/// The longest reference that is looked up: "&CounterClockwiseContourIntegral;".
const REFERENCE_BYTES: usize = 40;

/// A text that stands inside another in its own way.
#[derive(Clone, Debug, Default)]
pub(super) struct Inner {
    text: String,
    map: SegmentMap,
    /// Where the last of it stands.
    last: usize,
}

/// How a text inside another is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As one piece: a headline, a paragraph.
    Line,
    /// As text with paragraphs.
    Plain,
    /// As HTML.
    Html,
}

impl Inner {
    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// True when it has no words.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds what stands in the source as it is.
    pub(super) fn copy(&mut self, source: &str, span: Span) {
        self.put(span.of(source), span);
    }

    /// Adds words that stand otherwise in the source.
    pub(super) fn put(&mut self, words: &str, span: Span) {
        self.text.push_str(words);
        self.map.push(words.len(), span);
        self.last = span.end;
    }

    /// Adds words that stand nowhere in the source.
    pub(super) fn invent(&mut self, words: &str) {
        self.put(words, Span::new(self.last, self.last));
    }

    /// Adds another text after this one.
    pub(super) fn append(&mut self, next: &Self) {
        self.text.push_str(&next.text);
        self.map.append(&next.map);
        self.last = next.last;
    }

    /// Adds what stands in the source with references in it: "&rsquo;" is one character. What is no
    /// reference is kept as it is.
    pub(super) fn decode(&mut self, source: &str, span: Span) {
        let words = span.of(source);
        let mut from = 0;
        for (at, _) in words.match_indices('&') {
            if at < from {
                continue;
            }
            let Some(len) = reference_len(&words[at..]) else { continue };
            let decoded = htmlize::unescape(&words[at..at + len]);
            if decoded == words[at..at + len] {
                continue;
            }
            self.copy(source, Span::new(span.start + from, span.start + at));
            let decoded = decoded.replace(NOTE, " ");
            self.put(&decoded, Span::new(span.start + at, span.start + at + len));
            from = at + len;
        }
        self.copy(source, Span::new(span.start + from, span.end));
    }

    /// Adds what stands in the source so that HTML reads it as it is.
    pub(super) fn escape(&mut self, source: &str, span: Span) {
        let words = span.of(source);
        let mut from = 0;
        for (at, sign) in words.match_indices(['<', '&']) {
            self.copy(source, Span::new(span.start + from, span.start + at));
            let written = if sign == "<" { "&lt;" } else { "&amp;" };
            self.put(written, Span::new(span.start + at, span.start + at + 1));
            from = at + 1;
        }
        self.copy(source, Span::new(span.start + from, span.end));
    }

    /// The same words with their source: a text that was made from this one, with where each piece of it
    /// stands here.
    pub(super) fn remade(&self, text: String, map: &SegmentMap) -> Self {
        Self { text, map: map.within(&self.map), last: self.last }
    }

    /// Adds this text to a draft; `part` is what it is, whatever its markup says.
    pub(super) fn write(&self, writer: &mut Writer<'_>, part: Option<Part>, reading: Reading) {
        let mut document = match reading {
            Reading::Line => noted::read(&self.text, Vec::new(), Lines::Go, line),
            Reading::Plain => noted::read(&self.text, Vec::new(), Lines::Stay, plain::read),
            Reading::Html => html::read(&self.text),
        };
        if part.is_some() {
            for piece in &mut document.pieces {
                piece.part = part;
            }
        }
        writer.embed(document, &self.map);
    }
}

/// The length of the reference with which some words begin: "&amp;".
fn reference_len(words: &str) -> Option<usize> {
    let name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let len = words.bytes().skip(1).take(REFERENCE_BYTES).take_while(|byte| name(*byte)).count();
    (len > 0 && words.as_bytes().get(len + 1) == Some(&b';')).then_some(len + 2)
}

/// Reads a text as one piece, with its white space as HTML shows it.
fn line(text: &str) -> Document {
    let mut writer = Writer::new(text);
    writer.begin(None);
    writer.flow(Span::new(0, text.len()));
    writer.finish()
}

/// True for a text with tags or entities.
pub(super) fn is_html(text: &str) -> bool {
    let tag = |at: usize| {
        let rest = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let has_tag =
        text.rfind('>').is_some_and(|last| text[..last].match_indices('<').any(|(at, _)| tag(at)));
    has_tag || text.match_indices('&').any(|(at, _)| reference_len(&text[at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_and_what_is_none_stays() {
        let source = "Hale&rsquo;s R&D &amp; &nosuch; &#8212; &#x201c;x&";
        let mut inner = Inner::default();
        inner.decode(source, Span::new(0, source.len()));
        assert_eq!(inner.text(), "Hale’s R&D & &nosuch; — “x&");
        let mut writer = Writer::new(source);
        inner.write(&mut writer, Some(Part::Deck), Reading::Line);
        let document = writer.finish();
        let at = document.text.find("’s R&D &").unwrap();
        assert_eq!(document.map.place(Span::new(at, at + 10)).of(source), "&rsquo;s R&D &amp;");
        assert_eq!(document.pieces[0].part, Some(Part::Deck));
    }

    #[test]
    fn tags_and_entities_are_html() {
        assert!(is_html("<p>One") && is_html("One<br/>two") && is_html("R&amp;D"));
        assert!(!is_html("R&D, 3 < 4 > 2") && !is_html("Hale") && !is_html("<3"));
    }
}
