//! Reads HTML: pages as they are fetched, pieces of a page, and HTML inside another text.

mod author;
mod page;
mod roles;
mod stack;
mod tag;
mod text;
mod title;
mod tokens;
mod traits;
mod tree;
mod write;

use super::blocks::Part;
use super::document::{Document, Writer};
use super::noted::{self, Lines};
use crate::span::Span;

use roles::{Role, roles};
use tokens::{Kind, Token, tokens};
use tree::Tree;
use write::Elements;

/// Reads a page or a piece of HTML.
pub(super) fn read(source: &str) -> Document {
    noted::read(source, Vec::new(), Lines::Go, whole)
}

/// Reads HTML in which the notes are marked.
fn whole(source: &str) -> Document {
    let tokens = tokens(source, Span::new(0, source.len()));
    let mut tree = Tree::new(source, &tokens);
    let is_page = page::is_page(&tree);
    let roles = roles(source, &tokens, &mut tree, is_page);
    let plan = page::Plan::new(source, &tokens, &tree, roles, is_page);
    let mut writer = Writer::new(source);
    plan.write(source, &tokens, &mut writer);
    writer.finish()
}

/// HTML inside another text, such as Markdown. Its elements stay open from one stretch of HTML to the
/// next, so it is kept for as long as the text is read.
///
/// A tag must not be cut in two: hand over a block of HTML as one stretch, though the parser gives it
/// line by line.
///
/// ```ignore
/// let mut html = html::Inside::default();
/// for (event, range) in parser.into_offset_iter() {
///     match event {
///         // A whole block of HTML, or one tag within a line.
///         Event::Html(_) | Event::InlineHtml(_) => html.write(source, range.into(), &mut writer),
///         // The text of a hidden element is no copy.
///         Event::Text(_) if html.is_silent() => {}
///         Event::Text(_) => writer.copy(range.into()),
///         // A paragraph in `<figcaption>` is a caption; elsewhere its layout decides.
///         Event::Start(Tag::Paragraph) => writer.begin(html.part()),
///         // …
///     }
/// }
/// html.finish(&mut writer);
/// ```
#[derive(Debug, Default)]
pub(super) struct Inside {
    elements: Elements,
}

impl Inside {
    /// Writes a stretch of the writer's source that is HTML. Tags are left out, entities are decoded,
    /// elements that are blocks begin pieces, and `<blockquote>` is a quotation.
    pub(super) fn write(&mut self, source: &str, span: Span, writer: &mut Writer<'_>) {
        let tokens = tokens(source, span);
        let mut tree = Tree::new(source, &tokens);
        let mut roles = roles(source, &tokens, &mut tree, false).into_iter();
        for token in &tokens {
            self.elements.write(source, token, role_of(token, &mut roles), writer);
        }
    }

    /// True while an element is open whose text is no copy.
    pub(super) fn is_silent(&self) -> bool {
        self.elements.is_silent()
    }

    /// What a paragraph is that begins here: a caption in `<figcaption>`. Nothing where its layout
    /// decides.
    pub(super) fn part(&self) -> Option<Part> {
        self.elements.part()
    }

    /// Closes what is still open at the end of the text.
    pub(super) fn finish(&mut self, writer: &mut Writer<'_>) {
        self.elements.close_all(writer);
    }
}

/// The role of the element that a token opens.
fn role_of(token: &Token, roles: &mut impl Iterator<Item = Role>) -> Role {
    if token.kind == Kind::Open && !token.tag.is_void() {
        return roles.next().unwrap_or(Role::Plain);
    }
    Role::Plain
}

#[cfg(test)]
mod layouts;
#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of HTML: what each is, and its words.
    fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source);
        let words = |span: Span| span.of(&document.text).to_owned();
        document.pieces.iter().map(|piece| (piece.part, words(piece.span))).collect()
    }

    #[test]
    fn html_leaves_the_words() {
        let source = "<p class=\"x\">&ldquo;It is <em>over</em>,&rdquo; he\nsaid &mdash; twice.</p><script>a < b</script><!-- no --><p>3 < 4 & 5&nbsp;; Tom&rsquo;s";
        let left = ["“It is over,” he said — twice.", "3 < 4 & 5 ; Tom’s"];
        assert_eq!(pieces(source), left.map(|words| (None, words.to_owned())));
    }

    #[test]
    fn elements_stay_open_from_one_stretch_to_the_next() {
        let source = "<figcaption>|One|</figcaption><span hidden>|Two|</span>";
        let at = |words: &str| source.match_indices(words).map(|(at, _)| at).collect::<Vec<_>>();
        let bars = at("|");
        let mut writer = Writer::new(source);
        let mut html = Inside::default();
        html.write(source, Span::new(0, bars[0]), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (Some(Part::Caption), false));
        html.write(source, Span::new(bars[1] + 1, bars[2]), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (None, true));
        html.write(source, Span::new(bars[3] + 1, source.len()), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (None, false));
        html.finish(&mut writer);
        assert!(writer.finish().pieces.is_empty());
    }
}
