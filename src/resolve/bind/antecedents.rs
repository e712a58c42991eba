//! Whom "he", "she", "they" and "it" mean.
//!
//! Every mention before the pronoun, a few sentences back, is weighed by what it does in its
//! clause, how near it is, and whether it has been speaking. The heaviest is meant only if it
//! outweighs the next by a clear margin; otherwise both are named.

use rustc_hash::FxHashSet;

use crate::parse::{GrammaticalRole, Mention, Number, Shape};
use crate::resolve::{Gender, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::tokenise::Text;

/// How many sentences back a pronoun looks.
const REACH: usize = 4;

/// How many sentences back "the two" looks for two persons who were not named side by side.
const PAIR_REACH: usize = 3;

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
    function: GrammaticalRole,
    quotation: Option<usize>,
    indefinite: bool,
    /// Words for several without a name: "officials".
    many: bool,
    /// The source of an attribution.
    is_source: bool,
    place: Position,
}

/// Where a mention stands in its sentence or paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// The first subject of its sentence.
    Leads,
    /// A possessor that is the first to be named in a paragraph: "Hale's quarrel with …".
    Opens,
    /// Anywhere else.
    Inside,
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

/// A pronoun, or a description that stands for a name, and what it can mean.
#[derive(Clone, Copy)]
pub(super) struct Search<'s> {
    pub(super) story: &'s Story,
    pub(super) pronoun: &'s Mention,
    /// It is the source of an attribution.
    pub(super) is_source: bool,
    pub(super) wanted: Wanted,
}

/// The mentions so far, latest last.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    seen: Vec<Candidate>,
    spoken: FxHashSet<SpeakerId>,
    /// Who is a man or a woman only because "he" or "she" meant them: that rules others out, and
    /// gives them no better place.
    pub(super) called: FxHashSet<SpeakerId>,
    /// Who was the subject of a clause.
    acted: FxHashSet<SpeakerId>,
    /// For each sentence, how many with words of the writer stand up to it: a row of quotations
    /// takes nobody further away.
    clock: Vec<usize>,
    /// The sentence whose first subject has been seen.
    led: Option<usize>,
}

impl Antecedents {
    /// Reads how the sentences of a text follow one another.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut quoted = vec![false; text.tokens.len()];
        for quotation in text.quotations.iter().filter(|q| q.depth == 0) {
            quoted[quotation.tokens.clone()].fill(true);
        }
        let mut now = 0;
        let clock = text.sentences.iter().map(|sentence| {
            let own = sentence
                .tokens
                .clone()
                .filter(|n| !quoted[*n] && text.tokens[*n].is_wordlike())
                .take(3)
                .count();
            now += usize::from(own >= 3);
            now
        });
        Self { clock: clock.collect(), ..Self::default() }
    }

    /// How many of the writer's sentences lie between two.
    fn distance(&self, before: usize, behind: usize) -> usize {
        self.clock[behind].saturating_sub(self.clock[before])
    }

    /// Notes a mention of a speaker.
    pub(super) fn see(&mut self, speaker: SpeakerId, mention: &Mention, is_source: bool) {
        if is_source {
            self.spoken.insert(speaker);
        }
        // Whoever is credited is the subject of the cue, whatever stands between.
        let function = match mention.function {
            GrammaticalRole::Unknown if is_source => GrammaticalRole::Subject,
            function => function,
        };
        if matches!(function, GrammaticalRole::Subject | GrammaticalRole::Subordinate) {
            self.acted.insert(speaker);
        }
        // "Democrat John Walz": a bare word for a role introduces nobody.
        let bare = mention.shape == Shape::Role
            && mention.role.is_some_and(|role| role.start == mention.span.start);
        let leads = function == GrammaticalRole::Subject
            && mention.quotation.is_none()
            && self.led != Some(mention.sentence);
        if leads {
            self.led = Some(mention.sentence);
        }
        let opens = function == GrammaticalRole::Possessor
            && mention.quotation.is_none()
            && self.seen.last().is_none_or(|before| before.block != mention.block);
        self.seen.push(Candidate {
            speaker,
            sentence: mention.sentence,
            block: mention.block,
            function,
            quotation: mention.quotation,
            indefinite: mention.indefinite || bare,
            many: mention.number == Number::Many && mention.name.is_none(),
            is_source,
            place: match (leads, opens) {
                (true, _) => Position::Leads,
                (false, true) => Position::Opens,
                (false, false) => Position::Inside,
            },
        });
    }

    /// Notes that those who were named last speak in a clause of theirs.
    ///
    /// > **Former employees**, who told Norvane News …
    pub(super) fn speak(&mut self, speaker: SpeakerId) {
        self.spoken.insert(speaker);
        if let Some(last) = self.seen.last_mut().filter(|c| c.speaker == speaker) {
            last.is_source = true;
        }
    }

    /// The first subject of the sentence in which a mention stands, if it is another's.
    pub(super) fn subject_of(&self, mention: &Mention) -> Option<SpeakerId> {
        let near = self.seen.iter().rev().take(MOST);
        near.take_while(|c| c.sentence == mention.sentence)
            .find(|c| c.place == Position::Leads)
            .map(|c| c.speaker)
    }

    /// True when a speaker has spoken, or was the subject of a clause.
    pub(super) fn has_acted(&self, speaker: SpeakerId) -> bool {
        self.has_spoken(speaker) || self.acted.contains(&speaker)
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
                .take_while(|c| self.distance(c.sentence, mention.sentence) <= REACH)
                .filter(|c| fits.contains(&c.speaker))
        };
        let last = near().next()?;
        let rivals = near().any(|c| c.speaker != last.speaker);
        ((last.is_source || last.place == Position::Leads) && !rivals).then_some(last.speaker)
    }

    /// Notes a mention that may mean any of several, so that none of them has the better place.
    pub(super) fn see_one_of(&mut self, ids: &[SpeakerId], mention: &Mention) {
        let led = self.led;
        for id in ids.iter().take(4) {
            self.led = led;
            self.see(*id, mention, false);
        }
    }

    /// The two persons, and no third, whom the last sentences are about.
    ///
    /// > **Hale** backs the plan. **Price** is against it. The two voters …
    pub(super) fn only_two(&self, story: &Story, mention: &Mention) -> Option<[SpeakerId; 2]> {
        let mut two: Vec<SpeakerId> = Vec::new();
        for candidate in self
            .near(mention, PAIR_REACH)
            .filter(|c| c.quotation.is_none())
            .filter(|c| story.speakers[c.speaker.0].kind == SpeakerKind::Person)
        {
            if !two.contains(&candidate.speaker) {
                two.push(candidate.speaker);
            }
        }
        let [b, a] = two.as_slice() else { return None };
        Some([*a, *b])
    }

    /// What was seen before a mention, the latest first, so many sentences back.
    fn near(&self, mention: &Mention, reach: usize) -> impl Iterator<Item = &Candidate> {
        let back = self.seen.iter().rev().take(MOST);
        back.take_while(move |c| self.distance(c.sentence, mention.sentence) <= reach)
    }

    /// True when no other is the subject of the same sentence: not in "Hale and Reed left".
    fn is_alone(&self, candidate: &Candidate) -> bool {
        let near = self.seen.iter().rev().take(MOST);
        let here = near.skip_while(|c| c.sentence > candidate.sentence);
        here.take_while(|c| c.sentence == candidate.sentence).all(|c| {
            c.speaker == candidate.speaker
                || c.function != GrammaticalRole::Subject
                || c.quotation.is_some()
        })
    }

    /// Whom a pronoun means, among the speakers that `fits` lets through.
    pub(super) fn find(&self, search: Search<'_>, fits: impl Fn(SpeakerId) -> bool) -> Meaning {
        let Search { story, pronoun, is_source, wanted } = search;
        let mut weights: Vec<(SpeakerId, i32, i32)> = Vec::new();
        let mut fresh = true;
        let mut chain = is_source;
        let mut led: Option<usize> = None;
        // Who has spoken or leads a sentence.
        let mut firm: Vec<SpeakerId> = Vec::new();
        for candidate in self.near(pronoun, REACH) {
            let id = candidate.speaker;
            let outside = candidate.quotation.is_none();
            let back = self.distance(candidate.sentence, pronoun.sentence);
            let shown = !self.called.contains(&id);
            let heard = self.has_spoken(id) && story.speakers[id.0].name.contains(' ');
            let mut weight = weigh(search, candidate, shown, heard, back);
            // "Hale doubts that Reed left. He said": whoever leads the sentence before.
            if candidate.place == Position::Leads {
                led.get_or_insert(candidate.sentence);
            }
            let leads = candidate.place == Position::Leads
                && led == Some(candidate.sentence)
                && candidate.sentence < pronoun.sentence
                && back <= 1;
            let known = heard || is_known(&story.speakers[id.0]);
            if matches!(wanted, Wanted::Person(_)) && leads && known && self.is_alone(candidate) {
                weight += 8;
            }
            // Whoever spoke last goes on speaking, until somebody new comes in: not who does so in
            // what another says, "Hale doubts whether Reed knows".
            let speaks = candidate.is_source && candidate.function != GrammaticalRole::Subordinate;
            if fresh && speaks {
                weight += 14;
            }
            if chain && speaks && outside {
                weight += 18;
                chain = false;
            }
            // "Officials left. He said": none of several is meant.
            let several = candidate.many && matches!(wanted, Wanted::Person(_));
            // "They" is no body that has done nothing: "at a hospital".
            let idle = wanted == Wanted::Many
                && story.speakers[id.0].kind == SpeakerKind::Organisation
                && !self.has_acted(id);
            if several || idle || !matches(story, id, wanted) || !fits(id) {
                continue;
            }
            let opens = candidate.place == Position::Opens && candidate.block == pronoun.block;
            if (candidate.place == Position::Leads || opens) && !candidate.is_source {
                (fresh, chain) = (false, false);
            }
            if candidate.is_source || candidate.place != Position::Inside {
                firm.push(id);
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
        // "The plan needs members of the council, they say": they may be anybody.
        let idle = |id: &SpeakerId| wanted == Wanted::Many && !firm.contains(id);
        match weights.as_slice() {
            [] => Meaning::Unknown,
            [(one, _), ..] if idle(one) => Meaning::Unknown,
            [(one, _)] => Meaning::Speaker(*one),
            [(one, best), (_, next), ..] if best - next >= MARGIN => Meaning::Speaker(*one),
            [(a, _), (b, _), ..] => Meaning::Ambiguous(vec![*a, *b]),
        }
    }
}

/// True when the words show that a name is a person's.
fn is_known(speaker: &Speaker) -> bool {
    speaker.gender != Gender::Unknown || !speaker.roles.is_empty()
}

/// How likely a mention is meant.
fn weigh(search: Search<'_>, candidate: &Candidate, shown: bool, heard: bool, back: usize) -> i32 {
    let Search { story, pronoun, wanted, .. } = search;
    let mut weight = match candidate.function {
        GrammaticalRole::Subject => 50,
        GrammaticalRole::Subordinate => 38,
        GrammaticalRole::Object => 34,
        GrammaticalRole::Unknown => 28,
        GrammaticalRole::Oblique => 20,
        GrammaticalRole::Possessor => 14,
    };
    if candidate.place == Position::Leads {
        weight += 14;
    }
    // "Given Hale's lead, he …": whoever opens the paragraph is what it is about.
    if candidate.place == Position::Opens && candidate.block == pronoun.block {
        weight += 22;
    }
    // Who is only spoken of inside a quotation has not entered the writer's own text.
    if candidate.quotation.is_some() && candidate.quotation != pronoun.quotation {
        weight -= 45;
    }
    // "The union blamed the firm": the firm is not the union.
    if pronoun.function == GrammaticalRole::Object
        && candidate.function == GrammaticalRole::Subject
        && candidate.sentence == pronoun.sentence
        && candidate.quotation == pronoun.quotation
    {
        weight -= 60;
    }
    let back = i32::try_from(back).unwrap_or(9);
    weight -= 18 * back;
    if candidate.block != pronoun.block {
        weight -= 6;
    }
    let speaker = &story.speakers[candidate.speaker.0];
    if let Wanted::Person(gender) = wanted
        && gender != Gender::Unknown
    {
        weight += match (speaker.gender == gender && shown, speaker.kind) {
            (true, _) => 10,
            (false, SpeakerKind::Person) => 0,
            (false, _) => -8,
        };
    }
    // "as a low-profile leader" introduces nobody; "a reporter asked" does.
    if candidate.indefinite {
        let subject =
            matches!(candidate.function, GrammaticalRole::Subject | GrammaticalRole::Subordinate);
        weight -= if subject { 16 } else { 40 };
    }
    // "Norvane sells lamps, its website says": whatever the sentence is about.
    let its = pronoun.function == GrammaticalRole::Possessor;
    if wanted == Wanted::Thing && its && back == 0 && candidate.place == Position::Leads {
        weight += 14;
    }
    // "They" can be a firm, but is a group of people first.
    if wanted == Wanted::Many && speaker.kind == SpeakerKind::Organisation {
        weight -= 20;
    }
    // A name that nothing shows to be a person's may be a place or a firm.
    if speaker.kind == SpeakerKind::Person {
        let shown = shown && speaker.gender != Gender::Unknown || !speaker.roles.is_empty();
        weight += if shown || heard || candidate.is_source { 6 } else { -12 };
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
            ) && gender.fits(speaker.gender)
        }
        Wanted::Thing => {
            let shown = speaker.gender != Gender::Unknown || !speaker.roles.is_empty();
            matches!(
                speaker.kind,
                SpeakerKind::Organisation
                    | SpeakerKind::Government
                    | SpeakerKind::Document
                    | SpeakerKind::Court
                    | SpeakerKind::Outlet
            ) || speaker.kind == SpeakerKind::Person && !shown && !speaker.name.contains(' ')
        }
        Wanted::Many => matches!(
            speaker.kind,
            SpeakerKind::Group
                | SpeakerKind::Collective
                | SpeakerKind::Organisation
                | SpeakerKind::Anonymous
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn he_and_she_mean_whom_gender_lets_through() {
        let copy = "Tom Hale met Ruth Bell on Monday. She said the bridge was shut.";
        assert_eq!(speaker_of(copy, "She"), "Ruth Bell");
        let copy = "Ruth Bell met Tom Hale on Monday. He said the bridge was shut.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
        let copy = "Ruth Bell left. He said the bridge was shut.";
        assert_eq!(speaker_of(copy, "He"), "nobody");
    }

    #[test]
    fn the_subject_outweighs_the_object() {
        let copy = "Tom Hale met Paul Reed on Monday. He said the bridge was shut.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
        let copy = "The club sent Tom Hale to Paul Reed on Monday. He said the bridge was \
                 shut.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale or Paul Reed");
    }

    #[test]
    fn who_spoke_goes_on_speaking() {
        let copy = "Tom Hale met Paul Reed on Monday. Reed said the road was shut. He said \
                 the bridge was open.";
        assert_eq!(speaker_of(copy, "He"), "Paul Reed");
    }

    #[test]
    fn a_pronoun_looks_only_a_few_sentences_back() {
        let copy = "Tom Hale left. It rained. The road was shut. He said the bridge was open.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
    }

    #[test]
    fn who_is_only_named_inside_a_quotation_has_not_come_in() {
        let copy = "“Paul Reed shut the bridge,” Tom Hale said. He said it was open.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
    }

    #[test]
    fn it_means_a_body_and_they_a_group() {
        let copy = "Ruth Bell left Harlow Bank. It said the vault was empty.";
        assert_eq!(speaker_of(copy, "It"), "Harlow Bank");
        let copy = "Harlow Bank shut the vault. It said the vault was empty.";
        assert_eq!(speaker_of(copy, "It"), "Harlow Bank");
        let copy = "Harlow Bank shut the vault. She said the vault was empty.";
        assert_eq!(speaker_of(copy, "She"), "nobody");
        let copy = "Tom Hale left the pit. They said it was shut.";
        assert_eq!(speaker_of(copy, "They"), "nobody");
    }

    #[test]
    fn the_two_can_be_two_who_were_not_named_side_by_side() {
        let copy = "Tom Hale backs the plan. Ruth Bell is against it. Both said the vote \
                 was fair.";
        assert_eq!(speaker_of(copy, "Both"), "Tom Hale and Ruth Bell");
        let copy = "Tom Hale backs the plan. Ruth Bell is against it. Paul Reed left. Both \
                 said the vote was fair.";
        assert_eq!(speaker_of(copy, "Both"), "nobody");
    }

    #[test]
    fn they_are_no_body_that_did_nothing() {
        let copy = "Residents met. They said the pit was shut.";
        assert_eq!(speaker_of(copy, "They"), "Residents");
        let copy = "Tom Hale was at a hospital in Selby. They said the pit was shut.";
        assert_eq!(speaker_of(copy, "They"), "nobody");
    }
}
