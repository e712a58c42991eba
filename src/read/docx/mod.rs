//! Reads a Word document: its body, then its footnotes and endnotes. Tracked changes are read as if they
//! were accepted. Headers and footers are no copy; text boxes are left out, and it is said so.

mod annotate;
mod body;
mod comments;
mod cuts;
mod names;
mod parts;
mod properties;
mod remarks;
mod runs;

use super::document::Archive;
use super::error::ReadErrorKind;
use super::office::archive::{Package, broken};
use super::office::copyist::Copyist;
use super::office::margin::Margin;
pub use annotate::{Remark, annotate};
use body::{Body, Scope};
use parts::Parts;
pub use parts::is_date;

/// What a file ought to be.
const WHAT: &str = "a Word document (.docx)";

/// The parts that are read, as they are one after another.
#[derive(Default)]
struct Shelf {
    parts: Vec<(String, String)>,
    len: usize,
}

impl Shelf {
    /// Where the next part begins.
    fn next(&self) -> usize {
        self.len
    }

    fn add(&mut self, name: String, text: String) {
        self.len += text.len() + 1;
        self.parts.push((name, text));
    }
}

/// Reads the bytes of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, ReadErrorKind> {
    let mut package = Package::open(bytes, WHAT)?;
    let parts = Parts::find(&mut package)?;
    let Some(main) = package.text(&parts.main)? else {
        let main = &parts.main;
        return Err(broken(format!("there is no {main} in it; this is not {WHAT}")));
    };
    let styles = match package.text(&parts.styles)? {
        Some(text) => properties::styles(&parts.styles, &text)?,
        None => super::office::styles::Styles::default(),
    };
    let mut shelf = Shelf { len: main.len() + 1, ..Shelf::default() };
    let mut margin = Margin::default();
    if let Some(text) = package.text(&parts.comments)? {
        comments::read(&parts.comments, &text, shelf.next(), &mut margin)?;
        shelf.add(parts.comments.clone(), text);
    }
    let mut copyist = Copyist::new();
    let scope = Scope::Main;
    let found = Body::new(&parts.main, &main, 0, &styles, &mut margin, scope).read(&mut copyist)?;
    let mut boxes = found.boxes;
    for (name, wanted) in [(&parts.footnotes, found.footnotes), (&parts.endnotes, found.endnotes)] {
        if wanted.is_empty() {
            continue;
        }
        let Some(text) = package.text(name)? else { continue };
        let scope = Scope::Notes(wanted);
        let base = shelf.next();
        let found = Body::new(name, &text, base, &styles, &mut margin, scope).read(&mut copyist)?;
        boxes += found.boxes;
        shelf.add(name.clone(), text);
    }
    copyist.leave_out(boxes, "text box", "text boxes");
    copyist.leave_out(found.imports, "document within it", "documents within it");
    let mut all = vec![(parts.main, main)];
    all.append(&mut shelf.parts);
    Ok(Archive { document: copyist.finish(), parts: all })
}

#[cfg(test)]
mod tests {
    use super::super::office::testing::{blocks, docx, docx_with, find, p, r, words};
    use super::super::{Before, Draft, Part};

    fn styled(style: &str, words: &str) -> String {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(words))
    }

    #[test]
    fn styles_say_what_a_paragraph_is() {
        use Part::{Body, Caption, Deck, Headline, ListItem, Quotation, SubHeadline};
        let styles = "<w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
            <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
            <w:style w:styleId=\"Kasten\"><w:name w:val=\"Kasten\"/><w:basedOn w:val=\"Zitat\"/></w:style>\
            <w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
            <w:style w:styleId=\"Punkt\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>";
        let none = "<w:p><w:pPr><w:pStyle w:val=\"Punkt\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>";
        let body = [
            styled("Titel", "Ferry stops"),
            styled("Subtitle", "Service to resume on Friday"),
            p("The ferry stopped on Monday."),
            styled("berschrift1", "Delays"),
            styled("Punkt", "No boats at all."),
            format!("{none}{}</w:p>", r("Nor any buses.")),
            styled("Kasten", "We had no choice."),
            styled("Caption", "The ferry at dusk"),
        ];
        let bytes = docx_with(&body.concat(), &[("styles", styles)]);
        let parts: Vec<Part> = blocks("a.docx", &bytes).iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, [Headline, Deck, Body, SubHeadline, ListItem, Body, Quotation, Caption]);
    }

    #[test]
    fn the_first_heading_is_the_headline_where_there_is_no_title() {
        let body = [styled("Heading1", "Ferry stops"), p("It did."), styled("Heading1", "Delays")];
        let parts: Vec<Part> =
            blocks("a.docx", &docx(&body.concat())).iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, [Part::Headline, Part::Body, Part::SubHeadline]);
        let body = [p("It stopped on Monday."), styled("Heading2", "Delays"), p("There were few.")];
        assert_eq!(blocks("a.docx", &docx(&body.concat()))[1].0, Part::SubHeadline);
    }

    #[test]
    fn words_go_on_from_run_to_run_and_have_their_places() {
        let body = format!(
            "<w:p>{}<w:proofErr/>{}<w:r><w:noBreakHyphen/><w:t>known R&amp;D</w:t><w:softHyphen/><w:t>s</w:t><w:tab/><w:t>chief&#x2019;s</w:t></w:r></w:p>",
            r("The fer"),
            r("ry, well")
        );
        let bytes = docx(&body);
        let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
        assert_eq!(draft.text, "The ferry, well-known R&Ds\tchief’s");
        let source = super::Package::open(&bytes, "").unwrap().text("word/document.xml");
        let source = source.unwrap().unwrap();
        let place = |words: &str| draft.place(find(&draft, words)).of(&source);
        assert_eq!(place("R&D"), "R&amp;D");
        assert_eq!(place("’s"), "&#x2019;s");
        assert!(place("ferry").starts_with("fer</w:t>") && place("ferry").ends_with(">ry"));
        assert_eq!(draft.part_of(0), Some("word/document.xml"));
        let run = draft.run_of(find(&draft, "chief").start).unwrap();
        assert_eq!((run.paragraph, run.run), (1, 3));
    }

    #[test]
    fn tracked_changes_are_read_as_accepted() {
        let joined = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
        let body = format!(
            "<w:p>{}<w:del><w:r><w:delText>was</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>\
             <w:p><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>\
             {joined}{}</w:p>{joined}</w:p>{}\
             <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            r("It "),
            r("is"),
            r(" shut."),
            r("Gone."),
            r("Come."),
            r("One "),
            p("and two."),
            p("Out"),
            p("In")
        );
        assert_eq!(words("a.docx", &docx(&body)), ["It is shut.", "Come.", "One and two.", "In"]);
    }

    #[test]
    fn notes_come_after_the_text_and_only_those_that_are_referred_to() {
        let body = format!(
            "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p><w:p><w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del>{}<w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p>",
            r("The mill shut"),
            r(" on Monday."),
            r("Nobody came.")
        );
        let note =
            |id: usize, words: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(words));
        let separator = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
        let notes = [separator.to_owned(), note(2, "Minutes of May 3."), note(3, "Gone.")].concat();
        let ends = format!("<w:endnote w:id=\"1\">{}</w:endnote>", p("Seen twice."));
        let bytes = docx_with(&body, &[("footnotes", &notes), ("endnotes", &ends)]);
        let found = words("a.docx", &bytes);
        assert_eq!(
            found,
            ["The mill shut on Monday.", "Nobody came.", "Minutes of May 3.", "Seen twice."]
        );
        let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
        let at = find(&draft, "Minutes");
        assert_eq!(draft.part_of(at.start), Some("word/footnotes.xml"));
        let run = draft.run_of(at.start).unwrap();
        assert_eq!((run.paragraph, run.run), (2, 1));
    }

    #[test]
    fn text_boxes_are_left_out_and_counted_once() {
        let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("In a box."));
        let body = format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{}",
            r("The mill is shut."),
            p("It is.")
        );
        let draft = Draft::from_bytes("a.docx", &docx(&body)).unwrap();
        assert_eq!(draft.remarks, ["left out: 1 text box"]);
        assert_eq!(draft.text, "The mill is shut.\n\nIt is.");
        assert_eq!(draft.run_of(draft.text.len() - 1).unwrap().paragraph, 4);
    }

    #[test]
    fn instructions_of_fields_and_placeholders_are_no_text() {
        let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let body = format!(
            "<w:p>{}{}<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{}{}{}<w:hyperlink>{}</w:hyperlink></w:p>\
             <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
             <w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
             <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>",
            field("begin"),
            r("not this"),
            field("separate"),
            r("The mill"),
            field("end"),
            r(" is shut."),
            p("Click here."),
            p("It is.")
        );
        assert_eq!(words("a.docx", &docx(&body)), ["The mill is shut.", "It is."]);
    }

    #[test]
    fn words_that_are_struck_out_are_no_text() {
        let run = |look: &str, words: &str| {
            format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
        };
        let body = format!(
            "<w:p>{}{}{}{}</w:p>",
            run("<w:b/>", "The mill "),
            run("<w:strike/><w:i/>", "will never "),
            run("<w:dstrike w:val=\"true\"/>", "not "),
            run("<w:strike w:val=\"0\"/>", "is shut."),
        );
        assert_eq!(words("a.docx", &docx(&body)), ["The mill is shut."]);
    }

    #[test]
    fn a_line_broken_by_hand_ends_unless_the_sentence_goes_on() {
        let body = format!(
            "<w:p>{}<w:r><w:br/></w:r>{}<w:r><w:br/></w:r>{}</w:p>",
            r("It is"),
            r("shut."),
            r("He said so.")
        );
        assert_eq!(words("a.docx", &docx(&body)), ["It is shut.", "He said so."]);
    }

    #[test]
    fn a_note_in_a_comment_is_like_one_in_a_text() {
        let comment = "<w:comment w:id=\"0\" w:author=\"Ed\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>whosaid: ignore[SR001] the minutes :) are on file</w:t></w:r></w:p></w:comment><w:comment w:id=\"1\" w:author=\"Bea\"><w:p><w:r><w:t>Is it?</w:t></w:r></w:p></w:comment>";
        let start = "<w:commentRangeStart w:id=\"0\"/><w:commentRangeStart w:id=\"1\"/>";
        let end = "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:commentRangeEnd w:id=\"1\"/>";
        let said = r("The mill is shut, he said.");
        let text = "The mill is shut, he said.<!-- whosaid: ignore[SR001] the minutes :) are on file --> It is not.\n\nShe left.";
        let plain = Draft::new("a.txt", text);
        let body = format!("<w:p>{start}{said}{end}{}</w:p>{}", r(" It is not."), p("She left."));
        let draft =
            Draft::from_bytes("a.docx", &docx_with(&body, &[("comments", comment)])).unwrap();
        assert_eq!(draft.text, plain.text);
        assert_eq!(draft.directives, plain.directives);
        assert_eq!(draft.directives[0].before, Before::Text);
        assert_eq!(draft.as_read(), text);
        assert_eq!(draft.part_of(draft.directives[0].start), Some("word/comments.xml"));

        // At a whole paragraph, within a word, and without a range.
        for (body, before) in [
            (format!("<w:p>{start}{said}</w:p><w:p>{end}{}</w:p>", r("She left.")), "he said."),
            (format!("<w:p>{start}{}{end}{}</w:p>", r("The mi"), r("ll is shut.")), "The mill"),
            (format!("{}<w:p>{}{end}</w:p>", p("It is."), r("She left.")), "She left."),
        ] {
            let bytes = docx_with(&body, &[("comments", comment)]);
            let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
            let [note] = &draft.directives[..] else { panic!("{body}") };
            assert!(draft.text[..note.span.start].ends_with(before), "{body}");
            assert_eq!(note.before, Before::Text);
        }
    }

    #[test]
    fn strict_files_and_other_prefixes_are_read() {
        let text = "\u{feff}<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><p><r><t>The mill is shut.</t></r></p></body></document>";
        let bytes = super::super::office::testing::zipped(&[("word/document.xml", text)]);
        assert_eq!(words("a.docx", &bytes), ["The mill is shut."]);
        let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
        assert_eq!(draft.place(find(&draft, "mill")).of(text), "mill");
    }
}
