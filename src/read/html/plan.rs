//! What is written of some HTML: all of it, or the article of a page.

use super::super::document::Writer;
use super::super::part::Part;
use super::page::Page;
use super::roles::{Role, role_of};
use super::tag::Tag;
use super::text;
use super::tokens::{Kind, Token};
use super::traits::Traits;
use super::tree::{Node, Tree};
use super::write::Elements;
use crate::span::Span;

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
