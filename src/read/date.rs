//! Lines that are nothing but a date or a time: "Published: May 12, 2025, 4:15 p.m.", "10:42 a.m."

use super::layout::Layout;

/// A line with a date has so many words at most.
const WORDS: usize = 14;
/// A year is one of these.
const YEARS: std::ops::RangeInclusive<u32> = 1800..=2199;

/// What a word is in a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A month, or a whole date in figures: "12/05/2025".
    Month,
    /// A day or a year.
    Number,
    Year,
    /// "10:42"
    Time,
    /// "ago", "yesterday"
    Ago,
    /// A day of the week, "at", "p.m.", a time zone.
    Other,
}

/// True for a line that says when the story was written, and nothing else.
pub(super) fn is_line(line: &str) -> bool {
    let layout = Layout::built_in();
    let starts = line.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    if !starts || line.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let bare = without_label(line);
    let labelled = bare.len() < line.len();
    let mut seen = Vec::new();
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')' | ';');
    for word in bare.split(marks).filter(|word| !word.is_empty()) {
        let Some(word) = word_of(layout, word) else { return false };
        seen.push(word);
    }
    let has = |word: Word| seen.contains(&word);
    let figure = has(Word::Number) || has(Word::Year);
    let whole = seen.len() == 1 && has(Word::Month) && bare.contains(|c: char| c.is_ascii_digit());
    has(Word::Month) && figure || whole || has(Word::Time) || labelled && has(Word::Ago)
}

/// A line without "Published:" before it, once or twice over: "Published on".
fn without_label(line: &str) -> &str {
    let labels = &Layout::built_in().date_labels;
    let rest = labels.iter().filter_map(|label| {
        let start = line.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label))?;
        let rest = line.get(start.len()..)?;
        rest.is_empty()
            .then_some(rest)
            .or_else(|| rest.starts_with([' ', ':']).then(|| rest.trim_start_matches([' ', ':'])))
    });
    rest.min_by_key(|rest| rest.len()).unwrap_or(line)
}

fn word_of(layout: &Layout, word: &str) -> Option<Word> {
    let has = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    let bare = word.trim_end_matches('.');
    let month = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(bare));
    if month(&layout.months) {
        return Some(Word::Month);
    }
    if has(&layout.ago) {
        return Some(Word::Ago);
    }
    if month(&layout.weekdays) || has(&layout.date_words) || matches!(word, "-" | "–" | "—") {
        return Some(Word::Other);
    }
    figures(word)
}

/// A word of figures: "12", "3rd", "2025", "10:42", "4:15pm", "12/05/2025", "2025-05-12".
fn figures(word: &str) -> Option<Word> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = word.split_at_checked(digits)?;
    if (1..=2).contains(&digits) && rest.starts_with([':', '.']) {
        return clock(word).filter(|len| *len == word.len()).map(|_| Word::Time);
    }
    let value: u32 = number.parse().ok()?;
    let lower = rest.to_ascii_lowercase();
    if rest.starts_with(['/', '-', '.']) {
        return is_whole(word).then_some(Word::Month);
    }
    match (digits, lower.as_str()) {
        (1 | 2, "" | "st" | "nd" | "rd" | "th" | "h" | "am" | "pm") => Some(Word::Number),
        (4, "") if YEARS.contains(&value) => Some(Word::Year),
        _ => None,
    }
}

/// True for a whole date in figures: two that may be day and month, and a year at one end.
fn is_whole(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else { return false };
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let day = |part: &str| part.len() <= 2 && (1..=31).contains(&number(part));
    let year = |part: &str| match part.len() {
        2 => word.contains('/'),
        4 => YEARS.contains(&number(part)),
        _ => false,
    };
    day(second) && (day(first) && year(third) || day(third) && first.len() == 4 && year(first))
}

/// The length of a time of the day at the beginning of some words: "10:42", "10:42 a.m.", "4.15pm".
fn clock(words: &str) -> Option<usize> {
    let digits =
        |from: &str| from.len() - from.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hours = digits(words);
    let rest = words.get(hours..)?.strip_prefix([':', '.'])?;
    let minutes = digits(rest);
    let hour: u32 = words.get(..hours)?.parse().ok()?;
    let minute: u32 = rest.get(..minutes)?.parse().ok()?;
    if hour > 24 || minutes != 2 || minute > 59 {
        return None;
    }
    let colon = words.get(hours..)?.starts_with(':');
    let end = hours + 1 + minutes;
    let tail = words.get(end..)?;
    let blanks = tail.len() - tail.trim_start_matches([' ', '\u{a0}']).len();
    let half = ["a.m.", "p.m.", "am", "pm"].iter().find(|half| {
        let found = tail.get(blanks..blanks + half.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(half))
    });
    match half {
        Some(half) => Some(end + blanks + half.len()),
        // "4.15" alone is a number.
        None => {
            (colon && !tail.starts_with(|c: char| c.is_alphanumeric() || c == ':')).then_some(end)
        }
    }
}

/// The length of the time at the start of a paragraph of a live blog, with the mark after it:
/// "10:42 a.m. — ". A sentence can begin with a time: "7:30 p.m. is late."
pub(super) fn time_len(words: &str) -> Option<usize> {
    let layout = Layout::built_in();
    let mut end = clock(words)?;
    let after = words.get(end..)?.trim_start();
    let zone = after.split([' ', ':', '\n']).next().unwrap_or_default();
    if layout.zones.iter().any(|one| one == zone) {
        end = words.len() - after.len() + zone.len();
    }
    let rest = words.get(end..)?;
    let start = rest.trim_start_matches(['\u{a0}', ' ', '\t']);
    let mark =
        [":", "—", "–", "- ", "|", "\n", "\r\n"].iter().find(|mark| start.starts_with(**mark))?;
    let len = words.len() - start.len() + mark.trim_end().len();
    let copy = words.get(len..)?.trim_start();
    copy.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘')).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_a_date() {
        for line in [
            "12 May 2025",
            "May 12, 2025",
            "Published: May 12, 2025, 4:15 p.m.",
            "Published on Monday, May 12th, 2025 at 4.15pm",
            "Updated 3 hours ago",
            "Last updated 12/05/2025",
            "2025-05-12",
            "10:42 a.m.",
            "10:42 ET",
            "Mon., Sept. 3 | 10:42 BST",
        ] {
            assert!(is_line(line), "{line}");
        }
        for line in [
            "May",
            "Sunday",
            "2025",
            "12",
            "May the mill burn",
            "Updated",
            "3 hours ago",
            "The mill shut on May 12, 2025",
            "4.15",
            "May Day",
            "1.5.2",
            "10:42 Hale arrives",
            "Published by the mill",
        ] {
            assert!(!is_line(line), "{line}");
        }
    }

    #[test]
    fn a_paragraph_can_begin_with_a_time() {
        for (line, len) in [
            ("10:42 a.m. — The mill is shut.", Some("10:42 a.m. —".len())),
            ("10.42am: “No.”", Some(8)),
            ("10:42 ET\nThe mill is shut.", Some(8)),
            ("7:30 p.m. is late.", None),
            ("7:30 p.m. Thursday at the mill", None),
            ("10:42 was the time.", None),
            ("3:2 for Selby", None),
        ] {
            assert_eq!(time_len(line), len, "{line}");
        }
    }
}
