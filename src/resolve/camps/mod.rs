//! Who stands with whom, and what shows it.
//!
//! Speakers are joined where the draft, or the table of states, shows that they are of one side.
//! Opposite sides are never joined, whatever else speaks for it.

pub(super) mod authors;
mod governments;
mod opposition;
mod serving;

use std::collections::{HashMap, HashSet};

use super::{Camp, CampId, Evidence, Meaning, Speaker, SpeakerId, SpeakerKind, Story};
use crate::lexicon::{Class, Lexicon, StateId};
use crate::parse::{Mention, Number, Parsed, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Token;
use opposition::Sides;

/// What somebody has who does not speak himself.
const OFFICES: [&str; 4] = ["office", "campaign", "team", "administration"];

/// Puts every speaker into a camp.
pub(super) fn camps(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    lexicon: &Lexicon,
    known: &[(&str, Vec<(SpeakerId, String)>)],
    story: &mut Story,
) {
    let sides = opposition::of(text, parsed, story);
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
    finder.common_modifiers();
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
    opposition::oppose(parsed, story, &sides);
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

pub(super) struct Finder<'r, 'd> {
    pub(super) draft: &'r Draft,
    pub(super) text: &'r Text<'d>,
    pub(super) parsed: &'r Parsed,
    pub(super) lexicon: &'r Lexicon,
    pub(super) story: &'r Story,
    union: Union,
    pub(super) evidence: Vec<Evidence>,
}

impl<'r, 'd> Finder<'r, 'd> {
    pub(super) fn tokens(&self, span: Span) -> &'r [Token<'d>] {
        self.text.tokens_in(span)
    }

    /// Joins two speakers and notes why.
    pub(super) fn join(&mut self, a: SpeakerId, b: SpeakerId, span: Span) {
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
            // "his campaign" that means another body is nobody's office.
            let last = story.speakers[id.0].name.rsplit(' ').next().unwrap_or_default();
            let owned = story.speakers[principal.0].kind == SpeakerKind::Person;
            if mention.shape == Shape::Body && owned && !OFFICES.contains(&last) {
                continue;
            }
            if self.acts_for(mention, role, &story.speakers[principal.0]) {
                let whose = parsed.mentions[owner.0].span;
                let span = role.to(whose);
                let span = if span.len() > 120 { role } else { span };
                self.join(*principal, id, span);
            }
        }
    }

    /// True when a role makes its bearer one side with the principal.
    pub(super) fn acts_for(&self, mention: &Mention, role: Span, principal: &Speaker) -> bool {
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
        // "the general's office"
        let named =
            mention.possessor.is_some_and(|p| self.parsed.mentions[p.0].shape != Shape::Pronoun);
        if mention.shape == Shape::Body && principal.kind == SpeakerKind::Person {
            let last = words[..link.unwrap_or(words.len())].last();
            return named && last.is_some_and(|t| OFFICES.iter().any(|word| t.reads(word)));
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
        // "an Illinois legislator": nor does a lawmaker for the government of the place.
        let lawmaker = (has(Class::Lawmaker) || has(Class::Legislature))
            && !acts
            && principal.kind == SpeakerKind::Government;
        if from || lawmaker || parliament && !has(Class::Spokesperson) {
            return false;
        }
        let apart = has(Class::Relation) && !acts || has(Class::Opposition);
        // "the government of Venezuela", "the opposition": a body of a place is not its member.
        let person =
            matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous | Shape::Group);
        person && !apart && !former && (acts || leads)
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
    let home = members.iter().find(|s| {
        let name = s.name.to_lowercase();
        s.kind == SpeakerKind::Government
            && ["government", "ministry"].iter().any(|word| name.ends_with(word))
    });
    let office =
        |s: &Speaker| s.name.rsplit(' ').next().is_some_and(|last| OFFICES.contains(&last));
    // "the rebels", not "his advisers"
    let side = |s: &Speaker| {
        let mut words = s.name.split(' ');
        let the = words.next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
        s.kind == SpeakerKind::Group && the && words.count() == 1
    };
    let body = members.iter().find(|s| s.kind == SpeakerKind::Organisation && !office(s));
    let body = home.or(body).or_else(|| members.iter().find(|s| side(s)));
    match (state, body) {
        (Some(state), _) => format!("{} government", lexicon.state_adjective(state)),
        (None, Some(body)) => body.name.clone(),
        (None, None) => members.first().map_or(String::new(), |s| s.name.clone()),
    }
}
