//! Text that was broken into lines by hand: which lines are one paragraph.

use super::date;
use super::layout::Layout;
use crate::span::Span;

/// A text whose longest line is no longer than this may be wrapped by hand.
const WRAPPED_WIDTH: usize = 100;
/// So many lines that break off inside a sentence show it whatever else is in the text.
const SURE_BREAKS: usize = 3;
/// A byline among lines that are wrapped has so many words at most.
const BYLINE_WORDS: usize = 8;
/// A line that ends its paragraph has so much more room than the next word needs.
const ROOM: usize = 6;
/// A link on a line of its own has so many bytes at most.
const LONGEST_LINK: usize = 120;
/// Of so many lines that stand together, one may be longer.
const LINES_PER_LONG_ONE: usize = 5;

/// True when lines were broken by hand inside paragraphs. A few long lines, an address or a
/// paragraph that was pasted in, do not speak against it.
pub(super) fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let is_long = |line: Span| line.of(text).chars().nth(WRAPPED_WIDTH).is_some();
    let (mut pairs, mut inside, mut long) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty()) {
        pairs += 1;
        inside += usize::from(breaks_off(pair[0].of(text), pair[1].of(text)));
        long += usize::from(is_long(pair[0]));
    }
    let sure = inside >= SURE_BREAKS && inside * 3 >= pairs && long * LINES_PER_LONG_ONE <= pairs;
    sure || inside > 0 && !lines.iter().any(|line| is_long(*line))
}

/// True when a sentence goes on in the next line.
fn breaks_off(line: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase) && !line.ends_with(['.', '!', '?', ':', '"', '”'])
}

/// The paragraphs among lines that stand together.
///
/// In a wrapped text they are one, but for lines to the desk, dates, a line that is set in deeper
/// than others and begins as a sentence does, and a line after one that had room for its first word:
/// those begin a paragraph.
pub(super) fn pieces(text: &str, lines: &[Span], wrapped: bool) -> Vec<Span> {
    if !wrapped {
        return linked(text, lines);
    }
    let margin = lines.iter().map(|line| indent(text, *line)).min().unwrap_or(0);
    let widths = lines.iter().map(|line| width(line.of(text)));
    let widest = widths.filter(|width| *width <= WRAPPED_WIDTH).max().unwrap_or(0);
    let mut pieces: Vec<Span> = Vec::new();
    let mut alone = true;
    let mut before = "";
    for (at, line) in lines.iter().enumerate() {
        let words = line.of(text);
        let set_in = indent(text, *line) > margin && !words.starts_with(char::is_lowercase);
        let next = lines.get(at + 1).map_or("", |next| next.of(text));
        let label = is_label(words, next);
        // A title has a full line of the story below it, not those of an address.
        let title = at == 1
            && width(words) * 3 >= widest * 2
            && text.get(..line.start).is_some_and(|head| head.trim() == before);
        let ended = is_ended(before, words, widest, title);
        match pieces.last_mut().filter(|_| !alone && !set_in && !label && !ended) {
            Some(last) => *last = last.to(*line),
            None => pieces.push(*line),
        }
        (alone, before) = (label, words);
    }
    pieces
}

/// True for a line that is no part of a paragraph: a line to the desk, a title with its label, a date,
/// a byline.
fn is_label(words: &str, next: &str) -> bool {
    let layout = Layout::built_in();
    let name =
        || layout.after_byline(words).is_some_and(|name| name.starts_with(char::is_uppercase));
    let whole = words.split_whitespace().nth(BYLINE_WORDS).is_none()
        && !words.ends_with(['.', ',', ':', ';'])
        && !next.starts_with(char::is_lowercase);
    layout.is_to_desk(words, false)
        || layout.after_title(words).is_some()
        || date::is_line(words)
        || Layout::is_section_mark(words)
        || whole && (name() || Layout::is_parted_byline(words))
}

fn width(words: &str) -> usize {
    words.chars().count()
}

/// True when a line ends its paragraph: its sentence ends, or it is a title, and the first word of the
/// next line had room on it.
fn is_ended(line: &str, next: &str, widest: usize, title: bool) -> bool {
    let word = next.split_whitespace().next().map_or(0, width);
    let stop = line.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?']);
    (stop || title) && !next.starts_with(char::is_lowercase) && width(line) + word + ROOM < widest
}

/// The lines of a text that is not wrapped; a link that a copy of a page has put on a line of its own,
/// with the marks behind it on the next, stays in its paragraph.
///
/// > “The road is shut,” said ¶ **Ann Hale** ¶ **. “It is a mess.”**
fn linked(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    for line in lines {
        let words = line.of(text);
        let mark = words.starts_with(['.', ',', ';']) && !words.starts_with("..");
        let link = pieces.last().is_some_and(|link| link.len() <= LONGEST_LINK);
        let open = pieces
            .len()
            .checked_sub(2)
            .is_some_and(|at| pieces[at].of(text).ends_with(char::is_lowercase));
        if mark && link && open {
            pieces.pop();
        }
        match pieces.last_mut().filter(|_| mark && link && open) {
            Some(last) => *last = last.to(*line),
            None => pieces.push(*line),
        }
    }
    pieces
}

/// The lines of a paragraph that has line breaks in it, `<br>` or two blanks in Markdown: a line goes on
/// in the next but where a sentence ends, or where the next is an item, a signature or a turn to speak.
pub(super) fn broken(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut before = "";
    for line in lines {
        let words = line.of(text);
        match pieces.last_mut().filter(|_| !begins(before, words)) {
            Some(last) => *last = last.to(*line),
            None => pieces.push(*line),
        }
        before = words;
    }
    pieces
}

/// A label has this many bytes at most: "HALE:".
const LABEL_BYTES: usize = 30;

/// True when a line after a line break begins a paragraph.
fn begins(before: &str, words: &str) -> bool {
    if words.starts_with(char::is_lowercase) {
        return false;
    }
    let marked = words.starts_with(['—', '–', '―', '•', '*', '▪', '-']);
    let label = words.find(':').is_some_and(|at| {
        at <= LABEL_BYTES
            && words.starts_with(char::is_uppercase)
            && !words[..at].contains(['.', ','])
    });
    let ends = before.ends_with(['.', '!', '?', ':', '…', '"', '”', ')']);
    ends || marked || label || is_label(before, words)
}

/// How many blanks stand before a line.
fn indent(text: &str, line: Span) -> usize {
    let before = text[..line.start].bytes().rev();
    before.take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a text, blank ones too.
    fn lines(text: &str) -> Vec<Span> {
        let mut start = 0;
        let mut spans = Vec::new();
        for line in text.split('\n') {
            let left = start + line.len() - line.trim_start().len();
            spans.push(Span::new(left, (start + line.len()).max(left)));
            start += line.len() + 1;
        }
        spans
    }

    fn wrapped(text: &str) -> bool {
        is_wrapped(text, &lines(text))
    }

    #[test]
    fn long_lines_and_full_stops_are_not_wrapped() {
        assert!(wrapped("The hall burnt\ndown on Monday."));
        assert!(!wrapped("The hall burnt\nDown on Monday."));
        assert!(!wrapped("The hall burnt.\ndown on Monday."));
        assert!(!wrapped("\ndown on Monday."));
        let line = |length: usize| format!("The hall burnt\n{}", "x".repeat(length));
        assert!(wrapped(&line(100)) && !wrapped(&line(101)));
    }

    #[test]
    fn one_long_line_among_many_short_ones_changes_nothing() {
        let short = "The hall burnt\ndown on Monday and\nnobody was in it when\nthe roof fell.\n";
        let long = "x".repeat(200);
        assert!(wrapped(&format!("{short}\n{long}\n")));
        assert!(wrapped(&format!("{long}\n{short}\n{short}")));
        assert!(!wrapped(&format!("{long}\n{long}\n{short}")));
    }

    #[test]
    fn a_link_on_its_own_line_stays_in_its_paragraph() {
        let pieces = |text: &str| -> Vec<String> {
            let all = lines(text);
            pieces(text, &all, false).iter().map(|p| p.of(text).replace('\n', "|")).collect()
        };
        assert_eq!(
            pieces("“No,” said\nAnn Hale\n. “It is shut.”\nShe left."),
            ["“No,” said|Ann Hale|. “It is shut.”", "She left."]
        );
        assert_eq!(pieces("“No.”\nAnn Hale\n. “Shut.”"), ["“No.”", "Ann Hale", ". “Shut.”"]);
        assert_eq!(pieces("She said\nAnn Hale\n“Shut.”"), ["She said", "Ann Hale", "“Shut.”"]);
    }

    #[test]
    fn a_line_break_ends_no_sentence() {
        let pieces = |text: &str| -> Vec<String> {
            broken(text, &lines(text)).iter().map(|p| p.of(text).replace('\n', "|")).collect()
        };
        assert_eq!(pieces("Ann Hale told\nreporters: “No.”"), ["Ann Hale told|reporters: “No.”"]);
        assert_eq!(pieces("“No,” said Ann\nHale, the mayor."), ["“No,” said Ann|Hale, the mayor."]);
        assert_eq!(pieces("It is shut.\nHale left."), ["It is shut.", "Hale left."]);
        assert_eq!(pieces("HALE: We did\nWYNNE: No"), ["HALE: We did", "WYNNE: No"]);
        assert_eq!(pieces("We are done\n— Ann Hale"), ["We are done", "— Ann Hale"]);
    }

    #[test]
    fn a_line_that_is_set_in_begins_a_paragraph() {
        let pieces = |text: &str| -> Vec<String> {
            let all = lines(text);
            pieces(text, &all, true).iter().map(|p| p.of(text).replace('\n', "|")).collect()
        };
        assert_eq!(
            pieces("    The hall burnt\ndown.\n    No one was\nin."),
            ["The hall burnt|down.", "No one was|in."]
        );
        assert_eq!(pieces("The hall burnt\n  down."), ["The hall burnt|  down."]);
        assert_eq!(pieces("  The hall burnt\n  Monday."), ["The hall burnt|  Monday."]);
        assert_eq!(
            pieces(
                "The hall burnt down on Monday, and it\nwas old.\nNobody was in it when the roof fell\nin, Hale said.\nShe left."
            ),
            [
                "The hall burnt down on Monday, and it|was old.",
                "Nobody was in it when the roof fell|in, Hale said.",
                "She left."
            ]
        );
        assert_eq!(
            pieces(
                "Hall burns in Selby\nAnn Hale | Selby Gazette\nThe hall burnt down on Monday, and\nBy Friday it was gone and no one\ncared."
            ),
            [
                "Hall burns in Selby",
                "Ann Hale | Selby Gazette",
                "The hall burnt down on Monday, and|By Friday it was gone and no one|cared."
            ]
        );
        assert_eq!(
            pieces("Hall burns in Selby\nThe hall burnt down on Monday, and\nit was old."),
            ["Hall burns in Selby", "The hall burnt down on Monday, and|it was old."]
        );
        assert_eq!(
            pieces("SLUG: HALL\nThe hall burnt\ndown."),
            ["SLUG: HALL", "The hall burnt|down."]
        );
    }
}
