//! The short codes of WordPress: "[caption id="a"]<img> The lock.[/caption]", "[gallery ids="1,2"]".

use super::names;
use crate::span::Span;

/// A code has so many bytes at most; a caption, or what is embedded, so many.
const LONGEST: usize = 1000;
const CONTENT: usize = 2000;

/// What a code makes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// It is no copy.
    Gone,
    /// A caption begins, or ends.
    Caption,
    CaptionEnd,
}

/// The codes in a stretch of the source, in order.
pub(super) fn codes(source: &str, span: Span) -> Vec<(Span, Code)> {
    let words = span.of(source);
    let mut all = Vec::new();
    let mut from = 0;
    for (at, _) in words.match_indices('[') {
        if at < from {
            continue;
        }
        let Some((len, name, closes)) = code(&words[at..]) else { continue };
        let end = span.start + at + len;
        let is_caption = name.ends_with("caption");
        let close = if closes { None } else { closing(&source[end..], name) };
        let inside = close.filter(|close| end + close <= span.end);
        let (end, code) = match (is_caption, close, inside) {
            (true, _, _) if closes => (end, Code::CaptionEnd),
            (true, Some(_), _) => (end, Code::Caption),
            // An address between the two ends.
            (false, _, Some(close)) if is_address(&source[end..end + close]) => {
                (end + close, Code::Gone)
            }
            _ => (end, Code::Gone),
        };
        from = end - span.start;
        all.push((Span::new(span.start + at, end), code));
    }
    all
}

/// The length and the name of the code with which some words begin, and whether it is the end of one.
fn code(words: &str) -> Option<(usize, &str, bool)> {
    let inner = words.strip_prefix('[')?;
    let closes = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-');
    let (name, rest) = inner.split_at(inner.bytes().take_while(name).count());
    if name.len() < 2 {
        return None;
    }
    let len = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'[' | b']'))?;
    let attributes = rest.get(..len).filter(|_| rest.as_bytes().get(len) == Some(&b']'))?;
    let known = names::short_codes().iter().any(|one| one == name);
    let valued = ["=\"", "='", "=“", "=”", "=&"].iter().any(|mark| attributes.contains(mark));
    let is_code = match attributes {
        "" | "/" => closes || known,
        _ => {
            attributes.starts_with([' ', '\n', '\t'])
                && !closes
                && (valued || known && attributes.contains('='))
        }
    };
    is_code.then_some((words.len() - rest.len() + len + 1, name, closes))
}

/// Where a code ends that has an end, if that is near.
fn closing(rest: &str, name: &str) -> Option<usize> {
    let end = format!("[/{name}]");
    let near = rest.as_bytes().get(..CONTENT).unwrap_or(rest.as_bytes());
    near.windows(end.len()).position(|words| words == end.as_bytes())
}

/// True for nothing, or one address.
fn is_address(words: &str) -> bool {
    let words = words.trim();
    words.is_empty() || words.starts_with("http") && !words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::super::part::Part;
    use super::super::read;

    fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source);
        let words = |span: crate::span::Span| span.of(&document.text).to_owned();
        document.pieces.iter().map(|piece| (piece.part, words(piece.span))).collect()
    }

    #[test]
    fn a_caption_in_brackets_is_one() {
        let source = "<p>One fell.</p>\n[caption id=\"a\" width=\"3\"]<img src='x'/> The lock at <em>noon</em>[/caption]\n<p>Two stood.</p>";
        let body = |words: &str| (None, words.to_owned());
        let caption = (Some(Part::Caption), "The lock at noon".to_owned());
        assert_eq!(pieces(source), [body("One fell."), caption, body("Two stood.")]);
        assert_eq!(pieces("<p>[caption id=\"a\"]One fell."), [body("One fell.")]);
    }

    #[test]
    fn other_codes_are_no_copy() {
        for source in [
            "<p>One fell.</p>[gallery ids=\"1,2\"]",
            "<p>One fell.[gallery]</p>",
            "<p>[embed]https://example.org/a[/embed]</p><p>One fell.</p>",
            "<p>[dropcap]One[/dropcap] fell.</p>"
                .replace("[dropcap]", "[dropcap style=\"a\"]")
                .as_str(),
        ] {
            assert_eq!(pieces(source), [(None, "One fell.".to_owned())], "{source}");
        }
        for source in
            ["“[the] weir [sic] fell [2 = two], [he said]”", "[Ann Hale] [", "[a=b] [/a b]"]
        {
            assert_eq!(pieces(source)[0].1, source);
        }
    }
}
