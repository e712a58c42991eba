//! Notes to `whosaid` in a draft: "whosaid: ignore[CO001] the minutes are on file".
//!
//! A note stands on a line of its own, bare or in `( )` or `[ ]`, in a comment `<!-- -->`, or behind
//! the text of a line. It is no part of the draft: its bytes are blank in [`super::Draft::text`].

use crate::span::Span;

/// A note to `whosaid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The note with its wrapper: a place in [`super::Draft::text`].
    pub span: Span,
    /// Where the words behind "whosaid:" start in the text.
    pub start: usize,
    /// The words behind "whosaid:", wrapper left off.
    pub words: String,
    /// What stands before it on its line.
    pub before: Before,
}

/// What stands before a note on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: the note is about the next block.
    Nothing,
    /// Text: the note is about the sentence that ends there.
    Text,
}

/// The word that starts every note.
const SIGN: &str = "whosaid:";
/// The words that can follow it.
const VERBS: [&str; 4] = ["ignore", "ignore-file", "disable", "enable"];

/// How a note is wrapped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    Bare,
    Brackets,
    Comment,
}

/// Finds every note of a text, in order.
pub(super) fn find(text: &str) -> Vec<Directive> {
    let mut all: Vec<Directive> = Vec::new();
    let mut known = Known::default();
    for (colon, _) in text.match_indices(':') {
        let Some(at) = (colon + 1).checked_sub(SIGN.len()) else { continue };
        let sign = text.get(at..=colon).is_some_and(|word| word.eq_ignore_ascii_case(SIGN));
        if sign && all.last().is_none_or(|last| last.span.end <= at) {
            all.extend(read(text, at, all.last(), &mut known));
        }
    }
    all
}

/// What is known of the text from the signs before, so that a line or a comment with many of them is
/// not searched for each of them again.
#[derive(Default)]
struct Known {
    /// How far the text has been searched for line ends.
    searched: usize,
    /// Where the line begins that is being read.
    line: usize,
    /// No comment that begins before here is closed.
    unclosed: usize,
}

impl Known {
    /// Where the line begins in which `at` stands; `at` never goes back.
    fn line_of(&mut self, text: &str, at: usize) -> usize {
        if let Some(end) = text[self.searched..at].rfind(['\n', '\r']) {
            self.line = self.searched + end + 1;
        }
        self.searched = at;
        self.line
    }
}

/// The note whose sign starts at `at`, if it is one; `last` is the note before it.
fn read(text: &str, at: usize, last: Option<&Directive>, known: &mut Known) -> Option<Directive> {
    let floor = last.map_or(0, |last| last.span.end);
    let line = Some(known.line_of(text, at)).filter(|line| *line > floor);
    let from = line.unwrap_or(floor);
    let before = text[from..at].trim_end();
    let (wrapper, open) = if before.ends_with("<!--") {
        (Wrapper::Comment, from + before.len() - 4)
    } else if before.ends_with(['(', '[']) {
        (Wrapper::Brackets, from + before.len() - 1)
    } else {
        (Wrapper::Bare, at)
    };
    // "[//]: # (…)", "{/* … */}", "// …": the comments of other systems.
    let shell = shell(&text[from..open]);
    let commented = wrapper != Wrapper::Comment && is_shell(shell);
    let open = if commented { open - shell.trim_start().len() } else { open };
    // On the line of another note, alone is who stands behind a note that is alone.
    let first = line.is_some() || last.is_none_or(|last| last.before == Before::Nothing);
    let alone = first && is_blank_text(&text[from..open])
        || wrapper == Wrapper::Comment && begins_block(&text[from..open]);
    let start = at + SIGN.len();
    let order = is_order(&text[start..]);
    let apart = wrapper != Wrapper::Bare || text[..open].ends_with(char::is_whitespace);
    // Beside other text only what cannot be prose is a note.
    if !alone && !(apart && order) && wrapper != Wrapper::Comment {
        return None;
    }
    let line_end = || {
        let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
        start + line.trim_end().len()
    };
    let shut = || {
        let line = &text[start..line_end()];
        if let Some((at, close)) = CLOSERS.iter().find_map(|close| Some((line.find(close)?, close)))
        {
            return (start + line[..at].trim_end().len(), start + at + close.len());
        }
        let words = line.trim_end_matches(['*', '/', '}', '%', '#', ' ']);
        (start + words.len(), start + line.len())
    };
    let (words_end, end) = match wrapper {
        Wrapper::Bare if commented => shut(),
        Wrapper::Comment => comment_end(text, start, known)
            .map_or_else(|| (line_end(), line_end()), |at| (at, at + 3)),
        Wrapper::Brackets => closing(&text[start..])
            .map_or_else(|| (line_end(), line_end()), |len| (start + len, start + len + 1)),
        Wrapper::Bare => (line_end(), line_end()),
    };
    let rest = text[end..].chars().find(|char| !is_blank(*char) || matches!(char, '\n' | '\r'));
    let own_line = alone && rest.is_none_or(|char| matches!(char, '\n' | '\r'));
    (own_line || order || wrapper == Wrapper::Comment).then(|| Directive {
        span: Span::new(open, end),
        start,
        words: text[start..words_end].to_owned(),
        before: if alone { Before::Nothing } else { Before::Text },
    })
}

/// Elements of HTML at whose beginning a note is about what they hold.
const BLOCKS: [&str; 15] = [
    "p",
    "li",
    "div",
    "br",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// True for text that ends with the tag of a block: `<p>`.
fn begins_block(before: &str) -> bool {
    let tag = before.trim_end().strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    let Some((_, tag)) = tag else { return false };
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// What ends the comments of other systems; the longest goes first.
const CLOSERS: [&str; 5] = ["*/}}", "*/}", "*/", "%}", "#}"];

/// What may begin a comment at the end of what is before a note: all of it, or marks after the text:
/// "It is shut. **{/***".
fn shell(before: &str) -> &str {
    let Some(last) = before.rfind(char::is_alphanumeric) else { return before };
    let marks = &before[last..];
    let space = marks.find(char::is_whitespace).unwrap_or(marks.len());
    let marks = marks[space..].trim_start();
    if marks.starts_with(['{', '[', '/']) { marks } else { "" }
}

/// True for what begins a comment: marks alone, a slash, a hash or a per cent among them.
fn is_shell(before: &str) -> bool {
    before.contains(['/', '#', '%']) && !before.contains(char::is_alphanumeric)
}

/// Where the words of a comment end. A comment that is not closed before the next blank line ends
/// with its own line, so that it cannot swallow the story.
fn comment_end(text: &str, start: usize, known: &mut Known) -> Option<usize> {
    if start < known.unclosed {
        return None;
    }
    let (mut at, mut line) = (start, start);
    // No further than it must: a line can be long, with many comments.
    while let Some(mark) = text[at..].find(['\n', '-']).map(|found| at + found) {
        if text[mark..].starts_with("-->") {
            return Some(mark);
        }
        at = mark + 1;
        if text[mark..].starts_with('\n') {
            if line > start && is_blank_text(&text[line..mark]) {
                known.unclosed = line;
                return None;
            }
            line = at;
        }
    }
    known.unclosed = text.len();
    None
}

/// Where the bracket that stands open before `text` is closed on its line.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return Some(at),
            ')' | ']' => depth -= 1,
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}

/// True for what starts like "ignore[…".
fn is_order(words: &str) -> bool {
    let words = words.trim_start_matches([' ', '\t']);
    VERBS.iter().any(|verb| words.strip_prefix(verb).is_some_and(|rest| rest.starts_with('[')))
}

/// The text with every byte of a note replaced by `fill`, so every offset stays; line ends stay too, if
/// they part lines in that format.
pub(super) fn blank(text: &str, directives: &[Directive], fill: char, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for directive in directives {
        // A note in the front matter may hold one of its own.
        let start = directive.span.start.max(from);
        let Some(note) = text.get(start..directive.span.end) else { continue };
        out.push_str(&text[from..start]);
        out.extend(note.bytes().map(|byte| match byte {
            b'\n' if lines => '\n',
            b'\r' if lines => '\r',
            _ => fill,
        }));
        from = directive.span.end;
    }
    out.push_str(&text[from..]);
    out
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> Vec<(&str, String, Before)> {
        let found = find(text).into_iter();
        found.map(|d| (d.span.of(text), d.words.trim().to_owned(), d.before)).collect()
    }

    #[test]
    fn a_note_in_the_comment_of_another_system_stands_alone() {
        for (copy, words) in [
            ("[//]: # (whosaid: ignore[WO001] on tape)\n", "ignore[WO001] on tape"),
            ("{/* whosaid: ignore[WO001] on tape */}\n", "ignore[WO001] on tape"),
            ("// whosaid: ignore[WO001] on tape\n", "ignore[WO001] on tape"),
        ] {
            let all = notes(copy);
            assert_eq!(all, [(copy.trim_end(), words.to_owned(), Before::Nothing)], "{copy}");
        }
    }

    #[test]
    fn a_note_may_stand_alone_bare_or_wrapped() {
        for text in [
            "whosaid: ignore[CO001] seen (twice)",
            "(whosaid: ignore[CO001] seen (twice))",
            "[whosaid: ignore[CO001] seen (twice)]",
            "<!-- whosaid: ignore[CO001] seen (twice) -->",
        ] {
            let whole = format!("One.\n\n  {text} \nTwo.\n");
            let words = "ignore[CO001] seen (twice)".to_owned();
            assert_eq!(notes(&whole), [(text, words, Before::Nothing)], "{text}");
        }
    }

    #[test]
    fn a_note_may_stand_behind_text() {
        let text = "It is shut, he said. <!-- whosaid: ignore[WO001] on tape --> It is not.";
        let [(note, words, before)] = notes(text).try_into().unwrap();
        assert_eq!(note, "<!-- whosaid: ignore[WO001] on tape -->");
        assert_eq!((words.as_str(), before), ("ignore[WO001] on tape", Before::Text));
    }

    #[test]
    fn a_note_at_the_beginning_of_a_block_is_about_that_block() {
        for (before, alone) in [
            ("<p>", Before::Nothing),
            ("<p>One.</p><P class=\"a\"> ", Before::Nothing),
            ("One.<br/>", Before::Nothing),
            ("<p>One.", Before::Text),
            ("<p>One.</p>", Before::Text),
            ("One <b>", Before::Text),
        ] {
            let text = format!("{before}<!-- whosaid: ignore[WO001] x -->Two.</p>");
            assert_eq!(find(&text)[0].before, alone, "{before}");
        }
    }

    #[test]
    fn a_note_in_the_comment_of_another_system_may_stand_behind_text() {
        for (note, rest) in [
            ("{/* whosaid: ignore[WO001] on tape */}", " It is not."),
            ("{{/* whosaid: ignore[WO001] on tape */}}", ""),
            ("[//]: # (whosaid: ignore[WO001] on tape)", ""),
        ] {
            for text in ["It is shut, he said. ", "“It is shut.” ", "Café "] {
                let whole = format!("{text}{note}{rest}");
                let found = notes(&whole);
                let words = "ignore[WO001] on tape".to_owned();
                assert_eq!(found, [(note, words, Before::Text)], "{text}");
            }
        }
        let alone = "{/* whosaid: ignore[WO001] on tape */} It is shut.";
        assert_eq!(notes(alone)[0].0, "{/* whosaid: ignore[WO001] on tape */}");
        assert_eq!(notes("It rose 5 % whosaid: ignore[WO001] x")[0].0, "whosaid: ignore[WO001] x");
    }

    #[test]
    fn a_comment_may_run_over_lines_but_not_over_a_paragraph() {
        let text = "<!-- whosaid: ignore[WO001]\non tape -->\nIt is shut.";
        assert_eq!(notes(text)[0].0, "<!-- whosaid: ignore[WO001]\non tape -->");
        let open = "<!-- whosaid: ignore[WO001] on tape\n\nIt is shut.\n\n<!-- end -->";
        assert_eq!(notes(open)[0].0, "<!-- whosaid: ignore[WO001] on tape");
    }

    #[test]
    fn prose_about_the_program_is_no_note() {
        assert_eq!(notes("He typed whosaid: ignore everything, and left."), []);
        assert_eq!(notes("The readers of whosaid: a lively lot."), []);
        assert_eq!(notes("The site (whosaid: a new tool) is up."), []);
    }

    #[test]
    fn a_note_inside_a_note_is_blanked_once() {
        let text = "one two three four";
        let note = |start, end| Directive {
            span: Span::new(start, end),
            ..find("whosaid: ignore[WO001] x\n").remove(0)
        };
        assert_eq!(blank(text, &[note(4, 13), note(8, 10)], ' ', true), "one           four");
        assert_eq!(blank(text, &[note(4, 10), note(8, 13)], ' ', true), "one           four");
    }

    #[test]
    fn blanking_keeps_every_other_byte_where_it_is() {
        let text = "Zoë. <!-- whosaid: ignore[WO001]\r\n “é” --> Two.";
        let blanked = blank(text, &find(text), ' ', true);
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.starts_with("Zoë. ") && blanked.ends_with(" Two."));
        assert_eq!(blanked.matches("\r\n").count(), 1);
        assert!(!blanked.contains("whosaid"));
    }
}
