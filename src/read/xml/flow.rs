//! Reads text that is marked up as in NITF: paragraphs, quotations, captions, tables.

use super::super::inner::{Inner, Reading};
use super::super::part::Part;
use super::super::plan::Plan;
use super::element::Element;
use crate::span::Span;

/// What an element is in a text.
enum Role {
    /// Part of a line.
    Inline,
    /// A paragraph, or what holds some; what its words are.
    Block(Option<Part>),
    /// A quotation that is set apart.
    Quotation,
    /// Who says it.
    Credit,
    /// Text with its lines as they are.
    Lines,
    /// No text.
    Empty,
}

/// Reads what an element holds: lines of text between blocks are paragraphs too. `part` is what its words
/// are, if that is known.
pub(super) fn flow(parent: Element<'_>, plan: &mut Plan, part: Option<Part>) {
    let mut run: Option<(usize, usize)> = None;
    for child in parent.children() {
        let (from, to) = child.nodes;
        match child.element().map(|element| (element, role(element.name()))) {
            None | Some((_, Role::Inline)) => run = Some((run.map_or(from, |run| run.0), to)),
            Some((element, role)) => {
                paragraph(parent, run.take(), plan, part);
                block(element, &role, plan, part);
            }
        }
    }
    paragraph(parent, run, plan, part);
}

/// Reads an element that holds paragraphs or is one.
fn block(element: Element<'_>, role: &Role, plan: &mut Plan, part: Option<Part>) {
    match role {
        Role::Block(own) => flow(element, plan, part.or(*own)),
        Role::Quotation => {
            plan.begin_quotation();
            flow(element, plan, part);
            plan.end_quotation();
        }
        Role::Credit => signature(element, plan, part),
        Role::Lines => plan.add(element.text(), element.span(), part, Reading::Plain),
        Role::Inline | Role::Empty => {}
    }
}

/// Adds a line of text, or some that are broken by hand.
fn paragraph(
    parent: Element<'_>,
    run: Option<(usize, usize)>,
    plan: &mut Plan,
    part: Option<Part>,
) {
    let Some((from, to)) = run else { return };
    let span = parent.tree.span(from, to);
    for line in parent.tree.lines(from, to) {
        plan.add(line, span, part, Reading::Line);
    }
}

/// Who says a quotation that is set apart: "— Ann Hale".
fn signature(credit: Element<'_>, plan: &mut Plan, part: Option<Part>) {
    let words = credit.text();
    let signed = words.text().trim_start().starts_with(['—', '–', '-', '―']);
    let mut all = Inner::default();
    all.put("", Span::new(credit.inside().start, credit.inside().start));
    if !signed && !words.is_blank() {
        all.invent("— ");
    }
    all.append(&words);
    plan.add(all, credit.span(), part, Reading::Line);
}

/// What an element is, by its name without prefix. XHTML has some of them too.
fn role(name: &str) -> Role {
    match name {
        "p" | "block" | "div" | "section" | "article" | "main" | "body" | "body.content" | "ul"
        | "ol" | "dl" | "table" | "nitf-table" | "custom-table" | "tr" | "thead" | "tbody"
        | "tfoot" | "fn" | "media" | "figure" | "datasource" | "html" => Role::Block(None),
        "hl1" | "hl2" | "hl3" | "hl4" | "hl5" | "hedline" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" => Role::Block(Some(Part::SubHeadline)),
        "media-caption" | "caption" | "figcaption" => Role::Block(Some(Part::Caption)),
        "li" | "dt" | "dd" => Role::Block(Some(Part::ListItem)),
        "td" | "th" => Role::Block(Some(Part::Table)),
        "note" | "ed-msg" => Role::Block(Some(Part::DeskNote)),
        "tagline" | "distributor" | "rights" | "bibliography" | "media-producer"
        | "revision-history" | "copyrite" => Role::Block(Some(Part::Boilerplate)),
        "abstract" => Role::Block(Some(Part::Deck)),
        "byline" | "byttl" => Role::Block(Some(Part::Byline)),
        "dateline" => Role::Block(Some(Part::Dateline)),
        "bq" | "blockquote" => Role::Quotation,
        "credit" => Role::Credit,
        "pre" => Role::Lines,
        "head"
        | "hr"
        | "media-reference"
        | "media-metadata"
        | "media-object"
        | "nitf-table-metadata"
        | "script"
        | "style"
        | "story.date" => Role::Empty,
        _ => Role::Inline,
    }
}
