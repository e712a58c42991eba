//! A text with what nobody says blanked out, byte for byte, so that every place stays.

use super::times::Time;
use crate::span::Span;
use crate::verify::word::NOTHING;

/// Who speaks from some place on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The name in a label.
    Named(String),
    /// Surely somebody else than before, whose name is not there.
    New,
    /// Perhaps somebody else than before.
    Doubtful,
}

/// A text that is being freed of what nobody says.
pub(super) struct Masked<'t> {
    /// The text as it was read.
    pub(super) source: &'t str,
    bytes: Vec<u8>,
    /// Where a turn begins, and whose it is.
    pub(super) turns: Vec<(usize, Voice)>,
    /// What stands in brackets, and may stand for words.
    pub(super) brackets: Vec<Span>,
    /// Where a time holds from, and the time.
    pub(super) times: Vec<(usize, Time)>,
}

impl<'t> Masked<'t> {
    /// The whole text.
    pub(super) fn whole(source: &'t str) -> Self {
        let bytes = source.as_bytes().to_vec();
        Self { source, bytes, turns: Vec::new(), brackets: Vec::new(), times: Vec::new() }
    }

    /// Nothing of the text yet.
    pub(super) fn nothing(source: &'t str) -> Self {
        let bytes = source.bytes().map(|b| if b == b'\n' { b } else { b' ' }).collect();
        Self { source, bytes, turns: Vec::new(), brackets: Vec::new(), times: Vec::new() }
    }

    /// Takes up a part of the text.
    pub(super) fn take(&mut self, span: Span) {
        self.bytes[span.start..span.end].copy_from_slice(span.of(self.source).as_bytes());
    }

    /// Blanks a part out.
    pub(super) fn blank(&mut self, span: Span) {
        self.fill(span, b' ');
    }

    /// Takes a part out as if its ends met.
    pub(super) fn close(&mut self, span: Span) {
        self.fill(span, NOTHING);
    }

    /// Writes a character of one byte in the place of a part.
    pub(super) fn put(&mut self, span: Span, byte: u8) {
        self.close(span);
        self.bytes[span.start] = byte;
    }

    fn fill(&mut self, span: Span, with: u8) {
        for byte in &mut self.bytes[span.start..span.end] {
            if *byte != b'\n' {
                *byte = with;
            }
        }
    }

    /// True for a byte that is not blanked out.
    pub(super) fn has(&self, at: usize) -> bool {
        self.bytes[at] == self.source.as_bytes()[at]
    }

    /// Notes who speaks from a byte on.
    pub(super) fn turn(&mut self, at: usize, voice: Voice) {
        self.turns.push((at, voice));
    }

    /// Notes the time of what follows a byte.
    pub(super) fn time(&mut self, at: usize, time: Time) {
        self.times.push((at, time));
    }

    /// In order of place, whoever found them.
    pub(super) fn sorted(mut self) -> Self {
        self.turns.sort_by_key(|(at, _)| *at);
        self.brackets.sort_by_key(|bracket| bracket.start);
        self.times.sort_by_key(|(at, _)| *at);
        self
    }

    /// What is left of the text.
    pub(super) fn text(&self) -> String {
        // Whole characters are blanked out, so that nothing is lost here.
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}
