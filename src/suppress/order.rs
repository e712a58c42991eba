//! What a note says: "ignore[CO001, WO001] the minutes are on file".

use crate::read::Directive;
use crate::span::Span;

/// A note that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) verb: Verb,
    pub(super) names: Vec<Name>,
    pub(super) reason: String,
}

/// What a note wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Set findings of the next block, or of the sentence before, aside.
    Ignore,
    /// Set findings of the whole draft aside.
    IgnoreFile,
    /// Set findings aside from here on.
    Disable,
    /// And no longer.
    Enable,
}

/// A check or claim as a note names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Span,
}

const VERBS: [(&str, Verb); 4] = [
    ("ignore-file", Verb::IgnoreFile),
    ("ignore", Verb::Ignore),
    ("disable", Verb::Disable),
    ("enable", Verb::Enable),
];

/// Reads a note. What is wrong with it is said in words.
pub(super) fn read(directive: &Directive) -> Result<Order, String> {
    let words = directive.words.as_str();
    let lead = words.len() - words.trim_start().len();
    let rest = &words[lead..];
    let word: &str = rest.split(|c: char| c == '[' || c.is_whitespace()).next().unwrap_or_default();
    let Some((_, verb)) = VERBS.iter().find(|(name, _)| *name == word) else {
        let names: Vec<&str> = VERBS.iter().map(|(name, _)| *name).collect();
        let near = nearest(word, names.iter().copied());
        let near = near.map_or(String::new(), |near| format!(" Did you mean “{near}”?"));
        return Err(format!("Unknown instruction “{word}”; use {}.{near}", names.join(", ")));
    };
    let open = lead + word.len();
    let Some(list) = words[open..].strip_prefix('[') else {
        return Err(format!("“{word}” names no check; write {word}[CODE] and the reason."));
    };
    let Some(len) = list.find(']') else {
        return Err(format!("The list after “{word}[” is not closed."));
    };
    let names = names(&list[..len], directive.start + open + 1);
    if names.is_empty() {
        return Err(format!("“{word}[]” names no check; write {word}[CODE] and the reason."));
    }
    let reason = list[len + 1..].trim_matches(|c: char| c.is_whitespace() || ":–—-".contains(c));
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Order { verb: *verb, names, reason })
}

/// The names of a list that starts at `start`.
fn names(list: &str, start: usize) -> Vec<Name> {
    let mut at = start;
    let mut all = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        if !name.is_empty() {
            let from = at + part.len() - part.trim_start().len();
            all.push(Name { text: name.to_owned(), span: Span::new(from, from + name.len()) });
        }
        at += part.len() + 1;
    }
    all
}

/// The word nearest to one that was not understood.
pub(super) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.map(|name| (strsim::damerau_levenshtein(word, name), name));
    near.filter(|(far, name)| *far <= 1 + name.len() / 3).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Draft;

    fn order(words: &str) -> Result<Order, String> {
        let draft = Draft::new("d", format!("whosaid: {words}\n\nIt is shut, he said."));
        read(&draft.directives[0])
    }

    #[test]
    fn an_order_has_names_and_a_reason() {
        let order = order("ignore[CO001, loaded-attribution-verb] on  tape").unwrap();
        assert_eq!((order.verb, order.reason.as_str()), (Verb::Ignore, "on tape"));
        let names: Vec<_> = order.names.iter().map(|n| (n.text.as_str(), n.span.start)).collect();
        assert_eq!(names, [("CO001", 16), ("loaded-attribution-verb", 23)]);
    }

    #[test]
    fn what_is_no_order_says_what_is() {
        assert!(order("ignor[CO001] x").unwrap_err().ends_with("Did you mean “ignore”?"));
        assert!(order("ignore the lot").unwrap_err().contains("names no check"));
        assert!(order("ignore[] x").unwrap_err().contains("“ignore[]” names no check"));
        assert!(order("ignore[ , ] x").unwrap_err().contains("names no check"));
        assert!(order("disable[CO001 x").unwrap_err().contains("not closed"));
    }
}
