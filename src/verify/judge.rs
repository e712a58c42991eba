//! From the alignment of a quotation to the verdict on it.

use std::ops::Range;

use super::align::{Sides, Step, StepKind};
use super::outcome::{ButFor, Loud, Splice};
use super::quotations::Gap;
use super::search::{FAR, Part};
use super::shown::{SPLIT_END, Shown, joined};
use super::transcript::{Break, Spoken};
use crate::lexicon::Lexicon;
use crate::versions::{Change, Piece, differences};

/// A negation that is left out with more words than these goes with its own clause.
const NEGATION_WITHIN: usize = 3;

/// A false start, and what somebody else throws in, have so many words at most.
const FALSE_START: usize = 4;
const INTERRUPTION: usize = 8;

/// What the steps of a quotation show.
#[derive(Debug, Default)]
pub(super) struct Shows {
    pub(super) loud: Vec<Loud>,
    pub(super) but_for: Vec<ButFor>,
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

    fn but_for(&mut self, what: ButFor) {
        if !self.but_for.contains(&what) {
            self.but_for.push(what);
        }
    }
}

/// What a judge has before it.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub(super) sides: Sides<'a>,
    pub(super) lexicon: &'a Lexicon,
}

impl Bench<'_> {
    fn spoken(&self, place: usize) -> Option<&Spoken> {
        let (transcript, word) = self.sides.index.at(place);
        self.sides.index.transcripts[transcript].spoken.get(word)
    }

    fn label(&self, place: usize) -> Option<&str> {
        let (transcript, word) = self.sides.index.at(place);
        self.sides.index.transcripts[transcript].label_of(word)
    }

    /// Transcript and turn of a place.
    fn turn(&self, place: usize) -> (usize, usize) {
        (self.sides.index.at(place).0, self.spoken(place).map_or(0, |spoken| spoken.turn))
    }

    fn negations<'w>(&self, words: impl Iterator<Item = &'w str>) -> usize {
        self.sides.speech.negations(words, self.lexicon)
    }

    /// Of words that are left out, those with a negation that goes with what follows them: "I can't" of
    /// "that. I can't promise". One that a sentence or a pause parts from the rest is of its own clause.
    fn negated(&self, rest: &Range<usize>) -> Option<Range<usize>> {
        let negates =
            |place: usize| self.negations(std::iter::once(self.sides.index.key(place))) > 0;
        let place = rest.clone().rev().find(|place| negates(*place))?;
        if rest.len() <= NEGATION_WITHIN {
            return Some(rest.clone());
        }
        let parted = |place: usize| {
            self.spoken(place).is_none_or(|spoken| spoken.breaks_off != Break::None)
                || self.spoken(place + 1).is_none_or(|spoken| spoken.begins)
        };
        let near = rest.end - place <= NEGATION_WITHIN;
        if near && !(place..rest.end).any(parted) {
            return Some(place..rest.end);
        }
        // "was not in any way sold": it follows the last word that is kept.
        let first = rest.clone().find(|place| !self.sides.idle[*place])?;
        let follows = rest.start > 0 && !parted(rest.start - 1);
        (negates(first) && follows).then_some(first..first + 1)
    }

    /// Words of a transcript as it has them.
    fn said(&self, row: Range<usize>) -> Vec<Shown> {
        row.filter_map(|place| {
            let (transcript, word) = self.sides.index.at(place);
            let transcript = &self.sides.index.transcripts[transcript];
            let span = transcript.spoken.get(word)?.word.span;
            let next =
                transcript.spoken.get(word + 1).map_or(span.end, |next| next.word.span.start);
            Some(Shown::of(transcript.file.as_read(), span.start, span, next))
        })
        .map(|shown| Shown { glued: false, ..shown })
        .collect()
    }
}

/// What the parts of a quotation show.
pub(super) fn judge(bench: Bench<'_>, parts: &[Part]) -> Shows {
    let mut shows = Shows::default();
    for (n, part) in parts.iter().enumerate() {
        if let Some(before) = n.checked_sub(1).map(|n| &parts[n]) {
            between(bench, before, part, &mut shows);
        }
        for run in runs(&part.steps) {
            weigh(bench, run, &mut shows);
        }
    }
    if shows.splice.is_none() && has_two_speakers(bench, parts) {
        shows.splice = Some(Splice::TwoSpeakers);
    }
    shows.but_for.sort_unstable();
    shows
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
    } else if bracketed && !left.gap.is_marked() {
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
    let (in_draft, in_speech) = (
        bench.negations(own().map(|word| word.key.as_str())),
        bench.negations(keys.iter().copied()),
    );
    if in_draft < in_speech && said.len() <= NEGATION_WITHIN + written.len() {
        shows.loud.push(Loud::NegationDropped(joined(&bench.said(said.clone()))));
    } else if in_draft > in_speech {
        shows.loud.push(Loud::NegationAdded(joined(&shown().collect::<Vec<_>>())));
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
    let ours = shown().collect::<Vec<_>>();
    for piece in differences(&joined(&bench.said(said)), &joined(&ours)) {
        let word = Shown { text: piece.words, glued: false };
        shows.note(piece.change, [&word]);
    }
    if own().next().is_none() {
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
    let splice = if one.0 != other.0 {
        Splice::TwoTranscripts
    } else if labels.0.is_some() && labels.1.is_some() && labels.0 != labels.1 {
        Splice::TwoSpeakers
    } else if second.start < first.end {
        Splice::OutOfOrder
    } else if one != other && (labels.0.is_none() || labels.0 != labels.1) {
        Splice::TwoSpeakers
    } else {
        let left_out = second.start - first.end;
        let shown = shortened(bench.said(first.end..second.start));
        if gap == Gap::Sentence || left_out <= FAR && gap.is_marked() {
            shows.marked_cut += left_out;
            shows.note(Change::Cut, &shown);
            return;
        }
        if left_out <= FAR {
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
    let mut speakers: Vec<((usize, usize), Option<&str>)> = Vec::new();
    for step in parts.iter().flat_map(|part| &part.steps).filter(|step| step.kind.is_match()) {
        for place in step.row.clone() {
            let turn = bench.turn(place);
            if speakers.last().is_none_or(|(known, _)| *known != turn) {
                speakers.push((turn, bench.label(place)));
            }
        }
    }
    speakers.windows(2).any(|two| two[0].1.is_none() || two[0].1 != two[1].1)
}
