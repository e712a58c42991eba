//! A figure that the writer gives without saying whose it is: a sum of money, a share, a toll, a count.

use std::ops::Range;

use super::words;
use crate::judge::amount::{self, Amount};
use crate::judge::lists::OwnList;
use crate::judge::subject::Subject;
use crate::judge::view::View;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::rulebook::FigureKind;
use crate::tokenise::token::{Kind, Pos, Token};

/// A smaller sum of money carries no story.
const LEAST_SUM: f64 = 100_000.0;

/// A smaller rough sum is a loss or a price that a report gives.
const LEAST_ROUGH: f64 = 1_000_000.0;

/// A smaller rough count of people or things is one that the reporter may have made.
const LEAST_COUNT: f64 = 30.0;

/// A smaller exact count is one that the reporter may have made.
const LEAST_EXACT: f64 = 200.0;

/// A smaller toll is one that all have seen.
const LEAST_TOLL: f64 = 10.0;

/// Between a number and "killed" stand so many words at most.
const TOLL_REACH: usize = 6;

/// Between a number and "grew" stand so many words at most.
const CHANGE_REACH: usize = 10;

/// Between a number and what it counts stand so many words at most.
const UNIT_REACH: usize = 4;

/// Words for people.
const PEOPLE: Classes = Classes::of(&[
    Class::Role,
    Class::OrdinaryPerson,
    Class::Collective,
    Class::Police,
    Class::Soldier,
    Class::Lawmaker,
    Class::Candidate,
    Class::Physician,
    Class::People,
]);

/// A rough figure and an exact one this near to it are one.
const NEAR: (f64, f64) = (0.9, 1.15);

/// A rough count of things that is smaller is one that the reporter may have made.
const LEAST_THINGS: f64 = 30.0;

/// The first figure of these kinds in the writer's own words of a sentence that no speaker of the
/// draft gives anywhere.
pub(in crate::judge) fn bare(
    view: &View<'_>,
    sentence: usize,
    kinds: &[FigureKind],
) -> Option<Range<usize>> {
    // "Estimated annual sales: $1 million" is a label.
    let verb =
        |run: &Range<usize>| view.text.tokens[run.clone()].iter().skip(1).any(|t| t.pos.is_verb());
    let runs = words::looked_at(view, Subject::Sentence(sentence));
    runs.into_iter().filter(verb).find_map(|run| {
        let found = in_run(view, &run, kinds)?;
        (!given_by_somebody(view, &found)).then_some(found)
    })
}

/// The first figure of these kinds in some tokens, with its marks and bounds.
pub(in crate::judge) fn in_run(
    view: &View<'_>,
    run: &Range<usize>,
    kinds: &[FigureKind],
) -> Option<Range<usize>> {
    let mut at = run.start;
    while at < run.end {
        let Some(amount) = amount(view, at) else {
            at += 1;
            continue;
        };
        if kinds.iter().any(|kind| is(view, run, &amount, *kind)) {
            return Some(with_bounds(view, &amount.tokens, run.start));
        }
        at = amount.tokens.end.max(at + 1);
    }
    None
}

/// The amount at a token.
fn amount(view: &View<'_>, at: usize) -> Option<Amount> {
    amount::amount(&view.reading, &view.survey, at)
}

/// True for an amount of a kind.
fn is(view: &View<'_>, run: &Range<usize>, amount: &Amount, kind: FigureKind) -> bool {
    let tokens = &view.text.tokens;
    let Range { start, end } = amount.tokens;
    let before = start.checked_sub(1).map(|n| &tokens[n]);
    let symbol = |t: &Token<'_>| matches!(t.text, "$" | "£" | "€");
    let after = tokens.get(end);
    let percent = tokens[start].text.ends_with('%')
        || after.is_some_and(|t| t.text == "%" || t.among(FunctionWord::Percent));
    let money = before.is_some_and(symbol)
        || tokens[start].text.starts_with(['$', '£', '€'])
        || after
            .is_some_and(|t| t.among(FunctionWord::Pounds) || is_on(view, end, OwnList::Currency));
    match kind {
        FigureKind::Money => money && amount.worth >= LEAST_SUM,
        FigureKind::Share => percent,
        FigureKind::Toll => {
            let near =
                start.saturating_sub(TOLL_REACH).max(run.start)..(end + TOLL_REACH).min(run.end);
            !money
                && !percent
                && amount.worth >= LEAST_TOLL
                && words::find(view, &near, OwnList::Toll.name()).is_some()
        }
        FigureKind::Count => {
            let least = if amount.rough { LEAST_COUNT } else { LEAST_EXACT };
            !money && !percent && amount.worth >= least && counted(view, run, end)
        }
        FigureKind::Rough => {
            let digits = tokens[start].kind == Kind::Number;
            let things = digits && amount.worth >= LEAST_THINGS && counted(view, run, end);
            let people = amount.worth >= LEAST_COUNT && are_people(view, run, end);
            let counts = !money && (things || people);
            amount.rough && (money && amount.worth >= LEAST_ROUGH || percent || counts)
        }
        FigureKind::Change => {
            money && amount.worth >= LEAST_SUM && changes(view, run, &amount.tokens)
        }
        FigureKind::Only => {
            !money
                && !percent
                && start > run.start
                && words::find(
                    view,
                    &(start.saturating_sub(3).max(run.start)..start),
                    OwnList::OnlyWord.name(),
                )
                .is_some_and(|hit| hit.end == start)
                && counted(view, run, end)
        }
    }
}

/// > grew from **$15 million** to $25 million
fn changes(view: &View<'_>, run: &Range<usize>, amount: &Range<usize>) -> bool {
    let tokens = &view.text.tokens;
    let ends = |from: usize| tokens[from.min(run.end)..(from + 2).min(run.end)].iter();
    let from = amount.start.saturating_sub(2).max(run.start);
    let begins = tokens[from..amount.start].iter().any(|t| t.among(FunctionWord::From));
    if !begins || !ends(amount.end).any(|t| t.pos == Pos::To || t.among(FunctionWord::To)) {
        return false;
    }
    let near = amount.start.saturating_sub(CHANGE_REACH).max(run.start)
        ..(amount.end + CHANGE_REACH).min(run.end);
    words::find(view, &near, OwnList::ChangeVerb.name()).is_some()
}

/// True when a word of a list stands at a token.
fn is_on(view: &View<'_>, at: usize, list: OwnList) -> bool {
    amount::is_on(&view.survey, at, list)
}

/// True when a noun that is no measure is what a number counts.
fn counted(view: &View<'_>, run: &Range<usize>, from: usize) -> bool {
    let rest = &view.text.tokens[from.min(run.end)..(from + UNIT_REACH).min(run.end)];
    let words = rest.iter().take_while(|t| {
        t.pos.is_noun()
            || t.pos.is_adjective()
            || matches!(t.pos, Pos::Vbn | Pos::Vbg)
            || t.among(FunctionWord::Of)
            || t.among(FunctionWord::DefiniteArticle)
    });
    let nouns: Vec<_> = words.filter(|t| t.pos.is_noun()).collect();
    nouns.first().is_some_and(|t| !t.is(Class::Measure) && !t.pos.is_name())
        && nouns.iter().all(|t| !t.is(Class::Measure))
}

/// True when people are what a number counts.
fn are_people(view: &View<'_>, run: &Range<usize>, from: usize) -> bool {
    let rest = &view.text.tokens[from.min(run.end)..(from + UNIT_REACH).min(run.end)];
    let mut words = rest
        .iter()
        .take_while(|t| t.pos.is_noun() || t.pos.is_adjective() || t.among(FunctionWord::Of));
    words.any(|t| t.classes.any(PEOPLE) || is_person_word(view, t))
}

/// "people", "residents": the list says more than the classes.
fn is_person_word(view: &View<'_>, token: &Token<'_>) -> bool {
    let at = view.tokens_of(token.span).start;
    is_on(view, at, OwnList::PersonWord)
}

/// A number with the words and marks before it: "more than $2 million".
fn with_bounds(view: &View<'_>, amount: &Range<usize>, first: usize) -> Range<usize> {
    let tokens = &view.text.tokens;
    let mut start = amount.start;
    while start > first {
        let t = &tokens[start - 1];
        let bound = t.is(Class::Hedge) || t.is(Class::AtLeast) || t.is(Class::AtMost);
        if !(bound || matches!(t.text, "$" | "£" | "€")) {
            break;
        }
        start -= 1;
    }
    let percent =
        tokens.get(amount.end).is_some_and(|t| t.text == "%" || t.among(FunctionWord::Percent));
    start..amount.end + usize::from(percent)
}

/// True when somebody in the draft, or a paper, gives the same number.
fn given_by_somebody(view: &View<'_>, figure: &Range<usize>) -> bool {
    let Some(amount) = figure.clone().find_map(|at| amount(view, at)) else { return false };
    // "dozens" may be said of anything.
    let exact = view.text.tokens[amount.tokens.start].kind == Kind::Number;
    let (least, most) = if amount.rough { NEAR } else { (1.0, 1.0) };
    exact && view.given.has(amount.worth * least, amount.worth * most)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn figures_that_nobody_gives() {
        check(
            Scope::Sentence,
            &[
                ("figure: [money]", "The bridge cost $40 million.", "+"),
                ("figure: [money]", "The bridge cost 40 million euros.", "+"),
                ("figure: [money]", "The lamp cost $400.", "-"),
                ("figure: [money]", "The bridge cost $40 million, Tom Hale said.", "-"),
                (
                    "figure: [money]",
                    "The bridge cost $40 million. It took $40 million, Tom Hale said.",
                    "--",
                ),
                ("figure: [share]", "Rents rose 12% in the valley.", "+"),
                ("figure: [share]", "Rents rose 12 percent in the valley.", "+"),
                ("figure: [toll]", "At least 40 people were killed in the flood.", "+"),
                ("figure: [toll]", "Two people were killed in the flood.", "-"),
                ("figure: [count]", "Hundreds of farmers left the valley.", "+"),
                ("figure: [count]", "About 600 farmers left the valley.", "+"),
                ("figure: [count]", "The road is about 600 miles long.", "-"),
                ("figure: [count]", "He left on May 600 in May.", "-"),
                ("figure: [count]", "Six farmers left the valley.", "-"),
                ("figure: [only]", "The force has only four officers.", "+"),
                ("figure: [only]", "The force has four officers.", "-"),
            ],
        );
    }
}
