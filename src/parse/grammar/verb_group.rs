//! The words that report: verbs with their helpers, nouns, "according to".

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::recognize;
use nom::multi::many_m_n;
use nom::{Input, Parser};

use super::input::Tokens;
use super::primitive::{Match, among, such};
use crate::lexicon::{Class, Frame, FunctionWord, Part, Sense};
use crate::tokenise::token::{Kind, Pos, Token};

/// A verb that reports, with its auxiliaries and adverbs.
#[derive(Clone, Debug)]
pub(in crate::parse) struct CueGroup<'d> {
    /// All its tokens.
    pub(in crate::parse) range: Range<usize>,
    /// The token that carries the sense.
    pub(in crate::parse) head: usize,
    /// What the word can mean.
    pub(in crate::parse) senses: &'d [Sense],
    /// The kind of word it is here.
    pub(in crate::parse) part: Part,
    /// What it means here, once that is known.
    pub(in crate::parse) sense: Option<Sense>,
    /// How the verb is built.
    pub(in crate::parse) voice: Voice,
    /// "did not say", "never claimed".
    pub(in crate::parse) negated: bool,
    /// "would say", "could have said": nothing has been said yet.
    pub(in crate::parse) modal: bool,
}

impl<'d> CueGroup<'d> {
    /// The sense in which the word carries an attribution in this frame.
    pub(super) fn sense_for(&self, frame: Frame) -> Option<Sense> {
        self.usable().find(|sense| sense.frames.has(frame)).copied()
    }

    /// True when the word carries an attribution in this frame.
    pub(super) fn allows(&self, frame: Frame) -> bool {
        self.sense_for(frame).is_some()
    }

    /// The senses that fit the kind of word it is here.
    pub(super) fn usable(&self) -> impl Iterator<Item = &'d Sense> + use<'d> {
        let part = self.part;
        self.senses.iter().filter(move |sense| sense.part == part || sense.part == Part::Phrase)
    }
}

/// How a cue's verb is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Voice {
    /// "said", "has said", "is saying"
    Active,
    /// "was quoted", "is said"
    Passive,
    /// "saying", "asked" behind a comma: no helper, no subject of its own
    Participle,
    /// "to say"
    Infinitive,
}

/// A verb group whose verb is in the lexicon.
///
/// > Hale **has repeatedly denied** it. | Hale **did not say** so. |
/// > Hale **called on** donors to pay.
/// > not: Hale **has** walked home. | The **claims** were wrong.
pub(super) fn verb_group<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, CueGroup<'d>> {
    if let Ok(found) = phrase(i) {
        return Ok(found);
    }
    let helper = alt((such(is_helper), among(FunctionWord::Not), such(is_adverb)));
    let (rest, helpers) = recognize(many_m_n(0, 6, helper)).parse(i)?;
    let (rest, verb) = such(|t| verb_sense(t).is_some()).parse(rest)?;
    let sense = verb_sense(verb).ok_or(nom::Err::Error(()))?;
    let rest = rest.take_from(usize::from(sense.words.saturating_sub(1)).min(rest.input_len()));
    let head = helpers.range().end;
    let helpers = helpers.as_slice();
    let any = |set: FunctionWord| helpers.iter().any(|t| t.among(set));
    let passive = any(FunctionWord::Be) && matches!(verb.pos, Pos::Vbn | Pos::Vbd | Pos::Jj);
    let voice = match verb.pos {
        _ if passive => Voice::Passive,
        Pos::Vbg if !any(FunctionWord::Be) => Voice::Participle,
        // "Both said": what is said stands behind, or nothing does.
        Pos::Vbn
            if !any(FunctionWord::Have)
                && !verb.among(FunctionWord::Said)
                && !is_only_verb(i, rest, sense.words) =>
        {
            Voice::Participle
        }
        Pos::Vb if helpers.iter().any(|t| t.pos == Pos::To || t.among(FunctionWord::To)) => {
            Voice::Infinitive
        }
        _ => Voice::Active,
    };
    let modal = helpers.iter().any(|t| t.pos == Pos::Md);
    let group = CueGroup {
        range: i.at()..rest.at(),
        head,
        senses: verb.senses,
        part: Part::Verb,
        sense: None,
        voice,
        negated: any(FunctionWord::Not),
        modal,
    };
    Ok((rest, group))
}

/// True when a clause has no other verb than the one in front of `rest`, which the tagger takes for
/// a participle.
///
/// > Donors **pledged** to rebuild the port. | Hale **called on** donors to rebuild it.
pub(super) fn is_only_verb(verb: Tokens<'_, '_>, rest: Tokens<'_, '_>, words: u8) -> bool {
    let subject = verb.behind().is_some_and(|t| t.pos.is_noun() && t.kind == Kind::Word);
    let to = rest.first().is_some_and(|t| t.pos == Pos::To);
    let mark = |t: &Token<'_>| {
        matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Stop | Kind::Quotation)
    };
    let clause = || rest.as_slice().iter().take_while(|t| !mark(t));
    subject && (to || words > 1) && !clause().any(|t| t.pos.is_finite())
}

/// A verb right behind a speech, which looks like an adjective or a noun before the one behind it.
///
/// > “Wait,” **cautions** Dr Lind. | “Stay home,” **tweeted** meteorologist Ana Robles.
/// > not: Hale **tweeted** a cartoon. | The forecaster **cautions** at night.
pub(super) fn inverted<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, CueGroup<'d>> {
    let quoted = i.behind().is_some_and(|t| t.kind == Kind::Quotation);
    let tensed = |t: &Token<'_>| {
        t.pos == Pos::Jj && t.text.ends_with("ed") || t.pos == Pos::Nns && !t.is_capitalised()
    };
    let verb = |sense: &&Sense| sense.part == Part::Verb;
    let (rest, token) =
        such(|t| quoted && tensed(t) && t.senses.iter().any(|s| verb(&s))).parse(i)?;
    let group = CueGroup {
        range: i.at()..rest.at(),
        head: i.at(),
        senses: token.senses,
        part: Part::Verb,
        sense: None,
        voice: Voice::Active,
        negated: false,
        modal: false,
    };
    Ok((rest, group))
}

/// A phrase that reports as a whole.
///
/// > The ministry **did not immediately respond** on Monday.
/// > not: The ministry **did not** go.
pub(super) fn phrase<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, CueGroup<'d>> {
    let verbal = |t: &Token<'_>| !t.pos.is_noun() && !t.pos.is_adjective();
    let (_, first) = such(|t| t.senses.iter().any(|s| s.part == Part::Phrase)).parse(i)?;
    let sense = first.senses.iter().find(|s| s.part == Part::Phrase).filter(|_| verbal(first));
    let sense = sense.copied().ok_or(nom::Err::Error(()))?;
    let rest = i.take_from(usize::from(sense.words).min(i.input_len()));
    let group = CueGroup {
        range: i.at()..rest.at(),
        head: i.at(),
        senses: first.senses,
        part: Part::Phrase,
        sense: Some(sense),
        voice: Voice::Active,
        negated: false,
        modal: false,
    };
    Ok((rest, group))
}

/// True for a verb that the tagger took for the plural of a noun.
///
/// > The defendant **denies** murder.
/// > not: The reports were wrong.
pub(super) fn is_no_noun(t: &Token<'_>) -> bool {
    t.pos == Pos::Nns && t.among(FunctionWord::NeverNoun)
}

/// The verb sense of a token, if its part of speech allows one.
///
/// > Hale **said** the road is shut.
pub(in crate::parse) fn verb_sense(t: &Token<'_>) -> Option<Sense> {
    // "who asked not to be named": that says why somebody has no name, not what they said.
    if t.is(Class::Anonymity) {
        return None;
    }
    let never = is_no_noun(t);
    let noun =
        t.pos.is_noun() && !never || t.pos.is_adjective() || matches!(t.pos, Pos::Dt | Pos::In);
    let phrase = |sense: &&Sense| sense.part == Part::Phrase;
    let verb = |sense: &&Sense| sense.part == Part::Verb && !noun;
    t.senses.iter().find(phrase).or_else(|| t.senses.iter().find(verb)).copied()
}

/// True for a word behind "and" that describes the bare noun in front of which it stands.
///
/// > The court heard of thefts and **alleged** war crimes.
pub(in crate::parse) fn is_attribute(tokens: &[Token<'_>]) -> bool {
    let [word, next, ..] = tokens else { return false };
    let bare = next.pos.is_adjective() || next.pos.is_noun() && !next.is_capitalised();
    bare && word.senses.iter().any(|sense| sense.frames.has(Frame::Passive))
}

/// The sense of a token that is a noun cue.
///
/// > His **claim** was wrong.
pub(in crate::parse) fn noun_sense(t: &Token<'_>) -> Option<Sense> {
    let noun = t.pos.is_noun();
    t.senses.iter().find(|sense| sense.part == Part::Noun && noun).copied()
}

fn is_helper(t: &Token<'_>) -> bool {
    t.pos == Pos::Md
        || t.pos == Pos::To
        || [FunctionWord::Be, FunctionWord::Have, FunctionWord::Do].iter().any(|set| t.among(*set))
            && t.pos != Pos::Pos
}

/// "also", "repeatedly", "on Monday" is not one.
fn is_adverb(t: &Token<'_>) -> bool {
    t.pos.is_adverb() && t.senses.is_empty() && t.kind == Kind::Word
}

/// Words that only say that what follows is somebody's: "according to", "in the words of".
///
/// > **According to** Hale, the road is shut. | **Per** the council, the road is shut.
/// > not: **According** nobody the road. | It was 40 parts **per** billion. |
/// > not: The cost **per** student rose.
pub(super) fn preposition<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, CueGroup<'d>> {
    let sense = i
        .first()
        .and_then(|t| t.senses.iter().find(|sense| sense.part == Part::Preposition))
        .copied()
        .ok_or(nom::Err::Error(()))?;
    let words = usize::from(sense.words);
    if words > i.input_len() {
        return Err(nom::Err::Error(()));
    }
    let rest = i.take_from(words);
    // "per student", "per 1,000": a share, and no source.
    let share = |t: &Token<'_>| matches!(t.pos, Pos::Nn | Pos::Cd) && !t.is_capitalised();
    if words == 1 && rest.first().is_some_and(share) {
        return Err(nom::Err::Error(()));
    }
    let group = CueGroup {
        range: i.at()..rest.at(),
        head: i.at(),
        senses: i.first().map_or(&[], |t| t.senses),
        part: Part::Preposition,
        sense: Some(sense),
        voice: Voice::Active,
        negated: false,
        modal: false,
    };
    Ok((rest, group))
}
