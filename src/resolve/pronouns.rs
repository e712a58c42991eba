//! Whom "he", "she", "they" and "it" mean: by number, gender, and who has just been speaking.

use std::collections::HashSet;

use super::{Gender, Meaning, SpeakerId, SpeakerKind, Story};
use crate::parse::Mention;

/// How many sentences back a pronoun looks.
const REACH: usize = 2;

/// How many mentions back, at most.
const MOST: usize = 60;

/// A mention that a pronoun could mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    speaker: SpeakerId,
    sentence: usize,
    /// The source of an attribution.
    is_source: bool,
    /// Subject or object of its clause, not a possessor: "Maduro" in "Maduro's negotiator" is none.
    head: bool,
}

/// The mentions so far, latest last.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    seen: Vec<Candidate>,
    spoken: HashSet<SpeakerId>,
}

impl Antecedents {
    /// Notes a mention. `owns` is true for a possessor.
    pub(super) fn see(
        &mut self,
        speaker: SpeakerId,
        mention: &Mention,
        is_source: bool,
        owns: bool,
    ) {
        if is_source {
            self.spoken.insert(speaker);
        }
        let candidate = Candidate {
            speaker,
            sentence: mention.sentence,
            is_source,
            head: mention.subject && !owns,
        };
        self.seen.push(candidate);
    }

    /// True when the speaker has been the source of an attribution.
    pub(super) fn has_spoken(&self, speaker: SpeakerId) -> bool {
        self.spoken.contains(&speaker)
    }

    /// Whom a pronoun in `sentence` means.
    pub(super) fn find(
        &self,
        story: &Story,
        sentence: usize,
        gender: Gender,
        many: bool,
        thing: bool,
    ) -> Meaning {
        let fits = |candidate: &&Candidate| {
            let speaker = &story.speakers[candidate.speaker.0];
            let person = matches!(
                speaker.kind,
                SpeakerKind::Person
                    | SpeakerKind::TitleOnly
                    | SpeakerKind::Spokesperson
                    | SpeakerKind::Anonymous
            );
            let kind = if thing {
                matches!(
                    speaker.kind,
                    SpeakerKind::Organisation
                        | SpeakerKind::Government
                        | SpeakerKind::Document
                        | SpeakerKind::Court
                        | SpeakerKind::Outlet
                )
            } else if many {
                matches!(
                    speaker.kind,
                    SpeakerKind::Group | SpeakerKind::Collective | SpeakerKind::Organisation
                )
            } else {
                person
            };
            let same = gender == Gender::Unknown
                || speaker.gender == Gender::Unknown
                || speaker.gender == gender;
            kind && same
        };
        let near =
            || self.seen.iter().rev().take(MOST).take_while(|c| c.sentence + REACH >= sentence);
        // Whoever spoke last goes on speaking.
        if let Some(source) = near().filter(|c| c.is_source).find(fits) {
            let rival = near()
                .take_while(|c| c.sentence > source.sentence)
                .filter(|c| c.head)
                .filter(fits)
                .find(|c| c.speaker != source.speaker && known(story, c.speaker, gender));
            return match rival {
                Some(rival) if rival.sentence < sentence || rival.head => {
                    Meaning::Ambiguous(vec![source.speaker, rival.speaker])
                }
                _ => Meaning::Speaker(source.speaker),
            };
        }
        let mut heads: Vec<SpeakerId> = Vec::new();
        for candidate in near().filter(|c| c.head).filter(fits) {
            if !heads.contains(&candidate.speaker) {
                heads.push(candidate.speaker);
            }
        }
        match heads.as_slice() {
            [] => Meaning::Unknown,
            [one] => Meaning::Speaker(*one),
            _ => {
                let sure: Vec<_> =
                    heads.iter().copied().filter(|id| known(story, *id, gender)).collect();
                match sure.as_slice() {
                    [one] => Meaning::Speaker(*one),
                    _ => Meaning::Ambiguous(heads),
                }
            }
        }
    }
}

/// True when the speaker's gender is known and is this one.
fn known(story: &Story, speaker: SpeakerId, gender: Gender) -> bool {
    gender != Gender::Unknown && story.speakers[speaker.0].gender == gender
}
