//! Reads NewsML 1.2.

use super::super::blocks::Part;
use super::super::plan::Plan;
use super::tree::Element;
use super::{content, fields};

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
    root.all("NewsItem").for_each(|story| item(story, plan));
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
    let caption = part.child("Role").is_some_and(|role| role.value("FormalName").contains("Caption"));
    let texts = part.all("ContentItem").filter_map(|one| one.child("DataContent"));
    let texts: Vec<_> = texts.collect();
    let inner = part.child("NewsComponent").is_some();
    for lines in part.all("NewsLines") {
        if *titled && texts.is_empty() && !inner {
            continue;
        }
        fields(lines, &TOP, plan);
        date.take().into_iter().for_each(|date| plan.line(date.text(), date.span(), Part::Date));
        fields(lines, &LINES, plan);
        *titled |= lines.child("HeadLine").is_some();
        for line in lines.all("NewsLine").filter_map(|line| line.child("NewsLineText")) {
            plan.line(line.text(), line.span(), Part::DeskNote);
        }
    }
    date.take().into_iter().for_each(|date| plan.line(date.text(), date.span(), Part::Date));
    for text in texts {
        content(text, plan, caption.then_some(Part::Caption), *titled);
    }
    part.all("NewsComponent").for_each(|part| component(part, plan, date, titled));
}
