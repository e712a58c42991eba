//! Whom "he", "she", "they" and "it" mean.
//!
//! Every mention before the pronoun, a few sentences back, is weighed by what it does in its
//! clause, how near it is, and whether it has been speaking. The heaviest is meant only if it
//! outweighs the next by a clear margin; otherwise both are named.

use std::collections::HashSet;

use super::{Gender, Meaning, SpeakerId, SpeakerKind, Story};
use crate::parse::{Function, Mention};

/// How many sentences back a pronoun looks.
const REACH: usize = 4;

/// How many mentions back, at most.
const MOST: usize = 60;

/// Further mentions of one speaker count so often at most.
const AGAIN: i32 = 2;

/// By how much the first must outweigh the second.
const MARGIN: i32 = 16;

/// A mention that a pronoun could mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    speaker: SpeakerId,
    sentence: usize,
    block: usize,
    function: Function,
    quotation: Option<usize>,
    indefinite: bool,
    /// The source of an attribution.
    is_source: bool,
    /// The first subject of its sentence.
    leads: bool,
}

/// What a pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// "he", "she"; "the 43-year-old"
    Person(Gender),
    /// "it", "the company"
    Thing,
    /// "they"
    Many,
}

/// The mentions so far, latest last.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    seen: Vec<Candidate>,
    spoken: HashSet<SpeakerId>,
    /// The sentence whose first subject has been seen.
    led: Option<usize>,
}

impl Antecedents {
    /// Notes a mention of a speaker.
    pub(super) fn see(&mut self, speaker: SpeakerId, mention: &Mention, is_source: bool) {
        if is_source {
            self.spoken.insert(speaker);
        }
        let leads = mention.function == Function::Subject
            && mention.quotation.is_none()
            && self.led != Some(mention.sentence);
        if leads {
            self.led = Some(mention.sentence);
        }
        self.seen.push(Candidate {
            speaker,
            sentence: mention.sentence,
            block: mention.block,
            function: mention.function,
            quotation: mention.quotation,
            indefinite: mention.indefinite,
            is_source,
            leads,
        });
    }

    /// True when the speaker has been the source of an attribution.
    pub(super) fn has_spoken(&self, speaker: SpeakerId) -> bool {
        self.spoken.contains(&speaker)
    }

    /// The one of several namesakes who spoke last, if no other has been named since.
    pub(super) fn floor(&self, fits: &[SpeakerId], mention: &Mention) -> Option<SpeakerId> {
        let near = || {
            self.seen
                .iter()
                .rev()
                .take(MOST)
                .take_while(|c| c.sentence + REACH >= mention.sentence)
                .filter(|c| fits.contains(&c.speaker))
        };
        let last = near().next()?;
        let rivals = near().any(|c| c.speaker != last.speaker);
        ((last.is_source || last.leads) && !rivals).then_some(last.speaker)
    }

    /// Whom a pronoun means, among the speakers that `fits` lets through.
    pub(super) fn find(
        &self,
        story: &Story,
        pronoun: &Mention,
        is_source: bool,
        wanted: Wanted,
        fits: impl Fn(SpeakerId) -> bool,
    ) -> Meaning {
        let mut weights: Vec<(SpeakerId, i32, i32)> = Vec::new();
        let mut chain = is_source;
        for candidate in
            self.seen.iter().rev().take(MOST).take_while(|c| c.sentence + REACH >= pronoun.sentence)
        {
            let id = candidate.speaker;
            let outside = candidate.quotation.is_none();
            let mut weight = weigh(story, candidate, pronoun, wanted);
            // Whoever spoke last goes on speaking.
            if chain && candidate.is_source && outside {
                weight += 18;
                chain = false;
            }
            if !matches(story, id, wanted) || !fits(id) {
                continue;
            }
            match weights.iter_mut().find(|(known, ..)| *known == id) {
                Some((_, best, times)) => {
                    *best = (*best).max(weight);
                    *times += 1;
                }
                None => weights.push((id, weight, 0)),
            }
        }
        // A speaker who is named again and again is what the passage is about.
        let mut weights: Vec<(SpeakerId, i32)> = weights
            .into_iter()
            .map(|(id, weight, times)| (id, weight + 4 * times.min(AGAIN)))
            .collect();
        weights.sort_by_key(|(id, weight)| (-*weight, *id));
        if std::env::var_os("WHY").is_some() {
            eprintln!(
                "WHY s{} {:?}: {:?}",
                pronoun.sentence,
                pronoun.function,
                weights
                    .iter()
                    .map(|(i, w)| (&story.speakers[i.0].name, story.speakers[i.0].gender, w))
                    .collect::<Vec<_>>()
            );
            for c in self.seen.iter().rev().take(12) {
                eprintln!("    {} {:?}", story.speakers[c.speaker.0].name, c);
            }
        }
        match weights.as_slice() {
            [] => Meaning::Unknown,
            [(one, _)] => Meaning::Speaker(*one),
            [(one, best), (_, next), ..] if best - next >= MARGIN => Meaning::Speaker(*one),
            [(a, _), (b, _), ..] => Meaning::Ambiguous(vec![*a, *b]),
        }
    }
}

/// How likely a mention is meant.
fn weigh(story: &Story, candidate: &Candidate, pronoun: &Mention, wanted: Wanted) -> i32 {
    let mut weight = match candidate.function {
        Function::Subject => 50,
        Function::Subordinate => 38,
        Function::Object => 34,
        Function::Unknown => 28,
        Function::Oblique => 20,
        Function::Possessor => 14,
    };
    if candidate.is_source {
        weight += 18;
    }
    if candidate.leads {
        weight += 14;
    }
    // Who is only spoken of inside a quotation has not entered the writer's own text.
    if candidate.quotation.is_some() && candidate.quotation != pronoun.quotation {
        weight -= 45;
    }
    // "The union blamed the firm": the firm is not the union.
    if pronoun.function == Function::Object
        && candidate.function == Function::Subject
        && candidate.sentence == pronoun.sentence
        && candidate.quotation == pronoun.quotation
    {
        weight -= 60;
    }
    let back = i32::try_from(pronoun.sentence.saturating_sub(candidate.sentence)).unwrap_or(9);
    weight -= 16 * back;
    if candidate.block != pronoun.block {
        weight -= 6;
    }
    let speaker = &story.speakers[candidate.speaker.0];
    if let Wanted::Person(gender) = wanted
        && gender != Gender::Unknown
    {
        weight += match (speaker.gender == gender, speaker.kind) {
            (true, _) => 10,
            (false, SpeakerKind::Person) => 0,
            (false, _) => -8,
        };
    }
    // "as a low-profile leader" introduces nobody; "a reporter asked" does.
    if candidate.indefinite {
        let subject = matches!(candidate.function, Function::Subject | Function::Subordinate);
        weight -= if subject { 16 } else { 40 };
    }
    // "They" can be a firm, but is a group of people first.
    if wanted == Wanted::Many && speaker.kind == SpeakerKind::Organisation {
        weight -= 20;
    }
    if speaker.kind == SpeakerKind::Person {
        weight += 6;
    }
    weight
}

/// True when the kind of speaker can be meant.
fn matches(story: &Story, id: SpeakerId, wanted: Wanted) -> bool {
    let speaker = &story.speakers[id.0];
    match wanted {
        Wanted::Person(gender) => {
            matches!(
                speaker.kind,
                SpeakerKind::Person
                    | SpeakerKind::TitleOnly
                    | SpeakerKind::Spokesperson
                    | SpeakerKind::Anonymous
            ) && super::names::fits_gender(gender, speaker.gender)
        }
        Wanted::Thing => matches!(
            speaker.kind,
            SpeakerKind::Organisation
                | SpeakerKind::Government
                | SpeakerKind::Document
                | SpeakerKind::Court
                | SpeakerKind::Outlet
        ),
        Wanted::Many => matches!(
            speaker.kind,
            SpeakerKind::Group
                | SpeakerKind::Collective
                | SpeakerKind::Organisation
                | SpeakerKind::Anonymous
        ),
    }
}
