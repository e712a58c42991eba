//! Who speaks in each attribution, and who "I" is in a quotation.

use super::several::meaning_of;
use crate::lexicon::{FunctionWord, Polarity};
use crate::parse::{Attribution, Mention, Parsed, Pattern, Shape, hangs};
use crate::resolve::given::Given;
use crate::resolve::{Meaning, SpeakerId, SpeakerKind, Story};
use crate::span::Span;

/// Binds every attribution to whom its source means.
pub(super) fn bindings(given: Given<'_>, story: &mut Story) {
    let Given { text, parsed, .. } = given;
    story.bindings.clear();
    for attribution in &parsed.attributions {
        let source = attribution.source.as_ref();
        let meaning = source.map_or(Meaning::Unknown, |s| {
            let inside = parsed.mentions.iter().skip(first_after(parsed, s.span));
            let first = inside.take(1).find(|m| s.span.contains(m.span));
            // "those close to him": he does not say so.
            let other = s.mention.is_none() && first.is_some_and(|m| hangs(text, s.span, m));
            if other { Meaning::Unknown } else { meaning_of(text, parsed, story, s.span) }
        });
        story.bindings.push(meaning);
    }
    let answers = answers(given);
    if let Some(who) = interviewee(given, story, &answers) {
        for n in answers {
            story.bindings[n] = Meaning::Speaker(who);
        }
    }
}

/// The answers of an interview whose turns begin with letters, if one letter answers.
///
/// > Q: Who asked you? ¶ **A: The council leader did.**
fn answers(given: Given<'_>) -> Vec<usize> {
    let all =
        || given.parsed.attributions.iter().enumerate().filter(|(_, a)| letter(given, a).is_some());
    let asks = |a: &Attribution| a.polarity == Polarity::Asks;
    let mut asking: Vec<&str> =
        all().filter(|(_, a)| asks(a)).filter_map(|(_, a)| letter(given, a)).collect();
    asking.sort_unstable();
    let answers: Vec<_> = all()
        .filter(|(_, a)| letter(given, a).is_some_and(|l| asking.binary_search(&l).is_err()))
        .collect();
    let first = answers.first().and_then(|(_, a)| letter(given, a));
    let one = answers.iter().all(|(_, a)| letter(given, a) == first) && !asking.is_empty();
    if one { answers.into_iter().map(|(n, _)| n).collect() } else { Vec::new() }
}

/// The letter that begins a turn: "**A**: The council leader did."
fn letter<'a>(given: Given<'a>, attribution: &Attribution) -> Option<&'a str> {
    let source = attribution.source.as_ref()?;
    let word = given.words(source.span);
    (attribution.pattern == Pattern::Transcript && word.len() == 1).then_some(word)
}

/// Who answers: the only one with a name who does so elsewhere; else the only person whom the draft
/// names before its first turn.
fn interviewee(given: Given<'_>, story: &Story, answers: &[usize]) -> Option<SpeakerId> {
    let parsed = given.parsed;
    let first = parsed.attributions[*answers.first()?].block;
    let turns = parsed.attributions.iter().zip(&story.bindings);
    let named = turns
        .filter(|(a, _)| a.pattern == Pattern::Transcript && a.polarity != Polarity::Asks)
        .filter_map(|(_, meaning)| meaning.speaker());
    let start = parsed.attributions.iter().find(|a| a.pattern == Pattern::Transcript)?.block;
    let before = parsed.mentions.iter().zip(&story.mentions);
    let before = before
        .take_while(|(mention, _)| mention.block < start.min(first))
        .filter_map(|(_, meaning)| meaning.speaker())
        .filter(|id| story.speakers[id.0].kind == SpeakerKind::Person);
    only(named).or_else(|| only(before))
}

/// The only one of some speakers.
fn only(mut speakers: impl Iterator<Item = SpeakerId>) -> Option<SpeakerId> {
    let first = speakers.next()?;
    speakers.all(|other| other == first).then_some(first)
}

/// The first mention that does not begin before a span.
fn first_after(parsed: &Parsed, span: Span) -> usize {
    parsed.mentions.partition_point(|m| m.span.start < span.start)
}

/// "I" in a quotation is whoever is quoted; outside one it is the writer, who is no speaker.
///
/// > “**I** saw it,” Hale said.
pub(super) fn first_persons(given: Given<'_>, story: &mut Story) {
    let parsed = given.parsed;
    let is_first = |mention: &Mention| {
        mention.shape == Shape::Pronoun
            && given.reads(given.words(mention.span), FunctionWord::FirstPerson)
    };
    let mut around = parsed.attributions.iter().enumerate().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut changed = false;
    for (n, mention) in parsed.mentions.iter().enumerate() {
        while let Some((at, _)) = around.next_if(|(_, a)| a.span().start <= mention.span.start) {
            open.push(at);
        }
        open.retain(|at| parsed.attributions[*at].span().end > mention.span.start);
        if mention.quotation.is_none() || !is_first(mention) {
            continue;
        }
        let quoted = open.iter().rev().take(16).find(|at| {
            let attribution = &parsed.attributions[**at];
            attribution.content.iter().any(|piece| piece.contains(mention.span))
                && attribution.source.as_ref().is_none_or(|s| !s.span.contains(mention.span))
        });
        if let Some(at) = quoted {
            story.mentions[n] = story.bindings[*at].clone();
            changed = true;
        }
    }
    if changed {
        bindings(given, story);
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::{meant, speaker_of};

    #[test]
    fn who_is_named_behind_a_preposition_does_not_speak() {
        let copy = "Tom Hale left. Those close to him said the bridge was shut.";
        assert_ne!(speaker_of(copy, "Those close to him"), "Tom Hale");
        let copy = "Tom Hale left. One of his friends said the bridge was shut.";
        assert_ne!(speaker_of(copy, "One of his friends"), "nobody");
    }

    #[test]
    fn who_answers_is_the_only_one_named_before() {
        use crate::testing::resolved;
        let who = |copy: &str| {
            let cx = resolved(copy);
            let mut said = cx.parsed.attributions.iter().zip(&cx.story.bindings);
            let answer = said.next_back().and_then(|(_, meaning)| meaning.speaker());
            answer.map(|id| cx.story.speakers[id.0].name.clone())
        };
        let copy =
            "Ana Brito, the mayor, spoke to us.\n\nQ: Who asked you?\n\nA: The council did.\n";
        assert_eq!(who(copy).as_deref(), Some("Ana Brito"));
        let copy =
            "Ana Brito and Tom Ede spoke to us.\n\nQ: Who asked you?\n\nA: The council did.\n";
        assert_eq!(who(copy), None);
    }

    #[test]
    fn i_in_a_quotation_is_whoever_is_quoted() {
        let copy = "“I shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "I"), "Tom Hale");
        assert_eq!(meant("I shut the bridge, which Tom Hale had built.", "I"), "nobody");
        let copy = "“She shut the bridge on Monday,” Tom Hale said.";
        assert_eq!(meant(copy, "She"), "nobody");
    }
}
