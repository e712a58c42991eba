//! The runs of a Word document that can hold words of the text: where each stands, and what is in it.

use std::collections::{HashMap, HashSet};

use super::names::number;
use crate::read::ReadErrorKind;
use crate::read::office::tags::{Markup, Name, Tag, Tags};
use crate::span::Span;

/// Where a comment is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// At words: from a byte in one atom to a byte in another.
    Words { start: usize, first: usize, last: usize, end: usize },
    /// At a whole run.
    Run(usize),
}

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Its first tag.
    pub(super) tag: Span,
    /// All of it.
    pub(super) span: Span,
    /// How its words look.
    pub(super) format: Option<Span>,
    /// Its words, and whatever else is in it, in order: numbers of [`Runs::atoms`].
    pub(super) atoms: std::ops::Range<usize>,
}

/// Something in a run that is not cut, or words that can be cut anywhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Where it stands.
    pub(super) span: Span,
    /// The `<w:t>` that it is in: a number of [`Runs::texts`]. Nothing else has words.
    pub(super) text: Option<usize>,
    /// True for words that can be cut.
    pub(super) soft: bool,
    /// The run that it is in.
    pub(super) run: usize,
}

/// A `<w:t>`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// Its first tag.
    pub(super) tag: Span,
    /// All of it.
    pub(super) span: Span,
    /// True when its outer blanks count.
    pub(super) keeps: bool,
    /// Its atoms.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The runs of a part, and the comments in it.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) all: Vec<Run>,
    pub(super) atoms: Vec<Atom>,
    pub(super) texts: Vec<Text>,
    /// What is to be taken out: the marks of comments that are no more.
    pub(super) gone: Vec<Span>,
    /// The runs that refer to a footnote or an endnote, by its kind and its number.
    pub(super) references: HashMap<(String, String), usize>,
    /// The words that a comment is about, by its number.
    pub(super) ranges: HashMap<String, Span>,
    /// The highest number of a comment that stays.
    pub(super) last_comment: u32,
}

/// What holds no words of the text as it will be.
const PASSED: [Name<'static>; 6] = [
    ("w", "del"),
    ("w", "moveFrom"),
    ("w", "txbxContent"),
    ("mc", "Fallback"),
    ("w", "rt"),
    ("w", "pPr"),
];

impl Runs {
    /// Reads a part. `own` are the numbers of the comments to be taken out.
    pub(super) fn read(
        part: &str,
        source: &str,
        own: &HashSet<String>,
    ) -> Result<Self, ReadErrorKind> {
        let mut tags = Tags::new(part, source);
        let mut all = Self::default();
        let mut passed = None;
        while let Some(markup) = tags.next()? {
            match markup {
                Markup::Open(tag) if tag.name.0 == "w" && tag.name.1.starts_with("comment") => {
                    let end = end(&mut tags, &tag)?;
                    all.comment(&tag, end, own);
                }
                Markup::Open(tag) if passed.is_none() && PASSED.contains(&tag.name) => {
                    passed = Some(tags.depth());
                }
                Markup::Open(tag) if tag.name == ("w", "r") => {
                    all.run(&mut tags, &tag, own, passed.is_none())?;
                }
                Markup::Close(..) if passed.is_some_and(|depth| tags.depth() < depth) => {
                    passed = None;
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// A mark of a comment.
    fn comment(&mut self, tag: &Tag<'_>, end: usize, own: &HashSet<String>) {
        let Some(id) = tag.get("id") else { return };
        let span = Span::new(tag.span.start, end);
        if own.contains(&id) {
            self.gone.push(span);
            return;
        }
        self.last_comment = self.last_comment.max(number(&id));
        let range = self.ranges.entry(id).or_insert(span);
        range.end = range.end.max(span.end);
    }

    /// Reads a run up to its end.
    fn run(
        &mut self,
        tags: &mut Tags<'_>,
        open: &Tag<'_>,
        own: &HashSet<String>,
        live: bool,
    ) -> Result<(), ReadErrorKind> {
        let (run, first, texts) = (self.all.len(), self.atoms.len(), self.texts.len());
        let (mut format, mut gone, mut others) = (None, Vec::new(), false);
        let mut last = open.span.end;
        while let Some(markup) = tags.next()? {
            let tag = match markup {
                Markup::Open(tag) => tag,
                Markup::Text(..) => continue,
                Markup::Close(_, span) => {
                    last = span.end;
                    break;
                }
            };
            if tag.name == ("w", "t") {
                self.text(tags, &tag, run)?;
                continue;
            }
            let start = tag.span.start;
            let span = Span::new(start, end(tags, &tag)?);
            match tag.name {
                ("w", "rPr") => format = Some(span),
                ("w", "commentReference") if tag.get("id").is_some_and(|id| own.contains(&id)) => {
                    gone.push(span);
                }
                ("w", name) => {
                    others = true;
                    if name == "commentReference" {
                        self.comment(&tag, span.end, own);
                    }
                    if let Some(kind) = name.strip_suffix("Reference").filter(|_| live) {
                        let id = tag.get("id").unwrap_or_default();
                        self.references.insert((kind.to_owned(), id), run);
                    }
                    self.atoms.push(Atom { span, text: None, soft: false, run });
                }
                _ => {
                    others = true;
                    self.atoms.push(Atom { span, text: None, soft: false, run });
                }
            }
        }
        let span = Span::new(open.span.start, last.max(open.span.end));
        let empty = self.texts.len() == texts && !others;
        if !gone.is_empty() && empty {
            self.gone.push(span);
        } else {
            self.gone.append(&mut gone);
        }
        if live && !empty {
            let atoms = first..self.atoms.len();
            self.all.push(Run { tag: open.span, span, format, atoms });
        } else {
            self.atoms.truncate(first);
            self.texts.truncate(texts);
        }
        Ok(())
    }

    /// Reads a `<w:t>` up to its end.
    fn text(
        &mut self,
        tags: &mut Tags<'_>,
        tag: &Tag<'_>,
        run: usize,
    ) -> Result<(), ReadErrorKind> {
        let (number, first) = (self.texts.len(), self.atoms.len());
        let depth = tags.depth();
        let mut end = tag.span.end;
        while let Some(markup) = tags.next()? {
            match markup {
                Markup::Text(words, span) => {
                    // What is decoded, or in CDATA, is not cut.
                    let soft = words.len() == span.len() && tags.is_plain(span);
                    let span = if soft { span } else { tags.whole(span) };
                    self.atoms.push(Atom { span, text: Some(number), soft, run });
                }
                Markup::Close(_, span) => end = span.end.max(end),
                Markup::Open(_) => {}
            }
            if tags.depth() < depth {
                break;
            }
        }
        let span = Span::new(tag.span.start, end);
        let keeps = tag.get("space").is_some();
        let last = self.atoms.len().saturating_sub(1);
        if first == self.atoms.len() {
            self.atoms.push(Atom { span, text: None, soft: false, run });
        }
        self.texts.push(Text { tag: tag.span, span, keeps, first, last });
        Ok(())
    }

    /// Where words stand, or those next to them.
    pub(super) fn place(&self, words: Span) -> Option<Place> {
        let has_words = |n: &usize| self.atoms[*n].text.is_some();
        let after = self.atoms.partition_point(|atom| atom.span.end <= words.start);
        let first = (after..self.atoms.len())
            .find(has_words)
            .or_else(|| (0..after).rev().find(has_words))?;
        let before = self.atoms.partition_point(|atom| atom.span.start < words.end);
        let last = (first..before).rev().find(has_words).filter(|_| first >= after);
        let last = last.unwrap_or(first);
        let (from, to) = (self.atoms[first].span, self.atoms[last].span);
        let (start, end) = (words.start.max(from.start), words.end.min(to.end));
        if first < after || start >= end {
            // All of the words next to it.
            return Some(Place::Words { start: from.start, first, last: first, end: from.end });
        }
        Some(Place::Words { start, first, last, end })
    }
}

/// Reads on to the end of an element.
fn end(tags: &mut Tags<'_>, tag: &Tag<'_>) -> Result<usize, ReadErrorKind> {
    let depth = tags.depth();
    while let Some(markup) = tags.next()? {
        if let Markup::Close(_, span) = markup
            && tags.depth() < depth
        {
            return Ok(span.end.max(tag.span.end));
        }
    }
    Ok(tag.span.end)
}
