//! Reads mail: its subject is the headline, its sender the byline, and its text, or else its HTML, the
//! story. Earlier mails that are quoted in it and signatures are notes.

mod letter;
mod transfer;

use mailparse::body::Body;
use mailparse::{DispositionType, MailHeader, MailHeaderMap, ParsedMail};

use super::document::{Document, Writer};
use super::error::ReadErrorKind;
use super::layout::Layout;
use super::noted::{self, Lines};
use super::part::Part;
use super::{html, json};
use crate::span::Span;

/// So many mails or groups of parts are read inside each other.
const DEPTH: usize = 20;

/// Reads a mail. `bytewise` says that each character of `source` is a byte of the file, as in a mail
/// that is not UTF-8.
pub(super) fn read(source: &str, bytewise: bool) -> Result<Document, ReadErrorKind> {
    let start = source.len() - source.trim_start_matches(BLANK).len();
    let broken = |error: mailparse::MailParseError| ReadErrorKind::Broken {
        at: None,
        message: format!("this mail cannot be read: {error}"),
    };
    let bytes = source.as_bytes().get(start..).unwrap_or_default();
    let mail = mailparse::parse_mail(bytes).map_err(broken)?;
    let mut reader = Reader { source, bytewise, writer: Writer::new(source), attached: 0 };
    reader.headers(&mail);
    reader.part(&mail, 0);
    let Reader { mut writer, attached, .. } = reader;
    if attached > 0 {
        let end = if attached == 1 { "" } else { "s" };
        writer.leave_out(&format!("{attached} attachment{end}"));
    }
    Ok(writer.finish())
}

/// What may be before the first header.
const BLANK: [char; 5] = [' ', '\t', '\r', '\n', '\u{feff}'];

struct Reader<'s> {
    source: &'s str,
    bytewise: bool,
    writer: Writer<'s>,
    /// How many parts are left out.
    attached: usize,
}

impl Reader<'_> {
    /// Where some bytes of the source are in it.
    fn place(&self, bytes: &[u8]) -> Option<Span> {
        let start = (bytes.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize)?;
        let end = start + bytes.len();
        self.source.get(start..end).map(|_| Span::new(start, end))
    }

    /// Subject, date and sender.
    fn headers(&mut self, mail: &ParsedMail) {
        if let Some(subject) = mail.headers.get_first_header("Subject") {
            let value = subject.get_value();
            self.header(Part::Headline, subject, Layout::built_in().without_reply(&value));
        }
        if let Some(date) = mail.headers.get_first_header("Date") {
            self.header(Part::Date, date, date.get_value().trim());
        }
        if let Some(from) = mail.headers.get_first_header("From") {
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
            if let Some(best) = best(&part.subparts) {
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
        let Some(span) = self.place(body(part)) else { return };
        let encoding = part.headers.get_first_value("Content-Transfer-Encoding");
        let raw = transfer::raw(self.source, span, self.bytewise);
        // "us-ascii" is what a part without a declaration is said to be.
        let label = part.ctype.params.get("charset").map(String::as_str);
        let mut text = transfer::decode(&raw, encoding.as_deref().unwrap_or(""), label);
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
            None if is_html => html::read(words),
            None => noted::read(words, Vec::new(), Lines::Stay, letter::read),
        };
        self.writer.embed(document, &text.map);
    }
}

/// The part to read of some that say the same: the plain text, unless it is blank.
fn best<'p, 'm>(parts: &'p [ParsedMail<'m>]) -> Option<&'p ParsedMail<'m>> {
    let blank = |part: &ParsedMail| body(part).trim_ascii().is_empty();
    let is = |part: &&ParsedMail, kind: &str| part.ctype.mimetype == kind && !blank(part);
    parts.iter().find(|part| is(part, "text/plain")).or_else(|| {
        let holds = |part: &&ParsedMail| part.ctype.mimetype.starts_with("multipart/");
        parts.iter().find(|part| is(part, "text/html") || holds(part)).or(parts.first())
    })
}

/// The bytes of a part's text, as they are in the mail.
fn body<'m>(part: &'m ParsedMail) -> &'m [u8] {
    match part.get_body_encoded() {
        Body::Base64(body) | Body::QuotedPrintable(body) => body.get_raw(),
        Body::SevenBit(body) | Body::EightBit(body) => body.get_raw(),
        Body::Binary(body) => body.get_raw(),
    }
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
