//! The tags and the text of HTML, each with its place. Comments, doctypes and tags that only change how
//! words look are between them.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};

use super::tag::Tag;
use super::traits::{Attributes, Traits};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Open,
    Close,
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
    /// The value of an attribute that is copy where the element has no text: a date, a title.
    pub(super) value: Span,
}

/// The tokens of what stands at `span`, in order.
pub(super) fn tokens(source: &str, span: Span) -> Vec<Token> {
    let mut found = Found::new(source, span);
    found.scan(span);
    found.text(span.end);
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
    /// Where the tag begins, and where another begins in it: prose with a "<" in it.
    start: usize,
    inner: Option<usize>,
}

impl<'s> Found<'s> {
    fn new(source: &'s str, span: Span) -> Self {
        Self {
            source,
            all: Vec::new(),
            from: span.start,
            attributes: Attributes::default(),
            tag: None,
            start: span.start,
            inner: None,
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
                self.tag = Tag::named(name);
                self.attributes.clear(name);
            }
            CallbackEvent::AttributeName { name } => {
                if name.contains(&b'<') && self.inner.is_none() {
                    let at = name.iter().position(|byte| *byte == b'<').unwrap_or(0);
                    self.inner = Some(span.start + at);
                }
                self.attributes.name(name);
            }
            CallbackEvent::AttributeValue { value } => self.attributes.value(value, span),
            CallbackEvent::CloseStartTag { .. } => self.open(span.end),
            CallbackEvent::EndTag { name } => self.close(name, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => self.skip(span),
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// The text up to a place.
    fn text(&mut self, end: usize) {
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
        let span = Span::new(self.start, end.max(self.start));
        self.skip(span);
        let Some(tag) = self.tag.take() else { return };
        let traits = self.attributes.traits();
        self.push(Kind::Open, tag, traits, span);
        if let Some(token) = self.all.last_mut() {
            token.class = self.attributes.class();
            token.value = self.attributes.copy().unwrap_or(token.value);
        }
    }

    fn close(&mut self, name: &[u8], span: Span) {
        self.skip(span);
        if let Some(tag) = Tag::named(name) {
            self.push(Kind::Close, tag, Traits::default(), span);
        }
    }

    fn push(&mut self, kind: Kind, tag: Tag, traits: Traits, span: Span) {
        let value = Span::new(span.end, span.end);
        self.all.push(Token { kind, tag, traits, span, class: 0, value });
    }
}
