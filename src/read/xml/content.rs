//! What an element of agency copy holds: fields, NITF, XHTML, HTML that is escaped, text.

use super::element::Element;
use super::{flow, nitf};
use crate::read::inner::Reading;
use crate::read::part::Part;
use crate::read::plan::Plan;

/// Adds the fields of an element that a table names, in the order of the table.
pub(super) fn fields(parent: Element<'_>, table: &[(&str, Part)], plan: &mut Plan) {
    for (name, part) in table {
        for field in parent.all(name) {
            plan.line(field.text(), field.span(), *part);
        }
    }
}

/// Adds what an element holds in its own way: NITF, XHTML, HTML that is escaped or in CDATA, plain text.
/// `titled` is true when the headline is known.
pub(super) fn content(holder: Element<'_>, plan: &mut Plan, part: Option<Part>, titled: bool) {
    if let Some(nitf) = holder.elements().find(|one| one.name() == "nitf") {
        return nitf::read(nitf, plan, titled);
    }
    let first = holder.elements().next();
    // The title in the head of a page is that of the file, where the headline is known.
    let page = first.filter(|one| titled && one.name() == "html");
    let holder = page.and_then(|page| page.child("body")).unwrap_or(holder);
    match holder.elements().next() {
        None => plan.text(holder.text(), holder.inside(), part),
        // The names of HTML alone, which its reader knows.
        Some(one) if one.prefix().is_empty() && !one.name().contains('.') => {
            plan.add(holder.markup(false), holder.inside(), part, Reading::Html);
        }
        Some(_) => flow::flow(holder, plan, part),
    }
}
