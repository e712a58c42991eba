//! Paints what was left out and what was added, line by line.

use colored::Colorize;

use super::super::paint::Paint;

/// What opens and closes words left out, and words added.
const CUT: (&str, &str) = ("[-", "-]");
const ADDED: (&str, &str) = ("[+", "+]");

/// Lines with their differences painted. A difference may go over the end of a line.
pub(super) fn painted(lines: Vec<String>, paint: &Paint) -> Vec<String> {
    let mut within = None;
    let paint_line = |line: String| {
        let mut out = String::new();
        let mut rest = line.as_str();
        while !rest.is_empty() {
            let open = || [CUT, ADDED].into_iter().filter_map(|m| Some((rest.find(m.0)?, m)));
            let (words, marks) = match within {
                Some(marks) => {
                    let (_, close): (&str, &str) = marks;
                    let end = rest.find(close).map(|at| at + close.len());
                    if end.is_some() {
                        within = None;
                    }
                    (&rest[..end.unwrap_or(rest.len())], Some(marks))
                }
                None => match open().min_by_key(|(at, _)| *at) {
                    Some((0, marks)) => {
                        within = Some(marks);
                        continue;
                    }
                    Some((at, _)) => (&rest[..at], None),
                    None => (rest, None),
                },
            };
            rest = &rest[words.len()..];
            match marks {
                Some(CUT) => out.push_str(&paint.with(words, |words| words.red())),
                Some(_) => out.push_str(&paint.with(words, |words| words.green())),
                None => out.push_str(words),
            }
        }
        out
    };
    lines.into_iter().map(paint_line).collect()
}
