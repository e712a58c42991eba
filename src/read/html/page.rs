//! Finds the article in a whole page.

use super::roles::Role;
use super::tag::Tag;
use super::tokens::Token;
use super::traits::Traits;
use super::tree::{Node, Tree};

/// A list of links has this many words at least, a paragraph that is one link so many.
const LINKS: usize = 3;
const LINK: std::ops::RangeInclusive<usize> = 4..=25;

/// A page in which the article is looked for.
pub(super) struct Page<'p> {
    pub(super) tokens: &'p [Token],
    pub(super) tree: &'p Tree,
    pub(super) roles: Vec<Role>,
    /// The elements in which there is no copy, or which are in such an element.
    pub(super) dead: Vec<bool>,
}

impl Page<'_> {
    pub(super) fn range(&self, at: usize) -> (usize, usize) {
        self.tree.nodes.get(at).map_or((0, 0), |node| (node.start, node.end))
    }

    /// The elements with copy in them, each with its number.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, &Node)> {
        let live = |(at, _): &(usize, &Node)| !self.dead.get(*at).copied().unwrap_or(true);
        self.tree.nodes.iter().enumerate().filter(live)
    }

    /// The element that holds the article and little else.
    pub(super) fn article(&self) -> Option<usize> {
        let outer = self.live().filter(|(_, node)| node.is_outermost);
        let (outer, root) = outer.max_by_key(|(_, node)| node.prose)?;
        let all = root.prose;
        if all == 0 {
            return None;
        }
        let named = [
            self.largest(all, |node| node.traits.has(Traits::BODY)),
            self.largest(all, |node| node.tag == Tag::Article),
            self.largest(all, |node| node.tag == Tag::Main),
        ];
        let mut article = named.into_iter().flatten().next().unwrap_or(outer);
        for at in self.tree.inside(article) {
            let (Some(node), Some(around)) =
                (self.tree.nodes.get(at), self.tree.nodes.get(article))
            else {
                continue;
            };
            let most = node.prose * 10 >= around.prose * 9;
            if node.parent == article && most && is_container(node.tag) && !self.dead[at] {
                article = at;
            }
        }
        Some(article)
    }

    /// The largest of some elements, where it is half of all or leaves the others far below it.
    fn largest(&self, all: usize, is_one: impl Fn(&Node) -> bool) -> Option<usize> {
        let mut best: Option<(usize, &Node)> = None;
        let mut second = 0;
        for (at, node) in self.live().filter(|(_, node)| is_one(node)) {
            match best {
                // The inner one of two that hold the same.
                Some((_, last)) if node.start < last.end && node.prose * 10 >= last.prose * 9 => {
                    best = Some((at, node));
                }
                Some((_, last)) if node.start < last.end => {}
                Some((_, last)) if node.prose <= last.prose => second = second.max(node.prose),
                _ => {
                    second = second.max(best.map_or(0, |(_, last)| last.prose));
                    best = Some((at, node));
                }
            }
        }
        let (at, node) = best.filter(|(_, node)| node.prose > 0)?;
        (node.prose * 2 >= all || node.prose >= second * 3 && node.prose * 4 >= all).then_some(at)
    }

    /// Takes lists of links out of the article, and what comes after its last paragraph.
    pub(super) fn prune(&mut self, article: usize) {
        let mut gone = Vec::new();
        let inside = self.tree.inside(article);
        let last = inside.clone().rev().find(|at| self.is_paragraph(*at));
        let last = last.map_or(0, |at| self.range(at).0);
        let tail = self.tail(article);
        for at in inside {
            let Some(node) = self.tree.nodes.get(at) else { continue };
            let after = node.start > last && node.traits.has(Traits::BYLINE);
            if is_links(node) || after || tail.contains(&at) {
                gone.push(at);
            }
        }
        for at in gone {
            self.roles[at] = Role::Silent;
            self.dead[at] = true;
        }
    }

    /// Small blocks of another kind after the block that holds most of the article.
    fn tail(&self, article: usize) -> Vec<usize> {
        let all = self.tree.nodes.get(article).map_or(0, |node| node.prose);
        let mut main: Option<&Node> = None;
        let mut tail = Vec::new();
        for at in self.tree.inside(article) {
            let Some(node) = self.tree.nodes.get(at).filter(|node| node.parent == article) else {
                continue;
            };
            match main {
                None if node.prose * 10 >= all * 6 && node.tag == Tag::Block => main = Some(node),
                Some(main)
                    if node.tag == Tag::Block
                        && node.class != main.class
                        && node.words * 3 < main.words =>
                {
                    tail.push(at);
                }
                _ => {}
            }
        }
        tail
    }

    /// True for a block of prose with no other in it.
    pub(super) fn is_paragraph(&self, at: usize) -> bool {
        let prose = |node: &Node| node.prose > 0 && !node.has_blocks;
        self.tree.nodes.get(at).is_some_and(prose)
            && !self.dead[at]
            && self.roles.get(at) == Some(&Role::Plain)
    }
}

/// True for one that can hold an article.
fn is_container(tag: Tag) -> bool {
    !tag.is_inline()
        && !matches!(
            tag,
            Tag::P
                | Tag::Blockquote
                | Tag::List
                | Tag::Item
                | Tag::Figure
                | Tag::Pre
                | Tag::Heading
        )
}

/// True for a list of links, or a paragraph that is nothing but a link.
fn is_links(node: &Node) -> bool {
    let links = node.prose == 0 && node.links * 10 >= node.words * 9;
    match node.tag {
        Tag::List | Tag::Block => links && node.words >= LINKS,
        Tag::P => links && LINK.contains(&node.words),
        _ => false,
    }
}
