//! Whom descriptions mean: "the president", "her lawyer", "the company", "the report".

use super::bind::{Binder, RIVALS};
use super::names::{fits_gender, key};
use super::pronouns::Wanted;
use super::{Gender, Meaning, SpeakerId, SpeakerKind};
use crate::lexicon::StateId;
use crate::parse::{Function, Mention, MentionId, Number, Shape};
use crate::token::{Class, Classes, Kind};

/// Roles and bodies that have more than one word for them: "the lawmaker" can be the senator.
const FAMILIES: [Class; 13] = [
    Class::Lawmaker,
    Class::Governor,
    Class::Journalist,
    Class::Tycoon,
    Class::Physician,
    Class::Soldier,
    Class::Candidate,
    Class::Lawyer,
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
];

/// Families of bodies.
const BODIES: Classes = Classes::of(&[
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
]);

impl Binder<'_, '_> {
    /// Lets a speaker be found by the words of a role, by title, and by family.
    pub(super) fn index_role(&mut self, id: SpeakerId, mention: &Mention) {
        let kind = self.story.speakers[id.0].kind;
        let named = matches!(kind, SpeakerKind::Person | SpeakerKind::Organisation);
        if !named || mention.name.is_none() {
            return;
        }
        let mut words: Vec<String> = Vec::new();
        let mut families = Classes::NONE;
        let own = mention.name.filter(|_| kind == SpeakerKind::Organisation);
        for span in mention.role.into_iter().chain(mention.honorific).chain(own) {
            for token in self.tokens(span).iter().take(24) {
                if token.is_wordlike() {
                    words.push(token.text.to_lowercase());
                    families.add(token.classes);
                }
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
    fn owner(&self, possessor: MentionId) -> Option<SpeakerId> {
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
            [] => match self.epithet(index, mention) {
                Some(id) => Meaning::Speaker(id),
                None => self.described(mention, kind),
            },
            _ => self.among(index, mention, fits),
        }
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
            // "his lawyer", and it is open who he is.
            None => return Some(Meaning::Unknown),
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
        if let ([one], true) = (fits.as_slice(), definite && !person) {
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
        self.antecedents.find(&self.story, mention, self.is_source(index), wanted, |_| true)
    }

    /// "the businessman", "the striker": whoever the passage is about, if that is clear.
    fn epithet(&self, index: usize, mention: &Mention) -> Option<SpeakerId> {
        let definite = self.tokens(mention.span).first().is_some_and(|t| t.reads("the"));
        let varies = self.head_classes(mention).has(Class::Epithet);
        if !(definite && varies) || mention.possessor.is_some() {
            return None;
        }
        let fits = |id: SpeakerId| {
            let speaker = &self.story.speakers[id.0];
            speaker.kind == SpeakerKind::Person && speaker.name.contains(' ')
        };
        let wanted = Wanted::Person(self.gender(mention));
        let is_source = self.is_source(index);
        match self.antecedents.find(&self.story, mention, is_source, wanted, fits) {
            Meaning::Speaker(id) => Some(id),
            _ => None,
        }
    }

    /// Named speakers who were introduced by this role, or one of its family, and whose state,
    /// gender and further words do not speak against it.
    fn holders(&self, mention: &Mention, head: &str) -> Vec<SpeakerId> {
        let state = self.state_of(mention);
        let gender = self.gender(mention);
        let classes = self.head_classes(mention);
        let own = self.by_role.get(head).map_or(&[][..], Vec::as_slice);
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
                    && (state.is_none() || speaker.state.is_none() || state == speaker.state)
                    && fits_gender(gender, speaker.gender)
                    && self.qualified(mention, *id)
            })
            .collect();
        fits.sort_unstable();
        fits.dedup();
        // Who was called by the very word stands before who is only of the family.
        let exact: Vec<_> = fits.iter().copied().filter(|id| own.contains(id)).collect();
        if exact.is_empty() || exact.len() == fits.len() { fits } else { exact }
    }

    /// The classes of the head word.
    fn head_classes(&self, mention: &Mention) -> Classes {
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
            if !known && (past || proper && self.has_region(id)) {
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

    /// "the government", "the company", "the court".
    pub(super) fn body(&mut self, index: usize, mention: &Mention) -> Meaning {
        if self.is(mention, Class::Government) {
            return self.government(mention);
        }
        if self.is(mention, Class::Court) {
            return self.described(mention, SpeakerKind::Court);
        }
        let words = self.tokens(mention.span);
        let bare = words.first().is_some_and(|t| t.reads("the"))
            && words.len() <= 5
            && mention.possessor.is_none()
            && !words.iter().skip(1).any(|t| t.is_capitalised());
        if bare && let Some(meaning) = self.body_like(index, mention) {
            return meaning;
        }
        if let Some(MentionId(owner)) = mention.possessor
            && let Meaning::Speaker(owner) = self.ahead(owner)
        {
            let head = self.head(mention);
            if let Some(id) = self.by_owner.get(&(owner, head.clone())) {
                return Meaning::Speaker(*id);
            }
            let name = self.words(mention.span).to_owned();
            let id = self.by_key(&key(&name), &name, SpeakerKind::Organisation, None);
            self.by_owner.insert((owner, head), id);
            return Meaning::Speaker(id);
        }
        self.described(mention, SpeakerKind::Organisation)
    }

    /// "the company": the only company so far, or the one that has the floor.
    fn body_like(&self, index: usize, mention: &Mention) -> Option<Meaning> {
        let head = self.head(mention);
        let families = self.head_classes(mention);
        let business = families.has(Class::Business);
        // A bank is a company, but no carmaker.
        let any = ["company", "firm", "business", "group"].contains(&head.as_str());
        let own = self.by_role.get(&head).map_or(&[][..], Vec::as_slice);
        let outlet = families.has(Class::OutletNoun) || head == "network" || head == "paper";
        let of_family = |id: &SpeakerId| {
            FAMILIES.iter().any(|family| {
                families.has(*family)
                    && BODIES.has(*family)
                    && self
                        .by_family
                        .get(family)
                        .is_some_and(|ids| ids.iter().rev().take(RIVALS).any(|k| k == id))
            })
        };
        let fits = |id: SpeakerId| {
            let speaker = &self.story.speakers[id.0];
            // "Amazon": a name that nothing shows to be a person's can be a firm's.
            let maybe = business
                && speaker.kind == SpeakerKind::Person
                && speaker.gender == Gender::Unknown
                && speaker.roles.is_empty();
            if maybe {
                return true;
            }
            let named = self.named.contains(&id);
            let other = self.classes_of_name(&speaker.name).any(Classes::of(&[
                Class::School,
                Class::SportsClub,
                Class::Charity,
                Class::Party,
                Class::Intergovernmental,
                Class::Legislature,
                Class::StateBody,
            ]));
            let lends = self.classes_of_name(&speaker.name).has(Class::Lender);
            let plain = business && !other && (any || !lends) && speaker.state.is_none();
            let called = own.iter().rev().take(RIVALS).any(|known| *known == id);
            if outlet && speaker.kind == SpeakerKind::Outlet {
                return true;
            }
            named
                && speaker.kind == SpeakerKind::Organisation
                && (called || of_family(&id) || plain)
        };
        let is_source = self.is_source(index);
        match self.antecedents.find(&self.story, mention, is_source, Wanted::Thing, fits) {
            Meaning::Unknown => None,
            found => Some(found),
        }
    }

    fn classes_of_name(&self, name: &str) -> Classes {
        name.split(' ').take(12).fold(Classes::NONE, |mut all, word| {
            all.add(self.lexicon.classes_of(word));
            all
        })
    }

    /// "the government", "Mexican authorities", "the ministry": that of the state named, else of
    /// the state that the draft is about.
    fn government(&mut self, mention: &Mention) -> Meaning {
        let owner = mention.possessor.and_then(|p| self.owner(p));
        let owners = owner.and_then(|id| self.story.speakers[id.0].state);
        let named = self.state_of(mention).or(owners);
        let text = key(self.words(mention.role.unwrap_or(mention.span)));
        let general =
            text == "government" || text.ends_with(" government") || text.ends_with("authorities");
        let state = match named {
            Some(state) => Some(state),
            None => self.main_state(),
        };
        let label = match state {
            Some(state) if general => {
                format!("the {} government", self.lexicon.state_adjective(state))
            }
            _ => self.words(mention.span).to_owned(),
        };
        Meaning::Speaker(self.by_key(&key(&label), &label, SpeakerKind::Government, state))
    }

    /// The state whose government the story is about: the one named most often so far.
    fn main_state(&self) -> Option<StateId> {
        self.states
            .iter()
            .max_by_key(|(state, count)| (**count, std::cmp::Reverse(**state)))
            .map(|(state, _)| *state)
    }

    /// "officials", "the two lawmakers", "critics".
    pub(super) fn group(&mut self, mention: &Mention) -> Meaning {
        if let Some(all) = self.pair(mention) {
            return all;
        }
        let kind = if self.is(mention, Class::Collective) {
            SpeakerKind::Collective
        } else {
            SpeakerKind::Group
        };
        self.described(mention, kind)
    }

    /// "the two lawmakers": the two who were named side by side; "the chairmen" too, if both are
    /// chairmen.
    fn pair(&self, mention: &Mention) -> Option<Meaning> {
        let words = self.tokens(mention.span);
        if !words.first()?.reads("the") || words.len() < 2 || mention.possessor.is_some() {
            return None;
        }
        let two = words.iter().take(3).any(|t| t.reads("two"));
        let three = words.iter().take(3).any(|t| t.reads("three"));
        if words.iter().skip(1).any(|t| t.kind == Kind::Number) {
            return None;
        }
        let two = two || ["pair", "duo"].iter().any(|w| words[1].reads(w));
        let three = three || words[1].reads("trio");
        let count = match (two, three) {
            (true, _) => Some(2),
            (_, true) => Some(3),
            _ => None,
        };
        let ids = self.lists.latest(mention.sentence, count)?;
        let head = self.head(mention);
        let called = ids.iter().all(|id| {
            let singular = head.strip_suffix('s').unwrap_or(&head);
            let men = head.strip_suffix("men").map(|stem| format!("{stem}man"));
            self.has_role(*id, singular)
                || men.is_some_and(|role| self.has_role(*id, &role))
                || self.shares_family(*id, mention)
        });
        let anybody = [
            "men",
            "women",
            "pair",
            "duo",
            "trio",
            "leaders",
            "people",
            "politicians",
            "two",
            "three",
            "four",
        ];
        (called || anybody.contains(&head.as_str())).then(|| Meaning::Together(ids.to_vec()))
    }

    fn shares_family(&self, id: SpeakerId, mention: &Mention) -> bool {
        let classes = self.head_classes(mention);
        FAMILIES.iter().filter(|family| classes.has(**family)).any(|family| {
            self.by_family
                .get(family)
                .is_some_and(|ids| ids.iter().rev().take(RIVALS).any(|k| *k == id))
        })
    }

    /// A paper speaks for its maker, if the text names one.
    ///
    /// > **a count by the NGO Foro Penal** said
    pub(super) fn document(&mut self, index: usize, mention: &Mention) -> Meaning {
        let maker = mention.possessor.filter(|p| p.0 != index);
        let Some(maker) = maker else { return self.described(mention, SpeakerKind::Document) };
        match self.ahead(maker.0) {
            Meaning::Unknown => self.described(mention, SpeakerKind::Document),
            meaning => meaning,
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

    /// "he", "she", "they", "it", "who", "both", "another".
    pub(super) fn pronoun(&mut self, index: usize, mention: &Mention) -> Meaning {
        let word = self.words(mention.span).to_lowercase();
        let word = word.rsplit(' ').next().unwrap_or_default().to_owned();
        let gender = match word.as_str() {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            "who" | "whom" | "which" | "that" | "whose" => {
                return self.relative(index, mention, &word);
            }
            "both" => {
                let ids = self.lists.latest(mention.sentence, Some(2));
                return ids.map_or(Meaning::Unknown, |ids| Meaning::Together(ids.to_vec()));
            }
            "another" => return self.another(index, mention),
            "they" | "them" | "their" | "it" | "its" => Gender::Unknown,
            _ => return Meaning::Unknown,
        };
        let wanted = match word.as_str() {
            "it" | "its" => Wanted::Thing,
            "they" | "them" | "their" => Wanted::Many,
            _ => Wanted::Person(gender),
        };
        let is_source = self.is_source(index);
        // "Her lawyer" is nobody's lawyer by the same words.
        let owned = self
            .parsed
            .mentions
            .get(index + 1)
            .filter(|next| next.possessor == Some(MentionId(index)))
            .map(|next| self.head(next));
        // "He told Hale": he is not Hale.
        let told = self.parsed.mentions.get(index + 1).filter(|next| {
            next.sentence == mention.sentence
                && next.function == Function::Object
                && next.token <= mention.token + 6
        });
        let told = told.and_then(|next| next.name).map(|name| key(self.words(name)));
        let other = |id: SpeakerId| {
            let name = key(&self.story.speakers[id.0].name);
            if told.as_ref().is_some_and(|told| super::names::agree(&name, told)) {
                return false;
            }
            owned.as_ref().is_none_or(|head| {
                !(self.owner_of.contains_key(&id)
                    && self.story.speakers[id.0].name.to_lowercase().ends_with(head.as_str()))
            })
        };
        self.antecedents.find(&self.story, mention, is_source, wanted, other)
    }

    /// "who", "which": the mention that ends right before it.
    ///
    /// > **Hale, who** led the inquiry, said
    fn relative(&self, index: usize, mention: &Mention, word: &str) -> Meaning {
        let tokens = &self.text.tokens;
        let mut at = mention.token;
        // "both of whom", "some of which"; a comma, a closing bracket.
        let mut bracket = false;
        while let Some(before) = at.checked_sub(1).map(|n| &tokens[n]) {
            match before.kind {
                Kind::CloseBracket => bracket = true,
                Kind::OpenBracket => bracket = false,
                _ if bracket => {}
                Kind::Comma | Kind::Dash => {}
                _ => break,
            }
            at -= 1;
            if mention.token - at > 12 {
                return Meaning::Unknown;
            }
        }
        let Some(end) = at.checked_sub(1).map(|n| tokens[n].span.end) else {
            return Meaning::Unknown;
        };
        let first = index.saturating_sub(12);
        let ends_here = (first..index)
            .filter(|n| {
                let before = &self.parsed.mentions[*n];
                before.sentence == mention.sentence
                    && before.span.end == end
                    && before.shape != Shape::Pronoun
            })
            .find(|n| {
                let fits_word = |id: &SpeakerId| {
                    let kind = self.story.speakers[id.0].kind;
                    let body = matches!(
                        kind,
                        SpeakerKind::Organisation
                            | SpeakerKind::Document
                            | SpeakerKind::Outlet
                            | SpeakerKind::Court
                            | SpeakerKind::Government
                    );
                    match word {
                        "which" => body,
                        "who" | "whom" => {
                            !body
                                || self.parsed.mentions[*n].number == Number::Many
                                || self.is_party(*id)
                        }
                        _ => true,
                    }
                };
                self.story.mentions[*n].speakers().iter().any(fits_word)
            });
        let Some(found) = ends_here else { return Meaning::Unknown };
        let meaning = self.story.mentions[found].clone();
        // "Hale, Price and Reed, all of whom": the list, not its end.
        let all = ["all of", "both of"]
            .iter()
            .any(|w| self.words(mention.span).to_lowercase().starts_with(w));
        let list = self.lists.latest(mention.sentence, None);
        match (meaning.speaker(), list) {
            (Some(last), Some(ids)) if all && ids.last() == Some(&last) => {
                Meaning::Together(ids.to_vec())
            }
            _ => meaning,
        }
    }

    /// "Democrats, who": members and party in one word.
    fn is_party(&self, id: SpeakerId) -> bool {
        self.classes_of_name(&self.story.speakers[id.0].name).has(Class::Party)
    }

    /// "One resident said … **Another** said": somebody new of the same kind.
    fn another(&mut self, index: usize, mention: &Mention) -> Meaning {
        let first = index.saturating_sub(12);
        let one = (first..index).rev().find(|n| {
            let before = &self.parsed.mentions[*n];
            before.indefinite && before.head.is_some() && before.sentence + 3 >= mention.sentence
        });
        let Some(one) = one else { return Meaning::Unknown };
        let Some(kind) =
            self.story.mentions[one].speaker().map(|id| self.story.speakers[id.0].kind)
        else {
            return Meaning::Unknown;
        };
        let name = format!("another {}", self.head(&self.parsed.mentions[one]));
        Meaning::Speaker(self.add(&name, kind, None))
    }
}
