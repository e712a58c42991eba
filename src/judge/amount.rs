//! Amounts in the text: what a number is worth, whether it is rough, and which of them the draft gives with
//! a source.

use std::ops::Range;

use super::lists::OwnList;
use super::reading::Reading;
use super::survey::Survey;
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Token};

/// So many sentences that give a figure and name a paper show that the figures are from papers.
const PAPER_SENTENCES: usize = 2;

/// A number has so many words at most: "tens of thousands".
const LONGEST: usize = 4;

/// A number in the text: what it is worth, its tokens, and whether it is rough.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) worth: f64,
    pub(super) rough: bool,
    pub(super) tokens: Range<usize>,
}

/// > **$2.4 million** | **900** | **dozens** | **tens of thousands**
pub(super) fn amount(reading: &Reading<'_>, survey: &Survey, at: usize) -> Option<Amount> {
    let tokens = &reading.text.tokens;
    let token = &tokens[at];
    let (least, most) = match token.kind {
        Kind::Number => {
            let worth = number(reading, token.text)?;
            (worth, worth)
        }
        Kind::Word if !token.pos.is_name() => reading.lexicon.number(token.text)?,
        _ => return None,
    };
    if token.kind == Kind::Number && (is_year(token.text) || is_name(reading, survey, at))
        || is_calendar(tokens, at)
        || is_age(tokens, at)
    {
        return None;
    }
    let (mut end, mut worth) = (at + 1, least);
    let rough = least < most || is_rough(tokens, at);
    while let Some(next) = tokens.get(end).filter(|_| end < at + LONGEST) {
        if next.among(FunctionWord::Of) && rough {
            let factor = tokens.get(end + 1).and_then(|t| reading.lexicon.times(t.text));
            let Some(factor) = factor else { break };
            worth *= factor;
            end += 2;
        } else if let Some(factor) = reading.lexicon.times(next.text) {
            worth *= factor;
            end += 1;
        } else {
            break;
        }
    }
    Some(Amount { worth, rough, tokens: at..end })
}

/// "3,000", "$2.4", "40%", "5m"; no "10:30", no "20th".
fn number(reading: &Reading<'_>, text: &str) -> Option<f64> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, ',' | '$' | '£' | '€' | '%')).collect();
    let split = plain.find(char::is_alphabetic).unwrap_or(plain.len());
    let (digits, factor) = plain.split_at(split);
    let worth: f64 = digits.trim_end_matches('-').parse().ok()?;
    if factor.is_empty() { Some(worth) } else { Some(worth * reading.lexicon.times(factor)?) }
}

/// "1998", "2024": four digits that are a year.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// "Fortune 500", "the 900 block of Camelia Street": part of a name or an address.
fn is_name(reading: &Reading<'_>, survey: &Survey, at: usize) -> bool {
    let tokens = &reading.text.tokens;
    let before = at.checked_sub(1).map(|b| &tokens[b]);
    before.is_some_and(|t| t.pos.is_name() && t.kind == Kind::Word)
        || tokens.get(at + 1).is_some_and(|t| t.pos.is_name())
        || is_on(survey, at + 1, OwnList::AddressWord)
}

/// A day of a month.
fn is_calendar(tokens: &[Token<'_>], at: usize) -> bool {
    let month =
        |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(|t| t.is(Class::Month));
    month(at.checked_sub(1)) || month(Some(at + 1))
}

/// "Tom Hale, 40, of Tarn".
fn is_age(tokens: &[Token<'_>], at: usize) -> bool {
    let comma =
        |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(|t| t.kind == Kind::Comma);
    comma(at.checked_sub(1)) && comma(Some(at + 1))
}

/// > **about** 900, **at least** 40
fn is_rough(tokens: &[Token<'_>], at: usize) -> bool {
    let marked = at > 0 && tokens[at - 1].kind == Kind::Symbol;
    let at = if marked { at - 1 } else { at };
    tokens[at.saturating_sub(2)..at]
        .iter()
        .any(|t| t.is(Class::Hedge) || t.is(Class::AtLeast) || t.is(Class::AtMost))
}

/// True when a word of a list stands at a token.
pub(super) fn is_on(survey: &Survey, at: usize, list: OwnList) -> bool {
    let name = list.name();
    survey.hits_in(&(at..at + 1)).iter().any(|hit| hit.list == *name)
}

/// True when somebody is credited in a sentence, or a paper is named.
pub(super) fn is_sourced(reading: &Reading<'_>, survey: &Survey, sentence: usize) -> bool {
    let mut range = reading.text.sentences[sentence].tokens.clone();
    range.any(|token| survey.owner(token).is_some()) || names_paper(reading, sentence)
}

/// True when a sentence names a paper: "the data", "an audit".
fn names_paper(reading: &Reading<'_>, sentence: usize) -> bool {
    let range = reading.text.sentences[sentence].tokens.clone();
    reading.text.tokens[range].iter().any(|t| t.is(Class::Document) && t.pos.is_noun())
}

/// What the draft gives with a source: the amounts, in order, and whether papers give its figures.
#[derive(Debug, Default)]
pub(super) struct Given {
    amounts: Vec<f64>,
    pub(super) by_papers: bool,
}

impl Given {
    /// Walks over the draft once.
    pub(super) fn new(reading: &Reading<'_>, survey: &Survey) -> Self {
        let mut given = Self::default();
        let mut papers = 0;
        for (n, sentence) in reading.text.sentences.iter().enumerate() {
            let numbers = reading.text.tokens[sentence.tokens.clone()].iter();
            let none = numbers.filter(|t| t.kind == Kind::Number).count() == 0;
            if none || !is_sourced(reading, survey, n) {
                continue;
            }
            let all = sentence.tokens.clone().filter_map(|at| amount(reading, survey, at));
            given.amounts.extend(all.map(|amount| amount.worth));
            papers += usize::from(names_paper(reading, n));
        }
        given.amounts.sort_by(f64::total_cmp);
        given.by_papers = papers >= PAPER_SENTENCES;
        given
    }

    /// True when an amount between these is given.
    pub(super) fn has(&self, least: f64, most: f64) -> bool {
        let first = self.amounts.partition_point(|worth| *worth < least);
        self.amounts.get(first).is_some_and(|worth| *worth <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{rulebook, weighed};

    /// What the first amount of a draft is worth, and whether it is rough.
    fn first(copy: &str) -> Option<(f64, bool)> {
        let reading = weighed(copy);
        let survey = Survey::new(reading, rulebook());
        let mut all = 0..reading.text.tokens.len();
        all.find_map(|at| amount(&reading, &survey, at)).map(|found| (found.worth, found.rough))
    }

    #[test]
    fn amounts_have_a_worth() {
        assert_eq!(first("The mill cost $2.5 million."), Some((2.5e6, false)));
        assert_eq!(first("It lost tens of thousands of sheep."), Some((2e4, true)));
        assert_eq!(first("It lost about 900 sheep."), Some((900.0, true)));
        for copy in
            ["It shut in 1998.", "It shut on May 12.", "It shut at 10:30.", "Hale, 40, left."]
        {
            assert_eq!(first(copy), None, "{copy}");
        }
    }

    #[test]
    fn amounts_with_a_source_are_given() {
        let given = |copy: &str| {
            let reading = weighed(copy);
            Given::new(&reading, &Survey::new(reading, rulebook()))
        };
        assert!(given("It cost 900 euros, Tom Hale said.").has(900.0, 900.0));
        assert!(!given("It cost 900 euros. It rained, Tom Hale said.").has(900.0, 900.0));
        assert!(given("It cost 900 euros, Tom Hale said.").has(850.0, 950.0));
        let papers = "The data show 900 cases. The audit found 40 more.";
        assert!(given(papers).by_papers);
        assert!(!given("The data show 900 cases. It rained.").by_papers);
    }
}
