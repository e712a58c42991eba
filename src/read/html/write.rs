//! Writes the tokens of HTML as pieces of a document.

use super::super::blocks::Part;
use super::super::document::Writer;
use super::tag::{TAGS, Tag};
use super::text;
use super::tokens::{Kind, Token};
use super::traits::Traits;

/// What an element makes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing of its own.
    Plain,
    /// Its text is no copy.
    Silent,
    /// A quotation that is set apart.
    Quotation,
    /// Its pieces are this.
    Part(Part),
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    tag: Tag,
    role: Role,
}

/// The elements that are open.
#[derive(Debug)]
pub(super) struct Elements {
    open: Vec<Open>,
    /// How many of each are open.
    counts: [usize; TAGS],
    /// How many are open whose text is no copy.
    silent: usize,
    /// Whether there was a title.
    titled: bool,
}

impl Default for Elements {
    fn default() -> Self {
        Self { open: Vec::new(), counts: [0; TAGS], silent: 0, titled: false }
    }
}

/// How far back the element is looked for that a tag ends without saying so.
const REACH: usize = 64;

impl Elements {
    /// Writes a token.
    pub(super) fn write(&mut self, source: &str, token: Token, writer: &mut Writer<'_>) {
        match token.kind {
            Kind::Text if self.is_code() => {}
            Kind::Text if self.is_silent() => text::notes(source, token.span, writer),
            Kind::Text => {
                let words = token.span.of(source);
                if !writer.is_open() && !words.trim().is_empty() {
                    writer.begin(self.part());
                }
                text::flow(source, token.span, writer);
            }
            Kind::Open if token.tag == Tag::Br => self.break_line(token, writer),
            Kind::Open if token.tag.is_void() => {}
            Kind::Open => self.open(token, writer),
            Kind::Close => self.close(token.tag, writer),
        }
    }

    /// True while an element is open whose text is no copy.
    pub(super) fn is_silent(&self) -> bool {
        self.silent > 0
    }

    fn is_code(&self) -> bool {
        self.counts[Tag::Code as usize] > 0
    }

    /// What a paragraph is that begins here.
    pub(super) fn part(&self) -> Option<Part> {
        self.open.iter().rev().take(REACH).find_map(|open| match open.role {
            Role::Part(part) => Some(part),
            _ => None,
        })
    }

    fn break_line(&mut self, token: Token, writer: &mut Writer<'_>) {
        if self.is_silent() || writer.is_fresh() {
            return;
        }
        // A title that is broken into lines is one title.
        if self.part().is_some_and(|part| matches!(part, Part::Headline | Part::SubHeadline)) {
            writer.put(" ", token.span);
        } else {
            writer.end();
        }
    }

    fn open(&mut self, token: Token, writer: &mut Writer<'_>) {
        let tag = token.tag;
        self.end_before(tag, writer);
        let role = self.role(token);
        if !tag.is_inline() && !self.is_silent() {
            writer.end();
        }
        match role {
            Role::Silent => self.silent += 1,
            Role::Quotation => writer.begin_quotation(),
            _ => {}
        }
        self.counts[tag as usize] += 1;
        self.open.push(Open { tag, role });
    }

    fn role(&mut self, token: Token) -> Role {
        let has = |traits| token.traits.has(traits);
        if has(Traits::HIDDEN) || token.tag.is_silent() {
            return Role::Silent;
        }
        match token.tag {
            Tag::H1 if !std::mem::replace(&mut self.titled, true) => Role::Part(Part::Headline),
            Tag::H1 | Tag::Heading => Role::Part(Part::SubHeadline),
            Tag::Figcaption => Role::Part(Part::Caption),
            Tag::Item => Role::Part(Part::ListItem),
            Tag::Cell | Tag::TableCaption => Role::Part(Part::Table),
            Tag::Blockquote if has(Traits::EMBED) => Role::Part(Part::Embed),
            Tag::Blockquote | Tag::Aside if has(Traits::PULL_QUOTE) => Role::Part(Part::PullQuote),
            Tag::Blockquote => Role::Quotation,
            Tag::Aside => Role::Silent,
            _ => Role::Plain,
        }
    }

    /// Ends what the beginning of an element ends: a paragraph, an item of the same list.
    fn end_before(&mut self, tag: Tag, writer: &mut Writer<'_>) {
        if !tag.is_inline() && self.counts[Tag::P as usize] > 0 {
            let inner = self.open.iter().rev().take(REACH).take_while(|open| open.tag.is_inline());
            let inner = inner.count();
            if self.open.iter().rev().nth(inner).is_some_and(|open| open.tag == Tag::P) {
                self.pop(inner + 1, writer);
            }
        }
        let Some(ended) = tag.ends().first().filter(|ended| self.counts[**ended as usize] > 0)
        else {
            return;
        };
        let reach = self.open.iter().rev().take(REACH);
        let mut inside = reach.take_while(|open| Some(open.tag) != tag.bounds());
        if let Some(at) = inside.position(|open| open.tag == *ended) {
            self.pop(at + 1, writer);
        }
    }

    fn close(&mut self, tag: Tag, writer: &mut Writer<'_>) {
        if !tag.is_inline() && !self.is_silent() {
            writer.end();
        }
        if self.counts[tag as usize] == 0 {
            return;
        }
        if let Some(at) = self.open.iter().rev().position(|open| open.tag == tag) {
            self.pop(at + 1, writer);
        }
    }

    /// Closes the innermost elements.
    fn pop(&mut self, count: usize, writer: &mut Writer<'_>) {
        for _ in 0..count {
            let Some(open) = self.open.pop() else { return };
            self.counts[open.tag as usize] -= 1;
            match open.role {
                Role::Silent => self.silent -= 1,
                Role::Quotation => writer.end_quotation(),
                _ => {}
            }
        }
    }

    /// Closes all.
    pub(super) fn close_all(&mut self, writer: &mut Writer<'_>) {
        self.pop(self.open.len(), writer);
    }
}
