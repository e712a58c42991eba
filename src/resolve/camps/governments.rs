//! Who holds an office of a state, and of which: "the president" of whoever speaks beside him.

use std::collections::HashMap;

use super::Finder;
use crate::lexicon::{Class, Classes, StateId};
use crate::parse::MentionId;
use crate::resolve::{Meaning, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

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

impl Finder<'_, '_> {
    /// In a draft that names no state at all, "the government" and whoever holds an office of state
    /// are of one camp.
    ///
    /// > **The government** backed the tunnel. **Health Secretary** Ann Price said …
    pub(super) fn home_government(&mut self) {
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
        // "the government" in passing is nobody's.
        let mut speaks = vec![false; story.speakers.len()];
        for id in story.bindings.iter().filter_map(Meaning::speaker) {
            speaks[id.0] = true;
        }
        let plain = |s: &Speaker| plain(s) && !s.mentions.is_empty();
        let mut all = story.speakers.iter().enumerate();
        let Some(first) = all.position(|(n, s)| plain(s) && speaks[n]).map(SpeakerId) else {
            return;
        };
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
    pub(super) fn state_of_passage(&self, id: SpeakerId) -> Option<StateId> {
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
    pub(super) fn post(&self, office: Span) -> Option<String> {
        let word = self.tokens(office).iter().find(|t| t.is(Class::StateOffice))?;
        let one = ["president", "premier", "chancellor", "prime"].iter().any(|w| word.reads(w));
        one.then(|| word.text.to_lowercase())
    }

    /// How many named persons the draft gives each such office, states that it names apart.
    pub(super) fn holders(&self) -> HashMap<String, usize> {
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
    pub(super) fn only_state(&self) -> Option<StateId> {
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
    pub(super) fn governs(
        &self,
        speaker: &Speaker,
        state: StateId,
    ) -> Option<(Option<Span>, String)> {
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
                let span = self.office(speaker).or_else(|| self.speaks_for_state(speaker));
                span.map(|span| (Some(span), self.quote(span)))
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

    /// "Chinese **Foreign Ministry spokesman**": speaks for a ministry of the state named.
    pub(super) fn speaks_for_state(&self, speaker: &Speaker) -> Option<Span> {
        let own = |words: &[Token<'_>]| {
            let of = words.iter().any(|t| t.is(Class::Government) || t.is(Class::StateBody));
            let last = words.last().is_some_and(|t| t.is(Class::Spokesperson));
            let apart = words.iter().any(|t| t.classes.any(APART) || t.reads("former"));
            of && last && !apart
        };
        let state = speaker.state?;
        let mut mentions = speaker.mentions.iter().take(8).map(|m| &self.parsed.mentions[m.0]);
        mentions.find_map(|mention| {
            let role = mention.role?;
            let named = self.tokens(mention.span).iter().any(|t| t.state == Some(state));
            (named && own(self.tokens(role))).then_some(role)
        })
    }

    pub(super) fn quote(&self, span: Span) -> String {
        format!("“{}”", self.draft.words(span))
    }

    /// The office of state that a speaker holds, if it is no former one and no office of a body.
    pub(super) fn office(&self, speaker: &Speaker) -> Option<Span> {
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
    pub(super) fn is_body(&self, mention: MentionId) -> bool {
        let meaning = self.story.mentions.get(mention.0).and_then(Meaning::speaker);
        meaning.is_some_and(|id| {
            matches!(
                self.story.speakers[id.0].kind,
                SpeakerKind::Organisation | SpeakerKind::Outlet | SpeakerKind::Court
            )
        })
    }
}
