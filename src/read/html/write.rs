//! Writes the tokens of HTML as pieces of a document.

use super::super::document::Writer;
use super::super::part::Part;
use super::roles::Role;
use super::stack::Stack;
use super::tag::Tag;
use super::text;
use super::tokens::{Kind, Token};
use crate::span::Span;

/// The elements that are open, and what they make of their text.
#[derive(Debug, Default)]
pub(super) struct Elements {
    open: Stack<Role>,
    /// How many are open whose text is no copy.
    silent: usize,
    /// Whether there was a title.
    titled: bool,
}

/// True for `<hr>`, which parts paragraphs.
fn is_rule(tag: &str) -> bool {
    tag.get(1..3).is_some_and(|name| name.eq_ignore_ascii_case("hr"))
}

impl Elements {
    /// Writes a token; `role` is that of an element that opens.
    pub(super) fn write(
        &mut self,
        source: &str,
        token: &Token,
        role: Role,
        writer: &mut Writer<'_>,
    ) {
        match token.kind {
            Kind::Text if self.open.has(Tag::Code) => {}
            Kind::Text if self.is_silent() => text::notes(source, token.span, writer),
            Kind::Note => text::notes(source, token.span, writer),
            Kind::Text => self.text(source, token, writer),
            Kind::Open if token.tag == Tag::Br => self.break_line(source, token, writer),
            Kind::Open if token.tag.is_void() => {}
            Kind::Open => self.open(token, role, writer),
            Kind::Close => self.close(token, writer),
        }
    }

    /// True while an element is open whose text is no copy.
    pub(super) fn is_silent(&self) -> bool {
        self.silent > 0
    }

    /// What a paragraph is that begins here.
    pub(super) fn part(&self) -> Option<Part> {
        let role = self.open.inner().find(|role| !matches!(role, Role::Plain | Role::Silent))?;
        match role {
            Role::Part(part) => Some(*part),
            Role::Signature => Some(Part::Quotation),
            _ => None,
        }
    }

    fn text(&mut self, source: &str, token: &Token, writer: &mut Writer<'_>) {
        if self.open.has(Tag::Pre) {
            return self.lines(source, token, writer);
        }
        if !writer.is_open() {
            let words = token.span.of(source);
            if text::is_blank(words) {
                return;
            }
            writer.begin(self.part());
            if self.open.inner().any(|role| *role == Role::Signature) && !text::is_dash(words) {
                writer.put("— ", Span::new(token.span.start, token.span.start));
            }
        }
        text::flow(source, token.span, writer);
    }

    /// Text in which the blank lines part the paragraphs.
    fn lines(&mut self, source: &str, token: &Token, writer: &mut Writer<'_>) {
        for (at, paragraph) in text::paragraphs(source, token.span).into_iter().enumerate() {
            if at > 0 {
                writer.end();
            }
            if !writer.is_open() && !text::is_blank(paragraph.of(source)) {
                writer.begin(self.part());
            }
            text::flow(source, paragraph, writer);
        }
    }

    fn break_line(&mut self, source: &str, token: &Token, writer: &mut Writer<'_>) {
        if self.is_silent() || writer.is_fresh() {
            return;
        }
        // A title that is broken into lines is one title.
        if self.part().is_some_and(|part| matches!(part, Part::Headline | Part::SubHeadline)) {
            writer.space(token.span);
        } else if is_rule(token.span.of(source)) || writer.ends_with_line() {
            writer.end();
        } else {
            writer.put("\n", token.span);
        }
    }

    fn open(&mut self, token: &Token, role: Role, writer: &mut Writer<'_>) {
        let tag = token.tag;
        self.pop(self.open.ended_before(tag), writer);
        let role = match role {
            Role::Part(Part::Headline) if self.titled => Role::Part(Part::SubHeadline),
            role => role,
        };
        self.titled |= role == Role::Part(Part::Headline);
        let parts = !tag.is_inline() || matches!(role, Role::Part(_) | Role::Signature);
        if parts && !self.is_silent() {
            writer.end();
        }
        match role {
            Role::Silent => self.silent += 1,
            // A post that is shown may be signed as a quotation is.
            Role::Quotation | Role::Part(Part::Embed) if !self.is_silent() => {
                writer.begin_quotation();
            }
            _ => {}
        }
        if tag == Tag::Q && !self.is_silent() {
            self.mark("“", token.span.end, writer);
        }
        // A quotation that is no copy is none.
        let quoted = matches!(role, Role::Quotation | Role::Part(Part::Embed));
        let role = if self.is_silent() && quoted { Role::Plain } else { role };
        self.open.push(tag, role);
    }

    /// A quotation mark that a browser writes.
    fn mark(&self, mark: &str, at: usize, writer: &mut Writer<'_>) {
        if !writer.is_open() {
            writer.begin(self.part());
        }
        writer.put(mark, Span::new(at, at));
    }

    fn close(&mut self, token: &Token, writer: &mut Writer<'_>) {
        let tag = token.tag;
        if !self.is_silent() && !tag.is_inline() {
            writer.end();
        }
        if tag == Tag::Q && self.open.has(Tag::Q) && !self.is_silent() {
            self.mark("”", token.span.start, writer);
        }
        self.pop(self.open.ended_by(tag), writer);
    }

    /// Closes the innermost elements.
    fn pop(&mut self, count: usize, writer: &mut Writer<'_>) {
        for _ in 0..count {
            match self.open.pop() {
                Some(Role::Silent) => self.silent -= 1,
                Some(Role::Quotation | Role::Part(Part::Embed)) => writer.end_quotation(),
                Some(Role::Part(_) | Role::Signature) if !self.is_silent() => writer.end(),
                _ => {}
            }
        }
    }

    /// Closes all.
    pub(super) fn close_all(&mut self, writer: &mut Writer<'_>) {
        self.pop(self.open.len(), writer);
    }
}
