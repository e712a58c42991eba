//! Who the head of a page says wrote the story.

use serde_json::Value;

use super::tag::Tag;
use super::tokens::{Kind, Token};
use super::traits::Traits;
use crate::span::Span;

/// Data about a page that are longer are not read.
const LONGEST: usize = 1 << 18;
/// A name has this many bytes at most, and there are so many of them.
const NAME: usize = 80;
const NAMES: usize = 8;

/// Where the head of a page names its authors.
pub(super) fn named(source: &str, tokens: &[Token]) -> Vec<Span> {
    let meta = |token: &&Token| {
        token.tag == Tag::Meta
            && token.traits.has(Traits::BYLINE)
            && is_name(token.value().of(source))
    };
    if let Some(token) = tokens.iter().find(meta) {
        return vec![token.value()];
    }
    let data = tokens.windows(2).filter(|pair| {
        matches!(pair, [script, text] if script.traits.has(Traits::DATA) && text.kind == Kind::Text)
    });
    data.filter_map(|pair| pair.last())
        .map(|text| of_data(source, text.span))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// True for what can be a name, not an address.
fn is_name(words: &str) -> bool {
    !words.trim().is_empty() && words.len() <= NAME && !words.contains(['/', '@', '\\'])
}

/// The authors in linked data: `"author": {"name": "Nora Hale"}`.
fn of_data(source: &str, span: Span) -> Vec<Span> {
    let text = span.of(source);
    if text.len() > LONGEST {
        return Vec::new();
    }
    let Ok(data) = serde_json::from_str::<Value>(text.trim()) else { return Vec::new() };
    let mut names = Vec::new();
    let graph = data.get("@graph").and_then(Value::as_array);
    let graph = graph.into_iter().flatten().chain(data.as_array().into_iter().flatten());
    for thing in graph.chain([&data]) {
        for key in ["author", "creator"] {
            if names.is_empty() {
                collect(thing.get(key), &mut names);
            }
        }
    }
    names.truncate(NAMES);
    names.iter().filter_map(|name| place(text, name)).map(|at| moved(at, span.start)).collect()
}

/// The names in a value: a name, a thing with a name, or a list of either.
fn collect<'v>(value: Option<&'v Value>, names: &mut Vec<&'v str>) {
    let all = value.and_then(Value::as_array);
    let one = value.filter(|value| !value.is_array());
    for value in all.into_iter().flatten().chain(one) {
        let name = value.as_str().or_else(|| value.get("name").and_then(Value::as_str));
        names.extend(name.filter(|name| is_name(name)));
    }
}

/// Where a name is in the data, if it is written as it is.
fn place(text: &str, name: &str) -> Option<Span> {
    let at = text.find(&format!("\"{name}\""))? + 1;
    Some(Span::new(at, at + name.len()))
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_name_the_authors() {
        for (data, names) in [
            (r#"{"author": {"@type": "Person", "name": "Nora Hale"}}"#, vec!["Nora Hale"]),
            (r#"{"author": [{"name": "Nora Hale"}, "Tom Ede"]}"#, vec!["Nora Hale", "Tom Ede"]),
            (r#"{"@graph": [{"name": "Gull"}, {"author": "Nora Hale"}]}"#, vec!["Nora Hale"]),
            (r#"{"author": {"@id": "https://a.b/c"}}"#, vec![]),
            (r#"{"author": "#, vec![]),
        ] {
            let found = of_data(data, Span::new(0, data.len()));
            assert_eq!(found.iter().map(|span| span.of(data)).collect::<Vec<_>>(), names, "{data}");
        }
    }
}
