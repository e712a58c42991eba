//! Who stands with whom, and what shows it.

use std::collections::{HashMap, HashSet};

use super::{Camp, CampId, Evidence, Meaning, SpeakerId, SpeakerKind, Story};
use crate::lexicon::{Lexicon, StateId};
use crate::parse::{Parsed, Shape};
use crate::read::Draft;
use crate::span::Span;
use crate::token::{Class, Classes, Token};
use crate::tokenise::Text;

/// Puts every speaker into a camp.
pub(super) fn camps(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    lexicon: &Lexicon,
    known: &[(&str, Vec<(SpeakerId, String)>)],
    story: &mut Story,
) {
    let mut union = Union::new(story.speakers.len());
    let mut evidence: Vec<Evidence> = Vec::new();
    governments(draft, text, lexicon, story, &mut union, &mut evidence);
    principals(draft, text, parsed, story, &mut union, &mut evidence);
    for (_, members) in known {
        for (id, reason) in members {
            union.join(members[0].0, *id);
            evidence.push(Evidence { speaker: *id, span: None, reason: reason.clone() });
        }
    }
    collect(lexicon, story, &mut union, evidence);
    // A camp that has a name of its own comes before the one of a body, and keeps its name.
    for (name, members) in known.iter().rev() {
        let camp = story.speakers[members[0].0.0].camp;
        (*name).clone_into(&mut story.camps[camp.0].name);
    }
}

/// Sets of speakers that can be joined.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins two sets; the earlier speaker stays the root.
    fn join(&mut self, a: SpeakerId, b: SpeakerId) {
        let (a, b) = (self.root(a.0), self.root(b.0));
        self.parent[a.max(b)] = a.min(b);
    }
}

/// The tokens of a span.
fn tokens<'t, 'd>(text: &'t Text<'d>, span: Span) -> &'t [Token<'d>] {
    let first = text.tokens.partition_point(|t| t.span.end <= span.start);
    let count = text.tokens[first..].iter().take_while(|t| t.span.start < span.end).count();
    &text.tokens[first..first + count]
}

/// A capital, a palace, an agency, a minister and "the government" of one state are one camp.
/// Parliament, courts, parties and the opposition are not.
fn governments(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
    story: &Story,
    union: &mut Union,
    evidence: &mut Vec<Evidence>,
) {
    let mut first: HashMap<StateId, SpeakerId> = HashMap::new();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let Some(state) = speaker.state else { continue };
        let id = SpeakerId(n);
        let Some((span, reason)) = governs(draft, text, lexicon, speaker, state) else { continue };
        evidence.push(Evidence { speaker: id, span, reason });
        match first.get(&state) {
            Some(other) => union.join(*other, id),
            None => {
                first.insert(state, id);
            }
        }
    }
}

/// Why a speaker of a state speaks for its government, if so.
fn governs(
    draft: &Draft,
    text: &Text<'_>,
    lexicon: &Lexicon,
    speaker: &super::Speaker,
    state: StateId,
) -> Option<(Option<Span>, String)> {
    const APART: Classes = Classes::of(&[
        Class::Legislature,
        Class::TopCourt,
        Class::Opposition,
        Class::Court,
        Class::Party,
    ]);
    let name = lexicon.state_name(state);
    match speaker.kind {
        SpeakerKind::Government => {
            let classes = lexicon.classes_of(&speaker.name);
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
        SpeakerKind::Organisation => {
            let words = speaker.name.split_whitespace();
            let all = words.fold(Classes::NONE, |mut all, word| {
                all.add(lexicon.classes_of(word));
                all
            });
            (!all.any(APART)).then(|| (None, format!("a body of the government of {name}")))
        }
        SpeakerKind::Person | SpeakerKind::TitleOnly | SpeakerKind::Spokesperson => {
            let office = speaker.roles.iter().find(|role| {
                let words = tokens(text, **role);
                let former = words.iter().any(|t| {
                    ["former", "ex", "then", "opposition", "ousted", "deposed"]
                        .iter()
                        .any(|w| t.reads(w))
                });
                words.iter().any(|t| t.is(Class::StateOffice))
                    && !former
                    && !words.iter().any(|t| t.classes.any(APART))
            })?;
            Some((Some(*office), format!("“{}”", draft.words(*office))))
        }
        _ => None,
    }
}

/// A spokesman and the body, a lawyer and the client, a company and its chief executive.
fn principals(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    union: &mut Union,
    evidence: &mut Vec<Evidence>,
) {
    for (n, mention) in parsed.mentions.iter().enumerate() {
        let Meaning::Speaker(id) = story.mentions[n] else { continue };
        let Some(owner) = mention.possessor else { continue };
        let Some(Meaning::Speaker(principal)) = story.mentions.get(owner.0) else { continue };
        if *principal == id || mention.shape == Shape::Document {
            continue;
        }
        let Some(role) = mention.role.or(mention.head) else { continue };
        let words = tokens(text, role);
        let own: Vec<_> = words.iter().take_while(|t| !t.reads("of") && !t.reads("for")).collect();
        let has = |class: Class| own.iter().any(|t| t.is(class));
        let body = matches!(
            story.speakers[principal.0].kind,
            SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet
        );
        let acts = has(Class::Representative) || has(Class::Spokesperson) || has(Class::Lawyer);
        let leads = body && (has(Class::Office) || has(Class::Role) && !has(Class::OrdinaryPerson));
        let apart = has(Class::Relation) && !acts || has(Class::Opposition);
        // "the government of Venezuela", "the opposition": a body of a place is not its member.
        let person =
            matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous | Shape::Group);
        if person && !apart && (acts || leads) {
            union.join(*principal, id);
            let span = role.to(parsed.mentions[owner.0].span);
            let span = if span.len() > 120 { role } else { span };
            evidence.push(Evidence {
                speaker: id,
                span: Some(span),
                reason: format!("“{}”", draft.words(span)),
            });
        }
    }
}

/// Numbers the camps in order of their first member and names them.
fn collect(lexicon: &Lexicon, story: &mut Story, union: &mut Union, evidence: Vec<Evidence>) {
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
        let members: Vec<_> =
            story.camps[at].members.iter().map(|m| &story.speakers[m.0]).collect();
        let state = members
            .iter()
            .find(|s| s.state.is_some() && s.kind == SpeakerKind::Government)
            .or_else(|| {
                members.iter().find(|s| s.state.is_some() && !story.camps[at].evidence.is_empty())
            })
            .and_then(|s| s.state);
        let body = members.iter().find(|s| s.kind == SpeakerKind::Organisation);
        story.camps[at].name = match (state, body) {
            (Some(state), _) => format!("{} government", lexicon.state_adjective(state)),
            (None, Some(body)) => body.name.clone(),
            (None, None) => members.first().map_or(String::new(), |s| s.name.clone()),
        };
    }
}
