//! The elements of an XML file, with where each begins and ends.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::directive;
use super::super::error::ReadErrorKind;
use super::super::inner::Inner;
use super::element::Element;
use super::fault::{broken, reason};
use super::nodes::{Kind, Node, Tree, shorter};
use crate::span::Span;

/// Elements inside one another, at most.
const DEPTH: usize = 256;
/// Elements and texts in a file, at most. An export of 50,000 stories has fewer.
const NODES: usize = 4_000_000;

impl<'s> Tree<'s> {
    /// Reads the elements of a file.
    pub(super) fn parse(source: &'s str) -> Result<Self, ReadErrorKind> {
        let base = source.len() - source.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&source[base..]);
        reader.config_mut().allow_dangling_amp = true;
        let mut builder = Builder { tree: Self { source, nodes: Vec::new() }, open: Vec::new() };
        loop {
            let from = offset(base, reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => {
                    let to = offset(base, reader.buffer_position());
                    builder.add(&event, Span::new(from.min(to), to))?;
                }
                Err(error) => {
                    let at = offset(base, reader.error_position());
                    return Err(broken(source, at, &reason(&error)));
                }
            }
        }
        builder.finish()
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        let is_element = |node: &Node| matches!(node.kind, Kind::Element(_));
        let at = self.nodes.iter().position(is_element)?;
        Some(Element { tree: self, at })
    }

    /// Where the comments stand that are notes to `whosaid`.
    pub(super) fn notes(&self) -> Vec<Span> {
        let notes = self.nodes.iter().filter(|node| node.kind == Kind::Note);
        notes.map(|node| node.span).collect()
    }

    /// The text of some nodes, a new one after each line that is broken by hand.
    pub(super) fn lines(&self, from: usize, to: usize) -> Vec<Inner> {
        let mut lines = vec![Inner::default()];
        let mut at = from;
        while let Some(node) = self.nodes.get(at).filter(|_| at < to) {
            let Some(line) = lines.last_mut() else { break };
            match node.kind {
                Kind::Text => line.decode(self.source, node.span),
                Kind::Cdata => line.copy(self.source, node.inside),
                Kind::Note => line.copy(self.source, node.span),
                Kind::Element(_) => match (Element { tree: self, at }).name() {
                    "br" => lines.push(Inner::default()),
                    "city" | "state" | "region" | "country" if !line.is_blank() => line.invent(" "),
                    "script" | "style" => at = node.next - 1,
                    _ => {}
                },
            }
            at += 1;
        }
        lines
    }

    /// From the first byte of some nodes to the last.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let first = self.nodes.get(from).map_or(0, |node| node.span.start);
        let last = to.checked_sub(1).and_then(|at| self.nodes.get(at));
        let end = last.map_or(first, |node| node.span.end);
        Span::new(first, end.max(first))
    }
}

/// A place in the file from one in what is parsed.
fn offset(base: usize, at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX).saturating_add(base)
}

/// Builds a tree from events.
struct Builder<'s> {
    tree: Tree<'s>,
    /// The elements that are open.
    open: Vec<usize>,
}

impl<'s> Builder<'s> {
    fn add(&mut self, event: &Event<'_>, span: Span) -> Result<(), ReadErrorKind> {
        match event {
            Event::Start(tag) => {
                let at = self.push(Kind::Element(tag.name().0.len()), span)?;
                self.open.push(at);
                if self.open.len() > DEPTH {
                    return Err(self.broken(span, "more than 256 elements inside one another"));
                }
            }
            Event::Empty(tag) => {
                self.push(Kind::Element(tag.name().0.len()), span)?;
            }
            Event::End(_) => self.close(span),
            Event::Text(_) | Event::GeneralRef(_) => self.text(span)?,
            Event::CData(_) => {
                let at = self.push(Kind::Cdata, span)?;
                if let Some(node) = self.tree.nodes.get_mut(at) {
                    node.inside = shorter(span, "<![CDATA[".len(), "]]>".len());
                }
            }
            Event::Comment(_) if !directive::find(span.of(self.tree.source)).is_empty() => {
                self.push(Kind::Note, span)?;
            }
            Event::DocType(_) if span.of(self.tree.source).contains("<!ENTITY") => {
                return Err(self.broken(
                    span,
                    "entities of its own, which are not read; expected a DOCTYPE without them",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds a node and gives its number.
    fn push(&mut self, kind: Kind, span: Span) -> Result<usize, ReadErrorKind> {
        let at = self.tree.nodes.len();
        if at >= NODES {
            return Err(self.broken(span, "more than 4,000,000 elements and texts"));
        }
        let inside = Span::new(span.end, span.end);
        self.tree.nodes.push(Node { kind, span, inside, next: at + 1 });
        Ok(at)
    }

    /// Adds text; what follows other text belongs to it.
    fn text(&mut self, span: Span) -> Result<(), ReadErrorKind> {
        if self.open.is_empty() {
            if span.of(self.tree.source).trim().is_empty() {
                return Ok(());
            }
            return Err(self.broken(span, "text outside the first element; expected a tag"));
        }
        if let Some(last) = self.tree.nodes.last_mut()
            && last.kind == Kind::Text
            && last.span.end == span.start
        {
            last.span = last.span.to(span);
            return Ok(());
        }
        self.push(Kind::Text, span).map(|_| ())
    }

    /// Ends the innermost element.
    fn close(&mut self, tag: Span) {
        let next = self.tree.nodes.len();
        if let Some(node) = self.open.pop().and_then(|at| self.tree.nodes.get_mut(at)) {
            node.inside = Span::new(node.span.end, tag.start.max(node.span.end));
            node.span = node.span.to(tag);
            node.next = next;
        }
    }

    fn finish(self) -> Result<Tree<'s>, ReadErrorKind> {
        let Some(&at) = self.open.last() else { return Ok(self.tree) };
        let name = Element { tree: &self.tree, at }.tag();
        let message = format!("<{name}> is not closed; expected </{name}>");
        Err(broken(self.tree.source, self.tree.span(at, at + 1).start, &message))
    }

    fn broken(&self, at: Span, message: &str) -> ReadErrorKind {
        broken(self.tree.source, at.start, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(source: &str) -> String {
        Tree::parse(source).err().map_or(String::new(), |error| error.to_string())
    }

    #[test]
    fn broken_xml_says_where_and_what_was_expected() {
        for (source, message) in [
            (
                "<a>\n <b></a>",
                ":2:5: broken XML: </a> closes an element that is not open; expected </b>",
            ),
            ("<a><b>", ":1:4: broken XML: <b> is not closed; expected </b>"),
            (
                "<a><b x=\"1></a>",
                ":1:4: broken XML: the value of an attribute is not closed; expected a quotation mark",
            ),
            ("text", ":1:1: broken XML: text outside the first element; expected a tag"),
            (
                "<a><![CDATA[x</a>",
                ":1:4: broken XML: a CDATA section is not closed; expected “]]>”",
            ),
        ] {
            assert_eq!(error(source), message);
        }
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(error(bomb).contains("entities of its own"));
        assert!(error(&"<a>".repeat(100_000)).contains("more than 256"));
        assert_eq!(error("<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf/>"), "");
    }
}
