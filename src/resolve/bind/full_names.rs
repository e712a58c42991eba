//! The full names that a draft gives anywhere, for surnames that stand before them.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::RIVALS;
use super::same_name::{agree, bare, key, tidy, without_country};
use crate::lexicon::{Class, FunctionWord, Lexicon};
use crate::parse::Shape;
use crate::resolve::given::Given;
use crate::tokenise::token::{Kind, Token};

/// The full names of persons in a draft, read before anything is bound, so that a surname in a
/// headline finds the name in the story.
#[derive(Debug, Default)]
pub(super) struct FullNames {
    /// By each word of the name but the first.
    by_surname: FxHashMap<String, Vec<usize>>,
    /// By the first word.
    by_first: FxHashMap<String, Vec<usize>>,
    names: Vec<FullName>,
    /// Names that the draft has for bodies: "the militant group **Hamas**".
    bodies: FxHashSet<String>,
    /// Names that the draft has for places.
    places: FxHashSet<String>,
    /// First words of names that the draft has without a capital too.
    uncapitalised: FxHashSet<String>,
    /// What [`FullNames::with_surname`] has found before: many of one surname are compared once.
    found: RefCell<FxHashMap<String, Rc<[usize]>>>,
    /// What [`FullNames::count_of`] has found before.
    counted: RefCell<FxHashMap<String, usize>>,
}

#[derive(Debug)]
pub(super) struct FullName {
    pub(super) key: String,
    /// As written.
    pub(super) written: String,
    /// How often the draft gives it in full.
    pub(super) count: usize,
}

impl FullNames {
    /// Reads the names of all mentions.
    pub(super) fn of(given: Given<'_>) -> Self {
        let lexicon = given.lexicon;
        let mut all = Self::default();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for mention in given.parsed.mentions.iter().filter(|m| m.shape == Shape::Organisation) {
            let name = mention.name.map(|name| key(given.words(name)));
            let named = mention.name.and_then(|name| given.tokens(name).first());
            let person = named.is_some_and(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale));
            all.bodies.extend(name.filter(|_| !person));
        }
        let places = given.parsed.mentions.iter().filter(|m| m.shape == Shape::Place);
        all.places.extend(places.filter_map(|m| m.name).map(|name| key(given.words(name))));
        for mention in given.parsed.mentions.iter().filter(|m| m.shape == Shape::Person) {
            let Some(name) = mention.name else { continue };
            let key = bare(given.words(name), lexicon);
            // "… the war with Russia Hale thinks": a country is nobody's first name.
            let country = without_country(given, mention) != Some(name);
            if !key.contains(' ') || country {
                continue;
            }
            if let Some(at) = known.get(&key) {
                all.names[*at].count += 1;
                continue;
            }
            let at = all.names.len();
            known.insert(key.clone(), at);
            for (n, word) in key.split(' ').enumerate() {
                let index = if n == 0 { &mut all.by_first } else { &mut all.by_surname };
                if n == 0 || !lexicon.classes_of(word).has(Class::NameParticle) {
                    index.entry(word.to_owned()).or_default().push(at);
                }
            }
            // "Tom Hale, known as Redbird": a headline may have the nickname.
            if let Some(alias) = mention.alias {
                let alias = self::key(given.words(alias));
                all.by_first.entry(alias).or_default().push(at);
            }
            let written = tidy(given.words(name));
            all.names.push(FullName { key, written, count: 1 });
        }
        // "She lives **in Selby**."
        for window in given.text.tokens.windows(3) {
            let [link, place, next] = window else { continue };
            let ends = !next.is_capitalised();
            if link.among(FunctionWord::PrintedIn) && place.is_capitalised() && ends {
                let place = key(place.text);
                all.places.extend(Some(place).filter(|place| all.by_first.contains_key(place)));
            }
        }
        let small = |t: &&Token<'_>| t.kind == Kind::Word && !t.is_capitalised();
        let plain = given.text.tokens.iter().filter(small).map(|t| t.text);
        let firsts = &all.by_first;
        all.uncapitalised = plain.filter(|w| firsts.contains_key(*w)).map(str::to_owned).collect();
        all
    }

    /// The different persons with this surname: names that agree count once.
    pub(super) fn with_surname(&self, surname: &str, lexicon: &Lexicon) -> Vec<&FullName> {
        let known = self.found.borrow().get(surname).cloned();
        let ids = known.unwrap_or_else(|| {
            let ids = self.by_surname.get(surname).map_or(&[][..], Vec::as_slice);
            let found: Rc<[usize]> = distinct(ids, &self.names, lexicon).into();
            self.found.borrow_mut().insert(surname.to_owned(), Rc::clone(&found));
            found
        });
        ids.iter().map(|id| &self.names[*id]).collect()
    }

    /// How often the draft gives the name of somebody in full: of the names that agree with this one,
    /// the most frequent.
    pub(super) fn count_of(&self, name: &str, lexicon: &Lexicon) -> usize {
        if let Some(known) = self.counted.borrow().get(name) {
            return *known;
        }
        let last = name.rsplit(' ').next().unwrap_or_default();
        let all = self.with_surname(last, lexicon);
        let agreeing = all.iter().filter(|other| agree(&other.key, name, lexicon));
        let count = agreeing.map(|other| other.count).max().unwrap_or(0);
        self.counted.borrow_mut().insert(name.to_owned(), count);
        count
    }

    /// True when the draft has the first word of a name for a place or a body, or as a common word.
    ///
    /// > In **Selby** Kovac left. | A vote was **absent**. Absent Kovac, it fell.
    pub(super) fn is_other_word(&self, word: &str) -> bool {
        let word = key(word);
        [&self.places, &self.bodies, &self.uncapitalised].iter().any(|set| set.contains(&word))
    }

    /// True when somebody in the draft has this surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.by_surname.contains_key(&key(word))
    }

    /// True when the draft has this word for a body, and for nobody's surname.
    pub(super) fn is_body(&self, word: &str) -> bool {
        self.bodies.contains(word) && !self.by_surname.contains_key(word)
    }

    /// The different persons with this first word: "Kim" of "Kim Jong Un", "Melania".
    pub(super) fn with_first(&self, first: &str, lexicon: &Lexicon) -> Vec<&FullName> {
        let ids = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
        distinct(ids, &self.names, lexicon).into_iter().map(|id| &self.names[id]).collect()
    }
}

/// Names that do not agree with one another, the first of each.
fn distinct(ids: &[usize], names: &[FullName], lexicon: &Lexicon) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    for id in ids.iter().take(RIVALS) {
        let key = &names[*id].key;
        match all.iter_mut().find(|known| agree(&names[**known].key, key, lexicon)) {
            Some(known) if names[*known].key.len() < key.len() => *known = *id,
            Some(_) => {}
            None => all.push(*id),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_word_that_is_a_body_later_is_one_before() {
        let copy = "Norvane said the gate was shut. The union of workers at the drugmaker \
                 Norvane met on Monday.";
        assert_eq!(speaker_of(copy, "Norvane"), "Norvane");
        let kind = crate::testing::resolved(copy).story.speakers[0].kind;
        assert_eq!(kind, crate::resolve::SpeakerKind::Organisation);
    }

    #[test]
    fn a_country_before_a_surname_makes_no_full_name() {
        let copy =
            "He fought the war with Russia Bell says she was told. Bell said the road was shut.";
        assert_ne!(speaker_of(copy, "Bell"), "Russia Bell");
    }

    #[test]
    fn somebody_is_called_by_a_nickname() {
        let copy = "Redbird says the bridge is safe. The mayor met Tom Hale, known as \
                    “Redbird,” on Monday.";
        assert_eq!(speaker_of(copy, "Redbird"), "Tom Hale");
        let copy = "The mayor met Tom Hale, known as “Redbird,” on Monday. Redbird says the \
                    bridge is safe.";
        assert_eq!(speaker_of(copy, "Redbird"), "Tom Hale");
    }

    #[test]
    fn a_lone_surname_is_the_full_name_that_comes_later() {
        let copy = "Hale says the bridge is safe. The mayor met Tom Hale on Monday.";
        assert_eq!(speaker_of(copy, "Hale"), "Tom Hale");
        let copy = "Hale says the bridge is safe. The mayor met Tom Hale and Ann Hale on \
                 Monday.";
        assert_eq!(speaker_of(copy, "Hale"), "Hale");
    }
}
