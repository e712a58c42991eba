//! From patterns in sentences to the attributions of a draft.

use std::ops::Range;

use super::attribution::{
    Attribution, Channel, ChannelKind, Confidence, Cue, Form, Pattern, Source,
};
use super::input::Tokens;
use super::line::Line;
use super::pattern::{Found, PATTERNS, Place, outer};
use super::{LooseQuote, MentionId, Parsed};
use crate::lexicon::{Act, CueClass, Lexicon, Polarity, Stance};
use crate::read::Draft;
use crate::span::Span;
use crate::token::{Class, Kind, Role, Token};
use crate::tokenise::Text;

/// Finds the attributions of a draft, sentence by sentence, then what goes on over sentences.
pub(super) fn assemble(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon) -> Parsed {
    let mut parsed = Parsed::default();
    let mut quotations =
        text.quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    for (number, sentence) in text.sentences.iter().enumerate() {
        let mut inside = Vec::new();
        while let Some((index, _)) =
            quotations.next_if(|(_, q)| q.tokens.start < sentence.tokens.end)
        {
            inside.push(index);
        }
        if !draft.blocks[sentence.block].kind.is_story() {
            continue;
        }
        let line = Line::fold(text, &draft.text, number, sentence, &inside);
        let first = parsed.attributions.len();
        for found in scan(&line.tokens) {
            parsed.attributions.push(attribution(&line, &found, lexicon));
        }
        let found = parsed.attributions.len() > first;
        go_on(text, &line, found, &mut parsed);
    }
    parsed
}

/// Walks a sentence: on a match it goes on behind it, otherwise it steps one token on.
fn scan<'d>(line: &[Token<'d>]) -> Vec<Found<'d>> {
    let mut all: Vec<Found<'d>> = Vec::new();
    let (mut at, mut left) = (0, 0);
    while at < line.len() {
        let place = Place { line, here: Tokens::new(line, at..line.len()), left };
        let found = PATTERNS.iter().find_map(|(_, read)| read(place));
        match found {
            Some(mut found) if found.end > at => {
                if let Some(outer) = outer(line, &found, left) {
                    found = outer;
                }
                // "said … and added …": the second cue has the source of the first.
                if found.pattern == Pattern::Relative && found.source.is_none() {
                    found.source = all.last().and_then(|before: &Found<'_>| before.source.clone());
                }
                at = found.end;
                left = found.end;
                all.push(found);
            }
            _ => at += 1,
        }
    }
    all
}

/// Turns tokens of a line into spans of the draft.
fn attribution(line: &Line<'_>, found: &Found<'_>, lexicon: &Lexicon) -> Attribution {
    let span = |range: &Range<usize>| line.span(range);
    let sense = found.cue.sense;
    let head = &line.tokens[found.cue.head];
    let lemma =
        sense.map_or_else(|| head.text.to_lowercase(), |s| lexicon.cue(s.cue).lemma.to_string());
    let cue = Cue {
        span: span(&found.cue.range),
        lemma,
        class: sense.map_or(CueClass::Mark, |s| s.class),
        stance: sense.map_or(Stance::Neutral, |s| s.stance),
        loaded: sense.and_then(|s| lexicon.cue(s.cue).loaded),
        negated: found.cue.negated,
    };
    Attribution {
        source: found.source.as_ref().map(|range| Source { span: span(range), mention: None }),
        cue: Some(cue),
        form: form(line, &found.content),
        content: found.content.iter().map(span).collect(),
        act: sense.map_or(Act::Saying, |s| s.act),
        polarity: sense.map_or(Polarity::Asserts, |s| s.polarity),
        pattern: found.pattern,
        confidence: confidence(line, found),
        channel: found.channel.as_ref().map(|range| channel(line, range)),
        target: found.target.as_ref().map(span),
        when: found.when.as_ref().map(span),
        nested: None,
        sentence: line.sentence,
        block: line.block,
    }
}

/// Whose words the content gives.
fn form(line: &Line<'_>, content: &[Range<usize>]) -> Form {
    let tokens = || content.iter().flat_map(|range| &line.tokens[range.clone()]);
    let quoted = tokens().any(|t| t.kind == Kind::Quotation);
    let own = tokens().any(|t| t.is_wordlike());
    match (quoted, own) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

/// How well grammar and tagger agree.
fn confidence(line: &Line<'_>, found: &Found<'_>) -> Confidence {
    let role = |range: &Range<usize>, role: Role| {
        let tokens = &line.tokens[range.clone()];
        tokens.iter().filter(|t| t.hint.role == role).count() * 2 >= tokens.len()
    };
    let cue = role(&found.cue.range, Role::Cue);
    let content = found.content.iter().all(|piece| role(piece, Role::Content));
    match (cue, content) {
        (true, true) => Confidence::High,
        (false, false) => Confidence::Low,
        _ => Confidence::Medium,
    }
}

/// The kind of a channel, by its words.
fn channel(line: &Line<'_>, range: &Range<usize>) -> Channel {
    let tokens = &line.tokens[range.clone()];
    let reads = |words: &[&str]| tokens.iter().any(|t| words.iter().any(|word| t.reads(word)));
    let kind = if tokens.iter().any(|t| t.is(Class::Platform)) || reads(&["post", "tweet", "video"])
    {
        ChannelKind::Post
    } else if reads(&["interview"]) || tokens.iter().any(|t| t.is(Class::Outlet)) {
        ChannelKind::Interview
    } else if reads(&["conference", "briefing"]) {
        ChannelKind::Press
    } else if reads(&["court", "hearing", "trial", "testimony", "evidence"]) {
        ChannelKind::Hearing
    } else if reads(&["speech", "rally", "address", "debate"]) {
        ChannelKind::Speech
    } else {
        ChannelKind::Statement
    };
    Channel { span: line.span(range), kind }
}

/// Quoted sentences without a cue of their own: they go on with the speech before them in the
/// same paragraph, or take up one that the paragraph before left open.
fn go_on(text: &Text<'_>, line: &Line<'_>, found: bool, parsed: &mut Parsed) {
    let covered = |parsed: &Parsed, span: Span| {
        parsed
            .attributions
            .iter()
            .rev()
            .take(8)
            .any(|a| a.content.iter().any(|piece| piece.overlaps(span)))
    };
    for (at, token) in line.tokens.iter().enumerate() {
        let Some(quotation) = line.quotations[at] else { continue };
        if covered(parsed, token.span) {
            continue;
        }
        let takes_up = text.quotations[quotation].takes_up.map(|q| {
            let tokens = &text.quotations[q].tokens;
            text.tokens[tokens.start].span
        });
        let previous = parsed
            .attributions
            .iter()
            .rposition(|a| a.form != Form::Indirect && !a.content.is_empty());
        let same = |a: &Attribution| {
            let again =
                takes_up.is_some_and(|before| a.content.iter().any(|piece| piece.overlaps(before)));
            let own = line.tokens.iter().filter(|t| t.is_wordlike()).count();
            let alone = !found && a.block == line.block && own <= 2;
            again || alone
        };
        match previous {
            Some(index) if same(&parsed.attributions[index]) => {
                parsed.attributions[index].content.push(token.span);
            }
            _ => parsed.loose.push(LooseQuote { quotation, span: token.span }),
        }
    }
}

/// Gives each source its mention: the one whose words fill it best, from its first word on.
pub(super) fn bind(parsed: &mut Parsed) {
    for attribution in &mut parsed.attributions {
        let Some(source) = &mut attribution.source else { continue };
        let from = parsed.mentions.partition_point(|m| m.span.start + 400 < source.span.start);
        let near = parsed.mentions.iter().enumerate().skip(from);
        let inside = near
            .take_while(|(_, m)| m.span.start < source.span.end + 400)
            .filter(|(_, m)| m.span.overlaps(source.span) && m.span.start >= source.span.start);
        let head = inside.min_by_key(|(_, m)| (m.span.start, std::cmp::Reverse(m.span.end)));
        source.mention = head.map(|(index, _)| MentionId(index));
    }
}
