//! Reads JSON: ninjs, and what other desks and sites keep their stories in. Which keys mean what,
//! `keys.yaml` says.

mod elements;
mod keys;
mod kind;
mod runs;
mod search;
mod value;

use super::document::Document;
use super::error::ReadErrorKind;
use super::inner::Reading;
use super::part::Part;
use super::plan::Plan;
use keys::Keys;
use search::{every, first, has_body, is_parts, stories, words};
use value::Object;

pub(super) use value::{Value, reason};

/// Reads the text of a file.
pub(super) fn read(source: &str) -> Result<Document, ReadErrorKind> {
    let root = Value::parse(source)?;
    let keys = Keys::built_in();
    let mut plan = Plan::default();
    let blocks = root.list().unwrap_or_default().into_iter().filter_map(Value::object);
    let is_block = |block: Object<'_>| {
        runs::has(&block, keys) && first(&block, &keys.headline, keys).is_none()
    };
    if blocks.into_iter().any(is_block) {
        plan.story();
        elements::read(root, keys, &mut plan);
        return written(plan, source, keys);
    }
    let (full, bare): (Vec<_>, Vec<_>) =
        stories(root, keys).into_iter().partition(|one| has_body(one, keys));
    let all = if full.is_empty() { &bare } else { &full };
    if all.is_empty() {
        return Err(ReadErrorKind::NoStory(keys.missing()));
    }
    if !full.is_empty() && !bare.is_empty() {
        let entries = if bare.len() == 1 { "entry" } else { "entries" };
        plan.remark(format!("{} {entries} without a text", bare.len()));
    }
    for one in all {
        story(one, keys, &mut plan);
    }
    written(plan, source, keys)
}

/// The document, if there are words in it.
fn written(plan: Plan, source: &str, keys: &Keys) -> Result<Document, ReadErrorKind> {
    if plan.is_empty() {
        return Err(ReadErrorKind::NoStory(keys.missing()));
    }
    Ok(plan.write(source, "stories"))
}

/// Adds a story, field by field.
fn story(story: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    plan.story();
    let has_body = has_body(story, keys);
    let mut add = |list: &[String], part: Part| {
        if let Some((inner, span)) = first(story, list, keys) {
            plan.line(inner, span, part);
        }
    };
    add(&keys.headline, Part::Headline);
    let caption = !has_body && elements::is_picture(story, keys);
    add(&keys.deck, if caption { Part::Caption } else { Part::Deck });
    add(&keys.summary, if has_body { Part::Boilerplate } else { Part::Deck });
    let mut names = story.all(&keys.byline).map(|value| every(value, keys));
    for (inner, span) in names.find(|names| !names.is_empty()).unwrap_or_default() {
        plan.line(inner, span, Part::Byline);
    }
    for (list, part) in [(&keys.date, Part::Date), (&keys.dateline, Part::Dateline)] {
        if let Some((inner, span)) = first(story, list, keys) {
            plan.line(inner, span, part);
        }
    }
    for (inner, span) in story.all(&keys.desk).filter_map(|value| words(value, keys)) {
        plan.line(inner, span, Part::DeskNote);
    }
    body(story, keys, plan);
    for value in story.all(&keys.pictures) {
        elements::pictures(value, keys, plan);
    }
}

/// Adds the text of a story, in one of the forms in which it has it.
fn body(story: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    if let Some((inner, span)) = first(story, &keys.html, keys) {
        return plan.add(inner, span, None, Reading::Html);
    }
    if let Some(value) = story.all(&keys.parts).find(|one| is_parts(*one)) {
        return elements::read(value, keys, plan);
    }
    if let Some((inner, span)) = first(story, &keys.plain, keys) {
        return plan.add(inner, span, None, Reading::Plain);
    }
    for value in story.all(&keys.either) {
        if is_parts(value) {
            return elements::read(value, keys, plan);
        }
        if let Some((inner, span)) = words(value, keys) {
            return plan.text(inner, span, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::ReadErrorKind;
    use super::super::part::Part;
    use super::read;

    /// The parts and words of a file.
    fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source).expect("it is read");
        let text = &document.text;
        document.pieces.iter().map(|piece| (piece.part, piece.span.of(text).to_owned())).collect()
    }

    fn check(source: &str, parts: &[(Option<Part>, &str)]) {
        let found = pieces(source);
        let found: Vec<_> = found.iter().map(|(part, words)| (*part, words.as_str())).collect();
        assert_eq!(found, parts, "{source}");
    }

    #[test]
    fn ninjs_is_read_in_either_version() {
        let one = r#"{"versioncreated": "2026-03-02T09:10:00Z", "body_text": "One fell.", "body_xhtml": "<p>One <b>fell</b> at Cobb\u2019s R&amp;D.</p>",
 "byline": "Ada Lund", "located": "Halton", "headline": "Weir \"fails\"", "ednote": "Adds quote", "slugline": "WEIR", "description_text": "One fell at Cobb…",
 "associations": {"a": {"type": "picture", "headline": "P", "description_text": "The lock."}, "b": {"type": "text", "description_text": "Other"}, "c": null}}"#;
        check(
            one,
            &[
                (Some(Part::Headline), "Weir \"fails\""),
                (Some(Part::Boilerplate), "One fell at Cobb…"),
                (Some(Part::Byline), "Ada Lund"),
                (Some(Part::Date), "2026-03-02T09:10:00Z"),
                (Some(Part::Dateline), "Halton"),
                (Some(Part::DeskNote), "WEIR"),
                (Some(Part::DeskNote), "Adds quote"),
                (None, "One fell at Cobb’s R&D."),
                (Some(Part::Caption), "The lock."),
            ],
        );
        let two = r#"{"standard": {"name": "ninjs"}, "headlines": [{"role": "main", "value": "Weir fails"}], "bylines": ["Ada Lund", {"name": "Tom Wynne"}],
 "bodies": [{"contenttype": "text/plain", "value": "One fell."}, {"contenttype": "text/html", "value": "<p>One fell at noon.</p>"}],
 "associations": [{"type": "picture", "descriptions": [{"value": "The lock."}]}]}"#;
        check(
            two,
            &[
                (Some(Part::Headline), "Weir fails"),
                (Some(Part::Byline), "Ada Lund"),
                (Some(Part::Byline), "Tom Wynne"),
                (None, "One fell at noon."),
                (Some(Part::Caption), "The lock."),
            ],
        );
    }

    #[test]
    fn other_desks_are_read_too() {
        let (title, body) = ((Some(Part::Headline), "Weir fails"), (None, "One fell."));
        let (by, deck) = ((Some(Part::Byline), "Ada Lund"), (Some(Part::Deck), "Homes flood"));
        check(
            r#"{"headline": "Weir fails", "abstract": "<p>Homes flood</p>", "byline": "Ada Lund", "dateline": {"located": null, "text": "HALTON -"}, "body_html": "<p>One fell.</p>"}"#,
            &[title, deck, by, (Some(Part::Dateline), "HALTON -"), body],
        );
        check(
            r#"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "N"}, {"@type": "NewsArticle", "headline": "Weir fails", "author": [{"name": "Ada Lund"}], "articleBody": "One fell."}]}"#,
            &[title, by, body],
        );
        check(
            r#"{"id": 3, "title": {"rendered": "Weir fails"}, "author": 12, "content": {"rendered": "<p>One fell.</p>\n"}, "excerpt": {"rendered": "<p>Homes flood</p>"}}"#,
            &[title, (Some(Part::Boilerplate), "Homes flood"), body],
        );
        check(
            r#"{"data": {"article": {"title": "Weir fails", "text": "One fell."}}}"#,
            &[title, body],
        );
        check(r#"{"title": "Weir fails", "body": ["One fell."]}"#, &[title, body]);
        check(
            r#"{"headline": "Weir fails", "type": "picture", "description_text": "Homes flood"}"#,
            &[title, (Some(Part::Caption), "Homes flood")],
        );
    }

    #[test]
    fn a_text_in_parts_is_read_part_by_part() {
        let source = r#"{"type": "story", "headlines": {"basic": "Weir fails", "web": ""}, "credits": {"by": [{"type": "author", "name": "Ada Lund"}]},
 "content_elements": [{"type": "text", "content": "One <i>fell</i>."}, {"type": "header", "level": 2, "content": "Why"}, {"type": "image", "url": "x", "caption": "The lock."},
  {"type": "list", "items": [{"type": "text", "content": "Two pumps"}]}, {"type": "quote", "content_elements": [{"type": "text", "content": "We were lucky."}], "citation": {"content": "Otto Brandl"}},
  {"type": "interstitial_link", "content": "Read more"}, {"type": "table", "header": [{"type": "text", "content": "Lock"}], "rows": [[{"content": "2.1"}]]}]}"#;
        check(
            source,
            &[
                (Some(Part::Headline), "Weir fails"),
                (Some(Part::Byline), "Ada Lund"),
                (None, "One fell."),
                (Some(Part::SubHeadline), "Why"),
                (Some(Part::Caption), "The lock."),
                (Some(Part::ListItem), "Two pumps"),
                (None, "We were lucky."),
                (None, "— Otto Brandl"),
                (Some(Part::Table), "Lock"),
                (Some(Part::Table), "2.1"),
            ],
        );
        assert_eq!(read(source).unwrap().pieces[7].quotation, Some(0));
    }

    #[test]
    fn several_stories_are_read_one_after_the_other() {
        let source = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Northern Wire", "items": [
 {"title": "Weir fails", "content_html": "<p>One fell.</p>"}, {"title": "Mayor quits", "content_text": "Two left."}, {"title": "No more"}]}"#;
        check(
            source,
            &[
                (Some(Part::Headline), "Weir fails"),
                (None, "One fell."),
                (Some(Part::Headline), "Mayor quits"),
                (None, "Two left."),
            ],
        );
        let remarks = read(source).unwrap().remarks;
        assert_eq!(remarks, ["2 stories, each read by itself", "1 entry without a text"]);
    }

    #[test]
    fn a_note_in_a_string_is_obeyed() {
        let source = r#"{"title": "Weir fails", "text": "One fell by the lock, Ada Lund said on Monday.\n\nwhosaid: ignore[WO001] on tape\n\nTwo stood."}"#;
        let document = read(source).unwrap();
        assert_eq!(document.notes.len(), 1);
        assert_eq!(
            document.map.place(document.notes[0].directive.span).of(source),
            "whosaid: ignore[WO001] on tape"
        );
        let html = source.replace(
            "whosaid: ignore[WO001] on tape",
            "<!-- whosaid: ignore[WO001] on tape --><p>",
        );
        assert_eq!(read(&html).unwrap().notes.len(), 1);
    }

    #[test]
    fn runs_of_a_block_are_one_paragraph() {
        let whole = (None, "The weir at Halton did not fail, she said.");
        let (on, off) = (r#""text": "The weir at Halton did ""#, r#""text": " fail, she said.""#);
        for source in [
            format!(
                r#"{{"type": "doc", "content": [{{"type": "paragraph", "content": [{{"type": "text", {on}}}, {{"type": "text", "marks": [{{"type": "bold"}}], "text": "not"}}, {{"type": "text", {off}}}]}}]}}"#
            ),
            format!(
                r#"[{{"type": "p", "children": [{{{on}}}, {{"type": "a", "url": "x", "children": [{{"text": "not", "bold": true}}]}}, {{{off}}}]}}]"#
            ),
            format!(
                r#"{{"body": [{{"_type": "block", "style": "normal", "children": [{{"_type": "span", {on}}}, {{"_type": "span", "text": "not"}}, {{"_type": "span", {off}}}]}}]}}"#
            ),
            format!(
                r#"{{"root": {{"children": [{{"type": "lead", "children": [{{"type": "text", {on}}}, {{"type": "text", "text": "not"}}, {{"type": "linebreak"}}, {{"type": "text", {off}}}]}}]}}}}"#
            ),
        ] {
            check(&source, &[whole]);
        }
    }

    #[test]
    fn blocks_of_editors_have_their_parts() {
        check(
            r#"{"blocks": [{"key": "a", "type": "header-two", "text": "Why"}, {"key": "b", "type": "unstyled", "text": "One fell."}, {"key": "c", "type": "unordered-list-item", "text": "Two."}, {"key": "d", "type": "atomic", "text": " "}], "entityMap": {}}"#,
            &[
                (Some(Part::SubHeadline), "Why"),
                (None, "One fell."),
                (Some(Part::ListItem), "Two."),
            ],
        );
        check(
            r#"{"body": [{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Why"}]}, {"_type": "block", "style": "normal", "listItem": "bullet", "children": [{"text": "Two."}]}]}"#,
            &[(Some(Part::SubHeadline), "Why"), (Some(Part::ListItem), "Two.")],
        );
    }

    #[test]
    fn what_is_looked_for_is_said() {
        for source in ["{\"children\": [{\"size\": 3}]}", "[]", "3"] {
            assert!(matches!(read(source), Err(ReadErrorKind::NoStory(_))), "{source}");
        }
        assert!(matches!(read("{\"body\": "), Err(ReadErrorKind::Broken { .. })));
        let error = read(r#"{"name": "Northern Wire"}"#).unwrap_err().to_string();
        assert!(error.contains("body_html") && error.contains("headline"), "{error}");
    }
}
