//! What the attributes of a tag say: that its text is hidden, is a byline, is a post of another.

use super::names::named;
use super::traits::Traits;
use crate::span::Span;

/// Classes longer than this are cut off.
const LONGEST: usize = 400;

/// An attribute that is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Name {
    Class,
    Style,
    Role,
    Rel,
    Type,
    AriaHidden,
    /// `<time datetime>`, `<meta content>`
    Copy,
    /// `<meta property>`, `itemprop`
    Property,
    #[default]
    Other,
}

/// The attributes of the tag that is being read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    name: Name,
    traits: Traits,
    copy: Option<Span>,
    class: u32,
}

impl Attributes {
    /// Begins with another tag.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The name of an attribute.
    pub(super) fn name(&mut self, name: &[u8]) {
        self.name = match name {
            b"class" | b"id" => Name::Class,
            b"style" => Name::Style,
            b"role" => Name::Role,
            b"rel" => Name::Rel,
            b"type" => Name::Type,
            b"aria-hidden" => Name::AriaHidden,
            b"datetime" | b"content" => Name::Copy,
            b"itemprop" | b"property" | b"name" => Name::Property,
            _ => Name::Other,
        };
        if name == b"hidden" {
            self.add(Traits::HIDDEN);
        }
    }

    /// The value of that attribute, and where it stands.
    pub(super) fn value(&mut self, value: &[u8], span: Span) {
        if self.name == Name::Copy {
            self.copy = Some(span);
            return;
        }
        if self.name == Name::Other {
            return;
        }
        if self.name == Name::Class {
            let add = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(16_777_619);
            self.class = value.iter().take(LONGEST).fold(self.class, add);
        }
        let value = String::from_utf8_lossy(&value[..value.len().min(LONGEST)]);
        let value = value.to_ascii_lowercase();
        self.add(match self.name {
            Name::Class => named(&value),
            Name::Style if is_invisible(&value) => Traits::HIDDEN,
            Name::AriaHidden if value == "true" => Traits::HIDDEN,
            Name::Type if value == "application/ld+json" => Traits::DATA,
            Name::Role => role(&value),
            Name::Rel if value.split(' ').any(|word| word == "author") => Traits::BYLINE,
            Name::Property => Self::property(&value),
            _ => Traits::default(),
        });
    }

    fn property(value: &str) -> Traits {
        match value {
            "articlebody" => Traits::BODY,
            "author" => Traits::BYLINE,
            "headline" | "og:title" => Traits::TITLE,
            "datepublished" | "article:published_time" => Traits::DATE,
            _ => Traits::default(),
        }
    }

    fn add(&mut self, traits: Traits) {
        self.traits = self.traits.with(traits);
    }

    /// What they say.
    pub(super) fn traits(&self) -> Traits {
        self.traits
    }

    /// A number for its classes.
    pub(super) fn class(&self) -> u32 {
        self.class
    }

    /// Where the value of `datetime` or `content` stands.
    pub(super) fn copy(&self) -> Option<Span> {
        self.copy
    }
}

/// True for a style that shows nothing.
fn is_invisible(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What the role of an element says.
fn role(value: &str) -> Traits {
    match value {
        "alert" | "alertdialog" | "banner" | "button" | "complementary" | "contentinfo"
        | "dialog" | "form" | "menu" | "menubar" | "navigation" | "search" | "toolbar"
        | "tooltip" => Traits::APART,
        _ => Traits::default(),
    }
}
