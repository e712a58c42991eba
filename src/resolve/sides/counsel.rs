//! Who is defended or represented by whom, where the draft says so by a verb, or by the only trial.

use std::collections::BTreeSet;

use super::joined::Joined;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::{Context, Meaning, SideKind, SpeakerId};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// So many words may lie between a verb and the name that belongs to it.
const NEAR: usize = 8;

/// So many mentions of a lawyer are looked at.
const FIRST: usize = 6;

/// Client and counsel.
///
/// > Hale was **represented by** Kim Dorn; Kim Dorn, **who represents** Hale
pub(super) fn counsel(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    for (at, token) in cx.text.tokens.iter().enumerate() {
        if token.among(FunctionWord::ActsForClient) {
            let by = cx.text.tokens.get(at + 1).is_some_and(|t| t.among(FunctionWord::By));
            let (left, right) = (before(cx, at), after(cx, at + usize::from(by)));
            if let (Some(left), Some(right)) = (left, right)
                && (by && named(cx, left) || is_lawyer(cx, left))
                && let (Some(left), Some(right)) = (speaker(cx, left), speaker(cx, right))
            {
                joined.join(left, right, token.span, SideKind::Counsel);
            }
        }
    }
    defenders(joined);
}

/// Where one person is accused in court, who defends is that person's.
///
/// > Tom Hale was **convicted** on Monday. **Defence attorney** Kim Dorn said no.
fn defenders(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let accused = accused(cx);
    let (Some(accused), 1) = (accused.first().copied(), accused.len()) else { return };
    let labels = joined.labels.clone();
    for n in (0..speaks.len()).filter(|n| speaks[*n] && *n != accused.0) {
        let defends = labels.of(SpeakerId(n)).iter().find(|label| {
            let link = label.words.iter().position(|t| t.among(FunctionWord::RoleLink));
            let own = &label.words[..link.unwrap_or(label.words.len())];
            (is_defender(own) || is_the_defence(own)) && link.is_none()
        });
        if let Some(label) = defends {
            joined.join(accused, SpeakerId(n), label.span, SideKind::Counsel);
        }
    }
}

/// > **defence attorney**, **Assistant Public Defender**
fn is_defender(words: &[Token<'_>]) -> bool {
    let past = words.iter().any(|t| t.among(FunctionWord::OutOfOffice));
    let defence = words.iter().any(|t| t.is(Class::Defence));
    let lawyer = words.iter().any(|t| t.is(Class::Lawyer));
    !past && (defence && lawyer || words.last().is_some_and(|t| t.among(FunctionWord::Defender)))
}

/// > **the defence**, **the defendant**
fn is_the_defence(words: &[Token<'_>]) -> bool {
    let [the, word] = words else { return false };
    the.among(FunctionWord::DefiniteArticle) && word.is(Class::Defence)
}

/// Who was charged, tried or sentenced.
///
/// > **Tom Hale** was **convicted** of fraud.
pub(super) fn accused(cx: Context<'_>) -> BTreeSet<SpeakerId> {
    let mut found = BTreeSet::new();
    let tokens = &cx.text.tokens;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        if !token.among(FunctionWord::TriedInCourt) {
            continue;
        }
        let from = at.saturating_sub(4);
        let Some(be) = tokens[from..at].iter().rposition(|t| t.among(FunctionWord::Be)) else {
            continue;
        };
        let subject = before(cx, from + be).filter(|n| named(cx, *n));
        found.extend(subject.and_then(|n| speaker(cx, n)));
    }
    found
}

/// The last mention of somebody in the sentence before a token, near it.
fn before(cx: Context<'_>, at: usize) -> Option<usize> {
    let mentions = &cx.parsed.mentions;
    let end = mentions.partition_point(|m| m.token < at);
    let verb = cx.text.tokens.get(at)?;
    let near = |m: &Mention| {
        let gap = Span::new(m.span.end, verb.span.start.max(m.span.end));
        cx.text.tokens_in(gap).len() <= 3
    };
    let last = end.checked_sub(1)?;
    let own = &mentions[last];
    let here = own.span.end <= verb.span.start && near(own) && !crosses(cx, own, at);
    here.then_some(last)
}

/// True where a sentence ends between a mention and a token.
fn crosses(cx: Context<'_>, mention: &Mention, at: usize) -> bool {
    !cx.text.sentences[mention.sentence].tokens.contains(&at)
}

/// The first mention of somebody after a token, in the same sentence.
fn after(cx: Context<'_>, at: usize) -> Option<usize> {
    let mentions = &cx.parsed.mentions;
    let first = mentions.partition_point(|m| m.token <= at);
    let next = mentions.get(first)?;
    let words = cx.text.tokens.get(at + 1..next.token)?;
    let near = words.len() <= NEAR && words.iter().all(|t| t.kind != Kind::Comma);
    (near && !crosses(cx, next, at)).then_some(first)
}

fn speaker(cx: Context<'_>, mention: usize) -> Option<SpeakerId> {
    match cx.story.mentions.get(mention)? {
        Meaning::Speaker(id) => Some(*id),
        _ => None,
    }
}

fn named(cx: Context<'_>, mention: usize) -> bool {
    matches!(cx.parsed.mentions[mention].shape, Shape::Person | Shape::Pronoun)
}

fn is_lawyer(cx: Context<'_>, mention: usize) -> bool {
    // "a lawyer, **who** represents": by any mention of the same.
    let Some(id) = speaker(cx, mention) else { return false };
    let own = cx.story.speakers[id.0].mentions.iter().take(FIRST);
    let mut roles = own.filter_map(|m| cx.parsed.mentions[m.0].role);
    roles.any(|role| cx.text.tokens_in(role).iter().any(|t| t.is(Class::Lawyer)))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn who_represents_somebody_is_of_their_side() {
        let copy = "Tom Hale was represented by Kim Dorn. Hale said no. Dorn said yes.";
        assert!(one_side(copy, "Tom Hale", "Kim Dorn"));
        let copy = "Tom Hale was replaced by Kim Dorn. Hale said no. Dorn said yes.";
        assert!(!one_side(copy, "Tom Hale", "Kim Dorn"));
    }

    #[test]
    fn the_defence_is_that_of_the_one_accused() {
        let copy = "Tom Hale was convicted of theft. Hale said the road was shut. Defense attorney Kim Dorn said \
                    it was open.";
        assert!(one_side(copy, "Tom Hale", "Kim Dorn"));
        let copy = "Tom Hale was convicted of theft. Jo Penn was acquitted of theft. Hale said the road was shut. \
                    Defense attorney Kim Dorn said it was open.";
        assert!(!one_side(copy, "Tom Hale", "Kim Dorn"));
    }
}
