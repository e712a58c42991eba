//! Which elements are open: HTML lets the ends of many be left out.

use super::tag::{TAGS, Tag};

/// How far back the element is looked for that a tag ends without saying so.
const REACH: usize = 64;

/// The elements that are open, each with something about it.
#[derive(Debug)]
pub(super) struct Stack<T> {
    open: Vec<(Tag, T)>,
    /// How many of each are open.
    counts: [usize; TAGS],
}

impl<T> Default for Stack<T> {
    fn default() -> Self {
        Self { open: Vec::new(), counts: [0; TAGS] }
    }
}

impl<T> Stack<T> {
    /// How many elements end where another begins: a paragraph, an item of the same list.
    pub(super) fn ended_before(&self, tag: Tag) -> usize {
        self.paragraph(tag).max(self.sibling(tag))
    }

    fn paragraph(&self, tag: Tag) -> usize {
        if tag.is_inline() || !self.has(Tag::P) {
            return 0;
        }
        let inner = self.tags().take(REACH).take_while(|open| open.is_inline()).count();
        if self.tags().nth(inner) == Some(Tag::P) { inner + 1 } else { 0 }
    }

    fn sibling(&self, tag: Tag) -> usize {
        let Some(ended) = tag.ends().filter(|ended| self.has(*ended)) else { return 0 };
        let mut inside = self.tags().take(REACH).take_while(|open| Some(*open) != tag.bounds());
        inside.position(|open| open == ended).map_or(0, |at| at + 1)
    }

    /// How many elements a closing tag ends.
    pub(super) fn ended_by(&self, tag: Tag) -> usize {
        if !self.has(tag) {
            return 0;
        }
        self.tags().position(|open| open == tag).map_or(0, |at| at + 1)
    }

    /// True while such an element is open.
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    /// The open elements, the innermost first.
    pub(super) fn tags(&self) -> impl Iterator<Item = Tag> {
        self.open.iter().rev().map(|(tag, _)| *tag)
    }

    /// What is known about the innermost elements, the innermost first.
    pub(super) fn inner(&self) -> impl Iterator<Item = &T> {
        self.open.iter().rev().take(REACH).map(|(_, about)| about)
    }

    /// Opens an element.
    pub(super) fn push(&mut self, tag: Tag, about: T) {
        self.counts[tag as usize] += 1;
        self.open.push((tag, about));
    }

    /// Closes the innermost.
    pub(super) fn pop(&mut self) -> Option<T> {
        let (tag, about) = self.open.pop()?;
        self.counts[tag as usize] -= 1;
        Some(about)
    }

    /// How many are open.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }
}
