//! Reads XML: NITF, NewsML 1.2 and G2, RSS, Atom, WordPress and XHTML. Which it is, the root element says.

mod feed;
mod g2;
mod newsml;
mod nitf;
mod tree;

use super::blocks::Part;
use super::document::Document;
use super::error::ReadErrorKind;
use super::html;
use super::inner::Reading;
use super::plan::Plan;
use tree::{Element, Tree};

/// What is read, for messages.
const READ: &str = "NITF, NewsML, RSS, Atom, WordPress and XHTML";

/// Reads the text of a file.
pub(super) fn read(source: &str) -> Result<Document, ReadErrorKind> {
    let tree = Tree::parse(source)?;
    let Some(root) = tree.root() else {
        let message = format!("no element; expected {READ}");
        return Err(tree::broken(source, 0, message));
    };
    let mut plan = Plan::default();
    let many = match root.name() {
        "html" => return Ok(html::read(source)),
        "nitf" => {
            plan.story();
            nitf::read(root, &mut plan, false);
            "stories"
        }
        "NewsML" | "NewsItem" => {
            newsml::read(root, &mut plan);
            "stories"
        }
        "newsMessage" | "newsItem" | "packageItem" => {
            g2::read(root, &mut plan);
            "stories"
        }
        "rss" | "feed" | "RDF" | "channel" | "item" | "entry" => {
            feed::read(root, &mut plan);
            "items"
        }
        other => {
            let message = format!("XML with the root element <{other}> is not read; expected {READ}");
            let at = crate::span::LineIndex::new(source).position_of(source, root.span().start);
            return Err(ReadErrorKind::Broken { at: Some(at), message });
        }
    };
    plan.note(source, &tree.notes());
    Ok(plan.write(source, many))
}

/// Adds the fields of an element that a table names, in the order of the table.
fn fields(parent: Element<'_>, table: &[(&str, Part)], plan: &mut Plan) {
    for (name, part) in table {
        parent.all(name).for_each(|field| plan.line(field.text(), field.span(), *part));
    }
}

/// Adds what an element holds in its own way: NITF, XHTML, HTML that is escaped or in CDATA, plain text.
/// `titled` is true when the headline is known.
fn content(holder: Element<'_>, plan: &mut Plan, part: Option<Part>, titled: bool) {
    if let Some(nitf) = holder.elements().find(|one| one.name() == "nitf") {
        return nitf::read(nitf, plan, titled);
    }
    match holder.elements().next() {
        None => plan.text(holder.text(), holder.inside(), part),
        // The names of HTML alone, which its reader knows.
        Some(one) if one.prefix().is_empty() && !one.name().contains('.') => {
            plan.add(holder.markup(), holder.inside(), part, Reading::Html);
        }
        Some(_) => nitf::flow(holder, plan, part),
    }
}
