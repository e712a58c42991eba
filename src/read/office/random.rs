//! Documents made at random, whose words stand where their places say, and documents broken at random:
//! none of them makes a reader fall over or hang.

use super::archive::Package;
use super::testing::{docx_with, odt, p, r, zipped};
use crate::read::{Draft, Remark, annotate};
use crate::span::Span;

/// This many of each.
const TIMES: u64 = 10_000;

/// What can be in a paragraph of Word, and what is read of it.
const PIECES: [(&str, &str); 10] = [
    ("The mill", "The mill"),
    (" of Zoë", " of Zoë"),
    ("&amp;", "&"),
    ("&#x2019;", "’"),
    ("</w:t><w:tab/><w:t>", "\t"),
    ("</w:t><w:noBreakHyphen/><w:t>", "-"),
    ("</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>", ""),
    ("</w:t><w:softHyphen/><w:t>", ""),
    ("<![CDATA[ x ]]>", " x "),
    ("</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>", ""),
];
/// The same of LibreOffice.
const OPEN_PIECES: [(&str, &str); 8] = [
    ("The mill", "The mill"),
    ("x\n  of Zoë", "x of Zoë"),
    ("&amp;", "&"),
    ("&#x2019;", "’"),
    ("<text:tab/>", "\t"),
    ("<text:s text:c=\"2\"/>", " "),
    ("</text:span><text:span>", ""),
    ("<text:change/>", ""),
];

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }

    /// Changes, takes out, doubles or swaps some bytes.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let len = self.below(30).min(bytes.len() - at);
            match self.below(6) {
                0 => bytes[at] = self.below(256).to_le_bytes()[0],
                1 => bytes[at] ^= 1 << self.below(8),
                2 => drop(bytes.drain(at..at + len)),
                3 => {
                    let part = bytes[at..at + len].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, part);
                }
                4 => bytes[at] = b"<>/&;\"=' :"[self.below(10)],
                _ => bytes.truncate(bytes.len() - len / 8),
            }
            if bytes.is_empty() {
                bytes.push(b'<');
            }
        }
    }
}

/// Reads a file, and checks what it says of places; annotates it if it is one of Word.
fn tried(name: &str, bytes: &[u8]) -> bool {
    let read = Draft::from_bytes(name, bytes);
    let mut remarks = Vec::new();
    if let Ok(draft) = &read {
        for block in &draft.blocks {
            let (place, part) = (draft.place(block.span), draft.part_of(block.span.start).unwrap());
            let text = Package::open(bytes, "").unwrap().text(part).unwrap().unwrap();
            assert!(!place.of(&text).is_empty(), "{part} {place:?} {:?} {text}", draft.text);
            assert!(!draft.words(block.span).trim().is_empty());
            assert!(draft.position_of(block.span.start).line > 0);
            remarks.push(Remark { place, part: part.to_owned(), text: "Look.".to_owned() });
        }
    }
    if name == "a.docx"
        && let Ok(all) = annotate(bytes, &remarks, None)
        && let Ok(before) = &read
    {
        let after = Draft::from_bytes(name, &all).unwrap();
        assert_eq!(after.text, before.text, "{}", source(bytes));
    }
    read.is_ok()
}

/// The text of a document.
fn source(bytes: &[u8]) -> String {
    let mut package = Package::open(bytes, "").unwrap();
    package.text("word/document.xml").unwrap().unwrap_or_default()
}

fn word() -> (String, Vec<(String, String)>) {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>{}</w:p><w:p><w:commentRangeStart w:id=\"1\"/>{}<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r><w:ins w:id=\"9\">{}</w:ins><w:del w:id=\"8\"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>x</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>R&amp;D &#x2019;s</w:t><w:br/><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        r("Ferry stops"),
        r("The ferry stopped, he said."),
        r(" It is shut."),
        p("12"),
        p("Box")
    );
    let note = "<w:comment w:id=\"1\" w:author=\"Ed\"><w:p><w:r><w:t>whosaid: ignore[SR001] on file</w:t></w:r></w:p></w:comment><w:comment w:id=\"3\" w:author=\"whosaid\"><w:p/></w:comment>";
    let foot = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("Minutes."));
    (body, vec![("comments".to_owned(), note.to_owned()), ("footnotes".to_owned(), foot)])
}

fn open_document() -> Vec<u8> {
    odt(
        "<style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>",
        "<text:p text:style-name=\"Title\">Ferry stops</text:p><text:p>The<text:s text:c=\"3\"/>ferry R&amp;D <office:annotation office:name=\"a\"><dc:creator>Ed</dc:creator><text:p>whosaid: ignore[SR001] x</text:p></office:annotation>stopped.<office:annotation-end office:name=\"a\"/><text:note><text:note-body><text:p>Minutes.</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p text:style-name=\"P1\">One</text:p></text:list-item></text:list><draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>",
    )
}

/// Mutates one part of a zip file, or the file itself.
fn run(name: &str, bytes: &[u8], part: Option<&str>) {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut read = 0;
    for _ in 0..TIMES {
        let mut mutated = bytes.to_vec();
        if let Some(part) = part {
            let mut package = Package::open(bytes, "").unwrap();
            let zip = package_names(bytes);
            let parts: Vec<(&str, Vec<u8>)> = zip
                .iter()
                .map(|name| {
                    let mut text = package.text(name).unwrap().unwrap().into_bytes();
                    if name == part {
                        dice.mutate(&mut text);
                    }
                    (name.as_str(), text)
                })
                .collect();
            mutated = zipped(&parts);
        } else {
            dice.mutate(&mut mutated);
        }
        read += u64::from(tried(name, &mutated));
    }
    println!("{name} {}: {read} of {TIMES} could be read", part.unwrap_or("whole"));
}

fn package_names(bytes: &[u8]) -> Vec<String> {
    let zip = Package::open(bytes, "").unwrap().into_zip();
    zip.file_names().map(|name| name.unwrap().into_owned()).collect()
}

#[test]
#[ignore = "takes a minute"]
fn word_documents_that_are_broken() {
    let (body, others) = word();
    let others: Vec<(&str, &str)> = others.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let bytes = docx_with(&body, &others);
    assert!(tried("a.docx", &bytes));
    run("a.docx", &bytes, None);
    for part in ["word/document.xml", "word/comments.xml", "word/footnotes.xml"] {
        run("a.docx", &bytes, Some(part));
    }
}

#[test]
#[ignore = "takes a minute"]
fn libre_office_documents_that_are_broken() {
    let bytes = open_document();
    assert!(tried("a.odt", &bytes));
    run("a.odt", &bytes, None);
    run("a.odt", &bytes, Some("content.xml"));
}

/// What a slice of a part says.
fn decoded(slice: &str) -> String {
    let mut words = slice.to_owned();
    for (written, read) in [
        ("<w:delText>no</w:delText>", ""),
        ("<w:tab/>", "\t"),
        ("<text:tab/>", "\t"),
        ("<text:s text:c=\"2\"/>", " "),
        ("<w:noBreakHyphen/>", "-"),
        ("<![CDATA[", ""),
        ("]]>", ""),
        ("\n  ", " "),
    ] {
        words = words.replace(written, read);
    }
    while let Some(from) = words.find('<') {
        let end = from + words[from..].find('>').unwrap();
        words.replace_range(from..=end, "");
    }
    words.replace("&#x2019;", "’").replace("&amp;", "&")
}

/// Makes paragraphs of pieces, and looks whether each span of the text stands where its place says.
fn placed(name: &str, pieces: &[(&str, &str)], made: impl Fn(&str) -> Vec<u8>) {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let chosen: Vec<&(&str, &str)> =
            (0..=dice.below(12)).map(|_| &pieces[dice.below(pieces.len())]).collect();
        let written: String = chosen.iter().map(|(source, _)| *source).collect();
        let read: String = chosen.iter().map(|(_, text)| *text).collect();
        let bytes = made(&format!("On a{written}b."));
        let draft = Draft::from_bytes(name, &bytes).unwrap();
        assert_eq!(draft.text, format!("On a{read}b."), "{written}");
        let part = draft.part_of(0).unwrap();
        let source = Package::open(&bytes, "").unwrap().text(part).unwrap().unwrap();
        let ends: Vec<usize> = draft.text.char_indices().map(|(at, _)| at).collect();
        for _ in 0..30 {
            let (a, b) = (ends[dice.below(ends.len())], ends[dice.below(ends.len())]);
            let span = Span::new(a.min(b), a.max(b));
            let slice = decoded(draft.place(span).of(&source));
            assert_eq!(slice, draft.words(span), "{written}");
        }
    }
}

#[test]
fn words_stand_where_their_places_say() {
    placed("a.docx", &PIECES, |words| {
        docx_with(&format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"), &[])
    });
    placed("a.odt", &OPEN_PIECES, |words| {
        odt("", &format!("<text:p><text:span>{words}</text:span></text:p>"))
    });
}
