//! The front matter of a Markdown draft: its title, writer and date, and the notes to `whosaid` in it.
//!
//! ```yaml
//! ---
//! title: Council shuts bridge
//! whosaid-ignore:
//!   SR002: the critics are named in the box
//! ---
//! ```
//!
//! YAML stands between "---", TOML between "+++", JSON in braces.

mod tree;

use std::sync::OnceLock;

use serde::Deserialize;

use self::tree::{Key, Node, Value};
use super::directive::{Before, Directive};
use super::document::{NOTE, Writer};
use super::escapes;
use super::part::Part;
use crate::span::Span;

/// The key under which checks are set aside, each with its reason.
const KEY: &str = "whosaid-ignore";
/// What a note in the text starts with that does the same.
const ORDER: &str = "ignore-file[";

/// The front matter of a draft.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Where it ends; 0 when there is none.
    pub(super) end: usize,
    /// The notes in it.
    pub(super) notes: Vec<Directive>,
    /// Title, writers and date, each with its words and its place.
    fields: Vec<(Part, String, Span)>,
    /// Why it could not be read.
    fault: Option<String>,
}

/// The keys of `keys.yaml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    title: Vec<String>,
    date: Vec<String>,
    author: Vec<String>,
    name: Vec<String>,
}

impl Keys {
    fn built_in() -> &'static Self {
        static KEYS: OnceLock<Keys> = OnceLock::new();
        KEYS.get_or_init(|| {
            serde_json::from_str(include_str!(concat!(
                env!("OUT_DIR"),
                "/src-read-front-keys.json"
            )))
            .unwrap_or_default()
        })
    }
}

/// Reads the front matter that a text begins with.
pub(super) fn read(text: &str) -> Front {
    let Some((inner, end)) = fences(text) else { return Front::default() };
    let mut front = Front { end, ..Front::default() };
    match tree::read(text, inner) {
        // Text between two rules is no front matter.
        Ok(Node { value: Value::Text(_) | Value::Other, .. }) => return Front::default(),
        Ok(root) => front.gather(text, &root),
        Err(fault) => front.fault = Some(fault),
    }
    front
}

/// Where the front matter stands between its marks, and where the text begins.
fn fences(text: &str) -> Option<(tree::Inner, usize)> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[mark..];
    if body.starts_with('{') && !body.starts_with("{{") && !body.starts_with("{%") {
        let mut stream =
            serde_json::Deserializer::from_str(body).into_iter::<serde::de::IgnoredAny>();
        stream.next()?.ok()?;
        let end = mark + stream.byte_offset();
        let rest = text[end..].split_inclusive('\n').next().unwrap_or_default();
        let closed = rest.trim().is_empty();
        return closed.then(|| (tree::Inner::Yaml(Span::new(mark, end)), end + rest.len()));
    }
    let mut lines = body.split_inclusive('\n');
    let first = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++"))?;
    let toml = first.starts_with('+');
    let start = mark + first.len();
    let mut at = start;
    for line in lines {
        let bare = line.trim_end();
        let closes = if toml { bare == "+++" } else { matches!(bare, "---" | "...") };
        if closes {
            let inner = Span::new(start, at);
            let inner = if toml { tree::Inner::Toml(inner) } else { tree::Inner::Yaml(inner) };
            return Some((inner, at + line.len()));
        }
        at += line.len();
    }
    None
}

impl Front {
    /// Takes from the keys what a draft is read for.
    fn gather(&mut self, text: &str, root: &Node) {
        let Value::Table(entries) = &root.value else { return };
        let keys = Keys::built_in();
        for (part, list) in
            [(Part::Headline, &keys.title), (Part::Byline, &keys.author), (Part::Date, &keys.date)]
        {
            // The first key of the list that is there and says something.
            let found = list.iter().find_map(|name| {
                let (_, node) = entries.iter().find(|(key, _)| key.name == *name)?;
                let words = words(node, &keys.name);
                (!words.is_empty()).then_some(words)
            });
            let found = found.into_iter().flatten();
            self.fields.extend(found.map(|(words, span)| (part, words, span)));
        }
        for (key, node) in entries.iter().filter(|(key, _)| key.name == KEY) {
            self.notes.extend(notes(text, key, node));
        }
    }

    /// True when it has a title.
    pub(super) fn has_title(&self) -> bool {
        self.fields.iter().any(|(part, ..)| *part == Part::Headline)
    }

    /// Writes title, writers and date, and the room of the notes.
    pub(super) fn write(&self, source: &str, writer: &mut Writer<'_>) {
        for (part, words, span) in &self.fields {
            writer.begin(Some(*part));
            escapes::write(source, words, *span, writer);
        }
        let front = source.get(..self.end).unwrap_or_default();
        let mut at = 0;
        while let Some(start) = front[at..].find(NOTE).map(|gap| at + gap) {
            let rest = front[start..].trim_start_matches(NOTE);
            at = front.len() - rest.len();
            writer.begin(None);
            writer.keep(Span::new(start, at));
        }
        writer.end();
        if let Some(fault) = &self.fault {
            writer.remark(format!("the front matter cannot be read: {fault}"));
        }
    }
}

/// The words of a value: a text, a list of them, or a table that has a name.
fn words(node: &Node, names: &[String]) -> Vec<(String, Span)> {
    match &node.value {
        Value::Text(words) if !words.trim().is_empty() => vec![(words.clone(), node.span)],
        Value::List(nodes) => nodes.iter().flat_map(|node| words(node, names)).collect(),
        Value::Table(entries) => {
            let named = entries.iter().filter(|(key, _)| names.contains(&key.name));
            named.flat_map(|(_, node)| words(node, names)).collect()
        }
        _ => Vec::new(),
    }
}

/// The notes below a key: `SR002: the critics are named`, or a list of checks without reasons, which
/// is reported as it is for every note.
fn notes(text: &str, key: &Key, node: &Node) -> Vec<Directive> {
    match &node.value {
        Value::Table(entries) => {
            let entry = |(name, reason): &(Key, Node)| {
                let words = match &reason.value {
                    Value::Text(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
                    _ => String::new(),
                };
                let from = line_start(text, name.span.start);
                note(&name.name, &words, name.span.start, Span::new(from, reason.span.end))
            };
            entries.iter().map(entry).collect()
        }
        Value::List(nodes) => {
            let names: Vec<&str> = nodes.iter().filter_map(Node::text).collect();
            let at = nodes.first().map_or(node.span.start, |first| first.span.start);
            vec![note(&names.join(", "), "", at, key.span.to(node.span))]
        }
        Value::Text(words) => {
            let (lead, names, reason) = order(words);
            vec![note(names, reason, node.span.start + lead, key.span.to(node.span))]
        }
        Value::Other => Vec::new(),
    }
}

/// What one line says: "SR002 on tape", "SR002, SR001: on tape", "ignore[SR002] on tape". Where the names
/// begin, the names, and the reason.
fn order(words: &str) -> (usize, &str, &str) {
    if let Some((before, rest)) = words.split_once('[')
        && let Some((names, reason)) = rest.split_once(']')
    {
        return (before.len() + 1, names, reason.trim());
    }
    let mut end = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        end += word.len();
        if !word.trim_end().ends_with(',') {
            break;
        }
    }
    let (names, reason) = words.split_at(end);
    (0, names.trim_end().trim_end_matches(':'), reason.trim())
}

/// Where the line begins in which a byte stands.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
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
    use super::*;

    fn fields(text: &str) -> Vec<(Part, String, String)> {
        let field = |(part, words, span): (Part, String, Span)| (part, words, span.of(text).into());
        read(text).fields.into_iter().map(field).collect()
    }

    fn title(text: &str) -> Option<String> {
        fields(text).into_iter().find(|f| f.0 == Part::Headline).map(|f| f.1)
    }

    #[test]
    fn front_matter_is_closed_or_is_none() {
        let end = |text: &str| read(text).end;
        assert_eq!(end("---\na: b\n---\nText"), 13);
        assert_eq!(end("+++\na = 1\n+++\nText"), 14);
        assert_eq!(end("---\na: b\n+++\nText"), 0);
        assert_eq!(end("---\na: b\nText"), 0);
        assert_eq!(end("Text\n---\n"), 0);
        assert_eq!(end("{\"title\": \"a\"}\nText"), 15);
        assert_eq!(end("{{< figure >}}\nText"), 0);
        assert_eq!(end("{\"title\": \"a\"} is what he wrote"), 0);
    }

    #[test]
    fn title_writers_and_date_are_found() {
        let toml = "+++\ntitle = \"Mill “shut”, says \\\"Red\\\" Hale\"\npublished = 2025-05-04\nauthors = [\"Ann Hale\", \"Tom Wynne\"]\n[x]\ntitle = \"No\"\n+++\n";
        assert_eq!(
            fields(toml),
            [
                (
                    Part::Headline,
                    "Mill “shut”, says \"Red\" Hale".into(),
                    "Mill “shut”, says \\\"Red\\\" Hale".into()
                ),
                (Part::Byline, "Ann Hale".into(), "Ann Hale".into()),
                (Part::Byline, "Tom Wynne".into(), "Tom Wynne".into()),
                (Part::Date, "2025-05-04".into(), "2025-05-04".into()),
            ]
        );
        let yaml = "---\ntitle: 'It''s “shut”'\nauthor:\n  name: Zoë Hale\n---\n";
        assert_eq!(
            fields(yaml),
            [
                (Part::Headline, "It's “shut”".into(), "It''s “shut”".into()),
                (Part::Byline, "Zoë Hale".into(), "Zoë Hale".into()),
            ]
        );
        let json = "{\"title\": \"Mill \\u201cshut\\u201d\", \"tags\": [1]}\n";
        assert_eq!(title(json), Some("Mill “shut”".into()));
        assert_eq!(title("---\ntitle: >\n  Mill\n  shut\n---\n"), Some("Mill shut\n".into()));
        assert_eq!(title("---\nsubtitle: Mill\n---\nText"), None);
    }

    #[test]
    fn every_line_below_the_key_is_a_note() {
        let text = "---\nwhosaid-ignore:\n  SR002: \"in the box\"\n  vague-source: seen\ntitle: A\n---\nText\n";
        let found = read(text).notes;
        let words: Vec<&str> = found.iter().map(|note| note.words.as_str()).collect();
        assert_eq!(words, ["ignore-file[SR002] in the box", "ignore-file[vague-source] seen"]);
        for note in &found {
            let name = &note.words["ignore-file[".len()..note.words.find(']').unwrap()];
            assert!(text[note.start + "ignore-file[".len()..].starts_with(name));
        }
        let toml = "+++\n[whosaid-ignore]\nSR002 = \"in the box\"\n+++\n";
        assert_eq!(read(toml).notes[0].words, "ignore-file[SR002] in the box");
    }

    #[test]
    fn a_list_of_checks_has_no_reason() {
        let text = "---\nwhosaid-ignore: [SR002, SR001]\n---\n";
        let note = &read(text).notes[0];
        assert_eq!(note.words, "ignore-file[SR002, SR001] ");
        assert!(text[note.start + ORDER.len()..].starts_with("SR002"));
    }

    #[test]
    fn one_line_names_checks_and_says_why() {
        for (line, words) in [
            ("SR002 on tape", "ignore-file[SR002] on tape"),
            ("\"SR002, SR001: on tape\"", "ignore-file[SR002, SR001] on tape"),
            ("ignore[SR002] on tape", "ignore-file[SR002] on tape"),
        ] {
            let text = format!("---\nwhosaid-ignore: {line}\n---\n");
            let note = &read(&text).notes[0];
            assert_eq!(note.words, words);
            assert!(text[note.start + ORDER.len()..].starts_with("SR002"), "{line}");
        }
    }

    #[test]
    fn text_between_two_rules_is_text() {
        assert_eq!(read("---\nThe mill is shut.\n---\nHale left.\n").end, 0);
    }

    #[test]
    fn what_cannot_be_read_says_so() {
        assert!(read("+++\na = = b\n+++\nText").fault.is_some());
        assert!(read("---\na: [\n---\nText").fault.is_some());
    }
}
