//! Who wrote a paper that is cited: what its author says of it is no second voice.

use super::{Meaning, SpeakerId, Story};
use crate::parse::{Mention, Parsed, Shape};
use crate::span::Span;
use crate::token::{Kind, Token};
use crate::tokenise::Text;

/// The paper stands so few mentions behind its author.
const NEXT: usize = 4;

/// What a paper speaks for, its author, and the words that show it.
pub(super) fn authors(
    text: &Text<'_>,
    parsed: &Parsed,
    story: &Story,
) -> Vec<(SpeakerId, SpeakerId, Span)> {
    let speaker = |n: usize| story.mentions.get(n).and_then(Meaning::speaker);
    let mut found = Vec::new();
    for (n, mention) in parsed.mentions.iter().enumerate() {
        let person = matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous);
        let Some(author) = speaker(n).filter(|_| person) else { continue };
        let paper = written(text, parsed, n).or_else(|| owned(text, parsed, mention));
        let Some(paper) = paper else { continue };
        if let Some(of) = speaker(paper).filter(|of| *of != author) {
            found.push((of, author, mention.span.to(parsed.mentions[paper].span)));
        }
    }
    found
}

/// The paper that somebody made.
///
/// > Eva Lindner, **who led the study**, said
fn written(text: &Text<'_>, parsed: &Parsed, n: usize) -> Option<usize> {
    const MADE: [&str; 12] = [
        "led",
        "wrote",
        "co-wrote",
        "conducted",
        "authored",
        "co-authored",
        "headed",
        "oversaw",
        "ran",
        "compiled",
        "coordinated",
        "carried",
    ];
    let later = parsed.mentions.iter().enumerate().skip(n + 1).take(NEXT);
    let (at, paper) = later
        .take_while(|(_, m)| m.sentence == parsed.mentions[n].sentence)
        .find(|(_, m)| m.shape == Shape::Document)?;
    let from = text.tokens.partition_point(|t| t.span.start < parsed.mentions[n].span.end);
    let between = &text.tokens[from..paper.token.max(from)];
    let who = between.iter().position(|t| t.reads("who"))?;
    let before = between[..who].iter().all(|t| t.kind == Kind::Comma || is_of(parsed, n, t));
    let made = &between[who + 1..];
    let verb = made.first().is_some_and(|t| MADE.iter().any(|word| t.reads(word)));
    (before && verb && made.len() <= 2).then_some(at)
}

/// True for words that only say where somebody is from: "Eva Lindner **of the University of Graz**".
fn is_of(parsed: &Parsed, n: usize, token: &Token<'_>) -> bool {
    let inside = |m: &Mention| m.span.contains(token.span) && m.shape == Shape::Organisation;
    let links = ["of", "from", "at"].iter().any(|word| token.reads(word));
    links || parsed.mentions[n + 1..].iter().take(2).any(inside)
}

/// > **the study's lead author**, **an author of the report**
fn owned(text: &Text<'_>, parsed: &Parsed, mention: &Mention) -> Option<usize> {
    let head = text.tokens_in(mention.head?);
    let author = head
        .iter()
        .any(|t| ["author", "co-author", "authors", "co-authors"].iter().any(|word| t.reads(word)));
    let paper = mention.possessor.filter(|_| author)?;
    (parsed.mentions[paper.0].shape == Shape::Document).then_some(paper.0)
}
