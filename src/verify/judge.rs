//! From the alignment of a quotation to the verdict on it.

use std::ops::Range;

use super::align::{Sides, Step, StepKind};
use super::bench::{Bench, NEGATION_WITHIN};
use super::front::{turned, turning};
use super::outcome::{ButFor, Loud, Replaced, Splice};
use super::quotations::{Gap, Quoted};
use super::search::{FAR, Part};
use super::shown::{SPLIT_END, Shown, joined};
use super::speech::spelt_out;
use super::transcript::Break;
use crate::versions::{Change, Piece, differences};

/// A false start, and what somebody else throws in, have so many words at most.
const FALSE_START: usize = 4;
const INTERRUPTION: usize = 8;

/// What the steps of a quotation show.
#[derive(Debug, Default)]
pub(super) struct Shows {
    pub(super) loud: Vec<Loud>,
    pub(super) but_for: Vec<ButFor>,
    pub(super) replaced: Vec<Replaced>,
    pub(super) splice: Option<Splice>,
    /// True where words are others, or more.
    pub(super) changed: bool,
    /// Words left out without a mark, and with one.
    pub(super) cut: usize,
    pub(super) marked_cut: usize,
    /// Word by word.
    pub(super) pieces: Vec<Piece>,
}

impl Shows {
    /// Notes words that are in both, or in one alone.
    fn note<'w>(&mut self, change: Change, words: impl IntoIterator<Item = &'w Shown>) {
        let words = joined(words);
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if last.change == change => {
                let glue = if last.words.ends_with(SPLIT_END) { "" } else { " " };
                last.words = format!("{}{glue}{words}", last.words);
            }
            _ => self.pieces.push(Piece { change, words }),
        }
    }

    /// True where the words are not those that were said; what goes before them alters none of them.
    pub(super) fn is_altered(&self) -> bool {
        self.changed || self.loud.iter().any(|loud| !matches!(loud, Loud::TurnedBefore(_)))
    }

    /// Notes what stands in brackets, and what was said in its place.
    fn replaced<'w>(&mut self, said: &[Shown], written: impl IntoIterator<Item = &'w Shown>) {
        let (said, written) = (joined(said), joined(written));
        if !said.is_empty() && !written.is_empty() {
            self.replaced.push(Replaced { said: trimmed(&said), written: trimmed(&written) });
        }
    }

    fn but_for(&mut self, what: ButFor) {
        if !self.but_for.contains(&what) {
            self.but_for.push(what);
        }
    }
}

/// What the parts of a quotation show.
pub(super) fn judge(bench: Bench<'_>, parts: &[Part]) -> Shows {
    let mut shows = Shows::default();
    before(bench, parts, &mut shows);
    for (n, part) in parts.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).map(|n| &parts[n]) {
            between(bench, before, part, &mut shows);
        }
        for run in runs(&part.steps) {
            weigh(bench, run, &mut shows);
        }
        unheard(bench, part, &mut shows);
    }
    if shows.splice.is_none() && has_two_speakers(bench, parts) {
        shows.splice = Some(Splice::TwoSpeakers);
    }
    shows.but_for.sort_unstable();
    shows
}

/// A quotation of so few words may come from elsewhere.
const FEW: usize = 2;

/// What goes before the first words in their clause, and turns them round.
fn before(bench: Bench<'_>, parts: &[Part], shows: &mut Shows) {
    let first = parts.first().and_then(|part| part.steps.iter().find(|step| !step.row.is_empty()));
    let Some(first) = first.filter(|_| !bench.own_front && bench.sides.quote.len() > FEW) else {
        return;
    };
    if let Some(row) = turned(bench, first.row.start) {
        shows.cut += row.len();
        let words = bench.said(row);
        shows.loud.push(Loud::TurnedBefore(joined(&words)));
        shows.note(Change::Cut, &words);
    }
}

/// What was not heard between words that the draft joins.
fn unheard(bench: Bench<'_>, part: &Part, shows: &mut Shows) {
    let same: Vec<&Step> = part.steps.iter().filter(|step| step.kind.is_match()).collect();
    for two in same.windows(2) {
        let (before, after) = (two[0].quote.end, two[1].quote.start);
        if before != after || bench.sides.quote[before - 1].gap.is_marked() {
            continue;
        }
        let places = two[0].row.end - 1..two[1].row.start;
        for words in places.filter_map(|place| bench.bracket_after(place)) {
            let keys: Vec<String> = spelt_out(words).collect();
            if bench.negations(keys.iter().map(String::as_str)) > 0 {
                shows.loud.push(Loud::NegationDropped(words.to_owned()));
            } else {
                shows.but_for(ButFor::Unheard);
            }
        }
    }
}

/// The steps in runs: each of what is the same, or of what is not.
fn runs(steps: &[Step]) -> impl Iterator<Item = &[Step]> {
    steps.chunk_by(|a, b| a.kind.is_match() == b.kind.is_match())
}

fn weigh(bench: Bench<'_>, run: &[Step], shows: &mut Shows) {
    let quote = bench.sides.quote;
    let words = run[0].quote.start..run[run.len() - 1].quote.end;
    if run[0].kind.is_match() {
        for step in run {
            match step.kind {
                StepKind::Spelt => shows.but_for(ButFor::Spelling),
                StepKind::InFull => shows.but_for(ButFor::Contractions),
                _ => {}
            }
        }
        if quote[words.clone()].iter().any(|word| word.bracketed) {
            shows.but_for(ButFor::Brackets);
        }
        shows.note(Change::Same, quote[words].iter().map(|word| &word.shown));
    } else if words.is_empty() {
        left_out(bench, run, shows);
    } else {
        changed(bench, run, shows);
    }
}

/// Words that the draft leaves out.
fn left_out(bench: Bench<'_>, run: &[Step], shows: &mut Shows) {
    let row = run[0].row.start..run[run.len() - 1].row.end;
    let next = run[0].quote.start;
    let idle = |place: &usize| bench.sides.idle[*place];
    let rest: Vec<usize> = row.clone().filter(|place| !idle(place)).collect();
    if rest.len() < row.len() {
        shows.but_for(ButFor::Fillers);
    }
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return };
    let rest = *first..*last + 1;
    if let Some(what) = harmless(bench, &rest) {
        shows.but_for(what);
        return;
    }
    let quote = bench.sides.quote;
    let (left, right) = (&quote[next.saturating_sub(1)], quote.get(next));
    let bracketed = left.bracketed || right.is_some_and(|word| word.bracketed);
    let marked = left.gap.is_marked() || bracketed;
    if let Some(negated) = bench.negated(&rest) {
        shows.loud.push(Loud::NegationDropped(joined(&bench.said(negated))));
    } else if let Some(at) = turning(bench, rest.end).filter(|at| *at >= rest.start) {
        // No mark shows that.
        shows.loud.push(Loud::TurnedBefore(joined(&bench.said(at..rest.end))));
        shows.cut += rest.len();
    } else if let Some(taken) = taken_back(bench, &rest) {
        shows.loud.push(Loud::TakenBack(joined(&bench.said(taken))));
    } else if bracketed && !left.gap.is_marked() {
        let near = [next.saturating_sub(1), next].map(|n| quote.get(n)).into_iter().flatten();
        let near: Vec<&Shown> = near.filter(|w| w.bracketed).map(|w| &w.shown).collect();
        shows.replaced(&shortened(bench.said(rest.clone())), near);
        shows.but_for(ButFor::Brackets);
    } else if rest.len() > FAR && left.gap != Gap::Sentence {
        shows.splice.get_or_insert(Splice::FarApart(rest.len()));
    } else if marked {
        shows.marked_cut += rest.len();
    } else {
        shows.cut += rest.len();
    }
    shows.note(Change::Cut, &shortened(bench.said(rest)));
}

/// A negation that is broken off right before words that are left out and begin the same again without it:
/// "I did not — I did".
fn taken_back(bench: Bench<'_>, rest: &Range<usize>) -> Option<Range<usize>> {
    let index = bench.sides.index;
    let broken = rest.start.checked_sub(1)?;
    if bench.spoken(broken)?.breaks_off != Break::Dash {
        return None;
    }
    let from = rest.start.saturating_sub(FALSE_START);
    let first = (from..rest.start).rev().find(|at| index.row[*at] == index.row[rest.start])?;
    let taken = (first..rest.start).any(|at| bench.negates(at));
    let kept = rest.clone().any(|at| bench.negates(at));
    (taken && !kept).then_some(first..rest.end)
}

/// What people say and nobody prints: words said twice, a sentence begun again, somebody else's words.
fn harmless(bench: Bench<'_>, rest: &Range<usize>) -> Option<ButFor> {
    let row = &bench.sides.index.row;
    let count = rest.len();
    let words = |places: Range<usize>| {
        places.filter(|place| !bench.sides.idle[*place]).map(|place| row[place])
    };
    let said: Vec<_> = words(rest.clone()).collect();
    let next: Vec<_> = words(rest.end..row.len()).take(said.len()).collect();
    let back = (0..rest.start).rev().filter(|place| !bench.sides.idle[*place]);
    let last: Vec<_> = back.take(said.len()).map(|place| row[place]).collect();
    let again = next == said || last.iter().rev().eq(said.iter());
    if again {
        return Some(ButFor::FalseStarts);
    }
    let (before, after) = (rest.start.checked_sub(1)?, rest.end);
    let own = bench.label(before);
    let others = rest.clone().all(|place| bench.label(place) != own);
    if count <= INTERRUPTION
        && own.is_some()
        && own == bench.label(after)
        && bench.turn(before) != bench.turn(after)
        && others
    {
        return Some(ButFor::Interruptions);
    }
    let end = bench.spoken(rest.end - 1)?;
    let keys = || rest.clone().map(|place| bench.sides.index.key(place));
    let heavy = bench.negations(keys()) > 0 || keys().any(|key| key.starts_with('#'));
    // "that the road -- that the wall": given up at a dash, and taken up again at once.
    let starts_again = end.breaks_off == Break::Dash && next.first() == said.first();
    let harmless = !heavy && count <= FALSE_START && starts_again;
    harmless.then_some(ButFor::FalseStarts)
}

/// Long words left out: the first and the last of them.
fn shortened(words: Vec<Shown>) -> Vec<Shown> {
    if words.len() <= SHOWN {
        return words;
    }
    let text = |text: &str| Shown { text: text.to_owned(), glued: false };
    let (first, last) = (&words[..SHOWN / 3], &words[words.len() - SHOWN / 3..]);
    first.iter().cloned().chain([text("[…]")]).chain(last.iter().cloned()).collect()
}

/// So many words that are left out are shown at most.
const SHOWN: usize = 18;

/// Words that are others in the draft.
fn changed(bench: Bench<'_>, run: &[Step], shows: &mut Shows) {
    let Sides { quote, index, speech, .. } = bench.sides;
    let words = run[0].quote.start..run[run.len() - 1].quote.end;
    let row = run[0].row.start..run[run.len() - 1].row.end;
    let written: Vec<&str> = quote[words.clone()].iter().map(|word| word.key.as_str()).collect();
    let said: Vec<usize> = row.filter(|place| !bench.sides.idle[*place]).collect();
    let keys: Vec<&str> = said.iter().map(|place| index.key(*place)).collect();
    let said = said.first().map_or(0..0, |first| *first..said[said.len() - 1] + 1);
    let shown = || quote[words.clone()].iter().map(|word| word.shown.clone());
    let full = speech.in_full(&written);
    if !keys.is_empty() && speech.in_full(&keys).iter().any(|way| full.contains(way)) {
        shows.but_for(ButFor::Contractions);
        shows.note(Change::Same, &shown().collect::<Vec<_>>());
        return;
    }
    let own = || quote[words.clone()].iter().filter(|word| !word.bracketed);
    let in_brackets = || quote[words.clone()].iter().filter(|word| word.bracketed);
    let only_brackets = own().next().is_none();
    let (in_draft, in_speech) = (
        bench.negations(own().map(|word| word.key.as_str())),
        bench.negations(keys.iter().copied()),
    );
    let near = said.len() <= NEGATION_WITHIN + written.len();
    if in_draft < in_speech && (near || only_brackets && bench.negated(&said).is_some()) {
        shows.loud.push(Loud::NegationDropped(joined(&bench.said(said.clone()))));
    } else if in_draft > in_speech {
        shows.loud.push(Loud::NegationAdded(joined(&shown().collect::<Vec<_>>())));
    }
    let opposed = |word: &&Quoted| keys.iter().any(|key| speech.are_opposed(&word.key, key));
    if let Some(word) = in_brackets().find(opposed) {
        shows.loud.push(Loud::Opposed(
            trimmed(&joined(&bench.said(said.clone()))),
            trimmed(&joined([&word.shown])),
        ));
    }
    let numbers = |all: &[&str]| all.iter().any(|key| key.starts_with('#'));
    let own_keys: Vec<&str> = own().map(|word| word.key.as_str()).collect();
    if numbers(&keys) && numbers(&own_keys) {
        let number = |place: &usize| index.key(*place).starts_with('#');
        let first = said.clone().find(number).map_or(0..0, |place| place..place + 1);
        let ours = own().filter(|word| word.key.starts_with('#')).map(|word| &word.shown);
        let ours = joined(ours.take(1));
        shows.loud.push(Loud::Number(trimmed(&joined(&bench.said(first))), trimmed(&ours)));
    }
    if only_brackets {
        shows.replaced(&shortened(bench.said(said.clone())), in_brackets().map(|word| &word.shown));
    }
    let ours = shown().collect::<Vec<_>>();
    for piece in differences(&joined(&bench.said(said)), &joined(&ours)) {
        let word = Shown { text: piece.words, glued: false };
        shows.note(piece.change, [&word]);
    }
    if only_brackets {
        shows.but_for(ButFor::Brackets);
    } else {
        shows.changed = true;
    }
}

fn trimmed(words: &str) -> String {
    words.trim_matches([',', '.', ';', '?', '!']).to_owned()
}

/// What stands between two parts of a quotation.
fn between(bench: Bench<'_>, before: &Part, part: &Part, shows: &mut Shows) {
    let (first, second) = (before.row(), part.row());
    if first.is_empty() || second.is_empty() {
        return;
    }
    let (one, other) = (bench.turn(first.end - 1), bench.turn(second.start));
    let labels = (bench.label(first.end - 1), bench.label(second.start));
    let gap = bench.sides.quote[part.quote.start - 1].gap;
    let mut start = second.start;
    while start > 0
        && second.start - start < NEGATION_WITHIN - 1
        && !first.contains(&(start - 1))
        && bench.spoken(start).is_some_and(|spoken| !spoken.begins)
    {
        start -= 1;
    }
    if let Some(negated) = bench.negated(&(start..second.start)) {
        shows.loud.push(Loud::NegationDropped(joined(&bench.said(negated))));
    }
    let turning = turning(bench, second.start).filter(|at| *at >= first.end);
    if let Some(at) = turning.filter(|_| bench.negated(&(start..second.start)).is_none()) {
        shows.loud.push(Loud::TurnedBefore(joined(&bench.said(at..second.start))));
    }
    let splice = if one.0 != other.0 {
        Splice::TwoTranscripts
    } else if labels.0.is_some() && labels.1.is_some() && labels.0 != labels.1 {
        Splice::TwoSpeakers
    } else if second.start < first.end {
        Splice::OutOfOrder
    } else if bench.is_of_another(first.end - 1, second.start) {
        Splice::TwoSpeakers
    } else {
        let left_out = second.start - first.end;
        let shown = shortened(bench.said(first.end..second.start));
        let marked = gap == Gap::Sentence || left_out <= FAR && gap.is_marked();
        if marked && turning.is_none() {
            shows.marked_cut += left_out;
            shows.note(Change::Cut, &shown);
            return;
        }
        if left_out <= FAR || marked {
            shows.cut += left_out;
            shows.note(Change::Cut, &shown);
            return;
        }
        shows.note(Change::Cut, &shown);
        Splice::FarApart(left_out)
    };
    shows.splice = Some(splice);
}

/// True where the words that are the same are of two speakers.
fn has_two_speakers(bench: Bench<'_>, parts: &[Part]) -> bool {
    let steps = parts.iter().flat_map(|part| &part.steps).filter(|step| step.kind.is_match());
    let mut places: Vec<usize> = steps.flat_map(|step| step.row.clone()).collect();
    // What may be of anybody parts nothing; what stands on both sides of it may be of two.
    places.retain(|place| bench.voice(*place).is_some_and(|turn| !turn.doubtful));
    places.dedup_by_key(|place| bench.turn(*place));
    places.windows(2).any(|two| bench.is_of_another(two[0], two[1]))
}
