//! `whosaid annotate`: findings as comments in a Word document. Documents are made here; that LibreOffice
//! reads them back is tested where it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::desk::Desk;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;
const OF_TEXT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;
const PROPERTIES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-01T08:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-28T09:30:00Z</dcterms:modified></cp:coreProperties>"#;

/// An element of Word as the root of a part.
fn root(name: &str, words: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{name} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{words}</w:{name}>"
    )
}

fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A draft with a comment of somebody, a tracked change, a table, an entity, and formats within sentences.
fn parts() -> Vec<(&'static str, String)> {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>claimed</w:t></w:r>";
    let note = "<w:commentRangeStart w:id=\"7\"/>";
    let end = "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    let by = "w:id=\"3\" w:author=\"Bea Moss\" w:date=\"2026-11-28T09:00:00Z\"";
    let body = format!(
        "<w:p>{}</w:p><w:p>{}{}</w:p><w:p>{}{bold}{}<w:del {by}><w:r><w:delText>not </w:delText></w:r></w:del><w:ins {by}>{}</w:ins></w:p>\
         <w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>\
         <w:p>{note}{}{end}{}</w:p>",
        r("Kelden mill shuts after inspection"),
        r("It is under"),
        r("stood that the R&amp;D hall will stay shut until spring."),
        r("Tom Hale, the plant manager, "),
        r(" that the brakes had failed. He "),
        r("left."),
        r("340 workers"),
        r("Ann Webb, leader of Kelden council, accused Northlake Water of fraud."),
        r(" Experts say the river is polluted.")
    );
    let comment = "<w:comment w:id=\"7\" w:author=\"Bea Moss\" w:initials=\"BM\" w:date=\"2026-11-28T09:00:00Z\"><w:p><w:r><w:t>Check with Ann.</w:t></w:r></w:p></w:comment>";
    vec![
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/document.xml", root("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels", OF_TEXT.to_owned()),
        ("word/comments.xml", root("comments", comment)),
        ("docProps/core.xml", PROPERTIES.to_owned()),
    ]
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A folder with that draft in it, `a.docx`.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::write(desk.path("a.docx"), zipped(&parts())).unwrap();
    desk
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A comment: its author, the words that it is about, and what it says.
type Comment = (String, String, String);

/// The text of a file with its comments. `step` is told each tag and each text, in order.
fn events(xml: &str, mut step: impl FnMut(&str, &BTreeMap<String, String>, Option<&str>)) {
    let mut reader = Reader::from_str(xml);
    let none = BTreeMap::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let all = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
                });
                step(&name, &all.collect(), None);
            }
            Event::End(tag) => {
                let name = tag.name();
                step(&format!("/{}", name.as_ref()), &none, None);
            }
            Event::Text(text) => step("", &none, Some(&text)),
            Event::GeneralRef(name) => {
                let sign = quick_xml::escape::resolve_xml_entity(&name);
                step("", &none, sign.or(Some("?")));
            }
            _ => {}
        }
    }
}

/// The comments of a Word document, in order of their numbers.
fn comments(bytes: &[u8]) -> Vec<Comment> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    events(&part(bytes, "word/document.xml"), |name, tag, text| match name {
        "w:commentRangeStart" => open.push(tag["w:id"].clone()),
        "w:commentRangeEnd" => open.retain(|id| *id != tag["w:id"]),
        _ => {
            for id in &open {
                words.entry(id.clone()).or_default().push_str(text.unwrap_or_default());
            }
        }
    });
    let mut all: Vec<Comment> = Vec::new();
    events(&part(bytes, "word/comments.xml"), |name, tag, text| match name {
        "w:comment" => {
            let about = words.get(&tag["w:id"]).cloned().unwrap_or_default();
            all.push((tag["w:author"].clone(), about, String::new()));
        }
        "/w:p" => all.last_mut().unwrap().2.push('\n'),
        _ => {
            if let Some((.., said)) = all.last_mut() {
                said.push_str(text.unwrap_or_default());
            }
        }
    });
    all
}

/// The words that the comments of an author are about.
fn about<'c>(all: &'c [Comment], who: &str) -> Vec<&'c str> {
    all.iter().filter(|(author, ..)| author == who).map(|(_, words, _)| words.as_str()).collect()
}

/// What is said of the table in the draft.
const TABLE: &str = "whosaid: a.docx: left out: tables, except the sentences in them\n";

/// What the comments ought to be about.
const WORDS: [&str; 4] =
    ["It is understood that", "claimed", "Northlake Water of fraud", "Experts say"];

#[test]
fn each_finding_is_a_comment_at_its_words() {
    let desk = desk("annotate-words");
    let told = desk.run("annotate a.docx --out b.docx --show note");
    assert_eq!(
        (told.code, told.out.as_str(), told.err.as_str()),
        (0, "b.docx: 4 comments\n", TABLE)
    );
    let all = comments(&fs::read(desk.path("b.docx")).unwrap());
    assert_eq!(about(&all, "whosaid"), WORDS);
    assert_eq!(
        all[1].2,
        "“It is understood that”: says who? Readers cannot judge the source.\n\
         Ask: Who is behind “It is understood that”? Can we name one of them?\n\
         Fix: Name at least one. If you cannot, cut the sentence.\n\
         warning SR002 vague-source\n"
    );
    // Less is shown, less is written.
    let told = desk.run("annotate a.docx --out c.docx --only SR002");
    assert_eq!(told.out, "c.docx: 2 comments\n");
    let told = desk.run("annotate a.docx --out d.docx --show error");
    assert_eq!((told.code, told.out.as_str()), (0, "d.docx: no comments\n"));
    assert_eq!(fs::read(desk.path("d.docx")).unwrap(), fs::read(desk.path("a.docx")).unwrap());
}

#[test]
fn its_own_comments_are_replaced_and_all_else_is_kept_bit_for_bit() {
    let desk = desk("annotate-twice");
    desk.run("annotate a.docx --out b.docx --show note");
    desk.run("annotate b.docx --out c.docx --show note");
    let read = |name: &str| fs::read(desk.path(name)).unwrap();
    assert_eq!(read("b.docx"), read("c.docx"));
    desk.run("annotate c.docx --out d.docx --only WO001 --show note");
    assert_eq!(about(&comments(&read("d.docx")), "whosaid"), ["claimed"]);
    for name in ["a.docx", "b.docx", "d.docx"] {
        let all = comments(&read(name));
        let (who, words, said) = &all[0];
        assert_eq!((who.as_str(), said.as_str()), ("Bea Moss", "Check with Ann.\n"), "{name}");
        assert!(words.starts_with("Ann Webb") && words.ends_with("of fraud."), "{name}: {words}");
    }
    let raw = |bytes: &[u8]| -> BTreeMap<String, (Vec<u8>, u32)> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let all = 0..zip.len();
        all.map(|n| {
            let mut file = zip.by_index_raw(n).unwrap();
            let mut packed = Vec::new();
            file.read_to_end(&mut packed).unwrap();
            (file.name().unwrap().into_owned(), (packed, file.crc32()))
        })
        .collect()
    };
    let (before, after) = (raw(&read("a.docx")), raw(&read("b.docx")));
    let changed = before.iter().filter(|(name, bytes)| after.get(*name) != Some(bytes));
    let changed: Vec<_> = changed.map(|(name, _)| name.as_str()).collect();
    assert_eq!(changed, ["word/comments.xml", "word/document.xml"]);
    assert_eq!(before.len(), after.len());
    let text = part(&read("b.docx"), "word/document.xml");
    assert!(text.contains("<w:delText>not </w:delText>") && text.contains("<w:tblGrid>"));
}

#[test]
fn the_draft_is_not_overwritten_unless_it_is_asked_for() {
    let desk = desk("annotate-in-place");
    fs::create_dir(desk.path("sub")).unwrap();
    desk.write("old.docx", "old");
    let before = fs::read(desk.path("a.docx")).unwrap();
    for (arguments, said) in [
        ("--out a.docx", "a.docx is the draft itself; give --in-place to write into it"),
        (
            "--out sub/../a.docx --force",
            "sub/../a.docx is the draft itself; give --in-place to write into it",
        ),
        ("--out old.docx", "old.docx already exists; give --force to overwrite it"),
        (
            "--out b.docx --in-place",
            "--in-place writes into a.docx; leave out --out b.docx, or --in-place",
        ),
        ("--out none/b.docx", "none/b.docx: no such folder"),
        ("--out b.docx --only XX999", "unknown check XX999"),
    ] {
        let told = desk.run(&format!("annotate a.docx {arguments}"));
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments}");
        let err = told.err.trim_start_matches(TABLE);
        assert_eq!(err, format!("whosaid: {said}\n"), "{arguments}");
        assert_eq!(fs::read(desk.path("a.docx")).unwrap(), before, "{arguments}");
    }
    assert_eq!(desk.read("old.docx"), "old");
    assert_eq!(desk.run("annotate a.docx").code, 2);
    assert_eq!(desk.run("annotate a.docx --out old.docx --force").code, 0);
    assert_eq!(desk.run("annotate a.docx --in-place").out, "a.docx: 3 comments\n");
    let after = fs::read(desk.path("a.docx")).unwrap();
    assert_eq!(after, fs::read(desk.path("old.docx")).unwrap());
    assert_ne!(after, before);
    let mut left: Vec<_> =
        fs::read_dir(desk.path(".")).unwrap().map(|f| f.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.docx", "old.docx", "sub"]);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk("annotate-permissions");
    fs::set_permissions(desk.path("a.docx"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.docx", desk.path("link.docx")).unwrap();
    assert_eq!(desk.run("annotate link.docx --out a.docx").code, 2);
    assert_eq!(desk.run("annotate link.docx --in-place").code, 0);
    assert!(fs::symlink_metadata(desk.path("link.docx")).unwrap().is_symlink());
    let mode = fs::metadata(desk.path("a.docx")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(about(&comments(&fs::read(desk.path("a.docx")).unwrap()), "whosaid").len(), 3);
}

#[test]
fn only_word_documents_are_written() {
    let desk = desk("annotate-formats");
    desk.write("a.txt", "It is understood that the hall is shut.").write("b.docx", "no zip file");
    let told = desk.run("annotate a.txt --out c.docx");
    assert_eq!(
        told.all(),
        "exit code: 2\n--- standard output\n--- standard error\n\
         whosaid: annotate writes into Word documents (.docx); a.txt is text\n"
    );
    for name in ["b.docx", "none.docx", "-"] {
        let told = desk.run(&format!("annotate {name} --out c.docx"));
        assert_eq!((told.code, told.err.lines().count()), (2, 1), "{}", told.err);
    }
    assert!(!desk.path("c.docx").exists());
}

#[test]
fn the_exit_code_is_that_of_check() {
    let desk = desk("annotate-exit");
    for (flags, code) in [("", 0), ("--fail-on warning", 1), ("--fail-on warning --exit-zero", 0)] {
        let told = desk.run(&format!("annotate a.docx --out b.docx --force {flags}"));
        assert_eq!((told.code, told.out.as_str()), (code, "b.docx: 3 comments\n"), "{flags}");
        assert_eq!(desk.run(&format!("check a.docx {flags}")).code, code, "{flags}");
    }
}

#[test]
fn comments_have_the_date_of_the_draft_or_the_one_that_is_given() {
    let desk = desk("annotate-date");
    let dates = |name: &str| {
        let mut all = Vec::new();
        let bytes = fs::read(desk.path(name)).unwrap();
        events(&part(&bytes, "word/comments.xml"), |name, tag, _| {
            if name == "w:comment" && tag["w:author"] == "whosaid" {
                all.push(tag.get("w:date").cloned());
            }
        });
        all.dedup();
        all
    };
    desk.run("annotate a.docx --out b.docx");
    assert_eq!(dates("b.docx"), [Some("2026-11-28T09:30:00Z".to_owned())]);
    desk.run("annotate a.docx --out c.docx --date 2026-11-29T10:00:00Z");
    assert_eq!(dates("c.docx"), [Some("2026-11-29T10:00:00Z".to_owned())]);
    let told = desk.run("annotate a.docx --out d.docx --date yesterday");
    assert!(
        told.code == 2 && told.err.contains("write it as 2026-11-29T10:00:00Z"),
        "{}",
        told.err
    );
    let mut parts = parts();
    parts.retain(|(name, _)| *name != "docProps/core.xml");
    fs::write(desk.path("a.docx"), zipped(&parts)).unwrap();
    desk.run("annotate a.docx --out e.docx");
    assert_eq!(dates("e.docx"), [None]);
}

#[test]
fn reports_count_paragraphs_and_runs() {
    let desk = desk("annotate-places");
    let short = desk.run("a.docx -o short --only SR002,WO001 --show note").out;
    let places: Vec<&str> = short.lines().map(|line| &line[..line.find(": ").unwrap()]).collect();
    assert_eq!(places, ["a.docx:2:1", "a.docx:3:2", "a.docx:5:3"]);
    let full = desk.run("a.docx --only SR002").out;
    assert!(full.contains("  warning  paragraph 5  “Experts say”"), "{full}");
    assert!(!full.contains("line "), "{full}");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run("a.docx -o json --only WO001 --show note").out).unwrap();
    let place = &json["drafts"][0]["findings"][0]["span"];
    assert_eq!((&place["paragraph"], &place["run"]), (&3.into(), &2.into()), "{json}");
    assert_eq!(place["part"], "word/document.xml");
    let told = desk.run_all(&["ignore", "3:2", "--reason", "on tape", "a.docx"], "");
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(
        desk.run("a.docx --only WO001 --show note")
            .out
            .contains("1 ignored: WO001 paragraph 3: on tape")
    );
}

/// The comments of an odt, as LibreOffice writes them, in order of the text.
fn comments_of_odt(bytes: &[u8]) -> Vec<Comment> {
    let mut all: Vec<Comment> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let (mut inside, mut creator, mut skipped) = (false, false, false);
    events(&part(bytes, "content.xml"), |name, tag, text| match name {
        "office:annotation" => {
            open.extend(tag.get("office:name").map(|name| (name.clone(), all.len())));
            all.push(Comment::default());
            inside = true;
        }
        "/office:annotation" => inside = false,
        "office:annotation-end" => open.retain(|(name, _)| *name != tag["office:name"]),
        "dc:creator" => creator = true,
        "/dc:creator" => creator = false,
        "dc:date" | "meta:creator-initials" => skipped = true,
        "/dc:date" | "/meta:creator-initials" => skipped = false,
        "/text:p" if inside => all.last_mut().unwrap().2.push('\n'),
        _ if skipped => {}
        _ if inside => {
            let comment = all.last_mut().unwrap();
            let field = if creator { &mut comment.0 } else { &mut comment.2 };
            field.push_str(text.unwrap_or_default());
        }
        _ => {
            for (_, n) in &open {
                all[*n].1.push_str(text.unwrap_or_default());
            }
        }
    });
    all
}

#[test]
fn libreoffice_reads_the_comments_back() {
    if Command::new("soffice").arg("--version").output().is_err() {
        // Not `eprintln!`, which nobody sees when a test passes.
        writeln!(std::io::stderr(), "skipped: LibreOffice (soffice) is not installed").unwrap();
        return;
    }
    let desk = desk("annotate-libreoffice");
    desk.run("annotate a.docx --out b.docx --show note");
    let mut soffice = Command::new("soffice");
    let profile = desk.path("profile").display().to_string();
    soffice.arg(format!("-env:UserInstallation=file://{profile}")).arg("--headless");
    soffice
        .args(["--convert-to", "odt", "--outdir"])
        .arg(desk.path("odt"))
        .arg(desk.path("b.docx"));
    let output = soffice.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut written = comments(&fs::read(desk.path("b.docx")).unwrap());
    let mut read = comments_of_odt(&fs::read(desk.path("odt/b.odt")).unwrap());
    written.sort();
    read.sort();
    assert_eq!(read, written);
    assert_eq!(about(&read, "whosaid").len(), WORDS.len());
}
