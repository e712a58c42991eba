//! Reads NewsML-G2.

use super::super::blocks::Part;
use super::super::plan::Plan;
use super::tree::Element;
use super::{content, fields};

/// What the fields about a story are: those before its date, those after, and those at its end.
const TOP: [(&str, Part); 2] = [("headline", Part::Headline), ("by", Part::Byline)];
const LINES: [(&str, Part); 4] = [
    ("dateline", Part::Dateline),
    ("slugline", Part::DeskNote),
    ("edNote", Part::DeskNote),
    ("creditline", Part::Boilerplate),
];
const END: [(&str, Part); 1] = [("copyrightNotice", Part::Boilerplate)];

/// Where the date of a story is, the best before the next.
const DATES: [&str; 4] = ["versionCreated", "contentModified", "contentCreated", "firstCreated"];

/// Reads every story of a message, or the one that a file is.
pub(super) fn read(root: Element<'_>, plan: &mut Plan) {
    if matches!(root.name(), "newsItem" | "packageItem") {
        return item(root, plan);
    }
    let items = root.all("itemSet").flat_map(Element::elements);
    items.filter(|item| matches!(item.name(), "newsItem" | "packageItem")).for_each(|one| item(one, plan));
}

fn item(story: Element<'_>, plan: &mut Plan) {
    plan.story();
    let meta = story.child("itemMeta");
    let about = story.child("contentMeta");
    let titled = about.and_then(|about| about.child("headline"));
    if titled.is_none()
        && let Some(title) = meta.and_then(|meta| meta.child("title"))
    {
        plan.line(title.text(), title.span(), Part::Headline);
    }
    about.into_iter().for_each(|about| fields(about, &TOP, plan));
    for text in about.into_iter().flat_map(|about| about.all("description")) {
        let picture = text.value("role").contains("caption");
        let part = if picture { Part::Caption } else { Part::Deck };
        plan.text(text.text(), text.span(), Some(part));
    }
    let both = || meta.into_iter().chain(about);
    if let Some(date) = DATES.iter().find_map(|name| both().find_map(|one| one.child(name))) {
        plan.line(date.text(), date.span(), Part::Date);
    }
    both().for_each(|one| fields(one, &LINES, plan));
    for set in story.all("contentSet") {
        for text in set.elements().filter(|one| matches!(one.name(), "inlineXML" | "inlineData")) {
            content(text, plan, None, titled.is_some());
        }
    }
    story.all("rightsInfo").for_each(|rights| fields(rights, &END, plan));
    if story.name() == "packageItem" {
        package(story, plan);
    }
}

/// Says that the stories which a package names are not in it.
fn package(story: Element<'_>, plan: &mut Plan) {
    let count = story.descendants().filter(|one| one.name() == "itemRef").count();
    let (items, are) = if count == 1 { ("item", "is") } else { ("items", "are") };
    plan.remark(format!("a package: the {count} {items} it names {are} not in this file"));
}
