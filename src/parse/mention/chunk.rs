//! The words of a noun phrase, without what hangs on it; and what is known of a draft while its
//! mentions are looked for.

use std::ops::Range;

use super::Mention;
use super::proper_name::Names;
use super::shape::{HONORIFICS, is_aged, is_noun_like, is_people};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::read::{BlockKind, Draft};
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// Longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// The mentions found so far, and what helps to find more.
pub(super) struct Finder<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) names: Names<'t>,
    pub(super) quoted: Vec<Option<usize>>,
    /// For each block, true when it is a headline or a caption.
    shows: Vec<bool>,
    pub(super) found: Vec<Mention>,
    pub(super) sentence: usize,
    /// The first token of the sentence.
    pub(super) start: usize,
}

impl<'t, 'd> Finder<'t, 'd> {
    /// Nothing is found yet.
    pub(super) fn new(draft: &Draft, text: &'t Text<'d>, lexicon: &'t Lexicon) -> Self {
        let shows = draft.blocks.iter().map(|block| {
            matches!(block.kind, BlockKind::Headline | BlockKind::SubHeadline | BlockKind::Caption)
        });
        Self {
            text,
            names: Names::of(text, lexicon),
            quoted: quoted(text),
            shows: shows.collect(),
            found: Vec::new(),
            sentence: 0,
            start: 0,
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
                    || self.opens_clause(at, stop, end)
                    || self.names.ends(&tokens[stop - 1], t, block)
                    || self.is_day(stop, end)
                    || is_when(&tokens[stop - 1..end]));
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
                // "secretary of state" is one post, and so is "agent in charge".
                || stop > at && t.among(FunctionWord::TitleLink) && t.is(Class::Role)
                || t.is(Class::NameParticle) && stop > at && t.pos != Pos::Dt
                || is_aged(t)
                || self.names.has_article(t)
                || stop > at + 1 && self.joins_body(at, stop, end)
                || stop > at && stop + 1 < end && is_in_post(&tokens[stop - 1..=stop + 1])
                || stop > at && self.joins_posts(at, stop, end)
                || stop > at && self.joins_fields(at, stop, end)
                || stop > at && self.joins_work(at, stop, end)
                || stop > at && self.joins_callings(at, stop, end)
                || stop > at + 1 && tokens[stop - 1].among(FunctionWord::And) && t.is_capitalised()
                // "the Food and Drug Administration" is one body.
                || stop > at && t.is(Class::StateBody) && tokens[stop - 1].is(Class::StateBody);
            // "the State's Attorney" is one post.
            let post = stop > at && t.is_possessive() && t.is(Class::Role);
            if !(t.is_wordlike() && (starter || again || inner) || post) {
                break;
            }
            stop += 1;
        }
        let head = |n: usize| {
            let t = &tokens[n];
            t.pos.is_noun()
                || is_noun_like(t)
                || self.names.has_article(t)
                || self.names.has(t)
                || n > at && self.names.goes_on(&tokens[n - 1], t, block)
                || n > at && is_people(&tokens[n - 1..tokens.len().min(n + 2)])
        };
        while stop > at && !head(stop - 1) {
            stop -= 1;
        }
        at..stop
    }

    /// True for "and" inside the name of a body.
    ///
    /// > the Hostage **and** Missing Families Forum
    fn joins_body(&self, at: usize, and: usize, end: usize) -> bool {
        const NOT: Classes = Classes::of(&[
            Class::OrganisationSuffix,
            Class::Organisation,
            Class::StateBody,
            Class::Legislature,
            Class::Outlet,
            Class::State,
            Class::Capital,
            Class::Party,
            Class::Office,
            Class::PoliceRank,
            Class::GivenMale,
            Class::GivenFemale,
        ]);
        let tokens = &self.text.tokens[..end];
        if !tokens[and].among(FunctionWord::And) || !tokens[at].among(FunctionWord::DefiniteArticle)
        {
            return false;
        }
        let after = tokens[and + 1..].iter().take(5).take_while(|t| t.is_capitalised());
        let before = tokens[at + 1..and].iter();
        let last = tokens[and + 1..].get(after.clone().count().wrapping_sub(1));
        // "the XNN and Harlow Analytics" are two.
        let short = and == at + 2 && tokens[at + 1].text.chars().all(char::is_uppercase);
        !short
            && before.clone().all(|t| t.is_capitalised() && !t.classes.any(NOT))
            && last.is_some_and(|t| t.is(Class::OrganisationSuffix))
            && after.clone().count() >= 2
            && after.take(1).all(|t| !t.classes.any(NOT))
    }

    /// True for "and" between two posts of the person whose name is behind them.
    ///
    /// > Norvane President **and** CEO Ann Webb
    fn joins_posts(&self, at: usize, and: usize, end: usize) -> bool {
        let tokens = &self.text.tokens[..end];
        let post = |t: &Token<'_>| t.is(Class::Role) && t.pos.is_noun() && t.pos != Pos::Nns;
        if !tokens[and].among(FunctionWord::And) || !post(&tokens[and - 1]) {
            return false;
        }
        let given = |t: &Token<'_>| t.is(Class::GivenMale) || t.is(Class::GivenFemale);
        let before = &tokens[at..and];
        let title = before.iter().all(|t| t.pos != Pos::Dt && !given(t));
        let after = tokens[and + 1..].iter().take(4).take_while(|t| post(t) && !given(t)).count();
        let alike = tokens.get(and + 1).is_some_and(|t| {
            t.is_capitalised() == tokens[and - 1].is_capitalised() && !t.classes.any(HONORIFICS)
        });
        let name = tokens.get(and + 1 + after).is_some_and(|t| t.is_capitalised() && given(t));
        title && after > 0 && alike && name
    }

    /// True for "and" between the fields in the title of the person whose name is behind it.
    ///
    /// > Parks **and** Recreation Director Ann Webb
    fn joins_fields(&self, at: usize, and: usize, end: usize) -> bool {
        let tokens = &self.text.tokens[..end];
        // "the city Parks and Recreation Director"
        let small = tokens[at..and].iter().take_while(|t| !t.is_capitalised()).count();
        let before = &tokens[at + small..and];
        let field = |t: &Token<'_>| {
            t.is_capitalised()
                && t.pos.is_noun()
                && t.classes.is_empty()
                && t.state.is_none()
                && !self.names.is_lone(t)
        };
        let fields = (1..=2).contains(&before.len()) && before.iter().all(field);
        if !tokens[and].among(FunctionWord::And) || !fields {
            return false;
        }
        let after = tokens[and + 1..].iter().take(3).take_while(|t| field(t)).count();
        let title = tokens
            .get(and + 1 + after)
            .is_some_and(|t| t.is_capitalised() && t.is(Class::Role) && t.pos.is_noun());
        let name = tokens.get(and + 2 + after);
        after > 0 && title && name.is_some_and(|t| t.is_capitalised() && t.pos.is_name())
    }

    /// True for "and" between two common words for the field of somebody of a firm.
    ///
    /// > Norvane health **and** safety manager Ann Webb
    fn joins_work(&self, at: usize, and: usize, end: usize) -> bool {
        let tokens = &self.text.tokens[..end];
        let common = |t: &Token<'_>| {
            !t.is_capitalised() && t.pos == Pos::Nn && !t.is(Class::Role) && t.senses.is_empty()
        };
        let [owner, field] = &tokens[at..and] else { return false };
        let [joint, second, post, name, ..] = &tokens[and..] else { return false };
        joint.among(FunctionWord::And)
            && owner.is_capitalised()
            && owner.pos.is_name()
            && common(field)
            && common(second)
            && post.is(Class::Role)
            && post.pos == Pos::Nn
            && name.is_capitalised()
            && name.pos.is_name()
    }

    /// True for "and" between two things that one is, without an article, before the name.
    ///
    /// > said friend **and** business partner Ann Webb
    fn joins_callings(&self, at: usize, and: usize, end: usize) -> bool {
        const CALLED: Classes = Classes::of(&[Class::Role, Class::Relation, Class::OrdinaryPerson]);
        let tokens = &self.text.tokens[..end];
        let called = |t: &Token<'_>| t.pos == Pos::Nn && t.classes.any(CALLED);
        let before = &tokens[at..and];
        let bare = before.iter().all(|t| {
            let small = !t.is_capitalised() || std::ptr::eq(t, &raw const tokens[self.start]);
            (small || t.state.is_some()) && (t.pos.is_noun() || t.pos.is_adjective())
        });
        let owned = at.checked_sub(1).is_some_and(|n| {
            tokens[n].is_possessive() || matches!(tokens[n].pos, Pos::PrpS | Pos::Dt)
        });
        if !tokens[and].among(FunctionWord::And) || !bare || owned || !called(&tokens[and - 1]) {
            return false;
        }
        let behind = &tokens[and + 1..end.min(and + 6)];
        let words = behind.iter().take_while(|t| {
            !(t.is_capitalised() && t.pos.is_name())
                && (t.pos.is_noun() || t.pos.is_adjective() || t.pos == Pos::Cd)
        });
        let count = words.count();
        let post = count.checked_sub(1).is_some_and(|n| called(&behind[n]));
        let name = behind[count..].iter().take_while(|t| t.is_capitalised() && t.pos.is_name());
        post && name.count() >= 2
    }

    /// True for a day behind a name, which says when.
    ///
    /// > Hale **Sunday night** said
    fn is_day(&self, at: usize, end: usize) -> bool {
        let tokens = &self.text.tokens;
        let follows = tokens[at..end].get(1);
        tokens[at].is(Class::Weekday)
            && tokens[at - 1].pos.is_name()
            && self.names.has(&tokens[at - 1])
            && follows.is_none_or(|t| t.pos.is_finite() || t.among(FunctionWord::PartOfDay))
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

    /// True for a verb that looks like a plural between a name and the clause it takes.
    ///
    /// > Hale **wonders** whether the road is shut.
    fn opens_clause(&self, at: usize, stop: usize, end: usize) -> bool {
        let tokens = &self.text.tokens[..end];
        let name = &tokens[at..stop];
        tokens[stop].pos == Pos::Nns
            && !tokens[stop].is_capitalised()
            && name.iter().all(|t| t.is_capitalised() && t.pos.is_name())
            && tokens.get(stop + 1).is_some_and(|t| t.among(FunctionWord::ContentOpener))
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
}

/// True where a time follows the noun that `words` begin with, and belongs to the verb behind it.
///
/// > The council **today** said no. | The union **last night** said no. |
/// > The council **Monday night** said no.
pub(super) fn is_when(words: &[Token<'_>]) -> bool {
    let [noun, time, rest @ ..] = words else { return false };
    if !noun.pos.is_noun() || time.is(Class::Weekday) && noun.is_capitalised() {
        return false;
    }
    let ends = |rest: &[Token<'_>]| {
        rest.first().is_none_or(|t| {
            t.pos.is_finite() || t.pos.is_adverb() || !t.is_wordlike() || !t.senses.is_empty()
        })
    };
    let part = |t: &Token<'_>| t.among(FunctionWord::SpanOfTime);
    let word = time.is(Class::TimeWord) && !time.is_capitalised();
    let which = time.among(FunctionWord::WhichTime)
        && !time.among(FunctionWord::DefiniteArticle)
        && rest.first().is_some_and(|t| part(t) || t.is(Class::Weekday));
    match rest {
        // "said Hale last year during a visit"
        [_, rest @ ..] if which => {
            ends(rest)
                || rest.first().is_some_and(|t| t.pos == Pos::In && !t.among(FunctionWord::Of))
        }
        [next, rest @ ..] if (word || time.is(Class::Weekday)) && part(next) => ends(rest),
        rest => (word || time.is(Class::Weekday)) && ends(rest),
    }
}

/// For each token, the outermost quotation it stands in.
fn quoted(text: &Text<'_>) -> Vec<Option<usize>> {
    let mut quoted = vec![None; text.tokens.len()];
    for (n, quotation) in text.quotations.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        quoted[quotation.tokens.clone()].fill(Some(n));
    }
    quoted
}

/// True for a participle within a post of several words.
///
/// > chief **operating** officer Ann Hale
fn is_in_post(around: &[Token<'_>]) -> bool {
    let [before, word, after] = around else { return false };
    let post = |t: &Token<'_>| t.is(Class::Role) && t.pos.is_noun();
    word.pos == Pos::Vbg && word.is(Class::Role) && post(before) && post(after)
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn a_body_may_have_an_and_in_its_name() {
        let first = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            draft.words(parsed.mentions[0].span)
        };
        let copy = "The Hostage and Missing Families Forum said the road was shut all week.";
        assert_eq!(first(copy), "The Hostage and Missing Families Forum");
        let copy = "The Senate and the Selby Council said the road was shut all week.";
        assert_eq!(first(copy), "The Senate");
        let copy = "The XNN and Harlow Reform Forum said the road was shut all week.";
        assert_eq!(first(copy), "The XNN");
        let copy = "The Selby Council and Harlow Council said the road was shut all week.";
        assert_eq!(first(copy), "The Selby Council");
    }

    #[test]
    fn two_posts_of_one_person_are_one_title() {
        let first = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            draft.words(parsed.mentions[0].span)
        };
        let copy = "Norvane President and CEO Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "Norvane President and CEO Ann Webb");
        let copy = "Parks and Recreation Director Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "Parks and Recreation Director Ann Webb");
        let copy = "On Monday Norvane health and safety manager Ann Webb said the road was shut.";
        assert_eq!(first(copy), "Norvane health and safety manager Ann Webb");
        let copy = "Corley and Harlow Director Ann Webb said no. The road was shut, Corley said.";
        assert_eq!(first(copy), "Corley");
        let copy = "The president and CEO Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "The president");
        let copy = "Norvane chief operating officer Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "Norvane chief operating officer Ann Webb");
        let copy = "Selby State's Attorney Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "Selby State's Attorney Ann Webb");
        let copy = "Selby's attorney Ann Webb said the road was shut all week.";
        assert_eq!(first(copy), "Selby");
    }

    #[test]
    fn a_time_behind_a_noun_is_no_part_of_it() {
        let cases = [
            ("The council today said the pool would shut.", "The council"),
            ("Acme Corp. today announced that it would hire.", "Acme Corp."),
            ("The firm yesterday denied that it had lied.", "The firm"),
            ("The union last night said it would strike.", "The union"),
            ("The council Monday night said fees would rise.", "The council"),
            ("The Sunday school said it would shut.", "The Sunday school"),
            ("The noon train was late, Hale said.", "Hale"),
        ];
        for (copy, right) in cases {
            let (draft, _, parsed) = parsed(copy);
            let found = draft.words(parsed.mentions[0].span);
            assert_eq!(found, right, "{copy}");
        }
    }
}
