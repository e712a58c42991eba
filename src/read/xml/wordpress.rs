//! Paragraphs as the old editor of WordPress keeps them: without tags.

use super::super::inner::Inner;
use super::super::segments::SegmentMap;
use crate::span::Span;

/// Elements of HTML that are no part of a line.
const BLOCKS: [&str; 25] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "blockquote",
    "hr",
    "br",
    "pre",
    "figure",
    "figcaption",
    "section",
    "iframe",
];

/// The text with tags for its paragraphs: a blank line begins one, a line end breaks the line.
pub(super) fn paragraphs(html: &Inner) -> Inner {
    let text = html.text();
    let (mut out, mut map) = (String::with_capacity(text.len()), SegmentMap::default());
    let mut from = 0;
    // Ends of lines that are in no tag, and whether a block's tag is right before them.
    for (at, after_block) in line_ends(text) {
        if at < from {
            continue;
        }
        let rest = &text[at + 1..];
        let after = rest.trim_start();
        let gap = &rest[..rest.len() - after.len()];
        let tag = if gap.contains('\n') {
            "<p>"
        } else if after_block || block(after).is_some() {
            ""
        } else {
            "<br>"
        };
        let to = at + 1 + gap.len();
        out.push_str(&text[from..to]);
        map.push(to - from, Span::new(from, to));
        out.push_str(tag);
        map.push(tag.len(), Span::new(to, to));
        from = to;
    }
    out.push_str(&text[from..]);
    map.push(text.len() - from, Span::new(from, text.len()));
    html.remade(out, &map)
}

/// Where lines end outside tags; true where the tag of a block comes right before.
fn line_ends(text: &str) -> Vec<(usize, bool)> {
    let mut ends = Vec::new();
    let (mut in_tag, mut after_block) = (false, false);
    for (at, char) in text.char_indices() {
        match char {
            '<' => {
                let rest = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
                in_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
                after_block = in_tag && block(&text[at..]).is_some();
            }
            '>' => in_tag = false,
            '\n' if !in_tag => ends.push((at, after_block)),
            _ if in_tag || char.is_whitespace() => {}
            _ => after_block = false,
        }
    }
    ends
}

/// The block whose tag some words begin with.
fn block(words: &str) -> Option<&'static str> {
    let tag = words.strip_prefix('<')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let len = tag.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    BLOCKS.into_iter().find(|block| block.eq_ignore_ascii_case(&tag[..len]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_beside_blocks_are_not_broken() {
        let text = "One <b>fell</b>\nhere.\n \n<hr>\nTwo <a\nhref='x'>stood</a>.\n</p>";
        let mut inner = Inner::default();
        inner.copy(text, Span::new(0, text.len()));
        assert_eq!(
            paragraphs(&inner).text(),
            "One <b>fell</b>\n<br>here.\n \n<p><hr>\nTwo <a\nhref='x'>stood</a>.\n</p>"
        );
    }
}
