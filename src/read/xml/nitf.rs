//! Reads NITF.

use super::super::part::Part;
use super::super::plan::Plan;
use super::element::Element;
use super::flow::flow;

/// Reads a story. `titled` is true when what holds it has its headline.
pub(super) fn read(nitf: Element<'_>, plan: &mut Plan, titled: bool) {
    let head = nitf.find("body.head");
    let date = first(nitf, &["story.date", "date.issue", "date.release"]);
    if let Some(head) = head {
        headline(head, plan);
    }
    if !titled
        && head.is_none_or(|head| head.find("hl1").is_none() && head.find("hedline").is_none())
    {
        let title = nitf.child("head").and_then(|head| head.child("title"));
        if let Some(title) = title {
            plan.line(title.text(), title.span(), Part::Headline);
        }
    }
    for (name, part) in [("abstract", Part::Deck), ("byline", Part::Byline)] {
        let found = head.into_iter().flat_map(|head| head.all(name));
        for element in found {
            flow(element, plan, Some(part));
        }
    }
    if let Some(date) = date {
        when(date, plan);
    }
    let fields = [("dateline", Part::Dateline), ("note", Part::DeskNote)];
    let ends = [("distributor", Part::Boilerplate), ("rights", Part::Boilerplate)];
    for (name, part) in fields.into_iter().chain(ends) {
        let found = head.into_iter().flat_map(|head| head.all(name));
        for element in found {
            flow(element, plan, Some(part));
        }
    }
    if let Some((note, span)) = nitf.find("ed-msg").and_then(|note| note.attribute("info")) {
        plan.line(note, span, Part::DeskNote);
    }
    let Some(body) = nitf.find("body") else { return flow(nitf, plan, None) };
    if body.child("body.content").is_none() {
        return flow(body, plan, None);
    }
    for content in body.all("body.content") {
        flow(content, plan, None);
    }
    for end in body.all("body.end") {
        flow(end, plan, Some(Part::Boilerplate));
    }
}

/// The headline, and the lines below it.
fn headline(head: Element<'_>, plan: &mut Plan) {
    let lines = head.descendants().filter(|line| is_headline(line.name()));
    let (top, below): (Vec<_>, Vec<_>) = lines.partition(|line| line.name() == "hl1");
    if top.is_empty() && below.is_empty() {
        let bare = head.child("hedline").or(head.child("headline"));
        if let Some(line) = bare {
            flow(line, plan, Some(Part::Headline));
        }
    }
    for line in top {
        flow(line, plan, Some(Part::Headline));
    }
    for line in below {
        flow(line, plan, Some(Part::Deck));
    }
}

fn is_headline(name: &str) -> bool {
    let level = name.strip_prefix("hl").or(name.strip_prefix('h'));
    level.is_some_and(|level| matches!(level, "1" | "2" | "3" | "4" | "5" | "6"))
}

/// The first element of any of these names, the first name before the next.
fn first<'t>(element: Element<'t>, names: &[&str]) -> Option<Element<'t>> {
    names.iter().find_map(|name| element.find(name))
}

/// When the story was written: the words, or the date as machines read it.
pub(super) fn when(date: Element<'_>, plan: &mut Plan) {
    let text = date.text();
    if !text.is_blank() {
        return plan.line(text, date.span(), Part::Date);
    }
    if let Some((value, span)) = date.attribute("norm") {
        plan.line(value, span, Part::Date);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::part::Part;
    use super::super::read;
    use super::super::tests::pieces;

    const STORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf>
 <head><title>weir-fails</title><docdata><date.issue norm="20260302T0910Z"/><ed-msg info="Adds quote"/></docdata></head>
 <body>
  <body.head>
   <hedline><hl1>Weir fails at Cobb&#8217;s Lock</hl1><hl2>Twelve homes flooded</hl2></hedline>
   <abstract><p>A weir gave way on Monday.</p></abstract>
   <byline>By <person>Ada Lund</person><byttl>Rivers Reporter</byttl></byline>
   <distributor>Northern Wire</distributor>
   <dateline><location><city>HALTON</city><country>England</country></location><story.date norm="20260302"/></dateline>
  </body.head>
  <body.content>
   <block>
    <p>A weir gave way on Monday.</p>
    <media media-type="image"><media-reference source="w.jpg"/><media-caption><p>The lock on Monday.</p></media-caption><media-producer>Tom Wynne</media-producer></media>
    <hl2>What went wrong</hl2>
    <p>The <org>R&amp;D</org> arm<br/>was shut.</p>
    <bq><block><p>We were lucky.</p></block><credit>Otto Brandl, lock keeper</credit></bq>
    <ul><li>Two pumps</li><li><p>One boat</p></li></ul>
    <table><caption>Levels</caption><tr><th>Lock</th><td>2.1</td></tr></table>
    <note noteclass="editorsnote"><body.content><p>Eds: updates at noon.</p></body.content></note>
    Loose <em>words</em> count too.
   </block>
  </body.content>
  <body.end><tagline>Ada Lund covers rivers.</tagline></body.end>
 </body>
</nitf>"#;

    #[test]
    fn every_field_has_its_part() {
        let found = pieces(STORY);
        let found: Vec<_> = found.iter().map(|(part, words)| (*part, words.as_str())).collect();
        assert_eq!(
            found,
            [
                (Some(Part::Headline), "Weir fails at Cobb’s Lock"),
                (Some(Part::Deck), "Twelve homes flooded"),
                (Some(Part::Boilerplate), "A weir gave way on Monday."),
                (Some(Part::Byline), "By Ada Lund"),
                (Some(Part::Byline), "Rivers Reporter"),
                (Some(Part::Date), "20260302"),
                (Some(Part::Dateline), "HALTON England"),
                (Some(Part::Boilerplate), "Northern Wire"),
                (Some(Part::DeskNote), "Adds quote"),
                (None, "A weir gave way on Monday."),
                (Some(Part::Caption), "The lock on Monday."),
                (Some(Part::Boilerplate), "Tom Wynne"),
                (Some(Part::SubHeadline), "What went wrong"),
                (None, "The R&D arm"),
                (None, "was shut."),
                (None, "We were lucky."),
                (None, "— Otto Brandl, lock keeper"),
                (Some(Part::ListItem), "Two pumps"),
                (Some(Part::ListItem), "One boat"),
                (Some(Part::Caption), "Levels"),
                (Some(Part::Table), "Lock"),
                (Some(Part::Table), "2.1"),
                (Some(Part::DeskNote), "Eds: updates at noon."),
                (None, "Loose words count too."),
                (Some(Part::Boilerplate), "Ada Lund covers rivers."),
            ]
        );
    }

    #[test]
    fn a_quotation_and_its_credit_are_one() {
        let document = read(STORY).unwrap();
        let quoted = document.pieces.iter().filter(|piece| piece.quotation == Some(0));
        let words: Vec<&str> = quoted.map(|piece| piece.span.of(&document.text)).collect();
        assert_eq!(words, ["We were lucky.", "— Otto Brandl, lock keeper"]);
        let at = document.text.find("Otto").unwrap();
        let place = document.map.place(crate::span::Span::new(at, at + 4));
        assert_eq!(place.of(STORY), "Otto");
    }

    #[test]
    fn a_title_is_the_headline_where_there_is_none() {
        let bare =
            "<nitf><head><title>Weir fails</title></head><body><p>One fell.</p></body></nitf>";
        assert_eq!(pieces(bare)[0], (Some(Part::Headline), "Weir fails".to_owned()));
        assert_eq!(pieces(bare)[1], (None, "One fell.".to_owned()));
    }
}
