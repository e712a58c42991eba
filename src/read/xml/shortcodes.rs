//! Commands in square brackets, as the old editor of WordPress has them: "[caption id=…]The mill.[/caption]".

use super::super::inner::Inner;
use super::super::segments::SegmentMap;
use crate::span::Span;

/// Those around some text, and the element of HTML that is the same.
const PAIRS: [(&str, &str); 2] = [("caption", "figcaption"), ("embed", "template")];
/// Those that show something of their own.
const SINGLE: [&str; 5] = ["audio", "gallery", "playlist", "video", "youtube"];

/// The text with elements of HTML for its commands.
pub(super) fn replaced(html: &Inner) -> Inner {
    let text = html.text();
    let (mut out, mut map) = (String::with_capacity(text.len()), SegmentMap::default());
    let mut from = 0;
    let mut open = None;
    for (at, _) in text.match_indices('[') {
        let Some((len, name, closes)) = command(&text[at..]).filter(|_| at >= from) else {
            continue;
        };
        let pair = PAIRS.into_iter().find(|(pair, _)| *pair == name);
        let tag = match pair {
            Some((_, element)) if closes && open == Some(name) => format!("</{element}>"),
            // One that is not closed would take the rest of the story.
            Some((_, element)) if !closes && is_closed(&text[at + len..], name) => {
                format!("<{element}>")
            }
            Some(_) => continue,
            None => String::new(),
        };
        open = pair.filter(|_| !closes).map(|(name, _)| name);
        out.push_str(&text[from..at]);
        map.push(at - from, Span::new(from, at));
        out.push_str(&tag);
        map.push(tag.len(), Span::new(at, at));
        from = at + len;
    }
    out.push_str(&text[from..]);
    map.push(text.len() - from, Span::new(from, text.len()));
    html.remade(out, &map)
}

/// The command with which some words begin: its length, its name, and whether it ends a pair.
fn command(words: &str) -> Option<(usize, &'static str, bool)> {
    let inside = words.strip_prefix('[')?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let mut names = PAIRS.iter().map(|(name, _)| *name).chain(SINGLE);
    let name = names.find(|name| inside.starts_with(name))?;
    let rest = &inside[name.len()..];
    let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'\n'))?;
    let whole = rest.as_bytes()[end] == b']' && (end == 0 || rest.starts_with([' ', '/']));
    whole.then_some((words.len() - rest.len() + end + 1, name, closes))
}

/// A command has so many bytes after its name at most, and the text in a pair so many.
const LONGEST: usize = 1000;
const PAIRED: usize = 4000;

/// True where a pair ends before another begins.
fn is_closed(words: &str, name: &str) -> bool {
    let mut brackets = words.match_indices('[').take_while(|(at, _)| *at < PAIRED);
    let next = brackets.find_map(|(at, _)| command(&words[at..]).filter(|(_, n, _)| *n == name));
    next.is_some_and(|(_, _, closes)| closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_elements() {
        for (text, html) in [
            (
                "One.\n[caption id=\"a\" width=\"3\"]<img/> The mill[1].[/caption]\nTwo.",
                "One.\n<figcaption><img/> The mill[1].</figcaption>\nTwo.",
            ),
            ("[gallery ids=\"1,2\"]One.", "One."),
            ("[embed]https://a.example[/embed]", "<template>https://a.example</template>"),
            (
                "[caption]One. [caption]Two.[/caption]",
                "[caption]One. <figcaption>Two.</figcaption>",
            ),
            ("One.[/caption] [captions] [video", "One.[/caption] [captions] [video"),
        ] {
            let mut inner = Inner::default();
            inner.copy(text, Span::new(0, text.len()));
            assert_eq!(replaced(&inner).text(), html);
        }
    }
}
