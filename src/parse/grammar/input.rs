//! The tokens as nom's input: the only place that knows nom's traits.

use std::iter::Enumerate;
use std::ops::Range;
use std::slice;

use crate::tokenise::token::Token;

/// A window on the token list. Cheap to copy; the list itself never is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'t, 'd> {
    all: &'t [Token<'d>],
    start: usize,
    end: usize,
}

impl<'t, 'd> Tokens<'t, 'd> {
    /// A window on part of a token list.
    pub(crate) fn new(all: &'t [Token<'d>], window: Range<usize>) -> Self {
        assert!(window.start <= window.end && window.end <= all.len(), "window outside the list");
        Self { all, start: window.start, end: window.end }
    }

    /// The tokens in the window.
    pub(crate) fn as_slice(self) -> &'t [Token<'d>] {
        &self.all[self.range()]
    }

    /// Where the window lies in the whole list.
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Where the window starts in the whole list.
    pub(crate) const fn at(self) -> usize {
        self.start
    }

    /// The first token of the window.
    pub(crate) fn first(self) -> Option<&'t Token<'d>> {
        self.as_slice().first()
    }

    /// The token just before the window, for "at the start of a sentence".
    pub(crate) fn behind(self) -> Option<&'t Token<'d>> {
        self.all[..self.start].last()
    }

    /// True when nothing is left.
    pub(crate) const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// From an earlier token of the list to the start of this window.
    pub(crate) fn back_to(self, at: usize) -> Self {
        Self { all: self.all, start: at.min(self.start), end: self.start }
    }

    /// The same window from a later token of the list on.
    pub(crate) fn from(self, at: usize) -> Self {
        Self { start: at.clamp(self.start, self.end), ..self }
    }
}

impl<'t, 'd> nom::Input for Tokens<'t, 'd> {
    type Item = &'t Token<'d>;
    type Iter = slice::Iter<'t, Token<'d>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.end - self.start
    }

    fn take(&self, count: usize) -> Self {
        self.take_split(count).1
    }

    fn take_from(&self, count: usize) -> Self {
        self.take_split(count).0
    }

    /// What is left comes first, what was taken second: nom's order.
    fn take_split(&self, count: usize) -> (Self, Self) {
        assert!(count <= self.input_len(), "window too short");
        let cut = self.start + count;
        (Self { start: cut, ..*self }, Self { end: cut, ..*self })
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, hit: P) -> Option<usize> {
        self.as_slice().iter().position(hit)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.as_slice().iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, nom::Needed> {
        let have = self.input_len();
        if count <= have { Ok(count) } else { Err(nom::Needed::new(count - have)) }
    }
}

/// Lets `recognize` and `consumed` return the window a parser walked over.
impl nom::Offset for Tokens<'_, '_> {
    fn offset(&self, later: &Self) -> usize {
        later.start - self.start
    }
}
