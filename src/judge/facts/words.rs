//! Which words a condition looks at, and what stands in them.

use std::ops::Range;

use crate::judge::subject::{Subject, place};
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::rulebook::ListName;
use crate::tokenise::token::{Kind, Token};

/// The tokens a check looks at: what is said, the writer's own words, the words in the marks.
pub(super) fn looked_at(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let contents = |attributions: &[usize]| {
        let spans = attributions.iter().flat_map(|n| &view.parsed.attributions[*n].content);
        spans.map(|span| view.tokens_of(*span)).collect::<Vec<_>>()
    };
    match subject {
        Subject::Attribution(n) => contents(&[n]),
        Subject::Accusation(n) => {
            vec![view.tokens_of(view.ledger.accusations[n].span)]
        }
        Subject::Sentence(n) => own_runs(view, n),
        Subject::Draft => (0..view.text.sentences.len())
            .filter(|n| view.block_of(*n) == Some(crate::read::BlockKind::Paragraph))
            .flat_map(|n| unquoted_runs(view, n))
            .collect(),
        // A claim is looked at where it is shown; what is grouped with it may say more.
        _ => vec![view.tokens_of(place(view, subject))],
    }
}

/// The runs of a sentence that are the writer's own words.
fn own_runs(view: &View<'_>, sentence: usize) -> Vec<Range<usize>> {
    runs(view.text.sentences[sentence].tokens.clone(), |token| view.survey.own(token))
}

/// The runs of a sentence outside quotation marks.
fn unquoted_runs(view: &View<'_>, sentence: usize) -> Vec<Range<usize>> {
    let tokens = view.text.sentences[sentence].tokens.clone();
    runs(tokens, |token| view.survey.quotation(token).is_none())
}

fn runs(all: Range<usize>, wanted: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for token in all.filter(|token| wanted(*token)) {
        match found.last_mut() {
            Some(run) if run.end == token => run.end += 1,
            _ => found.push(token..token + 1),
        }
    }
    found
}

/// The first words of a list in some tokens.
pub(super) fn find(view: &View<'_>, range: &Range<usize>, list: &ListName) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    match list {
        ListName::Number => {
            // "14 years", "40 miles": a measure of time or way is no figure to be vouched for.
            let money = |t: &Token<'_>| t.among(FunctionWord::Pounds);
            let measured =
                |n: usize| tokens.get(n + 1).is_some_and(|t| t.is(Class::Measure) && !money(t));
            let mut all = range.clone();
            all.find(|n| is_figure(tokens, *n) && !measured(*n)).map(|n| figure(tokens, n))
        }
        ListName::Year => {
            let year = |n: &usize| tokens[*n].kind == Kind::Number && is_year(tokens[*n].text);
            range.clone().find(year).map(|n| n..n + 1)
        }
        ListName::Class(class) => {
            // "to deal with", "she offers": a verb is no deal and no offer.
            let noun = *class == Class::Negotiation;
            let fits = |n: &usize| tokens[*n].is(*class) && !(noun && tokens[*n].pos.is_verb());
            let first = range.clone().find(fits)?;
            let more = tokens[first..range.end].iter().take_while(|t| t.is(*class)).count();
            Some(first..first + more)
        }
        ListName::Phrases(list) => {
            view.survey.hits_of(list, range).find(|hit| hit.end <= range.end).cloned()
        }
    }
}

/// True for a figure that needs a source: no year, no time of day, no part of a name or date.
fn is_figure(tokens: &[Token<'_>], n: usize) -> bool {
    let token = &tokens[n];
    let before = n.checked_sub(1).map(|b| &tokens[b]);
    let behind = tokens.get(n + 1);
    if token.is(Class::Magnitude) {
        // "two million", not "thousands": that is a figure of speech.
        return before.is_some_and(|t| t.is(Class::NumberWord) || t.kind == Kind::Number);
    }
    if token.kind != Kind::Number
        || is_year(token.text)
        || token.text.contains([':', '/', '-', '–'])
    {
        return false;
    }
    let calendar = |t: Option<&Token<'_>>| t.is_some_and(|t| t.is(Class::Month));
    let named = before.is_some_and(|t| t.pos.is_name() && t.kind == Kind::Word);
    let ordinal = token.text.ends_with(|c: char| c.is_alphabetic());
    let age = behind.is_some_and(|t| t.kind == Kind::Comma)
        && before.is_some_and(|t| t.kind == Kind::Comma);
    !(calendar(before) || calendar(behind) || named || ordinal || age)
}

/// The figure at a token with what makes it whole: "about 40", "2.4 million", "3 percent".
fn figure(tokens: &[Token<'_>], n: usize) -> Range<usize> {
    let mut range = n..n + 1;
    while range.start > 0 && tokens[range.start - 1].is(Class::Hedge) {
        range.start -= 1;
    }
    let money = |t: &Token<'_>| t.kind == Kind::Symbol && matches!(t.text, "$" | "£" | "€");
    if range.start > 0 && money(&tokens[range.start - 1]) {
        range.start -= 1;
    }
    while tokens.get(range.end).is_some_and(|t| t.is(Class::Magnitude) || t.text == "%") {
        range.end += 1;
    }
    range
}

/// "1998", "2024": four digits that are a year.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// True when words of one of the lists stand in some tokens.
pub(in crate::judge) fn holds_any(
    view: &View<'_>,
    range: &Range<usize>,
    lists: &[ListName],
) -> bool {
    lists.iter().any(|list| find(view, range, list).is_some())
}

/// The first words of a list in what a check looks at.
pub(in crate::judge) fn first(
    view: &View<'_>,
    subject: Subject,
    list: &ListName,
) -> Option<Range<usize>> {
    looked_at(view, subject).iter().find_map(|range| find(view, range, list))
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn figures() {
        check(
            Scope::Sentence,
            &[
                ("mentions: [number]", "The firm cut 40 jobs.", "+"),
                ("mentions: [number]", "The firm opened in 2019.", "-"),
                ("mentions: [number]", "The firm opened on 4 May.", "-"),
                ("mentions: [number]", "The firm opened on May 4.", "-"),
                ("mentions: [number]", "The firm is 14 years old.", "-"),
                ("mentions: [number]", "The ticket costs 40 pounds.", "+"),
                ("mentions: [number]", "The cook, 40, left.", "-"),
                ("mentions: [number]", "The firm opened at 9:30.", "-"),
                ("mentions: [number]", "The firm has two million clients.", "+"),
                ("mentions: [number]", "The firm has thousands of clients.", "-"),
                ("mentions: [number]", "The 19th mill burnt down.", "-"),
                ("mentions: [number]", "The Harlow 40 burnt down.", "-"),
                ("mentions: [number]", "The harlow oil, 40 pots, burnt.", "+"),
                ("mentions: [number]", "The firm has 40, 50 at most.", "+"),
                ("mentions: [number]", "The firm grew 12/5 fold.", "-"),
                ("mentions: [year]", "The firm opened in 2019.", "+"),
                ("mentions: [year]", "The firm cut 2190 jobs.", "-"),
                ("mentions: [year]", "The firm cut 40 jobs.", "-"),
                ("mentions: [negotiation]", "The talks went on.", "+"),
                ("mentions: [negotiation]", "She offers tea.", "-"),
                ("mentions: [legal-step]", "The rain went on.", "-"),
            ],
        );
    }
}
