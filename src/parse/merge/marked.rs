//! For unit tests: a link shown by marks in a line of copy, "{Hale} **said** [it was over]".

use std::ops::Range;

use crate::parse::link::Link;
use crate::span::Span;
use crate::testing::tagged;
use crate::tokenise::Text;

/// A line of copy, and the link that its marks show.
pub(super) fn linked(marked: &str) -> (&'static Text<'static>, Link) {
    let (mut copy, mut parts) = (String::new(), [Vec::new(), Vec::new(), Vec::new()]);
    let (mut start, mut rest, mut open) = ([0; 3], marked, false);
    while let Some(letter) = rest.chars().next() {
        let part = match letter {
            '{' | '}' => 0,
            '*' => 1,
            '[' | ']' => 2,
            _ => {
                copy.push(letter);
                rest = &rest[letter.len_utf8()..];
                continue;
            }
        };
        rest = &rest[if part == 1 { 2 } else { 1 }..];
        let opens = match letter {
            '*' => !open,
            _ => matches!(letter, '{' | '['),
        };
        open ^= part == 1;
        if opens {
            start[part] = copy.len();
        } else {
            parts[part].push(Span::new(start[part], copy.len()));
        }
    }
    let (_, text, _) = tagged(&copy);
    let range = |span: &Span| -> Range<usize> {
        let at = |byte: usize| text.tokens.partition_point(|t| t.span.start < byte);
        at(span.start)..at(span.end)
    };
    let cue = range(&parts[1][0]);
    let sentence = text.sentences.partition_point(|s| s.tokens.end <= cue.start);
    let link = Link {
        sentence,
        head: cue.end - 1,
        cue,
        source: parts[0].first().map(range),
        content: parts[2].iter().map(range).collect(),
        ..Link::default()
    };
    (text, link)
}
