//! Which format a file is in: its name says it, or its first bytes. Where the two clearly differ, the
//! bytes are right.

mod table;

use self::table::{BLOCKS, Is, MAGIC, OPENINGS, REFUSED, ZIPPED};
use super::error::ReadErrorKind;
use super::format::Format;

/// The headers that only a mail has which was sent. What begins with "Subject:" alone may be a draft.
const SENT: [&str; 6] =
    ["mime-version", "content-type", "received", "message-id", "return-path", "x-received"];

/// The headers of a mail stand within so many bytes.
const HEADERS_WITHIN: usize = 1 << 16;
/// So many bytes show how a text begins.
const HEAD: usize = 4096;
/// The names in a zip file are looked for in so many bytes at either end.
const NAMES_WITHIN: usize = 1 << 16;

/// The format of a file.
pub(super) fn format(path: &str, bytes: &[u8]) -> Result<Format, ReadErrorKind> {
    let named = named(path);
    match of_bytes(bytes, named) {
        Some(Is::Read(format)) => Ok(format),
        Some(Is::Not(what)) => Err(ReadErrorKind::NotRead(what)),
        Some(Is::Zip) => zipped_as(named),
        None => of_text(bytes, named),
    }
}

/// What the name of a file says.
fn named(path: &str) -> Option<Is> {
    if let Some(format) = Format::of_path(path) {
        return Some(Is::Read(format));
    }
    let (_, end) = path.rsplit_once('.')?;
    let has = |one: &&(&str, &str)| end.eq_ignore_ascii_case(one.0);
    REFUSED.iter().find(has).map(|(_, what)| Is::Not(what))
}

/// What bytes are that are no text. An empty file, or one that breaks off, is what it is called.
fn of_bytes(bytes: &[u8], named: Option<Is>) -> Option<Is> {
    let at = |(at, magic, _): &&(usize, &[u8], Is)| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic))
    };
    let (_, _, is) = MAGIC.iter().find(at)?;
    match is {
        Is::Zip => of_zip(bytes).or(Some(Is::Zip)),
        // All files of Office before 2007 begin so: the name says which.
        Is::Not(_) if bytes.starts_with(b"\xd0\xcf") => match named {
            Some(Is::Not(what)) => Some(Is::Not(what)),
            // A document with a password begins so too: its reader says which it is.
            Some(Is::Read(Format::Docx)) => named,
            _ => Some(*is),
        },
        _ => Some(*is),
    }
}

/// What a zip file is: the list of its names stands at its end.
fn of_zip(bytes: &[u8]) -> Option<Is> {
    let head = bytes.get(..NAMES_WITHIN).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(NAMES_WITHIN)..).unwrap_or(bytes);
    let has = |part: &[u8], name: &[u8]| part.windows(name.len()).any(|words| words == name);
    // What is stored first says the type of a document of LibreOffice; all else the list of names.
    let found = |part: &[u8]| ZIPPED.iter().find(|(name, _)| has(part, name)).map(|(_, is)| *is);
    found(head.get(..NAMES_WITHIN.min(128)).unwrap_or(head))
        .or_else(|| found(tail))
        .or_else(|| found(head))
}

/// A zip file in which nothing is known: what it is called, if that is one; its reader says what it
/// lacks.
fn zipped_as(named: Option<Is>) -> Result<Format, ReadErrorKind> {
    match named {
        Some(Is::Read(format @ (Format::Docx | Format::Odt))) => Ok(format),
        Some(Is::Not(what)) => Err(ReadErrorKind::NotRead(what)),
        _ => Err(ReadErrorKind::NotRead("a zip file")),
    }
}

/// What a text is: as its name says, unless it begins in a way that this format never does.
fn of_text(bytes: &[u8], named: Option<Is>) -> Result<Format, ReadErrorKind> {
    let named = match named {
        Some(Is::Read(format)) => Some(format),
        Some(Is::Not(what)) => return Err(ReadErrorKind::NotRead(what)),
        _ => None,
    };
    let head = head(bytes);
    let markup = markup(&head);
    Ok(match named {
        None | Some(Format::Plain) => by_looks(bytes, &head).unwrap_or(Format::Plain),
        Some(format @ (Format::Docx | Format::Odt)) => by_looks(bytes, &head).unwrap_or(format),
        // A page of XHTML begins as XML does.
        Some(Format::Html) if markup == Some(Format::Xml) && !head.contains("<html") => Format::Xml,
        Some(Format::Html) => Format::Html,
        Some(Format::Wire | Format::Mail) if is_mail(bytes) => Format::Mail,
        Some(Format::Mail) if is_wire(bytes) => Format::Wire,
        Some(format) => markup.unwrap_or(format),
    })
}

/// The format of a text that has no name of one.
fn by_looks(bytes: &[u8], head: &str) -> Option<Format> {
    let json = || is_json(head).then_some(Format::Json);
    let wire = || is_wire(bytes).then_some(Format::Wire);
    let mail = || is_mail(bytes).then_some(Format::Mail);
    let piece = || is_piece_of_html(head).then_some(Format::Html);
    markup(head).or_else(json).or_else(wire).or_else(mail).or_else(piece)
}

/// The beginning of a text, in small letters, whatever its encoding: the NULs of UTF-16 are left out.
fn head(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let marks = [0, 0xef, 0xbb, 0xbf, 0xff, 0xfe];
    let mark = head.iter().take(3).take_while(|byte| marks.contains(byte)).count();
    let kept = head[mark..].iter().filter(|byte| **byte != 0);
    let text: String = kept.map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    text.trim_start().to_owned()
}

/// What comes after the comments at the beginning of a text.
fn after_comments(head: &str) -> Option<&str> {
    let mut rest = head;
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->")?.1.trim_start();
    }
    Some(rest)
}

/// True for a text that begins with a block of HTML, and in which elements are closed.
fn is_piece_of_html(head: &str) -> bool {
    let tag = after_comments(head).and_then(|rest| rest.strip_prefix('<'));
    let Some(tag) = tag else { return false };
    let len = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = tag.split_at(len);
    let ends = rest.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace());
    let closes =
        |(at, _): (usize, &str)| rest[at + 2..].starts_with(|c: char| c.is_ascii_alphabetic());
    ends && BLOCKS.contains(&name) && rest.match_indices("</").any(closes)
}

/// HTML or XML, by how a text begins; comments before it are passed over.
fn markup(head: &str) -> Option<Format> {
    let rest = after_comments(head)?;
    let (_, format) = OPENINGS.iter().find(|(opening, _)| {
        let end = rest.strip_prefix(opening);
        end.is_some_and(|end| !end.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })?;
    let page = *format == Format::Xml && rest.starts_with("<?xml") && is_page(rest);
    Some(if page { Format::Html } else { *format })
}

/// True for XHTML: its first element is that of a page.
fn is_page(head: &str) -> bool {
    let element = head.match_indices('<').map(|(at, _)| &head[at..]);
    let mut element = element.filter(|rest| !rest.starts_with("<?") && !rest.starts_with("<!--"));
    element
        .next()
        .is_some_and(|rest| rest.starts_with("<html") || rest.starts_with("<!doctype html"))
}

/// True for a text that begins as JSON does: a brace, a word in quotation marks, a colon.
fn is_json(head: &str) -> bool {
    let inside = head.strip_prefix('[').map_or(head, str::trim_start);
    let key = inside.strip_prefix('{').map(str::trim_start).and_then(|key| key.strip_prefix('"'));
    key.and_then(|key| key.split_once('"'))
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// True for agency copy with its control characters: a story begins with SOH, the headline with STX.
fn is_wire(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let start = head.iter().position(|byte| !matches!(byte, 0x16 | b'\r' | b'\n' | b' '));
    let first = start.and_then(|start| head.get(start..)).unwrap_or_default();
    first.starts_with(&[1]) && head.contains(&2)
        || first.starts_with(b"^A") && head.windows(3).any(|three| three == b"\n^B")
}

/// True for a mail as it was sent: headers at the top, an empty line after them.
fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEADERS_WITHIN).unwrap_or(bytes);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let (mut known, mut sent) = (0, false);
    let mut lines = lines.by_ref().skip_while(|line| line.is_empty());
    for line in &mut lines {
        if line.is_empty() {
            return known > 1 && sent;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") || line.starts_with(b"From ") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let Some(name) = line.get(..colon) else { return false };
        let token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || !name.iter().all(token) {
            return false;
        }
        known += 1;
        sent |= SENT.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()));
    }
    known > 1 && sent && bytes.len() > HEADERS_WITHIN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, bytes: &[u8]) -> Result<Format, String> {
        format(name, bytes).map_err(|error| match error {
            ReadErrorKind::NotRead(what) => what.to_owned(),
            other => other.to_string(),
        })
    }

    #[test]
    fn texts_are_looked_at() {
        for (text, format) in [
            ("Hall burns\n\nThe hall burnt.\n", Format::Plain),
            ("\u{feff}<!-- a -->\n<!DOCTYPE html><p>No.", Format::Html),
            ("<?xml version='1.0'?>\n<!-- a --><html><p>No.</p></html>", Format::Html),
            ("<?xml version='1.0'?><nitf></nitf>", Format::Xml),
            ("<NewsML><NewsItem/></NewsML>", Format::Xml),
            ("<b>Hall</b> burns", Format::Plain),
            ("<p>The hall burnt.</p>", Format::Html),
            ("<!-- a -->\n<DIV class='a'>\n<p>No <b>one</b> fell.", Format::Html),
            ("<p> is how a paragraph begins", Format::Plain),
            ("<poll> 3 < 4 </poll>", Format::Plain),
            ("{ \"headline\": \"Hall burns\"}", Format::Json),
            ("[{\"a\":1}]", Format::Json),
            ("[\"No,\" he said.]", Format::Plain),
            ("Subject: Hall\nFrom: Ann Hale\n\nThe hall burnt.\n", Format::Plain),
            ("Subject: Hall\nMIME-Version: 1.0\n\nThe hall burnt.\n", Format::Mail),
            ("\r\nReceived: by a\r\n  with b\r\nSubject: Hall\r\n\r\nNo.\r\n", Format::Mail),
            ("Subject: Hall\nMIME-Version: 1.0\nThe hall burnt.\n\nNo.", Format::Plain),
            ("\u{1}abc 3 s 5\n\n\u{2}Hall burns\nNo.\n\u{3}", Format::Wire),
            ("\u{16}\u{16}\u{1}A1\n\u{2}^Hall burns<\n", Format::Wire),
            ("^Aabc 3 s 5\n\n^BHall burns\n", Format::Wire),
            ("", Format::Plain),
        ] {
            assert_eq!(found("a.txt", text.as_bytes()), Ok(format), "{text}");
            assert_eq!(found("-", text.as_bytes()), Ok(format), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found("a", &wide), Ok(Format::Html));
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (name, bytes, what) in [
            ("a.md", &b"PK\x03\x04rest"[..], "a zip file"),
            ("a.html", b"{\\rtf1 No.}", "RTF"),
            ("a.docx", b"%PDF-1.7", "a PDF"),
            ("a", b"\x89PNG\r\n\x1a\n", "a picture"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word file from before 2007 (.doc)"),
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a spreadsheet"),
            ("a.docx", b"PK\x03\x04....xl/workbook.xml", "a spreadsheet"),
            ("a.tex", b"\\documentclass{a}", "LaTeX"),
            ("a.srt", b"1\n00:00", "a file of subtitles"),
        ] {
            assert_eq!(found(name, bytes), Err(what.to_owned()), "{name}");
        }
    }

    #[test]
    fn where_name_and_content_differ_the_content_is_right() {
        for (name, bytes, format) in [
            ("a.odt", &b"PK\x03\x04....word/document.xml"[..], Format::Docx),
            ("a.txt", b"PK\x03\x04....word/document.xml", Format::Docx),
            ("a.docx", b"PK\x03\x04....", Format::Docx),
            ("a.docx", b"The hall burnt.", Format::Docx),
            ("a.docx", b"<html>", Format::Html),
            ("a.html", b"<?xml version='1.0'?><rss>", Format::Xml),
            ("a.html", b"The hall burnt.", Format::Html),
            ("a.md", b"<html>", Format::Html),
            ("a.md", b"<b>No</b>", Format::Markdown),
            ("a.eml", b"No.", Format::Mail),
        ] {
            assert_eq!(found(name, bytes), Ok(format), "{name}");
        }
    }
}
