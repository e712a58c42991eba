//! The elements of HTML that a reader has to know.

/// An element, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Article,
    Aside,
    /// `<p>`: its end may be left out.
    P,
    /// `<div>`, `<section>` and other blocks without a meaning of their own.
    Block,
    Blockquote,
    Body,
    Br,
    Cite,
    /// `<td>`, `<th>`
    Cell,
    Figcaption,
    Figure,
    Footer,
    Form,
    H1,
    /// `<h2>` to `<h6>`
    Heading,
    Head,
    Header,
    Html,
    /// `<li>`, `<dt>`, `<dd>`
    Item,
    /// `<ul>`, `<ol>`, `<dl>`
    List,
    Main,
    Meta,
    Nav,
    Pre,
    /// `<q>`: a browser writes the marks.
    Q,
    Row,
    /// `<script>`, `<style>`: its content is code.
    Code,
    /// `<button>`, `<svg>`, `<del>`: its text is no copy.
    Silent,
    Span,
    /// `<sup>`: the mark of a note, or a raised number.
    Sup,
    Table,
    /// `<caption>` of a table.
    TableCaption,
    Time,
    Title,
    /// Any other within a line.
    Other,
}

/// How many elements are known.
pub(super) const TAGS: usize = Tag::Other as usize + 1;

/// Elements of AMP whose text is no copy: "amp-sidebar".
const AMP: [&[u8]; 23] = [
    b"ad",
    b"ad-exit",
    b"analytics",
    b"app-banner",
    b"audio",
    b"auto-ads",
    b"autocomplete",
    b"consent",
    b"embed",
    b"geo",
    b"iframe",
    b"image-lightbox",
    b"lightbox",
    b"lightbox-gallery",
    b"mega-menu",
    b"nested-menu",
    b"next-page",
    b"sidebar",
    b"social-share",
    b"state",
    b"sticky-ad",
    b"user-notification",
    b"video",
];

impl Tag {
    /// The element of a name in small letters; nothing for one that only changes how words look, or that
    /// has no content.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        if let Some(name) = name.strip_prefix(b"amp-") {
            return Some(if AMP.contains(&name) { Self::Silent } else { Self::Other });
        }
        Some(match name {
            b"a" => Self::A,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"p" => Self::P,
            b"address" | b"center" | b"details" | b"div" | b"fieldset" | b"hgroup" | b"section"
            | b"summary" | b"search" => Self::Block,
            b"blockquote" => Self::Blockquote,
            b"body" => Self::Body,
            b"br" | b"hr" => Self::Br,
            b"cite" => Self::Cite,
            b"td" | b"th" => Self::Cell,
            b"figcaption" => Self::Figcaption,
            b"figure" => Self::Figure,
            b"footer" => Self::Footer,
            b"form" => Self::Form,
            b"h1" => Self::H1,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"head" => Self::Head,
            b"header" => Self::Header,
            b"html" => Self::Html,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"ul" | b"ol" | b"dl" => Self::List,
            b"main" => Self::Main,
            b"meta" => Self::Meta,
            b"nav" => Self::Nav,
            b"pre" | b"listing" => Self::Pre,
            b"q" => Self::Q,
            b"tr" => Self::Row,
            b"script" | b"style" => Self::Code,
            b"audio" | b"button" | b"canvas" | b"datalist" | b"del" | b"dialog" | b"iframe"
            | b"label" | b"legend" | b"math" | b"menu" | b"noembed" | b"noframes" | b"noscript"
            | b"object" | b"s" | b"select" | b"strike" | b"svg" | b"template" | b"textarea"
            | b"video" => Self::Silent,
            b"span" => Self::Span,
            b"sup" => Self::Sup,
            b"table" => Self::Table,
            b"caption" => Self::TableCaption,
            b"time" => Self::Time,
            b"title" => Self::Title,
            b"abbr" | b"area" | b"b" | b"base" | b"bdi" | b"bdo" | b"big" | b"code" | b"col"
            | b"dfn" | b"em" | b"embed" | b"font" | b"i" | b"img" | b"input" | b"ins" | b"kbd"
            | b"link" | b"mark" | b"param" | b"samp" | b"small" | b"source" | b"strong"
            | b"sub" | b"tbody" | b"tfoot" | b"thead" | b"track" | b"tt" | b"u" | b"var"
            | b"wbr" => return None,
            _ => Self::Other,
        })
    }

    /// True for one that does not break the line it is in.
    pub(super) fn is_inline(self) -> bool {
        use Tag::{A, Cite, Code, Meta, Other, Q, Silent, Span, Sup, Time};
        matches!(self, A | Cite | Code | Meta | Other | Q | Silent | Span | Sup | Time)
    }

    /// True for one that has no content and no end.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Meta)
    }

    /// True for one whose text is no copy, wherever it is.
    pub(super) fn is_silent(self) -> bool {
        matches!(self, Self::Code | Self::Silent | Self::Head | Self::Nav | Self::Title)
    }

    /// What this element ends by beginning, though the end is not written: `<li>` another.
    pub(super) fn ends(self) -> Option<Self> {
        match self {
            Self::Item | Self::Cell | Self::Row => Some(self),
            Self::Body => Some(Self::Head),
            _ => None,
        }
    }

    /// The element that such an end does not reach beyond.
    pub(super) fn bounds(self) -> Option<Self> {
        match self {
            Self::Item => Some(Self::List),
            Self::Cell | Self::Row => Some(Self::Table),
            _ => None,
        }
    }

    /// True for one that holds all of a page, or its article.
    pub(super) fn is_frame(self) -> bool {
        matches!(self, Self::Html | Self::Body | Self::Main | Self::Article)
    }
}
