//! A mention made of the words of a noun phrase, or of a pronoun.

use std::ops::Range;

use super::chunk::Finder;
use super::proper_name::{At, name_in};
use super::shape::HONORIFICS;
use super::shape::{described, is_national, is_noun_like, shape};
use super::{GrammaticalRole, Mention, MentionId, Number, Shape};
use crate::lexicon::{Class, FunctionWord};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos};

impl Finder<'_, '_> {
    /// Makes a mention of the words of a chunk, if they name or describe somebody.
    pub(super) fn make(
        &mut self,
        chunk: &Range<usize>,
        owner: Option<MentionId>,
    ) -> Option<MentionId> {
        let tokens = &self.text.tokens[chunk.clone()];
        let first = tokens.first()?;
        let block = self.text.sentences[self.sentence].block;
        let at = At { first: chunk.start == self.start || self.opens(chunk.start), block };
        // "the Ohio Republican primary" is nobody.
        let goes_on = self.text.tokens.get(chunk.end).is_some_and(|t| {
            t.is_wordlike() && (t.pos.is_noun() || t.pos.is_adjective()) || t.is_possessive()
        });
        let name =
            name_in(tokens, &self.names, at).filter(|name| goes_on || !is_national(tokens, name));
        let rest = &tokens[..name.as_ref().map_or(tokens.len(), |n| n.start)];
        let role = described(rest);
        // "on X": a place to say something, nobody who says it.
        let before = chunk.start.checked_sub(1).map(|n| &self.text.tokens[n]);
        let on = before.is_some_and(|t| t.among(FunctionWord::ToPlatform));
        let platform = name
            .as_ref()
            .is_some_and(|n| on && tokens[n.clone()].iter().all(|t| t.is(Class::Platform)));
        // "Q: …" is a letter, not a name.
        let letter = name.as_ref().is_some_and(|n| n.len() == 1 && tokens[n.start].text.len() == 1);
        let label = tokens.iter().all(|t| self.names.is_party_label(t));
        let credit = tokens.iter().any(|t| self.names.is_credit(t));
        if platform || letter || label || credit || name.is_some() && self.is_title(chunk) {
            return None;
        }
        let shape = shape(tokens, name.as_ref(), rest)?;
        let span = |range: &Range<usize>| tokens[range.start].span.to(tokens[range.end - 1].span);
        let head = rest
            .iter()
            .rposition(|t| t.pos.is_noun() || is_noun_like(t))
            .filter(|_| role.is_some());
        let plural =
            tokens.last().is_some_and(|t| matches!(t.pos, Pos::Nns | Pos::Nnps)) && name.is_none();
        let honorific = tokens.iter().find(|t| t.classes.any(HONORIFICS) && t.is_capitalised());
        self.found.push(Mention {
            span: span(&(0..tokens.len())),
            shape,
            name: name.as_ref().map(span),
            honorific: honorific.map(|t| t.span),
            role: role.as_ref().map(span),
            head: head.map(|at| tokens[at].span),
            possessor: owner.filter(|_| {
                !tokens.last().is_some_and(|t| t.is(Class::Relation) && role.is_none())
            }),
            indefinite: first.among(FunctionWord::OneNew),
            number: if plural { Number::Many } else { Number::One },
            function: GrammaticalRole::Unknown,
            age: None,
            alias: None,
            sentence: self.sentence,
            block,
            quotation: self.quoted[chunk.start],
            token: chunk.start,
        });
        Some(MentionId(self.found.len() - 1))
    }

    /// True inside the title of a book, a film, a show: a few words in quotation marks, all of them
    /// with a capital letter.
    ///
    /// > on “**The Rachel Maddow Show**” on Thursday
    fn is_title(&self, chunk: &Range<usize>) -> bool {
        let Some(quotation) = self.quoted[chunk.start] else { return false };
        let range = self.text.quotations[quotation].tokens.clone();
        if range.len() > 10 {
            return false;
        }
        let tokens = &self.text.tokens[range];
        let words = || tokens.iter().filter(|t| t.is_wordlike());
        let closes = tokens.iter().all(|t| t.kind != Kind::Stop && t.kind != Kind::Colon);
        closes && words().count() >= 3 && words().all(|t| t.is_capitalised() || t.text.len() <= 3)
    }

    /// True when a quotation or a remark begins here, so that a capital letter is due.
    fn opens(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.text.tokens[before].kind,
                Kind::OpenQuote | Kind::Stop | Kind::Colon | Kind::Symbol
            )
        })
    }

    pub(super) fn pronoun(&mut self, at: usize) {
        let token = &self.text.tokens[at];
        let number =
            if token.among(FunctionWord::ManyPronoun) { Number::Many } else { Number::One };
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
            function: GrammaticalRole::Unknown,
            age: None,
            alias: None,
            sentence: self.sentence,
            block: self.text.sentences[self.sentence].block,
            quotation: self.quoted[at],
            token: at,
        });
    }

    /// A phrase with a possessor before it starts where the possessor starts.
    pub(super) fn widen(&mut self, mention: usize, start: usize) {
        if let Some(outer) = self.found.get_mut(mention) {
            outer.span = Span::new(self.text.tokens[start].span.start, outer.span.end);
            outer.token = start;
        }
    }
}
