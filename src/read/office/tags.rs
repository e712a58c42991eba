//! The tags and the text of a part, each with its place.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::read::ReadErrorKind;
use crate::span::{LineIndex, Span};

/// Elements are nested this deep at most.
const DEPTH: usize = 256;
/// This many prefixes are bound at once at most.
const PREFIXES: usize = 128;

/// What is around text that is not decoded.
const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// The namespaces that are told apart, each with the name that it has here. Those of Word have a second
/// address in files that are "strict".
const SPACES: [(&str, &str); 13] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/content-types", "types"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://schemas.microsoft.com/office/word/2012/wordml", "w15"),
];

/// The name of an element: its namespace as [`SPACES`] has it, and its name in it.
pub(in crate::read) type Name<'s> = (&'static str, &'s str);

/// What is next in a part.
pub(in crate::read) enum Markup<'s> {
    /// An element begins.
    Open(Tag<'s>),
    /// An element ends. One that is empty ends where its tag does.
    Close(Name<'s>, Span),
    /// Some text, decoded.
    Text(Cow<'s, str>, Span),
}

/// The tag with which an element begins.
pub(in crate::read) struct Tag<'s> {
    /// The name of the element.
    pub(in crate::read) name: Name<'s>,
    /// Where the tag stands.
    pub(in crate::read) span: Span,
    start: BytesStart<'s>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name without the prefix.
    pub(in crate::read) fn get(&self, name: &str) -> Option<String> {
        let mut all = attributes(&self.start);
        all.find_map(|attribute| {
            let (local, _) = attribute.key.decompose();
            let value = || attribute.normalized_value(XmlVersion::Implicit1_0);
            (local.into_inner() == name)
                .then(|| value().map_or_else(|_| String::new(), Cow::into_owned))
        })
    }

    /// True for an attribute or a switch that is on: `<w:vanish/>`, `w:default="1"`.
    pub(in crate::read) fn is_on(&self, name: &str, without: bool) -> bool {
        self.get(name).map_or(without, |value| !matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// The attributes of a tag, one by one: twins are let pass.
fn attributes<'t>(
    start: &'t BytesStart<'_>,
) -> impl Iterator<Item = quick_xml::events::attributes::Attribute<'t>> {
    let mut all: Attributes<'t> = start.attributes();
    all.with_checks(false);
    all.filter_map(Result::ok)
}

/// Reads a part tag by tag.
pub(in crate::read) struct Tags<'s> {
    /// The name of the part.
    part: &'s str,
    source: &'s str,
    reader: Reader<&'s [u8]>,
    /// The bytes that the reader was not given: a byte order mark.
    skipped: usize,
    /// The names of the open elements.
    open: Vec<Name<'s>>,
    /// The prefixes that are bound: the depth at which each is, and what it is bound to.
    bound: Vec<(usize, String, &'static str)>,
}

impl<'s> Tags<'s> {
    /// A reader of the part of this name.
    pub(in crate::read) fn new(part: &'s str, source: &'s str) -> Self {
        let bare = source.strip_prefix('\u{feff}').unwrap_or(source);
        let mut reader = Reader::from_str(bare);
        reader.config_mut().expand_empty_elements = true;
        let skipped = source.len() - bare.len();
        Self { part, source, reader, skipped, open: Vec::new(), bound: Vec::new() }
    }

    /// How many elements are open.
    pub(in crate::read) fn depth(&self) -> usize {
        self.open.len()
    }

    /// What is next; nothing at the end.
    pub(in crate::read) fn next(&mut self) -> Result<Option<Markup<'s>>, ReadErrorKind> {
        loop {
            let start = self.at();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(self.reader.error_position()).unwrap_or(start);
                    return Err(self.wrong(at + self.skipped, &error.to_string()));
                }
            };
            let span = Span::new(start, self.at().max(start));
            match event {
                Event::Start(tag) | Event::Empty(tag) => return self.begin(tag, span).map(Some),
                Event::End(_) => {
                    while self.bound.last().is_some_and(|(depth, ..)| *depth >= self.open.len()) {
                        self.bound.pop();
                    }
                    let name = self.open.pop().unwrap_or(("", ""));
                    return Ok(Some(Markup::Close(name, span)));
                }
                Event::Text(_) => return Ok(Some(Markup::Text(span.of(self.source).into(), span))),
                Event::CData(_) => {
                    let inner =
                        Span::new(start + CDATA.len(), span.end.max(start + 12) - CDATA_END.len());
                    return Ok(Some(Markup::Text(inner.of(self.source).into(), inner)));
                }
                Event::GeneralRef(entity) => {
                    let Some(char) = decoded(&entity) else {
                        return Err(self.wrong(start, "an entity that XML does not have"));
                    };
                    return Ok(Some(Markup::Text(char.to_string().into(), span)));
                }
                Event::DocType(_) => {
                    return Err(self.wrong(start, "a DOCTYPE; no document has one"));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => return Ok(None),
                Event::Eof => return Err(self.wrong(start, "the part is cut off")),
            }
        }
    }

    /// Reads on to the end of the innermost open element. `each` sees the tags in it; where it returns
    /// false, what is inside that element is passed over.
    pub(in crate::read) fn children(
        &mut self,
        mut each: impl FnMut(&Tag<'s>) -> bool,
    ) -> Result<(), ReadErrorKind> {
        let depth = self.depth();
        let mut over = usize::MAX;
        while let Some(markup) = self.next()? {
            match markup {
                Markup::Open(tag) if self.depth() < over && !each(&tag) => over = self.depth(),
                Markup::Close(..) if self.depth() < depth => break,
                Markup::Close(..) if self.depth() < over => over = usize::MAX,
                _ => {}
            }
        }
        Ok(())
    }

    /// True for text that stands as it is, not in CDATA.
    pub(in crate::read) fn is_plain(&self, span: Span) -> bool {
        !self.source.get(..span.start).is_some_and(|before| before.ends_with(CDATA))
    }

    /// A place of text with its wrapper, if it is in CDATA.
    pub(in crate::read) fn whole(&self, span: Span) -> Span {
        if self.is_plain(span) {
            return span;
        }
        Span::new(span.start.saturating_sub(CDATA.len()), span.end + CDATA_END.len())
    }

    /// An error at a place in the part.
    pub(in crate::read) fn wrong(&self, at: usize, what: &str) -> ReadErrorKind {
        let mut at = at.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        let position = LineIndex::new(self.source).position_of(self.source, at);
        ReadErrorKind::Broken { at: Some(position), message: format!("{}: {what}", self.part) }
    }

    /// Where the reader is.
    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position())
            .map_or(self.source.len(), |at| at.saturating_add(self.skipped).min(self.source.len()))
    }

    /// An element begins.
    fn begin(&mut self, start: BytesStart<'s>, span: Span) -> Result<Markup<'s>, ReadErrorKind> {
        if self.open.len() >= DEPTH {
            return Err(self.wrong(span.start, &format!("elements are nested over {DEPTH} deep")));
        }
        if start.attributes_raw().contains("xmlns") {
            self.bind(&start);
        }
        if self.bound.len() > PREFIXES {
            return Err(self.wrong(span.start, &format!("more than {PREFIXES} namespaces")));
        }
        let from = span.start + 1;
        let whole = Span::new(from, from + start.name().into_inner().len()).of(self.source);
        let (prefix, local) = whole.split_once(':').unwrap_or(("", whole));
        let space = self.bound.iter().rev().find(|(_, bound, _)| *bound == prefix);
        let name = (space.map_or("", |(.., space)| *space), local);
        self.open.push(name);
        Ok(Markup::Open(Tag { name, span, start }))
    }

    /// Binds the prefixes that a tag declares.
    fn bind(&mut self, start: &BytesStart<'s>) {
        for attribute in attributes(start) {
            let key = attribute.key.into_inner();
            let Some(rest) = key.strip_prefix("xmlns") else { continue };
            let prefix = rest.strip_prefix(':').unwrap_or(rest);
            if rest.len() == prefix.len() && !rest.is_empty() || self.bound.len() > PREFIXES {
                continue;
            }
            let address = attribute.value.trim();
            let space = SPACES.iter().find(|(known, _)| *known == address);
            let space = space.map_or("", |(_, name)| *name);
            self.bound.push((self.open.len() + 1, prefix.to_owned(), space));
        }
    }
}

/// The character that an entity is.
fn decoded(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(char)) = entity.resolve_char_ref() {
        return Some(char);
    }
    let name: &str = entity;
    quick_xml::escape::resolve_xml_entity(name).and_then(|words| words.chars().next())
}
