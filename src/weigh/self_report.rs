//! What only its source can know, and what its source gains by.

use crate::lexicon::{Act, Class, CueClass, FunctionWord};
use crate::parse::{Attribution, Form, Shape};
use crate::resolve::{Context, SpeakerKind};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// True for what a source says of its own acts, plans, feelings and results, for opinions,
/// forecasts and rulings: nobody else could confirm it.
pub(super) fn is_self_report(cx: Context<'_>, n: usize) -> bool {
    let Context { text, parsed, story, .. } = cx;
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
    let first = text.first_behind(piece.start);
    let inside = || text.tokens[first..].iter().take_while(|t| t.span.start < piece.end);
    // What will be, should be or might be; "I", "we" and "our" of a direct quotation; "it" and
    // "its" of a body that speaks of itself.
    let ahead = inside().take(14).any(|t| t.pos == Pos::Md && !t.among(FunctionWord::Ability));
    let me = attribution.form != Form::Indirect
        && inside().take(8).any(|t| t.among(FunctionWord::FirstPersonForm));
    let itself = inside()
        .find(|t| t.is_wordlike() && !t.among(FunctionWord::That))
        .is_some_and(|t| t.among(FunctionWord::ThirdPerson));
    let body = matches!(kind, Some(SpeakerKind::Organisation | SpeakerKind::Government));
    ahead || me || itself || body && is_done(text.tokens_in(*piece))
}

/// True when something is done and nobody is named who did it: a body that says so announces it.
///
/// > **The ward has been closed**, the trust said.
fn is_done(tokens: &[Token<'_>]) -> bool {
    const ACTS: [Class; 5] = [
        Class::MeansClosing,
        Class::MeansOpening,
        Class::MeansStarting,
        Class::MeansEnding,
        Class::MeansDismissal,
    ];
    let verb = tokens.iter().position(|t| t.pos.is_finite());
    let Some(rest) = verb.map(|at| &tokens[at..]) else { return false };
    let perfect = rest[0].among(FunctionWord::PresentPerfect);
    let be = perfect || rest[0].among(FunctionWord::BeInFull);
    let done = rest.iter().take(4).position(|t| t.pos == Pos::Vbn && ACTS.iter().any(|a| t.is(*a)));
    be && done.is_some_and(|at| {
        perfect == rest[..at].iter().any(|t| t.among(FunctionWord::Been))
            && !rest.get(at + 1).is_some_and(|t| t.among(FunctionWord::By))
    })
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

#[cfg(test)]
mod tests {
    use crate::testing::{check, resolved, weighed};

    /// Whether what the first attribution says is its source's own affair.
    fn whose(copy: &str) -> String {
        let own = super::is_self_report(resolved(copy), 0);
        if own { "own" } else { "open" }.to_owned()
    }

    #[test]
    fn what_only_its_source_can_know() {
        check(
            whose,
            &[
                ("Tom Hale said the road was shut.", "open"),
                ("Tom Hale said the road would be shut.", "own"),
                ("Tom Hale said the road could be seen from the hill.", "open"),
                ("“I shut the road,” Tom Hale said.", "own"),
                ("“The road is shut,” Tom Hale said.", "open"),
                ("Tom Hale said that he had shut the road.", "own"),
                ("Tom Hale said that Reed thought he had shut the road.", "open"),
                ("Tom Hale promised a new road.", "own"),
                ("Tom Hale denied the theft.", "own"),
                ("Tom Hale accused the firm of fraud.", "own"),
                ("The court ruled that the road was shut.", "own"),
                ("The report said the road was shut.", "own"),
                ("Harlow Council said the ward has been closed.", "own"),
                ("Harlow Council said the ward was closed.", "own"),
                ("Harlow Council said the ward was closed by the flood.", "open"),
                ("Harlow Council said the ward has closed.", "open"),
                ("Harlow Council said the ward was painted.", "open"),
                ("Tom Hale said the ward has been closed.", "open"),
            ],
        );
    }

    #[test]
    fn praise_of_ones_own_side_is_an_interest() {
        let praise = |copy: &str| {
            let reading = weighed(copy);
            let span = super::interest(reading.cx.text, &reading.cx.parsed.attributions[0]);
            span.map_or(String::new(), |span| reading.cx.draft.words(span).to_owned())
        };
        check(
            praise,
            &[
                (
                    "The firm said the sale was agreed after careful consideration.",
                    "careful consideration",
                ),
                ("The firm said the sale was agreed on Monday.", ""),
            ],
        );
    }
}
