//! Who of one version is who of the other.

use std::collections::BTreeSet;

use super::version::{By, Certainty, Version, Voice};
use crate::lexicon::{Class, FunctionWord, FunctionWords, Lexicon};
use crate::resolve::SpeakerKind;
use crate::weigh::plain;

/// Compares the speakers of two versions.
#[derive(Clone, Copy)]
pub(super) struct Persons<'a> {
    pub(super) old: &'a Version,
    pub(super) new: &'a Version,
    pub(super) lexicon: &'a Lexicon,
}

/// What became of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// The same, or nobody can say otherwise.
    Same,
    /// Somebody else, or nobody.
    Other,
    /// The draft no longer shows who it is.
    Unclear,
}

impl Persons<'_> {
    /// What became of who says something.
    pub(super) fn became(&self, old: Option<&By>, new: Option<&By>) -> Became {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, None) => return Became::Same,
            _ => return Became::Other,
        };
        if self.are_alike(old, new) {
            return Became::Same;
        }
        let open = |by: &By| by.certainty == Certainty::Open;
        let same_words = plain(&old.called) == plain(&new.called);
        if !open(old) && !open(new) {
            return Became::Other;
        }
        let unclear = old.certainty == Certainty::Certain && open(new) && !same_words;
        // Of "he" nobody can tell who it is, of "officials" anybody can tell that it is not Hale.
        let pronoun = |by: &By| self.is_pronoun(&by.called);
        match (open(old) && pronoun(old), open(new) && pronoun(new)) {
            _ if same_words => Became::Same,
            (false, false) => Became::Other,
            (_, true) if unclear => Became::Unclear,
            _ => Became::Same,
        }
    }

    fn is_pronoun(&self, words: &str) -> bool {
        let function = self.lexicon.function_of(words);
        function.has(FunctionWord::SubjectPronoun) || function.has(FunctionWord::SpeakerPronoun)
    }

    /// True when everybody who speaks there may be who speaks here.
    fn are_alike(&self, old: &By, new: &By) -> bool {
        let names = |version: &Version, by: &By| -> Vec<Voice> {
            let known = by.voices.iter().map(|v| version.voices[*v].clone());
            let known: Vec<Voice> = known.collect();
            if known.is_empty() { vec![described(&by.called)] } else { known }
        };
        let (olds, news) = (names(self.old, old), names(self.new, new));
        let open = old.certainty == Certainty::Open || new.certainty == Certainty::Open;
        let found = |one: &Voice, all: &[Voice]| all.iter().any(|other| self.is_same(one, other));
        if open {
            return olds.iter().any(|one| found(one, &news));
        }
        olds.iter().all(|one| found(one, &news)) && news.iter().all(|one| found(one, &olds))
    }

    /// True when two speakers may be one: by name, or by the role that stands for the name.
    pub(super) fn is_same(&self, one: &Voice, other: &Voice) -> bool {
        let (a, b) = (self.words(&one.name), self.words(&other.name));
        if a == b {
            return true;
        }
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let person = |voice: &Voice| voice.kind == SpeakerKind::Person;
        match (person(one), person(other)) {
            (true, true) => self.is_one_name(&one.name, &other.name),
            (false, false) => {
                (a.is_subset(&b) || b.is_subset(&a))
                    && self.is_name(&one.name) == self.is_name(&other.name)
            }
            (true, false) => self.has_role(one, &b),
            (false, true) => self.has_role(other, &a),
        }
    }

    /// "Hale" and "Tom Hale", "T. Hale" and "Tom Hale".
    fn is_one_name(&self, one: &str, other: &str) -> bool {
        let (one, other) = (self.in_order(one), self.in_order(other));
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let fits = |part: &String| {
            long.iter().any(|name| {
                name == part
                    || self.lexicon.whole_name(name) == self.lexicon.whole_name(part)
                    || part.chars().count() == 1 && name.starts_with(part.as_str())
                    || name.chars().count() == 1 && part.starts_with(name.as_str())
            })
        };
        short.iter().all(fits)
    }

    /// True when a person has been given a role in words that describe somebody.
    fn has_role(&self, person: &Voice, words: &BTreeSet<String>) -> bool {
        let given = person.title.iter().chain(&person.roles);
        given.map(|role| self.words(role)).any(|role| words.is_subset(&role) || role == *words)
    }

    /// The words of a name, without articles, titles and marks.
    pub(super) fn words(&self, name: &str) -> BTreeSet<String> {
        self.in_order(name).into_iter().collect()
    }

    fn in_order(&self, name: &str) -> Vec<String> {
        let name = name.replace('’', "'");
        let bare = name.split_whitespace().map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.strip_suffix("'s").unwrap_or(word).to_lowercase().replace('.', "")
        });
        let small = |word: &String| {
            let small = [
                FunctionWord::Article,
                FunctionWord::OfOwner,
                FunctionWord::OnNoun,
                FunctionWord::MadeBy,
                FunctionWord::OneNew,
            ];
            let function: &FunctionWords = self.lexicon.function_of(word);
            let honorific = self.lexicon.classes_of(word).has(Class::Honorific);
            honorific || small.iter().any(|set| function.has(*set))
        };
        let words: Vec<String> = bare.filter(|word| !word.is_empty()).collect();
        let kept: Vec<String> = words.iter().filter(|word| !small(word)).cloned().collect();
        if kept.is_empty() { words } else { kept }
    }

    /// True when somebody is called by name.
    pub(super) fn is_named(&self, voice: &Voice) -> bool {
        voice.kind == SpeakerKind::Person || self.is_name(&voice.name)
    }

    /// True for a name, and not for a description.
    pub(super) fn is_name(&self, words: &str) -> bool {
        let article = |word: &str| self.lexicon.function_of(word).has(FunctionWord::Article);
        let mut words = words.split_whitespace().filter(|word| !article(word));
        words.any(|word| word.starts_with(char::is_uppercase))
    }

    /// True when one name looks like the other with a correction: one letter, or the first name.
    pub(super) fn is_corrected(&self, one: &Voice, other: &Voice) -> bool {
        let (a, b) = (self.in_order(&one.name), self.in_order(&other.name));
        let near = strsim::damerau_levenshtein(&a.join(" "), &b.join(" "));
        let long = one.name.len().min(other.name.len()) >= 6;
        long && near <= 2
            || one.kind == other.kind && a.len() > 1 && b.len() > 1 && a.last() == b.last()
    }
}

/// Somebody of whom nothing is known but what they are called.
fn described(called: &str) -> Voice {
    Voice { name: called.to_owned(), title: None, kind: SpeakerKind::Other, roles: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rulebook;

    fn voice(name: &str, title: Option<&str>, kind: SpeakerKind) -> Voice {
        let title = title.map(str::to_owned);
        Voice { name: name.to_owned(), title, kind, roles: Vec::new() }
    }

    #[test]
    fn who_is_who() {
        let rulebook = Rulebook::built_in();
        let version = Version::default();
        let persons = Persons { old: &version, new: &version, lexicon: &rulebook.lexicon };
        let person = |name| voice(name, Some("the mayor of Norby"), SpeakerKind::Person);
        let other = |name| voice(name, None, SpeakerKind::Other);
        let same = |a: &Voice, b: &Voice| persons.is_same(a, b) && persons.is_same(b, a);
        assert!(same(&person("Hale"), &person("Mayor Tom Hale")));
        assert!(same(&person("T. Hale"), &person("Tom Hale")));
        assert!(!same(&person("Ann Hale"), &person("Tom Hale")));
        assert!(same(&person("Tom Hale"), &other("the mayor")));
        assert!(!same(&person("Tom Hale"), &other("officials")));
        assert!(same(&other("a spokesman for the bank"), &other("the bank’s spokesman")));
        assert!(!same(&other("a police spokesman"), &other("a police spokeswoman")));
        assert!(persons.is_corrected(&person("Thomas Haile"), &person("Thomas Hale")));
        assert!(!persons.is_corrected(&person("Thomas Hale"), &person("Ann Webb")));
    }
}
