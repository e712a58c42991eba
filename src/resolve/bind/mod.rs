//! Reads the mentions in order and binds each to a speaker.

mod antecedents;
pub(super) mod bodies;
mod epithets;
mod full_names;
mod groups;
mod names;
mod pronouns;
mod roles;
pub(super) mod same_name;
pub(super) mod several;

use std::collections::{HashMap, HashSet};

use super::{CampId, Gender, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::lexicon::{Class, Classes, Lexicon, StateId};
use crate::parse::{Mention, MentionId, Number, Parsed, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};
use antecedents::Antecedents;
use full_names::FullNames;
use same_name::{agree, bare, tidy};
use several::{Lists, meaning_of};

/// Of speakers with one surname or one role, only so many of the latest can be meant.
pub(super) const RIVALS: usize = 32;

/// Binds mentions and attributions.
pub(super) fn bind(draft: &Draft, text: &Text<'_>, parsed: &Parsed, lexicon: &Lexicon) -> Story {
    let mut is_source = vec![false; parsed.mentions.len()];
    for attribution in &parsed.attributions {
        if let Some(mention) = attribution.source.as_ref().and_then(|s| s.mention) {
            is_source[mention.0] = true;
        }
    }
    let mut binder = Binder {
        draft,
        text,
        parsed,
        lexicon,
        is_source,
        full: FullNames::of(draft, parsed, lexicon),
        story: Story::default(),
        by_surname: HashMap::new(),
        by_first: HashMap::new(),
        by_name: HashMap::new(),
        short: HashMap::new(),
        named: HashSet::new(),
        by_text: HashMap::new(),
        by_role: HashMap::new(),
        by_post: HashMap::new(),
        by_family: HashMap::new(),
        by_head: HashMap::new(),
        by_owner: HashMap::new(),
        owner_of: HashMap::new(),
        by_age: HashMap::new(),
        by_paper: HashMap::new(),
        states: HashMap::new(),
        last_government: None,
        antecedents: Antecedents::of(text),
        lists: Lists::default(),
        early: HashMap::new(),
    };
    for (index, mention) in parsed.mentions.iter().enumerate() {
        let meaning = match binder.early.remove(&index) {
            Some(meaning) => meaning,
            None => binder.meaning(index, mention),
        };
        match &meaning {
            Meaning::Speaker(id) => binder.note(*id, MentionId(index), mention),
            // Each of two namesakes can be meant by what follows; so can each of two whom "he" may
            // mean, or the next "he" would be taken for a third.
            Meaning::Ambiguous(ids)
                if matches!(mention.shape, Shape::Person | Shape::Pronoun | Shape::Role) =>
            {
                binder.antecedents.see_one_of(ids, mention);
            }
            _ => {}
        }
        binder.story.mentions.push(meaning);
    }
    let mut story = binder.story;
    bindings(text, parsed, &mut story);
    first_persons(draft, text, parsed, &mut story);
    story
}

/// Binds every attribution to whom its source means.
fn bindings(text: &Text<'_>, parsed: &Parsed, story: &mut Story) {
    story.bindings.clear();
    for attribution in &parsed.attributions {
        let source = attribution.source.as_ref();
        let meaning = source.map_or(Meaning::Unknown, |s| meaning_of(text, parsed, story, s.span));
        story.bindings.push(meaning);
    }
}

/// "I" in a quotation is whoever is quoted; outside one it is the writer, who is no speaker.
///
/// > “**I** saw it,” Hale said.
fn first_persons(draft: &Draft, text: &Text<'_>, parsed: &Parsed, story: &mut Story) {
    let is_first = |mention: &Mention| {
        mention.shape == Shape::Pronoun
            && ["i", "we"].contains(&draft.words(mention.span).to_lowercase().as_str())
    };
    let mut around = parsed.attributions.iter().enumerate().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut changed = false;
    for (n, mention) in parsed.mentions.iter().enumerate() {
        while let Some((at, _)) = around.next_if(|(_, a)| a.span().start <= mention.span.start) {
            open.push(at);
        }
        open.retain(|at| parsed.attributions[*at].span().end > mention.span.start);
        if mention.quotation.is_none() || !is_first(mention) {
            continue;
        }
        let quoted = open.iter().rev().take(16).find(|at| {
            let attribution = &parsed.attributions[**at];
            attribution.content.iter().any(|piece| piece.contains(mention.span))
                && attribution.source.as_ref().is_none_or(|s| !s.span.contains(mention.span))
        });
        if let Some(at) = quoted {
            story.mentions[n] = story.bindings[*at].clone();
            changed = true;
        }
    }
    if changed {
        bindings(text, parsed, story);
    }
}

pub(super) struct Binder<'r, 'd> {
    draft: &'r Draft,
    text: &'r Text<'d>,
    parsed: &'r Parsed,
    lexicon: &'r Lexicon,
    /// Which mentions are sources of attributions.
    is_source: Vec<bool>,
    /// The full names of the whole draft.
    full: FullNames,
    story: Story,
    /// Persons by each word of their name but the first.
    by_surname: HashMap<String, Vec<SpeakerId>>,
    /// Persons by the first word of their name.
    by_first: HashMap<String, Vec<SpeakerId>>,
    /// Bodies and places by name and short form.
    by_name: HashMap<String, SpeakerId>,
    /// Bodies by the first word of their names; `None` where it means nobody, or two.
    short: HashMap<String, Option<SpeakerId>>,
    /// Bodies and places that have a name.
    named: HashSet<SpeakerId>,
    /// Speakers without a name, by their description.
    by_text: HashMap<String, SpeakerId>,
    /// Speakers by each word of their roles, latest last.
    by_role: HashMap<String, Vec<SpeakerId>>,
    /// Persons by each word of the post itself: not "governor" for the governor's spokesman.
    by_post: HashMap<String, Vec<SpeakerId>>,
    /// Speakers by the family of their roles: lawmakers, journalists, companies.
    by_family: HashMap<Class, Vec<SpeakerId>>,
    /// Speakers who came in without a name, by the head word: "a nurse on the ward".
    by_head: HashMap<String, Vec<SpeakerId>>,
    /// "her lawyer", by owner and head word.
    by_owner: HashMap<(SpeakerId, String), SpeakerId>,
    /// To whom a speaker belongs: Mook to the campaign.
    owner_of: HashMap<SpeakerId, SpeakerId>,
    /// Persons by the age given.
    by_age: HashMap<String, Vec<SpeakerId>>,
    /// The makers of papers, by the word for the paper.
    by_paper: HashMap<String, Vec<SpeakerId>>,
    /// How often the government of each state has been named.
    states: HashMap<StateId, usize>,
    /// The state whose government was meant last.
    last_government: Option<StateId>,
    antecedents: Antecedents,
    lists: Lists,
    /// Mentions that were bound before their turn, because a paper before them is theirs.
    early: HashMap<usize, Meaning>,
}

impl<'d> Binder<'_, 'd> {
    pub(super) fn words(&self, span: Span) -> &str {
        self.draft.words(span)
    }

    /// The tokens of a span.
    pub(super) fn tokens(&self, span: Span) -> &[Token<'d>] {
        self.text.tokens_in(span)
    }

    fn meaning(&mut self, index: usize, mention: &Mention) -> Meaning {
        if let Some(name) = self.name_behind(index, mention) {
            return self.ahead(name);
        }
        match mention.shape {
            Shape::Pronoun => self.pronoun(index, mention),
            Shape::Person => self.person(index, mention),
            Shape::Organisation => self.named(mention, SpeakerKind::Organisation),
            Shape::Place => self.named(mention, SpeakerKind::Government),
            Shape::Role => self.role(index, mention),
            Shape::Body => self.body(index, mention),
            Shape::Document => self.document(index, mention),
            Shape::Group => self.group(mention),
            Shape::Anonymous => self.described(mention, SpeakerKind::Anonymous),
            Shape::Other => self
                .epithet(index, mention)
                .unwrap_or_else(|| self.described(mention, SpeakerKind::Other)),
        }
    }

    /// The name that stands behind a description, between commas.
    ///
    /// > **The assailant, John McGraw**, said
    fn name_behind(&self, index: usize, mention: &Mention) -> Option<usize> {
        let described = matches!(mention.shape, Shape::Role | Shape::Other | Shape::Body)
            && mention.name.is_none()
            && mention.number != Number::Many
            && !mention.indefinite;
        let next = self.parsed.mentions.get(index + 1).filter(|_| described)?;
        let named = matches!(next.shape, Shape::Person | Shape::Organisation)
            && next.role.is_none()
            && next.possessor.is_none();
        let tokens = &self.text.tokens;
        let comma = next.token.checked_sub(1).map(|n| &tokens[n])?;
        if !named
            || next.name.is_none_or(|name| name.start != next.span.start)
            || comma.kind != Kind::Comma
            || next.token.checked_sub(2).is_none_or(|n| tokens[n].span.end != mention.span.end)
        {
            return None;
        }
        // "the mayor, Tom Hale, Ann Price and the clerk" is a list.
        let behind = next.token + self.tokens(next.span).len();
        let closes = |n: usize| {
            tokens.get(n).is_none_or(|t| {
                matches!(t.kind, Kind::Comma | Kind::Stop | Kind::CloseQuote | Kind::Semicolon)
            })
        };
        let listed = self.parsed.mentions.get(index + 2).is_some_and(|m| m.token == behind + 1)
            || tokens.get(behind + 1).is_some_and(|t| t.reads("and"));
        (closes(behind) && !listed).then_some(index + 1)
    }

    /// Whom a mention that may stand later means.
    pub(super) fn ahead(&mut self, index: usize) -> Meaning {
        if let Some(meaning) = self.story.mentions.get(index) {
            return meaning.clone();
        }
        if let Some(meaning) = self.early.get(&index) {
            return meaning.clone();
        }
        let parsed = self.parsed;
        let Some(mention) = parsed.mentions.get(index) else { return Meaning::Unknown };
        if matches!(mention.shape, Shape::Pronoun | Shape::Document) {
            return Meaning::Unknown;
        }
        let meaning = self.meaning(index, mention);
        self.early.insert(index, meaning.clone());
        meaning
    }

    /// True when a mention is the source of an attribution.
    pub(super) fn is_source(&self, index: usize) -> bool {
        self.is_source.get(index).copied().unwrap_or(false)
    }

    /// Records a mention with its speaker, and what it adds to what is known.
    fn note(&mut self, id: SpeakerId, mention_id: MentionId, mention: &Mention) {
        self.story.speakers[id.0].mentions.push(mention_id);
        // A paper's words say nothing of its maker.
        if !matches!(mention.shape, Shape::Document | Shape::Pronoun) {
            self.learn(id, mention);
        }
        self.note_alias(id, mention);
        // "She said", where nobody else could be meant, says that Jean Petit is a woman.
        let known = self.story.speakers[id.0].gender != Gender::Unknown;
        if mention.shape == Shape::Pronoun && !known {
            let person = self.story.speakers[id.0].kind == SpeakerKind::Person;
            let gender = match self.words(mention.span).to_lowercase().as_str() {
                "he" | "him" | "his" => Gender::Male,
                "she" | "her" => Gender::Female,
                _ => Gender::Unknown,
            };
            if person && self.is_source(mention_id.0) && self.antecedents.has_acted(id) {
                self.story.speakers[id.0].gender = gender;
                self.antecedents.called.insert(id);
            }
        }
        // "who" says nothing new of how near somebody is.
        let relative = mention.shape == Shape::Pronoun
            && ["who", "which", "that", "whose"]
                .contains(&self.words(mention.span).to_lowercase().as_str());
        if relative {
            return;
        }
        let is_source = self.is_source(mention_id.0);
        self.antecedents.see(id, mention, is_source);
        self.lists.see(self.text, mention, id);
    }

    /// Roles, gender, state, fuller name, age.
    fn learn(&mut self, id: SpeakerId, mention: &Mention) {
        let gender = self.gender(mention);
        let state = self.state_of(mention);
        let full = mention
            .name
            .filter(|_| mention.shape == Shape::Person)
            .map(|name| tidy(self.words(name)));
        let speaker = &mut self.story.speakers[id.0];
        if let Some(role) = mention.role.filter(|role| speaker.roles.last() != Some(role))
            && speaker.roles.len() < RIVALS
        {
            speaker.roles.push(role);
        }
        if speaker.gender == Gender::Unknown {
            speaker.gender = gender;
        }
        if speaker.state.is_none() {
            speaker.state = state;
        }
        if let Some(full) = full
            && full.rsplit(' ').next() == speaker.name.rsplit(' ').next()
            && full.split(' ').count() > speaker.name.split(' ').count()
            && speaker.kind == SpeakerKind::Person
            && agree(&bare(&full, self.lexicon), &bare(&speaker.name, self.lexicon))
        {
            speaker.name.clone_from(&full);
            self.index_person(&full, id);
        }
        if let Some(age) = mention.age {
            let age = self.words(age).to_owned();
            self.by_age.entry(age).or_default().push(id);
        }
        self.index_role(id, mention);
        let governs = self.story.speakers[id.0].kind == SpeakerKind::Government
            || self.is(mention, Class::StateOffice);
        if governs && let Some(state) = self.story.speakers[id.0].state {
            *self.states.entry(state).or_default() += 1;
        }
    }

    pub(super) fn add(
        &mut self,
        name: &str,
        kind: SpeakerKind,
        state: Option<StateId>,
    ) -> SpeakerId {
        let id = SpeakerId(self.story.speakers.len());
        self.story.speakers.push(Speaker {
            name: tidy(name),
            kind,
            roles: Vec::new(),
            mentions: Vec::new(),
            camp: CampId(0),
            state,
            gender: Gender::Unknown,
            known_role: None,
            is_record: false,
        });
        id
    }

    pub(super) fn is(&self, mention: &Mention, class: Class) -> bool {
        self.tokens(mention.role.or(mention.head).unwrap_or(mention.span))
            .iter()
            .any(|t| t.is(class))
    }

    /// The head word of a description, lower case.
    pub(in crate::resolve) fn head(&self, mention: &Mention) -> String {
        mention.head.map_or(String::new(), |head| self.words(head).to_lowercase())
    }

    /// The state that the words name: "Venezuelan", "US", "Caracas".
    pub(super) fn state_of(&self, mention: &Mention) -> Option<StateId> {
        // A person can have the name of a state: Michael Jordan.
        let end = match (mention.name, mention.head) {
            (Some(name), _) if mention.shape == Shape::Person => name.start,
            (Some(name), _) => name.end,
            (None, Some(head)) => head.end,
            (None, None) => mention.span.end,
        };
        let own = self.tokens(Span::new(mention.span.start.min(end), end));
        own.iter().find_map(|t| t.state)
    }

    /// He or she, by honorific, given name or noun.
    pub(super) fn gender(&self, mention: &Mention) -> Gender {
        const MALE: Classes = Classes::of(&[Class::HonorificMale, Class::MaleNoun]);
        const FEMALE: Classes = Classes::of(&[Class::HonorificFemale, Class::FemaleNoun]);
        if mention.number == Number::Many {
            return Gender::Unknown;
        }
        let title = mention.honorific.into_iter().flat_map(|span| self.tokens(span).iter());
        // "the chairman of the women's union": only the head says what its bearer is.
        let head = mention.head.into_iter().flat_map(|span| self.tokens(span).iter());
        for token in title.chain(head) {
            if token.classes.any(FEMALE) {
                return Gender::Female;
            }
            if token.classes.any(MALE) {
                return Gender::Male;
            }
        }
        let name = mention.name.filter(|_| mention.shape == Shape::Person);
        let words = name.map_or(&[][..], |n| self.tokens(n));
        let Some(first) = words.first() else { return Gender::Unknown };
        // A lone "Christie" can be a surname.
        if words.len() == 1 && self.full.is_surname(first.text) {
            return Gender::Unknown;
        }
        match (first.is(Class::GivenMale), first.is(Class::GivenFemale)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}
