//! By which words a speaker is found: names, roles, owners, ages, papers.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{Class, Classes};
use crate::resolve::SpeakerId;

/// Of speakers with one surname or one role, only so many of the latest can be meant.
pub(super) const RIVALS: usize = 32;

/// Roles and bodies that have more than one word for them: "the lawmaker" can be the senator.
pub(super) const FAMILIES: [Class; 16] = [
    Class::Lawmaker,
    Class::Governor,
    Class::Journalist,
    Class::Tycoon,
    Class::Physician,
    Class::Soldier,
    Class::Coach,
    Class::PoliceRank,
    Class::Candidate,
    Class::Lawyer,
    Class::Prosecution,
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
];

/// The latest of those who are found by some word, the very latest first.
pub(super) fn latest(ids: &[SpeakerId]) -> impl Iterator<Item = SpeakerId> {
    ids.iter().rev().take(RIVALS).copied()
}

/// Speakers by the words that can mean them.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Persons by each word of their name but the first.
    surnames: FxHashMap<String, Vec<SpeakerId>>,
    /// Persons by the first word of their name.
    first_names: FxHashMap<String, Vec<SpeakerId>>,
    /// Bodies and places by name and short form.
    bodies: FxHashMap<String, SpeakerId>,
    /// Bodies by the first word of their names; `None` where it means nobody, or two.
    short: FxHashMap<String, Option<SpeakerId>>,
    /// Bodies and places that have a name.
    named: FxHashSet<SpeakerId>,
    /// Speakers without a name, by their description.
    descriptions: FxHashMap<String, SpeakerId>,
    /// Speakers by each word of their roles, latest last.
    roles: FxHashMap<String, Vec<SpeakerId>>,
    /// Persons by each word of the post itself: not "governor" for the governor's spokesman.
    posts: FxHashMap<String, Vec<SpeakerId>>,
    /// Speakers by the family of their roles: lawmakers, journalists, companies.
    families: FxHashMap<Class, Vec<SpeakerId>>,
    /// Speakers who came in without a name, by the head word: "a nurse on the ward".
    newcomers: FxHashMap<String, Vec<SpeakerId>>,
    /// "her lawyer", by owner and head word.
    owned: FxHashMap<(SpeakerId, String), SpeakerId>,
    /// "his wife", by the word for whose and the head word.
    kin: FxHashMap<String, Vec<SpeakerId>>,
    /// To whom a speaker belongs: Mook to the campaign.
    owners: FxHashMap<SpeakerId, SpeakerId>,
    /// Persons by the age given.
    ages: FxHashMap<String, Vec<SpeakerId>>,
    /// The papers, by the word for them.
    papers: FxHashMap<String, Vec<SpeakerId>>,
    /// The ministries of one name, each of another state.
    ministries: FxHashMap<String, Vec<SpeakerId>>,
}

/// Adds somebody to a list, unless the last of it.
fn push(ids: &mut Vec<SpeakerId>, id: SpeakerId) {
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

/// Adds somebody to a list, unless among the latest of it.
fn push_new(ids: &mut Vec<SpeakerId>, id: SpeakerId) {
    if !latest(ids).any(|known| known == id) {
        ids.push(id);
    }
}

/// What a table has under a word.
fn under<'t>(table: &'t FxHashMap<String, Vec<SpeakerId>>, word: &str) -> &'t [SpeakerId] {
    table.get(word).map_or(&[], Vec::as_slice)
}

/// Persons, by their names and ages.
impl Index {
    /// Lets a person be found by the first word of a longer name.
    pub(super) fn add_first_name(&mut self, word: &str, id: SpeakerId) {
        push(self.first_names.entry(word.to_owned()).or_default(), id);
    }

    /// Lets a person be found by another word of the name.
    pub(super) fn add_surname(&mut self, word: &str, id: SpeakerId) {
        push(self.surnames.entry(word.to_owned()).or_default(), id);
    }

    /// Persons whose name begins so.
    pub(super) fn with_first_name(&self, word: &str) -> &[SpeakerId] {
        under(&self.first_names, word)
    }

    /// Persons who have this surname.
    pub(super) fn with_surname(&self, word: &str) -> &[SpeakerId] {
        under(&self.surnames, word)
    }

    /// Lets a person be found by an age.
    pub(super) fn add_age(&mut self, age: &str, id: SpeakerId) {
        self.ages.entry(age.to_owned()).or_default().push(id);
    }

    /// Persons of this age.
    pub(super) fn of_age(&self, age: &str) -> &[SpeakerId] {
        under(&self.ages, age)
    }
}

/// Bodies and places, by their names.
impl Index {
    /// Lets a body or place be found by its whole name.
    pub(super) fn add_body(&mut self, name: &str, id: SpeakerId) {
        self.named.insert(id);
        self.bodies.insert(name.to_owned(), id);
    }

    /// Lets a body be found by a short form, unless that means another already.
    pub(super) fn add_alias(&mut self, alias: String, id: SpeakerId) {
        self.bodies.entry(alias).or_insert(id);
    }

    /// Lets a body be found by the first word of its name, if it is `own`; a word that two share
    /// means neither.
    pub(super) fn shorten(&mut self, first: String, id: SpeakerId, own: bool) {
        let known = self.short.entry(first).or_insert(Some(id).filter(|_| own));
        if *known != Some(id) {
            *known = None;
        }
    }

    /// The body that has this name or short form.
    pub(super) fn body(&self, name: &str) -> Option<SpeakerId> {
        self.bodies.get(name).copied()
    }

    /// The only body whose name begins with this word.
    pub(super) fn shortened(&self, first: &str) -> Option<SpeakerId> {
        self.short.get(first).copied().flatten()
    }

    /// True for a body or place with a name.
    pub(super) fn is_named(&self, id: SpeakerId) -> bool {
        self.named.contains(&id)
    }
}

/// Whoever is described.
impl Index {
    /// Lets the same words mean the same speaker.
    pub(super) fn describe(&mut self, words: String, id: SpeakerId) {
        self.descriptions.insert(words, id);
    }

    /// Whom these words described before.
    pub(super) fn described(&self, words: &str) -> Option<SpeakerId> {
        self.descriptions.get(words).copied()
    }

    /// Lets "the nurse" find "a nurse on the ward".
    pub(super) fn introduce(&mut self, head: String, id: SpeakerId) {
        if !head.is_empty() {
            self.newcomers.entry(head).or_default().push(id);
        }
    }

    /// Who came in by this word.
    pub(super) fn introduced(&self, head: &str) -> &[SpeakerId] {
        under(&self.newcomers, head)
    }

    /// Lets the maker of a paper be found by the word for it.
    pub(super) fn add_paper(&mut self, paper: String, id: SpeakerId) {
        let papers = self.papers.entry(paper).or_default();
        if !papers.contains(&id) {
            papers.push(id);
        }
    }

    /// Who made such a paper.
    pub(super) fn papers(&self, paper: &str) -> &[SpeakerId] {
        under(&self.papers, paper)
    }
}

/// Roles, and whose they are.
impl Index {
    /// Lets a speaker be found by a word of a role.
    pub(super) fn add_role(&mut self, word: &str, id: SpeakerId) {
        push_new(self.roles.entry(word.to_owned()).or_default(), id);
    }

    /// Lets a speaker be found by a word of the post held.
    pub(super) fn add_post(&mut self, word: &str, id: SpeakerId) {
        push_new(self.posts.entry(word.to_owned()).or_default(), id);
    }

    /// Lets a speaker be found by every family that is among these classes.
    pub(super) fn add_families(&mut self, classes: Classes, id: SpeakerId) {
        for family in FAMILIES.into_iter().filter(|family| classes.has(*family)) {
            push_new(self.families.entry(family).or_default(), id);
        }
    }

    /// Who holds a post that is called so.
    pub(super) fn in_post(&self, word: &str) -> &[SpeakerId] {
        under(&self.posts, word)
    }

    /// Who is called so, in a role or the name of a body.
    pub(super) fn in_role(&self, word: &str) -> &[SpeakerId] {
        under(&self.roles, word)
    }

    /// True when this word is of one of a speaker's roles.
    pub(super) fn is_called(&self, id: SpeakerId, word: &str) -> bool {
        latest(under(&self.roles, word)).any(|known| known == id)
    }

    /// True when one of a speaker's roles shares a word with these.
    pub(super) fn has_role(&self, id: SpeakerId, words: &str) -> bool {
        words.split_whitespace().any(|word| self.is_called(id, word))
    }

    /// The latest who were introduced by a word of a family.
    pub(super) fn family(&self, family: Class) -> impl Iterator<Item = SpeakerId> {
        latest(self.families.get(&family).map_or(&[], Vec::as_slice))
    }

    /// True when somebody is among the latest who were introduced by a word of a family.
    pub(super) fn is_of(&self, id: SpeakerId, family: Class) -> bool {
        self.family(family).any(|known| known == id)
    }

    /// Lets "her lawyer" be found again; a later one does not take the place of the first.
    pub(super) fn own(&mut self, owner: SpeakerId, head: &str, id: SpeakerId) {
        self.owners.entry(id).or_insert(owner);
        if !head.is_empty() {
            self.owned.entry((owner, head.to_owned())).or_insert(id);
        }
    }

    /// Notes a ministry by its name without the state.
    pub(super) fn add_ministry(&mut self, name: &str, id: SpeakerId) {
        push(self.ministries.entry(name.to_owned()).or_default(), id);
    }

    /// The ministries of a name.
    pub(super) fn ministries(&self, name: &str) -> &[SpeakerId] {
        under(&self.ministries, name)
    }

    /// Lets "their company" be found again.
    pub(super) fn own_body(&mut self, owner: SpeakerId, head: String, id: SpeakerId) {
        self.owned.insert((owner, head), id);
    }

    /// Lets "his wife" be found where it is open who he is.
    pub(super) fn add_kin(&mut self, words: String, id: SpeakerId) {
        push_new(self.kin.entry(words).or_default(), id);
    }

    /// Who was named as somebody's: "his wife".
    pub(super) fn kin(&self, words: &str) -> &[SpeakerId] {
        under(&self.kin, words)
    }

    /// Whom an owner and a word mean: "her lawyer".
    pub(super) fn owned(&self, owner: SpeakerId, head: &str) -> Option<SpeakerId> {
        self.owned.get(&(owner, head.to_owned())).copied()
    }

    /// To whom a speaker belongs.
    pub(super) fn owner_of(&self, id: SpeakerId) -> Option<SpeakerId> {
        self.owners.get(&id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALE: SpeakerId = SpeakerId(0);
    const WYNNE: SpeakerId = SpeakerId(1);

    #[test]
    fn persons_are_found_by_names_and_ages() {
        let mut index = Index::default();
        index.add_first_name("tom", HALE);
        index.add_surname("hale", HALE);
        index.add_surname("hale", HALE);
        index.add_surname("hale", WYNNE);
        index.add_age("43", WYNNE);
        assert_eq!(index.with_surname("hale"), [HALE, WYNNE]);
        assert_eq!(index.with_first_name("tom"), [HALE]);
        assert!(index.with_first_name("hale").is_empty());
        assert_eq!((index.of_age("43"), index.of_age("44")), (&[WYNNE][..], &[][..]));
    }

    #[test]
    fn a_short_form_means_the_first_body_and_a_first_word_only_one() {
        let mut index = Index::default();
        index.add_body("calder foods", HALE);
        index.add_alias("cf".to_owned(), HALE);
        index.add_alias("cf".to_owned(), WYNNE);
        assert_eq!((index.body("cf"), index.body("calder")), (Some(HALE), None));
        assert!(index.is_named(HALE) && !index.is_named(WYNNE));
        index.shorten("calder".to_owned(), HALE, true);
        assert_eq!(index.shortened("calder"), Some(HALE));
        index.shorten("calder".to_owned(), HALE, true);
        assert_eq!(index.shortened("calder"), Some(HALE));
        index.shorten("calder".to_owned(), WYNNE, true);
        assert_eq!(index.shortened("calder"), None);
        index.shorten("first".to_owned(), HALE, false);
        assert_eq!(index.shortened("first"), None);
    }

    #[test]
    fn descriptions_newcomers_and_papers_are_found_again() {
        let mut index = Index::default();
        index.describe("the wind".to_owned(), HALE);
        assert_eq!((index.described("the wind"), index.described("wind")), (Some(HALE), None));
        index.introduce("nurse".to_owned(), HALE);
        index.introduce(String::new(), HALE);
        assert_eq!(index.introduced("nurse"), [HALE]);
        assert!(index.introduced("").is_empty());
        index.add_paper("study".to_owned(), HALE);
        index.add_paper("study".to_owned(), WYNNE);
        index.add_paper("study".to_owned(), HALE);
        assert_eq!(index.papers("study"), [HALE, WYNNE]);
    }

    #[test]
    fn roles_posts_and_families_are_told_apart() {
        let mut index = Index::default();
        index.add_role("governor", HALE);
        index.add_role("governor", HALE);
        index.add_post("spokesman", HALE);
        assert!(index.is_called(HALE, "governor") && !index.is_called(WYNNE, "governor"));
        assert!(index.has_role(HALE, "the governor") && !index.has_role(HALE, "the mayor"));
        assert!(index.in_post("governor").is_empty());
        assert_eq!(index.in_post("spokesman"), [HALE]);
        index.add_families(Classes::of(&[Class::Lawyer, Class::Month]), WYNNE);
        assert!(index.is_of(WYNNE, Class::Lawyer) && !index.is_of(HALE, Class::Lawyer));
        assert!(!index.is_of(WYNNE, Class::Month));
        assert_eq!(index.family(Class::Lawyer).collect::<Vec<_>>(), [WYNNE]);
    }

    #[test]
    fn the_first_lawyer_of_an_owner_is_hers() {
        let mut index = Index::default();
        let (lawyer, other) = (SpeakerId(2), SpeakerId(3));
        index.own(WYNNE, "lawyer", lawyer);
        index.own(WYNNE, "lawyer", other);
        index.own(HALE, "", lawyer);
        assert_eq!(index.owned(WYNNE, "lawyer"), Some(lawyer));
        assert_eq!((index.owned(HALE, "lawyer"), index.owned(HALE, "")), (None, None));
        assert_eq!((index.owner_of(lawyer), index.owner_of(HALE)), (Some(WYNNE), None));
        index.own_body(HALE, "firm".to_owned(), other);
        assert_eq!(index.owned(HALE, "firm"), Some(other));
    }

    #[test]
    fn only_the_latest_can_be_meant() {
        let many: Vec<SpeakerId> = (0..RIVALS + 2).map(SpeakerId).collect();
        let found: Vec<SpeakerId> = latest(&many).collect();
        assert_eq!(found.len(), RIVALS);
        assert_eq!((found[0], found[RIVALS - 1]), (SpeakerId(RIVALS + 1), SpeakerId(2)));
    }
}
