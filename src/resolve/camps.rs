//! Who stands with whom, and what shows it.
//!
//! Speakers are joined where the draft, or the table of states, shows that they are of one side.
//! Opposite sides are never joined, whatever else speaks for it.

use std::collections::{HashMap, HashSet};

use super::authors;
use super::compare::key;
use super::sides::{self, Sides};
use super::{Camp, CampId, Evidence, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::lexicon::{Lexicon, StateId};
use crate::parse::{Mention, MentionId, Number, Parsed, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::token::{Class, Classes, Token};
use crate::tokenise::Text;

/// Bodies of a state that are not its government.
const APART: Classes = Classes::of(&[
    Class::Legislature,
    Class::TopCourt,
    Class::Opposition,
    Class::Court,
    Class::Party,
]);

/// No more attributions of a paragraph, and words of a content, are looked at.
const MOST: usize = 60;

/// Words that stand beside a rank in the police.
const RANKS: [&str; 9] =
    ["the", "chief", "deputy", "assistant", "senior", "acting", "sergeant", "police", "temporary"];

/// Puts every speaker into a camp.
pub(super) fn camps(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    lexicon: &Lexicon,
    known: &[(&str, Vec<(SpeakerId, String)>)],
    story: &mut Story,
) {
    let sides = sides::of(text, parsed, story);
    let story_of = &*story;
    let mut finder = Finder {
        draft,
        text,
        parsed,
        lexicon,
        story: story_of,
        union: Union::new(&sides),
        evidence: Vec::new(),
    };
    finder.governments();
    finder.home_government();
    finder.principals();
    let authors = authors::authors(text, parsed, story_of);
    for (paper, author, span) in authors.into_iter().chain(authors::teams(text, parsed, story_of)) {
        finder.join(paper, author, span);
    }
    finder.officers();
    finder.modifiers();
    finder.executives();
    finder.parties();
    finder.newsroom(known);
    let Finder { union, evidence, .. } = finder;
    collect(lexicon, story, union, evidence);
    // A camp that has a name of its own comes before the one of a body, and keeps its name.
    for (name, members) in known.iter().rev() {
        let camp = story.speakers[members[0].0.0].camp;
        (*name).clone_into(&mut story.camps[camp.0].name);
    }
    sides::oppose(parsed, story, &sides);
}

/// Sets of speakers that can be joined.
struct Union {
    parent: Vec<usize>,
    sides: Vec<Sides>,
}

impl Union {
    fn new(sides: &[Sides]) -> Self {
        Self { parent: (0..sides.len()).collect(), sides: sides.to_vec() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins two sets, unless they hold opposite sides; the earlier speaker stays the root.
    /// True when they are one set now.
    fn join(&mut self, a: SpeakerId, b: SpeakerId) -> bool {
        let (a, b) = (self.root(a.0), self.root(b.0));
        if self.sides[a].against(self.sides[b]) {
            return false;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
        let both = self.sides[first].with(self.sides[second]);
        self.sides[first] = both;
        true
    }
}

struct Finder<'r, 'd> {
    draft: &'r Draft,
    text: &'r Text<'d>,
    parsed: &'r Parsed,
    lexicon: &'r Lexicon,
    story: &'r Story,
    union: Union,
    evidence: Vec<Evidence>,
}

impl<'r, 'd> Finder<'r, 'd> {
    fn tokens(&self, span: Span) -> &'r [Token<'d>] {
        self.text.tokens_in(span)
    }

    /// Joins two speakers and notes why.
    fn join(&mut self, a: SpeakerId, b: SpeakerId, span: Span) {
        if a != b && self.union.join(a, b) {
            // A long span says no more than its first words.
            let end =
                self.tokens(span).iter().take(14).next_back().map_or(span.end, |t| t.span.end);
            let span = Span::new(span.start, end.min(span.end));
            let reason = format!("“{}”", self.draft.words(span));
            self.evidence.push(Evidence { speaker: b, span: Some(span), reason });
        }
    }

    /// A capital, a palace, an agency, a minister and "the government" of one state are one camp.
    /// Parliament, courts, parties and the opposition are not.
    fn governments(&mut self) {
        let story = self.story;
        let only = self.only_state();
        let holders = self.holders();
        let mut first: HashMap<StateId, SpeakerId> = HashMap::new();
        for (n, speaker) in story.speakers.iter().enumerate() {
            let id = SpeakerId(n);
            let state = speaker.state.or(only).or_else(|| self.state_of_passage(id));
            let Some(state) = state else { continue };
            let Some((span, reason)) = self.governs(speaker, state) else { continue };
            // Two presidents of one state do not both govern it, and who does is not said.
            let rivals = span.and_then(|s| self.post(s)).and_then(|post| holders.get(&post));
            if speaker.kind == SpeakerKind::Person && rivals.is_some_and(|count| *count > 1) {
                continue;
            }
            match first.get(&state) {
                Some(other) if !self.union.join(*other, id) => continue,
                Some(_) => {}
                None => {
                    first.insert(state, id);
                }
            }
            self.evidence.push(Evidence { speaker: id, span, reason });
        }
    }

    /// In a draft that names no state at all, "the government" and whoever holds an office of state
    /// are of one camp.
    ///
    /// > **The government** backed the tunnel. **Health Secretary** Ann Price said …
    fn home_government(&mut self) {
        let story = self.story;
        let body =
            |s: &Speaker| matches!(s.kind, SpeakerKind::Government | SpeakerKind::Organisation);
        if story.speakers.iter().any(|s| s.state.is_some() && body(s)) {
            return;
        }
        let plain = |s: &Speaker| {
            let name = s.name.to_lowercase();
            let body = ["government", "ministry"].iter().any(|word| name.ends_with(word));
            s.kind == SpeakerKind::Government && body
        };
        let plain = |s: &Speaker| plain(s) && !s.mentions.is_empty();
        let Some(first) = story.speakers.iter().position(plain).map(SpeakerId) else { return };
        let holders = self.holders();
        for (n, speaker) in story.speakers.iter().enumerate() {
            let person = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::TitleOnly);
            let own = person && speaker.state.is_none();
            if plain(speaker) && n != first.0 {
                let span = self.parsed.mentions[speaker.mentions[0].0].span;
                self.join(first, SpeakerId(n), span);
            }
            let Some(span) = self.office(speaker).filter(|_| own) else { continue };
            let rivals = self.post(span).and_then(|post| holders.get(&post).copied());
            if rivals.is_none_or(|count| count <= 1) {
                self.join(first, SpeakerId(n), span);
            }
        }
    }

    /// The state of an office that is named without one: that of whoever speaks before it in the
    /// same paragraph, if all of them are of one state and the holder does not speak of it as
    /// another's.
    ///
    /// > **Ecuadorean** Foreign Minister Carla Montalvo said so. **President** Andres Villacis said …
    fn state_of_passage(&self, id: SpeakerId) -> Option<StateId> {
        let (parsed, story) = (self.parsed, self.story);
        let speaker = &story.speakers[id.0];
        let named = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::TitleOnly);
        let first = &parsed.mentions[speaker.mentions.first().filter(|_| named)?.0];
        let from = parsed.attributions.partition_point(|a| a.block < first.block);
        let here = parsed.attributions[from..].iter().enumerate().take(MOST);
        let mut state = None;
        for (n, attribution) in here.take_while(|(_, a)| a.block == first.block) {
            let speaks = story.bindings[from + n].speaker();
            if speaks == Some(id) {
                let words = attribution.content.iter().flat_map(|piece| self.tokens(*piece));
                if words.take(MOST).any(|t| t.state.is_some() && t.state == state) {
                    return None;
                }
            }
            let before = attribution.source.as_ref().is_some_and(|s| s.span.end < first.span.start);
            let of = speaks.and_then(|other| story.speakers[other.0].state).filter(|_| before);
            if of.is_some() && state.is_some() && of != state {
                return None;
            }
            state = state.or(of);
        }
        state
    }

    /// The word for an office that one person holds: "president".
    fn post(&self, office: Span) -> Option<String> {
        let word = self.tokens(office).iter().find(|t| t.is(Class::StateOffice))?;
        let one = ["president", "premier", "chancellor", "prime"].iter().any(|w| word.reads(w));
        one.then(|| word.text.to_lowercase())
    }

    /// How many named persons the draft gives each such office, states that it names apart.
    fn holders(&self) -> HashMap<String, usize> {
        let mut count = HashMap::new();
        let unnamed = |s: &&Speaker| s.kind == SpeakerKind::Person && s.state.is_none();
        for speaker in self.story.speakers.iter().filter(unnamed) {
            if let Some(post) = self.office(speaker).and_then(|span| self.post(span)) {
                *count.entry(post).or_default() += 1;
            }
        }
        count
    }

    /// The only state whose government the draft names: "the president" without more is its own.
    /// A minister of another state names that state's.
    fn only_state(&self) -> Option<StateId> {
        let speakers = self.story.speakers.iter().filter(|s| s.state.is_some());
        let mut states = speakers.clone().filter(|s| s.kind == SpeakerKind::Government);
        let first = states.next()?.state;
        let one = states.all(|s| s.state == first)
            && speakers
                .filter(|s| s.kind == SpeakerKind::Person && s.state != first)
                .all(|s| self.office(s).is_none());
        first.filter(|_| one)
    }

    /// Why a speaker of a state speaks for its government, if so.
    fn governs(&self, speaker: &Speaker, state: StateId) -> Option<(Option<Span>, String)> {
        let name = self.lexicon.state_name(state);
        match speaker.kind {
            SpeakerKind::Government if speaker.state.is_some() => {
                let mentions = speaker.mentions.iter().take(4);
                let classes = mentions
                    .filter_map(|m| self.parsed.mentions[m.0].name)
                    .flat_map(|name| self.tokens(name))
                    .fold(Classes::NONE, |mut all, token| {
                        all.add(token.classes);
                        all
                    });
                let reason = if classes.has(Class::Capital) {
                    format!("capital of {name}")
                } else if classes.has(Class::Seat) {
                    format!("seat of the government of {name}")
                } else if classes.has(Class::State) {
                    format!("the state of {name}")
                } else {
                    format!("the government of {name}")
                };
                Some((None, reason))
            }
            SpeakerKind::Organisation if speaker.state.is_some() => {
                let words = speaker
                    .mentions
                    .iter()
                    .take(4)
                    .flat_map(|m| self.tokens(self.parsed.mentions[m.0].span));
                let all = words.fold(Classes::NONE, |mut all, token| {
                    all.add(token.classes);
                    all
                });
                // "American Airlines" has a state in its name and is no body of it.
                let body = all.any(Classes::of(&[Class::StateBody, Class::Government]));
                (body && !all.any(APART))
                    .then(|| (None, format!("a body of the government of {name}")))
            }
            SpeakerKind::Person | SpeakerKind::TitleOnly | SpeakerKind::Spokesperson => {
                self.office(speaker).map(|span| (Some(span), self.quote(span)))
            }
            SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Collective
                if speaker.state.is_some() =>
            {
                let mention = &self.parsed.mentions[speaker.mentions.first()?.0];
                let head = self.tokens(mention.head?).last()?;
                let serves = head.is(Class::Official) && mention.possessor.is_none();
                serves.then(|| (Some(mention.span), self.quote(mention.span)))
            }
            _ => None,
        }
    }

    fn quote(&self, span: Span) -> String {
        format!("“{}”", self.draft.words(span))
    }

    /// The office of state that a speaker holds, if it is no former one and no office of a body.
    fn office(&self, speaker: &Speaker) -> Option<Span> {
        const PAST: [&str; 7] =
            ["former", "ex", "then", "opposition", "ousted", "deposed", "shadow"];
        let own = speaker.mentions.iter().take(64).map(|m| &self.parsed.mentions[m.0]);
        for mention in own.filter(|m| !m.indefinite) {
            let spans = mention.role.into_iter().chain(mention.honorific);
            for span in spans {
                // "a candidate for president" is none.
                let words = self.tokens(span);
                let end = words.iter().position(|t| {
                    ["of", "for", "to", "at"].iter().any(|w| t.reads(w))
                        && !t.is(Class::StateOffice)
                });
                let words = &words[..end.unwrap_or(words.len())];
                // "the Brazilian president of the club"
                let of_body = mention.possessor.is_some_and(|p| self.is_body(p));
                let past = words.iter().any(|t| PAST.iter().any(|w| t.reads(w)));
                // "Norvane president Tom Hale": the office of a body named before it.
                let office = words.iter().position(|t| t.is(Class::StateOffice));
                let other = words[..office.unwrap_or(0)].iter().any(|t| {
                    t.is_capitalised()
                        && t.state.is_none()
                        && !t.is(Class::Honorific)
                        && !t.is(Class::Role)
                });
                let would_be = words.iter().any(|t| {
                    t.is(Class::Candidate) || ["next", "would-be"].iter().any(|w| t.reads(w))
                });
                let ours = office.is_some() && !other && !would_be;
                if ours && !past && !of_body && !words.iter().any(|t| t.classes.any(APART)) {
                    return Some(span);
                }
            }
        }
        None
    }

    /// True when a mention means a body that is no government.
    fn is_body(&self, mention: MentionId) -> bool {
        let meaning = self.story.mentions.get(mention.0).and_then(Meaning::speaker);
        meaning.is_some_and(|id| {
            matches!(
                self.story.speakers[id.0].kind,
                SpeakerKind::Organisation | SpeakerKind::Outlet | SpeakerKind::Court
            )
        })
    }

    /// A spokesman and the body, a lawyer and the client, a company and its chief executive, a
    /// parent and its subsidiary.
    fn principals(&mut self) {
        let (parsed, story) = (self.parsed, self.story);
        for (n, mention) in parsed.mentions.iter().enumerate() {
            let Meaning::Speaker(id) = story.mentions[n] else { continue };
            let Some(owner) = mention.possessor else { continue };
            let Some(Meaning::Speaker(principal)) = story.mentions.get(owner.0) else { continue };
            if *principal == id || mention.shape == Shape::Document {
                continue;
            }
            let Some(role) = mention.role.or(mention.head) else { continue };
            if self.acts_for(mention, role, &story.speakers[principal.0]) {
                let whose = parsed.mentions[owner.0].span;
                let span = role.to(whose);
                let span = if span.len() > 120 { role } else { span };
                self.join(*principal, id, span);
            }
        }
    }

    /// True when a role makes its bearer one side with the principal.
    fn acts_for(&self, mention: &Mention, role: Span, principal: &Speaker) -> bool {
        let words = self.tokens(role);
        let link =
            words.iter().position(|t| ["of", "for", "to", "at", "from"].iter().any(|w| t.reads(w)));
        let own: Vec<_> = words[..link.unwrap_or(words.len())].iter().collect();
        // "an aide from Harlow" comes from there.
        let from = link.is_some_and(|n| words[n].reads("from"));
        let has = |class: Class| own.iter().any(|t| t.is(class));
        let former = own.iter().any(|t| t.reads("former") || t.reads("ex"));
        let body = matches!(
            principal.kind,
            SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet
        );
        if mention.shape == Shape::Organisation {
            return body && has(Class::Subsidiary);
        }
        let acts = has(Class::Representative) || has(Class::Spokesperson) || has(Class::Lawyer);
        // Workers and students do not speak for the body where they are, nor scholars for theirs.
        let scholar = has(Class::Expert)
            && principal.name.split(' ').any(|w| self.lexicon.classes_of(w).has(Class::School));
        let leads = body
            && (has(Class::Office) || has(Class::Executive) || has(Class::Role))
            && (mention.number != Number::Many || has(Class::Executive))
            && !has(Class::OrdinaryPerson)
            && !scholar
            && !has(Class::Witness);
        // Its members do not speak for a parliament.
        let parliament = principal.mentions.iter().take(4).any(|m| {
            self.tokens(self.parsed.mentions[m.0].span).iter().any(|t| t.is(Class::Legislature))
        });
        if from || parliament && !has(Class::Spokesperson) {
            return false;
        }
        let apart = has(Class::Relation) && !acts || has(Class::Opposition);
        // "the government of Venezuela", "the opposition": a body of a place is not its member.
        let person =
            matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous | Shape::Group);
        person && !apart && !former && (acts || leads)
    }

    /// "**White House** spokesman Josh Earnest", "**Norvane** chief executive Karin Ahlberg": the
    /// name before a role is whom it serves.
    fn modifiers(&mut self) {
        let (parsed, story) = (self.parsed, self.story);
        let mut bodies: HashMap<String, SpeakerId> = HashMap::new();
        for (n, speaker) in story.speakers.iter().enumerate() {
            let named = speaker.kind == SpeakerKind::Person
                || self.has_name(speaker)
                || speaker.kind == SpeakerKind::Government;
            if named {
                bodies.entry(key(&speaker.name)).or_insert(SpeakerId(n));
                if speaker.kind == SpeakerKind::Person
                    && let Some(last) = key(&speaker.name).rsplit(' ').next()
                {
                    bodies.entry(last.to_owned()).or_insert(SpeakerId(n));
                }
            }
        }
        // Two who serve a body that is no speaker itself.
        let mut served: HashMap<String, SpeakerId> = HashMap::new();
        for (n, mention) in parsed.mentions.iter().enumerate() {
            let Meaning::Speaker(id) = story.mentions[n] else { continue };
            let runs = mention.shape == Shape::Body
                && story.speakers[id.0].kind == SpeakerKind::Government;
            if !(runs || matches!(mention.shape, Shape::Person | Shape::Role)) {
                continue;
            }
            let Some(role) = mention.role else { continue };
            let words = self.tokens(role);
            let count = words
                .iter()
                .take_while(|t| t.is_capitalised() && !t.is(Class::Role) && !t.is(Class::Office))
                .take(6)
                .count();
            if count == 0 || count >= words.len() {
                continue;
            }
            let whose = words[0].span.to(words[count - 1].span);
            let rest = words[count].span.to(words[words.len() - 1].span);
            let name = key(self.draft.words(whose));
            match bodies.get(&name) {
                Some(body) if runs => {
                    // "the Obama administration" is Obama's.
                    if story.speakers[body.0].kind == SpeakerKind::Person {
                        self.join(*body, id, role);
                    }
                }
                Some(body) if *body != id => {
                    if self.acts_for(mention, rest, &story.speakers[body.0]) {
                        self.join(*body, id, role);
                    }
                }
                Some(_) => {}
                None => {
                    let serves = words[count..].iter().any(|t| {
                        t.is(Class::Spokesperson) || t.is(Class::Executive) || t.is(Class::Office)
                    });
                    let place = words[..count].iter().any(|t| t.state.is_some());
                    if serves && !place {
                        match served.get(&name) {
                            Some(other) => self.join(*other, id, role),
                            None => {
                                served.insert(name, id);
                            }
                        }
                    }
                }
            }
        }
    }

    /// "Detective Inspector Joan Marsh" and "police", if the draft has no other police.
    fn officers(&mut self) {
        let story = self.story;
        let is = |mention: &Mention, class: Class| {
            let role = mention.role.into_iter().chain(mention.honorific);
            role.flat_map(|span| self.tokens(span)).any(|t| t.is(class))
        };
        let mentions = |speaker: &Speaker| {
            let first = speaker.mentions.iter().take(4);
            first.map(|m| &self.parsed.mentions[m.0]).collect::<Vec<_>>()
        };
        let force = |speaker: &&Speaker| {
            let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group);
            body && mentions(speaker).iter().any(|m| {
                let words = self.tokens(m.head.or(m.name).unwrap_or(m.span));
                words.last().is_some_and(|t| t.is(Class::Police))
            })
        };
        let forces = story.speakers.iter().enumerate().filter(|(_, s)| force(s)).take(2);
        let forces: Vec<SpeakerId> = forces.map(|(n, _)| SpeakerId(n)).collect();
        let [police] = forces.as_slice() else { return };
        let mut officers = Vec::new();
        for (n, speaker) in story.speakers.iter().enumerate() {
            let ranked = mentions(speaker).into_iter().find(|m| {
                let person = matches!(m.shape, Shape::Person | Shape::Role);
                person && m.possessor.is_none() && is(m, Class::PoliceRank) && !self.is_past(m)
            });
            // "an army officer", "a press officer": no policeman.
            let plain = ranked.filter(|m| {
                let words = m.role.into_iter().chain(m.honorific).flat_map(|s| self.tokens(s));
                words.clone().all(|t| t.is(Class::PoliceRank) || RANKS.iter().any(|w| t.reads(w)))
            });
            officers
                .extend(plain.map(|m| (SpeakerId(n), m.role.or(m.honorific).unwrap_or(m.span))));
        }
        for (officer, rank) in officers {
            self.join(*police, officer, rank);
        }
    }

    fn is_past(&self, mention: &Mention) -> bool {
        self.tokens(mention.span)
            .iter()
            .take(3)
            .any(|t| ["former", "ex", "retired"].iter().any(|word| t.reads(word)))
    }

    fn has_name(&self, speaker: &Speaker) -> bool {
        speaker.mentions.iter().take(8).any(|m| self.parsed.mentions[m.0].name.is_some())
    }

    /// "Chief Executive Karin Ahlberg" leads the company, if the draft names only one.
    fn executives(&mut self) {
        let story = self.story;
        let company = |speaker: &&Speaker| {
            let classes = || {
                speaker.name.split(' ').fold(Classes::NONE, |mut all, word| {
                    all.add(self.lexicon.classes_of(word));
                    all
                })
            };
            speaker.kind == SpeakerKind::Organisation
                && self.has_name(speaker)
                && classes().any(Classes::of(&[Class::Business, Class::Lender]))
        };
        let companies: Vec<SpeakerId> = story
            .speakers
            .iter()
            .enumerate()
            .filter(|(_, s)| company(s))
            .map(|(n, _)| SpeakerId(n))
            .take(2)
            .collect();
        let [company] = companies.as_slice() else { return };
        for (n, speaker) in story.speakers.iter().enumerate() {
            let leads = speaker.roles.iter().take(8).find(|role| {
                let words = self.tokens(**role);
                words.iter().all(|t| t.is(Class::Executive) || t.reads("the"))
            });
            if let Some(role) = leads {
                self.join(*company, SpeakerId(n), *role);
            }
        }
    }

    /// "Labour MP Ruth Bell" and "Labour", if the party is a speaker itself.
    fn parties(&mut self) {
        let story = self.story;
        let mut parties: HashMap<String, SpeakerId> = HashMap::new();
        for (n, speaker) in story.speakers.iter().enumerate() {
            let name = key(&speaker.name);
            let words = name.split(' ').all(|w| self.lexicon.classes_of(w).has(Class::Party));
            if words || self.is_party(speaker) {
                let stem = name.trim_end_matches(" party").trim_end_matches('s').to_owned();
                parties.entry(stem).or_insert(SpeakerId(n));
            }
        }
        for (n, speaker) in story.speakers.iter().enumerate() {
            if speaker.kind != SpeakerKind::Person || parties.is_empty() {
                continue;
            }
            let member = speaker.roles.iter().take(8).find_map(|role| {
                let first = self.tokens(*role).iter().find(|t| !t.reads("the"))?;
                let stem = key(first.text).trim_end_matches('s').to_owned();
                parties.get(&stem).map(|party| (*party, *role))
            });
            if let Some((party, role)) = member {
                self.join(party, SpeakerId(n), role);
            }
        }
    }

    /// The camps that the newsroom knows of; opposite sides stay apart even so.
    fn newsroom(&mut self, known: &[(&str, Vec<(SpeakerId, String)>)]) {
        for (_, members) in known {
            for (id, reason) in members {
                if self.union.join(members[0].0, *id) {
                    let reason = reason.clone();
                    self.evidence.push(Evidence { speaker: *id, span: None, reason });
                }
            }
        }
    }

    fn is_party(&self, speaker: &Speaker) -> bool {
        speaker
            .mentions
            .iter()
            .take(4)
            .filter_map(|m| self.parsed.mentions[m.0].name)
            .any(|name| self.tokens(name).iter().any(|t| t.is(Class::Party)))
    }
}

/// Numbers the camps in order of their first member and names them.
fn collect(lexicon: &Lexicon, story: &mut Story, mut union: Union, evidence: Vec<Evidence>) {
    let mut by_root: HashMap<usize, CampId> = HashMap::new();
    for n in 0..story.speakers.len() {
        let root = union.root(n);
        let camp = *by_root.entry(root).or_insert_with(|| {
            story.camps.push(Camp {
                name: String::new(),
                members: Vec::new(),
                evidence: Vec::new(),
            });
            CampId(story.camps.len() - 1)
        });
        story.camps[camp.0].members.push(SpeakerId(n));
        story.speakers[n].camp = camp;
    }
    let mut shown = HashSet::new();
    for item in evidence {
        let camp = story.speakers[item.speaker.0].camp;
        if shown.insert(item.speaker) {
            story.camps[camp.0].evidence.push(item);
        }
    }
    for at in 0..story.camps.len() {
        story.camps[at].name = name_of(lexicon, story, at);
    }
}

/// The government, the body, the person for whom the others act.
fn name_of(lexicon: &Lexicon, story: &Story, at: usize) -> String {
    let camp = &story.camps[at];
    let members: Vec<_> = camp.members.iter().map(|m| &story.speakers[m.0]).collect();
    let state = members
        .iter()
        .find(|s| s.state.is_some() && s.kind == SpeakerKind::Government)
        .or_else(|| {
            let governs = camp.evidence.iter().any(|e| e.reason.contains("government of"));
            members.iter().find(|s| s.state.is_some() && governs)
        })
        .and_then(|s| s.state);
    let body = members.iter().find(|s| s.kind == SpeakerKind::Organisation);
    match (state, body) {
        (Some(state), _) => format!("{} government", lexicon.state_adjective(state)),
        (None, Some(body)) => body.name.clone(),
        (None, None) => members.first().map_or(String::new(), |s| s.name.clone()),
    }
}
