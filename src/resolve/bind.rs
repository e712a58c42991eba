//! Which mentions mean the same speaker.

use std::collections::HashMap;

use super::pronouns::Antecedents;
use super::{CampId, Gender, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::lexicon::{Lexicon, StateId};
use crate::parse::{Mention, MentionId, Number, Parsed, Pattern, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::token::{Class, Classes, Token};
use crate::tokenise::Text;

/// Reads the mentions in order and binds each.
pub(super) fn bind(draft: &Draft, text: &Text<'_>, parsed: &Parsed, lexicon: &Lexicon) -> Story {
    let mut sources: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, attribution) in parsed.attributions.iter().enumerate() {
        if let Some(mention) = attribution.source.as_ref().and_then(|s| s.mention) {
            sources.entry(mention.0).or_default().push(index);
        }
    }
    let mut binder = Binder {
        draft,
        text,
        parsed,
        lexicon,
        story: Story::default(),
        by_name: HashMap::new(),
        by_text: HashMap::new(),
        by_role: HashMap::new(),
        bodies: Vec::new(),
        states: HashMap::new(),
        antecedents: Antecedents::default(),
    };
    for (index, mention) in parsed.mentions.iter().enumerate() {
        let meaning = binder.meaning(index, mention);
        if let Meaning::Speaker(id) = meaning {
            binder.note(id, MentionId(index), mention, sources.contains_key(&index));
        }
        binder.story.mentions.push(meaning);
    }
    let mut story = binder.story;
    for attribution in &parsed.attributions {
        let mention = attribution.source.as_ref().and_then(|s| s.mention);
        let meaning = mention.map_or(Meaning::Unknown, |m| story.mentions[m.0].clone());
        let goes_on = attribution.pattern == Pattern::Continued;
        let before = story.bindings.last().filter(|_| goes_on).cloned();
        story.bindings.push(before.unwrap_or(meaning));
    }
    story
}

/// Of speakers with one surname or one role, only so many of the latest can be meant.
const RIVALS: usize = 32;

struct Binder<'r, 'd> {
    draft: &'r Draft,
    text: &'r Text<'d>,
    parsed: &'r Parsed,
    lexicon: &'r Lexicon,
    story: Story,
    /// Speakers by each word of their name, and by the whole of it.
    by_name: HashMap<String, Vec<SpeakerId>>,
    /// Speakers without a name, by their description.
    by_text: HashMap<String, SpeakerId>,
    /// Persons by each word of their roles, latest last.
    by_role: HashMap<String, Vec<SpeakerId>>,
    /// Organisations with a name, latest last.
    bodies: Vec<SpeakerId>,
    /// How often the government of each state has been named.
    states: HashMap<StateId, usize>,
    antecedents: Antecedents,
}

impl Binder<'_, '_> {
    fn words(&self, span: Span) -> &str {
        self.draft.words(span)
    }

    /// The tokens of a span.
    fn tokens(&self, span: Span) -> &[Token<'_>] {
        let first = self.text.tokens.partition_point(|t| t.span.end <= span.start);
        let count =
            self.text.tokens[first..].iter().take_while(|t| t.span.start < span.end).count();
        &self.text.tokens[first..first + count]
    }

    fn meaning(&mut self, index: usize, mention: &Mention) -> Meaning {
        match mention.shape {
            Shape::Pronoun => self.pronoun(index, mention),
            Shape::Person => self.person(mention),
            Shape::Organisation => self.named(mention, SpeakerKind::Organisation),
            Shape::Place => self.named(mention, SpeakerKind::Government),
            Shape::Role => self.role(mention),
            Shape::Body => self.body(mention),
            Shape::Document => self.document(index, mention),
            Shape::Group => self.described(mention, self.group_kind(mention)),
            Shape::Anonymous => self.described(mention, SpeakerKind::Anonymous),
        }
    }

    /// Records a mention with its speaker, and what it adds to what is known.
    fn note(&mut self, id: SpeakerId, mention_id: MentionId, mention: &Mention, is_source: bool) {
        let gender = self.gender(mention);
        let state = self.state_of(mention);
        let full = mention.name.map(|name| self.words(name).to_owned());
        let speaker = &mut self.story.speakers[id.0];
        speaker.mentions.push(mention_id);
        if let Some(role) = mention.role.filter(|role| speaker.roles.last() != Some(role)) {
            speaker.roles.push(role);
            if speaker.kind == SpeakerKind::Person {
                for word in self.draft.words(role).to_lowercase().split_whitespace() {
                    let ids = self.by_role.entry(word.to_owned()).or_default();
                    if !ids.iter().rev().take(RIVALS).any(|known| *known == id) {
                        ids.push(id);
                    }
                }
            }
        }
        if speaker.gender == Gender::Unknown {
            speaker.gender = gender;
        }
        if speaker.state.is_none() {
            speaker.state = state;
        }
        if let Some(full) = full
            && full.split_whitespace().count() > speaker.name.split_whitespace().count()
            && speaker.kind == SpeakerKind::Person
        {
            speaker.name.clone_from(&full);
            self.index_name(&full, id);
        }
        let governs = self.story.speakers[id.0].kind == SpeakerKind::Government
            || self.is(mention, Class::StateOffice);
        if governs && let Some(state) = self.story.speakers[id.0].state {
            *self.states.entry(state).or_default() += 1;
        }
        let possessor = self.parsed.mentions.get(mention_id.0 + 1);
        let owns = possessor
            .is_some_and(|next| next.possessor == Some(mention_id) && next.token <= mention.token);
        self.antecedents.see(id, mention, is_source, owns);
    }

    fn add(&mut self, name: &str, kind: SpeakerKind, state: Option<StateId>) -> SpeakerId {
        let id = SpeakerId(self.story.speakers.len());
        self.story.speakers.push(Speaker {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
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

    /// Lets a speaker be found by the whole name and by its last word.
    fn index_name(&mut self, name: &str, id: SpeakerId) {
        let whole = key(name);
        let last = whole.rsplit(' ').find(|w| !self.lexicon.classes_of(w).has(Class::NameSuffix));
        let last = last.unwrap_or_default().to_owned();
        for key in [whole.clone(), last] {
            let ids = self.by_name.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// A person: the same one when the full names agree, or when a surname fits only one.
    fn person(&mut self, mention: &Mention) -> Meaning {
        let Some(name) = mention.name else { return Meaning::Unknown };
        let written = self.words(name).to_owned();
        let full = key(&written);
        let last = full.rsplit(' ').next().unwrap_or_default().to_owned();
        let gender = self.gender(mention);
        let known: &[SpeakerId] = self.by_name.get(&last).map_or(&[], Vec::as_slice);
        let mut fits: Vec<SpeakerId> = known
            .iter()
            .rev()
            .take(RIVALS)
            .copied()
            .filter(|id| {
                let speaker = &self.story.speakers[id.0];
                agree(&key(&speaker.name), &full)
                    && matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Organisation)
                    && (gender == Gender::Unknown
                        || speaker.gender == Gender::Unknown
                        || gender == speaker.gender)
            })
            .collect();
        fits.reverse();
        match fits.as_slice() {
            [one] => Meaning::Speaker(*one),
            [] => {
                let state = None;
                let id = self.add(&written, SpeakerKind::Person, state);
                self.index_name(&written, id);
                Meaning::Speaker(id)
            }
            _ => Meaning::Ambiguous(fits),
        }
    }

    /// A body or place with a name.
    fn named(&mut self, mention: &Mention, kind: SpeakerKind) -> Meaning {
        let Some(name) = mention.name else { return Meaning::Unknown };
        let written = self.words(name).to_owned();
        let whole = key(&written);
        let known = self.by_name.get(&whole).and_then(|ids| ids.first()).copied();
        let tokens = self.tokens(name);
        let outlet = tokens.iter().any(|t| t.is(Class::Outlet));
        let court = tokens.iter().any(|t| t.is(Class::TopCourt));
        let kind = match kind {
            _ if outlet => SpeakerKind::Outlet,
            _ if court => SpeakerKind::Court,
            kind => kind,
        };
        let id = known.unwrap_or_else(|| {
            let state = self.state_of(mention);
            let id = self.add(&written, kind, state);
            self.by_name.entry(whole.clone()).or_default().push(id);
            if kind == SpeakerKind::Organisation {
                self.bodies.push(id);
            }
            // "the International Energy Agency" is also "the IEA".
            let initials: String = written
                .split_whitespace()
                .filter_map(|w| w.chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            if initials.chars().count() >= 3 {
                self.by_name.entry(key(&initials)).or_default().push(id);
            }
            id
        });
        Meaning::Speaker(id)
    }

    /// "the president": whoever was introduced so; "a spokesman": somebody new.
    fn role(&mut self, mention: &Mention) -> Meaning {
        let kind = if self.is(mention, Class::Spokesperson) {
            SpeakerKind::Spokesperson
        } else {
            SpeakerKind::TitleOnly
        };
        if mention.indefinite {
            let name = self.words(mention.span).to_owned();
            return Meaning::Speaker(self.add(&name, kind, None));
        }
        let head = self.head(mention);
        let state = self.state_of(mention);
        let holders: &[SpeakerId] = self.by_role.get(&head).map_or(&[], Vec::as_slice);
        let mut fits: Vec<SpeakerId> = Vec::new();
        for id in holders.iter().rev().take(RIVALS) {
            let own = self.story.speakers[id.0].state;
            if state.is_none() || own.is_none() || state == own {
                fits.push(*id);
            }
        }
        fits.sort_unstable();
        match fits.as_slice() {
            [one] => Meaning::Speaker(*one),
            [] => self.described(mention, kind),
            _ => {
                // An office has one holder; the one who speaks most lately is meant when the
                // others only stand in somebody's shadow.
                let spoken: Vec<_> =
                    fits.iter().copied().filter(|id| self.antecedents.has_spoken(*id)).collect();
                match spoken.as_slice() {
                    [one] => Meaning::Speaker(*one),
                    _ => Meaning::Ambiguous(fits),
                }
            }
        }
    }

    /// "the government", "the company", "the court".
    fn body(&mut self, mention: &Mention) -> Meaning {
        if self.is(mention, Class::Government) {
            let state = self.state_of(mention).or_else(|| self.main_state());
            let text = key(self.words(mention.role.unwrap_or(mention.span)));
            let general = text == "government"
                || text.ends_with(" government")
                || text.ends_with("authorities");
            let label = match state {
                Some(state) if general => {
                    format!("the {} government", self.lexicon.state_adjective(state))
                }
                _ => self.words(mention.span).to_owned(),
            };
            let id = self.by_key(&key(&label), &label, SpeakerKind::Government, state);
            return Meaning::Speaker(id);
        }
        if self.is(mention, Class::Court) {
            return self.described(mention, SpeakerKind::Court);
        }
        let generic = [
            "company",
            "firm",
            "club",
            "bank",
            "hospital",
            "union",
            "charity",
            "agency",
            "group",
            "council",
            "university",
            "trust",
        ];
        let head = self.head(mention);
        let definite = self.tokens(mention.span).first().is_some_and(|t| t.reads("the"));
        let bare = self.tokens(mention.span).len() == 2;
        if definite && bare && generic.contains(&head.as_str()) {
            let bodies: Vec<SpeakerId> = self
                .bodies
                .iter()
                .rev()
                .take(RIVALS)
                .copied()
                .filter(|id| {
                    let speaker = &self.story.speakers[id.0];
                    let named_so = key(&speaker.name).contains(&head)
                        || speaker
                            .roles
                            .iter()
                            .any(|r| self.words(*r).to_lowercase().contains(&head));
                    speaker.state.is_none()
                        && speaker.name.starts_with(char::is_uppercase)
                        && !speaker.name.starts_with("The ")
                        && (named_so || matches!(head.as_str(), "company" | "firm"))
                })
                .collect();
            if let [one] = bodies.as_slice() {
                return Meaning::Speaker(*one);
            }
        }
        self.described(mention, SpeakerKind::Organisation)
    }

    /// A paper speaks for its maker, if the text names one.
    fn document(&mut self, index: usize, mention: &Mention) -> Meaning {
        let maker = mention.possessor.filter(|p| p.0 != index);
        let Some(maker) = maker else { return self.described(mention, SpeakerKind::Document) };
        if let Some(Meaning::Speaker(id)) = self.story.mentions.get(maker.0) {
            return Meaning::Speaker(*id);
        }
        // The maker stands behind the paper: bind it first.
        let parsed = self.parsed;
        parsed.mentions.get(maker.0).map_or(Meaning::Unknown, |maker| match maker.shape {
            Shape::Pronoun => Meaning::Unknown,
            _ => self.meaning(usize::MAX, maker),
        })
    }

    /// Somebody without a name: the same words mean the same speaker.
    fn described(&mut self, mention: &Mention, kind: SpeakerKind) -> Meaning {
        let text = self.words(mention.span).to_owned();
        let state = self.state_of(mention);
        if mention.indefinite || kind == SpeakerKind::Anonymous {
            return Meaning::Speaker(self.add(&text, kind, state));
        }
        let id = self.by_key(&key(&text), &text, kind, state);
        Meaning::Speaker(id)
    }

    fn by_key(
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

    fn pronoun(&self, index: usize, mention: &Mention) -> Meaning {
        let word = self.words(mention.span).to_lowercase();
        if matches!(word.as_str(), "who" | "which") {
            let before = index
                .checked_sub(1)
                .map(|at| (&self.parsed.mentions[at], &self.story.mentions[at]));
            return before
                .filter(|(b, _)| b.sentence == mention.sentence)
                .map_or(Meaning::Unknown, |(_, meaning)| meaning.clone());
        }
        let gender = match word.as_str() {
            "he" => Gender::Male,
            "she" => Gender::Female,
            "they" | "it" => Gender::Unknown,
            _ => return Meaning::Unknown,
        };
        let many = mention.number == Number::Many;
        self.antecedents.find(&self.story, mention.sentence, gender, many, word == "it")
    }

    fn group_kind(&self, mention: &Mention) -> SpeakerKind {
        if self.is(mention, Class::Collective) {
            SpeakerKind::Collective
        } else {
            SpeakerKind::Group
        }
    }

    fn is(&self, mention: &Mention, class: Class) -> bool {
        self.tokens(mention.role.or(mention.head).unwrap_or(mention.span))
            .iter()
            .any(|t| t.is(class))
    }

    /// The head word of a description, lower case.
    fn head(&self, mention: &Mention) -> String {
        mention.head.map_or(String::new(), |head| self.words(head).to_lowercase())
    }

    /// The state that the words name: "Venezuelan", "US", "Caracas".
    fn state_of(&self, mention: &Mention) -> Option<StateId> {
        let own = self.tokens(Span::new(
            mention.span.start,
            mention.name.or(mention.head).map_or(mention.span.end, |n| n.end),
        ));
        own.iter().find_map(|t| t.state)
    }

    /// The state whose government the story is about: the one named most often so far.
    fn main_state(&self) -> Option<StateId> {
        self.states
            .iter()
            .max_by_key(|(state, count)| (**count, std::cmp::Reverse(**state)))
            .map(|(state, _)| *state)
    }

    /// He or she, by honorific, given name or noun.
    fn gender(&self, mention: &Mention) -> Gender {
        const MALE: Classes = Classes::of(&[Class::HonorificMale, Class::MaleNoun]);
        const FEMALE: Classes = Classes::of(&[Class::HonorificFemale, Class::FemaleNoun]);
        let role = mention.role.into_iter().chain(mention.honorific);
        for span in role {
            for token in self.tokens(span) {
                if token.classes.any(FEMALE) {
                    return Gender::Female;
                }
                if token.classes.any(MALE) {
                    return Gender::Male;
                }
            }
        }
        let name = mention.name.filter(|_| mention.shape == Shape::Person);
        let Some(first) = name.and_then(|n| self.tokens(n).first()) else { return Gender::Unknown };
        match (first.is(Class::GivenMale), first.is(Class::GivenFemale)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}

/// True when two names can be one person's: one is the end of the other, or first names agree.
fn agree(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if !short.contains(' ') {
        return long == short
            || long.ends_with(&format!(" {short}"))
            || long.contains(&format!(" {short} "));
    }
    let first = |name: &str| name.split(' ').next().map(str::to_owned).unwrap_or_default();
    let (x, y) = (first(a), first(b));
    x == y || (x.len() <= 2 || y.len() <= 2) && x.chars().next() == y.chars().next()
}

/// A name for comparison: lower case, accents off, no marks, no article.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars().flat_map(char::to_lowercase) {
        match char {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => out.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => out.push('u'),
            'ñ' => out.push('n'),
            'ç' => out.push('c'),
            c if c.is_alphanumeric() || c == '-' => out.push(c),
            c if c.is_whitespace() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    let out = out.trim();
    out.strip_prefix("the ").unwrap_or(out).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_by_surname_and_first_name() {
        assert!(agree("jorge rodriguez", "rodriguez"));
        assert!(agree("j hale", "john hale"));
        assert!(!agree("tom hale", "ann hale"));
    }

    #[test]
    fn accents_and_articles_make_no_other_name() {
        assert_eq!(key("the Élysée"), key("Elysee"));
    }
}
