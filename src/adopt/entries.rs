//! A YAML file with one list, changed as little as can be: what is as it was stays as it was written.

use std::ops::Range;

use saphyr_parser::{Event, Parser};
use serde::Serialize;
use serde_yaml::{Mapping, Value};

/// The version that a file gives, and its line.
pub(super) fn version(text: &str) -> Option<(u32, usize)> {
    text.lines().enumerate().find_map(|(n, line)| {
        let number = line.strip_prefix("version:")?;
        let number = number.split('#').next().unwrap_or_default();
        Some((number.trim().parse().ok()?, n + 1))
    })
}

/// The text with these entries under a key at its top, each with the number that it had in the text,
/// if it was there. Nothing where the list is not written one entry below the other.
#[must_use]
pub fn rewritten<T: Serialize>(
    text: &str,
    key: &str,
    wanted: &[(Option<usize>, T)],
) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let starts = starts(text, key)?;
    let first = *starts.first()?;
    let is_remark = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    // The lines are those that the reader of YAML counts, so they are looked up and not taken for granted.
    let remarks = |end: usize, least: usize| {
        let lines = lines.get(least..end)?.iter().rev();
        end.checked_sub(lines.take_while(|line| is_remark(line)).count())
    };
    let head = remarks(first, 0)?;
    // The remarks of an entry are above it; behind the last one they are of the file.
    let pairs = starts.iter().zip(starts.iter().skip(1));
    let begins = pairs.map(|(one, next)| remarks(*next, *one));
    let begins: Vec<usize> = std::iter::once(Some(head)).chain(begins).collect::<Option<_>>()?;
    let end = remarks(end(lines.get(first..)?, first), *starts.last()?)?;
    let old: Value = serde_yaml::from_str(text).ok()?;
    let old = old.get(key)?.as_sequence()?.clone();
    if old.len() != starts.len() {
        return None;
    }
    let indent = lines.get(first)?.find('-')?;
    let mut out = lines.get(..head)?.concat();
    for (number, entry) in wanted {
        let Value::Mapping(entry) = serde_yaml::to_value(entry).ok()? else { return None };
        match number {
            None => fields(&mut out, indent, &entry)?,
            Some(n) => {
                let start = *starts.get(*n)?;
                let range = start..begins.get(n + 1).copied().unwrap_or(end);
                out.push_str(&lines.get(*begins.get(*n)?..start)?.concat());
                let before = old.get(*n)?.as_mapping()?;
                if *before == entry {
                    ended(&mut out, &lines.get(range)?.concat());
                } else {
                    merged(&mut out, &lines, range, indent, (before, &entry))?;
                }
            }
        }
    }
    out.push_str(&lines.get(end..)?.concat());
    Some(out)
}

/// The lines on which the entries of a list begin, from 0.
fn starts(text: &str, key: &str) -> Option<Vec<usize>> {
    let mut depth = 0_usize;
    let mut at_key = false;
    let mut inside = false;
    let mut is_key = true;
    let mut starts = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let opens = matches!(event, Event::MappingStart(..) | Event::SequenceStart(..));
        if inside && depth == 2 && opens {
            starts.push(span.start.line().checked_sub(1)?);
        }
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                inside |= depth == 1 && at_key;
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.checked_sub(1)?;
                if depth == 1 {
                    (inside, at_key, is_key) = (false, false, true);
                }
            }
            Event::Scalar(word, ..) if depth == 1 => {
                at_key = is_key && word == key;
                is_key = !is_key;
            }
            _ => {}
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let dashed = |n: &usize| lines.get(*n).is_some_and(|l| l.trim_start().starts_with("- "));
    let rising = starts.windows(2).all(|two| two[0] < two[1]);
    (rising && starts.iter().all(dashed)).then_some(starts)
}

/// The line behind a list that begins on a line, with these lines from it on: the next key, or the end of
/// the file.
fn end(lines: &[&str], first: usize) -> usize {
    let is_key = |line: &&str| line.starts_with(|c: char| !c.is_whitespace() && !"#-".contains(c));
    let next = lines.iter().position(|line| is_key(line) || line.starts_with("..."));
    first + next.unwrap_or(lines.len())
}

/// Adds some text that ends a line.
fn ended(out: &mut String, text: &str) {
    out.push_str(text);
    if !text.ends_with('\n') {
        out.push('\n');
    }
}

/// Writes an entry anew.
fn fields(out: &mut String, indent: usize, entry: &Mapping) -> Option<()> {
    for (n, (key, value)) in entry.iter().enumerate() {
        field(out, indent, n == 0, key, value)?;
    }
    Some(())
}

/// Writes a key with its value.
fn field(out: &mut String, indent: usize, first: bool, key: &Value, value: &Value) -> Option<()> {
    let mut alone = Mapping::new();
    alone.insert(key.clone(), value.clone());
    let text = serde_yaml::to_string(&alone).ok()?;
    for (n, line) in text.lines().enumerate() {
        let lead = if first && n == 0 { "- " } else { "  " };
        out.push_str(&" ".repeat(indent));
        ended(out, &format!("{lead}{line}"));
    }
    Some(())
}

/// Writes an entry whose values have changed in part: a key with the same value stays as written.
fn merged(
    out: &mut String,
    lines: &[&str],
    range: Range<usize>,
    indent: usize,
    (before, entry): (&Mapping, &Mapping),
) -> Option<()> {
    let inner = indent + 2;
    // The lines of each key: its own, and those further in or empty below it.
    let is_field = |line: &str| {
        let bare = line.trim_start_matches(['-', ' ']);
        line.len() - bare.len() == inner && !bare.trim().is_empty() && !bare.starts_with('#')
    };
    let is_begun = |n: &usize| lines.get(*n).is_some_and(|line| is_field(line));
    let begins: Vec<usize> = range.clone().filter(is_begun).collect();
    if begins.first() != Some(&range.start) || begins.len() != before.len() {
        return None;
    }
    let text_of = |n: usize| {
        let end = begins.get(n + 1).copied().unwrap_or(range.end);
        let lines = begins.get(n).and_then(|begin| lines.get(*begin..end));
        lines.unwrap_or_default().concat()
    };
    for (written, (key, value)) in entry.into_iter().enumerate() {
        let known = before.keys().position(|known| known == key);
        match known.filter(|_| before.get(key) == Some(value)) {
            // The first key has the hyphen.
            Some(n) if (n == 0) == (written == 0) => ended(out, &text_of(n)),
            _ => {
                field(out, indent, written == 0, key, value)?;
                if let Some(n) = known {
                    out.push_str(&remarks_below(&text_of(n)));
                }
            }
        }
    }
    Some(())
}

/// The remarks on lines of their own below the value of a key.
fn remarks_below(text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').skip(1).collect();
    let remark = |line: &&&str| line.trim_start().starts_with('#') && line.ends_with('\n');
    let number = lines.iter().rev().take_while(remark).count();
    lines[lines.len() - number..].concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The text with its first two entries, the second one changed, and a new one behind them.
    fn changed(text: &str) -> Option<String> {
        let entry = |id: &'static str| BTreeMap::from([("id", id)]);
        rewritten(text, "all", &[(Some(0), entry("a")), (Some(1), entry("c")), (None, entry("d"))])
    }

    #[test]
    fn what_is_as_it_was_stays_as_it_was_written() {
        let text = "# ours\nall:\n# one\n- id: a # by Ann\n\n- id: b\n# the end\nmore: 1\n";
        let told =
            "# ours\nall:\n# one\n- id: a # by Ann\n\n- id: c\n- id: d\n# the end\nmore: 1\n";
        assert_eq!(changed(text).as_deref(), Some(told));
    }

    /// Whatever ends its lines, and wherever it ends, a file is rewritten or left alone.
    #[test]
    fn lines_are_looked_up() {
        for text in [
            "",
            "all: []\n",
            "all:\r- id: a\r- id: b\r",
            "x: 1\rall:\n- id: a\n- id: b\n",
            "x: \"1\r\r\r\"\nall:\n- id: a\n- id: b\n",
            "all:\n- id: a\n...\n- id: b\n",
            "all:\n- id: \"a\n...\"\n- id: b\n",
            "all:\n- id: \"a\nb: c\"\n- id: b\n",
            "all:\n- id: |\n    a\n\n\n- id: b",
            "all:\n- - id: a\n  - id: b\n",
            "all:\n- id: a\nall:\n- id: b\n- id: c\n",
            "\u{feff}all:\n- id: a\n- id: b\n",
            "all:\n- id: a\u{2028}- id: b\n- id: c\u{85}\n",
        ] {
            let _ = changed(text);
        }
    }
}
