//! Names and descriptions: who is mentioned where.

use std::ops::Range;

use super::apposition::After;
use super::chunk::Finder;
use super::grammatical_role;
use super::spelt_out::spelt_out;
use super::{GrammaticalRole, Mention, MentionId, Number, Shape};
use crate::lexicon::{Class, FunctionWord, Lexicon};
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// Possessives and "of …" are read this deep.
pub(super) const DEEPEST: u8 = 4;

/// Finds every mention of a text, in order.
pub(in crate::parse) fn mentions(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let mut finder = Finder::new(draft, text, lexicon);
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
    spelt_out(text, &mut found);
    grammatical_role::functions(text, &mut found);
    found
}

impl Finder<'_, '_> {
    /// Reads the mention that starts at `at`, if one does; gives where to go on.
    fn read(&mut self, at: usize, end: usize) -> usize {
        let token = &self.text.tokens[at];
        let before = at.checked_sub(1).map(|n| &self.text.tokens[n]);
        // "at least 40 people": the number begins behind it.
        let bound = token.among(FunctionWord::Bound);
        if before.is_some_and(|t| token.is_deed_of(t) || bound && t.reads("at")) {
            return at + 1;
        }
        if self.names.is_party_label(token) {
            return at + 1 + self.rest_of_place(at, end);
        }
        // "on Monday Hale said"
        let on = before.is_some_and(|t| t.among(FunctionWord::BeforeWeekday));
        let next = self.text.tokens.get(at + 1).filter(|_| at + 1 < end);
        if on
            && token.is(Class::Weekday)
            && next.is_some_and(|t| self.names.has(t) || self.names.has_article(t))
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

    /// How many words of a place follow its first, behind a party.
    ///
    /// > Dana Cole, D-**San Pedro**, said no.
    fn rest_of_place(&self, at: usize, end: usize) -> usize {
        let rest = &self.text.tokens[at + 1..end.min(at + 4)];
        rest.iter().take_while(|t| t.is_capitalised() && t.pos.is_name()).count()
    }

    /// True for a number that stands for those it counts.
    ///
    /// > **the two** said
    fn counts(&self, at: usize, end: usize) -> bool {
        let tokens = &self.text.tokens;
        at + 1 < end
            && tokens[at].among(FunctionWord::DefiniteArticle)
            && tokens[at + 1].among(FunctionWord::FewCounted)
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
    fn owned(&mut self, at: usize, end: usize) -> usize {
        self.pronoun(at);
        let owner = MentionId(self.found.len() - 1);
        self.found[owner.0].function = GrammaticalRole::Possessor;
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
        if depth < DEEPEST && at < end && tokens[at].is_possessive() {
            let mine = self.make(&chunk, owner);
            let next = self.chunk(at + 1, end);
            if next.is_empty() {
                return at + 1;
            }
            let before = self.found.len();
            let behind = self.phrase(next, end, mine, depth + 1);
            self.widen(before, chunk.start);
            if self.found.len() > before {
                self.owned_name(MentionId(before), &chunk);
            }
            return behind;
        }
        let Some(id) = self.make(&chunk, owner) else { return chunk.end };
        at = self.long_name(id, at, end);
        if let Some(behind) = self.officer(id, chunk.clone(), at, end, depth) {
            return behind;
        }
        at = self.alias(id, at, end);
        at = self.known_as(id, at, end).unwrap_or(at);
        if depth < DEEPEST && at < end {
            at = self.linked(id, at, end, depth);
        }
        self.apposed(id, at, end).or_else(|| self.name_behind(id, at, end)).unwrap_or(at)
    }

    /// Reads the description after a name, and gives it to the name's bearer.
    ///
    /// > Tom Hale, **43, a farmer**, said
    fn apposed(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
        let found = match self.apposition(id, at, end)? {
            After::Age(end) => return Some(end),
            After::Description(found) => found,
        };
        let before = self.found.len();
        let behind = if found.owned {
            self.owned(found.start, end)
        } else {
            self.phrase(found.chunk, end, None, DEEPEST - 1)
        };
        let at = before + usize::from(found.owned) + usize::from(found.through);
        if self.found.get(at).is_some_and(|mention| mention.shape != Shape::Person) {
            self.merge(id, at);
            return Some(self.second_post(id, behind, end));
        }
        Some(behind)
    }

    /// Whom a description belongs to.
    ///
    /// > a spokesman **for the ministry**, a count **by the NGO**
    fn linked(&mut self, id: MentionId, at: usize, end: usize, depth: u8) -> usize {
        let tokens = &self.text.tokens;
        let mention = &self.found[id.0];
        // "an adviser to the mayor", "an aide to Hale"
        let aide = mention.shape == Shape::Anonymous && tokens[at - 1].is(Class::Representative);
        let to = tokens[at].among(FunctionWord::To) && (mention.shape == Shape::Role || aide);
        let link = to || tokens[at].among(FunctionWord::OfOwner);
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
        let tail = self.long_tail(&next, end);
        if let Some(name) = self.name_in_tail(id, &tail) {
            return self.split(id, tail, name);
        }
        let before = self.found.len();
        let behind =
            if owned { self.owned(at + 1, end) } else { self.phrase(next, end, None, depth + 1) };
        if self.found.len() == before {
            return at;
        }
        // With "her party" the party, not "her", stands behind "of".
        let inner = before + usize::from(owned && self.found.len() > before + 1);
        let inner = self.whole(inner);
        let span = self.found[inner].span;
        let mention = &mut self.found[id.0];
        mention.possessor = mention.possessor.or(Some(MentionId(inner)));
        mention.span = mention.span.to(span);
        mention.role = mention.role.map(|role| role.to(span));
        behind
    }
}

impl Finder<'_, '_> {
    /// What is an owner's, where that is read as a mention too.
    ///
    /// > leaders of **the world's churches**
    fn whole(&self, owner: usize) -> usize {
        let start = self.found[owner].span.start;
        let all = self.found.iter().enumerate().skip(owner);
        let same = all.filter(|(_, m)| m.span.start == start);
        same.max_by_key(|(_, m)| m.span.end).map_or(owner, |(n, _)| n)
    }
}

fn is_pronoun(t: &Token<'_>) -> bool {
    match t.pos {
        Pos::Prp | Pos::Wp => t.is(Class::PronounSource),
        Pos::Wdt => t.among(FunctionWord::Relative),
        _ => t.among(FunctionWord::Others),
    }
}

/// "both of **whom**", "some of **them**"
fn is_relative(t: &Token<'_>) -> bool {
    t.among(FunctionWord::OfWhom)
}

/// Words that count, and can stand alone for those they count.
fn is_quantifier(t: &Token<'_>) -> bool {
    t.among(FunctionWord::CountingPronoun) && !t.pos.is_adverb()
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    /// Every mention of a line: its shape, its words, and whose it is.
    fn found(copy: &str) -> Vec<String> {
        let (draft, _, parsed) = parsed(copy);
        let words = |n: usize| draft.words(parsed.mentions[n].span);
        let line = |n: usize| {
            let mention = &parsed.mentions[n];
            let whose = mention.possessor.map_or(String::new(), |p| format!(" < {}", words(p.0)));
            format!("{:?} {}{whose}", mention.shape, words(n))
        };
        (0..parsed.mentions.len()).map(line).collect()
    }

    fn check(cases: &[(&str, &[&str])]) {
        let mut wrong = Vec::new();
        for (copy, right) in cases {
            let found = found(copy);
            if found != *right {
                wrong.push(format!("{copy}\n  {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn mentions_of_a_line() {
        let cases: &[(&str, &[&str])] = &[
            ("At least 40 residents fled.", &["Group 40 residents"]),
            ("The club won at home.", &["Body The club"]),
            ("Hale left. On Monday Hale said no.", &["Person Hale", "Person Hale"]),
            ("Her lawyer said no.", &["Pronoun Her", "Role Her lawyer < Her"]),
            (
                "Several of the candidates left.",
                &["Group Several of the candidates", "Group the candidates"],
            ),
            (
                "Two officials, both of whom left, said no.",
                &["Anonymous Two officials", "Pronoun both of whom"],
            ),
            ("Several said no.", &["Pronoun Several"]),
            ("Several candidates said no.", &["Group Several candidates"]),
            ("Others said no.", &["Pronoun Others"]),
            ("The two said no.", &["Group The two"]),
            ("The two officials said no.", &["Group The two officials"]),
            (
                "The mayor's lawyer said no.",
                &["Role The mayor", "Role The mayor's lawyer < The mayor"],
            ),
            (
                "An adviser to the mayor said no.",
                &["Role An adviser to the mayor < the mayor", "Role the mayor"],
            ),
            (
                "An aide to the mayor said no.",
                &["Anonymous An aide to the mayor < the mayor", "Role the mayor"],
            ),
            (
                "The lawyer for her party said no.",
                &[
                    "Role The lawyer for her party < her party",
                    "Pronoun her",
                    "Body her party < her",
                ],
            ),
        ];
        check(cases);
    }

    #[test]
    fn more_mentions_of_a_line() {
        let cases: &[(&str, &[&str])] = &[
            (
                "A spokesman for the head of the union said no.",
                &[
                    "Role A spokesman for the head of the union < the head of the union",
                    "Role the head of the union < the union",
                    "Body the union",
                ],
            ),
            (
                "He met Anna French. A French Sunday night editor said no.",
                &["Pronoun He", "Person Anna French", "Role A French Sunday night editor"],
            ),
            (
                "All of the officials said no.",
                &["Group All of the officials", "Group the officials"],
            ),
            ("One of her aides said no.", &["Group One of her aides", "Anonymous aides"]),
            ("The barred candidate said no.", &["Role The barred candidate"]),
            ("The secretary of state said no.", &["Role The secretary of state"]),
            (
                "The Food and Drug Administration said no.",
                &["Organisation The Food and Drug Administration"],
            ),
            ("All the residents said no.", &["Group All the residents"]),
            ("The 43-year-old farmer said no.", &["Role The 43-year-old farmer"]),
            ("The judge Anna van der Meer said no.", &["Person The judge Anna van der Meer"]),
            (
                "Her lawyer's wife said no.",
                &["Pronoun Her", "Role Her lawyer < Her", "Role Her lawyer's wife < Her lawyer"],
            ),
            (
                "A report by the agency said no.",
                &["Document A report by the agency < the agency", "Body the agency"],
            ),
            ("The hall of the union burned.", &["Body the union"]),
            ("Harlow Bank gained a little.", &["Organisation Harlow Bank"]),
            (
                "Tom Hale, 43, her lawyer, said no.",
                &["Person Tom Hale, 43, her lawyer < her", "Pronoun her"],
            ),
            (
                "Tom Hale, the trust's lawyer, said no.",
                &["Person Tom Hale, the trust's lawyer < the trust", "Body the trust"],
            ),
            ("The two, both farmers, said no.", &["Group The two", "Group farmers"]),
            ("They and others said no.", &["Pronoun They", "Pronoun others"]),
            ("The man who left said no.", &["Role The man", "Pronoun who"]),
            ("The Spanish said no.", &["Place The Spanish"]),
            (
                "Mayor Tom Hale's top lawyer Ada Wynne said no.",
                &[
                    "Person Mayor Tom Hale",
                    "Person Mayor Tom Hale's top lawyer Ada Wynne < Mayor Tom Hale",
                ],
            ),
            ("Tom Hale, a farmer, said no.", &["Person Tom Hale, a farmer"]),
            ("Dana Cole, D-San Pedro, said no.", &["Person Dana Cole"]),
            (
                "Tom Hale, her lawyer, said no.",
                &["Person Tom Hale, her lawyer < her", "Pronoun her"],
            ),
        ];
        check(cases);
    }

    #[test]
    fn a_day_behind_a_name_is_no_part_of_it() {
        let named = found("She met Hale. Hale Sunday night said no.");
        assert_eq!(named.iter().filter(|line| *line == "Person Hale").count(), 2, "{named:?}");
    }

    #[test]
    fn who_wrote_a_text_is_nobody_in_it() {
        let named = found("By Ada Wynne\n\nTom Hale left the council on Friday.");
        assert!(!named.iter().any(|line| line.contains("Wynne")), "{named:?}");
        assert!(named.iter().any(|line| line == "Person Tom Hale"), "{named:?}");
    }

    #[test]
    fn some_of_a_group_are_many_and_one_of_it_is_one() {
        use crate::parse::Number;
        let number = |copy: &str| parsed(copy).2.mentions[0].number;
        assert_eq!(number("Some of the officials left."), Number::Many);
        assert_eq!(number("One of the officials left."), Number::One);
        assert_eq!(number("They left."), Number::Many);
        assert_eq!(number("He left."), Number::One);
        assert_eq!(number("The officials left."), Number::Many);
        assert_eq!(number("The official left."), Number::One);
    }

    #[test]
    fn two_callings_without_an_article_are_one_persons() {
        let named = found("The road is shut, said friend and business partner Ann Hale.");
        assert!(!named.iter().any(|line| line.starts_with("Role")), "{named:?}");
        let named = found("The road is shut, said the driver and passenger Ann Hale.");
        assert!(named.iter().any(|line| line.contains("driver")), "{named:?}");
    }

    #[test]
    fn a_verb_before_its_clause_is_no_part_of_a_name() {
        let named = found("He met Hale. Hale wonders whether the road is shut.");
        assert_eq!(named.iter().filter(|line| *line == "Person Hale").count(), 2, "{named:?}");
    }
}
