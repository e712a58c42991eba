//! Who can be accused, and where a sentence names them.

use rustc_hash::FxHashMap;

use super::askable::can_be_asked;
use crate::lexicon::{Class, FunctionWord, StateId};
use crate::parse::{GrammaticalRole, Shape};
use crate::resolve::{Meaning, SideId, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;

/// Between a subject and its verb there are no more helpers and asides than this.
const HELPERS: usize = 8;

/// "left the house and stole a car": so many words lie between the verb and "and".
const JOINED_WITHIN: usize = 16;

/// Where mentions begin and end, by token.
pub(super) struct Places {
    /// For each token, the longest mention that ends with it.
    ending: Vec<Option<usize>>,
    /// For each token, the longest mention that begins with it.
    starting: Vec<Option<usize>>,
    /// For each token, the innermost attribution in whose content it is.
    credited: Vec<Option<usize>>,
    /// By a name, or the last words of a person's, the one speaker who has it; none where several do.
    called: FxHashMap<Box<str>, Option<SpeakerId>>,
    /// The first government of each state.
    governments: FxHashMap<StateId, SpeakerId>,
}

/// Somebody who is accused, as the sentence names them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accused {
    /// The words.
    pub(super) span: Span,
    /// The speaker.
    pub(super) speaker: SpeakerId,
    /// Their side.
    pub(super) side: SideId,
    /// False for a pronoun.
    pub(super) named: bool,
}

impl Accused {
    /// True for whoever a court can try: no place.
    pub(super) fn can_be_charged(&self, w: Weighing<'_>) -> bool {
        w.speaker(self.speaker).kind != SpeakerKind::Government
            && w.speaker(self.speaker).state.is_none()
    }
}

impl Places {
    pub(super) fn new(w: Weighing<'_>) -> Self {
        let count = w.cx.text.tokens.len();
        let none = || vec![None; count];
        let mut places = Self {
            ending: none(),
            starting: none(),
            credited: credited(w),
            called: called(&w.cx.story.speakers),
            governments: governments(&w.cx.story.speakers),
        };
        let mentions = &w.cx.parsed.mentions;
        let length = |n: usize| mentions[n].span.end - mentions[n].span.start;
        for (n, mention) in mentions.iter().enumerate() {
            let tokens = w.cx.text.within(mention.span);
            let (Some(last), first) = (tokens.end.checked_sub(1), tokens.start) else { continue };
            for slot in [&mut places.ending[last], &mut places.starting[first]] {
                if slot.is_none_or(|other| length(other) < length(n)) {
                    *slot = Some(n);
                }
            }
        }
        places
    }

    /// The innermost attribution in whose content a token is.
    pub(super) fn credited(&self, token: usize) -> Option<usize> {
        self.credited.get(token).copied().flatten()
    }

    /// The subject of the verb at a token: whom the words before its helpers name.
    ///
    /// > **Hale**, who resigned in May, has been accused | **the firm** had also hidden
    pub(super) fn subject(&self, w: Weighing<'_>, first: usize, verb: usize) -> Option<Accused> {
        let tokens = &w.cx.text.tokens;
        let mut at = verb;
        for _ in 0..HELPERS {
            at = at.checked_sub(1).filter(|at| *at >= first)?;
            if let Some(n) = self.ending[at].filter(|_| !is_relative(&tokens[at])) {
                match aside(w, n, first) {
                    Some(Aside::Past(before)) => at = before,
                    Some(Aside::Lost) => return None,
                    None => return accused(w, n),
                }
                continue;
            }
            if tokens[at].pos.is_name() {
                return self.named(w, first, at);
            }
            if at > first && tokens[at].pos == Pos::Cc {
                return self.joined(w, first, at);
            }
            if !helps(&tokens[at]) {
                return None;
            }
        }
        None
    }

    /// Whom the words up to a token name.
    pub(super) fn ends_at(&self, w: Weighing<'_>, at: usize) -> Option<Accused> {
        accused(w, self.ending.get(at).copied().flatten()?)
    }

    /// The government of the state that a token names: "Israeli".
    pub(super) fn state(&self, w: Weighing<'_>, at: usize) -> Option<Accused> {
        let token = &w.cx.text.tokens[at];
        let speaker = *self.governments.get(&token.state?)?;
        Some(Accused { span: token.span, speaker, side: w.speaker(speaker).side, named: true })
    }

    /// Whom a bare name means that some other words of the draft introduce.
    fn named(&self, w: Weighing<'_>, first: usize, last: usize) -> Option<Accused> {
        let tokens = &w.cx.text.tokens;
        let start = (first..=last).rev().take_while(|at| tokens[*at].pos.is_name()).last()?;
        let span = tokens[start].span.to(tokens[last].span);
        let speaker = (*self.called.get(w.cx.draft.words(span))?)?;
        let side = w.speaker(speaker).side;
        can_be_asked(w, speaker).then_some(Accused { span, speaker, side, named: true })
    }

    /// Whose verb another verb follows with "and".
    ///
    /// > police **shot and killed** him | **Hale** left the house and stole a car
    fn joined(&self, w: Weighing<'_>, first: usize, and: usize) -> Option<Accused> {
        let tokens = &w.cx.text.tokens;
        let finite = |at: &usize| matches!(tokens[*at].pos, Pos::Vbd | Pos::Vbz | Pos::Vbp);
        let mut before = (first..and).rev().take(JOINED_WITHIN);
        let verb = before.find(|at| finite(at) || tokens[*at].pos == Pos::Wdt)?;
        let open = tokens[verb..and].iter().all(|t| t.kind != Kind::Semicolon && !is_relative(t));
        let own = |token: &Token<'_>| !token.among(FunctionWord::Be);
        (open && finite(&verb) && own(&tokens[verb])).then(|| self.subject(w, first, verb))?
    }

    /// The subject of the whole clause, for a participle after a preposition.
    ///
    /// > **Hale** was suspended after being accused of theft
    pub(super) fn subject_of_clause(
        &self,
        w: Weighing<'_>,
        first: usize,
        verb: usize,
    ) -> Option<Accused> {
        let tokens = &w.cx.text.tokens;
        let being = verb.checked_sub(1).filter(|b| *b > first && tokens[*b].pos == Pos::Vbg)?;
        let after = tokens[being - 1].pos == Pos::In && tokens[being].among(FunctionWord::Be);
        let start = (first..being).find_map(|at| self.starting[at]).filter(|_| after)?;
        let mention = &w.cx.parsed.mentions[start];
        let leads = mention.token <= first + 1 && mention.function == GrammaticalRole::Subject;
        accused(w, start).filter(|_| leads)
    }

    /// Whom the words right after a token name; an article may come first.
    pub(super) fn object(&self, w: Weighing<'_>, at: usize) -> Option<Accused> {
        let tokens = &w.cx.text.tokens;
        let next = at + 1;
        let found = self.starting.get(next).copied().flatten().or_else(|| {
            let article = tokens.get(next).is_some_and(|t| t.pos == Pos::Dt);
            article.then(|| self.starting.get(next + 1).copied().flatten()).flatten()
        });
        // "blamed Hale's death on the fog" blames nobody.
        let end = w.cx.text.within(w.cx.parsed.mentions[found?].span).end;
        let owner = tokens.get(end).is_some_and(Token::is_possessive);
        accused(w, found?).filter(|_| !owner)
    }
}

/// What a mention before a verb is, where it is no subject.
enum Aside {
    /// The words before it go on: a place, a predicate.
    Past(usize),
    /// Who is meant cannot be told.
    Lost,
}

/// > Hale, 23, **of Selby**, was charged | Hale, 23, **Selby**, was charged | Hale, who is **a baker**,
/// > was charged
fn aside(w: Weighing<'_>, n: usize, first: usize) -> Option<Aside> {
    let tokens = &w.cx.text.tokens;
    let mention = &w.cx.parsed.mentions[n];
    let before = mention.token.checked_sub(1).filter(|b| *b >= first)?;
    let token = &tokens[before];
    let oblique = mention.function == GrammaticalRole::Oblique;
    if oblique && hangs(token) {
        return Some(Aside::Past(before));
    }
    let aged =
        token.kind == Kind::Comma && before > first + 1 && tokens[before - 1].kind == Kind::Number;
    if aged {
        return Some(Aside::Past(before));
    }
    if token.among(FunctionWord::Be) && before > first && is_relative(&tokens[before - 1]) {
        return Some(Aside::Past(before));
    }
    let object = matches!(mention.function, GrammaticalRole::Oblique | GrammaticalRole::Object);
    let follows = token.among(FunctionWord::Be)
        || matches!(token.pos, Pos::Vbg | Pos::In) && !token.among(FunctionWord::That) && object;
    let back = |n: usize| before.checked_sub(n).filter(|b| *b >= first).map(|b| &tokens[b]);
    let comma = back(1).is_some_and(|t| t.kind == Kind::Comma);
    // "the presence in the West Bank and East Jerusalem is illegal"
    let listed = token.pos == Pos::Cc && !comma && mention.function != GrammaticalRole::Subject;
    // "Hale, 30, of Fairfax, Virginia, was arrested" | "near Newark, Delaware is facing"
    let last = w.cx.text.within(mention.span).end;
    let placed = token.kind == Kind::Comma
        && back(1).is_some_and(|t| t.pos.is_name())
        && back(2).is_some_and(|t| t.pos == Pos::In);
    let closed = tokens.get(last).is_some_and(|t| t.kind == Kind::Comma);
    if placed && closed && last == mention.token + 1 {
        return Some(Aside::Past(before - 2));
    }
    let hung = placed && mention.shape == Shape::Place;
    (follows || listed || hung).then_some(Aside::Lost)
}

/// By each name, and the last words of each person's, who has it.
fn called(speakers: &[Speaker]) -> FxHashMap<Box<str>, Option<SpeakerId>> {
    let mut all: FxHashMap<Box<str>, Option<SpeakerId>> = FxHashMap::default();
    for (n, speaker) in speakers.iter().enumerate() {
        let gaps = speaker.name.match_indices(' ').map(|(at, _)| &speaker.name[at + 1..]);
        let last = gaps.filter(|_| speaker.kind == SpeakerKind::Person);
        for name in last.chain([speaker.name.as_str()]) {
            let who = all.entry(name.into()).or_insert(Some(SpeakerId(n)));
            *who = who.filter(|other| other.0 == n);
        }
    }
    all
}

fn governments(speakers: &[Speaker]) -> FxHashMap<StateId, SpeakerId> {
    let mut all = FxHashMap::default();
    for (n, speaker) in speakers.iter().enumerate() {
        if let Some(state) = speaker.state.filter(|_| speaker.kind == SpeakerKind::Government) {
            all.entry(state).or_insert(SpeakerId(n));
        }
    }
    all
}

/// For each token, the innermost attribution in whose content it is.
fn credited(w: Weighing<'_>) -> Vec<Option<usize>> {
    let attributions = &w.cx.parsed.attributions;
    let size = |n: usize| attributions[n].content.iter().map(|c| c.len()).sum::<usize>();
    let mut all = vec![None; w.cx.text.tokens.len()];
    for (n, attribution) in attributions.iter().enumerate() {
        for piece in &attribution.content {
            for slot in &mut all[w.cx.text.within(*piece)] {
                *slot = slot.filter(|other| size(*other) <= size(n)).or(Some(n));
            }
        }
    }
    all
}

/// True for what can come between a subject and its verb.
fn helps(token: &Token<'_>) -> bool {
    token.pos.is_adverb()
        || matches!(token.kind, Kind::Comma | Kind::Number | Kind::Dash)
        || is_relative(token)
        || [FunctionWord::Be, FunctionWord::Have, FunctionWord::Do]
            .into_iter()
            .any(|set| token.among(set))
}

/// True when the helpers before a verb say no: "was **not** charged".
pub(super) fn negated(tokens: &[Token<'_>], first: usize, verb: usize) -> bool {
    let helpers = tokens[first..verb].iter().rev().take(HELPERS);
    let mut helpers =
        helpers.take_while(|t| t.pos.is_verb() || t.pos.is_adverb() || t.pos == Pos::Md);
    helpers.any(|t| t.is(Class::Negation))
}

/// True for a preposition that ties a place or a body to a noun.
fn hangs(token: &Token<'_>) -> bool {
    token.pos == Pos::In && !token.among(FunctionWord::By)
}

fn is_relative(token: &Token<'_>) -> bool {
    matches!(token.pos, Pos::Wp | Pos::Wdt)
}

/// The party of a mention, if it is somebody who could be asked.
pub(super) fn accused(w: Weighing<'_>, mention: usize) -> Option<Accused> {
    let Meaning::Speaker(speaker) = w.cx.story.mentions[mention] else { return None };
    let found = &w.cx.parsed.mentions[mention];
    let named = found.shape != Shape::Pronoun;
    let span = found.name.or(found.role).unwrap_or(found.span);
    can_be_asked(w, speaker).then(|| Accused {
        span: if named { span } else { found.span },
        speaker,
        side: w.speaker(speaker).side,
        named,
    })
}
