//! Reads the comments of a Word document for notes to `whosaid`.

use crate::read::ReadErrorKind;
use crate::read::office::margin::{AUTHOR, Margin, Words};
use crate::read::office::tags::{Markup, Tags};
use crate::span::Span;

/// Reads a part of comments that begins at `base` among the parts.
pub(super) fn read(
    part: &str,
    text: &str,
    base: usize,
    margin: &mut Margin,
) -> Result<(), ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    let mut comment = None;
    let mut words = Words::new();
    let mut within = false;
    while let Some(markup) = tags.next()? {
        match markup {
            Markup::Open(tag) => match tag.name {
                ("w", "comment") if tag.get("author").as_deref() != Some(AUTHOR) => {
                    comment = tag.get("id");
                }
                ("w", "t") => within = comment.is_some(),
                ("w", "tab" | "br" | "cr") if !words.is_empty() => {
                    words.push((" ".to_owned(), moved(tag.span, base)));
                }
                _ => {}
            },
            Markup::Text(piece, place) if within => {
                words.push((piece.into_owned(), moved(place, base)));
            }
            Markup::Text(..) => {}
            Markup::Close(name, _) => match name {
                ("w", "comment") => comment = None,
                ("w", "t") => within = false,
                ("w", "p") => {
                    if let Some(id) = &comment {
                        margin.add(id, &words);
                    }
                    words.clear();
                }
                _ => {}
            },
        }
    }
    Ok(())
}

/// A place in a part, among the parts one after another.
pub(super) fn moved(place: Span, base: usize) -> Span {
    Span::new(place.start + base, place.end + base)
}
