//! What only its source can know, and what its source gains by.

use crate::lexicon::{Act, CueClass};
use crate::parse::{Attribution, Form, Parsed, Shape};
use crate::resolve::{SpeakerKind, Story};
use crate::span::Span;
use crate::token::{Class, Pos};
use crate::tokenise::Text;

/// True for what a source says of its own acts, plans, feelings and results, for opinions,
/// forecasts and rulings: nobody else could confirm it.
pub(super) fn own(text: &Text<'_>, parsed: &Parsed, story: &Story, n: usize) -> bool {
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

/// The words that show that a source gains if it is believed: praise of its own side.
pub(super) fn interest(text: &Text<'_>, attribution: &Attribution) -> Option<Span> {
    attribution.content.iter().find_map(|piece| {
        let mut praise: Option<Span> = None;
        for token in text.tokens_in(*piece) {
            if token.is(Class::SelfPraise) {
                praise = Some(praise.map_or(token.span, |span| span.to(token.span)));
            } else if praise.is_some() {
                break;
            }
        }
        praise
    })
}
