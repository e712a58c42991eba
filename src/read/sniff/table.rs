//! How files begin and how their names end, and what they are.

use super::super::format::Format;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// A format that is read.
    Read(Format),
    /// One that is not, by its name.
    Not(&'static str),
    /// A zip file; what it is, the names in it say.
    Zip,
}

/// The bytes by which files are known that are no text: where they stand, and what the file is.
pub(super) const MAGIC: [(usize, &[u8], Is); 31] = [
    (0, b"PK\x03\x04", Is::Zip),
    (0, b"PK\x05\x06", Is::Zip),
    (0, b"{\\rtf", Is::Not("RTF")),
    (0, b"%PDF-", Is::Not("a PDF")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Is::Not("a Word file from before 2007 (.doc)")),
    (0, b"\xffWPC", Is::Not("a WordPerfect document")),
    (0, b"%!PS", Is::Not("PostScript")),
    (0, b"\x89PNG\r\n", Is::Not(PICTURE)),
    (0, b"\xff\xd8\xff", Is::Not(PICTURE)),
    (0, b"GIF87a", Is::Not(PICTURE)),
    (0, b"GIF89a", Is::Not(PICTURE)),
    (0, b"II*\0", Is::Not(PICTURE)),
    (0, b"MM\0*", Is::Not(PICTURE)),
    (8, b"WEBP", Is::Not(PICTURE)),
    (4, b"ftypheic", Is::Not(PICTURE)),
    (4, b"ftypavif", Is::Not(PICTURE)),
    (0, b"ID3\x03", Is::Not(AUDIO)),
    (0, b"ID3\x04", Is::Not(AUDIO)),
    (0, b"\xff\xfb", Is::Not(AUDIO)),
    (8, b"WAVEfmt ", Is::Not(AUDIO)),
    (0, b"OggS\0", Is::Not(AUDIO)),
    (0, b"fLaC\0", Is::Not(AUDIO)),
    (4, b"ftyp", Is::Not(VIDEO)),
    (0, b"\x1a\x45\xdf\xa3", Is::Not(VIDEO)),
    (8, b"AVI LIST", Is::Not(VIDEO)),
    (0, b"\x1f\x8b\x08", Is::Not(PACKED)),
    (0, b"BZh9", Is::Not(PACKED)),
    (0, b"7z\xbc\xaf\x27\x1c", Is::Not(PACKED)),
    (0, b"Rar!\x1a\x07", Is::Not(PACKED)),
    (0, b"\x7fELF", Is::Not(PROGRAM)),
    (0, b"MZ\x90\0", Is::Not(PROGRAM)),
];

const PICTURE: &str = "a picture";
const AUDIO: &str = "a sound recording";
const VIDEO: &str = "a video";
const PACKED: &str = "a compressed file";
const PROGRAM: &str = "a program";
const SHEET: &str = "a spreadsheet";
const SLIDES: &str = "a presentation";

/// What a zip file is, by a name in it or the first words of it.
pub(super) const ZIPPED: [(&[u8], Is); 9] = [
    (b"word/document.xml", Is::Read(Format::Docx)),
    (b"word/document2.xml", Is::Read(Format::Docx)),
    (b"application/vnd.oasis.opendocument.text", Is::Read(Format::Odt)),
    (b"application/vnd.oasis.opendocument.spreadsheet", Is::Not(SHEET)),
    (b"application/vnd.oasis.opendocument.presentation", Is::Not(SLIDES)),
    (b"application/epub+zip", Is::Not("an e-book")),
    (b"xl/workbook.", Is::Not(SHEET)),
    (b"ppt/presentation.xml", Is::Not(SLIDES)),
    (b"Index/Document.iwa", Is::Not("a Pages document")),
];

/// How the names of files end that are texts, but no copy.
pub(super) const REFUSED: [(&str, &str); 12] = [
    ("tex", "LaTeX"),
    ("srt", "a file of subtitles"),
    ("vtt", "a file of subtitles"),
    ("csv", "a table (CSV)"),
    ("tsv", "a table (TSV)"),
    ("rtf", "RTF"),
    ("doc", "a Word file from before 2007 (.doc)"),
    ("pages", "a Pages document"),
    ("pdf", "a PDF"),
    ("xls", SHEET),
    ("xlsx", SHEET),
    ("pptx", SLIDES),
];

/// How texts begin, in small letters; the first that fits counts.
pub(super) const OPENINGS: [(&str, Format); 13] = [
    ("<!doctype html", Format::Html),
    ("<html", Format::Html),
    ("<!doctype nitf", Format::Xml),
    ("<nitf", Format::Xml),
    ("<!doctype newsml", Format::Xml),
    ("<newsml", Format::Xml),
    ("<newsitem", Format::Xml),
    ("<newsmessage", Format::Xml),
    ("<packageitem", Format::Xml),
    ("<rss", Format::Xml),
    ("<feed", Format::Xml),
    ("<rdf:rdf", Format::Xml),
    ("<?xml", Format::Xml),
];

/// The elements of HTML with which a piece of a page begins, in small letters.
pub(super) const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "article",
    "section",
    "main",
    "header",
    "head",
    "body",
    "title",
    "meta",
    "figure",
    "blockquote",
    "ul",
    "ol",
    "table",
    "form",
    "center",
    "aside",
];
