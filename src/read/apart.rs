//! Quotations that are set apart: lines that begin with ">" in Markdown, `<blockquote>` in HTML.

use super::markup::Markup;
use crate::span::Span;

/// The quotations that a text sets apart, in order.
pub(super) fn quotations(markup: Markup, text: &str) -> Vec<Span> {
    let mut all = match markup {
        Markup::Plain => return Vec::new(),
        Markup::Markdown => [quoted_lines(text), elements(text)].concat(),
        Markup::Html => elements(text),
    };
    all.sort_by_key(|span| span.start);
    all
}

/// Runs of lines that begin with ">".
fn quoted_lines(text: &str) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        if !line.trim_start().starts_with('>') {
            continue;
        }
        match all.last_mut().filter(|last| last.end == span.start) {
            Some(last) => *last = last.to(span),
            None => all.push(span),
        }
    }
    all
}

/// What stands in `<blockquote>`; one inside another belongs to it.
fn elements(text: &str) -> Vec<Span> {
    const NAME: &str = "blockquote";
    let mut all = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let closing = rest.starts_with('/');
        let name = rest[usize::from(closing)..].get(..NAME.len());
        if !name.is_some_and(|name| name.eq_ignore_ascii_case(NAME)) {
            continue;
        }
        if !closing {
            start = if depth == 0 { at } else { start };
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 {
                all.push(Span::new(start, at));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(markup: Markup, text: &str) -> Vec<&str> {
        quotations(markup, text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_with_a_mark_are_one_quotation() {
        let text = "One.\n\n> Two.\n>\n> Three.\n\nFour.\n";
        assert_eq!(found(Markup::Markdown, text), ["> Two.\n>\n> Three.\n"]);
        assert!(found(Markup::Plain, text).is_empty());
    }

    #[test]
    fn an_element_ends_with_its_own_tag() {
        let text = "<p>One</p><BLOCKQUOTE>Two<blockquote>Three</blockquote></blockquote>";
        assert_eq!(found(Markup::Html, text), ["<BLOCKQUOTE>Two<blockquote>Three</blockquote>"]);
        assert!(found(Markup::Html, "<blockquote>open").is_empty());
    }
}
