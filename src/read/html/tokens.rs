//! The tags and the text of HTML, each with its place. Comments, doctypes and tags that only change how
//! words look are between them.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};

use super::attributes::Attributes;
use super::codes::{Code, codes};
use super::tag::Tag;
use super::traits::Traits;
use crate::read::document::NOTE;
use crate::span::Span;

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Open,
    Close,
    /// A comment that holds a note to `whosaid`.
    Note,
}

/// A tag or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) tag: Tag,
    /// What the attributes of an opening tag say.
    pub(super) traits: Traits,
    pub(super) span: Span,
    /// A number for the classes of an opening tag.
    pub(super) class: u32,
    /// Where in the tag the value is that is copy where the element has no text: a date, a title. Short
    /// numbers: a page can have very many tokens.
    value: (u32, u32),
}

impl Token {
    /// Where the value of `datetime` or `content` stands; empty where there is none.
    pub(super) fn value(&self) -> Span {
        let number = |n: u32| usize::try_from(n).unwrap_or(0);
        let start = self.span.start + number(self.value.0);
        Span::new(start, start + number(self.value.1))
    }
}

/// The tokens of what stands at `span`, in order.
pub(super) fn tokens(source: &str, span: Span) -> Vec<Token> {
    let mut found = Found::new(source, span);
    found.scan(span);
    found.end(span.end);
    found.all
}

/// The tokens found so far.
struct Found<'s> {
    source: &'s str,
    all: Vec<Token>,
    /// Where the text begins that comes next.
    from: usize,
    /// The tag that is being read.
    attributes: Attributes,
    tag: Option<Tag>,
    /// Whether its end is still to come.
    is_open: bool,
    /// Where the tag begins, and where another begins in it.
    start: usize,
    inner: Option<usize>,
    /// Where the last section of CDATA ends that is known, up to where its end was looked for, and where all
    /// ends.
    section_end: usize,
    searched: usize,
    limit: usize,
}

impl<'s> Found<'s> {
    fn new(source: &'s str, span: Span) -> Self {
        Self {
            source,
            all: Vec::new(),
            from: span.start,
            attributes: Attributes::default(),
            tag: None,
            is_open: false,
            start: span.start,
            inner: None,
            section_end: usize::MAX,
            searched: 0,
            limit: span.end,
        }
    }

    /// Finds the tags of a stretch.
    fn scan(&mut self, span: Span) {
        let (base, words) = (span.start, span.of(self.source));
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, place: Place<usize>| {
            self.event(&event, Span::new(base + place.start, base + place.end.max(place.start)));
            None::<std::convert::Infallible>
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(words, emitter).finish();
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.start = span.start;
                self.inner = None;
                self.is_open = true;
                self.tag = Tag::named(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                // The name may be longer than in the source: a NUL is replaced.
                if self.inner.is_none() && name.contains(&b'<') {
                    let at = span.of(self.source).find('<');
                    self.inner = at.map(|at| span.start + at);
                }
                self.attributes.name(name);
            }
            CallbackEvent::AttributeValue { value } => self.attributes.value(value, span),
            CallbackEvent::CloseStartTag { .. } => self.open(span.end),
            CallbackEvent::EndTag { name } => self.close(name, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                if !self.section(span) {
                    self.skip(span);
                }
                if span.of(self.source).contains(NOTE) {
                    self.push(Kind::Note, Tag::Other, Traits::default(), span);
                }
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// The text up to the end. A tag that is cut off there is no text.
    fn end(&mut self, end: usize) {
        let cut = Span::new(self.start.min(end), end);
        let is_markup = self.tag != Some(Tag::Other) || cut.of(self.source).contains('=');
        if self.is_open && is_markup {
            self.skip(cut);
        }
        self.text(end);
    }

    /// "<![CDATA[" begins text that goes on to "]]>", though HTML takes it for a comment.
    fn section(&mut self, span: Span) -> bool {
        let Some(inside) = span.of(self.source).strip_prefix(CDATA) else { return false };
        let start = span.start + CDATA.len();
        self.text(span.start);
        if self.searched < start {
            let rest = self.source.get(start..self.limit).unwrap_or_default();
            self.section_end = rest.find(CDATA_END).map_or(usize::MAX, |at| start + at);
            self.searched = self.section_end;
        }
        let end = self.section_end.min(span.end);
        self.skip(Span::new(span.start, start));
        if inside.get(..end - start).is_some_and(|inside| inside.contains('<')) {
            self.skip(span);
        }
        true
    }

    /// The text up to a place.
    fn text(&mut self, end: usize) {
        let section = self.section_end;
        if self.from <= section && section.saturating_add(CDATA_END.len()) <= end {
            self.stretch(section);
            self.from = section + CDATA_END.len();
        }
        self.stretch(end);
    }

    /// The text up to a place, and the short codes in it.
    fn stretch(&mut self, end: usize) {
        let span = Span::new(self.from.min(end), end);
        if span.of(self.source).contains('[') {
            for (span, code) in codes(self.source, span) {
                self.words(span.start);
                self.from = span.end;
                let (caption, none) = (Tag::Figcaption, Traits::default());
                match code {
                    Code::Gone => {}
                    Code::Caption => self.push(Kind::Open, caption, none, span),
                    Code::CaptionEnd => self.push(Kind::Close, caption, none, span),
                }
            }
        }
        self.words(end);
    }

    fn words(&mut self, end: usize) {
        if self.from < end {
            self.push(Kind::Text, Tag::Other, Traits::default(), Span::new(self.from, end));
            self.from = end;
        }
    }

    /// Markup that is left out.
    fn skip(&mut self, span: Span) {
        self.text(span.start);
        self.from = self.from.max(span.end);
    }

    fn open(&mut self, end: usize) {
        self.is_open = false;
        let span = Span::new(self.start, end.max(self.start));
        if let Some(inner) = self.inner.take().filter(|inner| (self.start..end).contains(inner)) {
            return self.prose(inner, end);
        }
        self.skip(span);
        let Some(tag) = self.tag.take() else { return };
        let traits = self.attributes.traits();
        self.push(Kind::Open, tag, traits, span);
        if let Some(token) = self.all.last_mut() {
            token.class = self.attributes.class();
            let copy = self.attributes.copy().unwrap_or(Span::new(span.start, span.start));
            let number = |n: usize| u32::try_from(n).unwrap_or(0);
            token.value = (number(copy.start.saturating_sub(span.start)), number(copy.len()));
        }
    }

    /// "x <y and z</p>": a tag in which another begins is prose up to that, unless its name is known.
    fn prose(&mut self, inner: usize, end: usize) {
        if self.tag.take().is_none_or(|tag| tag != Tag::Other) {
            self.skip(Span::new(self.start, inner));
        }
        let last = Span::new(inner, end).of(self.source).rfind('<').map_or(inner, |at| inner + at);
        let tag = Span::new(last, end);
        let words = tag.of(self.source).trim_start_matches('<').trim_end_matches('>');
        let name = words.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric());
        let name = name.into_iter().next().unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() {
            return;
        }
        self.skip(tag);
        let kind = if words.starts_with('/') { Kind::Close } else { Kind::Open };
        if let Some(tag_name) = Tag::named(name.as_bytes()) {
            self.push(kind, tag_name, Traits::default(), tag);
        }
    }

    fn close(&mut self, name: &[u8], span: Span) {
        self.skip(span);
        if let Some(tag) = Tag::named(name) {
            self.push(Kind::Close, tag, Traits::default(), span);
        }
    }

    fn push(&mut self, kind: Kind, tag: Tag, traits: Traits, span: Span) {
        self.all.push(Token { kind, tag, traits, span, class: 0, value: (0, 0) });
    }
}
