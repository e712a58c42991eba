//! Reads RSS, Atom and the exports of WordPress.

use super::super::blocks::Part;
use super::super::inner::{Inner, Reading};
use super::super::plan::Plan;
use super::super::segments::SegmentMap;
use super::tree::Element;
use super::{content, nitf};
use crate::span::Span;

/// Where the date of a story is, the best before the next.
const DATES: [&str; 5] = ["pubDate", "published", "date", "post_date", "updated"];
/// What WordPress exports beside stories.
const NO_STORIES: [&str; 10] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "wp_block",
    "wp_global_styles",
    "wp_navigation",
    "wp_template",
];

/// Reads every item of a feed, in order.
pub(super) fn read(root: Element<'_>, plan: &mut Plan) {
    if matches!(root.name(), "item" | "entry") {
        return item(root, plan);
    }
    let is_item = |one: &Element<'_>| matches!(one.name(), "item" | "entry");
    let channels = root.all("channel").flat_map(Element::elements);
    let (stories, others): (Vec<_>, Vec<_>) =
        root.elements().chain(channels).filter(is_item).partition(|one| is_story(*one));
    stories.into_iter().for_each(|one| item(one, plan));
    if !others.is_empty() {
        let items = if others.len() == 1 { "item that is" } else { "items that are" };
        plan.remark(format!("{} {items} no story (pictures, menus)", others.len()));
    }
}

fn is_story(item: Element<'_>) -> bool {
    let kind = item.child("post_type").map(Element::text);
    kind.is_none_or(|kind| !NO_STORIES.contains(&kind.text().trim()))
}

fn item(story: Element<'_>, plan: &mut Plan) {
    plan.story();
    for title in story.all("title").filter(|title| title.prefix() != "media") {
        plan.line(title.text(), title.span(), Part::Headline);
    }
    let body = body(story);
    let summaries = story.elements().filter(|one| {
        let excerpt = one.name() == "encoded" && one.prefix() == "excerpt";
        let summary = matches!(one.name(), "description" | "summary") && one.prefix() != "media";
        (excerpt || summary) && body.is_none_or(|body| body.span() != one.span())
    });
    summaries.for_each(|one| field(one, plan, Some(Part::Deck)));
    for author in story.elements().filter(|one| matches!(one.name(), "creator" | "author")) {
        let name = author.child("name").unwrap_or(author);
        plan.line(name.text(), name.span(), Part::Byline);
    }
    if let Some(date) = DATES.iter().find_map(|name| story.child(name)) {
        nitf::when(date, plan);
    }
    let Some(body) = body else { return };
    let blocks = body.inside().of(body.tree().source()).contains("<!-- wp:");
    if story.child("post_type").is_some() && !blocks {
        plan.add(paragraphs(&body.text()), body.span(), None, Reading::Html);
    } else {
        field(body, plan, None);
    }
}

/// The text of a story: its content, else its description.
fn body(story: Element<'_>) -> Option<Element<'_>> {
    let content = |one: &Element<'_>| match one.name() {
        "encoded" => one.prefix() != "excerpt",
        "content" => one.prefix() != "media",
        "body" => true,
        _ => false,
    };
    let filled = |one: &Element<'_>| one.inside().of(one.tree().source()).len() > 0 && !one.text().is_blank();
    let last = |one: &Element<'_>| {
        matches!(one.name(), "description" | "summary") && one.prefix() != "media"
    };
    story.elements().filter(content).find(filled).or_else(|| story.elements().filter(last).find(filled))
}

/// Reads HTML that is escaped, in CDATA or in place; plain text too.
fn field(one: Element<'_>, plan: &mut Plan, part: Option<Part>) {
    if one.value("type") == "text" {
        return plan.add(one.text(), one.span(), part, Reading::Plain);
    }
    content(one, plan, part, true);
}

/// The paragraphs of WordPress's old editor: a blank line begins one, a line end breaks the line.
fn paragraphs(html: &Inner) -> Inner {
    let text = html.text();
    let (mut out, mut map) = (String::with_capacity(text.len()), SegmentMap::default());
    let mut from = 0;
    let mut copy = |out: &mut String, map: &mut SegmentMap, from: usize, to: usize, tag: &str| {
        let span = Span::new(from, to.max(from));
        out.push_str(span.of(text));
        map.push(span.len(), span);
        out.push_str(tag);
        map.push(tag.len(), Span::new(span.end, span.end));
    };
    let mut in_tag = false;
    let mut rest = text.char_indices().peekable();
    while let Some((at, char)) = rest.next() {
        match char {
            '<' => in_tag = text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')),
            '>' => in_tag = false,
            '\n' if !in_tag => {
                let after = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
                let tag = if after.starts_with('\n') {
                    "<p>"
                } else if after.starts_with('<') || text[from..at].trim_end().ends_with('>') {
                    continue;
                } else {
                    "<br>"
                };
                copy(&mut out, &mut map, from, at + 1, tag);
                from = at + 1;
                // The blank line itself begins nothing more.
                while rest.next_if(|(_, c)| c.is_ascii_whitespace()).is_some() {}
            }
            _ => {}
        }
    }
    copy(&mut out, &mut map, from, text.len(), "");
    html.remade(out, &map)
}
