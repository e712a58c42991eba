//! On which line and column each key of a YAML file stands.

use std::collections::HashMap;
use std::sync::OnceLock;

use saphyr_parser::{Event, Parser, Span};

/// Line and column, both from 1.
pub type LineColumn = (usize, usize);

/// The place of every key and list entry of a file, by the keys that lead to it.
///
/// The file is read for them when the first is asked for, which is mostly when something is wrong.
#[derive(Clone, Debug, Default)]
pub struct Places {
    text: String,
    read: OnceLock<ByPath>,
}

/// Places by path.
#[derive(Clone, Debug, Default)]
struct ByPath(HashMap<String, LineColumn>);

/// A mapping or list that is being read.
enum OpenNode {
    /// The path of the mapping, and the key whose value comes next.
    Mapping(String, Option<String>),
    /// The path of the list, and the number of the entry that comes next.
    List(String, usize),
}

impl Places {
    /// The places of a file; of one that is not YAML, as far as it is.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), read: OnceLock::new() }
    }

    /// The place of the key or entry to which these keys lead, or of the nearest one above it.
    #[must_use]
    pub fn at(&self, keys: &[&str]) -> Option<LineColumn> {
        let ByPath(by_path) = self.read.get_or_init(|| ByPath::of(&self.text));
        (1..=keys.len()).rev().find_map(|len| {
            let path = keys[..len].iter().fold(String::new(), |path, key| join(&path, key));
            by_path.get(&path).copied()
        })
    }
}

impl ByPath {
    fn of(text: &str) -> Self {
        let mut places = Self::default();
        let mut open: Vec<OpenNode> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            match event {
                Event::MappingStart(..) => {
                    let path = places.enter(&mut open, span, None);
                    open.push(OpenNode::Mapping(path, None));
                }
                Event::SequenceStart(..) => {
                    let path = places.enter(&mut open, span, None);
                    open.push(OpenNode::List(path, 0));
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    open.pop();
                }
                Event::Scalar(word, ..) => {
                    places.enter(&mut open, span, Some(&word));
                }
                Event::Alias(_) => {
                    places.enter(&mut open, span, None);
                }
                _ => {}
            }
        }
        places
    }

    /// Notes a key, a value or an entry. Gives its path.
    fn enter(&mut self, open: &mut [OpenNode], span: Span, word: Option<&str>) -> String {
        let place = (span.start.line(), span.start.col() + 1);
        match open.last_mut() {
            None => String::new(),
            Some(OpenNode::Mapping(path, key @ None)) => {
                let path = join(path, word.unwrap_or_default());
                self.0.insert(path.clone(), place);
                *key = Some(path.clone());
                path
            }
            Some(OpenNode::Mapping(_, key)) => key.take().unwrap_or_default(),
            Some(OpenNode::List(path, number)) => {
                let path = join(path, &number.to_string());
                *number += 1;
                self.0.insert(path.clone(), place);
                path
            }
        }
    }
}

/// A path, one key longer. Keys can hold anything, so what parts them is no printable character.
fn join(path: &str, key: &str) -> String {
    format!("{path}\u{1f}{key}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_entries_have_places() {
        let text =
            "a: 1\nrules:\n  CO001: error\n  CO002: { level: off }\nlist:\n  - x\n  - y: 2\n";
        let places = Places::of(text);
        assert_eq!(places.at(&["rules", "CO001"]), Some((3, 3)));
        assert_eq!(places.at(&["rules", "CO002", "level"]), Some((4, 12)));
        assert_eq!(places.at(&["list", "1", "y"]), Some((7, 5)));
        assert_eq!(places.at(&["list", "0"]), Some((6, 5)));
        assert_eq!(places.at(&["rules", "none"]), Some((2, 1)));
        assert_eq!(places.at(&["none"]), None);
    }

    #[test]
    fn what_is_no_yaml_is_no_panic() {
        assert_eq!(Places::of("a: [\n}: -").at(&["b"]), None);
    }
}
