//! What stands behind a noun phrase and belongs to it: the rest of a long name, a short form in
//! brackets, an apposition.

use std::ops::Range;

use super::chunk::Finder;
use super::shape::HONORIFICS;
use super::{MentionId, Number, Shape};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// Who can be described behind a name: "Tom Hale, a farmer".
const DESCRIBED: Classes = Classes::of(&[
    Class::Role,
    Class::PartyMember,
    Class::Representative,
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Expert,
    Class::Relation,
]);

/// A remark in brackets behind a name has so many tokens at most.
const REMARK: usize = 8;

/// What follows a name between commas.
pub(super) enum After {
    /// An age alone; where it ends.
    Age(usize),
    /// A description, still to be read.
    Description(Description),
}

/// Where a description of a name's bearer is.
pub(super) struct Description {
    /// Its words.
    pub(super) chunk: Range<usize>,
    /// Where it begins, its owner included.
    pub(super) start: usize,
    /// True for "her lawyer": its owner is a pronoun.
    pub(super) owned: bool,
    /// True for "the trust's director": its owner is a phrase.
    pub(super) through: bool,
}

impl Finder<'_, '_> {
    /// The rest of the name of a body.
    ///
    /// > the Brennan Center **for Justice**
    pub(super) fn long_name(&mut self, id: MentionId, at: usize, end: usize) -> usize {
        let at = self.firm_name(id, at, end);
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        let Some(name) = mention.name.filter(|_| mention.shape == Shape::Organisation) else {
            return at;
        };
        let links = |t: &Token<'_>| t.among(FunctionWord::BodyNameLink);
        let generic = Classes::of(&[
            Class::Organisation,
            Class::OrganisationSuffix,
            Class::Legislature,
            Class::Intergovernmental,
        ]);
        let last = tokens[..at].last();
        // "the Council on Aging", but not "the council on Monday"
        if at + 1 >= end || !links(&tokens[at]) && !self.is_field(at, end) {
            return at;
        }
        // "the Harlow Partnership for Clean Water": whatever it is, it has a long name.
        let first = tokens.partition_point(|t| t.span.start < name.start);
        let the =
            first > 0 && tokens[first - 1].among(FunctionWord::DefiniteArticle) && at - first >= 2;
        let known = last.is_some_and(|t| t.classes.any(generic) && t.is_capitalised());
        if !known && !(the && tokens[at].reads("for")) {
            return at;
        }
        let first = at + 1 + usize::from(tokens[at + 1].among(FunctionWord::DefiniteArticle));
        let mut stop = first;
        // "Department of Health Director Ann Webb": a title is no part of the name.
        let title = |n: usize| {
            (tokens[n].is(Class::Role) || tokens[n].classes.any(HONORIFICS))
                && !tokens[n].classes.any(generic)
                && tokens[..end].get(n + 1).is_some_and(|t| t.is_capitalised() && t.pos.is_name())
        };
        while stop < end
            && stop - first < 6
            && !title(stop)
            && (tokens[stop].is_capitalised() && tokens[stop].is_wordlike()
                || stop > first
                    && tokens[stop].among(FunctionWord::And)
                    && tokens.get(stop + 1).is_some_and(|t| t.is_capitalised() && t.pos.is_name()))
        {
            stop += 1;
        }
        if stop == first {
            return at;
        }
        let behind = tokens[stop - 1].span;
        let mention = &mut self.found[id.0];
        mention.name = Some(name.to(behind));
        mention.span = mention.span.to(behind);
        stop
    }

    /// True for "on" before the field that a body is there for.
    ///
    /// > the Council **on** Aging
    fn is_field(&self, at: usize, end: usize) -> bool {
        const NOT: Classes = Classes::of(&[
            Class::Weekday,
            Class::Month,
            Class::Platform,
            Class::TimeWord,
            Class::Outlet,
            Class::OutletNoun,
        ]);
        let next = self.text.tokens[..end].get(at + 1);
        self.text.tokens[at].among(FunctionWord::On)
            && next.is_some_and(|t| t.is_capitalised() && t.is_wordlike() && !t.classes.any(NOT))
    }

    /// What a firm has behind the comma in its name.
    ///
    /// > Glenn Hawkes**, Inc.** said
    fn firm_name(&mut self, id: MentionId, at: usize, end: usize) -> usize {
        let tokens = &self.text.tokens;
        let suffix = tokens[..end].get(at + 1).filter(|t| t.among(FunctionWord::FirmSuffix));
        let Some(suffix) = suffix.filter(|_| tokens[at].kind == Kind::Comma) else { return at };
        let mention = &mut self.found[id.0];
        let Some(name) = mention.name else { return at };
        mention.name = Some(name.to(suffix.span));
        mention.span = mention.span.to(suffix.span);
        mention.shape = Shape::Organisation;
        at + 2
    }

    /// The short form in brackets behind a name; other remarks in brackets are stepped over.
    ///
    /// > the International Energy Agency **(IEA)**
    pub(super) fn alias(&mut self, id: MentionId, at: usize, end: usize) -> usize {
        let tokens = &self.text.tokens;
        if self.found[id.0].name.is_none() || at >= end || tokens[at].kind != Kind::OpenBracket {
            return at;
        }
        let inside = &tokens[at + 1..end.min(at + 8)];
        let Some(close) = inside.iter().position(|t| t.kind == Kind::CloseBracket) else {
            return at;
        };
        let short = &inside[0];
        let capitals = short.text.chars().filter(|c| c.is_uppercase()).count();
        let name = self.found[id.0].name.map_or(&[][..], |name| self.text.tokens_in(name));
        let blend = close == 1 && is_blend(short, name);
        if close == 1 && capitals >= 2 && capitals * 2 > short.text.len() || blend {
            self.found[id.0].alias = Some(short.span);
        } else if close == 1 && short.kind == Kind::Number && short.text.len() <= 3 {
            self.found[id.0].age = Some(short.span);
        }
        at + close + 2
    }

    /// The name behind a role: "the captain, **Joe Hartnell**, said"; "the owners, **Castle
    /// Homes**, said".
    pub(super) fn name_behind(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
        let tokens = &self.text.tokens;
        let wanted = match self.found[id.0].shape {
            Shape::Role => Shape::Person,
            Shape::Body | Shape::Group => Shape::Organisation,
            _ => return None,
        };
        if at >= end || tokens.get(at)?.kind != Kind::Comma {
            return None;
        }
        let chunk = self.chunk(at + 1, end);
        // "The chair, Ann Bale (52), said"
        let remark = self.remark(chunk.end, end);
        let behind = chunk.end + remark.len();
        let closed = tokens.get(behind).is_none_or(|t| {
            matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash | Kind::CloseQuote)
        });
        if chunk.is_empty() || chunk.end > end || !closed {
            return None;
        }
        let before = self.found.len();
        self.make(&chunk, None)?;
        let named = self.found.pop()?;
        debug_assert_eq!(self.found.len(), before);
        let name = named.name.filter(|_| named.shape == wanted)?;
        let words = tokens[chunk.clone()].iter().filter(|t| t.span.start >= name.start).count();
        if words < 2 && named.honorific.is_none() && named.role.is_none() {
            return None;
        }
        let mention = &mut self.found[id.0];
        mention.span = mention.span.to(named.span);
        mention.shape = wanted;
        mention.number = Number::One;
        mention.name = Some(name);
        mention.honorific = named.honorific;
        mention.indefinite = false;
        if remark.is_empty() {
            return Some(chunk.end);
        }
        Some(self.alias(id, chunk.end, end))
    }

    /// A short remark in brackets.
    ///
    /// > Ann Bale **(52)**
    fn remark(&self, at: usize, end: usize) -> Range<usize> {
        let tokens = &self.text.tokens[at.min(end)..end.min(at + REMARK)];
        let opens = tokens.first().is_some_and(|t| t.kind == Kind::OpenBracket);
        let close = tokens.iter().position(|t| t.kind == Kind::CloseBracket);
        at..at + close.filter(|_| opens).map_or(0, |close| close + 1)
    }

    /// ", a farmer," behind a name: where it is, and the age before it.
    ///
    /// > Tom Hale, **43, a farmer**, said
    pub(super) fn apposition(&mut self, id: MentionId, at: usize, end: usize) -> Option<After> {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        if mention.name.is_none() || !matches!(mention.shape, Shape::Person | Shape::Organisation) {
            return None;
        }
        let comma = tokens.get(at).filter(|t| t.kind == Kind::Comma && at < end)?;
        let mut start = at + 1;
        let age = tokens.get(start).filter(|t| t.kind == Kind::Number && t.text.len() <= 3);
        let closed = tokens.get(start + 1).is_none_or(|t| !t.is_wordlike());
        if let Some(age) = age.filter(|_| closed) {
            self.found[id.0].age = Some(age.span);
            start += 1;
            if tokens.get(start).is_some_and(|t| t.kind == Kind::Comma) {
                start += 1;
            } else {
                return Some(After::Age(start));
            }
        }
        let owned = start < end && matches!(tokens[start].pos, Pos::PrpS);
        let chunk = self.chunk(start + usize::from(owned), end);
        let body = self.found[id.0].shape == Shape::Organisation;
        // "Amina Farouk, the trust's medical director"
        let through = chunk.end < end && tokens[chunk.end].is_possessive();
        let inner = if through { self.chunk(chunk.end + 1, end) } else { chunk.clone() };
        let words = &tokens[inner.clone()];
        // "Alphanova, the parent company of": a name that only this shows to be a firm's.
        let last = words.last().map_or(Classes::NONE, |t| t.classes);
        let firm = last.any(Classes::of(&[Class::Subsidiary, Class::Business]))
            && self.found[id.0].honorific.is_none()
            && self.found[id.0].role.is_none()
            && tokens.get(chunk.start).is_some_and(|t| t.pos == Pos::Dt)
            && !last.any(DESCRIBED);
        if firm && !body {
            self.found[id.0].shape = Shape::Organisation;
        }
        let body = body || firm;
        let says = words.iter().any(|t| {
            t.classes.any(DESCRIBED) && !body
                || body && (t.is(Class::Organisation) || t.is(Class::Subsidiary))
        });
        // One name is not several people: "Hale, the owner's aides".
        let many = !body && words.last().is_some_and(|t| t.pos == Pos::Nns);
        let named = words.iter().any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
        let article = tokens.get(chunk.start).is_some_and(|t| t.pos == Pos::Dt);
        if chunk.is_empty()
            || !says
            || many
            || named
            || body && !article
            || comma.span.end > tokens[chunk.start].span.start
        {
            return None;
        }
        Some(After::Description(Description { chunk, start, owned, through }))
    }

    /// The description at `at` is no mention of its own: it is what the name's bearer is.
    pub(super) fn merge(&mut self, id: MentionId, at: usize) {
        let described = self.found.remove(at);
        for later in &mut self.found[at..] {
            later.possessor = later.possessor.map(|p| match p.0 {
                n if n == at => id,
                n => MentionId(n - usize::from(n > at)),
            });
        }
        let mention = &mut self.found[id.0];
        mention.span = mention.span.to(described.span);
        mention.role = mention.role.or(Some(described.span));
        mention.head = mention.head.or(described.head);
        mention.possessor = mention
            .possessor
            .or(described.possessor.map(|p| MentionId(p.0 - usize::from(p.0 > at))));
    }
}

/// True for a word made of letters of a name in their order, which begins as the name does.
///
/// > the Harlow Relief Fund (**Haref**)
fn is_blend(short: &Token<'_>, name: &[Token<'_>]) -> bool {
    let letters = |t: &Token<'_>| t.text.to_lowercase().chars().collect::<Vec<_>>();
    let body =
        name.len() >= 3 && !name.iter().any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
    let plain = short.kind == Kind::Word && short.is_capitalised() && short.classes.is_empty();
    if !(body && plain && short.state.is_none() && short.text.chars().count() >= 4) {
        return false;
    }
    let mut rest = name.iter().flat_map(letters);
    let wanted = letters(short);
    let first = name[0].text.to_lowercase().chars().next() == wanted.first().copied();
    let known = name.iter().any(|t| t.text == short.text);
    first && !known && wanted.iter().all(|letter| rest.any(|other| other == *letter))
}

#[cfg(test)]
mod tests {
    use crate::parse::Shape;
    use crate::testing::parsed;

    /// What is known of the first mention: shape, name, role, age, short form.
    fn first(copy: &str) -> String {
        let (draft, _, parsed) = parsed(copy);
        let mention = &parsed.mentions[0];
        let words = |span: Option<crate::span::Span>| span.map_or("-", |span| draft.words(span));
        let (name, role) = (words(mention.name), words(mention.role));
        let (age, alias) = (words(mention.age), words(mention.alias));
        format!("{:?} | {name} | {role} | {age} | {alias}", mention.shape)
    }

    #[test]
    fn what_follows_a_name_and_belongs_to_it() {
        let cases = [
            ("Tom Hale, 43, a farmer, said no.", "Person | Tom Hale | a farmer | 43 | -"),
            ("Tom Hale, 43, said no.", "Person | Tom Hale | - | 43 | -"),
            ("Tom Hale, a farmer, said no.", "Person | Tom Hale | a farmer | - | -"),
            ("Tom Hale, farmers said, left.", "Person | Tom Hale | - | - | -"),
            ("Tom Hale, Ada Wynne and others left.", "Person | Tom Hale | - | - | -"),
            (
                "Tom Hale, the trust's medical director, said no.",
                "Person | Tom Hale | the trust's medical director | - | -",
            ),
            (
                "The International Energy Agency (IEA) said no.",
                "Organisation | International Energy Agency | - | - | IEA",
            ),
            (
                "The International Energy Agency (left) said no.",
                "Organisation | International Energy Agency | - | - | -",
            ),
            (
                "The Brennan Center for Justice said no to the plan.",
                "Organisation | Brennan Center for Justice | - | - | -",
            ),
            ("The chair, Ann Bale (52), said no.", "Person | Ann Bale | chair | 52 | -"),
            ("The captain, Joe Hartnell, said no.", "Person | Joe Hartnell | captain | - | -"),
            ("The owners, Castle Homes, said no.", "Organisation | Castle Homes | owners | - | -"),
            ("Tom Hale, her lawyer, said no.", "Person | Tom Hale | her lawyer | - | -"),
            ("Tom Hale, lawyers for the town, said no.", "Person | Tom Hale | - | - | -"),
            ("Tom Hale, a river, said no.", "Person | Tom Hale | - | - | -"),
            ("Tom Hale, 1998, said no.", "Person | Tom Hale | - | - | -"),
            ("Tom Hale, 43 miles away, said no.", "Person | Tom Hale | - | - | -"),
            (
                "Harlow Foods, a company in Leeds, said no.",
                "Organisation | Harlow Foods | a company | - | -",
            ),
            (
                "Harlow Foods, companies in Leeds, said no.",
                "Organisation | Harlow Foods | - | - | -",
            ),
            (
                "The Harlow Council on Aging said no to the plan last week.",
                "Organisation | Harlow Council on Aging | - | - | -",
            ),
            (
                "The Harlow Council on Monday said no to the plan.",
                "Organisation | Harlow Council | - | - | -",
            ),
            (
                "The Harlow Partnership for Clean Water said no to the plan last week.",
                "Organisation | Harlow Partnership for Clean Water | - | - | -",
            ),
            (
                "The Harlow Partnership for water said no.",
                "Organisation | Harlow Partnership | - | - | -",
            ),
            (
                "The Harlow Council (a body of ten, IEA) said no.",
                "Organisation | Harlow Council | - | - | -",
            ),
            ("The captain, Joe Hartnell said, left.", "Role | - | captain | - | -"),
            ("The captain, Castle Homes, said no.", "Role | - | captain | - | -"),
            ("The captain, Hartnell, said no.", "Role | - | captain | - | -"),
        ];
        let mut wrong = Vec::new();
        for (copy, right) in cases {
            let found = first(copy);
            if found != right {
                wrong.push(format!("{copy} {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_parent_company_is_a_firm() {
        let shape = |copy: &str| parsed(copy).2.mentions[0].shape;
        assert_eq!(
            shape("Alphanova, the parent company of Betanova, said no."),
            Shape::Organisation
        );
        assert_eq!(shape("Mr Alphanova, the head of the company, said no."), Shape::Person);
    }

    #[test]
    fn a_firm_has_inc_behind_a_comma() {
        let copy = "Glenn Hawkes, Inc., said the road was shut all week.";
        assert_eq!(first(copy), "Organisation | Glenn Hawkes, Inc. | - | - | -");
        let copy = "Glenn Hawkes, a farmer, said the road was shut all week.";
        assert_eq!(first(copy), "Person | Glenn Hawkes | a farmer | - | -");
    }
}
