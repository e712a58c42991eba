//! The front matter of a Markdown draft, and the notes to `whosaid` in it.
//!
//! ```yaml
//! ---
//! title: Council shuts bridge
//! whosaid-ignore:
//!   SR002: the critics are named in the box
//! ---
//! ```

use super::directive::{Before, Directive};
use crate::span::Span;

/// The key under which checks are set aside, each with its reason.
const KEY: &str = "whosaid-ignore:";
/// What a note in the text starts with that does the same.
const ORDER: &str = "ignore-file[";

/// Where the front matter ends; 0 when there is none.
pub(in crate::read) fn end(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    // YAML stands between "---", TOML between "+++".
    let Some(first) = lines.next().filter(|line| matches!(fence(line), "---" | "+++")) else {
        return 0;
    };
    let toml = fence(first) == "+++";
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if if toml { fence(line) == "+++" } else { matches!(fence(line), "---" | "...") } {
            return at;
        }
    }
    0
}

/// A line without its end, and without the mark with which a file can begin.
fn fence(line: &str) -> &str {
    line.trim_start_matches('\u{feff}').trim_end()
}

/// The key of the headline.
const TITLE: &str = "title";

/// Where the headline stands in the front matter: `title: Mill shut`, `title = "Mill shut"`.
pub(super) fn title(text: &str) -> Option<Span> {
    let mut at = 0;
    for line in text[..end(text)].split_inclusive('\n') {
        let from = at;
        at += line.len();
        let Some(value) = line.strip_prefix(TITLE).map(|rest| rest.trim_start_matches(' ')) else {
            continue;
        };
        let Some(value) = value.strip_prefix([':', '=']).map(str::trim) else { continue };
        // A value that runs over lines, or holds escapes, is not read.
        let bare = value.trim_matches(['"', '\'']);
        if bare.is_empty() || bare.starts_with(['|', '>', '{', '[']) || bare.contains('\\') {
            return None;
        }
        let start = from + line.find(bare)?;
        return Some(Span::new(start, start + bare.len()));
    }
    None
}

/// The notes of the front matter: one for each line below the key.
pub(super) fn notes(text: &str) -> Vec<Directive> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut below = false;
    for line in text[..end(text)].split_inclusive('\n') {
        let from = at;
        at += line.len();
        if let Some(value) = line.strip_prefix(KEY) {
            below = value.trim().is_empty();
            if !below {
                all.push(listed(value, from + KEY.len(), from));
            }
        } else if below && line.starts_with([' ', '\t']) {
            all.extend(entry(line, from));
        } else {
            below = false;
        }
    }
    all
}

/// `whosaid-ignore: [SR002]`: without a reason, which is reported as it is for every note.
fn listed(value: &str, start: usize, line: usize) -> Directive {
    let names = value.trim().trim_start_matches('[').trim_end_matches(']');
    let from = start + value.find(names).unwrap_or(0);
    note(names, "", from, Span::new(line, start + value.trim_end().len()))
}

/// `  SR002: the critics are named in the box`
fn entry(line: &str, from: usize) -> Option<Directive> {
    let (name, reason) = line.split_once(':')?;
    let start = from + name.len() - name.trim_start().len();
    let reason = reason.trim().trim_matches(['"', '\'']);
    Some(note(name.trim(), reason, start, Span::new(from, from + line.trim_end().len())))
}

/// A note as if it were written in the text, so placed that its names stand where they do.
fn note(names: &str, reason: &str, names_at: usize, span: Span) -> Directive {
    Directive {
        span,
        start: names_at.saturating_sub(ORDER.len()),
        words: format!("{ORDER}{names}] {reason}"),
        before: Before::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::{end, notes, title};

    #[test]
    fn front_matter_is_closed_or_is_none() {
        assert_eq!(end("---\na: b\n---\nText"), 13);
        assert_eq!(end("+++\na = 1\n---\n+++\nText"), 18);
        assert_eq!(end("---\na: b\n+++\nText"), 0);
        assert_eq!(end("---\na: b\nText"), 0);
        assert_eq!(end("Text\n---\n"), 0);
    }

    #[test]
    fn the_title_is_found_in_yaml_and_toml() {
        let found = |text: &str| title(text).map(|span| span.of(text).to_owned());
        assert_eq!(found("---\ntitle: Mill shut\n---\nText"), Some("Mill shut".into()));
        assert_eq!(
            found("+++\na = 1\ntitle = \"It\u{2019}s shut\"\n+++\n"),
            Some("It\u{2019}s shut".into())
        );
        assert_eq!(found("---\ntitle: >\n  Mill\n---\nText"), None);
        assert_eq!(found("---\nsubtitle: Mill\n---\nText"), None);
        assert_eq!(found("title: Mill shut\n"), None);
    }

    #[test]
    fn every_line_below_the_key_is_a_note() {
        let text = "---\nwhosaid-ignore:\n  SR002: \"in the box\"\n  vague-source: seen\ntitle: A\n---\nText\n";
        let found = notes(text);
        let words: Vec<&str> = found.iter().map(|note| note.words.as_str()).collect();
        assert_eq!(words, ["ignore-file[SR002] in the box", "ignore-file[vague-source] seen"]);
        for note in &found {
            let name = &note.words["ignore-file[".len()..note.words.find(']').unwrap()];
            assert!(text[note.start + "ignore-file[".len()..].starts_with(name));
        }
    }

    #[test]
    fn a_list_has_no_reason() {
        let found = notes("---\nwhosaid-ignore: [SR002, WO001]\n---\nText\n");
        assert_eq!(found[0].words, "ignore-file[SR002, WO001] ");
    }
}
