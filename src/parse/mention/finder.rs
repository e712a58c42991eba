//! Names and descriptions: who is mentioned where.

use std::ops::Range;

use super::proper_name::{
    At, HONORIFICS, Names, described, has_article, is_aged, is_national, is_noun_like,
    is_party_label, is_people, name_in, shape,
};
use super::{Function, Mention, MentionId, Number, Shape};
use crate::lexicon::Class;
use crate::read::{BlockKind, Draft};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// Longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// Possessives and "of …" are read this deep.
pub(super) const DEEPEST: u8 = 4;

/// Finds every mention of a text, in order.
pub(in crate::parse) fn mentions(draft: &Draft, text: &Text<'_>) -> Vec<Mention> {
    let names = Names::of(text);
    let quoted = quoted(text);
    let shows = draft.blocks.iter().map(|block| {
        matches!(block.kind, BlockKind::Headline | BlockKind::SubHeadline | BlockKind::Caption)
    });
    let shows = shows.collect();
    let mut finder =
        Finder { text, names, quoted, shows, found: Vec::new(), sentence: 0, start: 0 };
    for (number, sentence) in text.sentences.iter().enumerate() {
        // Who wrote a text, and where, is nobody in it.
        let kind = draft.blocks[sentence.block].kind;
        if matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Note) {
            continue;
        }
        finder.sentence = number;
        finder.start = sentence.tokens.start;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = finder.read(at, sentence.tokens.end).max(at + 1);
        }
    }
    let mut found = finder.found;
    super::grammatical_role::functions(text, &mut found);
    found
}

/// For each token, the outermost quotation it stands in.
fn quoted(text: &Text<'_>) -> Vec<Option<usize>> {
    let mut quoted = vec![None; text.tokens.len()];
    for (n, quotation) in text.quotations.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        quoted[quotation.tokens.clone()].fill(Some(n));
    }
    quoted
}

pub(super) struct Finder<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    names: Names<'d>,
    quoted: Vec<Option<usize>>,
    /// For each block, true when it is a headline or a caption.
    shows: Vec<bool>,
    pub(super) found: Vec<Mention>,
    sentence: usize,
    /// The first token of the sentence.
    start: usize,
}

impl Finder<'_, '_> {
    /// Reads the mention that starts at `at`, if one does; gives where to go on.
    fn read(&mut self, at: usize, end: usize) -> usize {
        let token = &self.text.tokens[at];
        let before = at.checked_sub(1).map(|n| &self.text.tokens[n]);
        // "at least 40 people": the number begins behind it.
        let bound = ["least", "most"].iter().any(|word| token.reads(word));
        if before.is_some_and(|t| token.is_deed_of(t) || bound && t.reads("at")) {
            return at + 1;
        }
        // "on Monday Hale said"
        let on = before.is_some_and(|t| t.reads("on") || t.reads("last"));
        let next = self.text.tokens.get(at + 1).filter(|_| at + 1 < end);
        if on
            && token.is(Class::Weekday)
            && next.is_some_and(|t| self.names.has(t) || has_article(t))
        {
            return at + 1;
        }
        if matches!(token.pos, Pos::PrpS | Pos::WpS) {
            return self.owned(at, end);
        }
        let all = token.reads("all") && self.text.tokens.get(at + 1).is_some_and(|t| t.reads("of"));
        if (is_quantifier(token) || all) && at + 1 < end {
            let next = &self.text.tokens[at + 1];
            if next.reads("of") {
                return self.part(at, end);
            }
            let stands_alone = !(next.is_wordlike()
                && (next.pos.is_noun() || next.pos.is_adjective() || next.pos == Pos::Cd));
            if stands_alone {
                self.pronoun(at);
                return at + 1;
            }
        } else if is_pronoun(token) {
            self.pronoun(at);
            return at + 1;
        }
        if self.counts(at, end) {
            self.pronoun(at);
            let last = self.text.tokens[at + 1].span;
            if let Some(mention) = self.found.last_mut() {
                mention.shape = Shape::Group;
                mention.span = mention.span.to(last);
                mention.head = Some(last);
                mention.number = Number::Many;
            }
            return at + 2;
        }
        let chunk = self.chunk(at, end);
        if chunk.is_empty() {
            return at + 1;
        }
        self.phrase(chunk, end, None, 0)
    }

    /// True for a number that stands for those it counts.
    ///
    /// > **the two** said
    fn counts(&self, at: usize, end: usize) -> bool {
        let tokens = &self.text.tokens;
        at + 1 < end
            && tokens[at].reads("the")
            && ["two", "three", "four", "pair", "duo", "trio"]
                .iter()
                .any(|w| tokens[at + 1].reads(w))
            && tokens.get(at + 2).is_none_or(|t| {
                !(t.is_wordlike() && (t.pos.is_noun() || t.pos.is_adjective() || t.pos == Pos::Cd))
            })
    }

    /// Some of a group.
    ///
    /// > **some of the candidates** said
    fn part(&mut self, at: usize, end: usize) -> usize {
        let owned = self.text.tokens.get(at + 2).is_some_and(|t| t.pos == Pos::PrpS);
        let chunk = self.chunk(at + 2 + usize::from(owned), end);
        let relative = self.text.tokens.get(at + 2).filter(|t| is_relative(t) && at + 2 < end);
        if relative.is_some() {
            self.pronoun(at + 2);
            let whom = self.found.len() - 1;
            self.widen(whom, at);
            return at + 3;
        }
        let one = self.text.tokens[at].reads("one");
        self.pronoun(at);
        if chunk.is_empty() || chunk.start >= end {
            return at + 2;
        }
        let part = self.found.len() - 1;
        let behind = self.phrase(chunk, end, None, 1);
        if let Some(whole) = self.found.get(part + 1) {
            let (head, span) = (whole.head, whole.span);
            let mention = &mut self.found[part];
            mention.shape = Shape::Group;
            mention.head = head;
            mention.span = mention.span.to(span);
            mention.number = if one { Number::One } else { Number::Many };
        }
        behind
    }

    /// A phrase with its owner in a word.
    ///
    /// > **her lawyer** said
    pub(super) fn owned(&mut self, at: usize, end: usize) -> usize {
        self.pronoun(at);
        let owner = MentionId(self.found.len() - 1);
        self.found[owner.0].function = Function::Possessor;
        let chunk = self.chunk(at + 1, end);
        if chunk.is_empty() {
            return at + 1;
        }
        let before = self.found.len();
        // "her family's lawyer" is hers too.
        let start = self.text.tokens[chunk.start].span.start;
        let behind = self.phrase(chunk, end, Some(owner), 1);
        for mention in before..self.found.len() {
            if self.found[mention].span.start == start {
                self.widen(mention, at);
            }
        }
        behind
    }

    /// A phrase with a possessor before it starts where the possessor starts.
    fn widen(&mut self, mention: usize, start: usize) {
        if let Some(outer) = self.found.get_mut(mention) {
            outer.span = Span::new(self.text.tokens[start].span.start, outer.span.end);
            outer.token = start;
        }
    }

    /// The run of noun-phrase words from `at` on, up to a possessive mark.
    pub(super) fn chunk(&self, at: usize, end: usize) -> Range<usize> {
        let tokens = &self.text.tokens;
        let block = self.text.sentences[self.sentence].block;
        let mut stop = at;
        while stop < end && stop - at < LONGEST {
            let t = &tokens[stop];
            let starter = stop == at && matches!(t.pos, Pos::Dt | Pos::Cd | Pos::Pdt);
            // "all the men", but not "told reporters the men".
            let after = matches!(tokens[at].pos, Pos::Dt | Pos::Pdt | Pos::Cd | Pos::Jj);
            let again =
                stop == at + 1 && (matches!(t.pos, Pos::Cd | Pos::Jj) || after && t.pos == Pos::Dt);
            // "the barred candidate" holds a participle, "Hale conflated" does not.
            let participle = t.pos == Pos::Vbn && stop > at && !tokens[stop - 1].pos.is_noun();
            let ends = stop > at
                && (t.is_deed_of(&tokens[stop - 1])
                    || self.is_caption_verb(at, stop, block)
                    || self.names.ends(&tokens[stop - 1], t, block)
                    || self.is_day(stop, end));
            if ends {
                break;
            }
            let inner = t.pos.is_noun()
                || self.names.has(t)
                || stop == at && self.starts_name(at, end)
                || stop > at && self.names.goes_on(&tokens[stop - 1], t, block)
                || t.pos.is_adjective()
                || matches!(t.pos, Pos::Cd | Pos::Fw)
                || participle
                // "secretary of state" is one post.
                || stop > at && t.reads("of") && t.is(Class::Role)
                || t.is(Class::NameParticle) && stop > at && t.pos != Pos::Dt
                || is_aged(t)
                || has_article(t)
                // "the Food and Drug Administration" is one body.
                || stop > at && t.is(Class::StateBody) && tokens[stop - 1].is(Class::StateBody);
            if !(t.is_wordlike() && (starter || again || inner)) {
                break;
            }
            stop += 1;
        }
        let head = |n: usize| {
            let t = &tokens[n];
            t.pos.is_noun()
                || is_noun_like(t)
                || has_article(t)
                || self.names.has(t)
                || n > at && self.names.goes_on(&tokens[n - 1], t, block)
                || n > at && is_people(&tokens[n - 1..tokens.len().min(n + 2)])
        };
        while stop > at && !head(stop - 1) {
            stop -= 1;
        }
        at..stop
    }

    /// True for a day behind a name, which says when.
    ///
    /// > Hale **Sunday night** said
    fn is_day(&self, at: usize, end: usize) -> bool {
        let tokens = &self.text.tokens;
        let part = ["morning", "afternoon", "evening", "night"];
        let follows = tokens[at..end].get(1);
        tokens[at].is(Class::Weekday)
            && tokens[at - 1].pos.is_name()
            && self.names.has(&tokens[at - 1])
            && follows.is_none_or(|t| t.pos.is_finite() || part.iter().any(|word| t.reads(word)))
    }

    /// True for the verb of a caption, which looks like the plural of a noun behind a person's name.
    ///
    /// > Nicolas Maduro **waves** to supporters
    fn is_caption_verb(&self, at: usize, stop: usize, block: usize) -> bool {
        let t = &self.text.tokens[stop];
        let name = &self.text.tokens[at.max(stop.saturating_sub(2))..stop];
        self.shows[block]
            && t.pos == Pos::Nns
            && t.classes.is_empty()
            && !t.is_capitalised()
            && name.len() == 2
            && name.iter().all(|t| t.is_capitalised() && t.pos.is_name())
            && name.iter().all(|t| !t.is(Class::Organisation) && !t.is(Class::SportsClub))
    }

    /// True for a word that no list knows, at the start of a sentence and before a name: no order,
    /// which news does not give, but the first part of the name.
    ///
    /// > **Harlow** Bank gained a little.
    fn starts_name(&self, at: usize, end: usize) -> bool {
        let tokens = &self.text.tokens;
        let t = &tokens[at];
        at == self.start
            && at + 1 < end
            && t.is_capitalised()
            && matches!(t.pos, Pos::Vb | Pos::Vbp)
            && t.senses.is_empty()
            && t.classes.is_empty()
            && tokens[at + 1].is_capitalised()
            && tokens[at + 1].pos.is_name()
    }

    /// Reads a noun phrase with its possessive, apposition and "of …"; gives where to go on.
    pub(super) fn phrase(
        &mut self,
        chunk: Range<usize>,
        end: usize,
        owner: Option<MentionId>,
        depth: u8,
    ) -> usize {
        let tokens = &self.text.tokens;
        let mut at = chunk.end;
        if depth < DEEPEST && at < end && is_possessive(&tokens[at]) {
            let mine = self.make(&chunk, owner);
            let next = self.chunk(at + 1, end);
            if next.is_empty() {
                return at + 1;
            }
            let before = self.found.len();
            let behind = self.phrase(next, end, mine, depth + 1);
            self.widen(before, chunk.start);
            return behind;
        }
        let Some(id) = self.make(&chunk, owner) else { return chunk.end };
        at = self.long_name(id, at, end);
        at = self.alias(id, at, end);
        if depth < DEEPEST && at < end {
            at = self.linked(id, at, end, depth);
        }
        self.apposition(id, at, end).or_else(|| self.name_behind(id, at, end)).unwrap_or(at)
    }

    /// Whom a description belongs to.
    ///
    /// > a spokesman **for the ministry**, a count **by the NGO**
    fn linked(&mut self, id: MentionId, at: usize, end: usize, depth: u8) -> usize {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        // "an adviser to the mayor"
        let to = tokens[at].reads("to") && mention.shape == Shape::Role;
        let link =
            to || ["of", "for", "by", "at", "from", "with"].iter().any(|w| tokens[at].reads(w));
        let takes = matches!(
            mention.shape,
            Shape::Role | Shape::Document | Shape::Group | Shape::Anonymous
        ) || mention.role.is_some();
        if !(link && takes) {
            return at;
        }
        let owned = tokens.get(at + 1).is_some_and(|t| t.pos == Pos::PrpS);
        let next = self.chunk(at + 1, end);
        if next.is_empty() && !owned {
            return at;
        }
        let before = self.found.len();
        let behind =
            if owned { self.owned(at + 1, end) } else { self.phrase(next, end, None, depth + 1) };
        if self.found.len() == before {
            return at;
        }
        // With "her party" the party, not "her", stands behind "of".
        let inner = before + usize::from(owned && self.found.len() > before + 1);
        let span = self.found[inner].span;
        let mention = &mut self.found[id.0];
        mention.possessor = mention.possessor.or(Some(MentionId(inner)));
        mention.span = mention.span.to(span);
        mention.role = mention.role.map(|role| role.to(span));
        behind
    }

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
            t.is_wordlike() && (t.pos.is_noun() || t.pos.is_adjective()) || is_possessive(t)
        });
        let name =
            name_in(tokens, &self.names, at).filter(|name| goes_on || !is_national(tokens, name));
        let rest = &tokens[..name.as_ref().map_or(tokens.len(), |n| n.start)];
        let role = described(rest);
        // "on X": a place to say something, nobody who says it.
        let before = chunk.start.checked_sub(1).map(|n| &self.text.tokens[n]);
        let on = before.is_some_and(|t| ["on", "via", "to"].iter().any(|w| t.reads(w)));
        let platform = name
            .as_ref()
            .is_some_and(|n| on && tokens[n.clone()].iter().all(|t| t.is(Class::Platform)));
        // "Q: …" is a letter, not a name.
        let letter = name.as_ref().is_some_and(|n| n.len() == 1 && tokens[n.start].text.len() == 1);
        let label = tokens.iter().all(is_party_label);
        if platform || letter || label || name.is_some() && self.is_title(chunk) {
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
            indefinite: first.reads("a")
                || first.reads("an")
                || first.reads("one")
                || first.reads("another"),
            number: if plural { Number::Many } else { Number::One },
            function: Function::Unknown,
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

    fn pronoun(&mut self, at: usize) {
        const MANY: [&str; 12] = [
            "they", "them", "their", "we", "both", "others", "many", "some", "several", "most",
            "those", "few",
        ];
        let token = &self.text.tokens[at];
        let number = if MANY.iter().any(|w| token.reads(w)) { Number::Many } else { Number::One };
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
            function: Function::Unknown,
            age: None,
            alias: None,
            sentence: self.sentence,
            block: self.text.sentences[self.sentence].block,
            quotation: self.quoted[at],
            token: at,
        });
    }
}

/// "'s", and the bare mark behind an s.
pub(super) fn is_possessive(t: &Token<'_>) -> bool {
    t.pos == Pos::Pos || matches!(t.text, "'s" | "’s" | "'" | "’")
}

fn is_pronoun(t: &Token<'_>) -> bool {
    match t.pos {
        Pos::Prp | Pos::Wp => t.is(Class::PronounSource),
        Pos::Wdt => t.reads("which") || t.reads("that"),
        _ => t.reads("others"),
    }
}

/// "both of **whom**", "some of **them**"
fn is_relative(t: &Token<'_>) -> bool {
    ["whom", "which", "them"].iter().any(|w| t.reads(w))
}

/// Words that count, and can stand alone for those they count.
fn is_quantifier(t: &Token<'_>) -> bool {
    ["another", "both", "several", "many", "some", "most", "few", "one"].iter().any(|w| t.reads(w))
        && !t.pos.is_adverb()
}
