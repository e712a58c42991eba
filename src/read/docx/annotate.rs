//! Writes remarks into a Word document, as comments at the words that they are about. The parts that need
//! no change are copied as they are.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::WHAT;
use super::cuts::Cuts;
use super::parts::{self, Parts};
use super::remarks::{self, Comments};
use super::runs::{Place, Runs};
use crate::read::ReadErrorKind;
use crate::read::office::archive::{Package, broken};
use crate::span::Span;

/// The kind of the comments' part.
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// What a relation to the comments is; the second is that of a "strict" file.
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];
/// Where the kinds of all parts are.
const TYPES: &str = "[Content_Types].xml";

/// A remark about some words of a Word document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where the words stand in the part, in bytes.
    pub place: Span,
    /// The name of the part: "word/document.xml".
    pub part: String,
    /// What it says. Lines become paragraphs.
    pub text: String,
}

/// The parts that change, each with its new text.
type Changed = BTreeMap<String, String>;

/// Writes remarks into a Word document, and takes out those of an earlier time. Written twice, they give
/// the same file. Their date is that at which the document was last saved, unless one is given.
pub fn annotate(
    bytes: &[u8],
    remarks: &[Remark],
    date: Option<&str>,
) -> Result<Vec<u8>, ReadErrorKind> {
    let mut package = Package::open(bytes, WHAT)?;
    let parts = Parts::find(&mut package)?;
    let Some(main) = package.text(&parts.main)? else {
        let main = &parts.main;
        return Err(broken(format!("there is no {main} in it; this is not {WHAT}")));
    };
    let strict = main.contains("http://purl.oclc.org/ooxml/wordprocessingml/main");
    let text = package.text(&parts.comments)?;
    let comments = Comments::read(&parts.comments, text.as_deref(), strict)?;
    if remarks.is_empty() && comments.own.is_empty() {
        return Ok(bytes.to_vec());
    }
    let runs = Runs::read(&parts.main, &main, &comments.own)?;
    let placed = placed(&mut package, &parts, &comments, &runs, remarks)?;
    let first = comments.last.max(runs.last_comment).saturating_add(1);
    let mut cuts = Cuts::new(&main, &runs, strict);
    for (id, (place, _)) in (first..).zip(&placed) {
        cuts.add(*place, id);
    }
    let mut changed = Changed::new();
    changed.insert(parts.main.clone(), cuts.write());
    let words: Vec<&str> = placed.iter().map(|(_, text)| *text).collect();
    let date = match date {
        Some(date) => Some(date.to_owned()),
        None => parts.saved(&mut package).unwrap_or_default(),
    };
    changed.insert(parts.comments.clone(), comments.write(first, &words, date.as_deref()));
    name_comments(&mut package, &parts, strict, &mut changed)?;
    for name in &parts.threads {
        if let Some(text) = package.text(name)? {
            let left = remarks::without_threads(name, &text, &comments.paragraphs)?;
            changed.insert(name.clone(), left);
        }
    }
    rewritten(package.into_zip(), changed)
}

/// Where in the main part each remark is to stand, in order.
fn placed<'r>(
    package: &mut Package<'_>,
    parts: &Parts,
    comments: &Comments<'_>,
    runs: &Runs,
    remarks: &'r [Remark],
) -> Result<Vec<(Place, &'r str)>, ReadErrorKind> {
    let mut notes = Vec::new();
    for (name, kind) in [(&parts.footnotes, "footnote"), (&parts.endnotes, "endnote")] {
        if remarks.iter().any(|remark| remark.part == *name)
            && let Some(text) = package.text(name)?
        {
            notes.push((name, kind, remarks::elements(name, &text, kind)?));
        }
    }
    let mut all = Vec::new();
    for remark in remarks {
        let place = if remark.part == parts.comments {
            let id = comments.at(remark.place.start);
            id.and_then(|id| runs.ranges.get(id)).and_then(|place| runs.place(*place))
        } else if let Some((_, kind, notes)) = notes.iter().find(|(n, ..)| **n == remark.part) {
            let note = notes.iter().find(|(_, span)| span.contains(remark.place));
            let key = note.map(|(id, _)| ((*kind).to_owned(), id.clone()));
            key.and_then(|key| runs.references.get(&key)).map(|run| Place::Run(*run))
        } else {
            runs.place(remark.place)
        };
        let Some(place) = place.or_else(|| runs.place(Span::new(0, 0))) else {
            return Err(broken("there are no words in it to put a comment at"));
        };
        all.push((place, remark.text.as_str()));
    }
    all.sort();
    Ok(all)
}

/// Names the part of the comments where the file does not.
fn name_comments(
    package: &mut Package<'_>,
    parts: &Parts,
    strict: bool,
    changed: &mut Changed,
) -> Result<(), ReadErrorKind> {
    let types = package.text(TYPES)?.unwrap_or_default();
    let name = format!("/{}", parts.comments);
    if !types.contains(&format!("\"{name}\"")) {
        let entry = |prefix: &str| {
            format!("<{prefix}Override PartName=\"{name}\" ContentType=\"{CONTENT}\"/>")
        };
        changed.insert(TYPES.to_owned(), remarks::with_last(TYPES, &types, entry)?);
    }
    if parts.has_comments {
        return Ok(());
    }
    let relations = parts::relations(package, &parts.relations, "")?;
    let taken: HashSet<&str> = relations.iter().map(|one| one.id.as_str()).collect();
    let mut all = (0..=taken.len()).map(|n| format!("whosaid{n}"));
    let id = all.find(|id| !taken.contains(id.as_str())).unwrap_or_default();
    let kind = RELATIONS[usize::from(strict)];
    let entry = |prefix: &str| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{name}\"/>")
    };
    let text = package.text(&parts.relations)?.unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>".to_owned()
    });
    let text = remarks::with_last(&parts.relations, &text, entry)?;
    changed.insert(parts.relations.clone(), text);
    Ok(())
}

/// The zip file with some parts changed. All others are copied as they are packed; new ones come last.
fn rewritten(
    mut zip: ZipArchive<Cursor<&[u8]>>,
    mut changed: Changed,
) -> Result<Vec<u8>, ReadErrorKind> {
    let failed = |error: &dyn std::fmt::Display| broken(format!("it cannot be written ({error})"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.set_raw_comment(zip.comment().into()).map_err(|error| failed(&error))?;
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).map_err(|error| failed(&error))?;
        let name = file.name().map_err(|error| failed(&error))?.into_owned();
        let Some(text) = changed.remove(&name) else {
            writer.raw_copy_file(file).map_err(|error| failed(&error))?;
            continue;
        };
        let options = file.options().compression_method(CompressionMethod::Deflated);
        drop(file);
        writer.start_file(name, options).map_err(|error| failed(&error))?;
        writer.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    for (name, text) in changed {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        writer.start_file(name, options).map_err(|error| failed(&error))?;
        writer.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(writer.finish().map_err(|error| failed(&error))?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::read::Draft;
    use crate::read::office::testing::{docx, docx_with, find, p, r};

    /// A document with a remark at each of some words.
    fn with(bytes: &[u8], words: &[&str]) -> Vec<u8> {
        let draft = Draft::from_bytes("a.docx", bytes).unwrap();
        let remark = |words: &&str| {
            let at = find(&draft, words);
            let part = draft.part_of(at.start).unwrap().to_owned();
            Remark { place: draft.place(at), part, text: format!("On <{words}>") }
        };
        annotate(bytes, &words.iter().map(remark).collect::<Vec<_>>(), None).unwrap()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        Package::open(bytes, "").unwrap().text(name).unwrap().unwrap_or_default()
    }

    /// What is between the paragraph's tags, with short marks: "{0" begins a comment, "0}" ends it.
    fn marked(bytes: &[u8]) -> String {
        let text = part(bytes, "word/document.xml");
        let from = text.find("<w:body>").unwrap() + 8;
        let mut text = text[from..text.find("</w:body>").unwrap()].to_owned();
        for id in 0..9 {
            let start = format!("<w:commentRangeStart w:id=\"{id}\"/>");
            let end = format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            );
            text = text.replace(&start, &format!("{{{id}")).replace(&end, &format!("{id}}}"));
        }
        text.replace("<w:r><w:t xml:space=\"preserve\">", "[").replace("</w:t></w:r>", "]")
    }

    #[test]
    fn a_run_is_cut_where_a_comment_begins_or_ends() {
        let bytes = docx(&p("The mill is shut."));
        let all = with(&bytes, &["The mill", "mill is", "shut."]);
        assert_eq!(marked(&all), "<w:p>{1[The ]{2[mill]1}[ is]2}[ ]{3[shut.]3}</w:p>");
        let bold = "<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>R&amp;D is &#8217;off</w:t><w:tab/><w:t>now</w:t></w:r></w:p>";
        let all = with(&docx(bold), &["&D is", "now"]);
        let open = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>";
        let text = format!("{open}<w:t xml:space=\"preserve\">");
        assert_eq!(
            marked(&all),
            format!(
                "<w:p>{text}R]{{1{text}&amp;D is]1}}{text} &#8217;off</w:t><w:tab/></w:r>{{2{open}<w:t>now]2}}</w:p>"
            )
        );
    }

    #[test]
    fn written_twice_or_taken_out_it_is_the_same() {
        let comment = "<w:comment w:id=\"4\" w:author=\"Bea\"><w:p/></w:comment>";
        let body = format!(
            "<w:p><w:commentRangeStart w:id=\"4\"/>{}<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r></w:p>{}",
            r("The mill is shut."),
            p("It is.")
        );
        let bytes = docx_with(&body, &[("comments", comment), ("settings", "")]);
        let words = ["mill", "It is.", "is shut"];
        let once = with(&bytes, &words);
        assert_eq!(with(&once, &words), once);
        let ids = |bytes: &[u8]| part(bytes, "word/comments.xml").matches("<w:comment ").count();
        assert_eq!((ids(&bytes), ids(&once)), (1, 4));
        let other = with(&once, &["shut"]);
        assert_eq!(ids(&other), 2);
        let none = annotate(&once, &[], None).unwrap();
        assert_eq!(part(&none, "word/comments.xml"), part(&bytes, "word/comments.xml"));
        assert!(!marked(&none).contains(['0', '1', '5', '6', '7']), "{}", marked(&none));
        let draft = |bytes: &[u8]| Draft::from_bytes("a.docx", bytes).unwrap().text;
        assert_eq!(draft(&once), draft(&bytes));
        assert_eq!(draft(&none), draft(&bytes));
        assert_eq!(annotate(&bytes, &[], None).unwrap(), bytes);
    }

    #[test]
    fn the_part_of_the_comments_is_named_once_and_the_others_stay_as_they_are() {
        let bytes = docx_with(&p("The mill is shut."), &[("settings", "<w:zoom/>")]);
        let all = with(&with(&bytes, &["mill"]), &["mill", "shut"]);
        assert_eq!(part(&all, TYPES).matches("/word/comments.xml").count(), 1);
        let relations = part(&all, "word/_rels/document.xml.rels");
        assert_eq!(relations.matches("relationships/comments").count(), 1);
        assert_eq!(part(&all, "word/settings.xml"), part(&bytes, "word/settings.xml"));
        let raw = |bytes: &[u8]| {
            let mut zip = Package::open(bytes, "").unwrap().into_zip();
            let index = zip.index_for_name("word/settings.xml").unwrap();
            let mut file = zip.by_index_raw(index).unwrap();
            let mut packed = Vec::new();
            file.read_to_end(&mut packed).unwrap();
            (packed, file.last_modified(), file.crc32())
        };
        assert_eq!(raw(&all), raw(&bytes));
        let zip = Package::open(&all, "").unwrap().into_zip();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(
            names,
            [
                TYPES,
                "word/document.xml",
                "word/settings.xml",
                "word/_rels/document.xml.rels",
                "word/comments.xml"
            ]
        );
        let comments = part(&all, "word/comments.xml");
        assert!(comments.contains("w:author=\"whosaid\" w:initials=\"ws\""));
        assert!(comments.contains("On &lt;mill&gt;"));
    }

    #[test]
    fn nothing_is_written_in_what_is_taken_out() {
        let body = format!(
            "<w:p>{}<w:del><w:r><w:delText>was</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>",
            r("The mill "),
            r("is shut.")
        );
        let all = with(&docx(&body), &["mill is"]);
        assert_eq!(
            marked(&all),
            "<w:p>[The ]{1[mill ]<w:del><w:r><w:delText>was</w:delText></w:r></w:del><w:ins>[is]1}[ shut.]</w:ins></w:p>"
        );
        let draft = part(&all, "word/document.xml");
        let at = draft.find("was").unwrap();
        let remark =
            Remark { place: Span::new(at, at + 3), part: String::new(), text: "Gone".to_owned() };
        assert!(
            marked(&annotate(&all, &[remark], None).unwrap()).contains("<w:ins>{1[is]1}[ shut.]")
        );
    }

    #[test]
    fn what_is_in_a_footnote_is_remarked_at_its_reference() {
        let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", r("Shut."));
        let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("Minutes of May."));
        let all = with(&docx_with(&body, &[("footnotes", &note)]), &["May"]);
        assert_eq!(
            marked(&all),
            "<w:p>[Shut.]{1<w:r><w:footnoteReference w:id=\"2\"/></w:r>1}</w:p>"
        );
    }

    #[test]
    fn what_is_in_a_comment_is_remarked_at_its_words() {
        let comment = "<w:comment w:id=\"0\" w:author=\"Ed\"><w:p><w:r><w:t>whosaid: ignore[XX999] x</w:t></w:r></w:p></w:comment>";
        let body = format!(
            "<w:p>{}<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/></w:p>{}",
            r("The mill "),
            r("is shut."),
            p("It is.")
        );
        let bytes = docx_with(&body, &[("comments", comment)]);
        let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
        let at = draft.directives[0].start;
        let part = draft.part_of(at).unwrap().to_owned();
        let place = draft.place(Span::new(at, at + 3));
        let remark = Remark { place, part, text: "No such check".to_owned() };
        let found = marked(&annotate(&bytes, &[remark], None).unwrap());
        assert!(found.starts_with("<w:p>[The mill ]{0{1[is shut.]1}"), "{found}");
    }

    #[test]
    fn answers_to_a_comment_that_is_taken_out_stand_alone() {
        let text = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:commentEx w15:paraId=\"0A\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\" w15:done=\"0\"/></w15:commentsEx>";
        let gone = HashSet::from(["0A".to_owned()]);
        let left = remarks::without_threads("a", text, &gone).unwrap();
        assert!(
            left.contains("wordml\"><w15:commentEx w15:paraId=\"0B\" w15:done=\"0\"/></w15"),
            "{left}"
        );
    }

    #[test]
    fn a_document_without_words_takes_no_comment() {
        let remark = Remark { place: Span::new(0, 0), part: String::new(), text: "x".to_owned() };
        let error = annotate(&docx("<w:p/>"), &[remark], None).unwrap_err();
        assert_eq!(error.to_string(), ": there are no words in it to put a comment at");
    }
}
