//! Reads wire copy: ANPA 1312 and IPTC 7901. Control characters say where the header ends (STX) and the
//! text (ETX); lines with "^" before them and "<" or "=" at their end are those above the story.

use super::document::{Document, Piece};
use super::layout::Layout;
use super::noted::{self, Lines};
use super::part::Part;
use super::segments::SegmentMap;
use super::{dateline, plain};
use crate::span::Span;

/// Before the headline.
const STX: char = '\u{2}';
/// After the text, and at the end of the message.
const ENDS: [char; 2] = ['\u{3}', '\u{4}'];
/// A headline, a byline and their like have so many lines at most.
const HEADING_LINES: usize = 40;
/// So many bytes of a summary show that it is the beginning of the story once more.
const SAME_BYTES: usize = 40;

/// Reads a text.
pub(super) fn read(source: &str) -> Document {
    noted::read(source, Vec::new(), Lines::Stay, story)
}

fn story(source: &str) -> Document {
    let mut map = SegmentMap::default();
    map.push(source.len(), Span::new(0, source.len()));
    let lines = plain::lines(source);
    let written = !source.contains(STX) && source.trim_start().starts_with("^A");
    let mut story =
        Story { text: source, lines: &lines, written, pieces: Vec::new(), first: 0, until: 0 };
    let (mut from, mut count) = (0, 0);
    while let Some(next) = story.message(from, count == 0) {
        (from, count) = (next, count + 1);
    }
    for at in from..lines.len() {
        story.outside(at, true);
    }
    let pieces = story.pieces;
    let blank = |c: char| if is_control(c) { ' ' } else { c };
    let text = source.chars().map(blank).collect();
    let mut document = Document { text, map, pieces, ..Document::default() };
    if count > 1 {
        document.remarks.push(format!("{count} stories, read one after the other"));
    }
    document
}

/// True for a control character that is no white space and no note.
fn is_control(char: char) -> bool {
    matches!(char, '\u{2}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

/// A story that is taken apart.
struct Story<'t> {
    text: &'t str,
    lines: &'t [Span],
    /// True where control characters are written with carets.
    written: bool,
    pieces: Vec<Piece>,
    /// The first piece of the story that is being read, and the last byte of it.
    first: usize,
    until: usize,
}

impl Story<'_> {
    /// Reads the next message from a line on; where what comes after it begins. `only` where it may lack
    /// its marks.
    fn message(&mut self, from: usize, only: bool) -> Option<usize> {
        let begin = (from..self.lines.len()).find(|at| self.has(*at, &[STX], &["^B"]));
        let start = begin.or(only.then_some(from))?;
        let ends = |at: &usize| self.has(*at, &ENDS, &["^C", "^D"]);
        let next = |at: &usize| *at > start && self.has(*at, &[STX], &["^B"]);
        let end = (start..self.lines.len()).find(|at| ends(at) || next(at));
        let ended = end.is_some_and(|end| ends(&end));
        let end = end.unwrap_or(self.lines.len());
        let end = if ended { end } else { self.header(start, end) };
        for at in from..start {
            self.outside(at, false);
        }
        self.first = self.pieces.len();
        let last = end.checked_sub(1).and_then(|at| self.lines.get(at));
        self.until = last.map_or(0, |line| line.end);
        let body = self.heading(start, end, begin.is_some(), self.mark(start));
        self.body(body, end);
        if ended {
            self.outside(end, true);
        }
        Some(end + usize::from(ended))
    }

    /// True for a line with one of some control characters, as such or written.
    fn has(&self, at: usize, marks: &[char], carets: &[&str]) -> bool {
        let words = self.lines.get(at).map_or("", |line| line.of(self.text));
        words.contains(marks) || self.written && carets.iter().any(|mark| words.starts_with(mark))
    }

    /// Where the header begins of a message whose text begins at a line, if the one before has no end.
    fn header(&self, start: usize, end: usize) -> usize {
        let begins = |at: &usize| {
            let before = self.lines.get(*at).and_then(|line| self.text.get(..line.start));
            let soh = before.is_some_and(|b| b.ends_with('\u{1}') && !b.ends_with("\u{1}\u{1}"));
            soh || self.has(*at, &[], &["^A"])
        };
        let last = start.max(end.saturating_sub(HEADING_LINES));
        (last + 1..end).rev().find(begins).filter(|_| end < self.lines.len()).unwrap_or(end)
    }

    /// The bytes of a control character that is written at the beginning of a line.
    fn mark(&self, at: usize) -> usize {
        if self.has(at, &[], &["^A", "^B", "^C", "^D"]) { 2 } else { 0 }
    }

    /// Adds a line that is no part of a story.
    fn outside(&mut self, at: usize, after: bool) {
        let date = after && self.lines.get(at).is_some_and(|l| l.of(self.text).contains("GMT"));
        self.add(Some(if date { Part::Date } else { Part::DeskNote }), at, self.mark(at));
    }

    /// Adds a line as a piece, but for the bytes of a mark before it.
    fn add(&mut self, part: Option<Part>, at: usize, mark: usize) {
        if let Some(line) = self.lines.get(at) {
            let start = (line.start + mark).min(line.end);
            let start = if self.text.is_char_boundary(start) { start } else { line.start };
            self.push(part, trimmed(self.text, Span::new(start, line.end), &['<']));
        }
    }

    fn push(&mut self, part: Option<Part>, span: Span) {
        if !span.is_empty() {
            self.pieces.push(Piece { part, span, quotation: None });
        }
    }

    /// The lines above the story. Where it begins.
    fn heading(&mut self, start: usize, end: usize, marked: bool, mut mark: usize) -> usize {
        let layout = Layout::built_in();
        let mut at = start;
        let mut open = false;
        let from = start + usize::from(mark > 0);
        let lines = self.lines.get(from..end).unwrap_or_default();
        let caret = |line: &Span| trimmed(self.text, *line, &[]).of(self.text).starts_with('^');
        let carets = lines.iter().any(caret);
        while let Some(line) = self.lines.get(at).copied() {
            if at >= end.min(start + HEADING_LINES) {
                break;
            }
            let from = if mark > 0 { line.start + mark } else { line.start };
            mark = 0;
            let words = trimmed(self.text, Span::new(from.min(line.end), line.end), &[]);
            let caret = words.of(self.text).starts_with('^');
            let text = words.of(self.text);
            if text.is_empty() {
                at += 1;
                if !carets && open {
                    break;
                }
                continue;
            }
            let desk = layout.is_to_desk(text, true);
            // A paragraph is set in, a headline is not.
            if !caret && !desk && text.ends_with('.') && is_set_in(self.text, words.start) {
                break;
            }
            if !caret && !desk && (carets || !marked || dateline::len(text, true).is_some()) {
                break;
            }
            let last = if caret { self.item(at, end) } else { at };
            let all = self.lines.get(last).filter(|_| last > at);
            let all = all.map_or(words, |line| words.to(*line));
            let ends = all.of(self.text).ends_with('=');
            self.classify(all, caret);
            at = last + 1;
            open = true;
            if !carets && ends {
                break;
            }
        }
        at
    }

    /// The last line of what begins with "^" at a line: the one that ends with "<" or "=".
    fn item(&self, at: usize, end: usize) -> usize {
        let ends = |line: &Span| line.of(self.text).ends_with(['<', '=']);
        if self.lines.get(at).is_some_and(ends) {
            return at;
        }
        let rest = self.lines.get(at + 1..end).unwrap_or_default().iter().take(HEADING_LINES);
        let goes_on = |line: &&Span| !line.is_empty() && !line.of(self.text).starts_with('^');
        let lines = rest.take_while(goes_on).position(ends);
        lines.map_or(at, |lines| at + 1 + lines)
    }

    /// Adds what stands above the story, by what it is.
    fn classify(&mut self, item: Span, caret: bool) {
        let layout = Layout::built_in();
        let affiliation = item.of(self.text).ends_with('=');
        let span = trimmed(self.text, item, &['^', '<', '=']);
        let words = span.of(self.text);
        let named = layout.after_byline(words).is_some_and(|n| n.starts_with(char::is_uppercase));
        let last = self.pieces.get(self.first..).and_then(<[Piece]>::last).copied();
        let is_last = |part: Part| last.is_some_and(|piece| piece.part == Some(part));
        let own = self.pieces.get(self.first..).unwrap_or_default();
        let headline = own.iter().any(|piece| piece.part == Some(Part::Headline));
        let part = if named || affiliation && caret && is_last(Part::Byline) {
            Part::Byline
        } else if layout.is_to_desk(words, true)
            || layout.is_above_story(words)
            || !headline && is_keyword(words)
        {
            Part::DeskNote
        } else if !headline {
            Part::Headline
        } else if !caret && is_last(Part::Headline) {
            if let Some(piece) = self.pieces.last_mut() {
                piece.span = piece.span.to(span);
            }
            return;
        } else if self.comes_again(span) {
            Part::PullQuote
        } else {
            Part::Deck
        };
        self.push(Some(part), span);
    }

    /// True for a summary whose beginning stands in the story too.
    fn comes_again(&self, span: Span) -> bool {
        let words = span.of(self.text);
        let head = words.char_indices().nth(SAME_BYTES).and_then(|(at, _)| words.get(..at));
        let rest = self.text.get(span.end..self.until).unwrap_or_default();
        head.is_some_and(|head| rest.contains(head))
    }

    /// The story, and what its desk wrote below it.
    fn body(&mut self, start: usize, end: usize) {
        let layout = Layout::built_in();
        let lines = self.lines.get(start..end).unwrap_or_default();
        let desk = lines.iter().position(|line| layout.is_below_story(line.of(self.text)));
        let (story, desk) = lines.split_at(desk.unwrap_or(lines.len()));
        let bare = |line: &Span| trimmed(self.text, *line, &['<']);
        let story: Vec<Span> = story.iter().map(bare).collect();
        let pieces = plain::pieces(self.text, &story);
        self.pieces.extend(pieces);
        for line in desk {
            self.push(Some(Part::DeskNote), trimmed(self.text, *line, &[]));
        }
    }
}

/// True for words that are set in from the beginning of their line, or from a control character there.
fn is_set_in(text: &str, start: usize) -> bool {
    text.get(..start).is_some_and(|before| before.ends_with("  ") || before.ends_with('\t'))
}

/// True for the keywords of a story: "BC-Selby--Mill Fire,310".
fn is_keyword(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let parts = first.split_once("--").filter(|(before, _)| before.contains('-'));
    let length = words.rsplit_once(',').map(|(_, length)| length);
    let counted = length.is_some_and(|l| !l.is_empty() && l.bytes().all(|b| b.is_ascii_digit()));
    parts.is_some() || counted
}

/// A span without the space, the control characters and some marks around it.
fn trimmed(text: &str, span: Span, marks: &[char]) -> Span {
    let words = span.of(text);
    let cut = |c: char| c.is_whitespace() || is_control(c) || c == '\u{1}' || marks.contains(&c);
    let left = words.trim_start_matches(cut);
    let start = span.start + words.len() - left.len();
    Span::new(start, start + left.trim_end_matches(cut).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Option<Part>, &str)> {
        let document = read(text);
        assert_eq!(document.text.len(), text.len());
        document.pieces.iter().map(|piece| (piece.part, piece.span.of(text))).collect()
    }

    #[test]
    fn anpa_has_carets() {
        let text = "\u{16}\u{16}\u{1}a4471\u{1f}-----\r\nr z\u{13}\u{11} BC-Selby--Mill Fire   03-11 0310\r\n\u{2}^BC-Selby--Mill Fire, 1st Ld,310<\r\n^Mill burns in Selby<\r\n^Eds: Updates.<\r\n^The mill in Selby burnt down on Monday and\r\nnobody was in it.<\r\n^By ANN HALE=\r\n^Selby Press=\r\n\t   SELBY, Ohio (SP) _ The mill in Selby burnt down on Monday and nobody was in it.<\r\n\t   No one was hurt.\r\n\t   \u{3}SP-WF-03-11-16 0337GMT<\r\n\u{4}";
        let found = parts(text);
        assert_eq!(
            &found[2..],
            [
                (Some(Part::DeskNote), "BC-Selby--Mill Fire, 1st Ld,310"),
                (Some(Part::Headline), "Mill burns in Selby"),
                (Some(Part::DeskNote), "Eds: Updates."),
                (
                    Some(Part::PullQuote),
                    "The mill in Selby burnt down on Monday and\r\nnobody was in it."
                ),
                (Some(Part::Byline), "By ANN HALE"),
                (Some(Part::Byline), "Selby Press"),
                (
                    None,
                    "SELBY, Ohio (SP) _ The mill in Selby burnt down on Monday and nobody was in it."
                ),
                (None, "No one was hurt."),
                (Some(Part::Date), "SP-WF-03-11-16 0337GMT"),
            ]
        );
        assert!(!read(text).text.contains(['\u{2}', '\u{3}', '\u{16}']));
    }

    #[test]
    fn iptc_has_lines() {
        let text = "\u{1}aca062 4 i 211 ccccb   spa 061\r\n\nSelby-mill/\r\n\u{2}1ST LEAD\r\nMill burns down in Selby\r\nand nobody is hurt\r\nBy Ann Hale, spa =\r\n\n   Selby (spa) - The mill burnt down on Monday and\r\nnobody was in it.\r\n\n   \"It is gone,\" said Tom\r\nWynne.\r\n\n# Notebook\r\n- adds Wynne\r\n\u{3}131137 GMT Nov 13 \r\n\u{7f}\u{4}";
        let found = parts(text);
        assert_eq!(
            found[1..],
            [
                (Some(Part::DeskNote), "Selby-mill/"),
                (Some(Part::DeskNote), "1ST LEAD"),
                (Some(Part::Headline), "Mill burns down in Selby\r\nand nobody is hurt"),
                (Some(Part::Byline), "By Ann Hale, spa"),
                (None, "Selby (spa) - The mill burnt down on Monday and\r\nnobody was in it."),
                (None, "\"It is gone,\" said Tom\r\nWynne."),
                (Some(Part::DeskNote), "# Notebook"),
                (Some(Part::DeskNote), "- adds Wynne"),
                (Some(Part::Date), "131137 GMT Nov 13"),
            ]
        );
    }

    #[test]
    fn control_characters_can_be_written_with_carets() {
        let text = "^Aaca062 4 i\nSelby-mill/\n^BMill burns\n\nIt burnt.\n^C131137 GMT\n";
        let found = parts(text);
        assert_eq!(found[2], (Some(Part::Headline), "Mill burns"));
        assert_eq!(found[3], (None, "It burnt."));
        assert_eq!(found[4], (Some(Part::Date), "131137 GMT"));
    }

    #[test]
    fn a_story_without_a_headline_is_one() {
        let text = "\u{1}a1 4 i\r\n\u{2}   The mill burnt.\r\n   No one was hurt.\r\n\u{3}";
        assert_eq!(parts(text)[1], (None, "The mill burnt."));
    }

    #[test]
    fn a_second_message_is_read_too() {
        for (end, part) in [("\u{3}SP 0337GMT<\r\n\u{4}", Some(Part::Date)), ("", None)] {
            let message = |n: usize, title: &str| {
                format!(
                    "\u{1}a{n}\r\nr z BC-Mill 03-11 0310\r\n\u{2}^{title}<\r\n\tThe mill burnt.\r\n{end}"
                )
            };
            let text = message(1, "Mill burns") + &message(2, "Mill stands");
            let found = parts(&text);
            let titles = found.iter().filter(|(part, _)| *part == Some(Part::Headline));
            let titles: Vec<_> = titles.map(|(_, words)| *words).collect();
            assert_eq!(titles, ["Mill burns", "Mill stands"]);
            assert_eq!(found.iter().filter(|(part, _)| part.is_none()).count(), 2, "{found:?}");
            assert!(found.iter().any(|one| one.0 == part));
            assert!(found.contains(&(Some(Part::DeskNote), "a2")));
            assert_eq!(read(&text).remarks, ["2 stories, read one after the other"]);
        }
    }

    #[test]
    fn a_note_in_wire_copy_is_one() {
        let text =
            "\u{1}a1 2\n\u{2}^Mill burns<\n\tIt burnt.\n<!-- whosaid: ignore[WO001] x -->\n\tNo.\n";
        let document = read(text);
        assert_eq!(document.notes.len(), 1);
        assert_eq!(document.notes[0].directive.span.of(text), "<!-- whosaid: ignore[WO001] x -->");
        assert_eq!(document.pieces.len(), 4);
    }
}
