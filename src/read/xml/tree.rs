//! The elements of an XML file, with where each begins and ends.

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::super::directive;
use super::super::error::ReadErrorKind;
use super::super::inner::Inner;
use crate::span::{LineIndex, Span};

/// Elements inside one another, at most.
const DEPTH: usize = 256;
/// Elements and texts in a file, at most. An export of 50,000 stories has fewer.
const NODES: usize = 4_000_000;

/// A part of an XML file.
struct Node {
    kind: Kind,
    /// All of it, tags included.
    span: Span,
    /// What stands between its tags.
    inside: Span,
    /// The number of the node after it and all it holds.
    next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An element; the length of its name.
    Element(usize),
    /// Text with references.
    Text,
    /// Text as it is.
    Cdata,
    /// A comment with a note to `whosaid`.
    Note,
}

/// An XML file.
pub(super) struct Tree<'s> {
    source: &'s str,
    nodes: Vec<Node>,
}

/// An element of an XML file.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

/// A child of an element.
#[derive(Clone, Copy)]
pub(super) struct Child<'t> {
    tree: &'t Tree<'t>,
    /// The numbers of its nodes: the first, and the one after the last.
    pub(super) nodes: (usize, usize),
}

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
                    return Err(broken(source, at, reason(&error)));
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

    /// The file.
    pub(super) fn source(&self) -> &str {
        self.source
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
        Err(broken(self.tree.source, self.tree.span(at, at + 1).start, message))
    }

    fn broken(&self, at: Span, message: &str) -> ReadErrorKind {
        broken(self.tree.source, at.start, message.to_owned())
    }
}

/// A span without some bytes at both ends.
fn shorter(span: Span, before: usize, after: usize) -> Span {
    let start = (span.start + before).min(span.end);
    Span::new(start, span.end.saturating_sub(after).max(start))
}

/// What is wrong at a place.
pub(super) fn broken(source: &str, at: usize, message: String) -> ReadErrorKind {
    let at = LineIndex::new(source).position_of(source, at.min(source.len()));
    ReadErrorKind::Broken { at: Some(at), message: format!("broken XML: {message}") }
}

/// What a parser has found wrong, in plain words.
fn reason(error: &Error) -> String {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("</{found}> closes an element that is not open; expected </{expected}>")
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            format!("</{found}> closes an element that is not open")
        }
        Error::Syntax(SyntaxError::UnclosedTag) => "a tag is not closed; expected “>”".to_owned(),
        Error::Syntax(
            SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => "the value of an attribute is not closed; expected a quotation mark".to_owned(),
        Error::Syntax(SyntaxError::UnclosedComment) => {
            "a comment is not closed; expected “-->”".to_owned()
        }
        Error::Syntax(SyntaxError::UnclosedCData) => {
            "a CDATA section is not closed; expected “]]>”".to_owned()
        }
        other => other.to_string(),
    }
}

impl<'t> Element<'t> {
    fn node(self) -> Option<&'t Node> {
        self.tree.nodes.get(self.at)
    }

    /// Its name with its prefix.
    pub(super) fn tag(self) -> &'t str {
        let Some(Node { kind: Kind::Element(len), span, .. }) = self.node() else { return "" };
        Span::new(span.start + 1, span.start + 1 + len).of(self.tree.source)
    }

    /// Its name without its prefix.
    pub(super) fn name(self) -> &'t str {
        self.tag().rsplit(':').next().unwrap_or_default()
    }

    /// The prefix of its name: "content" of "content:encoded".
    pub(super) fn prefix(self) -> &'t str {
        self.tag().rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// All of it, tags included.
    pub(super) fn span(self) -> Span {
        self.node().map_or(Span::new(0, 0), |node| node.span)
    }

    /// What stands between its tags.
    pub(super) fn inside(self) -> Span {
        self.node().map_or(Span::new(0, 0), |node| node.inside)
    }

    /// The numbers of the nodes in it.
    fn range(self) -> (usize, usize) {
        self.node().map_or((0, 0), |node| (self.at + 1, node.next))
    }

    /// Its elements, texts and notes.
    pub(super) fn children(self) -> impl Iterator<Item = Child<'t>> {
        let (mut at, end) = self.range();
        std::iter::from_fn(move || {
            let next = self.tree.nodes.get(at).filter(|_| at < end)?.next;
            let nodes = (at, next);
            at = next;
            Some(Child { tree: self.tree, nodes })
        })
    }

    /// The elements in it, not those in them.
    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        self.children().filter_map(Child::element)
    }

    /// The elements of that name in it, not those in them.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Self> {
        self.elements().filter(move |element| element.name() == name)
    }

    /// The first element of that name in it.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.all(name).next()
    }

    /// Every element in it, and those in them, in order.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        let (from, to) = self.range();
        let elements = (from..to).map(move |at| Child { tree: self.tree, nodes: (at, at) });
        elements.filter_map(Child::element)
    }

    /// The first element of that name in it or in those.
    pub(super) fn find(self, name: &str) -> Option<Self> {
        self.descendants().find(|element| element.name() == name)
    }

    /// The value of an attribute, and where it stands.
    pub(super) fn attribute(self, name: &str) -> Option<(Inner, Span)> {
        let node = self.node()?;
        let end = if node.inside.is_empty() { node.span.end } else { node.inside.start };
        let tag = shorter(Span::new(node.span.start, end), 1, 1);
        let words = tag.of(self.tree.source);
        let mut all = Attributes::new(words, self.tag().len());
        let found = all.with_checks(false).flatten().find(|one| one.key.0 == name)?;
        let start = tag.start + (found.value.as_ptr().addr()).checked_sub(words.as_ptr().addr())?;
        let span = Span::new(start, start + found.value.len());
        let mut inner = Inner::default();
        inner.decode(self.tree.source, span);
        Some((inner, span))
    }

    /// The value of an attribute.
    pub(super) fn value(self, name: &str) -> String {
        self.attribute(name).map_or(String::new(), |(inner, _)| inner.text().to_owned())
    }

    /// Its text, decoded.
    pub(super) fn text(self) -> Inner {
        let (from, to) = self.range();
        let mut all = Inner::default();
        for (n, line) in self.tree.lines(from, to).iter().enumerate() {
            if n > 0 {
                all.invent("\n");
            }
            all.append(line);
        }
        all
    }

    /// Its source between its tags, as it is.
    pub(super) fn markup(self) -> Inner {
        let mut inner = Inner::default();
        inner.copy(self.tree.source, self.inside());
        inner
    }

    /// The tree that it is of.
    pub(super) fn tree(self) -> &'t Tree<'t> {
        self.tree
    }
}

impl<'t> Child<'t> {
    /// The element, if it is one.
    pub(super) fn element(self) -> Option<Element<'t>> {
        let element = Element { tree: self.tree, at: self.nodes.0 };
        matches!(element.node()?.kind, Kind::Element(_)).then_some(element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(source: &str) -> String {
        Tree::parse(source).err().map_or(String::new(), |error| error.to_string())
    }

    #[test]
    fn elements_know_where_they_are() {
        let source = "\u{feff}<?xml version='1.0'?>\n<a x:b=\"1 &amp; 2\"><c:d>O&#39;k R&D</c:d><e/><![CDATA[<&]]></a>";
        let tree = Tree::parse(source).unwrap();
        let root = tree.root().unwrap();
        let child = root.child("d").unwrap();
        assert_eq!((root.name(), child.prefix()), ("a", "c"));
        assert_eq!(child.span().of(source), "<c:d>O&#39;k R&D</c:d>");
        assert_eq!(child.inside().of(source), "O&#39;k R&D");
        assert_eq!(child.text().text(), "O'k R&D");
        assert_eq!(root.text().text(), "O'k R&D<&");
        let (value, span) = root.attribute("x:b").unwrap();
        assert_eq!((value.text(), span.of(source)), ("1 & 2", "1 &amp; 2"));
    }

    #[test]
    fn broken_xml_says_where_and_what_was_expected() {
        for (source, message) in [
            ("<a>\n <b></a>", ":2:5: broken XML: </a> closes an element that is not open; expected </b>"),
            ("<a><b>", ":1:4: broken XML: <b> is not closed; expected </b>"),
            ("<a><b x=\"1></a>", ":1:4: broken XML: the value of an attribute is not closed; expected a quotation mark"),
            ("text", ":1:1: broken XML: text outside the first element; expected a tag"),
            ("<a><![CDATA[x</a>", ":1:4: broken XML: a CDATA section is not closed; expected “]]>”"),
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
