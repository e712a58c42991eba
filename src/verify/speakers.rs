//! Whether the label over some words is of whom the draft credits with them.

use std::collections::BTreeSet;

use super::speech::Speech;
use super::transcript::Transcript;
use crate::lexicon::{Class, Classes, FunctionWords, Lexicon};
use crate::read::Draft;
use crate::resolve::{Gender, Grade, SpeakerId, SpeakerKind};
use crate::verdict::Verdict;

/// A speaker of the draft as labels may name them.
pub(super) struct Credited {
    /// The name.
    pub(super) name: String,
    /// The last word of the name, in lower case.
    last: String,
    /// The other words of the name, as the draft has it anywhere: first names.
    firsts: BTreeSet<String>,
    /// All words by which the draft calls them, in lower case.
    called: BTreeSet<String>,
    /// He or she, if the draft shows it.
    gender: Gender,
}

impl Credited {
    /// Whoever is certainly credited by an attribution; only a person with a name.
    pub(super) fn of(draft: &Draft, verdict: &Verdict, attribution: usize) -> Option<Self> {
        let id =
            verdict.story.certain(attribution).or_else(|| by_name(draft, verdict, attribution))?;
        let speaker = &verdict.story.speakers[id.0];
        if speaker.kind != SpeakerKind::Person {
            return None;
        }
        let mut called: BTreeSet<String> = words_of(&speaker.name).collect();
        let last = words_of(&speaker.name).last()?;
        for mention in &speaker.mentions {
            called.extend(words_of(draft.words(verdict.parsed.mentions[mention.0].span)));
        }
        let firsts = called.iter().filter(|word| **word != last).cloned().collect();
        for role in &speaker.roles {
            called.extend(words_of(draft.words(*role)));
        }
        called.extend(speaker.known_role.iter().flat_map(|role| words_of(role)));
        Some(Self { name: speaker.name.clone(), last, firsts, called, gender: speaker.gender })
    }

    /// True for a label that is clearly of somebody else.
    pub(super) fn is_not(&self, label: &str, transcripts: &[Transcript], known: Known<'_>) -> bool {
        let words: Vec<String> = words_of(label).collect();
        // "Q", "SPEAKER 2": nobody is named.
        let nobody = |word: &String| {
            known.speech.names_nobody(word) || word.bytes().all(|b| b.is_ascii_digit())
        };
        if words.iter().all(nobody) {
            return false;
        }
        // "VOICE OF HALE" is perhaps his.
        let related = self.is_by_relation(label, known) && !words.iter().any(nobody);
        let (own, title) = (self.gender_of_name(known), self.gender_of_title(&words, known));
        if related || title != Gender::Unknown && !title.fits(own) {
            return true;
        }
        let person = known.person(label);
        // "MAN IN HAT".
        if person.is_none() && words.iter().any(nobody) {
            return false;
        }
        if let Some(person) = person.as_deref()
            && self.has_other_name(person, transcripts, known)
        {
            return true;
        }
        // Of "ANN WEBB, LAWYER FOR HALE" only the name counts.
        if person.as_ref().unwrap_or(&words).iter().any(|word| self.called.contains(word)) {
            return false;
        }
        // Where no label is theirs, an office may be, and so may their name in other letters.
        self.is_labelled_in(transcripts, known)
            || person.is_some_and(|person| !self.may_be_written(&person, known))
    }

    /// True for a name in full with their surname and another first name, or the other way round.
    fn has_other_name(
        &self,
        person: &[String],
        transcripts: &[Transcript],
        known: Known<'_>,
    ) -> bool {
        let Some((last, firsts)) = person.split_last().filter(|(_, firsts)| !firsts.is_empty())
        else {
            return false;
        };
        if self.firsts.is_empty() || person.contains(&self.last) && self.shares_first(person) {
            return false;
        }
        if *last == self.last {
            let own = |label| {
                known
                    .person(label)
                    .is_some_and(|own| own.last() == Some(&self.last) && self.shares_first(&own))
            };
            // "TOM HALE" may be Thomas Hale, but not where "THOMAS HALE" speaks as well.
            let strict = labels(transcripts).any(own);
            return !self.has_first(firsts, strict, known);
        }
        let double = self.called.contains(last) || person.contains(&self.last);
        self.shares_first(firsts) && !double && !are_near(last, &self.last)
    }

    fn shares_first(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.firsts.contains(name))
    }

    /// True for first names one of which may be theirs.
    fn has_first(&self, firsts: &[String], strict: bool, known: Known<'_>) -> bool {
        let alike = |one: &String, other: &String| {
            let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
            long == short
                || short.chars().count() == 1 && long.starts_with(short.as_str())
                || known.lexicon.whole_name(long) == known.lexicon.whole_name(short)
                || !strict && is_short_for(short, long)
        };
        firsts.iter().any(|first| self.firsts.iter().any(|own| alike(first, own)))
    }

    /// True for a name that may be theirs in other letters, or for their initials or first name.
    fn may_be_written(&self, person: &[String], known: Known<'_>) -> bool {
        if person.iter().any(|word| are_near(word, &self.last)) {
            return true;
        }
        let [one] = person else { return false };
        one.chars().count() <= INITIALS || known.is_given(one)
    }

    /// True for a label that is their name, or their surname.
    pub(super) fn is_named(&self, label: &str, known: Known<'_>) -> bool {
        let person = known.person(label).unwrap_or_default();
        let words: Vec<String> = words_of(label).collect();
        let title = self.gender_of_title(&words, known);
        if !person.contains(&self.last)
            || self.is_related(&words, known)
            || self.is_by_relation(label, known)
            || title != Gender::Unknown && title != self.gender_of_name(known)
        {
            return false;
        }
        person.len() == 1 || self.firsts.is_empty() || self.has_first(&person, false, known)
    }

    /// The words of a label before their name.
    fn before_the_name<'w>(&self, words: &'w [String]) -> &'w [String] {
        let name = words.iter().position(|word| *word == self.last).unwrap_or_default();
        let firsts = words[..name].iter().rev().take_while(|word| self.firsts.contains(*word));
        &words[..name - firsts.count()]
    }

    /// True for a label that may name somebody else by them: "CHAIR OF THE HALE TRUST".
    fn is_related(&self, words: &[String], known: Known<'_>) -> bool {
        self.before_the_name(words).iter().any(|word| known.speech.relations.contains(word))
    }

    /// True for a label of somebody who is named by them: "LAWYER FOR MR HALE", "HALE'S LAWYER".
    fn is_by_relation(&self, label: &str, known: Known<'_>) -> bool {
        let head = label.split([',', '/']).next().unwrap_or_default().to_lowercase();
        let words: Vec<String> = words_of(&head).collect();
        let title = |word: &&String| known.is_honorific(word);
        let before = self.before_the_name(&words).iter().rev().find(|word| !title(word));
        let owned = ['\'', '’'].iter().any(|mark| {
            let owner = format!("{}{mark}", self.last);
            head.split_once(&owner).is_some_and(|(_, rest)| rest.contains(' '))
        });
        owned || before.is_some_and(|word| known.speech.relations.contains(word))
    }

    /// He or she by the title before their name in a label: "MRS HALE".
    fn gender_of_title(&self, words: &[String], known: Known<'_>) -> Gender {
        let before = self.before_the_name(words);
        let titled = |class: Class| before.iter().any(|word| known.classes(word).has(class));
        match (titled(Class::HonorificMale), titled(Class::HonorificFemale)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// He or she by the draft, or by their first names.
    fn gender_of_name(&self, known: Known<'_>) -> Gender {
        let given = |class: Class| self.firsts.iter().any(|word| known.classes(word).has(class));
        match (given(Class::GivenMale), given(Class::GivenFemale)) {
            _ if self.gender != Gender::Unknown => self.gender,
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// True where a transcript has a label with their name.
    fn is_labelled_in(&self, transcripts: &[Transcript], known: Known<'_>) -> bool {
        labels(transcripts).any(|label| self.is_named(label, known))
    }

    /// True where a transcript has a label that may be theirs: their surname is in it.
    pub(super) fn may_be_labelled_in(&self, transcripts: &[Transcript]) -> bool {
        labels(transcripts).any(|label| words_of(label).any(|word| word == self.last))
    }
}

/// A name of one word is so short at most where it may be initials.
const INITIALS: usize = 3;

/// What is known of the words of labels.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) speech: &'a Speech,
    pub(super) lexicon: &'a Lexicon,
}

impl Known<'_> {
    /// The name of a person that a label has: "MAYOR ANN WEBB, NORBY" has "ann webb", "TV HOST" none.
    fn person(self, label: &str) -> Option<Vec<String>> {
        let head = label.split([',', '/']).next()?;
        let words: Vec<String> = words_of(head).collect();
        let titles = words.iter().take_while(|word| !self.is_of_a_name(word)).count();
        let name = &words[titles..];
        let named = !name.is_empty()
            && name.len() <= LONGEST_NAME
            && name.iter().all(|word| self.is_of_a_name(word));
        let kept = name.iter().filter(|word| {
            !self.classes(word).any(Classes::of(&[Class::NameParticle, Class::NameSuffix]))
        });
        Some(kept.cloned().collect::<Vec<_>>()).filter(|kept| named && !kept.is_empty())
    }

    /// True for a word that is of a name, or that nothing is known of.
    fn is_of_a_name(self, word: &str) -> bool {
        const NAMES: Classes = Classes::of(&[
            Class::GivenMale,
            Class::GivenFemale,
            Class::NameParticle,
            Class::NameSuffix,
        ]);
        let classes = self.classes(word);
        let function = *self.lexicon.function_of(word) != FunctionWords::NONE;
        !self.speech.names_nobody(word)
            && word.chars().all(|c| !c.is_numeric())
            && (classes.any(NAMES) || classes.is_empty() && !function)
    }

    /// True for a title before a name: "mr".
    fn is_honorific(self, word: &str) -> bool {
        const TITLES: Classes =
            Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);
        self.classes(word).any(TITLES)
    }

    fn is_given(self, word: &str) -> bool {
        self.classes(word).any(Classes::of(&[Class::GivenMale, Class::GivenFemale]))
    }

    /// The classes of a word in lower case, however it may be written.
    fn classes(self, word: &str) -> Classes {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let mut classes = self.lexicon.classes_of(word);
        classes.add(self.lexicon.classes_of(&first.chain(letters).collect::<String>()));
        classes.add(self.lexicon.classes_of(&word.to_uppercase()));
        classes
    }
}

/// A name has so many words at most.
const LONGEST_NAME: usize = 4;

/// True for "tom" and "thomas": the letters of one are in the other, in order.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| letters.any(|l| l == c))
}

/// True for two names that may be one in other letters: "zelensky", "zelenskyy".
fn are_near(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| name.chars().collect::<Vec<_>>());
    let allowed = match one.len().min(other.len()) {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let mut costs: Vec<usize> = (0..=other.len()).collect();
    for (n, a) in one.iter().enumerate() {
        let mut corner = std::mem::replace(&mut costs[0], n + 1);
        for (m, b) in other.iter().enumerate() {
            let least = (corner + usize::from(a != b)).min(costs[m] + 1).min(costs[m + 1] + 1);
            corner = std::mem::replace(&mut costs[m + 1], least);
        }
    }
    costs[other.len()] <= allowed
}

/// All labels of some transcripts.
pub(super) fn labels(transcripts: &[Transcript]) -> impl Iterator<Item = &str> {
    transcripts.iter().flat_map(labels_of)
}

/// All labels of a transcript.
pub(super) fn labels_of(transcript: &Transcript) -> impl Iterator<Item = &str> {
    transcript.turns.iter().filter_map(|turn| turn.label.as_deref())
}

/// A speaker that is likely, and whom the very words of the source name.
fn by_name(draft: &Draft, verdict: &Verdict, attribution: usize) -> Option<SpeakerId> {
    let link = verdict.story.links.get(attribution).copied().flatten()?;
    let id = verdict.story.bindings[attribution].speaker()?;
    let source = verdict.parsed.attributions[attribution].source.as_ref()?;
    let last = words_of(&verdict.story.speakers[id.0].name).last()?;
    let named = words_of(draft.words(source.span)).any(|word| word == last);
    (link.grade == Grade::Likely && named).then_some(id)
}

/// The words of a name or a description, in lower case.
fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}
