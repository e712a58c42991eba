//! Who wrote a paper that is cited: what its author says of it is no second voice.

use crate::lexicon::FunctionWord;
use crate::parse::{Mention, Parsed, Shape};
use crate::resolve::bind::papers::made_by;
use crate::resolve::{Context, Meaning, SpeakerId};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};

/// A paper is looked for at most this many mentions after its author.
const NEXT: usize = 4;

/// The maker of a paper is named at most so many words after it.
const AFTER: usize = 9;

/// What a paper speaks for, its author, and the words that show it.
pub(super) fn authors(cx: Context<'_>) -> Vec<(SpeakerId, SpeakerId, Span)> {
    let Context { text, parsed, story, .. } = cx;
    let speaker = |n: usize| story.mentions.get(n).and_then(Meaning::speaker);
    let mut found = Vec::new();
    for (n, mention) in parsed.mentions.iter().enumerate() {
        if mention.shape == Shape::Document
            && let Some(of) = speaker(n)
            && let Some(maker) = story.speakers[of.0].maker
            && !shows(cx, mention)
        {
            found.push((maker, of, mention.span));
            continue;
        }
        if mention.shape == Shape::Document
            && let Some(maker) = made_by(text, parsed, n)
            && let (Some(of), Some(maker)) = (speaker(n), speaker(maker.0))
            && of != maker
        {
            found.push((of, maker, mention.span));
            continue;
        }
        if let Some(maker) = made_or_sent(cx, n)
            && let (Some(of), Some(maker)) = (speaker(n), speaker(maker))
            && of != maker
        {
            found.push((of, maker, mention.span));
            continue;
        }
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

/// Who are only named as those who wrote a paper, where the draft has one.
///
/// > **The researchers** followed 9,000 people.
pub(super) fn teams(cx: Context<'_>) -> Vec<(SpeakerId, SpeakerId, Span)> {
    let Context { text, parsed, story, .. } = cx;
    let reads = |mention: &Mention, set| {
        let words = text.tokens_in(mention.head.unwrap_or(mention.span));
        words.iter().any(|t| t.among(set))
    };
    let mut study: Option<SpeakerId> = None;
    let mut found = Vec::new();
    for (n, mention) in parsed.mentions.iter().enumerate() {
        let Some(id) = story.mentions.get(n).and_then(Meaning::speaker) else { continue };
        if mention.shape == Shape::Document && reads(mention, FunctionWord::ScholarlyPaper) {
            // Two studies: it is not shown whose the team is.
            if study.is_some_and(|known| known != id) {
                return Vec::new();
            }
            study = Some(id);
        }
        let plain = text.tokens_in(mention.span).len() == 2;
        let the = text.tokens[mention.token].among(FunctionWord::DefiniteArticle);
        if let Some(study) = study.filter(|study| *study != id)
            && the
            && plain
            && mention.name.is_none()
            && reads(mention, FunctionWord::Researchers)
        {
            found.push((study, id, mention.span));
        }
    }
    found
}

/// True when the name after a paper is what it shows.
///
/// > a readout **of the meeting**
fn shows(cx: Context<'_>, mention: &Mention) -> bool {
    let words = cx.text.tokens_in(mention.span);
    let of = words.iter().position(|t| t.among(FunctionWord::Of));
    of.is_some_and(|of| of > 0 && words[of - 1].among(FunctionWord::Shows))
}

/// Who made a paper, by the verb after it.
///
/// > a petition **signed by** Ann Hale, documents **provided to the council by** the bank
fn made_or_sent(cx: Context<'_>, n: usize) -> Option<usize> {
    let Context { text, parsed, .. } = cx;
    let mention = &parsed.mentions[n];
    if mention.shape != Shape::Document || mention.possessor.is_some() {
        return None;
    }
    let head = mention.head?;
    let from = text.first_from(head.end);
    let rest = &text.tokens[from..text.tokens.len().min(from + AFTER)];
    let end = rest.iter().position(|t| !t.is_wordlike() || t.pos.is_finite());
    let rest = &rest[..end.unwrap_or(rest.len())];
    let by = rest.iter().position(|t| t.among(FunctionWord::By))?;
    let made = rest[..by].iter().any(|t| t.among(FunctionWord::MadePaper));
    let next = parsed.mentions.partition_point(|m| m.token <= from + by);
    let near = parsed.mentions.get(next)?.token <= from + by + 2;
    (made && near).then_some(next)
}

/// The paper that somebody made.
///
/// > Eva Lindner, **who led the study**, said
fn written(text: &Text<'_>, parsed: &Parsed, n: usize) -> Option<usize> {
    let later = parsed.mentions.iter().enumerate().skip(n + 1).take(NEXT);
    let (at, paper) = later
        .take_while(|(_, m)| m.sentence == parsed.mentions[n].sentence)
        .find(|(_, m)| m.shape == Shape::Document)?;
    let from = text.first_from(parsed.mentions[n].span.end);
    let between = &text.tokens[from..paper.token.max(from)];
    let who = between.iter().position(|t| t.among(FunctionWord::PersonRelative))?;
    let before = between[..who].iter().all(|t| t.kind == Kind::Comma || is_of(parsed, n, t));
    let made = &between[who + 1..];
    let verb = made.first().is_some_and(|t| t.among(FunctionWord::WrotePaper));
    (before && verb && made.len() <= 2).then_some(at)
}

/// True for words that only say where somebody is from: "Eva Lindner **of the University of Graz**".
fn is_of(parsed: &Parsed, n: usize, token: &Token<'_>) -> bool {
    let inside = |m: &Mention| m.span.contains(token.span) && m.shape == Shape::Organisation;
    let links = token.among(FunctionWord::RoleLink);
    links || parsed.mentions[n + 1..].iter().take(2).any(inside)
}

/// > **the study's lead author**, **an author of the report**
fn owned(text: &Text<'_>, parsed: &Parsed, mention: &Mention) -> Option<usize> {
    let head = text.tokens_in(mention.head?);
    let author = head.iter().any(|t| t.among(FunctionWord::Author));
    let paper = mention.possessor.filter(|_| author)?;
    (parsed.mentions[paper.0].shape == Shape::Document).then_some(paper.0)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn researchers_are_of_their_study() {
        let copy = "The study found a gas in the well. The researchers said it was safe.";
        assert!(one_side(copy, "The study", "The researchers"));
        let copy = "The study found a gas in the well. The residents said it was safe.";
        assert!(!one_side(copy, "The study", "The residents"));
    }

    #[test]
    fn who_made_a_paper_is_named_after_the_verb() {
        let copy =
            "Documents provided to the council by Harlow Bank show a loss. Harlow Bank said no.";
        assert!(one_side(copy, "Documents", "Harlow Bank"));
        let copy = "Documents obtained by Harlow Bank show a loss. Harlow Bank said no.";
        assert!(!one_side(copy, "Documents", "Harlow Bank"));
    }

    #[test]
    fn who_led_a_study_is_of_it() {
        let copy = "The study found a gas in the well. Eva Lindner, who led the study, \
                 said it was safe.";
        assert!(one_side(copy, "The study", "Eva Lindner"));
        let copy = "The study found a gas in the well. Eva Lindner, who read the study, \
                 said it was safe.";
        assert!(!one_side(copy, "The study", "Eva Lindner"));
        let copy = "The study found a gas in the well. The study's lead author, Eva \
                 Lindner, said it was safe.";
        assert!(one_side(copy, "The study", "Eva Lindner"));
        let copy = "The study found a gas in the well. The study's critic, Eva Lindner, \
                 said it was safe.";
        assert!(!one_side(copy, "The study", "Eva Lindner"));
    }
}
