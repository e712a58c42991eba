//! Reads Markdown: CommonMark with tables and footnotes, front matter, template calls, and HTML in it.

mod templates;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::blocks::Part;
use super::document::{Document, Piece, Writer};
use super::front::{self, Front};
use super::noted::Lines;
use super::{html, noted, plain, wrapping};
use crate::span::Span;

/// A heading that is underlined has no more words than this; a longer one is a paragraph above a rule.
const HEADING_WORDS: usize = 25;

/// Reads Markdown with HTML in it.
pub(super) fn read(source: &str) -> Document {
    let mut front = front::read(source);
    let notes = std::mem::take(&mut front.notes);
    noted::read(source, notes, Lines::Go, |marked| page(marked, &front))
}

/// Reads a page whose notes are marked.
fn page(marked: &str, front: &Front) -> Document {
    let text = templates::without(marked, front.end);
    let mut writer = Writer::new(&text);
    front.write(&text, &mut writer);
    let mut reader = Reader {
        source: &text,
        writer,
        html: html::Inside::default(),
        block: None,
        has_headline: front.has_title(),
        has_body: false,
        silent: 0,
        links: 0,
        linked: 0,
        loose: 0,
        items: 0,
        code: false,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = text.get(front.end..).unwrap_or_default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let span = Span::new(range.start + front.end, range.end + front.end);
        reader.take(event, span);
    }
    reader.close();
    reader.html.finish(&mut reader.writer);
    by_lines(reader.writer.finish())
}

/// What is read so far, and inside what.
struct Reader<'s> {
    source: &'s str,
    writer: Writer<'s>,
    /// The HTML in it, which can be open over several pieces.
    html: html::Inside,
    /// The block of HTML that is open, which is handed over as one.
    block: Option<Span>,
    has_headline: bool,
    has_body: bool,
    /// In how many pictures we are, whose words are no text.
    silent: usize,
    /// In how many links.
    links: usize,
    /// How many letters of the open piece are in links, and how many are not.
    linked: usize,
    loose: usize,
    /// In how many items of lists.
    items: usize,
    /// Whether in a block of code that is no text.
    code: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text(&words, span),
            Event::Code(words) => {
                let at = span.of(self.source).find(&*words).map(|at| span.start + at);
                self.text(&words, at.map_or(span, |at| Span::new(at, at + words.len())));
            }
            Event::Html(_) if self.block.is_some() => {
                self.block = self.block.map(|block| block.to(span));
            }
            Event::Html(_) | Event::InlineHtml(_) if self.silent == 0 => {
                self.html.write(self.source, span, &mut self.writer);
            }
            Event::SoftBreak if self.signs(span) => self.writer.break_line(),
            Event::SoftBreak => self.writer.put("\n", span),
            Event::HardBreak => self.writer.break_line(),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph if self.items > 0 && self.writer.is_fresh() && self.writer.is_open() => {
            }
            Tag::Paragraph if self.items > 0 => self.begin(Some(Part::ListItem)),
            Tag::Paragraph => self.begin(self.html.part()),
            Tag::Heading { level, .. } => {
                let part = self.heading(*level, span);
                self.begin(part);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.writer.begin_quotation();
            }
            // A paragraph that is set in by four blanks is no code in a draft.
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented) => self.begin(None),
            Tag::CodeBlock(_) => self.code = true,
            Tag::Item => {
                self.items += 1;
                self.begin(Some(if self.is_line(span) {
                    Part::SubHeadline
                } else {
                    Part::ListItem
                }));
            }
            Tag::HtmlBlock => {
                self.close();
                self.block = Some(Span::new(span.start, span.start));
            }
            Tag::TableCell => self.begin(Some(Part::Table)),
            Tag::Image { .. } => self.silent += 1,
            Tag::Link { .. } => self.links += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.writer.end_quotation();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.close();
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    self.html.write(self.source, block, &mut self.writer);
                }
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a piece.
    fn begin(&mut self, part: Option<Part>) {
        self.close();
        self.writer.begin(part);
    }

    /// Ends a piece. One that is all link and no sentence leads to another page.
    fn close(&mut self) {
        if self.writer.is_open() {
            if self.linked > 0 && self.loose == 0 && self.has_body && !self.writer.ends_sentence() {
                self.writer.is(Part::Boilerplate);
            }
            self.has_body |= self.loose > 0;
        }
        (self.linked, self.loose) = (0, 0);
        self.writer.end();
    }

    /// What a heading is.
    fn heading(&mut self, level: HeadingLevel, span: Span) -> Option<Part> {
        let words = span.of(self.source);
        let underlined = !words.trim_start().starts_with('#');
        if underlined && words.split_whitespace().nth(HEADING_WORDS).is_some() {
            return None;
        }
        let first = level == HeadingLevel::H1 && !self.has_headline;
        self.has_headline |= first;
        Some(if first { Part::Headline } else { Part::SubHeadline })
    }

    /// True for "- Fears grow -", which is a line between paragraphs and no item of a list.
    fn is_line(&self, span: Span) -> bool {
        let words = span.of(self.source);
        let line = words.lines().next().unwrap_or_default();
        line.starts_with("- ") && line.trim_end().ends_with(" -")
    }

    /// True where a line of a quotation ends and the next begins with a dash: whose words they are.
    fn signs(&self, span: Span) -> bool {
        let rest = self.source.get(span.end..).unwrap_or_default();
        rest.trim_start_matches(['>', ' ', '\t']).starts_with(['—', '–', '―'])
    }

    /// Writes text. A character that is written otherwise, as an entity, is found at the whole of it.
    fn text(&mut self, words: &str, span: Span) {
        if self.silent > 0 || self.code {
            return;
        }
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        *(if self.links > 0 { &mut self.linked } else { &mut self.loose }) += letters;
        if self.html.is_silent() {
            return;
        }
        if span.of(self.source) == words {
            self.writer.copy(span);
        } else {
            self.writer.put(&words.replace('\u{a0}', " "), span);
        }
    }
}

/// Paragraphs whose lines are paragraphs of their own, unless the text was broken into lines by hand.
fn by_lines(mut document: Document) -> Document {
    let text = &document.text;
    let wrapped = wrapping::is_wrapped(text, &plain::lines(text));
    let split = |piece: &Piece| -> Vec<Piece> {
        let words = piece.span.of(text);
        if piece.part.is_some() || !words.contains('\n') {
            return vec![*piece];
        }
        let moved =
            |line: Span| Span::new(line.start + piece.span.start, line.end + piece.span.start);
        let lines: Vec<Span> =
            plain::lines(words).into_iter().filter(|l| !l.is_empty()).map(moved).collect();
        let spans = wrapping::pieces(text, &lines, wrapped);
        spans.into_iter().map(|span| Piece { span, ..*piece }).collect()
    };
    document.pieces = document.pieces.iter().flat_map(split).collect();
    document
}
