//! An element of an XML file: its name, what it holds, its attributes.

use quick_xml::events::attributes::Attributes;

use super::super::inner::Inner;
use super::nodes::{Kind, Node, Tree, shorter};
use crate::span::Span;

/// Elements of HTML that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// An element of an XML file.
#[derive(Clone, Copy)]
pub(super) struct Element<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) at: usize,
}

/// A child of an element.
#[derive(Clone, Copy)]
pub(super) struct Child<'t> {
    tree: &'t Tree<'t>,
    /// The numbers of its nodes: the first, and the one after the last.
    pub(super) nodes: (usize, usize),
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

    /// What stands between its tags, as HTML has it; `whole` takes its tags too. HTML knows no CDATA, and
    /// no element is closed by the slash of its tag.
    pub(super) fn markup(self, whole: bool) -> Inner {
        let source = self.tree.source;
        let all = if whole { self.span() } else { self.inside() };
        let mut inner = Inner::default();
        let mut from = all.start;
        let (first, next) = self.range();
        let nodes = self.tree.nodes.get(first..next).unwrap_or_default();
        for (node, at) in nodes.iter().zip(first..) {
            let tag = Element { tree: self.tree, at }.tag();
            let closed = node.span.of(source).ends_with("/>") && node.next == at + 1;
            if node.kind == Kind::Cdata {
                inner.copy(source, Span::new(from, node.span.start));
                inner.escape(source, node.inside);
                from = node.span.end;
            } else if !tag.is_empty() && closed && !VOID.contains(&tag) {
                inner.copy(source, Span::new(from, node.span.end - "/>".len()));
                inner.invent(&format!("></{tag}>"));
                from = node.span.end;
            }
        }
        inner.copy(source, Span::new(from, all.end.max(from)));
        inner
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
}
