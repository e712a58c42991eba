//! What a draft shows of each source: the factors by which an editor judges it.
//!
//! Every factor is yes, no or unknown, with the words that show it. They are never added up.

use serde::Serialize;

use super::source_class::{class, describe};
use crate::lexicon::{Act, Class, Classes, CueClass};
use crate::parse::{Attribution, Form, MentionId, Parsed, Shape};
use crate::resolve::{Description, SourceClass, SpeakerKind, Story};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};

/// Yes or no, with the words that show it; or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The words show it.
    Yes(Span),
    /// These words lack it, or show the contrary.
    No(Span),
    /// The draft does not say.
    #[default]
    Unknown,
}

impl Answer {
    /// True for yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// True for no.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::No(_))
    }

    /// The words that show it.
    #[must_use]
    pub const fn shown(self) -> Option<Span> {
        match self {
            Self::Yes(span) | Self::No(span) => Some(span),
            Self::Unknown => None,
        }
    }
}

/// What is known of the source of an attribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// The row of the taxonomy.
    pub class: SourceClass,
    /// The draft names it.
    pub named: Answer,
    /// The draft says what it is: "a lawyer for the town".
    pub role_given: Answer,
    /// It saw or took part in what it tells.
    pub firsthand: Answer,
    /// It is the body that decides or counts this.
    pub authority: Answer,
    /// It gains if this is believed: party, lawyer, seller, candidate, accuser.
    pub interest: Answer,
    /// It says this to its own cost: "admitted".
    pub against_interest: Answer,
    /// A document that a reader could find: it has a date, a title or a place.
    pub document_available: Answer,
    /// The draft says when it was said.
    pub dated: Answer,
    /// Through what it was said; the kind is the attribution's.
    pub channel: Answer,
    /// How many others pass it on.
    pub hearsay_depth: u8,
    /// The draft says why the source is not named.
    pub reason_for_anonymity: Answer,
    /// The factors in two words.
    pub description: Description,
}

/// The factors of every attribution.
pub(in crate::resolve) fn factors(text: &Text<'_>, parsed: &Parsed, story: &Story) -> Vec<Factors> {
    let look = Look { text, parsed, story };
    (0..parsed.attributions.len()).map(|n| look.factors(n)).collect()
}

struct Look<'r, 'd> {
    text: &'r Text<'d>,
    parsed: &'r Parsed,
    story: &'r Story,
}

/// How many tokens around an attribution are read for a reason or a date, at most.
const WINDOW: usize = 160;

impl<'r, 'd> Look<'r, 'd> {
    fn factors(&self, n: usize) -> Factors {
        let attribution = &self.parsed.attributions[n];
        let Some(source) = attribution.source.as_ref() else {
            return Factors { dated: self.dated(attribution), ..Factors::default() };
        };
        let mention = source.mention.map(|m| &self.parsed.mentions[m.0]);
        let speaker = self.story.bindings[n].speaker().map(|id| &self.story.speakers[id.0]);
        let kind = speaker.map_or(SpeakerKind::Other, |s| s.kind);
        let shape = mention.map_or(Shape::Pronoun, |m| m.shape);
        let role = speaker.and_then(|s| s.roles.first().copied());
        let own = self.classes(source.span);
        let known = speaker.map_or(own, |s| {
            s.roles.iter().take(8).fold(own, |mut all, role| {
                all.add(self.classes(*role));
                all
            })
        });
        let name = speaker.and_then(|s| self.name_of(&s.mentions));
        let named = match (kind, name) {
            _ if shape == Shape::Document => Answer::Unknown,
            (SpeakerKind::Person, Some(span)) => Answer::Yes(span),
            (
                SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet,
                Some(s),
            ) => Answer::Yes(s),
            (SpeakerKind::Other, _) | (SpeakerKind::Government, None) => Answer::Unknown,
            _ => Answer::No(source.span),
        };
        let role_given = match (role, kind) {
            (Some(span), _) => Answer::Yes(span),
            (None, SpeakerKind::Person) => Answer::No(name.unwrap_or(source.span)),
            (None, SpeakerKind::Anonymous) => Answer::No(source.span),
            _ => Answer::Unknown,
        };
        let hearsay = self.story.hearsay[n];
        let firsthand = self.firsthand(attribution, known, role, hearsay.shown);
        let interest = self.interest(attribution, known, role.unwrap_or(source.span));
        let anonymous = matches!(
            kind,
            SpeakerKind::Anonymous
                | SpeakerKind::TitleOnly
                | SpeakerKind::Spokesperson
                | SpeakerKind::Group
                | SpeakerKind::Collective
        );
        let reason = if anonymous { self.reason(attribution) } else { Answer::Unknown };
        let class =
            class(kind, shape, known, role.is_some(), attribution, self.is_long(source.span));
        let mut factors = Factors {
            class,
            named,
            role_given,
            firsthand,
            authority: Self::authority(attribution, kind, source.span),
            interest,
            against_interest: match &attribution.cue {
                Some(cue) if cue.class == CueClass::Admit && !cue.negated => Answer::Yes(cue.span),
                _ => Answer::Unknown,
            },
            document_available: self.available(attribution, shape, kind),
            dated: self.dated(attribution),
            channel: attribution.channel.map_or(Answer::Unknown, |c| Answer::Yes(c.span)),
            hearsay_depth: hearsay.depth,
            reason_for_anonymity: reason,
            description: Description::Nobody,
        };
        factors.description = describe(&factors);
        factors
    }

    /// Where a speaker's name first stands.
    fn name_of(&self, mentions: &[MentionId]) -> Option<Span> {
        mentions.iter().take(64).find_map(|m| self.parsed.mentions[m.0].name)
    }

    fn tokens(&self, span: Span) -> &'r [Token<'d>] {
        self.text.tokens_in(span)
    }

    fn classes(&self, span: Span) -> Classes {
        self.tokens(span).iter().take(40).fold(Classes::NONE, |mut all, t| {
            all.add(t.classes);
            all
        })
    }

    /// More words than a bare noun with its article.
    fn is_long(&self, span: Span) -> bool {
        self.tokens(span).iter().filter(|t| t.is_wordlike()).count() > 3
    }

    /// The sentence of an attribution with the ones beside it, not more than a window.
    fn around(&self, attribution: &Attribution) -> &'r [Token<'d>] {
        let sentences = &self.text.sentences;
        let at = attribution.sentence;
        let block = sentences[at].block;
        let beside = |n: usize| sentences.get(n).filter(|s| s.block.abs_diff(block) <= 1);
        let first = at.checked_sub(1).and_then(beside).unwrap_or(&sentences[at]).tokens.start;
        let last = beside(at + 1).unwrap_or(&sentences[at]).tokens.end;
        let own = &sentences[at].tokens;
        let first = first.max(own.start.saturating_sub(WINDOW));
        let last = last.min(own.end + WINDOW).min(first + 4 * WINDOW);
        &self.text.tokens[first..last]
    }

    /// "on condition of **anonymity**", "**not authorised to** speak"
    fn reason(&self, attribution: &Attribution) -> Answer {
        match self.around(attribution).iter().find(|t| t.is(Class::Anonymity)) {
            Some(token) => Answer::Yes(token.span),
            None => Answer::No(attribution.source.as_ref().map_or(attribution.span(), |s| s.span)),
        }
    }

    /// "on **Tuesday**", "in **March**": when it was said.
    fn dated(&self, attribution: &Attribution) -> Answer {
        const DATES: Classes = Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord]);
        let inside = attribution.when.into_iter().flat_map(|w| self.tokens(w));
        if let Some(token) = inside.take(20).find(|t| t.classes.any(DATES)) {
            return Answer::Yes(token.span);
        }
        // A day in the sentence but outside what is said is the day of the saying.
        let range = &self.text.sentences[attribution.sentence].tokens;
        let sentence = &self.text.tokens[range.clone()];
        let day = sentence.iter().take(2 * WINDOW).find(|t| {
            t.classes.any(Classes::of(&[Class::Weekday, Class::Month]))
                && t.is_capitalised()
                && !attribution.content.iter().any(|c| c.contains(t.span))
        });
        match (day, &attribution.cue) {
            (Some(token), _) => Answer::Yes(token.span),
            (None, Some(cue)) => Answer::No(cue.span),
            (None, None) => Answer::Unknown,
        }
    }

    /// Saw it or did it, by role, by cue, or by "I" in the quotation.
    fn firsthand(
        &self,
        attribution: &Attribution,
        known: Classes,
        role: Option<Span>,
        passed_on: Option<Span>,
    ) -> Answer {
        if let Some(span) = passed_on {
            return Answer::No(span);
        }
        if let (Act::Perception, Some(cue)) = (attribution.act, &attribution.cue) {
            return Answer::Yes(cue.span);
        }
        if let (true, Some(span)) = (known.has(Class::Witness), role) {
            return Answer::Yes(span);
        }
        if attribution.form == Form::Indirect {
            return Answer::Unknown;
        }
        let content = || attribution.content.iter().flat_map(|piece| self.tokens(*piece));
        let mut before: Option<&Token<'_>> = None;
        for token in content().take(WINDOW) {
            let me = before.is_some_and(|t| t.reads("I") || t.reads("we"));
            if me && token.is(Class::Perception) {
                return Answer::Yes(token.span);
            }
            before = Some(token);
        }
        Answer::Unknown
    }

    /// Parties, lawyers, candidates, sellers, accusers have an interest; experts have none that
    /// shows.
    fn interest(&self, attribution: &Attribution, known: Classes, role: Span) -> Answer {
        const PARTIES: Classes = Classes::of(&[
            Class::Lawyer,
            Class::Defence,
            Class::Prosecution,
            Class::Spokesperson,
            Class::Party,
            Class::PartyMember,
            Class::Candidate,
            Class::Opposition,
        ]);
        if let Some(cue) = attribution.cue.as_ref().filter(|c| c.class == CueClass::Accuse) {
            return Answer::Yes(cue.span);
        }
        if known.any(PARTIES) {
            let shown = self.tokens(role).iter().find(|t| t.classes.any(PARTIES));
            return Answer::Yes(shown.map_or(role, |t| t.span));
        }
        let content = attribution.content.iter().flat_map(|piece| self.tokens(*piece));
        if let Some(token) = content.take(WINDOW).find(|t| t.is(Class::SelfPraise)) {
            return Answer::Yes(token.span);
        }
        if known.any(Classes::of(&[Class::Expert, Class::Witness])) {
            return Answer::No(role);
        }
        Answer::Unknown
    }

    /// The court that rules, the ministry that decides.
    fn authority(attribution: &Attribution, kind: SpeakerKind, source: Span) -> Answer {
        let decides = attribution.act == Act::Decision
            || attribution.cue.as_ref().is_some_and(|c| c.class == CueClass::Announce);
        match kind {
            SpeakerKind::Court if decides => Answer::Yes(source),
            SpeakerKind::Government if attribution.act == Act::Decision => Answer::Yes(source),
            SpeakerKind::Anonymous | SpeakerKind::Collective => Answer::No(source),
            _ => Answer::Unknown,
        }
    }

    /// A document with a date, a title in quotation marks, or a place where it can be read.
    fn available(&self, attribution: &Attribution, shape: Shape, kind: SpeakerKind) -> Answer {
        let Some(source) = &attribution.source else { return Answer::Unknown };
        if shape != Shape::Document && kind != SpeakerKind::Document {
            return Answer::Unknown;
        }
        let words = self.tokens(source.span);
        let cited = words.iter().find(|t| {
            t.classes.any(Classes::of(&[Class::Weekday, Class::Month, Class::Publication]))
                || t.kind == Kind::OpenQuote
                || t.kind == Kind::Number && t.text.len() == 4
        });
        match (cited, self.dated(attribution)) {
            (Some(token), _) => Answer::Yes(token.span),
            (None, Answer::Yes(span)) => Answer::Yes(span),
            _ => Answer::No(source.span),
        }
    }
}
