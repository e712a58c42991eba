//! What each element makes of its text: a headline, a caption, nothing.

use super::super::part::Part;
use super::marks;
use super::tag::Tag;
use super::tokens::{Kind, Token};
use super::traits::Traits;
use super::tree::{Node, Tree};

/// What an element makes of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing of its own.
    Plain,
    /// Its text is no copy.
    Silent,
    /// A quotation that is set apart.
    Quotation,
    /// Says whose words a quotation is.
    Signature,
    /// Its pieces are this.
    Part(Part),
}

/// A byline has this many words at most, a date that many, the lines below a title, a caption, a cell
/// of a table that is no mere layout.
const BYLINE: usize = 15;
const DATE: usize = 8;
const DECK: usize = 60;
const CAPTION: usize = 120;
const CELL: usize = 60;
/// Within so many tokens after its signature a quotation ends.
const NEAR: usize = 8;

/// What some elements are. Only on a page do classes say what is no copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A whole page, with things that are not the article.
    Page,
    /// All of the HTML that there is.
    Whole,
    /// A stretch of HTML in another text.
    Part,
}

/// Where the story is, as far as it can be told before it is known what is no copy.
struct Story {
    /// The paragraphs of all elements, in words; where none is long, all words.
    all: usize,
    by_words: bool,
    /// Whether an element holds the title or the body of an article.
    is_marked: bool,
    /// The largest element that is to hold an article, where it has half of all, or a quarter and a title:
    /// its first token.
    article: Option<usize>,
}

impl Story {
    fn of(tree: &Tree, silent: &[bool]) -> Self {
        let outermost = || tree.nodes.iter().filter(|node| node.is_outermost);
        let prose: usize = outermost().map(|node| node.prose).sum();
        let by_words = prose == 0;
        let all = if by_words { outermost().map(|node| node.words).sum() } else { prose };
        let mut story = Self { all, by_words, is_marked: false, article: None };
        story.is_marked = tree.nodes.iter().any(|node| node.holds_article);
        let holds = |node: &Node| {
            matches!(node.tag, Tag::Article | Tag::Main) || node.traits.has(Traits::BODY)
        };
        let articles =
            tree.nodes.iter().zip(silent).filter(|(node, silent)| holds(node) && !**silent);
        let largest = articles.map(|(node, _)| node).max_by_key(|node| story.size(node));
        // A card that leads to another story is an <article> too.
        let share = |node: &&Node| if node.holds_article { 4 } else { 2 };
        let largest = largest.filter(|node| story.size(node) * share(node) >= all.max(1));
        story.article = largest.map(|node| node.start);
        story
    }

    fn size(&self, node: &Node) -> usize {
        if self.by_words { node.words } else { node.prose }
    }

    /// True for an element that holds the story.
    fn is_in(&self, node: &Node) -> bool {
        let around = |at| node.start <= at && at < node.end;
        let most = self.size(node) * 2 > self.all;
        self.article.is_some_and(around) || most && (node.holds_article || !self.is_marked)
    }
}

/// The roles of all elements, in order.
pub(super) fn roles(source: &str, tokens: &[Token], tree: &mut Tree, extent: Extent) -> Vec<Role> {
    let hard = |node: &Node| {
        node.tag.is_silent()
            || node.traits.has(Traits::HIDDEN) && !node.tag.is_frame()
            || node.tag == Tag::Sup && marks::is_mark(source, tokens, node)
    };
    let mut silent: Vec<bool> = tree.nodes.iter().map(hard).collect();
    tree.sum(|at| silent[at]);
    let story = Story::of(tree, &silent);
    for (at, node) in tree.nodes.iter().enumerate() {
        let kept = match extent {
            Extent::Page => story.is_in(node),
            Extent::Whole => node.tag == Tag::Form && story.is_in(node),
            Extent::Part => false,
        };
        if is_soft(tree, node, extent == Extent::Page) && !kept {
            silent[at] = true;
        }
    }
    tree.sum(|at| silent[at]);
    let mut roles: Vec<Role> = Vec::with_capacity(tree.nodes.len());
    for (at, node) in tree.nodes.iter().enumerate() {
        roles.push(if silent[at] { Role::Silent } else { role(source, tokens, tree, node) });
    }
    move_to_blocks(tree, &mut roles);
    roles
}

/// True for what is mostly no copy.
fn is_soft(tree: &Tree, node: &Node, is_page: bool) -> bool {
    match node.tag {
        Tag::Form => true,
        Tag::Aside => !node.traits.has(Traits::PULL_QUOTE),
        Tag::Footer => !quotes(tree, node),
        _ => is_page && node.traits.has(Traits::APART) && !node.tag.is_frame(),
    }
}

/// True for what is directly in a quotation.
fn quotes(tree: &Tree, node: &Node) -> bool {
    let around = |node: &Node| tree.nodes.get(node.parent).copied();
    let parent = around(node);
    [parent, parent.as_ref().and_then(around)]
        .into_iter()
        .flatten()
        .any(|node| node.tag == Tag::Blockquote)
}

fn role(source: &str, tokens: &[Token], tree: &Tree, node: &Node) -> Role {
    let has = |traits| node.traits.has(traits);
    match node.tag {
        Tag::H1 => return Role::Part(Part::Headline),
        Tag::Heading if !has(Traits::DECK) && !has(Traits::BYLINE) => {
            return Role::Part(Part::SubHeadline);
        }
        Tag::Figcaption => return Role::Part(Part::Caption),
        Tag::Item => return Role::Part(Part::ListItem),
        Tag::Cell if node.words <= CELL => return Role::Part(Part::Table),
        Tag::TableCaption => return Role::Part(Part::Table),
        Tag::Blockquote | Tag::Aside if has(Traits::PULL_QUOTE) => {
            return Role::Part(Part::PullQuote);
        }
        Tag::Blockquote if has(Traits::EMBED) => return Role::Part(Part::Embed),
        Tag::Blockquote => return Role::Quotation,
        Tag::Cite | Tag::Footer if quotes(tree, node) && signs(source, tokens, node) => {
            return Role::Signature;
        }
        _ => {}
    }
    if node.words == 0 || node.tag.is_frame() {
        Role::Plain
    } else if has(Traits::BYLINE) && node.words <= BYLINE {
        Role::Part(Part::Byline)
    } else if (has(Traits::DATE) || node.tag == Tag::Time) && node.words <= DATE {
        Role::Part(Part::Date)
    } else if has(Traits::DECK) && node.words <= DECK {
        Role::Part(Part::Deck)
    } else if has(Traits::CAPTION) && node.words <= CAPTION {
        Role::Part(Part::Caption)
    } else {
        Role::Plain
    }
}

/// True where nothing but closing tags is between an element and the end of its quotation.
fn signs(source: &str, tokens: &[Token], node: &Node) -> bool {
    for token in tokens.iter().skip(node.end).take(NEAR) {
        match token.kind {
            Kind::Close if token.tag == Tag::Blockquote => return true,
            Kind::Text if token.span.of(source).trim().is_empty() => {}
            Kind::Close | Kind::Note => {}
            _ => return false,
        }
    }
    true
}

/// `By <a rel=author>`: the role of an element within a line is that of the whole line, or none.
fn move_to_blocks(tree: &Tree, roles: &mut [Role]) {
    for at in 0..roles.len() {
        let node = tree.nodes[at];
        let (Role::Part(part @ (Part::Byline | Part::Date)), true) =
            (roles[at], node.tag.is_inline())
        else {
            continue;
        };
        let most = if part == Part::Byline { BYLINE } else { DATE };
        let block = tree.nodes[node.block];
        if node.block == at || block.direct == node.words {
            continue;
        }
        roles[at] = Role::Plain;
        let (_, around) = (at, &mut roles[node.block]);
        if block.direct <= most && !block.has_blocks && *around == Role::Plain {
            *around = Role::Part(part);
        }
    }
}

/// The role of the element that a token opens.
pub(super) fn role_of(token: &Token, roles: &mut impl Iterator<Item = Role>) -> Role {
    if token.kind == Kind::Open && !token.tag.is_void() {
        return roles.next().unwrap_or(Role::Plain);
    }
    Role::Plain
}
