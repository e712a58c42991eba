//! Finds the article in a whole page, with its title, its date and its byline.

use super::super::blocks::Part;
use super::super::document::Writer;
use super::author;
use super::role_of;
use super::roles::Role;
use super::tag::Tag;
use super::text;
use super::title;
use super::tokens::{Kind, Token};
use super::traits::Traits;
use super::tree::{Node, Tree};
use super::write::Elements;
use crate::span::Span;

/// A list of links has this many words at least, a paragraph that is one link so many.
const LINKS: usize = 3;
const LINK: std::ops::RangeInclusive<usize> = 4..=25;
/// A line with a date has this many words at most.
const DATE: usize = 6;

/// True for a whole page, with things that are not the article.
pub(super) fn is_page(tree: &Tree) -> bool {
    let whole = |node: &Node| matches!(node.tag, Tag::Html | Tag::Head | Tag::Body);
    let other = |node: &Node| {
        matches!(node.tag, Tag::Nav | Tag::Header | Tag::Footer | Tag::Aside)
            || node.traits.has(Traits::APART)
    };
    tree.nodes.iter().any(whole) && tree.nodes.iter().any(other)
}

/// What is written of some HTML.
#[derive(Debug, Default)]
pub(super) struct Plan {
    roles: Vec<Role>,
    /// The tokens that are copy, in order.
    kept: Vec<(usize, usize)>,
    /// Titles, dates and bylines that are nothing but values of attributes, or in the head.
    values: Vec<(Part, Vec<Span>)>,
}

/// A page in which the article is looked for.
struct Page<'p> {
    tokens: &'p [Token],
    tree: &'p Tree,
    roles: Vec<Role>,
    /// The elements in which there is no copy, or which are in such an element.
    dead: Vec<bool>,
}

impl Plan {
    /// What is to be written of some tokens.
    pub(super) fn new(
        source: &str,
        tokens: &[Token],
        tree: &Tree,
        roles: Vec<Role>,
        is_page: bool,
    ) -> Self {
        let mut dead: Vec<bool> = Vec::with_capacity(roles.len());
        for (at, node) in tree.nodes.iter().enumerate() {
            let around = node.parent != at && dead.get(node.parent).copied().unwrap_or(false);
            dead.push(around || roles.get(at) == Some(&Role::Silent));
        }
        let mut page = Page { tokens, tree, roles, dead };
        let whole = (0, tokens.len());
        let article = if is_page { page.article() } else { None };
        let range = article.map_or(whole, |at| page.range(at));
        let heading = page.heading(source, range);
        let mut kept = vec![range];
        if let Some(article) = article {
            page.prune(article);
            kept.extend(page.lead(source, article, heading));
        }
        if let Some(heading) = heading {
            page.roles[heading] = Role::Part(Part::Headline);
            kept.push(page.range(heading));
        }
        kept.sort_unstable();
        let values = page.values(source, heading.is_some(), &kept);
        Self { roles: page.roles, kept, values }
    }

    /// Writes it.
    pub(super) fn write(self, source: &str, tokens: &[Token], writer: &mut Writer<'_>) {
        for (part, spans) in self.values {
            writer.begin(Some(part));
            for (at, span) in spans.into_iter().enumerate() {
                if at > 0 {
                    writer.invent(", ");
                }
                text::flow(source, span, writer);
            }
        }
        writer.end();
        let mut elements = Elements::default();
        let mut roles = self.roles.into_iter();
        let mut kept = self.kept.into_iter().peekable();
        let mut code = false;
        for (at, token) in tokens.iter().enumerate() {
            let role = role_of(token, &mut roles);
            while kept.next_if(|(_, end)| *end <= at).is_some() {
                elements.close_all(writer);
                writer.end();
            }
            if kept.peek().is_some_and(|(start, _)| *start <= at) {
                elements.write(source, token, role, writer);
            } else if matches!(token.kind, Kind::Text | Kind::Note) && !code {
                text::notes(source, token.span, writer);
            }
            code = token.kind == Kind::Open && token.tag == Tag::Code;
        }
        elements.close_all(writer);
    }
}

impl Page<'_> {
    fn range(&self, at: usize) -> (usize, usize) {
        self.tree.nodes.get(at).map_or((0, 0), |node| (node.start, node.end))
    }

    /// The elements with copy in them, each with its number.
    fn live(&self) -> impl Iterator<Item = (usize, &Node)> {
        let live = |(at, _): &(usize, &Node)| !self.dead.get(*at).copied().unwrap_or(true);
        self.tree.nodes.iter().enumerate().filter(live)
    }

    /// The element that holds the article and little else.
    fn article(&self) -> Option<usize> {
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
    fn prune(&mut self, article: usize) {
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

    /// What is between the title and the first paragraph: the byline, the date and the lines below the
    /// title, where they are before the article. What is before the title is none of it.
    fn lead(
        &mut self,
        source: &str,
        article: usize,
        heading: Option<usize>,
    ) -> Vec<(usize, usize)> {
        let (start, _) = self.range(article);
        let (top, mut from) = heading.map_or((start, start), |at| self.range(at));
        let first = self.tree.inside(article).find(|at| self.is_paragraph(*at));
        let first = first.map_or(start, |at| self.range(at).0.max(start));
        let authors = author::named(source, self.tokens);
        let mut names: Vec<_> = authors.iter().map(|name| title::split(name.of(source))).collect();
        let mut found = Vec::new();
        for (at, node) in self.live().take_while(|(_, node)| node.start < first) {
            let role = match self.roles.get(at) {
                Some(Role::Part(Part::Headline)) => continue,
                Some(role @ Role::Part(Part::Byline | Part::Date | Part::Deck)) => *role,
                _ if node.has_blocks || node.words == 0 => continue,
                _ if node.end <= top && node.start >= start => Role::Silent,
                _ if self.is_date(source, node) => Role::Part(Part::Date),
                _ if self.is_one_of(source, node, &mut names) => Role::Part(Part::Byline),
                _ => continue,
            };
            if role == Role::Silent {
                found.push((at, role, (start, start)));
            } else if node.start >= from && node.end <= first {
                found.push((at, role, (node.start, node.end)));
                from = node.end;
            }
        }
        for (at, role, _) in &found {
            self.roles[*at] = *role;
        }
        found.iter().map(|(_, _, range)| *range).filter(|range| range.1 <= start).collect()
    }

    /// True for a block of prose with no other in it.
    fn is_paragraph(&self, at: usize) -> bool {
        let prose = |node: &Node| node.prose > 0 && !node.has_blocks;
        self.tree.nodes.get(at).is_some_and(prose)
            && !self.dead[at]
            && self.roles.get(at) == Some(&Role::Plain)
    }

    /// True for a line with a day and a year in it.
    fn is_date(&self, source: &str, node: &Node) -> bool {
        if node.has_blocks || node.tag.is_inline() || node.direct > DATE {
            return false;
        }
        title::is_date(&title::words(source, self.tokens, node))
    }

    /// True for an element that is the name of an author and no more, for the first time.
    fn is_one_of(&self, source: &str, node: &Node, names: &mut Vec<Vec<String>>) -> bool {
        if node.has_blocks || node.words == 0 || names.is_empty() {
            return false;
        }
        let words = title::words(source, self.tokens, node);
        let known = names.iter().position(|name| *name == words);
        known.map(|at| names.remove(at)).is_some()
    }

    /// The heading that is the title: one that the head of the page names, or the first of the
    /// article, or the last before it that is more than a link to the first page of the site.
    fn heading(&self, source: &str, (start, end): (usize, usize)) -> Option<usize> {
        let named = title::named(source, self.tokens, self.tree);
        let (mut like, mut before) = (None, None);
        for (at, node) in self.live().take_while(|(_, node)| node.start < end) {
            if !matches!(node.tag, Tag::H1 | Tag::Heading) || node.words == 0 {
                continue;
            }
            let is_like = || {
                let words = title::words(source, self.tokens, node);
                named.iter().any(|name| title::is_like(&words, name))
            };
            if like.is_none() && !named.is_empty() && is_like() {
                like = Some(at);
            }
            let inside = node.start >= start;
            if node.tag == Tag::H1 && (inside || node.links < node.words) {
                let found: &mut Option<usize> = &mut before;
                let first = found.is_some_and(|at| self.range(at).0 >= start);
                *found = if first { *found } else { Some(at) };
            }
        }
        like.or(before)
    }

    /// The title, the date and the byline that only the head of the page has.
    fn values(
        &self,
        source: &str,
        titled: bool,
        kept: &[(usize, usize)],
    ) -> Vec<(Part, Vec<Span>)> {
        let mut all = Vec::new();
        if !titled && let Some(span) = title::value(source, self.tokens, self.tree) {
            all.push((Part::Headline, vec![span]));
        }
        let has = |part: Part| {
            let inside = |node: &Node| {
                kept.iter().any(|(start, end)| *start <= node.start && node.end <= *end)
            };
            self.live().any(|(at, node)| {
                self.roles.get(at) == Some(&Role::Part(part)) && node.words > 0 && inside(node)
            })
        };
        let authors = author::named(source, self.tokens);
        if !authors.is_empty() && !has(Part::Byline) {
            all.push((Part::Byline, authors));
        }
        let meta = |token: &&Token| token.tag == Tag::Meta && token.traits.has(Traits::DATE);
        let date = self.tokens.iter().find(meta).map(|token| token.value());
        if let Some(date) = date.filter(|date| !date.is_empty() && !has(Part::Date)) {
            all.push((Part::Date, vec![date]));
        }
        all
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
