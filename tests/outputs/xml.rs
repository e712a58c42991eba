//! A tree of XML, as a reader of it sees it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name).map(|text| text.parse().expect("a number"))
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Node, String> {
    let mut node = Node { name: tag.name().as_ref().to_owned(), ..Node::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        node.attributes.push((name, value.map_err(|error| error.to_string())?.into_owned()));
    }
    Ok(node)
}

/// The root of a document. A fault where it is not well-formed or has a character that XML forbids.
pub(crate) fn parse(text: &str) -> Result<Node, String> {
    let forbidden =
        |c: char| c < ' ' && !"\t\n\r".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if let Some(c) = text.chars().find(|c| forbidden(*c)) {
        return Err(format!("XML forbids {c:?}"));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => open.push(element(&tag)?),
            Event::Empty(tag) => {
                let node = element(&tag)?;
                open.last_mut().ok_or("no parent")?.children.push(node);
            }
            Event::End(_) => {
                let node = open.pop().ok_or("too many ends")?;
                open.last_mut().ok_or("no parent")?.children.push(node);
            }
            Event::Text(words) => {
                let words = words.xml10_content();
                open.last_mut().ok_or("no parent")?.text.push_str(&words);
            }
            Event::GeneralRef(name) => {
                let char = name.resolve_char_ref().map_err(|error| error.to_string())?;
                let name = name.to_string();
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                let words = char.map(String::from).or_else(|| known.map(str::to_owned));
                let words = words.ok_or_else(|| format!("unknown entity {name}"))?;
                open.last_mut().ok_or("no parent")?.text.push_str(&words);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => return Err(format!("unexpected {other:?}")),
        }
    }
    let mut root = open.pop().filter(|_| open.is_empty()).ok_or("an element is not closed")?;
    match root.children.len() {
        1 => Ok(root.children.remove(0)),
        count => Err(format!("{count} roots")),
    }
}
