//! Reads the paragraphs of a part of a Word document.

use std::collections::{HashMap, HashSet};

use super::comments::moved;
use super::properties::{self, Properties};
use crate::read::office::copyist::{Copyist, Kind};
use crate::read::office::margin::Margin;
use crate::read::office::styles::{Role, Styles};
use crate::read::office::tags::{Markup, Tag, Tags};
use crate::read::{Part, ReadErrorKind};
use crate::span::Span;

/// Fields are nested this deep at most.
const FIELDS: usize = 64;

/// What of a part is read.
pub(super) enum Scope {
    /// All of it.
    Main,
    /// The notes of these numbers.
    Notes(HashSet<String>),
}

/// What the text leads to, and what is left out of it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) footnotes: HashSet<String>,
    pub(super) endnotes: HashSet<String>,
    /// How many text boxes there are with words in them.
    pub(super) boxes: usize,
    /// How many files are to be put in where the document is opened.
    pub(super) imports: usize,
}

/// Reads a part.
pub(super) struct Body<'a> {
    tags: Tags<'a>,
    /// Where the part begins among the parts that are one after another.
    base: usize,
    styles: &'a Styles,
    margin: &'a mut Margin,
    scope: Scope,
    found: Found,
    place: Place,
    /// The comments that are open, each with the number of the paragraph in which it begins.
    ranges: HashMap<String, usize>,
    /// The fields that are open; true while its instruction is read, not yet its result.
    fields: Vec<bool>,
    /// How many tables are open.
    tables: usize,
    /// The number of the table of which a row is taken out.
    dropped: Option<usize>,
    /// True when the paragraph is to go on with the next.
    open_ended: bool,
    /// True when what comes next is what stands in a form until it is filled in.
    placeholder: bool,
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// How many paragraphs there were.
    paragraphs: usize,
    /// The number of the paragraph.
    paragraph: usize,
    /// The number of the run in it.
    run: usize,
    /// True until the run has words.
    fresh: bool,
    /// True inside `<w:t>`.
    within: bool,
    /// True in a run that is hidden.
    hidden: bool,
}

impl<'a> Body<'a> {
    /// A reader of a part that begins at `base`.
    pub(super) fn new(
        part: &'a str,
        text: &'a str,
        base: usize,
        styles: &'a Styles,
        margin: &'a mut Margin,
        scope: Scope,
    ) -> Self {
        Self {
            tags: Tags::new(part, text),
            base,
            styles,
            margin,
            scope,
            found: Found::default(),
            place: Place::default(),
            ranges: HashMap::new(),
            fields: Vec::new(),
            tables: 0,
            dropped: None,
            open_ended: false,
            placeholder: false,
        }
    }

    /// Reads it to the end.
    pub(super) fn read(mut self, copyist: &mut Copyist) -> Result<Found, ReadErrorKind> {
        let mut known = false;
        while let Some(markup) = self.tags.next()? {
            match markup {
                Markup::Open(tag) => {
                    known |= tag.name.0 == "w";
                    self.open(&tag, copyist)?;
                }
                Markup::Text(words, place) => {
                    if self.place.within {
                        self.put(&words, place, copyist);
                    }
                }
                Markup::Close(name, _) => self.close(name),
            }
        }
        if known { Ok(self.found) } else { Err(self.tags.wrong(0, "this is no text of Word")) }
    }

    /// An element begins.
    fn open(&mut self, tag: &Tag<'a>, copyist: &mut Copyist) -> Result<(), ReadErrorKind> {
        match tag.name {
            ("w", "p") => self.paragraph(copyist),
            ("w", "pPr") => {
                let properties = properties::paragraph(&mut self.tags)?;
                self.open_ended = properties.joined;
                copyist.is(self.kind(&properties));
            }
            ("w", "r") => {
                self.place.run += 1;
                self.place.fresh = true;
                self.place.hidden = false;
            }
            ("w", "rPr") => {
                self.place.hidden = properties::is_hidden(&mut self.tags, self.styles)?;
            }
            ("w", "t") => self.place.within = true,
            ("w", "tbl") => self.tables += 1,
            ("w", "trPr") => {
                if properties::has(&mut self.tags, "del")? {
                    self.dropped = self.dropped.or(Some(self.tables));
                }
            }
            ("w", "sdtPr") => {
                self.placeholder = properties::has(&mut self.tags, "showingPlcHdr")?;
            }
            ("w", "sdtContent") if std::mem::take(&mut self.placeholder) => {
                self.skip()?;
            }
            ("w", "footnote" | "endnote") if !self.is_wanted(tag) => {
                self.skip()?;
            }
            ("w", "txbxContent") => self.found.boxes += usize::from(self.skip()?),
            ("mc", "Fallback")
            | (
                "w",
                "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "rt" | "sectPr",
            ) => {
                self.skip()?;
            }
            _ => self.mark(tag, copyist),
        }
        Ok(())
    }

    /// What has no words of its own: a tab, the reference of a note, the end of a comment.
    fn mark(&mut self, tag: &Tag<'_>, copyist: &mut Copyist) {
        match tag.name {
            ("w", "tab" | "ptab") => self.put("\t", tag.span, copyist),
            ("w", "noBreakHyphen") => self.put("-", tag.span, copyist),
            ("w", "sym") => self.put(symbol(tag), tag.span, copyist),
            ("w", "br" | "cr") if self.is_read() => {
                copyist.break_line(moved(tag.span, self.base));
            }
            ("w", "fldChar") => match tag.get("fldCharType").as_deref() {
                Some("begin") if self.fields.len() < FIELDS => self.fields.push(true),
                Some("begin") => {}
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = false;
                    }
                }
                _ => {
                    self.fields.pop();
                }
            },
            ("w", "footnoteReference") => self.found.footnotes.extend(tag.get("id")),
            ("w", "endnoteReference") => self.found.endnotes.extend(tag.get("id")),
            ("w", "commentRangeStart") => {
                if let Some(id) = tag.get("id") {
                    self.ranges.insert(id, self.place.paragraph);
                }
            }
            ("w", "commentRangeEnd" | "commentReference") => self.comment(tag, copyist),
            ("w", "altChunk") => self.found.imports += 1,
            _ => {}
        }
    }

    /// A comment ends. Its reference comes after that, and counts where it has no end.
    fn comment(&mut self, tag: &Tag<'_>, copyist: &mut Copyist) {
        let Some(id) = tag.get("id") else { return };
        let begun = self.ranges.remove(&id);
        if begun.is_some() && tag.name.1 == "commentReference" {
            // Its end is still to come.
            self.ranges.extend(begun.map(|paragraph| (id, paragraph)));
            return;
        }
        let earlier = begun.is_some_and(|begun| begun < self.place.paragraph);
        for note in self.margin.take(&id) {
            copyist.note(note, earlier);
        }
    }

    /// An element ends.
    fn close(&mut self, name: (&str, &str)) {
        match name {
            ("w", "t") => self.place.within = false,
            ("w", "tbl") => self.tables = self.tables.saturating_sub(1),
            ("w", "tr") if self.dropped.is_some_and(|table| table >= self.tables) => {
                self.dropped = None;
            }
            ("w", "p") => {
                // No instruction of a field goes over the end of a paragraph.
                self.fields.fill(false);
            }
            _ => {}
        }
    }

    /// A paragraph begins.
    fn paragraph(&mut self, copyist: &mut Copyist) {
        let joined = std::mem::take(&mut self.open_ended) && copyist.has_words();
        self.place = Place {
            paragraphs: self.place.paragraphs + 1,
            paragraph: self.place.paragraphs + 1,
            ..Place::default()
        };
        copyist.paragraph(self.kind(&Properties::default()), joined);
    }

    /// What a paragraph of these properties is.
    fn kind(&self, properties: &Properties) -> Kind {
        let plain = |part| Kind { part, quoted: false };
        if matches!(self.scope, Scope::Notes(_)) {
            return plain(Some(Part::Body));
        }
        if self.tables > 0 {
            return plain(Some(Part::Table));
        }
        let style = properties.style.as_deref().unwrap_or_default();
        let role = match (self.styles.role(style), properties.outline) {
            (Some(Role::Heading), Some(false)) => None,
            (None, Some(true)) => Some(Role::Heading),
            (role, _) => role,
        };
        match role {
            Some(Role::Part(part)) => plain(Some(part)),
            Some(Role::Heading) => plain(Some(Part::SubHeadline)),
            Some(Role::Quotation) => Kind { part: Some(Part::Quotation), quoted: true },
            None if properties.listed.unwrap_or_else(|| self.styles.is_listed(style)) => {
                plain(Some(Part::ListItem))
            }
            None => plain(None),
        }
    }

    /// True where words are read.
    fn is_read(&self) -> bool {
        !self.place.hidden && self.dropped.is_none() && !self.fields.contains(&true)
    }

    /// Writes words.
    fn put(&mut self, words: &str, place: Span, copyist: &mut Copyist) {
        if !self.is_read() || self.place.run == 0 {
            return;
        }
        let words = words.replace(|c: char| c.is_ascii_control() && c != '\t', " ");
        let (paragraph, run) = (self.place.paragraph, self.place.run);
        let fresh = &mut self.place.fresh;
        copyist.put(&words, moved(place, self.base), |writer| {
            if std::mem::take(fresh) {
                writer.run(paragraph, run);
            }
        });
    }

    /// True for a note that the text refers to.
    fn is_wanted(&self, tag: &Tag<'_>) -> bool {
        let separator = tag.get("type").is_some_and(|kind| kind != "normal");
        match &self.scope {
            Scope::Main => true,
            Scope::Notes(wanted) => {
                !separator && tag.get("id").is_some_and(|id| wanted.contains(&id))
            }
        }
    }

    /// Passes over what is in the open element. True when there were words in it.
    fn skip(&mut self) -> Result<bool, ReadErrorKind> {
        let depth = self.tags.depth();
        let mut words = false;
        let mut inner = 0_usize;
        while let Some(markup) = self.tags.next()? {
            match markup {
                Markup::Open(tag) if tag.name == ("w", "p") => {
                    inner += 1;
                    self.place.paragraphs += 1;
                }
                Markup::Open(tag) if tag.name == ("w", "r") && inner == 0 => self.place.run += 1,
                Markup::Text(text, _) => words |= !text.trim().is_empty(),
                Markup::Close(("w", "p"), _) => inner = inner.saturating_sub(1),
                Markup::Open(_) | Markup::Close(..) => {}
            }
            if self.tags.depth() < depth {
                break;
            }
        }
        Ok(words)
    }
}

/// The character of a symbol. Those of the fonts of symbols have no meaning elsewhere, but for a few.
fn symbol(tag: &Tag<'_>) -> &'static str {
    match tag.get("char").unwrap_or_default().to_ascii_uppercase().as_str() {
        "F0B7" | "F0A7" | "2022" => "•",
        "F0E0" | "2192" => "→",
        "F0B0" | "00B0" => "°",
        "F0BE" | "2014" => "—",
        "2013" => "–",
        _ => "",
    }
}
