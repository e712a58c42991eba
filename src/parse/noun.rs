//! Names and descriptions: who is mentioned where.

use std::ops::Range;

use super::mention::{Function, Mention, MentionId, Number, Shape};
use super::name::{At, HONORIFICS, Names, described, is_aged, is_noun_like, name_in, shape};
use crate::read::{BlockKind, Draft};
use crate::span::Span;
use crate::token::{Class, Classes, Kind, Pos, Token};
use crate::tokenise::Text;

/// Longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// Possessives and "of …" are read this deep.
const DEEPEST: u8 = 4;

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

/// Finds every mention of a text, in order.
pub(super) fn mentions(draft: &Draft, text: &Text<'_>) -> Vec<Mention> {
    let names = Names::of(text);
    let quoted = quoted(text);
    let mut finder = Finder { text, names, quoted, found: Vec::new(), sentence: 0, start: 0 };
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
    super::function::functions(text, &mut found);
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

struct Finder<'t, 'd> {
    text: &'t Text<'d>,
    names: Names<'d>,
    quoted: Vec<Option<usize>>,
    found: Vec<Mention>,
    sentence: usize,
    /// The first token of the sentence.
    start: usize,
}

impl Finder<'_, '_> {
    /// Reads the mention that starts at `at`, if one does; gives where to go on.
    fn read(&mut self, at: usize, end: usize) -> usize {
        let token = &self.text.tokens[at];
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
            mention.number = Number::Many;
        }
        behind
    }

    /// A phrase with its owner in a word.
    ///
    /// > **her lawyer** said
    fn owned(&mut self, at: usize, end: usize) -> usize {
        self.pronoun(at);
        let owner = MentionId(self.found.len() - 1);
        self.found[owner.0].function = Function::Possessor;
        let chunk = self.chunk(at + 1, end);
        if chunk.is_empty() {
            return at + 1;
        }
        let before = self.found.len();
        let behind = self.phrase(chunk, end, Some(owner), 1);
        self.widen(before, at);
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
    fn chunk(&self, at: usize, end: usize) -> Range<usize> {
        let tokens = &self.text.tokens;
        let block = self.text.sentences[self.sentence].block;
        let mut stop = at;
        while stop < end && stop - at < LONGEST {
            let t = &tokens[stop];
            let starter = stop == at && matches!(t.pos, Pos::Dt | Pos::Cd | Pos::Pdt);
            let again = stop == at + 1 && matches!(t.pos, Pos::Cd | Pos::Jj | Pos::Dt);
            // "the barred candidate" holds a participle, "Hale conflated" does not.
            let participle = t.pos == Pos::Vbn && stop > at && !tokens[stop - 1].pos.is_noun();
            let inner = t.pos.is_noun()
                || self.names.has(t)
                || stop == at && self.starts_name(at, end)
                || stop > at && self.names.goes_on(&tokens[stop - 1], t, block)
                || t.pos.is_adjective()
                || matches!(t.pos, Pos::Cd | Pos::Fw)
                || participle
                || t.is(Class::NameParticle) && stop > at && t.pos != Pos::Dt
                || is_aged(t);
            if !(t.is_wordlike() && (starter || again || inner)) {
                break;
            }
            stop += 1;
        }
        let head = |n: usize| {
            let t = &tokens[n];
            t.pos.is_noun()
                || is_noun_like(t)
                || self.names.has(t)
                || n > at && self.names.goes_on(&tokens[n - 1], t, block)
        };
        while stop > at && !head(stop - 1) {
            stop -= 1;
        }
        at..stop
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
    fn phrase(
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

    /// The rest of the name of a body.
    ///
    /// > the Brennan Center **for Justice**
    fn long_name(&mut self, id: MentionId, at: usize, end: usize) -> usize {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        let Some(name) = mention.name.filter(|_| mention.shape == Shape::Organisation) else {
            return at;
        };
        let links = |t: &Token<'_>| t.reads("of") || t.reads("for");
        let generic = Classes::of(&[
            Class::Organisation,
            Class::OrganisationSuffix,
            Class::Legislature,
            Class::Intergovernmental,
        ]);
        let last = tokens[..at].last();
        if at + 1 >= end || !links(&tokens[at]) {
            return at;
        }
        // "the Harlow Partnership for Clean Water": whatever it is, it has a long name.
        let first = tokens.partition_point(|t| t.span.start < name.start);
        let the = first > 0 && tokens[first - 1].reads("the") && at - first >= 2;
        let known = last.is_some_and(|t| t.classes.any(generic) && t.is_capitalised());
        if !known && !(the && tokens[at].reads("for")) {
            return at;
        }
        let first = at + 1 + usize::from(tokens[at + 1].reads("the"));
        let mut stop = first;
        while stop < end
            && stop - first < 6
            && (tokens[stop].is_capitalised() && tokens[stop].is_wordlike()
                || stop > first
                    && tokens[stop].reads("and")
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

    /// The short form in brackets behind a name; other remarks in brackets are stepped over.
    ///
    /// > the International Energy Agency **(IEA)**
    fn alias(&mut self, id: MentionId, at: usize, end: usize) -> usize {
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
        if close == 1 && capitals >= 2 && capitals * 2 > short.text.len() {
            self.found[id.0].alias = Some(short.span);
        }
        at + close + 2
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

    /// The name behind a role: "the captain, **Joe Hartnell**, said"; "the owners, **Castle
    /// Homes**, said".
    fn name_behind(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
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
        Some(chunk.end)
    }

    /// ", a farmer," behind a name.
    ///
    /// > Tom Hale, **43, a farmer**, said
    fn apposition(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
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
                return Some(start);
            }
        }
        let owned = start < end && matches!(tokens[start].pos, Pos::PrpS);
        let chunk = self.chunk(start + usize::from(owned), end);
        let body = self.found[id.0].shape == Shape::Organisation;
        // "Amina Farouk, the trust's medical director"
        let through = chunk.end < end && is_possessive(&tokens[chunk.end]);
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
        let named = words.iter().any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
        let article = tokens.get(chunk.start).is_some_and(|t| t.pos == Pos::Dt);
        if chunk.is_empty()
            || !says
            || named
            || body && !article
            || comma.span.end > tokens[chunk.start].span.start
        {
            return None;
        }
        let before = self.found.len();
        let behind =
            if owned { self.owned(start, end) } else { self.phrase(chunk, end, None, DEEPEST - 1) };
        let at = before + usize::from(owned) + usize::from(through);
        if self.found.len() <= at || self.found[at].shape == Shape::Person {
            return Some(behind);
        }
        self.merge(id, at);
        Some(behind)
    }

    /// The description at `at` is no mention of its own: it is what the name's bearer is.
    fn merge(&mut self, id: MentionId, at: usize) {
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

    /// Makes a mention of the words of a chunk, if they name or describe somebody.
    fn make(&mut self, chunk: &Range<usize>, owner: Option<MentionId>) -> Option<MentionId> {
        let tokens = &self.text.tokens[chunk.clone()];
        let first = tokens.first()?;
        let block = self.text.sentences[self.sentence].block;
        let at = At { first: chunk.start == self.start || self.opens(chunk.start), block };
        let name = name_in(tokens, &self.names, at);
        let rest = &tokens[..name.as_ref().map_or(tokens.len(), |n| n.start)];
        let role = described(rest);
        // "on X": a place to say something, nobody who says it.
        let platform =
            name.as_ref().is_some_and(|n| tokens[n.clone()].iter().all(|t| t.is(Class::Platform)));
        if platform || name.is_some() && self.is_title(chunk) {
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
