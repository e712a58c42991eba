//! Persons with a long title before the name, in which a body is named.

use std::ops::Range;

use super::chunk::Finder;
use super::finder::DEEPEST;
use super::{MentionId, Shape};
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Pos, Token};

impl Finder<'_, '_> {
    /// Who has an office in a body with a long name.
    ///
    /// > Department of Health **Director Ann Webb** said
    pub(super) fn officer(
        &mut self,
        body: MentionId,
        chunk: Range<usize>,
        at: usize,
        end: usize,
        depth: u8,
    ) -> Option<usize> {
        let long = at > chunk.end && depth < DEEPEST;
        let title = self.text.tokens[..end].get(at).filter(|_| long)?;
        if !title.is(Class::Role) || !title.is_capitalised() {
            return None;
        }
        let next = self.chunk(at, end);
        let before = self.found.len();
        self.make(&next, None)?;
        let made = self.found.pop()?;
        if made.shape != Shape::Person || made.role.is_none() || made.token != at {
            return None;
        }
        let behind = self.phrase(next, end, Some(body), depth + 1);
        self.widen(before, chunk.start);
        Some(behind)
    }

    /// Gives the bearer of a name the second of two posts; gives where to go on.
    ///
    /// > Ann Webb, president **and CEO of Norvane**, said
    pub(super) fn second_post(&mut self, id: MentionId, at: usize, end: usize) -> usize {
        let tokens = &self.text.tokens[..end];
        let first = self.found[id.0].head;
        let before = first.and_then(|head| self.text.tokens_in(head).last());
        let post = |t: &Token<'_>| t.is(Class::Role) && t.pos.is_noun() && t.pos != Pos::Nns;
        let and = tokens.get(at).is_some_and(|t| t.among(FunctionWord::And));
        let alone = self.found[id.0].shape == Shape::Person && before.is_some_and(post);
        if !(and && alone) {
            return at;
        }
        let chunk = self.chunk(at + 1, end);
        let words = &tokens[chunk.start.min(end)..chunk.end.min(end)];
        let plain = words.iter().all(|t| !t.is(Class::GivenMale) && !t.is(Class::GivenFemale));
        if !(plain && words.last().is_some_and(post) && words[0].pos != Pos::Dt) {
            return at;
        }
        let made = self.found.len();
        let behind = self.phrase(chunk, end, None, DEEPEST - 1);
        if self.found.get(made).is_some_and(|m| m.shape == Shape::Role && m.name.is_none()) {
            let role = self.found[id.0].role.map(|role| role.to(self.found[made].span));
            self.merge(id, made);
            self.found[id.0].role = role;
        }
        behind
    }

    /// The words behind the link in a title, with what "and" joins to them.
    ///
    /// > Commissioner of **Planning and Works Ann Webb**
    pub(super) fn long_tail(&self, tail: &Range<usize>, end: usize) -> Range<usize> {
        let tokens = &self.text.tokens[..end];
        let capitals =
            |range: &Range<usize>| tokens[range.clone()].iter().all(Token::is_capitalised);
        let and = tokens.get(tail.end).is_some_and(|t| t.among(FunctionWord::And));
        let given = |t: &Token<'_>| t.is(Class::GivenMale) || t.is(Class::GivenFemale);
        if !and || tail.is_empty() || !capitals(tail) || tokens[tail.clone()].iter().any(given) {
            return tail.clone();
        }
        let rest = self.chunk(tail.end + 1, end);
        // "the Board of Works and Ann Webb" are two.
        let whole = capitals(&rest) && !given(&tokens[rest.start]);
        let names = rest.len() >= 3 && whole;
        if names { tail.start..rest.end } else { tail.clone() }
    }

    /// Where the name begins that stands behind a title with a link in it.
    ///
    /// > Secretary of the Fire Company **Cheryl Lewis** said
    pub(super) fn name_in_tail(&self, id: MentionId, tail: &Range<usize>) -> Option<usize> {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        let first = &tokens[mention.token];
        let title = mention.shape == Shape::Role
            && mention.name.is_none()
            && first.is_capitalised()
            && first.pos != Pos::Dt;
        let given = |t: &Token<'_>| t.is(Class::GivenMale) || t.is(Class::GivenFemale);
        let two = tail.end.saturating_sub(2);
        let full =
            || (two > tail.start && self.names.is_full(&tokens[two..tail.end])).then_some(two);
        let start = (tail.start + 1..tail.end.saturating_sub(1))
            .find(|n| given(&tokens[*n]))
            .or_else(full)?;
        let before = &tokens[start - 1];
        let named = tokens[start..tail.end]
            .iter()
            .all(|t| t.is_capitalised() && t.pos.is_name() || t.is(Class::NameParticle));
        let body =
            before.is_capitalised() && !before.is(Class::Role) && !before.is(Class::Honorific);
        (title && named && body).then_some(start)
    }

    /// Makes of a title with a link in it the title of the name behind it.
    pub(super) fn split(&mut self, id: MentionId, tail: Range<usize>, name: usize) -> usize {
        let end = tail.end;
        let before = self.found.len();
        self.phrase(tail.start..name, name, None, DEEPEST);
        let body = (self.found.len() > before).then_some(MentionId(before));
        let tokens = &self.text.tokens;
        let name_span = tokens[name].span.to(tokens[end - 1].span);
        let mention = &mut self.found[id.0];
        mention.role = Some(mention.role.unwrap_or(mention.span).to(tokens[name - 1].span));
        mention.span = mention.span.to(name_span);
        mention.name = Some(name_span);
        mention.shape = Shape::Person;
        mention.possessor = mention.possessor.or(body);
        end
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    /// The first person of a line: all the words, and the name.
    fn person(copy: &str) -> Option<(&'static str, &'static str)> {
        let (draft, _, parsed) = parsed(copy);
        let person = parsed.mentions.iter().find(|m| m.shape == super::Shape::Person)?;
        Some((draft.words(person.span), draft.words(person.name?)))
    }

    #[test]
    fn a_title_with_a_body_in_it_stands_before_the_name() {
        let copy = "Assistant Secretary of the Harlow Fire Company Cheryl Lewis said the road \
                    was shut all week.";
        let whole = "Assistant Secretary of the Harlow Fire Company Cheryl Lewis";
        assert_eq!(person(copy), Some((whole, "Cheryl Lewis")));
        let copy = "Harlow Department of Public Health Director Ann Webb said the road was \
                    shut all week.";
        let whole = "Harlow Department of Public Health Director Ann Webb";
        assert_eq!(person(copy), Some((whole, "Ann Webb")));
    }

    #[test]
    fn two_posts_stand_behind_the_name() {
        let copy = "Ann Webb, president and chief executive of Norvane, said the road was shut.";
        let whole = "Ann Webb, president and chief executive of Norvane";
        assert_eq!(person(copy), Some((whole, "Ann Webb")));
        let copy = "Ann Webb, the president and residents said the road was shut.";
        assert_eq!(person(copy), Some(("Ann Webb, the president", "Ann Webb")));
        let copy = "Ann Webb, the president and mayor Tom Hale said the road was shut.";
        assert_eq!(person(copy), Some(("Ann Webb, the president", "Ann Webb")));
    }

    #[test]
    fn a_title_may_have_an_and_behind_its_link() {
        let copy = "Commissioner of Planning and Works Ann Webb said the road was shut all week.";
        let whole = "Commissioner of Planning and Works Ann Webb";
        assert_eq!(person(copy), Some((whole, "Ann Webb")));
        let copy = "Commissioner of Planning and Works Ciera Bortright said no. It was late, \
                    Bortright said.";
        let whole = "Commissioner of Planning and Works Ciera Bortright";
        assert_eq!(person(copy), Some((whole, "Ciera Bortright")));
        let copy = "The secretary of the Board and Ann Webb said the road was shut all week.";
        assert_eq!(person(copy), Some(("Ann Webb", "Ann Webb")));
    }

    #[test]
    fn whose_somebody_is_is_no_title() {
        let copy = "The lawyer for Harlow Mayor Ann Webb said the road was shut all week.";
        assert_eq!(person(copy), Some(("Harlow Mayor Ann Webb", "Ann Webb")));
        let copy = "The Department of Public Health said the road was shut all week.";
        assert_eq!(person(copy), None);
    }
}
