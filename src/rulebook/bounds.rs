//! What a file of YAML may ask of whoever reads it: aliases make a small file a large one, and one key
//! twice has two meanings.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Marker, Parser};

use super::RuleErrorKind;

/// No rule or settings file opens more brackets inside each other; the YAML reader takes minutes
/// over a hundred thousand.
pub(super) const DEEPEST: usize = 500;

/// A file with its aliases written out has no more bytes than this.
const LARGEST: usize = 4 << 20;

/// What every value counts beside its own bytes.
const VALUE: usize = 8;

/// Where a text opens one bracket too many: line and column.
pub(super) fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (line, words) in text.lines().enumerate() {
        for (column, char) in words.chars().enumerate() {
            match char {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Some((line + 1, column + 1));
            }
        }
    }
    None
}

/// A mapping or a list that is open.
struct Open {
    /// The number of its anchor, 0 if it has none.
    anchor: usize,
    /// Its size so far.
    size: usize,
    /// The keys of a mapping, and whether a key comes next.
    keys: Option<(HashSet<String>, bool)>,
}

/// Refuses a text that is much larger than it looks, or has a key twice. What is no YAML is a matter
/// for whoever reads it.
pub(super) fn keep(text: &str) -> Result<(), RuleErrorKind> {
    let refused = |mark: Marker, message: String| {
        let at = Some((mark.line(), mark.col() + 1));
        Err(RuleErrorKind::Shape { at, message, nearest: None })
    };
    if too_deep(text).is_some() {
        return Ok(()); // It is refused where it is read.
    }
    let mut open: Vec<Open> = Vec::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return Ok(()) };
        let mut key = None;
        let (size, anchor) = match event {
            Event::MappingStart(anchor, _) => {
                enter(&mut open, None);
                open.push(Open { anchor, size: VALUE, keys: Some((HashSet::new(), true)) });
                continue;
            }
            Event::SequenceStart(anchor, _) => {
                enter(&mut open, None);
                open.push(Open { anchor, size: VALUE, keys: None });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(done) = open.pop() else { continue };
                (done.size, done.anchor)
            }
            Event::Scalar(word, _, anchor, _) => {
                let size = VALUE + word.len();
                key = enter(&mut open, Some(&word));
                (size, anchor)
            }
            Event::Alias(anchor) => {
                enter(&mut open, None);
                (sizes.get(&anchor).copied().unwrap_or(VALUE), 0)
            }
            _ => continue,
        };
        if let Some(key) = key {
            return refused(span.start, format!("the key `{key}` stands here a second time"));
        }
        if anchor > 0 {
            sizes.insert(anchor, size);
        }
        let Some(around) = open.last_mut() else { continue };
        around.size = around.size.saturating_add(size);
        if around.size > LARGEST {
            let most = LARGEST >> 20;
            return refused(span.start, format!("with its aliases this is more than {most} MiB"));
        }
    }
    Ok(())
}

/// Notes that a value begins. Gives a key that was there before.
fn enter(open: &mut [Open], word: Option<&str>) -> Option<String> {
    let (keys, is_key) = open.last_mut()?.keys.as_mut()?;
    let key = std::mem::replace(is_key, !*is_key);
    let word = word.filter(|_| key)?;
    // "<<" puts another mapping in, and may do so again.
    (word != "<<" && !keys.insert(word.to_owned())).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::RuleError;

    fn said(text: &str) -> String {
        let told = |kind| RuleError { path: "a.yml".to_owned(), kind }.to_string();
        keep(text).map_or_else(told, |()| String::new())
    }

    #[test]
    fn a_key_may_not_stand_twice() {
        for (text, at) in [
            ("a: 1\nb: 2\na: 3\n", "a.yml:3:1: the key `a`"),
            ("rules:\n  CO001: off\n  CO001: error\n", "a.yml:3:3: the key `CO001`"),
            ("a: {b: 1, b: 2}", "a.yml:1:11: the key `b`"),
            ("- a: 1\n  a: 2\n", "a.yml:2:3: the key `a`"),
        ] {
            assert!(said(text).starts_with(at), "{text}: {}", said(text));
        }
        for text in ["a: a\nb: a\n", "- a: 1\n- a: 1\n", "a: {b: 1}\nc: {b: 1}\n", "a: [b, b]\n"] {
            assert_eq!(said(text), "", "{text}");
        }
    }

    #[test]
    fn aliases_count_as_what_they_stand_for() {
        let word = "x".repeat(200_000);
        let many = format!("a: &a {word}\nb: [{}]\n", "*a, ".repeat(100));
        assert!(said(&many).contains("more than 4 MiB"), "{}", said(&many));
        let few = format!("a: &a {word}\nb: [*a, *a]\n");
        assert_eq!(said(&few), "");
        // Each line has the one before nine times.
        let line = |n: usize| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9));
        let bomb = (1..12).fold("a0: &a0 [x, x]\n".to_owned(), |bomb, n| bomb + &line(n));
        assert!(said(&bomb).contains("more than 4 MiB"), "{}", said(&bomb));
        assert!(said("a: &a [*a]\n").is_empty(), "an alias of what is still open is no size");
    }

    #[test]
    fn what_is_no_yaml_is_no_matter_here() {
        for text in ["a: [", "\t- a", "%YAML 9", "&", "*a", ": :"] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
