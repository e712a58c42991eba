//! Reads NewsML 1.2.

use super::super::part::Part;
use super::super::plan::Plan;
use super::content::{content, fields};
use super::element::Element;

/// What the lines about a story are: those before its date, and those after.
const TOP: [(&str, Part); 4] = [
    ("HeadLine", Part::Headline),
    ("SubHeadLine", Part::Deck),
    ("ByLine", Part::Byline),
    ("ByLineTitle", Part::Byline),
];
const LINES: [(&str, Part); 6] = [
    ("DateLine", Part::Dateline),
    ("SlugLine", Part::DeskNote),
    ("SeriesLine", Part::DeskNote),
    ("CreditLine", Part::Boilerplate),
    ("CopyrightLine", Part::Boilerplate),
    ("RightsLine", Part::Boilerplate),
];

/// Where the date of a story is, the best before the next.
const DATES: [&str; 4] = ["DateLineDate", "ThisRevisionCreated", "FirstCreated", "DateId"];

/// Reads every story of a file.
pub(super) fn read(root: Element<'_>, plan: &mut Plan) {
    if root.name() == "NewsItem" {
        return item(root, plan);
    }
    for story in root.all("NewsItem") {
        item(story, plan);
    }
}

fn item(story: Element<'_>, plan: &mut Plan) {
    plan.story();
    let mut date = DATES.iter().find_map(|name| story.find(name));
    let mut titled = false;
    for part in story.all("NewsComponent") {
        component(part, plan, &mut date, &mut titled);
    }
}

/// Reads a component: its lines, its text, and the components in it. `titled` is true once there is a
/// headline: that of a picture is none.
fn component<'t>(
    part: Element<'t>,
    plan: &mut Plan,
    date: &mut Option<Element<'t>>,
    titled: &mut bool,
) {
    let caption =
        part.child("Role").is_some_and(|role| role.value("FormalName").contains("Caption"));
    let texts = part.all("ContentItem").filter_map(|one| one.child("DataContent"));
    let texts: Vec<_> = texts.collect();
    let inner = part.child("NewsComponent").is_some();
    for lines in part.all("NewsLines") {
        if *titled && texts.is_empty() && !inner {
            continue;
        }
        fields(lines, &TOP, plan);
        if let Some(date) = date.take() {
            plan.line(date.text(), date.span(), Part::Date);
        }
        fields(lines, &LINES, plan);
        *titled |= lines.child("HeadLine").is_some();
        for line in lines.all("NewsLine").filter_map(|line| line.child("NewsLineText")) {
            plan.line(line.text(), line.span(), Part::DeskNote);
        }
    }
    if let Some(date) = date.take() {
        plan.line(date.text(), date.span(), Part::Date);
    }
    for text in texts {
        content(text, plan, caption.then_some(Part::Caption), *titled);
    }
    for part in part.all("NewsComponent") {
        component(part, plan, date, titled);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::part::Part;
    use super::super::tests::pieces;

    /// A file with some content and another component.
    fn file(content: &str, more: &str) -> String {
        format!(
            "<NewsML><NewsEnvelope><DateAndTime>x</DateAndTime></NewsEnvelope><NewsItem>\
<NewsManagement><FirstCreated>20260302T091000Z</FirstCreated></NewsManagement><NewsComponent>\
<NewsLines><DateLine>HALTON (NW) -</DateLine><HeadLine>Weir fails</HeadLine><SlugLine>Weir</SlugLine></NewsLines>\
<ContentItem><DataContent>{content}</DataContent></ContentItem>{more}</NewsComponent></NewsItem></NewsML>"
        )
    }

    fn body(content: &str) -> Vec<(Option<Part>, String)> {
        pieces(&file(content, "")).split_off(4)
    }

    #[test]
    fn lines_come_before_the_text() {
        let found = pieces(&file(
            "<nitf><body><body.content><p>One fell.</p></body.content></body></nitf>",
            "",
        ));
        let found: Vec<_> = found.iter().map(|(part, words)| (*part, words.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(Part::Headline), "Weir fails"),
                (Some(Part::Date), "20260302T091000Z"),
                (Some(Part::Dateline), "HALTON (NW) -"),
                (Some(Part::DeskNote), "Weir"),
                (None, "One fell."),
            ]
        );
    }

    #[test]
    fn content_is_nitf_xhtml_escaped_or_plain() {
        let two = [(None, "One’s R&D fell.".to_owned()), (None, "Two <stood>.".to_owned())];
        for content in [
            "<p>One&rsquo;s R&amp;D fell.</p><p>Two &lt;stood&gt;.</p>",
            "<x:p>One&rsquo;s R&amp;D fell.</x:p><x:p>Two &lt;stood&gt;.</x:p>",
            "<![CDATA[<p>One&rsquo;s R&amp;D fell.</p><p>Two &lt;stood&gt;.</p>]]>",
            "&lt;p&gt;One&amp;rsquo;s R&amp;amp;D fell.&lt;/p&gt;&lt;p>Two &amp;lt;stood&amp;gt;.",
        ] {
            assert_eq!(body(content), two, "{content}");
        }
        let plain = "One&rsquo;s R&amp;D fell, and the mill by the lock with it.\n\nTwo stood.";
        assert_eq!(body(plain)[1].1, "Two stood.");
    }

    #[test]
    fn the_headline_of_a_picture_is_none_and_its_text_a_caption() {
        let picture = "<NewsComponent><NewsLines><HeadLine>WEIR-1</HeadLine></NewsLines><NewsComponent>\
<Role FormalName=\"Caption\"/><ContentItem><DataContent><p>The lock.</p></DataContent></ContentItem></NewsComponent></NewsComponent>";
        let found = pieces(&file("<p>One fell.</p>", picture));
        assert!(found.contains(&(Some(Part::Caption), "The lock.".to_owned())));
        assert_eq!(found.iter().filter(|(part, _)| *part == Some(Part::Headline)).count(), 1);
    }
}
