//! Reads the paragraphs of a LibreOffice document.

use std::collections::{HashMap, HashSet};

use crate::read::document::Writer;
use crate::read::office::copyist::{Copyist, Kind};
use crate::read::office::margin::{AUTHOR, Margin, Words};
use crate::read::office::styles::{Role, Styles};
use crate::read::office::tags::{Markup, Name, Tag, Tags};
use crate::read::{Part, ReadErrorKind, RunPlace};
use crate::span::Span;

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The text.
    Main,
    /// The footnotes and endnotes.
    Notes,
}

/// What there is beside the text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// True for a document of text.
    pub(super) text: bool,
    /// True when there are footnotes or endnotes.
    pub(super) notes: bool,
    /// How many text boxes there are with words in them.
    pub(super) boxes: usize,
}

/// Reads a part.
pub(super) struct Body<'a> {
    tags: Tags<'a>,
    styles: &'a Styles,
    margin: &'a mut Margin,
    /// The comments that have an end of their own.
    ends: &'a HashSet<String>,
    scope: Scope,
    found: Found,
    /// The comments that are open, each with the number of the paragraph in which it begins.
    ranges: HashMap<String, usize>,
    /// How many paragraphs there were.
    paragraphs: usize,
    /// The paragraph and the stretch of words in it. A note is where the text refers to it.
    run: RunPlace,
    /// The paragraphs that are open: one in another is that of a note.
    open: usize,
    lists: usize,
    tables: usize,
    /// How many notes are open.
    notes: usize,
}

impl<'a> Body<'a> {
    /// A reader of what is in scope.
    pub(super) fn new(
        part: &'a str,
        text: &'a str,
        styles: &'a Styles,
        margin: &'a mut Margin,
        ends: &'a HashSet<String>,
        scope: Scope,
    ) -> Self {
        Self {
            tags: Tags::new(part, text),
            styles,
            margin,
            ends,
            scope,
            found: Found::default(),
            ranges: HashMap::new(),
            paragraphs: 0,
            run: RunPlace { paragraph: 0, run: 0 },
            open: 0,
            lists: 0,
            tables: 0,
            notes: 0,
        }
    }

    /// Reads it to the end.
    pub(super) fn read(mut self, copyist: &mut Copyist) -> Result<Found, ReadErrorKind> {
        while let Some(markup) = self.tags.next()? {
            match markup {
                Markup::Open(tag) => self.open(&tag, copyist)?,
                Markup::Text(words, place) => {
                    if self.is_read() {
                        self.run.run += 1;
                        flow(&words, place, self.run, copyist);
                    }
                }
                Markup::Close(name, _) => self.close(name),
            }
        }
        Ok(self.found)
    }

    /// True where words are read.
    fn is_read(&self) -> bool {
        self.open > 0 && self.is_in_scope()
    }

    /// True where paragraphs are read.
    fn is_in_scope(&self) -> bool {
        self.scope == Scope::Main || self.notes > 0
    }

    /// An element begins.
    fn open(&mut self, tag: &Tag<'a>, copyist: &mut Copyist) -> Result<(), ReadErrorKind> {
        match tag.name {
            ("office", "text") => self.found.text = true,
            ("office", "annotation") => self.annotation(tag, copyist)?,
            ("office", "annotation-end") => {
                let name = tag.get("name").unwrap_or_default();
                self.note(&name, copyist);
            }
            ("text", "note") => {
                self.found.notes = true;
                if self.scope == Scope::Main {
                    self.skip()?;
                } else {
                    self.notes += 1;
                }
            }
            ("text", "section" | "span" | "h" | "p") if self.is_hidden(tag) => {
                self.skip()?;
            }
            ("text", "h" | "p") => self.paragraph(tag, copyist),
            ("text", "list") => self.lists += 1,
            ("table", "table") => self.tables += 1,
            ("draw", _) => {
                let boxed = self.skip()?;
                // Those outside the notes are counted with the text.
                self.found.boxes += usize::from(boxed && self.is_in_scope());
            }
            (
                "text",
                "tracked-changes" | "note-citation" | "ruby-text" | "table-of-content"
                | "alphabetical-index" | "illustration-index" | "table-index" | "object-index"
                | "user-index" | "bibliography",
            )
            | ("office", "automatic-styles" | "font-face-decls" | "forms" | "scripts") => {
                self.skip()?;
            }
            ("text", _) if self.is_read() => mark(tag, copyist),
            _ => {}
        }
        Ok(())
    }

    /// True for what is not shown.
    fn is_hidden(&self, tag: &Tag<'_>) -> bool {
        tag.get("display").as_deref() == Some("none")
            || matches!(tag.name.1, "span" | "p" | "h")
                && tag.get("style-name").is_some_and(|style| self.styles.is_hidden(&style))
    }

    /// An element ends.
    fn close(&mut self, name: Name<'_>) {
        let count = match name {
            ("text", "h" | "p") if self.is_in_scope() => &mut self.open,
            ("text", "list") => &mut self.lists,
            ("table", "table") => &mut self.tables,
            ("text", "note") => &mut self.notes,
            _ => return,
        };
        *count = count.saturating_sub(1);
    }

    /// A paragraph begins.
    fn paragraph(&mut self, tag: &Tag<'_>, copyist: &mut Copyist) {
        self.paragraphs += 1;
        if self.notes == 0 {
            self.run = RunPlace { paragraph: self.run.paragraph + 1, run: 0 };
        }
        if self.is_in_scope() {
            self.open += 1;
            copyist.paragraph(self.kind(tag), false);
        }
    }

    /// What a paragraph is.
    fn kind(&self, tag: &Tag<'_>) -> Kind {
        let plain = |part| Kind { part, quoted: false };
        if self.notes > 0 {
            return plain(Some(Part::Body));
        }
        if self.tables > 0 {
            return plain(Some(Part::Table));
        }
        let style = tag.get("style-name").unwrap_or_default();
        match self.styles.role(&style) {
            Some(Role::Part(part)) => plain(Some(part)),
            Some(Role::Heading) => plain(Some(Part::SubHeadline)),
            Some(Role::Quotation) => Kind { part: Some(Part::Quotation), quoted: true },
            None if tag.name.1 == "h" => plain(Some(Part::SubHeadline)),
            None if self.lists > 0 => plain(Some(Part::ListItem)),
            None => plain(None),
        }
    }

    /// Reads a comment. One without an end of its own is about the words before it.
    fn annotation(&mut self, tag: &Tag<'_>, copyist: &mut Copyist) -> Result<(), ReadErrorKind> {
        let name = tag.get("name").unwrap_or_default();
        let paragraphs = comment(&mut self.tags)?;
        if !self.is_read() {
            return Ok(());
        }
        for words in &paragraphs {
            self.margin.add(&name, words);
        }
        if self.ends.contains(&name) {
            self.ranges.insert(name, self.paragraphs);
        } else {
            self.note(&name, copyist);
        }
        Ok(())
    }

    /// The words end that a comment is about.
    fn note(&mut self, name: &str, copyist: &mut Copyist) {
        let earlier = self.ranges.remove(name).is_some_and(|begun| begun < self.paragraphs);
        for note in self.margin.take(name) {
            copyist.note(note, earlier);
        }
    }

    /// Passes over what is in the open element. True when there were words in a paragraph of it.
    fn skip(&mut self) -> Result<bool, ReadErrorKind> {
        let depth = self.tags.depth();
        let mut words = false;
        let mut inner = 0_usize;
        while let Some(markup) = self.tags.next()? {
            match markup {
                Markup::Open(tag) if matches!(tag.name, ("text", "p" | "h")) => inner += 1,
                Markup::Close(("text", "p" | "h"), _) => inner = inner.saturating_sub(1),
                Markup::Text(text, _) => words |= inner > 0 && !text.trim().is_empty(),
                _ => {}
            }
            if self.tags.depth() < depth {
                break;
            }
        }
        Ok(words)
    }
}

/// What has no words of its own: a tab, blanks, a line break.
fn mark(tag: &Tag<'_>, copyist: &mut Copyist) {
    match tag.name.1 {
        "tab" => copyist.put("\t", tag.span, |_| {}),
        "line-break" => copyist.break_line(tag.span),
        // One blank is as good as more, and has a place of its own.
        "s" => copyist.put(" ", tag.span, |_| {}),
        _ => {}
    }
}

/// Writes words with their white space as it is shown: one blank for any run of it.
fn flow(words: &str, place: Span, run: RunPlace, copyist: &mut Copyist) {
    let mut fresh = true;
    let mut begin = |writer: &mut Writer<'static>| {
        if std::mem::take(&mut fresh) {
            writer.run(run.paragraph, run.run);
        }
    };
    if words.len() != place.len() {
        copyist.put(words, place, begin);
        return;
    }
    let white = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut from = 0;
    while from < words.len() {
        let rest = &words[from..];
        let bare = rest.split(white).next().unwrap_or_default();
        let gap = &rest[bare.len()..];
        let next = words.len() - gap.trim_start_matches(white).len();
        let middle = place.start + from + bare.len();
        copyist.put(bare, Span::new(place.start + from, middle), &mut begin);
        if !gap.is_empty() && !copyist.is_white() {
            copyist.put(" ", Span::new(middle, place.start + next), &mut begin);
        }
        from = next;
    }
}

/// The paragraphs of a comment; none where `whosaid` wrote it.
fn comment(tags: &mut Tags<'_>) -> Result<Vec<Words>, ReadErrorKind> {
    let depth = tags.depth();
    let mut all = Vec::new();
    let mut words = Words::new();
    let (mut own, mut creator, mut within) = (false, false, 0_usize);
    while let Some(markup) = tags.next()? {
        match markup {
            Markup::Open(tag) => match tag.name {
                ("dc", "creator") => creator = true,
                ("text", "p" | "h") => within += 1,
                ("text", "s" | "tab" | "line-break") => words.push((" ".to_owned(), tag.span)),
                _ => {}
            },
            Markup::Text(text, place) if within > 0 => words.push((text.into_owned(), place)),
            Markup::Text(text, _) => own |= creator && text.trim() == AUTHOR,
            Markup::Close(("dc", "creator"), _) => creator = false,
            Markup::Close(("text", "p" | "h"), _) => {
                within = within.saturating_sub(1);
                all.push(std::mem::take(&mut words));
            }
            Markup::Close(..) => {}
        }
        if tags.depth() < depth {
            break;
        }
    }
    if own {
        all.clear();
    }
    Ok(all)
}

/// The names of the comments that have an end of their own.
pub(super) fn ends(part: &str, text: &str) -> Result<HashSet<String>, ReadErrorKind> {
    let mut all = HashSet::new();
    if text.contains("annotation-end") {
        let mut tags = Tags::new(part, text);
        while let Some(markup) = tags.next()? {
            if let Markup::Open(tag) = markup
                && tag.name == ("office", "annotation-end")
            {
                all.extend(tag.get("name"));
            }
        }
    }
    Ok(all)
}
