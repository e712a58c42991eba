//! Takes [`Parsed`] and its [`Story`]. Gives a [`Ledger`]: the claims, who stands behind each, who
//! was asked, and the standing that follows. Never scores: a standing is a name and its grounds.

mod answers;
mod id;
mod ledger;
mod same;
mod standing;

use std::collections::HashMap;

pub use ledger::{
    Accusation, Answer, AnswerKind, Claim, Ground, Ledger, Manner, Rank, Signal, SignalKind,
    Standing, Unsourced,
};

use crate::lexicon::{Act, CueClass, Lexicon, Polarity};
use crate::parse::{Attribution, Form, Parsed, Shape};
use crate::read::Draft;
use crate::resolve::{SpeakerKind, Story};
use crate::span::Span;
use crate::token::Pos;
use crate::tokenise::Text;

/// Gathers claims and works out how each stands.
#[must_use]
pub fn weigh(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    lexicon: &Lexicon,
) -> Ledger {
    let gists = same::gists(text, parsed);
    let claimed: Vec<bool> = parsed.attributions.iter().map(states).collect();
    let groups = same::group(parsed, story, &gists, &claimed);
    let mut number: HashMap<usize, usize> = HashMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    let mut claim_of = vec![None; parsed.attributions.len()];
    let mut taken = id::Taken::default();
    for (n, group) in groups.iter().enumerate() {
        let Some(group) = group else { continue };
        let index = *number.entry(*group).or_insert_with(|| {
            claims.push(start(draft, text, parsed, story, n, &mut taken));
            claims.len() - 1
        });
        claim_of[n] = Some(index);
        let claim = &mut claims[index];
        claim.attributions.push(n);
        claim.own &= own(text, parsed, story, n);
        claim.interest =
            claim.interest.or_else(|| answers::interest(text, &parsed.attributions[n]));
        if let Some(camp) = answers::camp_of(story, n)
            && !claim.camps.contains(&camp)
        {
            claim.camps.push(camp);
        }
    }
    answers::bind(text, parsed, story, &gists, &claim_of, &mut claims, draft);
    for claim in &mut claims {
        claim.standing = standing::standing(claim, parsed, story);
        claim.grounds = standing::grounds(claim, draft, parsed, story);
    }
    let accusations = answers::accusations(draft, text, parsed, story, &gists);
    let _ = lexicon;
    Ledger { claims, claim_of, accusations, ..Ledger::default() }
}

/// True when an attribution states something that could be so or not: no question, no wish, no
/// demand, no refusal to speak.
fn states(attribution: &Attribution) -> bool {
    let class = attribution.cue.as_ref().map(|cue| cue.class);
    let wish = matches!(
        class,
        Some(CueClass::Demand | CueClass::Ask | CueClass::Mental | CueClass::Agree)
    );
    !attribution.content.is_empty()
        && !wish
        && !matches!(attribution.act, Act::NoComment | Act::Belief)
        && !matches!(attribution.polarity, Polarity::Asks | Polarity::Declines)
}

/// A claim with nothing in it yet but its words.
fn start(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
    n: usize,
    taken: &mut id::Taken,
) -> Claim {
    let attribution = &parsed.attributions[n];
    let span = attribution.content.iter().copied().reduce(Span::to).unwrap_or(attribution.span());
    let pieces: Vec<&str> = attribution.content.iter().map(|piece| draft.words(*piece)).collect();
    let words = pieces.join(" … ");
    let cue = attribution.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let speaker = story.bindings[n].speaker().map_or("", |id| story.speakers[id.0].name.as_str());
    Claim {
        id: id::id(&words, cue, speaker, taken),
        text: words,
        span,
        attributions: Vec::new(),
        camps: Vec::new(),
        answers: Vec::new(),
        rivals: Vec::new(),
        reversed: None,
        standing: Standing::Unsourced,
        own: own(text, parsed, story, n),
        interest: None,
        grounds: String::new(),
    }
}

/// True for what a source says of its own acts, plans, feelings and results, for opinions,
/// forecasts and rulings: nobody else could confirm it.
fn own(text: &Text<'_>, parsed: &Parsed, story: &Story, n: usize) -> bool {
    let attribution = &parsed.attributions[n];
    let class = attribution.cue.as_ref().map(|cue| cue.class);
    if matches!(attribution.act, Act::Decision | Act::Document)
        || matches!(
            class,
            Some(CueClass::Promise | CueClass::Predict | CueClass::Deny | CueClass::Accuse)
        )
    {
        return true;
    }
    let mention = attribution.source.as_ref().and_then(|s| s.mention);
    if mention.is_some_and(|m| parsed.mentions[m.0].shape == Shape::Document) {
        // A body's own count.
        return true;
    }
    let kind = story.bindings[n].speaker().map(|id| story.speakers[id.0].kind);
    if matches!(kind, Some(SpeakerKind::Court | SpeakerKind::Document)) {
        return true;
    }
    let Some(piece) = attribution.content.first() else { return true };
    let first = text.tokens.partition_point(|t| t.span.end <= piece.start);
    let inside = || text.tokens[first..].iter().take_while(|t| t.span.start < piece.end);
    // What will be, should be or might be; "I", "we" and "our" of a direct quotation; "it" and
    // "its" of a body that speaks of itself.
    let ahead = inside().take(14).any(|t| t.pos == Pos::Md && !t.reads("can") && !t.reads("could"));
    let me = attribution.form != Form::Indirect
        && inside().take(8).any(|t| {
            ["i", "we", "our", "my", "i'm", "we're", "us", "me"].iter().any(|w| t.reads(w))
        });
    let itself = inside().find(|t| t.is_wordlike() && !t.reads("that")).is_some_and(|t| {
        ["it", "its", "he", "she", "his", "her", "they", "their"].iter().any(|w| t.reads(w))
    });
    ahead || me || itself
}
