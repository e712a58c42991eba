//! Takes a draft, what is known of it, and transcripts. Gives for each quotation whether it is said word
//! for word, and where.
//! Never guesses: what no transcript has is not found.
//!
//! transcript → words → index → search (align) → judge (bench, front) → [`Verified`]
//!
//! What is exact: the same words in the same order. Capitals, marks, dashes and blanks do not count;
//! "twenty" is "20". A quotation is exact but for something where it differs only in spelling ("colour",
//! "color"), in contractions, in what the draft puts in brackets, in fillers, in words said twice, in
//! what somebody else throws in, or in what was not heard.

mod align;
mod bench;
mod front;
mod index;
mod judge;
mod numbers;
mod outcome;
mod quotations;
mod search;
mod shown;
mod speakers;
mod speech;
mod transcript;
mod word;
mod words;

use std::ops::Range;

pub use outcome::{ButFor, Loud, Outcome, Place, Replaced, SpeakerCheck, Splice, Verified};
pub use quotations::Quotation;
pub use speech::{Speech, SpeechFile};
pub use transcript::{Time, Transcript, TranscriptError, TranscriptKind};

use align::{COMMON, RARE, Sides};
use bench::Bench;
use front::says_so_itself;
use index::Index;
use judge::judge;
use quotations::{Quoted, quotations, quoted};
use search::{Found, Part, search};
use shown::{Shown, joined};
use speakers::{Credited, Known, labels, labels_of};

use crate::lexicon::Lexicon;
use crate::read::Draft;
use crate::verdict::Verdict;

/// A quotation of fewer words proves little.
const SHORT: usize = 2;

/// A word is common that is said once in so many words, and more often than so.
const COMMON_EVERY: usize = 150;
const COMMON_ABOVE: usize = 3;

/// Transcripts, ready for any number of drafts.
pub struct Verifier<'t> {
    index: Index<'t>,
    speech: &'t Speech,
    lexicon: &'t Lexicon,
    /// For each place of the row, whether a draft may leave the word out.
    idle: Vec<bool>,
    has_labels: bool,
}

impl<'t> Verifier<'t> {
    /// Notes where each word of the transcripts is.
    #[must_use]
    pub fn new(transcripts: &'t [Transcript], speech: &'t Speech, lexicon: &'t Lexicon) -> Self {
        let index = Index::new(transcripts);
        let idle = idle(&index, speech);
        let has_labels = labels(transcripts).next().is_some();
        Self { index, speech, lexicon, idle, has_labels }
    }

    /// Holds every quotation of a draft against the transcripts; in the order of the draft.
    #[must_use]
    pub fn verify(&self, draft: &Draft, verdict: &Verdict) -> Vec<Verified> {
        let all = quotations(draft, verdict, self.lexicon);
        all.into_iter().map(|quotation| self.verify_one(draft, verdict, quotation)).collect()
    }

    fn verify_one(&self, draft: &Draft, verdict: &Verdict, quotation: Quotation) -> Verified {
        let number = |key: &str| {
            let id = self.index.id(key);
            let count = self.index.count(id);
            let common = count > COMMON_ABOVE && count > self.index.row.len() / COMMON_EVERY;
            (id, if common { COMMON } else { RARE })
        };
        let quote = quoted(draft, &quotation, (self.speech, self.lexicon), number);
        let credited = quotation.attribution.and_then(|n| Credited::of(draft, verdict, n));
        let sides =
            Sides { quote: &quote, index: &self.index, speech: self.speech, idle: &self.idle };
        let found = search(sides);
        let own_front = says_so_itself(draft, &quotation, self.speech, self.lexicon);
        let bench = Bench { sides, lexicon: self.lexicon, own_front };
        let mut verified = self.judged(bench, quotation, found, credited.as_ref());
        if let Some(credited) = credited {
            verified.absent = verified.outcome == Outcome::NotFound
                && self.has_labels
                && !credited.may_be_labelled_in(self.index.transcripts);
            verified.speaker = Some(credited.name);
        }
        verified
    }

    fn judged(
        &self,
        bench: Bench<'_>,
        quotation: Quotation,
        mut found: Found,
        credited: Option<&Credited>,
    ) -> Verified {
        let sides = bench.sides;
        let short = sides.quote.len() <= SHORT;
        if let Some(place) = self.meant(bench, &found.exact, credited) {
            found.parts = vec![search::same(sides, 0..sides.quote.len(), place)];
        }
        let shows = judge(bench, &found.parts);
        let another = credited.filter(|_| !short).and_then(|credited| {
            let labels: Vec<&str> =
                found.parts.iter().filter_map(|p| self.label(p.row().start)).collect();
            let other = |label: &&str| credited.is_not(label, self.index.transcripts, self.known());
            let clear = !labels.is_empty() && labels.iter().all(other);
            clear.then(|| labels[0].to_owned())
        });
        let outcome = if found.parts.is_empty() {
            Outcome::NotFound
        } else if shows.splice.is_some() {
            Outcome::Spliced
        } else if shows.is_altered() {
            Outcome::Altered
        } else if another.is_some() {
            Outcome::SaidByAnother
        } else if shows.cut + shows.marked_cut > 0 {
            Outcome::Cut
        } else {
            Outcome::Exact
        };
        let compares = matches!(outcome, Outcome::Altered | Outcome::Spliced | Outcome::Cut);
        let shown_cut = if outcome == Outcome::Cut { shows.marked_cut } else { 0 };
        Verified {
            quotation,
            outcome,
            marked: outcome == Outcome::Cut && shows.cut == 0,
            differences: if compares { shows.pieces } else { Vec::new() },
            loud: shows.loud,
            but_for: shows.but_for,
            replaced: shows.replaced,
            splice: shows.splice,
            left_out: shows.cut + shown_cut,
            places: found.parts.iter().map(|part| self.place(part.row())).collect(),
            times_said: found.exact.len(),
            nearest: found.nearest.map(|row| self.place(row)),
            speaker: None,
            speaker_check: self.speaker_check(&found.parts, credited, another.is_some()),
            another,
            short,
            absent: false,
        }
    }

    /// Of several places where the very words are said, the one that is meant: in one turn, and under
    /// the label of whom the draft credits.
    fn meant(
        &self,
        bench: Bench<'_>,
        exact: &[usize],
        credited: Option<&Credited>,
    ) -> Option<usize> {
        let quote: &[Quoted] = bench.sides.quote;
        let in_one_turn = |place: &usize| {
            let turn = |place: usize| {
                let (transcript, word) = self.index.at(place);
                self.index.transcripts[transcript].spoken.get(word).map(|spoken| spoken.turn)
            };
            turn(*place) == turn(place + quote.len() - 1)
        };
        let theirs = |place: &usize| {
            credited.is_some_and(|c| {
                self.label(*place).is_some_and(|label| c.is_named(label, self.known()))
            })
        };
        let find = |fits: &dyn Fn(&usize) -> bool| exact.iter().copied().find(fits);
        let as_it_is = |place: &usize| front::turned(bench, *place).is_none();
        find(&|place| in_one_turn(place) && theirs(place) && as_it_is(place))
            .or_else(|| find(&|place| in_one_turn(place) && theirs(place)))
            .or_else(|| find(&|place| in_one_turn(place) && as_it_is(place)))
            .or_else(|| find(&in_one_turn))
            .or_else(|| exact.first().copied())
    }

    /// Whether the labels over all the words of some parts are held against whom the draft credits.
    fn speaker_check(
        &self,
        parts: &[Part],
        credited: Option<&Credited>,
        another: bool,
    ) -> SpeakerCheck {
        let (Some(credited), Some(first)) = (credited, parts.first()) else {
            return SpeakerCheck::NotCredited;
        };
        if another {
            return SpeakerCheck::Done;
        }
        let steps = parts.iter().flat_map(|part| &part.steps);
        let places = steps.filter(|step| step.kind.is_match()).flat_map(|step| step.row.clone());
        let mut labels: Vec<Option<&str>> = places.map(|place| self.label(place)).collect();
        labels.dedup();
        let theirs =
            |label: Option<&str>| label.is_some_and(|label| credited.is_named(label, self.known()));
        let transcript = &self.index.transcripts[self.index.at(first.row().start).0];
        match () {
            () if labels.iter().copied().all(theirs) => SpeakerCheck::Done,
            () if labels.iter().all(Option::is_some) => SpeakerCheck::Unsure,
            () if labels_of(transcript).next().is_some() => SpeakerCheck::NoLabel,
            () => SpeakerCheck::NoLabels,
        }
    }

    fn known(&self) -> Known<'_> {
        Known { speech: self.speech, lexicon: self.lexicon }
    }

    fn label(&self, place: usize) -> Option<&str> {
        let (transcript, word) = self.index.at(place);
        let transcript = &self.index.transcripts[transcript];
        (word < transcript.spoken.len()).then(|| transcript.label_of(word)).flatten()
    }

    /// Places of the row as places in a transcript.
    fn place(&self, row: Range<usize>) -> Place {
        let (number, first) = self.index.at(row.start);
        let transcript = &self.index.transcripts[number];
        let last = (first + row.len().max(1) - 1).min(transcript.spoken.len() - 1);
        let spoken = &transcript.spoken[first..=last];
        let span = spoken[0].word.span.to(spoken[spoken.len() - 1].word.span);
        let text = transcript.file.as_read();
        let shown = (first..=last).zip(spoken).map(|(n, word)| {
            let next = transcript.next_after(n);
            Shown { glued: false, ..Shown::of(text, word.word.span.start, word.word.span, next) }
        });
        let shown: Vec<Shown> = shown.collect();
        Place {
            transcript: number,
            span,
            time: transcript.time_of(span.start),
            label: transcript.label_of(first).map(str::to_owned),
            said: joined(&shown),
        }
    }
}

/// For each place of the row, whether a draft may leave the word out: in a filler, or at the beginning of
/// a sentence.
fn idle(index: &Index<'_>, speech: &Speech) -> Vec<bool> {
    let mut idle = vec![false; index.row.len()];
    let mut place = 0;
    for transcript in index.transcripts {
        let spoken = &transcript.spoken;
        for at in 0..spoken.len() {
            let stands = |phrase: &&Vec<String>| {
                spoken.get(at..at + phrase.len()).is_some_and(|words| {
                    words.iter().zip(phrase.iter()).all(|(spoken, word)| spoken.word.key == *word)
                })
            };
            let opens = |phrase: &&Vec<String>| spoken[at].begins && stands(phrase);
            let phrase = speech.fillers.iter().find(stands);
            if let Some(phrase) = phrase.or_else(|| speech.openers.iter().find(opens)) {
                idle[place + at..place + at + phrase.len()].fill(true);
            }
        }
        place += spoken.len() + 1;
    }
    idle
}
