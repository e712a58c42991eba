//! Who can be accused, and where a sentence names them.

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{GrammaticalRole, Shape};
use crate::resolve::{Meaning, SideId, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::weigh::context::Weighing;

/// Between a subject and its verb there are no more helpers and asides than this.
const HELPERS: usize = 8;

/// Posts whose holder the reader can find.
const OFFICES: Classes = Classes::of(&[Class::Office, Class::Police, Class::Role]);

/// Where mentions begin and end, by token.
pub(super) struct Places {
    /// For each token, the longest mention that ends with it.
    ending: Vec<Option<usize>>,
    /// For each token, the longest mention that begins with it.
    starting: Vec<Option<usize>>,
    /// For each token, the innermost attribution in whose content it is.
    credited: Vec<Option<usize>>,
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
        let mut places = Self { ending: none(), starting: none(), credited: credited(w) };
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
                // "Hale, 23, of Selby, was charged": the place is no subject.
                let start = w.cx.parsed.mentions[n].token;
                let oblique = w.cx.parsed.mentions[n].function == GrammaticalRole::Oblique;
                let before = start.checked_sub(1).filter(|b| *b >= first && oblique);
                let hangs = before.filter(|b| hangs(&tokens[*b]));
                // "Hale, 23, Selby, was charged"
                let comma = start.checked_sub(1).filter(|b| tokens[*b].kind == Kind::Comma);
                let aged = comma.filter(|b| *b > first + 1 && tokens[*b - 1].kind == Kind::Number);
                let hangs = hangs.or(aged);
                match hangs {
                    Some(preposition) => at = preposition,
                    None => return accused(w, n),
                }
                continue;
            }
            if !helps(&tokens[at]) {
                return None;
            }
        }
        None
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
        accused(w, found?)
    }
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
        || matches!(token.kind, Kind::Comma | Kind::Number)
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

/// True for a person or body that the reader could find: a name, "the mayor", "the police", but not
/// "a man", "critics", "a report".
fn can_be_asked(w: Weighing<'_>, id: SpeakerId) -> bool {
    let speaker = w.speaker(id);
    match speaker.kind {
        SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Government => {
            !is_anybody(w, id)
        }
        SpeakerKind::Outlet | SpeakerKind::Spokesperson => true,
        SpeakerKind::TitleOnly | SpeakerKind::Group => !ends_anybody(w, id) && is_definite(w, id),
        _ => false,
    }
}

/// True for a headline's "Selby Man" and for "the government": anybody, any body.
fn is_anybody(w: Weighing<'_>, id: SpeakerId) -> bool {
    let classes = w.cx.lexicon.classes_of(&last_word(w, id));
    let body = w.speaker(id).kind != SpeakerKind::Person;
    if body {
        // "government", "Hospital": which, the draft does not say.
        let one = !w.speaker(id).name.contains(' ');
        return one && (classes.has(Class::Organisation) || classes.has(Class::Government));
    }
    ends_anybody(w, id) || classes.has(Class::OrdinaryPerson) || classes.has(Class::Role)
}

/// True for "Selby man", "the suspect".
fn ends_anybody(w: Weighing<'_>, id: SpeakerId) -> bool {
    w.cx.lexicon.function_of(&last_word(w, id)).has(FunctionWord::Anyone)
}

/// The last word of a name, in lower case.
fn last_word(w: Weighing<'_>, id: SpeakerId) -> String {
    let last = w.speaker(id).name.split_whitespace().next_back();
    last.unwrap_or_default().to_lowercase()
}

/// True for "the mayor", "Selby officers": the words point at somebody whom the reader can find.
fn is_definite(w: Weighing<'_>, id: SpeakerId) -> bool {
    let first = w.speaker(id).mentions.first().map(|m| &w.cx.parsed.mentions[m.0]);
    first.is_some_and(|m| {
        let words = w.cx.text.tokens_in(m.span);
        let definite = |t: &Token<'_>| {
            t.among(FunctionWord::DefiniteArticle) || t.pos == Pos::PrpS || t.is_possessive()
        };
        let office = || {
            words.iter().any(|t| t.classes.any(OFFICES))
                && !words.iter().any(|t| t.among(FunctionWord::Anyone))
        };
        let named = || words.iter().any(|t| t.pos.is_name());
        let group = w.speaker(id).kind == SpeakerKind::Group;
        !m.indefinite && (words.iter().any(definite) && (group || office()) || named())
    })
}
