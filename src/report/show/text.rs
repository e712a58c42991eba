//! A part of a draft as it is shown: its characters, each with its ink, and the brackets.

use super::ink::Ink;
use super::marks::Mark;
use crate::read::{Block, BlockKind, Draft};
use crate::report::checked::Colour;
use crate::report::words::drives;

/// A character as it is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) char: char,
    pub(super) ink: Ink,
    /// The byte of the draft that it shows; a bracket has that of its neighbour.
    pub(super) at: usize,
}

/// The characters of a part of the draft, with the marks on it.
pub(super) fn of(draft: &Draft, block: &Block, marks: &[Mark], colour: Colour) -> Vec<Glyph> {
    let span = block.span;
    let base = match block.kind {
        BlockKind::Headline | BlockKind::SubHeadline => Ink::Title,
        _ => Ink::Plain,
    };
    let mut edges: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let mut writer = Writer { base, colour, glyphs: Vec::new(), open: Vec::new(), written: 0 };
    for (offset, char) in draft.words(span).char_indices() {
        let at = span.start + offset;
        if offset == 0 || edges.peek().is_some_and(|edge| *edge <= at) {
            while edges.next_if(|edge| *edge <= at).is_some() {}
            let covers = |mark: &&Mark| mark.span.start <= at && at < mark.span.end;
            writer.turn(marks.iter().filter(covers).copied().collect());
        }
        writer.put(char, at);
    }
    writer.turn(Vec::new());
    writer.glyphs
}

/// Writes characters and brackets. Brackets are always nested, however the marks overlap: an inner one
/// is closed and opened anew where an outer one ends inside it.
struct Writer {
    base: Ink,
    colour: Colour,
    glyphs: Vec<Glyph>,
    /// The marks that are open, the outermost first.
    open: Vec<Mark>,
    /// For how many of them the bracket is written.
    written: usize,
}

impl Writer {
    /// From here on these marks are open.
    fn turn(&mut self, marks: Vec<Mark>) {
        let same = self.open.iter().zip(&marks).take_while(|(one, other)| one == other).count();
        while self.open.len() > same {
            let closed = self.open.pop().filter(|_| self.open.len() < self.written);
            if let Some((_, bracket)) = closed.and_then(|mark| mark.ink.brackets(self.colour)) {
                self.close(bracket);
            }
        }
        self.written = self.written.min(same);
        self.open = marks;
    }

    /// A closing bracket, before any space at the end.
    fn close(&mut self, bracket: char) {
        let at = self.glyphs.last().map_or(0, |glyph| glyph.at);
        let space = self.glyphs.last().is_some_and(|glyph| glyph.char == ' ');
        let place = self.glyphs.len() - usize::from(space);
        self.glyphs.insert(place, Glyph { char: bracket, ink: Ink::Bracket, at });
    }

    /// A character of the draft; of several spaces only the first.
    fn put(&mut self, char: char, at: usize) {
        if char.is_whitespace() {
            if self.glyphs.last().is_some_and(|glyph| glyph.char != ' ') {
                self.glyphs.push(Glyph { char: ' ', ink: self.ink(), at });
            }
            return;
        }
        for mark in &self.open[self.written..] {
            if let Some((bracket, _)) = mark.ink.brackets(self.colour) {
                self.glyphs.push(Glyph { char: bracket, ink: Ink::Bracket, at });
            }
        }
        self.written = self.open.len();
        let char = if drives(char) { '\u{fffd}' } else { char };
        self.glyphs.push(Glyph { char, ink: self.ink(), at });
    }

    fn ink(&self) -> Ink {
        self.open.last().map_or(self.base, |mark| mark.ink)
    }
}
