//! The elements of a stretch of HTML: what is inside which, and how many words each has.

use super::stack::Stack;
use super::tag::Tag;
use super::tokens::{Kind, Token};
use super::traits::Traits;

/// Paragraphs of fewer words do not tell where an article is.
const PARAGRAPH: usize = 10;

/// No page has more elements; those after them have no role.
const MOST: usize = 1_000_000;

/// An element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) traits: Traits,
    /// A number for its classes: the same for the same.
    pub(super) class: u32,
    /// Its opening tag among the tokens, and the token after its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The element around it; its own number for the outermost.
    pub(super) parent: usize,
    /// True where no other is around it.
    pub(super) is_outermost: bool,
    /// The block around it, or itself.
    pub(super) block: usize,
    /// The words of its text, with those of elements within its lines.
    pub(super) direct: usize,
    /// How many of them are in links.
    linked: usize,
    /// The words of its own text, and those of its links.
    own: (usize, usize),
    /// All words in it.
    pub(super) words: usize,
    /// All words of links in it.
    pub(super) links: usize,
    /// The words of paragraphs in it that are not links.
    pub(super) prose: usize,
    /// Whether there is a block in it.
    pub(super) has_blocks: bool,
    /// Whether the title or the body of an article is in it. Comments can be `<article>` too.
    pub(super) holds_article: bool,
}

/// The elements of a stretch of HTML, each before what is in it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The elements of some tokens.
    pub(super) fn new(source: &str, tokens: &[Token]) -> Self {
        let mut tree = Self::default();
        let mut stack: Stack<usize> = Stack::default();
        for (at, token) in tokens.iter().enumerate() {
            if tree.nodes.len() >= MOST {
                break;
            }
            let count = match token.kind {
                Kind::Open => stack.ended_before(token.tag),
                Kind::Close => stack.ended_by(token.tag),
                Kind::Text => {
                    tree.text(source, token, &stack);
                    0
                }
                Kind::Note => 0,
            };
            let end = at + usize::from(token.kind == Kind::Close);
            for _ in 0..count {
                tree.close(stack.pop(), end);
            }
            if token.kind == Kind::Open && !token.tag.is_void() {
                let parent = stack.inner().next().copied();
                stack.push(token.tag, tree.nodes.len());
                tree.open(token, at, parent);
            }
        }
        while stack.len() > 0 {
            tree.close(stack.pop(), tokens.len());
        }
        tree
    }

    fn open(&mut self, token: &Token, at: usize, parent: Option<usize>) {
        let own = self.nodes.len();
        let parent = parent.unwrap_or(own);
        let inline = token.tag.is_inline() && parent != own;
        let block = if inline { self.nodes[parent].block } else { own };
        if !inline && parent != own {
            self.nodes[parent].has_blocks = true;
        }
        let holds = matches!(token.tag, Tag::Main | Tag::H1);
        self.nodes.push(Node {
            tag: token.tag,
            traits: token.traits,
            class: token.class,
            start: at,
            end: at,
            parent,
            is_outermost: parent == own,
            block,
            direct: 0,
            linked: 0,
            own: (0, 0),
            words: 0,
            links: 0,
            prose: 0,
            has_blocks: false,
            holds_article: holds || token.traits.has(Traits::BODY),
        });
    }

    fn close(&mut self, node: Option<usize>, end: usize) {
        if let Some(node) = node.and_then(|node| self.nodes.get_mut(node)) {
            node.end = end;
        }
    }

    fn text(&mut self, source: &str, token: &Token, stack: &Stack<usize>) {
        let Some(node) = stack.inner().next().copied() else { return };
        let words = token.span.of(source).split_ascii_whitespace().count();
        let links = if stack.has(Tag::A) { words } else { 0 };
        if stack.has(Tag::Code) || stack.has(Tag::Silent) {
            return;
        }
        self.nodes[node].own.0 += words;
        self.nodes[node].own.1 += links;
        let block = self.nodes[node].block;
        self.nodes[block].direct += words;
        self.nodes[block].linked += links;
    }

    /// Adds up the words of all elements but those that are no copy.
    pub(super) fn sum(&mut self, is_silent: impl Fn(usize) -> bool) {
        for node in &mut self.nodes {
            (node.words, node.links) = node.own;
            let is_paragraph = node.direct >= PARAGRAPH && node.is_prose();
            let bare = node.direct.saturating_sub(2 * node.linked);
            node.prose = if is_paragraph { bare } else { 0 };
        }
        for at in (0..self.nodes.len()).rev() {
            let node = self.nodes[at];
            if node.parent == at || is_silent(at) {
                continue;
            }
            let around = &mut self.nodes[node.parent];
            around.words += node.words;
            around.links += node.links;
            around.prose += node.prose;
            around.holds_article |= node.holds_article;
        }
    }

    /// The elements in another: it is before them, and they are in a row.
    pub(super) fn inside(&self, at: usize) -> std::ops::Range<usize> {
        let end = self.nodes.get(at).map_or(0, |node| node.end);
        let next = self.nodes.partition_point(|node| node.start < end);
        at + 1..next.max(at + 1)
    }
}

impl Node {
    /// True for a block whose text can be a paragraph.
    fn is_prose(&self) -> bool {
        !matches!(self.tag, Tag::H1 | Tag::Heading | Tag::Figcaption | Tag::TableCaption | Tag::Row)
            && !self.tag.is_inline()
    }
}
