//! The title of a page, and what is between it and the first paragraph: the byline, the date.

use super::super::part::Part;
use super::author;
use super::page::Page;
use super::roles::Role;
use super::tag::Tag;
use super::title;
use super::tokens::Token;
use super::traits::Traits;
use super::tree::Node;
use crate::span::Span;

/// A line with a date has this many words at most.
const DATE: usize = 6;

impl Page<'_> {
    /// What is between the title and the first paragraph: the byline, the date and the lines below the
    /// title, where they are before the article. What is before the title is none of it.
    pub(super) fn lead(
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
    pub(super) fn heading(&self, source: &str, (start, end): (usize, usize)) -> Option<usize> {
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
    pub(super) fn values(
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
