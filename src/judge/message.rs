//! Fills the words in braces of a message.

use super::{Reading, Subject};
use crate::span::Span;
use crate::weigh::{AnswerKind, Claim};

/// Longest text that is put into a message, in characters.
const LONGEST: usize = 90;

/// A message with its words in braces filled in.
pub(super) fn fill(text: &str, reading: Reading<'_>, subject: Subject) -> String {
    let mut out = String::with_capacity(text.len() + 40);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = behind.split_once('}') else { break };
        out.push_str(&value(name, reading, subject));
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn value(name: &str, reading: Reading<'_>, subject: Subject) -> String {
    let words = |span: Span| short(reading.draft.words(span));
    let source = |n: usize| {
        let attribution = &reading.parsed.attributions[n];
        attribution
            .source
            .as_ref()
            .map_or("an unnamed source".to_owned(), |s| inside(&words(s.span)))
    };
    match (name, subject) {
        ("source", Subject::Attribution(n)) => source(n),
        ("source", Subject::Claim(n)) => {
            let claim = &reading.ledger.claims[n];
            voices(reading, claim)
                .first()
                .cloned()
                .or_else(|| claim.attributions.first().map(|a| source(*a)))
                .unwrap_or_default()
        }
        ("source", Subject::Accusation(n)) => source(reading.ledger.accusations[n].attribution),
        ("verb", Subject::Attribution(n)) => reading.parsed.attributions[n]
            .cue
            .as_ref()
            .map_or(String::new(), |cue| cue.lemma.clone()),
        ("content", Subject::Attribution(n)) => reading.parsed.attributions[n]
            .content
            .first()
            .map_or(String::new(), |span| words(*span)),
        ("claim", Subject::Claim(_)) => {
            short(words(super::place(reading, subject)).trim_matches(mark))
        }
        ("camp", Subject::Claim(n)) => {
            let camps = &reading.ledger.claims[n].camps;
            camps
                .first()
                .map_or("one side".to_owned(), |camp| reading.story.camps[camp.0].name.clone())
        }
        ("voices", Subject::Claim(n)) => voices(reading, &reading.ledger.claims[n]).join(", "),
        ("count", Subject::Claim(n)) => {
            voices(reading, &reading.ledger.claims[n]).len().to_string()
        }
        ("answer", Subject::Claim(n)) => answer(reading, &reading.ledger.claims[n]),
        ("interest", Subject::Claim(n)) => {
            reading.ledger.claims[n].interest.map_or(String::new(), words)
        }
        ("accused", Subject::Accusation(n)) => words(reading.ledger.accusations[n].accused),
        ("act", Subject::Accusation(n)) => {
            let act = reading.ledger.accusations[n].act.map_or(String::new(), words);
            let act = act.trim();
            ["of ", "for ", "with ", "over "]
                .iter()
                .find_map(|p| act.strip_prefix(p))
                .unwrap_or(act)
                .to_owned()
        }
        ("line", Subject::Repetition(n, _)) | ("earlier", Subject::Repetition(_, n)) => {
            reading.draft.line_of(reading.draft.blocks[n].span.start).to_string()
        }
        ("quote", Subject::Quotation(n)) => {
            short(reading.draft.words(quotation(reading, n)).trim_matches(mark))
        }
        _ => String::new(),
    }
}

/// "the US State Department declined to comment"
fn answer(reading: Reading<'_>, claim: &Claim) -> String {
    let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
    let Some(answer) = claim.answers.iter().find(|a| silent(a.kind)) else { return String::new() };
    let attribution = &reading.parsed.attributions[answer.attribution];
    let part = |span: Option<Span>| span.map_or(String::new(), |s| short(reading.draft.words(s)));
    let source = part(attribution.source.as_ref().map(|s| s.span));
    let cue = part(attribution.cue.as_ref().map(|c| c.span));
    format!("{source} {cue}").trim().to_owned()
}

/// The names of those who state a claim, each once.
pub(super) fn voices(reading: Reading<'_>, claim: &Claim) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for n in &claim.attributions {
        if let Some(id) = reading.story.bindings[*n].speaker() {
            let name = &reading.story.speakers[id.0].name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Where a quotation stands.
pub(super) fn quotation(reading: Reading<'_>, n: usize) -> Span {
    let tokens = &reading.text.tokens[reading.text.quotations[n].tokens.clone()];
    tokens[0].span.to(tokens[tokens.len() - 1].span)
}

/// A source in the middle of a sentence: "the president", not "The president".
fn inside(source: &str) -> String {
    let small = ["The ", "A ", "An ", "He", "She", "They", "It"]
        .iter()
        .any(|w| source.strip_prefix(w).is_some_and(|rest| w.ends_with(' ') || rest.is_empty()));
    let mut chars = source.chars();
    match chars.next() {
        Some(first) if small => first.to_lowercase().chain(chars).collect(),
        _ => source.to_owned(),
    }
}

/// A text on one line, cut to a readable length.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start);
    format!("{cut} …")
}

/// A mark at the edge of a quotation.
const fn mark(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | ',' | ' ')
}
