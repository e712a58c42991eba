//! Reads NewsML-G2.

use super::super::part::Part;
use super::super::plan::Plan;
use super::content::{content, fields};
use super::element::Element;

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
    for one in root.all("itemSet").flat_map(Element::elements) {
        if matches!(one.name(), "newsItem" | "packageItem") {
            item(one, plan);
        }
    }
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
    if let Some(about) = about {
        fields(about, &TOP, plan);
    }
    for text in about.into_iter().flat_map(|about| about.all("description")) {
        let picture = text.value("role").contains("caption");
        let part = if picture { Part::Caption } else { Part::Deck };
        plan.text(text.text(), text.span(), Some(part));
    }
    let both = || meta.into_iter().chain(about);
    if let Some(date) = DATES.iter().find_map(|name| both().find_map(|one| one.child(name))) {
        plan.line(date.text(), date.span(), Part::Date);
    }
    for one in both() {
        fields(one, &LINES, plan);
    }
    for set in story.all("contentSet") {
        for text in set.elements().filter(|one| matches!(one.name(), "inlineXML" | "inlineData")) {
            content(text, plan, None, titled.is_some());
        }
    }
    for rights in story.all("rightsInfo") {
        fields(rights, &END, plan);
    }
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

#[cfg(test)]
mod tests {
    use super::super::super::part::Part;
    use super::super::read;
    use super::super::tests::pieces;

    fn item(content: &str) -> String {
        format!(
            "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><rightsInfo><copyrightNotice>(c) Northern Wire</copyrightNotice></rightsInfo>\
<itemMeta><versionCreated>2026-03-02T09:10:00Z</versionCreated><title>weir</title><edNote>Adds quote</edNote></itemMeta>\
<contentMeta><slugline>WEIR</slugline><headline>Weir fails</headline><dateline>HALTON</dateline><by>Ada Lund</by></contentMeta>\
<contentSet>{content}</contentSet></newsItem>"
        )
    }

    #[test]
    fn the_title_of_a_page_inside_is_no_line_of_the_story() {
        let found = pieces(&item(
            "<inlineXML><html><head><title>weir-2</title></head><body><p>One fell.</p></body></html></inlineXML>",
        ));
        assert!(found.contains(&(None, "One fell.".to_owned())), "{found:?}");
        assert!(found.iter().all(|(_, words)| words != "weir-2"), "{found:?}");
    }

    #[test]
    fn fields_are_read_in_order() {
        let found = pieces(&item(
            "<inlineData contenttype='text/plain'>The weir by the old lock gave way on Monday.\n\nOne fell.</inlineData>",
        ));
        let found: Vec<_> = found.iter().map(|(part, words)| (*part, words.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(Part::Headline), "Weir fails"),
                (Some(Part::Byline), "Ada Lund"),
                (Some(Part::Date), "2026-03-02T09:10:00Z"),
                (Some(Part::DeskNote), "Adds quote"),
                (Some(Part::Dateline), "HALTON"),
                (Some(Part::DeskNote), "WEIR"),
                (None, "The weir by the old lock gave way on Monday."),
                (None, "One fell."),
                (Some(Part::Boilerplate), "(c) Northern Wire"),
            ]
        );
    }

    #[test]
    fn inline_content_is_nitf_or_xhtml() {
        for content in [
            "<nitf xmlns='n'><body><body.head><hedline><hl1>Weir fails</hl1></hedline></body.head><body.content><p>One fell.</p></body.content></body></nitf>",
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Weir fails</title></head><body><p>One fell.</p></body></html>",
            "<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>W</h:title></h:head><h:body><h:p>One fell.</h:p></h:body></h:html>",
        ] {
            let found = pieces(&item(&format!("<inlineXML>{content}</inlineXML>")));
            assert!(found.contains(&(None, "One fell.".to_owned())), "{found:?}");
            assert_eq!(
                found.iter().filter(|(part, _)| *part == Some(Part::Headline)).count(),
                1,
                "{found:?}"
            );
            assert!(!found.iter().any(|(_, words)| words == "W"));
        }
    }

    #[test]
    fn a_message_has_several_stories_and_a_package_none() {
        let one = item("<inlineData>One fell.</inlineData>");
        let package = "<packageItem><contentMeta><headline>Floods</headline></contentMeta><groupSet><group><itemRef><headline>Other</headline></itemRef></group></groupSet></packageItem>";
        let source = format!("<newsMessage><itemSet>{one}{one}{package}</itemSet></newsMessage>");
        let document = read(&source).unwrap();
        assert_eq!(
            document.remarks,
            [
                "3 stories, each read by itself",
                "a package: the 1 item it names is not in this file"
            ]
        );
        let headlines = document.pieces.iter().filter(|piece| piece.part == Some(Part::Headline));
        assert_eq!(headlines.count(), 3);
        assert!(!document.text.contains("Other"));
    }
}
