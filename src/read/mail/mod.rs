//! Reads mail: its subject is the headline, its sender the byline, and its text, or else its HTML, the
//! story. Earlier mails that are quoted in it and signatures are notes.

mod choice;
mod letter;
mod transfer;

use mailparse::{DispositionType, MailHeader, MailHeaderMap, ParsedMail};

use super::document::{Document, Writer};
use super::error::ReadErrorKind;
use super::layout::Layout;
use super::noted::{self, Lines};
use super::part::Part;
use super::{html, json};
use crate::span::Span;
use choice::{DEPTH, body};

/// A header that is read has so many bytes at most.
const HEADER_BYTES: usize = 1 << 14;
/// Reads a mail. `bytewise` says that each character of `source` is a byte of the file, as in a mail
/// that is not UTF-8.
pub(super) fn read(source: &str, bytewise: bool) -> Result<Document, ReadErrorKind> {
    let start = source.len() - source.trim_start_matches(BLANK).len();
    let broken = |error: mailparse::MailParseError| ReadErrorKind::Broken {
        at: None,
        message: format!("this mail cannot be read: {error}"),
    };
    let bytes = source.as_bytes().get(start..).unwrap_or_default();
    if choice::has_endless_header(source) {
        let message = "this mail cannot be read: a header that has no end".to_owned();
        return Err(ReadErrorKind::Broken { at: None, message });
    }
    let mail = mailparse::parse_mail(bytes).map_err(broken)?;
    let mut reader = Reader::new(source, bytewise);
    reader.headers(&mail);
    reader.part(&mail, 0);
    let Reader { mut writer, attached, unread, long, .. } = reader;
    for (count, what) in
        [(attached, "attachment"), (unread, "text in UTF-7"), (long, "header that is too long")]
    {
        match count {
            0 => {}
            1 => writer.leave_out(&format!("1 {what}")),
            _ => writer.leave_out(&format!("{count} {}", many(what))),
        }
    }
    Ok(writer.finish())
}

/// Several of something.
fn many(what: &str) -> String {
    let (first, rest) = what.split_once(' ').unwrap_or((what, ""));
    let rest = rest.replace("is ", "are ");
    format!("{first}s {rest}").trim_end().to_owned()
}

/// What may be before the first header.
const BLANK: [char; 5] = [' ', '\t', '\r', '\n', '\u{feff}'];

struct Reader<'s> {
    source: &'s str,
    bytewise: bool,
    writer: Writer<'s>,
    /// How many parts are left out.
    attached: usize,
    /// How many texts are in an encoding that is not read.
    unread: usize,
    /// How many headers are too long to be read.
    long: usize,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str, bytewise: bool) -> Self {
        Self { source, bytewise, writer: Writer::new(source), attached: 0, unread: 0, long: 0 }
    }

    /// A header, unless it is so long that its words take too much time to decode.
    fn first<'m>(&mut self, mail: &'m ParsedMail, name: &str) -> Option<&'m MailHeader<'m>> {
        let header = mail.headers.get_first_header(name)?;
        let is_long = header.get_value_raw().len() > HEADER_BYTES;
        self.long += usize::from(is_long);
        (!is_long).then_some(header)
    }

    /// Where some bytes of the source are in it.
    fn place(&self, bytes: &[u8]) -> Option<Span> {
        let start = (bytes.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize)?;
        let end = start + bytes.len();
        self.source.get(start..end).map(|_| Span::new(start, end))
    }

    /// Subject, date and sender.
    fn headers(&mut self, mail: &ParsedMail) {
        if let Some(subject) = self.first(mail, "Subject") {
            let value = subject.get_value();
            self.header(Part::Headline, subject, Layout::built_in().without_reply(&value));
        }
        if let Some(date) = self.first(mail, "Date") {
            self.header(Part::Date, date, date.get_value().trim());
        }
        if let Some(from) = self.first(mail, "From") {
            let value = from.get_value();
            let name = sender(&value);
            let part = if name.contains('@') { Part::DeskNote } else { Part::Byline };
            self.header(part, from, name);
        }
    }

    /// Words of a header, at their own place if they are there as they are, else at that of its value.
    fn header(&mut self, part: Part, header: &MailHeader, words: &str) {
        let Some(value) = self.place(header.get_value_raw()).filter(|_| !words.is_empty()) else {
            return;
        };
        self.writer.begin(Some(part));
        match value.of(self.source).find(words) {
            Some(at) => {
                let start = value.start + at;
                self.writer.copy(Span::new(start, start + words.len()));
            }
            None => self.writer.put(words, value),
        }
        self.writer.end();
    }

    /// Reads a part and those in it.
    fn part(&mut self, part: &ParsedMail, depth: usize) {
        let kind = part.ctype.mimetype.as_str();
        let attached = part.get_content_disposition().disposition == DispositionType::Attachment;
        if attached || depth > DEPTH {
            self.attached += 1;
        } else if kind == "multipart/alternative" {
            if let Some(best) = choice::best(&part.subparts, |one| Some(self.decoded(one)?.words)) {
                self.part(best, depth + 1);
            }
        } else if kind.starts_with("multipart/") {
            for inner in &part.subparts {
                self.part(inner, depth + 1);
            }
        } else if matches!(kind, "text/plain" | "text/html") {
            self.text(part, kind == "text/html");
        } else {
            self.attached += 1;
        }
    }

    /// Reads a text.
    fn text(&mut self, part: &ParsedMail, is_html: bool) {
        if label(part).is_some_and(|label| label.to_ascii_lowercase().ends_with("utf-7")) {
            self.unread += 1;
            return;
        }
        let Some(mut text) = self.decoded(part) else { return };
        let has = |name: &str, value: &str| {
            part.ctype.params.get(name).is_some_and(|v| v.eq_ignore_ascii_case(value))
        };
        if has("format", "flowed") {
            text = letter::joined(&text, has("delsp", "yes"));
        }
        let words = text.words.as_str();
        let form = words.trim_start().starts_with('{').then(|| json::read(words).ok()).flatten();
        let document = match form.filter(|form| !form.pieces.is_empty()) {
            Some(form) => form,
            None if is_html => {
                let mut document = html::read(words);
                letter::flag_notices(&mut document);
                document
            }
            None => noted::read(words, Vec::new(), Lines::Stay, letter::read),
        };
        self.writer.embed(document, &text.map);
    }

    /// The text of a part as it was before it was sent.
    fn decoded(&self, part: &ParsedMail) -> Option<transfer::Text> {
        let span = self.place(body(part))?;
        let encoding = part.headers.get_first_value("Content-Transfer-Encoding");
        let raw = transfer::raw(self.source, span, self.bytewise);
        Some(transfer::decode(&raw, encoding.as_deref().unwrap_or(""), label(part)))
    }
}

/// How a part says it is encoded. "us-ascii" is what one without a declaration is said to be.
fn label<'m>(part: &'m ParsedMail) -> Option<&'m str> {
    part.ctype.params.get("charset").map(String::as_str)
}

/// The name of a sender, without the address; the address where there is no name.
fn sender(value: &str) -> &str {
    let value = value.trim();
    if let Some((name, _)) = value.split_once('<') {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        return if name.is_empty() { value } else { name };
    }
    match value.strip_suffix(')').and_then(|value| value.split_once('(')) {
        Some((_, name)) if !name.trim().is_empty() => name.trim(),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a mail, each with its words in the file.
    fn pieces(source: &str) -> Vec<(Option<Part>, String, String)> {
        let document = read(source, false).expect("a mail");
        let words = |span: Span| span.of(&document.text).to_owned();
        let place = |span: Span| document.map.place(span).of(source).to_owned();
        document.pieces.iter().map(|p| (p.part, words(p.span), place(p.span))).collect()
    }

    #[test]
    fn headers_and_text_have_their_parts() {
        let mail = "Subject: =?utf-8?Q?Mill_shut_=E2=80=93_again?=\r\nFrom: \"Ann Hale\" <a@b.c>\r\nDate: Tue, 3 Mar 2015 11:27:36 +1100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe mill=E2=80=99s gate is s=\r\nhut.\r\n\r\n-- \r\nAnn Hale, Selby Mills\r\n";
        let found = pieces(mail);
        let words: Vec<_> = found.iter().map(|(part, words, _)| (*part, words.as_str())).collect();
        assert_eq!(
            words,
            [
                (Some(Part::Headline), "Mill shut – again"),
                (Some(Part::Date), "Tue, 3 Mar 2015 11:27:36 +1100"),
                (Some(Part::Byline), "Ann Hale"),
                (None, "The mill’s gate is shut."),
                (Some(Part::DeskNote), "--\r\nAnn Hale, Selby Mills"),
            ]
        );
        assert_eq!(found[0].2, "=?utf-8?Q?Mill_shut_=E2=80=93_again?=");
        assert_eq!(found[2].2, "Ann Hale");
        assert_eq!(found[3].2, "The mill=E2=80=99s gate is s=\r\nhut.");
    }

    #[test]
    fn the_plain_text_is_read_and_attachments_are_named() {
        let mail = "Subject: Re: Mill\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nVGhlIG1pbGwgaXMgc2h1dCwg4oCcZm9yIGdvb2TigJ0u\n--y\nContent-Type: text/html\n\n<p>No.</p>\n--y--\n--x\nContent-Type: image/jpeg\nContent-Disposition: attachment\n\nAAAA\n--x--\n";
        let found = pieces(mail);
        assert_eq!(found[0].1, "Mill");
        assert_eq!(found[1].1, "The mill is shut, “for good”.");
        assert_eq!(found[1].2, "VGhlIG1pbGwgaXMgc2h1dCwg4oCcZm9yIGdvb2TigJ0u");
        assert_eq!(found.len(), 2);
        assert_eq!(read(mail, false).expect("a mail").remarks, ["left out: 1 attachment"]);
    }

    /// A mail with a plain text and HTML.
    fn two(plain: &str, html: &str) -> String {
        format!(
            "Subject: Mill\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\n\n{plain}\n--y\nContent-Type: multipart/related; boundary=z\n\n--z\nContent-Type: text/html\n\n{html}\n--z--\n--y--\n"
        )
    }

    #[test]
    fn html_is_read_where_the_plain_text_is_a_stub() {
        let story = "<p>The mill at Selby is shut, Ann Hale said.</p>";
        let long = story.repeat(3);
        for (plain, html, right) in [
            ("Read this in your browser.", story, "The mill at Selby is shut, Ann Hale said."),
            ("See below.", long.as_str(), "The mill at Selby is shut, Ann Hale said."),
            ("The mill is shut, she said.", story, "The mill is shut, she said."),
        ] {
            assert_eq!(pieces(&two(plain, html))[1].1, right, "{plain}");
        }
    }

    #[test]
    fn what_is_not_read_is_left_out() {
        let utf_7 = "Subject: Mill\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-7\n\nJos+AOk- left.\n";
        assert_eq!(pieces(utf_7).len(), 1);
        assert_eq!(read(utf_7, false).expect("a mail").remarks, ["left out: 1 text in UTF-7"]);
        let words = "=?utf-8?Q?a?= ".repeat(30_000);
        let long = format!("Subject: {words}\nDate: x\nMIME-Version: 1.0\n\nIt is shut.\n");
        let document = read(&long, false).expect("a mail");
        assert_eq!(document.remarks, ["left out: 1 header that is too long"]);
        assert_eq!(many("header that is too long"), "headers that are too long");
        assert_eq!(document.pieces.len(), 2);
        let kind = format!("Subject: Mill\nContent-Type: {words}\n\nIt is shut.\n");
        assert!(read(&kind, false).is_err());
    }

    #[test]
    fn a_sender_has_a_name_or_an_address() {
        for (value, name) in [
            ("Ann Hale <a@b.c>", "Ann Hale"),
            ("\"Hale, Ann\" <a@b.c>", "Hale, Ann"),
            ("a@b.c (Ann Hale)", "Ann Hale"),
            ("a@b.c", "a@b.c"),
            ("<a@b.c>", "<a@b.c>"),
        ] {
            assert_eq!(sender(value), name);
        }
    }
}
