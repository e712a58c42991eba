//! Names and descriptions: who is mentioned where.

use std::ops::Range;

use super::mention::{Mention, MentionId, Number, Shape};
use crate::span::Span;
use crate::token::{Class, Classes, Kind, Pos, Token};
use crate::tokenise::Text;

/// Words with these classes cannot be part of a person's name.
const NOT_IN_NAME: Classes = Classes::of(&[
    Class::Role,
    Class::Demonym,
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::Weekday,
    Class::Month,
]);

const HONORIFICS: Classes =
    Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);

/// Names with these classes are bodies.
const BODIES: Classes = Classes::of(&[
    Class::Intergovernmental,
    Class::Outlet,
    Class::StateMedia,
    Class::Party,
    Class::StateBody,
    Class::Legislature,
    Class::TopCourt,
]);

/// Longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// Finds every mention of a text, in order.
pub(super) fn mentions(text: &Text<'_>) -> Vec<Mention> {
    let mut finder = Finder { text, found: Vec::new(), sentence: 0 };
    for (number, sentence) in text.sentences.iter().enumerate() {
        finder.sentence = number;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = finder.read(at, sentence.tokens.end).max(at + 1);
        }
    }
    finder.found
}

struct Finder<'t, 'd> {
    text: &'t Text<'d>,
    found: Vec<Mention>,
    sentence: usize,
}

impl Finder<'_, '_> {
    /// Reads the mention that starts at `at`, if one does; gives where to go on.
    fn read(&mut self, at: usize, end: usize) -> usize {
        let token = &self.text.tokens[at];
        if is_pronoun(token) {
            self.pronoun(at);
            return at + 1;
        }
        let chunk = self.chunk(at, end);
        if chunk.is_empty() {
            return at + 1;
        }
        self.phrase(chunk, end, None, 0)
    }

    /// The run of noun-phrase words from `at` on, up to a possessive mark.
    fn chunk(&self, at: usize, end: usize) -> Range<usize> {
        let tokens = &self.text.tokens;
        let mut stop = at;
        while stop < end && stop - at < LONGEST {
            let t = &tokens[stop];
            let starter = stop == at && matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Cd | Pos::Pdt);
            let again = stop == at + 1 && matches!(t.pos, Pos::Cd | Pos::Jj);
            let inner = t.pos.is_noun()
                || t.pos.is_adjective()
                || matches!(t.pos, Pos::Cd | Pos::Fw)
                || t.pos == Pos::Vbn && stop > at
                || t.is(Class::NameParticle) && stop > at && t.pos != Pos::Dt;
            if !(t.is_wordlike() && (starter || again || inner)) {
                break;
            }
            stop += 1;
        }
        while stop > at && !(tokens[stop - 1].pos.is_noun() || is_noun_like(&tokens[stop - 1])) {
            stop -= 1;
        }
        at..stop
    }

    /// Reads a noun phrase with its possessive, apposition and "of …"; gives where to go on.
    fn phrase(
        &mut self,
        chunk: Range<usize>,
        end: usize,
        owner: Option<MentionId>,
        depth: u8,
    ) -> usize {
        let tokens = &self.text.tokens;
        let mut at = chunk.end;
        let possessive = tokens
            .get(at)
            .is_some_and(|t| t.pos == Pos::Pos || matches!(t.text, "'s" | "’s" | "'" | "’"));
        if possessive && at < end && depth < 4 {
            let mine = self.make(&chunk, owner);
            let next = self.chunk(at + 1, end);
            if !next.is_empty() {
                let start = chunk.start;
                let before = self.found.len();
                let behind = self.phrase(next, end, mine, depth + 1);
                // The whole phrase belongs to the mention at its end.
                if let Some(outer) = self.found.get_mut(before) {
                    outer.span = Span::new(tokens[start].span.start, outer.span.end);
                    outer.token = start;
                }
                return behind;
            }
            return at + 1;
        }
        let Some(id) = self.make(&chunk, owner) else { return chunk.end };
        // "a spokesman for the ministry", "a count by the NGO"
        let linked = tokens
            .get(at)
            .is_some_and(|t| ["of", "for", "by", "at", "from"].iter().any(|w| t.reads(w)));
        let takes = matches!(
            self.found[id.0].shape,
            Shape::Role | Shape::Document | Shape::Group | Shape::Anonymous
        ) || self.found[id.0].role.is_some();
        if linked && takes && depth < 4 {
            let next = self.chunk(at + 1, end);
            if !next.is_empty() {
                let before = self.found.len();
                at = self.phrase(next, end, None, depth + 1);
                if self.found.len() > before {
                    let inner = self.found[before].span;
                    let mention = &mut self.found[id.0];
                    mention.possessor = mention.possessor.or(Some(MentionId(before)));
                    mention.span = mention.span.to(inner);
                    mention.role = mention.role.map(|role| role.to(inner));
                }
            }
        }
        self.apposition(id, at, end).or_else(|| self.name_behind(id, at, end)).unwrap_or(at)
    }

    /// The name behind a role: "the captain, **Joe Hartnell**, said".
    fn name_behind(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
        let tokens = &self.text.tokens;
        if self.found[id.0].shape != Shape::Role || tokens.get(at)?.kind != Kind::Comma {
            return None;
        }
        let chunk = self.chunk(at + 1, end);
        let closed = tokens.get(chunk.end).is_none_or(|t| {
            matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash | Kind::CloseQuote)
        });
        if chunk.is_empty() || chunk.end > end || !closed {
            return None;
        }
        let before = self.found.len();
        self.make(&chunk, None)?;
        let named = self.found.pop()?;
        debug_assert_eq!(self.found.len(), before);
        let name = named.name.filter(|_| named.shape == Shape::Person)?;
        let words = tokens[chunk.clone()].iter().filter(|t| t.span.start >= name.start).count();
        if words < 2 && named.honorific.is_none() && named.role.is_none() {
            return None;
        }
        let mention = &mut self.found[id.0];
        mention.span = mention.span.to(named.span);
        mention.shape = Shape::Person;
        mention.name = Some(name);
        mention.honorific = named.honorific;
        mention.indefinite = false;
        Some(chunk.end)
    }

    /// ", a farmer," behind a name; "Hale" behind "a farmer,".
    fn apposition(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        if mention.name.is_none() || mention.shape != Shape::Person {
            return None;
        }
        let comma = tokens.get(at).filter(|t| t.kind == Kind::Comma && at < end)?;
        let mut start = at + 1;
        // An age first: "Tom Hale, 43, a farmer"
        if tokens.get(start).is_some_and(|t| t.kind == Kind::Number)
            && tokens.get(start + 1).is_some_and(|t| t.kind == Kind::Comma)
        {
            start += 2;
        }
        let chunk = self.chunk(start, end);
        let described = tokens[chunk.clone()].iter().any(|t| {
            t.classes.any(Classes::of(&[
                Class::Role,
                Class::Representative,
                Class::OrdinaryPerson,
                Class::Witness,
                Class::Expert,
            ]))
        }) && !tokens[chunk.clone()]
            .iter()
            .any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
        if chunk.is_empty() || !described || comma.span.end > tokens[chunk.start].span.start {
            return None;
        }
        let before = self.found.len();
        let behind = self.phrase(chunk, end, None, 3);
        if self.found.len() == before {
            return None;
        }
        // The description is no mention of its own: it is what the name's bearer is.
        let described = self.found.remove(before);
        for later in &mut self.found[before..] {
            if later.possessor == Some(MentionId(before)) {
                later.possessor = Some(id);
            } else {
                later.possessor =
                    later.possessor.map(|p| MentionId(p.0 - usize::from(p.0 > before)));
            }
        }
        let mention = &mut self.found[id.0];
        mention.span = mention.span.to(described.span);
        mention.role = mention.role.or(Some(described.span));
        mention.head = mention.head.or(described.head);
        mention.possessor = mention
            .possessor
            .or(described.possessor.map(|p| MentionId(p.0 - usize::from(p.0 > before))));
        Some(behind)
    }

    /// Makes a mention of the words of a chunk, if they name or describe somebody.
    fn make(&mut self, chunk: &Range<usize>, owner: Option<MentionId>) -> Option<MentionId> {
        let tokens = &self.text.tokens[chunk.clone()];
        let first = tokens.first()?;
        let name = name_in(tokens);
        let rest = &tokens[..name.as_ref().map_or(tokens.len(), |n| n.start)];
        let role = described(rest);
        let shape = shape(tokens, name.as_ref(), rest)?;
        let span = |range: &Range<usize>| tokens[range.start].span.to(tokens[range.end - 1].span);
        let head = rest
            .iter()
            .rposition(|t| t.pos.is_noun() || is_noun_like(t))
            .filter(|_| role.is_some());
        let plural =
            tokens.last().is_some_and(|t| matches!(t.pos, Pos::Nns | Pos::Nnps)) && name.is_none();
        let honorific = tokens.iter().find(|t| t.classes.any(HONORIFICS) && t.is_capitalised());
        let before = chunk.start.checked_sub(1).map(|at| &self.text.tokens[at]);
        let mention = Mention {
            span: span(&(0..tokens.len())),
            shape,
            name: name.as_ref().map(span),
            honorific: honorific.map(|t| t.span),
            role: role.as_ref().map(span),
            head: head.map(|at| tokens[at].span),
            possessor: owner.filter(|_| {
                !tokens.last().is_some_and(|t| t.is(Class::Relation) && role.is_none())
            }),
            indefinite: first.reads("a")
                || first.reads("an")
                || first.reads("one")
                || first.reads("another"),
            number: if plural { Number::Many } else { Number::One },
            subject: !before.is_some_and(|t| matches!(t.pos, Pos::In | Pos::To)),
            sentence: self.sentence,
            token: chunk.start,
        };
        self.found.push(mention);
        Some(MentionId(self.found.len() - 1))
    }

    fn pronoun(&mut self, at: usize) {
        let token = &self.text.tokens[at];
        let many = ["they", "we", "both", "others", "many", "some", "several", "most", "those"];
        let number = if many.iter().any(|w| token.reads(w)) { Number::Many } else { Number::One };
        self.found.push(Mention {
            span: token.span,
            shape: Shape::Pronoun,
            name: None,
            honorific: None,
            role: None,
            head: None,
            possessor: None,
            indefinite: false,
            number,
            subject: true,
            sentence: self.sentence,
            token: at,
        });
    }
}

fn is_pronoun(t: &Token<'_>) -> bool {
    t.is(Class::PronounSource)
        && matches!(t.pos, Pos::Prp | Pos::Wp | Pos::Wdt | Pos::Dt | Pos::Nns | Pos::Nn | Pos::Jj)
        && !(matches!(t.pos, Pos::Dt | Pos::Jj)
            && !["another", "both", "others"].iter().any(|w| t.reads(w)))
}

/// Adjectives and the like that stand for people: "the accused", "the French".
fn is_noun_like(t: &Token<'_>) -> bool {
    t.is(Class::Defence)
        || t.is(Class::People)
        || t.is(Class::Role)
        || t.is(Class::State)
        || t.is(Class::Capital)
}

/// The proper name at the end of a noun phrase.
fn name_in(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let named = |t: &Token<'_>| {
        t.is_capitalised()
            && (t.pos.is_name()
                || t.state.is_some()
                || t.pos == Pos::Jj
                || t.pos == Pos::Cd
                || !t.classes.is_empty())
    };
    let particle = |t: &Token<'_>| t.is(Class::NameParticle) && !t.is_capitalised();
    let last = tokens.len() - 1;
    if !named(&tokens[last]) || tokens[last].pos == Pos::Cd {
        return None;
    }
    let mut start = last;
    while start > 0 {
        let t = &tokens[start - 1];
        let joins = named(t) || particle(t) && start >= 2 && named(&tokens[start - 2]);
        // "Venezuelan President" stands before the name, "State Department" inside one.
        let inside = !t.classes.any(NOT_IN_NAME)
            || t.is(Class::StateBody)
            || t.is(Class::GivenMale)
            || t.is(Class::GivenFemale);
        // "the NGO Foro Penal": a common word for a body stands before its name.
        let common = t.is(Class::Organisation) && !t.is(Class::OrganisationSuffix);
        if !(joins && inside) || t.pos == Pos::Dt || common {
            break;
        }
        start -= 1;
    }
    let alone = &tokens[start];
    let only_title = start == last
        && alone.classes.any(NOT_IN_NAME)
        && alone.state.is_none()
        && !alone.is(Class::GivenMale)
        && !alone.is(Class::GivenFemale);
    // "Monday" and "President" by themselves are no names.
    (!only_title).then_some(start..last + 1)
}

/// The describing words before a name, or the whole phrase where there is none.
fn described(rest: &[Token<'_>]) -> Option<Range<usize>> {
    let first = rest
        .iter()
        .position(|t| !(t.pos == Pos::Dt && rest.len() > 1) && !t.classes.any(HONORIFICS))?;
    let says = rest[first..].iter().any(|t| t.pos.is_noun() || is_noun_like(t));
    says.then_some(first..rest.len())
}

fn shape(tokens: &[Token<'_>], name: Option<&Range<usize>>, rest: &[Token<'_>]) -> Option<Shape> {
    let any = |tokens: &[Token<'_>], class: Class| tokens.iter().any(|t| t.is(class));
    if let Some(range) = name {
        let name = &tokens[range.clone()];
        let last = &name[name.len() - 1];
        if name.iter().any(|t| t.classes.any(BODIES)) {
            return Some(Shape::Organisation);
        }
        let given = any(name, Class::GivenMale) || any(name, Class::GivenFemale);
        let titled = tokens.iter().any(|t| t.classes.any(HONORIFICS));
        let place = name.iter().all(|t| {
            t.classes.any(Classes::of(&[
                Class::State,
                Class::Capital,
                Class::Seat,
                Class::People,
                Class::Demonym,
            ]))
        });
        if place && !given && !titled {
            return Some(Shape::Place);
        }
        let body = last.is(Class::OrganisationSuffix)
            || any(name, Class::Organisation)
            || rest.last().is_some_and(|t| t.is(Class::Organisation) || t.is(Class::OutletNoun));
        let acronym = name.len() == 1
            && last.text.chars().count() >= 2
            && last.text.chars().all(|c| c.is_uppercase() || c == '.');
        let the = tokens[0].reads("the") && !any(rest, Class::Role) && !titled;
        if !titled && !any(rest, Class::Role) && (body || acronym || the) && !(given && !body) {
            return Some(Shape::Organisation);
        }
        return Some(Shape::Person);
    }
    let head = tokens.iter().rev().find(|t| t.pos.is_noun() || is_noun_like(t))?;
    let plural = matches!(head.pos, Pos::Nns | Pos::Nnps);
    let definite = tokens[0].reads("the");
    Some(match () {
        () if head.is(Class::Anonymous) && !definite && !head.is(Class::Spokesperson) => {
            Shape::Anonymous
        }
        () if head.is(Class::Document) => Shape::Document,
        () if head.is(Class::Government)
            || head.is(Class::Organisation) && !plural
            || head.is(Class::Police) && !head.is(Class::Role)
            || head.is(Class::Court) && !head.is(Class::Role) =>
        {
            Shape::Body
        }
        () if head.is(Class::Opposition) || head.is(Class::People) => Shape::Group,
        () if head.classes.any(Classes::of(&[
            Class::Role,
            Class::Representative,
            Class::OrdinaryPerson,
            Class::Witness,
            Class::Defence,
            Class::Prosecution,
            Class::Expert,
            Class::Relation,
            Class::MaleNoun,
            Class::FemaleNoun,
        ])) =>
        {
            if plural {
                Shape::Group
            } else {
                Shape::Role
            }
        }
        () if head.is(Class::Collective) || head.is(Class::Organisation) => Shape::Group,
        () => return None,
    })
}
