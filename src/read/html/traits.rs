//! What an element can be said to be: hidden, a byline, a post of another.

/// A set of what attributes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u16);

impl Traits {
    /// Nobody sees it.
    pub(super) const HIDDEN: Self = Self(1);
    /// The body of an article.
    pub(super) const BODY: Self = Self(1 << 1);
    /// Links to other stories, adverts, buttons.
    pub(super) const APART: Self = Self(1 << 2);
    /// Who wrote the story.
    pub(super) const BYLINE: Self = Self(1 << 3);
    /// Words below a picture.
    pub(super) const CAPTION: Self = Self(1 << 4);
    /// Words of the story in large type.
    pub(super) const PULL_QUOTE: Self = Self(1 << 5);
    /// A post of another.
    pub(super) const EMBED: Self = Self(1 << 6);
    /// The lines below the title.
    pub(super) const DECK: Self = Self(1 << 7);
    /// When the story was written.
    pub(super) const DATE: Self = Self(1 << 8);
    /// The title of the story.
    pub(super) const TITLE: Self = Self(1 << 9);

    /// Data about the page.
    pub(super) const DATA: Self = Self(1 << 10);

    /// True when it says all that the other says.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What either says.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What it says but for the other.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
