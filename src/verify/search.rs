//! Where a quotation is said: in one place, or in parts from several.

use std::ops::Range;

use super::align::{RARE, Sides, Step, StepKind, Table, Way};
use super::index::WordId;
use super::quotations::Gap;

/// Words left out in one place at most, before it is another place.
pub(super) const FAR: usize = 40;

/// Room around the words of a quotation.
const SLACK: usize = FAR + 8;

/// A quotation is in so many parts at most.
const DEEPEST: usize = 3;

/// A part has so many words or more, and counts so much.
const PART_WORDS: usize = 3;
const PART_WEIGHT: i32 = 2 * RARE;

/// Fewer words are only looked for as they are.
const SHORT: usize = 2;

/// Longer quotations are laid beside the transcript piece by piece.
const LONGEST: usize = 400;

/// What it costs to take a quotation for two, by what the draft has between them.
const SPLIT: i32 = 80;
const SPLIT_SENTENCE: i32 = 50;
const SPLIT_MARKED: i32 = 30;

/// So many places of the very words are noted.
pub(super) const MOST_PLACES: usize = 100;

/// Words of a quotation that are said in one place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) quote: Range<usize>,
    pub(super) steps: Vec<Step>,
    score: i32,
}

impl Part {
    /// The places of the row from the first word that is the same to the last.
    pub(super) fn row(&self) -> Range<usize> {
        let same = || self.steps.iter().filter(|step| step.kind.is_match());
        let first = same().next().map_or(0, |step| step.row.start);
        first..same().next_back().map_or(first, |step| step.row.end)
    }

    fn is_clean(&self) -> bool {
        self.steps.iter().all(|step| step.kind.is_match())
    }
}

/// What is known of where a quotation is said.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Its parts, in the order of the quotation; none where it is not found.
    pub(super) parts: Vec<Part>,
    /// Where its very words are said, in order; the first may be of somebody else.
    pub(super) exact: Vec<usize>,
    /// Where words like it are said, if it is not found.
    pub(super) nearest: Option<Range<usize>>,
}

/// Looks for a quotation.
pub(super) fn search(sides: Sides<'_>) -> Found {
    let all = 0..sides.quote.len();
    let exact = exact(sides, &all, MOST_PLACES);
    if let Some(first) = exact.first() {
        return Found { parts: vec![same(sides, all, *first)], exact, nearest: None };
    }
    let mut parts: Vec<Part> =
        pieces(sides).into_iter().flat_map(|piece| parts(sides, piece, 0)).collect();
    settle(sides, &mut parts);
    let (shared, whole) = shared(sides, &parts);
    let enough = match all.len() {
        0..=SHORT => false,
        3..=4 => shared * 10 >= whole * 6 && shared >= RARE,
        _ => shared * 2 >= whole && shared >= PART_WEIGHT,
    };
    if enough && !is_scattered(sides, &parts) {
        return Found { parts, exact, nearest: None };
    }
    let near = parts.into_iter().max_by_key(|part| part.score);
    let near = near.filter(|_| shared * 4 >= whole && shared >= 3 * RARE).map(|part| part.row());
    Found { parts: Vec::new(), exact, nearest: near }
}

/// Fewer words may agree one by one and still be a quotation.
const SCATTERED: usize = 6;

/// True where words are others, and fewer than half of all agree next to each other: the same little
/// words, and another sentence.
fn is_scattered(sides: Sides<'_>, parts: &[Part]) -> bool {
    // What the draft puts in brackets was not said, and the draft says so.
    let own = |step: &Step| step.quote.clone().filter(|n| !sides.quote[*n].bracketed).count();
    let other = |step: &Step| matches!(step.kind, StepKind::Changed | StepKind::Added);
    let (mut all, mut others, mut in_rows) = (0, 0, 0);
    for part in parts {
        for run in part.steps.chunk_by(|a, b| a.kind.is_match() == b.kind.is_match()) {
            let count: usize = run.iter().map(own).sum();
            all += count;
            others += run.iter().filter(|step| other(step)).map(own).sum::<usize>();
            in_rows += if run[0].kind.is_match() && count > 1 { count } else { 0 };
        }
    }
    all >= SCATTERED && others > 0 && in_rows * 2 < all
}

/// Of the places where the very words of a part are said, takes the one nearest to the part before.
fn settle(sides: Sides<'_>, parts: &mut [Part]) {
    for n in 1..parts.len() {
        let end = parts[n - 1].row().end;
        if parts[n].is_clean() {
            let places = exact(sides, &parts[n].quote, MOST_PLACES);
            // What was said before is further off than what was said after.
            let far =
                |place: &usize| if *place >= end { place - end } else { 2 * (end - place) + FAR };
            if let Some(place) = places.into_iter().min_by_key(far) {
                parts[n] = same(sides, parts[n].quote.clone(), place);
            }
        }
    }
}

/// A very long quotation in pieces of its sentences.
fn pieces(sides: Sides<'_>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while sides.quote.len() - start > LONGEST {
        let half = start + LONGEST / 2..start + LONGEST;
        let end = half.clone().rev().find(|n| sides.quote[*n].ends).unwrap_or(half.end - 1) + 1;
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..sides.quote.len());
    pieces
}

/// What some parts have in common with the transcript, and what all the words count.
fn shared(sides: Sides<'_>, parts: &[Part]) -> (i32, i32) {
    let weigh = |words: &Range<usize>| {
        let words = sides.quote[words.clone()].iter().filter(|word| !word.bracketed);
        words.map(|word| word.weight).sum::<i32>()
    };
    let same = parts.iter().flat_map(|part| &part.steps).filter(|step| step.kind.is_match());
    (same.map(|step| weigh(&step.quote)).sum(), weigh(&(0..sides.quote.len())))
}

/// Where the very words are said.
fn exact(sides: Sides<'_>, quote: &Range<usize>, most: usize) -> Vec<usize> {
    let words: Vec<WordId> = sides.quote[quote.clone()].iter().map(|word| word.id).collect();
    sides.index.exact(&words, most)
}

/// A part that is the same word for word.
pub(super) fn same(sides: Sides<'_>, quote: Range<usize>, place: usize) -> Part {
    let step = |(n, word): (usize, usize)| Step {
        kind: StepKind::Same,
        quote: word..word + 1,
        row: place + n..place + n + 1,
    };
    let steps = quote.clone().enumerate().map(step).collect();
    let score = sides.quote[quote.clone()].iter().map(|word| word.weight).sum();
    Part { quote, steps, score }
}

/// The parts in which some words are said.
fn parts(sides: Sides<'_>, quote: Range<usize>, depth: usize) -> Vec<Part> {
    if let Some(place) = exact(sides, &quote, 1).first() {
        return vec![same(sides, quote, *place)];
    }
    if quote.len() <= SHORT && depth == 0 {
        return Vec::new();
    }
    let words: Vec<WordId> = sides.quote[quote.clone()].iter().map(|word| word.id).collect();
    let windows = sides.index.candidates(&words, SLACK);
    let tables: Vec<Table<'_>> = windows
        .iter()
        .map(|(from, to)| Table::new(sides, quote.clone(), *from..*to, Way::On))
        .collect();
    let best = tables.iter().map(Table::alignment).max_by_key(|(score, _)| *score);
    let Some((score, steps)) = best else { return Vec::new() };
    let whole = trimmed(sides, Part { quote: quote.clone(), steps, score });
    let most: i32 = sides.quote[quote.clone()].iter().map(|word| word.weight).sum();
    let may_gain = most - whole.score > SPLIT_MARKED;
    if depth < DEEPEST && may_gain && !whole.is_clean() && quote.len() > PART_WORDS {
        let firsts: Vec<Vec<i32>> = tables.iter().map(Table::firsts).collect();
        drop(tables);
        if let Some(at) = split(sides, &quote, &windows, &firsts, whole.score) {
            let mut both = parts(sides, quote.start..at, depth + 1);
            let second = parts(sides, at..quote.end, depth + 1);
            if !both.is_empty() && !second.is_empty() {
                both.extend(second);
                return both;
            }
        }
    }
    if whole.row().is_empty() { Vec::new() } else { vec![whole] }
}

/// Where a quotation is better taken for two: the number of the first word of the second.
fn split(
    sides: Sides<'_>,
    quote: &Range<usize>,
    windows: &[(usize, usize)],
    firsts: &[Vec<i32>],
    whole: i32,
) -> Option<usize> {
    let lasts: Vec<Vec<i32>> = windows
        .iter()
        .map(|(from, to)| Table::new(sides, quote.clone(), *from..*to, Way::Back).firsts())
        .collect();
    let length = quote.len();
    let most = |all: &[Vec<i32>], n: usize| all.iter().map(|table| table[n]).max().unwrap_or(0);
    let mut best: Option<(i32, usize)> = None;
    for at in 1..length {
        let (first, second) = (most(firsts, at), most(&lasts, length - at));
        let before = &sides.quote[quote.start + at - 1];
        // Where the draft itself breaks off, one telling word is enough.
        let (words, weight) =
            if before.gap.is_marked() { (1, RARE) } else { (PART_WORDS, PART_WEIGHT) };
        if at.min(length - at) < words || first.min(second) < weight {
            continue;
        }
        let cost = match before.gap {
            Gap::Open if before.ends => SPLIT_SENTENCE,
            Gap::Open => SPLIT,
            _ => SPLIT_MARKED,
        };
        let score = first + second - cost;
        if score > whole && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, quote.start + at));
        }
    }
    best.map(|(_, at)| at)
}

/// A part without single words at its ends that happen to stand far off.
fn trimmed(sides: Sides<'_>, mut part: Part) -> Part {
    for _ in 0..2 {
        if let Some(end) = island(sides, part.steps.iter()) {
            let rest = part.steps.split_off(end);
            let first = part.steps.into_iter().filter(|step| !step.quote.is_empty());
            part.steps = first.map(added).chain(rest).collect();
        }
        part.steps.reverse();
    }
    part
}

fn added(step: Step) -> Step {
    Step { kind: StepKind::Added, row: step.row.start..step.row.start, ..step }
}

/// Words left out in a row that show that what comes before is not of the place.
const ISLAND_GAP: usize = 8;

/// How many of the first steps are few words, and then a long gap that nothing marks.
fn island<'s>(sides: Sides<'_>, steps: impl Iterator<Item = &'s Step>) -> Option<usize> {
    let mut weight = 0;
    let mut gap = 0;
    let mut last = 0;
    for (n, step) in steps.enumerate() {
        if step.kind == StepKind::Cut {
            gap += step.row.len();
            continue;
        }
        if gap >= ISLAND_GAP {
            return (weight < PART_WEIGHT && !sides.quote[last].gap.is_marked()).then_some(n);
        }
        gap = 0;
        last = step.quote.start;
        if step.kind.is_match() {
            weight += sides.quote[step.quote.clone()].iter().map(|word| word.weight).sum::<i32>();
        }
        if weight >= PART_WEIGHT {
            return None;
        }
    }
    None
}
