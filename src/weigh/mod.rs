//! Takes [`Parsed`] and its [`Story`]. Gives a [`Ledger`]: the claims, who stands behind each, who
//! was asked, and the standing that follows. Never scores: a standing is a name and its grounds.

mod answers;
mod id;
mod same;
mod standing;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Act, CueClass, Lexicon, Polarity};
use crate::parse::{Attribution, Form, Parsed, Shape};
use crate::read::Draft;
use crate::resolve::{CampId, SpeakerKind, Story};
use crate::span::Span;
use crate::token::Pos;
use crate::tokenise::Text;

/// What is claimed in a draft, and how each claim stands.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The claims, in order of first statement.
    pub claims: Vec<Claim>,
    /// For each of [`Parsed::attributions`], the claim it states.
    pub claim_of: Vec<Option<usize>>,
    /// Accusations, in order.
    pub accusations: Vec<Accusation>,
}

/// Attributed contents that say the same thing, or follow from one announcement.
#[derive(Clone, Debug)]
pub struct Claim {
    /// A name that survives edits elsewhere: "c-7f3a91".
    pub id: String,
    /// The content that states it best, as written.
    pub text: String,
    /// Where that content stands, from its first word to its last.
    pub span: Span,
    /// Indices into [`Parsed::attributions`] that state it.
    pub attributions: Vec<usize>,
    /// The camps behind it, each once, in order.
    pub camps: Vec<CampId>,
    /// What others were asked or said about it.
    pub answers: Vec<Answer>,
    /// How it stands.
    pub standing: Standing,
    /// True for what a source says of its own acts, plans, feelings or results, for opinions,
    /// forecasts and rulings: nobody else could confirm it.
    pub own: bool,
    /// True when the sources gain if it is believed, with the words that show it.
    pub interest: Option<Span>,
    /// One sentence that says why it stands so.
    pub grounds: String,
}

/// What another party answers to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Index into [`Parsed::attributions`].
    pub attribution: usize,
    /// Whose answer it is.
    pub camp: Option<CampId>,
    /// What kind.
    pub kind: AnswerKind,
}

/// The kind of an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// Says it is not so.
    Denies,
    /// Says it is so.
    Confirms,
    /// Was asked and would not say.
    Declines,
    /// Could not be reached, did not reply.
    Silent,
    /// "could not be independently verified"
    Unverified,
}

/// How a claim stands. The first that holds, top to bottom.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Another camp denies it.
    Disputed,
    /// A public document or court record by the body that decides shows it.
    Documented,
    /// Two camps or more say so, one of them without an interest.
    IndependentlySupported,
    /// The opposing side says so itself.
    BothSidesAgree,
    /// One camp says so; the other was asked and did not say.
    OneCampAskedAndSilent,
    /// One camp, several voices.
    OneCamp,
    /// One voice.
    OneVoice,
    /// Nobody is credited with it.
    Unsourced,
}

/// Somebody accuses somebody of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accusation {
    /// Index into [`Parsed::attributions`].
    pub attribution: usize,
    /// Who is accused, as written.
    pub accused: Span,
    /// The camp of the accused, if it is known.
    pub camp: Option<CampId>,
    /// Of what.
    pub act: Option<Span>,
    /// The reply of the accused to this accusation, if there is one.
    pub reply: Option<Answer>,
}

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
    Ledger { claims, claim_of, accusations }
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
