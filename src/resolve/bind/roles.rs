//! Whom descriptions mean: "the president", "her lawyer", "the company", "the report".

use super::antecedents::Wanted;
use super::same_name::key;
use super::{Binder, RIVALS};
use crate::lexicon::{Class, Classes, StateId};
use crate::parse::{Mention, MentionId, Number, Shape};
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};

/// Roles and bodies that have more than one word for them: "the lawmaker" can be the senator.
pub(super) const FAMILIES: [Class; 15] = [
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
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
];

impl Binder<'_, '_> {
    /// Lets a speaker be found by the words of a role, by title, and by family.
    pub(super) fn index_role(&mut self, id: SpeakerId, mention: &Mention) {
        let kind = self.story.speakers[id.0].kind;
        let named = matches!(kind, SpeakerKind::Person | SpeakerKind::Organisation);
        if !named || mention.name.is_none() {
            return;
        }
        let mut words: Vec<String> = Vec::new();
        let mut posts: Vec<String> = Vec::new();
        let mut families = Classes::NONE;
        let own = mention.name.filter(|_| kind == SpeakerKind::Organisation);
        for span in mention.role.into_iter().chain(mention.honorific).chain(own) {
            // "a spokesman for the governor" is no governor.
            let mut own = true;
            for token in self.tokens(span).iter().take(24).filter(|t| t.is_wordlike()) {
                own &= !["of", "for", "to", "at", "from"].iter().any(|w| token.reads(w))
                    || token.is(Class::Role);
                let word = token.text.to_lowercase();
                if own {
                    families.add(token.classes);
                    posts.push(word.clone());
                }
                words.push(word);
            }
        }
        for post in posts {
            let ids = self.by_post.entry(post).or_default();
            if !ids.iter().rev().take(RIVALS).any(|known| *known == id) {
                ids.push(id);
            }
        }
        for word in words {
            let ids = self.by_role.entry(word).or_default();
            if !ids.iter().rev().take(RIVALS).any(|known| *known == id) {
                ids.push(id);
            }
        }
        for family in FAMILIES.into_iter().filter(|family| families.has(*family)) {
            let ids = self.by_family.entry(family).or_default();
            if !ids.iter().rev().take(RIVALS).any(|known| *known == id) {
                ids.push(id);
            }
        }
        if let Some(owner) = mention.possessor.and_then(|p| self.owner(p)) {
            let head = self.head(mention);
            self.owner_of.entry(id).or_insert(owner);
            if !head.is_empty() {
                self.by_owner.entry((owner, head)).or_insert(id);
            }
        }
    }

    /// The speaker that a possessor means, if it is bound already.
    pub(super) fn owner(&self, possessor: MentionId) -> Option<SpeakerId> {
        match self.story.mentions.get(possessor.0)? {
            Meaning::Speaker(id) => Some(*id),
            _ => None,
        }
    }

    /// True when one of a speaker's roles shares a word with these.
    pub(super) fn has_role(&self, id: SpeakerId, words: &str) -> bool {
        words.split_whitespace().any(|word| {
            self.by_role
                .get(word)
                .is_some_and(|ids| ids.iter().rev().take(RIVALS).any(|k| *k == id))
        })
    }

    /// "the president": whoever was introduced so; "a spokesman": somebody new.
    pub(super) fn role(&mut self, index: usize, mention: &Mention) -> Meaning {
        let kind = if self.is(mention, Class::Spokesperson) {
            SpeakerKind::Spokesperson
        } else if self.is_side(mention) {
            SpeakerKind::Organisation
        } else {
            SpeakerKind::TitleOnly
        };
        let name = self.words(mention.span).to_owned();
        if mention.indefinite {
            let state = self.state_of(mention);
            let id = self.add(&name, kind, state);
            self.introduce(id, mention);
            return Meaning::Speaker(id);
        }
        let head = self.head(mention);
        if let Some(meaning) = self.owned(mention, &head, kind) {
            return meaning;
        }
        if head.ends_with("-year-old") {
            return self.aged(index, mention, &head);
        }
        let fits = self.holders(mention, &head);
        match fits.as_slice() {
            [one] => Meaning::Speaker(*one),
            [] => self.epithet(index, mention).unwrap_or_else(|| self.described(mention, kind)),
            _ => self.among(index, mention, fits),
        }
    }

    /// True for "the prosecution": a side in court, and no person.
    fn is_side(&self, mention: &Mention) -> bool {
        let head = mention.head.map_or(&[][..], |head| self.tokens(head));
        self.lexicon.phrases_in(head).iter().any(|hit| hit.list == "side-in-court")
    }

    /// "her lawyer": the same one each time, and the one who was introduced so.
    fn owned(&mut self, mention: &Mention, head: &str, kind: SpeakerKind) -> Option<Meaning> {
        let possessor = mention.possessor?;
        let owner = match self.owner(possessor) {
            Some(owner) => owner,
            // "the mayor of Leeds": the place stands behind.
            None if possessor.0 >= self.story.mentions.len() => match self.ahead(possessor.0) {
                Meaning::Speaker(id) => id,
                _ => return None,
            },
            // "his lawyer", and it is open who he is: somebody new each time.
            None if head.is_empty() => return Some(Meaning::Unknown),
            None => {
                let name = self.words(mention.span).to_owned();
                return Some(Meaning::Speaker(self.add(&name, kind, None)));
            }
        };
        if head.is_empty() {
            return None;
        }
        if let Some(id) = self.by_owner.get(&(owner, head.to_owned())) {
            return Some(Meaning::Speaker(*id));
        }
        // "the president of Venezuela" can be the Venezuelan president, "the anchor for Univision"
        // the only journalist so far, if he is of no other station.
        let state = self.story.speakers[owner.0].state;
        let place = self.story.speakers[owner.0].kind == SpeakerKind::Government;
        let person = self.story.speakers[owner.0].kind == SpeakerKind::Person;
        let definite = self.tokens(mention.span).first().is_some_and(|t| t.reads("the"));
        let fits: Vec<_> = self
            .holders(mention, head)
            .into_iter()
            .filter(|id| match state {
                Some(_) if place => self.story.speakers[id.0].state == state,
                _ => self.owner_of.get(id).is_none_or(|known| *known == owner),
            })
            .collect();
        // "the state's leader" is not whoever else was called a leader.
        let spoken = |id: &SpeakerId| state.is_some() || self.antecedents.has_spoken(*id);
        if let ([one], true) = (fits.as_slice(), definite && !person)
            && spoken(one)
        {
            return Some(Meaning::Speaker(*one));
        }
        let name = self.words(mention.span).to_owned();
        let id = self.add(&name, kind, state);
        self.by_owner.insert((owner, head.to_owned()), id);
        self.owner_of.insert(id, owner);
        Some(Meaning::Speaker(id))
    }

    /// "the 46-year-old": the person of that age, else like "he" or "she".
    fn aged(&mut self, index: usize, mention: &Mention, head: &str) -> Meaning {
        let age = head.trim_end_matches("-year-old");
        match self.by_age.get(age).map_or(&[][..], Vec::as_slice) {
            [one] => return Meaning::Speaker(*one),
            [] => {}
            several => return Meaning::Ambiguous(several.to_vec()),
        }
        let wanted = Wanted::Person(Gender::Unknown);
        // "Cruz said the 52-year-old was honest": she is not.
        let subject = self.antecedents.subject_of(mention);
        let other = |id: SpeakerId| subject != Some(id);
        self.antecedents.find(&self.story, mention, self.is_source(index), wanted, other)
    }

    /// Named speakers who were introduced by this role, or one of its family, and whose state,
    /// gender and further words do not speak against it.
    fn holders(&self, mention: &Mention, head: &str) -> Vec<SpeakerId> {
        let state = self.state_of(mention);
        let gender = self.gender(mention);
        let classes = self.head_classes(mention);
        let own = self.by_post.get(head).map_or(&[][..], Vec::as_slice);
        let family = FAMILIES
            .iter()
            .filter(|family| classes.has(**family))
            .filter_map(|family| self.by_family.get(family))
            .flat_map(|ids| ids.iter().rev().take(RIVALS));
        let mut fits: Vec<SpeakerId> = own
            .iter()
            .rev()
            .take(RIVALS)
            .chain(family)
            .copied()
            .filter(|id| {
                let speaker = &self.story.speakers[id.0];
                let person = speaker.kind == SpeakerKind::Person;
                person
                    && self.can_be_of(*id, state)
                    && gender.fits(speaker.gender)
                    && self.qualified(mention, *id)
            })
            .collect();
        fits.sort_unstable();
        fits.dedup();
        // A Venezuelan stands before one of whom no state is known.
        if fits.iter().any(|id| state.is_some() && self.story.speakers[id.0].state == state) {
            fits.retain(|id| self.story.speakers[id.0].state == state);
        }
        // Who was called by the very word stands before who is only of the family.
        let exact: Vec<_> = fits.iter().copied().filter(|id| own.contains(id)).collect();
        if exact.is_empty() || exact.len() == fits.len() { fits } else { exact }
    }

    /// True when somebody is among the latest who were introduced by a word of a family.
    pub(super) fn is_of(&self, id: SpeakerId, family: Class) -> bool {
        let ids = self.by_family.get(&family).map_or(&[][..], Vec::as_slice);
        ids.iter().rev().take(RIVALS).any(|known| *known == id)
    }

    /// True when somebody can hold an office of a state: he is of that state, or of none that is
    /// named and the draft is about that state. "President Hale … **the French president**" in a
    /// draft that has not named France is another.
    fn can_be_of(&self, id: SpeakerId, state: Option<StateId>) -> bool {
        match (state, self.story.speakers[id.0].state) {
            (None, _) => true,
            (Some(state), None) => self.main_state() == Some(state),
            (state, own) => state == own,
        }
    }

    /// The classes of the head word.
    pub(super) fn head_classes(&self, mention: &Mention) -> Classes {
        let head = mention.head.or(mention.role);
        head.and_then(|head| self.tokens(head).last()).map_or(Classes::NONE, |t| t.classes)
    }

    /// True when no word before the head speaks against a holder: "the **Vermont** senator" is no
    /// senator from Ohio, "the **former** governor" not one in office.
    fn qualified(&self, mention: &Mention, id: SpeakerId) -> bool {
        const PAST: [&str; 6] = ["former", "ex", "then", "late", "ousted", "deposed"];
        let Some(head) = mention.head else { return true };
        let before = self
            .tokens(mention.span)
            .iter()
            .filter(|t| t.span.end <= head.start && t.is_wordlike())
            .take(8);
        for token in before {
            let past = PAST.iter().any(|word| token.reads(word));
            let proper = token.is_capitalised() && token.state.is_none() && !token.reads("the");
            let known = self.has_role(id, &token.text.to_lowercase());
            // "the Florida senator" is no other senator who was only mentioned.
            let other = self.has_region(id) || !self.antecedents.has_acted(id);
            if !known && (past || proper && other) {
                return false;
            }
        }
        true
    }

    /// True when a speaker's roles name a place or a body: "**Ohio** senator".
    fn has_region(&self, id: SpeakerId) -> bool {
        self.story.speakers[id.0].roles.iter().take(8).any(|role| {
            self.tokens(*role).iter().any(|t| {
                t.is_capitalised()
                    && t.pos.is_name()
                    && !t.classes.any(Classes::of(&[
                        Class::Role,
                        Class::Honorific,
                        Class::PartyMember,
                        Class::Party,
                    ]))
            })
        })
    }

    /// Of several who hold a role the one who has the floor; else it is open.
    fn among(&self, index: usize, mention: &Mention, fits: Vec<SpeakerId>) -> Meaning {
        let wanted = Wanted::Person(self.gender(mention));
        let among = |id: SpeakerId| fits.contains(&id);
        let near =
            self.antecedents.find(&self.story, mention, self.is_source(index), wanted, among);
        if let Meaning::Speaker(id) = near
            && self.antecedents.has_spoken(id)
        {
            return near;
        }
        // An office has one holder: the only one of them who has spoken.
        let spoken: Vec<_> =
            fits.iter().copied().filter(|id| self.antecedents.has_spoken(*id)).collect();
        match spoken.as_slice() {
            [one] => Meaning::Speaker(*one),
            _ => Meaning::Ambiguous(fits),
        }
    }

    /// Lets "the nurse" find "a nurse on the ward".
    fn introduce(&mut self, id: SpeakerId, mention: &Mention) {
        let head = self.head(mention);
        if !head.is_empty() {
            self.by_head.entry(head).or_default().push(id);
        }
    }

    /// "the nurse": the one nurse who came in without a name, if no word speaks against it.
    fn introduced(&self, mention: &Mention) -> Option<Meaning> {
        let words = self.tokens(mention.span);
        let definite = words.first()?.reads("the");
        let plain = words.len() <= 3 && mention.possessor.is_none();
        let one = matches!(mention.shape, Shape::Role | Shape::Anonymous | Shape::Body)
            && mention.number != Number::Many;
        if !(definite && plain && one) {
            return None;
        }
        let state = self.state_of(mention);
        let mut fits = self.by_head.get(&self.head(mention))?.iter().rev().take(4).filter(|id| {
            let other = self.story.speakers[id.0].state;
            state.is_none() || other.is_none() || state == other
        });
        let first = *fits.next()?;
        Some(match fits.next() {
            None => Meaning::Speaker(first),
            Some(second) => Meaning::Ambiguous(vec![*second, first]),
        })
    }

    /// Somebody without a name: the same words mean the same speaker.
    pub(super) fn described(&mut self, mention: &Mention, kind: SpeakerKind) -> Meaning {
        let text = self.words(mention.span).to_owned();
        let state = self.state_of(mention);
        if mention.indefinite && mention.shape != Shape::Document {
            let id = self.add(&text, kind, state);
            self.introduce(id, mention);
            return Meaning::Speaker(id);
        }
        if let Some(meaning) = self.introduced(mention) {
            return meaning;
        }
        if kind == SpeakerKind::Anonymous && mention.number == Number::One {
            return Meaning::Speaker(self.add(&text, kind, state));
        }
        // "a survey" and then "the survey" are one.
        let without = key(text.strip_prefix("a ").or(text.strip_prefix("A ")).unwrap_or(&text));
        Meaning::Speaker(self.by_key(&without, &text, kind, state))
    }

    pub(super) fn by_key(
        &mut self,
        key: &str,
        name: &str,
        kind: SpeakerKind,
        state: Option<StateId>,
    ) -> SpeakerId {
        if let Some(id) = self.by_text.get(key) {
            return *id;
        }
        let id = self.add(name, kind, state);
        self.by_text.insert(key.to_owned(), id);
        id
    }
}
