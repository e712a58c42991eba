//! What is known about a subject: the questions behind the conditions, one function each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::View;
use super::subject::{Subject, place};
use crate::lexicon::CueClass;
use crate::parse::{Attribution, ChannelKind, Form, Shape};
use crate::read::BlockKind;
use crate::resolve::{CampId, Meaning, SpeakerKind};
use crate::token::{Class, Kind, Pos};
use crate::weigh::{Accusation, Claim};

/// The first word of a subject.
pub(super) fn token(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Draft => None,
        Subject::Attribution(n) => {
            let attribution = &view.parsed.attributions[n];
            let cue = attribution.cue.as_ref().map(|c| c.span);
            Some(view.tokens_of(cue.unwrap_or_else(|| attribution.span())).start)
        }
        _ => Some(view.tokens_of(place(view, subject)).start),
    }
    .filter(|token| *token < view.text.tokens.len())
}

/// The sentence in which a subject stands.
pub(super) fn sentence(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Sentence(n) | Subject::Headline(n) => Some(n),
        _ => token(view, subject).map(|token| view.sentence_of(token)),
    }
    .filter(|n| *n < view.text.sentences.len())
}

/// The sentence of a subject and those beside it.
pub(super) fn sentences(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let Some(n) = sentence(view, subject) else { return Vec::new() };
    let last = (n + 1).min(view.text.sentences.len() - 1);
    (n.saturating_sub(1)..=last).map(|n| view.text.sentences[n].tokens.clone()).collect()
}

/// True when somebody is credited with the words of a subject.
pub(super) fn attributed(view: &View<'_>, subject: Subject) -> Option<bool> {
    match subject {
        Subject::Phrase(n) => {
            let tokens = view.survey.hits[n].tokens.clone();
            Some(tokens.into_iter().any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            Some(!view.survey.loose[n] && tokens.any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Sentence(n) | Subject::Headline(n) => {
            let mut tokens = view.text.sentences[n].tokens.clone();
            Some(tokens.any(|token| view.survey.owner(token).is_some()))
        }
        _ => None,
    }
}

/// The words that name the sources of a subject; for a speaker those of all mentions.
pub(super) fn sources(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let of = |n: usize| {
        let source = view.parsed.attributions[n].source.as_ref();
        source.map(|source| view.tokens_of(source.span))
    };
    match subject {
        Subject::Attribution(n) => of(n).into_iter().collect(),
        Subject::Accusation(n) => of(view.ledger.accusations[n].attribution).into_iter().collect(),
        Subject::Claim(n) => {
            view.ledger.claims[n].attributions.iter().filter_map(|a| of(*a)).collect()
        }
        Subject::Speaker(n) => {
            let mentions = view.story.speakers[n].mentions.iter().take(12);
            mentions.map(|m| view.tokens_of(view.parsed.mentions[m.0].span)).collect()
        }
        _ => Vec::new(),
    }
}

/// True when the words that name the source hold a proper name, or are more than a bare group:
/// "critics including the bar association", "two of the critics".
pub(super) fn source_named(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let mut range = view.tokens_of(source.span);
    // "Critics, among them the union, said": what stands between the source and its cue.
    if let Some(cue) = &attribution.cue {
        let cue = view.tokens_of(cue.span).start;
        if cue > range.end && cue < range.end + 25 {
            range.end = cue;
        }
    }
    let naming = super::condition::list("naming-word");
    let named = super::words::find(view, &range, &naming).is_some();
    let tokens = &view.text.tokens[range];
    named
        || tokens.iter().skip(1).any(|t| t.pos.is_name())
        || tokens.iter().any(|t| t.pos == Pos::Cd)
        || tokens
            .first()
            .is_some_and(|t| t.state.is_some() || t.pos.is_name() && !t.is(Class::Collective))
}

/// The place where an attribution reports what somebody else has said: "the king had said".
pub(super) fn second_hand(view: &View<'_>, n: usize) -> Option<Range<usize>> {
    let attribution = &view.parsed.attributions[n];
    let outer = view.story.bindings[n].speaker()?;
    let outer = &view.story.speakers[outer.0];
    let said = matches!(
        attribution.cue.as_ref()?.class,
        CueClass::NeutralReport | CueClass::Announce | CueClass::Argue | CueClass::Factive
    );
    let person =
        !matches!(outer.kind, SpeakerKind::Outlet | SpeakerKind::Court | SpeakerKind::Document);
    if !said || !person || attribution.form == Form::Direct {
        return None;
    }
    attribution.content.iter().find_map(|piece| {
        let range = view.tokens_of(*piece);
        range.clone().skip(1).find_map(|at| {
            let token = &view.text.tokens[at];
            let reports = token.senses.iter().any(|s| passes_on(s.class))
                && (token.pos == Pos::Vbd || token.pos == Pos::Vbn)
                && view.survey.quotation(at).is_none();
            if !reports {
                return None;
            }
            let mut before = at - 1;
            let skipped = |n: usize| {
                let t = &view.text.tokens[n];
                t.pos.is_adverb() || ["had", "has"].iter().any(|w| t.reads(w))
            };
            let pluperfect = view.text.tokens[before].reads("had");
            while before > range.start && skipped(before) {
                before -= 1;
            }
            let told = view.text.tokens.get(at + 1).is_some_and(|t| {
                t.reads("that")
                    || t.reads("him")
                    || t.reads("her")
                    || t.reads("them")
                    || t.is(Class::Hearer)
            });
            let inner = mention_ending_at(view, before)?;
            let mention = &view.parsed.mentions[inner];
            let other = match &view.story.mentions[inner] {
                Meaning::Speaker(id) => view.story.speakers[id.0].camp != outer.camp,
                _ => mention.shape != Shape::Pronoun,
            };
            let speaks = matches!(
                mention.shape,
                Shape::Person | Shape::Role | Shape::Organisation | Shape::Body | Shape::Pronoun
            );
            (other && speaks && (told || pluperfect)).then(|| before..at + 1)
        })
    })
}

/// Cues with which what somebody said is passed on.
const fn passes_on(class: CueClass) -> bool {
    matches!(class, CueClass::NeutralReport | CueClass::Promise | CueClass::Announce)
}

/// The channel of an attribution; for a verb of posting the platform behind it: "wrote on X".
pub(super) fn channel(view: &View<'_>, n: usize) -> Option<ChannelKind> {
    let attribution = &view.parsed.attributions[n];
    let posted = || {
        let cue = attribution.cue.as_ref().filter(|cue| cue.class == CueClass::Channel)?;
        let tokens = view.tokens_of(cue.span);
        let end = (tokens.end + 2).min(view.text.tokens.len());
        let platform = view.text.tokens[tokens.start..end].iter().any(|t| t.is(Class::Platform));
        platform.then_some(ChannelKind::Post)
    };
    attribution.channel.map(|channel| channel.kind).or_else(posted)
}

/// The mention whose last word is this token.
fn mention_ending_at(view: &View<'_>, token: usize) -> Option<usize> {
    let end = view.text.tokens[token].span.end;
    let last = view.parsed.mentions.partition_point(|m| m.span.start < end);
    (last.saturating_sub(4)..last).rev().find(|n| view.parsed.mentions[*n].span.end == end)
}

/// True when a source confirms what its own side did, and nobody else says so.
pub(super) fn confirms_itself(view: &View<'_>, n: usize) -> bool {
    let Some(speaker) = view.story.bindings[n].speaker() else { return false };
    let camp = view.story.speakers[speaker.0].camp;
    let Some(piece) = view.parsed.attributions[n].content.first() else { return false };
    let from = view.parsed.mentions.partition_point(|m| m.span.start < piece.start);
    let first = view.parsed.mentions[from..].iter().position(|m| m.span.end <= piece.end);
    let Some(first) = first else { return false };
    let own = match &view.story.mentions[from + first] {
        Meaning::Speaker(id) => view.story.speakers[id.0].camp == camp,
        _ => false,
    };
    let alone = view.ledger.claim_of[n].is_none_or(|claim| {
        let claim = &view.ledger.claims[claim];
        claim.camps.iter().all(|other| *other == camp)
    });
    own && alone
}

/// How many quoted sentences stand before the words that say who speaks.
pub(super) fn sentences_before_cue(view: &View<'_>, attribution: &Attribution) -> usize {
    let Some(cue) = &attribution.cue else { return 0 };
    if attribution.form == Form::Indirect {
        return 0;
    }
    let before = attribution.content.iter().filter(|piece| piece.end <= cue.span.start);
    let stops = before.map(|piece| {
        let tokens = &view.text.tokens[view.tokens_of(*piece)];
        let ends =
            |t: &&crate::token::Token<'_>| t.kind == Kind::Stop && t.text != "..." && t.text != "…";
        let count = tokens.iter().filter(ends).count();
        let last = tokens.iter().rev().find(|t| t.is_wordlike() || t.kind == Kind::Stop);
        count + usize::from(last.is_some_and(|t| t.kind != Kind::Stop))
    });
    stops.sum()
}

/// True when the camp behind a claim accuses somebody in the draft, or is accused.
pub(super) fn party(view: &View<'_>, claim: &Claim) -> bool {
    let accuses = claim.attributions.iter().any(|a| {
        let cue = view.parsed.attributions[*a].cue.as_ref();
        cue.is_some_and(|cue| cue.class == CueClass::Accuse)
    });
    accuses || claim.camps.iter().any(|camp| view.parties.contains(camp))
}

/// True when the accused speaks somewhere in the draft.
pub(super) fn heard(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.camp.is_some_and(|camp| view.spoken.contains_key(&camp))
}

/// True when the draft gives a speaker a full name or, for a name without one, a role.
pub(super) fn introduced(view: &View<'_>, n: usize) -> bool {
    let speaker = &view.story.speakers[n];
    match speaker.kind {
        SpeakerKind::Person => {
            let titled = || {
                let mut mentions = speaker.mentions.iter().map(|m| &view.parsed.mentions[m.0]);
                mentions
                    .any(|m| m.role.is_some() || m.honorific.is_some_and(|h| shows_post(view, h)))
            };
            speaker.name.split_whitespace().count() > 1 || !speaker.roles.is_empty() || titled()
        }
        SpeakerKind::TitleOnly => false,
        _ => true,
    }
}

/// True for a title that says what somebody is: "President", not "Mr".
fn shows_post(view: &View<'_>, honorific: crate::span::Span) -> bool {
    view.text.tokens[view.tokens_of(honorific)].iter().any(|t| {
        t.is(Class::Honorific) && !t.is(Class::HonorificMale) && !t.is(Class::HonorificFemale)
    })
}

/// True when a quotation is somebody speaking: it begins with a capital letter, has a few words, and
/// is no title, in which most words have one.
pub(super) fn speech(view: &View<'_>, n: usize) -> bool {
    let words: Vec<_> = inner(view, n).iter().filter(|t| t.is_wordlike()).collect();
    let capital = words.first().is_some_and(|t| t.is_capitalised());
    let capitals = words.iter().filter(|t| t.is_capitalised()).count();
    let finite = words.iter().any(|t| t.pos.is_finite() || t.pos == Pos::Vb);
    capital && words.len() >= 4 && capitals * 2 <= words.len() && finite
}

/// True when the words of a quotation begin with capital letters, small words apart.
pub(super) fn capitalised(view: &View<'_>, n: usize) -> bool {
    let mut words = inner(view, n).iter().filter(|t| t.is_wordlike() && t.text.len() > 3);
    words.next().is_some_and(|t| t.is_capitalised()) && words.all(|t| t.is_capitalised())
}

/// The tokens between the marks of a quotation.
fn inner<'v>(view: &'v View<'_>, n: usize) -> &'v [crate::token::Token<'v>] {
    let tokens = &view.text.quotations[n].tokens;
    let all = &view.text.tokens[tokens.clone()];
    let last = all.len() - usize::from(all.last().is_some_and(|t| t.kind == Kind::CloseQuote));
    &all[1.min(last)..last]
}

/// True when words are left out of a quotation or put into it.
pub(super) fn altered(view: &View<'_>, n: usize) -> bool {
    let tokens = inner(view, n);
    let count = tokens.len();
    tokens.iter().enumerate().any(|(at, t)| {
        let gap = t.kind == Kind::Stop && (t.text == "…" || t.text.starts_with("..."));
        gap && at > 0 && at + 1 < count || t.kind == Kind::OpenBracket
    })
}

/// True when the words of a quotation come again in a quotation of the body.
pub(super) fn echoed(view: &View<'_>, n: usize) -> bool {
    let words = quoted_words(view, n);
    if words.is_empty() {
        return true;
    }
    let mut body = String::new();
    for (other, quotation) in view.text.quotations.iter().enumerate() {
        if view.draft.blocks[quotation.block].kind == BlockKind::Paragraph && quotation.depth == 0 {
            body.push_str(&quoted_words(view, other));
        }
    }
    body.contains(words.trim_end())
}

/// The words of a quotation in lower case, a space around each.
fn quoted_words(view: &View<'_>, n: usize) -> String {
    let mut words = String::from(" ");
    for token in inner(view, n).iter().filter(|t| t.is_wordlike()) {
        words.push_str(&token.text.to_lowercase().replace('’', "'"));
        words.push(' ');
    }
    words
}

/// True when the paragraph of a quotation, or the one before or behind it, credits somebody.
pub(super) fn speaker_near(view: &View<'_>, n: usize) -> bool {
    let block = view.text.quotations[n].block;
    let tokens = &view.text.blocks;
    let near = block.saturating_sub(1)..=(block + 1).min(tokens.len().saturating_sub(1));
    near.into_iter().any(|block| {
        let story = view.draft.blocks[block].kind == BlockKind::Paragraph;
        story && tokens[block].clone().any(|token| view.survey.owner(token).is_some())
    })
}

/// A passive that does not say who did it: "were barred", in the writer's own words.
pub(super) fn agentless(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let range = view.text.sentences[sentence].tokens.clone();
    range.clone().skip(1).find_map(|at| {
        let token = &tokens[at];
        if !token.is(Class::HarmVerb) || !view.survey.own(at) {
            return None;
        }
        let be = ["was", "were", "been", "being", "are", "is", "be"];
        let from = at.saturating_sub(3).max(range.start);
        let aux = (from..at).rev().find(|n| be.iter().any(|w| tokens[*n].reads(w)))?;
        let plain = (aux + 1..at).all(|n| tokens[n].pos.is_adverb());
        let agent = tokens[at + 1..range.end].iter().any(|t| t.reads("by"));
        (plain && !agent).then(|| aux..at + 1)
    })
}

/// True when a sentence without an attribution stands right behind one with, in one paragraph.
pub(super) fn goes_on(view: &View<'_>, sentence: usize) -> bool {
    let Some(before) = sentence.checked_sub(1) else { return false };
    let (this, last) = (&view.text.sentences[sentence], &view.text.sentences[before]);
    let credited = |range: &Range<usize>| range.clone().any(|t| view.survey.owner(t).is_some());
    this.block == last.block && credited(&last.tokens) && !credited(&this.tokens)
}

/// True when the draft says at its head when or where it was written.
pub(super) fn dateline(view: &View<'_>) -> bool {
    let head = view.draft.blocks.iter().take(6);
    head.into_iter().any(|block| block.kind == BlockKind::Dateline)
}

/// The camps that are heard in the draft, each with its attributions.
pub(super) fn camps(view: &View<'_>) -> BTreeMap<CampId, Vec<usize>> {
    let mut camps: BTreeMap<CampId, Vec<usize>> = BTreeMap::new();
    for (n, meaning) in view.story.bindings.iter().enumerate() {
        if let Some(id) = meaning.speaker() {
            camps.entry(view.story.speakers[id.0].camp).or_default().push(n);
        }
    }
    camps
}

/// The first accusation whose accused is known and never heard.
pub(super) fn unheard<'v>(view: &'v View<'_>) -> Option<&'v Accusation> {
    view.ledger
        .accusations
        .iter()
        .find(|a| a.camp.is_some() && a.reply.is_none() && !heard(view, a))
}

/// A camp that mostly says and one that mostly claims, each heard at least so many times.
pub(super) fn verbs_differ(view: &View<'_>, least: usize) -> Option<(CampId, CampId)> {
    let mut says = None;
    let mut claims = None;
    for (camp, all) in camps(view) {
        if all.len() < least {
            continue;
        }
        let class = |n: &usize| view.parsed.attributions[*n].cue.as_ref().map(|cue| cue.class);
        let doubted = all.iter().filter(|n| class(n) == Some(CueClass::Doubt)).count();
        let plain = all.iter().filter(|n| class(n) == Some(CueClass::NeutralReport)).count();
        if doubted * 2 >= all.len() {
            claims = claims.or(Some(camp));
        } else if plain * 2 >= all.len() && doubted == 0 {
            says = says.or(Some(camp));
        }
    }
    says.zip(claims)
}
