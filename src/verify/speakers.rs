//! Whether the label over some words is of whom the draft credits with them.

use std::collections::BTreeSet;

use super::speech::Speech;
use super::transcript::Transcript;
use crate::lexicon::{Class, Classes, FunctionWords, Lexicon};
use crate::read::Draft;
use crate::resolve::{Grade, SpeakerId, SpeakerKind};
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
        Some(Self { name: speaker.name.clone(), last, firsts, called })
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
        let person = known.person(label);
        if let Some(person) = person.as_deref()
            && self.has_other_name(person, transcripts, known)
        {
            return true;
        }
        if words.iter().any(|word| self.called.contains(word)) {
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
        if !words_of(label).any(|word| word == self.last) {
            return false;
        }
        let person = known.person(label).unwrap_or_default();
        let (_, firsts) = person.split_last().map_or((None, &[][..]), |(l, rest)| (Some(l), rest));
        firsts.is_empty() || self.firsts.is_empty() || self.has_first(&person, false, known)
    }

    /// True where a transcript has a label with their name.
    pub(super) fn is_labelled_in(&self, transcripts: &[Transcript], known: Known<'_>) -> bool {
        labels(transcripts).any(|label| self.is_named(label, known))
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
    transcripts.iter().flat_map(|t| &t.turns).filter_map(|turn| turn.label.as_deref())
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
