//! What is not read: a line that says what the file is, exit code 2, and the other drafts go on.

use std::fs;
use std::io::{Cursor, Write};

use crate::cli::{draft, told, whosaid};
use crate::{project, snapshots};

/// Files that cannot be read, with their bytes.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let word = fs::read(project("samples/formats/quarry-inquest.docx")).unwrap();
    let half = word[..word.len() / 2].to_vec();
    vec![
        ("refused.rtf", br"{\rtf1\ansi The hall burnt, she said.}".to_vec()),
        ("refused.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("refused.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec()),
        ("refused.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("refused.pages", zipped("Index/Document.iwa")),
        ("refused.xlsx", zipped("xl/workbook.xml")),
        ("refused.zip", zipped("readme.txt")),
        ("refused-empty.docx", Vec::new()),
        ("refused-half.docx", half),
        ("refused-other.docx", zipped("readme.txt")),
        ("refused-nothing.json", Vec::new()),
        ("refused-settings.json", b"{\n  \"tabs\": 4,\n  \"theme\": \"dark\"\n}\n".to_vec()),
        ("refused-half.json", b"{\"headline\": \"Hall burns\", \"body_text\": \"It".to_vec()),
        (
            "refused-settings.xml",
            b"<?xml version='1.0'?>\n<settings><tabs>4</tabs></settings>".to_vec(),
        ),
        ("refused-half.xml", b"<nitf><body><p>The hall burnt, she said.".to_vec()),
        ("refused-nul.txt", b"Hall burns\n\nIt burnt\0 down, \0she said.\n".to_vec()),
    ]
}

/// A zip file that holds one file.
fn zipped(name: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file(name, options).unwrap();
    archive.write_all(b"The hall burnt, she said.").unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_is_not_read_says_so_in_a_line() {
    let good = draft("refused-none.txt", b"It is understood that the hall was empty.");
    let mut command = whosaid();
    command.args(["-o", "short"]);
    let files = files();
    for (name, bytes) in &files {
        command.arg(draft(name, bytes));
    }
    let output = command.arg(good).output().unwrap();
    let lines = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(lines.lines().count(), files.len(), "{lines}");
    let _in = snapshots("formats");
    insta::assert_snapshot!("refused", told(&output));
}

#[test]
fn each_alone_has_exit_code_2() {
    for (name, bytes) in files() {
        let output = whosaid().arg(draft(name, &bytes)).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty(), "{name}: {}", told(&output));
    }
}
