//! Comments and calls of templates in Markdown: Hugo's `{{< figure src="a.jpg" >}}`, Jekyll's `{% include a %}`, MDX.

use crate::read::document::{GONE, NOTE};

/// A call has so many bytes at most; what is longer is text.
const LONGEST: usize = 1 << 20;

/// How calls begin and end.
const CALLS: [(&str, &str); 8] = [
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{/*", "*/}}"),
    ("{{-", "}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{/*", "*/}"),
    ("{:", "}"),
];

/// The names of calls whose content is no text either: `{% comment %} … {% endcomment %}`.
const SILENT: [(&str, &str); 2] = [("comment", "endcomment"), ("highlight", "endhighlight")];

/// The text, in which the calls from `start` on are blank on lines of their own and [`GONE`] within
/// others. Every byte stays where it is.
pub(super) fn without(text: &str, start: usize) -> String {
    let (front, body) = text.split_at_checked(start).unwrap_or(("", text));
    let mut marked = String::with_capacity(body.len());
    let mut calls = Calls { body, next: Vec::new() };
    let mut at = 0;
    while let Some(open) = body[at..].find(['{', '<', '[']).map(|gap| at + gap) {
        marked.push_str(&body[at..open]);
        let end =
            calls.end(open).or_else(|| calls.comment_end(open)).or_else(|| calls.code_end(open));
        at = end.unwrap_or(open + 1);
        if end.is_none() {
            marked.push_str(&body[open..at]);
        }
        // A note to `whosaid` in a comment keeps its room.
        let fill = |byte: u8| if char::from(byte) == NOTE { NOTE } else { GONE };
        marked.extend(body[open..end.unwrap_or(open)].bytes().map(fill));
    }
    marked.push_str(&body[at..]);
    let mut out = String::with_capacity(text.len());
    out.push_str(front);
    for line in marked.split_inclusive('\n') {
        let words = line.trim_matches(|c: char| c == GONE || c.is_whitespace());
        if words.is_empty() && line.contains(GONE) || is_import(words) {
            out.extend(
                line.bytes().map(|b| if matches!(b, b'\n' | b'\r') { b.into() } else { ' ' }),
            );
        } else {
            out.push_str(line);
        }
    }
    out
}

/// Finds where calls end.
struct Calls<'t> {
    body: &'t str,
    /// Where the next of each mark is that was looked for: a text without it is searched once.
    next: Vec<(&'static str, usize)>,
}

impl Calls<'_> {
    /// Where the call ends that begins at `open`, with what it silences.
    fn end(&mut self, open: usize) -> Option<usize> {
        let rest = &self.body[open..];
        let (opening, closing) = CALLS.iter().find(|(opening, _)| rest.starts_with(opening))?;
        let inner = open + opening.len();
        let close = self.find(closing, inner).filter(|close| close - open <= LONGEST)?;
        // Text in braces that runs on over a blank line is no call.
        if self.find("\n\n", inner).is_some_and(|blank| blank < close) {
            return None;
        }
        let end = close + closing.len();
        let name = self.body[inner..close].trim_matches(['-', ' ']);
        let name = name.split_whitespace().next().unwrap_or_default();
        let silent = SILENT.iter().find(|(silent, _)| *opening == "{%" && name == *silent);
        let shut = silent.and_then(|(_, shut)| self.find(shut, end));
        Some(shut.and_then(|at| self.find(closing, at)).map_or(end, |at| at + closing.len()))
    }

    /// Where the comment ends that begins at `open`. It may go on over blank lines.
    fn comment_end(&mut self, open: usize) -> Option<usize> {
        let begins = self.body[open..].starts_with("<!--");
        begins.then(|| self.find("-->", open + 4)).flatten().map(|at| at + 3)
    }

    /// Where the short code ends that begins at `open`: `[gallery ids="1"]`, `[/caption]`.
    fn code_end(&mut self, open: usize) -> Option<usize> {
        let inner = self.body[open..].strip_prefix('[')?;
        let close = self.find("]", open)?;
        let len = close - open - 1;
        let after = self.body[close + 1..].starts_with(['(', '[', ':']);
        // Only the beginning is looked at, so that many brackets take no longer than one.
        let code = inner.strip_prefix('/').map_or(0, |rest| 1 + name_len(rest));
        let closing = code > 0 && code == len;
        let name = name_len(inner);
        let opening = name > 2 && inner[name..].strip_prefix(' ').is_some_and(is_value);
        (!after && len < LONGEST && len > 3 && (closing || opening)).then_some(close + 1)
    }

    /// Where a mark comes next.
    fn find(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        let known = self.next.iter().position(|(one, _)| *one == mark);
        if let Some((_, at)) = known.and_then(|n| self.next.get(n))
            && *at >= from
        {
            return (*at < self.body.len()).then_some(*at);
        }
        let at = self.body[from..].find(mark).map_or(self.body.len(), |gap| from + gap);
        match known {
            Some(n) => self.next[n].1 = at,
            None => self.next.push((mark, at)),
        }
        (at < self.body.len()).then_some(at)
    }
}

/// How long the name is with which some words begin.
fn name_len(words: &str) -> usize {
    words.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count()
}

/// True for words that begin with a key and a value: `ids="1,2"`.
fn is_value(words: &str) -> bool {
    let words = words.trim_start();
    let key = words.bytes().take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    let value = words[key.count()..].strip_prefix('=');
    value.is_some_and(|value| value.starts_with(['"', '\'', '“', '”']))
}

/// True for a line by which MDX takes in a component: `import Map from './map'`.
fn is_import(line: &str) -> bool {
    let quoted = line.trim_end_matches(';').ends_with(['"', '\'']);
    line.starts_with("import ") && quoted && line.contains(" from ")
        || line.starts_with("export const ") && line.contains('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let bare = without(text, 0);
        assert_eq!(bare.len(), text.len());
        bare.replace(GONE, "")
    }

    #[test]
    fn calls_leave_nothing() {
        assert_eq!(left("The mill{{< note \"a\" >}}’s gate.\n"), "The mill’s gate.\n");
        assert_eq!(left("{{< a >}}\nNo.\n").trim(), "No.");
        assert_eq!(left("{% comment %}\n\nNo.\n{% endcomment %}\nYes.").trim(), "Yes.");
        assert_eq!(left("[caption id=\"a\"]A mill[/caption]\n").trim(), "A mill");
        assert_eq!(left("import Map from './map';\n\nYes.").trim(), "Yes.");
        assert_eq!(left("Yes.\n{: .lead }\n").trim(), "Yes.");
        assert_eq!(left("{{< a\n  b=\"c\"\n>}}\nYes.").trim(), "Yes.");
    }

    #[test]
    fn many_brackets_take_linear_time() {
        let text = "[a".repeat(200_000) + "]";
        assert_eq!(left(&text), text);
    }

    #[test]
    fn other_braces_are_text() {
        for text in
            ["He {sic} said {{ no", "{{ a\n\nb }}", "a { b } c", "{{", "[the mayor] said [sic]"]
        {
            assert_eq!(left(text), text);
        }
    }
}
