//! Builds documents for tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::read::{Draft, Part};
use crate::span::Span;

/// A zip file of parts, each with a name and a text.
pub(in crate::read) fn zipped(parts: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of a Word document: an element of this name with its words.
pub(in crate::read) fn word(name: &str, words: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{name} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">{words}</w:{name}>"
    )
}

/// A paragraph of Word with one run.
pub(in crate::read) fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A run of Word.
pub(in crate::read) fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A Word document with this body.
pub(in crate::read) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word document with this body and other parts: the name of each, and what is in its root.
pub(in crate::read) fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = word("document", &format!("<w:body>{body}</w:body>"));
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("word/document.xml".to_owned(), main),
    ];
    for (name, words) in others {
        parts.push((format!("word/{name}.xml"), word(name, words)));
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    zipped(&parts)
}

/// A LibreOffice document with this text; `styles` are those made as one writes.
pub(in crate::read) fn odt(styles: &str, text: &str) -> Vec<u8> {
    let space = |name: &str, last: &str| {
        format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{last}:1.0\"")
    };
    let spaces = [
        space("office", "office"),
        space("text", "text"),
        space("table", "table"),
        space("draw", "drawing"),
        space("style", "style"),
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"".to_owned(),
    ]
    .concat();
    let content = format!(
        "<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_str()),
    ])
}

/// A draft, with every block of it and its part.
pub(in crate::read) fn blocks(name: &str, bytes: &[u8]) -> Vec<(Part, String)> {
    let draft = Draft::from_bytes(name, bytes).unwrap();
    draft.blocks.iter().map(|b| (b.part, draft.words(b.span).to_owned())).collect()
}

/// The words of the blocks of a draft.
pub(in crate::read) fn words(name: &str, bytes: &[u8]) -> Vec<String> {
    blocks(name, bytes).into_iter().map(|(_, words)| words).collect()
}

/// What is said of a file that cannot be read.
pub(in crate::read) fn refused(name: &str, bytes: &[u8]) -> String {
    Draft::from_bytes(name, bytes).unwrap_err().to_string()
}

/// Where words are in a draft.
pub(in crate::read) fn find(draft: &Draft, words: &str) -> Span {
    let at = draft.text.find(words).unwrap();
    Span::new(at, at + words.len())
}
