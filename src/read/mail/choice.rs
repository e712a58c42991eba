//! Which of the texts of a mail is read, and whether it can be read at all.

use mailparse::ParsedMail;
use mailparse::body::Body;

use super::super::html;
use super::super::layout::Layout;

/// So many mails or groups of parts are read inside each other.
pub(super) const DEPTH: usize = 20;
/// The header of a part has so many encoded words at most.
const ENCODED_WORDS: usize = 1000;
/// Plain text of so many words at most may be a stub, whose story is in the HTML beside it.
const STUB_WORDS: usize = 60;
/// That has so many times more words, at least.
const TIMES: usize = 3;

/// The part to read of some that say the same: the plain text, unless it is blank, or a few words
/// beside HTML with many. `decoded` gives the text of one.
pub(super) fn best<'p, 'm>(
    parts: &'p [ParsedMail<'m>],
    decoded: impl Fn(&ParsedMail<'m>) -> Option<String>,
) -> Option<&'p ParsedMail<'m>> {
    let best = first(parts)?;
    if best.ctype.mimetype != "text/plain" {
        return Some(best);
    }
    let plain = decoded(best).unwrap_or_default();
    let count = plain.split_whitespace().take(STUB_WORDS + 1).count();
    let html = parts.iter().filter(|_| count <= STUB_WORDS).find(|part| html_in(part, 0).is_some());
    let Some(html) = html else { return Some(best) };
    let page = html_in(html, 0).and_then(&decoded);
    let page = page.map_or(String::new(), |page| html::read(&page).text);
    let words = page.split_whitespace().count();
    let is_stub = words > count && Layout::built_in().is_stub(&plain);
    Some(if is_stub || words >= count * TIMES { html } else { best })
}

/// The HTML of a part, which may be in a group with its pictures.
fn html_in<'p, 'm>(part: &'p ParsedMail<'m>, depth: usize) -> Option<&'p ParsedMail<'m>> {
    if part.ctype.mimetype == "text/html" {
        return Some(part);
    }
    let group = part.ctype.mimetype.starts_with("multipart/") && depth < DEPTH;
    part.subparts.iter().filter(|_| group).find_map(|inner| html_in(inner, depth + 1))
}

/// The first choice of some parts that say the same: the plain text, unless it is blank.
fn first<'p, 'm>(parts: &'p [ParsedMail<'m>]) -> Option<&'p ParsedMail<'m>> {
    let blank = |part: &ParsedMail| body(part).trim_ascii().is_empty();
    let is = |part: &&ParsedMail, kind: &str| part.ctype.mimetype == kind && !blank(part);
    parts.iter().find(|part| is(part, "text/plain")).or_else(|| {
        let holds = |part: &&ParsedMail| part.ctype.mimetype.starts_with("multipart/");
        parts.iter().find(|part| is(part, "text/html") || holds(part)).or(parts.first())
    })
}

/// True where a header that says what a part is has very many encoded words: they are decoded in
/// quadratic time.
pub(super) fn has_endless_header(source: &str) -> bool {
    let mut words = 0;
    for line in source.lines() {
        let goes_on = words > 0 && line.starts_with([' ', '\t']);
        let named = || line.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("content-"));
        if !goes_on && !named() {
            words = 0;
            continue;
        }
        words = if goes_on { words } else { 1 } + line.matches("=?").count();
        if words > ENCODED_WORDS {
            return true;
        }
    }
    false
}

/// The bytes of a part's text, as they are in the mail.
pub(super) fn body<'m>(part: &'m ParsedMail) -> &'m [u8] {
    match part.get_body_encoded() {
        Body::Base64(body) | Body::QuotedPrintable(body) => body.get_raw(),
        Body::SevenBit(body) | Body::EightBit(body) => body.get_raw(),
        Body::Binary(body) => body.get_raw(),
    }
}
