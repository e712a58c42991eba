//! The part of a Word document that holds its comments.

use std::collections::HashSet;
use std::fmt::Write;

use super::names::{Prefix, number, space};
use crate::read::ReadErrorKind;
use crate::read::office::margin::AUTHOR;
use crate::read::office::tags::{Markup, Tags};
use crate::span::Span;

/// The comments of a document.
pub(super) struct Comments<'a> {
    source: Option<&'a str>,
    strict: bool,
    /// The numbers of those that `whosaid` wrote.
    pub(super) own: HashSet<String>,
    /// Where those stand.
    gone: Vec<Span>,
    /// The numbers of their paragraphs, by which answers are tied to them.
    pub(super) paragraphs: HashSet<String>,
    /// The highest number of the others.
    pub(super) last: u32,
    /// Every comment with its number.
    all: Vec<(String, Span)>,
    /// Where the root begins.
    root: Span,
}

impl<'a> Comments<'a> {
    /// Reads the part, if there is one.
    pub(super) fn read(
        part: &str,
        source: Option<&'a str>,
        strict: bool,
    ) -> Result<Self, ReadErrorKind> {
        let mut all = Self {
            source,
            strict,
            own: HashSet::new(),
            gone: Vec::new(),
            paragraphs: HashSet::new(),
            last: 0,
            all: Vec::new(),
            root: Span::new(0, 0),
        };
        let Some(text) = source else { return Ok(all) };
        let mut tags = Tags::new(part, text);
        let mut open: Option<(String, usize, bool)> = None;
        while let Some(markup) = tags.next()? {
            match markup {
                Markup::Open(tag) if tags.depth() == 1 => all.root = tag.span,
                Markup::Open(tag) if tag.name == ("w", "comment") => {
                    let own = tag.get("author").as_deref() == Some(AUTHOR);
                    open = Some((tag.get("id").unwrap_or_default(), tag.span.start, own));
                }
                Markup::Open(tag) if tag.name == ("w", "p") => {
                    if matches!(open, Some((.., true))) {
                        all.paragraphs.extend(tag.get("paraId"));
                    }
                }
                Markup::Close(("w", "comment"), span) => {
                    if let Some((id, start, own)) = open.take() {
                        all.add(id, Span::new(start, span.end.max(start)), own);
                    }
                }
                _ => {}
            }
        }
        Ok(all)
    }

    fn add(&mut self, id: String, span: Span, own: bool) {
        if own {
            self.own.insert(id.clone());
            self.gone.push(span);
        } else {
            self.last = self.last.max(number(&id));
        }
        self.all.push((id, span));
    }

    /// The number of the comment in which a byte stands.
    pub(super) fn at(&self, at: usize) -> Option<&str> {
        let found = self.all.iter().find(|(_, span)| span.start <= at && at < span.end);
        found.map(|(id, _)| id.as_str())
    }

    /// The part with new comments, numbered from `first`, and without the old ones.
    pub(super) fn write(&self, first: u32, remarks: &[&str], date: Option<&str>) -> String {
        let Some(source) = self.source else {
            let prefix = Prefix { name: "w:".to_owned(), binding: String::new() };
            let words = comments(&prefix, first, remarks, date);
            let space = space(self.strict);
            return format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\">{words}</w:comments>"
            );
        };
        let prefix = Prefix::of(self.root.of(source), self.strict);
        let mut left = String::with_capacity(source.len());
        let mut at = 0;
        for span in &self.gone {
            left.push_str(source.get(at..span.start).unwrap_or_default());
            at = span.end;
        }
        left.push_str(source.get(at..).unwrap_or_default());
        with_words(&left, &comments(&prefix, first, remarks, date))
    }
}

/// New comments.
fn comments(prefix: &Prefix, first: u32, remarks: &[&str], date: Option<&str>) -> String {
    let Prefix { name: w, binding } = prefix;
    let date = date
        .map_or(String::new(), |date| format!(" {w}date=\"{}\"", quick_xml::escape::escape(date)));
    let mut out = String::new();
    for (id, remark) in (first..).zip(remarks) {
        let _ = write!(
            out,
            "<{w}comment{binding} {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"ws\"{date}>"
        );
        for line in remark.lines() {
            let line = escaped(line);
            let _ =
                write!(out, "<{w}p><{w}r><{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>");
        }
        if remark.lines().next().is_none() {
            let _ = write!(out, "<{w}p/>");
        }
        let _ = write!(out, "</{w}comment>");
    }
    out
}

/// Words as XML has them: without the characters that it cannot hold.
fn escaped(words: &str) -> String {
    let held = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || *c == '\t';
    let words: String = words.chars().filter(held).collect();
    quick_xml::escape::partial_escape(words).into_owned()
}

/// A part with an entry added as the last of its root; the entry is made with the root's prefix.
pub(super) fn with_last(
    part: &str,
    text: &str,
    entry: impl FnOnce(&str) -> String,
) -> Result<String, ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    let mut prefix = String::new();
    while let Some(markup) = tags.next()? {
        if let Markup::Open(tag) = markup
            && tags.depth() == 1
        {
            let tag = tag.span.of(text).trim_start_matches('<');
            let name = tag.split(['>', ' ', '/']).next().unwrap_or_default();
            prefix = name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
        }
    }
    Ok(with_words(text, &entry(&prefix)))
}

/// A part with words put in before the end of its root.
fn with_words(text: &str, words: &str) -> String {
    let Some(end) = text.rfind('<') else { return text.to_owned() };
    let (before, last) = text.split_at(end);
    if last.starts_with("</") {
        return format!("{before}{words}{last}");
    }
    // The root is one empty tag.
    let name = last.trim_start_matches('<').split(['>', ' ', '/', '\n', '\r', '\t']).next();
    let open = last.trim_end().trim_end_matches('>').trim_end_matches('/');
    format!("{before}{open}>{words}</{}>", name.unwrap_or_default())
}

/// The elements of a name in a part, each with its number.
pub(super) fn elements(
    part: &str,
    text: &str,
    name: &str,
) -> Result<Vec<(String, Span)>, ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    let mut all = Vec::new();
    let mut open = None;
    while let Some(markup) = tags.next()? {
        match markup {
            Markup::Open(tag) if tag.name == ("w", name) => {
                open = Some((tag.get("id").unwrap_or_default(), tag.span.start));
            }
            Markup::Close(("w", closed), span) if closed == name => {
                if let Some((id, start)) = open.take() {
                    all.push((id, Span::new(start, span.end.max(start))));
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

/// A part that says which comment answers which, without the comments of these paragraphs.
pub(super) fn without_threads(
    part: &str,
    text: &str,
    gone: &HashSet<String>,
) -> Result<String, ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut dropped = None;
    while let Some(markup) = tags.next()? {
        match markup {
            Markup::Open(tag) if dropped.is_none() => {
                let has = |name: &str| tag.get(name).filter(|id| gone.contains(id));
                if has("paraId").is_some() {
                    dropped = Some((tags.depth(), tag.span.start));
                } else if let Some(parent) = has("paraIdParent") {
                    let words = tag.span.of(text);
                    let found = words.find("paraIdParent").and_then(|key| {
                        let start = words.get(..key)?.rfind(char::is_whitespace)?;
                        let end = key + words.get(key..)?.find(&parent)? + parent.len() + 1;
                        Some((tag.span.start + start, tag.span.start + end))
                    });
                    if let Some((start, end)) = found {
                        out.push_str(text.get(at..start).unwrap_or_default());
                        at = end;
                    }
                }
            }
            Markup::Close(_, span) => {
                if let Some((depth, start)) = dropped
                    && tags.depth() < depth
                {
                    out.push_str(text.get(at..start).unwrap_or_default());
                    at = span.end;
                    dropped = None;
                }
            }
            _ => {}
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Ok(out)
}
