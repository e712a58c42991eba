//! Reads a LibreOffice document: its text, then its footnotes and endnotes. Tracked changes are read as
//! if they were accepted. Text boxes are left out, and it is said so.

mod body;
mod styles;

use super::document::Archive;
use super::error::ReadErrorKind;
use super::office::archive::{Package, broken};
use super::office::copyist::Copyist;
use super::office::margin::Margin;
use super::office::styles::Styles;
use body::{Body, Scope};

/// What a file ought to be.
const WHAT: &str = "a LibreOffice document (.odt)";
/// The part that has the text.
const MAIN: &str = "content.xml";
/// The part that has the styles with a name.
const STYLES: &str = "styles.xml";
/// The part that says what is locked with a password.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the bytes of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, ReadErrorKind> {
    let mut package = Package::open(bytes, WHAT)?;
    let manifest = package.text(MANIFEST)?.unwrap_or_default();
    if manifest.contains("encryption-data") || package.has("encrypted-package") {
        return Err(broken("the file has a password; save it without one"));
    }
    let Some(text) = package.text(MAIN)? else {
        return Err(broken(format!("there is no {MAIN} in it; this is not {WHAT}")));
    };
    let mut all = Styles::default();
    if let Some(named) = package.text(STYLES)? {
        styles::read(STYLES, &named, &mut all)?;
    }
    styles::read(MAIN, &text, &mut all)?;
    let mut margin = Margin::default();
    let ends = body::ends(MAIN, &text)?;
    let mut copyist = Copyist::new();
    let found = Body::new(MAIN, &text, &all, &mut margin, &ends, Scope::Main).read(&mut copyist)?;
    if !found.text {
        return Err(broken(format!(
            "there is no text in it, but a sheet or slides; this is not {WHAT}"
        )));
    }
    let mut boxes = found.boxes;
    if found.notes {
        let body = Body::new(MAIN, &text, &all, &mut margin, &ends, Scope::Notes);
        boxes += body.read(&mut copyist)?.boxes;
    }
    copyist.leave_out(boxes, "text box", "text boxes");
    Ok(Archive { document: copyist.finish(), parts: vec![(MAIN.to_owned(), text)] })
}

#[cfg(test)]
mod tests {
    use super::super::office::testing::{blocks, find, odt, words};
    use super::super::{Before, Draft, Part};

    #[test]
    fn styles_say_what_a_paragraph_is() {
        use Part::{Body, Caption, Deck, Headline, ListItem, Quotation, SubHeadline, Table};
        let styles = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>\
            <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
        let text = "<text:p text:style-name=\"Title\">Ferry stops</text:p>\
            <text:p text:style-name=\"Subtitle\">Service to resume on Friday</text:p>\
            <text:p>The ferry<text:span text:style-name=\"T1\"> not</text:span> stopped on Monday.</text:p>\
            <text:h text:outline-level=\"1\">Delays</text:h>\
            <text:list><text:list-item><text:p>No boats at all.</text:p></text:list-item></text:list>\
            <text:p text:style-name=\"P1\">We had no choice.</text:p>\
            <text:section><text:p text:style-name=\"Caption\">The ferry at dusk</text:p></text:section>\
            <table:table><table:table-row><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>";
        let found = blocks("a.odt", &odt(styles, text));
        let parts: Vec<Part> = found.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, [Headline, Deck, Body, SubHeadline, ListItem, Quotation, Caption, Table]);
        assert_eq!(found[2].1, "The ferry stopped on Monday.");
    }

    #[test]
    fn words_that_are_struck_out_are_no_text() {
        let style = |name: &str, family: &str, line: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"{family}\"><style:text-properties {line}/></style:style>"
            )
        };
        let styles = style("T1", "text", "style:text-line-through-style=\"solid\"")
            + &style("T2", "text", "style:text-line-through-style=\"none\"")
            + &style("P9", "paragraph", "style:text-line-through-type=\"single\"");
        let text = "<text:p>The mill <text:span text:style-name=\"T1\">never </text:span><text:span text:style-name=\"T2\">shut.</text:span></text:p>\
            <text:p text:style-name=\"P9\">It is old.</text:p>";
        assert_eq!(words("a.odt", &odt(&styles, text)), ["The mill shut."]);
    }

    #[test]
    fn words_have_their_places() {
        let text = "<text:p>The\n  fer<text:span>ry</text:span>,<text:s text:c=\"2\"/>R&amp;D<text:tab/>sa\u{ad}id, no\u{2011}one.<text:line-break/>He left.</text:p>";
        let bytes = odt("", text);
        let draft = Draft::from_bytes("a.odt", &bytes).unwrap();
        assert_eq!(draft.text, "The ferry, R&D\tsaid, no-one.\n\nHe left.");
        let source =
            super::Package::open(&bytes, "").unwrap().text("content.xml").unwrap().unwrap();
        let place = |words: &str| draft.place(find(&draft, words)).of(&source);
        assert_eq!(place("The ferry"), "The\n  fer<text:span>ry");
        assert_eq!(place("R&D\t"), "R&amp;D<text:tab/>");
        assert_eq!(place("no-one"), "no\u{2011}one");
        assert_eq!(draft.part_of(0), Some("content.xml"));
    }

    #[test]
    fn tracked_changes_are_read_as_accepted() {
        let text = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>\
            <text:p>It <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>is<text:change-end text:change-id=\"c2\"/> shut.</text:p>";
        assert_eq!(words("a.odt", &odt("", text)), ["It is shut."]);
    }

    #[test]
    fn notes_come_after_the_text_and_text_boxes_are_left_out() {
        let text = "<text:p>The mill<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes of May 3.</text:p></text:note-body></text:note> is shut.\
            <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>\
            <draw:frame><draw:text-box><text:p/></draw:text-box></draw:frame><text:p>It is.</text:p>";
        let bytes = odt("", text);
        assert_eq!(words("a.odt", &bytes), ["The mill is shut.", "It is.", "Minutes of May 3."]);
        assert_eq!(Draft::from_bytes("a.odt", &bytes).unwrap().remarks, ["left out: 1 text box"]);
    }

    #[test]
    fn a_note_in_a_comment_is_like_one_in_a_text() {
        let comment = |name: &str| {
            format!(
                "<office:annotation{name}><dc:creator>Ed</dc:creator><dc:date>2026-05-03T10:00:00</dc:date><text:p>whosaid: ignore[SR001] on file</text:p></office:annotation>"
            )
        };
        let (named, end) = (" office:name=\"a\"", "<office:annotation-end office:name=\"a\"/>");
        for text in [
            format!("<text:p>The mill {}is shut.{end} He left.</text:p>", comment(named)),
            format!("<text:p>The mill is shut.{} He left.</text:p>", comment("")),
        ] {
            let draft = Draft::from_bytes("a.odt", &odt("", &text)).unwrap();
            let plain = "The mill is shut.<!-- whosaid: ignore[SR001] on file --> He left.";
            assert_eq!(draft.as_read(), plain);
            assert_eq!(draft.directives, Draft::new("a.txt", plain).directives);
            assert_eq!(draft.directives[0].before, Before::Text);
        }
        let own = comment("").replace(">Ed<", ">whosaid<");
        let text = format!("<text:p>The mill is shut.{own} He left.</text:p>");
        let draft = Draft::from_bytes("a.odt", &odt("", &text)).unwrap();
        assert_eq!(
            (draft.text.as_str(), draft.directives.len()),
            ("The mill is shut. He left.", 0)
        );
    }

    #[test]
    fn a_sheet_is_refused() {
        let sheet = super::super::office::testing::zipped(&[("content.xml", "<a/>")]);
        let said = super::super::office::testing::refused("a.odt", &sheet);
        assert!(said.contains("a sheet or slides"), "{said}");
    }
}
