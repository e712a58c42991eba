//! Reads RSS, Atom and the exports of WordPress.

use super::super::inner::Reading;
use super::super::part::Part;
use super::super::plan::Plan;
use super::content::content;
use super::element::Element;
use super::{nitf, shortcodes, wordpress};

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

/// What `status` says of a story that is no more, and of one that is not out.
const GONE: [&str; 3] = ["trash", "auto-draft", "inherit"];
const DRAFTS: [&str; 2] = ["draft", "pending"];

/// Reads every item of a feed, in order.
pub(super) fn read(root: Element<'_>, plan: &mut Plan) {
    if matches!(root.name(), "item" | "entry") {
        return item(root, plan);
    }
    let is_item = |one: &Element<'_>| matches!(one.name(), "item" | "entry");
    let channels = root.all("channel").flat_map(Element::elements);
    let (stories, others): (Vec<_>, Vec<_>) =
        root.elements().chain(channels).filter(is_item).partition(|one| is_story(*one));
    let (mut stories, mut unpublished): (Vec<_>, Vec<_>) =
        stories.into_iter().partition(|one| !has_status(*one, &GONE) && !has_status(*one, &DRAFTS));
    if stories.is_empty() {
        // An export of drafts alone.
        (stories, unpublished) = unpublished.into_iter().partition(|one| !has_status(*one, &GONE));
    }
    for one in stories {
        item(one, plan);
    }
    if !unpublished.is_empty() {
        let items = if unpublished.len() == 1 { "item" } else { "items" };
        plan.remark(format!("left out: {} {items} (drafts, or in the trash)", unpublished.len()));
    }
    if !others.is_empty() {
        let items = if others.len() == 1 { "item that is" } else { "items that are" };
        plan.remark(format!("{} {items} no story (pictures, menus)", others.len()));
    }
}

fn is_story(item: Element<'_>) -> bool {
    let kind = item.child("post_type").map(Element::text);
    kind.is_none_or(|kind| !NO_STORIES.contains(&kind.text().trim()))
}

fn has_status(item: Element<'_>, list: &[&str]) -> bool {
    let status = item.child("status").map(Element::text);
    status.is_some_and(|status| list.contains(&status.text().trim()))
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
    // What stands beside the full text is a cutting of it.
    let part = if body.is_some() { Part::Boilerplate } else { Part::Deck };
    for one in summaries {
        field(one, plan, Some(part));
    }
    for author in story.elements().filter(|one| matches!(one.name(), "creator" | "author")) {
        let name = author.child("name").unwrap_or(author);
        plan.line(name.text(), name.span(), Part::Byline);
    }
    if let Some(date) = DATES.iter().find_map(|name| story.child(name)) {
        nitf::when(date, plan);
    }
    let Some(body) = body else { return };
    let blocks = body.inside().of(body.tree.source).contains("<!-- wp:");
    if story.child("post_type").is_some() && !blocks {
        let text = wordpress::paragraphs(&shortcodes::replaced(&body.text()));
        plan.add(text, body.span(), None, Reading::Html);
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
    let filled = |one: &Element<'_>| !one.text().is_blank();
    let last = |one: &Element<'_>| {
        matches!(one.name(), "description" | "summary") && one.prefix() != "media"
    };
    story
        .elements()
        .filter(content)
        .find(filled)
        .or_else(|| story.elements().filter(last).find(filled))
}

/// Reads HTML that is escaped, in CDATA or in place; plain text too.
fn field(one: Element<'_>, plan: &mut Plan, part: Option<Part>) {
    if one.value("type") == "text" {
        return plan.add(one.text(), one.span(), part, Reading::Plain);
    }
    content(one, plan, part, true);
}

#[cfg(test)]
mod tests {
    use super::super::super::part::Part;
    use super::super::read;
    use super::super::tests::pieces;

    fn rss(items: &str) -> String {
        format!(
            "<rss version='2.0'><channel><title>Northern Wire</title><description>All news</description>{items}</channel></rss>"
        )
    }

    fn texts(source: &str) -> Vec<String> {
        pieces(source).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn items_are_read_in_order_and_the_channel_is_none() {
        let source = rss(
            "<item><title>Weir fails</title><description>&lt;p&gt;One fell.&lt;/p&gt;</description><dc:creator><![CDATA[Ada Lund]]></dc:creator><pubDate>Mon, 02 Mar 2026</pubDate></item>\
<item><title>Mayor&amp;#8217;s plan</title><description>One fell [&amp;hellip;]</description><content:encoded><![CDATA[<p>One fell &amp; rose.</p>]]></content:encoded></item>",
        );
        assert_eq!(read(&source).unwrap().remarks, ["2 items, each read by itself"]);
        let found = pieces(&source);
        let found: Vec<_> = found.iter().map(|(part, words)| (*part, words.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(Part::Headline), "Weir fails"),
                (Some(Part::Byline), "Ada Lund"),
                (Some(Part::Date), "Mon, 02 Mar 2026"),
                (None, "One fell."),
                (Some(Part::Headline), "Mayor’s plan"),
                (Some(Part::Boilerplate), "One fell […]"),
                (None, "One fell & rose."),
            ]
        );
    }

    #[test]
    fn drafts_and_trash_are_left_out_beside_what_is_published() {
        let item = |title: &str, status: &str| {
            format!(
                "<item><title>{title}</title><excerpt:encoded>Cut</excerpt:encoded><content:encoded>It fell.</content:encoded><wp:post_type>post</wp:post_type><wp:status>{status}</wp:status></item>"
            )
        };
        let (out, draft, gone) = (item("A", "publish"), item("B", "draft"), item("C", "trash"));
        let all = rss(&format!("{out}{draft}{gone}"));
        assert_eq!(texts(&all), ["A", "Cut", "It fell."]);
        assert_eq!(pieces(&all)[1].0, Some(Part::Boilerplate));
        let remark = "left out: 2 items (drafts, or in the trash)";
        assert_eq!(read(&all).unwrap().remarks, [remark]);
        assert_eq!(texts(&rss(&format!("{gone}{draft}"))), ["B", "Cut", "It fell."]);
    }

    #[test]
    fn atom_has_text_html_and_xhtml() {
        for content in [
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One &lt; two.</p></div></content>",
            "<content type='html'>&lt;p&gt;One &amp;lt; two.&lt;/p&gt;</content>",
            "<content type='text'>One &lt; two.</content>",
            "<summary>One &lt; two.</summary>",
        ] {
            let source = format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><entry><title>Weir fails</title>{content}<author><name>Ada Lund</name></author></entry></feed>"
            );
            assert_eq!(texts(&source), ["Weir fails", "Ada Lund", "One < two."], "{content}");
        }
    }

    #[test]
    fn wordpress_breaks_lines_as_its_old_editor_does() {
        let item = |body: &str| {
            rss(&format!(
                "<item><title>Weir fails</title><content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_type>post</wp:post_type></item>"
            ))
        };
        let old = item("One <b>fell</b>\nat noon.\r\n\r\nTwo stood.\n<hr>\nThree left.");
        assert_eq!(texts(&old)[1..], ["One fell \nat noon.", "Two stood.", "Three left."]);
        let new = item("<!-- wp:paragraph -->\n<p>One fell\nat noon.</p>\n<!-- /wp:paragraph -->");
        assert_eq!(texts(&new)[1..], ["One fell at noon."]);
        let picture = rss(
            "<item><title>w.jpg</title><wp:post_type>attachment</wp:post_type></item><item><title>Weir</title></item>",
        );
        assert_eq!(texts(&picture), ["Weir"]);
        assert_eq!(read(&picture).unwrap().remarks, ["1 item that is no story (pictures, menus)"]);
    }
}
