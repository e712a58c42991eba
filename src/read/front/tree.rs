//! The keys and values of front matter, each with its place.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::span::{LineIndex, Span};

/// What stands between the marks, and what it is written in. JSON is YAML too.
#[derive(Clone, Copy, Debug)]
pub(super) enum Inner {
    Yaml(Span),
    Toml(Span),
}

/// A value with its place; of a text in quotation marks, the place of its words.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    Other,
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

impl Node {
    /// The words of a text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Text(words) = &self.value { Some(words) } else { None }
    }
}

/// Values are nested no deeper than this.
const DEEPEST: usize = 32;
/// Front matter has no more bytes than this.
const LONGEST: usize = 1 << 16;

/// Reads the front matter of a text.
pub(super) fn read(text: &str, inner: Inner) -> Result<Node, String> {
    match inner {
        Inner::Toml(span) | Inner::Yaml(span) if span.len() > LONGEST => {
            Err(format!("it has more than {LONGEST} bytes"))
        }
        Inner::Toml(span) => {
            let root = DeTable::parse(span.of(text)).map_err(|fault| fault.message().to_owned())?;
            Ok(Node { value: table(text, root.get_ref(), span.start, 0), span })
        }
        Inner::Yaml(span) => yaml(text, span),
    }
}

/// A table of TOML.
fn table(text: &str, table: &DeTable<'_>, by: usize, depth: usize) -> Value {
    let place = |range: std::ops::Range<usize>| Span::new(range.start + by, range.end + by);
    let entry =
        |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
            let name = key.get_ref().to_string();
            let span = inside(text, place(key.span()));
            (
                Key { name, span },
                toml_node(text, value.get_ref(), place(value.span()), by, depth + 1),
            )
        };
    let mut entries: Vec<(Key, Node)> = table.iter().map(entry).collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Table(entries)
}

/// A value of TOML.
fn toml_node(text: &str, value: &DeValue<'_>, span: Span, by: usize, depth: usize) -> Node {
    let value = match value {
        _ if depth > DEEPEST => Value::Other,
        DeValue::String(words) => {
            return Node { value: Value::Text(words.to_string()), span: inside(text, span) };
        }
        DeValue::Datetime(_) => Value::Text(span.of(text).to_owned()),
        DeValue::Array(all) => {
            let place = |range: std::ops::Range<usize>| Span::new(range.start + by, range.end + by);
            let nodes = all.iter();
            let node = |one: &toml::Spanned<DeValue<'_>>| {
                toml_node(text, one.get_ref(), place(one.span()), by, depth + 1)
            };
            Value::List(nodes.map(node).collect())
        }
        DeValue::Table(inner) => table(text, inner, by, depth),
        _ => Value::Other,
    };
    Node { value, span }
}

/// What stands inside quotation marks.
fn inside(text: &str, span: Span) -> Span {
    let words = span.of(text);
    for mark in ["\"\"\"", "'''", "\"", "'"] {
        if words.len() >= 2 * mark.len() && words.starts_with(mark) && words.ends_with(mark) {
            return Span::new(span.start + mark.len(), span.end - mark.len());
        }
    }
    span
}

/// A mapping or a list of YAML that is open.
enum Open {
    Table(Vec<(Key, Node)>, Option<Key>, usize),
    List(Vec<Node>, usize),
}

/// Reads YAML.
fn yaml(text: &str, inner: Span) -> Result<Node, String> {
    let words = inner.of(text);
    let lines = LineIndex::new(words);
    let place = |from: Marker, to: Marker| {
        let at = |mark: Marker| byte(words, &lines, mark);
        let (start, end) = (at(from), at(to));
        Span::new(inner.start + start, inner.start + end.max(start))
    };
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(words) {
        let (event, span) = event.map_err(|fault| fault.info().to_owned())?;
        let span = place(span.start, span.end);
        let node = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() >= DEEPEST => {
                return Err("it is nested too deep".to_owned());
            }
            Event::MappingStart(..) => {
                open.push(Open::Table(Vec::new(), None, span.start));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new(), span.start));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match open.pop() {
                Some(Open::Table(entries, _, start)) => Node {
                    value: Value::Table(entries),
                    span: Span::new(start, span.end.max(start)),
                },
                Some(Open::List(nodes, start)) => {
                    Node { value: Value::List(nodes), span: Span::new(start, span.end.max(start)) }
                }
                None => continue,
            },
            Event::Scalar(value, style, ..) => {
                let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let span = if quoted { inside(text, span) } else { trimmed(text, span) };
                Node { value: Value::Text(value.into_owned()), span }
            }
            Event::Alias(_) => Node { value: Value::Other, span },
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(node),
            Some(Open::List(nodes, _)) => nodes.push(node),
            Some(Open::Table(entries, key, _)) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                } else {
                    let name = node.text().unwrap_or_default().to_owned();
                    *key = Some(Key { name, span: node.span });
                }
            }
        }
    }
    Ok(Node { value: Value::Other, span: inner })
}

/// A place without the white space at its end.
fn trimmed(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(text).trim_end().len())
}

/// The byte at which a mark of the parser stands, which counts characters of a line.
fn byte(words: &str, lines: &LineIndex, mark: Marker) -> usize {
    let Some(start) = lines.start_of(mark.line()) else { return words.len() };
    let rest = &words[start..];
    rest.char_indices().nth(mark.col()).map_or(words.len(), |(at, _)| start + at)
}
