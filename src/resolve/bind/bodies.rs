//! Whom descriptions of bodies mean: "the company", "the government", "the report".

use super::antecedents::Wanted;
use super::roles::FAMILIES;
use super::same_name::key;
use super::{Binder, RIVALS};
use crate::lexicon::{Class, Classes, StateId};
use crate::parse::{Mention, MentionId, Number, Shape};
use crate::resolve::camps::authors::made_by;
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};

/// Families of bodies.
const BODIES: Classes = Classes::of(&[
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
]);

impl Binder<'_, '_> {
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
            && !words.iter().skip(1).any(|t| {
                // "the Boston-based company"
                t.is_capitalised() && !t.text.ends_with("-based")
            });
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
                families.has(*family) && BODIES.has(*family) && self.is_of(*id, *family)
            })
        };
        let fits = |id: SpeakerId| {
            let speaker = &self.story.speakers[id.0];
            // "Amazon": a name that nothing shows to be a person's can be a firm's.
            let maybe = business
                && speaker.kind == SpeakerKind::Person
                && speaker.gender == Gender::Unknown
                && speaker.roles.is_empty()
                && self.antecedents.has_acted(id);
            if maybe {
                return true;
            }
            let named = self.named.contains(&id);
            let name = self.classes_of_name(&speaker.name);
            let other = name.any(Classes::of(&[
                Class::School,
                Class::SportsClub,
                Class::Charity,
                Class::Party,
                Class::Intergovernmental,
                Class::Legislature,
                Class::StateBody,
            ]));
            let lends = name.has(Class::Lender);
            let outlet_name =
                name.any(Classes::of(&[Class::Outlet, Class::StateMedia, Class::Venue]));
            // A hall where somebody met is no company.
            let acted = self.antecedents.has_acted(id) && !outlet_name;
            let plain = business && !other && acted && (any || !lends) && speaker.state.is_none();
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

    pub(super) fn classes_of_name(&self, name: &str) -> Classes {
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
        // "local government" and "health authorities" are not simply the government.
        let words = self.tokens(mention.role.or(mention.head).unwrap_or(mention.span));
        let plain = words.iter().all(|t| t.state.is_some() || t.is(Class::Government));
        let general = plain && (text.ends_with("government") || text.ends_with("authorities"));
        // "the Obama administration", "a Republican government": not simply that of the story.
        let of_others = mention.indefinite
            || self
                .tokens(mention.span)
                .iter()
                .skip(1)
                .any(|t| t.is_capitalised() && t.state.is_none() && !t.is(Class::Government));
        let local = ["local", "state", "city", "county", "regional", "provincial", "municipal"];
        let of_others =
            of_others || self.tokens(mention.span).iter().any(|t| local.iter().any(|w| t.reads(w)));
        let state = match named {
            Some(state) => Some(state),
            None if of_others => None,
            // "authorities", without an article: of whichever state the passage is about.
            None if general && words.len() == 1 && !self.tokens(mention.span)[0].reads("the") => {
                self.only_state()
            }
            None => self.state_meant(mention),
        };
        if plain && !of_others {
            self.last_government = state.or(self.last_government);
        }
        let label = match state {
            Some(state) if general => {
                format!("the {} government", self.lexicon.state_adjective(state))
            }
            _ => self.words(mention.span).to_owned(),
        };
        Meaning::Speaker(self.by_key(&key(&label), &label, SpeakerKind::Government, state))
    }

    /// The state of which "the government", without more, speaks: the one that the draft is about;
    /// where two are named about as often, the one that is not the subject of the same sentence.
    ///
    /// > Washington eased its sanctions on Peru when **the government** signed the deal
    fn state_meant(&self, mention: &Mention) -> Option<StateId> {
        let subject = self.antecedents.subject_of(mention);
        let subject = subject.and_then(|id| self.story.speakers[id.0].state);
        let count = |state: &StateId| self.states.get(state).copied().unwrap_or(0);
        let main = self.main_state()?;
        let others = self.states.keys().copied().filter(|state| *state != main);
        let second = others.max_by_key(|state| (count(state), std::cmp::Reverse(*state)));
        let Some(second) = second else { return Some(main) };
        match subject {
            _ if count(&main) >= 2 * count(&second) => Some(main),
            Some(subject) if subject == main => Some(second).filter(|_| self.states.len() == 2),
            Some(_) => Some(main),
            None => self.last_government,
        }
    }

    /// The only state whose government has been named.
    fn only_state(&self) -> Option<StateId> {
        self.states.keys().next().copied().filter(|_| self.states.len() == 1)
    }

    /// The state whose government the story is about: the one named most often so far.
    pub(super) fn main_state(&self) -> Option<StateId> {
        self.states
            .iter()
            .max_by_key(|(state, count)| (**count, std::cmp::Reverse(**state)))
            .map(|(state, _)| *state)
    }

    /// A paper speaks for its maker, if the text names one.
    ///
    /// > **a count by the NGO Foro Penal** said
    pub(super) fn document(&mut self, index: usize, mention: &Mention) -> Meaning {
        if let Some(outlet) = self.the_paper(index, mention) {
            return outlet;
        }
        let maker = mention.possessor.filter(|p| p.0 != index);
        let maker = maker.or_else(|| self.printed_in(index, mention));
        let known = self.known_paper(mention).filter(|_| maker.is_none());
        if let Some(known) = known {
            return known;
        }
        let maker = maker.or_else(|| made_by(self.text, self.parsed, index));
        let meaning = match maker.map(|maker| self.ahead(maker.0)) {
            Some(Meaning::Unknown) | None => self.described(mention, SpeakerKind::Document),
            Some(meaning) => meaning,
        };
        if let Meaning::Speaker(id) = meaning
            && mention.number != Number::Many
        {
            let makers = self.by_paper.entry(self.paper(mention)).or_default();
            if !makers.contains(&id) {
                makers.push(id);
            }
        }
        meaning
    }

    /// "the study" behind "a study by the university": the same paper, if there was only one such.
    fn known_paper(&self, mention: &Mention) -> Option<Meaning> {
        let words = self.tokens(mention.span);
        let plain = words.len() == 2 && ["the", "this", "that"].iter().any(|w| words[0].reads(w));
        match self.by_paper.get(&self.paper(mention)).filter(|_| plain)?.as_slice() {
            [one] => Some(Meaning::Speaker(*one)),
            _ => None,
        }
    }

    /// The word for a paper, lower case; one for all words for what scholars write.
    fn paper(&self, mention: &Mention) -> String {
        let words = self.tokens(mention.head.unwrap_or(mention.span));
        let paper = words.iter().find(|t| t.is(Class::Document));
        let word = paper.map_or_else(String::new, |t| t.text.to_lowercase());
        if ["paper", "research"].contains(&word.as_str()) { "study".to_owned() } else { word }
    }

    /// "the paper", "the magazine": the newspaper that has the floor, unless a paper that nobody
    /// prints daily came in by that word.
    fn the_paper(&self, index: usize, mention: &Mention) -> Option<Meaning> {
        let words = self.tokens(mention.span);
        let plain = words.len() == 2 && words[0].reads("the") && mention.possessor.is_none();
        let printed =
            self.head_classes(mention).has(Class::OutletNoun) || self.head(mention) == "paper";
        if !plain || !printed || self.by_head.contains_key(&self.head(mention)) {
            return None;
        }
        let outlet = |id: SpeakerId| self.story.speakers[id.0].kind == SpeakerKind::Outlet;
        let is_source = self.is_source(index);
        match self.antecedents.find(&self.story, mention, is_source, Wanted::Thing, outlet) {
            found @ Meaning::Speaker(_) => Some(found),
            _ => None,
        }
    }

    /// The newspaper in which a report stands.
    ///
    /// > **a new article in the Times** said
    fn printed_in(&self, index: usize, mention: &Mention) -> Option<MentionId> {
        let next = self.parsed.mentions.get(index + 1)?;
        let outlet = next.shape == Shape::Organisation
            && self.tokens(next.span).iter().any(|t| t.is(Class::Outlet));
        let link = next.token.checked_sub(1).map(|n| &self.text.tokens[n])?;
        let article = link.reads("the");
        let link = if article { &self.text.tokens[next.token.checked_sub(2)?] } else { link };
        let near = next.sentence == mention.sentence && next.token <= mention.token + 8;
        (outlet && near && (link.reads("in") || link.reads("from"))).then_some(MentionId(index + 1))
    }
}
